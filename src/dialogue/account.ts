/**
 * What a span of time brought, for parts that give account of it: meetings and whom they reached, demands, agreements and
 * commitments, as the asker may see them. Words of a state are in both languages.
 */
import { type Language, said, type Text } from '../kernel/text.ts'
import type { Asker, ReadTx } from '../kernel/transaction.ts'
import { dayOf } from '../web/format.ts'
import { clausesOf } from './agreements/clauses.ts'
import { agreementsOf } from './agreements/store.ts'
import { agreementWords } from './agreements/words.ts'
import { commitmentsOf } from './commitments/store.ts'
import { commitmentWords } from './commitments/words.ts'
import { demandsOf } from './demands/store/demands.ts'
import { demandWords } from './demands/words.ts'
import { type Reach, reachOf } from './store/attendance.ts'
import { meetingsOf } from './store/meetings.ts'
import { wordsOf } from './words.ts'
import { instantOf } from './zone.ts'

export interface AccountOf {
  /** Days, both included; null: open. */
  from: string | null
  to: string | null
  /** A place with all that lies in it; null: everywhere. */
  placeIds: readonly string[] | null
  workerGroupId: string | null
  /** The day on which it is asked. */
  today: string
  /** IANA zone of the workspace. */
  zone: string
}

type Words = Readonly<Record<Language, string>>
const both = (of: (lang: Language) => string): Words => ({ es: of('es'), en: of('en') })
const named = (text: Text | null | undefined): Words | null =>
  text ? both((lang) => said(text, lang)) : null

/** One record of an account. */
export interface Entry {
  id: string
  path: string
  title: Text
  /** `2026-11-21`: when it was held, raised, signed, made; null: not yet. */
  on: string | null
  kind: Words | null
  state: Words | null
  who: Words | null
}

export interface Account {
  meetings: Entry[]
  /** Of these meetings. */
  reach: Reach
  demands: Entry[]
  agreements: (Entry & { clauses: number; inForce: boolean })[]
  commitments: (Entry & { due: string | null; kept: boolean })[]
}

const daysOn = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)

export async function accountOf(tx: ReadTx, asker: Asker, of: AccountOf): Promise<Account> {
  const [from, to] = [
    of.from && instantOf(of.from, '00:00', of.zone),
    of.to && instantOf(daysOn(of.to, 1), '00:00', of.zone),
  ]
  const span = { ...(from ? { from } : {}), ...(to ? { to } : {}) }
  const within = (day: string | null): boolean =>
    of.from === null && of.to === null
      ? true
      : day !== null && (of.from === null || day >= of.from) && (of.to === null || day <= of.to)
  const isHere = (one: {
    placeId?: string | null
    place?: { id: string } | null
    workerGroup?: { id: string } | null
    workerGroupId?: string | null
  }) =>
    (of.placeIds === null || of.placeIds.includes(one.placeId ?? one.place?.id ?? '')) &&
    (of.workerGroupId === null || (one.workerGroupId ?? one.workerGroup?.id) === of.workerGroupId)

  const meetings = (await meetingsOf(tx, asker, span)).filter((one) => one.state === 'held' && isHere(one))
  const demands = (await demandsOf(tx, asker)).filter((one) => within(one.raisedOn) && isHere(one))
  const agreements = (await agreementsOf(tx, asker)).filter(
    (one) => one.signedOn !== null && within(one.signedOn) && isHere(one),
  )
  const commitments = (await commitmentsOf(tx, asker, of.today)).filter(
    (one) => within(one.madeOn) && isHere(one),
  )
  const kept: Account['agreements'] = []
  for (const one of agreements)
    kept.push({
      id: one.id,
      path: `/agreements/${one.id}`,
      title: one.title,
      on: one.signedOn,
      kind: null,
      state: both((lang) => agreementWords(lang).states[one.state]),
      who: named(one.platform?.name),
      clauses: (await clausesOf(tx, asker, one.id)).filter(({ endedOn }) => endedOn === null).length,
      inForce: one.state === 'signed',
    })
  return {
    meetings: meetings.map((one) => ({
      id: one.id,
      path: `/meetings/${one.id}`,
      title: one.title,
      on: dayOf(one.startsAt, of.zone),
      kind: both((lang) => wordsOf(lang).meetingKinds[one.kind]),
      state: null,
      who: named(one.place?.name),
    })),
    reach: await reachOf(tx, asker, { meetingIds: meetings.map(({ id }) => id) }),
    demands: demands.map((one) => ({
      id: one.id,
      path: `/demands/${one.id}`,
      title: one.words,
      on: one.raisedOn,
      kind: null,
      state: both((lang) => demandWords(lang).stages[one.stage]),
      who: named(one.owners[0]?.name),
    })),
    agreements: kept,
    commitments: commitments.map((one) => ({
      id: one.id,
      path: `/commitments/${one.id}`,
      title: one.words,
      on: one.madeOn,
      kind: null,
      state: both((lang) => commitmentWords(lang).paces[one.pace]),
      who: named(one.organisation?.name),
      due: one.dueOn,
      kept: one.pace === 'kept',
    })),
  }
}
