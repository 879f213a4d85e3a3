import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { DuckDBConnection } from '@duckdb/node-api'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { factsOf, stillTrue } from '../src/facts.ts'
import { type Design, estimate, parquet, type Specification } from '../src/index.ts'
import { Measures } from '../src/measures.ts'
import { packingOf } from '../src/packed.ts'
import { binder } from '../src/sql.ts'
import { open } from './data.ts'

/** 3,000 rows whose keys are whole numbers of many kinds, in no order. */
const rows = `SELECT
    CAST(7 + i % 5 AS INTEGER) AS h, CAST(i // 10 % 60 AS INTEGER) AS psu, CAST(1 + i * 7919 % 900 AS INTEGER) AS w,
    CASE WHEN i % 11 = 0 THEN 0 ELSE 0.5 + i % 13 END AS w0,
    CAST(i % 70 AS SMALLINT) AS y, CASE WHEN i % 17 > 0 THEN i % 23 END AS gaps, CASE WHEN i % 19 = 0 THEN 'nan'::DOUBLE ELSE sin(i) END AS d,
    i % 3 AS g, CASE WHEN i % 4 > 0 THEN CAST(i % 4 AS TINYINT) END AS g0, i % 2 = 0 AS odd, i % 5 - 2 AS below, chr(CAST(97 + i % 3 AS INTEGER)) AS letter,
    1000000 * (i // 10 % 60) + 3 AS wide, 10000000000 * (i // 10 % 60) + 3 AS wider
  FROM range(3000) t(i) ORDER BY hash(i)`

