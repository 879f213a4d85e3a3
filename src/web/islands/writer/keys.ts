/** What the keyboard does in the text. */
import { baseKeymap, selectAll, toggleMark } from 'prosemirror-commands'
import { redo, undo } from 'prosemirror-history'
import { InputRule, inputRules } from 'prosemirror-inputrules'
import { keymap } from 'prosemirror-keymap'
import { type Command, NodeSelection, type Plugin, TextSelection } from 'prosemirror-state'
import { here, positionOf, sideRange } from './at.ts'
import {
  indent,
  leap,
  leapFrom,
  mergeBack,
  mergeForward,
  move,
  removePiece,
  removeSelected,
  setKind,
  split,
  toOtherLanguage,
} from './commands.ts'
import type { Desk } from './desk.ts'
import { mark, type TextKind } from './schema.ts'
import { cellBelow, nextCell } from './tables.ts'

const first =
  (...commands: Command[]): Command =>
  (state, dispatch, view) =>
    commands.some((command) => command(state, dispatch, view))

/** Enter on a bound item shows what stands behind it. */
const openSelected =
  (desk: Desk): Command =>
  (state, _dispatch, view) => {
    const { selection } = state
    if (!(selection instanceof NodeSelection) || !view) return false
    const dom = view.nodeDOM(selection.from)
    const name = selection.node.type.name
    if (!(dom instanceof HTMLElement)) return false
    if (name === 'bound' || name === 'exhibit') desk.open.chip(selection.from, dom)
    else if (name === 'note') desk.open.note(selection.from, dom)
    else return false
    return true
  }

/** A selected table, guidance or page break goes whole. */
const removeWhole: Command = (state, dispatch) =>
  state.selection instanceof NodeSelection &&
  state.selection.node.isBlock &&
  state.selection.$from.depth === 0
    ? removePiece(state.selection.from)(state, dispatch)
    : false

/** From the last line of a side into the same column of the next block, not into the other language. */
const vertical =
  (by: 1 | -1): Command =>
  (state, dispatch, view) => {
    const place = here(state)
    if (!view || !place || !state.selection.empty || !view.endOfTextblock(by > 0 ? 'down' : 'up'))
      return false
    if (place.cell) return cellBelow(by)(state, dispatch)
    const { left } = view.coordsAtPos(state.selection.head)
    return leapFrom(state, place, by, dispatch, (from, to) => {
      const line = view.coordsAtPos(by > 0 ? from : to)
      const spot = view.posAtCoords({ left, top: (line.top + line.bottom) / 2 })?.pos ?? from
      return Math.min(Math.max(spot, from), to)
    })
  }

/**
 * Out of a selection over several blocks to its edge: done here, for what the browser does is heard of later, and what is typed in
 * between would write over all of it.
 */
const collapse =
  (by: 1 | -1): Command =>
  (state, dispatch) => {
    const { $from, $to, empty } = state.selection
    if (empty || $from.sameParent($to)) return false
    dispatch?.(state.tr.setSelection(TextSelection.near(by > 0 ? $to : $from, -by)).scrollIntoView())
    return true
  }

/** Beside a whole block that is selected, arrows go on to the next text. */
const pastWhole =
  (by: 1 | -1): Command =>
  (state, dispatch) => {
    const { selection } = state
    if (!(selection instanceof NodeSelection) || selection.$from.depth !== 0) return false
    const index = selection.$from.index(0)
    const next = state.doc.maybeChild(index + by)
    if (!next) return false
    const lang = 'es'
    const at = positionOf(state.doc, index + by)
    if (next.childCount < 2) {
      dispatch?.(state.tr.setSelection(NodeSelection.create(state.doc, at)).scrollIntoView())
      return true
    }
    const place = {
      piece: selection.node,
      at: selection.from,
      index,
      side: selection.node,
      lang,
      start: 0,
      end: 0,
      cell: null,
    } as const
    return leapFrom(state, place, by, dispatch)
  }

