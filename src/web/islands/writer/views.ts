/** How bound items, notes, exhibits and blocks are drawn. What is no text is not editable and speaks for itself. */
import type { Node } from 'prosemirror-model'
import type { EditorView, NodeView } from 'prosemirror-view'
import { confirmTranslation, removePiece } from './commands.ts'
import { sidesOf, stateOf } from './content.ts'
import { type Desk, isMoved, oneLanguage, reads } from './desk.ts'
import { button, fill, h } from './dom.ts'
import { type Language, languages, otherOf, type Side, type Sides, type Wording } from './protocol.ts'

type Position = () => number | undefined

/** Views that hang on more than their node: drawn anew by `desk.refresh`. */
export type Drawn = Set<() => void>

/** A bound item inside its sentence. */
export function boundView(
  desk: Desk,
  drawn: Drawn,
  first: Node,
  view: EditorView,
  getPos: Position,
): NodeView {
  let node = first
  const attrs = { contenteditable: 'false', role: 'button', 'aria-haspopup': 'dialog' }
  const dom = h('span', { class: 'w-chip', attrs })
  const draw = (): void => {
    const { id, as } = node.attrs
    const at = getPos()
    const side = at === undefined ? null : view.state.doc.resolve(at).parent.type.name
    const lang: Language = side === 'en' ? 'en' : 'es'
    const chip = desk.chips.get(id)
    const isGone = !chip || chip.is === 'gone'
    dom.className = `w-chip${isGone ? ' is-gone' : chip.moved ? ' is-moved' : ''}`
    dom.dataset.id = id
    const words = isGone ? (chip?.name[lang] ?? '') : reads(desk, id, as as Wording, lang)
    dom.replaceChildren(words || '…')
    if (isGone) dom.append(h('small', {}, desk.words.gone))
    else if (chip.moved) dom.append(h('small', {}, desk.words.moved))
    // Read out behind what it says: its name and whether it moved are its content, this its description.
    dom.title = chip?.name[lang] ?? desk.words.gone
  }
  dom.addEventListener('click', () => {
    const at = getPos()
    if (at !== undefined) desk.open.chip(at, dom)
  })
  draw()
  drawn.add(draw)
  return {
    dom,
    update(next) {
      if (next.type !== node.type) return false
      const isSame = next.attrs.id === node.attrs.id && next.attrs.as === node.attrs.as
      node = next
      if (!isSame) draw()
      return true
    },
    stopEvent: (event) => event.type === 'click',
    ignoreMutation: () => true,
    destroy: () => drawn.delete(draw),
  }
}

/** The raised number of a footnote; counted by the style sheet. */
export function noteView(
  desk: Desk,
  _drawn: Drawn,
  first: Node,
  _view: EditorView,
  getPos: Position,
): NodeView {
  const attrs = { contenteditable: 'false', role: 'button', 'aria-haspopup': 'dialog' }
  const dom = h('span', { class: 'w-note', attrs })
  const name = ({ attrs: { content } }: Node): void => {
    const words = wordsOf(desk, content as Side)
    dom.title = words
    dom.setAttribute('aria-label', `${desk.words.note}: ${words}`)
  }
  name(first)
  dom.addEventListener('click', () => {
    const at = getPos()
    if (at !== undefined) desk.open.note(at, dom)
  })
  return {
    dom,
    update(next) {
      if (next.type.name !== 'note') return false
      name(next)
      return true
    },
    stopEvent: (event) => event.type === 'click',
    ignoreMutation: () => true,
  }
}

/** One language of a block; what to write where it is empty is read by the style sheet. */
export function sideView(desk: Desk, lang: Language): NodeView {
  const attrs = {
    'data-side': lang,
    lang,
    'data-missing': desk.words[`missingIn_${lang}`],
    'data-caption': desk.words.caption,
  }
  const dom = h('div', { class: 'w-side', attrs })
  return { dom, contentDOM: dom }
}

