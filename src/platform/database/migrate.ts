import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type pg from 'pg'
import { Problem } from '../problem.ts'
import { root } from '../root.ts'
import type { Database } from './connect.ts'

/** A step of the tables' growth: a plain SQL file that, once it has run anywhere, never changes. */
export interface Migration {
  /** File name, e.g. `20261121093000_place.sql`: the time stamp orders the steps of all parts. */
  readonly name: string
  readonly part: string
  readonly sql: string
  /** SHA-256 of the file. */
  readonly checksum: string
}

/** Serialises programs that start at the same time; the number is arbitrary. */
export const migrationLock = 4_600_001
const extensions = ['unaccent', 'pg_trgm']

/** All `src/<part>/migrations/*.sql`, in the order in which they run. */
export function findMigrations(source = join(root, 'src')): Migration[] {
  const found: Migration[] = []
  for (const part of readdirSync(source)) {
    const folder = join(source, part, 'migrations')
    if (!existsSync(folder)) continue
    for (const name of readdirSync(folder).filter((file) => file.endsWith('.sql'))) {
      if (!/^\d{14}_[a-z0-9_]+\.sql$/.test(name))
        throw new Error(`${part}: ${name} is not <14 digits>_<words>.sql`)
      if (found.some((other) => other.name === name)) throw new Error(`two migrations are called ${name}`)
      const sql = readFileSync(join(folder, name), 'utf8')
      found.push({ name, part, sql, checksum: createHash('sha256').update(sql).digest('hex') })
    }
  }
  return found.sort((a, b) => (a.name < b.name ? -1 : 1))
}

/**
 * Runs what has not run yet, each file in one transaction together with its entry in `platform.migration`.
 * Returns the names of those that ran. Several programs may start at once: one migrates, the others wait.
 * Throws Problems: `database.migrationChanged`, `database.newer` (the data were used by a newer program),
 * `database.mayNotCreate`, `database.extension`.
 */
export async function migrate(database: Database, migrations = findMigrations()): Promise<string[]> {
  const client = await database.connect()
  try {
    // Waiting for another program, or filling a large table, may take longer than a page's query is allowed.
    await client.query('set statement_timeout = 0')
    await client.query('select pg_advisory_lock($1)', [migrationLock])
    await prepare(client)
    const pending = await pendingMigrations(client, migrations)
    for (const migration of pending) await run(client, migration)
    return pending.map(({ name }) => name)
  } finally {
    await client.end()
  }
}

/** What is needed before the first file: the right to make tables, the extensions, and the list of files that ran. */
export async function prepare(client: pg.ClientBase): Promise<void> {
  const { rows } = await client.query<{ may: boolean; grant: string }>(
    `select has_database_privilege(current_database(), 'CREATE') as may,
            format('grant create on database %I to %I;', current_database(), current_user) as grant`,
  )
  if (!rows[0]?.may) throw new Problem('database.mayNotCreate', { statements: rows[0]?.grant ?? '' }, 503)
  for (const name of extensions) {
    try {
      await client.query(`create extension if not exists ${name}`)
    } catch (error) {
      const statements = extensions
        .map((extension) => `create extension if not exists ${extension};`)
        .join('\n')
      throw new Problem('database.extension', { name, reason: (error as Error).message, statements }, 503)
    }
  }
  await client.query(`
    create schema if not exists platform;
    comment on schema platform is 'What any program needs';
    create table if not exists platform.migration (
      name text primary key,
      part text not null,
      checksum text not null,
      ran_at timestamptz not null default now()
    );
    comment on table platform.migration is 'SQL files that have run; a file that stands here never changes';
    comment on column platform.migration.name is 'File name; its time stamp is the order';
    comment on column platform.migration.part is 'Part of the program that the file belongs to';
    comment on column platform.migration.checksum is 'SHA-256 of the file when it ran';
    comment on column platform.migration.ran_at is 'When it ran here';`)
}

/** Those of `migrations` that have not run, after comparing those that have. */
export async function pendingMigrations(
  client: pg.ClientBase,
  migrations: readonly Migration[],
): Promise<Migration[]> {
  const { rows } = await client.query<{ name: string; checksum: string }>(
    'select name, checksum from platform.migration',
  )
  const known = new Map(migrations.map(({ name, checksum }) => [name, checksum]))
  for (const { name, checksum } of rows) {
    if (!known.has(name)) throw new Problem('database.newer', { name }, 503)
    if (known.get(name) !== checksum) throw new Problem('database.migrationChanged', { name }, 503)
  }
  const ran = new Set(rows.map(({ name }) => name))
  return migrations.filter(({ name }) => !ran.has(name))
}

async function run(client: pg.ClientBase, migration: Migration): Promise<void> {
  await client.query('begin')
  try {
    await apply(client, migration)
    await client.query('commit')
  } catch (error) {
    await client.query('rollback')
    throw error
  }
}

/** Runs one file and notes it, inside a transaction of the caller. */
export async function apply(client: pg.ClientBase, migration: Migration): Promise<void> {
  try {
    await client.query(migration.sql)
  } catch (error) {
    const { message, position } = error as { message: string; position?: string }
    const line = position ? migration.sql.slice(0, Number(position)).split('\n').length : '?'
    throw new Error(`migration ${migration.part}/${migration.name}, line ${line}: ${message}`, {
      cause: error,
    })
  }
  await client.query('insert into platform.migration (name, part, checksum) values ($1, $2, $3)', [
    migration.name,
    migration.part,
    migration.checksum,
  ])
}
