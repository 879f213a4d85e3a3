/** The table "Odd data: in the rows" of README.md, item by item, from every kind of source. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { DuckDBConnection } from '@duckdb/node-api'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  analyse,
  contrast,
  csv,
  type Design,
  type Estimate,
  estimate,
  type Indicator,
  parquet,
  placeOf,
  quotient,
  rows,
  type Specification,
  SurveyError,
} from '../src/index.ts'
import { open } from './data.ts'

type Value = number | string | null
type Row = Record<string, Value>

/** Two strata of three PSUs of two rows; weights 10 and 20, y from 1 to 12. */
const plain: Row[] = Array.from({ length: 12 }, (_, i) => ({
  h: 1 + Math.floor(i / 6),
  psu: 11 + Math.floor(i / 2),
  w: i % 2 === 0 ? 10 : 20,
  y: i + 1,
  x: 1 + (i % 3),
  g: i % 2 === 0 ? 'a' : 'b',
}))
/** Some rows otherwise; rows count from 1. */
const odd = (changes: Record<number, Row>): Row[] => plain.map((row, i) => ({ ...row, ...changes[i + 1] }))

const all: Indicator[] = [
  { name: 'total', kind: 'total', of: 'y' },
  { name: 'mean', kind: 'mean', of: 'y' },
  { name: 'ratio', kind: 'ratio', of: 'y', per: 'x' },
  { name: 'share', kind: 'proportion', of: 'y > 3' },
  { name: 'median', kind: 'quantile', of: 'y', p: 0.5 },
  { name: 'variance', kind: 'variance', of: 'y' },
]
const total: Specification = { indicators: all.slice(0, 1) }

interface Context {
  /** Makes the rows a source of this kind and asks of it. */
  ask(data: readonly Row[], spec?: Partial<Specification>, design?: Partial<Design>): Promise<Estimate[]>
  kind: string
}
const refusal = async (work: Promise<unknown>): Promise<SurveyError> => {
  const error = await work.then(
    () => undefined,
    (e: unknown) => e,
  )
  expect(error).toBeInstanceOf(SurveyError)
  return error as SurveyError
}
const { NaN: nan, POSITIVE_INFINITY: infinity } = Number

