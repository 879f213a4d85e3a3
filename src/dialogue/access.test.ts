/** Who may what at a table: read from the table *who may what*, and asked of the database for every role. */
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type FreshDatabase, freshDatabase } from '../../test/database.ts'
import { type Resource, type Role, ruleFor, type Scope, type Verb } from '../kernel/access.ts'
import { addAttachment, attachmentsOf } from '../kernel/attachment.ts'
import { audience } from '../kernel/fixtures/kinds.ts'
import { type PersonName, settle, type Village } from '../kernel/fixtures/people.ts'
import { newId } from '../kernel/id.ts'
import { text } from '../kernel/text.ts'
import { type Entrance, type ReadTx, read, type WriteTx, write } from '../kernel/transaction.ts'
import { addMember } from '../kernel/workspace.ts'
import { Problem } from '../platform/problem.ts'
import { noteEntries } from './store/attendance.ts'
import { bornOf } from './store/born.ts'
import {
  addMeeting,
  addParties,
  type MeetingFields,
  meetingById,
  meetingsOf,
  partiesOf,
  stepMeeting,
} from './store/meetings.ts'
import { saveMinutes, stepMinutes } from './store/minutes.ts'
import { seatFacilitator } from './store/platforms.ts'

const people = {
  coordinator: 'lucia',
  assistant: 'ana',
  researcher: 'tomas',
  facilitator: 'vera',
  adviser: 'joan',
  leader: 'rosa',
  official: 'ofelia',
  donor: 'dan',
} as const satisfies Partial<Record<Role, PersonName>>
const roles = [...(Object.keys(people) as (keyof typeof people)[]), 'employer', 'public'] as const

let at: FreshDatabase
let here: Village
/** Elena acts for the ministry as an employer would: at the leader's table. */
let employer: Entrance
/** Hers: the leader's, the official's and the facilitator's table. Other: nobody's of them. */
const ids = { hers: '', other: '' }

const secret = 'a secret of the tests, long enough for all'
const fields: MeetingFields = {
  kind: 'working_table',
  platformId: null,
  title: text('Mesa'),
  purpose: null,
  startsAt: new Date('2026-03-02T16:00:00Z'),
  endsAt: new Date('2026-03-02T18:00:00Z'),
  placeId: null,
  venue: '',
  url: null,
  workerGroupId: null,
  convenorId: null,
  childcare: false,
  interpretation: '',
}
const as = (role: (typeof roles)[number]): Entrance =>
  role === 'public' ? here.stranger : role === 'employer' ? employer : here.as(people[role])
const seen = <T>(
  role: (typeof roles)[number],
  work: (tx: ReadTx, asker: Parameters<typeof meetingsOf>[1]) => Promise<T>,
) => read(here.db, as(role), work)

beforeAll(async () => {
  at = await freshDatabase()
  here = await settle(at.database.kysely, 'tables')
  const { domestic, vendors, ministry } = here.organisations
  const accountId = newId()
  employer = { workspaceId: here.workspaceId, accountId }
  await write(here.db, here.system, async (tx, asker) => {
    const id = await addMember(tx, asker, { name: 'Elena', role: 'employer', organisationId: ministry })
    await tx
      .insertInto('auth.user')
      .values({ id: accountId, name: 'Elena', email: `${accountId}@invalid` })
      .execute()
    await tx.updateTable('kernel.member').set({ account_id: accountId }).where('id', '=', id).execute()
  })
  await write(here.db, here.as('lucia'), async (tx, asker) => {
    for (const [key, organisations] of [
      ['hers', [domestic, ministry]],
      ['other', [vendors]],
    ] as const) {
      const id = await addMeeting(tx, asker, fields)
      ids[key] = id
      await addParties(tx, asker, id, organisations)
      await stepMeeting(tx, asker, id, 'hold')
      const meeting = await meetingById(tx, asker, id)
      if (key === 'hers') await seatFacilitator(tx, asker, meeting.audienceId, here.members.vera)
      const parties = await partiesOf(tx, asker, id)
      const person = (name: string, organisationId: string) => ({
        kind: 'attendance' as const,
        id: newId(),
        at: meeting.startsAt,
        organisationId,
        name,
        sex: null,
        age: null,
      })
      await noteEntries(
        tx,
        asker,
        secret,
        meeting,
        parties,
        organisations.map((one) => person('Alguien', one)),
      )
      const line = (kind: 'demand' | 'commitment') => ({
        id: null,
        kind,
        words: text(`${kind} de ${key}`),
        organisationId: organisations[0],
        addresseeId: null,
        dueOn: null,
      })
      await saveMinutes(tx, asker, id, 0, { proposal: null, items: [line('demand'), line('commitment')] })
      await stepMinutes(tx, asker, meeting, 'circulate')
      await stepMinutes(tx, asker, meeting, 'sign_off')
    }
  })
})
afterAll(() => at.drop())

