/** INEGI's published tables: reading them, what each row counts, comparing. */
export { type PublishedIndicator, pathText, publishedIndicator, publishedIndicators } from './catalogue.ts'
export { type Difference, differences, type OwnEstimate } from './compare.ts'
export { publishedProblems } from './problems.ts'
export { figureKey, type PublishedFigure, readPublishedCsv, type Sex as PublishedSex } from './published.ts'
export { leftOutReport, type ReportRow, reproducible } from './report.ts'
export { readPublishedXls } from './xls.ts'
