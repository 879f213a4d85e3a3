/** A document with everything numbered, referred and measured, so that the writers for Word, PDF and the web agree. */
import { cleaned, isSafeLink, type Names, type Piece, piecesIn, tagOf } from './inline.ts'
import type { Block, Document, ListItem, Prose, Source, Tag } from './model.ts'
import { itemOf, textOf } from './model.ts'
import { type LaidTable, laidTable } from './table.ts'
import { type DocumentWords, wordsIn } from './words.ts'

export type { Piece } from './inline.ts'
export type { LaidCell, LaidRow, LaidTable } from './table.ts'

/** `Cuadro 3`, and what it says. */
export interface Caption {
  label: string | null
  pieces: Piece[]
  /** It has no number and says what the heading right above says: not set again, but read out. */
  hidden: boolean
}
export interface LaidItem {
  pieces: Piece[]
  list: LaidList | null
}
export interface LaidList {
  numbered: boolean
  items: LaidItem[]
}
export interface LaidHeading {
  block: 'heading'
  /** 1–4, never more than one below the one before. */
  level: number
  number: string | null
  pieces: Piece[]
  /** Without notes, for tables of contents. */
  plain: string
  anchor: string
}
export interface LaidFigure {
  block: 'figure'
  anchor: string
  caption: Caption
  alt: string
  svg: string
  narrow: string | null
  /** Of the text's width. */
  share: number | null
  notes: Piece[][]
  source: Piece[] | null
}
export interface LaidSource {
  number: number
  anchor: string
  pieces: Piece[]
  link: string | null
}
export type LaidBlock =
  | LaidHeading
  | { block: 'paragraph'; as: 'lede' | 'small' | null; pieces: Piece[] }
  | ({ block: 'list' } & LaidList)
  | LaidTable
  | LaidFigure
  | { block: 'quote'; pieces: Piece[]; by: Piece[] | null; language: Tag | null }
  | { block: 'notice'; tone: 'attention' | 'note'; title: string | null; pieces: Piece[] }
  | { block: 'keyFigures'; items: { value: string; label: Piece[]; detail: Piece[] | null }[] }
  | { block: 'contents'; depth: number; title: string }
  | { block: 'sources'; title: string; sources: LaidSource[] }
  | { block: 'pageBreak' }

export interface Laid {
  title: string
  language: Tag
  subtitle: string | null
  titlePage: { over: string | null; lines: Piece[][] } | null
  foot: string
  author: string
  paper: 'letter' | 'a4'
  blocks: LaidBlock[]
  headings: LaidHeading[]
  notes: Piece[][]
  sources: LaidSource[]
  words: DocumentWords
  /** Ids that are referred to or cited and that nothing has. */
  unresolved: string[]
}

export interface Sheet {
  landscape: boolean
  blocks: LaidBlock[]
}

/** The blocks by the way their pages lie; a heading goes with the table that it stands above. */
export function sheetsOf(blocks: readonly LaidBlock[]): Sheet[] {
  const sheets: Sheet[] = []
  for (const block of blocks) {
    const landscape = block.block === 'table' && block.landscape
    let last = sheets.at(-1)
    if (!last || last.landscape !== landscape) {
      const heads: LaidBlock[] = []
      if (landscape) while (last?.blocks.at(-1)?.block === 'heading') heads.unshift(...last.blocks.splice(-1))
      last = { landscape, blocks: heads }
      sheets.push(last)
    }
    last.blocks.push(block)
  }
  return sheets.filter((sheet) => sheet.blocks.length > 0)
}

/** Ids that something refers to or cites and that are not in the document (a table was taken out); each once. */
export const unresolved = (document: Document): string[] => resolved(document).unresolved

