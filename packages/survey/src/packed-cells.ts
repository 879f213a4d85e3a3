/** Reads cells that DuckDB summed up by one whole number (packed.ts): sorted by group and PSU with a few counting sorts, nothing looked up. */
import type { DuckDBMaterializedResult } from '@duckdb/node-api'
import { labelOfCode, type Packing, rangeOf } from './packed.ts'
import type { Frame } from './scan.ts'
import type { Label } from './sql.ts'
import { arranged, countingSort } from './table.ts'
import { doubles, halves } from './vectors.ts'

/** The columns of a result whole: sums, and the codes of group, stratum and PSU out of the key, which is the last. */
export async function columnsOf(result: DuckDBMaterializedResult, { widths }: Packing) {
  const { rowCount, columnCount } = result
  const sums = Array.from({ length: columnCount - 1 }, () => new Float64Array(rowCount))
  const groups = new Int32Array(rowCount)
  const strata = new Int32Array(rowCount)
  const psus = new Int32Array(rowCount)
  for (let at = 0; at < rowCount; ) {
    const chunk = await result.fetchChunk()
    if (chunk === null) throw new Error('DuckDB gave fewer rows than it announced')
    const rows = chunk.rowCount
    sums.forEach((column, i) => {
      column.set(doubles(chunk, i, rows), at)
    })
    parted(halves(chunk, sums.length, rows), at, { groups, strata, psus }, widths)
    at += rows
  }
  return { codes: { groups, strata, psus }, sums }
}

interface Codes {
  groups: Int32Array
  strata: Int32Array
  psus: Int32Array
}

/** Writes the parts of some keys from a place on. A function of its own, as V8 makes those quick that are called often. */
function parted(
  keys: Int32Array,
  at: number,
  { groups, strata, psus }: Codes,
  { stratum, psu }: Packing['widths'],
) {
  const ofStratum = 2 ** stratum - 1
  const ofPsu = 2 ** psu - 1
  for (let from = 0, to = at; from < keys.length; from += 2, to++) {
    const low = keys[from] as number
    const high = keys[from + 1] as number
    groups[to] = shifted(low, high, psu + stratum)
    strata[to] = shifted(low, high, psu) & ofStratum
    psus[to] = low & ofPsu
  }
}

/** The lower 32 bits of a number of 64 that is moved right. */
function shifted(low: number, high: number, bits: number): number {
  return bits === 0 ? low : bits < 32 ? (low >>> bits) | (high << (32 - bits)) : high >>> (bits - 32)
}

/** Cells by their codes, which are changed; and the PSUs one after another, by the codes of their strata and their own. */
export function cellsByCode(codes: Codes, sums: readonly Float64Array[], packing: Packing) {
  const psus = psusOf(codes, packing)
  const { rank, labels } = groupsOf(codes.groups, packing.variables)
  const { groups } = codes
  for (let cell = 0; cell < groups.length; cell++) groups[cell] = rank[groups[cell] as number] as number
  const { order, start } = arranged(codes.psus, psus.psu.length, groups, labels.length)
  const psu = gathered(codes.psus, order)
  labels.forEach((_, group) => {
    groups.fill(group, start[group], start[group + 1])
  })
  return {
    psus,
    cells: {
      psu,
      group: groups,
      count: order.length,
      groups: labels,
      sums: sums.map((sum) => gathered(sum, order)),
    },
  }
}

/** The PSUs in order of stratum and own code; the cells' codes of PSUs become their places. */
function psusOf({ strata, psus }: Codes, packing: Packing): { stratum: Int32Array; psu: Int32Array } {
  const [high, range] = [packing.stratum?.range ?? 1, packing.psu?.range ?? 1]
  const home = isSmall(range, psus.length) ? strataOf(psus, strata, range) : null
  if (home === null) return psusSorted(strata, psus, high, range)
  const met = new Int32Array(Math.min(range, psus.length))
  let count = 0
  for (let own = 0; own < range; own++) if ((home[own] as number) >= 0) met[count++] = own
  const stratumOf = met.subarray(0, count).map((own) => home[own] as number)
  const order = sorted(upTo(count), stratumOf, high)
  order.forEach((item, at) => {
    home[met[item] as number] = at
  })
  for (let cell = 0; cell < psus.length; cell++) psus[cell] = home[psus[cell] as number] as number
  return { stratum: gathered(stratumOf, order), psu: gathered(met, order) }
}

