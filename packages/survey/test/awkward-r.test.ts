/** Awkward questions, one per scope, beside what R survey 4.1-1 says of the same invented rows (its calls stand above each). */
import type { DuckDBConnection } from '@duckdb/node-api'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  type Design,
  type Estimate,
  estimate,
  explain,
  type Indicator,
  pool,
  type Specification,
} from '../src/index.ts'
import { open } from './data.ts'

/** Three strata of four PSUs of five rows, in two periods. */
const period = (t: number) =>
  `(select 1 + i // 20 as h, 1 + i // 5 as psu, 10 + (i * 7 + ${t} * 3) % 13 as w, (i * 37 + ${t} * 11) % 101 - 20 as y, 1 + (i * 5 + ${t}) % 9 as x, case when (i + ${t}) % 3 = 0 then 'a' else 'b' end as g from range(60) r(i))`
const first: Design = { name: '1', source: period(1), weight: 'w', strata: 'h', psu: 'psu' }
const second: Design = { ...first, name: '2', source: period(2) }
const all: Indicator[] = [
  { name: 'total', kind: 'total', of: 'y' },
  { name: 'mean', kind: 'mean', of: 'y' },
  { name: 'ratio', kind: 'ratio', of: 'y', per: 'x' },
  { name: 'variance', kind: 'variance', of: 'y' },
]
const median: Indicator = { name: 'median', kind: 'quantile', of: 'y', p: 0.5 }

