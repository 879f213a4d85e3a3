/** Differences and ratios of estimates of one sample, with the covariance that common PSUs give them. */
import { extentOf } from './calibrate-scores.ts'
import type { Analysis } from './estimate.ts'
import { degreesOf, type NoError } from './figure.ts'
import { multiplier, variationPercent, wald } from './interval.ts'
import type { Label } from './sql.ts'
import { combined, type Scores, variance } from './variance.ts'

/** A figure made of several estimates of one sample. Null: see `noError`. */
export interface Contrast {
  /** Of a difference: the unit of its estimates, where they share one. A ratio has none. */
  unit?: string
  estimate: number | null
  se: number | null
  /** Percent; of a difference near 0 it says little. */
  cv: number | null
  low: number | null
  high: number | null
  level: number
  /** Degrees of freedom of the PSUs that either side lies in. */
  df: number | null
  noError?: NoError
}

/** Place of an estimate in `analysis.estimates`, or −1 where there is none, as of a group without a row; `by` is compared by value, whatever the order of its names. */
export function placeOf(analysis: Analysis, indicator: string, by: Record<string, Label> = {}): number {
  const names = Object.keys(by)
  return analysis.estimates.findIndex(
    (found) =>
      found.indicator === indicator &&
      Object.keys(found.by).length === names.length &&
      names.every((name) => found.by[name] === by[name]),
  )
}

/**
 * Σ times · estimate, in the estimates' unit, with the covariance that common PSUs give them (R: `svycontrast`).
 * @param parts places in `analysis.estimates`: the difference of the first two is `[{ at: 0, times: 1 }, { at: 1, times: -1 }]`
 * @returns all null, with the reason in `noError`, where a part has no estimate or does not exist
 * @example contrast(found, [{ at: placeOf(found, 'til1', { sex: 2 }), times: 1 }, { at: placeOf(found, 'til1', { sex: 1 }), times: -1 }])
 */
export function contrast(analysis: Analysis, parts: readonly { at: number; times: number }[]): Contrast {
  const value = parts.reduce<number | null>((sum, { at, times }) => {
    const estimate = analysis.estimates[at]?.estimate ?? null
    return sum === null || estimate === null ? null : sum + times * estimate
  }, 0)
  if (value === null)
    return without(
      analysis,
      parts.map(({ at }) => at),
    )
  const found = fromScores(
    analysis,
    value,
    parts.map(({ at, times }) => partOf(analysis, at, times)),
  )
  const [unit, ...others] = new Set(parts.map(({ at }) => analysis.estimates[at]?.unit))
  return unit === undefined || others.length > 0 ? found : { ...found, unit }
}

/**
 * Estimate a divided by estimate b, by their places (delta method: scores (u_a − r·u_b)/b; R: `svycontrast` with a quote). Without unit.
 * @returns all null, with the reason in `noError`, where either has no estimate or does not exist, or b is 0
 */
export function quotient(analysis: Analysis, a: number, b: number): Contrast {
  const above = analysis.estimates[a]?.estimate ?? null
  const below = analysis.estimates[b]?.estimate ?? null
  if (above === null || below === null) return without(analysis, [a, b])
  if (below === 0) return { ...fromScores(analysis, null, []), noError: 'zeroDenominator' }
  return fromScores(analysis, above / below, [
    partOf(analysis, a, 1 / below),
    partOf(analysis, b, -above / (below * below)),
  ])
}

/** Where a part has no estimate: its own reason, or that its group has no row. */
function without(analysis: Analysis, places: readonly number[]): Contrast {
  const lacking = places.find((at) => (analysis.estimates[at]?.estimate ?? null) === null) ?? -1
  return { ...fromScores(analysis, null, []), noError: analysis.estimates[lacking]?.noError ?? 'emptyDomain' }
}

interface Part {
  scores: Scores | null
  times: number
  /** Why the estimate has no error. */
  noError: NoError | undefined
}

function partOf(analysis: Analysis, at: number, times: number): Part {
  return { scores: analysis.scores(at), times, noError: analysis.estimates[at]?.noError }
}

function fromScores(analysis: Analysis, estimate: number | null, parts: readonly Part[]): Contrast {
  const { frame, rules } = analysis
  const out: Contrast = { estimate, se: null, cv: null, low: null, high: null, level: rules.level, df: null }
  if (estimate === null) return { ...out, noError: 'emptyDomain' }
  const known = parts.flatMap(({ scores, times }) => (scores === null ? [] : [{ scores, times }]))
  if (known.length < parts.length) {
    const reason = parts.find(({ scores, noError }) => scores === null && noError !== undefined)?.noError
    return { ...out, noError: reason ?? 'noDesign' }
  }
  const scores = combined(known, frame)
  const v = variance(frame, scores, rules)
  if (Number.isNaN(v))
    return { ...out, noError: frame.replicates === undefined ? 'lonelyPsu' : 'noReplicates' }
  const se = Math.sqrt(v)
  const df =
    frame.replicates === undefined
      ? degreesOf(rules, extentOf(scores, frame.stratum), frame)
      : rules.df === 'infinite'
        ? Infinity
        : frame.replicates.df
  const found = { ...out, se, cv: variationPercent(estimate, se), df }
  const times = multiplier(rules, df)
  return times === null
    ? { ...found, noError: 'noDegreesOfFreedom' }
    : { ...found, ...wald(estimate, se, times) }
}
