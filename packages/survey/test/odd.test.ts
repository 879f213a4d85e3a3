import type { DuckDBConnection } from '@duckdb/node-api'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Crossing, type Design, EACH_ROW, estimate, type Indicator, SurveyError } from '../src/index.ts'
import { open } from './data.ts'
import { type Row, sampleOf } from './rows.ts'

/** Two strata of two PSUs of two rows. */
const plain: Row[] = [0, 1].flatMap((h) =>
  [1, 2].flatMap((psu) => [
    { h, psu: 10 * h + psu, w: 10, y: psu, x: 1, g: 'a' },
    { h, psu: 10 * h + psu, w: 20, y: 3 + h, x: 2, g: 'b' },
  ]),
)

describe('odd data and odd questions', () => {
  let connection: DuckDBConnection
  beforeAll(async () => {
    connection = await open()
  })
  afterAll(() => connection.closeSync())

  const ask = async (
    rows: Row[],
    indicator: Omit<Indicator, 'name'>,
    more: Partial<Design> = {},
    spec: object = {},
  ) => {
    const design = await sampleOf(connection, rows, more)
    return estimate(connection, design, { indicators: [{ name: 'i', ...indicator } as Indicator], ...spec })
  }
  const refusal = async (work: Promise<unknown>): Promise<SurveyError> => {
    const error = await work.then(
      () => undefined,
      (e: unknown) => e,
    )
    expect(error).toBeInstanceOf(SurveyError)
    return error as SurveyError
  }
  const change = (index: number, values: Partial<Row>) =>
    plain.map((r, i) => (i === index ? { ...r, ...values } : r))

  it('names a column that does not exist', async () => {
    const error = await refusal(ask(plain, { kind: 'total', of: 'income' } as Indicator))
    expect(error.code).toBe('expression')
    expect(error.values).toMatchObject({ role: 'i, of', expression: 'income' })
    const design = await refusal(ask(plain, { kind: 'total', of: 'y' } as Indicator, { strata: 'est_d' }))
    expect(design.values).toMatchObject({ role: 'strata', expression: 'est_d' })
  })

  it('names the expression where text stands for a number, the weight too', async () => {
    const error = await refusal(ask(plain, { kind: 'mean', of: 'g' } as Indicator))
    expect(error.code).toBe('notNumeric')
    expect(error.values).toMatchObject({ expression: 'g', type: 'VARCHAR' })
    expect((await refusal(ask(plain, { kind: 'total', of: 'y' } as Indicator, { weight: 'g' }))).code).toBe(
      'notNumeric',
    )
  })

  it('refuses rows without a weight, negative and infinite weights, and counts them', async () => {
    const total = { kind: 'total', of: 'y' } as Indicator
    expect((await refusal(ask(change(0, { w: null }), total))).values).toMatchObject({
      missing: 1,
      negative: 0,
    })
    expect((await refusal(ask(change(0, { w: Number.NaN }), total))).values).toMatchObject({ missing: 1 })
    expect((await refusal(ask(change(0, { w: -1 }), total))).values).toMatchObject({ negative: 1 })
    const infinite = await refusal(ask(change(0, { w: Number.POSITIVE_INFINITY }), total))
    expect(infinite.code).toBe('weight')
    expect(infinite.values).toMatchObject({ infinite: 1 })
  })

  it('refuses a missing stratum or PSU in a row of the design, and counts them', async () => {
    const total = { kind: 'total', of: 'y' } as Indicator
    expect((await refusal(ask(change(0, { h: null }), total))).code).toBe('designMissing')
    expect((await refusal(ask(change(0, { psu: null }), total))).values).toMatchObject({ strata: 0, psu: 1 })
    expect(await ask(change(0, { psu: null }), total, { counted: 'psu is not null' })).toHaveLength(1)
  })

  it('refuses a design without rows', async () => {
    expect(
      (await refusal(ask(plain, { kind: 'total', of: 'y' } as Indicator, { counted: 'h = 9' }))).code,
    ).toBe('noRows')
  })

  it('names every stratum of one PSU, unless told what to do with it', async () => {
    const rows = [
      ...plain,
      { h: 7, psu: 1, w: 1, y: 1, x: 1, g: 'a' },
      { h: 12, psu: 1, w: 1, y: 1, x: 1, g: 'a' },
    ]
    const total = { kind: 'total', of: 'y' } as Indicator
    const error = await refusal(ask(rows, total, { lonely: 'fail' }))
    expect(error.code).toBe('lonelyPsu')
    expect(error.values.strata).toEqual(['7', '12'])
    expect(error.message).toContain('strata 7, 12 have only one PSU')
    // A domain that does not reach them needs no decision.
    expect(await ask(rows, total, { lonely: 'fail' }, { where: "g = 'b'" })).toHaveLength(1)
    const [alone] = await ask([{ h: 7, psu: 1, w: 1, y: 1, x: 1, g: 'a' }], total, { lonely: 'average' })
    expect(alone).toMatchObject({ estimate: 1, se: null, low: null, noError: 'lonelyPsu' })
  })

  it('gives estimates without errors, and the reason, where strata or PSUs are not known', async () => {
    const mean = { kind: 'mean', of: 'y' } as Indicator
    const known = await ask(plain, mean)
    for (const missing of [{ strata: null }, { psu: null }]) {
      const [figure] = await ask(plain, mean, missing)
      expect(figure).toMatchObject({
        se: null,
        cv: null,
        low: null,
        high: null,
        df: null,
        psus: null,
        noError: 'noDesign',
      })
      expect(figure?.estimate).toBe(known[0]?.estimate)
      expect(figure?.method.variance).toBe('none')
    }
  })

  it('leaves out numbers that are missing, NaN or infinite, and counts them', async () => {
    const rows = plain.map((r, i) => ({
      ...r,
      y: [null, Number.NaN, Number.POSITIVE_INFINITY][i] ?? (i < 3 ? null : r.y),
    }))
    const [figure] = await ask(rows, { kind: 'mean', of: 'y' } as Indicator)
    const used = rows.slice(3)
    const weight = used.reduce((s, r) => s + (r.w ?? 0), 0)
    expect(figure?.n).toBe(5)
    expect(figure?.missing).toBe(3)
    expect(figure?.estimate).toBeCloseTo(used.reduce((s, r) => s + (r.w ?? 0) * (r.y ?? 0), 0) / weight, 12)
  })

  it('counts a condition that is NULL as one that does not hold', async () => {
    const rows = change(0, { y: null })
    const [share] = await ask(rows, { kind: 'mean', of: 'y >= 0' } as Indicator)
    expect(share?.estimate).toBeCloseTo(110 / 120, 12)
    expect(share?.missing).toBe(0)
  })

  it('takes rows of weight 0 into no domain, but keeps their PSU in the design', async () => {
    const rows = [...plain, { h: 0, psu: 99, w: 0, y: 5, x: 1, g: 'a' }]
    const [without] = await ask(plain, { kind: 'total', of: 'y' } as Indicator, { df: 'design' })
    const [figure] = await ask(rows, { kind: 'total', of: 'y' } as Indicator, { df: 'design' })
    expect(figure).toMatchObject({ n: 8, psus: 4, df: 3, estimate: without?.estimate })
    expect(figure?.se).not.toBe(without?.se)
  })

  it('says that a domain is empty', async () => {
    for (const kind of ['total', 'mean', 'quantile'])
      expect(
        (await ask(plain, { kind, of: 'y', p: 0.5 } as unknown as Indicator, {}, { where: "g = 'z'" }))[0],
      ).toMatchObject({
        estimate: null,
        se: null,
        low: null,
        n: 0,
        noError: 'emptyDomain',
      })
  })

  it('says that a denominator is zero', async () => {
    const [figure] = await ask(plain, { kind: 'ratio', of: 'y', per: 'x - x' } as Indicator)
    expect(figure).toMatchObject({ estimate: null, se: null, noError: 'zeroDenominator' })
    const [share] = await ask(plain, { kind: 'ratio', of: 'y > 0', per: 'y > 100' } as Indicator)
    expect(share).toMatchObject({ estimate: null, n: 0, noError: 'zeroDenominator' })
  })

  it('keeps the error and withholds the interval of a domain of one PSU', async () => {
    const [figure] = await ask(
      plain,
      { kind: 'total', of: 'y' } as Indicator,
      { df: 'domain' },
      { where: 'psu = 1' },
    )
    expect(figure).toMatchObject({
      psus: 1,
      strata: 1,
      df: 0,
      low: null,
      high: null,
      noError: 'noDegreesOfFreedom',
    })
    expect(figure?.se).toBeGreaterThan(0)
  })

  it('takes one PSU number in two strata for two PSUs', async () => {
    const rows = plain.map((r) => ({ ...r, psu: (r.psu ?? 0) % 10 }))
    const [figure] = await ask(rows, { kind: 'total', of: 'y' } as Indicator)
    const [named] = await ask(plain, { kind: 'total', of: 'y' } as Indicator)
    expect(figure).toEqual(named)
    expect(figure?.psus).toBe(4)
  })

  it('lists groups by value, without the rows whose value is missing', async () => {
    const rows = [
      ...plain,
      { h: 0, psu: 1, w: 1, y: 1, x: 10, g: null },
      { h: 0, psu: 1, w: 1, y: 1, x: 9, g: 'ñ' },
    ]
    const figures = await ask(
      rows,
      { kind: 'total', of: 'true' } as Indicator,
      {},
      { crossings: [{ g: 'g' }, { x: 'cast(x as bigint)' }, { high: 'x > 1' }] },
    )
    expect(figures.map((f) => f.by)).toEqual([
      { g: 'a' },
      { g: 'b' },
      { g: 'ñ' },
      { x: 1 },
      { x: 2 },
      { x: 9 },
      { x: 10 },
      { high: false },
      { high: true },
    ])
  })

  it('counts a row whose value is missing in crossings without that variable', async () => {
    const rows = [...plain, { h: 0, psu: 1, w: 5, y: 1, x: 1, g: null }]
    const [whole, ...groups] = await ask(
      rows,
      { kind: 'total', of: 'true' } as Indicator,
      {},
      { crossings: [{}, { g: 'g' }] },
    )
    expect(whole?.estimate).toBe(125)
    expect(groups.map(({ estimate: value }) => value)).toEqual([40, 80])
  })

  it('gives the same whether DuckDB sums the rows up or they pass one by one', async () => {
    const few: Indicator[] = [
      { name: 'total', kind: 'total', of: 'y' },
      { name: 'ratio', kind: 'ratio', of: 'y > 1', per: 'x', where: "g <> 'c'" },
    ]
    // Hundreds of sums go row by row.
    const many = Array.from(
      { length: 60 },
      (_, i): Indicator => ({ name: `n ${i}`, kind: 'total', of: `y > ${i}` }),
    )
    const design = await sampleOf(connection, [...plain, { h: 1, psu: 13, w: 0, y: 2, x: 1, g: 'a' }])
    const crossings: Crossing[] = [{}, { g: 'g', x: 'x' }]
    const grouped = await estimate(connection, design, { indicators: few, crossings })
    const single = await estimate(connection, design, { indicators: [...few, ...many], crossings })
    expect(grouped.length).toBeGreaterThan(5)
    expect(single.slice(0, grouped.length)).toEqual(grouped)
  })

  it('takes each row as a PSU for a sample of elements', async () => {
    const [figure] = await ask(plain, { kind: 'mean', of: 'y' } as Indicator, {
      psu: EACH_ROW,
      strata: "'1'",
    })
    expect(figure).toMatchObject({ psus: 8, strata: 1, df: 7 })
  })

  it('refuses half a file: another query on the connection ends DuckDB’s stream without a word', async () => {
    const source =
      '(select range % 7 as h, range % 100 as psu, 1.0::double as w, 1.0::double as y from range(3000000))'
    const design: Design = { source, weight: 'w', strata: 'h', psu: 'psu' }
    const spec = { indicators: [{ name: 'i', kind: 'total', of: 'y' }] } satisfies { indicators: Indicator[] }
    const estimates = Promise.all([estimate(connection, design, spec), estimate(connection, design, spec)])
    // Two estimates wait for each other.
    expect((await estimates).map(([f]) => f?.estimate)).toEqual([3_000_000, 3_000_000])
    const broken = estimate(connection, design, spec).then(
      ([f]) => f?.estimate,
      (error: unknown) => (error instanceof Error ? error.message : ''),
    )
    for (let i = 0; i < 50; i++) {
      await new Promise((done) => setTimeout(done, 4))
      await connection.run('select 1')
    }
    expect([3_000_000, expect.stringContaining('a connection of their own')]).toContainEqual(await broken)
  })

  it('splits conditions only where it is safe', async () => {
    const of =
      "(y between 1 and 3 and g in ('a', 'b and c')) and case when x = 1 and y > 0 then true else g = 'b' end or false"
    const [figure] = await ask(plain, { kind: 'total', of } as Indicator)
    const reader = await connection.runAndReadAll(`select sum(w) filter (where ${of}) from sample`)
    expect(figure?.estimate).toBe(reader.getRows()[0]?.[0])
  })
})
