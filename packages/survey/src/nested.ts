/**
 * What a PSU fixes: its stratum, and variables such as its state. Where that is known of a Parquet file, DuckDB groups by the PSU
 * and the other variables alone, in 32 bits and three quarters of the time, and the PSUs need not be found and sorted again.
 */
import type { DuckDBConnection, DuckDBMaterializedResult } from '@duckdb/node-api'
import type { Design } from './design.ts'
import { Remembered, stateOf } from './file-state.ts'
import { beside, bitsOf, type Digit, type Keyed, type Packing, rangeOf } from './packed.ts'
import type { Codes } from './packed-cells.ts'
import type { PackedPsus } from './packed-psus.ts'
import { readColumns } from './vectors.ts'

export interface Nested {
  /** Codes of each PSU's stratum and its own, in order of stratum and own code. */
  stratum: Int32Array
  psu: Int32Array
  /** By a PSU's code, its place in that order; -1 where there is none. */
  place: Int32Array
  /** By the SQL of a variable that no PSU has two values of: its code in each PSU, in order. */
  fixed: ReadonlyMap<string, Int32Array>
}

/** A table of all codes there might be: 16 MB. */
const CODES = 1 << 22
/** Asking costs a third of a scan: worth it from the second time on. */
const remembered = new Remembered<Nested | null | 'asked once'>(4)

/** null where a PSU lies in two strata, the source is no Parquet file, or this is the first time that it is asked about. */
export async function nestedOf(
  connection: DuckDBConnection,
  { source, counted }: Design,
  packings: readonly Packing[],
): Promise<Nested | null> {
  const file = stateOf(source)
  const { stratum, psu } = packings[0] ?? {}
  if (file === undefined || !stratum || !psu || psu.range > CODES) return null
  const variables = [...new Set(packings.flatMap((packing) => packing.variables.map(({ sql }) => sql)))]
  const limits = [stratum.sql, ...variables].flatMap((sql) => [`min(${sql})`, `max(${sql})`])
  const where = counted ? ` WHERE (${counted}\n)` : ''
  const list = [psu.sql, ...limits].map((sql) => `CAST(${sql} AS INTEGER)`)
  const query = `SELECT ${list.join(', ')} FROM ${source}${where} GROUP BY ${psu.sql}`
  const before = remembered.get(connection, query, file)
  if (before === undefined) remembered.set(connection, query, file, 'asked once')
  if (before !== 'asked once') return before ?? null
  const found = nestedIn(await connection.run(query), { stratum, psu, variables })
  remembered.set(connection, query, file, found)
  return found
}

function nestedIn(
  result: DuckDBMaterializedResult,
  { stratum, psu, variables }: { stratum: Digit; psu: Digit; variables: readonly string[] },
): Nested | null {
  const columns = Array.from({ length: result.columnCount }, () => new Int32Array(result.rowCount))
  readColumns(result, columns)
  const [own, low, high, ...others] = columns as [Int32Array, Int32Array, Int32Array, ...Int32Array[]]
  if (!low.every((code, i) => code === high[i])) return null
  const order = own.map((_, i) => i)
  order.sort((a, b) => (low[a] as number) - (low[b] as number) || (own[a] as number) - (own[b] as number))
  const ordered = (codes: Int32Array) => order.map((i) => codes[i] as number)
  const place = new Int32Array(psu.range).fill(-1)
  order.forEach((i, at) => {
    place[own[i] as number] = at
  })
  const fixed = new Map([[stratum.sql, ordered(low)]])
  variables.forEach((sql, v) => {
    const [least, most] = [others[2 * v] as Int32Array, others[2 * v + 1] as Int32Array]
    if (least.every((code, i) => code === most[i])) fixed.set(sql, ordered(least))
  })
  return { stratum: ordered(low), psu: ordered(own), place, fixed }
}

