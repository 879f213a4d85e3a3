import type { DuckDBConnection } from '@duckdb/node-api'
import { Problem } from '../../platform/problem.ts'
import { numbersOf, rowsOf } from './query.ts'
import { isNumberColumn, isWrongNumber, type Readable, rejectingRelation, textRelation } from './read.ts'

/** DuckDB says so of values and rows that it cannot read; its other errors are faults of ours or of the machine. */
export const isValueError = (error: unknown): boolean =>
  error instanceof Error && /^(Conversion|Invalid Input) Error/.test(error.message)

/**
 * A second look at a table that could not be read: says which row and column, and what stands there. Slow, and only then.
 * Rows are counted as a spreadsheet shows them, the header being 1; in a DBF and a Parquet, which have none, the first record is 1.
 */
export async function diagnose(
  connection: DuckDBConnection,
  from: Readable,
  file: string,
  headerRows: 0 | 1,
): Promise<Problem> {
  // Rows are numbered as they stand in the file; the engine otherwise reads them in any order.
  await connection.run('set preserve_insertion_order = true')
  try {
    const problem =
      (from.kind === 'csv' ? await misshapen(connection, from, file, headerRows) : null) ??
      (await wrongValue(connection, from, file, headerRows))
    if (problem) return problem
  } catch (error) {
    if (!isValueError(error)) throw error
  } finally {
    await connection.run('set preserve_insertion_order = false')
  }
  return new Problem('import.unreadable', { file })
}

/** Rows with too few or too many columns, quotes that do not end. */
async function misshapen(
  connection: DuckDBConnection,
  from: Extract<Readable, { kind: 'csv' }>,
  file: string,
  headerRows: 0 | 1,
): Promise<Problem | null> {
  await rowsOf(
    connection,
    `select count(*), ${from.columns.map((_, at) => `count(c${at})`)} from ${rejectingRelation(from)}`,
  )
  const [first] = await rowsOf(
    connection,
    'select line, error_type::varchar as kind, error_message as said from rejects order by line, byte_position limit 1',
  )
  await connection.run('drop table if exists rejects; drop table if exists rejects_scan')
  if (!first) return null
  const row = Number(first.line) - 1 + headerRows
  const said = String(first.said)
  switch (first.kind) {
    case 'MISSING COLUMNS':
    case 'TOO MANY COLUMNS': {
      const [, found = '?'] = /Found: (\d+)/.exec(said) ?? []
      return new Problem('import.rowWidth', { file, row, expected: from.columns.length, found })
    }
    case 'UNQUOTED VALUE':
      return new Problem('import.quotes', { file, row })
    default:
      return new Problem('import.row', { file, row })
  }
}

/** The first value that is no number, or none that the column can hold. */
async function wrongValue(
  connection: DuckDBConnection,
  from: Readable,
  file: string,
  headerRows: 0 | 1,
): Promise<Problem | null> {
  const checked = from.columns.flatMap((column, at) => (isNumberColumn(column) ? [{ column, at }] : []))
  if (checked.length === 0) return null
  const numbered = `(select row_number() over () as n, * from ${textRelation(from)})`
  const firsts = await numbersOf(
    connection,
    `select ${checked
      .map(({ column, at }) => {
        const number = `try_cast(c${at} as double)`
        return `min(n) filter (where c${at} is not null and (${number} is null or ${isWrongNumber(column, number)})) as b${at}`
      })
      .join(', ')} from ${numbered}`,
  )
  const [first] = checked
    .map((each) => ({ ...each, n: firsts[`b${each.at}`] ?? 0 }))
    .filter(({ n }) => n > 0)
    .sort((a, b) => a.n - b.n)
  if (!first) return null
  const { column, at, n } = first
  const [row = {}] = await rowsOf(
    connection,
    `select c${at} as value, try_cast(c${at} as double) is null as letters from ${numbered} where n = ${n}`,
  )
  const values = {
    file,
    row: n + headerRows,
    column: column.original,
    value: String(row.value).slice(0, 40),
  }
  return new Problem(row.letters ? 'import.notNumber' : 'import.notWhole', values)
}
