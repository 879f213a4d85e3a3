import { chmodSync, type Dirent, existsSync, mkdirSync, readdirSync, statSync } from 'node:fs'
import { chown, mkdir, open, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { Problem } from '../problem.ts'
import type { Binaries } from './server-binaries.ts'
import { startGuarded } from './server-guard.ts'
import { processState } from './server-process.ts'
import { chooseUser, type RunAs } from './server-user.ts'

/** The first user of a cluster; the program uses it for the cluster only, never for a workspace's data. */
export const superuser = 'postgres'

/** Makes the folder of all data, for this user alone. */
export function makeDataDir(dataDir: string): void {
  try {
    mkdirSync(dataDir, { recursive: true, mode: 0o700 })
  } catch (error) {
    throw new Problem('database.cannotMake', { path: dataDir, reason: (error as Error).message }, 503)
  }
}

/**
 * The cluster's directory `<dataDir>/postgres-<major>`, made first where it is missing.
 * `initdb` works in a sibling that is renamed when it is complete, so a kill leaves no half-made cluster behind.
 * Throws Problems `database.otherVersion` (data of another major version) and `database.initdb`.
 */
export async function clusterDirectory(
  dataDir: string,
  binaries: Binaries,
  options: { durable: boolean; log: (line: string) => void },
): Promise<{ directory: string; user: RunAs }> {
  const name = `postgres-${binaries.major}`
  const directory = join(dataDir, name)
  // A cluster that is there is run by its owner.
  const user = await chooseUser(existsSync(directory) ? directory : dataDir, binaries.bin)
  // Another user passes through the folder to the cluster, and sees nothing in it.
  if (user.uid !== undefined && statSync(dataDir).uid !== user.uid) chmodSync(dataDir, 0o711)
  const found = readdirSync(dataDir, { withFileTypes: true })
  await removeLeftovers(dataDir, found)
  if (found.some((entry) => entry.name === name)) return { directory, user }
  const other = found.find((entry) => /^postgres-\d+$/.test(entry.name))
  if (other) {
    const values = { path: join(dataDir, other.name), found: other.name.slice(9), needed: binaries.major }
    throw new Problem('database.otherVersion', values, 503)
  }
  const temporary = `${directory}.new-${process.pid}`
  await mkdir(temporary, { mode: 0o700 })
  if (user.uid !== undefined) await chown(temporary, user.uid, user.gid ?? user.uid)
  await initdb(temporary, binaries, user, options)
  await publish(temporary, directory, dataDir)
  return { directory, user }
}

async function initdb(
  directory: string,
  binaries: Binaries,
  user: RunAs,
  options: { durable: boolean; log: (line: string) => void },
): Promise<void> {
  const command = [
    join(binaries.bin, 'initdb'),
    '-D',
    directory,
    '-U',
    superuser,
    '--auth=trust',
    '-E',
    'UTF8',
  ]
  // Older macOS has no locale of this name; there PostgreSQL's own one gives the same order.
  if (process.platform === 'darwin')
    command.push('--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8')
  else command.push('--locale=C.UTF-8')
  if (!options.durable) command.push('--no-sync')
  const guarded = startGuarded(command, user, options.log)
  if ((await guarded.ended) === 0) return
  await rm(directory, { recursive: true, force: true })
  throw new Problem('database.initdb', { path: directory, reason: guarded.lastLines() }, 503)
}

async function publish(temporary: string, directory: string, dataDir: string): Promise<void> {
  try {
    await rename(temporary, directory)
  } catch (error) {
    await rm(temporary, { recursive: true, force: true })
    // Another start made the cluster in the meantime; its server is found by its pid in the next step.
    if (!['ENOTEMPTY', 'EEXIST'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error
    return
  }
  const handle = await open(dataDir, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/** Clusters that a killed start left half made; those of a start that is alive are left alone. */
async function removeLeftovers(dataDir: string, found: Dirent[]): Promise<void> {
  for (const entry of found) {
    const pid = /^postgres-\d+\.new-(\d+)$/.exec(entry.name)?.[1]
    if (pid === undefined) continue
    const mine = Number(pid) === process.pid
    if (!mine && processState(Number(pid)).state === 'running') continue
    await rm(join(dataDir, entry.name), { recursive: true, force: true })
  }
}
