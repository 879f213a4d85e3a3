/** What waits to be settled, counted by kind; each count leads to the next of its kind. */
import type { Node } from 'prosemirror-model'
import { TextSelection } from 'prosemirror-state'
import { eachPiece, sideRange } from './at.ts'
import { stateOf } from './content.ts'
import { boundIn, type Desk, isMoved } from './desk.ts'
import { button, fill, h } from './dom.ts'
import type { Language } from './protocol.ts'
import { langOf } from './schema.ts'

const kinds = [
  ['conflict', 'conflictCount'],
  ['moved', 'movedCount'],
  ['missing', 'toTranslate'],
  ['outdated', 'toReview'],
] as const

export function pending(desk: Desk): { dom: HTMLElement; update(): void } {
  const { words } = desk
  const settled = h('span', {}, words.allSettled)
  const ways = kinds.map(([why, key]) => {
    const dom = button('', 'tertiary', () => goTo(desk, why), { class: `w-way is-${why}`, title: words.next })
    return { why, key, dom }
  })
  const dom = h(
    'div',
    { class: 'w-pending', label: words.pending, attrs: { role: 'group' } },
    settled,
    ...ways.map((way) => way.dom),
  )
  return {
    dom,
    update() {
      const spots = spotsOf(desk)
      for (const way of ways) {
        const n = spots.filter(({ why }) => why === way.why).length
        way.dom.hidden = n === 0
        way.dom.textContent = `${fill(words[way.key], { n })} ↓`
        way.dom.setAttribute('aria-label', `${fill(words[way.key], { n })}. ${words.next}`)
      }
      settled.hidden = spots.length > 0
    },
  }
}

/** The next that waits for this reason, behind where one is; from the end to the beginning again. */
export function goTo(desk: Desk, why: Why): void {
  const spots = spotsOf(desk).filter((one) => one.why === why)
  const { from } = desk.view.state.selection
  const next = spots.find(({ at }) => at > from) ?? spots[0]
  if (!next) return
  const { tr, doc } = desk.view.state
  desk.view.dispatch(tr.setSelection(TextSelection.near(doc.resolve(next.target))))
  // Not to the edge of the window, where the bar covers it.
  const { node } = desk.view.domAtPos(next.target)
  const element = node instanceof Element ? node : node.parentElement
  element?.scrollIntoView({ block: 'center' })
  desk.view.focus()
}

type Why = 'conflict' | 'moved' | 'missing' | 'outdated'
interface Spot {
  at: number
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
    const item = why === 'moved' ? movedItem(desk, piece, lang) : null
    const target = item === null ? (sideRange(piece, at, lang)?.from ?? at) : at + 1 + item
    spots.push({ at, target, why })
  })
  return spots
}

/** Where in a block the first item of one language stands whose source moved; null: it is the block itself. */
function movedItem(desk: Desk, piece: Node, lang: Language): number | null {
  let found: number | null = null
  piece.descendants((node, offset) => {
    if (found !== null) return false
    if (node.type.name === 'bound' && isMoved(desk, String(node.attrs.id))) found = offset
    const own = langOf(node)
    return own === null || own === lang
  })
  return found
}
