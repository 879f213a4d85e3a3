import type { DuckDBConnection } from '@duckdb/node-api'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  analyse,
  type Calibration,
  calibratedWeights,
  change,
  contrast,
  type Design,
  estimate,
  type Indicator,
  SurveyError,
} from '../src/index.ts'
import { open } from './data.ts'
import { type Row, sampleOf, textbookVariance } from './rows.ts'

const row = fc.record({
  h: fc.integer({ min: 0, max: 2 }),
  psu: fc.integer({ min: 0, max: 4 }),
  w: fc.integer({ min: 1, max: 900 }),
  y: fc.integer({ min: -50, max: 50 }),
  x: fc.integer({ min: 1, max: 9 }),
  g: fc.constantFrom('a', 'b', 'c'),
})
/** One row of each category at least, so that every total can be met. */
const samples = fc
  .array(row, { minLength: 12, maxLength: 60 })
  .map((rows) =>
    ['a', 'b', 'c'].map((g, i): Row => ({ h: 0, psu: i, w: 100, y: i, x: 2 + 3 * i, g })).concat(rows),
  )

const total: Indicator = { name: 'total', kind: 'total', of: 'y' }
const ratio: Indicator = { name: 'ratio', kind: 'ratio', of: 'y', per: 'x' }
const mean: Indicator = { name: 'mean', kind: 'mean', of: 'y' }
const median: Indicator = { name: 'median', kind: 'quantile', of: 'y', p: 0.5 }

/** Some tenths more or fewer than the sample says, so that the factors are near 1. */
const sumOf = (rows: readonly Row[], of: (r: Row) => number) =>
  rows.reduce((s, r) => s + (r.w ?? 0) * of(r), 0)
const byG = (rows: readonly Row[]) => ({
  by: { g: 'g' },
  totals: ['a', 'b', 'c'].map((g, i) => ({
    by: { g },
    total: sumOf(rows, (r) => (r.g === g ? 0.9 + i / 10 : 0)),
  })),
})
/** A second margin of the same size as the first. */
const bySmall = (rows: readonly Row[]) => {
  const size = byG(rows).totals.reduce((s, { total }) => s + total, 0)
  const small = sumOf(rows, (r) => (r.x <= 5 ? 1 : 0)) / sumOf(rows, () => 1)
  return {
    by: { small: 'x <= 5' },
    totals: [true, false].map((is) => ({ by: { small: is }, total: size * (is ? small : 1 - small) })),
  }
}
const xTotal = (rows: readonly Row[]) => ({ of: 'x', total: sumOf(rows, (r) => r.x) * 1.02 })

