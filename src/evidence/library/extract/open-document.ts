/** Text of an OpenDocument text (.odt: LibreOffice, Google Docs), by its headings. */
import { Problem } from '../../../platform/problem.ts'
import { clean, cut, type Section } from './flow.ts'
import type { Zip } from './zip.ts'

type Saxen = typeof import('saxen')

/**
 * Throws `evidence.librarySheet` and `evidence.libraryOdt` (an OpenDocument of another kind), `evidence.libraryPassword`,
 * `evidence.libraryNested` (another document inside), `evidence.libraryBroken`, and what `zip.check` throws.
 */
export async function readOpenDocument(zip: Zip, saxen: Saxen): Promise<Section[]> {
  // LibreOffice keeps a PDF that stands as a picture on the page among the pictures.
  if (zip.names.some((name) => !name.startsWith('Pictures/') && /\.(docx?|pdf|zip|odt)$/i.test(name)))
    throw new Problem('evidence.libraryNested')
  await zip.check()
  const kind = (await zip.read('mimetype')) ?? ''
  if (kind.includes('opendocument.text-master')) throw new Problem('evidence.libraryOdt')
  if (!kind.includes('opendocument.text')) throw new Problem('evidence.librarySheet')
  const manifest = await zip.read('META-INF/manifest.xml')
  if (manifest !== null) readManifest(manifest, saxen)
  const content = await zip.read('content.xml')
  if (content === null) throw new Problem('evidence.libraryBroken')
  return cut(sectionsOf(content, saxen))
}

const names = 'urn:oasis:names:tc:opendocument:xmlns:'
const prefixes = {
  ...Object.fromEntries(
    ['office', 'text', 'table', 'style', 'manifest'].map((name) => [`${names}${name}:1.0`, name]),
  ),
  [`${names}svg-compatible:1.0`]: 'svg',
}

/** An attribute by its name; where its prefix is the default one of the file, the reader leaves it out. */
const attribute = (attributes: () => Record<string, string>, name: string): string =>
  attributes()[name] ?? attributes()[name.replace(/^\w+:/, '')] ?? ''

function readManifest(xml: string, saxen: Saxen): void {
  parse(xml, saxen, {
    open(name, attributes) {
      if (name === 'manifest:encryption-data') throw new Problem('evidence.libraryPassword')
      if (name !== 'manifest:file-entry') return
      const isWhole = attribute(attributes, 'manifest:full-path') === '/'
      const type = attribute(attributes, 'manifest:media-type')
      if (!isWhole && type.startsWith('application/vnd.oasis.opendocument.text'))
        throw new Problem('evidence.libraryNested')
    },
  })
}

/** Frames within frames; a document of tables within tables has some ten. */
const deepest = 200

/** Not of the text: what was deleted, comments, words for a picture, lists that say again what the headings and captions say. */
const leftOut = new Set([
  'text:tracked-changes',
  'office:annotation',
  'svg:title',
  'svg:desc',
  'text:script',
  'text:table-of-content',
  'text:illustration-index',
  'text:table-index',
  'text:object-index',
  'table:covered-table-cell',
])

/** What is open: a section, a row, a cell, a paragraph. `lines` holds what stands within it and has been closed. */
interface Frame {
  text: string
  lines: string[]
}

