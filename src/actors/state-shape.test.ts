import { describe, expect, it } from 'vitest'
import { stateCorners } from '../web/charts/map.tsx'
import { flat, inside, isInside, middleOf, pathOf, ringsOf, sheetFor } from './state-shape.ts'

const square = [
  [0, 0],
  [10, 0],
  [10, 10],
  [0, 10],
] as const

describe('a shape on paper', () => {
  it('is fitted into its width and height', () => {
    const sheet = sheetFor([square], 108, 58)
    expect(sheet.height).toBe(58)
    expect(pathOf([square], sheet)).toBe('M29.0 4.0L79.0 4.0L79.0 54.0L29.0 54.0z')
  })
  it('of something that is no polygon is none', () => {
    expect(ringsOf({ type: 'Point', coordinates: [1, 2] })).toEqual([])
    expect(middleOf([])).toEqual([0, 0])
    expect(inside([], 3)).toEqual([])
  })
  it('has its middle inside, also where it is bent', () => {
    const bent = [...square.slice(0, 2), [10, 1], [1, 1], [1, 10], [0, 10]] as [number, number][]
    expect(isInside([5, 5], bent)).toBe(false)
    expect(isInside(middleOf([bent]), bent)).toBe(true)
  })
  it('gives places inside, apart from each other', () => {
    const places = inside([square], 16)
    expect(places).toHaveLength(16)
    for (const [n, [x, y]] of places.entries()) {
      expect(isInside([x, y], square)).toBe(true)
      for (const [a, b] of places.slice(n + 1)) expect(Math.hypot(a - x, b - y)).toBeGreaterThan(1)
    }
  })
  it('degrees of longitude are half as long at sixty degrees north', () => {
    const [x, y] = flat(60)([10, 60])
    expect(x).toBeCloseTo(5, 10)
    expect(y).toBe(-60)
  })
  it('is known of each of the 32 states, with room for sixteen places', () => {
    for (let n = 1; n <= 32; n++) {
      const rings = stateCorners(String(n).padStart(2, '0'))
      expect(inside(rings, 16).length, String(n)).toBe(16)
    }
    expect(stateCorners('99')).toEqual([])
  })
})
