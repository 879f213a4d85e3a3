import type { DuckDBConnection } from '@duckdb/node-api'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { analyse, type Indicator } from '../src/index.ts'
import { open } from './data.ts'
import { type Row, sampleOf } from './rows.ts'

const rows: Row[] = Array.from({ length: 24 }, (_, i) => ({
  h: i % 2,
  psu: i % 6,
  w: 1 + (i % 5),
  y: (i * i) % 17,
  x: 1,
  g: i % 3 ? 'a' : 'b',
}))
const spread: Indicator = { name: 'spread', kind: 'variance', of: 'y' }

describe('the variance of a number in the population', () => {
  let connection: DuckDBConnection
  beforeAll(async () => {
    connection = await open()
  })
  afterAll(() => connection.closeSync())

  const ask = async (sample: Row[], spec: object = {}) =>
    analyse(connection, await sampleOf(connection, sample), { indicators: [spread], ...spec })

  it('is the weighted mean square deviation times n/(n − 1)', async () => {
    const { estimates } = await ask(rows, { crossings: [{}, { g: 'g' }] })
    for (const { by, estimate, n } of estimates) {
      const own = rows.filter((r) => by.g === undefined || r.g === by.g)
      const weight = own.reduce((s, r) => s + (r.w ?? 0), 0)
      const mean = own.reduce((s, r) => s + (r.w ?? 0) * (r.y ?? 0), 0) / weight
      const square = own.reduce((s, r) => s + (r.w ?? 0) * ((r.y ?? 0) - mean) ** 2, 0) / weight
      expect(estimate).toBeCloseTo((square * own.length) / (own.length - 1), 10)
      expect(n).toBe(own.length)
    }
  })

  it('has the error of a mean of squared deviations', async () => {
    const weight = rows.reduce((s, r) => s + (r.w ?? 0), 0)
    const mean = rows.reduce((s, r) => s + (r.w ?? 0) * (r.y ?? 0), 0) / weight
    const { estimates } = await ask(rows, {
      indicators: [spread, { name: 'mean', kind: 'mean', of: `pow(y - ${mean}, 2) * 24 / 23` }],
    })
    expect(estimates[0]?.se).toBeCloseTo(estimates[1]?.se ?? Number.NaN, 10)
  })

  it('does not move with the place of zero', async () => {
    const [at] = (await ask(rows)).estimates
    const [far] = (await ask(rows.map((r) => ({ ...r, y: (r.y ?? 0) + 5000 })))).estimates
    expect(far?.estimate).toBeCloseTo(at?.estimate ?? 0, 7)
    expect(far?.se).toBeCloseTo(at?.se ?? 0, 7)
  })

  it('of one row, or of none, is not known', async () => {
    expect((await ask(rows.slice(0, 1))).estimates[0]).toMatchObject({ estimate: null, noError: 'oneRow' })
    expect((await ask(rows, { where: "g = 'z'" })).estimates[0]).toMatchObject({ noError: 'emptyDomain' })
  })

  it('of equal numbers is zero, with no error', async () => {
    const [found] = (await ask(rows.map((r) => ({ ...r, y: 7.3 })))).estimates
    expect(found?.estimate).toBeCloseTo(0, 12)
    expect(found?.se).toBeCloseTo(0, 12)
  })
})
