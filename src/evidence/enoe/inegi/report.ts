/** Which of INEGI's published rows a file can give again, and what the others lack. */
import { type Columns, namesOf } from '../expression.ts'
import { type Measure, resolveMeasure } from '../measure.ts'
import { type PublishedIndicator, pathText, publishedIndicators } from './catalogue.ts'

export interface ReportRow {
  readonly row: PublishedIndicator
  /** In the file's SQL; or the lists of columns of which one would be enough. */
  readonly result: { readonly measure: Measure } | { readonly lacks: readonly (readonly string[])[] }
}

/** Each row of the published tables that `paths` names (all by default), with what a file of these columns makes of it. */
export function reproducible(columns: Columns, paths?: ReadonlySet<string>): ReportRow[] {
  return publishedIndicators
    .filter(({ path }) => paths === undefined || paths.has(pathText(path)))
    .map((row) => ({ row, result: resolveMeasure(row.measure, columns) }))
}

/** The rows left out, one line each: path, tab, the columns lacking. `figures` counts a row's figures (sexes × localities). */
export function leftOutReport(rows: readonly ReportRow[], figures: number): string {
  const out = rows.flatMap(({ row, result }) =>
    'lacks' in result ? [`${pathText(row.path)}\t${namesOf(result.lacks, 'or')}`] : [],
  )
  const made = rows.length - out.length
  return [
    `${made * figures} of ${rows.length * figures} published figures can be made again (${made} of ${rows.length} rows × ${figures}).`,
    `Left out, ${out.length} rows, and the columns the file lacks:`,
    ...out,
  ].join('\n')
}