export function resolved(document: Document): Laid {
  const words = wordsIn(document)
  const names = namesOf(document, words)
  const read = (prose: Prose): Piece[] => piecesIn(prose, names)
  const titlePage = document.titlePage
    ? {
        over: document.titlePage.over ? cleaned(document.titlePage.over) : null,
        lines: (document.titlePage.lines ?? []).map(read),
      }
    : null
  const laid: LaidBlock[] = []
  let level = 0
  const numbers = places(document)
  for (const [at, block] of document.blocks.entries()) {
    const place = numbers[at]
    const last = laid.at(-1)
    const above = last?.block === 'heading' ? last.plain : null
    if (block.block === 'heading') {
      const pieces = read(block.text)
      const plain = cleaned(textOf(block.text)).replace(/\s+/g, ' ').trim()
      if (plain === '') continue
      level = place?.level ?? 1
      laid.push({ block: 'heading', level, number: place?.number ?? null, pieces, plain, anchor: `b${at}` })
    } else laid.push(...laidBlock(block, { at, words, read, label: place?.number ?? null, above }))
  }
  // The list comes last: what is cited anywhere, in captions and notes too, has its number by then.
  const sources = sourceList(document, names)
  const placed = laid.some(({ block }) => block === 'sources')
  if (!placed && sources.length > 0) laid.push({ block: 'sources', title: words.sources, sources: [] })
  const blocks = laid.flatMap((block): LaidBlock[] => {
    if (block.block !== 'sources') return [block]
    return sources.length > 0 ? [headingOf(block.title), { ...block, sources }] : []
  })
  return {
    title: cleaned(document.title).replace(/\s+/g, ' ').trim() || '–',
    language: tagOf(document.language) ?? 'es',
    subtitle: document.subtitle ? cleaned(document.subtitle) : null,
    titlePage,
    foot: cleaned(document.foot),
    author: cleaned(document.author),
    paper: document.paper ?? 'letter',
    blocks,
    headings: blocks.filter((block) => block.block === 'heading'),
    notes: names.notes,
    sources,
    words,
    unresolved: [...names.missing],
  }
}

const headingOf = (title: string): LaidHeading => ({
  block: 'heading',
  level: 1,
  number: null,
  pieces: [{ is: 'text', text: title }],
  plain: title,
  anchor: 'sources',
})

interface Place {
  number: string | null
  level: number
}

/** The number of each heading, table and figure, by the place of its block. */
function places({ blocks, numbered = {} }: Document): (Place | null)[] {
  const counts = [0, 0, 0, 0]
  const { headings: deepest = 0, captions = false } = numbered
  let [tables, figures, before, silent] = [0, 0, 0, 0]
  return blocks.map((block) => {
    if (block.block === 'table' || block.block === 'figure') {
      const counted = captions && block.numbered !== false
      if (!counted) return { number: null, level: 0 }
      if (block.block === 'table') tables += 1
      else figures += 1
      return { number: String(block.block === 'table' ? tables : figures), level: 0 }
    }
    if (block.block !== 'heading') return null
    if (textOf(block.text).trim() === '') return null
    // A level that is jumped over would leave a hole for those who read by headings.
    const level = Math.min(block.level, before + 1)
    before = level
    // What stands below a heading without a number has none either.
    if (level <= silent) silent = 0
    if (block.numbered === false && silent === 0) silent = level
    if (silent > 0 || level > deepest) return { number: null, level }
    counts[level - 1] = (counts[level - 1] ?? 0) + 1
    counts.fill(0, level)
    return { number: counts.slice(0, level).join('.'), level }
  })
}

/** What each id is called, and where it is. */
function namesOf(document: Document, words: DocumentWords): Names {
  const named = new Map<string, { text: string; anchor: string; field: boolean }>()
  const numbers = places(document)
  for (const [at, block] of document.blocks.entries()) {
    if (!('id' in block) || !block.id) continue
    const number = numbers[at]?.number
    const plain = block.block === 'heading' ? textOf(block.text) : textOf(block.caption)
    const kind = block.block === 'heading' ? words.section : words[block.block]
    named.set(block.id, {
      text: number ? `${kind} ${number}` : `«${cleaned(plain)}»`,
      anchor: `b${at}`,
      field: number !== null && number !== undefined && block.block !== 'heading',
    })
  }
  const sources = new Map((document.sources ?? []).map((source) => [source.id, source]))
  return { named, sources, cited: new Map(), notes: [], missing: new Set() }
}

