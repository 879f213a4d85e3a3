/**
 * Text that the program writes by itself: sentences in both languages with places for bound items. A sentence of which one item may
 * not be shown is left out whole, so that no number is ever announced and missing.
 */
import { newId } from '../../kernel/id.ts'
import type { Context } from '../bound/context.ts'
import { resolve } from '../bound/resolve.ts'
import type { Spec } from '../bound/spec.ts'
import type { Value, Words } from '../bound/value.ts'
import { type BlockContent, bindingsOf, type Inline, type Side, type Wording } from '../content/model.ts'
import type { NewBinding } from '../store/bindings.ts'

/** What stands for `{name}` in a sentence: words, an item and how it is worded, or a footnote. */
export type Part = Words | { spec: Spec; as?: Wording } | { note: Words }

export interface Sentence extends Words {
  parts: Readonly<Record<string, Part>>
}

export type Item =
  | { kind: 'heading'; level: 1 | 2 | 3; words: Words }
  | { kind: 'guidance'; words: Words }
  /** Sentences that make a paragraph, a line of a list or a quotation. */
  | { kind: 'paragraph' | 'bullet' | 'numbered' | 'quote'; sentences: readonly Sentence[] }
  | { kind: 'exhibit'; spec: Spec }
  | { kind: 'page_break' }
  /** To be filled by hand; a cell that is there already is a sentence. */
  | {
      kind: 'table'
      caption: Words
      head: readonly Words[]
      rows: number | readonly (readonly (Sentence | null)[])[]
    }

export interface Written {
  blocks: { id: string; content: BlockContent }[]
  bindings: Required<NewBinding>[]
}

export const sentence = (es: string, en: string, parts: Sentence['parts'] = {}): Sentence => ({
  es,
  en,
  parts,
})

/** Asks every source once and puts what it says where it belongs. */
export async function write(context: Context, items: readonly Item[]): Promise<Written> {
  const specs = new Map<string, Spec>()
  for (const spec of items.flatMap(specsOf)) specs.set(keyOf(spec), spec)
  const keys = [...specs.keys()]
  const resolved = await resolve(context, [...specs.values()])
  const bindings = new Map(
    resolved.map(({ spec, value, basis }, at) => [keys[at] ?? '', { id: newId(), spec, held: value, basis }]),
  )
  const writing: Writing = {
    bindingOf: (spec) => {
      const found = bindings.get(keyOf(spec))
      return found && isShown(found.held) ? found.id : null
    },
  }
  const blocks = items.flatMap((item) => {
    const content = contentOf(item, writing)
    return content ? [{ id: newId(), content }] : []
  })
  const named = new Set(blocks.flatMap(({ content }) => bindingsOf(content)))
  return {
    blocks: withoutEmptyHeadings(blocks),
    bindings: [...bindings.values()].filter(({ id }) => named.has(id)),
  }
}

const keyOf = (spec: Spec): string => JSON.stringify(spec, Object.keys(spec).toSorted())

function specsOf(item: Item): Spec[] {
  if (item.kind === 'exhibit') return [item.spec]
  const sentences =
    'sentences' in item
      ? item.sentences
      : item.kind === 'table' && typeof item.rows !== 'number'
        ? item.rows.flat().filter((one) => one !== null)
        : []
  return sentences.flatMap(({ parts }) =>
    Object.values(parts).flatMap((part) => ('spec' in part ? [part.spec] : [])),
  )
}

interface Writing {
  /** The id of an item that may be shown. */
  bindingOf(spec: Spec): string | null
}

function isShown(value: Value): boolean {
  if (value.is === 'gone') return false
  if (value.is === 'number') return value.value !== null
  if (value.is === 'chart')
    return (
      value.rows.length > 1 && value.rows.some(({ figures }) => figures.some((one) => one.value !== null))
    )
  // A whole without its parts says nothing that the sentences do not.
  if (value.is === 'table') return value.rows.length > 1
  return true
}

