/** Puts the blocks of others into the text, and out of it. */
import type { Node } from 'prosemirror-model'
import type { Transaction } from 'prosemirror-state'
import { eachPiece, findPiece } from './at.ts'
import { emptyBlock, nodeOf } from './content.ts'
import { newId } from './ids.ts'
import type { Block } from './protocol.ts'

/** Behind the block with that id; at the start for null, at the end for none. */
export function insertAfter(tr: Transaction, made: Node, after: string | null | undefined): void {
  const at = after ? findPiece(tr.doc, after) : -1
  const target = at >= 0 ? at + (tr.doc.nodeAt(at)?.nodeSize ?? 0) : after === null ? 0 : tr.doc.content.size
  tr.insert(target, made)
}

/** Out of the text; a text of no block has an empty one. */
export function take(tr: Transaction, at: number, piece: Node): void {
  if (tr.doc.childCount === 1) tr.replaceWith(at, at + piece.nodeSize, emptyBlock('es', newId()))
  else tr.delete(at, at + piece.nodeSize)
}

/** A block of somebody else into its place; where it stands there already, only what is other is written anew. */
export function put(tr: Transaction, block: Block, order: readonly string[] | null): void {
  const made = nodeOf(block.id, block)
  const at = findPiece(tr.doc, block.id)
  const old = at < 0 ? null : tr.doc.nodeAt(at)
  const before = order ? nearestBefore(tr.doc, block.id, order) : undefined
  if (old && (before === undefined || before === idBefore(tr.doc, block.id))) {
    rewrite(tr, at, old, made)
    return
  }
  insertAfter(tr, made, before)
  if (old) {
    const first = findPiece(tr.doc, block.id)
    const last = lastOf(tr.doc, block.id)
    const stale = tr.doc.nodeAt(first) === old ? first : last
    tr.delete(stale, stale + old.nodeSize)
  }
}

/** As little as can be, so that the caret stays where it is and one's own last steps can be taken back. */
function rewrite(tr: Transaction, at: number, old: Node, made: Node): void {
  if (old.type !== made.type || old.childCount !== 2 || made.childCount !== 2) {
    if (!old.eq(made)) tr.replaceWith(at, at + old.nodeSize, made)
    return
  }
  let end = at + 1 + old.content.size
  for (const n of [1, 0]) {
    const [was, now] = [old.child(n), made.child(n)]
    end -= was.nodeSize
    const from = was.content.findDiffStart(now.content)
    const to = was.content.findDiffEnd(now.content)
    if (from === null || to === null) continue
    const overlap = Math.max(0, from - Math.min(to.a, to.b))
    tr.replaceWith(end + 1 + from, end + 1 + to.a + overlap, now.content.cut(from, to.b + overlap))
  }
  if (!old.hasMarkup(made.type, made.attrs)) tr.setNodeMarkup(at, undefined, made.attrs)
}

const idBefore = (doc: Node, id: string): string | null => {
  const ids = doc.children.map((piece) => String(piece.attrs.id))
  return ids[ids.indexOf(id) - 1] ?? null
}

function lastOf(doc: Node, id: string): number {
  let found = -1
  eachPiece(doc, (piece, at) => {
    if (piece.attrs.id === id) found = at
  })
  return found
}

/** The last block before `id` in the server's order that stands in this text; null: it is the first. */
function nearestBefore(doc: Node, id: string, order: readonly string[]): string | null {
  const here = new Set(doc.children.map((piece) => String(piece.attrs.id)))
  const at = order.indexOf(id)
  for (let n = at - 1; n >= 0; n--) {
    const one = order[n]
    if (one && here.has(one)) return one
  }
  return null
}
