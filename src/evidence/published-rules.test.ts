import { describe, expect, it } from 'vitest'
import { text } from '../kernel/text.ts'
import { type ColumnKey, tableById } from './enoe/index.ts'
import { claimOf, compare, diffImport, type NewPublished, readPrinted } from './published-rules.ts'

const printed = (change: Partial<NewPublished> = {}): NewPublished => ({
  period: '2019T1',
  place: 'MX',
  indicator: 'til1',
  path: 'TIL1',
  label: text('Tasa de informalidad laboral 1 (TIL1)'),
  sex: 'total',
  locality: 'all',
  unit: 'percent',
  value: 56.8828,
  decimals: 4,
  se: 0.25300833,
  cv: 0.444789,
  cvDecimals: 6,
  low: 56.467,
  high: 57.299,
  level: 90,
  source: { producer: 'INEGI', title: 'Indicadores estratégicos' },
  ...change,
})
/** TIL1 of 2019-T1 as the survey library gives it from INEGI's file. */
const own = { estimate: (100 * 30_803_301) / 54_152_266, cv: 0.444789 }

describe('a number as printed', () => {
  it('is refused where it is a formula, a word or two numbers', () => {
    for (const written of ['=1+1', '@SUM(A1)', 'cincuenta', '56.9 %', '1e5', '0x10', '56.9-57.1', '--5', ''])
      expect(readPrinted(written), written).toBeUndefined()
  })

  it('keeps its decimals, and loses the commas between thousands', () => {
    expect(readPrinted('56.90')).toEqual({ value: 56.9, decimals: 2 })
    expect(readPrinted('54,152,266')).toEqual({ value: 54152266, decimals: 0 })
    expect(readPrinted('−0.5')).toEqual({ value: -0.5, decimals: 1 })
  })
})

describe('an estimate of ours beside a published one', () => {
  it('does not agree where the last printed digit is another, and says by how much', () => {
    const found = compare({ estimate: 56.3369, cv: 0.4477 }, printed())
    expect(found).toMatchObject({ agrees: false, within: false, reasons: ['vintage'] })
    expect(found.difference).toBeCloseTo(-0.5459, 4)
    expect(compare({ estimate: 56.88286, cv: 0.4447889 }, printed()).agrees).toBe(false)
    expect(compare({ estimate: 56.96, cv: null }, printed({ value: 56.9, decimals: 1 })).agrees).toBe(false)
  })

  it('says that made-up data need not agree', () => {
    expect(compare({ estimate: 50.1, cv: 1, isSample: true }, printed()).reasons).toEqual(['sample'])
  })

  it('agrees with INEGI’s 56.8828 and with its CV of 0.444789', () => {
    expect(compare(own, printed())).toEqual({
      agrees: true,
      cvAgrees: true,
      difference: 0,
      within: true,
      reasons: [],
    })
  })

  it('agrees with a typed 56.9 to the printed digit, and not with a typed 56.90', () => {
    const typed = printed({ value: 56.9, decimals: 1, cv: 0.44, cvDecimals: 2, low: null, high: null })
    expect(compare(own, typed)).toMatchObject({ agrees: true, cvAgrees: true, within: null })
    expect(compare(own, { ...typed, decimals: 2 }).agrees).toBe(false)
  })

  it('may have the same number and another error', () => {
    expect(compare({ ...own, cv: 0.5 }, printed())).toMatchObject({
      agrees: true,
      cvAgrees: false,
      reasons: ['design'],
    })
  })

  it('agrees in persons to the person', () => {
    const employed = printed({ unit: 'persons', value: 54_152_266, decimals: 0, cv: 0.439978 })
    expect(compare({ estimate: 54_152_266, cv: 0.439978 }, employed).agrees).toBe(true)
    expect(compare({ estimate: 54_152_267, cv: 0.439978 }, employed).agrees).toBe(false)
  })
})

describe('a cell of the overview', () => {
  const claim = (table: string, row: string, column: ColumnKey): string | undefined => {
    const measure = tableById(table)?.rows.find(({ key }) => key === row)?.cells[column]
    return measure && claimOf(measure)?.code
  }
  it('has the name of the indicator that counts the same', () => {
    expect(claim('informality', 'informal', 'share')).toBe('til1')
    expect(claim('informality', 'employed', 'number')).toBe('employed')
    expect(claim('branch', 'employed', 'informality')).toBe('til1')
    expect(claim('informality', 'insector', 'share')).toBe('tosi1')
  })

  it('has INEGI’s heading where we have no name', () => {
    expect(claim('status', 'salaried', 'number')).toBe(
      '3. Población ocupada por: > 3.1 Posición en la ocupación > Trabajadores subordinados y remunerados > Asalariados',
    )
  })

  it('is never taken for a share of something else', () => {
    expect(claim('status', 'salaried', 'informality')).toBe('status/salaried/informality')
    expect(claim('groups', 'domestic', 'number')).toBe('groups/domestic/number')
  })
})

describe('an import', () => {
  const kept = (change: Partial<NewPublished> = {}) => ({ ...printed(change), id: 'kept' })
  it('is refused where a file prints one figure twice', () => {
    const again = printed({ value: 57 })
    expect(diffImport([], [printed(), again]).twice).toBe(again)
  })

  it('adds what is new, updates what says another number, leaves the rest', () => {
    const women = printed({ sex: 'women', value: 57.7327 })
    const diff = diffImport(
      [kept(), kept({ sex: 'men', value: 56.3 })],
      [printed(), women, printed({ sex: 'men', value: 56.3492 })],
    )
    expect(diff.add).toEqual([women])
    expect(diff.update.map(({ kept: before, given }) => [before.value, given.value])).toEqual([
      [56.3, 56.3492],
    ])
    expect(diff.unchanged).toBe(1)
  })
})
