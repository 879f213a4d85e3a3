/** Confidence limits and the coefficient of variation. */
import type { Rules } from './design.ts'
import { normalQuantile, studentQuantile } from './distribution.ts'

/** How many standard errors a limit lies from the estimate; null without degrees of freedom. */
export function multiplier(rules: Rules, df: number): number | null {
  if (!(df > 0)) return null
  if (rules.z !== undefined) return rules.z
  const p = 1 - (1 - rules.level) / 2
  return rules.quantile === 'z' ? normalQuantile(p) : studentQuantile(p, df)
}

export interface Limits {
  low: number | null
  high: number | null
}

/** Wald: estimate ± multiplier · se. */
export function wald(estimate: number, se: number, times: number): Limits {
  return { low: estimate - times * se, high: estimate + times * se }
}

/** expit(logit p ± t·se/(p(1−p))): inside 0 and 1, and null where the proportion is 0 or 1. */
export function logit(p: number, se: number, times: number): Limits {
  if (!(p > 0 && p < 1)) return { low: null, high: null }
  const centre = Math.log(p / (1 - p))
  const half = (times * se) / (p * (1 - p))
  const expit = (x: number) => 1 / (1 + Math.exp(-x))
  return { low: expit(centre - half), high: expit(centre + half) }
}

/** 100 · se / |estimate|; null where the estimate is 0. */
export function variationPercent(estimate: number, se: number): number | null {
  return estimate === 0 ? null : (100 * se) / Math.abs(estimate)
}
