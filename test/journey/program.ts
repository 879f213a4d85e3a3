/** The real program as a person starts it: a child process on a data directory of its own. */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, realpathSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { askTestRun } from '../ask.ts'
import { type Started, start } from './first-start.ts'

export type { Started }

/**
 * Starts the program on the data of a first start whose sample is complete: made once a test run and copied, for to make
 * them takes five times as long. `isFirst`: it finds nothing, as at a newcomer's. Its data are removed when it is stopped.
 */
export async function startProgram(options: { isFirst?: boolean } = {}): Promise<Started> {
  const dataDir = mkdtempSync(join(realpathSync(tmpdir()), 'acuerdo-journey-'))
  const remove = () => rmSync(dataDir, { recursive: true, force: true })
  // A run that is interrupted takes its program along.
  process.once('SIGTERM', () => process.exit(143))
  try {
    // With owners and rights: PostgreSQL refuses a cluster that is not its own, or that others may read.
    if (!options.isFirst) execFileSync('cp', ['-Rp', `${await askTestRun('sample')}/.`, dataDir])
    const program = await start(dataDir)
    const stop = () => program.stop().finally(remove)
    return { ...program, stop }
  } catch (error) {
    remove()
    throw error
  }
}
