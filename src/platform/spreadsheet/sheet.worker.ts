/** Reads one spreadsheet in a thread of its own, so that a large one keeps nobody waiting (`read-apart.ts` starts it). */
import { parentPort, workerData } from 'node:worker_threads'
import { Problem } from '../problem.ts'
import { readSheet } from './read.ts'

/** Some rows as they cross from one thread to the other: texts, and where the formulas are. */
export interface SomeRows {
  rows: string[][]
  /** Row within these, and cell. */
  formulas: [number, number][]
}
export type FromWorker =
  | SomeRows
  | { problem: { code: string; values: Problem['values']; status: Problem['status'] } }
  | 'end'

const atOnce = 1000
const say = (message: FromWorker): void => parentPort?.postMessage(message)

async function run(): Promise<void> {
  try {
    const grid = await readSheet((workerData as { bytes: Uint8Array }).bytes)
    for (let at = 0; at < grid.length; at += atOnce) {
      const some = grid.slice(at, at + atOnce)
      say({
        rows: some.map((row) => row.map(({ text }) => text)),
        formulas: some.flatMap((row, r) =>
          row.flatMap(({ formula }, c) => (formula ? [[r, c] as [number, number]] : [])),
        ),
      })
    }
    say('end')
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    const { code, values, status } = error
    say({ problem: { code, values, status } })
  }
}

void run()
