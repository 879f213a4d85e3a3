/** Estimates in words, Spanish of Mexico and English. Nothing here reads a database: a page may import it alone. */
export {
  type ChangeFigure,
  type Comparison,
  explainChange,
  explainContrast,
  explainQuotient,
  methodOfChange,
  type Sides,
} from './compare.ts'
export { type Explanation, explain, type Figure, methodWords, type Telling } from './explain.ts'
export type { Lang, Unit, UnitOf } from './numbers.ts'
export { type PrecisionClass, precisionOf, sideOf } from './precision.ts'
