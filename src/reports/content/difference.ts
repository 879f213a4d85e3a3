/** What changed between two moments of a report, block by block, word by word. */
import { diffWordsWithSpace } from 'diff'
import type { Language } from '../../kernel/text.ts'
import { worded } from '../bound/wording.ts'
import type { Frozen } from './frozen.ts'
import type { Block, Side } from './model.ts'

export type Piece = { text: string; change: 'same' | 'added' | 'removed' }

export interface Difference {
  block: string
  change: 'added' | 'removed' | 'changed'
  /** In each language that changed; of a new or removed block, its whole text. */
  pieces: Partial<Record<Language, Piece[]>>
}

/** In the order of the later moment; what was taken out stands where it was. */
export function differencesOf(before: Frozen, after: Frozen): Difference[] {
  const earlier = new Map(before.blocks.map((block) => [block.id, block]))
  const later = new Set(after.blocks.map(({ id }) => id))
  const found: Difference[] = after.blocks.flatMap((block) => {
    const old = earlier.get(block.id)
    if (!old) return whole(block, after, 'added')
    return changed(old, before, block, after)
  })
  before.blocks.forEach((block, at) => {
    if (later.has(block.id)) return
    const [gone] = whole(block, before, 'removed')
    // Behind what still stands before it.
    const previous = before.blocks.slice(0, at).findLast(({ id }) => later.has(id))
    const place = previous ? found.findIndex((one) => one.block === previous.id) + 1 : 0
    if (gone) found.splice(place, 0, gone)
  })
  return found
}

/** A text as it read then: items with what they said. */
export function readAs(block: Block, frozen: Frozen, lang: Language): string {
  const side = (one: Side): string =>
    one
      .map((inline) => {
        if ('text' in inline) return inline.text
        if ('note' in inline) return ` [${side(inline.note)}]`
        const value = frozen.values[inline.bound]
        return value ? worded(value, inline.as, lang) : ''
      })
      .join('')
  if (block.kind === 'exhibit') {
    const value = frozen.values[block.exhibit]
    return [side(block[lang]), value ? worded(value, 'title', lang) : ''].filter(Boolean).join(' ')
  }
  if (block.kind === 'table')
    return [
      side(block[lang]),
      ...block.rows.map((row) => row.map((cell) => side(cell[lang])).join(' | ')),
    ].join('\n')
  return side(block[lang])
}

const languages = ['es', 'en'] as const

function whole(block: Block, frozen: Frozen, change: 'added' | 'removed'): Difference[] {
  const pieces: Difference['pieces'] = {}
  for (const lang of languages) {
    const text = readAs(block, frozen, lang)
    if (text !== '') pieces[lang] = [{ text, change }]
  }
  return Object.keys(pieces).length > 0 ? [{ block: block.id, change, pieces }] : []
}

function changed(old: Block, before: Frozen, block: Block, after: Frozen): Difference[] {
  const pieces: Difference['pieces'] = {}
  for (const lang of languages) {
    const [was, is] = [readAs(old, before, lang), readAs(block, after, lang)]
    if (was === is) continue
    pieces[lang] = diffWordsWithSpace(was, is).map(({ value, added, removed }) => ({
      text: value,
      change: added ? 'added' : removed ? 'removed' : 'same',
    }))
  }
  return Object.keys(pieces).length > 0 ? [{ block: block.id, change: 'changed', pieces }] : []
}
