/**
 * What the writer and the server tell each other. The part `reports` has the same shapes with their reasons (content/model.ts,
 * content/save.ts), and its types check that these still fit them: what lies in `web` knows no part.
 */
import type { Words } from './words.ts'

export type Language = 'es' | 'en'
export const languages: readonly Language[] = ['es', 'en']
export const otherOf = (lang: Language): Language => (lang === 'es' ? 'en' : 'es')

export type Wording = 'value' | 'interval' | 'words' | 'title' | 'cited'
export const wordings: readonly Wording[] = ['value', 'interval', 'words', 'title', 'cited']

export type Inline =
  | { text: string; bold?: true; italic?: true; link?: string }
  | { bound: string; as: Wording }
  | { note: readonly Inline[] }
export type Side = readonly Inline[]
export type Sides = Readonly<Record<Language, Side>>

interface Of<K extends string> extends Sides {
  kind: K
  source: Language
  outdated?: true
}
export type BlockContent =
  | (Of<'heading'> & { level: 1 | 2 | 3 })
  | Of<'paragraph' | 'quote' | 'guidance' | 'page_break'>
  | (Of<'bullet' | 'numbered'> & { level: 0 | 1 | 2 })
  | (Of<'exhibit'> & { exhibit: string })
  | (Of<'table'> & { rows: readonly (readonly Sides[])[] })
export type Block = BlockContent & { id: string; version: number }
export type BlockKind = BlockContent['kind']

export type Change =
  | { id: string; version: number | null; content: BlockContent; after?: string | null }
  | { id: string; version: number; removed: true }
  | { id: string; version: number; restored: true; after?: string | null }

export interface Conflict {
  id: string
  /** Null: taken out. */
  theirs: Block | null
  /** The version that stands; taken out, it is brought back over this one. */
  version: number
  by: string | null
}

/** Who wrote it; null: the same person, in another window. */
export type Written = Block & { by: string | null }

/** What happened since the writer last heard. */
export interface News {
  others: readonly Written[]
  gone: readonly { id: string; version: number; by: string | null }[]
  seen: string
  /** Bound items that others named, that moved or were taken over since. */
  chips: readonly Chip[]
  /** Names of others who took over what had moved. */
  acceptedBy: readonly string[]
  /** All comments, where somebody said or settled one. */
  comments: readonly Remark[] | null
  /** All blocks in their order, where others wrote. */
  order: readonly string[] | null
}

export interface SaveAnswer extends News {
  saved: readonly { id: string; version: number }[]
  conflicts: readonly Conflict[]
}

/** A bound item as it reads in a sentence. */
export interface Chip {
  id: string
  is: 'number' | 'table' | 'chart' | 'text' | 'list' | 'gone'
  name: Readonly<Record<Language, string>>
  /** By wording and language. */
  worded: Readonly<Record<Wording, Readonly<Record<Language, string>>>>
  /** What the source says now, where it moved and nobody has settled it; `gone` where it says nothing any more. */
  moved: { is: Chip['is']; worded: Chip['worded'] } | null
  /** Why it is gone. */
  reason?: Readonly<Record<Language, string>>
}

/** One line of what stands behind a bound item. */
export interface Told {
  label: string
  value: string
}
export interface ChipDetails {
  told: readonly Told[]
  /** Whole address of the source; null: it has no page. */
  href: string | null
}

/** Something that can be inserted. */
export interface Found {
  spec: unknown
  label: string
  kind: Exclude<Chip['is'], 'gone'>
  /** What it says, or where it is from. */
  preview: string
}

export interface Remark {
  id: string
  blockId: string | null
  answersId: string | null
  body: string
  by: string
  /** Said when, as it is shown. */
  at: string
  mine: boolean
  resolved: boolean
}

/** What the page brings along. */
export interface WriterData {
  lang: Language
  /** Keeps one person's unsent text from another's on a shared computer. */
  member: string
  report: string
  /** Address of the report, with language. */
  at: string
  blocks: readonly Block[]
  chips: readonly Chip[]
  comments: readonly Remark[]
  seen: string
  words: Words
}
