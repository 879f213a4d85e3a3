/**
 * The library: a PDF of 300 pages read in its thread (time, memory), and 200 documents of 100 pages searched, listed and counted
 * into the gap matrix. Whole answers in process, from sign-in check to compressed bytes, on an embedded PostgreSQL of its own.
 * Run: node bin/build.mjs --run bench/library.ts
 */
import { mkdtemp, readFile, realpath, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type EvidenceServices, evidencePart } from '../src/evidence/index.ts'
import { extract } from '../src/evidence/library/extract/apart.ts'
import { pasteText } from '../src/evidence/library/files.ts'
import { addDocument } from '../src/evidence/library/store.ts'
import { pdf, prose } from '../src/evidence/library/testing/files.ts'
import { described } from '../src/evidence/library/testing/seed.ts'
import { newId } from '../src/kernel/id.ts'
import { placesOf, workerGroupsOf } from '../src/kernel/place.ts'
import { text } from '../src/kernel/text.ts'
import { write } from '../src/kernel/transaction.ts'
import { addMember, createWorkspace } from '../src/kernel/workspace.ts'
import { openDatabase } from '../src/platform/database/connect.ts'
import { migrate } from '../src/platform/database/migrate.ts'
import { openFiles } from '../src/platform/files/index.ts'
import { createApp } from '../src/web/server/app.ts'
import { shellPart } from '../src/web/server/shell-part.ts'

const [documents, pages, wordsOfPage] = [200, 100, 350]
const topics = ['income', 'care', 'rights', 'programmes', 'public_space'] as const
const dataDir = await mkdtemp(join(await realpath(tmpdir()), 'acuerdo-bench-'))
const database = await openDatabase({ dataDir, databaseUrl: undefined })

try {
  await readLongPdf()
  await migrate(database)
  const db = database.kysely
  const workspaceId = await createWorkspace(db, { slug: 'bench', name: text('Bench') })
  const system = { workspaceId, as: 'system' } as const
  const account = newId()
  let last = ''
  const from = performance.now()
  await write(db, system, async (tx, asker) => {
    await tx
      .insertInto('auth.user')
      .values({ id: account, name: 'c', email: `${account}@invalid` })
      .execute()
    const member = await addMember(tx, asker, { name: 'Coordinación', role: 'coordinator' })
    await tx.updateTable('kernel.member').set({ account_id: account }).where('id', '=', member).execute()
    const [places, groups] = [await placesOf(tx, asker), await workerGroupsOf(tx, asker)]
    for (let n = 0; n < documents; n++) {
      last = await addDocument(
        tx,
        asker,
        described({
          title: text(`Estudio ${n} de ${prose(4, n)}`),
          topics: [topics[n % 5] ?? 'care'],
          placeIds: [places[n % places.length]?.id ?? ''],
          groupIds: n % 3 === 0 ? [] : [groups[n % groups.length]?.id ?? ''],
          published: `20${10 + (n % 15)}`,
        }),
      )
      const body = Array.from({ length: pages }, (_, page) => prose(wordsOfPage, n * pages + page))
      await pasteText(tx, asker, last, body.join('\f'))
    }
  })
  console.log(
    `${documents} documents × ${pages} pages written in ${((performance.now() - from) / 1000).toFixed(1)} s`,
  )
  await database.pool.query('analyze')
  const { rows } = await database.pool.query<{ n: number; mb: number }>(
    `select reltuples::int as n, (pg_total_relation_size(oid) / 1000000)::int as mb from pg_class where oid = 'evidence.document_word'::regclass`,
  )
  console.log(`${rows[0]?.n} words of documents, ${rows[0]?.mb} MB`)

  const evidence: EvidenceServices = {
    dataDir,
    connect: () => Promise.reject(new Error('no survey here')),
    files: openFiles(dataDir),
    maxUpload: 1e8,
    importJob: { name: 'evidence.import', steps: [], run: async () => undefined },
    explain: ({ code }) => code,
  }
  const app = createApp({
    db,
    parts: [evidencePart(evidence), shellPart],
    openPages: [],
    signInRequest: async () => null,
    accountOf: async () => ({ accountId: account, setCookie: [] }),
    home: async () => '/',
    publicUrl: () => 'http://localhost',
    log: () => {},
    logError: (error) => console.error(error),
    healthy: async () => true,
  })

  /** Processor time so far of this program and of its database's processes, ms: fair on a computer that is busy. */
  async function processor(): Promise<number> {
    const { rows: processes } = await database.pool.query<{ pid: number }>(
      'select pid from pg_stat_activity where datname = current_database()',
    )
    const { user, system: kernel } = process.cpuUsage()
    let ticks = 0
    for (const { pid } of processes) {
      const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '')
      const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
      ticks += Number(fields[11] ?? 0) + Number(fields[12] ?? 0)
    }
    return (user + kernel) / 1000 + ticks * 10
  }

  /** Best and median of 15 after three to warm up. */
  async function measure(name: string, path: string, mark: number): Promise<void> {
    const times: number[] = []
    let bytes = 0
    let before = 0
    for (let round = 0; round < 18; round += 1) {
      if (round === 3) before = await processor()
      const start = performance.now()
      const answer = await app.request(`http://localhost/es/bench${path}`, {
        headers: { 'accept-encoding': 'br' },
      })
      bytes = (await answer.arrayBuffer()).byteLength
      if (answer.status !== 200) throw new Error(`${path}: ${answer.status}`)
      if (round >= 3) times.push(performance.now() - start)
    }
    const used = ((await processor()) - before) / 15
    const sorted = times.toSorted((a, b) => a - b)
    const [best = 0, median = 0] = [sorted[0], sorted[Math.floor(sorted.length / 2)]]
    console.log(
      `${name.padEnd(34)} best ${best.toFixed(0).padStart(4)} ms, median ${median.toFixed(0).padStart(4)} ms, processor ${used.toFixed(0).padStart(3)} ms, ${(bytes / 1000).toFixed(1)} kB (mark: ${mark} ms)`,
    )
  }
  const here = '/evidence/library'
  await measure('list', here, 50)
  await measure('search: a word of every page', `${here}?q=trabajo`, 50)
  await measure('search: two words', `${here}?q=trabajo+seguridad`, 50)
  await measure('search: seldom', `${here}?q=${prose(40, 7).split(' ').at(-1)?.replace('.', '')}`, 50)
  await measure('search: with filters', `${here}?q=mercado&topic=care&place=09`, 50)
  await measure('gap matrix', `${here}/gaps?place=09`, 50)
  await measure('one document', `${here}/${last}`, 50)
  await measure('a page of it', `${here}/${last}/read?page=50`, 50)
} finally {
  await database.close()
  await rm(dataDir, { recursive: true, force: true })
}

async function readLongPdf(): Promise<void> {
  const path = join(dataDir, 'long.pdf')
  const bytes = await pdf(Array.from({ length: 300 }, (_, n) => prose(wordsOfPage, n)))
  await writeFile(path, bytes)
  const before = process.memoryUsage.rss()
  let most = before
  const timer = setInterval(() => {
    most = Math.max(most, process.memoryUsage.rss())
  }, 50)
  const start = performance.now()
  const { pages: read } = await extract(path, 'pdf')
  clearInterval(timer)
  console.log(
    `PDF of ${read.length} pages, ${(bytes.length / 1e6).toFixed(1)} MB: ${((performance.now() - start) / 1000).toFixed(1)} s, ${Math.round((most - before) / 1e6)} MB more at most`,
  )
}
