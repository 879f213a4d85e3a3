/** What stands beside the text: the evidence to be inserted, and what others say of it. A sheet at the foot of a phone. */
import type { Node } from 'prosemirror-model'
import { TextSelection } from 'prosemirror-state'
import { eachPiece, findPiece, here, sideRange } from './at.ts'
import { insertInline, insertPiece } from './commands.ts'
import { sidesOf } from './content.ts'
import { type Desk, reads } from './desk.ts'
import { button, fill, h } from './dom.ts'
import { newId } from './ids.ts'
import { type Chip, type Found, otherOf, type Remark, type Wording } from './protocol.ts'
import { schema } from './schema.ts'
import { firstWords } from './views.ts'

type Room = 'evidence' | 'comments' | 'outline'

export class Drawer {
  readonly dom = h('aside', { class: 'w-drawer' })
  private readonly body = h('div', { class: 'w-drawer-body' })
  private readonly tabs: Record<Room, HTMLButtonElement>
  private room: Room = 'evidence'
  private readonly find: Find
  /** The block that is commented on; null: the whole report. */
  private about: string | null = null
  /** What was being written, so that switching loses nothing. */
  private readonly typed = new Map<string, string>()

  constructor(
    private readonly desk: Desk,
    private readonly onToggle: () => void,
    private readonly contents: HTMLElement,
  ) {
    const { words } = desk
    const tab = (room: Room): HTMLButtonElement =>
      h(
        'button',
        { class: 'w-show', attrs: { type: 'button' }, on: { click: () => this.show(room) } },
        words[room],
      )
    this.tabs = { evidence: tab('evidence'), comments: tab('comments'), outline: tab('outline') }
    this.find = new Find(desk)
    this.dom.hidden = true
    this.dom.append(
      h(
        'div',
        { class: 'w-drawer-head' },
        this.tabs.evidence,
        this.tabs.comments,
        this.tabs.outline,
        button('×', 'tertiary', () => this.close(), { label: words.close, title: words.close }),
      ),
      this.body,
    )
    this.dom.addEventListener('keydown', (event) => {
      if (event.key === 'Escape') this.close()
    })
  }

  get isOpen(): boolean {
    return !this.dom.hidden
  }

  openEvidence(): void {
    this.show('evidence')
    this.find.begin()
  }
  openComments(blockId: string | null): void {
    this.about = blockId
    this.show('comments')
    this.body.querySelector<HTMLElement>('textarea')?.focus()
  }
  openOutline(): void {
    this.show('outline')
    this.body.querySelector('a')?.focus()
  }
  close(): void {
    this.dom.hidden = true
    this.onToggle()
    this.desk.view.focus()
  }
  /** Comments came, or one is in another paragraph. */
  refresh(): void {
    if (!this.isOpen) return
    if (this.room === 'comments') this.drawComments()
    else if (this.room === 'evidence') this.find.beside()
  }

  private show(room: Room): void {
    this.room = room
    for (const [name, tab] of Object.entries(this.tabs))
      tab.setAttribute('aria-pressed', String(name === room))
    this.dom.setAttribute('aria-label', this.desk.words[room])
    if (this.dom.hidden) {
      this.dom.hidden = false
      this.onToggle()
    }
    if (room === 'evidence') {
      this.body.replaceChildren(this.find.dom)
      this.find.beside()
    } else if (room === 'outline') this.body.replaceChildren(this.contents)
    else this.drawComments()
  }

