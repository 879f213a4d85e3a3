/**
 * How a sample is divided among strata, in whole units.
 *
 * Every rule gives n_h in proportion to a number a_h: N_h (proportional), N_h·S_h/√c_h (Neyman; Cochran 1977, 5.5, 5.9),
 * X_h^q·CV_h (power; Bankier 1988, The American Statistician 42, 174–177), 1 (equal). That is what makes Σ a_h²/n_h least, so
 * the whole numbers are those that make it least under the bounds: each unit goes where a_h²/(n_h(n_h+1)) is greatest
 * (Huntington–Hill; Wright 2012, The American Statistician 66, 217–224). Neyman's is then the exact integer optimum.
 */
import { SurveyError } from '../errors.ts'
import { refused, sdOf } from './size.ts'

/** A stratum as planning knows it. */
export interface Stratum {
  stratum: string | number
  /** N_h: units in the population, a whole number. */
  population: number
  /** S_h between units, of the figure that matters most. For a proportion give `p`. */
  sd?: number
  /** Guess of the mean; with `p`, not needed. */
  mean?: number
  /** Guess of the proportion: S_h = √(N/(N−1)·p(1−p)), mean = p. */
  p?: number
  /** Design effect expected in it; default 1. */
  deff?: number
  /** What one answer costs against the other strata (Neyman only); default 1. */
  cost?: number
  /** X_h, the size or importance for power allocation; default population. */
  importance?: number
  /** Bounds of its own, before those of the rule. */
  minimum?: number
  maximum?: number
}

export interface Allocation {
  /** Default proportional. */
  rule?: 'proportional' | 'neyman' | 'power' | 'equal'
  /** q of the power rule: 1 serves the whole, 0 each stratum alike. Default 0.5. */
  power?: number
  /** Least and most per stratum. The least is 2 unless said otherwise, so that every stratum has a variance; never above the stratum's population. */
  minimum?: number
  maximum?: number
}

/** A stratum with its share of the sample. */
export type Allocated = Stratum & { n: number }

/**
 * Divides n units among strata: whole numbers whose sum is n, within the bounds, never above a stratum's population. Ties go to
 * the stratum named first.
 *
 * @throws SurveyError `specification` naming the stratum whose numbers are missing or impossible, or, where the bounds leave no
 *   room for n, saying between which sizes n must lie (`values`: n, least, most)
 */
export function allocate(strata: readonly Stratum[], n: number, allocation: Allocation = {}): Allocated[] {
  const where = 'allocate'
  if (!Number.isInteger(n) || n < 1) throw refused(where, `n is ${n}: it must be a whole number above 0`)
  const weights = weightsOf(strata, allocation, where)
  const bounds = strata.map((stratum) => boundsOf(stratum, allocation, where))
  const least = bounds.reduce((sum, { low }) => sum + low, 0)
  const most = bounds.reduce((sum, { high }) => sum + high, 0)
  if (n < least || n > most)
    throw new SurveyError(
      'specification',
      `${where}: n is ${n}, and the bounds of the ${strata.length} strata need one between ${least} and ${most}`,
      { reason: 'bounds', where, n, least, most },
    )
  const sizes = apportioned(weights, bounds, n)
  return strata.map((stratum, h) => ({ ...stratum, n: sizes[h] as number }))
}

export interface Bounds {
  low: number
  high: number
}

function apportioned(weights: readonly number[], bounds: readonly Bounds[], n: number): number[] {
  const sizes = started(weights, bounds, n)
  const gain = (h: number) => worth(weights[h] as number, sizes[h] as number)
  const loss = (h: number) => worth(weights[h] as number, (sizes[h] as number) - 1)
  const best = (open: (h: number) => boolean, value: (h: number) => number, sign: 1 | -1) => {
    let found = -1
    for (let h = 0; h < sizes.length; h++)
      if (open(h) && (found < 0 || sign * value(h) > sign * value(found))) found = h
    return found
  }
  const mayGrow = (h: number) => (sizes[h] as number) < (bounds[h] as Bounds).high
  const mayShrink = (h: number) => (sizes[h] as number) > (bounds[h] as Bounds).low
  for (let rest = n - sizes.reduce((a, b) => a + b, 0); rest > 0; rest--) {
    const to = best(mayGrow, gain, 1)
    sizes[to] = (sizes[to] as number) + 1
  }
  // The sum to be made least is separable and convex: where no unit gains by moving, it is least.
  for (;;) {
    const to = best(mayGrow, gain, 1)
    const from = best(mayShrink, loss, -1)
    if (to < 0 || from < 0 || !(gain(to) > loss(from))) return sizes
    sizes[to] = (sizes[to] as number) + 1
    sizes[from] = (sizes[from] as number) - 1
  }
}

