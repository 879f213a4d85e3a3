/**
 * Draws samples from a frame, an array of plain objects, by a seed: the same frame in the same order and the same seed give
 * the same sample on every machine. Frames are not changed; a sample comes in the order of the frame.
 */
import { SurveyError } from '../errors.ts'
import { type Random, randomOf, type Seed, shuffled } from '../random.ts'
import type { Allocated } from './allocation.ts'
import { ofStratum, type Stratum } from './allocation.ts'
import { refused } from './size.ts'

/** A unit drawn. */
export interface Selected<Row> {
  unit: Row
  /** Its place in the frame, from 0. */
  at: number
  /** π, its probability of being drawn, over 0 to 1. */
  probability: number
  /** 1/π: the base weight. */
  weight: number
  /** Certain to be drawn (PPS): so large that every sample of this size holds it; in the variance, a stratum of its own. */
  certain?: boolean
  /** Where it was drawn within strata: as in the frame. */
  stratum?: string
}

/** A column of the frame by name, or computed from a row. */
export type Column<Row, Value> = (keyof Row & string) | ((row: Row) => Value)

/** simple: without replacement, every set of n as likely. systematic: every N/n-th from a random start, so sort the frame first by what should be spread. */
export type Method = 'simple' | 'systematic'

/**
 * Simple random sampling without replacement, π = n/N (selection sampling: Fan, Muller and Rezucha 1962; Särndal et al. 1992, 3.3.1).
 * @throws SurveyError `specification` where n is no whole number from 1 to the size of the frame
 */
export function selectSimple<Row>(
  frame: readonly Row[],
  { n, seed }: { n: number; seed: Seed },
): Selected<Row>[] {
  sized(frame.length, n, 'selectSimple')
  return taken(frame, simplePlaces(frame.length, n, randomOf(seed)), n / frame.length)
}

/**
 * Systematic sampling with a fractional interval, π = n/N exactly whatever N and n (Cochran 1977, 8.1; Särndal et al. 1992, 3.4.1).
 * The order of the frame is an implicit stratification.
 * @throws SurveyError `specification` as `selectSimple`
 */
export function selectSystematic<Row>(
  frame: readonly Row[],
  { n, seed }: { n: number; seed: Seed },
): Selected<Row>[] {
  sized(frame.length, n, 'selectSystematic')
  return taken(frame, systematicPlaces(frame.length, n, randomOf(seed)), n / frame.length)
}

/**
 * A sample within each stratum. Each stratum draws by a stream of its own, so its sample stays the same when others change.
 *
 * @param n what `allocate` gave (or a plan's `strata`), or sizes by stratum, `{ north: 40, south: 25 }`
 * @throws SurveyError `specification` naming the stratum that has no size, or that has fewer units than its size, or that the frame
 *   lacks, and the row whose stratum is missing
 */
export function selectStratified<Row>(
  frame: readonly Row[],
  {
    stratum,
    n,
    seed,
    method = 'simple',
  }: {
    stratum: Column<Row, unknown>
    n: readonly Pick<Allocated, 'stratum' | 'n'>[] | Readonly<Record<string, number>>
    seed: Seed
    method?: Method
  },
): Selected<Row>[] {
  const where = 'selectStratified'
  const sizes = sizesOf(n)
  const groups = grouped(frame, stratum, where)
  for (const [name, size] of sizes)
    if (size > 0 && !groups.has(name))
      throw ofStratum(where, name, `has a size of ${size} and no unit in the frame`)
  const drawn: Selected<Row>[] = []
  for (const [name, places] of groups) {
    const size = sizes.get(name)
    if (size === undefined)
      throw ofStratum(where, name, `has ${places.length} units in the frame and no size`)
    if (!Number.isInteger(size) || size < 0 || size > places.length)
      throw ofStratum(where, name, `has ${places.length} units, and a size of ${size}`)
    if (size === 0) continue
    const random = randomOf(seed, name)
    const chosen = (method === 'simple' ? simplePlaces : systematicPlaces)(places.length, size, random)
    const own = chosen.map((i) => places[i] as number)
    for (const one of taken(frame, own, size / places.length)) drawn.push({ ...one, stratum: name })
  }
  return drawn.sort((a, b) => a.at - b.at)
}

