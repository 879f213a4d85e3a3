/**
 * The second stage of a sample: units drawn inside PSUs without replacement.
 *
 * V = V₁ + Σ_h n_h/N_h · Σ_i V₂(i), where V₁ is the first stage's variance between PSU totals and V₂(i) that of the
 * units inside PSU i, each with its finite population correction (Särndal et al. 1992, 4.3; R `svyrecvar`).
 */
import type { DuckDBDataChunk } from '@duckdb/node-api'
import type { Design, SecondStage } from './design.ts'
import { EACH_ROW } from './design.ts'
import { SurveyError } from './errors.ts'
import { Interner } from './intern.ts'
import type { Measures } from './measures.ts'
import type { Cells, Frame } from './scan.ts'
import type { Bound } from './sql.ts'
import { labelOf } from './sql.ts'
import type { Scores } from './variance.ts'
import { doubles, halves, isMissing, validity } from './vectors.ts'

/** The units drawn inside the PSUs. */
export interface Within {
  /** The units as `psus`, numbered PSU by PSU; its strata are the PSUs, or the strata inside them. */
  frame: Frame
  /** PSU of each unit. */
  psu: Int32Array
}

export function noWeight(): SurveyError {
  return new SurveyError(
    'specification',
    'the design has neither weight nor fpc: give Design.weight, or Design.fpc to weight by population over sample',
    { reason: 'noWeight' },
  )
}

/** @throws SurveyError where the first stage does not allow a second */
export function secondOf(design: Design): SecondStage | null {
  const { second } = design
  if (second === undefined) return null
  if (design.psu === EACH_ROW)
    throw new SurveyError(
      'specification',
      'Design.second: each row is a PSU, so no unit is drawn inside one',
      {
        reason: 'secondInsideRow',
      },
    )
  if (!design.fpc)
    throw new SurveyError(
      'specification',
      'Design.second needs Design.fpc: with replacement, the first stage alone gives the variance',
      { reason: 'secondWithoutFpc' },
    )
  return second
}

/** Collects the units of the second stage as rows come. */
export class Units {
  /** Inner strata: (PSU, value). */
  private readonly strata = new Interner('many')
  /** Units: (inner stratum, value). */
  private readonly units = new Interner('many')
  private readonly labels: string[] = []
  private readonly population: number[] = []
  private readonly bad = { strata: 0, unit: 0 }

  constructor(
    private readonly design: Design,
    private readonly bound: Bound,
  ) {}

  /** Unit of each row, given its PSU. `before`: rows of the chunks before. */
  place(chunk: DuckDBDataChunk, psu: Int32Array, into: Int32Array, before: number): void {
    const { second } = this.bound
    if (second === null) return
    const rows = chunk.rowCount
    const strata = second.strata === null ? null : halves(chunk, second.strata.column, rows)
    const strataMap = second.strata === null ? null : validity(chunk, second.strata.present, rows)
    const unit = second.unit === null ? null : halves(chunk, second.unit.column, rows)
    const unitMap = second.unit === null ? null : validity(chunk, second.unit.present, rows)
    const fpc = populations(chunk, second.fpc, rows)
    for (let row = 0; row < rows; row++) {
      if (isMissing(strataMap, row)) this.bad.strata++
      if (isMissing(unitMap, row)) this.bad.unit++
      const stratum = this.strata.of(
        psu[row] as number,
        strata === null ? 0 : (strata[2 * row] as number),
        strata === null ? 0 : (strata[2 * row + 1] as number),
      )
      if (stratum === this.labels.length) {
        this.labels.push(this.labelAt(chunk, row))
        this.population.push(fpc[row] as number)
      }
      constantFpc(this.population[stratum] as number, fpc[row] as number, this.labels[stratum] ?? '', 2)
      into[row] =
        unit === null
          ? this.units.of(stratum, before + row, 0)
          : this.units.of(stratum, unit[2 * row] as number, unit[2 * row + 1] as number)
    }
  }