function sourceList(document: Document, names: Names): LaidSource[] {
  const all = document.sources ?? []
  for (const { id } of all) if (!names.cited.has(id)) names.cited.set(id, names.cited.size + 1)
  const number = ({ id }: Source): number => names.cited.get(id) ?? 0
  return [...new Map(all.map((source) => [source.id, source])).values()]
    .toSorted((a, b) => number(a) - number(b))
    .map((source) => ({
      number: number(source),
      anchor: `s${number(source)}`,
      pieces: piecesIn(source.text, names),
      link: source.link && isSafeLink(source.link) ? source.link : null,
    }))
}

interface Given {
  at: number
  words: DocumentWords
  read: (prose: Prose) => Piece[]
  label: string | null
  /** The words of the heading right above; null where none is. */
  above: string | null
}

function laidBlock(block: Exclude<Block, { block: 'heading' }>, given: Given): LaidBlock[] {
  const { at, read, words, label } = given
  const lines = (some: readonly Prose[] = []): Piece[][] => some.map(read)
  const caption = (text: Prose): Caption => ({
    hidden: label === null && textOf(text).trim() === given.above,
    label:
      label && (block.block === 'table' || block.block === 'figure')
        ? `${words[block.block]} ${label}`
        : null,
    pieces: read(text),
  })
  switch (block.block) {
    case 'paragraph':
      return [{ block: 'paragraph', as: block.as ?? null, pieces: read(block.text) }]
    case 'list':
      return block.items.length === 0 ? [] : [{ block: 'list', ...laidList(block, read) }]
    case 'table':
      return laidTable(block, read, {
        anchor: `b${at}`,
        caption: caption(block.caption),
        notes: lines(block.notes),
        source: block.source ? read(block.source) : null,
      })
    case 'figure':
      return [
        {
          block: 'figure',
          anchor: `b${at}`,
          caption: caption(block.caption),
          alt: cleaned(block.alt).trim() || textOf(block.caption) || words.figure,
          svg: block.svg,
          narrow: block.narrow ?? null,
          share: block.share ? Math.min(1, Math.max(0.3, block.share)) : null,
          notes: lines(block.notes),
          source: block.source ? read(block.source) : null,
        },
      ]
    case 'quote':
      return [
        {
          block: 'quote',
          pieces: read(block.text),
          by: block.by ? read(block.by) : null,
          language: tagOf(block.language),
        },
      ]
    case 'notice': {
      const title = block.title ? cleaned(block.title) : null
      return [{ block: 'notice', tone: block.tone, title, pieces: read(block.text) }]
    }
    case 'keyFigures':
      return block.items.length === 0
        ? []
        : [
            {
              block: 'keyFigures',
              items: block.items.map(({ value, label: of, detail }) => ({
                value: cleaned(value),
                label: read(of),
                detail: detail ? read(detail) : null,
              })),
            },
          ]
    case 'contents':
      return [{ block: 'contents', depth: block.depth ?? 2, title: cleaned(block.title ?? words.contents) }]
    case 'sources':
      return [{ block: 'sources', title: cleaned(block.title ?? words.sources), sources: [] }]
    case 'pageBreak':
      return [{ block: 'pageBreak' }]
  }
}

function laidList(
  list: { items: readonly (Prose | ListItem)[]; numbered?: boolean },
  read: (prose: Prose) => Piece[],
  depth = 1,
): LaidList {
  return {
    numbered: list.numbered ?? false,
    items: list.items.map((one) => {
      const { text, list: below } = itemOf(one)
      const nested = below && below.items.length > 0 && depth < 3 ? laidList(below, read, depth + 1) : null
      return { pieces: read(text), list: nested }
    }),
  }
}
