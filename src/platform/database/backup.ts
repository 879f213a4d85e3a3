import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { readdir, stat } from 'node:fs/promises'
import { join, relative, resolve, sep } from 'node:path'
import { Readable } from 'node:stream'
import type pg from 'pg'
import { to as copyTo } from 'pg-copy-streams'
import { Problem } from '../problem.ts'
import { type ArchiveEntry, type ArchiveWriter, createArchive } from './archive.ts'
import { enterSystem, listSequences, listTables } from './catalogue.ts'
import type { Database } from './connect.ts'
import {
  appVersion,
  formatVersion,
  type Head,
  headName,
  type Manifest,
  manifestName,
  manifestSumName,
} from './manifest.ts'

/** How far a backup or a restore has come, in bytes; tables by their size on the disk. */
export interface Progress {
  readonly phase: 'verify' | 'tables' | 'files' | 'microdata'
  readonly done: number
  readonly total: number
}

export interface BackupSettings {
  readonly database: Database
  readonly filesDir: string
  readonly microdataDir: string
  /** The file to write; it must not exist. */
  readonly to: string
  readonly onProgress?: (progress: Progress) => void
  readonly signal?: AbortSignal
}

/** Folders and files that an import is still working on, or that a kill left. */
const underWay = /(^|\/)(\.|import-)|\.(part|tmp|new)(-|\/|$)/

interface Found {
  readonly path: string
  readonly entry: string
  readonly bytes: number
}

/**
 * Writes everything into one file while the program runs: all tables as they were at one moment, then files and
 * microdata, then the list of it all with SHA-256 sums. Left out are jobs and whatever could let its holder sign in.
 * Everything streams; the file appears under its name only when it is complete and on the disk.
 * Throws Problems `backup.exists`, `backup.cannotWrite`, `backup.diskFull`, `backup.canceled`.
 */
export async function backup(settings: BackupSettings): Promise<Manifest> {
  const to = resolve(settings.to)
  if (existsSync(to)) throw new Problem('backup.exists', { path: to }, 409)
  const archive = await createArchive(to).catch((error: Error) => {
    throw new Problem('backup.cannotWrite', { path: to, reason: error.message }, 422)
  })
  const client = await settings.database.connect()
  try {
    return await write(settings, archive, client)
  } catch (error) {
    await archive.abandon()
    if (settings.signal?.aborted) throw new Problem('backup.canceled', { path: to }, 409)
    if ((error as NodeJS.ErrnoException).code === 'ENOSPC')
      throw new Problem('backup.diskFull', { path: to }, 507)
    throw error
  } finally {
    await client.end()
  }
}

async function write(settings: BackupSettings, archive: ArchiveWriter, client: pg.Client): Promise<Manifest> {
  const { signal, onProgress = () => {} } = settings
  await client.query('begin isolation level repeatable read read only')
  await client.query('set local statement_timeout = 0; set local idle_in_transaction_session_timeout = 0')
  await enterSystem(client)
  const tables = await listTables(client)
  // Listed after the snapshot was taken: every file that its rows name is there already.
  const files = await list(settings.filesDir, 'files', (path) => /^[0-9a-f]{2}\/[0-9a-f]{64}$/.test(path))
  const microdata = await list(settings.microdataDir, 'microdata', (path) => !underWay.test(path))

  const total = sum(tables) + sum(files) + sum(microdata)
  let done = 0
  const advance = (phase: Progress['phase'], bytes: number): void => {
    signal?.throwIfAborted()
    done += bytes
    onProgress({ phase, done, total })
  }
  const head: Head = {
    format: 'acuerdo-backup',
    formatVersion,
    appVersion: appVersion(),
    madeAt: new Date().toISOString(),
  }
  await archive.add(headName, text(head))
  const entries: ArchiveEntry[] = []
  const copied: Manifest['tables'] = []
  for (const table of tables) {
    const columns = table.columns.map((column) => `"${column.replaceAll('"', '""')}"`).join(', ')
    const rows = client.query(copyTo(`copy (select ${columns} from ${table.name}) to stdout`))
    const entry = `tables/${table.schema}.${table.table}.copy`
    entries.push(await archive.add(entry, stoppable(rows, signal)))
    copied.push({
      schema: table.schema,
      table: table.table,
      columns: table.columns,
      rows: rows.rowCount,
      entry,
    })
    advance('tables', table.bytes)
  }
  const { rows: migrations } = await client.query<Manifest['migrations'][number]>(
    'select name, part, checksum from platform.migration order by name',
  )
  const sequences = await listSequences(client)
  await client.query('commit')

  for (const [phase, list] of [
    ['files', files],
    ['microdata', microdata],
  ] as const) {
    for (const { path, entry, bytes } of list) {
      const added = await archive.addFile(entry, path)
      if (added) entries.push(added)
      advance(phase, bytes)
    }
  }
  const manifest: Manifest = { ...head, migrations, tables: copied, sequences, entries }
  const list_ = JSON.stringify(manifest)
  await archive.add(manifestName, Readable.from([Buffer.from(list_)]))
  await archive.add(
    manifestSumName,
    Readable.from([Buffer.from(createHash('sha256').update(list_).digest('hex'))]),
  )
  signal?.throwIfAborted()
  await archive.finish()
  return manifest
}

async function list(folder: string, name: string, wanted: (path: string) => boolean): Promise<Found[]> {
  if (!existsSync(folder)) return []
  const found: Found[] = []
  for (const item of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!item.isFile()) continue
    const path = join(item.parentPath, item.name)
    const inside = relative(folder, path).split(sep).join('/')
    if (!wanted(inside)) continue
    const bytes = await stat(path).then(
      ({ size }) => size,
      () => undefined,
    )
    if (bytes !== undefined) found.push({ path, entry: `${name}/${inside}`, bytes })
  }
  return found.sort((a, b) => (a.entry < b.entry ? -1 : 1))
}

const sum = (list: readonly { bytes: number }[]): number =>
  list.reduce((total, { bytes }) => total + bytes, 0)
const text = (value: unknown): Readable => Readable.from([Buffer.from(`${JSON.stringify(value)}\n`)])

/** A source that ends with an error when the work is cancelled. */
function stoppable(source: Readable, signal: AbortSignal | undefined): Readable {
  const stop = (): void => {
    source.destroy(new Error('cancelled'))
  }
  if (signal?.aborted) stop()
  signal?.addEventListener('abort', stop, { once: true })
  source.once('close', () => signal?.removeEventListener('abort', stop))
  return source
}
