/**
 * What is pasted from Word, from a web page or from Google's documents, read into blocks of ours: headings, lists, quotes, tables, bold,
 * italic, links and Word's footnotes keep; scripts, styles, pictures and everything unknown go. Nothing of the pasted markup reaches the
 * page: it is read in a document of its own, in which nothing runs and nothing is fetched.
 */
import { joined } from './markup.ts'
import type { Inline, Side } from './protocol.ts'
import { isAddress, type TextKind } from './schema.ts'

export type Pasted =
  | { kind: TextKind; level: number; side: Side }
  | { kind: 'table'; rows: readonly (readonly Side[])[] }

export interface Reading {
  blocks: readonly Pasted[]
  /** What was left out, to be said. */
  images: number
  scripts: number
}

/** As much as a report of several hundred pages; the rest of a larger paste is cut. */
const mostCharacters = 8_000_000
/** Deeper than any document; hostile markup nests without end. */
const mostDeep = 200

export function readHtml(html: string): Reading {
  const page = new DOMParser().parseFromString(withoutStyles(html.slice(0, mostCharacters)), 'text/html')
  const reader = new HtmlReader(footnotesOf(page))
  reader.children(page.body, {}, { kind: 'paragraph', level: 0 }, 0)
  reader.close()
  return { blocks: reader.found, images: reader.images, scripts: reader.scripts }
}

/** Styles stay readable but apply nowhere, and no handler is one: the page's own policy would complain of each. */
const withoutStyles = (html: string): string =>
  html
    .replace(/<style\b[\s\S]*?<\/style\s*>/gi, '')
    .replace(/<!--[\s\S]*?-->/g, '')
    .replace(/<[a-z][^>]*>/gi, (tag) =>
      tag.replace(/\sstyle\s*=/gi, ' data-w-style=').replace(/[\s/]on\w+\s*=/gi, ' data-w-on='),
    )

const styleOf = (element: Element): string => (element.getAttribute('data-w-style') ?? '').toLowerCase()

/** Plain text: a paragraph a line, blank lines left out. */
export const readText = (text: string): Reading => ({
  blocks: text
    .replace(/\r\n?/g, '\n')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => ({ kind: 'paragraph', level: 0, side: [{ text: line.trim() }] })),
  images: 0,
  scripts: 0,
})

interface Marks {
  bold?: true
  italic?: true
  link?: string
}
interface Kind {
  kind: TextKind
  level: number
}

const set = (names: string): Set<string> => new Set(names.split(' '))
/** What was struck out of a text with its changes tracked is not of it any more. */
const skipped = set('style title meta link head template noscript colgroup col o:p datalist select del')
const programs = set('script iframe object embed applet frame frameset base input button textarea')
const pictures = set('img svg picture video audio canvas v:shape v:imagedata math')
const paragraphs = set(
  'p div section article main header footer nav aside ul ol dl dd dt address center figure figcaption pre form fieldset details summary body',
)

class HtmlReader {
  readonly found: Pasted[] = []
  images = 0
  scripts = 0
  private line: Inline[] = []
  private kind: Kind = { kind: 'paragraph', level: 0 }
  constructor(private readonly footnotes: ReadonlyMap<string, Side>) {}

  /** Ends the line that is being read. */
  close(): void {
    const side = trimmed(this.line)
    this.line = []
    if (side.length > 0) this.found.push({ ...this.kind, side })
  }

  children(parent: Node, marks: Marks, kind: Kind, depth: number): void {
    if (depth > mostDeep) this.text(parent.textContent ?? '', marks)
    else for (const child of parent.childNodes) this.one(child, marks, kind, depth + 1)
  }

  private text(words: string, marks: Marks): void {
    const text = words.replace(/[\s\u00a0]+/g, ' ')
    if (text !== '') this.line.push({ text, ...marks })
  }

