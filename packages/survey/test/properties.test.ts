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
const share: Indicator = { name: 'share', kind: 'proportion', of: 'y > 0' }
const median: Indicator = { name: 'median', kind: 'quantile', of: 'y', p: 0.5 }
/** With these, rows pass one by one instead of being summed up by DuckDB. */
const many = Array.from(
  { length: 41 },
  (_, i): Indicator => ({ name: `n ${i}`, kind: 'total', of: `y > ${i}` }),
)

describe('whatever the sample', () => {
  let connection: DuckDBConnection
  beforeAll(async () => {
    connection = await open()
  })
  afterAll(() => connection.closeSync())

  const run = (design: Design, indicators: Indicator[], more: object = {}) =>
    estimate(connection, design, { indicators, ci: { quantile: 'z' }, ...more })
  const always = (body: (rows: Row[]) => Promise<void>, numRuns = 40) =>
    fc.assert(fc.asyncProperty(samples, body), { numRuns, seed: 20191 })
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
      // Summed up by DuckDB; with rows kept for quantiles; row by row.
      for (const asked of [
        [total, ratio],
        [mean, share, median],
        [...many, ratio],
      ]) {
        const spec = { crossings: { g: 'g' } }
        const first = await run(await sampleOf(connection, rows), asked, spec)
        const second = await run(await sampleOf(connection, [...rows].reverse()), asked, spec)
        expect(second.map((f) => [f.by, f.n, f.df])).toEqual(first.map((f) => [f.by, f.n, f.df]))
        first.forEach((figure, i) => {
          near(second[i]?.estimate, figure.estimate ?? 0, Math.abs(figure.estimate ?? 0))
          if (figure.se === null) expect(second[i]?.se).toBeNull()
          else near(second[i]?.se, figure.se, Math.max(figure.se, 1e-6))
        })
      }
    }, 12))

  it('the number of threads changes nothing beyond 1e-12', async () => {
    // A table of several row groups: threads share out nothing smaller, and range() not at all.
    await connection.run(
      'create or replace temp table threads as select i, i % 13 as h, i // 7 % 900 as psu, 1 + (i * 7919 % 1000) / 7 as w, sin(i) * 1000 as y, 1 + i % 5 as x, i % 3 as g from range(500000) t(i)',
    )
    const design: Design = { source: 'threads', weight: 'w', strata: 'h', psu: 'psu' }
    const results: Estimate[][] = []
    for (const threads of [1, 4]) {
      await connection.run(`set threads = ${threads}`)
      results.push([
        ...(await run(design, [total, ratio, mean], { crossings: [{}, { g: 'g' }] })),
        ...(await run(design, [median, share], { where: 'i % 12 = 0' })),
      ])
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
      const zeroed = rows.map((r) => (r.g === 'a' ? r : { ...r, w: 0 }))
      // Summed up by DuckDB, and row by row.
      for (const asked of [
        [total, ratio, mean, share],
        [total, median],
      ]) {
        const inDomain = await run(await sampleOf(connection, rows), asked, { where: "g = 'a'" })
        const outside = await run(await sampleOf(connection, zeroed), asked)
        expect(outside.map(bare)).toEqual(inDomain.map(bare))
      }
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

  it('an exact copy of every PSU leaves means and ratios, doubles totals, and changes the variance as the formula says', () =>
    always(async (rows) => {
      const copies = rows.map((r) => ({ ...r, psu: (r.psu ?? 0) + 100 }))
      const asked = [total, mean, ratio, share]
      const once = await run(await sampleOf(connection, rows), asked)
      const twice = await run(await sampleOf(connection, [...rows, ...copies]), asked)
      const sum = (of: (r: Row) => number) => rows.reduce((s, r) => s + (r.w ?? 0) * of(r), 0)
      const of = [
        (r: Row) => r.y ?? 0,
        (r: Row) => r.y ?? 0,
        (r: Row) => r.y ?? 0,
        (r: Row) => Number((r.y ?? 0) > 0),
      ]
      const per = [null, () => 1, (r: Row) => r.x, () => 1]
      asked.forEach(({ kind }, i) => {
        const [a, b] = [once[i], twice[i]]
        const value = a?.estimate ?? Number.NaN
        const y = of[i] ?? (() => 0)
        const x = per[i] ?? null
        near(b?.estimate, kind === 'total' ? 2 * value : value, Math.abs(value))
        // Scores of the sample by itself; in the doubled one, PSUs are twice as many, and a ratio's scores are halved.
        const score = (r: Row) => (r.w ?? 0) * (x === null ? y(r) : (y(r) - value * x(r)) / sum(x))
        const strata = [...new Set(rows.map((r) => r.h))].map((h) => rows.filter((r) => r.h === h))
        let before = 0
        let after = 0
        for (const stratum of strata) {
          const n = new Set(stratum.map((r) => r.psu)).size
          const own = textbookVariance(stratum, score)
          before += own
          // Σ(u − ū)² doubles, and n/(n − 1) becomes 2n/(2n − 1): of one PSU, whose two copies are alike, 0 stays 0.
          const grows = n === 1 ? 0 : (2 * ((2 * n) / (2 * n - 1))) / (n / (n - 1))
          after += own * (x === null ? grows : grows / 4)
        }
        const size = Math.max(before, after, 1e-9)
        near((a?.se ?? Number.NaN) ** 2, before, size, 1e-9)
        near((b?.se ?? Number.NaN) ** 2, after, size, 1e-9)
      })
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
