/**
 * Change between two samples of a rotating panel, such as two quarters of ENOE.
 *
 * Four fifths of ENOE's dwellings stay from one quarter to the next, so the two estimates are correlated. The matched
 * method finds the PSUs present in both by their own number, whatever stratum each file puts them in (ENOE renumbers
 * strata between years): V = V₀ + V₁ − 2·Cov, Cov = Σ over pairs of strata (h₀, h₁) of n_c/(n_c−1) · Σ (u₀−m₀)(u₁−m₁)
 * over the n_c PSUs of the pair present in both. (Särndal et al. 1992, 9.9; Berger 2004.)
 */
import type { DuckDBConnection } from '@duckdb/node-api'
import type { Design, Rules } from './design.ts'
import { type Analysis, analyse, type Specification } from './estimate.ts'
import type { Estimate, NoError } from './figure.ts'
import { multiplier, variationPercent, wald } from './interval.ts'
import { covarianceThrough, type Overlap, overlapOf, type Stack, stackedScores, stackOf } from './overlap.ts'
import { inPeriod } from './period.ts'
import { refuseReplicates } from './replicate.ts'
import type { Label } from './sql.ts'
import { combined, type Scores, variance } from './variance.ts'

/**
 * matched: with the covariance through common PSUs (default). independent: as if the samples had nothing in common.
 * stacked: the files put together as one sample, strata by label; only for comparison, for it misstates the error.
 */
export type ChangeMethod = 'matched' | 'independent' | 'stacked'

/** A change between two periods. Null: see `noError`. */
export interface Change {
  indicator: string
  /** The indicator's unit; a change of shares or percentages is in points of them. */
  unit?: string
  by: Record<string, Label>
  /** Later minus earlier, in the indicator's unit. */
  estimate: number | null
  se: number | null
  cv: number | null
  low: number | null
  high: number | null
  level: number
  df: number | null
  /** The smaller of the two samples' cases. */
  n: number
  before: Estimate
  after: Estimate
  covariance: number
  /** PSUs of both samples. */
  commonPsus: number
  method: ChangeMethod
  noError?: NoError
}

/**
 * Changes of every indicator and group from one sample to another, in the indicator's unit, with both estimates.
 *
 * @param spec what `estimate` takes; its SQL must hold in both samples
 * @returns changes in the order of `estimate`; groups that one sample lacks are left out
 * @throws SurveyError as `estimate`, with the period in the message and in `values.period`; `specification` for replicate weights
 * @see Särndal et al. 1992, 9.9; Berger, Y. G. (2004), Variance estimation for measures of change in probability sampling
 */
export async function change(
  connection: DuckDBConnection,
  before: Design,
  after: Design,
  spec: Specification,
  { method = 'matched' }: { method?: ChangeMethod } = {},
): Promise<Change[]> {
  if (method !== 'independent') refuseReplicates([before, after], `A ${method} change`)
  const first = await inPeriod(before.name ?? 'before', () => analyse(connection, before, spec))
  const second = await inPeriod(after.name ?? 'after', () => analyse(connection, after, spec))
  const frames = [first.frame, second.frame] as const
  const common = overlapOf(...frames)
  const stack = method === 'stacked' ? stackOf(frames) : null
  const places = new Map(second.estimates.map((found, at) => [keyOf(found), at]))
  return first.estimates.flatMap((found, at) => {
    const other = places.get(keyOf(found))
    return other === undefined ? [] : [changeOf(first, at, second, other, common, method, stack)]
  })
}

function keyOf({ indicator, by }: Estimate): string {
  return JSON.stringify([indicator, by])
}

function changeOf(
  first: Analysis,
  at: number,
  second: Analysis,
  other: number,
  common: Overlap,
  method: ChangeMethod,
  stack: Stack | null,
): Change {
  const before = first.estimates[at] as Estimate
  const after = second.estimates[other] as Estimate
  const { rules } = second
  const out: Change = {
    indicator: before.indicator,
    ...(before.unit === undefined ? {} : { unit: before.unit }),
    by: before.by,
    estimate: before.estimate === null || after.estimate === null ? null : after.estimate - before.estimate,
    se: null,
    cv: null,
    low: null,
    high: null,
    level: rules.level,
    df: null,
    n: Math.min(before.n, after.n),
    before,
    after,
    covariance: 0,
    commonPsus: common.count,
    method,
  }
  if (out.estimate === null) return { ...out, noError: before.noError ?? after.noError ?? 'emptyDomain' }
  if (before.se === null || after.se === null)
    return { ...out, noError: before.noError ?? after.noError ?? 'noDesign' }
  const u0 = first.scores(at)
  const u1 = second.scores(other)
  const apart = before.se * before.se + after.se * after.se
  if (u0 !== null && u1 !== null) {
    if (method === 'matched') out.covariance = covarianceThrough(common, u0, u1, second.frame)
    if (stack !== null) out.covariance = (apart - stackedVariance(stack, first, u0, u1, rules)) / 2
  }
  const v = apart - 2 * out.covariance
  if (Number.isNaN(v)) return { ...out, covariance: 0, noError: 'lonelyPsu' }
  // What rounding leaves of nothing is nothing.
  if (v < -1e-9 * apart) return { ...out, noError: 'negativeVariance' }
  const se = Math.sqrt(Math.max(0, v))
  out.se = se
  out.cv = variationPercent(out.estimate, se)
  out.df = Math.min(before.df ?? 0, after.df ?? 0)
  const times = multiplier(rules, out.df)
  if (times === null) return { ...out, noError: 'noDegreesOfFreedom' }
  return { ...out, ...wald(out.estimate, se, times) }
}

function stackedVariance(stack: Stack, first: Analysis, u0: Scores, u1: Scores, rules: Rules): number {
  const minus = combined([{ scores: u0, times: -1 }], first.frame)
  return variance(stack.frame, stackedScores(stack, [minus, u1]), rules)
}