const items: Record<string, (context: Context) => Promise<void>> = {
  'weight missing or NaN': async ({ ask }) => {
    const error = await refusal(ask(odd({ 5: { w: null }, 9: { w: nan } })))
    expect(error.code).toBe('weight')
    expect(error.message).toContain('weight w: 2 rows without one')
    expect(error.message).toMatch(/row 5.* \(missing\), row 9.* \((nan|missing)\)/)
    expect(error.values).toMatchObject({ expression: 'w', missing: 2, negative: 0, row: 5, value: 'missing' })
  },
  'weight negative': async ({ ask }) => {
    const error = await refusal(ask(odd({ 7: { w: -2.5 } })))
    expect(error.code).toBe('weight')
    expect(error.values).toMatchObject({ negative: 1, missing: 0, row: 7, value: '-2.5' })
  },
  'weight infinite': async ({ ask }) => {
    const error = await refusal(ask(odd({ 12: { w: infinity } })))
    expect(error.code).toBe('weight')
    expect(error.values).toMatchObject({ infinite: 1, row: 12, value: 'inf' })
    // Minus infinity is a negative weight.
    expect((await refusal(ask(odd({ 12: { w: -infinity } })))).values).toMatchObject({ negative: 1, row: 12 })
  },
  'weight 0': async ({ ask }) => {
    const [figure] = await ask(odd({ 1: { w: 0 }, 2: { w: 0 } }), total, { df: 'design' })
    // Σ w·y of the other rows; its PSU still counts: three in each of two strata.
    expect(figure).toMatchObject({ estimate: 1200 - 50, n: 10, psus: 5, df: 4 })
  },
  'weight 0 in every row': async ({ ask }) => {
    const data = plain.map((row) => ({ ...row, w: 0 }))
    for (const figure of await ask(data))
      expect(figure).toMatchObject({ estimate: null, se: null, low: null, n: 0, noError: 'emptyDomain' })
  },
  'stratum or PSU missing': async ({ ask }) => {
    const stratum = await refusal(ask(odd({ 3: { h: null } })))
    expect(stratum.code).toBe('designMissing')
    expect(stratum.values).toMatchObject({ strata: 1, psu: 0, row: 3, value: 'stratum missing, PSU 12' })
    const psu = await refusal(ask(odd({ 8: { psu: null }, 10: { psu: null } })))
    expect(psu.values).toMatchObject({ strata: 0, psu: 2, row: 8, value: 'stratum 2, PSU missing' })
    expect(psu.message).toMatch(/row 8.* \(stratum 2, PSU missing\), row 10/)
  },
  'any of these in a row that `counted` leaves out': async ({ ask }) => {
    const faults: Row[] = [{ w: null }, { w: -1 }, { h: null }, { psu: null }]
    for (const changes of faults)
      expect((await ask(odd({ 1: changes, 2: changes }), total, { counted: 'y > 2' }))[0]).toMatchObject({
        n: 10,
      })
    // Rows are numbered in the source, whatever `counted` leaves out.
    const error = await refusal(ask(odd({ 1: { w: null }, 9: { w: -1 } }), total, { counted: 'y > 4' }))
    expect(error.values).toMatchObject({ missing: 0, negative: 1, row: 9 })
  },
  'number missing, NaN or infinite': async ({ ask }) => {
    const data = odd({ 2: { y: null }, 5: { y: nan }, 8: { y: infinity }, 11: { y: -infinity } })
    const found = await ask(data, { indicators: all.filter(({ name }) => name !== 'share') })
    const known = data
      .filter(({ y }) => y !== null && Number.isFinite(y))
      .map(({ w, y }) => [Number(w), Number(y)])
    const sum = known.reduce((s, [w = 0, y = 0]) => s + w * y, 0)
    const weight = known.reduce((s, [w = 0]) => s + w, 0)
    expect(found.map(({ n, missing }) => [n, missing])).toEqual(found.map(() => [8, 4]))
    expect(found[0]?.estimate).toBe(sum)
    expect(found[1]?.estimate).toBeCloseTo(sum / weight, 12)
    for (const { se } of found) expect(se).toBeGreaterThan(0)
  },
  'number missing in every row': async ({ ask }) => {
    const data = plain.map((row) => ({ ...row, y: null }))
    for (const figure of await ask(data, { indicators: all.filter(({ name }) => name !== 'share') }))
      expect(figure).toMatchObject({ estimate: null, se: null, n: 0, missing: 12, noError: 'emptyDomain' })
    const error = await refusal(
      ask(
        plain.map((row) => ({ ...row, w: null })),
        total,
      ),
    )
    expect(error.values).toMatchObject({ missing: 12, row: 1 })
  },
  'condition that is NULL': async ({ ask }) => {
    const [share] = await ask(odd({ 12: { y: null } }), {
      indicators: [{ name: 'share', kind: 'mean', of: 'y > 0' }],
    })
    expect(share?.estimate).toBeCloseTo(160 / 180, 12)
    expect(share).toMatchObject({ n: 12, missing: 0 })
  },
  'value of a crossing’s variable missing': async ({ ask }) => {
    const found = await ask(odd({ 1: { g: null } }), { ...total, crossings: [{}, { g: 'g' }] })
    expect(found.map(({ by, estimate: value, n }) => [by, value, n])).toEqual([
      [{}, 1200, 12],
      [{ g: 'a' }, 350, 5],
      [{ g: 'b' }, 840, 6],
    ])
  },
  'a PSU number in two strata': async ({ ask }) => {
    const data = plain.map((row) => ({ ...row, psu: (Number(row.psu) - 11) % 3 }))
    expect(await ask(data)).toEqual(await ask(plain))
    expect((await ask(data))[0]).toMatchObject({ psus: 6, strata: 2 })
  },
  'a stratum of one PSU': async ({ ask }) => {
    const data = [...plain, { h: 9, psu: 1, w: 10, y: 1, x: 1, g: 'a' }]
    const error = await refusal(ask(data))
    expect(error.code).toBe('lonelyPsu')
    expect(error.values.strata).toEqual(['9'])
    expect((await ask(data, total, { lonely: 'certainty' }))[0]?.se).toBeCloseTo(
      (await ask(plain))[0]?.se ?? 0,
      9,
    )
  },
  'no row in the domain': async ({ ask }) => {
    for (const figure of await ask(plain, { where: "g = 'z'" }))
      expect(figure).toMatchObject({
        estimate: null,
        se: null,
        cv: null,
        low: null,
        high: null,
        n: 0,
        noError: 'emptyDomain',
      })
    expect(await ask(plain, { where: "g = 'z'", crossings: { g: 'g' } })).toEqual(
      expect.arrayContaining([expect.objectContaining({ by: { g: 'a' }, n: 0, noError: 'emptyDomain' })]),
    )
  },
  'denominator 0': async ({ ask }) => {
    const ratio = (per: string): Specification => ({
      indicators: [{ name: 'r', kind: 'ratio', of: 'y', per }],
    })
    const zeros = plain.map((row) => ({ ...row, x: 0 }))
    expect((await ask(zeros, ratio('x')))[0]).toMatchObject({
      estimate: null,
      se: null,
      noError: 'zeroDenominator',
    })
    // Of both signs, summing to 0.
    const cancelling = plain.map((row, i) => ({ ...row, w: 10, x: i % 2 === 0 ? 1 : -1 }))
    expect((await ask(cancelling, ratio('x')))[0]).toMatchObject({
      estimate: null,
      noError: 'zeroDenominator',
    })
  },
  'a domain of one PSU in each of its strata': async ({ ask }) => {
    for (const where of ['psu = 12', 'psu in (12, 15)']) {
      const [figure, ...others] = await ask(plain, { where })
      expect(figure).toMatchObject({ df: 0, low: null, high: null, noError: 'noDegreesOfFreedom' })
      expect(figure?.se).toBeGreaterThan(0)
      for (const other of others)
        expect(other).toMatchObject({ low: null, high: null, noError: 'noDegreesOfFreedom' })
    }
  },
  'a column that does not exist': async ({ ask }) => {
    const of = (more: object) => ({ indicators: [{ ...all[0], ...more } as Indicator] })
    const asked: [string, string, Partial<Specification>, Partial<Design>][] = [
      ['total, of', 'income', of({ of: 'income' }), {}],
      ['total, where', 'age > 15', of({ where: 'age > 15' }), {}],
      ['r, per', 'age', { indicators: [{ name: 'r', kind: 'ratio', of: 'y', per: 'age' }] }, {}],
      ['where', 'age > 15', { ...total, where: 'age > 15' }, {}],
      ['crossing sex', 'sex', { ...total, crossings: { sex: 'sex' } }, {}],
      ['weight', 'fac', total, { weight: 'fac' }],
      ['strata', 'est_d', total, { strata: 'est_d' }],
      ['psu', 'upm', total, { psu: 'upm' }],
      ['counted', 'r_def = 0', total, { counted: 'r_def = 0' }],
    ]
    for (const [role, expression, spec, design] of asked) {
      const error = await refusal(ask(plain, spec, design))
      expect(error.code).toBe('expression')
      expect(error.values).toMatchObject({ role, expression })
      expect(error.message).toContain(expression)
    }
  },
  'text where a number is wanted': async ({ ask, kind }) => {
    const error = await refusal(ask(plain, { indicators: [{ name: 'm', kind: 'mean', of: 'g' }] }))
    expect(error.code).toBe('notNumeric')
    expect(error.values).toMatchObject({
      role: 'm, of',
      expression: 'g',
      type: 'VARCHAR',
      row: 1,
      value: 'a',
    })
    expect((await refusal(ask(plain, total, { weight: 'g' }))).values).toMatchObject({
      role: 'weight',
      row: 1,
    })
    // Among numbers: an array is refused as it comes in, the others as they are asked of.
    const late = await refusal(ask(odd({ 6: { y: 'many' } }), total))
    expect(late.code).toBe(kind === 'array' ? 'reading' : 'notNumeric')
    expect(late.values).toMatchObject({ row: 6, value: 'many' })
    expect(late.message).toMatch(/row 6/)
  },
  'numbers written as text': async ({ ask, kind }) => {
    const data = plain.map((row) => ({ ...row, y: `${row.y}` }))
    // A CSV has no other numbers.
    if (kind.startsWith('CSV')) return void expect((await ask(data, total))[0]?.estimate).toBe(1200)
    const error = await refusal(ask(data, total))
    expect(error.code).toBe('notNumeric')
    expect(error.message).toContain('say CAST(y AS DOUBLE)')
    expect(
      (await ask(data, { indicators: [{ name: 't', kind: 'total', of: 'CAST(y AS DOUBLE)' }] }))[0]?.estimate,
    ).toBe(1200)
  },
  'no row in the design': async ({ ask }) => {
    expect((await refusal(ask(plain, total, { counted: 'y > 99' }))).code).toBe('noRows')
  },
}

