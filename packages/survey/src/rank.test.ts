import { expect, it } from 'vitest'
import { Rank } from './rank.ts'

const rankOf = (rows: number[][]) => {
  const rank = new Rank(rows[0]?.length ?? 0)
  for (const row of rows) rank.add(Float64Array.from(row), 0)
  return rank.rank
}

it('counts directions, not rows', () => {
  expect(rankOf([[0, 0, 0]])).toBe(0)
  expect(
    rankOf([
      [1, 2, 3],
      [2, 4, 6],
      [0, 1, 0],
      [1, 3, 3],
    ]),
  ).toBe(2)
  // Jackknife weights: as many directions as PSUs, and one less for each stratum after the first.
  const jackknife = Array.from({ length: 30 }, (_, i) =>
    Array.from({ length: 30 }, (__, r) =>
      Math.floor(i / 10) !== Math.floor(r / 10) ? 700 : i === r ? 0 : (700 * 10) / 9,
    ),
  )
  expect(rankOf(jackknife)).toBe(28)
})

it('takes rounding for no direction (R: qr with a tolerance of 1e-5)', () => {
  expect(
    rankOf([
      [1000, 2000, 3000],
      [1000.0001, 2000, 2999.9999],
    ]),
  ).toBe(1)
})
