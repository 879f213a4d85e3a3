/** What keys and buttons do to the text. Both languages of a block always go together. */
import { Fragment, type Node } from 'prosemirror-model'
import {
  AllSelection,
  type Command,
  type EditorState,
  NodeSelection,
  TextSelection,
  type Transaction,
} from 'prosemirror-state'
import { eachPiece, here, type Place, placeOf, positionOf, sideRange } from './at.ts'
import { emptyBlock, isBlank, sideNode, stateOf } from './content.ts'
import { newId } from './ids.ts'
import { type Language, languages, otherOf } from './protocol.ts'
import { langOf, schema, sideIndex, type TextKind, type } from './schema.ts'

/** The languages that are shown: in what is hidden no caret goes. */
export type View = Language | 'both'

const isBlock = (node: Node): boolean => node.type.name === 'block'
const sideWith = (side: Node, content: Fragment): Node => side.type.create(side.attrs, content)
/** The pair in the order of the languages, one of them replaced. */
const pair = (lang: Language, own: Node, other: Node): Node[] =>
  sideIndex(lang) === 0 ? [own, other] : [other, own]
const caret = (tr: Transaction, at: number): Transaction => tr.setSelection(TextSelection.create(tr.doc, at))

/** A new block behind the n-th, with the caret in it. */
function addBehind(tr: Transaction, place: Place, block: Node): Transaction {
  const at = place.at + place.piece.nodeSize
  tr.insert(at, block)
  const range = sideRange(block, at, place.lang)
  return caret(tr, range?.from ?? at).scrollIntoView()
}

/** Enter: the new pair gets the rest in this language and an empty other side. */
export const split: Command = (state, dispatch) => {
  const place = here(state)
  if (!place || place.cell) return false
  if (!dispatch) return true
  const goOn = (tr: Transaction): void => dispatch(splitIn(tr))
  if (!removeSelected(state, goOn)) goOn(state.tr.deleteSelection())
  return true
}

function splitIn(tr: Transaction): Transaction {
  const place = placeOf(tr.selection.$head)
  if (!place) return tr
  const { piece, side, lang, at } = place
  if (!isBlock(piece)) return addBehind(tr, place, emptyBlock(lang, newId()))
  const offset = tr.selection.from - place.start
  const [head, tail] = [side.content.cut(0, offset), side.content.cut(offset)]
  const { kind, level } = piece.attrs
  // Enter in an empty line of a list or quote ends it.
  if (piece.content.size === 4 && kind !== 'paragraph')
    return tr.setNodeMarkup(at, undefined, {
      ...piece.attrs,
      ...(level > 0 && kind !== 'heading' ? { level: level - 1 } : { kind: 'paragraph', level: 0 }),
    })
  // At its beginning a text moves down whole, translation and all.
  if (head.size === 0 && tail.size > 0) {
    const empty = type('block').create(
      { ...piece.attrs, id: newId(), outdated: false, source: lang },
      emptyBlock(lang).content,
    )
    return tr.insert(at, empty).scrollIntoView()
  }
  const isEnd = tail.size === 0
  const attrs = {
    id: newId(),
    source: lang,
    outdated: false,
    kind: isEnd && kind === 'heading' ? 'paragraph' : kind,
    level: isEnd && kind === 'heading' ? 0 : level,
  }
  const next = type('block').create(
    attrs,
    pair(lang, type(lang).create(null, tail), sideNode(otherOf(lang), [])),
  )
  const first = piece.type.create(
    piece.attrs,
    pair(lang, sideWith(side, head), piece.child(1 - sideIndex(lang))),
  )
  tr.replaceWith(at, at + piece.nodeSize, [first, next])
  const range = sideRange(next, at + first.nodeSize, lang)
  return caret(tr, range?.from ?? at).scrollIntoView()
}

