/** Whether an estimate may be shown, how precise it is called, and what is said instead where it may not. Pure rules. */
import { type Precision, precisionOf } from '../../kernel/precision.ts'
import type { Unit, Unplanned } from '../enoe/index.ts'

/** What the survey library gives for one measure in one domain, kept unrounded. */
export interface Estimated {
  /** Persons, a proportion (0.5688), hours, pesos, years. Null: no case has a value. */
  estimate: number | null
  /** Standard error in the same unit; null where the file has no design variables or the domain no degrees of freedom. */
  se: number | null
  /** Unweighted cases: of the base for a share or mean, of those counted for a number. */
  n: number
  /** Of a median, by level: its limits are read off the values of people, not so many errors away from it. */
  limits?: Readonly<Partial<Record<90 | 95, readonly [low: number, high: number]>>>
  /** Why there is no error. */
  noError?: string
  /** Of a cited comparison: the two estimates it is of, the earlier period or the first group first. */
  sides?: readonly [Estimated, Estimated]
}

export type Withheld =
  /** The survey was not designed for this place (boroughs, municipalities, a state's sizes of locality). */
  | { reason: 'unplanned'; why: Exclude<Unplanned, 'notCovered'> }
  /** The file covers only a part of the place. */
  | { reason: 'coverage' }
  /** Fewer unweighted cases than the workspace's minimum: our own rule, not INEGI's. */
  | { reason: 'few'; n: number; minimum: number }
  | { reason: 'noCases' }

export interface Published {
  estimate: number
  se: number | null
  /** Percent of the estimate; null without error, and for an estimate of zero. */
  cv: number | null
  low: number | null
  high: number | null
  /** Confidence level of low and high, percent. */
  level: 90 | 95
  precision: Precision | null
  n: number
  noError: string | null
}

export type Cell =
  | ({ shown: 'estimate'; citable: boolean; withheld: Withheld | null } & Published)
  | { shown: 'reason'; withheld: Withheld; n: number }
  | { shown: 'lacks'; columns: readonly (readonly string[])[] }

/** Normal quantiles as INEGI prints them: ±1.645 at 90 %, ±1.96 at 95 %. */
export const quantile = { 90: 1.645, 95: 1.96 } as const

export interface Circumstances {
  /** Why the place is none that the survey was designed for, or that the file does not cover whole. */
  unplanned: Unplanned | null
  minimumCases: number
  level: 90 | 95
  /** A coordinator opened withheld estimates for internal reading. */
  revealed: boolean
}

/** Decides one cell. A revealed estimate is shown with its reason beside it and is never citable. */
export function publish(estimated: Estimated, given: Circumstances): Cell {
  const withheld = reasonToWithhold(estimated, given)
  if (withheld && (!given.revealed || withheld.reason === 'coverage' || estimated.estimate === null))
    return { shown: 'reason', withheld, n: estimated.n }
  const { estimate, n, limits, noError = null } = estimated
  // Without degrees of freedom an error near zero would read as high precision.
  const se = noError === null ? estimated.se : null
  if (estimate === null) return { shown: 'reason', withheld: { reason: 'noCases' }, n }
  const half = se === null ? null : se * quantile[given.level]
  const [low, high] =
    limits?.[given.level] ?? (half === null ? [null, null] : [estimate - half, estimate + half])
  const cv = se === null || estimate === 0 ? null : Math.abs(se / estimate) * 100
  return {
    shown: 'estimate',
    citable: withheld === null,
    withheld,
    estimate,
    se,
    cv,
    low,
    high,
    level: given.level,
    precision: precisionOf(cv),
    n,
    noError,
  }
}

/** A rate as people read it: 56.9, not 0.569; other units as they are. A median is no rate, so its limits need none. */
export const scaled = (estimated: Estimated, unit: Unit): Estimated => {
  const { estimate, se, ...rest } = estimated
  const times = unit === 'percent' ? 100 : 1
  return {
    ...rest,
    estimate: estimate === null ? null : estimate * times,
    se: se === null ? null : se * times,
  }
}

function reasonToWithhold({ estimate, n }: Estimated, given: Circumstances): Withheld | null {
  if (given.unplanned === 'notCovered') return { reason: 'coverage' }
  if (given.unplanned) return { reason: 'unplanned', why: given.unplanned }
  if (estimate === null || n === 0) return { reason: 'noCases' }
  if (n < given.minimumCases) return { reason: 'few', n, minimum: given.minimumCases }
  return null
}
