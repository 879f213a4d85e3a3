import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { DuckDBConnection } from '@duckdb/node-api'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { csv, type Design, estimate, type Indicator, parquet, rows, SurveyError } from '../src/index.ts'
import { open } from './data.ts'

const mean: Indicator = { name: 'mean', kind: 'mean', of: 'y' }
const people = Array.from({ length: 40 }, (_, i) => ({
  h: i % 2,
  psu: i % 8,
  w: 1 + (i % 3) / 2,
  y: i % 7,
  g: i % 3 ? 'a' : 'ñ "b"',
}))

describe('sources', () => {
  const home = mkdtempSync(join(tmpdir(), "survey o'clock-"))
  let connection: DuckDBConnection
  let expected: unknown
  beforeAll(async () => {
    connection = await open()
    expected = await ask(await rows(connection, people))
  })
  afterAll(() => {
    connection.closeSync()
    rmSync(home, { recursive: true, force: true })
  })
  const ask = (source: string, more: Partial<Design> = {}, indicators: Indicator[] = [mean]) =>
    estimate(
      connection,
      { source, weight: 'w', strata: 'h', psu: 'psu', ...more },
      { indicators, crossings: [{}, { g: 'g' }] },
    )
  const refusal = async (work: Promise<unknown>): Promise<SurveyError> => {
    const error = await work.then(
      () => undefined,
      (e: unknown) => e,
    )
    expect(error).toBeInstanceOf(SurveyError)
    return error as SurveyError
  }
  const file = (name: string, lines: string[]) => {
    const path = join(home, name)
    writeFileSync(path, lines.join('\n'))
    return path
  }
  const lines = (more: string[] = []) => [
    'h,psu,w,y,g',
    ...people.map(({ h, psu, w, y, g }) => `${h},${psu},${w},${y},"${g.replaceAll('"', '""')}"`),
    ...more,
  ]

  it('whole numbers of a CSV are of 64 bits: a late one that is large is read, and products do not overflow', async () => {
    const late = file('late.csv', lines(['1,9,2,9007199254740,a', '0,9,2,3,a']))
    const whole = async (source: string, of: string) => {
      const total: Indicator = { name: 'total', kind: 'total', of }
      return (await ask(source, {}, [total]))[0]?.estimate
    }
    const small = people.reduce((sum, { w, y }) => sum + w * y, 0)
    expect(await whole(await csv(connection, late), 'y')).toBe(small + 2 * 9007199254740 + 6)
    const source = await csv(connection, file('small.csv', lines()))
    expect(await whole(source, 'y * 1000000000')).toBe(small * 1e9)
  })

  it('a CSV, a Parquet file, a query and an array of objects give the same', async () => {
    const path = file('people.csv', lines())
    const source = await csv(connection, path)
    expect(await ask(source)).toEqual(expected)
    expect(await ask(await csv(connection, path, { each: true }))).toEqual(expected)
    expect(await csv(connection, path)).toBe(source)
    const stored = join(home, 'people.parquet')
    await connection.run(`copy (from ${source}) to '${stored.replaceAll("'", "''")}' (format parquet)`)
    expect(await ask(parquet(stored))).toEqual(expected)
    expect(await ask(parquet([stored]))).toEqual(expected)
    expect(await ask(`(select * from ${parquet(stored)})`)).toEqual(expected)
  })

  it('missing values of R, Stata and JavaScript are missing', async () => {
    const [all] = await ask(
      await csv(connection, file('missing.csv', lines(['0,0,1,NA,a', '1,1,1,.,a', '0,2,1,,a']))),
    )
    expect(all).toMatchObject({ n: 40, missing: 3 })
    const objects = [
      ...people,
      { h: 0, psu: 0, w: 1, y: null, g: 'a' },
      { h: 0, psu: 0, w: 1, y: undefined, g: 'a' },
      { h: 0, psu: 0, w: 1, g: 'a' },
      { h: 0, psu: 0, w: 1, y: Number.NaN, g: 'a' },
      { h: 0, psu: 0n, w: 1, y: Number.POSITIVE_INFINITY, g: 'a' },
    ]
    expect((await ask(await rows(connection, objects)))[0]).toMatchObject({ n: 40, missing: 5 })
  })

  it('keeps whole numbers, bigints and truths as they are', async () => {
    const table = await rows(connection, [
      { id: 2n ** 60n + 1n, yes: true, day: new Date(0), 'odd "name"': 1 },
      { id: 3 },
    ])
    const found = await connection.runAndReadAll(`from ${table}`)
    expect(found.getRowsJson()).toEqual([
      ['1152921504606846977', true, '1970-01-01T00:00:00.000Z', '1'],
      ['3', null, null, null],
    ])
  })

  it('names column and row where an array holds two kinds of values', async () => {
    const error = await refusal(rows(connection, [{ y: 1 }, { y: null }, { y: 'two' }]))
    expect(error.message).toContain('column y, row 3: “two” is text, where the rows before hold number')
    expect(error.values).toEqual({ column: 'y', row: 3, value: 'two' })
    expect((await refusal(rows(connection, [{ y: 2n ** 64n }]))).values).toMatchObject({
      column: 'y',
      row: 1,
    })
    expect((await refusal(rows(connection, []))).code).toBe('noRows')
  })

  it('names line, column and value where a CSV’s value is not of its column’s type', async () => {
    const path = file('bad.csv', lines(['1,1,2,many,a']))
    const error = await refusal(
      csv(connection, path, { types: { y: 'INTEGER' } }).then((source) => ask(source)),
    )
    expect(error.code).toBe('reading')
    expect(error.values).toMatchObject({ column: 'y', line: 42, value: 'many' })
    // Found as text, the column is refused as a number, with the first row that makes it one.
    const found = await refusal(csv(connection, path).then((source) => ask(source)))
    expect(found.code).toBe('notNumeric')
    expect(found.values).toMatchObject({ expression: 'y', row: 41, value: 'many' })
    expect(
      (
        await refusal(
          csv(connection, file('people.csv', lines())).then((source) => ask(source, { weight: 'g' })),
        )
      ).values,
    ).toMatchObject({ role: 'weight', row: 1 })
  })

  it('never reads a late value otherwise than the column’s type', async () => {
    const long = file('long.csv', [
      'h,psu,w,y,g',
      ...Array.from({ length: 30_000 }, (_, i) => `${i % 2},${i % 50},1,${i % 9},a`),
      '0,1,1,late,a',
    ])
    const error = await refusal(csv(connection, long).then((source) => ask(source)))
    expect(error.values).toMatchObject({ column: 'y', line: 30_002, value: 'late' })
  })

  it('says that a file is not there', async () => {
    expect((await refusal(csv(connection, join(home, 'none.csv')))).code).toBe('reading')
  })
})
