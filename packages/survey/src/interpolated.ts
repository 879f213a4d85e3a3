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
  running: readonly number[],
  psuKey: Int32Array | null,
): (p: number) => Reading {
  const { value, weight, psu } = rows
  const total = running.at(-1) ?? 0
  const keyOf = (row: number, half: 0 | 1) =>
    psuKey === null ? 0 : (psuKey[2 * (psu[row] as number) + half] as number) >>> 0
  const byWeight = (a: number, b: number) =>
    (weight[b] as number) - (weight[a] as number) ||
    keyOf(a, 1) - keyOf(b, 1) ||
    keyOf(a, 0) - keyOf(b, 0) ||
    (psu[a] as number) - (psu[b] as number)
  return (p) => {
    const [start, end] = equalsAt(value, firstReaching(running, p * total))
    const before = start === 0 ? 0 : (running[start - 1] as number)
    const equals = Array.from({ length: end - start }, (_, i) => start + i).sort(byWeight)
    let reached = before
    let place = 0
    while (place < equals.length - 1) {
      const next = reached + (weight[equals[place] as number] as number)
      if (next / total >= p) break
      reached = next
      place++
    }
    const earlier = new Set(equals.slice(0, place))
    const own = value[start] as number
    const below = (row: number) => row < start || earlier.has(row)
    // Only on the way to the first of the equals does the value rise.
    if (start === 0 || place > 0) return { value: own, below }
    const last = value[start - 1] as number
    const way = (p * total - before) / (weight[equals[0] as number] as number)
    return { value: last + way * (own - last), below }
  }
}

/** First row whose running weight reaches a target, the last row at the latest. */
function firstReaching(running: readonly number[], target: number): number {
  let low = 0
  for (let high = running.length - 1; low < high; ) {
    const middle = (low + high) >> 1
    if ((running[middle] as number) < target) low = middle + 1
    else high = middle
  }
  return low
}

/** The rows from `start` to before `end` have the value of a row. */
function equalsAt(value: readonly number[], row: number): [start: number, end: number] {
  let start = row
  let end = row + 1
  while (start > 0 && value[start - 1] === value[row]) start--
  while (end < value.length && value[end] === value[row]) end++
  return [start, end]
}
