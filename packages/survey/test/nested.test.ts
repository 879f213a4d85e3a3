/** A Parquet file that is asked about again: what its PSUs fix is known then, and nothing else may change by it. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { DuckDBConnection } from '@duckdb/node-api'
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { type Design, type Estimate, estimate, parquet } from '../src/index.ts'
import { open } from './data.ts'

/** 3,000 people of 60 PSUs, each in one stratum and one state; sex varies in them, and some did not say it. */
const people = `SELECT CAST(i // 50 AS INTEGER) AS upm, CAST(100 + i // 50 % 7 AS INTEGER) AS est, CAST(1 + i // 50 % 3 AS INTEGER) AS ent,
    CASE WHEN i % 31 > 0 THEN CAST(1 + i % 2 AS TINYINT) END AS sex, CAST(1 + i * 7919 % 900 AS INTEGER) AS fac, CAST(i % 70 AS SMALLINT) AS hours
  FROM range(3000) t(i) ORDER BY hash(i)`
const crossings: Record<string, string>[] = [
  { ent: 'ent', sex: 'sex' },
  { sex: 'sex', ent: 'ent' },
  { ent: 'ent' },
  { sex: 'sex' },
  {},
]

describe('a Parquet file read again', () => {
  let connection: DuckDBConnection
  let design: Design
  const folder = mkdtempSync(join(tmpdir(), 'survey-nested-'))
  const file = join(folder, 'people.parquet')
  const write = (query: string) => connection.run(`COPY (${query}) TO '${file}' (FORMAT parquet)`)
  beforeAll(async () => {
    connection = await open()
    await connection.run(`CREATE TABLE people AS ${people}`)
    design = { source: parquet(file), weight: 'fac', strata: 'est', psu: 'upm', lonely: 'certainty' }
  })
  beforeEach(() => write('FROM people'))
  afterAll(() => {
    connection.closeSync()
    rmSync(folder, { recursive: true })
  })

  const means = (own: Partial<Design>, crossing: Record<string, string>) =>
    estimate(
      connection,
      { ...design, ...own },
      { indicators: [{ name: 'hours', kind: 'mean', of: 'hours' }], crossings: [crossing] },
    )
  /** Three times from the file, and once from a table, of which nothing is remembered. */
  async function thrice(own: Partial<Design>, crossing: Record<string, string>): Promise<Estimate[][]> {
    const found: Estimate[][] = []
    for (let i = 0; i < 3; i++) found.push(await means(own, crossing))
    return found
  }
  /** The queries that grouped, and how each tells its cells. */
  async function grouped(work: () => Promise<unknown>): Promise<string[]> {
    const run = vi.spyOn(connection, 'run')
    try {
      await work()
      return run.mock.calls
        .map(([sql]) => String(sql))
        .filter((sql) => /GROUP BY/.test(sql))
        .map((sql) => (/min\(/.test(sql) ? 'asks' : / >> /.test(sql) ? 'three codes' : 'one code'))
    } finally {
      run.mockRestore()
    }
  }

  it.each(crossings)('by %o: the third answer is the first, and the table’s', async (crossing) => {
    const own = await means({ source: 'people' }, crossing)
    expect(own.length).toBeGreaterThan(0)
    for (const found of await thrice({}, crossing)) expect(found).toEqual(own)
  })

  it('only some rows counted', async () => {
    const counted = 'hours % 7 <> 3 AND upm <> 4'
    const own = await means({ source: 'people', counted }, { ent: 'ent', sex: 'sex' })
    for (const found of await thrice({ counted }, { ent: 'ent', sex: 'sex' })) expect(found).toEqual(own)
  })

  it('asks the second time, and then groups by one number', async () => {
    const crossing = { state: 'ent', sex: 'sex' }
    expect(await grouped(() => thrice({}, crossing))).toEqual(['three codes', 'asks', 'one code', 'one code'])
    const setting = await connection.runAndReadAll(`SELECT current_setting('perfect_ht_threshold')`)
    expect(setting.getRows()).toEqual([[12n]])
  })

  it('a PSU in two strata is two, the second time, too', async () => {
    await connection.run(
      `CREATE OR REPLACE TABLE split AS SELECT * REPLACE (CASE WHEN upm = 9 AND hours > 30 THEN 100 ELSE est END AS est) FROM people`,
    )
    await write('FROM split')
    const own = await means({ source: 'split' }, { ent: 'ent' })
    expect(own).not.toEqual(await means({ source: 'people' }, { ent: 'ent' }))
    for (const found of await thrice({}, { ent: 'ent' })) expect(found).toEqual(own)
  })

  it('a file written anew is asked anew: its PSUs lie elsewhere, within the same limits', async () => {
    await thrice({}, { ent: 'ent' })
    await connection.run(
      `CREATE OR REPLACE TABLE moved AS SELECT * REPLACE (100 + (est - 100 + upm) % 7 AS est, 1 + (ent + upm) % 3 AS ent) FROM people`,
    )
    await write('FROM moved')
    const own = await means({ source: 'moved' }, { ent: 'ent' })
    for (const found of await thrice({}, { ent: 'ent' })) expect(found).toEqual(own)
  })
})
