/**
 * Errors of calibrated estimates: those of the residuals.
 *
 * What the auxiliaries explain of a variable no longer varies from sample to sample, so a row's score w·g·u becomes
 * w·g·(u − x′B), B the regression of u on the auxiliaries in the whole sample (Särndal et al. 1992, 6.6; Deville and
 * Särndal 1992; R `svyrecvar`). Rows outside a domain have u = 0 but a residual, so every PSU counts.
 */
import type { AuxiliaryCells } from './calibrate.ts'
import type { AuxiliaryColumn } from './calibrate-scan.ts'
import type { Measures } from './measures.ts'
import type { Cells } from './scan.ts'
import type { Extent, Group } from './table.ts'
import type { Scores } from './variance.ts'

/** What a calibrated design knows beyond its sums. */
export interface Calibrated {
  /** g of each auxiliary cell. */
  factor: Float64Array
  residuals: Residuals
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

  /** Scores of the residuals, in every place, from those of the calibrated weights and Σ w·u. */
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
  { table, start, end }: Group,
  { y, a, x, b, base }: { y: number; a: number; x: number; b: number; base: number },
): Float64Array {
  const { calibration, auxiliary, order } = table
  const ys = table.bare(y)
  const xs = table.bare(x)
  const rows = table.sum(base)
  const sums = new Float64Array(calibration?.factor.length ?? 0)
  for (let i = start; i < end; i++) {
    const cell = order[i] as number
    if (rows[cell] === 0) continue
    const at = auxiliary[cell] as number
    sums[at] = (sums[at] as number) + a * (ys[cell] as number) + b * (xs[cell] as number)
  }
  return sums
}

/** Gives cells the calibrated weights; what they were before stays beside them. */
export function calibrateCells(
  cells: Cells,
  auxiliary: Int32Array,
  { factor }: Calibrated,
  { sums: measures }: Measures,
): void {
  const factorOf = (cell: number) => factor[auxiliary[cell] as number] as number
  cells.auxiliary = auxiliary
  cells.bare = cells.sums
  cells.sums = cells.sums.map((sum, index) => {
    const measure = measures[index]
    if (!measure?.weighted || measure.kept !== undefined) return sum
    const out = new Float64Array(cells.count)
    for (let cell = 0; cell < out.length; cell++) out[cell] = (sum[cell] as number) * factorOf(cell)
    return out
  })
  for (const kept of cells.kept.values()) {
    kept.bare = kept.weight
    kept.weight = kept.weight.map((weight, i) =>
      i < kept.count ? weight * factorOf(kept.cell[i] as number) : 0,
    )
  }
}
