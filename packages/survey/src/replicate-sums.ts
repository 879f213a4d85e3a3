/** Adds up rows under every supplied replicate weight as they stream by: sums per cell and replicate, never rows by replicate. */
import type { DuckDBDataChunk } from '@duckdb/node-api'
import { SurveyError } from './errors.ts'
import type { Interner } from './intern.ts'
import type { Measures } from './measures.ts'
import { Rank } from './rank.ts'
import { type Replication, type SuppliedReplicates, timesOf } from './replicate.ts'
import { doubles, isMissing, validity } from './vectors.ts'

/** Of the cells of one crossing. */
export interface ReplicateCells {
  /** Per sum: `count` replicate sums of cell 0, then of cell 1, … */
  sums: Map<number, Float64Array>
  /** Per count of rows: rank of the replicate weights of each cell's rows. */
  ranks: Map<number, Map<number, Rank>>
}

interface Placed {
  slot: Int32Array
  slots: Interner
}

export class ReplicateSums {
  private readonly count: number
  private readonly cells: ReplicateCells[]
  /** Replicate weights of the chunk, row after row. */
  private weights: Float64Array
  private readonly whole: Rank
  private readonly bad = { missing: 0, infinite: 0, outside: 0, expression: '', outsideOf: '' }

  constructor(
    readonly supplied: SuppliedReplicates,
    readonly columns: readonly number[],
    crossings: number,
    readonly measures: Measures,
  ) {
    this.count = columns.length
    this.weights = new Float64Array(2048 * this.count)
    this.whole = new Rank(this.count)
    this.cells = Array.from({ length: crossings }, () => ({ sums: new Map(), ranks: new Map() }))
  }

  take(chunk: DuckDBDataChunk, base: Float64Array): void {
    const rows = chunk.rowCount
    const { count, supplied, bad } = this
    const combined = supplied.combined ?? true
    if (this.weights.length < rows * count) this.weights = new Float64Array(rows * count)
    const { weights } = this
    this.columns.forEach((column, r) => {
      const values = doubles(chunk, column, rows)
      const map = validity(chunk, column, rows)
      for (let row = 0; row < rows; row++) {
        const value = values[row] as number
        weights[row * count + r] = combined ? value : value * (base[row] as number)
        // Not finite: x − x is not 0.
        if (value - value !== 0 || isMissing(map, row)) {
          if (isMissing(map, row) || Number.isNaN(value)) bad.missing++
          else bad.infinite++
          bad.expression ||= supplied.weights[r] ?? ''
        } else if (combined && value !== 0 && base[row] === 0) {
          bad.outside++
          bad.outsideOf ||= supplied.weights[r] ?? ''
        }
      }
    })
    if (supplied.df === undefined) for (let row = 0; row < rows; row++) this.whole.add(weights, row * count)
  }

  /** Rows of a sum: weight times the factors, under every replicate. */
  add(
    index: number,
    rows: Int32Array,
    many: number,
    placed: readonly Placed[],
    first: Float64Array | undefined,
    second: Float64Array | undefined,
  ): void {
    const { count, weights } = this
    if (this.measures.ranked.has(index)) this.rank(index, rows, many, placed)
    if (!this.measures.replicated.has(index)) return
    placed.forEach(({ slot, slots }, c) => {
      const sums = this.roomFor(c, index, slots.size)
      for (let i = 0; i < many; i++) {
        const row = rows[i] as number
        let value = 1
        if (first !== undefined) value *= first[row] as number
        if (second !== undefined) value *= second[row] as number
        if (value === 0) continue
        const to = (slot[row] as number) * count
        const from = row * count
        for (let r = 0; r < count; r++)
          sums[to + r] = (sums[to + r] as number) + value * (weights[from + r] as number)
      }
    })
  }

  private roomFor(crossing: number, index: number, cells: number): Float64Array {
    const { sums } = this.cells[crossing] as ReplicateCells
    const now = sums.get(index)
    if (now !== undefined && now.length >= cells * this.count) return now
    const wider = new Float64Array(Math.max(cells, ((now?.length ?? 0) / this.count) * 2) * this.count)
    if (now !== undefined) wider.set(now)
    sums.set(index, wider)
    return wider
  }

  private rank(index: number, rows: Int32Array, many: number, placed: readonly Placed[]): void {
    placed.forEach(({ slot }, c) => {
      const { ranks } = this.cells[c] as ReplicateCells
      const own = ranks.get(index) ?? new Map<number, Rank>()
      ranks.set(index, own)
      for (let i = 0; i < many; i++) {
        const row = rows[i] as number
        const cell = slot[row] as number
        const rank = own.get(cell) ?? new Rank(this.count)
        own.set(cell, rank)
        rank.add(this.weights, row * this.count)
      }
    })
  }

  /** @throws SurveyError `replicateWeight`: names the first column at fault, with counts */
  finish(): { replication: Replication; cells: ReplicateCells[] } {
    const { bad, supplied } = this
    const { missing, infinite, outside, expression } = bad
    if (missing + infinite > 0)
      throw new SurveyError(
        'replicateWeight',
        `replicate weight ${expression}: among all columns ${missing} values are missing and ${infinite} infinite`,
        { expression, missing, infinite, outside },
      )
    if (outside > 0)
      throw new SurveyError(
        'replicateWeight',
        `replicate weight ${bad.outsideOf}: among all columns ${outside} values are not 0 in rows whose weight is 0`,
        { expression: bad.outsideOf, missing, infinite, outside },
      )
    const { type, df = this.whole.rank - 1, mse = false } = supplied
    const replication: Replication = {
      type,
      count: this.count,
      times: timesOf(supplied),
      mse,
      df,
      made: null,
    }
    return { replication, cells: this.cells }
  }
}
