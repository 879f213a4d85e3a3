/** What is said in passing over the text: what was pasted, what came back, what others did meanwhile. */
import type { Desk } from './desk.ts'
import { button, fill, h } from './dom.ts'
import { jump } from './drawer.ts'
import type { Came } from './ledger.ts'
import type { Words } from './words.ts'

/** How long what is said in passing stands at the foot, and how long their paragraphs say so; milliseconds. */
const lasting = { told: 20_000, marked: 120_000 }

const sentences = {
  written: ['wroteOne', 'wroteMany'],
  removed: ['removedOne', 'removedMany'],
  back: ['backOne', 'backMany'],
} as const satisfies Record<Came['how'], readonly [keyof Words, keyof Words]>

export class Notices {
  readonly dom = h('p', { class: 'w-notice', attrs: { role: 'status' } })
  private timer = 0
  constructor(private readonly desk: () => Desk) {}

  /** `passes`: it goes by itself, for nothing is to be done about it. */
  say(sentence: string, passes = false, ...more: HTMLElement[]): void {
    const { words } = this.desk()
    clearTimeout(this.timer)
    const close = button('×', 'tertiary', () => this.dom.replaceChildren(), { label: words.close })
    this.dom.replaceChildren(h('span', {}, sentence), h('span', { class: 'w-group' }, ...more, close))
    if (passes) this.timer = window.setTimeout(() => this.dom.replaceChildren(), lasting.told)
  }

  /** What others did, each with a name; and the paragraphs say it themselves for a while. */
  cameOf(came: readonly Came[], acceptedBy: readonly string[]): void {
    const desk = this.desk()
    const of = came.flatMap(({ id, by, how }) => (by === null ? [] : [{ id, by, how }]))
    const told = [...new Set(of.map(({ by }) => by))].flatMap((who) =>
      (['written', 'removed', 'back'] as const).flatMap((how) => {
        const n = of.filter((one) => one.by === who && one.how === how).length
        return n === 0 ? [] : [fill(desk.words[sentences[how][n === 1 ? 0 : 1]], { who, n })]
      }),
    )
    for (const who of acceptedBy) told.push(fill(desk.words.acceptedBy, { who }))
    if (told.length === 0) return
    const stands = of.filter(({ how }) => how !== 'removed')
    for (const { id, by } of stands) this.mark(id, by)
    const [first] = stands
    const go = first ? [button(desk.words.goThere, 'tertiary', () => jump(desk, first.id))] : []
    this.say(told.join(' '), true, ...go)
  }

  private mark(id: string, by: string): void {
    const { news, refresh } = this.desk()
    news.set(id, by)
    window.setTimeout(() => {
      if (news.delete(id)) refresh()
    }, lasting.marked)
  }
}