  private drawComments(): void {
    const { desk, about } = this
    const focused = this.body.contains(document.activeElement)
      ? (document.activeElement as HTMLElement).dataset.form
      : undefined
    const { words } = desk
    const heads = desk.comments.filter(({ answersId }) => answersId === null)
    // Those of the paragraph that is asked about stand first, then in the order of the text.
    const place = new Map<string, number>()
    eachPiece(desk.view.state.doc, (piece, _, at) => place.set(String(piece.attrs.id), at))
    const rank = ({ blockId }: Remark): number =>
      blockId === about ? -2 : blockId === null ? -1 : (place.get(blockId) ?? 1e6)
    const sorted = heads.toSorted((a, b) => rank(a) - rank(b))
    const open = sorted.filter(({ resolved }) => !resolved)
    const settled = sorted.filter(({ resolved }) => resolved)
    this.body.replaceChildren(
      this.form(about === null ? words.newCommentWhole : words.newComment, `new ${about}`, {
        blockId: about,
      }),
      ...(open.length === 0
        ? [h('p', { class: 'w-quiet' }, words.noComments)]
        : open.map((one) => this.thread(one))),
      ...(settled.length === 0
        ? []
        : [
            h(
              'details',
              {},
              h('summary', {}, fill(words.resolvedOnes, { n: settled.length })),
              ...settled.map((one) => this.thread(one)),
            ),
          ]),
    )
    if (focused) this.body.querySelector<HTMLElement>(`[data-form="${CSS.escape(focused)}"]`)?.focus()
  }

  private thread(head: Remark): HTMLElement {
    const { desk } = this
    const { words } = desk
    const at = head.blockId === null ? -1 : findPiece(desk.view.state.doc, head.blockId)
    const piece = at < 0 ? null : desk.view.state.doc.nodeAt(at)
    const answers = desk.comments.filter(({ answersId }) => answersId === head.id)
    const said = (one: Remark): HTMLElement =>
      h(
        'div',
        { class: 'w-remark' },
        h('p', { class: 'w-by' }, h('b', {}, one.by), ` · ${one.at}`),
        h('p', { class: 'w-body' }, one.body),
        one.mine ? button(words.takeBack, 'tertiary', () => void this.post(`/${one.id}/remove`, {})) : null,
      )
    return h(
      'article',
      { class: 'w-thread' },
      piece
        ? h(
            'button',
            {
              class: 'w-where',
              attrs: { type: 'button' },
              on: { click: () => jump(desk, String(head.blockId)) },
            },
            firstWords(desk, piece) || '¶',
          )
        : null,
      said(head),
      ...answers.map(said),
      h(
        'p',
        { class: 'actions' },
        button(
          head.resolved ? words.reopen : words.resolve,
          'tertiary',
          () => void this.post(`/${head.id}/resolve`, { resolved: !head.resolved }),
        ),
      ),
      head.resolved
        ? null
        : h(
            'details',
            {},
            h('summary', {}, words.answer),
            this.form(words.answer, `answer ${head.id}`, { answersId: head.id, blockId: head.blockId }),
          ),
    )
  }

  private form(label: string, key: string, about: object): HTMLElement {
    const { words } = this.desk
    const field = h('textarea', {
      class: 'ds-input',
      label,
      attrs: { rows: '3', maxlength: '4000', 'data-form': key },
    })
    field.value = this.typed.get(key) ?? ''
    field.addEventListener('input', () => this.typed.set(key, field.value))
    const wrong = h('p', { class: 'w-wrong', attrs: { role: 'alert' } })
    // One id for all attempts: a comment that arrives twice is one.
    const id = newId()
    const send = async (): Promise<void> => {
      if (field.value.trim() === '') return field.focus()
      if (!(await this.post('', { id, body: field.value, ...about }, () => this.typed.delete(key))))
        wrong.textContent = words.commentFailed
    }
    return h(
      'div',
      { class: 'w-comment-form' },
      h('p', { class: 'w-label' }, label),
      field,
      wrong,
      h(
        'p',
        { class: 'actions' },
        button(words.send, 'secondary', () => void send()),
      ),
    )
  }

  private async post(path: string, body: object, done?: () => void): Promise<boolean> {
    const answer = await send(`${this.desk.data.at}/comments${path}`, body)
    if (!answer) return false
    done?.()
    this.desk.comments = (answer as { comments: Remark[] }).comments
    this.desk.refresh()
    return true
  }
}

/** Null where the server did not answer. */
const post = (address: string, body: object): Promise<Response | null> =>
  fetch(address, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json' },
    body: JSON.stringify(body),
  }).catch(() => null)

