import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { DuckDBConnection } from '@duckdb/node-api'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  analyse,
  change,
  contrast,
  type Design,
  EACH_ROW,
  estimate,
  type Indicator,
  type MadeReplicates,
  pool,
  type SuppliedReplicates,
  SurveyError,
} from '../src/index.ts'
import { below, randomOf } from '../src/random.ts'
import { needsShared, open, shared } from './data.ts'
import { type DesignCase, designOf } from './reference/designs.ts'
import { type Row, sampleOf } from './rows.ts'

const total: Indicator = { name: 'total', kind: 'total', of: 'y' }
const mean: Indicator = { name: 'mean', kind: 'mean', of: 'y' }
const ratio: Indicator = { name: 'ratio', kind: 'ratio', of: 'y', per: 'x' }
const share: Indicator = { name: 'share', kind: 'proportion', of: 'y > 0' }
const median: Indicator = { name: 'median', kind: 'quantile', of: 'y', p: 0.5 }
const spread: Indicator = { name: 'spread', kind: 'variance', of: 'y' }
const all = [total, mean, ratio, share, median, spread]

/** `h` strata of `n` PSUs of three rows. */
const rowsOf = (h: number, n: number): Row[] =>
  Array.from({ length: h * n * 3 }, (_, i) => ({
    h: Math.floor(i / (3 * n)),
    psu: Math.floor(i / 3),
    w: 10 + ((7 * i) % 13),
    y: ((i * i * 31) % 47) - 12,
    x: 1 + ((5 * i) % 9),
    g: ['a', 'b', 'c'][i % 3] ?? null,
  }))

/** Jackknife weights as a publisher would supply them, in columns r0, r1, … of a table. */
async function supplied(
  connection: DuckDBConnection,
  rows: readonly Row[],
  more: Partial<SuppliedReplicates> = {},
): Promise<Design> {
  await sampleOf(connection, rows)
  const size = new Map<number, Set<number>>()
  for (const { h, psu } of rows) size.set(h ?? 0, (size.get(h ?? 0) ?? new Set()).add(psu ?? 0))
  const left = [...size].flatMap(([h, psus]) => [...psus].map((psu) => ({ h, psu, n: psus.size })))
  const columns = left.map(
    ({ h, psu, n }, r) =>
      `case when h <> ${h} then w when psu = ${psu} then 0 else w * ${n}::double / ${n - 1} end as r${r}`,
  )
  await connection.run(`create or replace table published as select *, ${columns.join(', ')} from sample`)
  return {
    source: 'published',
    weight: 'w',
    replicates: {
      type: 'JKn',
      weights: left.map((_, r) => `r${r}`),
      rscales: left.map(({ n }) => (n - 1) / n),
      ...more,
    },
  }
}

