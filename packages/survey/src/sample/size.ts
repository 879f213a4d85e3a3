/**
 * How many answers a wanted precision takes, and what precision a number of answers gives, for one population.
 *
 * margin = z·√V, V = deff·(1 − n/N)·S²/n, with S² = N/(N−1)·p(1−p) for a proportion (Cochran 1977, (3.8), (4.1)–(4.9);
 * Lohr 2022, 2.6). Solved for n: m = deff·(z·S/d)² for an infinite population, then n = m/(1 + (m−1)/N) for a proportion and
 * m/(1 + m/N) for a mean. deff: variance over that of a simple random sample without replacement of as many answers (Kish 1965, 8.1).
 */

import { normalQuantile } from '../distribution.ts'
import { SurveyError } from '../errors.ts'

/** What is to be estimated, with the guess that planning needs; a guess comes from an earlier survey or a pilot. */
export type Quantity =
  /** `p` between 0 and 1. 0.5, the default, is the worst case for an absolute margin, and none for a relative one. */
  | { kind: 'proportion'; p?: number }
  /** `sd`: standard deviation between persons, in the unit of the mean; `mean`: needed for a relative margin. */
  | { kind: 'mean'; sd: number; mean?: number }
  /** Of the same; the margin is of the total, N times that of the mean. Needs `population`. */
  | { kind: 'total'; sd: number; mean?: number }

export interface Precision {
  /** Half the interval: in the unit of the estimate (0.05 = 5 points of a proportion), or a share of it where `relative`. */
  margin: number
  relative?: boolean
}

export interface Confidence {
  /** Default 0.95. INEGI: 0.9. */
  level?: number
  /** Multiplier of the standard error where a rounded one is wanted: INEGI 1.645, Cochran 2. With `z: 1` and `relative`, `margin` is the CV. */
  z?: number
}

/** What is known of the field. */
export interface Field {
  /** Units in the population; absent or Infinity: so many that it doesn't matter. */
  population?: number
  /** Design effect expected, default 1: see `plannedDeff`. */
  deff?: number
  /** Share of the eligible units drawn that will answer, over 0 to 1. Default 1. */
  response?: number
  /** Share of the units drawn that will prove to belong to the population asked about. Default 1. */
  eligible?: number
}

export interface SampleSize {
  /** Answers needed: whole, and the smallest number whose margin is at most the wanted one. */
  n: number
  /** Units to draw so as to expect `n` answers: n / (response · eligible), rounded up. */
  draw: number
  /** The margin that `n` answers give, in the unit of the estimate, and as a share of it (null where the guess is 0 or absent). */
  margin: number
  relative: number | null
  /** Standard error and coefficient of variation in percent. */
  se: number
  cv: number | null
  /** The multiplier used. */
  z: number
}

/** A question about precision: everything on one line, as it stands in a terms of reference. */
export type SizeQuestion = Quantity & Precision & Confidence & Field

/**
 * The sample size for a wanted margin.
 *
 * @throws SurveyError `specification` where a number is out of its range, or where the whole population with the response
 *   expected gives fewer answers than are needed (`values`: n, draw, population)
 * @example sampleSize({ kind: 'proportion', p: 0.5, margin: 0.05, level: 0.9, deff: 1.5, population: 3200, response: 0.8 })
 */
export function sampleSize(question: SizeQuestion): SampleSize {
  const { margin, relative = false } = question
  const where = 'sampleSize'
  positive(margin, 'margin', where)
  const given = knownOf(question, where)
  const target = targetOf(question, margin, relative, given, where)
  // Simple random sampling from an endless population, times the design effect.
  const endless = given.deff * ((given.z * given.sdEndless) / target) ** 2
  const extra = question.kind === 'proportion' ? endless - 1 : endless
  const exact = given.population === Infinity ? endless : endless / (1 + extra / given.population)
  // 57.000000000001 is 57: the formula's last digits are not a person.
  const n = Math.max(1, Math.min(given.population, Math.ceil(exact - 1e-9 * exact)))
  return reached(question, n, given, where)
}

/**
 * The margin that `n` answers give: the inverse of `sampleSize`.
 * @throws SurveyError `specification` where a number is out of its range or n is above the population
 */
export function marginOf(question: Quantity & Confidence & Field & { n: number }): SampleSize {
  const where = 'marginOf'
  const { n, population = Infinity } = question
  positive(n, 'n', where)
  if (n > population) throw refused(where, `n is ${n}, more than the population of ${population}`)
  return reached(question, n, knownOf(question, where), where)
}

