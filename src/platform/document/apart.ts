/** Word and PDF of a document, each written in a process of its own with an end to its time and memory. */
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Problem } from '../problem.ts'
import { root } from '../root.ts'
import type { Order } from './document.worker.ts'
import type { Document } from './model.ts'

export interface Limits {
  /** Milliseconds until it is given up. */
  time: number
  /** Megabytes that the process may fill. */
  memory: number
}
/** Sixty pages with three hundred tables take 3 s and 300 MB on a slow laptop. */
const usual: Limits = { time: 60_000, memory: 1536 }

interface Given {
  signal?: AbortSignal
  limits?: Limits
}

/**
 * DOCX with real styles, captions, notes and a table of contents.
 * @throws Problem `document.heavy` (more time or memory than it may take), `document.drawing` (a figure that is no drawing),
 * `document.failed` (the process broke); aborting `signal` ends it at once
 */
export const wordOf = (document: Document, given: Given = {}): Promise<Uint8Array> =>
  queued('docx', document, given)

/** Tagged PDF/UA-1, checked by the compiler. @throws as `wordOf` */
export const pdfOf = (document: Document, given: Given = {}): Promise<Uint8Array> =>
  queued('pdf', document, given)

/** Two at once, so that many do not fill the memory. */
const most = 2
let running = 0
const waiting: (() => void)[] = []

async function queued(kind: Order['kind'], document: Document, given: Given): Promise<Uint8Array> {
  if (running >= most) await new Promise<void>((resolve) => waiting.push(resolve))
  running += 1
  try {
    return await written(kind, document, given)
  } finally {
    running -= 1
    waiting.shift()?.()
  }
}

async function written(
  kind: Order['kind'],
  document: Document,
  { signal, limits = usual }: Given,
): Promise<Uint8Array> {
  signal?.throwIfAborted()
  const order: Order = { kind, document, memory: limits.memory }
  const child = spawn(process.execPath, [await program()], {
    stdio: ['pipe', 'pipe', 'pipe'],
    cwd: root,
    windowsHide: true,
    // Nothing of the program's settings goes along, and a package that a template asked for would not be fetched.
    env: { ...systemOnly(), HTTPS_PROXY: 'http://127.0.0.1:9', HTTP_PROXY: 'http://127.0.0.1:9' },
  })
  const out: Buffer[] = []
  let said = ''
  let late = false
  const timer = setTimeout(() => {
    late = true
    child.kill('SIGKILL')
  }, limits.time)
  const onAbort = (): void => void child.kill('SIGKILL')
  signal?.addEventListener('abort', onAbort, { once: true })
  try {
    const code = await new Promise<number | null>((resolve, reject) => {
      child.stdout.on('data', (chunk: Buffer) => out.push(chunk))
      child.stderr.on('data', (chunk: Buffer) => {
        said = `${said}${chunk.toString('utf8')}`.slice(-4000)
      })
      child.on('error', reject)
      child.on('close', resolve)
      // A child that has already ended takes no more; how it ended is told by `close`.
      child.stdin.on('error', () => {})
      child.stdin.end(JSON.stringify(order))
    })
    signal?.throwIfAborted()
    if (late || said.includes(tooMuch))
      throw new Problem('document.heavy', { seconds: Math.round(limits.time / 1000), mb: limits.memory }, 413)
    // An exception of ours: a developer's fault, told with its place.
    if (code === 1) throw new Error(`a document could not be written: ${said}`)
    if (code !== 0 || out.length === 0) throw new Problem('document.failed', {}, 503)
    return answered(Buffer.concat(out))
  } finally {
    clearTimeout(timer)
    signal?.removeEventListener('abort', onAbort)
  }
}

/** As in the worker, which is not loaded here: it runs when it is. */
const tooMuch = 'acuerdo: too much memory'

const systemOnly = (): NodeJS.ProcessEnv =>
  Object.fromEntries(
    ['PATH', 'HOME', 'TMPDIR', 'TEMP', 'TMP', 'SystemRoot', 'USERPROFILE', 'LOCALAPPDATA', 'APPDATA'].flatMap(
      (name) => (process.env[name] === undefined ? [] : [[name, process.env[name]]]),
    ),
  )

function answered(bytes: Buffer): Uint8Array {
  if (bytes[0] === 0) return new Uint8Array(bytes.subarray(1))
  const { code, values, status } = JSON.parse(bytes.subarray(1).toString('utf8')) as Problem
  throw new Problem(code, values, status)
}

let fromSource: Promise<string> | undefined

/** The built program; from source (tests, scripts), where there is none, it is built on the spot, once. */
function program(): Promise<string> {
  const built = join(root, 'dist', 'document.worker.js')
  if (!import.meta.url.endsWith('.ts') && existsSync(built)) return Promise.resolve(built)
  fromSource ??= build()
  return fromSource
}

async function build(): Promise<string> {
  const esbuild = await import('esbuild')
  const { outputFiles } = await esbuild.build({
    entryPoints: [join(root, 'src/platform/document/document.worker.ts')],
    bundle: true,
    write: false,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    packages: 'external',
    jsx: 'automatic',
    jsxImportSource: 'hono/jsx',
  })
  const code = outputFiles[0]?.text ?? ''
  const dir = join(root, 'dist', 'run')
  const path = join(
    dir,
    `document.worker-${createHash('sha256').update(code).digest('hex').slice(0, 12)}.mjs`,
  )
  if (existsSync(path)) return path
  mkdirSync(dir, { recursive: true })
  writeFileSync(`${path}.${process.pid}`, code)
  renameSync(`${path}.${process.pid}`, path)
  return path
}
