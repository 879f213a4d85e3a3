/** Text of a PDF, page by page, by Mozilla's reader; nothing is drawn and no script of the file is run. */
import { Problem } from '../../../platform/problem.ts'
import { type Line, paragraphs } from './flow.ts'

/** Pages that are read of one document; letters of one page. */
export const maxPages = 5_000
const maxPageText = 200_000

type PdfJs = typeof import('pdfjs-dist/legacy/build/pdf.mjs')
interface Item {
  str: string
  hasEOL: boolean
  height: number
  transform: number[]
}

/**
 * Gives each page to `onPage` as it is read. Throws `evidence.libraryPassword`, `evidence.libraryBroken` (no PDF inside, or one that
 * ends too early: `page` says where), `evidence.libraryLong`.
 */
export async function readPdf(
  bytes: Uint8Array,
  { pdfjs, cMaps }: { pdfjs: PdfJs; cMaps: string },
  onPage: (text: string, number: number, of: number) => void,
): Promise<void> {
  // A file that was cut off while it was copied: its end is missing, whatever can still be guessed of it.
  if (!Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).includes('%%EOF'))
    throw new Problem('evidence.libraryBroken')
  const loading = pdfjs.getDocument({
    data: bytes,
    isEvalSupported: false,
    disableFontFace: true,
    useSystemFonts: false,
    stopAtErrors: true,
    verbosity: 0,
    cMapUrl: cMaps,
    cMapPacked: true,
  })
  try {
    const document = await loading.promise
    const of = document.numPages
    if (of > maxPages) throw new Problem('evidence.libraryLong', { pages: of, most: maxPages }, 413)
    for (let number = 1; number <= of; number++) {
      const page = await document.getPage(number)
      const { items } = await page.getTextContent()
      const text = paragraphs(linesOf(items as Item[]))
      if (text.length > maxPageText) throw new Problem('evidence.libraryBomb')
      onPage(text, number, of)
      page.cleanup()
    }
  } catch (error) {
    throw problemOf(error)
  } finally {
    await loading.destroy().catch(() => undefined)
  }
}

function problemOf(error: unknown): unknown {
  if (error instanceof Problem) return error
  const { name, message } = error as Error
  if (name === 'PasswordException') return new Problem('evidence.libraryPassword')
  if (error instanceof RangeError || /array (buffer )?allocation|invalid array length/i.test(message))
    return new Problem('evidence.libraryBomb')
  return new Problem('evidence.libraryBroken')
}

/** Pieces in the order of the page → its lines, with where they stand. */
function linesOf(items: readonly Item[]): Line[] {
  const lines: Line[] = []
  let now: Line | undefined
  for (const { str, hasEOL, height, transform } of items) {
    const y = transform[5] ?? 0
    now ??= { text: '', y, height: 0 }
    now.text += str
    if (str.trim() !== '') {
      now.height = Math.max(now.height, height)
      now.y = y
    }
    if (!hasEOL) continue
    lines.push(now)
    now = undefined
  }
  return now ? [...lines, now] : lines
}
