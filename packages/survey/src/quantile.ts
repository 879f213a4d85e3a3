/**
 * Quantiles with Woodruff's interval (Woodruff 1952; R: `svyquantile`): the interval of the share of values up to the
 * quantile, read back through the same rule. Its width gives the standard error.
 */
import type { Calibrated } from './calibrate-scores.ts'
import { calibrationError } from './calibration.ts'
import type { Rules } from './design.ts'
import { degreesFor, type Estimate, type Frameworks } from './figure.ts'
import { type Indicator, withUnit } from './indicator.ts'
import { interpolator } from './interpolated.ts'
import { limitsOfProportion, multiplier, variationPercent } from './interval.ts'
import { replicateShareScores } from './replicate-quantile.ts'
import type { Frame } from './scan.ts'
import { collapsed } from './stages.ts'
import type { Group, Rows } from './table.ts'
import { combined, roomFor, type Scores, variance } from './variance.ts'

export interface QuantileRecipe {
  readonly quantile: true
  readonly indicator: Extract<Indicator, { kind: 'quantile' }>
  /** Indexes: rows kept, rows with a number, rows of the domain. */
  readonly values: number
  readonly n: number
  readonly base: number
  readonly domain: number
}

export function quantileFigure(
  recipe: QuantileRecipe,
  group: Group,
  works: Frameworks,
  room: Scores,
  keep: (scores: Scores, variance: number) => void = () => undefined,
): Estimate {
  const { frame, rules, method } = works
  const { indicator } = recipe
  const { table } = group
  const scale = indicator.scale ?? 1
  const n = table.total(recipe.n, group)
  const extent = frame.known ? table.extent(recipe.domain, group) : null
  const df = degreesFor(rules, extent, frame, group, recipe.domain)
  const out: Estimate = {
    indicator: indicator.name,
    ...withUnit(indicator),
    by: group.by,
    estimate: null,
    se: null,
    cv: null,
    low: null,
    high: null,
    level: rules.level,
    n,
    df,
    psus: extent?.psus ?? null,
    strata: extent?.strata ?? null,
    missing: table.total(recipe.domain, group) - n,
    method,
  }
  if (n === 0) return { ...out, noError: 'emptyDomain' }
  if (frame.calibration?.negative)
    throw calibrationError(
      'negativeWeights',
      'calibration made weights negative, which have no quantiles: give Design.calibration.bounds, or another method',
    )
  const rows = table.rows(recipe.values, group)
  const cumulative = sumsOf(rows)
  const { rule = 'math' } = indicator
  const keys = frame.within === undefined ? frame.key : null
  const between = rule === 'interpolated' ? interpolator(rows, cumulative, keys) : null
  const invert = (p: number) =>
    between ? between(p).value : quantileAt(rows.value, cumulative, p, rule === 'school' ? rule : 'math')
  const value = invert(indicator.p)
  out.estimate = scale * value
  out.heap = heapAt(rows, cumulative, value)
  if (df === null) return { ...out, noError: 'noDesign' }
  const below = between?.(indicator.p).below ?? ((row: number) => (rows.value[row] as number) <= value)
  const found = shareUpTo(below, rows, cumulative.at(-1) ?? 0, frame, room)
  const scores =
    frame.replicates === undefined ? found.scores : replicateShareScores(works, recipe, group, found)
  // Interpolating reaches the share itself; the other rules stop at the value that passes it.
  const share = between ? indicator.p : found.share
  const v = variance(frame, scores, rules)
  if (Number.isNaN(v))
    return { ...out, noError: frame.replicates === undefined ? 'lonelyPsu' : 'noReplicates' }
  keep(scores, v)
  const times = multiplier(rules, df)
  if (times === null) return { ...out, noError: 'noDegreesOfFreedom' }
  const limitsAt = (level: number, times: number) => {
    const limits = limitsOfProportion(rules.scale, share, Math.sqrt(v), times, { rows: n, df, level })
    // Outside 0 and 1 no value of the sample stands for the limit.
    const low = limits.low === null || limits.low < 0 ? null : scale * invert(limits.low)
    const high = limits.high === null || limits.high > 1 ? null : scale * invert(limits.high)
    return { level, low, high }
  }
  const { low, high } = limitsAt(rules.level, times)
  out.low = low
  out.high = high
  if (low !== null && high !== null) {
    out.se = Math.abs(high - low) / (2 * times)
    out.cv = variationPercent(scale * value, out.se)
  } else out.noError = 'openInterval'
  if (indicator.levels)
    out.limits = indicator.levels.flatMap((level) => {
      const others = multiplier(rulesAt(rules, level), df)
      return others === null ? [] : [limitsAt(level, others)]
    })
  return out
}

/**
 * Scores of a quantile, for its covariance with other estimates: those of the share of values up to it, divided by
 * minus the density there (Francisco and Fuller 1991). The density is the one that Woodruff's interval implies, the
 * interval's share over its width, so that the variance of these scores is the square of the standard error given.
 */