/** A block: its two sides in columns, and beneath them what is to be said of it. */
export function blockView(
  desk: Desk,
  drawn: Drawn,
  first: Node,
  view: EditorView,
  getPos: Position,
): NodeView {
  let node = first
  const sides = h('div', { class: 'w-sides' })
  const below = h('div', { class: 'w-below', attrs: { contenteditable: 'false' } })
  const dom = h('div', {}, sides, below)
  const exhibit = node.type.name === 'exhibit' ? exhibitOf(desk, drawn, () => node, getPos) : null
  if (exhibit) dom.prepend(exhibit.dom)
  let said = ''
  const draw = (): void => {
    dom.className = `w-block w-${node.type.name} is-${stateOf(node)}`
    if (node.type.name === 'block') dom.dataset.kind = `${node.attrs.kind}${node.attrs.level || ''}`
    const id = String(node.attrs.id)
    dom.dataset.id = id
    const by = desk.news.get(id)
    if (by) dom.dataset.by = by
    else delete dom.dataset.by
    const at = (): number => getPos() ?? -1
    const told = toldOf(desk, node, id)
    if (told === said) return
    said = told
    below.replaceChildren(...belowOf(desk, node, id, at, view))
  }
  draw()
  drawn.add(draw)
  return {
    dom,
    contentDOM: sides,
    update(next) {
      if (next.type !== node.type || (exhibit && next.attrs.exhibit !== node.attrs.exhibit)) return false
      node = next
      draw()
      return true
    },
    stopEvent: (event) => below.contains(event.target as globalThis.Node),
    ignoreMutation: (mutation) =>
      mutation.type !== 'selection' && !(sides.contains(mutation.target) && mutation.target !== sides),
    destroy() {
      drawn.delete(draw)
      exhibit?.destroy()
    },
  }
}

/** What is said beneath a block, as one string: where it is the same nothing is drawn anew. */
function toldOf(desk: Desk, node: Node, id: string): string {
  const conflict = desk.ledger.conflicts.get(id)
  const open = desk.comments.filter(
    ({ blockId, resolved, answersId }) => blockId === id && !resolved && !answersId,
  )
  return [
    stateOf(node) === 'outdated' ? node.attrs.source : '',
    open.length,
    conflict ? JSON.stringify(conflict) : '',
  ].join(' ')
}

function belowOf(desk: Desk, node: Node, id: string, at: () => number, view: EditorView): HTMLElement[] {
  const { words } = desk
  const found: HTMLElement[] = []
  if (stateOf(node) === 'outdated')
    found.push(
      h(
        'p',
        { class: 'w-lags', attrs: { 'data-side': otherOf(node.attrs.source as Language) } },
        h('span', {}, words.lags),
        button(words.stillHolds, 'tertiary', () => confirmTranslation(at())(view.state, view.dispatch)),
      ),
    )
  const open = desk.comments.filter(
    ({ blockId, resolved, answersId }) => blockId === id && !resolved && !answersId,
  )
  if (open.length > 0)
    found.push(
      button(
        open.length === 1 ? words.oneComment : fill(words.someComments, { n: open.length }),
        'tertiary',
        () => desk.open.comments(id),
        { class: 'w-has-comments' },
      ),
    )
  if (desk.ledger.conflicts.has(id)) found.push(conflictOf(desk, id, view))
  return found
}

/** Both texts, and the choice between them. */
function conflictOf(desk: Desk, id: string, view: EditorView): HTMLElement {
  const { words } = desk
  const conflict = desk.ledger.conflicts.get(id)
  const who = conflict?.by ?? words.somebody
  const choose = (choice: 'mine' | 'theirs' | 'both') => () => {
    view.dispatch(desk.ledger.resolve(view.state, id, choice))
    desk.refresh()
    view.focus()
  }
  const theirs = conflict?.theirs
  return h(
    'div',
    { class: 'w-conflict', label: words.conflict, attrs: { role: 'group' } },
    h('p', {}, h('strong', {}, fill(theirs ? words.conflictBy : words.conflictGone, { who }))),
    theirs
      ? h(
          'div',
          { class: 'w-theirs' },
          ...languages.map((lang) =>
            h('p', { attrs: { lang, 'data-side': lang } }, plain(desk, theirs, lang)),
          ),
        )
      : null,
    h(
      'p',
      { class: 'actions' },
      button(words.keepMine, 'secondary', choose('mine')),
      button(theirs ? words.keepTheirs : words.letGo, 'secondary', choose('theirs')),
      theirs ? button(words.keepBoth, 'secondary', choose('both')) : null,
    ),
  )
}

