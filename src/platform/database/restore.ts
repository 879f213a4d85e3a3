import { mkdir, open, readdir, rename, rm, rmdir } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { pipeline } from 'node:stream/promises'
import type pg from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import { Problem } from '../problem.ts'
import { syncFolder } from './archive.ts'
import type { Progress } from './backup.ts'
import { enterSystem, insertionOrder, listTables, type Table } from './catalogue.ts'
import type { Database } from './connect.ts'
import type { Manifest } from './manifest.ts'
import { apply, findMigrations, type Migration, migrationLock, prepare } from './migrate.ts'
import { type VerifiedBackup, verifyBackup } from './verify.ts'

export interface RestoreSettings {
  /** The backup. */
  readonly from: string
  /** A database without data: fresh, or migrated and not yet used. */
  readonly database: Database
  /** Folders that are absent or empty. */
  readonly filesDir: string
  readonly microdataDir: string
  readonly migrations?: readonly Migration[]
  readonly onProgress?: (progress: Progress) => void
  readonly signal?: AbortSignal
}

/**
 * Puts a backup into a database and folders that hold nothing. The whole file is verified first; then everything
 * happens in one transaction: the tables are made as they were when the backup was written, filled, and brought to
 * this program's version. If anything fails, all is as it was before.
 * Throws the Problems of `verifyBackup`, and `restore.notEmpty`, `restore.inUse`, `restore.diskFull`, `restore.canceled`.
 */
export async function restore(settings: RestoreSettings): Promise<Manifest> {
  const migrations = settings.migrations ?? findMigrations()
  const folders = { files: resolve(settings.filesDir), microdata: resolve(settings.microdataDir) }
  let verified: VerifiedBackup | undefined
  const placed: string[] = []
  try {
    verified = await verifyBackup(settings.from, migrations, settings)
    for (const folder of Object.values(folders)) await refuseFull(folder)
    const client = await settings.database.connect()
    try {
      await client.query('begin')
      await client.query(`set local statement_timeout = 0; set local idle_in_transaction_session_timeout = 0;
                          set local lock_timeout = '10s'`)
      await client.query('select pg_advisory_xact_lock($1)', [migrationLock])
      await emptyDatabase(client, verified.manifest, settings.database.where)
      await fill(client, verified, migrations, settings)
      for (const [phase, folder] of Object.entries(folders)) {
        await unpack(verified, phase as 'files' | 'microdata', `${folder}.restoring`, settings)
      }
      for (const folder of Object.values(folders)) await place(folder, placed)
      await client.query('commit')
      placed.length = 0
    } finally {
      await client.end()
    }
    return verified.manifest
  } catch (error) {
    throw explain(error, settings)
  } finally {
    verified?.close()
    for (const folder of placed) await rm(folder, { recursive: true, force: true })
    for (const folder of Object.values(folders))
      await rm(`${folder}.restoring`, { recursive: true, force: true })
  }
}

function explain(error: unknown, settings: RestoreSettings): unknown {
  if (settings.signal?.aborted) return new Problem('restore.canceled', {}, 409)
  const { code } = error as { code?: string }
  // 55P03: another transaction holds a lock for longer than ten seconds; 53100: PostgreSQL's disk is full.
  if (code === '55P03') return new Problem('restore.inUse', {}, 409)
  if (code === 'ENOSPC' || code === '53100') {
    return new Problem('restore.diskFull', { path: dirname(resolve(settings.filesDir)) }, 507)
  }
  return error
}

async function refuseFull(folder: string): Promise<void> {
  const names = await readdir(folder).catch((): string[] => [])
  if (names.length > 0) throw new Problem('restore.notEmpty', { where: folder }, 409)
}

/** Refuses a database that holds what people entered; removes the tables of one that was only migrated. */
async function emptyDatabase(client: pg.Client, manifest: Manifest, where: string): Promise<void> {
  const notEmpty = new Problem('restore.notEmpty', { where }, 409)
  const { rows } = await client.query<{ migrated: boolean; schemas: string[] }>(
    `select to_regclass('platform.migration') is not null as migrated,
            coalesce(array_agg(quote_ident(nspname)) filter (where pg_has_role(nspowner, 'usage')), '{}') as schemas
       from pg_namespace where nspname !~ '^pg_' and nspname not in ('information_schema', 'public', 'pgboss')`,
  )
  const { migrated = false, schemas = [] } = rows[0] ?? {}
  if (!migrated) {
    if (manifest.tables.some(({ schema }) => schemas.includes(schema))) throw notEmpty
    return
  }
  await enterSystem(client)
  for (const { name, personal } of await listTables(client)) {
    if (!personal) continue
    const found = await client.query<{ rows: boolean }>(`select exists (select from ${name}) as rows`)
    if (found.rows[0]?.rows) throw notEmpty
  }
  await client.query(`drop schema ${schemas.join(', ')} cascade`)
}

