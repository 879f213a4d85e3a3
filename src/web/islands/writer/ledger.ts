/**
 * What the server is known to have of each block, and from that: what is to be sent, and what comes of its answer. Nobody's text is
 * lost: where two wrote one block, both texts stay until a person has chosen. Knows neither network nor page.
 */
import type { Node } from 'prosemirror-model'
import type { EditorState, Transaction } from 'prosemirror-state'
import { eachPiece, findPiece } from './at.ts'
import { combined } from './combine.ts'
import { contentOf, nodeOf } from './content.ts'
import { newId } from './ids.ts'
import { asItCame } from './invariants.ts'
import { insertAfter, put, take } from './placing.ts'
import type { Block, BlockContent, Change, Conflict, News, SaveAnswer, Written } from './protocol.ts'

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

/** What of others came into the text. */
export interface Came {
  id: string
  /** Null: the same person, in another window. */
  by: string | null
  /** `back`: one had taken out what the other was writing. */
  how: 'written' | 'removed' | 'back'
}

export class Ledger {
  private readonly known = new Map<string, Known>()
  /** Taken out, with the version that this made and what stood there; undo brings them back. */
  private readonly removed = new Map<string, Known>()
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
      const gone = this.removed.get(id)
      // What is kept on this computer must hold the words themselves.
      if (!known && gone && !all && gone.said === saidBy(piece))
        changes.push({ id, version: gone.version, restored: true, after: before })
      else if (!known) changes.push({ id, version: gone?.version ?? null, content, after: before })
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
        this.removed.set(change.id, { version, said: this.known.get(change.id)?.said ?? '' })
        this.known.delete(change.id)
        this.order = this.order.filter((id) => id !== change.id)
      } else {
        const said =
          'content' in change ? JSON.stringify(change.content) : (this.removed.get(change.id)?.said ?? '')
        this.known.set(change.id, { version, said })
        this.removed.delete(change.id)
        this.putInOrder(change.id, change.after)
      }
    }
    for (const conflict of answer.conflicts) this.conflicts.set(conflict.id, conflict)
  }

  /** Brings what others wrote into the text where one has not touched it; elsewhere both texts are kept. Null: nothing came. */
  merge(
    state: EditorState,
    news: Pick<News, 'others' | 'gone' | 'order'>,
  ): { tr: Transaction | null; came: readonly Came[] } {
    const tr = state.tr.setMeta('addToHistory', false).setMeta(asItCame, true)
    const came: Came[] = []
    for (const conflict of [...this.conflicts.values()]) came.push(...this.settle(tr, conflict))
    for (const block of news.others) came.push(...this.takeOne(tr, block, news.order))
    for (const { id, version, by } of news.gone) came.push(...this.takeOut(tr, id, version, by))
    if (news.order && (news.others.length > 0 || news.gone.length > 0))
      this.order = news.order.filter((id) => this.known.has(id))
    return { tr: tr.docChanged ? tr : null, came }
  }

  /** What needs nobody to choose: both wrote the same, or each in another language; and what one took out and the other wrote on. */
  private settle(tr: Transaction, { id, theirs, by }: Conflict): Came[] {
    const at = findPiece(tr.doc, id)
    const mine = at < 0 ? null : tr.doc.nodeAt(at)
    if (!theirs) {
      if (mine) return []
      this.conflicts.delete(id)
      this.known.delete(id)
      return []
    }
    if (!mine) {
      this.conflicts.delete(id)
      this.note(theirs)
      put(tr, theirs, this.order)
      return [{ id, by, how: 'back' }]
    }
    if (saidBy(mine) !== saidIn(theirs)) return this.combine(tr, mine, { ...theirs, by })
    this.conflicts.delete(id)
    this.note(theirs)
    return []
  }

  /** Both texts as one, where that can be; else nothing. */
  private combine(tr: Transaction, mine: Node, { by, ...theirs }: Written): Came[] {
    const base = this.known.get(theirs.id)
    const content = base && base.said !== '' ? (JSON.parse(base.said) as BlockContent) : null
    const both = content && combined(content, contentOf(mine), contentOf(nodeOf(theirs.id, theirs)))
    if (!both) return []
    this.conflicts.delete(theirs.id)
    this.note(theirs)
    put(tr, { ...both, id: theirs.id, version: theirs.version }, null)
    return [{ id: theirs.id, by, how: 'written' }]
  }

  private takeOne(tr: Transaction, { by, ...block }: Written, order: readonly string[] | null): Came[] {
    const known = this.known.get(block.id)
    const held = this.conflicts.get(block.id)
    if (held) {
      if (held.version < block.version)
        this.conflicts.set(block.id, { id: block.id, theirs: block, version: block.version, by })
      return []
    }
    if (known && known.version >= block.version) return []
    if ((this.removed.get(block.id)?.version ?? 0) >= block.version) return []
    const at = findPiece(tr.doc, block.id)
    const mine = at < 0 ? null : tr.doc.nodeAt(at)
    const isSame = mine !== null && saidBy(mine) === saidIn(block)
    if (mine && known && saidBy(mine) !== known.said && !isSame) {
      const came = this.combine(tr, mine, { ...block, by })
      if (came.length === 0)
        this.conflicts.set(block.id, { id: block.id, theirs: block, version: block.version, by })
      return came
    }
    // Taken out here and not sent yet: the answer to that will say.
    if (!mine && known) return []
    this.note(block)
    put(tr, block, order)
    return isSame ? [] : [{ id: block.id, by, how: 'written' }]
  }

  private takeOut(tr: Transaction, id: string, version: number, by: string | null): Came[] {
    const known = this.known.get(id)
    if (!known || known.version >= version) return []
    const at = findPiece(tr.doc, id)
    const mine = at < 0 ? null : tr.doc.nodeAt(at)
    if (mine && saidBy(mine) !== known.said) {
      this.conflicts.set(id, { id, theirs: null, version, by })
      return []
    }
    this.known.delete(id)
    this.removed.set(id, { version, said: known.said })
    if (mine) take(tr, at, mine)
    return mine ? [{ id, by, how: 'removed' }] : []
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
    else {
      this.known.delete(id)
      this.removed.set(id, { version: conflict.version, said: '' })
    }
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
    } else if (theirs && choice === 'both')
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
      if ('restored' in change) continue
      const mine = nodeOf(change.id, change.content)
      if (theirs && known) {
        if (saidBy(mine) === known.said) continue
        if (known.version !== change.version)
          this.conflicts.set(change.id, {
            id: change.id,
            theirs: { ...contentOf(theirs), id: change.id, version: known.version },
            version: known.version,
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
