/** Names the first rows that an error is about. A scan only counts what is wrong with the data; the rows are looked up here, once something is. */
import type { DuckDBConnection } from '@duckdb/node-api'
import { type Design, EACH_ROW } from './design.ts'
import { SurveyError } from './errors.ts'

/** A row of the source. `row`: from 1, in the order in which the source gives its rows (a file's own, where it is Parquet). */
export interface FaultyRow {
  row: number
  /** Of several Parquet files, which one. */
  file?: string
  /** As text; 'missing' where there is none. */
  value: string
}

/** What is looked for: rows where `fault` holds, and the value to show of them. SQL texts. */
interface Fault {
  value: string
  fault: string
  counted?: string | undefined
}

const FIRST = 3

/**
 * The first rows of a source where a condition holds.
 *
 * Only Parquet numbers its rows by itself; those of other sources are counted as they come. A query that joins, groups
 * or sorts has the order that it gives them.
 */
export async function faultyRows(
  connection: DuckDBConnection,
  source: string,
  { value, fault, counted = 'true' }: Fault,
): Promise<FaultyRow[]> {
  const parquet = /^\s*(read_parquet|parquet_scan)\s*\(/i.test(source)
  const place = parquet
    ? 'file_row_number + 1 AS row, filename AS file, file_index AS place'
    : 'row_number() OVER () AS row, NULL AS file, 0 AS place'
  const reader = await connection.runAndReadAll(
    `SELECT row, file, value FROM (SELECT ${place}, CAST((${value}\n) AS VARCHAR) AS value, (${fault}\n) AS fault, (${counted}\n) AS counted FROM ${source}) WHERE fault AND counted ORDER BY place, row LIMIT ${FIRST}`,
  )
  const found = reader.getRows().map(([row, file, own]) => ({
    row: Number(row),
    ...(file === null || file === undefined ? {} : { file: String(file) }),
    value: own === null || own === undefined ? 'missing' : String(own),
  }))
  return found
}

/** row 3 (−2), row 8 (missing). */
export function namesOf(rows: readonly FaultyRow[]): string[] {
  return rows.map(({ row, file, value }) => `row ${row}${file === undefined ? '' : ` of ${file}`} (${value})`)
}

/** The same error with the first rows at fault in its message, and in `values` as `row`, `value`, `file` (of the first) and `rows`. */
export async function withRows(
  connection: DuckDBConnection,
  design: Design,
  error: SurveyError,
): Promise<SurveyError> {
  const fault = faultOf(design, error)
  if (fault === null) return error
  const rows = await faultyRows(connection, design.source, { ...fault, counted: design.counted })
  const [first] = rows
  if (first === undefined) return error
  const names = namesOf(rows)
  return new SurveyError(error.code, `${error.message}; first: ${names.join(', ')}`, {
    ...error.values,
    ...first,
    rows: names,
  })
}

const isNumber = (sql: string) => `isfinite(CAST((${sql}\n) AS DOUBLE)) IS TRUE`

function faultOf(design: Design, { code, values }: SurveyError): Fault | null {
  const { weight, strata, psu } = design
  if (code === 'weight' && weight)
    return { value: weight, fault: `NOT (${isNumber(weight)}) OR CAST((${weight}\n) AS DOUBLE) < 0` }
  if (code === 'designMissing' && strata) {
    const keys = [['stratum', strata], ...(psu && psu !== EACH_ROW ? [['PSU', psu]] : [])] as const
    return {
      value: keys
        .map(([name, sql]) => `'${name} ' || coalesce(CAST((${sql}\n) AS VARCHAR), 'missing')`)
        .join(" || ', ' || "),
      fault: keys.map(([, sql]) => `(${sql}\n) IS NULL`).join(' OR '),
    }
  }
  const own = values.expression
  if (typeof own !== 'string' || own === '') return null
  if (code === 'replicateWeight') {
    const outside = Number(values.missing) + Number(values.infinite) === 0
    return { value: own, fault: outside ? `(${weight}\n) = 0 AND (${own}\n) <> 0` : `NOT (${isNumber(own)})` }
  }
  if (code === 'calibration' && values.reason === 'missing')
    return {
      value: own,
      fault: `(${weight}\n) > 0 AND ((${own}\n) IS NULL OR isfinite(TRY_CAST((${own}\n) AS DOUBLE)) IS FALSE)`,
    }
  return null
}
