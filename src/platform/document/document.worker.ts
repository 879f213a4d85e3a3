/**
 * Writes one document in a process of its own (`apart.ts` starts it), so that a long one keeps nobody waiting, and so that neither
 * a fault in the compiler's native code nor too much memory ends the program.
 *
 * As a thread of that process it counts the pages for the table of contents of the Word file, while the main one draws.
 *
 * stdin: `Order` as JSON. stdout: `0` and the file, or `1` and a problem as JSON. It ends itself where it fills too much memory.
 */
import { writeSync } from 'node:fs'
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads'
import { Problem } from '../problem.ts'
import type { Document } from './model.ts'

export interface Order {
  kind: 'pdf' | 'docx'
  document: Document
  /** Megabytes. */
  memory: number
}
// In the words that `apart.ts` waits for.
const heavy = 'acuerdo: too much memory'

/** Compiling holds this thread; another one watches. */
function watch(memory: number): Promise<void> {
  const code = `const { writeSync } = require('node:fs')
    setInterval(() => {
      if (process.memoryUsage.rss() < ${memory} * 1048576) return
      writeSync(2, ${JSON.stringify(heavy)})
      process.kill(process.pid, 'SIGKILL')
    }, 100)`
  const guard = new Worker(code, { eval: true })
  return new Promise((resolve, reject) => guard.once('online', resolve).once('error', reject))
}

async function ordered(): Promise<Order> {
  const chunks: Buffer[] = []
  for await (const chunk of process.stdin) chunks.push(chunk as Buffer)
  return JSON.parse(Buffer.concat(chunks).toString('utf8')) as Order
}

async function written({ kind, document }: Order): Promise<Uint8Array> {
  if (kind === 'pdf') return (await import('./pdf.ts')).toPdf(document)
  const counting = document.blocks.some(({ block }) => block === 'contents') ? counted(document) : undefined
  // Where it fails, so does what follows, which tells.
  counting?.catch(() => {})
  return (await import('./word/word.ts')).toWord(document, counting)
}

type Pages = Map<string, number>

function counted(document: Document): Promise<Pages> {
  const thread = new Worker(process.argv[1] ?? '', { workerData: document })
  return new Promise((resolve, reject) => thread.once('message', resolve).once('error', reject))
}

async function count(document: Document): Promise<void> {
  parentPort?.postMessage(await (await import('./pdf.ts')).pagesOf(document))
}

async function run(): Promise<void> {
  const order = await ordered()
  await watch(order.memory)
  try {
    say(0, await written(order))
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    const { code, values, status } = error
    say(1, Buffer.from(JSON.stringify({ code, values, status })))
  }
  process.exit(0)
}

function say(kind: 0 | 1, bytes: Uint8Array): void {
  const all = Buffer.concat([Uint8Array.of(kind), bytes])
  for (let at = 0; at < all.length; ) at += wrote(all.subarray(at))
}

/** A pipe that is full says so; the other side is reading. */
function wrote(bytes: Uint8Array): number {
  try {
    return writeSync(1, bytes)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') throw error
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 2)
    return 0
  }
}

void (isMainThread ? run() : count(workerData as Document))