describe('keys packed in one number', () => {
  let connection: DuckDBConnection
  const design: Design = { source: 'facts', weight: 'w', strata: 'h', psu: 'psu' }
  /** The same rows where DuckDB knows nothing of them beforehand. */
  const unknown = '(SELECT * FROM facts UNION ALL SELECT * FROM facts WHERE false)'
  beforeAll(async () => {
    connection = await open()
    await connection.run(`CREATE TABLE facts AS ${rows}`)
  })
  afterAll(() => connection.closeSync())

  const packed = async (own: Design, crossing: Record<string, string>) => {
    const texts = [own.strata, own.psu, own.weight, ...Object.values(crossing)] as string[]
    const facts = await factsOf(connection, own, texts)
    const { by } = await binder(connection, own, [crossing], new Measures(), facts)
    if (facts === null) return null
    // What was read with the rows' condition holds under it.
    const where = `WHERE ${own.counted ?? 'true'} AND ${stillTrue(facts)}`
    const [found] = (await connection.runAndReadAll(`SELECT count(*) FROM ${own.source} ${where}`)).getRows()
    expect(found?.[0]).not.toBe(0n)
    return packingOf(by, 0, facts)
  }
  const spec = (crossing: Record<string, string>, more: Partial<Specification> = {}): Specification => ({
    indicators: [
      { name: 'total', kind: 'total', of: 'y' },
      { name: 'rows', kind: 'total', of: 'y > 30' },
      { name: 'mean', kind: 'mean', of: 'gaps' },
      { name: 'double', kind: 'mean', of: 'd' },
      { name: 'ratio', kind: 'ratio', of: 'gaps', per: 'y', where: 'gaps > 3' },
    ],
    crossings: [crossing],
    ...more,
  })

  const alike: [string, Record<string, string>, Partial<Design>][] = [
    ['the whole', {}, {}],
    ['two variables', { g: 'g', odd: 'odd' }, {}],
    ['missing values of a variable', { g0: 'g0', g: 'g' }, {}],
    ['only some rows counted', { g0: 'g0' }, { counted: 'y % 7 <> 3' }],
    ['only rows of some PSUs counted', { g: 'g' }, { counted: 'psu > 12' }],
    ['weights of 0 and a fraction', { g: 'g' }, { weight: 'w0' }],
    ['PSUs far apart', { g: 'g' }, { psu: 'wide' }],
    ['no strata', { g: 'g' }, { strata: '1' }],
    ['a design that is not known', { g: 'g' }, { strata: null, psu: null }],
    ['an expression', { g: 'g + 2', g0: 'g0 + 1' }, { psu: 'psu * 2 + 1' }],
  ]
  it.each(alike)('%s: the same as without', async (_, crossing, more) => {
    const own = { ...design, ...more }
    expect(await packed(own, crossing)).not.toBeNull()
    const found = await estimate(connection, own, spec(crossing))
    expect(found.length).toBeGreaterThan(0)
    const plain = await estimate(connection, { ...own, source: unknown }, spec(crossing))
    found.forEach((figure, i) => {
      const { estimate: value, se, cv: _cv, low: _low, high: _high, ...rest } = figure
      const { estimate: expected, se: error, cv, low, high, ...others } = plain[i] as typeof figure
      expect(rest).toEqual(others)
      expect(value).toBeCloseTo(expected ?? Number.NaN, 9)
      if (error !== null) expect(Math.abs((se ?? 0) / error - 1)).toBeLessThan(1e-12)
    })
    expect(plain).toHaveLength(found.length)
  })

  it('several crossings share one frame, as one by one', async () => {
    const crossings: Record<string, string>[] = [{ g: 'g' }, { g0: 'g0', odd: 'odd' }]
    const both = await estimate(connection, design, spec({}, { crossings }))
    const each = await Promise.all(crossings.map((one) => estimate(connection, design, spec(one))))
    const sorted = (list: typeof both) => list.map((figure) => JSON.stringify(figure)).sort()
    expect(sorted(both)).toEqual(sorted(each.flat()))
  })

  it.each([
    ['text', { letter: 'letter' }, {}],
    ['negative values', { below: 'below' }, {}],
    ['numbers beyond 32 bits', { g: 'g' }, { psu: 'wider' }],
    ['doubles', { d: 'round(d)' }, {}],
  ] as [string, Record<string, string>, Partial<Design>][])(
    '%s are not packed, and estimated all the same',
    async (_, crossing, more) => {
      const own = { ...design, ...more }
      expect(await packed(own, crossing)).toBeNull()
      const found = await estimate(connection, own, spec(crossing))
      const whole = await estimate(connection, design, spec({}))
      const sum = found
        .filter(({ indicator }) => indicator === 'total')
        .reduce((all, { estimate }) => all + (estimate ?? 0), 0)
      if (crossing.d === undefined) expect(sum).toBe(whole[0]?.estimate)
    },
  )

  it('what is odd in the rows is said as ever', async () => {
    await connection.run(
      `CREATE OR REPLACE TABLE odd AS SELECT * REPLACE (CASE WHEN y = 3 THEN NULL ELSE psu END AS psu) FROM facts`,
    )
    await expect(estimate(connection, { ...design, source: 'odd' }, spec({ g: 'g' }))).rejects.toMatchObject({
      code: 'designMissing',
    })
    await connection.run(
      `CREATE OR REPLACE TABLE odd AS SELECT * REPLACE (CASE WHEN y = 3 THEN -1 ELSE w END AS w) FROM facts`,
    )
    await expect(estimate(connection, { ...design, source: 'odd' }, spec({ g: 'g' }))).rejects.toMatchObject({
      code: 'weight',
    })
  })

  it('asks once what a Parquet file holds, and again once it is written anew', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'survey-packed-'))
    const source = parquet(join(folder, 'facts.parquet'))
    const write = (rows: string) =>
      connection.run(`COPY (${rows}) TO '${folder}/facts.parquet' (FORMAT parquet)`)
    const wanted = spec({ g: 'g' }, { indicators: [{ name: 'total', kind: 'total', of: 'y' }] })
    const run = vi.spyOn(connection, 'run')
    try {
      await write('FROM facts')
      const first = await estimate(connection, { ...design, source }, wanted)
      expect(first).toEqual(await estimate(connection, design, wanted))
      expect(await estimate(connection, { ...design, source }, wanted)).toEqual(first)
      await write('SELECT * REPLACE (psu + 1000 AS psu, y > 30 AS y) FROM facts')
      const second = await estimate(connection, { ...design, source }, wanted)
      const over30 = spec({ g: 'g' }, { indicators: [{ name: 'total', kind: 'total', of: 'y > 30' }] })
      expect(second).toEqual(await estimate(connection, design, over30))
      const asked = run.mock.calls.filter(([sql]) => sql.includes('stats(') && sql.includes(folder))
      expect(asked).toHaveLength(2)
    } finally {
      run.mockRestore()
      rmSync(folder, { recursive: true })
    }
  })

  it('a table that has grown since its limits were read gives no row', async () => {
    await connection.run('CREATE TABLE growing AS FROM facts')
    const facts = await factsOf(connection, { ...design, source: 'growing' }, ['psu', 'w'])
    if (facts === null) throw new Error('a table has statistics')
    const rowsThen = async () =>
      (
        await connection.runAndReadAll(`SELECT count(*) FROM growing WHERE ${stillTrue(facts)}`)
      ).getRows()[0]?.[0]
    expect(await rowsThen()).toBe(3000n)
    await connection.run('INSERT INTO growing SELECT * REPLACE (psu + 1000 AS psu) FROM facts LIMIT 1')
    expect(await rowsThen()).toBe(0n)
  })
})
