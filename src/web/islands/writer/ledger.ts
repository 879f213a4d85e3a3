/**
 * What the server is known to have of each block, and from that: what is to be sent, and what comes of its answer. Nobody's text is
 * lost: where two wrote one block, both texts stay until a person has chosen. Knows neither network nor page.
 */
import type { Node } from 'prosemirror-model'
import { type EditorState, TextSelection, type Transaction } from 'prosemirror-state'
import { eachPiece, findPiece, placeOf } from './at.ts'
import { contentOf, emptyBlock, nodeOf } from './content.ts'
import { newId } from './ids.ts'
import { asItCame } from './invariants.ts'
import type { Block, Change, Conflict, SaveAnswer } from './protocol.ts'

interface Known {
  version: number
  /** Its content as JSON, in our own order of keys. */
  said: string
}

const said = new WeakMap<Node, string>()
export function saidBy(piece: Node): string {
  const known = said.get(piece)
  if (known !== undefined) return known
  const made = JSON.stringify(contentOf(piece))
  said.set(piece, made)
  return made
}
const saidIn = (block: Block): string => saidBy(nodeOf(block.id, block))

export class Ledger {
  private readonly known = new Map<string, Known>()
  /** Taken out by us, with the version that this made; undo brings them back. */
  private readonly removed = new Map<string, number>()
  private order: string[]
  /** Blocks that two wrote; they wait for a person and are not sent. */
  readonly conflicts = new Map<string, Conflict>()

  constructor(blocks: readonly Block[]) {
    for (const block of blocks) this.note(block)
    this.order = blocks.map(({ id }) => id)
  }

  private note(block: Block): void {
    this.known.set(block.id, { version: block.version, said: saidIn(block) })
    this.removed.delete(block.id)
  }

  /** What the server does not have yet, in the order of the text. Those in conflict too where `all`. */
  changes(doc: Node, all = false): Change[] {
    const changes: Change[] = []
    const here = new Set<string>()
    const stays = this.inOrder(doc)
    /** The nearest block before that the server has, or will have by then. */
    let before: string | null = null
    eachPiece(doc, (piece) => {
      const id = String(piece.attrs.id)
      if (id === '') return
      here.add(id)
      const [known, content] = [this.known.get(id), contentOf(piece)]
      const isHeld = this.conflicts.has(id)
      if (isHeld && !all) {
        if (known) before = id
        return
      }
      if (!known) changes.push({ id, version: this.removed.get(id) ?? null, content, after: before })
      else if (!stays.has(id)) changes.push({ id, version: known.version, content, after: before })
      else if (known.said !== saidBy(piece)) changes.push({ id, version: known.version, content })
      before = id
    })
    for (const [id, { version }] of this.known)
      if (!here.has(id) && (all || !this.conflicts.has(id))) changes.push({ id, version, removed: true })
    return changes
  }

  /** Blocks that stand as the server has them: as many as can, so that one moved block is one change. */
  private inOrder(doc: Node): Set<string> {
    const rank = new Map(this.order.map((id, at) => [id, at]))
    const line: { id: string; rank: number }[] = []
    eachPiece(doc, (piece) => {
      const at = rank.get(String(piece.attrs.id))
      if (at !== undefined) line.push({ id: String(piece.attrs.id), rank: at })
    })
    return new Set(longestRise(line).map(({ id }) => id))
  }

  /** As the server places it: behind `after`; at the end where that is not there. */
  private putInOrder(id: string, after: string | null | undefined): void {
    if (after === undefined) return
    this.order = this.order.filter((one) => one !== id)
    const behind = after === null ? -1 : this.order.indexOf(after)
    this.order.splice(after !== null && behind < 0 ? this.order.length : behind + 1, 0, id)
  }

