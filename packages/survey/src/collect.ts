/** Adds up the rows of a scan as they come, chunk by chunk: per PSU and group, and per condition that they share. */
import type { DuckDBDataChunk } from '@duckdb/node-api'
import { Auxiliaries } from './calibrate-scan.ts'
import { calibrateCells } from './calibrate-scores.ts'
import type { Design } from './design.ts'
import { SurveyError } from './errors.ts'
import { numbered } from './framed.ts'
import type { Grouped } from './grouped.ts'
import type { Crossing } from './indicator.ts'
import { Interner } from './intern.ts'
import type { Measures } from './measures.ts'
import { type Branch, depthOf, planOf } from './plan.ts'
import { isSupplied } from './replicate.ts'
import { ReplicateSums } from './replicate-sums.ts'
import type { Cells, Frame, Kept, Scan } from './scan.ts'
import { type Bound, type Key, type Label, labelOf } from './sql.ts'
import {
  constantFpc,
  impliedWeights,
  populations,
  settlePopulations,
  Units,
  type Within,
  weigh,
} from './stages.ts'
import { doubles, halves, isMissing, known, truths, validity } from './vectors.ts'

/** The running sums of one crossing. */
class Collected {
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
  ) {
    this.names = [...names]
    this.codes = keys.map(() => new Interner('few'))
    this.groups = keys.map(() => new Interner('few'))
    this.labels = keys.map(() => [])
    this.sums = Array.from({ length: count }, () => new Float64Array(1024))
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
  readonly reserve = (): void => {
    const room = this.sums[0]?.length ?? 0
    if (this.size <= room) return
    this.sums = this.sums.map((sum) => {
      const wider = new Float64Array(Math.max(room * 2, this.size))
      wider.set(sum)
      return wider
    })
  }
}

/** The auxiliary cell of rows that are not calibrated. */
const everywhere = new Int32Array(4096)

export class Collector {
  private readonly plan: Branch
  private readonly buffers: Int32Array[]
  private readonly strata = new Interner('many')
  private readonly strataLabels: Label[] = []
  private readonly psus = new Interner('many')
  private readonly collected: Collected[]
  private readonly population: number[] = []
  private readonly bad = { missing: 0, negative: 0, infinite: 0, strata: 0, psu: 0 }
  rows = 0
  private readonly psu = new Int32Array(4096)
  private readonly units: Units | null
  /** Of each row, what its cell is made by: its second-stage unit, or its PSU. */
  private readonly finest: Int32Array
  private readonly perRow: boolean
  private readonly auxiliaries: Auxiliaries | null
  private readonly replicates: ReplicateSums | null

  constructor(
    readonly design: Design,
    crossings: readonly Crossing[],
    readonly measures: Measures,
    readonly bound: Bound,
  ) {
    this.plan = planOf(measures.sums)
    this.buffers = Array.from({ length: depthOf(this.plan) + 1 }, () => new Int32Array(4096))
    this.perRow = bound.known && bound.psu === null
    this.units = bound.second === null ? null : new Units(design, bound)
    this.finest = this.units === null ? this.psu : new Int32Array(4096)
    this.auxiliaries = design.calibration ? new Auxiliaries(design.calibration, bound.auxiliaries) : null
    this.replicates = isSupplied(design.replicates)
      ? new ReplicateSums(design.replicates, bound.replicates, crossings.length, measures)
      : null
    this.collected = crossings.map(
      (crossing, i) => new Collected(bound.crossings[i] ?? [], Object.keys(crossing), measures.sums.length),
    )
  }

