/** What is true of commitments, what parties say of them, and what is done when one is not kept. */
import { Problem } from '../../platform/problem.ts'
import type { Machine } from '../rules.ts'

export const values = ['not_due', 'in_progress', 'partly_met', 'met', 'not_met', 'unknown'] as const
export type Value = (typeof values)[number]

export const deciders = ['leader', 'committee', 'assembly'] as const
export type Decider = (typeof deciders)[number]

export const incidentKinds = ['relocation', 'seizure', 'eviction', 'other'] as const
export type IncidentKind = (typeof incidentKinds)[number]

export interface Assessed {
  organisationId: string
  value: Value
  /** Day for which it holds. */
  assessedOn: string
  /** When it arrived: of two for the same day the later one holds. */
  createdAt: Date
}

/** Each organisation's last word, by the day for which it was given: one sent late from a phone does not undo a newer one. */
export function lastWords<A extends Assessed>(assessments: readonly A[]): A[] {
  const last = new Map<string, A>()
  for (const one of assessments) {
    const known = last.get(one.organisationId)
    if (
      !known ||
      one.assessedOn > known.assessedOn ||
      (one.assessedOn === known.assessedOn && one.createdAt > known.createdAt)
    )
      last.set(one.organisationId, one)
  }
  return [...last.values()]
}

/**
 * What of her organisation's views was new to somebody who wrote hers with `basis` before her eyes (the id of its last word then;
 * null: none yet), unless she gave it herself: a queue of her own is no conflict. Null: nothing.
 */
export function saidMeanwhile<A extends Assessed & { id: string; isHers: boolean }>(
  own: readonly A[],
  basis: string | null,
): A | null {
  const [last] = lastWords(own)
  return last && last.id !== basis && !last.isHers ? last : null
}

/** Whether those who gave a view differ; "cannot be known" contradicts nobody. */
export function differ(words: readonly { value: Value }[]): boolean {
  const said = new Set(words.map(({ value }) => value).filter((value) => value !== 'unknown'))
  return said.size > 1
}

export type Pace = 'lasting' | 'kept' | 'disputed' | 'broken' | 'overdue' | 'soon' | 'later' | 'undated'
/** Days before the due day from which it is due soon. */
export const SOON = 14

/**
 * Where a commitment stands, in one word for lists: what the parties say comes first, then the calendar.
 * `broken`: all who say anything say "not met"; `disputed`: they differ.
 */
export function paceOf(
  commitment: { dueOn: string | null; lasts: boolean },
  words: readonly { value: Value }[],
  today: string,
): Pace {
  if (differ(words)) return 'disputed'
  const said = words.find(({ value }) => value !== 'unknown')?.value
  if (said === 'not_met') return 'broken'
  if (said === 'met' && !commitment.lasts) return 'kept'
  if (commitment.lasts) return 'lasting'
  if (commitment.dueOn === null) return 'undated'
  if (commitment.dueOn < today) return 'overdue'
  return daysBetween(today, commitment.dueOn) <= SOON ? 'soon' : 'later'
}

const daysBetween = (from: string, to: string): number => (Date.parse(to) - Date.parse(from)) / 86_400_000

/** "Not due yet" is not said after the due day, nor "met" of what lasts; a day in the future is no day of a view. */
export function checkAssessment(
  commitment: { dueOn: string | null; lasts: boolean },
  given: { value: Value; assessedOn: string },
  today: string,
): void {
  if (given.assessedOn > today) throw new Problem('commitments.futureView')
  if (given.value === 'not_due' && commitment.dueOn !== null && commitment.dueOn < given.assessedOn)
    throw new Problem('commitments.wasDue', { due: commitment.dueOn })
  if (given.value === 'met' && commitment.lasts) throw new Problem('commitments.lastsOn')
}

export const rungs = ['reminder', 'mediation', 'complaint', 'press'] as const
export type Rung = (typeof rungs)[number]

export type RemedyState = 'draft' | 'sent' | 'answered' | 'withdrawn'
export type RemedyStep = 'send' | 'withdraw' | 'answer'
export const remedyMachine: Machine<RemedyState, RemedyStep> = {
  draft: { send: 'sent', withdraw: 'withdrawn' },
  sent: { answer: 'answered' },
  answered: {},
  withdrawn: {},
}

/** What must have been sent before a rung is climbed: one of these. A reminder and a complaint need nothing before them. */
const after: Readonly<Record<Rung, readonly Rung[]>> = {
  reminder: [],
  mediation: ['reminder'],
  complaint: [],
  press: ['reminder', 'mediation', 'complaint'],
}

/** The rungs open now: of a commitment that somebody says is not (wholly) met, or whose day is past. */
export function rungsOpen(
  pace: Pace,
  said: readonly { value: Value }[],
  taken: readonly { rung: Rung; state: RemedyState }[],
): Rung[] {
  const breach =
    pace === 'broken' ||
    pace === 'overdue' ||
    said.some(({ value }) => value === 'not_met' || value === 'partly_met')
  if (!breach) return []
  const sent = new Set(
    taken.filter(({ state }) => state === 'sent' || state === 'answered').map(({ rung }) => rung),
  )
  const drafted = new Set(taken.filter(({ state }) => state === 'draft').map(({ rung }) => rung))
  return rungs.filter(
    (rung) => !drafted.has(rung) && (after[rung].length === 0 || after[rung].some((one) => sent.has(one))),
  )
}
