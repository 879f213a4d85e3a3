import { createReadStream } from 'node:fs'
import { identifier, literal } from '../../platform/microdata/sql.ts'
import type { FoundColumn } from './types.ts'

/** A table as DuckDB reads it: a CSV in UTF-8 or a Parquet. Its columns are called `c0`, `c1`, … in what follows. */
export type Readable =
  | { kind: 'csv'; path: string; delimiter: string; columns: readonly FoundColumn[] }
  | { kind: 'parquet'; path: string; columns: readonly FoundColumn[] }
type Csv = Extract<Readable, { kind: 'csv' }>

export const isNumberColumn = ({ type }: FoundColumn): boolean => type === 'integer' || type === 'decimal'

/** What stands for "no answer" beside nothing at all: blanks as wide as INEGI's fields, R's and Stata's marks. */
const blanks = ['', ...[1, 2, 3, 4, 5, 6, 17].map((width) => ' '.repeat(width)), 'NA', '.']

/** Text longer than this in one row is no ENOE; small buffers keep memory low (DuckDB's default is 32 MB each). */
const lineBytes = 2 ** 19
const bufferBytes = 2 ** 23

const csvRelation = (
  { path, delimiter, columns }: Csv,
  typeOf: (column: FoundColumn) => string,
  { nulls = blanks, more = '' } = {},
): string =>
  `read_csv(${literal(path)}, auto_detect = false, header = true, delim = ${literal(delimiter)}, quote = '"', escape = '"',
    max_line_size = ${lineBytes}, buffer_size = ${bufferBytes}, strict_mode = true, nullstr = [${nulls.map(literal).join(', ')}],
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
const typedRelation = (from: Readable): string =>
  from.kind === 'csv'
    ? csvRelation(from, (column) => (isNumberColumn(column) ? 'DOUBLE' : 'VARCHAR'))
    : parquetRelation(from, (column, name) =>
        isNumberColumn(column) ? `cast(${blankless(`${name}::varchar`)} as double)` : `${name}::varchar`,
      )

/** Everything as text, to look for what is wrong. */
export const textRelation = (from: Readable): string =>
  from.kind === 'csv'
    ? csvRelation(from, () => 'VARCHAR')
    : parquetRelation(from, (_, name) => blankless(`${name}::varchar`))

/** Everything as text; rows whose shape is wrong are set aside in the table `rejects` rather than failing. */
export const rejectingRelation = (from: Csv): string =>
  csvRelation(from, () => 'VARCHAR', {
    more: `, store_rejects = true, rejects_table = 'rejects', rejects_scan = 'rejects_scan', rejects_limit = 100`,
  })

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

const selectOf = (
  { columns }: Readable,
  keep: ReadonlySet<string>,
  expression: (column: FoundColumn, at: number) => string,
): string =>
  `select ${columns
    .flatMap((column, at) =>
      keep.has(column.name) ? [`${expression(column, at)} as ${identifier(column.name)}`] : [],
    )
    .join(', ')}`

const refusing = (wrong: readonly string[]): string =>
  wrong.length > 0 ? `where case when ${wrong.join(' or ')} then error('wrong number') else true end` : ''

/**
 * The table with canonical names and types; fails where a number is not whole, which `diagnose` then locates. DuckDB itself would round
 * it without a word, so whole numbers are read with their decimals first.
 * `keep`: the columns to give; the others are checked all the same.
 */
export const finalSelect = (from: Readable, keep: ReadonlySet<string>): string =>
  `${selectOf(from, keep, finalExpression)} from ${typedRelation(from)} ${refusing(
    from.columns.flatMap(({ type }, at) => {
      if (type === 'integer') return [`c${at} <> trunc(c${at})`]
      return type === 'decimal' ? [`not isfinite(c${at})`] : []
    }),
  )}`

/**
 * The same for a file that `isPlain`: nothing could be rounded, so numbers are read as such, in half the time. It knows no blank but
 * nothing at all and fails on others, which need not be wrong.
 */
export const plainSelect = (from: Csv, keep: ReadonlySet<string>): string => {
  const types = { integer: 'INTEGER', decimal: 'DOUBLE', code: 'BIGINT', text: 'VARCHAR' } as const
  const relation = csvRelation(from, ({ type }) => types[type], { nulls: [''] })
  const expression = ({ type }: FoundColumn, at: number) => {
    if (type === 'text') return `nullif(trim(c${at}), '')`
    return type === 'code' ? `cast(c${at} as varchar)` : `c${at}`
  }
  const wrong = from.columns.flatMap(({ type }, at) => (type === 'decimal' ? [`not isfinite(c${at})`] : []))
  return `${selectOf(from, keep, expression)} from ${relation} ${refusing(wrong)}`
}

/** True where a number is none that the column can hold; blank where it is blank. */
export const isWrongNumber = ({ type }: FoundColumn, value: string): string =>
  type === 'integer'
    ? `(${value} <> trunc(${value}) or abs(${value}) > 2147483647 or isnan(${value}))`
    : `not isfinite(${value})`

/** What DuckDB takes for part of a number beside digits and a sign: 1.5, 1e3, 0x1F, 1_000. */
const marks = ['.', 'e', 'E', 'x', 'X', '_'].map((mark) => mark.charCodeAt(0))

/** Whether below the header of a CSV there is nothing that could be read as another number than it is. */
export async function isPlain(path: string): Promise<boolean> {
  let header = true
  for await (const chunk of createReadStream(path, { highWaterMark: 2 ** 20 }) as AsyncIterable<Buffer>) {
    const end = header ? chunk.indexOf(10) : 0
    if (end < 0) continue
    header = false
    if (marks.some((mark) => chunk.includes(mark, end))) return false
  }
  return !header
}