function contentOf(item: Item, writing: Writing): BlockContent | null {
  const source = 'es' as const
  switch (item.kind) {
    case 'heading':
      return { kind: 'heading', level: item.level, source, ...plain(item.words) }
    case 'guidance':
      return { kind: 'guidance', source, ...plain(item.words) }
    case 'page_break':
      return { kind: 'page_break', source, es: [], en: [] }
    case 'exhibit': {
      const exhibit = writing.bindingOf(item.spec)
      return exhibit === null ? null : { kind: 'exhibit', exhibit, source, es: [], en: [] }
    }
    case 'table':
      return {
        kind: 'table',
        source,
        ...plain(item.caption),
        rows: [
          item.head.map(plain),
          ...(typeof item.rows === 'number'
            ? Array.from({ length: item.rows }, () => item.head.map(() => ({ es: [], en: [] })))
            : item.rows.map((row) => row.map((cell) => cellOf(cell, writing)))),
        ],
      }
    default: {
      const sides = { es: sideOf(item.sentences, 'es', writing), en: sideOf(item.sentences, 'en', writing) }
      if (sides.es.length === 0) return null
      return item.kind === 'bullet' || item.kind === 'numbered'
        ? { kind: item.kind, level: 0, source, ...sides }
        : { kind: item.kind, source, ...sides }
    }
  }
}

const plain = ({ es, en }: Words): { es: Side; en: Side } => ({
  es: es === '' ? [] : [{ text: es }],
  en: en === '' ? [] : [{ text: en }],
})

function sideOf(sentences: readonly Sentence[], lang: 'es' | 'en', writing: Writing): Side {
  const whole = sentences.flatMap((one): Inline[][] => {
    const filled = fill(one, lang, writing)
    return filled ? [filled] : []
  })
  return joined(whole.flatMap((one, at) => (at === 0 ? one : [{ text: ' ' }, ...one])))
}

/** Null where an item is not to be shown. */
function fill(one: Sentence, lang: 'es' | 'en', writing: Writing): Inline[] | null {
  const inlines: Inline[] = []
  for (const piece of one[lang].split(/(\{\w+\})/)) {
    const name = /^\{(\w+)\}$/.exec(piece)?.[1]
    if (name === undefined) {
      if (piece !== '') inlines.push({ text: piece })
      continue
    }
    const part = one.parts[name]
    if (!part) throw new Error(`nothing stands for {${name}} in “${one[lang]}”`)
    if ('spec' in part) {
      const bound = writing.bindingOf(part.spec)
      if (bound === null) return null
      inlines.push({ bound, as: part.as ?? 'value' })
    } else if ('note' in part) inlines.push({ note: [{ text: part.note[lang] }] })
    else inlines.push({ text: part[lang] })
  }
  return inlines
}

/** Neighbouring plain words as one. */
function joined(inlines: readonly Inline[]): Side {
  return inlines.reduce<Inline[]>((side, one) => {
    const last = side.at(-1)
    if (last && 'text' in last && 'text' in one) side[side.length - 1] = { text: last.text + one.text }
    else side.push(one)
    return side
  }, [])
}

/** Of a cell that may not be shown: a dash, for its column stays. */
const cellOf = (cell: Sentence | null, writing: Writing): { es: Side; en: Side } => {
  const one = (lang: 'es' | 'en'): Side => (cell ? joined(fill(cell, lang, writing) ?? [{ text: '–' }]) : [])
  return { es: one('es'), en: one('en') }
}

/** A heading under which nothing came to stand is left out. */
function withoutEmptyHeadings(blocks: Written['blocks']): Written['blocks'] {
  return blocks.filter(({ content }, at) => {
    if (content.kind !== 'heading') return true
    const next = blocks[at + 1]?.content
    return next !== undefined && !(next.kind === 'heading' && next.level <= content.level)
  })
}