/** By how much one unit more than `size` lessens a²/n; without any unit yet, more than anything. */
function worth(weight: number, size: number): number {
  if (weight === 0) return 0
  return size === 0 ? Infinity : (weight * weight) / (size * (size + 1))
}

/** λ·a_h within the bounds, cut to whole numbers, with λ the greatest that takes no more than n. */
function started(weights: readonly number[], bounds: readonly Bounds[], n: number): number[] {
  const at = (factor: number) =>
    bounds.map(({ low, high }, h) =>
      Math.min(high, Math.max(low, Math.floor(factor * (weights[h] as number)))),
    )
  const total = (factor: number) => at(factor).reduce((a, b) => a + b, 0)
  const smallest = Math.min(...weights.filter((weight) => weight > 0))
  let low = 0
  let high = smallest === Infinity ? 0 : (n + 1) / smallest
  for (let step = 0; step < 100 && low < high; step++) {
    const middle = (low + high) / 2
    if (total(middle) <= n) low = middle
    else high = middle
  }
  return at(low)
}

function weightsOf(strata: readonly Stratum[], { rule, power = 0.5 }: Allocation, where: string): number[] {
  if (strata.length === 0) throw refused(where, 'there are no strata')
  const names = new Set<string>()
  return strata.map((stratum) => {
    const name = String(stratum.stratum)
    if (names.has(name)) throw ofStratum(where, name, 'stands twice')
    names.add(name)
    const { population, cost = 1, importance = population } = stratum
    if (!Number.isInteger(population) || population < 1)
      throw ofStratum(where, name, `has a population of ${population}: it must be a whole number above 0`)
    if (rule === 'neyman') {
      if (!(cost > 0)) throw ofStratum(where, name, `has a cost of ${cost}: it must be above 0`)
      return (population * spreadOf(stratum, where)) / Math.sqrt(cost)
    }
    if (rule === 'power') {
      if (!(power >= 0 && power <= 1)) throw refused(where, `power is ${power}: it must lie between 0 and 1`)
      if (!(importance > 0))
        throw ofStratum(where, name, `has an importance of ${importance}: it must be above 0`)
      // √ is rounded alike by every machine, other powers are not quite.
      const size = power === 0.5 ? Math.sqrt(importance) : importance ** power
      return size * variationOf(stratum, where)
    }
    return rule === 'equal' ? 1 : population
  })
}

/** S_h·√deff_h. @throws SurveyError naming the stratum that has neither `sd` nor `p` */
export function spreadOf(stratum: Stratum, where: string): number {
  const { sd, p, deff = 1, population } = stratum
  const name = String(stratum.stratum)
  if (!(deff > 0)) throw ofStratum(where, name, `has a deff of ${deff}: it must be above 0`)
  if (sd === undefined && p === undefined)
    throw ofStratum(where, name, 'has neither sd nor p: the rule needs to know how much its units differ')
  if (p !== undefined && !(p >= 0 && p <= 1))
    throw ofStratum(where, name, `has a p of ${p}: it must lie between 0 and 1`)
  if (sd !== undefined && !(sd >= 0 && sd < Infinity))
    throw ofStratum(where, name, `has an sd of ${sd}: it must be 0 or more`)
  return Math.sqrt(deff) * (sd ?? sdOf({ kind: 'proportion', p: p as number }, population))
}

/** Coefficient of variation between units. Where no stratum's spread is said, they are taken for alike. */
function variationOf(stratum: Stratum, where: string): number {
  const { sd, p, mean = p } = stratum
  if (sd === undefined && p === undefined) return 1
  const name = String(stratum.stratum)
  if (mean === undefined || mean === 0)
    throw ofStratum(where, name, `has a mean of ${mean}: power allocation divides by it`)
  return spreadOf(stratum, where) / Math.abs(mean)
}

/** Least and most units of a stratum. */
export function boundsOf(stratum: Stratum, allocation: Allocation, where: string): Bounds {
  const { population } = stratum
  const low = Math.min(population, stratum.minimum ?? allocation.minimum ?? 2)
  const high = Math.min(population, stratum.maximum ?? allocation.maximum ?? population)
  if (!(Number.isInteger(low) && Number.isInteger(high) && low >= 0 && low <= high))
    throw ofStratum(
      where,
      String(stratum.stratum),
      `has a minimum of ${low} and a maximum of ${high}: they must be whole and in this order`,
    )
  return { low, high }
}

export function ofStratum(where: string, stratum: string, reason: string): SurveyError {
  return new SurveyError('specification', `${where}: stratum ${stratum} ${reason}`, {
    reason,
    where,
    strata: [stratum],
  })
}
