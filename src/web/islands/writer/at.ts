/** Where one is in the text: which side of which block. */
import type { Node, ResolvedPos } from 'prosemirror-model'
import type { EditorState } from 'prosemirror-state'
import type { Language } from './protocol.ts'
import { langOf, sideIndex } from './schema.ts'

export interface Place {
  /** The block, its position and its index in the document. */
  piece: Node
  at: number
  index: number
  /** The side that one is in, and where its inline content begins and ends. */
  side: Node
  lang: Language
  start: number
  end: number
  /** The row and cell of a table; null: not in a cell. */
  cell: { row: number; column: number } | null
}

/** Null where the position is in no side (a selected exhibit, a page break). */
export function placeOf($pos: ResolvedPos): Place | null {
  for (let depth = $pos.depth; depth > 0; depth--) {
    const side = $pos.node(depth)
    const lang = langOf(side)
    if (!lang) continue
    return {
      piece: $pos.node(1),
      at: $pos.before(1),
      index: $pos.index(0),
      side,
      lang,
      start: $pos.start(depth),
      end: $pos.end(depth),
      cell: depth === 4 ? { row: $pos.index(1) - 2, column: $pos.index(2) } : null,
    }
  }
  return null
}

export const here = (state: EditorState): Place | null => placeOf(state.selection.$head)

/** Position of the n-th block of the document. */
export function positionOf(doc: Node, index: number): number {
  let at = 0
  for (let n = 0; n < index; n++) at += doc.child(n).nodeSize
  return at
}

/** Where a side of a block (not of a cell) begins and ends; null for a block without text. */
export function sideRange(piece: Node, at: number, lang: Language): { from: number; to: number } | null {
  if (piece.childCount < 2) return null
  const index = sideIndex(lang)
  const from = at + 1 + (index === 1 ? piece.child(0).nodeSize : 0) + 1
  return { from, to: from + piece.child(index).content.size }
}

/** Each block with its position. */
export function eachPiece(doc: Node, work: (piece: Node, at: number, index: number) => void): void {
  doc.forEach((piece, at, index) => {
    work(piece, at, index)
  })
}

/** Position of the first block with this id; -1 where it is not there. */
export function findPiece(doc: Node, id: string): number {
  let found = -1
  eachPiece(doc, (piece, at) => {
    if (found < 0 && piece.attrs.id === id) found = at
  })
  return found
}