/** Two blocks as one of the first's kind: this language runs on, the other is joined with a blank between. */
function merged(first: Node, second: Node, lang: Language): Node {
  const sides = languages.map((one) => {
    const [a, b] = [first.child(sideIndex(one)), second.child(sideIndex(one))]
    const gap = one !== lang && !isBlank(a) && !isBlank(b) ? Fragment.from(schema.text(' ')) : Fragment.empty
    return sideWith(a, a.content.append(gap).append(b.content))
  })
  const isFirstEmpty = stateOf(first) === 'empty'
  const attrs = isFirstEmpty
    ? second.attrs
    : { ...first.attrs, outdated: first.attrs.outdated || second.attrs.outdated }
  return first.type.create(attrs, sides)
}

function mergeAt(state: EditorState, index: number, lang: Language): Transaction {
  const [first, second] = [state.doc.child(index), state.doc.child(index + 1)]
  const at = positionOf(state.doc, index)
  const seam = sideRange(first, at, lang)?.to ?? at
  const tr = state.tr.replaceWith(at, at + first.nodeSize + second.nodeSize, merged(first, second, lang))
  // In front of the seam stand the es side of the second, too, where the caret is in en.
  const before = lang === 'en' ? tr.doc.child(index).child(0).nodeSize - first.child(0).nodeSize : 0
  return caret(tr, seam + before).scrollIntoView()
}

/** Backspace at the beginning of a side: first out of the list or heading, then together with the block before. */
export const mergeBack: Command = (state, dispatch) => {
  const place = here(state)
  if (!place || place.cell || !state.selection.empty || state.selection.from !== place.start) return false
  const { piece, at, index, lang } = place
  if (!isBlock(piece)) return true
  const { kind, level } = piece.attrs
  if (kind !== 'paragraph') {
    const attrs = kind !== 'heading' && level > 0 ? { level: level - 1 } : { kind: 'paragraph', level: 0 }
    dispatch?.(state.tr.setNodeMarkup(at, undefined, { ...piece.attrs, ...attrs }))
    return true
  }
  if (index === 0) return true
  const before = state.doc.child(index - 1)
  if (isBlock(before)) {
    dispatch?.(mergeAt(state, index - 1, lang))
    return true
  }
  if (dispatch) {
    const tr = state.tr
    if (stateOf(piece) === 'empty' && state.doc.childCount > 1) tr.delete(at, at + piece.nodeSize)
    dispatch(tr.setSelection(NodeSelection.create(tr.doc, at - before.nodeSize)).scrollIntoView())
  }
  return true
}

/** Delete at the end of a side: the block behind comes up. */
export const mergeForward: Command = (state, dispatch) => {
  const place = here(state)
  if (!place || place.cell || !state.selection.empty || state.selection.from !== place.end) return false
  const next = place.index + 1 < state.doc.childCount ? state.doc.child(place.index + 1) : null
  if (!isBlock(place.piece) || !next) return true
  if (isBlock(next)) dispatch?.(mergeAt(state, place.index, place.lang))
  else dispatch?.(state.tr.setSelection(NodeSelection.create(state.doc, place.at + place.piece.nodeSize)))
  return true
}

/**
 * Takes out a selection over several sides or blocks: a block of which something is left keeps its other language whole, for that was
 * not selected. False for a selection within one side, which needs nothing of ours.
 */
export const removeSelected: Command = (state, dispatch) => {
  const { $from, $to } = state.selection
  if (state.selection instanceof AllSelection) {
    const empty = emptyBlock('es', newId())
    dispatch?.(caret(state.tr.replaceWith(0, state.doc.content.size, empty), 2))
    return true
  }
  const [from, to] = [placeOf($from), placeOf($to)]
  if (!from || !to || $from.sameParent($to)) return false
  if (from.cell || to.cell || from.index === to.index || !isBlock(from.piece) || !isBlock(to.piece)) {
    dispatch?.(clearSides(state))
    return true
  }
  if (dispatch) dispatch(removeAcross(state, from, to))
  return true
}

/** Of every side that the selection touches goes what is selected; the blocks stay. */
function clearSides(state: EditorState): Transaction {
  const tr = state.tr
  const { from, to } = state.selection
  const ranges: [number, number][] = []
  state.doc.nodesBetween(from, to, (node, at) => {
    if (langOf(node)) ranges.push([Math.max(from, at + 1), Math.min(to, at + 1 + node.content.size)])
  })
  for (const [start, end] of ranges.reverse()) if (end > start) tr.delete(start, end)
  return caret(tr, tr.mapping.map(from))
}

