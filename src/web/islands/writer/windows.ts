/** Small windows beside the text: what stands behind a bound item, the words of a footnote, the address of a link. */
import { NodeSelection, TextSelection } from 'prosemirror-state'
import { here } from './at.ts'
import { removePiece } from './commands.ts'
import type { Desk } from './desk.ts'
import { button, h } from './dom.ts'
import { parse, print } from './markup.ts'
import {
  type Chip,
  type ChipDetails,
  type Inline,
  type Language,
  type Wording,
  wordings,
} from './protocol.ts'
import { isAddress, mark } from './schema.ts'

/** One window at a time, in the top layer, beside what it is about; at the foot of a phone. */
export class Pane {
  private readonly dom = h('div', { class: 'w-pane', attrs: { popover: 'auto', role: 'dialog' } })
  constructor(private readonly desk: () => Desk) {
    document.body.append(this.dom)
    this.dom.addEventListener('toggle', (event) => {
      if ((event as ToggleEvent).newState === 'closed' && this.dom.contains(document.activeElement))
        this.back()
    })
  }
  show(anchor: DOMRect, label: string, ...content: (HTMLElement | null)[]): void {
    this.dom.setAttribute('aria-label', label)
    this.dom.replaceChildren(...content.filter((one) => one !== null))
    if (!this.dom.matches(':popover-open')) this.dom.showPopover()
    // Beneath what it is about, or above where there is more room: never over it.
    const [above, below] = [anchor.top - 16, innerHeight - anchor.bottom - 16]
    const isBelow = below >= Math.min(320, above)
    const { style } = this.dom
    style.left = `${Math.max(8, Math.min(anchor.left, innerWidth - this.dom.offsetWidth - 8))}px`
    style.top = isBelow ? `${anchor.bottom + 8}px` : 'auto'
    style.bottom = isBelow ? 'auto' : `${innerHeight - anchor.top + 8}px`
    style.maxHeight = `${Math.max(200, isBelow ? below : above)}px`
    this.dom.querySelector<HTMLElement>('select, input, textarea, button, a')?.focus()
  }
  close(): void {
    if (this.dom.matches(':popover-open')) this.dom.hidePopover()
    this.back()
  }
  private back(): void {
    this.desk().view.focus()
  }
}

/** The bound item at a position: in a sentence, or a whole exhibit. */
export function openChip(desk: Desk, pane: Pane, at: number, anchor: HTMLElement): void {
  const { view, words } = desk
  const node = view.state.doc.nodeAt(at)
  if (!node) return
  const inSentence = node.type.name === 'bound'
  const id = String(inSentence ? node.attrs.id : node.attrs.exhibit)
  const chip = desk.chips.get(id)
  view.dispatch(view.state.tr.setSelection(NodeSelection.create(view.state.doc, at)))
  const lang: Language = view.state.doc.resolve(at).parent.type.name === 'en' ? 'en' : 'es'
  const spoken = inSentence ? lang : desk.data.lang
  const details = h('dl', { class: 'w-told' }, h('div', {}, h('dt', {}, words.loading)))
  const link = h('span', {})
  void tell(desk, id, details, link)
  const remove = button(words.takeOut, 'tertiary', () => {
    if (inSentence) view.dispatch(view.state.tr.delete(at, at + node.nodeSize))
    else removePiece(at)(view.state, view.dispatch)
    pane.close()
  })
  const as = (inSentence ? node.attrs.as : 'title') as Wording
  pane.show(
    anchor.getBoundingClientRect(),
    chip?.name[desk.data.lang] ?? words.gone,
    h('h2', {}, chip?.name[desk.data.lang] || words.gone),
    !chip || chip.is === 'gone'
      ? h('p', { class: 'w-attention' }, chip?.reason?.[desk.data.lang] || words.goneAbout)
      : null,
    chip?.moved ? movedPart(desk, pane, chip, as, spoken, at) : null,
    inSentence && chip && chip.is !== 'gone' ? wordingPart(desk, chip, at, lang) : null,
    h(
      'p',
      { class: 'actions' },
      link,
      remove,
      button(words.close, 'tertiary', () => pane.close()),
    ),
    details,
  )
}

