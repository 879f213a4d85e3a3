import type { DuckDBConnection } from '@duckdb/node-api'

export type Row = Record<string, unknown>

/** All rows of a query, as JavaScript values (whole numbers of 64 bits as `bigint`). */
export const rowsOf = async (connection: DuckDBConnection, sql: string): Promise<Row[]> =>
  (await connection.runAndReadAll(sql)).getRowObjectsJS()

/** The first row's numbers, by name. */
export async function numbersOf<Name extends string>(
  connection: DuckDBConnection,
  sql: string,
): Promise<Record<Name, number>> {
  const [row = {}] = await rowsOf(connection, sql)
  return Object.fromEntries(Object.entries(row).map(([name, value]) => [name, Number(value)])) as Record<
    Name,
    number
  >
}

/** Runs a long statement; `onShare` is told from 0 to 1 how much of it is done, as DuckDB knows it. */
export async function runLong(
  connection: DuckDBConnection,
  sql: string,
  onShare?: (share: number) => void,
): Promise<void> {
  await connection.run('set enable_progress_bar = true; set enable_progress_bar_print = false')
  const watch = setInterval(() => {
    const { percentage } = connection.progress
    if (percentage > 0) onShare?.(Math.min(1, percentage / 100))
  }, 200)
  try {
    await connection.run(sql)
  } finally {
    clearInterval(watch)
  }
}