function removeAcross(state: EditorState, from: Place, to: Place): Transaction {
  const lang = from.lang
  const [head, tail] = [
    from.side.content.cut(0, state.selection.from - from.start),
    to.side.content.cut(state.selection.to - to.start),
  ]
  const other = otherOf(lang)
  const [firstOther, lastOther] = [from.piece.child(sideIndex(other)), to.piece.child(sideIndex(other))]
  // Where the selection began at the very start of a block, the block is meant, with its translation.
  const before = head.size > 0 ? firstOther.content : Fragment.empty
  const behind = tail.size > 0 && to.lang === lang ? lastOther.content : Fragment.empty
  const gap = before.size > 0 && behind.size > 0 ? Fragment.from(schema.text(' ')) : Fragment.empty
  const isSame = to.lang === lang
  const own = sideWith(from.side, isSame ? head.append(tail) : head)
  const rest = sideWith(firstOther, isSame ? before.append(gap).append(behind) : before.append(tail))
  const block = from.piece.type.create(from.piece.attrs, pair(lang, own, rest))
  const tr = state.tr.replaceWith(from.at, to.at + to.piece.nodeSize, block)
  const range = sideRange(block, from.at, lang)
  return caret(tr, (range?.from ?? from.at) + head.size).scrollIntoView()
}

/** Blocks that the selection touches. */
export function touched(state: EditorState): { piece: Node; at: number; index: number }[] {
  const { from, to } = state.selection
  const found: { piece: Node; at: number; index: number }[] = []
  eachPiece(state.doc, (piece, at, index) => {
    if (at < Math.max(to, from + 1) && at + piece.nodeSize > from) found.push({ piece, at, index })
  })
  return found
}

/** The selected blocks become headings, lists, quotes; asked a second time, paragraphs again. */
export const setKind =
  (kind: TextKind, level = kind === 'heading' ? 1 : 0): Command =>
  (state, dispatch) => {
    const blocks = touched(state).filter(({ piece }) => isBlock(piece))
    if (blocks.length === 0) return false
    const isSame = blocks.every(
      ({ piece }) => piece.attrs.kind === kind && (kind !== 'heading' || piece.attrs.level === level),
    )
    const wanted = isSame ? { kind: 'paragraph', level: 0 } : { kind, level }
    const tr = state.tr
    for (const { piece, at } of blocks) tr.setNodeMarkup(at, undefined, { ...piece.attrs, ...wanted })
    dispatch?.(tr)
    return true
  }

/** Deeper or less deep in a list. */
export const indent =
  (by: 1 | -1): Command =>
  (state, dispatch) => {
    const lines = touched(state).filter(
      ({ piece }) => isBlock(piece) && (piece.attrs.kind === 'bullet' || piece.attrs.kind === 'numbered'),
    )
    const moving = lines.filter(({ piece }) => piece.attrs.level + by >= 0 && piece.attrs.level + by <= 2)
    if (moving.length === 0) return false
    const tr = state.tr
    for (const { piece, at } of moving)
      tr.setNodeMarkup(at, undefined, { ...piece.attrs, level: piece.attrs.level + by })
    dispatch?.(tr)
    return true
  }

/** The blocks of the selection change places with the one above or below. */
export const move =
  (by: 1 | -1): Command =>
  (state, dispatch) => {
    const own = touched(state)
    const [first, last] = [own[0], own.at(-1)]
    if (!first || !last) return false
    const index = by < 0 ? first.index - 1 : last.index + 1
    if (index < 0 || index >= state.doc.childCount) return true
    if (!dispatch) return true
    const neighbour = state.doc.child(index)
    const at = positionOf(state.doc, index)
    const tr = state.tr.delete(at, at + neighbour.nodeSize)
    const target = by < 0 ? last.at + last.piece.nodeSize : first.at
    tr.insert(by < 0 ? target - neighbour.nodeSize : target, neighbour)
    dispatch(tr.scrollIntoView())
    return true
  }

