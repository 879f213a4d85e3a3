/** What a contrast says, in words that do not overclaim. */
import type { Comparison } from '@acuerdo/survey/words'
import type { Language } from '../../kernel/text.ts'
import { contrastInWords } from '../overview/in-words.ts'
import { wordsOf } from '../words.ts'
import type { ContrastRow } from './contrast-rows.ts'

interface Side {
  code: string
  label: string
  phrase: string
}

const isPlace = ({ code }: Pick<Side, 'code'>): boolean => code.startsWith('place-')

/** A side's name inside a sentence: only places keep their capital. */
export const inSentence = (side: Pick<Side, 'code' | 'label'>): string =>
  isPlace(side) ? side.label : side.label.charAt(0).toLocaleLowerCase('es') + side.label.slice(1)

/** «Mujeres y hombres: México»; of two places only their names. */
export function contrastTitle(
  { a, b }: { a: Side; b: Side },
  place: { name: string },
  lang: Language,
): string {
  const words = wordsOf(lang).contrast
  const sides = words.title(a.label, inSentence(b))
  return isPlace(a) && isPlace(b) ? sides : words.titleAt(sides, place.name)
}

/** What the library says of a row; null where its difference is not shown. */
export const contrastSaid = (
  lang: Language,
  row: ContrastRow,
  a: Pick<Side, 'phrase'>,
  b: Pick<Side, 'phrase'>,
): Comparison | null =>
  contrastInWords(row, {
    lang,
    label: row.what.subject[lang],
    unit: row.unit,
    a: a.phrase,
    b: b.phrase,
  })

/** The finding of the first indicator that may be shown, with its interval; undefined where none may. */
export function contrastLede(
  lang: Language,
  { rows, a, b }: { rows: readonly ContrastRow[]; a: Side; b: Side },
): string | undefined {
  const row = rows.find(({ difference }) => difference.shown === 'estimate' && difference.se !== null)
  const said = row && contrastSaid(lang, row, a, b)
  return said ? [said.finding, said.interval].filter(Boolean).join(' ') : undefined
}
