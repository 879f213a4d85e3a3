/** Where the rows come from: each of these gives the SQL relation for `Design.source`. A table or a query of your own is one already. */
import { createHash, randomUUID } from 'node:crypto'
import {
  BIGINT,
  BOOLEAN,
  DOUBLE,
  type DuckDBConnection,
  DuckDBDataChunk,
  type DuckDBType,
  type DuckDBValue,
  VARCHAR,
} from '@duckdb/node-api'
import { SurveyError } from './errors.ts'

const quoted = (text: string) => `'${text.replaceAll("'", "''")}'`
const identifier = (name: string) => `"${name.replaceAll('"', '""')}"`

/**
 * A Parquet file, several, or a pattern such as `enoe/*.parquet`, as an SQL relation; columns are found by name, and one that a
 * file lacks is missing in its rows. Nothing is read yet: a file that is not there is an error of the estimate (`expression`).
 */
export function parquet(path: string | readonly string[]): string {
  // One file has its columns by name already: looking for others would cost time.
  if (typeof path === 'string' && !/[*?[\]{}]/.test(path)) return `read_parquet(${quoted(path)})`
  const paths = typeof path === 'string' ? quoted(path) : `[${path.map(quoted).join(', ')}]`
  return `read_parquet(${paths}, union_by_name = true)`
}

export interface CsvOptions {
  /** DuckDB's types by column, e.g. `{ upm: 'VARCHAR', fac: 'INTEGER' }`; those not given are found in the file. */
  types?: Readonly<Record<string, string>>
  /** What stands for a missing value. '', 'NA' and '.' */
  missing?: readonly string[]
  /** Found in the file if not given. */
  delimiter?: string
  /** utf-8, latin-1 or utf-16. */
  encoding?: 'utf-8' | 'latin-1' | 'utf-16'
  /** Read the file at each estimate, instead of once into a temporary table. */
  each?: boolean
}

/**
 * A CSV file with a line of names. Types are found in its first 20,480 rows and then fixed: a later value that does not
 * fit is an error that names line, column and value, never a column silently read otherwise. Codes such as 007 become
 * the number 7 unless `types` says VARCHAR.
 *
 * The file is read once, into a temporary table of this connection: text is slow to read, and every estimate after the
 * first would read it anew. `each: true` leaves it in the file, for one that is larger than memory.
 *
 * @throws SurveyError `reading` where the file is not there, a value is not of its column's type, or `types` names a column that it lacks
 */
export async function csv(
  connection: DuckDBConnection,
  path: string,
  { types = {}, missing = ['', 'NA', '.'], delimiter, encoding, each = false }: CsvOptions = {},
): Promise<string> {
  const options = [
    'header = true',
    `nullstr = [${missing.map(quoted).join(', ')}]`,
    ...(delimiter === undefined ? [] : [`delim = ${quoted(delimiter)}`]),
    ...(encoding === undefined ? [] : [`encoding = ${quoted(encoding)}`]),
  ]
  const given = Object.entries(types).map(([name, type]) => `${quoted(name)}: ${quoted(type)}`)
  const found = [...options, ...(given.length === 0 ? [] : [`types = {${given.join(', ')}}`])]
  const rows = await connection
    .runAndReadAll(`DESCRIBE SELECT * FROM read_csv(${quoted(path)}, ${found.join(', ')})`)
    .catch((error: unknown) => {
      throw readingError(error) ?? error
    })
  const columns = rows.getRowsJson().map(([name, type]) => ({ name: String(name), type: String(type) }))
  const read = (types: readonly { name: string; type: string }[]) => {
    const list = types.map(({ name, type }) => `${quoted(name)}: ${quoted(type)}`).join(', ')
    return `read_csv(${quoted(path)}, ${[...options, `columns = {${list}}`].join(', ')})`
  }
  const file = read(columns)
  if (each) return file
  // Named by what is read and how, so that kept cells know the source again in another process.
  const table = `survey_csv_${createHash('sha256').update(file).digest('hex').slice(0, 16)}`
  const half = columns.map(({ name, type }) => ({ name, type: type === 'BIGINT' ? 'INTEGER' : type }))
  const keep = (from: string) =>
    connection.run(`CREATE OR REPLACE TEMP TABLE ${table}_read AS FROM ${from}`).then(() => undefined)
  // Numbers found whole are held in 32 bits, or read again in 64 where one does not fit; the view gives 64 in any case, so that products do not overflow.
  await keep(read(half))
    .catch(() => keep(file))
    .catch((error: unknown) => {
      throw readingError(error) ?? error
    })
  const shown = columns.map(({ name, type }) => {
    const own = identifier(name)
    return type === 'BIGINT' ? `CAST(${own} AS BIGINT) AS ${own}` : own
  })
  await connection.run(
    `CREATE OR REPLACE TEMP VIEW ${table} AS SELECT ${shown.join(', ')} FROM ${table}_read`,
  )
  return table
}

