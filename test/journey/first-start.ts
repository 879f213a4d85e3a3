/** The program as a child process, and the data of a first start that all journeys but the newcomer's begin with. */
import { type ChildProcess, spawn } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

const root = resolve(import.meta.dirname, '../..')

export interface Started {
  /** `http://localhost:34567` */
  readonly url: string
  /** The one-time link that it printed. */
  readonly link: string
  /** What it wrote to its error stream: the log. */
  log(): string
  /** Asks it to stop, and waits for its end; its exit code. */
  stop(): Promise<number | null>
}

/** Makes a folder by a first start that is stopped once the sample stands, its reports last: to be copied. */
export async function makeSampleData(dataDir: string): Promise<void> {
  mkdirSync(dataDir)
  const { url, link, stop } = await start(dataDir)
  try {
    const entered = await fetch(link, {
      method: 'POST',
      redirect: 'manual',
      headers: { origin: url },
      body: new URLSearchParams(),
    })
    const cookie = entered.headers.getSetCookie().map((one) => one.split(';')[0])
    if (cookie.length === 0) throw new Error(`the printed link does not let in: ${entered.status}`)
    const headers = { cookie: cookie.join('; ') }
    for (let signed = 0; signed < 2; await sleep(300)) {
      const page = await fetch(`${url}/es/muestra/editions`, { headers })
      signed = new Set((await page.text()).match(/\/editions\/[0-9a-f-]{36}/g)).size
    }
  } finally {
    await stop()
  }
}

/** Builds where the sources have changed, starts, and waits for the address. Throws with the log where it does not start. */
export async function start(dataDir: string): Promise<Started> {
  const { DATABASE_URL: _, ...env } = process.env
  const child = spawn(process.execPath, ['bin/acuerdo.mjs', 'start', '--json', '--port', '0'], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...env, ACUERDO_DATA: dataDir, ACUERDO_MICRODATA_MEMORY: '1GB', LANG: 'es_MX.UTF-8' },
  })
  const kill = () => child.kill('SIGTERM')
  process.once('exit', kill)
  let log = ''
  child.stderr.on('data', (bytes) => {
    log += bytes
  })
  const ended = new Promise<number | null>((done) => child.once('exit', (code) => done(code)))
  ended.then(() => process.off('exit', kill))
  const stop = () => {
    kill()
    return ended
  }
  try {
    const { url, signInLink } = await announced(child, ended)
    return { url, link: signInLink, log: () => log, stop }
  } catch (error) {
    await stop()
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
