/** What an organisation itself writes of a meeting: its answer and its position on the minutes; all else is closed, by SQL too. */
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type FreshDatabase, freshDatabase } from '../../test/database.ts'
import { type PersonName, settle, type Village } from '../kernel/fixtures/people.ts'
import { newId } from '../kernel/id.ts'
import { text } from '../kernel/text.ts'
import { type Entrance, type WriteTx, write } from '../kernel/transaction.ts'
import { addMember } from '../kernel/workspace.ts'
import { openLinks } from './store/invitations.ts'
import { addMeeting, addParties, meetingById, type Party, partiesOf, stepMeeting } from './store/meetings.ts'
import { minutesOf, saveMinutes, stepMinutes } from './store/minutes.ts'
import { type Given, setPosition } from './store/positions.ts'

const secret = 'a secret of the tests, long enough for all'
let at: FreshDatabase
let here: Village
/** Elena acts for the ministry, as an employer: the village has none of its own. */
let elena: Entrance
let minutes: string
let foreign: string

const fields = {
  kind: 'working_table' as const,
  platformId: null,
  title: text('Mesa'),
  purpose: null,
  startsAt: new Date(Date.now() + 86_400_000),
  endsAt: new Date(Date.now() + 90_000_000),
  placeId: null,
  venue: '',
  url: null,
  workerGroupId: null,
  convenorId: null,
  childcare: false,
  interpretation: '',
}
const as = (person: PersonName): Entrance => here.as(person)
const step = (id: string, name: string) =>
  write(here.db, as('lucia'), async (tx, asker) =>
    stepMinutes(tx, asker, await meetingById(tx, asker, id), name),
  )
const parties = (id: string): Promise<Party[]> =>
  write(here.db, here.system, (tx, asker) => partiesOf(tx, asker, id))
const partyOf = async (organisation: keyof Village['organisations']): Promise<string> =>
  (await parties(minutes)).find((one) => one.organisation.id === here.organisations[organisation])?.id ?? ''
const textNow = (): Promise<string> =>
  write(
    here.db,
    here.system,
    async (tx, asker) => (await minutesOf(tx, asker, minutes))?.circulatedAt?.toISOString() ?? '',
  )

async function held(organisations: string[]): Promise<string> {
  return write(here.db, as('lucia'), async (tx, asker) => {
    const id = await addMeeting(tx, asker, fields)
    await addParties(tx, asker, id, organisations)
    await stepMeeting(tx, asker, id, 'convoke')
    await openLinks(tx, asker, secret, await meetingById(tx, asker, id))
    await stepMeeting(tx, asker, id, 'hold')
    const line = {
      id: null,
      kind: 'note' as const,
      words: text('x'),
      organisationId: null,
      addresseeId: null,
      dueOn: null,
    }
    await saveMinutes(tx, asker, id, 0, { proposal: null, items: [line] })
    return id
  })
}
/** What the database says to a statement of hers. */
const refused = (who: Entrance, work: (tx: WriteTx) => Promise<unknown>) =>
  expect(write(here.db, who, work)).rejects.toMatchObject({ code: 'kernel.notAllowed' })
const rows = async (
  who: Entrance,
  work: (tx: WriteTx) => Promise<{ numUpdatedRows?: bigint; numDeletedRows?: bigint }>,
) => {
  const done = await write(here.db, who, work)
  return Number(done.numUpdatedRows ?? done.numDeletedRows ?? 0n)
}

beforeAll(async () => {
  at = await freshDatabase()
  here = await settle(at.database.kysely, 'voces-propias')
  const accountId = newId()
  await write(here.db, here.system, async (tx, asker) => {
    const id = await addMember(tx, asker, {
      name: 'Elena',
      role: 'employer',
      organisationId: here.organisations.ministry,
    })
    await tx
      .insertInto('auth.user')
      .values({ id: accountId, name: 'Elena', email: `${accountId}@invalid` })
      .execute()
    await tx.updateTable('kernel.member').set({ account_id: accountId }).where('id', '=', id).execute()
  })
  elena = { workspaceId: here.workspaceId, accountId }
  foreign = await held([here.organisations.vendors])
})
beforeEach(async () => {
  minutes = await held([here.organisations.domestic, here.organisations.ministry])
})
afterAll(() => at.drop())

