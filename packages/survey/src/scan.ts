/**
 * One pass over the microdata: rows → sums per PSU and group ("cells"), for every sum of a specification at once.
 *
 * DuckDB reads and evaluates each distinct condition and number; the sums are made in collect.ts, on typed arrays, because
 * hundreds of `sum(…) filter (where …)` in one GROUP BY cost DuckDB some ten times as much time and a gigabyte of
 * states (measured: 250 sums over 406,036 rows, 43,471 groups: 8–14 s with FILTER, 2–3 s with CASE; this way about 1 s).
 */
import type { DuckDBConnection } from '@duckdb/node-api'
import type { Calibrated } from './calibrate-scores.ts'
import { Collector } from './collect.ts'
import type { Design } from './design.ts'
import { SurveyError } from './errors.ts'
import { type Facts, factsAbout, factsOf, textsOf } from './facts.ts'
import { withRows } from './faults.ts'
import { groupedQuery, isFew } from './grouped.ts'
import type { Crossing } from './indicator.ts'
import type { Measures } from './measures.ts'
import { nestedKey, nestedOf, runDense } from './nested.ts'
import { type Packing, packingOf } from './packed.ts'
import { cellsByCode, columnsOf, frameOf } from './packed-cells.ts'
import { psusFound } from './packed-psus.ts'
import type { Replication } from './replicate.ts'
import type { ReplicateCells } from './replicate-sums.ts'
import { readingError } from './sources.ts'
import { type Bound, binder, type Label } from './sql.ts'
import type { Within } from './stages.ts'

/** The PSUs of the design and the strata they lie in, counted over all rows of the design. */
export interface Frame {
  /** Number of PSUs. */
  psus: number
  /** Stratum of each PSU; PSUs are numbered stratum by stratum. */
  stratum: Int32Array
  /** What tells a PSU in another file: its own number without the stratum, as pairs of 32 bits. */
  key: Int32Array
  /** PSUs per stratum. */
  size: Int32Array
  /** Label of each stratum. */
  strata: Label[]
  /** Population PSUs per stratum (finite population correction), or null. */
  population: Float64Array | null
  rows: number
  /** Whether strata and PSUs are known, so that errors can be given. */
  known: boolean
  /** The units drawn inside the PSUs, where their variance counts. */
  within?: Within
  /** Where the errors come from replicate weights. */
  replicates?: Replication
  /** Where the weights were calibrated. */
  calibration?: Calibrated
}

/** Sums per PSU and group of one crossing. Cell i lies in `psu[i]` and `group[i]`. */
export interface Cells {
  variables: readonly string[]
  psu: Int32Array
  /** Second-stage unit of each cell, where the frame has units; a cell then lies in one unit. */
  unit?: Int32Array
  group: Int32Array
  /** Where the cells lie in order of group and PSU: the first cell of each group, and their count. */
  start?: Int32Array
  count: number
  /** Values of the crossing's variables, per group. */
  groups: Label[][]
  /** Per sum of the specification: a value per cell. */
  sums: Float64Array[]
  /** Per sum that keeps rows (quantiles): their cells, weights and numbers. */
  kept: Map<number, Kept>
  /** Of supplied replicate weights: sums under each, per cell. */
  replicates?: ReplicateCells
  /** Of a calibrated design: the sums before calibration, per group and auxiliary cell. */
  bare?: { group: Int32Array; cell: Int32Array; sums: Float64Array[] }
}

/** Rows kept one by one. */
export interface Kept {
  cell: Int32Array
  weight: Float64Array
  value: Float64Array
  count: number
  /** Of a calibrated design: auxiliary cells, and what rows count in its regression. */
  auxiliary?: Int32Array
  bare?: Float64Array
}

export interface Scan {
  frame: Frame
  cells: Cells[]
}

/** Chooses the crossings to scan by: one that lies inside another is summed up from that other's cells afterwards. */
export function outermost(crossings: readonly Crossing[]): Crossing[] {
  const within = (a: Crossing, b: Crossing) => Object.entries(a).every(([name, sql]) => b[name] === sql)
  return crossings.filter(
    (a, i) =>
      !crossings.some(
        (b, j) => i !== j && within(a, b) && (Object.keys(b).length > Object.keys(a).length || j < i),
      ),
  )
}

/**
 * @param known facts that were asked for before
 * @throws SurveyError, `reading` too: a value of a text file that is not of its column's type
 */
