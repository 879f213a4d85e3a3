import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, realpathSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, afterEach, describe, expect, test } from 'vitest'
import { root } from '../src/platform/root.ts'

/** `npm start` and `acuerdo start` as a person runs them, on a data directory of their own, and how they end. */
const dataDir = mkdtempSync(join(realpathSync(tmpdir()), 'acuerdo-start-'))
const children: ChildProcess[] = []
afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL')
})
afterAll(() => rmSync(dataDir, { recursive: true, force: true }))

interface Start {
  child: ChildProcess
  url: string
  signInLink: string
  out: string
  /** What it has said to the error stream until now. */
  err: () => string
}

/** Starts in a process group of its own, as a terminal does, and waits for the address. */
async function start(command: string, ...args: string[]): Promise<Start> {
  const { DATABASE_URL: _, ...env } = process.env
  const child = spawn(command, args, {
    cwd: root,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...env, ACUERDO_DATA: dataDir, ACUERDO_PORT: '0', LANG: 'en_GB.UTF-8' },
  })
  children.push(child)
  let out = ''
  let err = ''
  child.stdout?.on('data', (bytes) => {
    out += bytes
  })
  child.stderr?.on('data', (bytes) => {
    err += bytes
  })
  while (!/Ctrl-C/.test(out)) {
    if (child.exitCode !== null) throw new Error(`ended with ${child.exitCode}:\n${err}`)
    await sleep(50)
  }
  const [url = ''] = /http:\/\/localhost:\d+$/m.exec(out) ?? []
  const [signInLink = ''] = /http:\/\/localhost:\d+\/es\/sign-in\/\S+/.exec(out) ?? []
  return { child, url, signInLink, out, err: () => err }
}

const acuerdo = (...args: string[]) => start(process.execPath, 'bin/acuerdo.mjs', 'start', ...args)

const exit = (child: ChildProcess): Promise<number | null> =>
  child.exitCode !== null
    ? Promise.resolve(child.exitCode)
    : new Promise((resolve) => child.once('exit', (code) => resolve(code)))

/** Processes, ours or PostgreSQL's, that work on the data directory. */
const left = (): string[] =>
  execFileSync('ps', ['-eo', 'pid=,args='], { encoding: 'utf8', env: { ...process.env, COLUMNS: '4000' } })
    .split('\n')
    .filter((line) => line.includes(dataDir) && !line.includes('ps -eo'))

async function untilNoneLeft(): Promise<void> {
  for (let waited = 0; left().length > 0 && waited < 15_000; waited += 100) await sleep(100)
  expect(left()).toEqual([])
}

describe.sequential('start', { timeout: 120_000 }, () => {
  test('prints one address and a link that lets in once; Ctrl-C leaves no process', async () => {
    const { child, url, signInLink, out, err } = await acuerdo()
    expect(out.match(/http:/g)).toHaveLength(2)
    expect(signInLink.startsWith(`${url}/`)).toBe(true)
    expect(await (await fetch(`${url}/healthz`)).json()).toEqual({ status: 'ok' })
    expect((await fetch(signInLink)).status).toBe(200)
    // The other address of this computer's name, for browsers that try it first.
    const { port } = new URL(url)
    expect((await fetch(`http://127.0.0.1:${port}/healthz`)).status).toBe(200)
    expect(left()).not.toEqual([])
    // A terminal sends Ctrl-C to the whole group.
    process.kill(-(child.pid ?? 0), 'SIGINT')
    expect(await exit(child), err()).toBe(0)
    await untilNoneLeft()
    expect(existsSync(join(dataDir, 'run.json'))).toBe(false)
  })

  test('a second start is ready in three seconds of work, and refuses a third beside it', async () => {
    const { child } = await acuerdo()
    // What it took of the processor: the clock would measure how busy this computer is.
    if (process.platform === 'linux') {
      const stat = readFileSync(`/proc/${child.pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? []
      const seconds = (Number(stat[11]) + Number(stat[12])) / 100
      console.log(`second start: ${seconds} s of processor time`)
      expect(seconds).toBeLessThan(3)
    }
    await expect(acuerdo()).rejects.toThrow(/ended with 1:\n.*--data/s)
    child.kill('SIGTERM')
    expect(await exit(child)).toBe(0)
    await untilNoneLeft()
  })

  test('npm start ends with npm, though npm keeps the signal to itself', async () => {
    const { child } = await start('npm', 'start')
    child.kill('SIGTERM')
    await exit(child)
    await untilNoneLeft()
  })

  test('a port that was asked for and is taken is refused in words', async () => {
    const taken = createServer()
    await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve))
    const address = taken.address()
    const port = typeof address === 'object' ? String(address?.port) : ''
    await expect(acuerdo('--port', port)).rejects.toThrow(`Port ${port} is taken`)
    taken.close()
    await untilNoneLeft()
  })
})