/** Old and new, and the two ways to settle it. */
function movedPart(desk: Desk, pane: Pane, chip: Chip, as: Wording, lang: Language, at: number): HTMLElement {
  const { words } = desk
  const isGone = chip.moved?.is === 'gone'
  // A table reads the same by its title though its cells moved: then there is nothing to compare in words.
  const [old, now] = [chip.worded[as][lang], chip.moved?.worded[as][lang] ?? '']
  return h(
    'div',
    { class: 'w-attention' },
    old !== now || isGone
      ? h('p', {}, `${words.was} `, h('s', {}, old), ' → ', isGone ? h('b', {}, words.gone) : h('b', {}, now))
      : h('p', {}, h('b', {}, words.moved)),
    h('p', {}, isGone ? words.goneAbout : words.acceptAbout),
    h(
      'p',
      { class: 'actions' },
      button(words.accept, 'primary', async () => {
        if (await accept(desk, [chip.id])) pane.close()
      }),
      button(words.rewrite, 'secondary', () => {
        pane.close()
        selectSentence(desk, at)
      }),
    ),
  )
}

/** The new values are taken over; true where the server did. */
export async function accept(desk: Desk, ids: readonly string[]): Promise<boolean> {
  const answer = await fetch(`${desk.data.at}/bindings/accept`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json' },
    body: JSON.stringify({ ids }),
  }).catch(() => null)
  if (!answer?.ok) return false
  const { chips } = (await answer.json()) as { chips: Chip[] }
  for (const chip of chips) desk.chips.set(chip.id, chip)
  desk.refresh()
  return true
}

/** The sentence around a bound item, to be written over. */
function selectSentence(desk: Desk, at: number): void {
  const { state } = desk.view
  const $at = state.doc.resolve(at)
  if (!$at.parent.inlineContent) return
  const words = $at.parent.textBetween(0, $at.parent.content.size, '', '\uFFFC')
  const segments = new Intl.Segmenter($at.parent.type.name, { granularity: 'sentence' }).segment(words)
  const found = segments.containing($at.parentOffset)
  const from = $at.start() + (found?.index ?? 0)
  const to = from + (found?.segment.trimEnd().length ?? 0)
  desk.view.dispatch(state.tr.setSelection(TextSelection.create(state.doc, from, to)).scrollIntoView())
  desk.view.focus()
}

function wordingPart(desk: Desk, chip: Chip, at: number, lang: Language): HTMLElement {
  const { view, words } = desk
  const node = view.state.doc.nodeAt(at)
  const select = h('select', { class: 'ds-input', label: words.wording })
  const offered = wordings.filter(
    (as, n) =>
      as === node?.attrs.as ||
      (chip.worded[as][lang] !== '' &&
        wordings.findIndex((other) => chip.worded[other][lang] === chip.worded[as][lang]) === n),
  )
  for (const as of offered) {
    const text = chip.worded[as][lang]
    const short = text.length > 70 ? `${text.slice(0, 70)}…` : text
    const option = h('option', { attrs: { value: as } }, `${words[as]}: ${short}`)
    option.selected = as === node?.attrs.as
    select.append(option)
  }
  select.addEventListener('change', () => {
    const now = view.state.doc.nodeAt(at)
    if (now?.type.name !== 'bound') return
    const tr = view.state.tr.setNodeAttribute(at, 'as', select.value)
    view.dispatch(tr.setSelection(NodeSelection.create(tr.doc, at)))
  })
  return h('label', { class: 'w-wording' }, h('span', {}, words.wording), select)
}

async function tell(desk: Desk, id: string, details: HTMLElement, link: HTMLElement): Promise<void> {
  const answer = await fetch(`${desk.data.at}/bindings/${id}`, {
    headers: { accept: 'application/json' },
  }).catch(() => null)
  const told = answer?.ok ? ((await answer.json()) as ChipDetails) : null
  details.replaceChildren(
    ...(told?.told ?? []).map(({ label, value }) => h('div', {}, h('dt', {}, label), h('dd', {}, value))),
  )
  if (told?.href)
    link.append(
      h('a', { attrs: { href: told.href, target: '_blank', rel: 'noopener' } }, desk.words.toSource),
    )
}

