/** What the policies ask once a query: nobody opens anything by asking it herself, and nothing of it is remembered. */
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type FreshDatabase, onBothServers } from '../../test/database.ts'
import { type PersonName, settle, type Village } from '../kernel/fixtures/people.ts'
import { text } from '../kernel/text.ts'
import { asProgram, type Entrance, type ReadTx, read, write } from '../kernel/transaction.ts'
import { addMeeting, addParties, type MeetingFields } from './store/meetings.ts'

const fields: MeetingFields = {
  ...{
    kind: 'working_table',
    platformId: null,
    title: text('Mesa'),
    purpose: null,
    placeId: null,
    venue: '',
  },
  ...{ startsAt: new Date('2026-03-02T16:00:00Z'), endsAt: new Date('2026-03-02T18:00:00Z'), url: null },
  ...{ workerGroupId: null, convenorId: null, childcare: false, interpretation: '' },
}

onBothServers('what policies ask', (fresh) => {
  let at: FreshDatabase
  let here: Village
  /** The meeting of the domestic workers' union with the ministry, and its table. */
  const hers = { meeting: '', table: '' }
  beforeAll(async () => {
    at = await fresh()
    here = await settle(at.database.kysely, 'asked')
    const { domestic, ministry } = here.organisations
    await write(here.db, here.as('lucia'), async (tx, asker) => {
      hers.meeting = await addMeeting(tx, asker, fields)
      await addParties(tx, asker, hers.meeting, [domestic, ministry])
    })
    hers.table = await read(here.db, here.system, async (tx) => {
      const found = await tx
        .selectFrom('dialogue.meeting')
        .select('audience_id')
        .where('id', '=', hers.meeting)
      return (await found.executeTakeFirstOrThrow()).audience_id
    })
  })
  afterAll(() => at.drop())

  /** Rows that a person finds of what hangs on the meeting. */
  const found = async (tx: ReadTx): Promise<number> => {
    const { rows } = await sql<{ n: number }>`
      select (select count(*)::int from dialogue.meeting) + (select count(*)::int from dialogue.party)
           + (select count(*)::int from kernel.record where kind = 'meeting') + (select count(*)::int from kernel.record_version where record_id = ${hers.meeting})
           + (select count(*)::int from kernel.search_entry where kind = 'meeting')
           + (select count(*)::int from kernel.audience where kind = 'table') as n`.execute(tx)
    return rows[0]?.n ?? -1
  }
  const outsiders: [string, () => Entrance][] = [
    ...(['berta', 'vera', 'dan'] as const).map((who: PersonName): [string, () => Entrance] => [
      who,
      () => here.as(who),
    ]),
    ['somebody without an account', () => here.stranger],
  ]

  it('is true of those at the table', async () => {
    for (const who of ['lucia', 'rosa', 'ofelia'] as const)
      expect(await read(here.db, here.as(who), found)).toBeGreaterThan(5)
  })

  describe.each(outsiders)('%s, who does not sit there,', (_, entrance) => {
    const nothing = async (tx: ReadTx): Promise<void> =>
      // A facilitator is of the team, which knows that there is a table; what lies on it she does not see.
      expect(await found(tx)).toBe(_ === 'vera' ? 1 : 0)

    it('finds nothing of it', () => read(here.db, entrance(), nothing))

    it('opens nothing with a setting of the functions’ names or results', () =>
      read(here.db, entrance(), async (tx) => {
        for (const name of [
          'audiences',
          'my_audiences',
          'tables',
          'meetings',
          'kinds',
          'scopes',
          'scope',
          'team',
          'may',
        ])
          for (const value of [hers.table, `{${hers.table}}`, '{all}', 'true'])
            await sql`select set_config(${`acuerdo.${name}`}, ${value}, true)`.execute(tx)
        await nothing(tx)
      }))

    it('is told of no table, meeting or right but her own by the functions, whatever she asks of them', () =>
      read(here.db, entrance(), async (tx) => {
        const verbs = ['see', 'write', '']
        for (const verb of verbs)
          for (const resource of ['meeting', 'leader_contact', 'agreement', '']) {
            const { rows } = await sql<{ told: string[]; may: boolean }>`
              select kernel.tables_within(${verb}, ${resource}) || dialogue.meetings_within(${verb}, ${resource})
                     || dialogue.platforms_within(${verb}, ${resource}) || kernel.my_audiences() || kernel.my_audiences('table')
                     || kernel.my_audiences(${resource}) || kernel.organisation_audiences() || kernel.my_workspaces() as told,
                     kernel.may_within(${verb}, ${resource}, 'all') and kernel.role() <> 'facilitator' and ${resource} <> 'agreement' as may`.execute(
              tx,
            )
            expect(rows[0]?.told).not.toContain(hers.table)
            expect(rows[0]?.told).not.toContain(hers.meeting)
            expect(rows[0]?.may ?? false).toBe(false)
          }
      }))

    it('is who she was after each of them, those that look as the program, too', () =>
      read(here.db, entrance(), async (tx) => {
        const role = async () =>
          (await sql<{ role: string | null }>`select kernel.role() as role`.execute(tx)).rows[0]?.role
        const before = await role()
        expect(before).not.toBe('system')
        for (const call of [
          sql`kernel.my_audiences()`,
          sql`kernel.my_audiences('table')`,
          sql`dialogue.meetings_within('see', 'meeting')`,
          sql`dialogue.platforms_within('see', 'meeting')`,
          sql`kernel.sees_version(${here.workspaceId}, ${hers.meeting}, null, ${hers.table})`,
        ]) {
          await sql`select ${call}`.execute(tx)
          // In one query with what it might have opened, before and behind it.
          const { rows } = await sql<{ n: number }>`
            select count(*)::int as n from dialogue.meeting m, (select ${call} as asked) one where one.asked is not null or m.id is not null`.execute(
            tx,
          )
          expect(rows[0]?.n).toBe(0)
          expect(await role()).toBe(before)
        }
        await nothing(tx)
      }))
  })

  it('is asked anew by every query: a seat taken or left counts at once', () =>
    write(here.db, here.as('berta'), async (tx, asker) => {
      const seat = {
        workspace_id: here.workspaceId,
        audience_id: hers.table,
        organisation_id: here.organisations.vendors,
      }
      expect(await found(tx)).toBe(0)
      await asProgram(tx, asker, () => tx.insertInto('kernel.audience_organisation').values(seat).execute())
      expect(await found(tx)).toBeGreaterThan(5)
      await asProgram(tx, asker, () =>
        tx
          .deleteFrom('kernel.audience_organisation')
          .where('organisation_id', '=', seat.organisation_id)
          .execute(),
      )
      expect(await found(tx)).toBe(0)
    }))

  it('is not asked of who was here before on the same connection', async () => {
    const one = await at.database.connect()
    const as = async (who: Entrance, account: string | null): Promise<number> => {
      await one.query('begin')
      if (account) await one.query('select kernel.enter($1, $2)', [who.workspaceId, account])
      else await one.query('select kernel.enter_public($1)', [who.workspaceId])
      const { rows } = await one.query('select count(*)::int as n from dialogue.meeting')
      await one.query('commit')
      return rows[0].n
    }
    // Often enough for every plan to be a kept one.
    for (let round = 0; round < 12; round += 1) {
      expect(await as(here.system, here.accounts.rosa)).toBe(1)
      expect(await as(here.system, here.accounts.berta)).toBe(0)
      expect(await as(here.system, null)).toBe(0)
      expect(await as(here.system, here.accounts.lucia)).toBe(1)
    }
    await one.end()
  })
})
