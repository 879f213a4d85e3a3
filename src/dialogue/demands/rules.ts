/** What is true of demands, whoever stores or shows them. State machines are tables. */
import { Problem } from '../../platform/problem.ts'
import { type Machine, take } from '../rules.ts'

export const stages = [
  'raised',
  'endorsed',
  'presented',
  'answered',
  'agreed',
  'refused',
  'withdrawn',
] as const
export type Stage = (typeof stages)[number]

export type DemandStep =
  | 'endorse'
  | 'loosen'
  | 'present'
  | 'answer'
  | 'agree'
  | 'refuse'
  | 'insist'
  | 'withdraw'
  | 'resume'

/**
 * A demand goes to its addressee with an endorsement behind it, and is agreed or refused once there is an answer. What was
 * refused may be put again; what was withdrawn begins anew among its owners.
 */
export const demandMachine: Machine<Stage, DemandStep> = {
  raised: { endorse: 'endorsed', withdraw: 'withdrawn' },
  endorsed: { present: 'presented', loosen: 'raised', withdraw: 'withdrawn' },
  presented: { answer: 'answered', withdraw: 'withdrawn' },
  answered: { agree: 'agreed', refuse: 'refused', insist: 'presented', withdraw: 'withdrawn' },
  agreed: {},
  refused: { insist: 'presented', withdraw: 'withdrawn' },
  withdrawn: { resume: 'raised' },
}

/** Steps that a person takes; endorsing and loosening follow from endorsements that are given or taken back. */
export const stepsByHand = ['present', 'answer', 'agree', 'refuse', 'insist', 'withdraw', 'resume'] as const
export type StepByHand = (typeof stepsByHand)[number]
export const isByHand = (step: string): step is StepByHand =>
  (stepsByHand as readonly string[]).includes(step)

/** The addressee's side sees a demand from here on. */
export const isPresented = (stage: Stage): boolean =>
  stage === 'presented' || stage === 'answered' || stage === 'agreed' || stage === 'refused'

export const acts = ['assembly', 'committee', 'statement', 'minutes'] as const
export type Act = (typeof acts)[number]
export const bodies = ['assembly', 'committee', 'community', 'congress', 'other'] as const
export type Body = (typeof bodies)[number]
export const results = ['unanimous', 'majority', 'consensus', 'rejected'] as const
export type Result = (typeof results)[number]
/** How something is known: entered by the organisation's own people, or noted by the team from paper, from what was said, from a message. */
export const hows = ['member', 'paper', 'said', 'message'] as const
export type How = (typeof hows)[number]
/** Those that the team chooses from. */
export const teamHows = ['paper', 'said', 'message'] as const

export interface StepAsked {
  step: string
  /** The stage that the person saw; another one now is a 409. */
  from: Stage
  /** The day on which it was taken, in the past where it is recorded from paper. */
  takenOn: string
  /** The answer in the addressee's words, or a note. */
  words: string
}

export interface DemandRead {
  stage: Stage
  addresseeId: string | null
  raisedOn: string
  /** Day of the last step that stands. */
  lastOn: string
}

/** Where a step leads; throws `demand.moved`, `demand.notByHand`, `dialogue.step`, `demand.noAddressee`, `demand.answerWords`, and those of `checkDay`. */
export function checkStep(demand: DemandRead, asked: StepAsked, today: string): Stage {
  if (demand.stage !== asked.from) throw new Problem('demand.moved', {}, 409)
  const to = take(demandMachine, demand.stage, asked.step)
  if (!isByHand(asked.step)) throw new Problem('demand.notByHand', {}, 409)
  if (asked.step === 'present' && demand.addresseeId === null) throw new Problem('demand.noAddressee')
  if (asked.step === 'answer' && asked.words.trim() === '') throw new Problem('demand.answerWords')
  checkDay(asked.takenOn, demand.lastOn, today)
  return to
}

/** Days may be long past, but not before what they follow, nor ahead. Throws `demand.future`, `demand.dayOrder`. */
export function checkDay(day: string, after: string, today: string): void {
  if (day > today) throw new Problem('demand.future', { day })
  if (day < after) throw new Problem('demand.dayOrder', { day, after })
}

export interface Endorsed {
  organisationId: string
  wordsVersion: number
  withdrawnOn: string | null
}

/** Whether an organisation stands behind the words as they are, behind earlier ones, or not. */
export function standing(
  organisationId: string,
  endorsements: readonly Endorsed[],
  wordsVersion: number,
): 'now' | 'earlier' | 'none' {
  const own = endorsements.filter((one) => one.organisationId === organisationId && one.withdrawnOn === null)
  if (own.some((one) => one.wordsVersion >= wordsVersion)) return 'now'
  return own.length > 0 ? 'earlier' : 'none'
}

/** The step that follows by itself once endorsements were given or taken back; null: none. */
export function followsFrom(stage: Stage, standingEndorsements: number): 'endorse' | 'loosen' | null {
  if (stage === 'raised' && standingEndorsements > 0) return 'endorse'
  if (stage === 'endorsed' && standingEndorsements === 0) return 'loosen'
  return null
}

/** Words that others stand behind change only with a reason, and not once all is settled. Throws `demand.settled`, `demand.wordsReason`. */
export function checkWords(stage: Stage, wordsChange: boolean, reason: string): void {
  if (!wordsChange || stage === 'raised') return
  if (stage === 'agreed' || stage === 'withdrawn') throw new Problem('demand.settled', {}, 409)
  if (reason.trim() === '') throw new Problem('demand.wordsReason')
}

/**
 * A demand that was raised by mistake is put away before anybody was told of it: it was not presented (`demand.removePresented`),
 * no minutes gave birth to it (`demand.removeBorn`), and nobody else stands behind it (`demand.removeEndorsed`).
 */
export function checkRemoval(demand: { presentedOn: string | null; born: boolean; others: number }): void {
  if (demand.presentedOn !== null) throw new Problem('demand.removePresented', {}, 409)
  if (demand.born) throw new Problem('demand.removeBorn', {}, 409)
  if (demand.others > 0) throw new Problem('demand.removeEndorsed', {}, 409)
}

export interface Ranked {
  id: string
  /** Place agreed by consensus. */
  place: number | null
  votes: number
}

/** Those with a place by consensus first, then by votes, equal votes sharing a rank; without either no rank. */
export function ranks(demands: readonly Ranked[]): Map<string, number> {
  const found = new Map<string, number>()
  for (const { id, place } of demands) if (place !== null) found.set(id, place)
  const after = Math.max(0, ...found.values())
  const voted = demands
    .filter(({ place, votes }) => place === null && votes > 0)
    .toSorted((a, b) => b.votes - a.votes)
  for (const one of voted) found.set(one.id, after + 1 + voted.findIndex(({ votes }) => votes === one.votes))
  return found
}