/** How many of the two tables' rows a scope reaches: all both, a table's or one's own hers. Donors and officials: none was presented. */
const reached = (role: Role, verb: Verb, resource: Resource, own: boolean): number => {
  const scopes: readonly Scope[] = ruleFor(role, resource)[verb]
  if (scopes.includes('all')) return 2
  return scopes.includes('table') || (own && scopes.includes('own')) ? 1 : 0
}

describe.each(roles)('%s', (role) => {
  it('sees meetings, parties and numbers as the table says', async () => {
    const expected = reached(role, 'see', 'meeting', false)
    expect(await seen(role, async (tx, asker) => (await meetingsOf(tx, asker)).length)).toBe(expected)
    for (const table of ['party', 'participation', 'minutes', 'minute_item'] as const) {
      const rows = await seen(role, async (tx) =>
        Number(
          (
            await tx
              .selectFrom(`dialogue.${table}`)
              .select((eb) => eb.fn.count('meeting_id').distinct().as('n'))
              .executeTakeFirstOrThrow()
          ).n,
        ),
      )
      expect([table, rows]).toEqual([table, expected])
    }
  })
  it('sees names and contacts as the table says', async () => {
    const meetings = await seen(role, async (tx) => {
      const { rows } = await sql<{
        n: string
      }>`select count(distinct p.meeting_id) as n from dialogue.participation_name n
        join dialogue.participation p on p.workspace_id = n.workspace_id and p.id = n.id`.execute(tx)
      return Number(rows[0]?.n)
    })
    expect(meetings).toBe(reached(role, 'see', 'leader_contact', true))
  })
  it('sees demands and commitments as the table says', async () => {
    // At the table the official is a party too, but the table gives her only what was presented.
    expect(await seen(role, async (tx, asker) => (await bornOf(tx, asker, 'demand')).length)).toBe(
      reached(role, 'see', 'demand', true),
    )
    expect(await seen(role, async (tx, asker) => (await bornOf(tx, asker, 'commitment')).length)).toBe(
      reached(role, 'see', 'agreement', false),
    )
  })
  it('finds as a record, a version and in the search what she sees as a demand, and nothing else', async () => {
    const shown = () =>
      seen(role, async (tx) => {
        const { rows } = await sql<{ n: number[] }>`select array[
          (select count(*) from dialogue.demand), (select count(*) from kernel.record where kind = 'demand'),
          (select count(distinct record_id) from kernel.record_version join kernel.record r on r.id = record_id where kind = 'demand'),
          (select count(*) from kernel.search_entry where kind = 'demand')]::int[] as n`.execute(tx)
        return rows[0]?.n ?? []
      })
    const before = reached(role, 'see', 'demand', true)
    expect(await shown()).toEqual([before, before, before, before])
    const present = (day: string | null) =>
      write(here.db, here.as('lucia'), (tx) =>
        tx
          .updateTable('dialogue.demand')
          .set({ presented_on: day })
          .where('meeting_id', '=', ids.other)
          .execute(),
      )
    await present('2026-03-05')
    const after = ruleFor(role, 'demand').see.includes('presented') ? 1 : before
    expect(await shown()).toEqual([after, after, after, after])
    await present(null)
  })
  it('finds as a record, a version and in the search the commitments that she sees, and no line of the minutes beyond', async () => {
    const found = await seen(role, async (tx) => {
      const { rows } = await sql<{ n: number[] }>`select array[
        (select count(*) from dialogue.commitment), (select count(*) from kernel.record where kind = 'commitment'),
        (select count(distinct record_id) from kernel.record_version where record_id in (select id from dialogue.commitment)),
        (select count(*) from kernel.search_entry where kind = 'commitment'),
        (select count(*) from kernel.record where kind in ('meeting', 'minute_item', 'platform')) / 3,
        (select count(*) from kernel.search_entry where kind in ('meeting', 'minute_item', 'platform')) / 3]::int[] as n`.execute(
        tx,
      )
      return rows[0]?.n
    })
    const commitments = reached(role, 'see', 'agreement', false)
    // A meeting and two lines each.
    const minutes = reached(role, 'see', 'meeting', false)
    expect(found).toEqual([commitments, commitments, commitments, commitments, minutes, minutes])
  })
  it('writes meetings as the table says', async () => {
    const tryOn = async (id: string): Promise<boolean> => {
      try {
        await write(here.db, as(role), async (tx: WriteTx, asker) => {
          await stepMeeting(tx, asker, id, 'reopen')
          throw new Error('enough')
        })
      } catch (error) {
        if (error instanceof Problem) return false
        if (!(error instanceof Error) || error.message !== 'enough') throw error
      }
      return true
    }
    const written = [await tryOn(ids.hers), await tryOn(ids.other)].filter(Boolean).length
    expect(written).toBe(reached(role, 'write', 'meeting', false))
  })
})

