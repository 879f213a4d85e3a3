import type { DuckDBConnection } from '@duckdb/node-api'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  analyse,
  change,
  contrast,
  type Design,
  estimate,
  type Indicator,
  pool,
  type Specification,
  SurveyError,
} from '../src/index.ts'
import { needsShared, open, unzipped } from './data.ts'
import { type Row, sampleOf } from './rows.ts'

const indicators: Indicator[] = [
  { name: 'total', kind: 'total', of: 'y' },
  { name: 'mean', kind: 'mean', of: 'y', scale: 100 },
  { name: 'share', kind: 'proportion', of: 'y > 4' },
  { name: 'ratio', kind: 'ratio', of: 'y', per: 'x' },
  { name: 'spread', kind: 'variance', of: 'y' },
  { name: 'median', kind: 'quantile', of: 'y', p: 0.5 },
  { name: 'between', kind: 'quantile', of: 'y', p: 0.5, rule: 'interpolated' },
]

const rows: Row[] = Array.from({ length: 90 }, (_, i) => ({
  h: i % 3,
  psu: i % 15,
  w: 1 + (i % 4),
  y: (i * i) % 19,
  x: 1 + (i % 2),
  g: i % 5 === 0 ? 'b' : 'a',
}))

describe('pooling periods', () => {
  let connection: DuckDBConnection
  beforeAll(async () => {
    connection = await open()
  })
  afterAll(() => connection.closeSync())

  const refusal = async (work: Promise<unknown>): Promise<SurveyError> => {
    const error = await work.catch((e: unknown) => e)
    expect(error).toBeInstanceOf(SurveyError)
    return error as SurveyError
  }

  it('refuses one period or five, and weights that are none, naming the period', async () => {
    const design = await sampleOf(connection, rows)
    const spec = { indicators }
    expect((await refusal(pool(connection, [design], spec))).values.reason).toBe('poolPeriods')
    expect((await refusal(pool(connection, Array(5).fill(design), spec))).values.reason).toBe('poolPeriods')
    const two = [design, { ...design, name: '2019-T2' }]
    const weights = (list: number[]) => refusal(pool(connection, two, spec, { weights: list }))
    expect((await weights([1])).values.reason).toBe('poolWeights')
    expect((await weights([1, -2])).values).toMatchObject({ reason: 'poolWeights', period: '2019-T2' })
    expect((await refusal(pool(connection, two, { ...spec, deff: 'wor' }))).values.reason).toBe('poolDeff')
    const replicated: Design = { ...design, replicates: { type: 'JKn' } }
    expect((await refusal(pool(connection, [design, replicated], spec))).values.reason).toBe(
      'replicatesAcrossPeriods',
    )
    const other: Design[] = [design, { ...design, name: '2019-T2', df: 'design' }]
    expect((await refusal(pool(connection, other, spec))).values).toMatchObject({
      reason: 'poolRules',
      period: '2019-T2',
    })
  })

  it('names the period, the column and the stratum of an error', async () => {
    const design = await sampleOf(connection, rows)
    const broken = { ...design, name: '2019-T2', strata: 'est_d' }
    const column = await refusal(pool(connection, [design, broken], { indicators }))
    expect(column.message).toMatch(/^2019-T2: /)
    expect(column.values).toMatchObject({ period: '2019-T2', role: 'strata', expression: 'est_d' })
    const lonely: Design = { ...design, lonely: 'fail', counted: 'h <> 1 or psu = 1' }
    const stratum = await refusal(pool(connection, [{ ...design, lonely: 'fail' }, lonely], { indicators }))
    expect(stratum.values).toMatchObject({ period: 'period 2', strata: ['1'] })
    const later = await refusal(change(connection, design, broken, { indicators }))
    expect(later.values.period).toBe('2019-T2')
  })

  it('a file pooled with itself is itself: estimate, error and degrees of freedom', async () => {
    for (const psu of ['psu', 'psu // 3']) {
      // psu // 3 repeats numbers in all strata: PSUs are then known by number and stratum.
      const design = await sampleOf(connection, rows, { psu })
      const spec: Specification = { indicators, crossings: [{}, { g: 'g' }] }
      const alone = await estimate(connection, design, spec)
      const pooled = await pool(connection, [design, design, design], spec)
      expect(pooled).toHaveLength(alone.length)
      pooled.forEach((found, i) => {
        const own = alone[i]
        expect(found).toMatchObject({
          indicator: own?.indicator,
          by: own?.by,
          df: own?.df,
          psus: own?.psus,
          strata: own?.strata,
          n: 3 * (own?.n ?? 0),
        })
        // n/(n − 1) of a variance counts rows, of which there are thrice as many.
        const n = own?.n ?? 0
        const times = own?.indicator === 'spread' ? ((3 * n) / (3 * n - 1)) * ((n - 1) / n) : 1
        expect(found.estimate).toBeCloseTo(times * (own?.estimate ?? Number.NaN), 9)
        // What lies between two values depends on the weight of a row, of which there are thrice as many.
        if (own?.indicator === 'between') return
        if (own?.se === null) expect(found.se).toBeNull()
        else expect(found.se).toBeCloseTo(times * (own?.se ?? Number.NaN), 9)
      })
    }
  })

  it('samples with no PSU in common are independent', async () => {
    const design = await sampleOf(connection, rows)
    const other = { ...design, psu: 'psu + 100', counted: "g = 'a'" }
    const spec = { indicators }
    const [a, b] = [await estimate(connection, design, spec), await estimate(connection, other, spec)]
    const matched = await pool(connection, [design, other], spec)
    const apart = await pool(connection, [design, other], spec, { method: 'independent' })
    expect(matched.map(({ se, estimate: value }) => [se, value])).toEqual(
      apart.map(({ se, estimate: value }) => [se, value]),
    )
    expect(matched[0]?.se).toBeCloseTo(Math.hypot(a[0]?.se ?? 0, b[0]?.se ?? 0) / 2, 10)
    expect(matched[0]).toMatchObject({ psus: 27, strata: 6, df: 21, covariance: 0 })
    // Weights: three quarters of the first.
    const [weighted] = await pool(connection, [design, other], spec, { weights: [3, 1] })
    expect(weighted?.estimate).toBeCloseTo(0.75 * (a[0]?.estimate ?? 0) + 0.25 * (b[0]?.estimate ?? 0), 9)
    expect(weighted?.se).toBeCloseTo(Math.hypot(0.75 * (a[0]?.se ?? 0), 0.25 * (b[0]?.se ?? 0)), 9)
  })

  it('takes two-stage and calibrated designs', async () => {
    const two: Design = { ...(await sampleOf(connection, rows)), fpc: '12', second: { unit: 'y', fpc: '30' } }
    const calibrated: Design = {
      ...(await sampleOf(connection, rows)),
      calibration: {
        poststrata: {
          by: { g: 'g' },
          totals: [
            { by: { g: 'a' }, total: 300 },
            { by: { g: 'b' }, total: 90 },
          ],
        },
      },
    }
    for (const design of [two, calibrated]) {
      const spec: Specification = { indicators: indicators.slice(0, 6) }
      const alone = await estimate(connection, design, spec)
      const apart = await pool(connection, [design, { ...design, psu: 'psu + 100' }], spec)
      apart.forEach(({ se, indicator }, i) => {
        // Woodruff's width is that of an interval narrower by √2, which falls on other values.
        if (indicator === 'median') expect(se).toBeLessThan(1.2 * (alone[i]?.se ?? 0))
        else if (indicator !== 'spread') expect(se).toBeCloseTo((alone[i]?.se ?? 0) / Math.SQRT2, 9)
      })
    }
  })

  it('is the sample of the files put together, where it is stacked', async () => {
    const design = await sampleOf(connection, rows)
    const early: Design = { ...design, counted: 'x = 1 or psu > 5' }
    const late: Design = { ...design, counted: "g = 'a'" }
    const both = {
      ...design,
      source: `(select *, 1 as t from sample where ${early.counted} union all select *, 2 from sample where ${late.counted})`,
    }
    const spec: Specification = { indicators: indicators.slice(0, 6), crossings: [{}, { g: 'g' }] }
    const stacked = await pool(connection, [early, late], spec, { method: 'stacked' })
    const expected = await estimate(connection, both, spec)
    stacked.forEach((found, i) => {
      const half = found.indicator === 'total' ? 0.5 : 1
      expect(found.by).toEqual(expected[i]?.by)
      expect(found.estimate).toBeCloseTo(half * (expected[i]?.estimate ?? Number.NaN), 9)
      expect(found.se ?? -1).toBeCloseTo(half * (expected[i]?.se ?? -1 / half), 9)
      expect(found.df).toBe(expected[i]?.df)
    })
    const changes = await change(connection, early, late, { indicators }, { method: 'stacked' })
    const analysis = await analyse(connection, both, { indicators, crossings: { t: 't' } })
    const gap = contrast(analysis, [
      { at: 1, times: 1 },
      { at: 0, times: -1 },
    ])
    expect(changes[0]?.estimate).toBeCloseTo(gap.estimate ?? Number.NaN, 9)
    expect(changes[0]?.se).toBeCloseTo(gap.se ?? Number.NaN, 9)
  })

  it('keeps a group that one period lacks, as zero there, and says what is nowhere', async () => {
    const design = await sampleOf(connection, rows)
    const without: Design = { ...design, counted: "g = 'a'" }
    const spec = { indicators: indicators.slice(0, 2), crossings: { g: 'g' } }
    const pooled = await pool(connection, [without, design], spec)
    const [a, b] = pooled
    expect([a?.by, b?.by]).toEqual([{ g: 'a' }, { g: 'b' }])
    expect(b?.periods[0]).toBeNull()
    expect(b?.estimate).toBeCloseTo((b?.periods[1]?.estimate ?? 0) / 2, 10)
    const mean = pooled[3]
    expect(mean?.estimate).toBeCloseTo(mean?.periods[1]?.estimate ?? 0, 10)
    const [empty] = await pool(connection, [design, design], { indicators, where: 'x > 9' })
    expect(empty).toMatchObject({ estimate: null, n: 0, noError: 'emptyDomain' })
    const zero: Indicator = { name: 'zero', kind: 'ratio', of: 'y', per: 'x - x' }
    expect((await pool(connection, [design, design], { indicators: [zero] }))[0]).toMatchObject({
      estimate: null,
      noError: 'zeroDenominator',
    })
    const { strata: _, ...bare } = design
    const [figure] = await pool(connection, [bare, bare], { indicators })
    expect(figure).toMatchObject({ se: null, psus: null, noError: 'noDesign' })
    expect(figure?.estimate).toBeGreaterThan(0)
  })
})

