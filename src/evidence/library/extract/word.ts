/** Text of a Word document (.docx), by its headings. The zip is checked entry by entry before anything is read of it. */
import { Problem } from '../../../platform/problem.ts'
import { clean, cut, type Section } from './flow.ts'

/** Unpacked bytes of all that is read: a thousand full pages have a tenth of it. */
const maxUnpacked = 60_000_000
const maxEntries = 5_000

interface Zip {
  entries: { name: string; size: number }[]
  /** Unpacks what is read later, to see that it is as large as it says. */
  check(): Promise<void>
}

type Yauzl = typeof import('yauzl')
type Mammoth = typeof import('mammoth')

/**
 * Throws `evidence.libraryBomb` (more than it says, or more than one document can hold), `evidence.libraryNested` (another document
 * inside), `evidence.libraryZip` (a zip of something else), `evidence.libraryBroken`.
 */
export async function readWord(
  bytes: Uint8Array,
  libraries: { yauzl: Yauzl; mammoth: Mammoth },
): Promise<Section[]> {
  const zip = await openZip(bytes, libraries.yauzl)
  const names = zip.entries.map(({ name }) => name)
  if (names.some((name) => /\.(docx?|pdf|zip|odt)$/i.test(name)))
    throw new Problem(names.includes('word/document.xml') ? 'evidence.libraryNested' : 'evidence.libraryZip')
  if (!names.includes('word/document.xml')) throw new Problem('evidence.libraryZip')
  await zip.check()
  const { value } = await libraries.mammoth
    .convertToHtml(
      { buffer: Buffer.from(bytes) },
      {
        // Pictures are not even unpacked.
        convertImage: libraries.mammoth.images.imgElement(async () => ({ src: '' })),
        includeDefaultStyleMap: true,
        styleMap: ["p[style-name='Title'] => h1:fresh", "p[style-name='Título'] => h1:fresh"],
      },
    )
    .catch(() => {
      throw new Problem('evidence.libraryBroken')
    })
  return cut(sectionsOf(value))
}

async function openZip(bytes: Uint8Array, yauzl: Yauzl): Promise<Zip> {
  const broken = () => new Problem('evidence.libraryBroken')
  const zip = await new Promise<import('yauzl').ZipFile>((resolve, reject) =>
    yauzl.fromBuffer(Buffer.from(bytes), { lazyEntries: true, validateEntrySizes: true }, (error, file) =>
      error || !file ? reject(broken()) : resolve(file),
    ),
  )
  const found: import('yauzl').Entry[] = []
  await new Promise<void>((resolve, reject) => {
    zip.on('error', () => reject(broken()))
    zip.on('end', () => resolve())
    zip.on('entry', (entry: import('yauzl').Entry) => {
      if (entry.isEncrypted()) reject(new Problem('evidence.libraryPassword'))
      else if (found.push(entry) > maxEntries) reject(new Problem('evidence.libraryBomb'))
      else zip.readEntry()
    })
    zip.readEntry()
  })
  const isRead = ({ fileName }: import('yauzl').Entry) => /\.(xml|rels)$/i.test(fileName)
  return {
    entries: found.map(({ fileName, uncompressedSize }) => ({ name: fileName, size: uncompressedSize })),
    async check() {
      const read = found.filter(isRead)
      if (read.reduce((sum, entry) => sum + entry.uncompressedSize, 0) > maxUnpacked)
        throw new Problem('evidence.libraryBomb')
      // Two entries of one name are two documents for two readers.
      if (new Set(read.map(({ fileName }) => fileName)).size < read.length) throw broken()
      for (const entry of read)
        await new Promise<void>((resolve, reject) =>
          zip.openReadStream(entry, (error, stream) => {
            if (error || !stream) return reject(broken())
            stream.on('error', (fault) =>
              reject(/too many bytes/.test(String(fault)) ? new Problem('evidence.libraryBomb') : broken()),
            )
            stream.on('end', () => resolve())
            stream.resume()
          }),
        )
    },
  }
}

const entities: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  '#39': "'",
  nbsp: ' ',
}

const textOf = (html: string): string =>
  clean(
    html
      .replace(/<\/(?:p|li|tr|h[1-6]|table|ul|ol)>|<br\s*\/?>/g, '\n')
      .replace(/<\/t[dh]>/g, ' \t')
      .replace(/<[^>]+>/g, '')
      .replace(/&(amp|lt|gt|quot|nbsp|#39);/g, (_, name: string) => entities[name] ?? ' '),
  )
    .split('\n')
    .map((line) => line.replace(/\s+/g, ' ').trim())
    .filter(Boolean)
    .join('\n')

/** Mammoth's HTML is plain: headings, paragraphs, lists, tables. A heading begins a section. */
function sectionsOf(html: string): Section[] {
  const parts = html.split(/(?=<h[1-4]>)/)
  return parts.flatMap((part): Section[] => {
    const heading = textOf(/^<h[1-4]>([\s\S]*?)<\/h[1-4]>/.exec(part)?.[1] ?? '').replaceAll('\n', ' ')
    const text = textOf(part)
    if (text === '') return []
    return [heading ? { heading: heading.slice(0, 200), text } : { text }]
  })
}
