import type { FigureData, Withheld } from '../../src/web/components/figure.tsx'

/** A rate of informality with an interval at 90 %, as on the drawing (ENOE 2019-T1). */
export const rate = (value: number, low: number, high: number): FigureData => ({
  value,
  low,
  high,
  unit: 'percent',
  level: 90,
  cv: ((high - low) / 2 / 1.645 / value) * 100,
})

export const people = (value: number, cv = 1.2): FigureData => ({
  value,
  unit: 'count',
  level: 90,
  cv,
  low: value * (1 - (1.645 * cv) / 100),
  high: value * (1 + (1.645 * cv) / 100),
})

export const withheld = (reason: Withheld, unit: FigureData['unit'] = 'percent'): FigureData => ({
  value: null,
  unit,
  withheld: reason,
})

export const few = (n: number): FigureData => withheld({ why: 'few', n, min: 30 })
