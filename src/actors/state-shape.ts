/** The shape of a state on paper: from imported outlines of its municipalities, else its own, with places for symbols in it. Pure arithmetic. */
import type { Geometry } from './map-views.ts'

export type Corner = readonly [number, number]
export type Ring = readonly Corner[]

export interface Sheet {
  width: number
  height: number
  /** From what is given (longitude and latitude, or units of a drawing) onto the sheet. */
  at(corner: Corner): Corner
}

/** Longitude and latitude as a drawing: degrees of longitude are shorter the further north. */
export const flat =
  (latitude: number) =>
  ([lon, lat]: Corner): Corner => [lon * Math.cos((latitude * Math.PI) / 180), -lat]

/** Rings of a GeoJSON Polygon or MultiPolygon; what is neither has none. */
export function ringsOf({ type, coordinates }: Geometry): Ring[] {
  if (type === 'Polygon') return coordinates as Ring[]
  if (type === 'MultiPolygon') return (coordinates as Ring[][]).flat()
  return []
}

/** Fits all rings into a sheet of this width, no higher than `tallest`. */
export function sheetFor(rings: readonly Ring[], width: number, tallest: number): Sheet {
  let [left, top, right, bottom] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY, -1e9, -1e9]
  for (const [x, y] of rings.flat()) {
    left = Math.min(left, x)
    right = Math.max(right, x)
    top = Math.min(top, y)
    bottom = Math.max(bottom, y)
  }
  const scale = Math.min((width - 8) / (right - left || 1), (tallest - 8) / (bottom - top || 1))
  const shift = (width - (right - left) * scale) / 2
  return {
    width,
    height: (bottom - top) * scale + 8,
    at: ([x, y]) => [shift + (x - left) * scale, 4 + (y - top) * scale],
  }
}

/** The rings as one path; corners that a screen cannot tell apart are left out. */
export function pathOf(rings: readonly Ring[], { at }: Sheet): string {
  return rings
    .map((ring) => {
      const kept: Corner[] = []
      for (const corner of ring.map(at)) {
        const last = kept.at(-1)
        if (!last || Math.hypot(last[0] - corner[0], last[1] - corner[1]) >= 1.2) kept.push(corner)
      }
      return kept.length > 2 ? `M${kept.map(([x, y]) => `${x.toFixed(1)} ${y.toFixed(1)}`).join('L')}z` : ''
    })
    .join('')
}

const area = (ring: Ring): number =>
  ring.reduce((sum, [x, y], n) => {
    const [u, v] = ring[(n + 1) % ring.length] ?? [x, y]
    return sum + x * v - u * y
  }, 0) / 2

export const isInside = ([x, y]: Corner, ring: Ring): boolean =>
  ring.reduce((inside, [ax, ay], n) => {
    const [bx, by] = ring[(n + 1) % ring.length] ?? [ax, ay]
    return ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax ? !inside : inside
  }, false)

const largest = (rings: readonly Ring[]): Ring =>
  rings.toSorted((a, b) => Math.abs(area(b)) - Math.abs(area(a)))[0] ?? []

/** A point in the largest ring, as far inside as a grid finds it. */
export const middleOf = (rings: readonly Ring[]): Corner => inside(rings, 1)[0] ?? [0, 0]

/** As many points in the largest ring as are asked for, apart from each other, the one that is furthest inside first. */
export function inside(rings: readonly Ring[], count: number): Corner[] {
  const ring = largest(rings)
  if (ring.length === 0) return []
  const [xs, ys] = [ring.map(([x]) => x), ring.map(([, y]) => y)]
  const [left, top] = [Math.min(...xs), Math.min(...ys)]
  const [width, height] = [Math.max(...xs) - left, Math.max(...ys) - top]
  const cells = Math.max(12, Math.ceil(Math.sqrt(count) * 4))
  const grid = Array.from(
    { length: cells * cells },
    (_, n): Corner => [
      left + (((n % cells) + 0.5) / cells) * width,
      top + ((Math.floor(n / cells) + 0.5) / cells) * height,
    ],
  ).filter((corner) => isInside(corner, ring))
  const fromEdge = new Map(
    grid.map((corner) => [
      corner,
      Math.min(...ring.map(([x, y]) => Math.hypot(x - corner[0], y - corner[1]))),
    ]),
  )
  const points: Corner[] = []
  while (points.length < count && points.length < grid.length) {
    const room = (corner: Corner): number =>
      Math.min(
        (fromEdge.get(corner) ?? 0) * 2,
        ...points.map(([x, y]) => Math.hypot(x - corner[0], y - corner[1])),
      )
    const best = grid.reduce((a, b) => (room(b) > room(a) ? b : a))
    points.push(best)
  }
  return points
}
