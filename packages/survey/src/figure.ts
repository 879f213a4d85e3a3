/** One figure: an indicator in a group, with its standard error, interval and design effect. */
import type { CalibrationMethod } from './calibration.ts'
import type { Rules } from './design.ts'
import { withUnit } from './indicator.ts'
import { limitsOfProportion, multiplier, variationPercent, wald } from './interval.ts'
import { momentsOf, spreadOf, spreadScores } from './moment.ts'
import type { QuantileRecipe } from './quantile.ts'
import type { Recipe } from './recipe.ts'
import type { Replicates } from './replicate.ts'
import type { ReplicateShares } from './replicate-quantile.ts'
import { lostReplicates, replicateDegrees, replicateScores, residualScores } from './replicate-scores.ts'
import type { Frame } from './scan.ts'
import type { Label } from './sql.ts'
import type { Extent, Group } from './table.ts'
import { type Scores, scoresOf, variance } from './variance.ts'

/** Why there is no standard error, or no interval. */
export type NoError =
  /** The design has no strata or no PSU column: only point estimates. */
  | 'noDesign'
  /** The domain's PSUs are as many as its strata: the interval is null; the standard error stands. */
  | 'noDegreesOfFreedom'
  /** No row of the sample is in the domain. */
  | 'emptyDomain'
  /** Σ w·per is zero. */
  | 'zeroDenominator'
  /** Of a quantile: Woodruff's interval reaches beyond the sample's values, so its width is not known. */
  | 'openInterval'
  /** A variance is asked of a single row. */
  | 'oneRow'
  /** The covariance between periods exceeds what the variances allow; of a group with very few PSUs. */
  | 'negativeVariance'
  /** Every stratum of the domain has one PSU, so none can lend its mean variance (`lonely: 'average'`). */
  | 'lonelyPsu'
  /** No replicate weight gives an estimate. */
  | 'noReplicates'

export interface Estimate {
  indicator: string
  /** The indicator's unit, where it is known: see `Indicator.unit`. */
  unit?: string
  /** Values of the crossing's variables; `{}` for the whole. */
  by: Record<string, Label>
  /** In the indicator's unit: persons, a share between 0 and 1 (unless `scale`), hours… null: see `noError`. */
  estimate: number | null
  se: number | null
  /** Coefficient of variation in percent: 100 · se / |estimate|; null where the estimate is 0. */
  cv: number | null
  low: number | null
  high: number | null
  /** Of the interval: 0.9, 0.95… */
  level: number
  /** Of a quantile: its limits at the further levels asked for. */
  limits?: { level: number; low: number | null; high: number | null }[]
  /** Of a quantile: the share (0 to 1) of the domain's weight whose number is the estimate itself. Where it is large, as of rounded incomes, the interval is narrower than what is known. */
  heap?: number
  /** Unweighted cases: rows counted or summed (total), rows in the denominator (ratio, proportion, mean). Rows of weight 0 are none. */
  n: number
  /** Degrees of freedom by `Design.df`; null without a design; Infinity for `infinite`. */
  df: number | null
  /** PSUs and strata with a row in the domain. */
  psus: number | null
  strata: number | null
  /** Rows of the domain left out because a number was missing or not finite. */
  missing: number
  deff?: number | null
  /** Replicates that gave no estimate, as their denominator was 0, and are left out. */
  replicatesLost?: number
  noError?: NoError
  method: Method
}

/** How the errors of a call were computed; the same object for all its estimates. */
export interface Method {
  variance: 'taylor' | 'replicates' | 'none'
  replicates?: { type: Replicates['type']; count: number; mse: boolean }
  /** How the weights were calibrated; the error is then that of the residuals. */
  calibration?: CalibrationMethod
  lonely: Rules['lonely']
  df: Rules['df']
  quantile: Rules['quantile']
  scale: Rules['scale']
  /** Multiplier of the standard error, where it does not depend on the degrees of freedom. */
  z?: number
}

/** What a figure is made of: its place in the scan and the rules. */
export interface Frameworks {
  frame: Frame
  rules: Rules
  method: Method
  deff: 'wor' | 'wr' | undefined
  /** Shares up to a quantile under supplied replicate weights. */
  shares?: (recipe: QuantileRecipe, group: Group) => ReplicateShares
}

/** Scores of an estimate in the indicator's unit; null where it has none (no base, denominator zero). */
export function scoresFor(recipe: Recipe, group: Group, frame: Frame, room?: Scores): Scores | null {
  const { y, x, base, indicator } = recipe
  const scale = indicator.scale ?? 1
  if (group.table.total(base, group) === 0) return null
  if (frame.replicates !== undefined)
    return recipe.relative && group.table.total(x, group) === 0
      ? null
      : replicateScores(frame.replicates, recipe, group)
  if (!recipe.relative) return scoresOf(group, { y, a: scale, x, b: 0, base }, room)
  const per = group.table.total(x, group)
  if (per === 0) return null
  if (indicator.kind === 'variance') return spreadScores(recipe, group, scale, momentsOf(recipe, group))
  const value = group.table.total(y, group) / per
  return scoresOf(group, { y, a: scale / per, x, b: (-scale * value) / per, base }, room)
}

