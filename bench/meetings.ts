/**
 * 2,000 meetings over four years, 40 platforms, one meeting with 200 participants: the lists, the month, one meeting, its minutes,
 * the convocation, the feed. Whole answers in process, from sign-in check to compressed bytes, on an embedded PostgreSQL of its
 * own, for the coordinator and for a leader. Run: node bin/build.mjs --run bench/meetings.ts
 */
import { mkdtemp, realpath, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { dialoguePart } from '../src/dialogue/index.ts'
import { noteEntries } from '../src/dialogue/store/attendance.ts'
import { openLinks } from '../src/dialogue/store/invitations.ts'
import { addMeeting, meetingById, partiesOf, setAgenda, stepMeeting } from '../src/dialogue/store/meetings.ts'
import { saveMinutes, stepMinutes } from '../src/dialogue/store/minutes.ts'
import { addPlatform, joinPlatform } from '../src/dialogue/store/platforms.ts'
import { newId } from '../src/kernel/id.ts'
import { text } from '../src/kernel/text.ts'
import { write } from '../src/kernel/transaction.ts'
import { addMember, createWorkspace } from '../src/kernel/workspace.ts'
import { openDatabase } from '../src/platform/database/connect.ts'
import { migrate } from '../src/platform/database/migrate.ts'
import { openFiles } from '../src/platform/files/index.ts'
import { createApp } from '../src/web/server/app.ts'
import { shellPart } from '../src/web/server/shell-part.ts'

const [meetings, platforms, organisations, participants] = [2000, 40, 60, 200]
const secret = 'a secret of the bench, long enough for all'
const origin = 'http://localhost'
const dataDir = await mkdtemp(join(await realpath(tmpdir()), 'acuerdo-bench-'))
const database = await openDatabase({ dataDir, databaseUrl: undefined })
const day = 86_400_000
const filled = [
  ...[
    'kernel.audience',
    'kernel.audience_organisation',
    'kernel.record',
    'kernel.search_entry',
    'dialogue.meeting',
  ],
  ...['dialogue.party', 'dialogue.invitation', 'dialogue.minutes', 'dialogue.participation'],
]

try {
  await migrate(database)
  const db = database.kysely
  const workspaceId = await createWorkspace(db, { slug: 'bench', name: text('Bench') })
  const system = { workspaceId, as: 'system' } as const
  const ids = { full: '', next: '', platform: '' }
  const accounts = { coordinator: newId(), leader: newId() }

  await write(db, system, async (tx, asker) => {
    const all = Array.from({ length: organisations }, (_, n) => ({ id: newId(), name: `Organización ${n}` }))
    for (const { id, name } of all)
      await tx
        .insertInto('kernel.organisation')
        .values({ workspace_id: workspaceId, id, name: JSON.stringify(text(name)) })
        .execute()
    for (const role of ['coordinator', 'leader'] as const) {
      const account = accounts[role]
      const organisationId = role === 'leader' ? (all[0]?.id ?? '') : ''
      await tx
        .insertInto('auth.user')
        .values({ id: account, name: role, email: `${account}@invalid` })
        .execute()
      const member = await addMember(tx, asker, {
        name: role,
        role,
        ...(organisationId ? { organisationId } : {}),
      })
      await tx.updateTable('kernel.member').set({ account_id: account }).where('id', '=', member).execute()
    }
    const { rows: places } = await sql<{ id: string }>`
      select id from kernel.place where workspace_id = ${workspaceId} and kind = 'state'`.execute(tx)
    const made: string[] = []
    for (let n = 0; n < platforms; n++) {
      const id = await addPlatform(tx, asker, {
        ...{
          name: text(`Plataforma ${n}`),
          among: 'officials',
          kind: 'working_table',
          convenorId: null,
          rules: null,
        },
        ...{ placeId: null, workerGroupId: null, startedOn: null, endedOn: null },
      })
      made.push(id)
      for (let m = 0; m < 6; m++)
        await joinPlatform(tx, asker, id, {
          ...{ organisationId: all[(n + m * 7) % organisations]?.id ?? '', joinedOn: null, women: 2, men: 1 },
        })
    }
    ids.platform = made[0] ?? ''
    const fields = (n: number, from: number) => ({
      ...{ kind: 'working_table' as const, platformId: made[n % platforms] ?? null },
      ...{
        title: text(`Mesa del comercio en vía pública, sesión ${n}`),
        purpose: text('Revisar lo acordado'),
      },
      ...{ startsAt: new Date(from), endsAt: new Date(from + 7_200_000), venue: 'Casa del Pueblo' },
      ...{ placeId: places[n % places.length]?.id ?? null, url: null, workerGroupId: null, convenorId: null },
      ...{ childcare: true, interpretation: 'mixteco' },
    })
    // Two by hand, the others in one go, as their owner: what is measured is reading.
    await sql`set local statement_timeout = 0`.execute(tx)
    const full = await addMeeting(tx, asker, fields(0, Date.now() - 30 * day))
    ids.full = full
    ids.next = await addMeeting(tx, asker, fields(1, Date.now() + 30 * day))
    await stepMeeting(tx, asker, ids.next, 'convoke')
    await openLinks(tx, asker, secret, await meetingById(tx, asker, ids.next))
    await stepMeeting(tx, asker, full, 'hold')
    const meeting = await meetingById(tx, asker, full)
    const parties = await partiesOf(tx, asker, full)
    await setAgenda(
      tx,
      asker,
      full,
      Array.from({ length: 8 }, (_, at) => ({ words: text(`Punto ${at}`), minutes: 10 })),
    )
    await noteEntries(
      ...([tx, asker, secret, meeting, parties] as const),
      Array.from({ length: participants }, (_, at) => ({
        ...{
          kind: 'attendance' as const,
          id: newId(),
          at: meeting.startsAt,
          sex: 'woman' as const,
          age: null,
        },
        ...{
          organisationId: parties[at % parties.length]?.organisation.id ?? null,
          name: `Persona Número ${at}`,
        },
      })),
    )
    await saveMinutes(tx, asker, full, 0, {
      proposal: text('Una ventanilla única'),
      items: Array.from({ length: 12 }, (_, at) => ({
        ...{ id: null, kind: at % 3 === 0 ? ('commitment' as const) : ('agreement' as const) },
        ...{ words: text(`Lo acordado en el punto ${at}`), addresseeId: null, dueOn: '2027-03-01' },
        organisationId: parties[at % parties.length]?.organisation.id ?? null,
      })),
    })
    await stepMinutes(tx, asker, meeting, 'circulate')
    await stepMinutes(tx, asker, meeting, 'sign_off')
    for (const table of filled) {
      await sql`alter table ${sql.table(table)} no force row level security`.execute(tx)
      await sql`alter table ${sql.table(table)} disable trigger user`.execute(tx)
    }
    await sql`
      create temporary table made on commit drop as
      select gen_random_uuid() as id, gen_random_uuid() as audience_id, n, now() + (n - ${meetings} * 0.96) * interval '17 hours' as at,
             (${made}::uuid[])[1 + n % ${platforms}] as platform_id, (${places.map(({ id }) => id)}::uuid[])[1 + n % ${places.length}] as place_id,
             jsonb_build_object('source', 'es', 'es', jsonb_build_object('text', 'Mesa del comercio en vía pública, sesión ' || n)) as title
        from generate_series(1, ${meetings - 2}) n`.execute(tx)
    await sql`insert into kernel.audience (workspace_id, id, kind, name) select ${workspaceId}, audience_id, 'table', title from made`.execute(
      tx,
    )
    await sql`
      insert into dialogue.meeting (workspace_id, id, platform_id, kind, title, starts_at, ends_at, place_id, venue, state, audience_id)
      select ${workspaceId}, id, platform_id, 'working_table', title, at, at + interval '2 hours', place_id, 'Casa del Pueblo',
             case when at < now() then 'held' else 'convoked' end, audience_id from made`.execute(tx)
    await sql`
      insert into kernel.record (workspace_id, id, kind, title, path, audience_id, place_id)
      select ${workspaceId}, id, 'meeting', title, '/meetings/' || id, audience_id, place_id from made`.execute(
      tx,
    )
    await sql`
      insert into kernel.search_entry (workspace_id, id, kind, resource, path, title, body, audience_id)
      select ${workspaceId}, id, 'meeting', 'meeting', '/meetings/' || id, title, title -> 'es' ->> 'text', audience_id from made`.execute(
      tx,
    )
    for (const table of ['dialogue.party', 'dialogue.invitation'])
      await sql`
        insert into ${sql.table(table)} (workspace_id, id, meeting_id, organisation_id ${sql.raw(table.endsWith('party') ? ', constituency' : '')})
        select ${workspaceId}, gen_random_uuid(), made.id, m.organisation_id ${sql.raw(table.endsWith('party') ? ", 'workers'" : '')}
          from made join dialogue.platform_member m on m.workspace_id = ${workspaceId} and m.platform_id = made.platform_id`.execute(
        tx,
      )
    await sql`
      insert into kernel.audience_organisation (workspace_id, audience_id, organisation_id)
      select ${workspaceId}, made.audience_id, m.organisation_id
        from made join dialogue.platform_member m on m.workspace_id = ${workspaceId} and m.platform_id = made.platform_id`.execute(
      tx,
    )
    await sql`
      insert into dialogue.minutes (workspace_id, meeting_id, state, circulated_at) select ${workspaceId}, id, 'circulated', now() from made where at < now() and n % 5 = 0`.execute(
      tx,
    )
    await sql`
      insert into dialogue.participation (workspace_id, id, meeting_id, constituency, person_key, attended_at)
      select ${workspaceId}, gen_random_uuid(), made.id, 'workers', 'person ' || (made.n * 13 + p) % 900, at
        from made, generate_series(1, 12) p where at < now()`.execute(tx)
    for (const table of filled) {
      await sql`alter table ${sql.table(table)} enable trigger user`.execute(tx)
      await sql`alter table ${sql.table(table)} force row level security`.execute(tx)
    }
  })
  await sql`analyze`.execute(db)

  let visitor: keyof typeof accounts = 'coordinator'
  const app = createApp({
    db,
    parts: [dialoguePart({ db, secret, files: openFiles(dataDir), publicUrl: () => origin }), shellPart],
    openPages: [],
    signInRequest: async () => null,
    accountOf: async () => ({ accountId: accounts[visitor], setCookie: [] }),
    home: async () => '/',
    publicUrl: () => origin,
    log: () => {},
    logError: (error) => console.error(error),
    healthy: async () => true,
  })
  const ask = (path: string, init: RequestInit = {}) =>
    app.request(`${origin}/es/bench${path}`, { ...init, headers: { origin, 'accept-encoding': 'br' } })

  /** Median of 15 after three to warm up, and the bytes that go over the line. */
  async function measure(name: string, path: string, mark = 50): Promise<void> {
    const times: number[] = []
    let bytes = 0
    for (let round = 0; round < 18; round++) {
      const start = performance.now()
      const answer = await ask(path)
      bytes = (await answer.arrayBuffer()).byteLength
      if (answer.status !== 200) throw new Error(`${path}: ${answer.status}`)
      if (round >= 3) times.push(performance.now() - start)
    }
    const [best, median, worst] = [0, 7, 14].map((at) =>
      times
        .toSorted((a, b) => a - b)
        [at]?.toFixed(0)
        .padStart(4),
    )
    console.log(
      `${visitor.padEnd(12)} ${name.padEnd(26)} best ${best} ms, median ${median} ms, worst ${worst} ms, ${(bytes / 1000).toFixed(1)} kB (mark: ${mark} ms)`,
    )
  }
  const month = new Date().toISOString().slice(0, 7)
  for (const role of ['coordinator', 'leader'] as const) {
    visitor = role
    await measure('to come', '/meetings')
    await measure('earlier', '/meetings/past')
    await measure('one state', '/meetings/past?place=09')
    await measure('month', `/meetings/month?month=${month}`)
    await measure('one with 200 people', `/meetings/${ids.full}`)
    await measure('minutes', `/meetings/${ids.full}/minutes`)
    await measure('platforms', '/platforms')
    await measure('a platform', `/platforms/${ids.platform}`)
    await measure('demands and commitments', '/demands')
    if (role === 'coordinator') {
      await measure('convocation', `/meetings/${ids.next}/convocation`)
      await measure('attendance', `/meetings/${ids.full}/attendance`)
      await measure('writing the next', `/meetings/new`)
    }
    await ask('/meetings/feed', { method: 'POST', body: new URLSearchParams() })
    const feed = /\/calendar\/[\w-]{43}\.ics/.exec(
      await (await app.request(`${origin}/es/bench/meetings/feed`)).text(),
    )
    await measure('feed', feed?.[0] ?? '')
  }
} finally {
  await database.close()
  await rm(dataDir, { recursive: true, force: true })
}