const home = mkdtempSync(join(tmpdir(), 'survey-odd-'))
let connection: DuckDBConnection
beforeAll(async () => {
  connection = await open()
})
afterAll(() => {
  connection.closeSync()
  rmSync(home, { recursive: true, force: true })
})

/** A table of the rows: a column of text, of whole numbers, or DOUBLE. */
async function table(name: string, data: readonly Row[]): Promise<string> {
  const names = Object.keys(plain[0] as Row)
  const types = names.map((column) => {
    const known = data.flatMap((row) => row[column] ?? [])
    if (known.some((value) => typeof value === 'string')) return 'VARCHAR'
    return known.length > 0 && known.every(Number.isInteger) ? 'BIGINT' : 'DOUBLE'
  })
  const literal = (value: Value | undefined) =>
    value === null || value === undefined
      ? 'NULL'
      : typeof value === 'string'
        ? `'${value}'`
        : Number.isFinite(value)
          ? String(value)
          : `'${value}'::DOUBLE`
  await connection.run(
    `create or replace temp table ${name} (${names.map((column, i) => `${column} ${types[i]}`).join(', ')})`,
  )
  await connection.run(
    `insert into ${name} values ${data.map((row) => `(${names.map((column) => literal(row[column])).join(', ')})`).join(', ')}`,
  )
  return name
}
let files = 0
const fileOf = (ending: string) => join(home, `${++files}.${ending}`)
async function parquetFile(data: readonly Row[]): Promise<string> {
  const path = fileOf('parquet')
  await connection.run(`copy (from ${await table('to_parquet', data)}) to '${path}' (format parquet)`)
  return path
}
function csvFile(data: readonly Row[]): string {
  const names = Object.keys(plain[0] as Row)
  const path = fileOf('csv')
  const lines = data.map((row) => names.map((name) => row[name] ?? '').join(','))
  writeFileSync(path, [names.join(','), ...lines].join('\n'))
  return path
}