export async function scan(
  connection: DuckDBConnection,
  design: Design,
  crossings: readonly Crossing[],
  measures: Measures,
  known: Facts | null = null,
): Promise<Scan> {
  try {
    return await scanned(connection, design, crossings, measures, known)
  } catch (error) {
    if (error instanceof SurveyError) throw await withRows(connection, design, error)
    throw readingError(error) ?? error
  }
}

async function scanned(
  connection: DuckDBConnection,
  design: Design,
  crossings: readonly Crossing[],
  measures: Measures,
  known: Facts | null,
): Promise<Scan> {
  const few = isFew(design, measures, crossings.length)
  const texts = textsOf(design, crossings, measures.numbers)
  const facts = few ? (factsAbout(known, texts) ?? (await factsOf(connection, design, texts))) : null
  const bind = await binder(connection, design, crossings, measures, facts)
  if (few) {
    const packings = crossings.map((_, i) => facts && packingOf(bind.by, i, facts))
    const found = packings.includes(null)
      ? await scanGrouped(connection, design, crossings, measures, bind, facts)
      : await scanPacked(connection, design, crossings, measures, bind, facts, packings as Packing[])
    if (found !== null) return found
  }
  const counted = await connection.run(bind.count)
  const expected = Number(counted.getChunk(0).getRowValues(0)[0])
  const result = await connection.stream(bind.sql)
  const collector = new Collector(design, crossings, measures, bind, expected)
  for (;;) {
    const chunk = await result.fetchChunk()
    if (chunk === null || chunk.rowCount === 0) break
    collector.take(chunk)
  }
  // DuckDB ends a stream without a word when another query starts on its connection: half a file must not pass for a whole.
  if (collector.rows !== expected)
    throw new Error(
      'another query ran on this connection during an estimate: give estimates a connection of their own',
    )
  return collector.finish()
}

/** The cells summed up by DuckDB, told apart by one number; null where the data are odd. */
async function scanPacked(
  connection: DuckDBConnection,
  design: Design,
  crossings: readonly Crossing[],
  measures: Measures,
  bind: Bound,
  facts: Facts | null,
  packings: readonly Packing[],
): Promise<Scan | null> {
  const nested = await nestedOf(connection, design, packings)
  let frame: Frame | null = null
  const all: Cells[] = []
  for (const [i, packing] of packings.entries()) {
    const key = nested && nestedKey(packing, nested)
    const grouped = groupedQuery(design, bind, i, measures, facts, key ?? packing)
    const { codes, sums } = columnsOf(await runDense(connection, grouped.sql, key?.bits ?? 0), grouped.codes)
    const found = key ? key.read(codes[0] as Int32Array) : psusFound(codes, packing)
    if (found === null) return null
    const { psus } = found
    const cells = cellsByCode(found.codes, psus, sums, packing.variables)
    if (frame === null) {
      const rows = totalOf(cells.sums[grouped.rows] as Float64Array)
      if (rows === 0 || Number.isNaN(rows)) return null
      frame = frameOf(psus, packing, rows, bind.known)
    }
    if (frame === null || frame.psus !== psus.psu.length) return null
    const own = grouped.sums.map((at) => cells.sums[at] as Float64Array)
    all.push({ variables: Object.keys(crossings[i] ?? {}), ...cells, sums: own, kept: new Map() })
  }
  return frame && { frame, cells: all }
}

function totalOf(values: Float64Array): number {
  let total = 0
  for (let i = 0; i < values.length; i++) total += values[i] as number
  return total
}

/** The cells summed up by DuckDB; null where the data are odd. */
async function scanGrouped(
  connection: DuckDBConnection,
  design: Design,
  crossings: readonly Crossing[],
  measures: Measures,
  bind: Bound,
  facts: Facts | null,
): Promise<Scan | null> {
  const collector = new Collector(design, crossings, measures, bind)
  for (const crossing of crossings.keys()) {
    const grouped = groupedQuery(design, bind, crossing, measures, facts, null)
    const result = await connection.run(grouped.sql)
    collector.expect(result.rowCount)
    for (;;) {
      const chunk = await result.fetchChunk()
      if (chunk === null || chunk.rowCount === 0) break
      if (!collector.takeGrouped(chunk, crossing, grouped)) return null
    }
  }
  return collector.rows === 0 ? null : collector.finish()
}