type Cell = string | number | bigint | boolean | Date | null | undefined

/**
 * An array of plain objects, as a temporary table of this connection that lives as long as it. A key that an object
 * lacks, undefined and null are missing; NaN is a number that is not known. Whole numbers and bigints (of up to 64
 * bits) are BIGINT, others DOUBLE; a Date becomes its ISO text.
 *
 * @throws SurveyError `reading` where a column holds two kinds of values, naming it and the first row that differs
 */
export async function rows(
  connection: DuckDBConnection,
  data: readonly Readonly<Record<string, Cell>>[],
): Promise<string> {
  const names = [...new Set(data.flatMap((row) => Object.keys(row)))]
  if (names.length === 0) throw new SurveyError('noRows', 'the array holds no object with a value')
  const columns = names.map((name) => columnOf(name, data))
  const table = `survey_rows_${randomUUID().replaceAll('-', '')}`
  const list = columns.map(({ name, type }) => `${identifier(name)} ${type}`).join(', ')
  await connection.run(`CREATE TEMP TABLE ${table} (${list})`)
  const appender = await connection.createAppender(table, 'main', 'temp')
  for (let from = 0; from < data.length; from += 2048) {
    const chunk = DuckDBDataChunk.create(columns.map(({ type }) => type))
    chunk.setColumns(columns.map(({ values }) => values.slice(from, from + 2048)))
    appender.appendDataChunk(chunk)
  }
  appender.closeSync()
  return table
}

interface Column {
  name: string
  type: DuckDBType
  values: DuckDBValue[]
}

const LIMIT = 2n ** 63n

function columnOf(name: string, data: readonly Readonly<Record<string, Cell>>[]): Column {
  let kind: string | null = null
  let whole = true
  data.forEach((row, at) => {
    const value = row[name]
    if (value === undefined || value === null) return
    const own = kindOf(value)
    kind ??= own
    if (own !== kind || own === 'other' || (typeof value === 'bigint' && (value >= LIMIT || value < -LIMIT)))
      throw new SurveyError(
        'reading',
        `column ${name}, row ${at + 1}: “${String(value)}” is ${own === kind ? 'no value of a survey' : own}${own === kind ? '' : `, where the rows before hold ${kind}`}`,
        { column: name, row: at + 1, value: String(value) },
      )
    if (typeof value === 'number' && !Number.isSafeInteger(value)) whole = false
  })
  const values = data.map((row) => row[name] ?? null)
  if (kind === 'number')
    return whole
      ? {
          name,
          type: BIGINT,
          values: values.map((value) => (value === null ? null : BigInt(value as number))),
        }
      : { name, type: DOUBLE, values: values.map((value) => (value === null ? null : Number(value))) }
  if (kind === 'truth') return { name, type: BOOLEAN, values: values as DuckDBValue[] }
  const text = (value: Cell) => (value instanceof Date ? value.toISOString() : String(value))
  return { name, type: VARCHAR, values: values.map((value) => (value === null ? null : text(value))) }
}

function kindOf(value: NonNullable<Cell>): string {
  if (typeof value === 'number' || typeof value === 'bigint') return 'number'
  if (typeof value === 'boolean') return 'truth'
  if (typeof value === 'string') return 'text'
  return value instanceof Date ? 'date' : 'other'
}

/** What DuckDB says of a file it cannot read, as an error that names line, column and value; undefined where it says something else. */
export function readingError(error: unknown): SurveyError | undefined {
  const message = error instanceof Error ? error.message : String(error)
  const [first = ''] = message.split('\n')
  if (!/^(Conversion|Invalid Input|IO|Binder) Error/.test(first)) return undefined
  const line = /CSV Error on Line: (\d+)/.exec(message)?.[1]
  const column = /converting column "?([^"\n]+?)"?[.\s]*(?:Could|\n)/.exec(message)?.[1]
  const value = /[Cc]ould not convert string "([^"]*)"/.exec(message)?.[1]
  if (line === undefined) return new SurveyError('reading', first, { reason: first })
  const where = [`line ${line}`, ...(column === undefined ? [] : [`column ${column}`])].join(', ')
  const what = value === undefined ? first : `“${value}” is not of the column’s type`
  return new SurveyError(
    'reading',
    `${where}: ${what}; give its type in csv(…, { types }) or say what is missing`,
    {
      line: Number(line),
      reason: first,
      ...(column === undefined ? {} : { column }),
      ...(value === undefined ? {} : { value }),
    },
  )
}
