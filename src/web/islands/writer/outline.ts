/** The headings beside the text, with the words of each section, and which of them one is in. */
import { eachPiece } from './at.ts'
import { type Desk, oneLanguage } from './desk.ts'
import { fill, h, isPhone } from './dom.ts'
import { jump } from './drawer.ts'
import { wordsIn } from './marks.ts'
import { otherOf } from './protocol.ts'
import { sideIndex } from './schema.ts'

interface Section {
  id: string
  level: number
  text: string
  words: number
  /** The caret is in it. */
  isHere: boolean
}

export interface Outline {
  /** Beside the text, where there is room. */
  dom: HTMLElement
  /** The same for the drawer. */
  sheet: HTMLElement
  update(): void
}

export function outline(desk: Desk): Outline {
  const { words } = desk
  const all = [listOf('w-outline'), listOf('w-outline-sheet')]
  const [beside, sheet] = all.map(({ dom }) => dom)
  let shown = ''
  return {
    dom: beside as HTMLElement,
    sheet: sheet as HTMLElement,
    update() {
      const sections = sectionsOf(desk)
      const count = (n: number): string =>
        n === 1 ? words.oneWord : fill(words.sectionWords, { n: n.toLocaleString('en') })
      const told = JSON.stringify(sections)
      if (told === shown) return
      shown = told
      const whole = sections.reduce((sum, one) => sum + one.words, 0)
      const headed = sections.filter(({ id }) => id !== '')
      for (const { list, total } of all) {
        total.textContent = count(whole)
        list.replaceChildren(
          ...(headed.length === 0
            ? [h('li', { class: 'w-quiet' }, words.noSections)]
            : headed.map((one) => lineOf(one, count))),
        )
      }
    },
  }

  function listOf(name: string) {
    const list = h('ol')
    const total = h('small')
    const title = h(
      'p',
      { class: 'w-outline-title', attrs: { id: `${name}-title` } },
      words.outline,
      ' ',
      total,
    )
    const dom = h('nav', { class: name, attrs: { 'aria-labelledby': `${name}-title` } }, title, list)
    return { dom, list, total }
  }

  function lineOf({ id, level, text, words: n, isHere }: Section, count: (n: number) => string): HTMLElement {
    const go = (event: Event): void => {
      event.preventDefault()
      // The sheet would cover what one goes to.
      if (isPhone()) desk.open.none()
      jump(desk, id)
    }
    const attrs = { href: `#b-${id}`, ...(isHere ? { 'aria-current': 'true' } : {}) }
    return h(
      'li',
      { attrs: { 'data-level': String(level) } },
      h('a', { attrs, on: { click: go } }, text || '…'),
      n > 0 ? h('small', {}, count(n)) : null,
    )
  }
}

/** With what stands before the first heading as one of no id. */
function sectionsOf(desk: Desk): Section[] {
  const lang = oneLanguage(desk)
  const { head } = desk.view.state.selection
  const sections: Section[] = [{ id: '', level: 0, text: '', words: 0, isHere: false }]
  eachPiece(desk.view.state.doc, (piece, at) => {
    if (piece.type.name === 'guidance') return
    if (piece.attrs.kind === 'heading') {
      const text =
        piece.child(sideIndex(lang)).textContent || piece.child(sideIndex(otherOf(lang))).textContent
      if (at <= head) for (const one of sections) one.isHere = false
      const level = Number(piece.attrs.level)
      sections.push({ id: String(piece.attrs.id), level, text, words: 0, isHere: at <= head })
    }
    const last = sections.at(-1)
    if (last) last.words += wordsIn(piece, lang)
  })
  return sections
}
