import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { Problem } from '../problem.ts'
import type { Guarded } from './server-guard.ts'
import { type Postmaster, processState, readPostmaster } from './server-process.ts'
import { timeouts } from './server-roles.ts'

/** For a server that is ending. */
const endLimitMs = 10_000
/** A start that recovers from a crash may take long; nothing else does. */
const startLimitMs = 120_000

/** For a process of a server that was killed: it may still compute one statement, which ends after a minute. */
const leftoverLimitMs = timeouts.statement_timeout + endLimitMs

/**
 * Starts a server when nothing of an earlier one is left on its directory, and resolves when it accepts connections.
 * Throws Problems `database.running` and `database.start`.
 */
export async function untilStarted(
  directory: string,
  log: (line: string) => void,
  start: () => Guarded,
): Promise<{ guarded: Guarded; held: Postmaster }> {
  for (const since = Date.now(); ; await sleep(200)) {
    await untilFree(directory)
    const guarded = start()
    try {
      return { guarded, held: await untilReady(directory, guarded) }
    } catch (error) {
      // PostgreSQL was killed and one of its processes lives on; it looks only when it has finished what it computes.
      const leftover = /shared memory block .* still in use/.test(guarded.lastLines())
      if (!leftover || Date.now() - since > leftoverLimitMs) throw error
      log('waiting for a process of the former PostgreSQL to end')
    }
  }
}

/**
 * Waits up to 10 s for a server that is ending: a zombie not yet collected, one that is stopping, or one whose program
 * died a moment ago. A live one is reported by its pid: Problem `database.running`.
 */
async function untilFree(directory: string): Promise<void> {
  for (const since = Date.now(); ; await sleep(50)) {
    const held = readPostmaster(directory)
    if (!held) return
    const { state } = processState(held.pid)
    // PostgreSQL clears up the file of a process that is gone, after looking whether its memory is still in use.
    if (state === 'gone') return
    const patient = Date.now() - since < endLimitMs
    if (state === 'zombie' && patient) continue
    // Nobody collects the zombie, or the number now belongs to another program: PostgreSQL would take it for a server.
    if (!isLive(held)) return rmSync(join(directory, 'postmaster.pid'), { force: true })
    if (!patient || !(held.status === 'stopping' || isOrphan(held))) throw running(held, directory)
  }
}

/** Waits until a server that was just started accepts connections. Throws the Problem `database.start`. */
async function untilReady(directory: string, guarded: Guarded): Promise<Postmaster> {
  for (const since = Date.now(); ; await sleep(10)) {
    const held = readPostmaster(directory)
    if (guarded.hasEnded() || Date.now() - since > startLimitMs) {
      await guarded.stop()
      if (held && isLive(held) && held.owner !== process.pid) throw running(held, directory)
      throw new Problem('database.start', { path: directory, reason: guarded.lastLines() }, 503)
    }
    if (held?.status === 'ready' && held.owner === process.pid && isLive(held)) return held
  }
}

/** Whether the process that holds a directory is a PostgreSQL, and runs. */
export function isLive(held: Postmaster): boolean {
  const { state, command } = processState(held.pid)
  return state === 'running' && command.includes('postgres')
}

/** Whether the program that started it is gone, so that its guard is ending it now. */
export const isOrphan = (held: Postmaster): boolean =>
  held.owner !== undefined && held.owner !== process.pid && processState(held.owner).state !== 'running'

const running = (held: Postmaster, path: string): Problem =>
  new Problem('database.running', { pid: held.pid, path }, 503)
