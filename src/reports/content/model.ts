/**
 * A report as it is written: blocks in order, each in both languages, with items bound to their source inside the text. What an
 * item says is not in the text but in the report's bindings (`../bound/value.ts`), so that a source that moves changes no words.
 */
import type { Language } from '../../kernel/text.ts'

/** A stretch of a sentence. Marks are left out where they do not hold. */
export type Inline =
  | { text: string; bold?: true; italic?: true; link?: string }
  /** A bound item by its id, and how it is worded here. */
  | { bound: string; as: Wording }
  /** A footnote. */
  | { note: readonly Inline[] }

/**
 * How a bound item reads in a sentence: `56.9 %`; `56.9 % (IC 90 %: 56.5–57.3)`; «poco más de la mitad»; its title; with its
 * source. What does not fit an item falls back to `value`.
 */
export const wordings = ['value', 'interval', 'words', 'title', 'cited'] as const
export type Wording = (typeof wordings)[number]

/** One language of a block. */
export type Side = readonly Inline[]
export type Sides = Readonly<Record<Language, Side>>

/** A heading's level 1 to 3 (1 begins a section); a list's depth 0 to 2. */
export type BlockKind =
  | 'heading'
  | 'paragraph'
  | 'bullet'
  | 'numbered'
  | 'quote'
  /** A bound table, chart, map or list; its sides are the caption where it is not to be the item's own. */
  | 'exhibit'
  /** A table written by hand; its sides are the caption. */
  | 'table'
  /** What a section wants, for who writes it: shown in the writer, in no output. */
  | 'guidance'
  | 'page_break'

interface Of<K extends BlockKind> extends Sides {
  kind: K
  /** The language in which it was written; the other is its translation. */
  source: Language
  /** The source changed after the translation was written. */
  outdated?: true
}

export type BlockContent =
  | (Of<'heading'> & { level: 1 | 2 | 3 })
  | Of<'paragraph' | 'quote' | 'guidance' | 'page_break'>
  | (Of<'bullet' | 'numbered'> & { level: 0 | 1 | 2 })
  /** Id of the binding that it shows. */
  | (Of<'exhibit'> & { exhibit: string })
  /** The first row is the head. */
  | (Of<'table'> & { rows: readonly (readonly Sides[])[] })

/** UUIDv7 made by who wrote it; goes up by one with each change. */
export type Block = BlockContent & { id: string; version: number }

export const noSides: Sides = { es: [], en: [] }

/** `{es, en}` of plain words. */
export const plainSides = (es: string, en: string): Sides => ({
  es: es === '' ? [] : [{ text: es }],
  en: en === '' ? [] : [{ text: en }],
})

/** Ids of the bindings that a stretch of text names, footnotes included. */
export const boundIn = (side: Side): string[] =>
  side.flatMap((one) => ('bound' in one ? [one.bound] : 'note' in one ? boundIn(one.note) : []))

/** Ids of all bindings that a block names, in both languages, each once. */
export function bindingsOf(content: BlockContent): string[] {
  const cells = content.kind === 'table' ? content.rows.flat() : []
  const named = [content, ...cells].flatMap(({ es, en }) => [...boundIn(es), ...boundIn(en)])
  return [...new Set([...(content.kind === 'exhibit' ? [content.exhibit] : []), ...named])]
}

/** The words alone, bound items left out; for search, lengths and titles of sections. */
export const wordsIn = (side: Side): string =>
  side.map((one) => ('text' in one ? one.text : 'note' in one ? '' : '…')).join('')

export const isEmpty = (side: Side): boolean => side.every((one) => 'text' in one && one.text.trim() === '')