export function keys(desk: Desk): Plugin[] {
  const bind: Record<string, Command> = {
    Enter: first(openSelected(desk), cellBelow(1), split),
    'Shift-Enter': first(cellBelow(1), split),
    Backspace: first(removeWhole, removeItem, removeSelected, mergeBack),
    'Mod-Backspace': first(removeWhole, removeItem, removeSelected, mergeBack),
    Delete: first(removeWhole, removeItem, removeSelected, mergeForward),
    'Mod-Delete': first(removeWhole, removeItem, removeSelected, mergeForward),
    Tab: first(nextCell(1), indent(1)),
    'Shift-Tab': first(nextCell(-1), indent(-1)),
    ArrowLeft: first(pastWhole(-1), collapse(-1), leap(-1)),
    ArrowRight: first(pastWhole(1), collapse(1), leap(1)),
    ArrowUp: first(pastWhole(-1), collapse(-1), vertical(-1)),
    ArrowDown: first(pastWhole(1), collapse(1), vertical(1)),
    'Alt-ArrowUp': move(-1),
    'Alt-ArrowDown': move(1),
    'Mod-.': toOtherLanguage,
    'Mod-b': toggleMark(mark('bold')),
    'Mod-i': toggleMark(mark('italic')),
    'Alt-F10': act(() => desk.open.tools()),
    'Mod-k': act(() => desk.open.evidence()),
    'Mod-Shift-k': act(() => desk.open.link()),
    'Mod-z': undo,
    'Mod-y': redo,
    'Mod-Shift-z': redo,
    'Mod-Alt-0': setKind('paragraph'),
    'Mod-Alt-1': setKind('heading', 1),
    'Mod-Alt-2': setKind('heading', 2),
    'Mod-Alt-3': setKind('heading', 3),
    'Mod-Shift-8': setKind('bullet'),
    'Mod-Shift-7': setKind('numbered'),
    'Mod-Shift-9': setKind('quote'),
    // Saved it is anyway; the browser's own window would be in the way.
    'Mod-s': () => true,
  }
  const base: Record<string, Command> = { 'Mod-a': selectText }
  if (baseKeymap.Escape) base.Escape = baseKeymap.Escape
  return [rules(), keymap(bind), keymap(base)]
}

/** The whole text in the language one is in. */
const selectText: Command = (state, dispatch) => {
  const lang = here(state)?.lang
  const last = state.doc.childCount - 1
  const from = lang && sideRange(state.doc.child(0), 0, lang)
  const to = lang && sideRange(state.doc.child(last), positionOf(state.doc, last), lang)
  if (!from || !to) return selectAll(state, dispatch)
  dispatch?.(state.tr.setSelection(TextSelection.create(state.doc, from.from, to.to)))
  return true
}

/** A bound item, a note that is selected. */
const removeItem: Command = (state, dispatch) => {
  if (!(state.selection instanceof NodeSelection) || !state.selection.node.isInline) return false
  dispatch?.(state.tr.deleteSelection().scrollIntoView())
  return true
}

const act =
  (work: () => void): Command =>
  () => {
    work()
    return true
  }

/** `# `, `- `, `1. `, `> ` at the beginning of a paragraph. */
function rules(): Plugin {
  const becomes = (
    sign: RegExp,
    kind: TextKind,
    levelOf: (found: RegExpMatchArray) => number = () => 0,
  ): InputRule =>
    new InputRule(sign, (state, match, start, end) => {
      const place = here(state)
      if (!place || place.cell || place.piece.type.name !== 'block' || place.piece.attrs.kind !== 'paragraph')
        return null
      if (start !== place.start) return null
      return state.tr
        .delete(start, end)
        .setNodeMarkup(place.at, undefined, { ...place.piece.attrs, kind, level: levelOf(match) })
    })
  return inputRules({
    rules: [
      becomes(/^(#{1,3})\s$/, 'heading', (match) => match[1]?.length ?? 1),
      becomes(/^[-*•]\s$/, 'bullet'),
      becomes(/^1[.)]\s$/, 'numbered'),
      becomes(/^>\s$/, 'quote'),
    ],
  })
}
