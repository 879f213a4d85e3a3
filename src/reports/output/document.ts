/** A report in one language as a document for Word, PDF and the web: items worded, tables and charts numbered, sources listed. */
import type { Language } from '../../kernel/text.ts'
import { otherLanguage } from '../../kernel/text.ts'
import type * as doc from '../../platform/document/model.ts'
import type { BoundNumber, Value, Words } from '../bound/value.ts'
import { limitsIn, valueIn, worded } from '../bound/wording.ts'
import { overviewWords } from '../bound/words.ts'
import type { Frozen } from '../content/frozen.ts'
import { type Block, type Inline, isEmpty, type Side, type Sides } from '../content/model.ts'
import type { Form } from '../templates/model.ts'
import { exhibitBlock, precisionMark } from './exhibit.ts'
import { type Sources, sourcesIn } from './sources.ts'
import { outputWords } from './words.ts'

const tags = { es: 'es-MX', en: 'en-GB' } as const

export interface Options {
  /** What it is: a draft, edition 2 signed on…; stands on the title page and at the foot. */
  status: Words
  /**
   * Where a path within the workspace is, for members on the web: numbers lead to their own pages; null for one that is not for who
   * reads. Null: all numbers lead to the list of sources.
   */
  to: ((path: string) => string | null) | null
  /** Whether moved items are marked: in drafts. */
  marks: boolean
}

const sheets: ReadonlySet<Form> = new Set(['fact_sheet', 'policy_brief', 'comparison'])

/** Blocks without a translation are given in the other language, tagged and said to be so. */
export function documentOf(frozen: Frozen, lang: Language, options: Options): doc.Document {
  const words = outputWords(lang)
  const sources = sourcesIn(lang)
  const moved = new Set(options.marks ? frozen.moved : [])
  const writing: Writing = { frozen, lang, options, sources, moved }
  const blocks = grouped(frozen.blocks, writing)
  const title = frozen.title[lang]
  const isLong = frozen.blocks.length > 40
  return {
    title,
    language: tags[lang],
    // What is handed round on a sheet or two begins on its first page.
    ...(sheets.has(frozen.form)
      ? { subtitle: `${frozen.author[lang]} · ${options.status[lang]}` }
      : {
          titlePage: {
            over: words.forms[frozen.form],
            lines: [...frozen.lines.map((line) => line[lang]), frozen.author[lang], options.status[lang]],
          },
        }),
    foot: [frozen.author[lang], options.status[lang], frozen.isSample && words.sample]
      .filter(Boolean)
      .join(' · '),
    author: frozen.author[lang],
    numbered: { headings: isLong ? 2 : 0, captions: true },
    blocks: [...(isLong ? [{ block: 'contents' as const, depth: 2 as const }] : []), ...blocks],
    sources: sources.list(),
  }
}

interface Writing {
  frozen: Frozen
  lang: Language
  options: Options
  sources: Sources
  moved: ReadonlySet<string>
}

/** Lines of a list that follow each other are one list. */
function grouped(blocks: readonly Block[], writing: Writing): doc.Block[] {
  const found: doc.Block[] = []
  for (let at = 0; at < blocks.length; at += 1) {
    const block = blocks[at]
    if (!block) continue
    if (block.kind === 'bullet' || block.kind === 'numbered') {
      const run = blocks.slice(at).findIndex(({ kind }) => kind !== block.kind)
      const lines = blocks.slice(at, run === -1 ? blocks.length : at + run)
      found.push({ block: 'list', numbered: block.kind === 'numbered', items: nested(lines, 0, writing) })
      at += lines.length - 1
    } else found.push(...blockOf(block, writing))
  }
  return found
}

/** Deeper lines hang on the one before them. */
function nested(lines: readonly Block[], depth: number, writing: Writing): doc.ListItem[] {
  const items: { text: doc.Prose; below: Block[] }[] = []
  for (const line of lines) {
    const level = 'level' in line ? line.level : 0
    const last = items.at(-1)
    if (level > depth && last) last.below.push(line)
    else items.push({ text: proseOf(line, writing), below: [] })
  }
  return items.map(({ text, below }) => ({
    text,
    ...(below.length > 0
      ? { list: { items: nested(below, depth + 1, writing), numbered: below[0]?.kind === 'numbered' } }
      : {}),
  }))
}

function blockOf(block: Block, writing: Writing): doc.Block[] {
  switch (block.kind) {
    case 'guidance':
      return []
    case 'page_break':
      return [{ block: 'pageBreak' }]
    case 'heading':
      return [{ block: 'heading', level: block.level, text: proseOf(block, writing) }]
    case 'quote':
      return [{ block: 'quote', text: proseOf(block, writing) }]
    case 'exhibit': {
      const value = writing.frozen.values[block.exhibit]
      if (!value || value.is === 'gone') return goneBlock(value, writing)
      const caption = isEmpty(sideOf(block, writing)) ? null : proseOf(block, writing)
      return exhibitBlock(value, {
        lang: writing.lang,
        caption,
        id: block.exhibit,
        source: writing.sources.cite(value),
        link: linkOf(value, writing),
        isMoved: writing.moved.has(block.exhibit),
      })
    }
    case 'table':
      return [tableOf(block, writing)]
    default: {
      const text = proseOf(block, writing)
      return isEmpty(sideOf(block, writing)) ? [] : [{ block: 'paragraph', text }]
    }
  }
}

