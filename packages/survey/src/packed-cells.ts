/** Reads cells that DuckDB summed up by one whole number (packed.ts) and puts them in order of group and PSU: nothing is looked up, only counted. */
import type { DuckDBMaterializedResult } from '@duckdb/node-api'
import { labelOfCode, type Packing, rangeOf } from './packed.ts'
import type { PackedPsus } from './packed-psus.ts'
import type { Cells, Frame } from './scan.ts'
import type { Label } from './sql.ts'
import { readColumns } from './vectors.ts'

/** Codes of each cell. */
export interface Codes {
  groups: Int32Array
  strata: Int32Array
  psus: Int32Array
}

/** The columns of a result whole: `of` sums, and at last the codes. */
export function columnsOf(result: DuckDBMaterializedResult, of: number) {
  const { rowCount, columnCount } = result
  const sums = Array.from({ length: of }, () => new Float64Array(rowCount))
  const codes = Array.from({ length: columnCount - of }, () => new Int32Array(rowCount))
  readColumns(result, [...sums, ...codes])
  return { sums, codes }
}

/** Cells in order of group and PSU. The arrays given are used up: in them stands what is returned. */
export function cellsByCode(
  codes: Codes,
  psus: PackedPsus,
  sums: readonly Float64Array[],
  variables: Packing['variables'],
): Omit<Cells, 'variables' | 'kept'> {
  const { next, start, groups } = groupsOf(codes.groups, variables)
  // New arrays cost as much as what is done with them: those that have been read take what comes next.
  const { groups: group, strata: order, psus: psu } = codes
  spread(psus, group, next, { order, psu })
  groups.forEach((_, g) => {
    group.fill(g, start[g], start[g + 1])
  })
  return { psu, group, start, count: order.length, groups, sums: arranged(sums, order) }
}

/** Deals the cells, which lie PSU by PSU, to their groups. `next`: by code, the place of a group's next cell. */
function spread(
  { first, cells }: PackedPsus,
  groups: Int32Array,
  next: Int32Array,
  { order, psu }: { order: Int32Array; psu: Int32Array },
) {
  for (let p = 1, i = 0; p < first.length; p++)
    for (const end = first[p] as number; i < end; i++) {
      const cell = cells[i] as number
      const code = groups[cell] as number
      const at = next[code] as number
      next[code] = at + 1
      order[at] = cell
      psu[at] = p - 1
    }
}

/** The groups that have cells, in the order of their codes, with the place of the first cell of each, and by code in `next`. */
function groupsOf(codes: Int32Array, variables: Packing['variables']) {
  const next = new Int32Array(rangeOf(variables))
  for (let cell = 0; cell < codes.length; cell++) {
    const code = codes[cell] as number
    next[code] = (next[code] as number) + 1
  }
  const groups: Label[][] = []
  const start: number[] = []
  let before = 0
  for (let code = 0; code < next.length; code++) {
    const cells = next[code] as number
    if (cells === 0) continue
    groups.push(valuesOf(code, variables))
    start.push(before)
    next[code] = before
    before += cells
  }
  return { next, start: Int32Array.from([...start, before]), groups }
}

function valuesOf(code: number, variables: Packing['variables']): Label[] {
  let rest = code
  return variables
    .toReversed()
    .map((digit) => {
      const own = rest % digit.range
      rest = Math.floor(rest / digit.range)
      return labelOfCode(digit, own)
    })
    .reverse()
}

/** Each sum goes to the array of the one before. */
function arranged(sums: readonly Float64Array[], order: Int32Array): Float64Array[] {
  let room: Float64Array = new Float64Array(order.length)
  return sums.map((sum) => {
    const to = room
    gather(sum, order, to)
    room = sum
    return to
  })
}

function gather(from: Float64Array, order: Int32Array, to: Float64Array) {
  for (let at = 0; at < order.length; at++) to[at] = from[order[at] as number] as number
}

/** The design's PSUs; null where one has no number, or no stratum. */
export function frameOf(
  codes: PackedPsus,
  { stratum, psu }: Packing,
  rows: number,
  known: boolean,
): Frame | null {
  if ((stratum?.nulls && codes.stratum.includes(0)) || (psu?.nulls && codes.psu.includes(0))) return null
  const psus = codes.psu.length
  const { places, first } = ranksOf(codes.stratum)
  const strata = first.map((i): Label => stratum && labelOfCode(stratum, codes.stratum[i] as number))
  const size = Int32Array.from(first, (from, h) => (first[h + 1] ?? psus) - from)
  const key = psu === null ? new Int32Array(2 * psus) : keysOf(codes.psu, psu.base)
  return { psus, stratum: places, key, strata, size, population: null, rows, known }
}

/** Of codes in order, how many others lie below each; and where each begins. */
function ranksOf(codes: Int32Array): { places: Int32Array; first: number[] } {
  const places = new Int32Array(codes.length)
  const first: number[] = []
  let place = -1
  let before = -1
  for (let i = 0; i < codes.length; i++) {
    const code = codes[i] as number
    if (code !== before) place = first.push(i) - 1
    before = code
    places[i] = place
  }
  return { places, first }
}

/** Numbers of PSUs as 64 bits in two halves. */
function keysOf(codes: Int32Array, base: number): Int32Array {
  const key = new Int32Array(2 * codes.length)
  for (let i = 0; i < codes.length; i++) {
    const own = (codes[i] as number) + base
    // `|` takes the lower 32.
    key[2 * i] = own | 0
    if (own >= 2 ** 32) key[2 * i + 1] = Math.floor(own / 2 ** 32)
  }
  return key
}
