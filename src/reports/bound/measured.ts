/** Decided cells of the evidence as a report holds them, and held numbers as the shell's components take them. */
import { type Cell, figureOf, lackWords, type Unit } from '../../evidence/index.ts'
import { type Precision, precisionOf } from '../../kernel/precision.ts'
import type { Language } from '../../kernel/text.ts'
import { type FigureData, withheldText } from '../../web/components/figure.tsx'
import type { Measured, NumberUnit, Words } from './value.ts'

const decimals: Readonly<Record<NumberUnit, number>> = {
  percent: 1,
  points: 1,
  persons: 0,
  count: 0,
  hours: 1,
  years: 1,
  pesos: 0,
  ratio: 2,
}

/** A difference of two cells: of rates in points. Its coefficient of variation says nothing and is left out. */
export const differenceOf = (cell: Cell, unit: Unit): Measured =>
  measuredOf(cell, unit, unit === 'percent' ? 'points' : unit, true)

export function measuredOf(cell: Cell, unit: Unit, as: NumberUnit = unit, isDifference = false): Measured {
  // The rules of what may be drawn, clamped limits and cents, are the evidence's.
  const figure = figureOf(cell, unit, 'es')
  const { withheld } = figure
  const text: Words | null =
    cell.shown === 'lacks'
      ? lackWords(cell)
      : withheld
        ? { es: withheldText(withheld, 'es'), en: withheldText(withheld, 'en') }
        : null
  const shown = text === null ? figure.value : null
  const limits = isDifference && cell.shown === 'estimate' ? cell : figure
  const cv = isDifference ? null : (figure.cv ?? null)
  return {
    value: shown,
    unit: as,
    decimals: figure.decimals ?? decimals[as],
    change: isDifference,
    low: shown === null ? null : (limits.low ?? null),
    high: shown === null ? null : (limits.high ?? null),
    level: shown === null ? null : (figure.level ?? null),
    cv: shown === null ? null : cv,
    precision: shown === null || cv === null ? null : precisionOf(cv),
    n: figure.n ?? null,
    withheld: text,
  }
}

/** A plain count of records: no estimate, no interval. */
export const counted = (value: number): Measured => ({
  value,
  unit: 'count',
  decimals: 0,
  change: false,
  low: null,
  high: null,
  level: null,
  cv: null,
  precision: null as Precision | null,
  n: null,
  withheld: null,
})

const shellUnit = {
  percent: 'percent',
  points: 'points',
  persons: 'count',
  count: 'count',
  hours: 'hours',
  years: 'years',
  pesos: 'pesos',
  ratio: 'number',
} as const satisfies Record<NumberUnit, FigureData['unit']>

export const figureDataOf = (measured: Measured, lang: Language): FigureData => ({
  value: measured.value,
  unit: shellUnit[measured.unit],
  decimals: measured.decimals,
  isChange: measured.change,
  low: measured.low,
  high: measured.high,
  ...(measured.level === null ? {} : { level: measured.level }),
  cv: measured.cv,
  ...(measured.n === null ? {} : { n: measured.n }),
  ...(measured.withheld ? { withheld: { why: 'other' as const, text: measured.withheld[lang] } } : {}),
})
