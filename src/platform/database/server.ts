import { resolve } from 'node:path'
import { type Binaries, embeddedBinaries } from './server-binaries.ts'
import { clusterDirectory, makeDataDir } from './server-directory.ts'
import { startGuarded } from './server-guard.ts'
import { clusterName, readPostmaster } from './server-process.ts'
import { applicationRole, prepareCluster } from './server-roles.ts'
import { socketDirectory } from './server-socket.ts'
import { isLive, isOrphan, untilStarted } from './server-wait.ts'

export interface ServerSettings {
  /** Folder of all data; the cluster lies in `<dataDir>/postgres-<major>`. */
  readonly dataDir: string
  /** Takes each line that PostgreSQL writes. */
  readonly log?: (line: string) => void
  /** Another installation than the embedded one (the tests run on Debian's). */
  readonly binaries?: Binaries
  /** False only in tests: writes are not forced to the disk. */
  readonly durable?: boolean
}

/** Where a server is reached: the folder of its socket. */
export interface ServerAddress {
  readonly host: string
  readonly port: number
}

export interface RunningServer extends ServerAddress {
  readonly directory: string
  readonly pid: number
  readonly major: number
  /** Role and database of the application; the role is no superuser and owns the database. */
  readonly user: string
  readonly database: string
  /** Resolves when PostgreSQL has ended, whoever ended it. */
  readonly ended: Promise<void>
  /** Fast stop: open transactions are rolled back, everything acknowledged is on the disk. */
  stop(): Promise<void>
}

const port = 5432

/**
 * Starts PostgreSQL on a data directory and resolves when it accepts connections.
 * It listens on a Unix socket only and ends when this program ends, however that happens.
 * Throws Problems: `database.running` (a live server holds the directory; its pid), `database.start`, and those of
 * `clusterDirectory` and `embeddedBinaries`.
 */
export async function startServer(settings: ServerSettings): Promise<RunningServer> {
  const dataDir = resolve(settings.dataDir)
  const { log = () => {}, durable = true } = settings
  const binaries = settings.binaries ?? embeddedBinaries()
  makeDataDir(dataDir)
  const { directory, user } = await clusterDirectory(dataDir, binaries, { durable, log })
  const { guarded, held } = await untilStarted(directory, log, () => {
    const socket = socketDirectory(dataDir, user)
    const command = [`${binaries.bin}/postgres`, '-D', directory, '-p', String(port)]
    for (const [name, value] of Object.entries(parameters(socket.path, durable)))
      command.push('-c', `${name}=${value}`)
    return startGuarded(command, user, log, socket.temporary ? socket.path : '')
  })
  guarded.background()
  const address: ServerAddress = { host: held.socketDir, port }
  try {
    await prepareCluster(address)
  } catch (error) {
    await guarded.stop()
    throw error
  }
  return {
    ...address,
    directory,
    pid: held.pid,
    major: binaries.major,
    user: applicationRole,
    database: applicationRole,
    ended: guarded.ended.then(() => {}),
    stop: async () => {
      await guarded.stop()
    },
  }
}

/** The live server of a data directory, started by another process; undefined where none is. */
export function findRunning(dataDir: string, major = embeddedBinaries().major): ServerAddress | undefined {
  const held = readPostmaster(`${resolve(dataDir)}/postgres-${major}`)
  if (held?.status !== 'ready' || !isLive(held) || isOrphan(held)) return undefined
  return { host: held.socketDir, port }
}

function parameters(socketDir: string, durable: boolean): Record<string, string> {
  return {
    cluster_name: clusterName(),
    listen_addresses: '',
    unix_socket_directories: `"${socketDir.replaceAll('"', '""')}"`,
    unix_socket_permissions: '0700',
    max_connections: '60',
    // Compiling a query costs more than it saves on the short ones that a page asks.
    jit: 'off',
    timezone: 'UTC',
    log_timezone: 'UTC',
    // A statement's text and its details may hold personal data, so neither is logged; the program gets the error.
    log_min_messages: 'log',
    log_min_error_statement: 'panic',
    log_error_verbosity: 'terse',
    log_checkpoints: 'off',
    ...(durable ? {} : { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }),
  }
}
