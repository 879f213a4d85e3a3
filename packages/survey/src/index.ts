/** Design-based survey estimation on DuckDB. See README.md. */
export { type DegreesOfFreedom, type Design, EACH_ROW, type Intervals, type Lonely } from './design.ts'
export { SurveyError, type SurveyErrorCode } from './errors.ts'
export { type Estimate, estimate, type Method, type NoError, type Specification } from './estimate.ts'
export type { Crossing, Indicator } from './indicator.ts'
export type { Label } from './sql.ts'
