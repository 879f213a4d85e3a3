/** Reads cells that DuckDB summed up by one whole number (packed.ts): sorted by group and PSU with a few counting sorts, nothing looked up. */
import type { DuckDBMaterializedResult } from '@duckdb/node-api'
import { labelOfCode, type Packing, rangeOf } from './packed.ts'
import type { Frame } from './scan.ts'
import type { Label } from './sql.ts'
import { countingSort } from './table.ts'
import { doubles, integers } from './vectors.ts'

/** The columns of a result whole: sums, and last the codes of group, stratum and PSU. */
export async function columnsOf(result: DuckDBMaterializedResult) {
  const { rowCount, columnCount } = result
  const sums = Array.from({ length: columnCount - 3 }, () => new Float64Array(rowCount))
  const codes = [new Int32Array(rowCount), new Int32Array(rowCount), new Int32Array(rowCount)] as const
  for (let at = 0; at < rowCount; ) {
    const chunk = await result.fetchChunk()
    if (chunk === null) throw new Error('DuckDB gave fewer rows than it announced')
    const rows = chunk.rowCount
    sums.forEach((column, i) => {
      column.set(doubles(chunk, i, rows), at)
    })
    codes.forEach((column, i) => {
      column.set(integers(chunk, sums.length + i, rows), at)
    })
    at += rows
  }
  return { codes, sums }
}

/** Cells by their codes of group, stratum and PSU; null where the stratum or PSU of one is missing. */
export function cellsByCode(
  [groups, strata, psus]: readonly [Int32Array, Int32Array, Int32Array],
  sums: readonly Float64Array[],
  packing: Packing,
) {
  const { stratum, psu } = packing
  const any = new Int32Array(groups.length)
  for (let cell = 0; cell < any.length; cell++) any[cell] = cell
  const inOrder = sorted(sorted(any, psus, psu?.range ?? 1), strata, stratum?.range ?? 1)
  const number = new Int32Array(groups.length)
  // The PSUs one after another: codes of their strata and their own.
  const stratumCode = new Int32Array(groups.length)
  const psuCode = new Int32Array(groups.length)
  let count = 0
  for (let at = 0; at < inOrder.length; at++) {
    const cell = inOrder[at] as number
    const h = strata[cell] as number
    const own = psus[cell] as number
    if (count === 0 || own !== psuCode[count - 1] || h !== stratumCode[count - 1]) {
      stratumCode[count] = h
      psuCode[count++] = own
    }
    number[cell] = count - 1
  }
  const { rank, labels } = groupsOf(groups, packing.variables)
  const group = groups.map((code) => rank[code] as number)
  const order = countingSort(inOrder, group, labels.length)
  return {
    psus: { stratum: stratumCode.slice(0, count), psu: psuCode.slice(0, count) },
    cells: {
      psu: gathered(number, order),
      group: gathered(group, order),
      count: order.length,
      groups: labels,
      sums: sums.map((sum) => gathered(sum, order)),
    },
  }
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
  if (range <= 4 * codes.length + 65536) return countingSort(items, codes, range)
  const low = countingSort(
    items,
    codes.map((code) => code & 0xffff),
    1 << 16,
  )
  return countingSort(
    low,
    codes.map((code) => code >>> 16),
    (range >>> 16) + 1,
  )
}

function gathered<T extends Int32Array | Float64Array>(from: T, order: Int32Array): T {
  const to = new (from.constructor as new (count: number) => T)(order.length)
  for (let at = 0; at < order.length; at++) to[at] = from[order[at] as number] as number
  return to
}
