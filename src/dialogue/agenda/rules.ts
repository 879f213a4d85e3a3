/** What is true of proposals on an authority's agenda: two routes, each a line of states, by level of government. */
import { Problem } from '../../platform/problem.ts'
import { type Machine, stepsFrom, take } from '../rules.ts'

export const routes = ['legislative', 'executive'] as const
export type AgendaRoute = (typeof routes)[number]

export const levels = [
  'borough',
  'municipality',
  'city_congress',
  'state_congress',
  'secretariat',
  'federal_secretariat',
  'federal_congress',
] as const
export type Level = (typeof levels)[number]

/** A congress legislates and a department issues; a borough or a municipality does both, its council and its office. */
export const routesOf: Readonly<Record<Level, readonly AgendaRoute[]>> = {
  borough: ['legislative', 'executive'],
  municipality: ['legislative', 'executive'],
  city_congress: ['legislative'],
  state_congress: ['legislative'],
  secretariat: ['executive'],
  federal_secretariat: ['executive'],
  federal_congress: ['legislative'],
}

export const proposalStates = [
  'drafted',
  'lodged',
  'in_committee',
  'adopted',
  'submitted',
  'under_review',
  'issued',
  'published',
  'regulated',
  'applied',
  'rejected',
  'returned',
  'withdrawn',
] as const
export type ProposalState = (typeof proposalStates)[number]
export const proposalSteps = [
  'lodge',
  'refer',
  'adopt',
  'submit',
  'review',
  'issue',
  'publish',
  'regulate',
  'apply',
  'reject',
  'return',
  'withdraw',
  'redraft',
] as const
export type ProposalStep = (typeof proposalSteps)[number]

type Line = Machine<ProposalState, ProposalStep>
const nowhere: Line[ProposalState] = {}
/** States of the other route lead nowhere. */
const none: Line = Object.fromEntries(proposalStates.map((state) => [state, nowhere])) as Line
const after = {
  /** What came back or was taken back can be written anew; what was rejected, as well, for the next session. */
  returned: { redraft: 'drafted', withdraw: 'withdrawn' },
  rejected: { redraft: 'drafted' },
  withdrawn: { redraft: 'drafted' },
} as const

/** Not every law needs regulations: what was published may be applied at once. */
export const legislative: Line = {
  ...none,
  drafted: { lodge: 'lodged', withdraw: 'withdrawn' },
  lodged: { refer: 'in_committee', reject: 'rejected', return: 'returned', withdraw: 'withdrawn' },
  in_committee: { adopt: 'adopted', reject: 'rejected', return: 'returned', withdraw: 'withdrawn' },
  adopted: { publish: 'published', return: 'returned' },
  published: { regulate: 'regulated', apply: 'applied' },
  regulated: { apply: 'applied' },
  ...after,
}

export const executive: Line = {
  ...none,
  drafted: { submit: 'submitted', withdraw: 'withdrawn' },
  submitted: { review: 'under_review', reject: 'rejected', return: 'returned', withdraw: 'withdrawn' },
  under_review: { issue: 'issued', reject: 'rejected', return: 'returned', withdraw: 'withdrawn' },
  issued: { publish: 'published' },
  published: { apply: 'applied' },
  ...after,
}

export const machineOf = (route: AgendaRoute): Line => (route === 'legislative' ? legislative : executive)

/** The way that leads from the draft to its application, for drawing it. */
export const lineOf: Readonly<Record<AgendaRoute, readonly ProposalState[]>> = {
  legislative: ['drafted', 'lodged', 'in_committee', 'adopted', 'published', 'regulated', 'applied'],
  executive: ['drafted', 'submitted', 'under_review', 'issued', 'published', 'applied'],
}

/** Money was assigned: a milestone beside the line, from the day the authority has it until it is over. */
export const mayBudget = (state: ProposalState): boolean =>
  !['drafted', 'rejected', 'returned', 'withdrawn'].includes(state)

/** Nothing is waited for any more. */
export const isOver = (state: ProposalState): boolean =>
  state === 'applied' || state === 'rejected' || state === 'withdrawn'

/** Whether the authority has, or had, it: from then on its people see the proposal. */
export const isWithAuthority = (state: ProposalState): boolean => state !== 'drafted'

export interface TakenStep {
  id: string
  step: string
  stateBefore: string
  takenOn: string
}

export interface ProposalRead {
  route: AgendaRoute
  state: ProposalState
  /** Day of the last step that stands. */
  lastOn: string
}

/** Where a step leads; throws `agenda.moved` (409), `dialogue.step`, `agenda.future`, `agenda.dayOrder`, `agenda.noBudget`. */
export function checkStep(
  proposal: ProposalRead,
  asked: { step: string; from: string; takenOn: string },
  today: string,
): ProposalState {
  const { route, state, lastOn } = proposal
  if (state !== asked.from) throw new Problem('agenda.moved', {}, 409)
  if (asked.takenOn > today) throw new Problem('agenda.future', { day: asked.takenOn })
  if (asked.step === 'budget') {
    if (!mayBudget(state)) throw new Problem('agenda.noBudget', {}, 409)
    return state
  }
  const to = take(machineOf(route), state, asked.step)
  if (asked.takenOn < lastOn) throw new Problem('agenda.dayOrder', { day: asked.takenOn, after: lastOn })
  return to
}

/** Steps that lead on, in the order of the table, and the milestone where it may be noted. */
export const stepsOf = (route: AgendaRoute, state: ProposalState): (ProposalStep | 'budget')[] => [
  ...stepsFrom(machineOf(route), state),
  ...(mayBudget(state) ? (['budget'] as const) : []),
]

/** Throws `agenda.routeOfLevel`. */
export function checkRoute(level: Level, route: AgendaRoute): void {
  if (!routesOf[level].includes(route)) throw new Problem('agenda.routeOfLevel')
}

export interface Deadline {
  on: string
  /** The step that meets it; null: any step that the authority takes after it was set running. */
  step: ProposalStep | null
}

/** Days before the day from which a deadline is near. */
export const nearDays = 30
const days = (from: string, to: string): number =>
  Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000)

/**
 * A statutory deadline: met by its step, over and how many days ago, near, ahead. Null: none, or nothing is waited for any more.
 */
export function deadlineState(
  proposal: { state: ProposalState; deadlineOn: string | null; deadlineStep: string | null },
  taken: readonly Pick<TakenStep, 'step'>[],
  today: string,
): { state: 'met' | 'over' | 'near' | 'ahead'; days: number } | null {
  const { deadlineOn, deadlineStep, state } = proposal
  if (deadlineOn === null) return null
  const left = days(today, deadlineOn)
  if (deadlineStep !== null && taken.some(({ step }) => step === deadlineStep))
    return { state: 'met', days: left }
  if (isOver(state)) return null
  if (left < 0) return { state: 'over', days: -left }
  return { state: left <= nearDays ? 'near' : 'ahead', days: left }
}