/** Null where the server did not answer or did not take it. */
export async function send(address: string, body: object): Promise<unknown> {
  const answer = await post(address, body)
  return answer?.ok ? ((await answer.json()) as unknown) : null
}

/** To a block, and the caret into it: who goes by keyboard writes on there. */
export function jump(desk: Desk, id: string): void {
  const { view } = desk
  const at = findPiece(view.state.doc, id)
  const piece = at < 0 ? null : view.state.doc.nodeAt(at)
  if (!piece) return
  const lang = here(view.state)?.lang ?? desk.data.lang
  const range = sideRange(piece, at, desk.shows === 'both' ? lang : desk.shows)
  const { tr, doc } = view.state
  if (range) view.dispatch(tr.setSelection(TextSelection.create(doc, range.to)))
  view.focus()
  const dom = view.nodeDOM(at)
  if (dom instanceof HTMLElement) dom.scrollIntoView({ block: 'start' })
}

/** Search in the thread and the overview; what is chosen goes in where the caret was. */
class Find {
  readonly dom: HTMLElement
  private readonly field: HTMLInputElement
  private readonly list: HTMLElement
  private readonly wording: HTMLSelectElement
  private readonly status = h('p', { class: 'w-quiet', attrs: { role: 'status' } })
  private readonly others = h('div', { class: 'w-others' })
  private found: readonly Found[] = []
  private chosen = 0
  private timer = 0
  private asked = ''
  /** The words that the list is the answer to. */
  private shownFor: string | null = null

  constructor(private readonly desk: Desk) {
    const { words } = desk
    this.list = h('div', {
      class: 'w-found',
      label: words.evidence,
      attrs: { role: 'listbox', id: 'w-found' },
    })
    this.field = h('input', {
      class: 'ds-input',
      attrs: {
        type: 'search',
        id: 'w-find',
        role: 'combobox',
        'aria-expanded': 'false',
        'aria-controls': 'w-found',
        'aria-autocomplete': 'list',
        autocomplete: 'off',
        'aria-describedby': 'w-find-help',
      },
    })
    this.wording = h('select', { class: 'ds-input', attrs: { id: 'w-as' } })
    for (const as of ['value', 'interval', 'words', 'cited'] as const)
      this.wording.append(h('option', { attrs: { value: as } }, words[as]))
    this.field.addEventListener('input', () => {
      clearTimeout(this.timer)
      this.timer = window.setTimeout(() => void this.ask(), 200)
    })
    this.field.addEventListener('keydown', (event) => this.key(event))
    this.dom = h(
      'div',
      { class: 'w-find' },
      h('label', { attrs: { for: 'w-find' } }, words.find),
      this.field,
      h('p', { class: 'w-quiet', attrs: { id: 'w-find-help' } }, words.findHelp),
      h('label', { class: 'w-as', attrs: { for: 'w-as' } }, h('span', {}, words.wording), this.wording),
      this.others,
      this.status,
      this.list,
    )
  }

  begin(): void {
    this.field.focus()
    this.field.select()
    if (this.asked === '' && this.found.length === 0) void this.ask()
  }

  /** Bound items of this paragraph that its other language has and this one lacks. */
  beside(): void {
    const { desk } = this
    const place = here(desk.view.state)
    const [own, other] =
      place && !place.cell && place.piece.childCount > 1
        ? lacking(place.piece, place.lang)
        : [new Set<string>(), []]
    const missing = other.filter(({ id }) => !own.has(id))
    this.others.replaceChildren(
      ...(missing.length === 0 || !place
        ? []
        : [
            h('p', { class: 'w-label' }, desk.words.fromOther),
            ...missing.map(({ id, as }) =>
              button(reads(desk, id, as, place.lang) || '…', 'secondary', () => this.put(id, as, 'number')),
            ),
          ]),
    )
  }

  private key(event: KeyboardEvent): void {
    const steps: Record<string, number> = { ArrowDown: 1, ArrowUp: -1 }
    const by = steps[event.key]
    if (by && this.found.length > 0) {
      event.preventDefault()
      this.choose((this.chosen + by + this.found.length) % this.found.length)
    } else if (event.key === 'Enter') {
      event.preventDefault()
      void this.insertChosen()
    }
  }

