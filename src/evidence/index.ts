/**
 * What other parts may use of the evidence: what is known of a place or a worker group, ready to be shown; what is cited;
 * and what waits for somebody. Every number comes with its interval, base, period and source, or as the reason why not.
 */

export {
  type ColumnKey,
  columnLabelIn,
  groupByCode,
  indicators,
  localities,
  localityLabels,
  type Row,
  resolveGroup,
  rowLabel,
  subjects,
  type Table,
  type TableId,
  tableById,
  tables,
  type Unit,
} from './enoe/index.ts'
export { estimateByName, indicatorNamed, type NamedEstimate } from './estimates-by-name.ts'
export { type Figure as CitedFigure, figureById } from './figures.ts'
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
export { libraryJob } from './library/files.ts'
export {
  documentList,
  type GapRow,
  gapRows,
  type PassageText,
  passageText,
  titleOfDocument,
} from './library/known.ts'
export { purgeLibrary } from './library/purge.ts'
export { seedLibrary } from './library/seed.ts'
export { seedFile } from './library/seed-file.ts'
export { libraryWords } from './library/words.ts'
export { definitionOf } from './overview/definition.ts'
export type { Sex } from './overview/estimates.ts'
export { contrastInWords, estimateInWords } from './overview/in-words.ts'
export { catalogue } from './overview/kept.ts'
export type { ShownRow, ShownTable } from './overview/present.ts'
export type { Cell } from './overview/publication.ts'
export { chooseVintage } from './overview/selection.ts'
export {
  periodInSentence,
  periodWithin,
  sexesDiffer,
  shareInWords,
  withArticle,
} from './overview/sentences.ts'
export { shownFigure } from './overview/shown-figure.ts'
export { cellSubject, subjectOf } from './overview/subject.ts'
export { figureOf } from './pages/cell.ts'
export { type ChangeRow, changeSaid } from './pages/change-rows.ts'
export { evidencePart } from './part.ts'
export { changePublished, publishedById, typePublished } from './published.ts'
export type { EvidenceServices } from './services.ts'
export { microdataOf } from './services.ts'
export {
  byState,
  type Changes,
  changesOf,
  lackWords,
  methodIn,
  type Statistics,
  sourceIn,
  statisticsOf,
} from './statistics.ts'
export { addImport, currentVintages, type GivenFile, type Vintage } from './store.ts'
export { sweepMicrodata } from './sweep.ts'
