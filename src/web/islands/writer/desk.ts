/** What the pieces of the writer share: the text, what it is bound to, the languages that are shown, and who asks whom. */
import type { Node } from 'prosemirror-model'
import type { Command } from 'prosemirror-state'
import type { EditorView } from 'prosemirror-view'
import type { View } from './commands.ts'
import type { Ledger } from './ledger.ts'
import type { Chip, Language, Remark, Wording, WriterData } from './protocol.ts'
import type { Words } from './words.ts'

export interface Desk {
  readonly data: WriterData
  readonly words: Words
  readonly view: EditorView
  readonly chips: Map<string, Chip>
  readonly ledger: Ledger
  comments: readonly Remark[]
  /** Who changed a block a moment ago, by its id. */
  readonly news: Map<string, string>
  /** Languages that are shown. */
  shows: View
  /** Runs a command as if typed and gives the text the focus. */
  run(command: Command): void
  /** Draws anew what hangs on chips, comments or conflicts. */
  refresh(): void
  open: {
    chip(at: number, anchor: HTMLElement): void
    note(at: number, anchor: HTMLElement): void
    link(): void
    evidence(): void
    /** Where it does not stand beside the text. */
    outline(): void
    /** The bar over the text, for who has no mouse. */
    tools(): void
    comments(blockId: string | null): void
    /** Nothing beside the text. */
    none(): void
  }
}

/** How an item reads; an empty string where nothing is known of it yet. */
export const reads = (desk: Pick<Desk, 'chips'>, id: string, as: Wording, lang: Language): string =>
  desk.chips.get(id)?.worded[as]?.[lang] ?? ''

export const isMoved = (desk: Pick<Desk, 'chips'>, id: string): boolean => {
  const chip = desk.chips.get(id)
  return !chip || chip.moved !== null || chip.is === 'gone'
}

/** The language in which a whole thing (a table, a chart) is shown. */
export const oneLanguage = (desk: Desk): Language => (desk.shows === 'both' ? desk.data.lang : desk.shows)

const named = new WeakMap<Node, readonly string[]>()

/** Ids of bound items that a block names, exhibit included; asked once a node. */
export function boundIn(piece: Node): readonly string[] {
  const known = named.get(piece) ?? findBound(piece)
  named.set(piece, known)
  return known
}

function findBound(piece: Node): string[] {
  const found: string[] = piece.type.name === 'exhibit' ? [String(piece.attrs.exhibit)] : []
  piece.descendants((node) => {
    if (node.type.name === 'bound') found.push(String(node.attrs.id))
  })
  return found
}
