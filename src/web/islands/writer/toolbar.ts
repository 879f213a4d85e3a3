/** The bar over the text: what a paragraph is, what words are, which languages are seen; and beside it what is still to be settled. */
import { toggleMark } from 'prosemirror-commands'
import { redo, undo } from 'prosemirror-history'
import { type Command, TextSelection } from 'prosemirror-state'
import { eachPiece, here, sideRange } from './at.ts'
import { indent, insertPiece, move, removePiece, setKind, touched, type View } from './commands.ts'
import { stateOf } from './content.ts'
import { boundIn, type Desk, isMoved } from './desk.ts'
import { button, fill, h, icon } from './dom.ts'
import { newId } from './ids.ts'
import { mark, type } from './schema.ts'
import { blankTable, changeTable, type TableChange } from './tables.ts'
import type { Words } from './words.ts'

const drawings = {
  bold: 'M7 5h6a3.5 3.5 0 0 1 0 7H7zM7 12h7a3.5 3.5 0 0 1 0 7H7z',
  italic: 'M10 5h8M6 19h8M14.5 5 9.5 19',
  link: 'M10 14a4 4 0 0 0 6 .4l3-3a4 4 0 0 0-5.7-5.7L12 7M14 10a4 4 0 0 0-6-.4l-3 3a4 4 0 0 0 5.7 5.7L12 17',
  note: 'M4 19h16M4 5h9M4 10h9M4 15h6M17 12V5l-2 1.5',
  table: 'M4 5h16v14H4zM4 10h16M4 14.5h16M10 5v14',
  undo: 'M8 5 4 9l4 4M4 9h9a6 6 0 0 1 0 12h-3',
  redo: 'M16 5l4 4-4 4M20 9h-9a6 6 0 0 0 0 12h3',
  more: 'M4 12a1 1 0 1 0 2 0 1 1 0 0 0-2 0M11 12a1 1 0 1 0 2 0 1 1 0 0 0-2 0M18 12a1 1 0 1 0 2 0 1 1 0 0 0-2 0',
} as const

const kinds: readonly [keyof Words, Command][] = [
  ['paragraph', setKind('paragraph')],
  ['heading1', setKind('heading', 1)],
  ['heading2', setKind('heading', 2)],
  ['heading3', setKind('heading', 3)],
  ['bullet', setKind('bullet')],
  ['numbered', setKind('numbered')],
  ['quote', setKind('quote')],
]

export interface Toolbar {
  dom: HTMLElement
  /** After every change of the text or of where one is in it. */
  update(): void
  status: HTMLElement
}

