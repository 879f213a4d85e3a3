/** What stands in a file that was written, for tests. */
import { inflateSync } from 'node:zlib'
import yauzl from 'yauzl'

/** The objects of a PDF as text, its streams opened. */
export function inside(bytes: Uint8Array): string {
  const raw = Buffer.from(bytes)
  const text = raw.toString('latin1')
  const streams = [...text.matchAll(/stream\r?\n/g)].map(({ index }) => {
    const start = index + (text.startsWith('stream\r\n', index) ? 8 : 7)
    try {
      return inflateSync(raw.subarray(start, text.indexOf('endstream', start))).toString('latin1')
    } catch {
      return '' // not deflated, and so already in the text
    }
  })
  return text + streams.join('\n')
}

/** The words of each page of a PDF, in reading order, spaces made one. */
export async function pagesIn(bytes: Uint8Array): Promise<string[]> {
  const { getDocument } = await import('pdfjs-dist/legacy/build/pdf.mjs')
  const pdf = await getDocument({ data: Uint8Array.from(bytes), verbosity: 0 }).promise
  const pages: string[] = []
  for (let number = 1; number <= pdf.numPages; number += 1) {
    const { items } = await (await pdf.getPage(number)).getTextContent()
    const words = items.map((item) => ('str' in item ? `${item.str}${item.hasEOL ? ' ' : ''}` : ''))
    pages.push(words.join('').replace(/\s+/g, ' '))
  }
  await pdf.destroy()
  return pages
}

/** The files in a zip as text, by name. */
export const unzip = (bytes: Uint8Array): Promise<Map<string, string>> =>
  new Promise((resolve, reject) => {
    const files = new Map<string, string>()
    yauzl.fromBuffer(Buffer.from(bytes), { lazyEntries: true }, (error, zip) => {
      if (error) return reject(error)
      zip.on('entry', (entry: yauzl.Entry) =>
        zip.openReadStream(entry, async (failed, stream) => {
          if (failed) return reject(failed)
          const chunks: Buffer[] = []
          for await (const chunk of stream) chunks.push(chunk as Buffer)
          files.set(entry.fileName, Buffer.concat(chunks).toString('utf8'))
          zip.readEntry()
        }),
      )
      zip.on('end', () => resolve(files))
      zip.readEntry()
    })
  })
