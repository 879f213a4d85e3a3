/** Adds each row of a chunk to every sum whose conditions it meets, narrowing rows down the tree of conditions that the sums share. */
import type { DuckDBDataChunk } from '@duckdb/node-api'
import type { Collected } from './collected.ts'
import { below, keep } from './collected-rows.ts'
import type { Measures } from './measures.ts'
import { type Branch, depthOf, planOf } from './plan.ts'
import type { ReplicateSums } from './replicate-sums.ts'
import type { Bound } from './sql.ts'
import { doubles, known, truths, validity } from './vectors.ts'

export class SumsAdded {
  private readonly plan: Branch
  private readonly buffers: Int32Array[]

  constructor(
    private readonly measures: Measures,
    private readonly bound: Pick<Bound, 'conditions' | 'numbers'>,
    private readonly collected: readonly Collected[],
    private readonly replicates: ReplicateSums | null,
  ) {
    this.plan = planOf(measures.sums)
    this.buffers = Array.from({ length: depthOf(this.plan) + 1 }, () => new Int32Array(4096))
  }

  /** Rows whose cells are placed. */
  take(chunk: DuckDBDataChunk, weight: Float64Array): void {
    const rows = chunk.rowCount
    const everyone = this.buffers[0] as Int32Array
    let count = 0
    for (let row = 0; row < rows; row++) if ((weight[row] as number) > 0) everyone[count++] = row
    const { conditions, numbers } = this.columns(chunk)
    this.walk(this.plan, 0, count, conditions, numbers, weight)
  }

  /** Each condition as 0/1 and each number with where it is known; the latter are conditions −1, −2, … */
  private columns(chunk: DuckDBDataChunk): { conditions: Map<number, Uint8Array>; numbers: Float64Array[] } {
    const rows = chunk.rowCount
    const conditions = new Map<number, Uint8Array>()
    this.bound.conditions.forEach((column, i) => {
      conditions.set(i, truths(chunk, column, rows))
    })
    const numbers = this.bound.numbers.map((column, i) => {
      const values = doubles(chunk, column, rows)
      conditions.set(-1 - i, known(values, validity(chunk, column, rows)))
      return values
    })
    return { conditions, numbers }
  }

  private walk(
    branch: Branch,
    depth: number,
    count: number,
    conditions: Map<number, Uint8Array>,
    numbers: readonly Float64Array[],
    weight: Float64Array,
  ): void {
    const rows = this.buffers[depth] as Int32Array
    for (const index of branch.sums) this.add(index, rows, count, numbers, weight)
    const picked = this.buffers[depth + 1] as Int32Array
    for (const next of branch.branches) {
      const mask = conditions.get(next.condition ?? 0) as Uint8Array
      let size = 0
      for (let i = 0; i < count; i++) {
        const row = rows[i] as number
        picked[size] = row
        size += mask[row] as number
      }
      if (size > 0) this.walk(next, depth + 1, size, conditions, numbers, weight)
    }
  }

  private add(
    index: number,
    rows: Int32Array,
    count: number,
    numbers: readonly Float64Array[],
    weight: Float64Array,
  ): void {
    const { factors, weighted, kept, upTo } = this.measures.sums[index] as Measures['sums'][number]
    if (upTo !== undefined) {
      const [into] = this.collected
      const picked = below(into as Collected, upTo.limits, rows, count, numbers[upTo.column] as Float64Array)
      this.replicates?.add(index, picked, picked.length, this.collected, undefined, undefined)
      return
    }
    if (kept !== undefined) {
      for (const into of this.collected) keep(into, index, rows, count, numbers[kept] as Float64Array, weight)
      return
    }
    const [first, second] = factors.map((column) => numbers[column] as Float64Array)
    for (const { sums, slot } of this.collected) {
      const sum = sums[index] as Float64Array
      for (let i = 0; i < count; i++) {
        const row = rows[i] as number
        const cell = slot[row] as number
        let value = weighted ? (weight[row] as number) : 1
        if (first !== undefined) value *= first[row] as number
        if (second !== undefined) value *= second[row] as number
        sum[cell] = (sum[cell] as number) + value
      }
    }
    this.replicates?.add(index, rows, count, this.collected, first, second)
  }
}
