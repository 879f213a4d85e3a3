/** Decided cells in the survey library's sentences: the one place where the two meet. */
import {
  type Comparison,
  explain,
  explainChange,
  explainContrast,
  explainQuotient,
  type Figure,
} from '@acuerdo/survey/words'
import type { Language } from '../../kernel/text.ts'
import type { Unit } from '../enoe/index.ts'
import { wordsOf } from '../words.ts'
import type { Cell, Published } from './publication.ts'

interface Telling {
  lang: Language
  /** The subject of the sentence, with its article: «la tasa de informalidad laboral». */
  label: string
  unit: Unit
}

/** Cells count confidence in percent, the library from 0 to 1; «the median does not move» is ours. */
function libraryFigure({ estimate, se, cv, low, high, level, n, noError }: Published): Figure {
  const reason = noError === 'medianHeld' ? null : (noError as Figure['noError'] | null)
  const [from, to] = noError === 'medianHeld' ? [null, null] : [low, high]
  return {
    estimate,
    se,
    cv,
    low: from,
    high: to,
    level: level / 100,
    n,
    ...(reason ? { noError: reason } : {}),
  }
}

/** All of a comparison but its method, which stands apart on a page. */
export const paragraphOf = ({ finding, interval, cases, limits }: Comparison): string =>
  [finding, interval, cases, ...limits].filter(Boolean).join(' ')

/** What an hour pays is said with its cents. */
const decimalsOf = (unit: Unit, value: number) =>
  unit === 'pesos' && Math.abs(value) < 1000 ? { decimals: 2 } : {}

const isHeld = (cell: Published): boolean => cell.noError === 'medianHeld'

/** An estimate, its interval, precision, cases and limits as a paragraph; null for what is not shown. */
export function estimateInWords(cell: Cell, { unit, ...telling }: Telling): string | null {
  if (cell.shown !== 'estimate') return null
  const said = explain(libraryFigure(cell), { ...telling, unit, ...decimalsOf(unit, cell.estimate) })
  if (!isHeld(cell)) return said.text
  return [said.finding, wordsOf(telling.lang).table.medianHeldNote, said.cases].filter(Boolean).join(' ')
}

/** A change, the later period minus the earlier; null where it is not shown. */
export function changeInWords(
  { before, after, difference }: { before: Cell; after: Cell; difference: Cell },
  { unit, ...telling }: Telling & { before: string; after: string; method: string },
): Comparison | null {
  const [first, second] = [before, after]
  if (difference.shown !== 'estimate' || first.shown !== 'estimate' || second.shown !== 'estimate')
    return null
  return explainChange(
    {
      ...libraryFigure(difference),
      before: libraryFigure(first),
      after: libraryFigure(second),
      method: telling.method,
    },
    { ...telling, unit, ...decimalsOf(unit, second.estimate) },
  )
}

interface Compared extends Telling {
  /** «entre las mujeres», «entre los hombres». */
  a: string
  b: string
}

/** A difference a − b of two groups; null where it is not shown. */
export function contrastInWords(
  { a, b, difference }: { a: Cell; b: Cell; difference: Cell },
  { unit, ...telling }: Compared,
): Comparison | null {
  if (difference.shown !== 'estimate') return null
  const values =
    a.shown === 'estimate' && b.shown === 'estimate' ? { values: [a.estimate, b.estimate] as const } : {}
  const size = a.shown === 'estimate' ? a.estimate : difference.estimate
  const said = explainContrast(libraryFigure(difference), {
    ...telling,
    ...values,
    unit,
    ...decimalsOf(unit, size),
  })
  return isHeld(difference) ? heldBack(said, telling.lang) : said
}

/** The reason is not that the design is unknown: nobody's error moves a median that so many share. */
function heldBack(said: Comparison, lang: Language): Comparison {
  const { contrast, table } = wordsOf(lang)
  return { ...said, brief: contrast.held, limits: [table.medianHeldNote] }
}

/** A ratio a / b of two groups; null where it is not shown. */
export const ratioInWords = (ratio: Cell, { unit: _, ...telling }: Compared): Comparison | null =>
  ratio.shown !== 'estimate'
    ? null
    : isHeld(ratio)
      ? heldBack(explainQuotient(libraryFigure(ratio), telling), telling.lang)
      : explainQuotient(libraryFigure(ratio), telling)
