/** Confidence limits and the coefficient of variation. */
import type { Rules } from './design.ts'
import { betaQuantile, normalQuantile, studentQuantile } from './distribution.ts'

/** How many standard errors a limit lies from the estimate; null without degrees of freedom. */
export function multiplier(rules: Rules, df: number): number | null {
  if (!(df > 0)) return null
  if (rules.z !== undefined) return rules.z
  const p = 1 - (1 - rules.level) / 2
  return rules.quantile === 'z' ? normalQuantile(p) : student(p, df)
}

/** Tables share their degrees of freedom, and the quantile is found by iteration. */
const students = new Map<string, number>()
function student(p: number, df: number): number {
  const key = `${p}|${df}`
  const known = students.get(key)
  if (known !== undefined) return known
  const value = studentQuantile(p, df)
  if (students.size < 10_000) students.set(key, value)
  return value
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

/** sin²(asin √p ± t·se/(2√(p(1−p)))): the variance-stabilising scale. */
function arcsine(p: number, se: number, times: number): Limits {
  if (!(p > 0 && p < 1)) return { low: null, high: null }
  const centre = Math.asin(Math.sqrt(p))
  const half = (times * se) / (2 * Math.sqrt(p * (1 - p)))
  return { low: Math.sin(centre - half) ** 2, high: Math.sin(centre + half) ** 2 }
}

/** Clopper–Pearson limits with the effective sample size of the design (Korn and Graubard 1998). */
function beta(p: number, se: number, { rows, df, level }: Sample): Limits {
  if (!(p > 0 && p < 1)) return { low: null, high: null }
  const tail = (1 - level) / 2
  const correction = studentQuantile(tail, rows - 1) / studentQuantile(tail, df)
  const size = ((p * (1 - p)) / (se * se)) * correction * correction
  return {
    low: betaQuantile(tail, size * p, size * (1 - p) + 1),
    high: betaQuantile(1 - tail, size * p + 1, size * (1 - p)),
  }
}

export interface Sample {
  rows: number
  df: number
  level: number
}

/** Limits of a proportion on the scale asked for; null where it is 0 or 1, except on the linear one. */
export function limitsOfProportion(
  scale: Rules['scale'],
  p: number,
  se: number,
  times: number,
  sample: Sample,
): Limits {
  if (scale === 'logit') return logit(p, se, times)
  if (scale === 'asin') return arcsine(p, se, times)
  if (scale === 'beta') return beta(p, se, sample)
  return wald(p, se, times)
}

/** 100 · se / |estimate|; null where the estimate is 0. */
export function variationPercent(estimate: number, se: number): number | null {
  return estimate === 0 ? null : (100 * se) / Math.abs(estimate)
}