  private one(node: Node, marks: Marks, kind: Kind, depth: number): void {
    if (node.nodeType === Node.TEXT_NODE) this.text(node.nodeValue ?? '', marks)
    if (!(node instanceof Element)) return
    const name = node.localName.toLowerCase()
    const style = styleOf(node)
    if (programs.has(name)) this.scripts++
    else if (pictures.has(name)) this.images++
    else if (skipped.has(name) || isHidden(style) || isAside(node, style)) return
    else if (name === 'table') this.table(node, marks, kind, depth)
    else if (name === 'br') this.text(' ', marks)
    else if (name === 'a' && this.footnote(node)) return
    else {
      const own = kindOf(node, name, style, kind)
      if (own) this.paragraph(node, marks, own, depth)
      else this.children(node, marked(node, name, style, marks), kind, depth)
    }
  }

  /** A block: what stood before it ends, and it begins; a list within a line of a list is one of its own. */
  private paragraph(node: Element, marks: Marks, kind: Kind, depth: number): void {
    this.close()
    const before = this.kind
    this.kind = kind
    this.children(node, marks, kind, depth)
    this.close()
    this.kind = before
  }

  private footnote(node: Element): boolean {
    const note = this.footnotes.get((node.getAttribute('href') ?? '').replace(/^[^#]*#/, ''))
    if (!note) return false
    this.line.push({ note })
    return true
  }

  private table(node: Element, marks: Marks, kind: Kind, depth: number): void {
    const rows = [...node.querySelectorAll('tr')].filter((row) => row.closest('table') === node)
    const cells = rows.map((row) => [...row.children].filter(({ localName }) => /^t[dh]$/.test(localName)))
    // A table of one cell or one column only lays out a page.
    if (cells.every((row) => row.length < 2)) {
      this.close()
      for (const cell of cells.flat()) this.children(cell, marks, kind, depth)
      this.close()
      return
    }
    this.close()
    this.found.push({
      kind: 'table',
      rows: this.grid(
        cells.filter((row) => row.length > 0),
        depth,
      ),
    })
  }

  /** A cell that spans several rows or columns leaves the others empty. */
  private grid(cells: readonly (readonly Element[])[], depth: number): Side[][] {
    /** By column: through how many rows a cell from above still reaches. */
    const reaching: number[] = []
    return cells.map((row) => {
      const line: Side[] = []
      const skip = (): void => {
        for (let left = reaching[line.length] ?? 0; left > 0; left = reaching[line.length] ?? 0) {
          reaching[line.length] = left - 1
          line.push([])
        }
      }
      for (const cell of row) {
        skip()
        const down = Math.min(300, Math.max(1, Number(cell.getAttribute('rowspan')) || 1)) - 1
        for (const side of this.cell(cell, depth)) {
          reaching[line.length] = down
          line.push(side)
        }
      }
      skip()
      return line
    })
  }

  private cell(cell: Element, depth: number): Side[] {
    const inside = new HtmlReader(this.footnotes)
    inside.children(cell, {}, { kind: 'paragraph', level: 0 }, depth)
    inside.close()
    this.images += inside.images
    this.scripts += inside.scripts
    const sides = inside.found.flatMap((one) => (one.kind === 'table' ? one.rows.flat() : [one.side]))
    const span = Math.min(20, Math.max(1, Number(cell.getAttribute('colspan')) || 1))
    const joinedUp = sides.flatMap((side, at) => (at === 0 ? side : [{ text: ' ' }, ...side]))
    return [joined(joinedUp), ...Array.from({ length: span - 1 }, (): Side => [])]
  }
}

const isHidden = (style: string): boolean =>
  /display:\s*none|visibility:\s*hidden|mso-hide:\s*all|mso-list:\s*ignore/.test(style)

/** Word's footnotes, read before, and what people said of the text in its margin. */
const isAside = (node: Element, style: string): boolean =>
  /(foot|end)note-list|mso-element:\s*comment/.test(style) ||
  /\bMsoCommentReference\b|\bmsocom|\bMsoCommentText\b/.test(node.getAttribute('class') ?? '')

/** The kind of block that an element makes; null: it makes none. */
function kindOf(node: Element, name: string, style: string, within: Kind): Kind | null {
  const heading = /^h([1-6])$/.exec(name)?.[1]
  if (heading) return { kind: 'heading', level: Math.min(3, Number(heading)) }
  const named = node.getAttribute('class') ?? ''
  if (/\bMsoTitle\b/.test(named)) return { kind: 'heading', level: 1 }
  const styled = /\bMso(?:o)?Heading([1-9])\b/.exec(named)?.[1]
  if (styled) return { kind: 'heading', level: Math.min(3, Number(styled)) }
  if (name === 'blockquote' || /\bMso(Intense)?Quote\b/.test(named)) return { kind: 'quote', level: 0 }
  if (name === 'li')
    return { kind: node.parentElement?.localName === 'ol' ? 'numbered' : 'bullet', level: depthOf(node) }
  const word = /mso-list:\s*\S+\s+level(\d)/.exec(style)?.[1]
  if (word) return { kind: wordMarker(node), level: Math.min(2, Number(word) - 1) }
  if (!paragraphs.has(name)) return null
  // A paragraph in a line of a list or in a quote is that line.
  return within
}

/** Lists around a line, its own left out. */
function depthOf(node: Element): number {
  let depth = -1
  for (let at: Element | null = node.parentElement; at; at = at.parentElement)
    if (/^[uo]l$/.test(at.localName)) depth++
  return Math.min(2, Math.max(0, depth))
}

/** Word writes the sign of a line into it, apart: `1.`, `a)` or a dot. */
function wordMarker(node: Element): 'bullet' | 'numbered' {
  const sign = [...node.querySelectorAll('span')].find((span) => /mso-list:\s*ignore/.test(styleOf(span)))
  return /^\s*\(?([0-9]+|[a-z]|[ivxlc]+)[.)]/i.test(sign?.textContent ?? '') ? 'numbered' : 'bullet'
}

function marked(node: Element, name: string, style: string, before: Marks): Marks {
  const marks = { ...before }
  const isPlain = /(^|[;\s])font-weight:\s*(normal|[1-4]00)/.test(style)
  if (
    ((name === 'b' || name === 'strong') && !isPlain) ||
    /(^|[;\s])font-weight:\s*(bold|[6-9]00)/.test(style)
  )
    marks.bold = true
  if (
    ((name === 'i' || name === 'em' || name === 'cite') && !/(^|[;\s])font-style:\s*normal/.test(style)) ||
    /(^|[;\s])font-style:\s*italic/.test(style)
  )
    marks.italic = true
  const href = name === 'a' ? (node.getAttribute('href') ?? '').trim() : ''
  if (isAddress(href)) marks.link = href
  return marks
}

/** Word's footnotes stand at the end of the page: `_ftn1` and its words, without the number before them. */
function footnotesOf(page: Document): Map<string, Side> {
  const found = new Map<string, Side>()
  for (const node of page.querySelectorAll('[id^=ftn], [id^=edn]')) {
    if (!/mso-element:\s*(foot|end)note/.test(styleOf(node))) continue
    const copy = node.cloneNode(true) as Element
    for (const back of copy.querySelectorAll('a[href*="#_ftnref"], a[href*="#_ednref"]')) back.remove()
    const reader = new HtmlReader(new Map())
    reader.children(copy, {}, { kind: 'paragraph', level: 0 }, 0)
    reader.close()
    const side = reader.found.flatMap((one) => (one.kind === 'table' ? [] : one.side))
    if (side.length > 0) found.set(`_${node.id}`, side)
    node.remove()
  }
  return found
}

/** Without blanks at its ends, and with one between words. */
function trimmed(line: readonly Inline[]): Inline[] {
  const side = joined(line).map((one) =>
    'text' in one ? { ...one, text: one.text.replace(/ +/g, ' ') } : one,
  )
  const [first, last] = [side[0], side.at(-1)]
  if (first && 'text' in first) side[0] = { ...first, text: first.text.trimStart() }
  if (last && 'text' in last) {
    const end = side.length === 1 && first && 'text' in first ? first.text.trim() : last.text.trimEnd()
    side[side.length - 1] = { ...last, text: end }
  }
  const full = side.filter((one) => !('text' in one) || one.text !== '')
  return full.some((one) => !('text' in one) || one.text.trim() !== '') ? full : []
}
