import { mkdir, readdir, rm } from 'node:fs/promises'
import { availableParallelism, tmpdir } from 'node:os'
import { join } from 'node:path'
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api'

/**
 * The microdata engine: one DuckDB in memory for the whole process, so that its memory limit is the process's.
 * Everything that lasts lies in Parquet files; DuckDB itself keeps nothing between starts.
 */

export interface EngineSettings {
  /** Folder for what does not fit in memory; each process takes a subfolder of its own. */
  tempDir?: string
  /** What DuckDB may hold, MB. The process holds more: count 100 to 150 MB beside it. */
  memoryMb?: number
  threads?: number
}

let settings: EngineSettings = {}
let opened: Promise<DuckDBInstance> | undefined
let ownTemp: string | undefined

/** To be called once at start, before the first connection; without it the defaults hold. */
export function configureEngine(chosen: EngineSettings): void {
  if (opened) throw new Error('The microdata engine is already open: configure it at start')
  settings = chosen
}

async function open(): Promise<DuckDBInstance> {
  const tempRoot = settings.tempDir ?? join(tmpdir(), 'acuerdo-microdata')
  await mkdir(tempRoot, { recursive: true })
  await sweepTemp(tempRoot)
  ownTemp = join(tempRoot, String(process.pid))
  return DuckDBInstance.create(':memory:', {
    memory_limit: `${settings.memoryMb ?? 350}MB`,
    threads: String(settings.threads ?? Math.min(4, availableParallelism())),
    temp_directory: ownTemp,
    // Rows come in the order that ORDER BY says and in no other: files are read by all threads, with less memory.
    preserve_insertion_order: 'false',
    // Nothing is fetched from the network, whatever a query names.
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
    allow_community_extensions: 'false',
  })
}

/** A connection that the caller closes with `closeSync()`; `withConnection` does it by itself. */
export async function connect(): Promise<DuckDBConnection> {
  opened ??= open().catch((error: unknown) => {
    opened = undefined
    throw error
  })
  return (await opened).connect()
}

/** Runs `work` on a connection of its own and closes it; an aborted `signal` interrupts the query under way. */
export async function withConnection<T>(
  work: (connection: DuckDBConnection) => Promise<T>,
  signal?: AbortSignal,
): Promise<T> {
  signal?.throwIfAborted()
  const connection = await connect()
  const interrupt = () => connection.interrupt()
  signal?.addEventListener('abort', interrupt)
  try {
    return await work(connection)
  } finally {
    signal?.removeEventListener('abort', interrupt)
    connection.closeSync()
  }
}

/** For the end of the process and for tests; a later connection opens the engine anew. */
export async function closeEngine(): Promise<void> {
  const instance = await opened?.catch(() => undefined)
  opened = undefined
  instance?.closeSync()
  if (ownTemp) await rm(ownTemp, { recursive: true, force: true })
}

/** Removes what processes that no longer run left behind. */
async function sweepTemp(root: string): Promise<void> {
  for (const name of await readdir(root)) {
    if (/^\d+$/.test(name) && !isRunning(Number(name)))
      await rm(join(root, name), { recursive: true, force: true })
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}