const kinds: Record<string, (data: readonly Row[]) => Promise<string>> = {
  array: (data) => rows(connection, data),
  CSV: (data) => csv(connection, csvFile(data)),
  'CSV, read each time': (data) => csv(connection, csvFile(data), { each: true }),
  Parquet: async (data) => parquet(await parquetFile(data)),
  table: (data) => table('odd_rows', data),
  query: async (data) => `(select * from ${parquet(await parquetFile(data))})`,
}

describe.each(Object.entries(kinds))('odd data in a source: %s', (kind, sourceOf) => {
  const ask: Context['ask'] = async (data, spec = {}, design = {}) =>
    estimate(
      connection,
      { source: await sourceOf(data), weight: 'w', strata: 'h', psu: 'psu', ...design },
      { indicators: all, ...spec },
    )
  it.each(Object.entries(items))('%s', (_, item) => item({ ask, kind }))
})

describe('rows named in errors', () => {
  it('are those of their own file, of several Parquet files', async () => {
    const paths = [await parquetFile(plain), await parquetFile(odd({ 4: { w: -3 } }))]
    const design: Design = { source: parquet(paths), weight: 'w', strata: 'h', psu: 'psu' }
    const error = await refusal(estimate(connection, design, total))
    expect(error.values).toMatchObject({ row: 4, file: paths[1], value: '-3' })
    expect(error.message).toContain(`row 4 of ${paths[1]} (-3)`)
  })

  it('are those of a replicate weight, too', async () => {
    const weigh = (of: Record<number, Row>) =>
      rows(
        connection,
        odd(of).map((row) => ({ r1: 1, r2: 2, ...row })),
      )
    const replicates = { type: 'bootstrap', weights: ['r1', 'r2'] } as const
    const ask = async (of: Record<number, Row>) =>
      refusal(estimate(connection, { source: await weigh(of), weight: 'w', replicates }, total))
    expect((await ask({ 3: { r2: null } })).values).toMatchObject({ expression: 'r2', missing: 1, row: 3 })
    const outside = await ask({ 7: { w: 0 } })
    expect(outside.values).toMatchObject({ expression: 'r1', outside: 2, row: 7, value: '1' })
  })

  it('are the first three, in order, deep in a file of many threads', async () => {
    const path = fileOf('parquet')
    await connection.run(
      `copy (select i % 4 as h, i % 40 as psu, case when i > 700000 and i % 1000 = 7 then null else 1 end as w, 1 as y from range(800000) t(i)) to '${path}' (format parquet)`,
    )
    const error = await refusal(
      estimate(connection, { source: parquet(path), weight: 'w', strata: 'h', psu: 'psu' }, total),
    )
    expect(error.values).toMatchObject({ missing: 100, row: 700_008 })
    expect(error.message).toMatch(/row 700008.*row 701008.*row 702008[^,]*$/)
  })
})

