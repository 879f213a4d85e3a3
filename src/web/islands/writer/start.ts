/** The writer on its page: the text takes the place of what the server drew. */
import { history } from 'prosemirror-history'
import { EditorState, TextSelection } from 'prosemirror-state'
import { EditorView } from 'prosemirror-view'
import { findPiece, here, sideRange } from './at.ts'
import { removeSelected, type View } from './commands.ts'
import { docOf } from './content.ts'
import { type Desk, isMoved } from './desk.ts'
import { button, fill, h } from './dom.ts'
import { Drawer, send } from './drawer.ts'
import { asItCame, invariants } from './invariants.ts'
import { keys } from './keys.ts'
import { Ledger } from './ledger.ts'
import { lookAgain, marks } from './marks.ts'
import { Notices } from './notices.ts'
import { outline } from './outline.ts'
import { paste } from './paste.ts'
import { goTo, pending } from './pending.ts'
import type { Chip, News, WriterData } from './protocol.ts'
import { type Reading, readHtml, readText } from './read-html.ts'
import { Saver, type Standing, unsent } from './saver.ts'
import { isAddress, mark } from './schema.ts'
import { pasteCells } from './tables.ts'
import { toolbar } from './toolbar.ts'
import { blockView, boundView, breakView, type Drawn, guidanceView, noteView, sideView } from './views.ts'
import { openChip, openLink, openNote, Pane, spotOf } from './windows.ts'

