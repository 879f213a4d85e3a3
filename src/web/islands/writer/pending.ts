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

/** The next that waits for this reason, behind where one is; from the end to the beginning again. What moved is opened. */
export function goTo(desk: Desk, why: Why): void {
  const spots = spotsOf(desk).filter((one) => one.why === why)
  const { from } = desk.view.state.selection
  const next = spots.find(({ at }) => at > from) ?? spots[0]
  if (!next) return
  const { view } = desk
  const { tr, doc } = view.state
  view.dispatch(tr.setSelection(TextSelection.near(doc.resolve(next.target))))
  view.focus()
  // Not to the edge of the window, where the bar covers it.
  const block = view.nodeDOM(next.at)
  if (block instanceof HTMLElement) block.scrollIntoView({ block: 'center' })
  const item = why === 'moved' ? view.nodeDOM(next.target) : null
  if (item instanceof HTMLElement) desk.open.chip(next.target, item)
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
    const target =
      why === 'moved' ? movedItem(desk, piece, at, lang) : (sideRange(piece, at, lang)?.from ?? at)
    spots.push({ at, target, why })
  })
  return spots
}

/** Where the first item of a block stands whose source moved, in this language before the other; or the block is it. */
function movedItem(desk: Desk, piece: Node, at: number, lang: Language): number {
  const found: { position: number; isOwn: boolean }[] = []
  let own: Language | null = null
  piece.descendants((node, offset) => {
    own = langOf(node) ?? own
    if (node.type.name === 'bound' && isMoved(desk, String(node.attrs.id)))
      found.push({ position: at + 1 + offset, isOwn: own === lang })
  })
  return (found.find(({ isOwn }) => isOwn) ?? found[0])?.position ?? at
}
