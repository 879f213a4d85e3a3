/** How the sample was drawn, in the words of the field; SQL texts are the caller's own and are trusted. */

import type { Calibration } from './calibration.ts'
import type { CellStore } from './cells.ts'
import type { Replicates } from './replicate.ts'

/** Value of `Design.psu` for a sample of elements: each row is its own PSU (R: `id = ~1`). */
export const EACH_ROW = 'each row'

/**
 * What to do with a stratum of which the sample holds one PSU (R: `options(survey.lonely.psu)`).
 * fail: raise an error that names the strata. remove, certainty: it adds nothing to the variance.
 * adjust: its score is centred on the mean over the strata present. average: it gets the mean variance of the others.
 */
export type Lonely = 'fail' | 'remove' | 'certainty' | 'adjust' | 'average'

/**
 * design: PSUs − strata of the whole design. domain: both counted where the domain has rows. infinite: normal.
 * With replicate weights: their rank − 1, over all rows (the default there) or the domain's.
 */
export type DegreesOfFreedom = 'design' | 'domain' | 'infinite'

export interface Design {
  /** What messages call it, such as a period: 2019-T1. */
  name?: string
  /** An SQL relation: `read_parquet('…')`, a table name, or `(select …)`. */
  source: string
  /**
   * SQL number, one per row. Zero is a row outside every domain; missing, negative or infinite ones are refused.
   * Null or absent: the weights that `fpc` implies, population over sample at each stage.
   */
  weight?: string | null
  /** SQL of any type. `'1'` says that the design is not stratified; null or absent, that the strata are not known: no errors are given. */
  strata?: string | null
  /** SQL of any type; PSUs are nested in strata, so one number in two strata is two PSUs. `EACH_ROW`, or null or absent: not known. */
  psu?: string | null
  /** SQL condition: the rows that belong to the design (INEGI: complete interviews, `r_def = 0`). PSUs are counted over these, and no other row is read. */
  counted?: string
  /**
   * SQL number, for sampling without replacement (R: `fpc`): PSUs in the population of the stratum, or, where none
   * exceeds 1, the sampling fraction. Constant in a stratum; infinite says with replacement.
   */
  fpc?: string | null
  /** Units drawn inside the PSUs, without replacement (R: `id = ~a + b, fpc = ~n1 + n2`); needs `fpc`. */
  second?: SecondStage
  /** Count the first stage's variance only, as if PSUs had been taken whole (R: `survey.ultimate.cluster`). */
  ultimateCluster?: boolean
  /** Replicate weights: supplied by the publisher, in place of strata and PSUs, or made from them. */
  replicates?: Replicates
  /** What is known of the population, which the weights are made to agree with. */
  calibration?: Calibration
  /** Keeps the sums of every scan as Parquet, so that later ones cost no scan. */
  cells?: CellStore
  lonely?: Lonely
  /** Treat a stratum of which the domain holds one PSU as lonely too (R: `survey.adjust.domain.lonely`). Matters for adjust and average. */
  lonelyInDomain?: boolean
  df?: DegreesOfFreedom
  /** r: 95 %, t with the degrees of freedom of the domain. inegi: 90 %, z = 1.645. */
  preset?: 'r' | 'inegi'
}

/** The second stage of a sample. */
export interface SecondStage {
  /** SQL of any type, nested in PSUs, or `EACH_ROW`: each row is a unit. */
  unit: string
  /** SQL number: units in the population of the PSU (of the stratum inside it), or the fraction drawn; as `Design.fpc`, and of the same kind. */
  fpc: string
  /** SQL of any type: strata inside a PSU. Absent: none. */
  strata?: string | null
}

/** linear: Wald. logit: inside 0 and 1 (R: `svyciprop(method="xlogit")`). asin: variance-stabilising. beta: Clopper–Pearson with the effective sample size. */
export type Scale = 'linear' | 'logit' | 'asin' | 'beta'

export interface Intervals {
  /** 0.9, 0.95… */
  level?: number
  /** z: normal. t: Student with the degrees of freedom of `Design.df`. */
  quantile?: 'z' | 't'
  /** Scale of a proportion's interval, and of a quantile's; totals, means and ratios are always linear. */
  scale?: Scale
}

/** A design's rules with every default said. */
export interface Rules {
  lonely: Lonely
  lonelyInDomain: boolean
  df: DegreesOfFreedom
  level: number
  quantile: 'z' | 't'
  scale: Scale
  /** The multiplier of the standard error where a publisher prints a rounded one (INEGI: 1.645). */
  z?: number
}

export function rulesOf(design: Design, ci: Intervals = {}): Rules {
  const inegi = design.preset === 'inegi'
  const level = ci.level ?? (inegi ? 0.9 : 0.95)
  const quantile = ci.quantile ?? (inegi ? 'z' : 't')
  return {
    lonely: design.lonely ?? 'fail',
    lonelyInDomain: design.lonelyInDomain ?? false,
    df: design.df ?? (design.replicates ? 'design' : 'domain'),
    level,
    quantile,
    scale: ci.scale ?? 'linear',
    ...(inegi && level === 0.9 && quantile === 'z' ? { z: 1.645 } : {}),
  }
}
