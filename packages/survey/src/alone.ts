/** One piece of work at a time on a connection: DuckDB ends a running stream when another query starts beside it. */
import type { DuckDBConnection } from '@duckdb/node-api'

const busy = new WeakMap<DuckDBConnection, Promise<unknown>>()

/** Work on one connection waits its turn. */
export async function alone<T>(connection: DuckDBConnection, work: () => Promise<T>): Promise<T> {
  const before = busy.get(connection) ?? Promise.resolve()
  const mine = before.then(work, work)
  busy.set(
    connection,
    mine.catch(() => undefined),
  )
  return mine
}