export function start(root: HTMLElement, data: WriterData): Desk {
  const { words } = data
  const ledger = new Ledger(data.blocks)
  const drawn: Drawn = new Set()
  const chips = new Map(data.chips.map((chip) => [chip.id, chip]))
  const moved = (id: string): boolean => isMoved({ chips }, id)
  const text = h('div', { class: 'w-text' })
  const frame = h('div', { class: 'w-frame' })
  const notices = new Notices(() => desk)
  const pane = new Pane(() => desk)

  const parts: { update(): void }[] = []
  /** At once for the bar; for what counts the whole text, when one stops typing. */
  let [waiting, counting] = [0, 0]
  const update = (): void => {
    cancelAnimationFrame(waiting)
    waiting = requestAnimationFrame(() => bar.update())
    clearTimeout(counting)
    counting = window.setTimeout(() => {
      for (const part of parts) part.update()
    }, 200)
  }

  const desk: Desk = {
    data,
    words,
    // Made below; what draws the text needs the rest of this while it is being made.
    get view() {
      return view
    },
    chips,
    ledger,
    comments: data.comments,
    news: new Map(),
    shows: firstView(data),
    run(command) {
      command(view.state, view.dispatch, view)
      view.focus()
    },
    refresh() {
      for (const draw of drawn) draw()
      view.dispatch(view.state.tr.setMeta(lookAgain, true))
      drawer.refresh()
      update()
    },
    open: {
      chip: (at, anchor) => openChip(desk, pane, at, anchor),
      note: (at, anchor) =>
        openNote(desk, pane, at < 0 ? null : at, at < 0 ? spotOf(desk) : anchor.getBoundingClientRect()),
      link: () => openLink(desk, pane),
      evidence: () => drawer.openEvidence(),
      outline: () => drawer.openOutline(),
      none: () => drawer.close(),
      tools: () => bar.focus(),
      comments: (blockId) =>
        drawer.openComments(blockId ?? (here(view.state)?.piece.attrs.id as string) ?? null),
    },
  }
  const view: EditorView = new EditorView(text, {
    state: EditorState.create({
      doc: docOf(data.blocks),
      plugins: [history(), invariants(), marks(moved)],
    }),
    attributes: {
      class: 'w-prose',
      'aria-label': words.text,
      role: 'textbox',
      'aria-multiline': 'true',
      spellcheck: 'true',
    },
    dispatchTransaction(tr) {
      const before = view.state
      view.updateState(before.apply(tr))
      // What came from others is theirs already, unless it had to be put together with mine.
      if (tr.docChanged && !(tr.getMeta(asItCame) && saver.isClean)) saver.touched()
      const now = here(view.state)?.piece.attrs.id
      if (here(before)?.piece.attrs.id !== now) drawer.refresh()
      update()
    },
    nodeViews: {
      block: (node, at, getPos) => blockView(desk, drawn, node, at, getPos),
      exhibit: (node, at, getPos) => blockView(desk, drawn, node, at, getPos),
      table: (node, at, getPos) => blockView(desk, drawn, node, at, getPos),
      guidance: (node, at, getPos) => guidanceView(desk, drawn, node, at, getPos),
      page_break: () => breakView(desk),
      es: () => sideView(desk, 'es'),
      en: () => sideView(desk, 'en'),
      bound: (node, at, getPos) => boundView(desk, drawn, node, at, getPos),
      note: (node, at, getPos) => noteView(desk, drawn, node, at, getPos),
    },
    handleTextInput(at, _from, _to, typed) {
      const { $from, $to } = at.state.selection
      if ($from.sameParent($to)) return false
      return removeSelected(at.state, (tr) => at.dispatch(tr.insertText(typed)))
    },
    handleDOMEvents: {
      // Before ProseMirror reads it: what is not from this text is read by us alone.
      paste(at, event) {
        if (!pasted(at, event.clipboardData)) return false
        event.preventDefault()
        return true
      },
      drop(at, event) {
        if (at.dragging) return false
        const spot = at.posAtCoords({ left: event.clientX, top: event.clientY })
        if (spot) at.dispatch(at.state.tr.setSelection(TextSelection.near(at.state.doc.resolve(spot.pos))))
        if (!pasted(at, event.dataTransfer)) return false
        event.preventDefault()
        return true
      },
      cut(at, event) {
        const { $from, $to } = at.state.selection
        if ($from.sameParent($to) || !event.clipboardData) return false
        const { dom, text: plain } = at.serializeForClipboard(at.state.selection.content())
        event.clipboardData.setData('text/html', dom.innerHTML)
        event.clipboardData.setData('text/plain', plain)
        event.preventDefault()
        return removeSelected(at.state, at.dispatch)
      },
    },
    clipboardTextSerializer(slice) {
      const lang = here(view.state)?.lang ?? data.lang
      const lines: string[] = []
      slice.content.forEach((piece) => {
        const side = piece.childCount > 1 ? piece.children.find(({ type }) => type.name === lang) : piece
        lines.push(
          side
            ? side.textBetween(
                0,
                side.content.size,
                '\n',
                (leaf) =>
                  chips.get(String(leaf.attrs.id))?.worded[(leaf.attrs.as ?? 'value') as 'value'][lang] ?? '',
              )
            : '',
        )
      })
      return lines.join('\n\n')
    },
  })

  const contents = outline(desk)
  const drawer = new Drawer(desk, () => frame.classList.toggle('has-drawer', drawer.isOpen), contents.sheet)
  const bar = toolbar(desk, (shows) => {
    desk.shows = shows
    keepView(shows)
    root.dataset.shows = shows
    stay(desk)
    desk.refresh()
  })
  const saver = new Saver({
    address: data.at,
    shelf: `acuerdo-writer ${data.member} ${data.report}`,
    seen: data.seen,
    ledger,
    doc: () => view.state.doc,
    heard,
    show: (standing) => tell(standing),
  })

  let shownConflicts = ''
  function heard(news: News): void {
    const changed = news.chips.filter((chip) => JSON.stringify(chip) !== JSON.stringify(chips.get(chip.id)))
    for (const chip of changed) chips.set(chip.id, chip)
    const { tr, came } = ledger.merge(view.state, news)
    if (tr) view.dispatch(tr)
    if (news.comments) desk.comments = news.comments
    notices.cameOf(came, changed.length > 0 ? news.acceptedBy : [])
    const conflicts = JSON.stringify([...ledger.conflicts.values()])
    if (tr || changed.length > 0 || news.comments || conflicts !== shownConflicts) desk.refresh()
    shownConflicts = conflicts
  }

  const aloud = h('p', { class: 'vh', attrs: { role: 'status' } })
  function tell(standing: Standing): void {
    const said =
      standing.state === 'refused' ? fill(words.refused, { why: standing.why }) : words[standing.state]
    const wasTrouble = isTrouble(bar.status.dataset.state)
    bar.status.dataset.state = standing.state
    if (bar.status.textContent === said) return
    bar.status.replaceChildren(said)
    // Said aloud only where it matters: who listens is not interrupted at every pause.
    if (isTrouble(standing.state) || (wasTrouble && standing.state === 'saved')) aloud.textContent = said
    if (standing.state === 'signedOut')
      bar.status.append(
        ' ',
        h(
          'a',
          {
            attrs: {
              href: `/${data.lang}/sign-in?next=${encodeURIComponent(location.pathname)}`,
              target: '_blank',
            },
          },
          words.signIn,
        ),
      )
  }

  function pasted(at: EditorView, given: DataTransfer | null): boolean {
    if (!given) return false
    const [html, plain] = [given.getData('text/html'), given.getData('text/plain')]
    // From this very text: ProseMirror keeps blocks, languages and bound items.
    if (html.includes('data-pm-slice') && html.includes('data-side')) return false
    if (linked(at, plain.trim())) return true
    const cells = html.includes('<table') || !plain.includes('\t') ? null : pasteCells(at.state, plain)
    if (cells) {
      at.dispatch(cells)
      return true
    }
    const reading = html === '' ? readText(plain) : readHtml(html)
    if (here(at.state)?.cell && plain.includes('\t')) {
      const spread = pasteCells(at.state, plain)
      if (spread) at.dispatch(spread)
      return true
    }
    const tr = paste(at.state, reading.blocks)
    if (tr) at.dispatch(tr.setMeta('paste', true).setMeta('uiEvent', 'paste'))
    sayPasted(reading)
    return true
  }

  /** An address over words that are selected is where they lead. */
  function linked(at: EditorView, href: string): boolean {
    const { from, to, empty, $from, $to } = at.state.selection
    if (empty || !$from.sameParent($to) || !isAddress(href) || /\s/.test(href)) return false
    at.dispatch(at.state.tr.addMark(from, to, mark('link').create({ href })))
    return true
  }

  function sayPasted({ blocks, images, scripts }: Reading): void {
    const tables = blocks.filter(({ kind }) => kind === 'table').length
    const what = [
      ...(blocks.length > tables ? [fill(words.pastedBlocks, { n: blocks.length - tables })] : []),
      ...(tables > 0 ? [fill(words.pastedTables, { n: tables })] : []),
      ...(images > 0 ? [fill(words.leftImages, { n: images })] : []),
      ...(scripts > 0 ? [fill(words.leftScripts, { n: scripts })] : []),
    ]
    const isWhole = images === 0 && scripts === 0
    if (blocks.length > 1 || !isWhole) notices.say(fill(words.pasted, { what: what.join('; ') }), isWhole)
  }

  const waits = pending(desk)
  const stale = staleBanner(desk)
  parts.push(contents, waits, stale)
  frame.append(contents.dom, h('div', { class: 'w-column' }, text), drawer.dom)
  root.dataset.shows = desk.shows
  root.replaceChildren(
    stale.dom,
    h('div', { class: 'w-bar' }, bar.dom, h('div', { class: 'w-line' }, bar.status, aloud, waits.dom)),
    notices.dom,
    frame,
  )
  view.updateState(view.state.reconfigure({ plugins: [...keys(desk), ...view.state.plugins] }))

  const kept = unsent(`acuerdo-writer ${data.member} ${data.report}`)
  const recovered = ledger.recover(view.state, kept)
  if (recovered) {
    view.dispatch(recovered)
    notices.say(words.recovered)
  }
  if (kept.length > 0) saver.touched()
  tell({ state: 'saved' })
  bar.update()
  for (const part of parts) part.update()
  toAddress(desk)
  holdAgainstSources(desk)
  return desk
}

