import { chmodSync, chownSync, mkdirSync, mkdtempSync, realpathSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { RunAs } from './server-user.ts'

/** What PostgreSQL appends to the folder: `/.s.PGSQL.5432`, or `.lock` after it. */
const suffix = '/.s.PGSQL.5432.lock'
/** Bytes that a socket's path may have: 107 on Linux, 103 on macOS. */
const limit = process.platform === 'darwin' ? 103 : 107

/**
 * A folder for the socket that only this user may enter: in the data directory where the path is short enough,
 * else a fresh one in the system's temporary folder.
 */
export function socketDirectory(dataDir: string, user: RunAs): { path: string; temporary: boolean } {
  const near = join(realpathSync(dataDir), 'socket')
  const temporary = Buffer.byteLength(near + suffix) > limit
  const path = temporary ? mkdtempSync(join(shortTemporaryFolder(), 'acuerdo-')) : near
  mkdirSync(path, { recursive: true, mode: 0o700 })
  chmodSync(path, 0o700)
  if (user.uid !== undefined) chownSync(path, user.uid, user.gid ?? user.uid)
  return { path, temporary }
}

function shortTemporaryFolder(): string {
  const folder = realpathSync(tmpdir())
  return Buffer.byteLength(`${folder}/acuerdo-123456${suffix}`) > limit ? '/tmp' : folder
}
