/**
 * Errors of calibrated estimates: those of the residuals.
 *
 * What the auxiliaries explain of a variable no longer varies from sample to sample, so a row's score w·g·u becomes
 * w·g·(u − x′B), B the regression of u on the auxiliaries in the whole sample (Särndal et al. 1992, 6.6; Deville and
 * Särndal 1992; R `svyrecvar`). Rows outside a domain have u = 0 but a residual, so every PSU counts.
 */
import type { AuxiliaryCells } from './calibrate.ts'
import type { AuxiliaryColumn } from './calibrate-scan.ts'
import { Interner } from './intern.ts'
import type { Measures } from './measures.ts'
import type { Cells } from './scan.ts'
import type { Extent, Group } from './table.ts'
import type { Scores } from './variance.ts'

/** What a calibrated design knows beyond its sums. */
export interface Calibrated {
  /** g of each auxiliary cell. */
  factor: Float64Array
  residuals: Residuals
  /** Of each auxiliary cell as it was met: its cell here, and what makes of its Σ w·u what the regression sums (Σ u where rows count alike). */
  place: { cell: Int32Array; times: Float64Array }
  rounds: number
  cells: AuxiliaryCells
  /** Whether any weight became negative. */
  negative: boolean
  /** The auxiliary cells as they stand in the columns of the scan. */
  keys: () => { columns: readonly AuxiliaryColumn[]; values: (bigint | number)[][] }
}

/** Σ w of the rows of each auxiliary cell in each place (PSU, or second-stage unit). */
interface Spread {
  auxiliary: Int32Array
  place: Int32Array
  weight: Float64Array
}

export class Residuals {
  private readonly everywhere: Int32Array

  constructor(
    private readonly spread: Spread,
    private readonly factor: Float64Array,
    private readonly fit: (sums: Float64Array) => Float64Array,
    places: number,
  ) {
    this.everywhere = Int32Array.from({ length: places }, (_, place) => place)
  }

  /** Scores of the residuals, in every place, from those of the calibrated weights and what the regression sums. */
  of(scores: Scores, sums: Float64Array): Scores {
    const fitted = this.fit(sums)
    for (let a = 0; a < fitted.length; a++) fitted[a] = (fitted[a] as number) * (this.factor[a] as number)
    const u = new Float64Array(this.everywhere.length)
    const domain = new Uint8Array(u.length)
    for (let i = 0; i < scores.count; i++) {
      const place = scores.psu[i] as number
      u[place] = scores.u[i] as number
      domain[place] = 1
    }
    const { auxiliary, place, weight } = this.spread
    for (let pair = 0; pair < place.length; pair++) {
      const at = place[pair] as number
      u[at] = (u[at] as number) - (weight[pair] as number) * (fitted[auxiliary[pair] as number] as number)
    }
    return { psu: this.everywhere, u, count: u.length, domain }
  }
}

/** PSUs in which any of some estimates has rows. */
export function jointDomain(scores: readonly Scores[]): Pick<Scores, 'domain'> {
  const domains = scores.flatMap(({ domain }) => (domain === undefined ? [] : [domain]))
  const [first] = domains
  if (first === undefined) return {}
  return { domain: first.map((_, psu) => (domains.some((domain) => domain[psu] === 1) ? 1 : 0)) }
}

/** PSUs and strata in which an estimate, or a combination of some, has rows. */
export function extentOf({ psu, count, domain }: Scores, stratum: Int32Array): Extent {
  const strata = new Set<number>()
  let psus = 0
  for (let i = 0; i < count; i++) {
    const at = psu[i] as number
    if (domain !== undefined && domain[at] === 0) continue
    psus++
    strata.add(stratum[at] as number)
  }
  return { psus, strata: strata.size }
}