  /** What of `sent` the server took. */
  saved(sent: readonly Change[], answer: Pick<SaveAnswer, 'saved' | 'conflicts'>): void {
    const versions = new Map(answer.saved.map(({ id, version }) => [id, version]))
    for (const change of sent) {
      const version = versions.get(change.id)
      if (version === undefined) continue
      if ('removed' in change) {
        this.known.delete(change.id)
        this.removed.set(change.id, version)
        this.order = this.order.filter((id) => id !== change.id)
      } else {
        this.known.set(change.id, { version, said: JSON.stringify(change.content) })
        this.removed.delete(change.id)
        this.putInOrder(change.id, change.after)
      }
    }
    for (const conflict of answer.conflicts) this.conflicts.set(conflict.id, conflict)
  }

  /** Brings what others wrote into the text where one has not touched it; elsewhere both texts are kept. Null: nothing came. */
  merge(state: EditorState, answer: SaveAnswer): Transaction | null {
    const tr = state.tr.setMeta('addToHistory', false).setMeta(asItCame, true)
    for (const conflict of [...this.conflicts.values()]) this.settleSame(tr.doc, conflict)
    for (const block of answer.others) this.takeOne(tr, block, answer.order)
    for (const id of answer.gone) this.takeOut(tr, id)
    if (answer.order && (answer.others.length > 0 || answer.gone.length > 0))
      this.order = answer.order.filter((id) => this.known.has(id))
    return tr.docChanged ? tr : null
  }

  /** Two who wrote the same agree. */
  private settleSame(doc: Node, { id, theirs }: Conflict): void {
    const at = findPiece(doc, id)
    const mine = at < 0 ? null : doc.nodeAt(at)
    if (theirs && mine && saidBy(mine) === saidIn(theirs)) {
      this.conflicts.delete(id)
      this.note(theirs)
    } else if (!theirs && !mine) {
      this.conflicts.delete(id)
      this.known.delete(id)
    }
  }

  private takeOne(tr: Transaction, block: Block, order: readonly string[] | null): void {
    const known = this.known.get(block.id)
    if (this.conflicts.has(block.id)) {
      const held = this.conflicts.get(block.id)
      if (held && (held.theirs?.version ?? 0) < block.version)
        this.conflicts.set(block.id, { ...held, theirs: block })
      return
    }
    if (known && known.version >= block.version) return
    if ((this.removed.get(block.id) ?? 0) >= block.version) return
    const at = findPiece(tr.doc, block.id)
    const mine = at < 0 ? null : tr.doc.nodeAt(at)
    if (mine && known && saidBy(mine) !== known.said && saidBy(mine) !== saidIn(block)) {
      this.conflicts.set(block.id, { id: block.id, theirs: block, by: null })
      return
    }
    // Taken out here and not sent yet: the answer to that will say.
    if (!mine && known) return
    this.note(block)
    put(tr, block, order)
  }

  private takeOut(tr: Transaction, id: string): void {
    const known = this.known.get(id)
    if (!known) return
    const at = findPiece(tr.doc, id)
    const mine = at < 0 ? null : tr.doc.nodeAt(at)
    if (mine && saidBy(mine) !== known.said) {
      this.conflicts.set(id, { id, theirs: null, by: null })
      return
    }
    this.known.delete(id)
    if (mine) take(tr, at, mine)
  }

  /** A person has chosen. */
  resolve(state: EditorState, id: string, choice: 'mine' | 'theirs' | 'both'): Transaction {
    const conflict = this.conflicts.get(id)
    const tr = state.tr.setMeta(asItCame, true)
    const at = findPiece(state.doc, id)
    const mine = at < 0 ? null : state.doc.nodeAt(at)
    if (!conflict) return tr
    this.conflicts.delete(id)
    if (conflict.theirs) this.note(conflict.theirs)
    else this.known.delete(id)
    const theirs = conflict.theirs ? nodeOf(id, conflict.theirs) : null
    if (!mine) {
      // I had taken out what they wrote on: kept, it comes back.
      if (theirs && choice !== 'mine') put(tr, conflict.theirs as Block, this.order)
      return tr
    }
    const end = at + mine.nodeSize
    if (choice === 'theirs') {
      if (theirs) tr.replaceWith(at, end, theirs)
      else take(tr, at, mine)
    } else if (!theirs) tr.setNodeAttribute(at, 'id', newId())
    else if (choice === 'both')
      tr.replaceWith(at, end, [theirs, mine.type.create({ ...mine.attrs, id: newId() }, mine.content)])
    return tr
  }