/**
 * Probability proportional to size, without replacement, by the systematic method (Madow 1949; Särndal et al. 1992, 3.6.2;
 * Cochran 1977, 9A.8–9A.10). Units with n·x/Σx ≥ 1 are taken first with certainty, again until none is left; of the others π = n'·x/Σx'.
 *
 * @param size X, above 0 for every unit: what is 0 could never be drawn, and is refused
 * @param order frame: as it stands, an implicit stratification. random: shuffled first by the seed (Hartley and Rao 1962), so that no
 *   order of the frame plays a part and most pairs can be drawn together
 * @throws SurveyError `specification` naming the row and column whose size is missing, negative, zero or no number
 */
export function selectPps<Row>(
  frame: readonly Row[],
  {
    n,
    size,
    seed,
    order = 'frame',
  }: { n: number; size: Column<Row, number>; seed: Seed; order?: 'frame' | 'random' },
): Selected<Row>[] {
  const where = 'selectPps'
  sized(frame.length, n, where)
  const sizes = frame.map((row, at) => sizeOf(row, at, size, where))
  const { probabilities, certain } = inclusion(sizes, n)
  const random = randomOf(seed)
  const open = sizes.flatMap((_, at) => (certain.has(at) ? [] : [at]))
  const others = ppsPlaces(
    order === 'random' ? shuffled(open, random) : open,
    sizes,
    n - certain.size,
    random,
  )
  return [...certain, ...others]
    .sort((a, b) => a - b)
    .map((at) => {
      const probability = probabilities[at] as number
      const one = { unit: frame[at] as Row, at, probability, weight: 1 / probability }
      return certain.has(at) ? { ...one, certain: true } : one
    })
}

/**
 * Inclusion probabilities of `selectPps`, in the order of the frame; their sum is n.
 * @throws SurveyError as `selectPps`
 */
export function ppsProbabilities<Row>(
  frame: readonly Row[],
  { n, size }: { n: number; size: Column<Row, number> },
): number[] {
  const where = 'ppsProbabilities'
  sized(frame.length, n, where)
  return inclusion(
    frame.map((row, at) => sizeOf(row, at, size, where)),
    n,
  ).probabilities
}

/** A unit drawn within a cluster that was drawn before; `probability` and `weight` are of both stages together. */
export interface SelectedWithin<Cluster, Row> extends Selected<Row> {
  cluster: Selected<Cluster>
}

/**
 * The second stage: a sample of equal probability within each cluster drawn, each by a stream of its own. π = π(cluster) · m/M.
 * With clusters drawn by `selectPps` and the same m in each, the sample is self-weighting where M is the size used.
 *
 * @param unitsOf the units of a cluster, in order
 * @param n how many in each, or a function of its units, e.g. `(units) => Math.min(10, units.length)`
 * @throws SurveyError `specification` naming the cluster's row that has fewer units than that
 * @see Särndal et al. 1992, 4.3; Lohr 2022, 5.3, 6.4
 */
export function selectWithin<Cluster, Row>(
  clusters: readonly Selected<Cluster>[],
  unitsOf: (cluster: Cluster) => readonly Row[],
  {
    n,
    seed,
    method = 'systematic',
  }: { n: number | ((units: readonly Row[]) => number); seed: Seed; method?: Method },
): SelectedWithin<Cluster, Row>[] {
  return clusters.flatMap((cluster) => {
    const units = unitsOf(cluster.unit)
    const size = typeof n === 'number' ? n : n(units)
    if (!Number.isInteger(size) || size < 1 || size > units.length)
      throw refused(
        'selectWithin',
        `the cluster of row ${cluster.at} has ${units.length} units, and ${size} are to be drawn`,
        {
          row: cluster.at,
        },
      )
    const random = randomOf(seed, cluster.stratum ?? '', cluster.at)
    const places = (method === 'simple' ? simplePlaces : systematicPlaces)(units.length, size, random)
    const probability = cluster.probability * (size / units.length)
    return taken(units, places, probability).map((one) => ({ ...one, cluster }))
  })
}

/**
 * Counts a frame's units by stratum, as `allocate` takes them; with a column of numbers, their mean and standard deviation too.
 * @throws SurveyError `specification` naming the row and column that is missing or no number
 */
export function strataOf<Row>(
  frame: readonly Row[],
  stratum: Column<Row, unknown>,
  value?: Column<Row, number>,
): Stratum[] {
  const where = 'strataOf'
  return [...grouped(frame, stratum, where)].map(([name, places]) => {
    const population = places.length
    if (value === undefined) return { stratum: name, population }
    const numbers = places.map((at) => numberOf(frame[at] as Row, at, value, where))
    const mean = numbers.reduce((a, b) => a + b, 0) / population
    const squares = numbers.reduce((sum, x) => sum + (x - mean) ** 2, 0)
    return { stratum: name, population, mean, sd: population > 1 ? Math.sqrt(squares / (population - 1)) : 0 }
  })
}

