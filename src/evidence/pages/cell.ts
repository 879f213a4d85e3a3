import type { Language } from '../../kernel/text.ts'
import type { FigureData, Unit as ShownUnit, Withheld } from '../../web/components/figure.tsx'
import { type ColumnKey, columnLabelIn, namesOf, type Table, type Unit } from '../enoe/index.ts'
import type { Cell } from '../overview/publication.ts'
import { wordsOf } from '../words.ts'

const shownUnit: Record<Unit, ShownUnit> = {
  persons: 'count',
  percent: 'percent',
  hours: 'hours',
  pesos: 'pesos',
  years: 'years',
}

/** A decided cell as the shell's components take a figure. */
export function figureOf(cell: Cell, unit: Unit, lang: Language): FigureData {
  const base = { unit: shownUnit[unit] } as const
  if (cell.shown === 'lacks') {
    const words = wordsOf(lang).table
    return {
      ...base,
      value: null,
      withheld: { why: 'other', text: words.lackCell(namesOf(cell.columns, words.or)) },
    }
  }
  if (cell.shown === 'reason') return { ...base, value: null, n: cell.n, withheld: withheldOf(cell.withheld) }
  const { estimate, level, cv, se, n, withheld } = cell
  // A linear interval of a share can pass its ends; nobody should read that 100.1 % might be.
  const within = (limit: number | null) =>
    unit === 'percent' && limit !== null ? Math.min(Math.max(limit, 0), 100) : limit
  // Limits that coincide with the median are no interval: a note says why.
  const isHeld = cell.noError === 'medianHeld'
  const [low, high] = isHeld ? [null, null] : [within(cell.low), within(cell.high)]
  return {
    ...base,
    value: estimate,
    // What an hour pays is said with its cents, what a month pays without.
    ...(unit === 'pesos' && Math.abs(estimate) < 1000 ? { decimals: 2 } : {}),
    low,
    high,
    level,
    cv,
    se,
    n,
    ...(withheld ? { withheld: withheldOf(withheld), internal: true } : {}),
  }
}

function withheldOf(withheld: Extract<Cell, { shown: 'reason' }>['withheld']): Withheld {
  switch (withheld.reason) {
    case 'few':
      return { why: 'few', n: withheld.n, min: withheld.minimum }
    case 'noCases':
      return { why: 'noCases' }
    case 'coverage':
      return { why: 'coverage' }
    case 'unplanned':
      return { why: 'unplanned' }
  }
}

export const columnName = (table: Table, column: ColumnKey, lang: Language): string =>
  columnLabelIn(table, column)[lang]