/** The same paragraph in the other language. */
export const toOtherLanguage: Command = (state, dispatch) => {
  const place = here(state)
  if (!place) return false
  const index = sideIndex(place.lang)
  // The other side lies right behind or right before this one, in a block and in a cell alike.
  const $head = state.selection.$head
  const parent = $head.node($head.depth - 1)
  const at = index === 0 ? place.end + 2 : place.start - 2
  const size = parent.child(1 - index).content.size
  const offset = Math.min($head.parentOffset, size)
  dispatch?.(caret(state.tr, index === 0 ? at + offset : at - size + offset).scrollIntoView())
  return true
}

/** From the edge of a side to the same language of the next or the last block, not into the other language. */
export const leap =
  (by: 1 | -1): Command =>
  (state, dispatch) => {
    const place = here(state)
    if (!place || place.cell || !state.selection.empty) return false
    if (state.selection.from !== (by < 0 ? place.start : place.end)) return false
    return leapFrom(state, place, by, dispatch)
  }

export function leapFrom(
  state: EditorState,
  place: Place,
  by: 1 | -1,
  dispatch?: (tr: Transaction) => void,
  offset?: (from: number, to: number) => number,
): boolean {
  const index = place.index + by
  if (index < 0 || index >= state.doc.childCount) return true
  const at = positionOf(state.doc, index)
  const range = sideRange(state.doc.child(index), at, place.lang)
  const tr = state.tr
  if (range) caret(tr, offset ? offset(range.from, range.to) : by < 0 ? range.to : range.from)
  else tr.setSelection(NodeSelection.create(state.doc, at))
  dispatch?.(tr.scrollIntoView())
  return true
}

/** «Sigue valiendo»: the translation stands though its source was written anew. */
export const confirmTranslation =
  (at: number): Command =>
  (state, dispatch) => {
    const piece = state.doc.nodeAt(at)
    if (!piece?.attrs.outdated) return false
    dispatch?.(state.tr.setNodeMarkup(at, undefined, { ...piece.attrs, outdated: false }))
    return true
  }

/** A block out of the text; the last one leaves an empty paragraph. */
export const removePiece =
  (at: number): Command =>
  (state, dispatch) => {
    const piece = state.doc.nodeAt(at)
    if (!piece) return false
    const tr = state.tr
    if (state.doc.childCount === 1) tr.replaceWith(at, at + piece.nodeSize, emptyBlock('es', newId()))
    else tr.delete(at, at + piece.nodeSize)
    dispatch?.(tr)
    return true
  }

/** A page break, a table, an exhibit behind the block that one is in; in its place where that is empty. */
export function insertPiece(state: EditorState, made: Node): Transaction {
  const own = touched(state)[0]
  if (!own) return state.tr.insert(state.doc.content.size, made)
  const isEmpty = isBlock(own.piece) && stateOf(own.piece) === 'empty'
  const end = own.at + own.piece.nodeSize
  const isLast = own.index === state.doc.childCount - 1
  const lang = here(state)?.lang ?? 'es'
  const after = isLast ? [emptyBlock(lang, newId())] : []
  const tr = isEmpty
    ? state.tr.replaceWith(own.at, end, [made, ...after])
    : state.tr.insert(end, [made, ...after])
  const at = isEmpty ? own.at : end
  const inside = sideRange(made, at, lang)
  const next = sideRange(tr.doc.nodeAt(at + made.nodeSize) ?? made, at + made.nodeSize, lang)
  const target = made.type.name === 'table' ? inside : next
  return (target ? caret(tr, target.from) : tr).scrollIntoView()
}

/** Something inline where the caret is, behind a selected one. */
export function insertInline(state: EditorState, made: Node): Transaction | null {
  const { $to } = state.selection
  const place = placeOf($to)
  if (!place) return null
  const tr = state.tr.insert(state.selection.to, made)
  return caret(tr, state.selection.to + made.nodeSize).scrollIntoView()
}
