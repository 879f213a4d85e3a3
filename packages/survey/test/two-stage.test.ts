import type { DuckDBConnection } from '@duckdb/node-api'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { analyse, type Design, EACH_ROW, estimate, type Indicator, SurveyError } from '../src/index.ts'
import { open } from './data.ts'

/** Two PSUs of 6, and inside them 2 of 4 and 3 of 9 units. */
const rows = `(values (1, 11, 6, 4, 3.0, 'a'), (1, 12, 6, 4, 5.0, 'b'), (2, 21, 6, 9, 2.0, 'a'), (2, 22, 6, 9, 4.0, 'b'), (2, 23, 6, 9, 9.0, 'b')) t(psu, unit, n1, n2, y, g)`
const design: Design = {
  source: rows,
  strata: "'1'",
  psu: 'psu',
  fpc: 'n1',
  second: { unit: 'unit', fpc: 'n2' },
}
const total: Indicator = { name: 'y', kind: 'total', of: 'y' }

describe('samples of two stages', () => {
  let connection: DuckDBConnection
  beforeAll(async () => {
    connection = await open()
  })
  afterAll(() => connection.closeSync())

  const ask = async (more: Partial<Design> = {}, spec: object = {}) =>
    estimate(connection, { ...design, ...more }, { indicators: [total], ...spec })
  const refusal = async (more: Partial<Design>): Promise<SurveyError> => {
    const error = await ask(more).catch((e: unknown) => e)
    expect(error).toBeInstanceOf(SurveyError)
    return error as SurveyError
  }

  it('weights by population over sample where no weight is given', async () => {
    const [found] = await ask()
    // 6/2 · 4/2 and 6/2 · 9/3
    expect(found?.estimate).toBe(6 * (3 + 5) + 9 * (2 + 4 + 9))
    const [median] = await ask({}, { indicators: [{ ...total, kind: 'quantile', p: 0.5 }] })
    expect(median?.estimate).toBe(4)
  })

  it('adds the variance inside PSUs to that between them (Särndal et al. 1992, 4.3.14)', async () => {
    const [found] = await ask()
    const between = 36 * (1 - 2 / 6) * (1 / 2) * ((16 - 45) ** 2 / 2)
    const inside = (size: number, drawn: number, s2: number) => size ** 2 * (1 - drawn / size) * (s2 / drawn)
    // The second stage counts N/n of the first: 6/2.
    const expected = between + 3 * (inside(4, 2, 2) + inside(9, 3, 13))
    expect((found?.se ?? 0) ** 2).toBeCloseTo(expected, 8)
    const [first] = await ask({ ultimateCluster: true })
    expect((first?.se ?? 0) ** 2).toBeCloseTo(between, 8)
  })

  it('takes absent units of a domain for zeros', async () => {
    const [inDomain] = await ask({}, { where: "g = 'b'" })
    const [zeroed] = await ask({}, { indicators: [{ ...total, of: "case when g = 'b' then y else 0 end" }] })
    expect(inDomain?.estimate).toBe(zeroed?.estimate)
    expect(inDomain?.se).toBeCloseTo(zeroed?.se ?? Number.NaN, 10)
  })

  it('takes sampling fractions for populations', async () => {
    const fractions = {
      fpc: '2.0 / n1',
      second: { unit: 'unit', fpc: 'case psu when 1 then 0.5 else 1.0/3 end' },
    }
    const [a] = await ask()
    const [b] = await ask(fractions)
    expect(b?.estimate).toBeCloseTo(a?.estimate ?? 0, 9)
    expect(b?.se).toBeCloseTo(a?.se ?? 0, 9)
  })

  it('takes each row as a unit, and strata inside PSUs', async () => {
    const [a] = await ask()
    const [b] = await ask({ second: { unit: EACH_ROW, fpc: 'n2' } })
    expect(b).toEqual(a)
    const [c] = await ask({ second: { unit: 'unit', fpc: 'n2', strata: "'x'" } })
    expect(c?.se).toBeCloseTo(a?.se ?? 0, 10)
  })

  it('names the stratum or PSU whose correction cannot be', async () => {
    const wrong = async (more: Partial<Design>) => (await refusal(more)).values
    expect(await wrong({ fpc: 'psu' })).toMatchObject({ reason: 'fpcNotConstant', stage: 1 })
    expect(await wrong({ second: { unit: 'unit', fpc: 'unit' } })).toMatchObject({
      reason: 'fpcNotConstant',
      stratum: '1',
      stage: 2,
    })
    expect(await wrong({ second: { unit: 'unit', fpc: 'case psu when 2 then 2 else 4 end' } })).toMatchObject(
      {
        reason: 'fpcTooSmall',
        stratum: '2',
        stage: 2,
      },
    )
    expect(await wrong({ fpc: '0.5' })).toMatchObject({ reason: 'fpcMixed', stage: 1 })
    expect(await wrong({ fpc: 'nullif(n1, 6)' })).toMatchObject({ reason: 'fpcMissing' })
    expect(await wrong({ second: { unit: 'nullif(unit, 21)', fpc: 'n2' } })).toMatchObject({ unit: 1 })
    expect(await wrong({ fpc: null, weight: '1' })).toMatchObject({ reason: 'secondWithoutFpc' })
    const { second: _, ...oneStage } = design
    const unweighted = estimate(connection, { ...oneStage, fpc: null }, { indicators: [total] })
    await expect(unweighted).rejects.toMatchObject({ values: { reason: 'noWeight' } })
    expect(await wrong({ psu: EACH_ROW })).toMatchObject({ reason: 'secondInsideRow' })
    expect(await wrong({ second: { unit: 'nothing', fpc: 'n2' } })).toMatchObject({ role: 'second.unit' })
  })

  it('names a PSU of which one unit was drawn, unless told what to do with it', async () => {
    const source = `(select * from ${rows} where unit not in (22, 23))`
    const error = await refusal({ source })
    expect(error).toMatchObject({ code: 'lonelyPsu', values: { strata: ['2'], stage: 2 } })
    const [found] = await ask({ source, lonely: 'remove' })
    const [census] = await ask({
      source,
      second: { unit: 'unit', fpc: 'case psu when 2 then 1 else 4 end' },
      weight: 'case psu when 1 then 6 else 27 end',
    })
    expect(found?.se).toBeCloseTo(census?.se ?? 0, 10)
  })

  /** As in R: for (h in 1:3) for (p in 1:(2+h)) for (u in 1:n2) for (s in 1:2), y = i*i %% 17 + p, i the row; n2 = 1 in the first PSU of stratum 2. */
  const nested = () => {
    const values: string[] = []
    for (let h = 1; h <= 3; h++)
      for (let p = 1; p <= 2 + h; p++)
        for (let u = 1; u <= (h === 2 && p === 1 ? 1 : 2 + (p % 3)); u++)
          for (let s = 1; s <= 2; s++) {
            const i = values.length + 1
            values.push(
              `(${h}, ${p}, ${u}, ${u % 2}, ${9 + h}, ${8 + p}, ${6 + (u % 2)}, ${((i * i) % 17) + p}, '${i % 3 === 0 ? 'b' : 'a'}')`,
            )
          }
    return `(values ${values.join(', ')}) t(h, p, u, sub, n1, n2, n3, y, g)`
  }
  const near = (got: (number | null | undefined)[], expected: number[]) =>
    got.forEach((value, i) => {
      expect((value ?? Number.NaN) / (expected[i] ?? Number.NaN)).toBeCloseTo(1, 11)
    })

  it('gives R’s figures with strata, PSUs numbered anew in each, domains, and strata inside PSUs', async () => {
    const strata: Design = {
      source: nested(),
      strata: 'h',
      psu: 'p',
      fpc: 'n1',
      second: { unit: 'u', fpc: 'n2' },
      lonely: 'remove',
    }
    const mean: Indicator = { name: 'mean', kind: 'mean', of: 'y' }
    const indicators = [mean, { ...total, where: "g = 'a'" }]
    // svymean(~y, des); svytotal(~y, subset(des, g == "a")); svyby(~y, ~g, des, svymean, covmat = TRUE)
    const whole = await estimate(connection, strata, { indicators })
    near(
      whole.flatMap((found) => [found.estimate, found.se]),
      [10.14034772182, 0.8761295888246, 4854.466666667, 564.0034584212],
    )
    const groups = await analyse(connection, strata, { indicators: [mean], crossings: { g: 'g' } })
    near([groups.covariance(0, 1)], [0.5854749255591])
    // svydesign(id = ~p + u, strata = ~h + sub, fpc = ~n1 + n3, nest = TRUE)
    const second = { unit: 'u', fpc: 'n3', strata: 'sub' }
    const inner = await estimate(connection, { ...strata, second }, { indicators: [mean, total] })
    near(
      inner.flatMap((found) => [found.estimate, found.se]),
      [10.3556969697, 0.8584823117905, 8543.45, 807.3180099358],
    )
    // With one unit in a PSU there is no other in it whose variance could be taken.
    const average = await estimate(connection, { ...strata, lonely: 'average' }, { indicators })
    expect(average[0]).toMatchObject({ se: null, noError: 'lonelyPsu' })
  })
})