/** One side as plain words, bound items as they read. */
export const plain = (desk: Desk, sides: Sides, lang: Language): string => wordsOf(desk, sides[lang], lang)

const wordsOf = (desk: Desk, side: Side, lang = desk.data.lang): string =>
  side
    .map((one) => ('text' in one ? one.text : 'bound' in one ? reads(desk, one.bound, one.as, lang) : ''))
    .join('')

/** The table or chart itself, drawn by the server, fetched when it comes near. */
function exhibitOf(
  desk: Desk,
  drawn: Drawn,
  node: () => Node,
  getPos: Position,
): { dom: HTMLElement; destroy(): void } {
  const dom = h('div', { class: 'w-drawn', attrs: { contenteditable: 'false' } })
  const id = (): string => String(node().attrs.exhibit)
  let shown = ''
  const draw = async (): Promise<void> => {
    const lang = oneLanguage(desk)
    const chip = desk.chips.get(id())
    const wanted = `${id()} ${lang} ${JSON.stringify(chip?.moved?.worded.title ?? '')} ${chip?.is}`
    if (wanted === shown) return
    shown = wanted
    const answer = await fetch(`${desk.data.at}/exhibits/${id()}?in=${lang}`, {
      headers: { accept: 'application/json' },
    }).catch(() => null)
    const told = answer?.ok ? ((await answer.json()) as { html: string }) : null
    // Our own server drew it, with all words escaped.
    dom.innerHTML = told?.html ?? ''
    dom.lang = lang
    if (!told) {
      shown = ''
      dom.replaceChildren(h('p', { class: 'w-quiet' }, desk.words.exhibitLater))
    }
    mark()
  }
  const mark = (): void => {
    dom.querySelector('.w-exhibit-tools')?.remove()
    const chip = desk.chips.get(id())
    const isGone = !chip || chip.is === 'gone'
    dom.classList.toggle('is-moved', isMoved(desk, id()))
    dom.prepend(
      h(
        'p',
        { class: 'w-exhibit-tools' },
        isGone || chip.moved
          ? h('small', { class: 'w-flag' }, isGone ? desk.words.gone : desk.words.moved)
          : null,
        button(desk.words.aboutThis, 'tertiary', () => {
          const at = getPos()
          if (at !== undefined) desk.open.chip(at, dom)
        }),
      ),
    )
  }
  const near = new IntersectionObserver(
    (entries) => {
      if (entries.some((entry) => entry.isIntersecting)) void draw()
    },
    { rootMargin: '600px' },
  )
  near.observe(dom)
  const again = (): void => {
    if (shown !== '') void draw()
  }
  drawn.add(again)
  return {
    dom,
    destroy() {
      near.disconnect()
      drawn.delete(again)
    },
  }
}

/** What a section wants: a quiet box that can be put away. */
export function guidanceView(
  desk: Desk,
  drawn: Drawn,
  first: Node,
  view: EditorView,
  getPos: Position,
): NodeView {
  const dom = h('div', {
    class: 'w-block w-guidance',
    label: desk.words.guidance,
    attrs: { contenteditable: 'false', role: 'note' },
  })
  const draw = (): void => {
    const lang = oneLanguage(desk)
    dom.replaceChildren(
      h('p', { attrs: { lang } }, plain(desk, first.attrs.sides as Sides, lang)),
      button(desk.words.dismiss, 'tertiary', () => removePiece(getPos() ?? -1)(view.state, view.dispatch)),
    )
  }
  draw()
  drawn.add(draw)
  return {
    dom,
    stopEvent: () => true,
    ignoreMutation: () => true,
    destroy: () => drawn.delete(draw),
    update: (next) => next === first || (next.type === first.type && next.attrs.sides === first.attrs.sides),
  }
}

export function breakView(desk: Desk): NodeView {
  return {
    dom: h('div', { class: 'w-block w-page-break' }, h('span', {}, desk.words.pageBreak)),
    ignoreMutation: () => true,
  }
}

/** What a block says in both languages, for a line of the conflict; exported for the list of comments. */
export const firstWords = (desk: Desk, node: Node): string => {
  if (node.childCount < 2) return ''
  const sides = sidesOf(node)
  const text = plain(desk, sides, desk.data.lang) || plain(desk, sides, otherOf(desk.data.lang))
  return text.length > 60 ? `${text.slice(0, 60)}…` : text
}
