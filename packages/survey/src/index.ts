/** Design-based survey estimation on DuckDB. See README.md. */
export { type CalibratedTotal, type CalibrationReport, calibratedWeights } from './calibrate-weights.ts'
export type { Calibration, KnownTotal, Margin } from './calibration.ts'
export type { CellStore } from './cells.ts'
export { type Change, type ChangeMethod, change } from './change.ts'
export { type Contrast, contrast, placeOf, quotient } from './contrast.ts'
export {
  type DegreesOfFreedom,
  type Design,
  EACH_ROW,
  type Intervals,
  type Lonely,
  type Rules,
  type Scale,
  type SecondStage,
} from './design.ts'
export { SurveyError, type SurveyErrorCode } from './errors.ts'
export { type Analysis, analyse, estimate, type Specification } from './estimate.ts'
export type { Estimate, Method, NoError } from './figure.ts'
export { fileHash } from './file-hash.ts'
export { frugal } from './frugal.ts'
export type { Crossing, Indicator } from './indicator.ts'
export { conditionOf, type Only } from './only.ts'
export { type Pooled, type PoolMethod, type PoolOptions, pool } from './pool.ts'
export type { MadeReplicates, Replicates, SuppliedReplicates } from './replicate.ts'
export * from './sample/index.ts'
export { type CsvOptions, csv, parquet, rows } from './sources.ts'
export type { Label } from './sql.ts'
export * from './words/index.ts'