  private labelAt(chunk: DuckDBDataChunk, row: number): string {
    const { stratum, psu, second } = this.bound
    const keys = [this.design.strata === "'1'" ? null : stratum, psu, second?.strata ?? null]
    return keys.flatMap((key) => (key === null ? [] : [String(labelOf(chunk, key, row))])).join('.')
  }

  /** The units in the order of their PSUs, and the number of each as it was met. `number`: of each PSU as it was met. */
  finish(number: Int32Array, rows: number): { within: Within; unit: Int32Array } {
    if (this.bad.strata + this.bad.unit > 0)
      throw new SurveyError(
        'designMissing',
        `${this.bad.strata} rows without a second-stage stratum and ${this.bad.unit} without a second-stage unit (${this.design.second?.unit})`,
        { strata: this.bad.strata, psu: 0, unit: this.bad.unit },
      )
    const strata = arranged(this.strata.size, (h) => number[this.strata.parentOf(h)] as number)
    const units = arranged(this.units.size, (i) => strata.number[this.units.parentOf(i)] as number)
    const size = new Int32Array(this.strata.size)
    const stratum = new Int32Array(this.units.size)
    const psu = new Int32Array(this.units.size)
    units.order.forEach((met, unit) => {
      const from = this.units.parentOf(met)
      const h = strata.number[from] as number
      stratum[unit] = h
      psu[unit] = number[this.strata.parentOf(from)] as number
      size[h] = (size[h] as number) + 1
    })
    const frame: Frame = {
      psus: this.units.size,
      stratum,
      key: new Int32Array(0),
      size,
      strata: Array.from(strata.order, (h) => this.labels[h] ?? null),
      population: Float64Array.from(strata.order, (h) => this.population[h] as number),
      rows,
      known: true,
    }
    return { within: { frame, psu }, unit: units.number }
  }
}

/** Things 0 … count−1 sorted by a whole number, and the place of each. */
function arranged(count: number, by: (index: number) => number): { order: Int32Array; number: Int32Array } {
  const keys = Float64Array.from({ length: count }, (_, i) => by(i))
  const order = Int32Array.from({ length: count }, (_, i) => i).sort(
    (a, b) => (keys[a] as number) - (keys[b] as number) || a - b,
  )
  const number = new Int32Array(count)
  order.forEach((index, place) => {
    number[index] = place
  })
  return { order, number }
}

/** Population sizes or fractions of a chunk; missing ones are NaN. */
export function populations(chunk: DuckDBDataChunk, column: number, rows: number): Float64Array {
  const values = doubles(chunk, column, rows)
  const map = validity(chunk, column, rows)
  if (map === null) return values
  return values.map((value, row) => (isMissing(map, row) ? Number.NaN : value))
}

export function constantFpc(expected: number, found: number, stratum: string, stage: number): void {
  if (Object.is(expected, found) && found > 0) return
  const missing = !(found > 0)
  const place = `${stage === 1 ? 'stratum' : 'PSU'} ${stratum}`
  throw new SurveyError(
    'specification',
    missing
      ? `the finite population correction of ${place} is missing or not positive`
      : `the finite population correction differs inside ${place}`,
    { reason: missing ? 'fpcMissing' : 'fpcNotConstant', stratum, stage },
  )
}

/**
 * Turns sampling fractions into populations, at all stages alike (R: all ≥ 1, or all ≤ 1).
 * @throws SurveyError naming a stratum where both stand together, or where more was drawn than there is
 */
export function settlePopulations(frame: Frame): void {
  const frames = frame.within === undefined ? [frame] : [frame, frame.within.frame]
  const counts = frames.some(({ population }) => population?.some((value) => value > 1))
  frames.forEach(({ population, size, strata }, at) => {
    population?.forEach((value, h) => {
      const refuse = (reason: string, message: string) => {
        const stratum = String(strata[h])
        return new SurveyError(
          'specification',
          `the finite population correction of ${at === 0 ? 'stratum' : 'PSU'} ${stratum} ${message}`,
          { reason, stratum, stage: at + 1 },
        )
      }
      const drawn = size[h] as number
      if (!counts) population[h] = drawn / value
      else if (value < 1)
        throw refuse('fpcMixed', `is ${value}, a fraction, and others are numbers of units: give one kind`)
      else if (value < drawn) throw refuse('fpcTooSmall', `is ${value}, but ${drawn} units were drawn there`)
    })
  })
}

