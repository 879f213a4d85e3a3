import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api'
import { describe } from 'vitest'

/** The folder of real data beside the repository; never copied into it. */
export const shared = resolve(import.meta.dirname, '../../../../shared/data')

/** A `describe` that runs only where the real data are, and otherwise says why not. */
export function needsShared(title: string, body: () => void): void {
  const there = existsSync(shared)
  if (!there) console.log(`skipped: ${title} (no ../shared/data beside the repository)`)
  describe.skipIf(!there)(title, body)
}

/** A connection of its own, in memory, that never looks for extensions in the network. */
export async function open(): Promise<DuckDBConnection> {
  const instance = await DuckDBInstance.create(':memory:', { autoinstall_known_extensions: 'false' })
  return instance.connect()
}

/** Unpacks a zip of the shared data in a temporary directory, which `use` works in and which is then removed. */
export async function unzipped<T>(zip: string, use: (directory: string) => Promise<T>): Promise<T> {
  const directory = mkdtempSync(join(tmpdir(), 'survey-'))
  mkdirSync(directory, { recursive: true })
  try {
    execFileSync('unzip', ['-qo', join(shared, zip), '-d', directory])
    return await use(directory)
  } finally {
    rmSync(directory, { recursive: true, force: true })
  }
}