/** In a draft a place where something stood is told to the team; outside it is left out. */
const goneBlock = (value: Value | undefined, { lang, options }: Writing): doc.Block[] =>
  options.marks
    ? [
        {
          block: 'notice',
          tone: 'attention',
          text:
            value?.is === 'gone'
              ? outputWords(lang).gone(value.name[lang], value.reason[lang])
              : outputWords(lang).goneUnknown,
        },
      ]
    : []

function tableOf(block: Extract<Block, { kind: 'table' }>, writing: Writing): doc.Table {
  const { lang, sources, frozen } = writing
  const sideIn = (cell: Sides): Side => (cell[lang].length > 0 ? cell[lang] : cell[otherLanguage(lang)])
  const [head = [], ...rows] = block.rows
  const isUnnamed = rows.some(([first]) => first === undefined || isEmpty(first[lang]))
  const sides = rows.map((row) => row.map(sideIn))
  const cites = sources.citesOf(sides.flat(2), frozen.values)
  const levels = new Set(sides.flat().flatMap((side) => estimateIn(side, writing)?.level ?? []))
  const [level] = levels
  return {
    block: 'table',
    // Rows still to be filled name nothing.
    ...(isUnnamed ? { rowHeads: 0 as const } : {}),
    id: block.id,
    caption: proseOf(block, writing),
    head: head.map((cell) => inlinesOf(sideIn(cell), writing)),
    rows: sides.map((row) => row.map((side) => cellOf(side, writing))),
    ...(level !== undefined && levels.size === 1 ? { notes: [overviewWords(lang).interval(level)] } : {}),
    ...(cites.length > 0
      ? { source: cites.flatMap((cite, at) => [{ text: at > 0 ? ' ' : '' }, { cite }]) }
      : {}),
  }
}

/** The estimate that is all that stands in a cell, with its interval asked for; null: anything else. */
function estimateIn(side: Side, { frozen }: Writing): BoundNumber | null {
  const [only] = side
  if (side.length !== 1 || !only || !('bound' in only) || only.as !== 'interval') return null
  const value = frozen.values[only.bound]
  return value?.is === 'number' && value.low !== null && value.high !== null ? value : null
}

/** An estimate has its interval below it, as in the tables of the survey. */
function cellOf(side: Side, writing: Writing): doc.Cell {
  const estimate = estimateIn(side, writing)
  const text = inlinesOf(side, writing)
  if (!estimate) return text
  const { lang } = writing
  const value = `${valueIn(estimate, lang)}${precisionMark(estimate)}`
  return {
    text: text.map((one) => ('text' in one ? { ...one, text: value } : one)),
    detail: limitsIn(estimate, lang) ?? '',
  }
}

/** The language of the document, or the other where nothing is translated. */
const sideOf = (block: Block, { lang }: Writing): Side =>
  isEmpty(block[lang]) ? block[otherLanguage(lang)] : block[lang]

function proseOf(block: Block, writing: Writing): doc.Inline[] {
  const side = sideOf(block, writing)
  const isOwn = side === block[writing.lang]
  const inlines = inlinesOf(side, writing)
  const cites = writing.sources.citesOf(side, writing.frozen.values)
  const translated: doc.Inline[] = isOwn
    ? inlines
    : [
        ...inlines.map((one) =>
          'text' in one ? { ...one, language: tags[otherLanguage(writing.lang)] } : one,
        ),
        ...(inlines.length > 0
          ? [{ text: ` [${outputWords(writing.lang).untranslated}]`, italic: true }]
          : []),
      ]
  // A source is named once a paragraph, behind its last number.
  return block.kind === 'heading' ? translated : [...translated, ...cites.map((cite) => ({ cite }))]
}

const inlinesOf = (side: Side, writing: Writing): doc.Inline[] =>
  side.flatMap((one) => inlineOf(one, writing))

function inlineOf(one: Inline, writing: Writing): doc.Inline[] {
  const { lang, frozen, options, sources, moved } = writing
  if ('text' in one) {
    const { text, bold, italic, link } = one
    return [{ text, ...(bold ? { bold } : {}), ...(italic ? { italic } : {}), ...(link ? { link } : {}) }]
  }
  if ('note' in one)
    return [
      {
        note: one.note
          .flatMap((part) => inlineOf(part, writing))
          .filter((part) => 'text' in part) as doc.Run[],
      },
    ]
  const value = frozen.values[one.bound]
  if (!value || value.is === 'gone')
    return options.marks
      ? [{ text: `[${value ? outputWords(lang).goneShort(value.name[lang]) : '–'}]`, mark: 'open' }]
      : []
  const source = sources.cite(value)
  const link = linkOf(value, writing)
  return [
    {
      text: wordedIn(value, one.as, lang),
      ...(moved.has(one.bound) ? { mark: 'stale' as const } : {}),
      ...(link ? { link } : source ? { source } : {}),
    },
  ]
}

const linkOf = (value: { href: string | null }, { options }: Writing): string | null =>
  value.href === null ? null : (options.to?.(value.href) ?? null)

const wordedIn = (value: Value, as: Parameters<typeof worded>[1], lang: Language): string =>
  value.is === 'number' && as === 'value' && value.precision !== 'low'
    ? valueIn(value, lang)
    : worded(value, as, lang)