async function fill(
  client: pg.Client,
  backup: VerifiedBackup,
  migrations: readonly Migration[],
  settings: RestoreSettings,
): Promise<void> {
  const { manifest } = backup
  const then = new Set(manifest.migrations.map(({ name }) => name))
  await prepare(client)
  for (const migration of migrations) if (then.has(migration.name)) await apply(client, migration)
  await client.query('set constraints all immediate')

  const tables = await listTables(client)
  const { ordered, circular } = await insertionOrder(client, tables)
  const strict = circular.filter(({ deferrable }) => !deferrable)
  // As their owner: COPY is refused under row-level security, and the rows come as they were, without triggers' help.
  for (const { name, forced } of tables) {
    if (forced) await client.query(`alter table ${name} no force row level security`)
    await client.query(`alter table ${name} disable trigger user`)
  }
  for (const { constraint, from } of strict) {
    await client.query(`alter table ${from} alter constraint ${constraint} deferrable initially deferred`)
  }
  // What migrations brought is in the backup too, as it was then. (Cascade reaches what is left out, and is empty.)
  if (tables.length > 0) await client.query(`truncate ${tables.map(({ name }) => name).join(', ')} cascade`)
  await client.query('set constraints all deferred')
  await copyAll(client, backup, ordered, settings)
  for (const { schema, name, last, called } of manifest.sequences) {
    await client.query(`select setval(format('%I.%I', $1::text, $2::text), $3, $4)`, [
      schema,
      name,
      last,
      called,
    ])
  }
  await client.query('set constraints all immediate')
  for (const { constraint, from } of strict) {
    await client.query(`alter table ${from} alter constraint ${constraint} not deferrable`)
  }
  for (const { name, forced } of tables) {
    await client.query(`alter table ${name} enable trigger user`)
    if (forced) await client.query(`alter table ${name} force row level security`)
  }
  for (const migration of migrations) if (!then.has(migration.name)) await apply(client, migration)
}

async function copyAll(
  client: pg.Client,
  backup: VerifiedBackup,
  ordered: readonly Table[],
  settings: RestoreSettings,
): Promise<void> {
  const { tables, entries } = backup.manifest
  const size = new Map(entries.map(({ path, bytes }) => [path, bytes]))
  const total = tables.reduce((sum, { entry }) => sum + (size.get(entry) ?? 0), 0)
  let done = 0
  for (const { name, schema, table } of ordered) {
    const saved = tables.find((one) => one.schema === schema && one.table === table)
    if (!saved) throw new Error(`the backup lacks the table ${name}`)
    const columns = saved.columns.map((column) => `"${column.replaceAll('"', '""')}"`).join(', ')
    const target = client.query(copyFrom(`copy ${name} (${columns}) from stdin`))
    await pipeline(await backup.read(saved.entry), target, settings.signal ? { signal: settings.signal } : {})
    if (target.rowCount !== saved.rows)
      throw new Error(`${name}: ${target.rowCount} rows came of ${saved.rows}`)
    done += size.get(saved.entry) ?? 0
    settings.onProgress?.({ phase: 'tables', done, total })
  }
}

/** Writes the entries of a phase below a folder, each forced to the disk. */
async function unpack(
  backup: VerifiedBackup,
  phase: 'files' | 'microdata',
  folder: string,
  { onProgress, signal }: RestoreSettings,
): Promise<void> {
  const entries = backup.manifest.entries.filter(({ path }) => path.startsWith(`${phase}/`))
  const total = entries.reduce((sum, { bytes }) => sum + bytes, 0)
  let done = 0
  await rm(folder, { recursive: true, force: true })
  await mkdir(folder, { recursive: true, mode: 0o700 })
  for (const { path, bytes } of entries) {
    const file = join(folder, path.slice(phase.length + 1))
    await mkdir(dirname(file), { recursive: true, mode: 0o700 })
    const handle = await open(file, 'wx', 0o600)
    try {
      const write = async (chunks: AsyncIterable<Buffer>): Promise<void> => {
        for await (const chunk of chunks) await handle.appendFile(chunk)
      }
      await pipeline(await backup.read(path), write, signal ? { signal } : {})
      await handle.sync()
    } finally {
      await handle.close()
    }
    done += bytes
    onProgress?.({ phase, done, total })
  }
}

/** Gives an unpacked folder its name; `placed` remembers it for the case that the transaction does not commit. */
async function place(folder: string, placed: string[]): Promise<void> {
  await mkdir(dirname(folder), { recursive: true })
  await rmdir(folder).catch(() => {})
  await rename(`${folder}.restoring`, folder)
  placed.push(folder)
  await syncFolder(dirname(folder))
}
