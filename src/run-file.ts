import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** What a running server leaves in the data folder for the command line: `run.json`. */
export interface RunFile {
  readonly pid: number
  /** Address at which people reach it. */
  readonly url: string
}

const pathOf = (dataDir: string): string => join(dataDir, 'run.json')

export const writeRunFile = (dataDir: string, url: string): void =>
  writeFileSync(pathOf(dataDir), JSON.stringify({ pid: process.pid, url } satisfies RunFile), { mode: 0o600 })

export const removeRunFile = (dataDir: string): void => rmSync(pathOf(dataDir), { force: true })

/** The server that runs on this folder; undefined where none does, or it was killed. */
export function readRunFile(dataDir: string): RunFile | undefined {
  try {
    const run = JSON.parse(readFileSync(pathOf(dataDir), 'utf8')) as RunFile
    process.kill(run.pid, 0)
    return run
  } catch {
    return undefined
  }
}
