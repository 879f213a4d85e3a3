/** Sample design for surveys of one's own: sizes, allocation, selection and weights. Nothing here reads a database. */

export type { Seed } from '../random.ts'
export { type Allocated, type Allocation, allocate, type Stratum } from './allocation.ts'
export { plannedDeff, weightingEffect } from './deff.ts'
export {
  type Column,
  ppsProbabilities,
  type Selected,
  type SelectedWithin,
  selectPps,
  selectSimple,
  selectStratified,
  selectSystematic,
  selectWithin,
  strataOf,
} from './selection.ts'
export {
  type Confidence,
  type Field,
  marginOf,
  type Precision,
  type Quantity,
  type SampleSize,
  type SizeQuestion,
  sampleSize,
} from './size.ts'
export { marginOfStrata, type Plan, sampleSizeByStratum, sampleSizeOfStrata, type Whole } from './strata.ts'
export { type Adjusted, adjustForNonResponse, type NonResponse, type ResponseClass } from './weights.ts'
