/**
 * 2,000 organisations with 6,000 ties: the list and its search, the stored map, a new layout. Whole answers in process, from
 * sign-in check to compressed bytes, on an embedded PostgreSQL of its own. Run: node bin/build.mjs --run bench/actors.ts
 */
import { mkdtemp, realpath, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import {
  actorsLayoutJob,
  actorsPart,
  actorsReadJob,
  actorsUndoJob,
  actorsWriteJob,
} from '../src/actors/index.ts'
import { writeOrganisations } from '../src/actors/organisations.ts'
import { relationKinds } from '../src/actors/rules.ts'
import { newId } from '../src/kernel/id.ts'
import { text } from '../src/kernel/text.ts'
import { write } from '../src/kernel/transaction.ts'
import { addMember, createWorkspace } from '../src/kernel/workspace.ts'
import { openDatabase } from '../src/platform/database/connect.ts'
import { migrate } from '../src/platform/database/migrate.ts'
import { openFiles } from '../src/platform/files/index.ts'
import { createApp } from '../src/web/server/app.ts'
import { shellPart } from '../src/web/server/shell-part.ts'

const [organisations, ties] = [2000, 6000]
const dataDir = await mkdtemp(join(await realpath(tmpdir()), 'acuerdo-bench-'))
const database = await openDatabase({ dataDir, databaseUrl: undefined })

/** Repeatable chance (mulberry32). */
let seed = 7
const chance = (below: number): number => {
  seed = (seed + 0x6d2b79f5) | 0
  let t = Math.imul(seed ^ (seed >>> 15), 1 | seed)
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
  return Math.floor((((t ^ (t >>> 14)) >>> 0) / 2 ** 32) * below)
}
const oneOf = <T>(of: readonly T[]): T => of[chance(of.length)] as T

try {
  await migrate(database)
  const db = database.kysely
  const workspaceId = await createWorkspace(db, { slug: 'bench', name: text('Bench') })
  const account = newId()
  const system = { workspaceId, as: 'system' } as const
  await write(db, system, async (tx, asker) => {
    await tx
      .insertInto('auth.user')
      .values({ id: account, name: 'Ana', email: `${account}@invalid` })
      .execute()
    const member = await addMember(tx, asker, { name: 'Ana', role: 'coordinator' })
    await tx.updateTable('kernel.member').set({ account_id: account }).where('id', '=', member).execute()
    const { rows: places } = await sql<{ id: string }>`
      select id from kernel.place where workspace_id = ${workspaceId} and kind in ('state', 'municipality')`.execute(
      tx,
    )
    const words = ['Unión', 'Red', 'Frente', 'Sindicato', 'Colectiva', 'Cámara', 'Dirección', 'Cooperativa']
    const trades = [
      'comerciantes',
      'recicladoras',
      'jornaleras',
      'costureras',
      'tianguistas',
      'cargadores',
      'músicos',
    ]
    const made = Array.from({ length: organisations }, (_, n) => ({
      id: newId(),
      version: 1,
      fields: {
        name: text(
          `${oneOf(words)} de ${oneOf(trades)} ${oneOf(['del norte', 'del sur', 'Ñandú', 'de base'])} ${n}`,
        ),
        acronym: null,
        constituency: oneOf(['workers', 'workers', 'authority', 'employers', 'civil_society'] as const),
        legalForm: oneOf(['union', 'network', 'office', 'cooperative'] as const),
        membershipBased: null,
        sector: null,
        about: text('Trabajan en la vía pública y en los mercados de la ciudad.'),
        website: null,
        placeId: oneOf(places).id,
        placeIds: [],
        groupIds: [],
      },
    }))
    await writeOrganisations(tx, asker, made)
    await sql`
      insert into actors.membership (workspace_id, id, organisation_id, observed_on, total, basis)
      select ${workspaceId}, gen_random_uuid(), id, date '2024-01-01' + n, 10 + n * 37, 'reported'
        from actors.organisation, generate_series(1, 3) n where workspace_id = ${workspaceId}`.execute(tx)
    const pairs = new Map<string, object>()
    while (pairs.size < ties) {
      const [from, to] = [oneOf(made).id, oneOf(made).id]
      if (from !== to)
        pairs.set(from + to, { id: newId(), from_id: from, to_id: to, kind: oneOf(relationKinds) })
    }
    await sql`
      insert into actors.relation (workspace_id, id, kind, from_id, to_id)
      select ${workspaceId}, r.id, r.kind, r.from_id, r.to_id
        from jsonb_to_recordset(${JSON.stringify([...pairs.values()])}::jsonb) as r (id uuid, kind text, from_id uuid, to_id uuid)`.execute(
      tx,
    )
  })

  const files = openFiles(dataDir)
  const layoutJob = actorsLayoutJob(db)
  const parts = [
    actorsPart({
      files,
      layoutJob,
      readJob: actorsReadJob(db, files),
      writeJob: actorsWriteJob(db, files),
      undoJob: actorsUndoJob(db),
      explain: ({ code }) => code,
    }),
    shellPart,
  ]
  const app = createApp({
    db,
    parts,
    openPages: [],
    signInRequest: async () => null,
    accountOf: async () => ({ accountId: account, setCookie: [] }),
    home: async () => '/',
    publicUrl: () => 'http://localhost',
    log: () => {},
    logError: (error) => console.error(error),
    healthy: async () => true,
  })

  /** Median of 15 after three to warm up, and the bytes that go over the line. */
  async function measure(name: string, path: string, mark: { ms: number; kB?: number }): Promise<void> {
    const times: number[] = []
    let bytes = 0
    for (let round = 0; round < 18; round++) {
      const start = performance.now()
      const answer = await app.request(`http://localhost/es/bench${path}`, {
        headers: { 'accept-encoding': 'br' },
      })
      bytes = (await answer.arrayBuffer()).byteLength
      if (answer.status !== 200) throw new Error(`${path}: ${answer.status}`)
      if (round >= 3) times.push(performance.now() - start)
    }
    const sorted = times.toSorted((a, b) => a - b)
    const median = sorted[Math.floor(sorted.length / 2)] ?? Number.NaN
    const marks = `${mark.ms} ms${mark.kB ? `, ${mark.kB} kB` : ''}`
    console.log(
      `${name.padEnd(20)} best ${sorted[0]?.toFixed(0).padStart(4)} ms, median ${median.toFixed(0).padStart(4)} ms, worst ${sorted.at(-1)?.toFixed(0).padStart(4)} ms, ${(bytes / 1000).toFixed(1)} kB (mark: ${marks})`,
    )
  }

  const start = performance.now()
  await layoutJob.run(
    {},
    { id: newId(), workspaceId, memberId: null, signal: new AbortController().signal, progress: () => {} },
  )
  console.log(`a new layout, as its job does it: ${((performance.now() - start) / 1000).toFixed(1)} s`)
  await measure('list', '/actors', { ms: 50 })
  await measure('list by members', '/actors?order=members', { ms: 50 })
  await measure('search in the list', '/actors?q=recicladoras%20nandu', { ms: 50 })
  await measure('one state', '/actors?place=20', { ms: 50 })
  await measure('map, stored', '/actors/map', { ms: 200, kB: 150 })
  await measure('similar names', '/actors/duplicates', { ms: 5000 })
} finally {
  await database.close()
  await rm(dataDir, { recursive: true, force: true })
}