  /** Who types fast and presses Enter means what she typed, not what was found before it. */
  private async insertChosen(): Promise<void> {
    clearTimeout(this.timer)
    if (this.field.value.trim() !== this.shownFor) await this.ask()
    const one = this.found[this.chosen]
    if (one && this.field.value.trim() === this.shownFor) await this.insert(one)
  }

  private async ask(): Promise<void> {
    const { desk } = this
    const q = this.field.value.trim()
    this.asked = q
    const answer = await fetch(`${desk.data.at}/find?q=${encodeURIComponent(q)}`, {
      headers: { accept: 'application/json' },
    }).catch(() => null)
    if (this.asked !== q) return
    this.shownFor = q
    this.found = answer?.ok ? ((await answer.json()) as { found: Found[] }).found : []
    this.status.textContent = !answer?.ok
      ? desk.words.findFailed
      : this.found.length === 0
        ? desk.words.nothingFound
        : ''
    this.list.replaceChildren(
      ...this.found.map((one, at) =>
        h(
          'div',
          {
            class: 'w-find-one',
            attrs: { role: 'option', id: `w-found-${at}`, 'aria-selected': 'false' },
            on: { mousedown: (event) => event.preventDefault(), click: () => void this.insert(one) },
          },
          h('small', {}, desk.words[`kind_${one.kind}`]),
          h('b', {}, one.label),
          one.preview === '' ? null : h('span', {}, one.preview),
        ),
      ),
    )
    this.field.setAttribute('aria-expanded', String(this.found.length > 0))
    this.choose(0)
  }

  private choose(at: number): void {
    this.chosen = at
    this.list.querySelectorAll('[role=option]').forEach((one, n) => {
      one.setAttribute('aria-selected', String(n === at))
      if (n === at) one.scrollIntoView({ block: 'nearest' })
    })
    if (this.found.length > 0) this.field.setAttribute('aria-activedescendant', `w-found-${at}`)
    else this.field.removeAttribute('aria-activedescendant')
  }

  private async insert(one: Found): Promise<void> {
    const { desk } = this
    const answer = await post(`${desk.data.at}/bindings`, { spec: one.spec })
    const told = answer ? ((await answer.json().catch(() => ({}))) as { chip?: Chip; title?: string }) : {}
    if (!told.chip) {
      this.status.textContent = fill(desk.words.notInserted, { why: told.title ?? desk.words.findFailed })
      return
    }
    desk.chips.set(told.chip.id, told.chip)
    const as = (
      one.kind === 'number'
        ? this.wording.value
        : one.kind === 'text' && this.wording.value !== 'cited'
          ? 'title'
          : this.wording.value
    ) as Wording
    this.put(told.chip.id, as, one.kind)
    this.status.textContent = fill(desk.words.inserted, { what: one.label })
    desk.refresh()
  }

  /** A table, chart or list stands by itself; everything else in the sentence. */
  private put(id: string, as: Wording, kind: Found['kind']): void {
    const { view } = this.desk
    const lang = here(view.state)?.lang ?? this.desk.data.lang
    if (kind === 'table' || kind === 'chart' || kind === 'list') {
      const exhibit = schema.nodes.exhibit?.createAndFill({ id: newId(), source: lang, exhibit: id })
      if (exhibit) view.dispatch(insertPiece(view.state, exhibit))
      return
    }
    const made = schema.nodes.bound?.create({ id, as })
    const tr = made ? insertInline(view.state, made) : null
    if (tr) view.dispatch(tr)
    view.focus()
  }
}

/** Ids of the items in one language of a block, and those of its other language with their wording. */
function lacking(piece: Node, lang: 'es' | 'en'): [Set<string>, { id: string; as: Wording }[]] {
  const sides = sidesOf(piece)
  const items = (side: (typeof sides)['es']) =>
    side.flatMap((one) => ('bound' in one ? [{ id: one.bound, as: one.as }] : []))
  return [new Set(items(sides[lang]).map(({ id }) => id)), items(sides[otherOf(lang)])]
}