function sectionsOf(xml: string, saxen: Saxen): Section[] {
  const sections: (Frame & { heading?: string })[] = [{ text: '', lines: [] }]
  const frames: Frame[] = []
  // Styles by which a paragraph is a heading without saying so (a file that was Word once); their names are the same in any language.
  const headings = new Set(['Title', 'Heading_20_1', 'Heading_20_2', 'Heading_20_3', 'Heading_20_4'])
  /** Of each paragraph that is open. */
  const isHeading: boolean[] = []
  let isBody = false
  let citation = ''
  const top = (): Frame => frames.at(-1) ?? sections.at(-1) ?? { text: '', lines: [] }
  const closed = (): Frame => frames.pop() ?? { text: '', lines: [] }

  function endParagraph(): void {
    const { text, lines } = closed()
    const own = linesOf(text)
    if (isHeading.pop() && frames.length === 0 && own.length > 0)
      sections.push({ heading: own.join(' ').slice(0, 200), text: '', lines: [] })
    if (citation && own[0]) {
      own[0] = `${citation} ${own[0]}`
      citation = ''
    }
    top().lines.push(...own, ...lines)
  }

  parse(xml, saxen, {
    leftOut,
    open(name, attributes) {
      const of = (key: string): string => attribute(attributes, key)
      if (frames.length > deepest) throw new Problem('evidence.libraryBroken')
      // Styles made on the way stand before the text, each with the name of the one that it comes from.
      if (name === 'style:style' && headings.has(of('style:parent-style-name')))
        headings.add(of('style:name'))
      else if (name === 'office:text') isBody = true
      else if (name === 'text:h' || name === 'text:p') {
        const isDeep = Number(of('text:outline-level') || 1) > 4
        isHeading.push(name === 'text:h' ? !isDeep : headings.has(of('text:style-name')))
        frames.push({ text: '', lines: [] })
      } else if (isFrame(name)) frames.push({ text: '', lines: [] })
      // However many of them: spaces count as one.
      else if (name === 'text:s' || name === 'text:tab') top().text += ' '
      else if (name === 'text:line-break') top().text += '\n'
    },
    close(name) {
      if (name === 'office:text') isBody = false
      else if (name === 'text:h' || name === 'text:p') endParagraph()
      else if (name === 'text:note-citation') {
        citation = `[${linesOf(closed().text).join(' ')}]`
        top().text += citation
      } else if (isFrame(name)) {
        const { lines } = closed()
        top().lines.push(lines.join(' '))
      }
    },
    text(words) {
      // A line end in the file is a space; one in the text is an element.
      if (isBody) top().text += words.replace(/\s/g, ' ')
    },
  })
  return sections.map(({ heading, lines }) => {
    const text = clean(lines.filter(Boolean).join('\n'))
    return heading ? { heading: clean(heading), text } : { text }
  })
}

/** A row of a table is a line. */
const isFrame = (name: string): boolean =>
  name === 'table:table-row' || name === 'table:table-cell' || name === 'text:note-citation'

const linesOf = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.replace(/\s+/g, ' ').trim())
    .filter(Boolean)

interface Heard {
  leftOut?: ReadonlySet<string>
  open?(name: string, attributes: () => Record<string, string>): void
  close?(name: string): void
  text?(words: string): void
}

function parse(xml: string, { Parser }: Saxen, heard: Heard): void {
  const parser = new Parser()
  let out = 0
  parser.ns(prefixes)
  parser.on('openTag', (name, attributes) => {
    if (out > 0 || heard.leftOut?.has(name)) out += 1
    else heard.open?.(name, attributes)
  })
  parser.on('closeTag', (name) => {
    if (out > 0) out -= 1
    else heard.close?.(name)
  })
  parser.on('text', (words) => {
    if (out === 0) heard.text?.(decoded(words))
  })
  parser.on('cdata', (words) => {
    if (out === 0) heard.text?.(words)
  })
  // No OpenDocument declares a type or entities of its own.
  parser.on('attention', () => {
    throw new Problem('evidence.libraryBroken')
  })
  try {
    parser.parse(xml)
  } catch (error) {
    throw error instanceof Problem ? error : new Problem('evidence.libraryBroken')
  }
}

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

const decoded = (words: string): string =>
  words.replace(
    /&(?:#x([\da-f]{1,6})|#(\d{1,7})|(\w+));/gi,
    (whole, hex?: string, decimal?: string, name = '') => {
      if (!hex && !decimal) return entities[name] ?? whole
      const code = hex ? Number.parseInt(hex, 16) : Number(decimal)
      return code <= 0x10ffff ? String.fromCodePoint(code) : '\ufffd'
    },
  )
