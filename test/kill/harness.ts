import { spawn } from 'node:child_process'
import { mkdirSync, readdirSync, readFileSync, readlinkSync } from 'node:fs'
import { basename, join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as sleep } from 'node:timers/promises'
import { build } from 'esbuild'

/** How many kills a test does: 5 in `npm test`, 50 in `npm run test:long`. */
export const kills = process.env.ACUERDO_LONG ? 50 : 5

/** The seed of this run, printed so that a failure can be repeated: `ACUERDO_SEED=… npx vitest run test/kill`. */
export const seed = Number(process.env.ACUERDO_SEED ?? 4600)

/** Numbers in [0, 1) that are the same for the same seed (mulberry32). */
export function random(from: number): () => number {
  let state = from >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
  }
}

/** Makes one file out of a TypeScript program and what it imports, so that plain Node can run it; its path. */
export async function buildProgram(entry: string): Promise<string> {
  const folder = join(import.meta.dirname, '../../node_modules/.cache/acuerdo')
  mkdirSync(folder, { recursive: true })
  const outfile = join(folder, `${basename(entry, '.ts')}-${process.pid}.mjs`)
  await build({
    entryPoints: [entry],
    outfile,
    bundle: true,
    packages: 'external',
    // A package of this repository is a part of the program, not installed beside it.
    alias: { '@acuerdo/survey': join(import.meta.dirname, '../../packages/survey/src') },
    conditions: ['source'],
    format: 'esm',
    platform: 'node',
    target: 'node20',
  })
  return outfile
}

export interface KilledRun {
  /** What the program had written when it died, line by line. */
  readonly lines: readonly string[]
  readonly pid: number
  /** False where it had ended by itself before. */
  readonly killed: boolean
  readonly errors: string
}

/**
 * Runs a program and ends it with SIGKILL `afterMs` after its start, or after it has written the line `line`.
 * `afterMs` null lets it end by itself.
 */
export async function killDuring(run: {
  readonly program: string
  readonly args: readonly string[]
  readonly env?: Record<string, string>
  readonly line?: string
  readonly afterMs: number | null
  /** Kills at the same moment everything that works on this data directory: PostgreSQL and its guard too. */
  readonly withAllOf?: string
}): Promise<KilledRun> {
  const child = spawn(process.execPath, [run.program, ...run.args], {
    env: { ...process.env, ...run.env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const lines: string[] = []
  let errors = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    errors += text
  })
  let timer: NodeJS.Timeout | undefined
  const kill = (): void => {
    const others = run.withAllOf === undefined ? [] : belonging(run.withAllOf, child.pid ?? 0)
    child.kill('SIGKILL')
    for (const other of others) {
      try {
        process.kill(Number.parseInt(other, 10), 'SIGKILL')
      } catch {
        // It ended by itself when the one before it died.
      }
    }
  }
  const arm = (): void => {
    if (run.afterMs !== null) timer ??= setTimeout(kill, run.afterMs)
  }
  if (run.line === undefined) arm()
  const reader = createInterface({ input: child.stdout })
  reader.on('line', (line) => {
    lines.push(line)
    if (line === run.line) arm()
  })
  const read = new Promise<void>((resolve) => reader.once('close', resolve))
  const signal = await new Promise<NodeJS.Signals | null>((resolve) =>
    child.once('exit', (_, by) => resolve(by)),
  )
  clearTimeout(timer)
  await read
  return { lines, pid: child.pid ?? 0, killed: signal === 'SIGKILL', errors }
}

/**
 * Waits until nothing runs any more that belongs to a data directory or to the server that process `owner` started;
 * the command lines of what is left after `limitMs`.
 */
export async function orphans(dataDir: string, owner: number, limitMs = 20_000): Promise<string[]> {
  for (const since = Date.now(); ; await sleep(50)) {
    const left = belonging(dataDir, owner)
    if (left.length === 0 || Date.now() - since > limitMs) return left
  }
}

const belonging = (dataDir: string, owner: number): string[] =>
  processes().filter((one) => one.includes(`${dataDir}/`) || one.includes(`acuerdo-${owner}:`))

/** Every other process: number, command line, working directory and the database's directory in its environment. */
function processes(): string[] {
  const read = (path: string, how: (path: string) => string): string => {
    try {
      return how(path).replaceAll('\0', ' ')
    } catch {
      return ''
    }
  }
  const text = (path: string): string => readFileSync(path, 'utf8')
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid)
    .map((pid) => {
      const directory = /PGDATA=\S+/.exec(read(`/proc/${pid}/environ`, text))?.[0] ?? ''
      return `${pid}: ${read(`/proc/${pid}/cmdline`, text)} ${read(`/proc/${pid}/cwd`, readlinkSync)} ${directory}`
    })
}
