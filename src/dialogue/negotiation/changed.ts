/** What one text changes in another, word by word: for marking a counter-offer against the offer that it answers. */
import { diffWordsWithSpace } from 'diff'

export interface Piece {
  text: string
  as: 'same' | 'added' | 'removed'
}

/** Below this share of what stays, marks would hide the text: it is shown as a new one. */
const least = 0.25

/** The pieces of both texts in reading order, what is removed before what is added; null where the second is a new text. */
export function changed(before: string, after: string): Piece[] | null {
  const pieces: Piece[] = diffWordsWithSpace(before, after).map(({ value, added, removed }) => ({
    text: value,
    as: added ? 'added' : removed ? 'removed' : 'same',
  }))
  const kept = pieces.reduce((sum, { text, as }) => (as === 'same' ? sum + text.trim().length : sum), 0)
  if (kept < least * Math.max(before.length, after.length)) return null
  return joined(pieces)
}

/** Changes with nothing but a blank between them are read as one: words, not crumbs. */
function joined(pieces: readonly Piece[]): Piece[] {
  const found: Piece[] = []
  let [removed, added] = ['', '']
  const close = () => {
    const blank = removed && added && removed.endsWith(' ') && added.endsWith(' ') ? ' ' : ''
    if (removed) found.push({ text: blank ? removed.slice(0, -1) : removed, as: 'removed' })
    if (added) found.push({ text: blank ? added.slice(0, -1) : added, as: 'added' })
    if (blank) found.push({ text: blank, as: 'same' })
    ;[removed, added] = ['', '']
  }
  for (const [at, { text, as }] of pieces.entries()) {
    if (as === 'removed') removed += text
    else if (as === 'added') added += text
    else if (text.trim() === '' && (removed || added) && pieces[at + 1] && pieces[at + 1]?.as !== 'same') {
      removed += text
      added += text
    } else {
      close()
      found.push({ text, as })
    }
  }
  close()
  return found
}
