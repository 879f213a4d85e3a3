/** The PSUs that cells lie in, by the codes of their strata and their own: numbered in that order, with the cells of each side by side. */
import type { Packing } from './packed.ts'
import type { Codes } from './packed-cells.ts'
import { countingSort, upTo } from './table.ts'

export interface PackedPsus {
  /** Codes of each PSU's stratum and its own, in order of stratum and own code. */
  stratum: Int32Array
  psu: Int32Array
  /** The cells, PSU by PSU. */
  cells: Int32Array
  /** Where each PSU's cells begin among them, and at last their count. */
  first: Int32Array
}

/** The PSUs of a packing's columns: codes of group, stratum and PSU. */
export function psusFound([groups, strata, psus]: readonly Int32Array[], packing: Packing) {
  const codes = { groups, strata, psus } as Codes
  return { codes, psus: psusOf(codes, packing) }
}

function psusOf(codes: Codes, packing: Packing): PackedPsus {
  const count = codes.psus.length
  const [high, range] = [packing.stratum?.range ?? 1, packing.psu?.range ?? 1]
  const homes = isSmall(range, count) && isSmall(high, count) ? homesOf(codes, range) : null
  return homes === null ? bySorting(codes, high, range) : byCounting(codes.psus, homes, high)
}

/**
 * By the PSUs' codes, in pairs: one more than the code of the one stratum in which each lies, 0 where there is no such
 * PSU; and how many cells it has. null where a code is met in several strata.
 */
function homesOf({ strata, psus }: Codes, range: number): Int32Array | null {
  const homes = new Int32Array(2 * range)
  for (let cell = 0; cell < psus.length; cell++) {
    const at = 2 * (psus[cell] as number)
    const h = (strata[cell] as number) + 1
    const before = homes[at] as number
    if (before !== h) {
      if (before > 0) return null
      homes[at] = h
    }
    homes[at + 1] = (homes[at + 1] as number) + 1
  }
  return homes
}

/** A counting sort of the PSUs by stratum, and one of the cells by PSU. Plain loops: iterators cost thrice as much here. */
function byCounting(psus: Int32Array, homes: Int32Array, high: number): PackedPsus {
  const next = new Int32Array(high + 1)
  for (let at = 0; at < homes.length; at += 2) {
    const after = homes[at] as number
    if (after > 0) next[after] = (next[after] as number) + 1
  }
  for (let h = 1; h <= high; h++) next[h] = (next[h] as number) + (next[h - 1] as number)
  const count = next[high] as number
  const stratum = new Int32Array(count)
  const psu = new Int32Array(count)
  for (let at = 0; at < homes.length; at += 2) {
    const h = (homes[at] as number) - 1
    if (h < 0) continue
    const place = next[h] as number
    next[h] = place + 1
    stratum[place] = h
    psu[place] = at / 2
  }
  const first = new Int32Array(count + 1)
  for (let place = 0, from = 0; place < count; place++) {
    const at = 2 * (psu[place] as number) + 1
    const cells = homes[at] as number
    // From here on the place of the PSU's next cell.
    homes[at] = from
    from += cells
    first[place + 1] = from
  }
  const cells = new Int32Array(psus.length)
  for (let cell = 0; cell < psus.length; cell++) {
    const at = 2 * (psus[cell] as number) + 1
    const to = homes[at] as number
    homes[at] = to + 1
    cells[to] = cell
  }
  return { stratum, psu, cells, first }
}

/** The same by sorting all cells: PSUs of one code in several strata, or of codes far apart. */
function bySorting({ strata, psus }: Codes, high: number, range: number): PackedPsus {
  const cells = sorted(sorted(upTo(psus.length), psus, range), strata, high)
  const first: number[] = []
  let [before, beforeIn] = [-1, -1]
  for (let at = 0; at < cells.length; at++) {
    const cell = cells[at] as number
    const own = psus[cell] as number
    const h = strata[cell] as number
    if (own !== before || h !== beforeIn) first.push(at)
    before = own
    beforeIn = h
  }
  return {
    stratum: Int32Array.from(first, (at) => strata[cells[at] as number] as number),
    psu: Int32Array.from(first, (at) => psus[cells[at] as number] as number),
    cells,
    first: Int32Array.from([...first, cells.length]),
  }
}

/** By codes below `range`, equals as they stood: in two digits where a table of all codes would be the greater work. */
function sorted(items: Int32Array, codes: Int32Array, range: number): Int32Array {
  if (isSmall(range, codes.length)) return countingSort(items, codes, range)
  const digit = (shift: number) => codes.map((code) => (code >>> shift) & 0xffff)
  return countingSort(countingSort(items, digit(0), 1 << 16), digit(16), (range >>> 16) + 1)
}

/** Whether a table of all codes is little work beside the items. */
const isSmall = (range: number, items: number) => range <= 4 * items + 65536
