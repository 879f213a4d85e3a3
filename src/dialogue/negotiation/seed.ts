/** Writes the sample's negotiations by the same functions as people do, so that nothing breaks a rule. */
import type { SampleNegotiation, SampleOffer } from '../../../sample/negotiations.ts'
import type { BothLanguages } from '../../../sample/programme.ts'
import { placesOf, workerGroupsOf } from '../../kernel/place.ts'
import { text } from '../../kernel/text.ts'
import type { Asker, WriteTx } from '../../kernel/transaction.ts'
import { dayOf } from '../../web/format.ts'
import { saveConcessions } from './mandate.ts'
import { acceptOffer, makeOffer } from './offers.ts'
import { addPoint, type Point, pointIn, stepPoint } from './points.ts'
import { addRound, roundsOf } from './rounds.ts'
import {
  addDelegation,
  addNegotiation,
  type Delegation,
  delegationsOf,
  negotiationById,
  saveDelegation,
  stepNegotiation,
} from './store.ts'

export interface SampleNegotiations {
  negotiations: readonly SampleNegotiation[]
  /** Ids by the codes of the sample. */
  organisations: ReadonlyMap<string, string>
  platforms: ReadonlyMap<string, string>
  demands: ReadonlyMap<string, string>
  zone: string
  now?: Date
}

interface Codes extends Omit<SampleNegotiations, 'negotiations'> {
  day(days: number): string
}

const said = ({ es, en }: BothLanguages) => text(es, en)

export async function seedNegotiations(tx: WriteTx, asker: Asker, sample: SampleNegotiations): Promise<void> {
  const { now = new Date() } = sample
  const codes: Codes = {
    ...sample,
    day: (days) => dayOf(new Date(now.getTime() + days * 86_400_000), sample.zone),
  }
  const places = new Map((await placesOf(tx, asker)).map(({ code, id }) => [code, id]))
  const groups = new Map((await workerGroupsOf(tx, asker)).map(({ code, id }) => [code, id]))
  for (const given of sample.negotiations) {
    const id = await addNegotiation(tx, asker, {
      title: said(given.title),
      purpose: said(given.purpose),
      platformId: given.platform ? known(sample.platforms, given.platform) : null,
      placeId: places.get(given.place) ?? null,
      workerGroupId: groups.get(given.group) ?? null,
    })
    await seat(tx, asker, id, given, codes)
    await stepNegotiation(tx, asker, await negotiationById(tx, asker, id), 'open', {
      on: codes.day(given.opened),
    })
    for (const { day, note } of given.rounds)
      await addRound(tx, asker, id, { meetingId: null, heldOn: codes.day(day), note: said(note) })
    await speak(tx, asker, id, given, codes)
    await stepNegotiation(tx, asker, await negotiationById(tx, asker, id), given.end.step, {
      on: codes.day(given.end.day),
      reason: given.end.reason ? said(given.end.reason) : null,
    })
  }
}

function known(ids: ReadonlyMap<string, string>, code: string): string {
  const id = ids.get(code)
  if (!id) throw new Error(`the sample has no ${code}`)
  return id
}

/** Who sits there, by what authority, and what its base said. */
async function seat(tx: WriteTx, asker: Asker, id: string, given: SampleNegotiation, codes: Codes) {
  for (const one of given.seats) {
    const organisationId = known(codes.organisations, one.who)
    const delegation = await addDelegation(tx, asker, id, { organisationId, constituency: one.constituency })
    await saveDelegation(tx, asker, delegation, {
      women: one.women,
      men: one.men,
      authority: one.authority ?? null,
      authorityOn: one.authorityDay === undefined ? null : codes.day(one.authorityDay),
      authorityNote: one.note ?? '',
      reportBack: one.base?.said ?? null,
      reportBackOn: one.base ? codes.day(one.base.day) : null,
      reportBackWomen: one.base?.women ?? null,
      reportBackMen: one.base?.men ?? null,
      noReportBackReason: '',
    })
  }
}

/** Points with what was said on each, then what each delegation may concede, which speaks of the points. */
async function speak(tx: WriteTx, asker: Asker, id: string, given: SampleNegotiation, codes: Codes) {
  const seats = new Map(
    (await delegationsOf(tx, asker, id)).map((delegation) => [delegation.organisationId, delegation]),
  )
  const seatOf = (code: string): Delegation => {
    const found = seats.get(known(codes.organisations, code))
    if (!found) throw new Error(`${code} has no seat`)
    return found
  }
  const pointIds: string[] = []
  for (const point of given.points) {
    const demandId = point.demand ? (codes.demands.get(point.demand) ?? null) : null
    const pointId = await addPoint(tx, asker, id, { title: said(point.title), demandId })
    pointIds.push(pointId)
    await offer(tx, asker, id, pointId, point.offers, seatOf, codes)
    if (point.end) await stepPoint(tx, asker, await pointOf(tx, asker, id, pointId), point.end)
  }
  for (const { who, limits = [] } of given.seats)
    if (limits.length > 0) {
      const delegation = seatOf(who)
      await saveConcessions(
        tx,
        { ...asker, organisationId: delegation.organisationId },
        delegation,
        limits.map(({ point, wanted, least, note = '' }) => ({
          pointId: point === undefined ? null : (pointIds[point] ?? null),
          ...{ wanted, least, note },
        })),
      )
    }
}

const pointOf = async (tx: WriteTx, asker: Asker, id: string, pointId: string): Promise<Point> =>
  pointIn(tx, asker, await negotiationById(tx, asker, id), pointId)

async function offer(
  tx: WriteTx,
  asker: Asker,
  id: string,
  pointId: string,
  offers: readonly SampleOffer[],
  seatOf: (code: string) => Delegation,
  codes: Codes,
): Promise<void> {
  const negotiation = await negotiationById(tx, asker, id)
  const rounds = await roundsOf(tx, asker, id)
  const ids: string[] = []
  for (const { by, words, day, answers, accepted = [] } of offers) {
    const sentOn = day === undefined ? null : codes.day(day)
    const made = await makeOffer(tx, asker, negotiation, await pointOf(tx, asker, id, pointId), seatOf(by), {
      words: said(words),
      answersId: answers === undefined ? null : (ids[answers] ?? null),
      roundId: rounds.find(({ heldOn }) => heldOn === sentOn)?.id ?? null,
      sentOn,
    })
    ids.push(made)
    for (const who of accepted) {
      const point = await pointOf(tx, asker, id, pointId)
      const now = point.offers.find((one) => one.id === made)
      if (now) await acceptOffer(tx, asker, point, now, seatOf(who), rounds.at(-1)?.heldOn ?? codes.day(0))
    }
  }
}
