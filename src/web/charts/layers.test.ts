import { describe, expect, test } from 'vitest'
import { type Arrow, type Box, layers } from './layers.ts'

const box = (id: string): Box => ({ id, width: 200, height: 60 })
const arrow = (way: string): Arrow => ({ from: way[0] ?? '', to: way[1] ?? '' })
const laid = (ids: string, ...ways: string[]) => layers([...ids].map(box), ways.map(arrow))
const columns = (ids: string, ...ways: string[]): Record<string, number> =>
  Object.fromEntries([...laid(ids, ...ways).boxes].map(([id, { column }]) => [id, column]))

describe('the columns', () => {
  test('a→b→d, a→c→d: what leads stands left of what it leads to', () =>
    expect(columns('dcba', 'ab', 'bd', 'ac', 'cd')).toEqual({ a: 0, b: 1, c: 1, d: 2 }))
  test('a→d beside a→b→c→d: the longest way counts', () =>
    expect(columns('abcd', 'ab', 'bc', 'cd', 'ad')).toEqual({ a: 0, b: 1, c: 2, d: 3 }))
  test('a circle ends, and its parts stand in a row', () =>
    expect(columns('abc', 'ab', 'bc', 'ca')).toEqual({ a: 0, b: 1, c: 2 }))
  test('an arrow of nobody, or to itself, is no arrow', () => {
    const { arrows, boxes } = laid('a', 'ax', 'aa')
    expect([arrows, boxes.size]).toEqual([[[], []], 1])
  })
  test('nothing is as large as nothing', () => expect(laid('')).toMatchObject({ width: 0, height: 0 }))
})

describe('the rows', () => {
  test('no two boxes of a column touch, whatever leads where', () => {
    const ids = 'abcdefghijklmnopqrstuvwxyz'
    const ways = [...ids].flatMap((id, at) =>
      [at * 2 + 1, at * 3 + 2, at + 7].flatMap((to) => (ids[to] ? [`${id}${ids[to]}`] : [])),
    )
    const { boxes } = laid(ids, ...ways)
    const all = [...boxes.values()]
    for (const one of all)
      for (const other of all)
        if (one !== other && one.column === other.column)
          expect(Math.abs(one.y - other.y)).toBeGreaterThanOrEqual(60 + 16 - 1e-6)
    expect(Math.min(...all.map(({ y }) => y))).toBeGreaterThanOrEqual(30)
  })
  test('two ladders are not crossed', () => {
    const { boxes } = laid('abcdef', 'ad', 'be', 'cf')
    const y = (id: string) => boxes.get(id)?.y ?? Number.NaN
    expect(y('a') < y('b') === y('d') < y('e')).toBe(true)
    expect(y('a')).toBeCloseTo(y('d'))
  })
  test('a long arrow passes each column between, and ends at the edges', () => {
    const { arrows, boxes } = laid('abcd', 'ab', 'bc', 'cd', 'ad')
    const way = arrows[3] ?? []
    expect(way).toHaveLength(6)
    expect(way.map(({ x }) => x)).toEqual(way.map(({ x }) => x).toSorted((a, b) => a - b))
    expect(way[0]).toEqual({ x: 200, y: boxes.get('a')?.y })
    for (const id of 'bc')
      for (const { x, y } of way.slice(1, -1))
        if (Math.abs(x - (boxes.get(id)?.x ?? 0)) < 1)
          expect(Math.abs(y - (boxes.get(id)?.y ?? 0))).toBeGreaterThanOrEqual(30)
  })
})
