import { execFile } from 'node:child_process'
import { existsSync, readFileSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import { promisify } from 'node:util'
import { Problem } from '../problem.ts'

/**
 * How the programs of PostgreSQL, which refuse to run as root, are started:
 * a prefix before the command, or another user id.
 */
export interface RunAs {
  readonly prefix: readonly string[]
  readonly uid?: number
  readonly gid?: number
  /** Name for a person. */
  readonly name: string
}

const itself: RunAs = { prefix: [], name: 'this user' }
const nobodyId = 65534
/** A user namespace in which root appears as nobody: it keeps root's files, so it works under a mode-700 home. */
const namespace: RunAs = {
  prefix: ['unshare', '--user', `--map-user=${nobodyId}`, `--map-group=${nobodyId}`, '--'],
  name: 'root in a user namespace',
}

/**
 * Chooses the user for a directory, made or to be filled. An ordinary user is itself. As root: the owner of the
 * directory where that is not root; else a user namespace; and only where the system refuses those, `nobody`.
 * Throws the Problem `database.notEntered` when the chosen user cannot enter the folder above it or the programs',
 * and `database.noUser` where no user can be chosen.
 */
export async function chooseUser(directory: string, bin: string, refuseNamespace = false): Promise<RunAs> {
  if (process.getuid?.() !== 0) return itself
  const owner = statSync(directory)
  const candidates =
    owner.uid !== 0
      ? [{ prefix: [], uid: owner.uid, gid: owner.gid, name: `user ${owner.uid}` }]
      : [...(refuseNamespace ? [] : [namespace]), nobody()]
  for (const user of candidates) {
    if (!(await works(user))) continue
    for (const path of [dirname(directory), bin]) {
      if (!(await canEnter(user, path)))
        throw new Problem('database.notEntered', { path, user: user.name }, 503)
    }
    return user
  }
  throw new Problem('database.noUser', {}, 503)
}

function nobody(): RunAs {
  const line = existsSync('/etc/passwd')
    ? /^nobody:[^:]*:(\d+):(\d+):/m.exec(readFileSync('/etc/passwd', 'utf8'))
    : null
  return {
    prefix: [],
    uid: Number(line?.[1] ?? nobodyId),
    gid: Number(line?.[2] ?? nobodyId),
    name: 'nobody',
  }
}

const works = (user: RunAs): Promise<boolean> => run(user, ['true'])
const canEnter = (user: RunAs, path: string): Promise<boolean> => run(user, ['test', '-x', path])

async function run(user: RunAs, command: string[]): Promise<boolean> {
  const [program = '', ...args] = [...user.prefix, ...command]
  try {
    await promisify(execFile)(program, args, { cwd: '/', ...ids(user) })
    return true
  } catch {
    return false
  }
}

/** The part of `spawn`'s options that sets the user. */
export const ids = (user: RunAs): { uid?: number; gid?: number } =>
  user.uid === undefined ? {} : { uid: user.uid, gid: user.gid ?? user.uid }
