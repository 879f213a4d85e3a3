import { Kysely, PostgresDialect } from 'kysely'
import pg from 'pg'
import { Problem } from '../problem.ts'
import { type PlainRole, plainRole } from './role.ts'
import type { Schema } from './schema.ts'
import { findRunning, type RunningServer, startServer } from './server.ts'
import { applicationRole } from './server-roles.ts'
import { values } from './values.ts'

export interface DatabaseSettings {
  /** A server to use, `postgres://user:password@host/database`; nothing is started then. */
  readonly databaseUrl?: string | undefined
  /** Folder of all data, for the embedded server. */
  readonly dataDir: string
  /** Takes each line that the embedded server writes, and each lost connection. */
  readonly log?: (line: string) => void
  /** Connections of the pool; 10. */
  readonly poolSize?: number
  /**
   * What to do when another process runs the embedded server on this folder: `refuse` with the Problem
   * `database.running` (a second program), or `use` it (the command line beside a running program). `refuse`.
   */
  readonly whenRunning?: 'refuse' | 'use'
}

export interface Database {
  readonly kysely: Kysely<Schema>
  readonly pool: pg.Pool
  /** A connection of its own, outside the pool, for COPY and LISTEN; the caller ends it. */
  connect(): Promise<pg.Client>
  /** Where it is, without password, for a log or a message. */
  readonly where: string
  /** The server this program started; undefined where it uses another one. */
  readonly server: RunningServer | undefined
  /** Closes the pool and stops the server, if this program started it. */
  close(): Promise<void>
}

/** The oldest server whose SQL the program speaks. */
const oldestMajor = 15

/**
 * Opens the database: the server of `databaseUrl`, else the embedded one, started if nobody runs it.
 * Row-level security holds for every connection: where the role given is a superuser or may bypass it, each connection
 * becomes the plain role `acuerdo`. Does not migrate.
 * Throws Problems: `database.unreachable`, `database.tooOld`, `database.encoding`, `database.noPlainRole`, and those of
 * `startServer`.
 */
export async function openDatabase(settings: DatabaseSettings): Promise<Database> {
  if (settings.databaseUrl) {
    const config = urlConfig(settings.databaseUrl)
    return build(config, await examine(config), undefined, settings)
  }
  const server = await reachEmbedded(settings)
  const config = { host: server.host, port: server.port, user: applicationRole, database: applicationRole }
  return build(config, undefined, 'stop' in server ? server : undefined, settings)
}

async function reachEmbedded(
  settings: DatabaseSettings,
): Promise<RunningServer | { host: string; port: number }> {
  if (settings.whenRunning === 'use') {
    const running = findRunning(settings.dataDir)
    if (running) return running
  }
  try {
    return await startServer({ dataDir: settings.dataDir, ...(settings.log ? { log: settings.log } : {}) })
  } catch (error) {
    // Another process was starting it in this very moment.
    const running = settings.whenRunning === 'use' ? findRunning(settings.dataDir) : undefined
    if (running && error instanceof Problem && error.code === 'database.running') return running
    throw error
  }
}

function build(
  config: pg.ClientConfig,
  role: PlainRole | undefined,
  server: RunningServer | undefined,
  settings: DatabaseSettings,
): Database {
  const full: pg.ClientConfig = { ...config, ...common }
  const prepare = async (client: pg.ClientBase): Promise<void> => {
    if (role) await client.query(role.onConnect)
  }
  const pool = new pg.Pool({
    ...full,
    max: settings.poolSize ?? 10,
    idleTimeoutMillis: 30_000,
    onConnect: prepare,
  })
  // Without a listener a connection that the server ends would end the program.
  pool.on('error', (error) => settings.log?.(`connection lost: ${error.message}`))
  const kysely = new Kysely<Schema>({ dialect: new PostgresDialect({ pool }) })
  return {
    kysely,
    pool,
    connect: async () => {
      const client = new pg.Client(full)
      client.on('error', (error) => settings.log?.(`connection lost: ${error.message}`))
      await client.connect()
      await prepare(client)
      return client
    },
    where: place(config),
    server,
    close: async () => {
      await kysely.destroy()
      // Kysely ends the pool only if it has used it.
      if (!pool.ending) await pool.end()
      await server?.stop()
    },
  }
}

const common: pg.ClientConfig = {
  application_name: 'acuerdo',
  connectionTimeoutMillis: 10_000,
  keepAlive: true,
  types: values,
}

function urlConfig(databaseUrl: string): pg.ClientConfig {
  if (!/^postgres(ql)?:\/\//.test(databaseUrl)) throw new Problem('database.url', {}, 503)
  return { connectionString: databaseUrl }
}

const place = (config: pg.ClientConfig): string => {
  const { host, port, database } = new pg.Client(config)
  return `${host}:${port}/${database}`
}

/** Looks at a server that was given: its version, encoding, and what the role may do. */
async function examine(config: pg.ClientConfig): Promise<PlainRole> {
  const client = new pg.Client({ ...config, ...common })
  client.on('error', () => {})
  try {
    await client.connect()
  } catch (error) {
    // The message names host and role, never the password.
    throw new Problem('database.unreachable', { where: place(config), reason: (error as Error).message }, 503)
  }
  try {
    const { rows } = await client.query<{ version: number; encoding: string }>(
      `select current_setting('server_version_num')::int as version, current_setting('server_encoding') as encoding`,
    )
    const { version = 0, encoding = '' } = rows[0] ?? {}
    const major = Math.floor(version / 10_000)
    if (major < oldestMajor) throw new Problem('database.tooOld', { found: major, needed: oldestMajor }, 503)
    if (encoding !== 'UTF8') throw new Problem('database.encoding', { found: encoding }, 503)
    return await plainRole(client)
  } finally {
    await client.end()
  }
}
