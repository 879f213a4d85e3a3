/** What was found out about a Parquet file holds until it is written or replaced. */
import { statSync } from 'node:fs'
import { isAbsolute } from 'node:path'
import type { DuckDBConnection } from '@duckdb/node-api'

/** What changes whenever a Parquet file is written or replaced; undefined of any other source, and of paths that DuckDB may find elsewhere. */
export function stateOf(source: string): string | undefined {
  const path = /^read_parquet\('([^'*?[\]{}]+)'\)$/.exec(source)?.[1]
  if (path === undefined || !isAbsolute(path)) return undefined
  try {
    const { dev, ino, size, mtimeNs, ctimeNs } = statSync(path, { bigint: true })
    return [dev, ino, size, mtimeNs, ctimeNs].join(' ')
  } catch {
    return undefined
  }
}

/** Answers to queries over files, `most` of them on a connection. */
export class Remembered<T> {
  private readonly all = new WeakMap<DuckDBConnection, Map<string, { file: string; answer: T }>>()

  constructor(private readonly most: number) {}

  get(connection: DuckDBConnection, query: string, file: string | undefined): T | undefined {
    const found = this.all.get(connection)?.get(query)
    return found !== undefined && found.file === file ? found.answer : undefined
  }

  set(connection: DuckDBConnection, query: string, file: string | undefined, answer: T): void {
    if (file === undefined) return
    const known = this.all.get(connection) ?? new Map()
    if (known.size >= this.most && !known.has(query)) known.clear()
    this.all.set(connection, known.set(query, { file, answer }))
  }
}