export function toolbar(desk: Desk, show: (view: View) => void): Toolbar {
  const { words } = desk
  const tool = (
    name: keyof typeof drawings & keyof Words,
    command: Command | (() => void),
    keys = '',
  ): HTMLButtonElement => {
    const made = h('button', {
      class: 'w-tool',
      label: words[name],
      title: keys ? `${words[name]} (${keys})` : words[name],
      attrs: { type: 'button' },
      on: {
        // The text keeps the focus and its selection.
        mousedown: (event) => event.preventDefault(),
        click: () => (command.length > 0 ? desk.run(command as Command) : (command as () => void)()),
      },
    })
    made.append(icon(drawings[name]))
    return made
  }
  const kind = h('select', { class: 'ds-input w-kind', label: words.kind })
  for (const [name] of kinds) kind.append(h('option', { attrs: { value: name } }, words[name]))
  kind.addEventListener('change', () => {
    const command = kinds.find(([name]) => name === kind.value)?.[1]
    // Asked twice a kind is taken back; the list only ever sets.
    if (command && nameOf(desk) !== kind.value) desk.run(command)
    else desk.view.focus()
  })
  const marks = {
    bold: tool('bold', toggleMark(mark('bold')), 'Ctrl+B'),
    italic: tool('italic', toggleMark(mark('italic')), 'Ctrl+I'),
  }
  const back = tool('undo', undo, 'Ctrl+Z')
  const again = tool('redo', redo, 'Ctrl+Y')
  const rows = tableTools(desk)
  const status = h('p', { class: 'w-status', attrs: { role: 'status' } })
  const dom = h(
    'div',
    { class: 'w-tools', label: words.tools, attrs: { role: 'toolbar' } },
    h('span', { class: 'w-group' }, kind),
    h(
      'span',
      { class: 'w-group' },
      marks.bold,
      marks.italic,
      tool('link', () => desk.open.link(), 'Ctrl+Shift+K'),
      tool('note', () => desk.open.note(-1, desk.view.dom)),
    ),
    h(
      'span',
      { class: 'w-group' },
      tool('table', (state, dispatch) => {
        dispatch?.(insertPiece(state, blankTable(here(state)?.lang ?? 'es')))
        return true
      }),
      more(desk),
    ),
    h('span', { class: 'w-group' }, back, again),
    shownTools(desk, show),
    h(
      'span',
      { class: 'w-group w-ends' },
      button(words.evidence, 'secondary', () => desk.open.evidence(), {
        title: 'Ctrl+K',
        class: 'w-open-evidence',
      }),
      button(words.comments, 'tertiary', () => desk.open.comments(null)),
    ),
    rows,
  )
  return {
    dom,
    status,
    update() {
      const { state } = desk.view
      kind.value = nameOf(desk)
      for (const name of ['bold', 'italic'] as const) {
        const { $from, from, to, empty } = state.selection
        const type = mark(name)
        const has = empty
          ? !!type.isInSet(state.storedMarks ?? $from.marks())
          : state.doc.rangeHasMark(from, to, type)
        marks[name].setAttribute('aria-pressed', String(has))
      }
      back.disabled = !undo(state)
      again.disabled = !redo(state)
      rows.hidden = !here(state)?.cell
    },
  }
}

function nameOf(desk: Desk): string {
  const piece = here(desk.view.state)?.piece
  if (piece?.type.name !== 'block') return 'paragraph'
  return piece.attrs.kind === 'heading' ? `heading${piece.attrs.level}` : piece.attrs.kind
}

/** Less often: page break, move, indent, remove, the keys. */
function more(desk: Desk): HTMLElement {
  const { words } = desk
  const panel = h('div', { class: 'menu-panel w-more' })
  const menu = h(
    'details',
    { class: 'menu', attrs: { name: 'menu' } },
    h(
      'summary',
      { class: 'w-tool', label: words.more, title: words.more },
      icon(drawings.more) as unknown as globalThis.Node,
    ),
    panel,
  )
  const line = (text: string, command: Command): HTMLElement =>
    h(
      'li',
      {},
      h(
        'button',
        {
          attrs: { type: 'button' },
          on: {
            click: () => {
              menu.open = false
              desk.run(command)
            },
          },
        },
        text,
      ),
    )
  panel.append(
    h(
      'ul',
      {},
      line(words.pageBreak, (state, dispatch) => {
        dispatch?.(insertPiece(state, type('page_break').create({ id: newId() })))
        return true
      }),
      line(`${words.moveUp} (Alt+↑)`, move(-1)),
      line(`${words.moveDown} (Alt+↓)`, move(1)),
      line('→', indent(1)),
      line('←', indent(-1)),
      line(words.removeBlock, (state, dispatch) => {
        const [own] = touched(state)
        return own ? removePiece(own.at)(state, dispatch) : false
      }),
    ),
    h('p', { class: 'w-keys' }, h('b', {}, words.keys), ' ', words.keysAbout),
  )
  return menu
}

function tableTools(desk: Desk): HTMLElement {
  const changes: TableChange[] = [
    'rowAbove',
    'rowBelow',
    'columnBefore',
    'columnBehind',
    'removeRow',
    'removeColumn',
  ]
  const dom = h(
    'span',
    { class: 'w-group w-table-tools' },
    ...changes.map((change) => button(desk.words[change], 'tertiary', () => desk.run(changeTable(change)))),
  )
  dom.hidden = true
  return dom
}

