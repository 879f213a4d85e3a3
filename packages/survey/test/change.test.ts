import type { DuckDBConnection } from '@duckdb/node-api'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { analyse, change, contrast, type Design, placeOf, quotient } from '../src/index.ts'
import { needsShared, open, unzipped } from './data.ts'

needsShared('INEGI, ENOE 2019-T1 and 2019-T2', () => {
  let connection: DuckDBConnection
  const til1 = {
    name: 'til1',
    kind: 'proportion',
    of: 'emp_ppal = 1',
    per: 'clase2 = 1',
    scale: 100,
  } as const
  const spec = { indicators: [til1], where: 'c_res in (1, 3) and eda between 15 and 98' }
  const quarter = (n: number): Design => ({
    source: `q${n}`,
    weight: 'fac',
    strata: 'est_d',
    psu: 'upm',
    counted: 'r_def = 0',
    lonely: 'certainty',
    preset: 'inegi',
  })

  beforeAll(async () => {
    connection = await open()
    for (const n of [1, 2])
      await unzipped(`enoe/2019trim${n}_csv.zip`, async (directory) => {
        await connection.run(`create table q${n} as select * from read_csv('${directory}/SDEMT${n}19.csv')`)
      })
  })
  afterAll(() => connection.closeSync())

  it('the rate of informality changes by −0.5459 points, with the error of matched PSUs', async () => {
    const [found] = await change(connection, quarter(1), quarter(2), spec)
    expect(found?.estimate?.toFixed(4)).toBe('-0.5459')
    expect(found?.se?.toFixed(3)).toBe('0.232')
    expect(found?.method).toBe('matched')
    expect(found?.after.se?.toFixed(4)).toBe('0.2522')
  })

  it('as if the quarters were independent, the error would be half as much again', async () => {
    const [found] = await change(connection, quarter(1), quarter(2), spec, { method: 'independent' })
    expect(found?.se?.toFixed(3)).toBe('0.357')
    expect(found?.covariance).toBe(0)
  })

  it('women and men of one quarter are compared with their covariance', async () => {
    const analysis = await analyse(connection, quarter(1), { ...spec, crossings: { sex: 'sex' } })
    const men = placeOf(analysis, 'til1', { sex: 1 })
    const women = placeOf(analysis, 'til1', { sex: 2 })
    const gap = contrast(analysis, [
      { at: women, times: 1 },
      { at: men, times: -1 },
    ])
    const [a, b] = [analysis.estimates[women], analysis.estimates[men]]
    expect(gap.estimate).toBeCloseTo((a?.estimate ?? 0) - (b?.estimate ?? 0), 10)
    const covariance = analysis.covariance(women, men) ?? 0
    expect(covariance).toBeGreaterThan(0)
    expect(gap.se).toBeCloseTo(Math.sqrt((a?.se ?? 0) ** 2 + (b?.se ?? 0) ** 2 - 2 * covariance), 10)
    expect(quotient(analysis, women, men).estimate).toBeCloseTo((a?.estimate ?? 0) / (b?.estimate ?? 1), 10)
  })
})
