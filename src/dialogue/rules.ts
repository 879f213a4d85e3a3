/** What is true of platforms, meetings, minutes and attendance, whoever stores or shows them. State machines are tables. */
import { Problem } from '../platform/problem.ts'

export const amongs = ['workers', 'advisers', 'officials', 'employers'] as const
export type Among = (typeof amongs)[number]

export const platformKinds = ['forum', 'working_table', 'negotiating', 'network'] as const
export type PlatformKind = (typeof platformKinds)[number]

export const meetingKinds = [
  'forum',
  'working_table',
  'assembly',
  'policy_dialogue',
  'negotiation_round',
  'focus_group',
  'training',
  'bilateral',
] as const
export type MeetingKind = (typeof meetingKinds)[number]

/** A state machine: from each state, the steps that lead on and where to. A step that is not there is refused. */
export type Machine<State extends string, Step extends string> = Readonly<
  Record<State, Readonly<Partial<Record<Step, State>>>>
>

export type MeetingState = 'planned' | 'convoked' | 'held' | 'cancelled'
export type MeetingStep = 'convoke' | 'hold' | 'cancel' | 'resume' | 'reopen'
/** What was never convoked can be recorded as held: from paper, afterwards. */
export const meetingMachine: Machine<MeetingState, MeetingStep> = {
  planned: { convoke: 'convoked', hold: 'held', cancel: 'cancelled' },
  convoked: { hold: 'held', cancel: 'cancelled' },
  held: { reopen: 'convoked' },
  cancelled: { resume: 'planned' },
}

export type MinutesState = 'draft' | 'circulated' | 'signed_off'
export type MinutesStep = 'circulate' | 'reopen' | 'sign_off' | 'amend'
/** A text that the parties have is reopened, one that stands is amended: both make their positions pending again. */
export const minutesMachine: Machine<MinutesState, MinutesStep> = {
  draft: { circulate: 'circulated' },
  circulated: { reopen: 'draft', sign_off: 'signed_off' },
  signed_off: { amend: 'draft' },
}

export const positions = ['pending', 'agreed', 'reservations', 'refused', 'absent'] as const
export type Position = (typeof positions)[number]
/** How the team came to know of a position that it notes. */
export const notedHows = ['room', 'message', 'scan'] as const
export type NotedHow = (typeof notedHows)[number]
export type PositionHow = NotedHow | 'member'
export type PositionStep = 'agree' | 'reserve' | 'refuse' | 'miss' | 'reconsider'
/**
 * A party's position on the minutes. Who agreed takes that back only by reconsidering first, which leaves a trace in the log;
 * who was absent may join afterwards.
 */
export const positionMachine: Machine<Position, PositionStep> = {
  pending: { agree: 'agreed', reserve: 'reservations', refuse: 'refused', miss: 'absent' },
  agreed: { reconsider: 'pending' },
  reservations: { agree: 'agreed', refuse: 'refused', reconsider: 'pending' },
  refused: { agree: 'agreed', reserve: 'reservations', reconsider: 'pending' },
  absent: { agree: 'agreed', reserve: 'reservations', refuse: 'refused', reconsider: 'pending' },
}

/** The steps that lead on from a state, in the order of the table. */
export const stepsFrom = <State extends string, Step extends string>(
  machine: Machine<State, Step>,
  state: State,
): Step[] => Object.keys(machine[state]) as Step[]

/** Where a step leads; throws `dialogue.step` where the table has none. */
export function take<State extends string, Step extends string>(
  machine: Machine<State, Step>,
  state: State,
  step: string,
): State {
  const to = Object.hasOwn(machine[state], step) ? machine[state][step as Step] : undefined
  if (to === undefined) throw new Problem('dialogue.step', { state, step }, 409)
  return to
}

/** Positions are taken on a text that the parties have, not on a draft. */
export function checkPosition(minutes: MinutesState, step: string, note: string): void {
  if (minutes === 'draft') throw new Problem('dialogue.positionOnDraft', {}, 409)
  if (step === 'reserve' && note.trim() === '') throw new Problem('dialogue.reservationWords')
}

/** Minutes go to the parties once the meeting was held and they say something. */
export function checkCirculate(meeting: MeetingState, lines: number): void {
  if (meeting !== 'held') throw new Problem('dialogue.notHeld', {}, 409)
  if (lines === 0) throw new Problem('dialogue.noLines')
}

/** A meeting is removed while nobody outside the team has been told of it or holds its minutes; `kept` is what was born or signed. */
export function checkRemoval(meeting: MeetingState, minutes: MinutesState | null, kept: number): void {
  if (meeting === 'convoked') throw new Problem('dialogue.removeConvoked', {}, 409)
  if ((minutes !== null && minutes !== 'draft') || kept > 0)
    throw new Problem('dialogue.removeMinutes', {}, 409)
}

/** Why who was there changes no more: the minutes give the numbers that the parties have, or nobody met. Null: it may change. */
export function attendanceClosed(meeting: MeetingState, minutes: MinutesState | null): Problem | null {
  if (meeting === 'cancelled') return new Problem('dialogue.attendanceCancelled', {}, 409)
  if (minutes === 'signed_off') return new Problem('dialogue.attendanceSigned', {}, 409)
  return null
}

export const itemKinds = ['agreement', 'commitment', 'demand', 'dissent', 'note'] as const
export type ItemKind = (typeof itemKinds)[number]

export const answers = ['pending', 'yes', 'no'] as const
export type AnswerState = (typeof answers)[number]

export const ages = ['under_18', '18_29', '30_59', '60_over'] as const
export type Age = (typeof ages)[number]

/** A name as it is compared: accents, capitals, punctuation and doubled spaces aside; ñ stays a letter of its own. */
export const plainName = (name: string): string =>
  name
    .toLocaleLowerCase('es')
    .normalize('NFD')
    .replace(/n\u0303/g, 'ñ')
    .replace(/\p{M}/gu, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()

/** Names as typed, one a line; numbering and empty lines aside, each person once. */
export function namesIn(typed: string): string[] {
  const seen = new Map<string, string>()
  for (const line of typed.split('\n')) {
    const name = line
      .replace(/^\s*(?:\d+[.)]|[-•*])\s*/, '')
      .trim()
      .slice(0, 200)
    if (plainName(name) !== '' && !seen.has(plainName(name))) seen.set(plainName(name), name)
  }
  return [...seen.values()]
}

export interface Counted {
  women: number
  men: number
  others: number
}
export const noOne: Counted = { women: 0, men: 0, others: 0 }
export const total = ({ women, men, others }: Counted): number => women + men + others

/**
 * Counts of the same people by several phones: the fullest one holds, they are never added up. Of equal ones the latest.
 * Undefined: nobody counted.
 */
export const fullest = <T extends Counted & { countedAt: Date }>(counts: readonly T[]): T | undefined =>
  counts.toSorted((a, b) => total(b) - total(a) || b.countedAt.getTime() - a.countedAt.getTime())[0]