  /** What was kept on this computer and never arrived, brought back into the text; where the server moved on, as a conflict. */
  recover(state: EditorState, kept: readonly Change[]): Transaction | null {
    const tr = state.tr.setMeta(asItCame, true).setMeta('addToHistory', false)
    for (const change of kept) {
      const known = this.known.get(change.id)
      const at = findPiece(tr.doc, change.id)
      const theirs = at < 0 ? null : tr.doc.nodeAt(at)
      if ('removed' in change) {
        if (theirs && known?.version === change.version) take(tr, at, theirs)
        continue
      }
      const mine = nodeOf(change.id, change.content)
      if (theirs && known) {
        if (saidBy(mine) === known.said) continue
        if (known.version !== change.version)
          this.conflicts.set(change.id, {
            id: change.id,
            theirs: { ...contentOf(theirs), id: change.id, version: known.version },
            by: null,
          })
        tr.replaceWith(at, at + theirs.nodeSize, mine)
      } else {
        // New, or taken out meanwhile: what was written is new once more.
        const id = change.version === null ? change.id : newId()
        insertAfter(tr, mine.type.create({ ...mine.attrs, id }, mine.content), change.after)
      }
    }
    return tr.docChanged ? tr : null
  }
}

/** Behind the block with that id; at the start for null, at the end for none. */
function insertAfter(tr: Transaction, made: Node, after: string | null | undefined): void {
  const at = after ? findPiece(tr.doc, after) : -1
  const target = at >= 0 ? at + (tr.doc.nodeAt(at)?.nodeSize ?? 0) : after === null ? 0 : tr.doc.content.size
  tr.insert(target, made)
}

/** Out of the text; a text of no block has an empty one. */
function take(tr: Transaction, at: number, piece: Node): void {
  if (tr.doc.childCount === 1) tr.replaceWith(at, at + piece.nodeSize, emptyBlock('es', newId()))
  else tr.delete(at, at + piece.nodeSize)
}

/** A block of somebody else into its place, with the caret kept where it is the block that one is in. */
function put(tr: Transaction, block: Block, order: readonly string[] | null): void {
  const made = nodeOf(block.id, block)
  const at = findPiece(tr.doc, block.id)
  const old = at < 0 ? null : tr.doc.nodeAt(at)
  const before = order ? nearestBefore(tr.doc, block.id, order) : undefined
  if (old && (before === undefined || before === idBefore(tr.doc, block.id))) {
    const place = placeOf(tr.selection.$head)
    const offset = place?.piece === old && !place.cell ? tr.selection.head - place.start : null
    tr.replaceWith(at, at + old.nodeSize, made)
    if (offset !== null && place && made.childCount > 1) {
      const side = made.child(place.lang === 'es' ? 0 : 1)
      const start = at + 2 + (place.lang === 'en' ? made.child(0).nodeSize : 0)
      tr.setSelection(TextSelection.create(tr.doc, start + Math.min(offset, side.content.size)))
    }
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

/** The longest run of growing ranks (patience sorting). */
function longestRise<T extends { rank: number }>(line: readonly T[]): T[] {
  const tails: number[] = []
  const before: number[] = []
  line.forEach(({ rank }, at) => {
    let [low, high] = [0, tails.length]
    while (low < high) {
      const middle = (low + high) >> 1
      if ((line[tails[middle] ?? 0]?.rank ?? 0) < rank) low = middle + 1
      else high = middle
    }
    before[at] = low > 0 ? (tails[low - 1] ?? -1) : -1
    tails[low] = at
  })
  const run: T[] = []
  for (let at = tails.at(-1) ?? -1; at >= 0; at = before[at] ?? -1) {
    const one = line[at]
    if (one) run.unshift(one)
  }
  return run
}
