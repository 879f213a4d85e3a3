/** The real program as a person starts it: a child process on a data directory of its own. */
import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, realpathSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'

const root = resolve(import.meta.dirname, '../..')

export interface Started {
  /** `http://localhost:34567` */
  readonly url: string
  /** The one-time link that it printed. */
  readonly link: string
  /** What it wrote to its error stream: the log. */
  log(): string
  /** Asks it to stop, waits for its end, removes its data; its exit code. */
  stop(): Promise<number | null>
}

/** Builds where the sources have changed, starts, and waits for the address. Throws with the log where it does not start. */
export async function startProgram(): Promise<Started> {
  const dataDir = mkdtempSync(join(realpathSync(tmpdir()), 'acuerdo-journey-'))
  const { DATABASE_URL: _, ...env } = process.env
  const child = spawn(process.execPath, ['bin/acuerdo.mjs', 'start', '--json', '--port', '0'], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...env, ACUERDO_DATA: dataDir, ACUERDO_MICRODATA_MEMORY: '1GB', LANG: 'es_MX.UTF-8' },
  })
  // A run that is interrupted takes its program along.
  process.once('exit', () => child.kill('SIGTERM'))
  process.once('SIGTERM', () => process.exit(143))
  let log = ''
  child.stderr.on('data', (bytes) => {
    log += bytes
  })
  const ended = new Promise<number | null>((done) => child.once('exit', (code) => done(code)))
  try {
    const { url, signInLink } = await announced(child, ended)
    return {
      url,
      link: signInLink,
      log: () => log,
      async stop() {
        child.kill('SIGTERM')
        const code = await ended
        rmSync(dataDir, { recursive: true, force: true })
        return code
      },
    }
  } catch (error) {
    child.kill('SIGTERM')
    await ended
    rmSync(dataDir, { recursive: true, force: true })
    throw new Error(`the program did not start:\n${log}`, { cause: error })
  }
}

/** The JSON that a start prints once it listens. */
function announced(
  child: ChildProcess,
  ended: Promise<number | null>,
): Promise<{ url: string; signInLink: string }> {
  return new Promise((done, fail) => {
    let text = ''
    child.stdout?.on('data', (bytes) => {
      text += bytes
      if (!text.trimEnd().endsWith('}')) return
      done(JSON.parse(text))
    })
    ended.then((code) => fail(new Error(`ended with ${code}`)))
  })
}
