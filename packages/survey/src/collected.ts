/** The sums of one crossing while rows come in: which group and cell each row belongs to, and room for a sum per cell. */
import type { DuckDBDataChunk } from '@duckdb/node-api'
import { Interner } from './intern.ts'
import type { Kept } from './scan.ts'
import { type Key, type Label, labelOf } from './sql.ts'
import { halves, isMissing, validity } from './vectors.ts'

export class Collected {
  readonly slots = new Interner('many')
  readonly codes: Interner[]
  /** Of (group by the variables before, value of this variable): one per variable, the last one's codes are the groups. */
  readonly groups: Interner[]
  readonly labels: Label[][]
  readonly slot = new Int32Array(4096)
  sums: Float64Array[]
  readonly kept = new Map<number, Kept>()
  readonly names: string[]
  /** Of cells that DuckDB summed up, which are met once each: their PSU and group. */
  direct: { psu: Int32Array; group: Int32Array; count: number } | null = null

  constructor(
    readonly keys: readonly Key[],
    names: readonly string[],
    count: number,
    readonly expected: number,
  ) {
    this.names = [...names]
    this.codes = keys.map(() => new Interner('few'))
    this.groups = keys.map(() => new Interner('few'))
    this.labels = keys.map(() => [])
    this.sums = Array.from({ length: count }, () => new Float64Array(1024))
  }

  /** The group of each row, into `slot`. A row whose value is missing is in a group of its own: crossings without that variable count it. */
  placeGroups(chunk: DuckDBDataChunk, keys: readonly Key[]): void {
    const { slot } = this
    const rows = chunk.rowCount
    slot.fill(0, 0, rows)
    keys.forEach((key, k) => {
      const lanes = halves(chunk, key.column, rows)
      const map = validity(chunk, key.present, rows)
      const codes = this.codes[k] as Interner
      const groups = this.groups[k] as Interner
      const labels = this.labels[k] as Label[]
      for (let row = 0; row < rows; row++) {
        const missing = isMissing(map, row)
        const code = missing
          ? codes.of(1, 0, 0)
          : codes.of(0, lanes[2 * row] as number, lanes[2 * row + 1] as number)
        if (code === labels.length) labels.push(missing ? null : labelOf(chunk, key, row))
        slot[row] = groups.of(slot[row] as number, code, 0)
      }
    })
  }

  /** Turns the group of each row into its cell. `finest`: the PSU or second-stage unit of each row. */
  placeCells(finest: Int32Array, auxiliary: Int32Array, rows: number): void {
    const { slot, slots } = this
    for (let row = 0; row < rows; row++)
      slot[row] = slots.of(slot[row] as number, finest[row] as number, auxiliary[row] as number)
    this.reserve()
  }

  /** Takes rows as cells of their own, and returns the first one's number. */
  append(psus: Int32Array, rows: number): number {
    this.direct ??= { psu: new Int32Array(4096), group: new Int32Array(4096), count: 0 }
    const from = this.direct.count
    const count = from + rows
    if (count > this.direct.psu.length) {
      const psu = new Int32Array(2 * count)
      const group = new Int32Array(2 * count)
      psu.set(this.direct.psu)
      group.set(this.direct.group)
      this.direct = { psu, group, count }
    }
    this.direct.psu.set(psus.subarray(0, rows), from)
    this.direct.group.set(this.slot.subarray(0, rows), from)
    this.direct.count = count
    this.reserve()
    return from
  }

  /** Cells met so far. */
  get size(): number {
    return this.direct?.count ?? this.slots.size
  }

  /** Makes room for the sums of all cells met so far. */
  private reserve(): void {
    const room = this.sums[0]?.length ?? 0
    if (this.size <= room) return
    this.sums = this.sums.map((sum) => {
      const wider = new Float64Array(Math.max(room * 2, this.size))
      wider.set(sum)
      return wider
    })
  }

  /** The values of the crossing's variables in a group, from the code that its chain ends in. */
  valuesOf(code: number): Label[] {
    const values: Label[] = []
    for (let k = this.keys.length - 1, at = code; k >= 0; k--) {
      const level = this.groups[k] as Interner
      values.unshift((this.labels[k] as Label[])[level.lowOf(at)] ?? null)
      at = level.parentOf(at)
    }
    return values
  }
}
