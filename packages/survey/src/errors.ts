/**
 * What a caller's data or specification can get wrong; `values` hold what a translated message needs. Rows at fault:
 * `row` and `value` of the first, from 1 in the order of the source (`file`: which of several Parquet files), and up to
 * three in `rows`.
 */
export type SurveyErrorCode =
  /** `expression` does not bind to the source: a column that does not exist, or SQL that does not parse. `values`: role, expression, reason. */
  | 'expression'
  /** `expression` is text (or another type) where a number or a condition is wanted. `values`: role, expression, type; of text, the rows at fault. */
  | 'notNumeric'
  /** `values.strata`: the strata that have one PSU, under the policy `fail`. */
  | 'lonelyPsu'
  /** Rows without a weight, with a negative or an infinite one. `values`: missing, negative, infinite (counts), the rows at fault. */
  | 'weight'
  /** Rows of the design whose stratum or PSU is missing. `values`: strata, psu (counts), the rows at fault. */
  | 'designMissing'
  /** The specification contradicts itself or asks for what is not offered. `values.reason`. */
  | 'specification'
  /** Weights cannot be calibrated to `Design.calibration`. `values`: reason (missing, noTotal, noRows, inconsistent, notConverged, bounds…), margin, category; of missing, the rows at fault. */
  | 'calibration'
  /** Replicate weights that are missing or infinite, or not 0 where the weight is 0. `values`: expression (the first column), missing, infinite, outside (counts over all columns), the rows at fault. */
  | 'replicateWeight'
  /** Balanced half-samples of strata that have not exactly two PSUs. `values.strata`. */
  | 'notPaired'
  /** A source cannot be read as what it should be. `values`: column, line or row, value where they are known; reason. */
  | 'reading'
  /** No row belongs to the design. */
  | 'noRows'

/** The one error this package raises on purpose. The English message names the stratum, column or count; `code` and `values` let an app say it in its own words. */
export class SurveyError extends Error {
  readonly code: SurveyErrorCode
  readonly values: Record<string, string | number | readonly string[]>

  constructor(code: SurveyErrorCode, message: string, values: SurveyError['values'] = {}) {
    super(message)
    this.name = 'SurveyError'
    this.code = code
    this.values = values
  }
}
