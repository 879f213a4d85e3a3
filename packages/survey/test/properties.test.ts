import type { DuckDBConnection } from '@duckdb/node-api'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Design, type Estimate, estimate, type Indicator } from '../src/index.ts'
import { open } from './data.ts'
import { type Row, sampleOf, textbookVariance } from './rows.ts'

const row = fc.record({
  h: fc.integer({ min: 0, max: 3 }),
  psu: fc.integer({ min: 0, max: 4 }),
  w: fc.integer({ min: 1, max: 900 }),
  y: fc.integer({ min: -50, max: 50 }),
  x: fc.integer({ min: 1, max: 9 }),
  g: fc.constantFrom('a', 'b', 'c'),
})
const samples = fc.array(row, { minLength: 4, maxLength: 60 })

const total: Indicator = { name: 'total', kind: 'total', of: 'y' }
const ratio: Indicator = { name: 'ratio', kind: 'ratio', of: 'y', per: 'x' }
const mean: Indicator = { name: 'mean', kind: 'mean', of: 'y' }

describe('whatever the sample', () => {
  let connection: DuckDBConnection
  beforeAll(async () => {
    connection = await open()
  })
  afterAll(() => connection.closeSync())

  const run = (design: Design, indicators: Indicator[], more: object = {}) =>
    estimate(connection, design, { indicators, ci: { quantile: 'z' }, ...more })
  const always = (body: (rows: Row[]) => Promise<void>) =>
    fc.assert(fc.asyncProperty(samples, body), { numRuns: 40, seed: 20191 })
  const near = (got: number | null | undefined, expected: number, size: number, tolerance = 1e-12) =>
    expect(Math.abs((got ?? Number.NaN) - expected)).toBeLessThanOrEqual(tolerance * Math.max(size, 1e-300))

  it('the error is the textbook formula with zeros for absent PSUs', () =>
    always(async (rows) => {
      const design = await sampleOf(connection, rows)
      const figures = await run(design, [total, mean], { crossings: [{}, { g: 'g' }] })
      for (const figure of figures) {
        const inside = (r: Row) => figure.by.g === undefined || r.g === figure.by.g
        const chosen = rows.filter(inside)
        const sum = (of: (r: Row) => number) => chosen.reduce((s, r) => s + of(r), 0)
        const weight = sum((r) => r.w ?? 0)
        const value = sum((r) => (r.w ?? 0) * (r.y ?? 0)) / (figure.indicator === 'mean' ? weight : 1)
        near(figure.estimate, value, Math.abs(value) + 1)
        const score = (r: Row) =>
          !inside(r)
            ? 0
            : figure.indicator === 'mean'
              ? ((r.w ?? 0) * ((r.y ?? 0) - value)) / weight
              : (r.w ?? 0) * (r.y ?? 0)
        const variance = textbookVariance(rows, score)
        near((figure.se ?? 0) ** 2, variance, variance + 1e-9, 1e-9)
        expect(figure.n).toBe(figure.indicator === 'mean' ? chosen.length : chosen.length)
      }
    }))

  it('the order of rows changes nothing beyond 1e-12', () =>
    always(async (rows) => {
      const first = await run(await sampleOf(connection, rows), [total, ratio], { crossings: { g: 'g' } })
      const second = await run(await sampleOf(connection, [...rows].reverse()), [total, ratio], {
        crossings: { g: 'g' },
      })
      expect(second.map((f) => f.by)).toEqual(first.map((f) => f.by))
      first.forEach((figure, i) => {
        near(second[i]?.estimate, figure.estimate ?? 0, Math.abs(figure.estimate ?? 0))
        near(second[i]?.se, figure.se ?? 0, Math.max(figure.se ?? 0, 1e-6))
      })
    }))

  it('the number of threads changes nothing beyond 1e-12', async () => {
    const source =
      '(select i % 13 as h, i // 7 % 900 as psu, 1 + (i * 7919 % 1000) / 7 as w, sin(i) * 1000 as y, 1 + i % 5 as x, i % 3 as g from range(300000) t(i))'
    const design: Design = { source, weight: 'w', strata: 'h', psu: 'psu' }
    const results: Estimate[][] = []
    for (const threads of [1, 2, 4]) {
      await connection.run(`set threads = ${threads}`)
      results.push(await run(design, [total, ratio, mean], { crossings: [{}, { g: 'g' }] }))
    }
    const [first = [], ...others] = results
    for (const other of others)
      other.forEach((figure, i) => {
        near(figure.estimate, first[i]?.estimate ?? 0, Math.abs(first[i]?.se ?? 0))
        near(figure.se, first[i]?.se ?? 0, first[i]?.se ?? 0)
      })
  })

  it('a domain is the sample with weight 0 outside it', () =>
    always(async (rows) => {
      const inDomain = await run(await sampleOf(connection, rows), [total, ratio, mean], { where: "g = 'a'" })
      const zeroed = rows.map((r) => (r.g === 'a' ? r : { ...r, w: 0 }))
      const outside = await run(await sampleOf(connection, zeroed), [total, ratio, mean])
      expect(outside.map(bare)).toEqual(inDomain.map(bare))
    }))

  it('scaling weights scales totals and leaves ratios', () =>
    always(async (rows) => {
      const [t, r] = await run(await sampleOf(connection, rows), [total, ratio])
      const [t8, r8] = await run(
        await sampleOf(
          connection,
          rows.map((x) => ({ ...x, w: 8 * (x.w ?? 0) })),
        ),
        [total, ratio],
      )
      expect([t8?.estimate, t8?.se]).toEqual([8 * (t?.estimate ?? 0), 8 * (t?.se ?? 0)])
      near(r8?.estimate, r?.estimate ?? 0, Math.abs(r?.estimate ?? 0))
      near(r8?.se, r?.se ?? 0, Math.max(r?.se ?? 0, 1e-9), 1e-9)
    }))

  it('totals of groups add up to the whole', () =>
    always(async (rows) => {
      const figures = await run(await sampleOf(connection, rows), [total], {
        crossings: [{}, { g: 'g' }, { g: 'g', x: 'x' }],
      })
      const size = (names: number) => figures.filter((f) => Object.keys(f.by).length === names)
      const sum = (list: Estimate[]) => list.reduce((s, f) => s + (f.estimate ?? 0), 0)
      expect(sum(size(1))).toBe(sum(size(0)))
      expect(sum(size(2))).toBe(sum(size(0)))
      expect(size(1).reduce((s, f) => s + f.n, 0)).toBe(size(0)[0]?.n)
    }))

  it('an exact copy of every PSU leaves means, doubles totals, and changes the variance by 4(n−1)/(2n−1)', () =>
    always(async (all) => {
      const rows = all.map((r) => ({ ...r, h: 0 }))
      const copies = rows.map((r) => ({ ...r, psu: (r.psu ?? 0) + 100 }))
      const [t, m] = await run(await sampleOf(connection, rows), [total, mean])
      const [t2, m2] = await run(await sampleOf(connection, [...rows, ...copies]), [total, mean])
      const n = new Set(rows.map((r) => r.psu)).size
      expect(t2?.estimate).toBe(2 * (t?.estimate ?? 0))
      near(m2?.estimate, m?.estimate ?? 0, Math.abs(m?.estimate ?? 0))
      const expected = ((4 * (n - 1)) / (2 * n - 1)) * (t?.se ?? 0) ** 2
      near((t2?.se ?? 0) ** 2, expected, expected + 1e-6, 1e-9)
    }))

  it('crossings asked together are what they are alone', () =>
    always(async (rows) => {
      const design = await sampleOf(connection, rows)
      const crossings = [{}, { g: 'g' }, { x: 'x' }, { g: 'g', x: 'x' }]
      const together = await run(design, [ratio], { crossings })
      const alone = (
        await Promise.all(crossings.map((one) => run(design, [ratio], { crossings: one })))
      ).flat()
      together.forEach((figure, i) => {
        expect(figure.by).toEqual(alone[i]?.by)
        near(figure.estimate, alone[i]?.estimate ?? 0, Math.abs(figure.estimate ?? 0))
        near(figure.se, alone[i]?.se ?? 0, Math.max(figure.se ?? 0, 1e-9), 1e-9)
      })
    }))
})

/** What must be equal between two ways to say the same domain. */
function bare({ indicator, estimate, se, n, df }: Estimate) {
  return { indicator, estimate, se, n, df }
}
