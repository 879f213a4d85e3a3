/** What a contrast says, in words that do not overclaim. */
import { explainContrast } from '@acuerdo/survey'
import type { Language } from '../../kernel/text.ts'
import { wordsOf } from '../words.ts'
import { type ContrastRow, higher } from './contrast-rows.ts'

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

/** The finding of the first indicator that may be shown, with its interval; undefined where none may. */
export function contrastLede(
  lang: Language,
  { rows, a, b }: { rows: readonly ContrastRow[]; a: Side; b: Side },
  level: 90 | 95,
): string | undefined {
  const row = rows.find(({ difference }) => difference.shown === 'estimate' && difference.se !== null)
  if (row?.difference.shown !== 'estimate') return undefined
  const telling = { lang, label: row.what.subject[lang], a: a.phrase, b: b.phrase }
  const figure = ({ estimate, se, cv, low, high }: Extract<ContrastRow['a'], { shown: 'estimate' }>) => ({
    estimate,
    se,
    cv,
    low,
    high,
    level: level / 100,
  })
  const values =
    row.a.shown === 'estimate' && row.b.shown === 'estimate'
      ? ([row.a.estimate, row.b.estimate] as const)
      : undefined
  const gap = explainContrast(
    { ...figure(row.difference), unit: row.unit },
    { ...telling, ...(values ? { values } : {}) },
  )
  return [gap.finding, gap.interval].filter(Boolean).join(' ')
}

/** Whether the survey can tell the two apart, in a few words; or why nothing may be said. */
export function contrastSays(lang: Language, row: ContrastRow, a: Side, b: Side): string {
  const { contrast, withheld, table } = wordsOf(lang)
  const cell = row.difference
  if (cell.shown === 'lacks') return table.noError
  if (cell.shown === 'reason') {
    const why = cell.withheld
    if (why.reason === 'few') return withheld.few(why.n, why.minimum)
    return withheld[why.reason]
  }
  const told = higher(row)
  if (told === null) return cell.noError === 'medianHeld' ? contrast.held : contrast.cannotTell
  if (told === 'unclear') return contrast.unclear
  return contrast.higher(told === 'a' ? a.phrase : b.phrase)
}
