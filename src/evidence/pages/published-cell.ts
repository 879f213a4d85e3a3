import type { Language } from '../../kernel/text.ts'
import { type FigureData, intervalText, valueText } from '../../web/components/figure.tsx'
import { signed } from '../../web/format.ts'
import type { Unit } from '../enoe/index.ts'
import type { NewPublished } from '../published-rules.ts'
import { publishedWordsOf } from '../published-words.ts'

const shownUnit = {
  persons: 'count',
  percent: 'percent',
  hours: 'hours',
  pesos: 'pesos',
  years: 'years',
} as const satisfies Record<Unit, FigureData['unit']>

/** A published figure as the shell's components take one, with the decimals that were printed. */
export const publishedData = (figure: NewPublished): FigureData => ({
  unit: shownUnit[figure.unit],
  value: figure.value,
  decimals: figure.decimals,
  low: figure.low,
  high: figure.high,
  se: figure.se,
  cv: cvOf(figure),
  ...(figure.level === null ? {} : { level: figure.level }),
})

/** As printed, or from the standard error where that was printed instead. */
export const cvOf = ({ cv, se, value }: Pick<NewPublished, 'cv' | 'se' | 'value'>): number | null =>
  cv ?? (se === null || value === 0 ? null : Math.abs(se / value) * 100)

export const publishedText = (figure: NewPublished): string => valueText(publishedData(figure))

/** One of ours with as many decimals as the publication prints. */
export const ownText = (estimate: number, { unit, decimals }: NewPublished): string =>
  valueText({ unit: shownUnit[unit], value: estimate, decimals })

/** `+0.5 puntos`, `−12,345`. */
export function differenceText(difference: number, { unit, decimals }: NewPublished, lang: Language): string {
  const text = signed(difference, decimals)
  return unit === 'percent' ? `${text} ${publishedWordsOf(lang).beside.points}` : text
}

/** The limits with no more decimals than a reader wants beside others; a dash where the publication gives none. */
export const limitsText = (figure: NewPublished, lang: Language): string =>
  intervalText(
    { ...publishedData(figure), decimals: figure.unit === 'persons' ? 0 : Math.min(figure.decimals, 1) },
    lang,
  ) ?? '–'
