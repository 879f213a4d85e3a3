import { expect, it } from 'vitest'
import { hadamard } from './hadamard.ts'

it('every two rows are orthogonal, and the first row and column are +1', () => {
  for (const least of [1, 2, 3, 4, 7, 11, 15, 19, 22, 27, 33, 37, 43, 53, 89, 101]) {
    const { order, signs } = hadamard(least)
    expect(order).toBeGreaterThanOrEqual(least)
    // The constructions leave no gap wider than this.
    expect(order).toBeLessThan(least + 12)
    const products: [number, number][] = []
    for (let a = 0; a < order; a++) {
      expect(signs[a]).toBe(1)
      expect(signs[a * order]).toBe(1)
      for (let b = 0; b <= a; b++) products.push([a === b ? order : 0, dot(signs, order, a, b)])
    }
    expect(products.filter(([expected, got]) => expected !== got)).toEqual([])
  }
})

function dot(signs: Int8Array, order: number, a: number, b: number): number {
  let product = 0
  for (let c = 0; c < order; c++)
    product += (signs[a * order + c] as number) * (signs[b * order + c] as number)
  return product
}
