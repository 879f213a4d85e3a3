/**
 * 10,000 records with 20,000 links, from figures through demands and clauses to commitments, 2,000 of the links to one figure;
 * sources of many have changed. A record's thread, its page with the panel, Today, and what a change costs. Whole answers in
 * process, from sign-in check to compressed bytes, on an embedded PostgreSQL of its own.
 * Run: node bin/build.mjs --run bench/thread.ts
 */
import { mkdtemp, readFile, realpath, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { dialoguePart } from '../src/dialogue/index.ts'
import { type EvidenceServices, evidencePart } from '../src/evidence/index.ts'
import { newId } from '../src/kernel/id.ts'
import { text } from '../src/kernel/text.ts'
import { linkRecords } from '../src/kernel/thread.ts'
import { write } from '../src/kernel/transaction.ts'
import { addMember, createWorkspace } from '../src/kernel/workspace.ts'
import { openDatabase } from '../src/platform/database/connect.ts'
import { migrate } from '../src/platform/database/migrate.ts'
import { openFiles } from '../src/platform/files/index.ts'
import { spacePart } from '../src/space/index.ts'
import { createApp } from '../src/web/server/app.ts'
import { shellPart } from '../src/web/server/shell-part.ts'

/** A thousand records of each, each resting on two of the kind before it. */
const stages = [
  ...['published_figure', 'minute_item', 'demand', 'demand', 'proposal'],
  ...['negotiation', 'agreement', 'clause', 'commitment', 'commitment'],
]
const perStage = 1000
const dataDir = await mkdtemp(join(await realpath(tmpdir()), 'acuerdo-bench-'))
const database = await openDatabase({ dataDir, databaseUrl: undefined })

try {
  await migrate(database)
  const db = database.kysely
  const workspaceId = await createWorkspace(db, { slug: 'bench', name: text('Bench') })
  const system = { workspaceId, as: 'system' } as const
  const people = { coordinator: newId(), leader: newId(), donor: newId() }
  const organisation = newId()
  const ids = stages.map(() => Array.from({ length: perStage }, () => newId()))
  const idAt = (stage: number, at: number): string => ids[stage]?.[at] ?? ''
  await write(db, system, async (tx, asker) => {
    await tx
      .insertInto('kernel.organisation')
      .values({
        workspace_id: workspaceId,
        id: organisation,
        name: JSON.stringify(text('Unión de comerciantes')),
      })
      .execute()
    for (const [role, account] of Object.entries(people)) {
      await tx
        .insertInto('auth.user')
        .values({ id: account, name: role, email: `${account}@invalid` })
        .execute()
      const member = await addMember(tx, asker, {
        name: role,
        role: role as keyof typeof people,
        ...(role === 'leader' ? { organisationId: organisation } : {}),
      })
      await tx.updateTable('kernel.member').set({ account_id: account }).where('id', '=', member).execute()
    }
    const everybody = await tx
      .selectFrom('kernel.audience')
      .select('id')
      .where('workspace_id', '=', workspaceId)
      .where('kind', '=', 'public')
      .executeTakeFirstOrThrow()
    for (const [stage, kind] of stages.entries()) {
      const path = { demand: '/demands/', commitment: '/commitments/' }[kind] ?? '/thread/'
      await sql`
        insert into kernel.record (workspace_id, id, kind, title, path, endorsed, audience_id)
        select ${workspaceId}::uuid, id, ${kind},
               jsonb_build_object('source', 'es', 'es', jsonb_build_object('text', ${kind} || ' de las personas trabajadoras, número ' || n))
               || case when n % 50 = 0 then '{}' else jsonb_build_object('en', jsonb_build_object('text', ${kind} || ' of the workers, number ' || n, 'state', 'current')) end,
               ${path} || id, ${stage % 2 === 0}::boolean, ${everybody.id}::uuid
          from unnest(${ids[stage] ?? []}::uuid[]) with ordinality as t (id, n)`.execute(tx)
      await sql`
        insert into kernel.record_version (workspace_id, record_id, version, snapshot, audience_id)
        select workspace_id, id, 1, jsonb_build_object('words', title), audience_id from kernel.record
         where workspace_id = ${workspaceId} and id = any (${ids[stage] ?? []}::uuid[])`.execute(tx)
    }
    // Two of the stage before for each: 18,000; and 2,000 that rest on one figure.
    const links = stages.slice(1).flatMap((_, at) =>
      Array.from({ length: perStage }, (_, n) => [
        [idAt(at, n), idAt(at + 1, n)],
        [
          idAt(at, (n * 7 + 13) % perStage === n ? (n + 1) % perStage : (n * 7 + 13) % perStage),
          idAt(at + 1, n),
        ],
      ]).flat(),
    )
    for (let n = 0; n < 2000; n += 1) links.push([idAt(0, 0), idAt(2 + (n >= 1000 ? 1 : 0), n % 1000)])
    await sql`
      insert into kernel.link (workspace_id, id, kind, basis_id, basis_version, record_id)
      select ${workspaceId}::uuid, gen_random_uuid(), 'supports', l.basis, 1, l.record
        from unnest(${links.map(([basis]) => basis)}::uuid[], ${links.map(([, record]) => record)}::uuid[]) as l (basis, record)
      on conflict do nothing`.execute(tx)
    await partRows(everybody.id)

    /** As the parts keep them: a thousand demands, two thousand commitments, of which four hundred are due. */
    async function partRows(audience: string): Promise<void> {
      await sql`
        insert into dialogue.demand (workspace_id, id, words, raised_on, audience_id)
        select workspace_id, id, title, date '2026-01-10', ${audience}::uuid from kernel.record
         where workspace_id = ${workspaceId} and id = any (${ids[2] ?? []}::uuid[])`.execute(tx)
      await sql`
        insert into dialogue.commitment (workspace_id, id, words, made_on, due_on, audience_id)
        select workspace_id, id, title, date '2026-01-10', current_date - 30 + (row_number() over ())::int, ${audience}::uuid
          from kernel.record where workspace_id = ${workspaceId} and kind = 'commitment'`.execute(tx)
      await sql`
        insert into dialogue.meeting (workspace_id, id, kind, title, starts_at, ends_at, audience_id)
        select ${workspaceId}::uuid, gen_random_uuid(), 'forum', ${JSON.stringify(text('Mesa', 'Table'))}::jsonb,
               now() + n * interval '1 day', now() + n * interval '1 day' + interval '2 hours', ${audience}::uuid
          from generate_series(-100, 100) n`.execute(tx)
    }
  })
  await database.pool.query('analyze')
  const files = openFiles(dataDir)
  const explain: EvidenceServices['explain'] = ({ code }) => code
  const evidence: EvidenceServices = {
    dataDir,
    connect: () => {
      throw new Error('no survey here')
    },
    files,
    maxUpload: 1e8,
    importJob: { name: 'evidence.import', steps: [], run: async () => undefined },
    explain,
  }
  const parts = [
    spacePart(evidence),
    evidencePart(evidence),
    dialoguePart({
      db,
      secret: 'a secret long enough for a bench of threads',
      files,
      publicUrl: () => 'http://localhost',
    }),
    shellPart,
  ]
  let account = people.coordinator
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

  /** Processor time so far of this program and of its database's processes, ms: fair on a computer that is busy. */
  async function processor(): Promise<number> {
    const { rows } = await database.pool.query<{ pid: number }>(
      'select pid from pg_stat_activity where datname = current_database()',
    )
    const { user, system: kernel } = process.cpuUsage()
    let ticks = 0
    for (const { pid } of rows) {
      const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '')
      const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
      ticks += Number(fields[11] ?? 0) + Number(fields[12] ?? 0)
    }
    return (user + kernel) / 1000 + ticks * 10
  }

  /** Median of 15 after three to warm up, and the bytes that go over the line. */
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
    const used = (await processor()) - before
    const sorted = times.toSorted((a, b) => a - b)
    const median = sorted[Math.floor(sorted.length / 2)] ?? Number.NaN
    console.log(
      `${name.padEnd(34)} best ${sorted[0]?.toFixed(0).padStart(4)} ms, median ${median.toFixed(0).padStart(4)} ms, worst ${sorted.at(-1)?.toFixed(0).padStart(4)} ms, processor ${(used / 15).toFixed(0).padStart(3)} ms, ${(bytes / 1000).toFixed(1)} kB (mark: ${mark} ms)`,
    )
  }

  for (const role of Object.keys(people) as (keyof typeof people)[]) {
    account = people[role]
    console.log(role)
    await measure('  thread of a commitment', `/thread/${idAt(9, 500)}`, 50)
    await measure('  thread of a demand', `/thread/${idAt(3, 500)}`, 50)
    await measure('  thread of the figure of thousands', `/thread/${idAt(0, 0)}`, 50)
    await measure('  Today', '/', 50)
  }
  account = people.coordinator
  const start = performance.now()
  await write(db, system, (tx) => sql`select kernel.spread(${idAt(0, 0)}, 'revised')`.execute(tx))
  console.log(
    `a change under thousands, marked in its transaction: ${(performance.now() - start).toFixed(0)} ms`,
  )
  console.log('after the change')
  await measure('  thread of a commitment', `/thread/${idAt(9, 500)}`, 50)
  await measure('  Today', '/', 50)
  const linked = performance.now()
  await write(db, system, (tx, asker) =>
    linkRecords(tx, asker, { record: idAt(1, 7), basis: idAt(0, 9), kind: 'supports' }),
  )
  console.log(`a link, looked at for circles: ${(performance.now() - linked).toFixed(0)} ms`)
} finally {
  await database.close()
  await rm(dataDir, { recursive: true, force: true })
}
