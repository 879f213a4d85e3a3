/** The bar over the text: what a paragraph is, what words are, which languages are seen. */
import { toggleMark } from 'prosemirror-commands'
import { redo, undo } from 'prosemirror-history'
import type { Command } from 'prosemirror-state'
import { here } from './at.ts'
import { indent, insertPiece, move, removePiece, setKind, touched, type View } from './commands.ts'
import type { Desk } from './desk.ts'
import { button, h, icon } from './dom.ts'
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
  /** To the tool that one was at last. */
  focus(): void
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
  const status = h('p', { class: 'w-status' })
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
      button(words.outline, 'tertiary', () => desk.open.outline(), { class: 'w-open-outline' }),
    ),
    rows,
  )
  arrows(desk, dom)
  return {
    dom,
    status,
    focus: () => dom.querySelector<HTMLElement>('[tabindex="0"]')?.focus(),
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

/** One stop for Tab; within it the arrows lead from tool to tool, and Escape back to the text. */
function arrows(desk: Desk, dom: HTMLElement): void {
  const tools = (): HTMLElement[] =>
    [...dom.querySelectorAll<HTMLElement>('button, select, summary')].filter(
      (one) => one.offsetParent !== null && !one.closest('.menu-panel') && !one.matches(':disabled'),
    )
  const only = (one: HTMLElement | undefined): void => {
    for (const tool of dom.querySelectorAll<HTMLElement>('button, select, summary'))
      if (!tool.closest('.menu-panel')) tool.tabIndex = tool === one ? 0 : -1
  }
  dom.addEventListener('keydown', (event) => {
    const all = tools()
    const at = all.indexOf(event.target as HTMLElement)
    if (event.key === 'Escape') desk.view.focus()
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: all.length - 1 }[event.key]
    if (to === undefined || at < 0) return
    event.preventDefault()
    const next = all[(to + all.length) % all.length]
    only(next)
    next?.focus()
  })
  dom.addEventListener('focusin', (event) => {
    const tool = event.target as HTMLElement
    if (tool.tabIndex === -1 && tools().includes(tool)) only(tool)
  })
  only(dom.querySelector<HTMLElement>('select') ?? undefined)
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
      line(`${words.deeper} (Tab)`, indent(1)),
      line(`${words.lessDeep} (⇧ Tab)`, indent(-1)),
      line(words.removeBlock, (state, dispatch) => {
        const [own] = touched(state)
        return own ? removePiece(own.at)(state, dispatch) : false
      }),
    ),
    h('p', { class: 'w-label', attrs: { id: 'w-keys' } }, words.keys),
    h(
      'ul',
      { class: 'w-keys', attrs: { 'aria-labelledby': 'w-keys' } },
      ...words.keysAbout.split(' · ').map((one) => h('li', {}, one)),
    ),
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
