/**
 * Quantiles interpolated between neighbouring rows, as statistical offices print them (R: `svyquantile(method = "linear",
 * ties = "discrete")` before survey 4.1; INEGI's ENOE). Many people share one value, and the place of each among its equals
 * decides both where the value is reached and who counts as below it. Equals are ordered by falling weight, then by PSU:
 * it is the order in which INEGI's figures of 2019-T1 come out to the printed digit, whatever the order of the file.
 */
import type { Rows } from './table.ts'

/** A quantile, and which rows lie below it: those whose running share has not yet reached it. */
export interface Reading {
  value: number
  below: (row: number) => boolean
}

/**
 * Reads quantiles of rows sorted by value; `running` are their cumulative weights, `psuKey` the numbers of the PSUs (`Frame.key`),
 * null where rows stand in second-stage units.
 */
export function interpolator(
  rows: Rows,
  running: Float64Array,
  psuKey: Int32Array | null,
): (p: number) => Reading {
  const { value } = rows
  const total = running.at(-1) ?? 0
  return (p) => {
    const [start, end] = equalsAt(value, firstReaching(running, p * total))
    const before = start === 0 ? 0 : (running[start - 1] as number)
    const equals = { start, end, before, target: p * total }
    return {
      value: valueAt(rows, equals),
      // Ordering the equals is the costly half, and limits do not ask for it.
      get below() {
        return belowOf(rows, equals, psuKey)
      },
    }
  }
}

/** Rows of one value, the weight before them, and the weight to reach among them. */
interface Equals {
  start: number
  end: number
  before: number
  target: number
}

/** Only on the way to the first of the equals, the heaviest, does the value rise. */
function valueAt({ value, weight }: Rows, { start, end, before, target }: Equals): number {
  const own = value[start] as number
  let heaviest = 0
  for (let row = start; row < end; row++) heaviest = Math.max(heaviest, weight[row] as number)
  if (start === 0 || (before + heaviest < target && end - start > 1)) return own
  const last = value[start - 1] as number
  return last + ((target - before) / heaviest) * (own - last)
}

/** The rows before the one that reaches the target: equals in classes of weight, only the class that reaches it in order of PSU. */
function belowOf(
  { weight, psu }: Rows,
  { start, end, before, target }: Equals,
  psuKey: Int32Array | null,
): (row: number) => boolean {
  const sums = new Map<number, number>()
  for (let row = start; row < end; row++) {
    const own = weight[row] as number
    sums.set(own, (sums.get(own) ?? 0) + own)
  }
  const classes = [...sums.keys()].sort((a, b) => b - a)
  let reached = before
  let at = 0
  for (; at < classes.length - 1; at++) {
    const next = reached + (sums.get(classes[at] as number) as number)
    if (next >= target) break
    reached = next
  }
  const crossing = classes[at] as number
  const keyOf = (row: number, half: 0 | 1) =>
    psuKey === null ? 0 : (psuKey[2 * (psu[row] as number) + half] as number) >>> 0
  const inOrder = Array.from({ length: end - start }, (_, i) => start + i)
    .filter((row) => weight[row] === crossing)
    .sort(
      (a, b) =>
        keyOf(a, 1) - keyOf(b, 1) || keyOf(a, 0) - keyOf(b, 0) || (psu[a] as number) - (psu[b] as number),
    )
  const earlier = new Set<number>()
  for (const row of inOrder) {
    reached += crossing
    if (reached >= target) break
    earlier.add(row)
  }
  return (row) => row < start || (row < end && ((weight[row] as number) > crossing || earlier.has(row)))
}

/** First row whose running weight reaches a target, the last row at the latest. */
function firstReaching(running: Float64Array, target: number): number {
  let low = 0
  for (let high = running.length - 1; low < high; ) {
    const middle = (low + high) >> 1
    if ((running[middle] as number) < target) low = middle + 1
    else high = middle
  }
  return low
}

/** The rows from `start` to before `end` have the value of a row. */
function equalsAt(value: Float64Array, row: number): [start: number, end: number] {
  let start = row
  let end = row + 1
  while (start > 0 && value[start - 1] === value[row]) start--
  while (end < value.length && value[end] === value[row]) end++
  return [start, end]
}
