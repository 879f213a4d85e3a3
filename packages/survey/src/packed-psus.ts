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

export function psusOf(codes: Codes, packing: Packing): PackedPsus {
  const count = codes.psus.length
  const [high, range] = [packing.stratum?.range ?? 1, packing.psu?.range ?? 1]
  const tables = isSmall(range, count) && isSmall(high, count) ? homesOf(codes, range) : null
  return tables === null ? bySorting(codes, high, range) : byCounting(codes.psus, tables, high)
}

/** By the PSUs' codes. */
interface Homes {
  /** The one stratum in which each lies; −1 where there is no such PSU. */
  home: Int32Array
  cells: Int32Array
}

/** null where a code is met in several strata. */
function homesOf({ strata, psus }: Codes, range: number): Homes | null {
  const home = new Int32Array(range).fill(-1)
  const cells = new Int32Array(range)
  for (let cell = 0; cell < psus.length; cell++) {
    const own = psus[cell] as number
    const h = strata[cell] as number
    if (home[own] !== h) {
      if ((home[own] as number) >= 0) return null
      home[own] = h
    }
    cells[own] = (cells[own] as number) + 1
  }
  return { home, cells }
}

/** A counting sort of the PSUs by stratum, and one of the cells by PSU. Plain loops: iterators cost thrice as much here. */
function byCounting(psus: Int32Array, { home, cells }: Homes, high: number): PackedPsus {
  const next = new Int32Array(high + 1)
  for (let own = 0; own < home.length; own++) {
    const after = (home[own] as number) + 1
    if (after > 0) next[after] = (next[after] as number) + 1
  }
  for (let h = 1; h <= high; h++) next[h] = (next[h] as number) + (next[h - 1] as number)
  const count = next[high] as number
  const stratum = new Int32Array(count)
  const psu = new Int32Array(count)
  for (let own = 0; own < home.length; own++) {
    const h = home[own] as number
    if (h < 0) continue
    const at = next[h] as number
    next[h] = at + 1
    stratum[at] = h
    psu[at] = own
  }
  const first = new Int32Array(count + 1)
  // From here on, by code, the place of a PSU's next cell.
  const place = cells
  for (let at = 0; at < count; at++) {
    const own = psu[at] as number
    const from = first[at] as number
    first[at + 1] = from + (cells[own] as number)
    place[own] = from
  }
  const sorted = new Int32Array(psus.length)
  for (let cell = 0; cell < psus.length; cell++) {
    const own = psus[cell] as number
    const at = place[own] as number
    place[own] = at + 1
    sorted[at] = cell
  }
  return { stratum, psu, cells: sorted, first }
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
