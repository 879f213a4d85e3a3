import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** `gone`: no such process; `zombie`: ended, but its parent has not collected it yet. */
export type ProcessState = 'gone' | 'zombie' | 'running'

/** State of a process, from /proc on Linux and from `ps` elsewhere; `command` is its command line where it runs. */
export function processState(pid: number): { state: ProcessState; command: string } {
  try {
    if (process.platform !== 'linux') return fromPs(pid)
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    // The name in parentheses may hold anything, so the state is looked for after the last one.
    const letter = stat.slice(stat.lastIndexOf(')') + 2, stat.lastIndexOf(')') + 3)
    if (letter === 'X') return { state: 'gone', command: '' }
    if (letter === 'Z') return { state: 'zombie', command: '' }
    return { state: 'running', command: readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ') }
  } catch {
    return { state: 'gone', command: '' }
  }
}

function fromPs(pid: number): { state: ProcessState; command: string } {
  const line = execFileSync('ps', ['-o', 'stat=,command=', '-p', String(pid)], { encoding: 'utf8' }).trim()
  const [stat = '', ...command] = line.split(/\s+/)
  return { state: stat.startsWith('Z') ? 'zombie' : 'running', command: command.join(' ') }
}

/** What `postmaster.pid` says of the server that holds a data directory. */
export interface Postmaster {
  readonly pid: number
  /** Folder of its socket; empty while it has not come so far. */
  readonly socketDir: string
  /** `starting`, `ready`, `stopping`, or empty. */
  readonly status: string
  /** Process of the program that started it; undefined where somebody else did. */
  readonly owner: number | undefined
}

/** Reads `postmaster.pid`; undefined where there is none. */
export function readPostmaster(directory: string): Postmaster | undefined {
  const lines = readLines(join(directory, 'postmaster.pid'))
  const pid = Number(lines[0])
  if (!Number.isInteger(pid) || pid <= 0) return undefined
  const owner = /acuerdo-(\d+)/.exec(readLines(join(directory, 'postmaster.opts'))[0] ?? '')?.[1]
  return {
    pid,
    socketDir: lines[4] ?? '',
    status: (lines[7] ?? '').trim(),
    owner: owner === undefined ? undefined : Number(owner),
  }
}

/** The name under which a server shows who started it (in `ps`, and in `postmaster.opts`). */
export const clusterName = (): string => `acuerdo-${process.pid}`

function readLines(path: string): string[] {
  try {
    return readFileSync(path, 'utf8').split('\n')
  } catch {
    return []
  }
}