it('what hangs on minutes is seen with them: while they are a draft by the team alone', async () => {
  const { domestic } = here.organisations
  const as = here.as('lucia')
  const id = await write(here.db, as, async (tx, asker) => {
    const made = await addMeeting(tx, asker, fields)
    await addParties(tx, asker, made, [domestic])
    await stepMeeting(tx, asker, made, 'hold')
    const line = { id: null, kind: 'note', words: text('x'), organisationId: null } as const
    const items = [{ ...line, addresseeId: null, dueOn: null }]
    await saveMinutes(tx, asker, made, 0, { proposal: null, items })
    const { audienceId } = await meetingById(tx, asker, made)
    const scan = { sha256: 'a'.repeat(64), bytes: 1, mediaType: 'application/pdf', name: 'minuta.pdf' }
    await addAttachment(tx, asker, { ...scan, recordId: made, resource: 'meeting', audienceId })
    return made
  })
  const shown = async () => [
    await seen('leader', async (tx, asker) => (await attachmentsOf(tx, asker, id)).length),
    await seen('coordinator', async (tx, asker) => (await attachmentsOf(tx, asker, id)).length),
  ]
  const step = (name: string) =>
    write(here.db, as, async (tx, asker) => stepMinutes(tx, asker, await meetingById(tx, asker, id), name))
  expect(await shown()).toEqual([0, 1])
  await step('circulate')
  expect(await shown()).toEqual([1, 1])
  await step('reopen')
  expect(await shown()).toEqual([0, 1])
  await write(here.db, here.system, (tx) => tx.deleteFrom('dialogue.meeting').where('id', '=', id).execute())
})

it('an organisation that leaves a meeting sees it no more; no other door leads in', async () => {
  const strange = await audience(here, 'table', [here.organisations.vendors])
  await expect(
    write(here.db, here.as('rosa'), (tx) =>
      sql`select dialogue.open_table(${newId()}, ${JSON.stringify(text('x'))}::jsonb, null)`.execute(tx),
    ),
  ).rejects.toMatchObject({ code: 'kernel.notAllowed' })
  await expect(
    write(here.db, here.as('rosa'), (tx) =>
      tx
        .insertInto('dialogue.party')
        .values({
          workspace_id: here.workspaceId,
          id: newId(),
          meeting_id: ids.other,
          organisation_id: here.organisations.domestic,
          constituency: 'workers',
        })
        .execute(),
    ),
  ).rejects.toMatchObject({ code: 'kernel.notAllowed' })
  expect(strange).toBeTruthy()
  await write(here.db, here.as('lucia'), (tx) =>
    tx
      .deleteFrom('dialogue.party')
      .where('meeting_id', '=', ids.hers)
      .where('organisation_id', '=', here.organisations.domestic)
      .execute(),
  )
  expect(await seen('leader', async (tx, asker) => (await meetingsOf(tx, asker)).length)).toBe(0)
  expect(await seen('official', async (tx, asker) => (await meetingsOf(tx, asker)).length)).toBe(1)
})