/** One number of 32 bits that tells cells apart where their PSUs fix the rest. */
export interface NestedKey extends Keyed {
  /** How many of its bits are used. */
  bits: number
  /** null: a PSU that was not there when the file was asked about. Of the codes, `strata` is left empty. */
  read(keys: Int32Array): { codes: Codes; psus: PackedPsus } | null
}

/** null: the number has more than 32 bits. */
export function nestedKey({ psu, variables }: Packing, nested: Nested): NestedKey | null {
  const free = variables.filter(({ sql }) => !nested.fixed.has(sql))
  const width = bitsOf(psu)
  const bits = bitsOf({ range: rangeOf(free) }) + width
  if (psu === null || bits > 31) return null
  const { sql } = [...free, { sql: psu.sql, range: 2 ** width }].reduce(beside, { sql: '', range: 1 })
  const parts = groupParts(variables, nested)
  const read = (keys: Int32Array) => readKeys(keys, width, parts, nested)
  return { sql, bits, codes: (column) => [`CAST(${column} AS INTEGER)`], read }
}

/** Up to here a table of all numbers is the quicker; twice as many took ten times as long. */
const DENSE = 17

/**
 * Groups by a number of so many bits, small ones by a table of all there might be, which DuckDB itself dares up to 12 bits: a sixth
 * less time. Its setting `perfect_ht_threshold` is the connection's default again afterwards.
 */
export async function runDense(
  connection: DuckDBConnection,
  sql: string,
  bits: number,
): Promise<DuckDBMaterializedResult> {
  if (bits === 0 || bits > DENSE) return connection.run(sql)
  await connection.run(`SET perfect_ht_threshold = ${bits + 1}`)
  try {
    return await connection.run(sql)
  } finally {
    await connection.run('RESET perfect_ht_threshold')
  }
}

interface Parts {
  /** What a group's code owes to the PSU, by place. */
  fixed: Int32Array
  /** What it owes to the other variables, by their code. */
  free: Int32Array
}

/** The code of a group is the sum of its two parts. */
function groupParts(variables: readonly Digit[], nested: Nested): Parts {
  const fixed = new Int32Array(nested.psu.length)
  let free = new Int32Array(1)
  variables.forEach((digit, v) => {
    const times = rangeOf(variables.slice(v + 1))
    const codes = nested.fixed.get(digit.sql)
    if (codes)
      codes.forEach((code, at) => {
        fixed[at] = (fixed[at] as number) + code * times
      })
    else {
      const before = free
      const { range } = digit
      free = new Int32Array(before.length * range).map(
        (_, i) => (before[Math.floor(i / range)] as number) + (i % range) * times,
      )
    }
  })
  return { fixed, free }
}

function readKeys(keys: Int32Array, width: number, { fixed, free }: Parts, nested: Nested) {
  const { place, stratum, psu } = nested
  const mask = 2 ** width - 1
  const codes = { groups: keys, strata: new Int32Array(keys.length), psus: new Int32Array(keys.length) }
  // One further than where the cells of each PSU begin, until they are dealt out below.
  const first = new Int32Array(psu.length + 1)
  for (let cell = 0; cell < keys.length; cell++) {
    const key = keys[cell] as number
    const at = place[key & mask] ?? -1
    if (at < 0) return null
    codes.psus[cell] = at
    codes.groups[cell] = (fixed[at] as number) + (free[key >>> width] as number)
    first[at + 1] = (first[at + 1] as number) + 1
  }
  for (let at = 1; at < first.length; at++) {
    if (first[at] === 0) return null
    first[at] = (first[at] as number) + (first[at - 1] as number)
  }
  const next = first.slice()
  const cells = new Int32Array(keys.length)
  for (let cell = 0; cell < keys.length; cell++) {
    const at = codes.psus[cell] as number
    const to = next[at] as number
    next[at] = to + 1
    cells[to] = cell
  }
  return { codes, psus: { stratum, psu, cells, first } }
}
