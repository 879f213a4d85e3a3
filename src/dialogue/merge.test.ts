/** Two records of one organisation are made one, and two again: what was signed keeps its name, what goes on goes along. */
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type FreshDatabase, freshDatabase } from '../../test/database.ts'
import { merge, mergesOf, undoMerge } from '../actors/duplicates.ts'
import { addOrganisation } from '../actors/organisations.ts'
import { blank } from '../actors/testing.ts'
import { settle, type Village } from '../kernel/fixtures/people.ts'
import { text } from '../kernel/text.ts'
import { read, write } from '../kernel/transaction.ts'
import { bornOf } from './store/born.ts'
import { addMeeting, addParties, meetingById, meetingsOf, partiesOf, stepMeeting } from './store/meetings.ts'
import { minutesOf, saveMinutes, stepMinutes } from './store/minutes.ts'
import { addPlatform, joinPlatform, platformMembers } from './store/platforms.ts'
import { setPosition } from './store/positions.ts'

let at: FreshDatabase
let here: Village
const id = { kept: '', gone: '', signed: '', open: '', platform: '' }
const meeting = {
  kind: 'working_table' as const,
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
const platform = {
  name: text('Red'),
  among: 'workers' as const,
  kind: 'network' as const,
  convenorId: null,
  rules: null,
  placeId: null,
  workerGroupId: null,
  startedOn: null,
  endedOn: null,
}

beforeAll(async () => {
  at = await freshDatabase()
  here = await settle(at.database.kysely, 'dos-que-son-una')
  await write(here.db, here.as('lucia'), async (tx, asker) => {
    id.kept = await addOrganisation(tx, asker, { ...blank, name: text('Unión de Comerciantes A. C.') })
    id.gone = await addOrganisation(tx, asker, { ...blank, name: text('Union de comerciantes') })
    for (const key of ['signed', 'open'] as const) {
      id[key] = await addMeeting(tx, asker, meeting)
      await addParties(tx, asker, id[key], [id.gone, here.organisations.ministry])
      await stepMeeting(tx, asker, id[key], 'hold')
      const line = { id: null, words: text('Dar permisos'), addresseeId: null, dueOn: null }
      await saveMinutes(tx, asker, id[key], 0, {
        proposal: null,
        items: [{ ...line, kind: 'commitment', organisationId: id.gone }],
      })
    }
    const signed = await meetingById(tx, asker, id.signed)
    await stepMinutes(tx, asker, signed, 'circulate')
    const party = (await partiesOf(tx, asker, id.signed)).find((one) => one.organisation.id === id.gone)
    const sent = (await minutesOf(tx, asker, id.signed))?.circulatedAt?.toISOString() ?? ''
    await setPosition(tx, asker, id.signed, {
      ...{ partyId: party?.id ?? '', step: 'agree', note: '', day: '2026-03-03', how: 'room', text: sent },
    })
    await stepMinutes(tx, asker, signed, 'sign_off')
    id.platform = await addPlatform(tx, asker, platform)
    await joinPlatform(tx, asker, id.platform, { organisationId: id.gone, joinedOn: null, women: 2, men: 0 })
  })
  // Berta acts for the record that goes.
  await write(here.db, here.system, (tx) =>
    tx
      .updateTable('kernel.member')
      .set({ organisation_id: id.gone })
      .where('id', '=', here.members.berta)
      .execute(),
  )
})
afterAll(() => at.drop())

/** Whether each names the record that goes or the one that stays. */
const standing = () =>
  write(here.db, here.system, async (tx, asker) => {
    const name = (one: string | null | undefined) =>
      one === id.gone ? 'gone' : one === id.kept ? 'kept' : one
    const party = async (of: string) =>
      name(
        (await partiesOf(tx, asker, of)).find(
          ({ constituency, organisation }) => constituency && organisation.id !== here.organisations.ministry,
        )?.organisation.id,
      )
    const line = async (of: string) => name((await minutesOf(tx, asker, of))?.items[0]?.organisation?.id)
    const seats = await tx
      .selectFrom('kernel.audience_organisation as a')
      .innerJoin('dialogue.meeting as m', (on) => on.onRef('m.audience_id', '=', 'a.audience_id'))
      .select(['m.id', 'a.organisation_id as organisation'])
      .where('a.organisation_id', '<>', here.organisations.ministry)
      .execute()
    const seat = (of: string) =>
      seats.filter((one) => one.id === of).map(({ organisation: one }) => name(one))
    return {
      signed: { party: await party(id.signed), line: await line(id.signed), seat: seat(id.signed) },
      open: { party: await party(id.open), line: await line(id.open), seat: seat(id.open) },
      commitment: name(
        (await bornOf(tx, asker, 'commitment', { meetingId: id.signed }))[0]?.organisation?.id,
      ),
      member: name((await platformMembers(tx, asker, id.platform))[0]?.organisation.id),
    }
  })
const all = (who: string) => ({
  signed: { party: 'gone', line: 'gone', seat: [who] },
  open: { party: who, line: who, seat: [who] },
  commitment: who,
  member: who,
})
const bertaSees = () =>
  read(here.db, here.as('berta'), async (tx, asker) => (await meetingsOf(tx, asker)).length)

it('merged, what was signed keeps the name it was signed under, the rest follows, and her people see all they saw', async () => {
  expect([await standing(), await bertaSees()]).toEqual([all('gone'), 2])
  await write(here.db, here.as('lucia'), (tx, asker) => merge(tx, asker, id.kept, id.gone))
  expect([await standing(), await bertaSees()]).toEqual([all('kept'), 2])
})
it('another party that joins afterwards does not unseat it', async () => {
  await write(here.db, here.as('lucia'), (tx, asker) =>
    addParties(tx, asker, id.signed, [here.organisations.domestic]),
  )
  expect(await bertaSees()).toBe(2)
  await write(here.db, here.system, (tx) =>
    tx.deleteFrom('dialogue.party').where('organisation_id', '=', here.organisations.domestic).execute(),
  )
})
it('taken apart again, all is as it was, though minutes were sent in the meantime', async () => {
  await write(here.db, here.as('lucia'), async (tx, asker) => {
    await stepMinutes(tx, asker, await meetingById(tx, asker, id.open), 'circulate')
    const [last] = await mergesOf(tx, asker, id.kept)
    await undoMerge(tx, asker, last?.id ?? '')
  })
  // The line that was sent under the other name keeps that.
  expect([await standing(), await bertaSees()]).toEqual([
    { ...all('gone'), open: { party: 'gone', line: 'kept', seat: ['gone'] } },
    2,
  ])
})