/** Population over sample, through both stages: the weight of each finest unit, for a design that gives none. */
export function impliedWeights(frame: Frame): Float64Array {
  const at = ({ population, size }: Frame, h: number) => (population?.[h] ?? 0) / (size[h] as number)
  for (const { population, strata } of [frame, ...(frame.within === undefined ? [] : [frame.within.frame])])
    population?.forEach((value, h) => {
      if (value === Infinity)
        throw new SurveyError('specification', `stratum ${strata[h]}: an infinite fpc gives no weight`, {
          reason: 'noWeight',
          stratum: String(strata[h]),
        })
    })
  const first = Float64Array.from(frame.stratum, (h) => at(frame, h))
  const { within } = frame
  if (within === undefined) return first
  return Float64Array.from(
    within.psu,
    (psu, unit) => (first[psu] as number) * at(within.frame, within.frame.stratum[unit] as number),
  )
}

/** Weighs cells whose rows were added up with weight 1: a cell lies in one unit, all of whose rows have one weight. */
export function weigh(cells: readonly Cells[], weights: Float64Array, measures: Measures): void {
  for (const { psu, unit = psu, sums, kept } of cells) {
    const weightOf = (cell: number) => weights[unit[cell] as number] as number
    measures.sums.forEach(({ weighted, kept: isKept }, index) => {
      const sum = sums[index]
      if (!weighted || isKept !== undefined || sum === undefined) return
      for (let cell = 0; cell < unit.length; cell++) sum[cell] = (sum[cell] as number) * weightOf(cell)
    })
    for (const { cell, weight, count } of kept.values())
      for (let i = 0; i < count; i++) weight[i] = (weight[i] as number) * weightOf(cell[i] as number)
  }
}

/** Scores of PSUs from those of their units, which stay with them. */
export function collapsed(units: Scores, { psu }: Within): Scores {
  const out: Scores = {
    psu: new Int32Array(units.count),
    u: new Float64Array(units.count),
    count: 0,
    within: units,
  }
  let before = -1
  for (let i = 0; i < units.count; i++) {
    const at = psu[units.psu[i] as number] as number
    if (at !== before) {
      out.psu[out.count++] = at
      before = at
    }
    const place = out.count - 1
    out.u[place] = (out.u[place] as number) + (units.u[i] as number)
  }
  if (units.domain !== undefined) {
    const domain = new Uint8Array(out.count)
    units.domain.forEach((inside, unit) => {
      if (inside === 1) domain[psu[unit] as number] = 1
    })
    out.domain = domain
  }
  return out
}

/** What the second stage adds: Σ n/N · the covariance inside each PSU, given the covariance of one stage. */
export function insidePsus(
  frame: Frame,
  a: Scores,
  b: Scores,
  oneStage: (frame: Frame, a: Scores, b: Scores) => number,
): number {
  const { within } = frame
  if (within === undefined) return 0
  const psuAt = (scores: Scores, i: number) =>
    i < scores.count ? (within.psu[scores.psu[i] as number] as number) : Infinity
  const endOf = (scores: Scores, from: number, psu: number) => {
    let i = from
    while (psuAt(scores, i) === psu) i++
    return i
  }
  const part = (scores: Scores, from: number, to: number): Scores => ({
    psu: scores.psu.subarray(from, to),
    u: scores.u.subarray(from, to),
    count: to - from,
  })
  let sum = 0
  for (let i = 0, j = 0; i < a.count || j < b.count; ) {
    const psu = Math.min(psuAt(a, i), psuAt(b, j))
    const endA = endOf(a, i, psu)
    const endB = a === b ? endA : endOf(b, j, psu)
    const h = frame.stratum[psu] as number
    const share = (frame.size[h] as number) / (frame.population?.[h] ?? Infinity)
    if (share > 0) {
      const left = part(a, i, endA)
      sum += share * oneStage(within.frame, left, a === b ? left : part(b, j, endB))
    }
    i = endA
    j = endB
  }
  return sum
}