  /** Rows of the microdata. */
  take(chunk: DuckDBDataChunk): void {
    const rows = chunk.rowCount
    const weight = this.weights(chunk)
    this.placePsus(chunk, this.bound)
    this.units?.place(chunk, this.psu, this.finest, this.rows)
    this.auxiliaries?.place(chunk, weight, this.finest)
    this.replicates?.take(chunk, weight)
    this.collected.forEach((collected, i) => {
      this.placeGroups(chunk, collected, this.bound.crossings[i] ?? [])
      this.placeCells(collected, rows)
    })
    const everyone = this.buffers[0] as Int32Array
    let count = 0
    for (let row = 0; row < rows; row++) if ((weight[row] as number) > 0) everyone[count++] = row
    const { conditions, numbers } = this.columns(chunk)
    this.walk(this.plan, 0, count, conditions, numbers, weight)
    this.rows += rows
  }

  private weights(chunk: DuckDBDataChunk): Float64Array {
    const rows = chunk.rowCount
    const weight = doubles(chunk, this.bound.weight, rows)
    const map = validity(chunk, this.bound.weight, rows)
    for (let row = 0; row < rows; row++) {
      const value = weight[row] as number
      if (isMissing(map, row) || Number.isNaN(value)) this.bad.missing++
      else if (value < 0) this.bad.negative++
      else if (value === Infinity) this.bad.infinite++
    }
    return weight
  }

  /** How many cells will come by `takeGrouped`; there are no more PSUs than that. */
  expect(cells: number): void {
    this.psus.expect(cells)
  }

  /** Cells that DuckDB has summed up (grouped.ts). Returns false where the data are odd: then the rows must say what is wrong. */
  takeGrouped(chunk: DuckDBDataChunk, crossing: number, grouped: Grouped): boolean {
    const rows = chunk.rowCount
    const into = this.collected[crossing] as Collected
    this.placePsus(chunk, { stratum: grouped.stratum, psu: grouped.psu, fpc: null })
    this.placeGroups(chunk, into, grouped.keys)
    const from = into.append(this.psu, rows)
    grouped.sums.forEach((column, index) => {
      const values = doubles(chunk, column, rows)
      const sum = into.sums[index] as Float64Array
      for (let row = 0; row < rows; row++) sum[from + row] = values[row] as number
    })
    const counts = doubles(chunk, grouped.rows, rows)
    const odd = doubles(chunk, grouped.odd, rows)
    let oddities = this.bad.strata + this.bad.psu
    for (let row = 0; row < rows; row++) {
      if (crossing === 0) this.rows += counts[row] as number
      oddities += odd[row] as number
    }
    return oddities === 0
  }

  private placePsus(chunk: DuckDBDataChunk, at: Pick<Bound, 'stratum' | 'psu' | 'fpc'>): void {
    const { stratum: stratumKey, psu: psuKey } = at
    const rows = chunk.rowCount
    const stratumOf = stratumKey === null ? null : halves(chunk, stratumKey.column, rows)
    const stratumMap = stratumKey === null ? null : validity(chunk, stratumKey.present, rows)
    const psuOf = psuKey === null ? null : halves(chunk, psuKey.column, rows)
    const psuMap = psuKey === null ? null : validity(chunk, psuKey.present, rows)
    const fpc = at.fpc === null ? null : populations(chunk, at.fpc, rows)
    let before = -1
    for (let row = 0; row < rows; row++) {
      // Files lie in the order of their PSUs: most rows belong to the PSU of the row before.
      if (
        before >= 0 &&
        same(stratumOf, row) &&
        psuOf !== null &&
        same(psuOf, row) &&
        stratumMap === null &&
        psuMap === null &&
        fpc === null
      ) {
        this.psu[row] = before
        continue
      }
      if (isMissing(stratumMap, row)) this.bad.strata++
      if (isMissing(psuMap, row)) this.bad.psu++
      let stratum = 0
      if (stratumOf === null) {
        if (this.strata.size === 0) this.strata.of(0, 0, 0)
      } else stratum = this.strata.of(0, stratumOf[2 * row] as number, stratumOf[2 * row + 1] as number)
      if (stratum === this.strataLabels.length) {
        this.strataLabels.push(stratumKey === null ? null : labelOf(chunk, stratumKey, row))
        if (fpc !== null) this.population.push(fpc[row] as number)
      }
      if (fpc !== null)
        constantFpc(
          this.population[stratum] as number,
          fpc[row] as number,
          String(this.strataLabels[stratum]),
          1,
        )
      this.psu[row] =
        psuOf === null
          ? this.psus.of(stratum, this.perRow ? this.rows + row : 0, 0)
          : this.psus.of(stratum, psuOf[2 * row] as number, psuOf[2 * row + 1] as number)
      before = this.psu[row] as number
    }
  }