describe('by SQL alone, a leader', () => {
  it('invites her organisation to no meeting: not to hers, not to another’s, nor with a link that she has made', async () => {
    for (const meeting of [foreign, minutes])
      await refused(as('rosa'), (tx) =>
        tx
          .insertInto('dialogue.invitation')
          .values({
            workspace_id: here.workspaceId,
            id: newId(),
            meeting_id: meeting,
            organisation_id: here.organisations.domestic,
            hash: 'of my own token',
            expires_at: new Date(Date.now() + 1e9),
          })
          .execute(),
      )
  })
  it('changes her answer, and not to whom her invitation goes, its link, its meeting, its organisation', async () => {
    const own = (tx: WriteTx) =>
      tx.updateTable('dialogue.invitation').where('organisation_id', '=', here.organisations.domestic)
    expect(
      await rows(as('rosa'), (tx) =>
        own(tx).set({ note: 'llegamos tarde' }).where('meeting_id', '=', minutes).executeTakeFirst(),
      ),
    ).toBe(1)
    for (const set of [
      { meeting_id: foreign },
      { phone: '5550000000' },
      { addressee: 'otra' },
      { hash: 'mine' },
      { link_seed: newId() },
      { expires_at: new Date(Date.now() + 1e9) },
      { organisation_id: here.organisations.vendors },
    ])
      await refused(as('rosa'), (tx) => own(tx).set(set).execute())
    expect(
      await rows(as('rosa'), (tx) =>
        tx
          .deleteFrom('dialogue.invitation')
          .where('organisation_id', '=', here.organisations.domestic)
          .executeTakeFirst(),
      ),
    ).toBe(0)
  })
  it('invites nobody who is no party, even as a coordinator by mistake', async () => {
    await refused(as('lucia'), (tx) =>
      tx
        .insertInto('dialogue.invitation')
        .values({
          workspace_id: here.workspaceId,
          id: newId(),
          meeting_id: minutes,
          organisation_id: here.organisations.vendors,
        })
        .execute(),
    )
  })
  it('takes no position on a draft, for another organisation, or as if it had been given in the room', async () => {
    const say = (how: string | null) => (tx: WriteTx) =>
      tx
        .updateTable('dialogue.party')
        .set({ position: 'agreed', position_on: '2026-11-20', position_how: how })
        .where('meeting_id', '=', minutes)
    expect(await rows(as('rosa'), (tx) => say('member')(tx).executeTakeFirst())).toBe(0)
    await step(minutes, 'circulate')
    await refused(as('rosa'), (tx) => say('room')(tx).execute())
    await refused(as('rosa'), (tx) => say(null)(tx).execute())
    expect(await rows(as('rosa'), (tx) => say('member')(tx).executeTakeFirst())).toBe(1)
    const said = await parties(minutes)
    expect(said.map(({ position }) => position).toSorted()).toEqual(['agreed', 'pending'])
    await refused(as('rosa'), (tx) =>
      tx
        .updateTable('dialogue.party')
        .set({ constituency: 'authority' })
        .where('meeting_id', '=', minutes)
        .execute(),
    )
  })
  it('the team does not pretend that an organisation said it itself', async () => {
    await step(minutes, 'circulate')
    await refused(as('lucia'), (tx) =>
      tx
        .updateTable('dialogue.party')
        .set({ position: 'agreed', position_on: '2026-11-20', position_how: 'member' })
        .where('meeting_id', '=', minutes)
        .execute(),
    )
  })
})

