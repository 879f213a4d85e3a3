import { jobLines } from './job-lines.ts'
import { numbers, weights } from './notation.ts'
import type { Choice } from './random.ts'

/** A job that exists in the sample. */
export interface Job {
  id: string
  /** Thousands: informal men, informal women, formal men, formal women. */
  workers: readonly [number, number, number, number]
  /** How much likelier in each size of locality, large to small. */
  localities: readonly number[]
  /** How much likelier with each level of schooling, low to high. */
  schooling: readonly number[]
  informal: Arrangement
  formal: Arrangement
  /** Median monthly income in minimum wages of 2025, informal and formal. */
  pay: readonly [number, number]
  hours: keyof typeof weeks
  /** How many work in the unit, where it is no micro-business: `large` for corporations. */
  staff: 'micro' | 'small' | 'large'
  /** States where it is more or less frequent. */
  states: ReadonlyMap<number, number>
}

interface Arrangement {
  tasks: readonly Choice<Task>[]
  units: readonly Choice<Unit>[]
  /** Where micro-businesses work: INEGI's `p4f`, or 0 for premises of their own. */
  places: readonly Choice<number>[]
}

export interface Task {
  occupation: number
  industry: number
}

/** Kind of economic unit (`tue2`; 0 not specified) and position in it (`pos_ocu`). */
export interface Unit {
  kind: number
  position: number
}

/** Hours a week as quantiles. */
export const weeks = {
  short: numbers('4 8 12 16 20 24 30 36 42 56'),
  mixed: numbers('5 12 18 24 30 36 42 48 52 60 80'),
  full: numbers('12 28 36 40 43 45 48 48 49.5 54 60 72'),
  long: numbers('15 32 40 46 48 49 52 58 63 70 95'),
} as const

/** `9512/4612:18 9521/7222:46` → the pairs with their weights. */
const pairs = (text: string): Choice<readonly [number, number]>[] =>
  text
    .split(' ')
    .filter(Boolean)
    .map((part) => {
      const [left = 0, right = 0, weight = 0] = part.split(/[/:]/).map(Number)
      return [[left, right], weight]
    })

/** Occupation / industry : weight. */
export const tasks = (text: string): Choice<Task>[] =>
  pairs(text).map(([[occupation, industry], weight]) => [{ occupation, industry }, weight])

const arrangement = (work: string, units = '', places = '0:1'): Arrangement => ({
  tasks: tasks(work),
  units: pairs(units).map(([[kind, position], weight]) => [{ kind, position }, weight]),
  places: weights(places),
})

export const jobs: readonly Job[] = Object.entries(jobLines).map(([id, line]) => {
  const [informalMen = 0, informalWomen = 0, formalMen = 0, formalWomen = 0] = numbers(line.workers)
  const [informalPay = 0, formalPay = 0] = numbers(line.pay)
  return {
    id,
    workers: [informalMen, informalWomen, formalMen, formalWomen],
    localities: numbers(line.localities ?? '1 1 1 1'),
    schooling: numbers(line.schooling ?? '1 1 1 1'),
    informal: arrangement(line.tasks, line.informal, line.places),
    formal: arrangement(line.formalTasks ?? line.tasks, line.formal, line.places),
    pay: [informalPay, formalPay],
    hours: line.hours ?? 'full',
    staff: line.staff ?? 'micro',
    states: new Map(weights(line.states ?? '')),
  }
})

/** What SCIAN's code says in INEGI's derived columns. */
export interface Industry {
  rama: number
  ramaEst1: number
  ramaEst2: number
  scian: number
}

const industry = (rama: number, ramaEst1: number, ramaEst2: number, scian: number): Industry => ({
  rama,
  ramaEst1,
  ramaEst2,
  scian,
})

const sectors: Readonly<Record<number, Industry>> = {
  11: industry(6, 1, 1, 1),
  21: industry(5, 2, 2, 2),
  22: industry(5, 2, 2, 3),
  23: industry(1, 2, 4, 4),
  31: industry(2, 2, 3, 5),
  32: industry(2, 2, 3, 5),
  33: industry(2, 2, 3, 5),
  43: industry(3, 3, 5, 6),
  46: industry(3, 3, 5, 7),
  48: industry(4, 3, 7, 8),
  49: industry(4, 3, 7, 8),
  51: industry(4, 3, 7, 9),
  52: industry(4, 3, 8, 10),
  53: industry(4, 3, 8, 11),
  54: industry(4, 3, 8, 12),
  55: industry(4, 3, 8, 13),
  56: industry(4, 3, 8, 14),
  61: industry(4, 3, 9, 15),
  62: industry(4, 3, 9, 16),
  71: industry(4, 3, 10, 17),
  72: industry(4, 3, 6, 18),
  81: industry(4, 3, 10, 19),
  93: industry(4, 3, 11, 20),
}

export const industryOf = (code: number): Industry => sectors[Math.floor(code / 100)] ?? industry(7, 4, 0, 21)

/** INEGI's eleven groups of occupation, `c_ocu11c`, from SINCO. */
export function occupationGroup(sinco: number): number {
  const [division, group] = [Math.floor(sinco / 1000), Math.floor(sinco / 100)]
  if (sinco === 9999) return 11
  if (group === 83 || group === 93) return 7
  if (group === 23 || sinco === 2711) return 2
  if (group === 53 || group === 54) return 9
  if (division === 6 || group === 91) return 10
  if (division === 4 || group === 95) return 6
  if (division === 5 || group === 94 || group === 96 || group === 97) return 8
  return [0, 3, 1, 4, 6, 8, 10, 5, 5, 5][division] ?? 11
}
