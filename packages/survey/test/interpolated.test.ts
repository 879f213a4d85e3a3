import type { DuckDBConnection } from '@duckdb/node-api'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Design, estimate } from '../src/index.ts'
import { open } from './data.ts'
import { type Row, sampleOf } from './rows.ts'

const z = { preset: 'inegi' } as const

describe('quantiles interpolated between neighbours', () => {
  let connection: DuckDBConnection
  beforeAll(async () => {
    connection = await open()
  })
  afterAll(() => connection.closeSync())

  const quantile = async (rows: Row[], p: number, more: Partial<Design> = {}) => {
    const design = await sampleOf(connection, rows, more)
    const [found] = await estimate(connection, design, {
      indicators: [{ name: 'q', kind: 'quantile', of: 'y', p, rule: 'interpolated', levels: [0.95] }],
    })
    return found
  }

  it('are what R gave before survey 4.1 where no two rows share a value', async () => {
    const rows = Array.from(
      { length: 40 },
      (_, i): Row => ({
        h: Math.floor(i / 20) + 1,
        psu: Math.floor(i / 4) + 1,
        w: 10 + ((i * 7) % 13),
        y: (i * 37) % 101,
        x: 1,
        g: null,
      }),
    )
    // oldsvyquantile(~x, svydesign(~u, strata = ~h, weights = ~w), p, alpha = .1, ci = TRUE, df = Inf), survey 4.1-1
    const z90 = { df: 'infinite', preset: 'r' } as const
    const design = await sampleOf(connection, rows, z90)
    const found = await estimate(connection, design, {
      indicators: [0.25, 0.5, 0.9].map((p) => ({
        name: `q${p}`,
        kind: 'quantile',
        of: 'y',
        p,
        rule: 'interpolated',
        levels: [0.95],
      })),
      ci: { level: 0.9, quantile: 'z' },
    })
    const expected = [
      [21.625, 13.33850261709154, 30.17919790632677, 5.11920787761745],
      [46.83333333333334, 34.92017285884436, 59.18509029905039, 7.37601116677414],
      [88.5176470588235, 83.245872553247, 94.5834818819171, 3.4463885244558],
    ] as const
    found.forEach(({ estimate: value, low, high, se }, i) => {
      const [q = 0, from = 0, to = 0, error = 0] = expected[i] ?? []
      expect(value).toBeCloseTo(q, 10)
      expect(low).toBeCloseTo(from, 10)
      expect(high).toBeCloseTo(to, 10)
      expect(se).toBeCloseTo(error, 10)
    })
    // The same at 95 %, asked for beside.
    expect(found[1]?.limits?.[0]?.low).toBeCloseTo(32.5586475269689, 10)
    expect(found[1]?.limits?.[0]?.high).toBeCloseTo(61.65705830336788, 10)
  })

  /** One stratum, a PSU a row. */
  const people = (...all: readonly (readonly [y: number, w: number])[]): Row[] =>
    all.map(([y, w], i) => ({ h: 1, psu: i + 1, w, y, x: 1, g: null }))

  it('rise to a value over the heaviest of those who share it, and stay there', async () => {
    const rows = people([10, 40], [20, 10], [20, 30], [20, 20])
    const at = async (p: number) => (await quantile(rows, p, z))?.estimate
    expect(await at(0.4)).toBe(10)
    expect(await at(0.55)).toBeCloseTo(15, 12)
    expect(await at(0.7)).toBe(20)
    expect(await at(0.95)).toBe(20)
  })

  it('do not depend on the order of the rows, though equals are many', async () => {
    const many = people(...Array.from({ length: 200 }, (_, i) => [Math.floor(i / 10), 1 + (i % 7)] as const))
    const found = await quantile(many, 0.5, z)
    expect(found?.se).toBeGreaterThan(0)
    const again = await quantile(
      many.toSorted((a, b) => (((a.psu ?? 0) * 73) % 200) - (((b.psu ?? 0) * 73) % 200)),
      0.5,
      z,
    )
    expect(again).toMatchObject({ estimate: found?.estimate, se: found?.se, limits: found?.limits })
  })

  it('have no limits where the share’s own leave 0 and 1', async () =>
    expect(await quantile(people([10, 40], [20, 10], [20, 30], [20, 20]), 0.5, z)).toMatchObject({
      low: null,
      high: null,
      se: null,
    }))

  it('are the smallest value where it alone reaches the share', async () =>
    expect((await quantile(people([5, 90], [6, 10]), 0.5, z))?.estimate).toBe(5))
})