/** How many items moved, and the way to the first. */
function staleBanner(desk: Desk): { dom: HTMLElement; update(): void } {
  const { words } = desk
  const told = h('span', { attrs: { role: 'status' } })
  const go = button(words.goThere, 'tertiary', () => goTo(desk, 'moved'))
  const dom = h('p', { class: 'notice is-attention' }, told, go)
  return {
    dom,
    update() {
      const n = [...desk.chips.values()].filter((chip) => chip.moved).length
      const said = n === 0 ? '' : n === 1 ? words.staleOne : fill(words.staleMany, { n })
      dom.hidden = n === 0
      if (told.textContent !== said) told.textContent = said
    },
  }
}

/** What the sources say now: once the page stands, and when one comes back to it after a while. */
function holdAgainstSources(desk: Desk): void {
  let asked = 0
  const ask = async (): Promise<void> => {
    if (document.hidden || Date.now() - asked < 5 * 60_000) return
    asked = Date.now()
    const told = (await send(`${desk.data.at}/check`, {})) as { chips: Chip[] } | null
    for (const chip of told?.chips ?? []) desk.chips.set(chip.id, chip)
    if (told && told.chips.length > 0) desk.refresh()
  }
  document.addEventListener('visibilitychange', () => void ask())
  void ask()
}

const isTrouble = (state: string | undefined): boolean =>
  state === 'offline' || state === 'signedOut' || state === 'refused'

const viewKey = 'acuerdo-writer-shows'
/** A phone shows one language; a laptop both, unless one chose otherwise. */
function firstView({ lang }: WriterData): View {
  if (matchMedia('(max-width: 899px)').matches) return lang
  try {
    const kept = localStorage.getItem(viewKey)
    return kept === 'es' || kept === 'en' ? kept : 'both'
  } catch {
    return 'both'
  }
}
function keepView(view: View): void {
  try {
    localStorage.setItem(viewKey, view)
  } catch {
    // Only a comfort.
  }
}

/** A caret in a language that is not shown any more goes to the one that is. */
function stay(desk: Desk): void {
  const place = here(desk.view.state)
  if (!place || desk.shows === 'both' || place.lang === desk.shows || place.cell) return
  const range = sideRange(place.piece, place.at, desk.shows)
  const { tr, doc } = desk.view.state
  if (range) desk.view.dispatch(tr.setSelection(TextSelection.create(doc, range.to)))
}

/** `#b-…`: the block that an address names. */
function toAddress(desk: Desk): void {
  const id = /^#b-([0-9a-f-]{36})$/.exec(location.hash)?.[1]
  const at = id ? findPiece(desk.view.state.doc, id) : -1
  if (at < 0) return
  const dom = desk.view.nodeDOM(at)
  if (dom instanceof HTMLElement) dom.scrollIntoView({ block: 'center' })
}
