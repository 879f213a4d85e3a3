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
  const read = joined(pieces)
  const kept = read.reduce((sum, { text, as }) => (as === 'same' ? sum + text.trim().length : sum), 0)
  return kept < least * Math.max(before.length, after.length) ? null : read
}

/** A short word between two changes, `de`, `los`. */
const crumb = 4

/** Changes with nothing but a blank or a crumb between them are read as one: a phrase, not splinters. */
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
    else if (
      text.trim().length <= crumb &&
      (removed || added) &&
      pieces[at + 1] &&
      pieces[at + 1]?.as !== 'same'
    ) {
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