/** Σ w·(a·y + b·x) of a group per auxiliary cell, of the weights before calibration. */
export function bareSums(
  { table, index }: Group,
  { y, a, x, b }: { y: number; a: number; x: number; b: number },
): Float64Array {
  const sums = new Float64Array(table.calibration?.factor.length ?? 0)
  const { bare } = table
  if (!bare) return sums
  const ys = bare.sums[y] as Float64Array
  const xs = bare.sums[x] as Float64Array
  for (let i = 0; i < bare.group.length; i++) {
    if (bare.group[i] !== index) continue
    const at = bare.cell[i] as number
    sums[at] = (sums[at] as number) + a * (ys[i] as number) + (b === 0 ? 0 : b * (xs[i] as number))
  }
  return sums
}

/**
 * Gives cells the calibrated weights, and merges those that differ in their auxiliaries only: figures then cost what
 * they cost without calibration. What regressions need of the weights before stays as sums per group and auxiliary cell.
 * `auxiliary`: of each cell, as it was met in the scan.
 */
export function calibrateCells(
  cells: Cells,
  auxiliary: Int32Array,
  { factor, place }: Calibrated,
  { sums: measures }: Measures,
): Cells {
  const finest = cells.unit ?? cells.psu
  const narrow = new Interner('many')
  const wide = new Interner('many')
  const narrowOf = new Int32Array(cells.count)
  const wideOf = new Int32Array(cells.count)
  for (let cell = 0; cell < cells.count; cell++) {
    const group = cells.group[cell] as number
    narrowOf[cell] = narrow.of(group, finest[cell] as number, 0)
    wideOf[cell] = wide.of(group, place.cell[auxiliary[cell] as number] as number, 0)
  }
  const times = Float64Array.from(auxiliary, (a) => place.times[a] as number)
  const own = Int32Array.from(auxiliary, (a) => place.cell[a] as number)
  const factors = Float64Array.from(own, (a) => factor[a] as number)
  const bare: Float64Array[] = []
  const sums = measures.map((measure, index) => {
    const sum = cells.sums[index] as Float64Array
    const out = new Float64Array(measure.kept === undefined ? narrow.size : 0)
    const before = new Float64Array(measure.kept === undefined && measure.weighted ? wide.size : 0)
    bare.push(before)
    if (measure.kept !== undefined) return out
    for (let cell = 0; cell < cells.count; cell++) {
      const value = sum[cell] as number
      if (value === 0) continue
      const to = narrowOf[cell] as number
      out[to] = (out[to] as number) + (measure.weighted ? value * (factors[cell] as number) : value)
      if (!measure.weighted) continue
      const at = wideOf[cell] as number
      before[at] = (before[at] as number) + value * (times[cell] as number)
    }
    cells.sums[index] = out
    return out
  })
  for (const kept of cells.kept.values()) {
    const { cell, weight, count } = kept
    kept.auxiliary = cell.map((at, i) => (i < count ? (own[at] as number) : 0))
    kept.bare = weight.map((value, i) => (i < count ? value * (times[cell[i] as number] as number) : 0))
    kept.weight = weight.map((value, i) => (i < count ? value * (factors[cell[i] as number] as number) : 0))
    kept.cell = cell.map((at, i) => (i < count ? (narrowOf[at] as number) : 0))
  }
  const first = new Int32Array(narrow.size)
  for (let cell = cells.count - 1; cell >= 0; cell--) first[narrowOf[cell] as number] = cell
  return {
    ...cells,
    psu: first.map((cell) => cells.psu[cell] as number),
    ...(cells.unit === undefined
      ? {}
      : { unit: first.map((cell) => (cells.unit as Int32Array)[cell] as number) }),
    group: first.map((cell) => cells.group[cell] as number),
    count: narrow.size,
    sums,
    bare: {
      group: Int32Array.from({ length: wide.size }, (_, at) => wide.parentOf(at)),
      cell: Int32Array.from({ length: wide.size }, (_, at) => wide.lowOf(at)),
      sums: bare,
    },
  }
}