describe('a position', () => {
  const say = async (who: Entrance, party: string, stepName: string, more: Partial<Given> = {}) =>
    write(here.db, who, async (tx, asker) =>
      setPosition(tx, asker, minutes, {
        partyId: party,
        step: stepName,
        note: '',
        day: '2026-11-20',
        how: null,
        text: await textNow(),
        ...more,
      }),
    )
  const code = (name: string) => expect.objectContaining({ code: name })

  it('is refused to researchers, donors, and to whoever acts for another organisation', async () => {
    await step(minutes, 'circulate')
    for (const who of ['tomas', 'joan', 'dan', 'berta', 'ofelia'] as const)
      await expect(say(as(who), await partyOf('domestic'), 'agree')).rejects.toMatchObject({
        name: 'Problem',
      })
    expect((await parties(minutes)).every(({ position }) => position === 'pending')).toBe(true)
  })
  it.each([
    ['leader', 'rosa', 'domestic'],
    ['official', 'ofelia', 'ministry'],
    ['employer', 'elena', 'ministry'],
  ] as const)(
    'is entered by the %s for her own organisation, with her reservation',
    async (_, who, organisation) => {
      await step(minutes, 'circulate')
      const entrance = who === 'elena' ? elena : as(who)
      const party = await partyOf(organisation)
      await expect(say(entrance, party, 'reserve')).rejects.toEqual(code('dialogue.reservationWords'))
      await say(entrance, party, 'reserve', { note: 'Falta el horario' })
      expect((await parties(minutes)).find(({ id }) => id === party)).toMatchObject({
        position: 'reservations',
        positionNote: 'Falta el horario',
        positionHow: 'member',
        positionOn: '2026-11-20',
      })
    },
  )
  it('is about the text that she read: one that was sent anew since is refused', async () => {
    await step(minutes, 'circulate')
    const read = await textNow()
    await step(minutes, 'reopen')
    await step(minutes, 'circulate')
    await expect(say(as('rosa'), await partyOf('domestic'), 'agree', { text: read })).rejects.toEqual(
      code('dialogue.textMoved'),
    )
    await say(as('rosa'), await partyOf('domestic'), 'agree')
  })
  it('noted by the team says how it was given; by a signed scan, only once there is one', async () => {
    await step(minutes, 'circulate')
    const party = await partyOf('ministry')
    await expect(say(as('ana'), party, 'agree')).rejects.toEqual(code('dialogue.positionHow'))
    await expect(say(as('ana'), party, 'agree', { how: 'scan' })).rejects.toEqual(code('dialogue.noScan'))
    await say(as('ana'), party, 'agree', { how: 'message' })
    expect((await parties(minutes)).find(({ id }) => id === party)?.positionHow).toBe('message')
    await expect(say(as('ana'), party, 'miss', { how: 'room' })).rejects.toEqual(code('dialogue.step'))
  })
  it('that an organisation entered itself is changed by itself alone, until the text changes or nobody acts for it', async () => {
    await step(minutes, 'circulate')
    const party = await partyOf('domestic')
    await say(as('rosa'), party, 'refuse', { note: 'No se leyó en la asamblea' })
    await expect(say(as('lucia'), party, 'agree', { how: 'room' })).rejects.toEqual(
      code('dialogue.positionTheirs'),
    )
    await refused(as('lucia'), (tx) =>
      tx
        .updateTable('dialogue.party')
        .set({ position: 'agreed', position_how: 'room' })
        .where('id', '=', party)
        .execute(),
    )
    await say(as('rosa'), party, 'agree')
    await step(minutes, 'reopen')
    expect((await parties(minutes)).find(({ id }) => id === party)).toMatchObject({
      position: 'pending',
      positionHow: null,
    })
    await step(minutes, 'circulate')
    await say(as('rosa'), party, 'agree')
    await write(here.db, here.system, (tx) =>
      sql`update kernel.member set deleted_at = now() where id = ${here.members.rosa}`.execute(tx),
    )
    await say(as('ana'), party, 'reconsider', { how: 'message' })
    await write(here.db, here.system, (tx) =>
      sql`update kernel.member set deleted_at = null where id = ${here.members.rosa}`.execute(tx),
    )
  })
})
