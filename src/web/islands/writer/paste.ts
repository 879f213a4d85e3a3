/** Puts what was pasted into the text, in the language one is in; a pasted translation fills the empty sides beside its original. */
import { Fragment, type Node } from 'prosemirror-model'
import { type EditorState, TextSelection, type Transaction } from 'prosemirror-state'
import { type Place, placeOf, sideRange } from './at.ts'
import { removeSelected } from './commands.ts'
import { emptyBlock, isBlank, sideNode, stateOf } from './content.ts'
import { newId } from './ids.ts'
import type { Language, Side, Sides } from './protocol.ts'
import type { Pasted } from './read-html.ts'
import { sideIndex, type } from './schema.ts'
import { newTable } from './tables.ts'

const inlineOf = (side: Side, lang: Language): Fragment => sideNode(lang, side).content
const pairOf = (lang: Language, own: Fragment): Node[] =>
  (['es', 'en'] as const).map((one) => type(one).create(null, one === lang ? own : Fragment.empty))

function nodeFor(one: Pasted, lang: Language): Node {
  if (one.kind === 'table') {
    const rows = one.rows.map((row) => row.map((side): Sides => ({ es: [], en: [], [lang]: side })))
    return newTable(lang, rows)
  }
  const { kind, level, side } = one
  return type('block').create({ id: newId(), source: lang, kind, level }, pairOf(lang, inlineOf(side, lang)))
}

/** Everything as one run of words, for where there is room for one only: a cell, a caption. */
const asOneRun = (blocks: readonly Pasted[]): Side =>
  blocks
    .flatMap((one) => (one.kind === 'table' ? one.rows.flat() : [one.side]))
    .flatMap((side, at) => (at === 0 ? side : [{ text: ' ' }, ...side]))

/** Null where there is nothing to put, or no text that one is in. */
export function paste(state: EditorState, blocks: readonly Pasted[]): Transaction | null {
  let tr = state.tr
  if (!state.selection.empty) {
    let removed: Transaction | null = null
    removeSelected(state, (done) => {
      removed = done
    })
    tr = removed ?? tr.deleteSelection()
  }
  const place = placeOf(tr.selection.$head)
  const [first] = blocks
  if (!place || !first) return null
  if (place.cell || place.piece.type.name !== 'block') return inline(tr, asOneRun(blocks), place.lang)
  const isOneLine = blocks.length === 1 && first.kind === 'paragraph'
  if (isOneLine) return inline(tr, first.side, place.lang)
  return besideOriginal(tr, place, blocks) ?? among(tr, place, blocks)
}

function inline(tr: Transaction, side: Side, lang: Language): Transaction {
  const at = tr.selection.from
  const content = inlineOf(side, lang)
  tr.insert(at, content)
  return tr.setSelection(TextSelection.create(tr.doc, at + content.size)).scrollIntoView()
}

/** As many paragraphs as follow here in the other language alone: they are its translation. */
function besideOriginal(tr: Transaction, place: Place, blocks: readonly Pasted[]): Transaction | null {
  if (blocks.length < 2 || blocks.some(({ kind }) => kind === 'table')) return null
  const own = sideIndex(place.lang)
  const targets: { at: number; piece: Node }[] = []
  let at = place.at
  for (let index = place.index; index < tr.doc.childCount && targets.length < blocks.length; index++) {
    const piece = tr.doc.child(index)
    if (piece.type.name === 'block' && stateOf(piece) !== 'empty') {
      if (!isBlank(piece.child(own)) || isBlank(piece.child(1 - own))) return null
      targets.push({ at, piece })
    } else if (piece.type.name === 'table') return null
    at += piece.nodeSize
  }
  if (targets.length < blocks.length) return null
  for (const [n, target] of [...targets.entries()].reverse()) {
    const one = blocks[n]
    const range = sideRange(target.piece, target.at, place.lang)
    if (one && one.kind !== 'table' && range)
      tr.replaceWith(range.from, range.to, inlineOf(one.side, place.lang))
  }
  return tr.scrollIntoView()
}

/** Between what stands before and behind the caret; what is behind runs on at the end of the last. */
function among(tr: Transaction, place: Place, blocks: readonly Pasted[]): Transaction {
  const { piece, at, side, lang } = place
  const own = sideIndex(lang)
  const offset = tr.selection.from - place.start
  const [head, tail] = [side.content.cut(0, offset), side.content.cut(offset)]
  const isEmpty = stateOf(piece) === 'empty'
  const made = blocks.map((one) => nodeFor(one, lang))
  const keep: Node[] = []
  if (!isEmpty) {
    const [first] = made
    const runsOn = first?.attrs.kind === 'paragraph' && first.childCount === 2
    const content = runsOn ? head.append(first.child(own).content) : head
    const sides = [piece.child(0), piece.child(1)]
    sides[own] = side.type.create(side.attrs, content)
    keep.push(piece.type.create(piece.attrs, sides))
    if (runsOn) made.shift()
  }
  let last = made.at(-1) ?? keep[0]
  if (tail.size > 0 && last) {
    if (last.childCount !== 2)
      made.push(type('block').create({ id: newId(), source: lang }, pairOf(lang, tail)))
    else {
      const sides = [last.child(0), last.child(1)]
      sides[own] = side.type.create(null, last.child(own).content.append(tail))
      const longer = last.type.create(last.attrs, sides)
      if (made.length > 0) made[made.length - 1] = longer
      else keep[0] = longer
    }
    last = made.at(-1) ?? keep[0]
  }
  // Behind a table one writes on in a paragraph, not in its title.
  if (last?.type.name === 'table') {
    last = emptyBlock(lang, newId())
    made.push(last)
  }
  const all = [...keep, ...made]
  tr.replaceWith(at, at + piece.nodeSize, all)
  const end = at + all.reduce((sum, one) => sum + one.nodeSize, 0)
  const range = last ? sideRange(last, end - last.nodeSize, lang) : null
  if (range) tr.setSelection(TextSelection.create(tr.doc, Math.max(range.from, range.to - tail.size)))
  return tr.scrollIntoView()
}