/** The footnote at a position, or a new one where the caret is. */
export function openNote(desk: Desk, pane: Pane, at: number | null, anchor: DOMRect): void {
  const { view, words } = desk
  const node = at === null ? null : view.state.doc.nodeAt(at)
  const field = h('textarea', { class: 'ds-input', attrs: { rows: '4', id: 'w-note-words' } })
  field.value = node ? print(node.attrs.content as Inline[]) : ''
  const keep = (): void => {
    const content = parse(field.value).filter((one) => !('note' in one))
    const { tr, schema, selection } = view.state
    const note = schema.nodes.note?.create({ content })
    if (node && at !== null) {
      if (content.length === 0) tr.delete(at, at + node.nodeSize)
      else tr.setNodeAttribute(at, 'content', content)
    } else if (note && content.length > 0) tr.insert(selection.to, note)
    view.dispatch(tr)
    pane.close()
  }
  field.addEventListener('keydown', (event) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) keep()
  })
  pane.show(
    anchor,
    words.note,
    h('label', { attrs: { for: 'w-note-words' } }, words.noteWords),
    h('p', { class: 'w-quiet' }, words.noteHelp),
    field,
    h(
      'p',
      { class: 'actions' },
      button(words.save, 'primary', keep),
      button(words.cancel, 'tertiary', () => pane.close()),
    ),
  )
}

/** The address of what is selected, or of the link that one is in. */
export function openLink(desk: Desk, pane: Pane): void {
  const { view, words } = desk
  const range = linkRange(desk)
  if (!range) return
  const field = h('input', { class: 'ds-input', attrs: { type: 'url', id: 'w-link-address' } })
  field.value = range.href
  const wrong = h('p', { class: 'w-wrong', attrs: { role: 'alert' } })
  const keep = (): void => {
    const href = field.value.trim()
    const tr = view.state.tr.removeMark(range.from, range.to, mark('link'))
    if (href !== '') {
      if (!isAddress(href)) {
        wrong.textContent = words.linkWrong
        return
      }
      if (range.from === range.to) tr.insertText(href, range.from)
      tr.addMark(
        range.from,
        range.from === range.to ? range.from + href.length : range.to,
        mark('link').create({ href }),
      )
    }
    view.dispatch(tr)
    pane.close()
  }
  field.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter') return
    event.preventDefault()
    keep()
  })
  const spot = view.coordsAtPos(range.from)
  pane.show(
    new DOMRect(spot.left, spot.top, 1, spot.bottom - spot.top),
    words.link,
    h('label', { attrs: { for: 'w-link-address' } }, words.linkAddress),
    field,
    wrong,
    h(
      'p',
      { class: 'actions' },
      button(words.save, 'primary', keep),
      range.href === ''
        ? null
        : button(words.takeOut, 'tertiary', () => {
            field.value = ''
            keep()
          }),
      button(words.cancel, 'tertiary', () => pane.close()),
    ),
  )
}

function linkRange(desk: Desk): { from: number; to: number; href: string } | null {
  const { selection, doc } = desk.view.state
  const place = here(desk.view.state)
  if (!place || !selection.$from.sameParent(selection.$to)) return null
  let [from, to, href] = [selection.from, selection.to, '']
  place.side.forEach((child, offset) => {
    const link = child.marks.find(({ type }) => type.name === 'link')
    const start = place.start + offset
    if (link && start <= selection.from && start + child.nodeSize >= selection.to) {
      ;[from, to, href] = [start, start + child.nodeSize, String(link.attrs.href)]
    }
  })
  return doc.content.size >= to ? { from, to, href } : null
}

/** A position in the window for what has no element of its own. */
export const spotOf = (desk: Desk): DOMRect => {
  const { left, top, bottom } = desk.view.coordsAtPos(desk.view.state.selection.head)
  return new DOMRect(left, top, 1, bottom - top)
}
