import { identifier, literal } from '../../platform/microdata/sql.ts'
import type { FoundColumn } from './types.ts'

/** A table as DuckDB reads it: a CSV in UTF-8 or a Parquet. Its columns are called `c0`, `c1`, … in what follows. */
export type Readable =
  | { kind: 'csv'; path: string; delimiter: string; columns: readonly FoundColumn[] }
  | { kind: 'parquet'; path: string; columns: readonly FoundColumn[] }

/** Read from the file as a number; whether it is a whole one is asked afterwards, for DuckDB rounds without a word. */
const isNumber = ({ type }: FoundColumn): boolean => type === 'integer' || type === 'decimal'

/** What stands for "no answer" beside nothing at all: blanks as wide as INEGI's fields, R's and Stata's marks. */
const blanks = ['', ...[1, 2, 3, 4, 5, 6, 17].map((width) => ' '.repeat(width)), 'NA', '.']

/** Text longer than this in one row is no ENOE; small buffers keep memory low (DuckDB's default is 32 MB each). */
const lineBytes = 2 ** 19
const bufferBytes = 2 ** 23

const csvRelation = (
  { path, delimiter, columns }: Extract<Readable, { kind: 'csv' }>,
  typeOf: (column: FoundColumn) => string,
  more = '',
): string =>
  `read_csv(${literal(path)}, auto_detect = false, header = true, delim = ${literal(delimiter)}, quote = '"', escape = '"',
    max_line_size = ${lineBytes}, buffer_size = ${bufferBytes}, strict_mode = true,
    nullstr = [${blanks.map(literal).join(', ')}],
    columns = {${columns.map((column, at) => `'c${at}': '${typeOf(column)}'`).join(', ')}}${more})`

const parquetRelation = (
  { path, columns }: Extract<Readable, { kind: 'parquet' }>,
  expression: (column: FoundColumn, name: string) => string,
): string =>
  `(select ${columns.map((column, at) => `${expression(column, identifier(column.original))} as c${at}`).join(', ')}
    from read_parquet(${literal(path)}))`

const blankless = (text: string): string =>
  `case when trim(${text}) not in ('', 'NA', '.') then trim(${text}) end`

/** Numbers as DOUBLE, all else as text; a value that is no number fails. */
export const typedRelation = (from: Readable): string =>
  from.kind === 'csv'
    ? csvRelation(from, (column) => (isNumber(column) ? 'DOUBLE' : 'VARCHAR'))
    : parquetRelation(from, (column, name) =>
        isNumber(column) ? `cast(${blankless(`${name}::varchar`)} as double)` : `${name}::varchar`,
      )

/** Everything as text, to look for what is wrong. */
export const textRelation = (from: Readable): string =>
  from.kind === 'csv'
    ? csvRelation(from, () => 'VARCHAR')
    : parquetRelation(from, (_, name) => blankless(`${name}::varchar`))

/** Typed, and rows whose shape is wrong set aside in the table `rejects` rather than failing. */
export const rejectingRelation = (from: Extract<Readable, { kind: 'csv' }>): string =>
  csvRelation(
    from,
    () => 'VARCHAR',
    `, store_rejects = true, rejects_table = 'rejects', rejects_scan = 'rejects_scan', rejects_limit = 100`,
  )

const finalExpression = ({ type }: FoundColumn, at: number): string => {
  const c = `c${at}`
  switch (type) {
    case 'integer':
      return `cast(${c} as integer)`
    case 'decimal':
      return c
    case 'code':
      // 09, 9 and the 9.0 of some exporters are one code.
      return `case when trim(${c}) <> '' then coalesce(nullif(ltrim(regexp_replace(upper(trim(${c})), '[.]0+$', ''), '0'), ''), '0') end`
    case 'text':
      return `nullif(trim(${c}), '')`
  }
}

/** True where a number is none that the column can hold; blank where it is blank. */
export const isWrongNumber = ({ type }: FoundColumn, value: string): string =>
  type === 'integer'
    ? `(${value} <> trunc(${value}) or abs(${value}) > 2147483647 or isnan(${value}))`
    : `not isfinite(${value})`

/** The table with canonical names and types; fails where a number is not whole, which `diagnose` then locates. */
export function finalSelect(from: Readable): string {
  const { columns } = from
  const wrong = columns.flatMap((column, at) => (isNumber(column) ? [isWrongNumber(column, `c${at}`)] : []))
  return `select ${columns.map((column, at) => `${finalExpression(column, at)} as ${identifier(column.name)}`).join(', ')}
    from ${typedRelation(from)}
    where case when ${wrong.length > 0 ? wrong.join(' or ') : 'false'} then error('wrong number') else true end`
}

export const isNumberColumn = isNumber
