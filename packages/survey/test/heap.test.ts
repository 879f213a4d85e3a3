/** Incomes rounded to thousands: many report the same figure. Expected: R survey 4.1-1 on the same 400 rows, in four strata of ten PSUs. */
import type { DuckDBConnection } from '@duckdb/node-api'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Estimate, estimate, explain, type Indicator, pool } from '../src/index.ts'
import { open } from './data.ts'

const source =
  '(select i, i // 100 as h, i // 10 as psu, 1 + i % 3 as w, 1000 * [2, 3, 4, 5, 5, 5, 5, 6, 7, 9][1 + (i * 7 + i // 13) % 10] as y from range(400) t(i))'
const design = { source, weight: 'w', strata: 'h', psu: 'psu', df: 'design' } as const
type Rule = 'math' | 'school' | 'interpolated'

describe('quantiles of round figures', () => {
  let connection: DuckDBConnection
  beforeAll(async () => {
    connection = await open()
  })
  afterAll(() => connection.closeSync())
  const ask = (rule: Rule, of = 'y') =>
    estimate(connection, design, {
      indicators: [0.1, 0.45, 0.5, 0.75].map(
        (p): Indicator => ({ name: `${p}`, kind: 'quantile', of, p, rule, unit: 'pesos' }),
      ),
    })
  const read = ({ estimate: value, low, high, se }: Estimate) => [value, low, high, se?.toFixed(4)]

  it.each(['math', 'school'] as const)('%s: as svyquantile, one limit on the figure itself', async (rule) => {
    // svyquantile(~y, design, p, qrule = rule, interval.type = "mean"): quantile, limits, se
    expect((await ask(rule)).map(read)).toEqual([
      [2000, 2000, 3000, '246.5369'],
      [5000, 5000, 6000, '246.5369'],
      [5000, 5000, 6000, '246.5369'],
      [6000, 6000, 7000, '246.5369'],
    ])
  })

  it('interpolated: as R before 4.1, an error of 0 where the figure is a heap', async () => {
    // oldsvyquantile(~y, design, p, ci = TRUE, ties = "discrete", interval.type = "Wald")
    expect((await ask('interpolated')).map(read).slice(1)).toEqual([
      [5000, 5000, 5000, '0.0000'],
      [5000, 5000, 5000, '0.0000'],
      [6000, 6000, 6000, '0.0000'],
    ])
  })

  it('say which share gives the figure itself, pooled ones too', async () => {
    const median = (await ask('math'))[2]
    const reader = await connection.runAndReadAll(`select sum(w) filter (y = 5000) / sum(w) from ${source}`)
    expect(median?.heap).toBeCloseTo(Number(reader.getRows()[0]?.[0]), 12)
    const indicators: Indicator[] = [{ name: 'median', kind: 'quantile', of: 'y', p: 0.5 }]
    const [pooled] = await pool(connection, [design, design], { indicators })
    expect(pooled?.heap).toBeCloseTo(median?.heap ?? 0, 12)
    expect((await ask('math', 'y + i / 401'))[2]?.heap).toBeLessThan(0.01)
  })

  it('and say so in words: the interval promises more than is known', async () => {
    const label = 'la mediana del ingreso'
    const said = explain((await ask('math'))[2] as Estimate, { lang: 'es', label })
    expect(said.interval).toContain('$5,000 y $6,000')
    expect(said.limits.join(' ')).toMatch(
      /^Mucha gente reporta la misma cifra redonda \(el 40.3\s% da exactamente \$5,000\), así que el intervalo sale más angosto/,
    )
    const zero = (await ask('interpolated'))[2] as Estimate
    const none = explain(zero, { lang: 'en', label: 'the median income' })
    expect([none.interval, none.precision]).toEqual([null, null])
    expect(none.limits.join(' ')).toMatch(/so the calculated error is zero; that is no certainty/)
    // Figures that hardly anybody shares need no such warning.
    const smooth = explain((await ask('math', 'y + i / 401'))[2] as Estimate, { lang: 'es', label })
    expect(smooth.text).not.toContain('redonda')
  })
})