describe('calibrated weights', () => {
  let connection: DuckDBConnection
  beforeAll(async () => {
    connection = await open()
  })
  afterAll(() => connection.closeSync())

  const run = (design: Design, indicators: Indicator[], more: object = {}) =>
    estimate(connection, design, { indicators, ci: { quantile: 'z' }, ...more })
  const always = (body: (rows: Row[]) => Promise<void>, numRuns = 30) =>
    fc.assert(fc.asyncProperty(samples, body), { numRuns, seed: 20191 })
  const near = (got: number | null | undefined, expected: number, size: number, tolerance = 1e-10) =>
    expect(Math.abs((got ?? Number.NaN) - expected)).toBeLessThanOrEqual(tolerance * Math.max(size, 1e-300))
  const calibrated = (rows: readonly Row[], calibration: Calibration, more: Partial<Design> = {}) =>
    sampleOf(connection, rows, { calibration, ...more })
  const kinds = (rows: readonly Row[]): [string, Calibration][] => [
    ['poststrata', { poststrata: byG(rows) }],
    ['margins', { margins: [byG(rows), bySmall(rows)] }],
    ['linear', { totals: [byG(rows), bySmall(rows), xTotal(rows)] }],
    ['raking', { totals: [byG(rows), xTotal(rows)], method: 'raking' }],
    ['logit', { totals: [byG(rows), bySmall(rows)], method: 'logit', bounds: [0.2, 4] }],
  ]

  it('reproduce the totals known, without error, whatever the method', () =>
    always(async (rows) => {
      for (const [name, calibration] of kinds(rows)) {
        const design = await calibrated(rows, calibration)
        const known = [byG(rows).totals, xTotal(rows).total] as const
        const [x, ...groups] = await run(
          design,
          [
            { name: 'x', kind: 'total', of: 'x' },
            { name: 'n', kind: 'total', of: 'true' },
          ],
          { crossings: [{}, { g: 'g' }] },
        ).then((all) => [all[0], ...all.filter((f) => f.indicator === 'n' && f.by.g !== undefined)])
        groups.forEach((group, i) => {
          const expected = known[0][i]?.total ?? 0
          near(group?.estimate, expected, expected)
          near(group?.se, 0, expected)
          expect(group?.method.calibration).toBe(name)
        })
        if (name === 'linear' || name === 'raking') {
          near(x?.estimate, known[1], known[1])
          near(x?.se, 0, known[1])
        }
      }
    }, 15))

  it('have the errors of the residuals of a weighted regression', () =>
    always(async (rows) => {
      const design = await calibrated(rows, { totals: [byG(rows), xTotal(rows)] })
      const report = await calibratedWeights(connection, design, { into: 'weights' })
      const reader = await connection.runAndReadAll(
        'select h, psu, w, y, x, g, calibrated_weight from weights',
      )
      const made = reader.getRowObjectsJS() as unknown as (Row & { calibrated_weight: number })[]
      expect(made).toHaveLength(report.rows)
      for (const figure of await run(design, [total, mean, ratio], { crossings: [{}, { g: 'g' }] })) {
        const inside = (r: Row) => (figure.by.g === undefined || r.g === figure.by.g ? 1 : 0)
        const over = figure.indicator === 'ratio' ? (r: Row) => r.x : () => 1
        const sum = (of: (r: Row) => number) =>
          made.reduce((s, r) => s + r.calibrated_weight * inside(r) * of(r), 0)
        const value = figure.indicator === 'total' ? 0 : sum((r) => r.y ?? 0) / sum(over)
        const per = figure.indicator === 'total' ? 1 : sum(over)
        near(figure.estimate, figure.indicator === 'total' ? sum((r) => r.y ?? 0) : value, 50 * sum(() => 1))
        const u = (r: Row) => (inside(r) * ((r.y ?? 0) - value * over(r))) / per
        const residual = residuals(made, u)
        const of = new Map(made.map((r, i) => [r, r.calibrated_weight * (residual[i] ?? 0)]))
        const variance = textbookVariance(made, (r) => of.get(r as (typeof made)[0]) ?? 0)
        near((figure.se ?? 0) ** 2, variance, variance + 1e-9, 1e-7)
      }
    }, 20))

  it('do not depend on the order of rows, nor on the unit of weights', () =>
    always(async (rows) => {
      for (const [, calibration] of kinds(rows)) {
        const asked = [total, ratio, mean]
        const first = await run(await calibrated(rows, calibration), asked, { crossings: { g: 'g' } })
        const turned = await run(await calibrated([...rows].reverse(), calibration), asked, {
          crossings: { g: 'g' },
        })
        // Totals are known: weights of half the size come to the same. (logit's bounds do not.)
        const halves = rows.map((r) => ({ ...r, w: (r.w ?? 0) / 2 }))
        const free = !('totals' in calibration) || calibration.bounds === undefined
        const halved = free
          ? await run(await calibrated(halves, calibration), asked, { crossings: { g: 'g' } })
          : first
        const size = sumOf(rows, () => 50)
        first.forEach((figure, i) => {
          for (const other of [turned[i], halved[i]]) {
            expect(other?.by).toEqual(figure.by)
            const own = figure.indicator === 'total' ? size : 50
            near(other?.estimate, figure.estimate ?? 0, own, 1e-9)
            near(other?.se, figure.se ?? 0, own, 1e-9)
          }
        })
      }
    }, 10))

  it('of a post-stratification are those of a linear calibration to its categories', () =>
    always(async (rows) => {
      const margin = byG(rows)
      const all: (number | null)[][] = []
      for (const calibration of [{ poststrata: margin }, { totals: [margin] }] satisfies Calibration[])
        all.push(
          (await run(await calibrated(rows, calibration), [total, mean], { crossings: { x: 'x' } })).flatMap(
            (f) => [f.estimate, f.se],
          ),
        )
      const size = sumOf(rows, () => 50)
      all[0]?.forEach((value, i) => {
        near(all[1]?.[i], value ?? 0, size)
      })
    }, 15))

  it('make domains add up, and count degrees of freedom where the domain has rows', () =>
    always(async (rows) => {
      const design = await calibrated(rows, { poststrata: byG(rows) }, { df: 'domain' })
      const figures = await run(design, [total], { crossings: [{}, { x: 'x' }] })
      const [whole, ...parts] = figures
      near(
        parts.reduce((s, f) => s + (f.estimate ?? 0), 0),
        whole?.estimate ?? 0,
        sumOf(rows, () => 50),
      )
      const plain = await run(await sampleOf(connection, rows), [total], { crossings: [{}, { x: 'x' }] })
      expect(figures.map(({ df, psus, strata, n }) => [df, psus, strata, n])).toEqual(
        plain.map(({ df, psus, strata, n }) => [df, psus, strata, n]),
      )
    }, 15))

  it('give a contrast its covariance and the degrees of freedom of its domains', async () => {
    const rows = balanced()
    const analysis = await analyse(connection, await calibrated(rows, { poststrata: byG(rows) }), {
      indicators: [mean],
      where: 'h = 0',
      crossings: { g: 'g' },
    })
    const [a, b] = analysis.estimates
    const gap = contrast(analysis, [
      { at: 0, times: 1 },
      { at: 1, times: -1 },
    ])
    const covariance = analysis.covariance(0, 1) ?? Number.NaN
    expect(gap.se ?? 0).toBeCloseTo(Math.sqrt((a?.se ?? 0) ** 2 + (b?.se ?? 0) ** 2 - 2 * covariance), 12)
    expect(gap.df).toBe(2)
  })

  it('of a sample that did not change give a change of 0 without error', async () => {
    const rows = balanced()
    const design = await calibrated(rows, { margins: [byG(rows), bySmall(rows)] })
    const spec = { indicators: [total, ratio], crossings: { g: 'g' } }
    for (const found of await change(connection, design, design, spec)) {
      expect(found.estimate).toBe(0)
      near(found.se, 0, found.after.se ?? 0, 1e-6)
      expect(found.after.se).toBeGreaterThan(0)
    }
  })

  it('are written with the columns asked for, and 0 where the weight is 0', async () => {
    const rows: Row[] = [...balanced(), { h: 0, psu: 1, w: 0, y: 5, x: 1, g: null }]
    const design = await calibrated(rows, { margins: [byG(rows), bySmall(rows)] })
    const report = await calibratedWeights(connection, design, { into: "what's new", columns: 'y, w' })
    const reader = await connection.runAndReadAll('select * from "what\'s new"')
    expect(reader.columnNames()).toEqual(['y', 'w', 'calibrated_weight', 'calibration_factor'])
    const made = reader.getRowObjectsJS()
    expect(made).toHaveLength(rows.length)
    expect(made.filter((r) => r.w === 0)).toEqual([
      { y: 5, w: 0, calibrated_weight: 0, calibration_factor: null },
    ])
    expect(report.totals.map(({ margin, category }) => [margin, category])).toEqual([
      ['g', 'a'],
      ['g', 'b'],
      ['g', 'c'],
      ['small', 'true'],
      ['small', 'false'],
    ])
    for (const { after, total } of report.totals) near(after, total, total)
    const sum = made.reduce((s, r) => s + Number(r.calibrated_weight), 0)
    near(
      sum,
      byG(rows).totals.reduce((s, { total }) => s + total, 0),
      sum,
    )
    expect(report.factor.low).toBeLessThan(1)
    expect(report.factor.high).toBeGreaterThan(1)
  })

  const refusal = async (
    rows: readonly Row[],
    calibration: Calibration,
    asked: Indicator = total,
    more = {},
  ) => {
    const error = await calibrated(rows, calibration, more)
      .then((design) => run(design, [asked]))
      .catch((e: unknown) => e)
    expect(error).toBeInstanceOf(SurveyError)
    expect((error as SurveyError).code).toBe('calibration')
    return error as SurveyError
  }

  it('name the category that has rows but no total, or a total but no rows', async () => {
    const rows = balanced()
    const { by, totals } = byG(rows)
    for (const wrap of [
      (margin: typeof totals): Calibration => ({ poststrata: { by, totals: margin } }),
      (margin: typeof totals): Calibration => ({ margins: [{ by, totals: margin }] }),
      (margin: typeof totals): Calibration => ({ totals: [{ by, totals: margin }] }),
    ]) {
      expect((await refusal(rows, wrap(totals.slice(1)))).values).toEqual({
        reason: 'noTotal',
        margin: 'g',
        category: 'a',
      })
      expect((await refusal(rows, wrap([...totals, { by: { g: 'z' }, total: 5 }]))).values).toMatchObject({
        reason: 'noRows',
        margin: 'g',
        category: 'z',
      })
      const zero = totals.map((one, i) => (i === 1 ? { ...one, total: 0 } : one))
      expect((await refusal(rows, wrap(zero))).values).toMatchObject({ reason: 'noTotal', category: 'b' })
      // Nobody in the sample, nobody in the population.
      const nobody = await calibrated(rows, wrap([...totals, { by: { g: 'z' }, total: 0 }]))
      expect(await run(nobody, [total])).toHaveLength(1)
    }
    const crossed = { by: { g: 'g', x: 'x' }, totals: [{ by: { g: 'a', x: 1 }, total: 9 }] }
    expect((await refusal(rows, { poststrata: crossed })).message).toContain('margin g × x')
  })

  it('name rows without a value of the auxiliaries', async () => {
    const rows = [...balanced(), { h: 0, psu: 1, w: 2, y: 5, x: Number.NaN, g: null }]
    expect((await refusal(rows, { poststrata: byG(rows) })).values).toEqual({
      reason: 'missing',
      margin: 'g',
      variable: 'g',
      expression: 'g',
      missing: 1,
      row: rows.length,
      value: 'missing',
      rows: [`row ${rows.length} (missing)`],
    })
    expect((await refusal(rows, { totals: [{ of: 'x', total: 9 }] })).values).toMatchObject({
      reason: 'missing',
      margin: 'x',
      missing: 1,
      row: rows.length,
      value: 'nan',
    })
  })

  it('name totals that contradict each other', async () => {
    const rows = balanced()
    const [g, small] = [byG(rows), bySmall(rows)]
    const more = { ...small, totals: small.totals.map((one) => ({ ...one, total: one.total * 1.01 })) }
    const raked = await refusal(rows, { margins: [g, more] })
    expect(raked.values).toMatchObject({ reason: 'inconsistent', margin: 'small' })
    expect(raked.message).toMatch(/the totals of g add up to \d.*, those of small to \d/)
    expect((await refusal(rows, { totals: [g, more] })).values).toMatchObject({
      reason: 'inconsistent',
      margin: 'small',
      category: 'false',
    })
    // The same twice is no contradiction.
    const twice = await calibrated(rows, { totals: [g, g, { of: 'true', total: sum(g.totals) }] })
    expect(await run(twice, [total])).toHaveLength(1)
  })

  it('say that no factors meet the totals: within bounds, or at all', async () => {
    const rows = balanced()
    const g = byG(rows)
    for (const method of ['linear', 'raking', 'logit'] as const) {
      const error = await refusal(rows, { totals: [g], method, bounds: [0.95, 1.05] })
      expect(error.values).toMatchObject({ reason: 'bounds', margin: 'g', low: 0.95, high: 1.05 })
      expect(error.message).toMatch(/no factors between 0.95 and 1.05 meet the totals: g, [abc] reaches/)
    }
    // All of `a` are small and none of the others: two margins that say otherwise cannot be met in turn.
    const apart = rows.map((r) => ({ ...r, x: r.g === 'a' ? 1 : 9 }))
    const [first, second] = [byG(apart), bySmall(apart)]
    const size = sum(first.totals)
    const halves = { ...second, totals: second.totals.map((one) => ({ ...one, total: size / 2 })) }
    expect((await refusal(apart, { margins: [first, halves], rounds: 50 })).values).toMatchObject({
      reason: 'notConverged',
      rounds: expect.any(Number),
    })
    expect((await refusal(apart, { totals: [first, halves] })).values).toMatchObject({
      reason: 'inconsistent',
    })
    // Weights above 0 cannot have a negative total of positive numbers.
    const below: Calibration = { totals: [{ of: 'x', total: -1 }], method: 'raking' }
    expect((await refusal(rows, below)).values).toMatchObject({ reason: 'notConverged', margin: 'x' })
  })

  it('are refused where the calibration itself is odd', async () => {
    const rows = balanced()
    const g = byG(rows)
    const reasons: [Calibration, string][] = [
      [{ totals: [] }, 'variables'],
      [{ poststrata: { by: {}, totals: [] } }, 'variables'],
      [{ poststrata: { by: { g: 'g' }, totals: [{ by: { other: 1 }, total: 1 }] } }, 'variables'],
      [{ poststrata: { ...g, totals: [...g.totals, ...g.totals] } }, 'duplicate'],
      [{ poststrata: { ...g, totals: g.totals.map((t) => ({ ...t, total: -1 })) } }, 'total'],
      [{ totals: [{ of: 'x', total: Number.NaN }] }, 'total'],
      [{ totals: [g], method: 'logit' }, 'bounds'],
      [{ totals: [g], method: 'logit', bounds: [1.1, 2] }, 'bounds'],
      [{ totals: [g], bounds: [2, 1] }, 'bounds'],
    ]
    for (const [calibration, reason] of reasons)
      expect((await refusal(rows, calibration)).values.reason).toBe(reason)
    const missing = await calibrated(rows, { poststrata: { by: { g: 'no_column' }, totals: [] } })
    await expect(run(missing, [total])).rejects.toMatchObject({ code: 'expression' })
    const text = await calibrated(rows, { totals: [{ of: 'g', total: 1 }] })
    await expect(run(text, [total])).rejects.toMatchObject({ code: 'notNumeric' })
    await expect(
      calibratedWeights(connection, await sampleOf(connection, rows), { into: 'weights' }),
    ).rejects.toMatchObject({ code: 'calibration' })
  })

  it('may be negative under the linear method, and then have totals but no quantiles', async () => {
    const rows = balanced()
    const calibration: Calibration = {
      totals: [
        { of: 'true', total: 80 },
        { of: 'x', total: 30 },
      ],
    }
    const design = await calibrated(rows, calibration)
    expect((await calibratedWeights(connection, design, { into: 'weights' })).factor.low).toBeLessThan(0)
    expect((await run(design, [total]))[0]?.se).toBeGreaterThan(0)
    expect((await refusal(rows, calibration, median)).values.reason).toBe('negativeWeights')
  })

  it('reach a population thousands of times the sample', async () => {
    const rows = balanced().map((r) => ({ ...r, w: 1 }))
    const size = 3e7
    for (const method of ['linear', 'raking'] as const) {
      const design = await calibrated(rows, {
        totals: [
          { of: 'true', total: size },
          { of: 'x', total: 3.1 * size },
        ],
        method,
      })
      const { totals } = await calibratedWeights(connection, design, { into: 'weights' })
      for (const { after, total: known } of totals) near(after, known, known)
    }
  })

  it('ask what to do with a lonely PSU even where the domain does not reach it', async () => {
    const rows: Row[] = [...balanced(), { h: 9, psu: 1, w: 10, y: 1, x: 2, g: 'a' }]
    const design = await calibrated(rows, { poststrata: byG(rows) }, { lonely: 'fail' })
    await expect(run(design, [total], { where: 'h = 0' })).rejects.toMatchObject({
      code: 'lonelyPsu',
      values: { strata: ['9'] },
    })
    const plain = await sampleOf(connection, rows, { lonely: 'fail' })
    expect(await run(plain, [total], { where: 'h = 0' })).toHaveLength(1)
  })
})

