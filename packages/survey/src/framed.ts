/** Numbers strata and PSUs by their keys, so that the order of rows, and of DuckDB's threads, leaves no trace in a result. */
import type { Interner } from './intern.ts'
import type { Label } from './sql.ts'
import { countingSort } from './table.ts'

export interface Numbered {
  psus: number
  /** New number of each PSU as it was met. */
  number: Int32Array
  /** By new number. */
  stratum: Int32Array
  key: Int32Array
  size: Int32Array
  strata: Label[]
  population: number[]
}

export function numbered(
  strata: Interner,
  psus: Interner,
  labels: readonly Label[],
  population: readonly number[],
): Numbered {
  const rank = inverse(ordered(strata))
  const count = psus.size
  const stratumOf = new Int32Array(count)
  const size = new Int32Array(strata.size)
  for (let psu = 0; psu < count; psu++) {
    const h = rank[psus.parentOf(psu)] as number
    stratumOf[psu] = h
    size[h] = (size[h] as number) + 1
  }
  const order = countingSort(ordered(psus), stratumOf, strata.size)
  const stratum = new Int32Array(count)
  const key = new Int32Array(2 * count)
  order.forEach((psu, at) => {
    stratum[at] = stratumOf[psu] as number
    key[2 * at] = psus.lowOf(psu)
    key[2 * at + 1] = psus.highOf(psu)
  })
  const moved = <T>(list: readonly T[]) => {
    const to: T[] = []
    list.forEach((item, h) => {
      to[rank[h] as number] = item
    })
    return to
  }
  return {
    psus: count,
    number: inverse(order),
    stratum,
    key,
    size,
    strata: moved(labels),
    population: moved(population),
  }
}

/** What an interner knows, by key: a counting sort of each 16 bits in turn. */
function ordered(from: Interner): Int32Array {
  const { size } = from
  let order = new Int32Array(size)
  for (let i = 0; i < size; i++) order[i] = i
  const digits = new Int32Array(size)
  for (const digit of [0, 1, 2, 3]) {
    let any = 0
    for (let i = 0; i < size; i++) {
      const half = digit < 2 ? from.lowOf(i) : from.highOf(i)
      any |= digits[i] = digit % 2 === 0 ? half & 0xffff : half >>> 16
    }
    if (any !== 0) order = countingSort(order, digits, 1 << 16)
  }
  return order
}

function inverse(order: Int32Array): Int32Array {
  const places = new Int32Array(order.length)
  for (let at = 0; at < order.length; at++) places[order[at] as number] = at
  return places
}