/** The one stratum in which each PSU lies, −1 where there is no such PSU; null where a code is met in several strata. */
function strataOf(psus: Int32Array, strata: Int32Array, range: number): Int32Array | null {
  const home = new Int32Array(range).fill(-1)
  for (let cell = 0; cell < psus.length; cell++) {
    const own = psus[cell] as number
    const h = strata[cell] as number
    const before = home[own] as number
    if (before === h) continue
    if (before >= 0) return null
    home[own] = h
  }
  return home
}

/** The same by sorting all cells: PSUs of one code in several strata, or of codes far apart. */
function psusSorted(strata: Int32Array, psus: Int32Array, high: number, range: number) {
  const stratum = new Int32Array(psus.length)
  const psu = new Int32Array(psus.length)
  let count = 0
  for (const cell of sorted(sorted(upTo(psus.length), psus, range), strata, high)) {
    const h = strata[cell] as number
    const own = psus[cell] as number
    if (count === 0 || own !== psu[count - 1] || h !== stratum[count - 1]) {
      stratum[count] = h
      psu[count++] = own
    }
    psus[cell] = count - 1
  }
  return { stratum: stratum.slice(0, count), psu: psu.slice(0, count) }
}

/** The design's PSUs; null where one has no number, or no stratum. */
export function frameOf(
  codes: { stratum: Int32Array; psu: Int32Array },
  { stratum, psu }: Packing,
  rows: number,
  known: boolean,
): Frame | null {
  const psus = codes.psu.length
  const frame = { stratum: new Int32Array(psus), key: new Int32Array(2 * psus) }
  const strata: Label[] = []
  const size: number[] = []
  for (let i = 0, before = -1; i < psus; i++) {
    const code = codes.stratum[i] as number
    const own = codes.psu[i] as number
    if ((stratum?.nulls && code === 0) || (psu?.nulls && own === 0)) return null
    if (code !== before) size[strata.push(stratum && labelOfCode(stratum, code)) - 1] = 0
    before = code
    const h = strata.length - 1
    frame.stratum[i] = h
    size[h] = (size[h] as number) + 1
    if (psu === null) continue
    // As 64 bits in two halves: `|` takes the lower 32.
    frame.key[2 * i] = (own + psu.base) | 0
    frame.key[2 * i + 1] = Math.floor((own + psu.base) / 2 ** 32)
  }
  return { psus, ...frame, strata, size: Int32Array.from(size), population: null, rows, known }
}

/** Of each code of a group that has cells, its rank; and the groups in that order. */
function groupsOf(codes: Int32Array, variables: Packing['variables']) {
  const rank = new Int32Array(rangeOf(variables))
  for (let cell = 0; cell < codes.length; cell++) rank[codes[cell] as number] = 1
  const labels: Label[][] = []
  for (let code = 0; code < rank.length; code++)
    if (rank[code] === 1) rank[code] = labels.push(valuesOf(code, variables)) - 1
  return { rank, labels }
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

/** By codes below `range`, equals as they stood: in two digits where a table of all codes would be the greater work. */
function sorted(items: Int32Array, codes: Int32Array, range: number): Int32Array {
  if (isSmall(range, codes.length)) return countingSort(items, codes, range)
  const digit = (shift: number) => codes.map((code) => (code >>> shift) & 0xffff)
  return countingSort(countingSort(items, digit(0), 1 << 16), digit(16), (range >>> 16) + 1)
}

/** Whether a table of all codes is little work beside the items. */
const isSmall = (range: number, items: number) => range <= 4 * items + 65536

function upTo(count: number): Int32Array {
  const places = new Int32Array(count)
  for (let i = 0; i < count; i++) places[i] = i
  return places
}

function gathered<T extends Int32Array | Float64Array>(from: T, order: Int32Array): T {
  const to = new (from.constructor as new (count: number) => T)(order.length)
  for (let at = 0; at < order.length; at++) to[at] = from[order[at] as number] as number
  return to
}