describe('beside R', () => {
  let connection: DuckDBConnection
  beforeAll(async () => {
    connection = await open()
  })
  afterAll(() => connection.closeSync())
  const ask = (spec: Partial<Specification>, design: Partial<Design> = {}) =>
    estimate(connection, { ...first, ...design }, { indicators: all, ...spec })
  const one = async (indicator: Indicator, spec: Partial<Specification> = {}, design: Partial<Design> = {}) =>
    (await ask({ indicators: [indicator], ...spec }, design))[0] as Estimate
  const close = (got: number | null | undefined, expected: number) =>
    expect(Math.abs((got ?? Number.NaN) / expected - 1)).toBeLessThan(1e-9)

  it('pooling: independent periods are strata apart, stacked ones are strata in common', async () => {
    // svydesign(~psu, strata = ~interaction(t, h), weights = ~I(w / 2), data = rbind(d1, d2), nest = TRUE)
    const apart = await pool(connection, [first, second], { indicators: all }, { method: 'independent' })
    const expected = [
      [28949, 1648.22379143934],
      [30.2972265829409, 1.79331470567404],
      [6.02539286085961, 0.393082647058441],
      [861.264686252992, 36.745668547551],
    ]
    apart.forEach(({ estimate: value, se }, i) => {
      close(value, expected[i]?.[0] ?? 0)
      close(se, expected[i]?.[1] ?? 0)
    })
    const a = { indicators: [all[1] as Indicator], where: "g = 'a'" }
    const [ofA] = await pool(connection, [first, second], a, { method: 'independent' })
    close(ofA?.estimate, 30.5914826498423)
    close(ofA?.se, 5.92025781782213)
    // The same with strata = ~h: PSUs of two periods are one.
    const [total, mean] = await pool(connection, [first, second], { indicators: all }, { method: 'stacked' })
    close(total?.se, 1774.22569965981)
    close(mean?.se, 1.82526959093145)
    expect(mean?.df).toBe(9)
  })

  it('calibration with negative weights: estimates and errors as R; a median is refused', async () => {
    // calibrate(design, ~x + g, c(sum(w), 1.75 * sum(w * x), sum(w[g == "b"]))): 20 of 60 weights fall below 0
    const reader = await connection.runAndReadAll(
      `select sum(w), sum(w * x), sum(w) filter (g = 'b') from ${first.source}`,
    )
    const [w = 0, wx = 0, wb = 0] = (reader.getRows()[0] ?? []).map(Number)
    const calibration: Design['calibration'] = {
      totals: [
        { of: 'true', total: w },
        { of: 'x', total: 1.75 * wx },
        { of: "g = 'b'", total: wb },
      ],
    }
    const [total, mean, , variance] = await ask({}, { calibration })
    close(total?.estimate, 31326.0595445429)
    close(total?.se, 6466.46037276721)
    close(mean?.se, 6.71491212125359)
    close(mean?.cv, 20.6424314669148)
    close(variance?.estimate, 832.281003396822)
    close(variance?.se, 217.464561282223)
    const share = await one({ name: 'share', kind: 'proportion', of: 'y > 20' }, {}, { calibration })
    close(share.estimate, 0.608459260798773)
    close(share.se, 0.0925358348398273)
    const [totalA, meanA] = await ask({ where: "g = 'a'" }, { calibration })
    close(totalA?.estimate, 11075.2134301582)
    close(totalA?.se, 3930.66897966934)
    close(meanA?.se, 12.3605942756898)
    close((await one(all[1] as Indicator, { deff: 'wor' }, { calibration })).deff, 3.46657397192258)
    // R gives one, of a cumulative share that goes down as well as up.
    await expect(one(median, {}, { calibration })).rejects.toThrow('negative')
  })

  it('intervals of a share of 0 and of 1: none but the linear one, which has no width', async () => {
    // svyciprop(~I(y > 999), design, method = …): mean 0 0, xlogit NaN NaN, asin NaN NaN, beta NaN NaN
    for (const scale of ['linear', 'logit', 'asin', 'beta'] as const)
      for (const [of, value] of [
        ['y > 999', 0],
        ['y > -999', 1],
      ] as const) {
        const found = await one({ name: 'share', kind: 'proportion', of }, { ci: { scale } })
        const limit = scale === 'linear' ? value : null
        expect(found).toMatchObject({ estimate: value, se: 0, low: limit, high: limit })
        const { interval, precision, limits } = explain(found, { lang: 'es', label: 'la parte' })
        expect([interval, precision]).toEqual([null, null])
        expect(limits.join(' ')).toContain('eso no prueba')
      }
  })

  it('a mean of 0 has no coefficient of variation, nor a class of precision', async () => {
    // cv(svymean(~z, design)): NaN where all are 0, and some 1e17 where a mean of 0 carries a rounding
    expect(await one({ name: 'zero', kind: 'mean', of: 'y - y' })).toMatchObject({
      estimate: 0,
      se: 0,
      cv: null,
    })
    const balanced = await one(
      { name: 'balanced', kind: 'total', of: 'case when i % 2 = 0 then 1 else -1 end' },
      {},
      {
        source: `(select 1 + i // 20 as h, 1 + i // 5 as psu, 10 as w, i from range(60) r(i))`,
      },
    )
    expect(balanced).toMatchObject({ estimate: 0, cv: null })
    expect(balanced.se).toBeGreaterThan(0)
    expect(explain(balanced, { lang: 'es', label: 'el saldo' })).toMatchObject({
      precision: null,
      precisionClass: null,
    })
  })

  it('degrees of freedom where a domain has few PSUs', async () => {
    // m <- svymean(~y, s <- subset(design, psu %in% k)); confint(m, df = degf(s))
    const expected: [string, number, number, number | null, number | null][] = [
      ['1, 5', 5.74170334178335, 0, null, null],
      ['1, 2', 2.59996075146726, 1, -6.56393550095406, 59.5073317273692],
      ['1, 2, 5', 3.76273270593689, 1, -17.3386864903682, 78.2814177679013],
    ]
    for (const [psus, se, df, low, high] of expected) {
      const found = await one(all[1] as Indicator, { where: `psu in (${psus})` })
      close(found.se, se)
      expect(found.df).toBe(df)
      if (low === null || high === null)
        expect(found).toMatchObject({ low, high, noError: 'noDegreesOfFreedom' })
      else {
        close(found.low, low)
        close(found.high, high)
      }
    }
    const few = await one(median, { where: 'psu in (1, 2)' })
    expect([few.estimate, few.low, few.high]).toEqual([28, 1, 75])
    close(few.se, 2.91196315251088)
  })

  it('the error of a mean in one PSU is no error: words do not call it precise', async () => {
    // SE(svymean(~y, subset(design, psu == 1))): 4.44e-16, for residuals add up to 0 in their only PSU
    expect((await one(all[1] as Indicator, { where: 'psu = 1' })).se).toBeLessThan(1e-12)
    // Nor that of one PSU in each of two strata, whose 18.6 % would pass for moderate.
    for (const where of ['psu = 1', 'psu in (1, 5)']) {
      const found = await one(all[1] as Indicator, { where })
      expect(found).toMatchObject({ low: null, high: null, noError: 'noDegreesOfFreedom' })
      const said = explain(found, { lang: 'en', label: 'the mean' })
      expect([said.precision, said.precisionClass]).toEqual([null, null])
      expect(said.limits.join(' ')).toContain('so few primary sampling units')
    }
  })
})