function reached(
  question: Field,
  n: number,
  { z, sd, population, deff, centre, times }: Known,
  where: string,
): SampleSize {
  const open = population === Infinity ? 1 : 1 - n / population
  const se = times * Math.sqrt((deff * open * sd * sd) / n)
  const size = centre === null || centre === 0 ? null : Math.abs(centre)
  return {
    n,
    draw: drawOf(n, question, where),
    margin: z * se,
    relative: size === null ? null : (z * se) / size,
    se,
    cv: size === null ? null : (100 * se) / size,
    z,
  }
}

/** The standard deviation between units that a quantity implies: √(N/(N−1)·p(1−p)) for a proportion. */
export function sdOf(quantity: Quantity, population = Infinity): number {
  if (quantity.kind !== 'proportion') return quantity.sd
  const p = quantity.p ?? 0.5
  return Math.sqrt(p * (1 - p) * (population === Infinity ? 1 : population / Math.max(1, population - 1)))
}

/** z of a level, or the one given. @throws SurveyError where the level is not between 0 and 1 */
export function multiplierOf({ level = 0.95, z }: Confidence, where: string): number {
  if (z !== undefined) return positive(z, 'z', where)
  if (!(level > 0 && level < 1)) throw refused(where, `level is ${level}: it must lie between 0 and 1`)
  return normalQuantile(1 - (1 - level) / 2)
}

/** Units to draw so as to expect n answers. @throws SurveyError where the population doesn't hold so many */
export function drawOf(
  n: number,
  { response = 1, eligible = 1, population = Infinity }: Field,
  where: string,
): number {
  share(response, 'response', where)
  share(eligible, 'eligible', where)
  const draw = Math.ceil((n / (response * eligible)) * (1 - 1e-12))
  if (draw > population)
    throw new SurveyError(
      'specification',
      `${where}: ${n} answers take ${draw} units drawn (response ${response}, eligible ${eligible}), and the population has ${population}`,
      { reason: 'population', where, n, draw, population },
    )
  return draw
}

interface Known {
  z: number
  sd: number
  /** Without the N/(N−1) of a proportion. */
  sdEndless: number
  population: number
  deff: number
  centre: number | null
  /** N for a total, else 1. */
  times: number
}

function knownOf(question: Quantity & Confidence & Field, where: string): Known {
  const { population = Infinity, deff = 1 } = question
  if (!(population >= 1)) throw refused(where, `population is ${population}: it must be 1 or more`)
  positive(deff, 'deff', where)
  if (question.kind === 'proportion') {
    const p = question.p ?? 0.5
    if (!(p >= 0 && p <= 1)) throw refused(where, `p is ${p}: it must lie between 0 and 1`)
  } else if (!(question.sd >= 0 && question.sd < Infinity))
    throw refused(where, `sd is ${question.sd}: it must be 0 or more`)
  if (question.kind === 'total' && population === Infinity)
    throw refused(where, 'a total needs its population')
  const times = question.kind === 'total' ? population : 1
  const centre = question.kind === 'proportion' ? (question.p ?? 0.5) : (question.mean ?? null)
  return {
    z: multiplierOf(question, where),
    sd: sdOf(question, population),
    sdEndless: sdOf(question),
    population,
    deff,
    centre: centre === null ? null : centre * times,
    times,
  }
}

/** The margin wanted of a proportion or mean, in its unit. */
function targetOf(
  question: Quantity,
  margin: number,
  relative: boolean,
  { centre, times }: Known,
  where: string,
): number {
  if (!relative) return margin / times
  if (question.kind === 'proportion' && question.p === undefined)
    throw refused(where, 'a relative margin needs p: 0.5 is no worst case for it')
  if (centre === null || centre === 0)
    throw refused(where, 'a relative margin needs a guess of the estimate that is not 0')
  return (margin * Math.abs(centre)) / times
}

export function refused(where: string, reason: string, values: SurveyError['values'] = {}): SurveyError {
  return new SurveyError('specification', `${where}: ${reason}`, { reason, where, ...values })
}

export function positive(value: number, name: string, where: string): number {
  if (!(value > 0 && value < Infinity))
    throw refused(where, `${name} is ${value}: it must be above 0`, { column: name })
  return value
}

function share(value: number, name: string, where: string): void {
  if (!(value > 0 && value <= 1))
    throw refused(where, `${name} is ${value}: it must be above 0 and at most 1`, { column: name })
}