needsShared('INEGI, ENOE 2019-T1 and 2019-T2 pooled', () => {
  let connection: DuckDBConnection
  const employed = 'c_res in (1, 3) and eda between 15 and 98 and clase2 = 1'
  const quarter = (n: number): Design => ({
    name: `2019-T${n}`,
    source: `q${n}`,
    weight: 'fac',
    strata: 'est_d',
    psu: 'upm',
    counted: 'r_def = 0',
    lonely: 'certainty',
    preset: 'inegi',
  })
  const hours: Indicator = { name: 'hours', kind: 'mean', of: 'hrsocup', where: employed }
  const til1: Indicator = {
    name: 'til1',
    kind: 'proportion',
    of: 'emp_ppal = 1',
    per: employed,
    scale: 100,
  }
  const few: Indicator = {
    name: 'unemployed in Baja California Sur',
    kind: 'total',
    of: 'clase2 = 2 and c_res in (1, 3) and eda between 15 and 98 and ent = 3',
  }

  beforeAll(async () => {
    connection = await open()
    for (const n of [1, 2])
      await unzipped(`enoe/2019trim${n}_csv.zip`, async (directory) => {
        await connection.run(`create table q${n} as select * from read_csv('${directory}/SDEMT${n}19.csv')`)
      })
  }, 60_000)
  afterAll(() => connection.closeSync())

  it('the pooled mean has the closed form, computed apart in SQL', async () => {
    const [found] = await pool(connection, [quarter(1), quarter(2)], { indicators: [hours] })
    const of = (n: number) => `select est_d as h, upm,
        sum(case when ${employed} and hrsocup is not null then fac * hrsocup else 0 end)::double as y,
        sum(case when ${employed} and hrsocup is not null then fac else 0 end)::double as w
      from q${n} where r_def = 0 group by all`
    const reader = await connection.runAndReadAll(`
      with a as (${of(1)}), b as (${of(2)}),
      whole as (select (select sum(y) from a) + (select sum(y) from b) as y, (select sum(w) from a) + (select sum(w) from b) as w),
      u as (select h, upm, (a.y - whole.y / whole.w * a.w) / whole.w as u from a, whole),
      v as (select h, upm, (b.y - whole.y / whole.w * b.w) / whole.w as u from b, whole),
      apart as (select count(*) * var_samp(u) as v from u group by h having count(*) > 1
        union all select count(*) * var_samp(u) from v group by h having count(*) > 1),
      common as (select count(*) * covar_samp(u.u, v.u) as c from u join v using (upm) group by u.h, v.h having count(*) > 1)
      select (select y / w from whole), (select sum(v) from apart), (select sum(c) from common),
        (select count(distinct upm) from (select upm from a where w > 0 union all select upm from b where w > 0))`)
    const [mean, apart, common, psus] = (reader.getRows()[0] ?? []).map(Number) as [
      number,
      number,
      number,
      number,
    ]
    expect(found?.estimate).toBeCloseTo(mean, 10)
    expect(found?.se).toBeCloseTo(Math.sqrt(apart + 2 * common), 10)
    expect(found?.covariance).toBeCloseTo(2 * common, 10)
    expect(common).toBeGreaterThan(0)
    expect(found?.psus).toBe(psus)
  })

  it('says how much the rotation takes from what a second quarter adds', async () => {
    const spec = { indicators: [til1] }
    const designs = [quarter(1), quarter(2)]
    const [matched] = await pool(connection, designs, spec)
    const [apart] = await pool(connection, designs, spec, { method: 'independent' })
    const [first, second] = matched?.periods ?? []
    expect(matched?.estimate).toBeCloseTo(((first?.estimate ?? 0) + (second?.estimate ?? 0)) / 2, 1)
    expect(matched?.se ?? 1).toBeLessThan(first?.se ?? 0)
    expect(matched?.se ?? 0).toBeGreaterThan(1.2 * (apart?.se ?? 1))
    // Pooling and change split the same covariance: 4·V(mean) + V(change) = 2·(V₁ + V₂), where both have the same scores.
    const [moved] = await change(connection, quarter(1), quarter(2), spec)
    const sum = 4 * (matched?.se ?? 0) ** 2 + (moved?.se ?? 0) ** 2
    expect(sum / (2 * ((first?.se ?? 0) ** 2 + (second?.se ?? 0) ** 2))).toBeCloseTo(1, 2)
  })

  it('as users of R stack quarters, the error of the change is 0.282', async () => {
    const [found] = await change(
      connection,
      quarter(1),
      quarter(2),
      { indicators: [til1] },
      { method: 'stacked' },
    )
    expect(found?.se?.toFixed(3)).toBe('0.282')
  })

  it('serves groups too small in one quarter', async () => {
    const [found] = await pool(connection, [quarter(1), quarter(2)], { indicators: [few] })
    const [first, second] = found?.periods ?? []
    expect(found?.n).toBe((first?.n ?? 0) + (second?.n ?? 0))
    expect(found?.n).toBeGreaterThan(100)
    expect(found?.estimate).toBeCloseTo(((first?.estimate ?? 0) + (second?.estimate ?? 0)) / 2, 6)
    expect(found?.cv ?? 100).toBeLessThan(Math.min(first?.cv ?? 0, second?.cv ?? 0))
    // Some PSUs have unemployed people in both quarters.
    expect(found?.casePsus).toBeGreaterThan(found?.n ? found.n / 3 : 0)
    expect(found?.casePsus).toBeLessThan(found?.n ?? 0)
  })
})
