/** The text of a document, read in a thread of its own with an end to its time and memory. */
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { Worker } from 'node:worker_threads'
import { Problem } from '../../../platform/problem.ts'
import { root } from '../../../platform/root.ts'
import type { Given, Told } from './extract.worker.ts'
import type { Section } from './flow.ts'
import type { Format } from './recognise.ts'

export interface Limits {
  /** Milliseconds until it is given up. */
  time: number
  /** Megabytes of memory that the thread may fill. */
  memory: number
}
const usual: Limits = { time: 180_000, memory: 768 }

export interface Extracted {
  /** Pages of a PDF, sections of anything else; from 1. */
  pages: Section[]
  /** False: a scan, or drawings alone. */
  hasText: boolean
}

/**
 * Reads a file of the store. Throws the Problems of the readers, and `evidence.libraryHeavy` where it needs more time or memory than
 * it is given. Aborting `signal` ends the thread at once.
 */
export async function extract(
  path: string,
  format: Format,
  options: { signal?: AbortSignal; limits?: Limits; onProgress?: (done: number, of: number) => void } = {},
): Promise<Extracted> {
  const { signal, limits = usual, onProgress } = options
  const bytes = Uint8Array.from(await readFile(path))
  signal?.throwIfAborted()
  const worker = await start({ bytes, format, from: pathToFileURL(join(root, 'package.json')).href }, limits)
  const pages: Section[] = []
  try {
    return await new Promise<Extracted>((resolve, reject) => {
      const heavy = () =>
        reject(
          new Problem(
            'evidence.libraryHeavy',
            { seconds: Math.round(limits.time / 1000), mb: limits.memory },
            413,
          ),
        )
      const timer = setTimeout(heavy, limits.time)
      const onAbort = () => reject(signal?.reason)
      signal?.addEventListener('abort', onAbort, { once: true })
      worker.on('message', (told: Told) => {
        if ('end' in told) resolve({ pages, hasText: told.hasText })
        else if ('problem' in told)
          reject(new Problem(told.problem.code, told.problem.values, told.problem.status))
        else {
          pages.push(...told.pages)
          onProgress?.(told.done, told.of)
        }
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

/** The built worker; from source (tests, scripts), where there is none, it is built on the spot. */
async function start(given: Given, { memory }: Limits): Promise<Worker> {
  const options = {
    workerData: given,
    transferList: [given.bytes.buffer as ArrayBuffer],
    resourceLimits: { maxOldGenerationSizeMb: memory, maxYoungGenerationSizeMb: 64 },
  }
  const built = join(root, 'dist', 'extract.worker.js')
  if (!import.meta.url.endsWith('.ts') && existsSync(built)) return new Worker(built, options)
  fromSource ??= build()
  return new Worker(new URL(`data:text/javascript;base64,${(await fromSource).toString('base64')}`), options)
}

let fromSource: Promise<Buffer> | undefined
async function build(): Promise<Buffer> {
  const { build: bundle } = await import('esbuild')
  const { outputFiles } = await bundle({
    entryPoints: [join(root, 'src/evidence/library/extract/extract.worker.ts')],
    bundle: true,
    write: false,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    packages: 'external',
  })
  return Buffer.from(outputFiles[0]?.contents ?? [])
}
