/** The headings beside the text, with the words of each section. */
import { eachPiece } from './at.ts'
import { type Desk, oneLanguage } from './desk.ts'
import { fill, h } from './dom.ts'
import { jump } from './drawer.ts'
import { wordsIn } from './marks.ts'
import { otherOf } from './protocol.ts'
import { sideIndex } from './schema.ts'

export function outline(desk: Desk): { dom: HTMLElement; update(): void } {
  const list = h('ol')
  const title = h('p', { class: 'w-outline-title', attrs: { id: 'w-outline-title' } }, desk.words.outline)
  const dom = h('nav', { class: 'w-outline', attrs: { 'aria-labelledby': 'w-outline-title' } }, title, list)
  let shown = ''
  return {
    dom,
    update() {
      const lang = oneLanguage(desk)
      const sections: { id: string; level: number; text: string; words: number }[] = []
      eachPiece(desk.view.state.doc, (piece) => {
        if (piece.type.name === 'guidance') return
        if (piece.attrs.kind === 'heading') {
          const text =
            piece.child(sideIndex(lang)).textContent || piece.child(sideIndex(otherOf(lang))).textContent
          sections.push({ id: String(piece.attrs.id), level: Number(piece.attrs.level), text, words: 0 })
        } else {
          const last = sections.at(-1)
          if (last) last.words += wordsIn(piece, lang)
        }
      })
      const told = JSON.stringify(sections)
      if (told === shown) return
      shown = told
      list.replaceChildren(
        ...(sections.length === 0
          ? [h('li', { class: 'w-quiet' }, desk.words.noSections)]
          : sections.map(({ id, level, text, words }) =>
              h(
                'li',
                { attrs: { 'data-level': String(level) } },
                h(
                  'a',
                  {
                    attrs: { href: `#b-${id}` },
                    on: {
                      click: (event) => {
                        event.preventDefault()
                        jump(desk, id)
                      },
                    },
                  },
                  text || '…',
                ),
                words > 0
                  ? h('small', {}, fill(desk.words.sectionWords, { n: words.toLocaleString('en') }))
                  : null,
              ),
            )),
      )
    },
  }
}