/** es, en, or both side by side. */
function shownTools(desk: Desk, show: (view: View) => void): HTMLElement {
  const all: readonly View[] = ['es', 'en', 'both']
  const dom = h('span', { class: 'w-group w-shown', label: desk.words.shown, attrs: { role: 'group' } })
  const choose = (view: View): void => {
    show(view)
    for (const one of dom.querySelectorAll('button'))
      one.setAttribute('aria-pressed', String(one.dataset.view === view))
  }
  for (const view of all) {
    const attrs = {
      type: 'button',
      'data-view': view,
      'aria-pressed': String(desk.shows === view),
      ...(view === 'both' ? {} : { lang: view }),
    }
    dom.append(h('button', { class: 'w-show', attrs, on: { click: () => choose(view) } }, desk.words[view]))
  }
  return dom
}

/** What waits to be settled, with a way from one to the next. */
export function pending(desk: Desk): { dom: HTMLElement; update(): void } {
  const { words } = desk
  const told = h('span', {})
  const go = (by: 1 | -1): void => {
    const spots = spotsOf(desk)
    const { from } = desk.view.state.selection
    const next =
      by > 0
        ? (spots.find(({ at }) => at > from) ?? spots[0])
        : (spots.findLast(({ end }) => end < from) ?? spots.at(-1))
    if (!next) return
    const { tr, doc } = desk.view.state
    desk.view.dispatch(tr.setSelection(TextSelection.near(doc.resolve(next.target))).scrollIntoView())
    desk.view.focus()
  }
  const steps = h(
    'span',
    { class: 'w-group' },
    button('↑', 'tertiary', () => go(-1), { label: words.previous, title: words.previous }),
    button('↓', 'tertiary', () => go(1), { label: words.next, title: words.next }),
  )
  const dom = h('p', { class: 'w-pending' }, told, steps)
  return {
    dom,
    update() {
      const spots = spotsOf(desk)
      const count = (why: Why): number => spots.filter((one) => one.why === why).length
      const parts = (
        [
          ['conflict', 'conflictCount'],
          ['moved', 'movedCount'],
          ['missing', 'toTranslate'],
          ['outdated', 'toReview'],
        ] as const
      )
        .filter(([why]) => count(why) > 0)
        .map(([why, key]) => fill(words[key], { n: count(why) }))
      told.textContent = parts.join(' · ') || words.allSettled
      dom.classList.toggle('has-moved', count('moved') + count('conflict') > 0)
      steps.hidden = spots.length === 0
    },
  }
}

type Why = 'conflict' | 'moved' | 'missing' | 'outdated'
interface Spot {
  at: number
  end: number
  /** Where the caret goes. */
  target: number
  why: Why
}

/** Blocks that wait for somebody, in their order. */
export function spotsOf(desk: Desk): Spot[] {
  const spots: Spot[] = []
  eachPiece(desk.view.state.doc, (piece, at) => {
    const state = stateOf(piece)
    const why: Why | null = desk.ledger.conflicts.has(String(piece.attrs.id))
      ? 'conflict'
      : boundIn(piece).some((id) => isMoved(desk, id))
        ? 'moved'
        : state === 'missing' || state === 'outdated'
          ? state
          : null
    if (!why) return
    // To the side that lacks, where both can be seen; else to the one that is shown.
    const lacking =
      why === 'missing' || why === 'outdated' ? (piece.attrs.source === 'es' ? 'en' : 'es') : 'es'
    const lang = desk.shows === 'both' ? lacking : desk.shows
    spots.push({ at, end: at + piece.nodeSize, target: sideRange(piece, at, lang)?.from ?? at, why })
  })
  return spots
}