function sum(totals: readonly { total: number }[]): number {
  return totals.reduce((s, { total }) => s + total, 0)
}

/** Two strata of three PSUs, each with a row of every group. */
function balanced(): Row[] {
  return [0, 1].flatMap((h) =>
    [1, 2, 3].flatMap((psu) =>
      ['a', 'b', 'c'].map(
        (g, i): Row => ({ h, psu, w: 10 + i, y: psu * (i + 1) + h, x: 1 + ((psu + i + h) % 9), g }),
      ),
    ),
  )
}

/** Residuals of u on the indicators of g and on x, weighted by w: normal equations, solved by elimination. */
function residuals(rows: readonly Row[], u: (r: Row) => number): number[] {
  const x = rows.map((r) => [...['a', 'b', 'c'].map((g) => (r.g === g ? 1 : 0)), r.x])
  const m = Array.from({ length: 4 }, (_, i) => [
    ...Array.from({ length: 4 }, (__, j) =>
      rows.reduce((s, r, k) => s + (r.w ?? 0) * (x[k]?.[i] ?? 0) * (x[k]?.[j] ?? 0), 0),
    ),
    rows.reduce((s, r, k) => s + (r.w ?? 0) * (x[k]?.[i] ?? 0) * u(r), 0),
  ])
  for (let i = 0; i < 4; i++) {
    const top = m[i] ?? []
    // x may be a combination of the groups: then it adds nothing.
    if (Math.abs(top[i] ?? 0) < 1e-6) {
      m[i] = top.map((_, j) => (j === i ? 1 : 0))
      for (const other of m) if (other !== m[i]) other[i] = 0
      continue
    }
    for (let k = 0; k < 4; k++) {
      const other = m[k] ?? []
      if (k === i) continue
      const by = (other[i] ?? 0) / (top[i] ?? 1)
      m[k] = other.map((value, j) => value - by * (top[j] ?? 0))
    }
  }
  const b = m.map((line, i) => (line[4] ?? 0) / (line[i] ?? 1))
  return rows.map((r, k) => u(r) - b.reduce((s, value, i) => s + value * (x[k]?.[i] ?? 0), 0))
}
