import type { DuckDBConnection } from '@duckdb/node-api'
import { beforeAll, expect, it } from 'vitest'
import { type Design, type Estimate, estimate, type Indicator } from '../src/index.ts'
import { needsShared, open, unzipped } from './data.ts'

const adults = 'c_res in (1, 3) and eda between 15 and 98'
const employed = 'clase2 = 1'

needsShared('INEGI, ENOE 2019-T1, national', () => {
  let connection: DuckDBConnection
  const design: Design = {
    source: 'enoe',
    weight: 'fac',
    strata: 'est_d',
    psu: 'upm',
    counted: 'r_def = 0',
    preset: 'inegi',
  }
  const indicators: Indicator[] = [
    { name: 'employed', kind: 'total', of: employed },
    { name: 'til1', kind: 'proportion', of: 'emp_ppal = 1', per: employed, scale: 100 },
    { name: 'til1 as ratio', kind: 'ratio', of: `emp_ppal = 1 and ${employed}`, per: employed, scale: 100 },
  ]
  let figures: Estimate[]
  const find = (indicator: string, by: object) =>
    figures.find((f) => f.indicator === indicator && JSON.stringify(f.by) === JSON.stringify(by)) as Estimate

  beforeAll(async () => {
    connection = await open()
    await unzipped('enoe/2019trim1_csv.zip', async (directory) => {
      await connection.run(`create table enoe as select * from read_csv('${directory}/SDEMT119.csv')`)
    })
    figures = await estimate(connection, design, {
      indicators,
      where: adults,
      crossings: [{}, { sex: 'sex' }],
    })
  })

  it('gives the employed with their standard error, truncated as INEGI prints it', () => {
    const { estimate, se } = find('employed', {})
    expect(estimate).toBe(54_152_266)
    expect(Math.trunc(se ?? 0)).toBe(238_261)
  })

  it('gives TIL1 and its CV to the printed digit, in all and for men', () => {
    expect(find('til1', {}).estimate?.toFixed(4)).toBe('56.8828')
    expect(find('til1', {}).cv?.toFixed(6)).toBe('0.444789')
    expect(find('til1', { sex: 1 }).estimate?.toFixed(4)).toBe('56.3492')
    expect(find('til1', { sex: 1 }).cv?.toFixed(6)).toBe('0.525034')
  })

  it('gives the same as a ratio of conditions', () => {
    const { estimate, se, n } = find('til1', {})
    expect(find('til1 as ratio', {})).toMatchObject({ estimate, se, n })
  })

  it('takes 1.645 standard errors to each side', () => {
    const { estimate, se, low, high, level } = find('employed', {})
    expect(level).toBe(0.9)
    expect(high).toBeCloseTo((estimate ?? 0) + 1.645 * (se ?? 0), 6)
    expect(low).toBeCloseTo((estimate ?? 0) - 1.645 * (se ?? 0), 6)
  })

  it('loses PSUs, and error, where the file is filtered instead', async () => {
    const [filtered] = await estimate(
      connection,
      { ...design, source: `(select * from enoe where ${adults} and ${employed})` },
      { indicators: indicators.slice(0, 1) },
    )
    expect(filtered?.estimate).toBe(54_152_266)
    expect(Math.round(filtered?.se ?? 0)).toBe(236_752)
  })
})
