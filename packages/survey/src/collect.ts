/** Adds up the rows of a scan as they come, chunk by chunk: per PSU and group, and per condition that they share. */
import type { DuckDBDataChunk } from '@duckdb/node-api'
import { Auxiliaries } from './calibrate-scan.ts'
import { calibrateCells } from './calibrate-scores.ts'
import { Collected } from './collected.ts'
import { cellsOf } from './collected-cells.ts'
import type { Design } from './design.ts'
import { SurveyError } from './errors.ts'
import { numbered } from './framed.ts'
import type { Grouped } from './grouped.ts'
import type { Crossing } from './indicator.ts'
import type { Measures } from './measures.ts'
import { PsusMet } from './psus-met.ts'
import { isSupplied } from './replicate.ts'
import { ReplicateSums } from './replicate-sums.ts'
import type { Cells, Frame, Scan } from './scan.ts'
import type { Bound } from './sql.ts'
import { impliedWeights, settlePopulations, Units, weigh } from './stages.ts'
import { SumsAdded } from './sums-added.ts'
import { doubles, isMissing, validity } from './vectors.ts'

/** The auxiliary cell of rows that are not calibrated. */
const everywhere = new Int32Array(4096)

export class Collector {
  rows = 0
  private readonly bad = { missing: 0, negative: 0, infinite: 0 }
  private readonly met: PsusMet
  private readonly units: Units | null
  /** Of each row, what its cell is made by: its second-stage unit, or its PSU. */
  private readonly finest: Int32Array
  private readonly collected: Collected[]
  private readonly auxiliaries: Auxiliaries | null
  private readonly replicates: ReplicateSums | null
  private readonly sums: SumsAdded

  constructor(
    readonly design: Design,
    crossings: readonly Crossing[],
    readonly measures: Measures,
    readonly bound: Bound,
    /** Rows that will come, where that is known. */
    expected = 0,
  ) {
    this.met = new PsusMet(bound.known && bound.psu === null)
    this.units = bound.second === null ? null : new Units(design, bound)
    this.finest = this.units === null ? this.met.of : new Int32Array(4096)
    this.auxiliaries = design.calibration ? new Auxiliaries(design.calibration, bound.auxiliaries) : null
    this.replicates = isSupplied(design.replicates)
      ? new ReplicateSums(design.replicates, bound.replicates, crossings.length, measures)
      : null
    this.collected = crossings.map(
      (crossing, i) =>
        new Collected(bound.crossings[i] ?? [], Object.keys(crossing), measures.sums.length, expected),
    )
    this.sums = new SumsAdded(measures, bound, this.collected, this.replicates)
  }

  /** Rows of the microdata. */
  take(chunk: DuckDBDataChunk): void {
    const rows = chunk.rowCount
    const weight = this.weights(chunk)
    this.met.place(chunk, this.bound, this.rows)
    this.units?.place(chunk, this.met.of, this.finest, this.rows)
    this.auxiliaries?.place(chunk, weight, this.finest)
    this.replicates?.take(chunk, weight)
    this.collected.forEach((collected, i) => {
      collected.placeGroups(chunk, this.bound.crossings[i] ?? [])
      collected.placeCells(this.finest, this.auxiliaries?.cell ?? everywhere, rows)
    })
    this.sums.take(chunk, weight)
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
    this.met.psus.expect(cells)
  }

  /** Cells that DuckDB has summed up (grouped.ts). Returns false where the data are odd: then the rows must say what is wrong. */
  takeGrouped(chunk: DuckDBDataChunk, crossing: number, grouped: Grouped): boolean {
    const rows = chunk.rowCount
    const into = this.collected[crossing] as Collected
    this.met.place(chunk, { stratum: grouped.stratum, psu: grouped.psu, fpc: null }, this.rows)
    into.placeGroups(chunk, grouped.keys)
    const from = into.append(this.met.of, rows)
    grouped.sums.forEach((column, index) => {
      const values = doubles(chunk, column, rows)
      const sum = into.sums[index] as Float64Array
      for (let row = 0; row < rows; row++) sum[from + row] = values[row] as number
    })
    const counts = doubles(chunk, grouped.rows, rows)
    if (crossing === 0) for (let row = 0; row < rows; row++) this.rows += counts[row] as number
    return this.met.missing.strata + this.met.missing.psu === 0 && !Number.isNaN(this.rows)
  }

  finish(): Scan {
    this.refuse()
    const { strata, psus, labels, population: met } = this.met
    const { number, population, ...order } = numbered(strata, psus, labels, met)
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
    const { missing, negative, infinite } = this.bad
    const { strata, psu } = this.met.missing
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
