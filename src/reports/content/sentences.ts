/** Sentences of a stretch of text: a bound item that moves marks its sentence and no other. */
import type { Inline, Side } from './model.ts'

const segmenter = new Intl.Segmenter('es', { granularity: 'sentence' })
/** Stands for an item while sentences are told apart; no person types it. */
const item = '\uFFFC'

/** The text cut into sentences; an item belongs to the sentence in which it stands, a note to the one before it. */
export function sentencesOf(side: Side): Inline[][] {
  const flat = side.map((one) => ('text' in one ? one.text : item)).join('')
  const ends = [...segmenter.segment(flat)].map(({ index, segment }) => index + segment.length)
  const found: Inline[][] = ends.map(() => [])
  let at = 0
  for (const one of side) {
    if (!('text' in one)) {
      const which = ends.findIndex((end) => at < end)
      found[which === -1 ? found.length - 1 : which]?.push(one)
      at += 1
      continue
    }
    let rest = one.text
    while (rest !== '') {
      const which = ends.findIndex((end) => at < end)
      const end = ends[which] ?? at + rest.length
      const piece = rest.slice(0, end - at)
      found[which === -1 ? found.length - 1 : which]?.push({ ...one, text: piece })
      rest = rest.slice(piece.length)
      at += piece.length
    }
  }
  return found.filter((sentence) => sentence.length > 0)
}

/** The sentence in which an item stands, as plain words; empty where it stands in none. */
export function sentenceWith(side: Side, id: string, worded: (bound: string) => string): string {
  const found = sentencesOf(side).find((sentence) =>
    sentence.some((one) => 'bound' in one && one.bound === id),
  )
  return (found ?? [])
    .map((one) => ('text' in one ? one.text : 'bound' in one ? worded(one.bound) : ''))
    .join('')
    .trim()
}