  /** The group of each row, into `slot`. A row whose value is missing is in a group of its own: crossings without that variable count it. */
  private placeGroups(chunk: DuckDBDataChunk, into: Collected, keys: readonly Key[]): void {
    const { slot } = into
    const rows = chunk.rowCount
    slot.fill(0, 0, rows)
    keys.forEach((key, k) => {
      const lanes = halves(chunk, key.column, rows)
      const map = validity(chunk, key.present, rows)
      const codes = into.codes[k] as Interner
      const groups = into.groups[k] as Interner
      const labels = into.labels[k] as Label[]
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

  /** Turns the group of each row into its cell. */
  private placeCells({ slot, slots, reserve }: Collected, rows: number): void {
    const auxiliary = this.auxiliaries?.cell ?? everywhere
    for (let row = 0; row < rows; row++)
      slot[row] = slots.of(slot[row] as number, this.finest[row] as number, auxiliary[row] as number)
    reserve()
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

  finish(): Scan {
    this.refuse()
    const { number, population, ...order } = numbered(
      this.strata,
      this.psus,
      this.strataLabels,
      this.population,
    )
    const frame: Frame = {
      ...order,
      population: this.bound.fpc === null ? null : Float64Array.from(population),
      rows: this.rows,
      known: this.bound.known,
    }
    const second = this.units?.finish(number, this.rows)
    if (second !== undefined) frame.within = second.within
    settlePopulations(frame)
    const cells = this.collected.map((collected) =>
      second === undefined ? cellsOf(collected, number) : cellsOf(collected, second.unit, second.within),
    )
    if (!this.design.weight) weigh(cells, impliedWeights(frame), this.measures)
    if (this.design.ultimateCluster) delete frame.within
    if (this.auxiliaries !== null) this.calibrate(this.auxiliaries, frame, cells, number, second)
    if (this.replicates !== null) {
      const found = this.replicates.finish()
      frame.replicates = found.replication
      cells.forEach((each, i) => {
        each.replicates = found.cells[i] as NonNullable<Cells['replicates']>
      })
    }
    return { frame, cells }
  }

  private calibrate(
    auxiliaries: Auxiliaries,
    frame: Frame,
    cells: Cells[],
    number: Int32Array,
    second: ReturnType<Units['finish']> | undefined,
  ): void {
    const unitOf = (met: number) => second?.unit[met] ?? 0
    const calibrated =
      frame.within !== undefined
        ? auxiliaries.settle(unitOf, frame.within.frame.psus)
        : auxiliaries.settle(
            (met) => (second === undefined ? number[met] : second.within.psu[unitOf(met)]) as number,
            frame.psus,
          )
    frame.calibration = calibrated
    this.collected.forEach(({ slots }, i) => {
      const auxiliary = Int32Array.from({ length: slots.size }, (_, cell) => slots.highOf(cell))
      cells[i] = calibrateCells(cells[i] as Cells, auxiliary, calibrated, this.measures)
    })
  }

  private refuse(): void {
    const { missing, negative, infinite, strata, psu } = this.bad
    if (this.rows === 0)
      throw new SurveyError('noRows', `no row of ${this.design.source} belongs to the design`)
    if (missing + negative + infinite > 0)
      throw new SurveyError(
        'weight',
        `weight ${this.design.weight ?? ''}: ${missing} rows without one, ${negative} negative, ${infinite} infinite`,
        { expression: this.design.weight ?? '', missing, negative, infinite },
      )
    if (strata + psu > 0)
      throw new SurveyError(
        'designMissing',
        `${strata} rows without a stratum (${this.design.strata}) and ${psu} without a PSU (${this.design.psu})`,
        { strata, psu },
      )
  }
}

function keep(
  into: Collected,
  index: number,
  rows: Int32Array,
  count: number,
  values: Float64Array,
  weight: Float64Array,
): void {
  let kept = into.kept.get(index)
  if (kept === undefined) {
    kept = {
      cell: new Int32Array(4096),
      weight: new Float64Array(4096),
      value: new Float64Array(4096),
      count: 0,
    }
    into.kept.set(index, kept)
  }
  if (kept.count + count > kept.cell.length) {
    const room = Math.max(kept.cell.length * 2, kept.count + count)
    const wider = {
      cell: new Int32Array(room),
      weight: new Float64Array(room),
      value: new Float64Array(room),
    }
    wider.cell.set(kept.cell)
    wider.weight.set(kept.weight)
    wider.value.set(kept.value)
    Object.assign(kept, wider)
  }
  for (let i = 0; i < count; i++) {
    const row = rows[i] as number
    kept.cell[kept.count] = into.slot[row] as number
    kept.weight[kept.count] = weight[row] as number
    kept.value[kept.count++] = values[row] as number
  }
}

/** Rows whose number is at most the limit of their group. */
function below(
  into: Collected,
  limits: ReadonlyMap<string, number>,
  rows: Int32Array,
  count: number,
  values: Float64Array,
): Int32Array {
  const limitOf = new Map<number, number>()
  const picked: number[] = []
  for (let i = 0; i < count; i++) {
    const row = rows[i] as number
    const cell = into.slot[row] as number
    let limit = limitOf.get(cell)
    if (limit === undefined) {
      limit = limits.get(JSON.stringify(valuesOf(into, into.slots.parentOf(cell)))) ?? -Infinity
      limitOf.set(cell, limit)
    }
    if ((values[row] as number) <= limit) picked.push(row)
  }
  return Int32Array.from(picked)
}

/** Whether a row's 64 bits are those of the row before. */
function same(lanes: Int32Array | null, row: number): boolean {
  return (
    lanes === null || (lanes[2 * row] === lanes[2 * row - 2] && lanes[2 * row + 1] === lanes[2 * row - 1])
  )
}

/** `number`: of each PSU, or second-stage unit, as it was met. */
function cellsOf(from: Collected, number: Int32Array, within?: Within): Cells {
  const count = from.size
  const { slots, direct } = from
  const finest = new Int32Array(count)
  const group = new Int32Array(count)
  // Chains of interned codes end in one code per group; number them in the order they were met.
  const dense = new Map<number, number>()
  const groups: Label[][] = []
  let before = -1
  let last = 0
  for (let cell = 0; cell < count; cell++) {
    const code = direct === null ? slots.parentOf(cell) : (direct.group[cell] as number)
    let at = code === before ? last : dense.get(code)
    if (at === undefined) {
      at = groups.length
      dense.set(code, at)
      groups.push(valuesOf(from, code))
    }
    finest[cell] = number[direct === null ? slots.lowOf(cell) : (direct.psu[cell] as number)] as number
    group[cell] = at
    before = code
    last = at
  }
  if (from.keys.length === 0 && groups.length === 0) groups.push([])
  const places =
    within === undefined
      ? { psu: finest }
      : { psu: finest.map((unit) => within.psu[unit] as number), unit: finest }
  return { variables: from.names, ...places, group, count, groups, sums: from.sums, kept: from.kept }
}

function valuesOf(from: Collected, code: number): Label[] {
  const values: Label[] = []
  for (let k = from.keys.length - 1, at = code; k >= 0; k--) {
    const level = from.groups[k] as Interner
    values.unshift((from.labels[k] as Label[])[level.lowOf(at)] ?? null)
    at = level.parentOf(at)
  }
  return values
}