it('a contrast with a group that has no row says so, and raises nothing', async () => {
  const source = await kinds.table?.(plain)
  const design: Design = { source: source ?? '', weight: 'w', strata: 'h', psu: 'psu' }
  const found = await analyse(connection, design, { ...total, crossings: { g: 'g' } })
  const [there, none] = [placeOf(found, 'total', { g: 'a' }), placeOf(found, 'total', { g: 'z' })]
  expect(none).toBe(-1)
  const parts = [
    { at: there, times: 1 },
    { at: none, times: -1 },
  ]
  const nothing = { estimate: null, se: null, low: null, noError: 'emptyDomain' }
  expect(contrast(found, parts)).toMatchObject(nothing)
  expect(quotient(found, there, none)).toMatchObject(nothing)
  const zero = await analyse(connection, design, {
    indicators: [{ name: 'r', kind: 'ratio', of: 'y', per: 'x - x' }],
  })
  expect(contrast(zero, [{ at: 0, times: 1 }])).toMatchObject({ estimate: null, noError: 'zeroDenominator' })
})

it('a Parquet file that is not there is named', async () => {
  const path = join(home, 'none.parquet')
  const design: Design = { source: parquet(path), weight: 'w', strata: 'h', psu: 'psu' }
  const error = await refusal(estimate(connection, design, total))
  expect(error.code).toBe('expression')
  expect(error.message).toContain(path)
})

it('README’s table has these items and no others', () => {
  const readme = readFileSync(join(import.meta.dirname, '../README.md'), 'utf8')
  const section = readme.split('### In the rows')[1]?.split('| kind of source')[0] ?? ''
  const names = [...section.matchAll(/^\| (.+?) +\|/gm)].map(([, name]) => name).slice(1)
  expect(names.filter((name) => !/^-+$/.test(name ?? ''))).toEqual(Object.keys(items))
})
