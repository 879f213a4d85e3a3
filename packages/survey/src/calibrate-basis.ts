/**
 * The auxiliaries as an orthonormal basis, in the inner product Σ w·x·z of the sample.
 *
 * In it, the regression of anything on the auxiliaries is one product per direction, collinear auxiliaries (two complete
 * margins always are) show themselves, and numbers of any size are equally well solved for: normal equations would
 * square the condition of the matrix.
 */
import { calibrationError } from './calibration.ts'

/** One auxiliary: its value in each auxiliary cell and its total in the population. */
export interface Control {
  margin: string
  /** Of a margin's category. */
  category?: string
  values: Float64Array
  total: number
}

export interface Basis {
  /** Value of each direction in each auxiliary cell; Σ w·φ_i·φ_j is 1 where i = j and 0 elsewhere. */
  directions: readonly Float64Array[]
  /** Population total of each direction. */
  totals: Float64Array
}

/** What is left of a column after the ones before, below this share of its length, is noise (R: `qr(tol = 1e-07)`). */
const dependent = 1e-8
/** Totals known to fewer digits than this contradict each other. */
const consistent = 1e-8

/** @throws SurveyError `calibration`: noRows (a total of something that no row has), inconsistent (totals that contradict each other) */
export function basisOf(controls: readonly Control[], weight: Float64Array): Basis {
  const directions: Float64Array[] = []
  const totals: number[] = []
  for (const control of controls) {
    const column = Float64Array.from(control.values)
    const length = Math.sqrt(inner(column, column, weight))
    if (length === 0) {
      if (control.total === 0) continue
      throw withoutRows(control)
    }
    let total = control.total
    let size = Math.abs(total)
    // Twice: once loses digits.
    for (let pass = 0; pass < 2; pass++)
      directions.forEach((direction, j) => {
        const along = inner(column, direction, weight)
        const part = along * (totals[j] as number)
        total -= part
        size = Math.max(size, Math.abs(part))
        for (let a = 0; a < column.length; a++)
          column[a] = (column[a] as number) - along * (direction[a] as number)
      })
    const rest = Math.sqrt(inner(column, column, weight))
    if (rest <= dependent * length) {
      if (Math.abs(total) > consistent * size) throw contradicts(control, total)
      continue
    }
    directions.push(column.map((value) => value / rest))
    totals.push(total / rest)
  }
  return { directions, totals: Float64Array.from(totals) }
}

/** The regression, in each auxiliary cell, of what has the weighted sums `sums` in them. */
export function projected({ directions }: Basis, sums: Float64Array): Float64Array {
  const fitted = new Float64Array(sums.length)
  for (const direction of directions) {
    let along = 0
    for (let a = 0; a < sums.length; a++) along += (direction[a] as number) * (sums[a] as number)
    for (let a = 0; a < sums.length; a++) fitted[a] = (fitted[a] as number) + along * (direction[a] as number)
  }
  return fitted
}

export function inner(x: Float64Array, z: Float64Array, weight: Float64Array): number {
  let sum = 0
  for (let a = 0; a < x.length; a++) sum += (x[a] as number) * (z[a] as number) * (weight[a] as number)
  return sum
}

/** “sex, 2” */
export function named({ margin, category }: Pick<Control, 'margin' | 'category'>): string {
  return category === undefined ? margin : `${margin}, ${category}`
}

/** Where an error lies, for `SurveyError.values`. */
export function placed({ margin, category }: Pick<Control, 'margin' | 'category'>): Record<string, string> {
  return category === undefined ? { margin } : { margin, category }
}

export function withoutRows(control: Pick<Control, 'margin' | 'category' | 'total'>) {
  return calibrationError(
    'noRows',
    `${named(control)}: the population has ${control.total}, the sample no row: join the category with another`,
    { ...placed(control), total: control.total },
  )
}

function contradicts(control: Control, off: number) {
  return calibrationError(
    'inconsistent',
    `${named(control)}: the total ${control.total} contradicts the totals before it; they leave ${control.total - off}`,
    { ...placed(control), total: control.total, expected: control.total - off },
  )
}
