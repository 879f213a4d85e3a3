/** The same as `readSheet`, in a thread of its own with an end to its time and memory: nobody else waits for a large sheet. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { Problem } from '../problem.ts'
import { root } from '../root.ts'
import { type Cell, type Grid, readSheet } from './read.ts'
import type { FromWorker, SomeRows } from './sheet.worker.ts'

export interface Limits {
  /** Milliseconds until it is given up. */
  time: number
  /** Megabytes of memory that the thread may fill. */
  memory: number
}
/** Fifty thousand rows of ten columns take six seconds and 400 MB on a slow laptop. */
const usual: Limits = { time: 90_000, memory: 1024 }

/** A text of up to this many bytes is read at once: a thread takes longer to start than that. */
const small = 300_000

/** One after the other, so that three sheets at once do not fill the memory. */
let last: Promise<unknown> = Promise.resolve()

/**
 * Reads a sheet without keeping the program from answering others. Throws the Problems of `readSheet`, and `sheet.heavy` where it
 * needs more time or memory than it is given. Aborting `signal` ends the thread at once.
 */
export function readSheetApart(
  bytes: Uint8Array,
  { signal, limits = usual }: { signal?: AbortSignal; limits?: Limits } = {},
): Promise<Grid> {
  const isText = bytes[0] !== 0x50 && bytes[0] !== 0xd0
  if (isText && bytes.byteLength <= small) return readSheet(bytes)
  const result = last.then(() => inThread(bytes, limits, signal))
  last = result.catch(() => {})
  return result
}

async function inThread(bytes: Uint8Array, limits: Limits, signal?: AbortSignal): Promise<Grid> {
  signal?.throwIfAborted()
  // A copy, for it moves to the other thread.
  const worker = await startWorker(Uint8Array.from(bytes), limits)
  const rows: Cell[][] = []
  try {
    return await new Promise<Grid>((resolve, reject) => {
      const heavy = () =>
        reject(
          new Problem('sheet.heavy', { seconds: Math.round(limits.time / 1000), mb: limits.memory }, 413),
        )
      const timer = setTimeout(heavy, limits.time)
      const onAbort = () => reject(signal?.reason)
      signal?.addEventListener('abort', onAbort, { once: true })
      worker.on('message', (message: FromWorker) => {
        if (message === 'end') resolve(rows)
        else if ('problem' in message) {
          const { code, values, status } = message.problem
          reject(new Problem(code, values, status))
        } else for (const row of cellsOf(message)) rows.push(row)
      })
      worker.on('error', (error: Error & { code?: string }) =>
        error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? heavy() : reject(error),
      )
      worker.on('exit', () => {
        clearTimeout(timer)
        signal?.removeEventListener('abort', onAbort)
        reject(new Error('the reading thread ended without a word'))
      })
    })
  } finally {
    await worker.terminate()
  }
}

const nothing: Cell = Object.freeze({ text: '' })

function cellsOf({ rows, formulas }: SomeRows): Cell[][] {
  const cells = rows.map((row) => row.map((text): Cell => (text === '' ? nothing : { text })))
  for (const [r, c] of formulas) {
    const row = cells[r]
    if (row?.[c]) row[c] = { text: row[c].text, formula: true }
  }
  return cells
}

/** The built worker; from source (tests, scripts), where there is none, it is built on the spot. */
async function startWorker(bytes: Uint8Array, { memory }: Limits): Promise<Worker> {
  const options = {
    workerData: { bytes },
    transferList: [bytes.buffer as ArrayBuffer],
    resourceLimits: { maxOldGenerationSizeMb: memory, maxYoungGenerationSizeMb: 64 },
  }
  const built = join(root, 'dist', 'sheet.worker.js')
  if (!import.meta.url.endsWith('.ts') && existsSync(built)) return new Worker(built, options)
  const { build } = await import('esbuild')
  const { outputFiles } = await build({
    entryPoints: [join(root, 'src/platform/spreadsheet/sheet.worker.ts')],
    bundle: true,
    write: false,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    packages: 'external',
    supported: { 'dynamic-import': false },
  })
  return new Worker(outputFiles[0]?.text ?? '', { ...options, eval: true })
}
