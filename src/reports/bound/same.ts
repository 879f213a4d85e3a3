/** Whether two values say the same to a reader: numbers, words and rows; not how a source is described or where its page is. */
import { isDeepStrictEqual } from 'node:util'
import type { Measured, Value } from './value.ts'

/** As the evidence does for cited figures: beyond what adding up in another order leaves. */
const isSameNumber = (a: number | null, b: number | null): boolean =>
  a === null || b === null ? a === b : Math.abs(a - b) <= 1e-10 * Math.max(Math.abs(a), Math.abs(b))

const isSameMeasured = (a: Measured, b: Measured): boolean =>
  isSameNumber(a.value, b.value) &&
  isSameNumber(a.low, b.low) &&
  isSameNumber(a.high, b.high) &&
  a.n === b.n &&
  a.unit === b.unit &&
  isDeepStrictEqual(a.withheld, b.withheld)

const isMeasured = (cell: object): cell is Measured => 'unit' in cell

const isSameCell = (a: object | undefined, b: object | undefined): boolean =>
  a && b && isMeasured(a) && isMeasured(b) ? isSameMeasured(a, b) : isDeepStrictEqual(a, b)

const isSameList = <T>(a: readonly T[], b: readonly T[], same: (a: T, b: T) => boolean): boolean =>
  a.length === b.length && a.every((one, at) => same(one, b[at] as T))

export function saysTheSame(a: Value, b: Value): boolean {
  if (a.is === 'number' && b.is === 'number') return isSameMeasured(a, b)
  if (a.is === 'table' && b.is === 'table')
    return isSameList(
      a.rows,
      b.rows,
      (one, other) =>
        isDeepStrictEqual(one.label, other.label) && isSameList(one.cells, other.cells, isSameCell),
    )
  if (a.is === 'chart' && b.is === 'chart')
    return isSameList(
      a.rows,
      b.rows,
      (one, other) => one.key === other.key && isSameList(one.figures, other.figures, isSameMeasured),
    )
  if (a.is === 'text' && b.is === 'text') return isDeepStrictEqual([a.title, a.text], [b.title, b.text])
  if (a.is === 'list' && b.is === 'list')
    return isSameList(a.items, b.items, (one, other) =>
      isDeepStrictEqual([one.label, one.cells], [other.label, other.cells]),
    )
  if (a.is === 'gone' && b.is === 'gone') return a.why === b.why
  return false
}
