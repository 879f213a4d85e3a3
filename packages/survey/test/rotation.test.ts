import type { DuckDBConnection } from '@duckdb/node-api'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Design, type Pooled, pool } from '../src/index.ts'
import { open } from './data.ts'
import { deviationOf, meanOf, seeded } from './random.ts'

/**
 * Panels of 4 strata × 10 PSUs and three periods; a fifth of the PSUs is replaced after each. Half of a PSU's deviation
 * lasts. Strata are named anew in the third period, as ENOE does between years.
 */
const panels = 300
const truth = 50

describe('a simulated rotating panel', () => {
  let connection: DuckDBConnection
  const found: Record<'matched' | 'independent' | 'stacked', Pooled[]> = {
    matched: [],
    independent: [],
    stacked: [],
  }

  beforeAll(async () => {
    connection = await open()
    await connection.run(
      'create table panel (panel integer, period integer, h integer, psu integer, w double, y double)',
    )
    const { normal } = seeded(2020)
    const rows = await connection.createAppender('panel')
    for (let panel = 0; panel < panels; panel++)
      for (let h = 0; h < 4; h++) {
        const lasting = Array.from({ length: 14 }, normal)
        for (let period = 0; period < 3; period++)
          for (let psu = 2 * period; psu < 10 + 2 * period; psu++) {
            const place = 6 * (lasting[psu] as number) + 6 * normal()
            for (let i = 0; i < 4; i++) {
              rows.appendInteger(panel)
              rows.appendInteger(period)
              rows.appendInteger(period === 2 ? 10 + ((h + 1) % 4) : h)
              rows.appendInteger(100 * h + psu)
              rows.appendDouble(5)
              rows.appendDouble(truth + place + 4 * normal())
              rows.endRow()
            }
          }
      }
    rows.flushSync()
    rows.closeSync()
    const design = (panel: number, period: number): Design => ({
      source: `(select * from panel where panel = ${panel} and period = ${period})`,
      weight: 'w',
      strata: 'h',
      psu: 'psu',
    })
    for (let panel = 0; panel < panels; panel++) {
      const designs = [0, 1, 2].map((period) => design(panel, period))
      for (const method of ['matched', 'independent', 'stacked'] as const) {
        const [one] = await pool(
          connection,
          designs,
          { indicators: [{ name: 'y', kind: 'mean', of: 'y' }] },
          { method },
        )
        if (one !== undefined) found[method].push(one)
      }
    }
  }, 120_000)
  afterAll(() => connection.closeSync())

  const error = (method: keyof typeof found) => meanOf(found[method].map(({ se }) => se ?? Number.NaN))
  const coverage = (method: keyof typeof found) =>
    meanOf(found[method].map(({ low, high }) => ((low ?? 0) < truth && truth < (high ?? 0) ? 1 : 0)))
  const spread = () => deviationOf(found.matched.map((one) => one.estimate ?? Number.NaN))

  it('the matched error is the spread of the estimate, and its interval of 95 % covers the truth so often', () => {
    expect(error('matched') / spread()).toBeGreaterThan(0.93)
    expect(error('matched') / spread()).toBeLessThan(1.07)
    expect(coverage('matched')).toBeGreaterThan(0.92)
    expect(coverage('matched')).toBeLessThan(0.98)
  })

  it('as if the periods were independent, the error is much too small', () => {
    expect(error('independent') / spread()).toBeLessThan(0.85)
    expect(coverage('independent')).toBeLessThan(0.91)
  })

  it('stacked files lose the covariance where strata are named anew', () => {
    expect(error('stacked') / spread()).toBeLessThan(0.95)
  })

  it('counts interviews, and apart the distinct PSUs, whose strata are those of the last period that has them', () => {
    const [one] = found.matched
    expect(one).toMatchObject({ n: 3 * 4 * 10 * 4, psus: 4 * 14 })
    expect(one?.periods.map((period) => period?.psus)).toEqual([40, 40, 40])
  })
})
