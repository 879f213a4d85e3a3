/** Each indicator of a contrast, decided: both sides, difference and ratio, as figures. */
import type { Language } from '../../kernel/text.ts'
import type { FigureData } from '../../web/components/figure.tsx'
import { type Contrasted, contrasted, type Unit } from '../enoe/index.ts'
import type { RawContrast } from '../overview/contrast.ts'
import { type Cell, type Circumstances, type Estimated, publish, scaled } from '../overview/publication.ts'
import { figureOf } from './cell.ts'

export interface ContrastRow {
  what: Contrasted
  unit: Unit
  a: Cell
  b: Cell
  difference: Cell
  ratio: Cell
}

/** A comparison is withheld for the reason that withholds either side. */
export function contrastRows(
  { rows, unplanned }: Pick<RawContrast, 'rows' | 'unplanned'>,
  given: Omit<Circumstances, 'unplanned'>,
): ContrastRow[] {
  return rows.flatMap((row) => {
    const what = contrasted.find(({ indicator }) => indicator.name === row.key)
    if (!what) return []
    const { unit } = what.indicator
    const a = publish(scaled(row.a, unit), { ...given, unplanned: unplanned.a })
    const b = publish(scaled(row.b, unit), { ...given, unplanned: unplanned.b })
    const either = [a, b].find((side) => side.shown !== 'estimate')
    const decided = (estimated: Estimated): Cell =>
      either ?? publish(estimated, { ...given, unplanned: null })
    return [
      { what, unit, a, b, difference: decided(scaled(row.difference, unit)), ratio: decided(row.ratio) },
    ]
  })
}

/** The difference with its sign, in points of a rate; its CV says nothing near zero. `like`: whose decimals it takes. */
export function gapOf(difference: Cell, unit: Unit, lang: Language, like?: Cell): FigureData {
  const { decimals: _, ...figure } = figureOf(difference, unit, lang)
  const { decimals } = like ? figureOf(like, unit, lang) : {}
  const { low, high } = difference.shown === 'estimate' ? difference : figure
  return {
    ...figure,
    ...(decimals === undefined ? {} : { decimals }),
    low,
    high,
    cv: null,
    isChange: true,
    unit: unit === 'percent' ? 'points' : figure.unit,
  }
}

export const gapFigure = ({ difference, unit, a }: ContrastRow, lang: Language): FigureData =>
  gapOf(difference, unit, lang, a)

/** A ratio, with two decimals and no unit. */
export function ratioOf(ratio: Cell, lang: Language): FigureData {
  const { decimals: _, ...figure } = figureOf(ratio, 'persons', lang)
  return { ...figure, unit: 'number', decimals: 2, cv: null }
}

export const ratioFigure = ({ ratio }: ContrastRow, lang: Language): FigureData => ratioOf(ratio, lang)
