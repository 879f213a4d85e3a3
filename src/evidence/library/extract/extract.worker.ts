/** Reads the text of one document in a thread of its own (`apart.ts` starts it): a hostile file harms this thread and no other. */
import { createRequire } from 'node:module'
import { pathToFileURL } from 'node:url'
import { parentPort, workerData } from 'node:worker_threads'
import { Problem } from '../../../platform/problem.ts'
import { hasText, type Section, sectionsOfText } from './flow.ts'
import { readOpenDocument } from './open-document.ts'
import { readPdf } from './pdf.ts'
import type { Format } from './recognise.ts'
import { readWord } from './word.ts'
import { openZip } from './zip.ts'

export interface Given {
  bytes: Uint8Array
  format: Format
  /** Address of a module of ours, from which the libraries are found. */
  from: string
}
export type Told =
  | { pages: Section[]; done: number; of: number }
  | { problem: { code: string; values: Problem['values']; status: Problem['status'] } }
  | { end: true; hasText: boolean }

const { bytes, format, from } = workerData as Given
const say = (message: Told): void => parentPort?.postMessage(message)
const require = createRequire(from)

/** Memory that arrays fill is not counted by the limits of a thread: one array of a bomb is refused here. */
const largestArray = 256_000_000
globalThis.Uint8Array = new Proxy(Uint8Array, {
  construct(target, given, asked) {
    if (typeof given[0] === 'number' && given[0] > largestArray)
      throw new RangeError('Array buffer allocation refused')
    return Reflect.construct(target, given, asked === globalThis.Uint8Array ? target : asked)
  },
})

/** pdf.js wants one as it is loaded, and moves the letters of drawn fonts with it; text needs nothing of what it computes. */
class NoMatrix {
  a = 1
  b = 0
  c = 0
  d = 1
  e = 0
  f = 0
  scaleSelf = () => this
  translateSelf = () => this
  multiplySelf = () => this
  preMultiplySelf = () => this
  invertSelf = () => this
  scale = () => this
  translate = () => this
}

/** Quiet: the reader tells the console of each font it cannot draw. */
for (const name of ['log', 'warn'] as const) console[name] = () => undefined

async function pagesOfPdf(): Promise<Section[]> {
  Object.assign(globalThis, { DOMMatrix: NoMatrix, Path2D: class {}, ImageData: class {} })
  const home = require.resolve('pdfjs-dist/package.json').replace(/package\.json$/, '')
  const pdfjs = await import(pathToFileURL(`${home}legacy/build/pdf.mjs`).href)
  const all: Section[] = []
  let some: Section[] = []
  await readPdf(bytes, { pdfjs, cMaps: `${home}cmaps/` }, (text, number, of) => {
    some.push({ text })
    if (some.length < 10 && number < of) return
    all.push(...some)
    say({ pages: some, done: number, of })
    some = []
  })
  return all
}

/** What stands in the zip decides: some programs write an OpenDocument whose head does not say what it is. */
async function sectionsOfZip(): Promise<Section[]> {
  const zip = await openZip(bytes, require('yauzl'))
  if (zip.names.includes('word/document.xml')) return readWord(bytes, zip, require('mammoth'))
  const isOpenDocument = zip.names.includes('mimetype') && zip.names.includes('META-INF/manifest.xml')
  if (!isOpenDocument) throw new Problem('evidence.libraryZip')
  return readOpenDocument(zip, await import(pathToFileURL(require.resolve('saxen')).href))
}

/** UTF-8, UTF-16 with its mark, else Latin-1 as Windows writes it. */
function decode(): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes)
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes)
  if (bytes.includes(0)) throw new Problem('evidence.libraryKind')
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('windows-1252').decode(bytes)
  }
}

async function run(): Promise<void> {
  try {
    let pages: Section[]
    if (format === 'pdf') pages = await pagesOfPdf()
    else {
      pages = format === 'text' ? sectionsOfText(decode()) : await sectionsOfZip()
      for (let at = 0; at < pages.length; at += 50)
        say({ pages: pages.slice(at, at + 50), done: Math.min(at + 50, pages.length), of: pages.length })
    }
    say({ end: true, hasText: hasText(pages) })
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    const { code, values, status } = error
    say({ problem: { code, values, status } })
  }
}

void run()
