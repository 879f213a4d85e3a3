import { describe, expect, it } from 'vitest'
import { createLookups } from './lookups.ts'

const pace = { free: 3, every: 20, waiting: 2 }
const miss = async () => null
const hit = async () => 'a meeting'

describe('links that open without signing in', () => {
  it('a few dead ones cost nothing', async () => {
    const look = createLookups({ ...pace, every: 60_000 })
    for (let n = 0; n < 3; n++) expect(await look('203.0.113.7', `dead ${n}`, miss)).toBeNull()
    // Another network does not notice.
    expect(await look('203.0.113.8', 'good', hit)).toBe('a meeting')
  })
  it('more of them wait for their turn, a good one too, but none is refused for it', async () => {
    let time = 0
    const look = createLookups(pace, () => time)
    for (let n = 0; n < 3; n++) await look('203.0.113.7', `dead ${n}`, miss)
    const started = performance.now()
    const [dead, good] = await Promise.all([
      look('203.0.113.7', 'dead again', miss),
      look('203.0.113.7', 'good', hit),
    ])
    expect([dead, good]).toEqual([null, 'a meeting'])
    expect(performance.now() - started).toBeGreaterThan(35)
    // What has opened something before goes straight through.
    const again = performance.now()
    expect(await look('203.0.113.7', 'good', hit)).toBe('a meeting')
    expect(performance.now() - again).toBeLessThan(15)
    // Misses are forgotten.
    time = 1000
    const later = performance.now()
    await look('203.0.113.7', 'dead later', miss)
    expect(performance.now() - later).toBeLessThan(15)
  })
  it('a flood of them is told to come back, and one that opened before still opens', async () => {
    const look = createLookups(pace, () => 0)
    await look('203.0.113.7', 'good', hit)
    for (let n = 0; n < 3; n++) await look('203.0.113.7', `dead ${n}`, miss)
    const flood = await Promise.allSettled(
      Array.from({ length: 30 }, (_, n) => look('203.0.113.7', `flood ${n}`, miss)),
    )
    const refused = flood.filter(({ status }) => status === 'rejected')
    expect(refused).toHaveLength(28)
    expect(refused[0]).toMatchObject({ reason: { code: 'kernel.link.wait', status: 429 } })
    expect(await look('203.0.113.7', 'good', hit)).toBe('a meeting')
  })
  it('one that was closed meanwhile is a miss again', async () => {
    const look = createLookups(pace, () => 0)
    expect(await look('203.0.113.7', 'door', hit)).toBe('a meeting')
    expect(await look('203.0.113.7', 'door', miss)).toBeNull()
  })
})
