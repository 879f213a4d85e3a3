/**
 * What other parts may use of the evidence: what is known of a place or a worker group, ready to be shown; what is cited;
 * and what waits for somebody. Every number comes with its interval, base, period and source, or as the reason why not.
 */

export { indicators } from './enoe/index.ts'
export { estimateByName, indicatorNamed, type NamedEstimate } from './estimates-by-name.ts'
export { importJob } from './import-job.ts'
export { type ImportResult, type RunSettings, runImport } from './import-run.ts'
export { type Facts, isKnown, type Known, keyFigures, type Shown } from './known/figures.ts'
export { isInegiPlace, surveysHere, type Unknown } from './known/file.ts'
export {
  type GroupReadings,
  type GroupRow,
  groupReadings,
  groupRows,
  ratesByState,
  type StateRates,
} from './known/lists.ts'
export {
  type Cited,
  citedFigures,
  movedFigures,
} from './known/waiting.ts'
export { chooseVintage } from './overview/selection.ts'
export { withArticle } from './overview/sentences.ts'
export { evidencePart } from './part.ts'
export { typePublished } from './published.ts'
export type { EvidenceServices } from './services.ts'
export { microdataOf } from './services.ts'
export { addImport, currentVintages, type GivenFile, type Vintage } from './store.ts'
export { sweepMicrodata } from './sweep.ts'