describe('replicate weights', () => {
  let connection: DuckDBConnection
  beforeAll(async () => {
    connection = await open()
  })
  afterAll(() => connection.closeSync())

  const refusal = async (work: Promise<unknown>): Promise<SurveyError> => {
    const error = await work.then(
      () => undefined,
      (e: unknown) => e,
    )
    expect(error).toBeInstanceOf(SurveyError)
    return error as SurveyError
  }
  const ask = (design: Design, indicators: Indicator[] = [total], more: object = {}) =>
    estimate(connection, design, { indicators, ...more })
  const close = (got: number | null | undefined, expected: number | null | undefined, tolerance = 1e-9) => {
    if (typeof got !== 'number' || typeof expected !== 'number') expect(got).toBe(expected)
    else expect(Math.abs(got - expected)).toBeLessThanOrEqual(tolerance * Math.abs(expected) + 1e-9)
  }

  it('refuses what it cannot follow, naming what', async () => {
    const rows = rowsOf(3, 2)
    const design = await supplied(connection, rows)
    const given = design.replicates as SuppliedReplicates
    const altered = (more: object): Design => ({ ...design, replicates: { ...given, ...more } })
    const reason = async (one: Design) => {
      const { code, values } = await refusal(ask(one))
      return [code, values.reason]
    }
    const gone = await refusal(ask(altered({ weights: [...given.weights.slice(1), 'r99'] })))
    expect(gone).toMatchObject({
      code: 'expression',
      values: { expression: 'r99', role: 'replicate weight 6' },
    })
    expect((await refusal(ask(altered({ weights: [...given.weights.slice(1), 'g'] })))).code).toBe(
      'notNumeric',
    )
    const { rscales: _, ...without } = given
    expect(await reason({ ...design, replicates: without })).toEqual(['specification', 'rscales'])
    const wrong = await refusal(ask(altered({ rscales: [0.5, 0.5] })))
    expect(wrong.values).toMatchObject({ reason: 'rscales', rscales: 2, weights: 6 })
    expect(await reason(altered({ scale: Number.NaN }))).toEqual(['specification', 'rscales'])
    expect(await reason(altered({ weights: ['r0'] }))).toEqual(['specification', 'replicateCount'])
    expect(await reason(altered({ type: 'Fay', rscales: 1 }))).toEqual(['specification', 'rho'])
    expect(await reason(altered({ type: 'Fay', rscales: 1, rho: 1 }))).toEqual(['specification', 'rho'])
    expect(await reason({ ...design, strata: 'h', psu: 'psu' })).toEqual([
      'specification',
      'replicatesAndPsu',
    ])
    for (const value of ['null', "'nan'::double", "'infinity'::double"]) {
      const column = `case when psu = 3 then ${value} else r1 end`
      const bad = await refusal(ask(altered({ weights: ['r0', column, ...given.weights.slice(2)] })))
      expect(bad).toMatchObject({ code: 'replicateWeight', values: { expression: column } })
      expect(Number(bad.values.missing) + Number(bad.values.infinite)).toBe(3)
    }
    const outside = await refusal(ask({ ...design, weight: 'case when psu = 3 then 0 else w end' }))
    expect(outside).toMatchObject({ code: 'replicateWeight', values: { outside: 15 } })
    const interpolated = await refusal(ask(design, [{ ...median, rule: 'interpolated' } as Indicator]))
    expect(interpolated.values.reason).toBe('interpolatedReplicates')
  })

  it('refuses to make replicates that a design does not allow, naming the strata', async () => {
    const made = async (rows: Row[], replicates: Design['replicates'], more: Partial<Design> = {}) => {
      const { lonely: _, ...design } = await sampleOf(connection, rows)
      return refusal(ask({ ...design, ...(replicates ? { replicates } : {}), ...more }))
    }
    const odd: Row[] = [...rowsOf(2, 2), { h: 7, psu: 90, w: 1, y: 1, x: 1, g: 'a' }]
    expect(await made(odd, { type: 'BRR' })).toMatchObject({ code: 'notPaired', values: { strata: ['7'] } })
    expect((await made(rowsOf(2, 3), { type: 'Fay', rho: 0.3 })).values.strata).toEqual(['0', '1'])
    expect(await made(odd, { type: 'JKn' })).toMatchObject({ code: 'lonelyPsu', values: { strata: ['7'] } })
    for (const type of ['bootstrap', 'subbootstrap'] as const)
      expect((await made(odd, { type, seed: 1 })).values.strata).toEqual(['7'])
    expect((await made(odd, { type: 'JK1' })).values.reason).toBe('stratified')
    expect((await made(odd, { type: 'BRR' }, { strata: null })).values.reason).toBe('replicatesWithoutPsu')
    expect((await made(odd, { type: 'BRR' }, { fpc: '100' })).values.reason).toBe('fpcWithReplicates')
    expect((await made(odd, { type: 'bootstrap', seed: Number.NaN })).values.reason).toBe('seed')
    expect((await made(odd, { type: 'bootstrap', seed: 1, replicates: 1 })).values.reason).toBe(
      'replicateCount',
    )
    const design: Design = { ...(await sampleOf(connection, rowsOf(2, 2))), replicates: { type: 'JKn' } }
    const spec = { indicators: [total] }
    expect((await refusal(change(connection, design, design, spec))).values.reason).toBe(
      'replicatesAcrossPeriods',
    )
    expect((await refusal(pool(connection, [design, design], spec))).values.reason).toBe(
      'replicatesAcrossPeriods',
    )
    expect(await change(connection, design, design, spec, { method: 'independent' })).toHaveLength(1)
  })

  it('gives the linearised error of totals: JK1, JKn, BRR and Fay', async () => {
    const linear = async (rows: Row[], replicates: Design['replicates'], more: Partial<Design> = {}) => {
      const design = await sampleOf(connection, rows, more)
      const spec = { crossings: [{}, { g: 'g' }], where: 'x > 2' }
      const taylor = await ask({ ...design, df: 'design' }, [total], spec)
      const found = await ask({ ...design, ...(replicates ? { replicates } : {}) }, [total], spec)
      expect(found).toHaveLength(4)
      found.forEach((figure, i) => {
        expect(figure.estimate).toBe(taylor[i]?.estimate)
        expect(figure.df).toBe(taylor[i]?.df)
        expect(figure.method).toMatchObject({ variance: 'replicates' })
        close(figure.se, taylor[i]?.se)
        close(figure.low, taylor[i]?.low)
      })
    }
    await linear(rowsOf(5, 4), { type: 'JKn' })
    await linear(rowsOf(5, 4), { type: 'JKn', mse: true })
    await linear(rowsOf(5, 4), { type: 'JKn' }, { fpc: '9 + h' })
    await linear(rowsOf(1, 9), { type: 'JK1' }, { strata: "'1'" })
    await linear(rowsOf(1, 9), { type: 'JK1' }, { strata: "'1'", psu: EACH_ROW })
    await linear(rowsOf(3, 2), { type: 'BRR' })
    await linear(rowsOf(21, 2), { type: 'BRR', mse: true })
    await linear(rowsOf(13, 2), { type: 'Fay', rho: 0.4 })
  })

  it('makes of the design what the publisher would supply', async () => {
    for (const mse of [false, true]) {
      const rows = rowsOf(4, 3)
      const published = await supplied(connection, rows, { mse })
      const made: Design = {
        source: 'sample',
        weight: 'w',
        strata: 'h',
        psu: 'psu',
        replicates: { type: 'JKn', mse },
      }
      for (const df of ['design', 'domain'] as const) {
        const spec = { crossings: [{ g: 'g' }, {}], where: 'x < 8 and psu <> 4', deff: 'wor' }
        const left = await ask({ ...published, df }, all, spec)
        const right = await ask({ ...made, df }, all, spec)
        left.forEach((figure, i) => {
          const other = right[i]
          expect(figure.by).toEqual(other?.by)
          expect(figure.df).toBe(other?.df)
          expect(figure.n).toBe(other?.n)
          for (const part of ['estimate', 'se', 'low', 'high', 'cv', 'deff'] as const)
            close(figure[part], other?.[part])
        })
      }
      const factors = published.replicates as SuppliedReplicates
      const uncombined: Design = {
        ...published,
        replicates: { ...factors, combined: false, weights: factors.weights.map((name) => `${name} / w`) },
      }
      const [a] = await ask(published, [ratio])
      const [b] = await ask(uncombined, [ratio])
      close(b?.se, a?.se)
    }
  })

  it('counts degrees of freedom by the rank of the weights, or as the publisher says', async () => {
    const published = await supplied(connection, rowsOf(4, 3))
    const df = async (more: Partial<Design>, where = 'true') =>
      (await ask({ ...published, ...more }, [total], { where }))[0]?.df
    expect(await df({})).toBe(8)
    expect(await df({}, 'h = 1')).toBe(8)
    expect(await df({ df: 'domain' }, 'h = 1')).toBe(2)
    expect(await df({ df: 'infinite' })).toBe(Infinity)
    expect(await df({ replicates: { ...(published.replicates as SuppliedReplicates), df: 16 } })).toBe(16)
  })

  it('leaves out replicates that have no estimate, and counts them', async () => {
    const rows = rowsOf(4, 3)
    for (const design of [
      await supplied(connection, rows),
      { source: 'sample', weight: 'w', strata: 'h', psu: 'psu', replicates: { type: 'JKn' } } as Design,
    ]) {
      const [one] = await ask(design, [mean], { where: 'psu = 5' })
      expect(one).toMatchObject({ replicatesLost: 1, psus: design.psu ? 1 : null })
      close(one?.se, 0)
      const [empty] = await ask(design, [mean], { where: 'false' })
      expect(empty).toMatchObject({ estimate: null, n: 0, noError: 'emptyDomain' })
      const [whole] = await ask(design, [mean])
      expect(whole?.replicatesLost).toBeUndefined()
    }
  })

  it('gives contrasts and covariances of groups from the same replicates', async () => {
    const design = await supplied(connection, rowsOf(4, 3))
    const taylor: Design = { source: 'sample', weight: 'w', strata: 'h', psu: 'psu' }
    const spec = { indicators: [total], crossings: { g: 'g' } }
    const left = await analyse(connection, design, spec)
    const right = await analyse(connection, taylor, spec)
    close(left.covariance(0, 1), right.covariance(0, 1))
    const parts = [
      { at: 0, times: 1 },
      { at: 2, times: -1 },
    ]
    close(contrast(left, parts).se, contrast(right, parts).se)
    expect(contrast(left, parts).df).toBe(8)
  })

  it('draws the same bootstrap from the same seed, whatever the order of rows', async () => {
    const rows = rowsOf(6, 5)
    const draw = async (type: 'bootstrap' | 'subbootstrap', seed: number, list = rows) => {
      const design = await sampleOf(connection, list)
      return (await ask({ ...design, replicates: { type, seed, replicates: 400 } }, [total, median]))[0]
    }
    const [taylor] = await ask(await sampleOf(connection, rows), [total])
    for (const type of ['bootstrap', 'subbootstrap'] as const) {
      const first = await draw(type, 7)
      expect((await draw(type, 7, [...rows].reverse()))?.se).toBeCloseTo(first?.se ?? 0, 9)
      expect((await draw(type, 8))?.se).not.toBe(first?.se)
      // 400 replicates estimate a standard error to some 4 %.
      expect(Math.abs((first?.se ?? 0) / (taylor?.se ?? 1) - 1)).toBeLessThan(0.15)
      expect(first?.method).toMatchObject({ replicates: { type, count: 400, mse: false } })
    }
  })

  it('draws PSUs by the seed’s own stream of each stratum, replicate after replicate, for good', async () => {
    // A change here would make published errors impossible to repeat.
    const rows = rowsOf(3, 4)
    const replicates = 30
    const totalOf = (psu: number | null) =>
      rows.reduce((sum, r) => sum + (r.psu === psu ? (r.w ?? 0) * (r.y ?? 0) : 0), 0)
    const drawn = new Float64Array(replicates)
    for (const h of new Set(rows.map((r) => r.h))) {
      const psus = [...new Set(rows.filter((r) => r.h === h).map((r) => r.psu))].sort(
        (a, b) => (a ?? 0) - (b ?? 0),
      )
      const random = randomOf(20190, 'bootstrap', String(h))
      for (let r = 0; r < replicates; r++)
        for (let draw = 0; draw < psus.length - 1; draw++)
          drawn[r] =
            (drawn[r] as number) +
            (totalOf(psus[below(random, psus.length)] as number) * psus.length) / (psus.length - 1)
    }
    const mean = drawn.reduce((a, b) => a + b, 0) / replicates
    const variance = drawn.reduce((sum, t) => sum + (t - mean) ** 2, 0) / (replicates - 1)
    const design = await sampleOf(connection, rows)
    const [found] = await ask({ ...design, replicates: { type: 'subbootstrap', seed: 20190, replicates } }, [
      total,
    ])
    close(found?.se, Math.sqrt(variance))
    // The first words, computed by hand in another language from what random.ts says.
    const word = (seed: number) => randomOf(seed, 'bootstrap', '1').word()
    expect([word(1), word(20190)]).toEqual([59521492, 1831677844])
  })

  it('follows the policies for a lonely PSU as R’s as.svrepdesign', async () => {
    const rows: Row[] = [...rowsOf(2, 3), { h: 7, psu: 90, w: 5, y: 40, x: 2, g: 'a' }]
    const se = async (lonely: NonNullable<Design['lonely']>) =>
      (
        await ask({ ...(await sampleOf(connection, rows)), lonely, replicates: { type: 'JKn', mse: true } })
      )[0]?.se ?? 0
    const removed = await se('remove')
    expect(await se('certainty')).toBe(removed)
    // average: 7 PSUs over 6 replicates.
    close((await se('average')) ** 2, (removed ** 2 * 7) / 6)
    const whole = rows.reduce((sum, { w, y }) => sum + (w ?? 0) * (y ?? 0), 0)
    // adjust: the stratum is left out as one of three.
    const deviation = ((whole - 200) * 3) / 2 - whole
    close((await se('adjust')) ** 2, removed ** 2 + (2 / 3) * deviation ** 2)
  })

  it('jackknife and linearisation agree for totals whatever the sample', () =>
    fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.record({
            h: fc.integer({ min: 0, max: 3 }),
            psu: fc.integer({ min: 0, max: 4 }),
            w: fc.integer({ min: 0, max: 900 }),
            y: fc.integer({ min: -50, max: 50 }),
            x: fc.integer({ min: 1, max: 9 }),
            g: fc.constantFrom('a', 'b', null),
          }),
          { minLength: 4, maxLength: 60 },
        ),
        async (rows) => {
          const design = await sampleOf(connection, rows, { lonely: 'remove' })
          const spec = { indicators: [total], crossings: { g: 'g' }, ci: { quantile: 'z' as const } }
          const psus = new Map<number, Set<number>>()
          for (const { h, psu } of rows) psus.set(h, (psus.get(h) ?? new Set()).add(psu))
          if (![...psus.values()].some(({ size }) => size > 1)) return
          const taylor = await estimate(connection, design, spec)
          const found = await estimate(
            connection,
            { ...design, replicates: { type: 'JKn', mse: true } },
            spec,
          )
          for (const [i, { se }] of found.entries()) close(se, taylor[i]?.se, 1e-8)
        },
      ),
      { numRuns: 30, seed: 20192 },
    ))
})