export function quantileScores(recipe: QuantileRecipe, group: Group, works: Frameworks): Scores | null {
  let kept: { scores: Scores; variance: number } | null = null as { scores: Scores; variance: number } | null
  const { se } = quantileFigure(recipe, group, works, roomFor(works.frame.psus), (scores, variance) => {
    kept = { scores, variance }
  })
  if (se === null || kept === null) return null
  const times = kept.variance > 0 ? se / Math.sqrt(kept.variance) : 0
  return combined(
    [{ scores: kept.scores, times: -Math.sign(recipe.indicator.scale ?? 1) * times }],
    works.frame,
  )
}

/** A publisher's rounded multiplier holds for its own level only. */
function rulesAt(rules: Rules, level: number): Rules {
  const { z, ...others } = rules
  return { ...others, level, ...(z === undefined || level !== rules.level ? {} : { z }) }
}

/** Scores of residuals of u = a·1[below] − b, of kept rows of a calibrated design. */
function residualsOf(
  { factor, residuals }: Calibrated,
  scores: Scores,
  { calibrated }: Rows,
  below: (row: number) => boolean,
  b: number,
  a: number,
): Scores {
  const sums = new Float64Array(factor.length)
  calibrated?.auxiliary.forEach((cell, i) => {
    sums[cell] = (sums[cell] as number) + (calibrated.bare[i] as number) * ((below(i) ? a : 0) - b)
  })
  return residuals.of(scores, sums)
}

/** Several quantiles of the same rows share their running sums. */
function sumsOf({ weight }: Rows): Float64Array {
  const known = sums.get(weight) ?? running(weight)
  sums.set(weight, known)
  return known
}

const sums = new WeakMap<Float64Array, Float64Array>()

/** Running sums, compensated (Neumaier), so that shares such as one half are met exactly with decimal weights too. */
export function running(weights: Float64Array): Float64Array {
  const sums = new Float64Array(weights.length)
  let sum = 0
  let lost = 0
  for (let i = 0; i < weights.length; i++) {
    const weight = weights[i] as number
    const next = sum + weight
    lost += sum >= weight ? sum - next + weight : weight - next + sum
    sum = next
    sums[i] = sum + lost
  }
  return sums
}

/** The quantile of sorted values with cumulative weights; a limit of 0 is the smallest value. */
export function quantileAt(
  values: Float64Array,
  cumulative: Float64Array,
  p: number,
  rule: 'math' | 'school',
): number {
  const total = cumulative.at(-1) ?? 0
  let below = 0
  for (let high = cumulative.length; below < high; ) {
    const middle = (below + high) >> 1
    if ((cumulative[middle] as number) <= p * total) below = middle + 1
    else high = middle
  }
  // `below` values have a cumulative weight of at most p; the last of them reaches it only where it is exactly p.
  const last = values.length - 1
  const next = values[Math.min(below, last)] as number
  if (below === 0 || p - (cumulative[below - 1] as number) / total !== 0) return next
  const reached = values[below - 1] as number
  return rule === 'math' ? reached : (reached + next) / 2
}

/** The share of the weight of sorted rows whose number is exactly `value`. */
export function heapAt({ value: values, weight }: Rows, cumulative: Float64Array, value: number): number {
  const total = cumulative.at(-1) ?? 0
  let low = 0
  for (let high = values.length; low < high; ) {
    const middle = (low + high) >> 1
    if ((values[middle] as number) < value) low = middle + 1
    else high = middle
  }
  let same = 0
  for (let at = low; values[at] === value; at++) same += weight[at] as number
  return total > 0 ? same / total : 0
}

/** The weighted share of the rows below a quantile, and its scores: (Σ w·1[below] − share·Σ w)/Σ w per PSU. `known`: a share to take instead of that of these rows. */
export function shareUpTo(
  below: (row: number) => boolean,
  rows: Rows,
  total: number,
  frame: Frame,
  whole: Scores,
  known?: number,
): { share: number; scores: Scores; under: Float64Array; all: Float64Array } {
  const { within } = frame
  const psus = within?.frame.psus ?? frame.psus
  const room = within === undefined ? whole : roomFor(psus)
  const under = new Float64Array(psus)
  const all = new Float64Array(psus)
  let sum = 0
  for (let i = 0; i < rows.psu.length; i++) {
    const psu = rows.psu[i] as number
    const weight = rows.weight[i] as number
    all[psu] = (all[psu] as number) + weight
    if (!below(i)) continue
    under[psu] = (under[psu] as number) + weight
    sum += weight
  }
  const share = known ?? sum / total
  let count = 0
  for (let psu = 0; psu < psus; psu++) {
    if (all[psu] === 0) continue
    room.psu[count] = psu
    room.u[count++] = ((under[psu] as number) - share * (all[psu] as number)) / total
  }
  room.count = count
  const { calibration } = frame
  const own =
    calibration === undefined ? room : residualsOf(calibration, room, rows, below, share / total, 1 / total)
  return { share, scores: within === undefined ? own : collapsed(own, within), under, all }
}
