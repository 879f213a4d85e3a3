/** Writes the sample's platforms and meetings by the same functions as people do, so that nothing in them breaks a rule. */
import type { SampleMeeting, SamplePlatform } from '../../sample/meetings.ts'
import { newId } from '../kernel/id.ts'
import { membersOf } from '../kernel/member.ts'
import { placesOf, workerGroupsOf } from '../kernel/place.ts'
import { text } from '../kernel/text.ts'
import type { Asker, WriteTx } from '../kernel/transaction.ts'
import { dayOf } from '../web/format.ts'
import { markedName } from './entries.ts'
import { type Entry, noteEntries } from './store/attendance.ts'
import { openLinks } from './store/invitations.ts'
import {
  addMeeting,
  addParties,
  meetingById,
  type Party,
  partiesOf,
  setAgenda,
  stepMeeting,
} from './store/meetings.ts'
import { minutesOf, saveMinutes, stepMinutes } from './store/minutes.ts'
import { addPlatform, joinPlatform, platformById, seatFacilitator } from './store/platforms.ts'
import { setPosition } from './store/positions.ts'
import { instantOf } from './zone.ts'

export interface Sample {
  platforms: readonly SamplePlatform[]
  meetings: readonly SampleMeeting[]
  /** Ids of the organisations by their code in the sample. */
  organisations: ReadonlyMap<string, string>
  /** The program's secret: persons are told apart by keyed hashes of their names. */
  secret: string
  zone: string
  now?: Date
}

const day = 86_400_000

/** Returns the ids of the platforms by their codes. */
export async function seedDialogue(tx: WriteTx, asker: Asker, sample: Sample): Promise<Map<string, string>> {
  const { now = new Date(), organisations } = sample
  const places = new Map((await placesOf(tx, asker)).map(({ code, id }) => [code, id]))
  const groups = new Map((await workerGroupsOf(tx, asker)).map(({ code, id }) => [code, id]))
  const organisation = (code: string): string => {
    const id = organisations.get(code)
    if (!id) throw new Error(`the sample has no organisation ${code}`)
    return id
  }
  const platformIds = new Map<string, string>()
  for (const given of sample.platforms) {
    const id = await addPlatform(tx, asker, {
      name: text(given.name.es, given.name.en),
      among: given.among,
      kind: given.kind,
      convenorId: null,
      rules: text(given.rules.es, given.rules.en),
      placeId: places.get(given.place) ?? null,
      workerGroupId: groups.get(given.group ?? '') ?? null,
      startedOn: dayOf(new Date(now.getTime() - 360 * day), sample.zone),
      endedOn: null,
    })
    platformIds.set(given.code, id)
    if (given.among === 'officials') await seatFacilitators(tx, asker, id)
    for (const { organisation: code, women, men } of given.members)
      await joinPlatform(tx, asker, id, {
        organisationId: organisation(code),
        joinedOn: dayOf(new Date(now.getTime() - 360 * day), sample.zone),
        women,
        men,
      })
  }
  for (const given of sample.meetings) {
    const on = workday(dayOf(new Date(now.getTime() + given.day * day), sample.zone))
    const [startsAt, endsAt] = [
      instantOf(on, given.from, sample.zone),
      instantOf(on, given.until, sample.zone),
    ]
    if (!startsAt || !endsAt) throw new Error(`the sample has a meeting without hours: ${given.title.es}`)
    const id = await addMeeting(tx, asker, {
      kind: given.kind,
      platformId: platformIds.get(given.platform ?? '') ?? null,
      title: text(given.title.es, given.title.en),
      purpose: null,
      startsAt,
      endsAt,
      placeId: places.get(given.place) ?? null,
      venue: given.venue,
      url: null,
      workerGroupId: null,
      convenorId: null,
      childcare: given.childcare ?? false,
      interpretation: given.interpretation ?? '',
    })
    await setAgenda(
      tx,
      asker,
      id,
      given.agenda.map(({ es, en }) => ({ words: text(es, en), minutes: null })),
    )
    await addParties(tx, asker, id, (given.parties ?? []).map(organisation))
    await stepMeeting(tx, asker, id, 'convoke')
    if (given.day >= 0) await openLinks(tx, asker, sample.secret, await meetingById(tx, asker, id))
    else await hold(tx, asker, sample, id, given, organisation)
  }
  return platformIds
}

/** The same day, or the Monday after a weekend. */
const workday = (on: string): string => {
  const weekday = new Date(`${on}T00:00:00Z`).getUTCDay()
  const later = weekday === 6 ? 2 : weekday === 0 ? 1 : 0
  return new Date(Date.parse(`${on}T00:00:00Z`) + later * day).toISOString().slice(0, 10)
}

/** The facilitators of the programme sit at the table with the authorities. */
async function seatFacilitators(tx: WriteTx, asker: Asker, platformId: string): Promise<void> {
  const { audienceId } = await platformById(tx, asker, platformId)
  for (const { id, role } of await membersOf(tx, asker))
    if (role === 'facilitator') await seatFacilitator(tx, asker, audienceId, id)
}

async function hold(
  tx: WriteTx,
  asker: Asker,
  sample: Sample,
  id: string,
  given: SampleMeeting,
  organisation: (code: string) => string,
): Promise<void> {
  await stepMeeting(tx, asker, id, 'hold')
  const meeting = await meetingById(tx, asker, id)
  const parties = await partiesOf(tx, asker, id)
  await noteEntries(
    tx,
    asker,
    sample.secret,
    meeting,
    parties,
    entriesOf(given, meeting.startsAt, organisation, parties),
  )
  if (!given.minutes) return
  await saveMinutes(tx, asker, id, 0, {
    proposal: text(given.minutes.proposal.es, given.minutes.proposal.en),
    items: given.minutes.lines.map((line) => ({
      id: null,
      kind: line.kind,
      words: text(line.words.es, line.words.en),
      organisationId: line.who ? organisation(line.who) : null,
      addresseeId: line.to ? organisation(line.to) : null,
      dueOn: line.dueIn ? dayOf(new Date(meeting.startsAt.getTime() + line.dueIn * day), sample.zone) : null,
    })),
  })
  await stepMinutes(tx, asker, meeting, 'circulate')
  const sent = (await minutesOf(tx, asker, id))?.circulatedAt
  for (const { organisation: code, step, note = '' } of given.minutes.positions) {
    const party = parties.find((one) => one.organisation.id === organisation(code))
    if (party)
      await setPosition(tx, asker, id, {
        partyId: party.id,
        step,
        note,
        day: dayOf(meeting.startsAt, sample.zone),
        how: 'room',
        text: sent?.toISOString() ?? '',
      })
  }
  if (given.minutes.signedOff && (await minutesOf(tx, asker, id)))
    await stepMinutes(tx, asker, meeting, 'sign_off')
}

function entriesOf(
  given: SampleMeeting,
  at: Date,
  organisation: (code: string) => string,
  parties: readonly Party[],
): Entry[] {
  const named = (given.present ?? []).flatMap(({ organisation: code, names }) =>
    names.map(
      (name): Entry => ({
        kind: 'attendance',
        id: newId(),
        at,
        organisationId: organisation(code),
        age: null,
        ...markedName(name, 'es'),
      }),
    ),
  )
  const constituency = parties[0]?.constituency ?? 'workers'
  const counted = (given.counted ?? []).map(
    (counts): Entry => ({ kind: 'head_count', id: newId(), at, constituency, device: 'sample', ...counts }),
  )
  return [...named, ...counted]
}