needsShared('replicates made here and by R', () => {
  const made: Record<string, MadeReplicates> = {
    clus1_nofpc_rep_JK1: { type: 'JK1' },
    strat_nofpc_rep_JKn: { type: 'JKn' },
    strat_nofpc_rep_JKnmse: { type: 'JKn', mse: true },
    nhanes_cc_rep_JKn: { type: 'JKn' },
    nhanes_pair_rep_BRR: { type: 'BRR' },
    nhanes_pair_rep_Fay: { type: 'Fay', rho: 0.3 },
    scd_strat_rep_BRR: { type: 'BRR' },
    scd_strat_rep_Fay: { type: 'Fay', rho: 0.3 },
  }
  const variables: Record<string, [string, string]> = {
    apiclus1: ['api00', 'enroll'],
    apistrat: ['api00', 'enroll'],
    nhanes: ['chol', 'one'],
    scd: ['alive', 'arrests'],
  }
  const folder = join(shared, 'survey-reference')

  it.each(Object.keys(made))('are the same: %s', async (name) => {
    const set: { designs: Record<string, DesignCase> } = JSON.parse(
      readFileSync(join(folder, 'results.json'), 'utf8'),
    )
    const spec = set.designs[name]
    const replicates = made[name]
    if (spec === undefined || replicates === undefined) throw new Error(name)
    const connection = await open()
    const theirs = (await designOf(connection, folder, name, spec)).design
    const { repweights: _, ...others } = spec
    const base = { ...others, call: spec.base_call ?? '' }
    const found = (await designOf(connection, folder, 'base', base)).design
    // Which PSU of a pair a half-sample takes first is a matter of order: R's is that of the rows, here that of the numbers.
    const first =
      found.psu === EACH_ROW ? {} : { psu: `min(".row") OVER (PARTITION BY ${found.strata}, ${found.psu})` }
    const ours = { ...found, ...first }
    const [of, per] = variables[spec.data.replace('.csv', '')] ?? ['', '']
    const indicators: Indicator[] = [
      { name: 'total', kind: 'total', of },
      { name: 'mean', kind: 'mean', of },
      { name: 'ratio', kind: 'ratio', of: per, per: of },
      { name: 'median', kind: 'quantile', of: per, p: 0.5 },
    ]
    const left = await estimate(connection, theirs, { indicators, deff: 'wor' })
    const right = await estimate(connection, { ...ours, replicates }, { indicators, deff: 'wor' })
    connection.closeSync()
    left.forEach((figure, i) => {
      const other = right[i]
      expect(other?.df).toBe(figure.df)
      for (const part of ['estimate', 'se', 'low', 'high'] as const) {
        const [a, b] = [figure[part], other?.[part]]
        if (typeof a !== 'number' || typeof b !== 'number') expect(b).toBe(a)
        else expect(Math.abs(a - b)).toBeLessThanOrEqual(1e-9 * Math.abs(a) + 1e-9)
      }
    })
  })
})
