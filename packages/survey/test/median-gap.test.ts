import type { DuckDBConnection } from '@duckdb/node-api'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { analyse, contrast, type Design, type Indicator, placeOf, quotient } from '../src/index.ts'
import { open } from './data.ts'
import { deviationOf, meanOf, seeded } from './random.ts'

/** Samples of 3 strata × 20 PSUs × 5 women and 5 men; half of the spread of income lies between PSUs. */
const samples = 250
const median: Indicator = { name: 'median', kind: 'quantile', of: 'y', p: 0.5 }

describe('contrasts of medians', () => {
  let connection: DuckDBConnection
  beforeAll(async () => {
    connection = await open()
    await connection.run(
      'create table sim (sample integer, h integer, psu integer, sex integer, w double, y double)',
    )
    const { normal } = seeded(20191)
    const rows = await connection.createAppender('sim')
    for (let sample = 0; sample < samples; sample++)
      for (let psu = 0; psu < 60; psu++) {
        const place = normal()
        for (let i = 0; i < 10; i++) {
          rows.appendInteger(sample)
          rows.appendInteger(psu % 3)
          rows.appendInteger(psu)
          rows.appendInteger(i % 2)
          rows.appendDouble(10 + (psu % 3))
          rows.appendDouble(100 * Math.exp(0.4 * (place + normal()) - 0.2 * (i % 2)))
          rows.endRow()
        }
      }
    rows.flushSync()
    rows.closeSync()
  })
  afterAll(() => connection.closeSync())

  const design = (sample: number): Design => ({
    source: `(select * from sim where sample = ${sample})`,
    weight: 'w',
    strata: 'h',
    psu: 'psu',
    df: 'infinite',
  })
  const bySex = (sample: number, more: Indicator[] = []) =>
    analyse(connection, design(sample), {
      indicators: [median, ...more],
      crossings: { sex: 'sex' },
    })

  it('have the covariance that people of the same PSUs give them: by simulation, within a tenth', async () => {
    const found: { gap: number; gapSe: number; ratio: number; ratioSe: number; apart: number }[] = []
    for (let sample = 0; sample < samples; sample++) {
      const analysis = await bySex(sample)
      const [a, b] = analysis.estimates
      const gap = contrast(analysis, [
        { at: 0, times: 1 },
        { at: 1, times: -1 },
      ])
      const ratio = quotient(analysis, 1, 0)
      found.push({
        gap: gap.estimate ?? Number.NaN,
        gapSe: gap.se ?? Number.NaN,
        ratio: ratio.estimate ?? Number.NaN,
        ratioSe: ratio.se ?? Number.NaN,
        apart: Math.hypot(a?.se ?? 0, b?.se ?? 0),
      })
    }
    const over = (name: keyof (typeof found)[number], by: 'gap' | 'ratio') =>
      meanOf(found.map((one) => one[name])) / deviationOf(found.map((one) => one[by]))
    expect(over('gapSe', 'gap')).toBeGreaterThan(0.9)
    expect(over('gapSe', 'gap')).toBeLessThan(1.1)
    expect(over('ratioSe', 'ratio')).toBeGreaterThan(0.9)
    expect(over('ratioSe', 'ratio')).toBeLessThan(1.1)
    // As if women and men were two samples, the error is much too great.
    expect(over('apart', 'gap')).toBeGreaterThan(1.3)
  }, 60_000)

  it('of a median with itself are its own error', async () => {
    const analysis = await bySex(0)
    expect(Math.sqrt(analysis.covariance(0, 0) ?? 0)).toBeCloseTo(analysis.estimates[0]?.se ?? Number.NaN, 10)
    const twice = contrast(analysis, [{ at: 0, times: 2 }])
    expect(twice.se).toBeCloseTo(2 * (analysis.estimates[0]?.se ?? 0), 10)
    const none = contrast(analysis, [
      { at: 0, times: 1 },
      { at: 0, times: -1 },
    ])
    expect(none.se).toBeCloseTo(0, 10)
  })

  it('rise and fall with means, and turn with a negative scale', async () => {
    const analysis = await bySex(1, [
      { name: 'mean', kind: 'mean', of: 'y' },
      { ...median, name: 'loss', scale: -2 },
    ])
    const [at, mean, loss] = ['median', 'mean', 'loss'].map((name) => placeOf(analysis, name, { sex: 1 }))
    const correlation = (i = 0, j = 0) =>
      (analysis.covariance(i, j) ?? 0) / ((analysis.estimates[i]?.se ?? 0) * (analysis.estimates[j]?.se ?? 0))
    expect(correlation(at, mean)).toBeGreaterThan(0.7)
    expect(correlation(at, loss)).toBeCloseTo(-1, 10)
  })

  it('say why there is no error where the interval leaves the sample', async () => {
    const analysis = await bySex(0, [{ ...median, name: 'top', p: 0.99 }])
    const top = placeOf(analysis, 'top', { sex: 1 })
    expect(analysis.estimates[top]).toMatchObject({ se: null, noError: 'openInterval' })
    const gap = contrast(analysis, [
      { at: top, times: 1 },
      { at: 0, times: -1 },
    ])
    expect(gap).toMatchObject({ se: null, noError: 'openInterval' })
    expect(gap.estimate).not.toBeNull()
  })
})