export function figure(
  recipe: Recipe,
  group: Group,
  { frame, rules, method, deff }: Frameworks,
  room: Scores,
): Estimate {
  const { indicator } = recipe
  const scale = indicator.scale ?? 1
  const total = (sum: number) => group.table.total(sum, group)
  const rows = total(recipe.base)
  const inDomain = total(recipe.domain)
  const y = total(recipe.y)
  const x = recipe.relative ? total(recipe.x) : 1
  const extent = frame.known ? group.table.extent(recipe.domain, group) : null
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
    n: total(recipe.n),
    df,
    psus: extent?.psus ?? null,
    strata: extent?.strata ?? null,
    missing: inDomain - rows,
    method,
    ...(deff === undefined ? {} : { deff: null }),
  }
  if (rows === 0) return { ...out, noError: 'emptyDomain' }
  if (x === 0) return { ...out, noError: 'zeroDenominator' }
  const value = indicator.kind === 'variance' ? spreadOf(momentsOf(recipe, group)) : y / x
  if (value === null) return { ...out, noError: 'oneRow' }
  out.estimate = scale * value
  if (df === null) return { ...out, noError: 'noDesign' }
  const scores = scoresFor(recipe, group, frame, room)
  if (scores === null) return { ...out, noError: 'zeroDenominator' }
  const v = variance(frame, scores, rules) / (scale * scale)
  if (frame.replicates !== undefined) {
    const lost = lostReplicates(scores)
    if (lost > 0) out.replicatesLost = lost
  }
  if (Number.isNaN(v))
    return { ...out, noError: frame.replicates === undefined ? 'lonelyPsu' : 'noReplicates' }
  const se = Math.sqrt(v)
  out.se = Math.abs(scale) * se
  out.cv = variationPercent(value, se)
  if (deff !== undefined && indicator.kind !== 'variance')
    out.deff = designEffect(
      recipe,
      group,
      value,
      x,
      frame.replicates !== undefined && indicator.kind === 'ratio'
        ? variance(frame, residualScores(frame.replicates, recipe, group), rules) / (scale * scale)
        : v,
      deff,
    )
  const times = multiplier(rules, df)
  if (times === null) return { ...out, noError: 'noDegreesOfFreedom' }
  const limits =
    indicator.kind === 'proportion' && rules.scale !== 'linear'
      ? limitsOfProportion(rules.scale, value, se, times, { rows: inDomain, df, level: rules.level })
      : wald(value, se, times)
  out.low = limits.low === null ? null : scale * limits.low
  out.high = limits.high === null ? null : scale * limits.high
  return out
}

/** Degrees of freedom of a figure whose domain is counted by `domain`; null where the design is not known. */
export function degreesFor(
  rules: Rules,
  extent: Extent | null,
  frame: Frame,
  group: Group,
  domain: number,
): number | null {
  if (frame.replicates !== undefined) return replicateDegrees(frame.replicates, rules, group, domain)
  return extent === null ? null : degreesOf(rules, extent, frame)
}

export function degreesOf(rules: Rules, extent: Extent, frame: Frame): number {
  if (rules.df === 'infinite') return Infinity
  return rules.df === 'design' ? frame.psus - frame.size.length : extent.psus - extent.strata
}

/** Variance over that of a simple random sample of as many rows (R: `svymean(deff=)`). */
function designEffect(
  recipe: Recipe,
  group: Group,
  value: number,
  x: number,
  v: number,
  kind: 'wor' | 'wr',
): number | null {
  const { squares } = recipe
  const total = (sum: number) => group.table.total(sum, group)
  if (squares === undefined) return null
  const w = total(squares.w)
  const n = total(squares.rows)
  const yy = total(squares.yy)
  const y = total(recipe.y)
  // Σ w·(score − mean)² of a row's score: y for a total, (y − value·x)/x̂ for a ratio, whose mean is zero.
  const ratio = squares.xx >= 0
  const deviations = ratio
    ? (yy - 2 * value * total(squares.xy) + value * value * total(squares.xx)) / (x * x)
    : yy - (y * y) / w
  const spread = ((n / (n - 1)) * deviations) / w
  const unit = ratio || !recipe.relative ? w * w : 1
  const simple = ((spread * unit) / n) * (kind === 'wor' ? (w - n) / w : 1)
  // A sample of all units, counted without replacement, has no error to compare with.
  if (simple === 0 && v > 0) return Infinity
  return simple > 0 ? v / simple : null
}