/** Knuth's algorithm S: the t-th unit is taken with the share of places left among units left. */
function simplePlaces(N: number, n: number, random: Random): number[] {
  const places: number[] = []
  for (let at = 0; places.length < n; at++)
    if ((N - at) * random.uniform() < n - places.length) places.push(at)
  return places
}

function systematicPlaces(N: number, n: number, random: Random): number[] {
  const start = random.uniform()
  return Array.from({ length: n }, (_, i) => Math.min(N - 1, Math.floor(((start + i) * N) / n)))
}

function inclusion(sizes: readonly number[], n: number): { probabilities: number[]; certain: Set<number> } {
  const certain = new Set<number>()
  for (;;) {
    const rest = n - certain.size
    const total = sizes.reduce((sum, x, at) => (certain.has(at) ? sum : sum + x), 0)
    const more = sizes.flatMap((x, at) => (!certain.has(at) && rest * x >= total ? [at] : []))
    if (rest === 0 || more.length === 0)
      return { probabilities: sizes.map((x, at) => (certain.has(at) ? 1 : (rest * x) / total)), certain }
    // At most `rest` of them: x ≥ total/rest for each, and they add to no more than the total.
    for (const at of more) certain.add(at)
  }
}

/** The units in whose stretch of the cumulated sizes a point start, start + step, … falls. */
function ppsPlaces(order: readonly number[], sizes: readonly number[], n: number, random: Random): number[] {
  if (n === 0) return []
  const total = order.reduce((sum, at) => sum + (sizes[at] as number), 0)
  const start = random.uniform()
  const places: number[] = []
  let i = 0
  let upTo = sizes[order[0] as number] as number
  for (let k = 0; k < n; k++) {
    const point = ((start + k) * total) / n
    // No stretch is as long as a step; a unit is passed once taken, so that rounding can't take it twice.
    while (upTo <= point && i < order.length - (n - k)) upTo += sizes[order[++i] as number] as number
    places.push(order[i] as number)
    if (k < n - 1) upTo += sizes[order[++i] as number] as number
  }
  return places
}

function taken<Row>(frame: readonly Row[], places: readonly number[], probability: number): Selected<Row>[] {
  return places.map((at) => ({ unit: frame[at] as Row, at, probability, weight: 1 / probability }))
}

function sized(N: number, n: number, where: string): void {
  if (!Number.isInteger(n) || n < 1 || n > N)
    throw refused(where, `n is ${n}: it must be a whole number from 1 to ${N}, the units of the frame`, {
      n,
      population: N,
    })
}

function sizesOf(
  n: readonly Pick<Allocated, 'stratum' | 'n'>[] | Readonly<Record<string, number>>,
): Map<string, number> {
  return Array.isArray(n)
    ? new Map((n as readonly Allocated[]).map((one) => [String(one.stratum), one.n]))
    : new Map(Object.entries(n as Record<string, number>))
}

/** Places in the frame by stratum; strata in the order in which they first appear. */
export function grouped<Row>(
  frame: readonly Row[],
  stratum: Column<Row, unknown>,
  where: string,
): Map<string, number[]> {
  const groups = new Map<string, number[]>()
  frame.forEach((row, at) => {
    const value = read(row, stratum)
    if (value === null || value === undefined || value === '')
      throw missing(where, at, stratum, 'the stratum is missing')
    const places = groups.get(String(value))
    if (places === undefined) groups.set(String(value), [at])
    else places.push(at)
  })
  return groups
}

export function read<Row, Value>(row: Row, column: Column<Row, Value>): unknown {
  return typeof column === 'function' ? column(row) : row[column]
}

export function numberOf<Row>(row: Row, at: number, column: Column<Row, number>, where: string): number {
  const value = read(row, column)
  if (typeof value !== 'number' || !Number.isFinite(value))
    throw missing(where, at, column, `${typeof value === 'string' ? `'${value}'` : value} is no number`)
  return value
}

function sizeOf<Row>(row: Row, at: number, column: Column<Row, number>, where: string): number {
  const value = numberOf(row, at, column, where)
  if (value > 0) return value
  throw missing(where, at, column, `the size is ${value}: a unit without size could never be drawn`)
}

function missing<Row>(where: string, at: number, column: Column<Row, unknown>, reason: string): SurveyError {
  const name = typeof column === 'function' ? 'computed' : column
  return new SurveyError('specification', `${where}: row ${at}, column ${name}: ${reason}`, {
    reason,
    where,
    row: at,
    column: name,
  })
}
