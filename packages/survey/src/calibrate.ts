/** Finds the factors g by which weights agree with known totals, and the regression whose residuals carry the error. */
import {
  type Basis,
  basisOf,
  type Control,
  inner,
  named,
  placed,
  projected,
  withoutRows,
} from './calibrate-basis.ts'
import { newton } from './calibrate-newton.ts'
import { type Calibration, calibrationError } from './calibration.ts'

/** Rows that share the values of all auxiliaries. */
export interface AuxiliaryCells {
  count: number
  /** Σ w of each. */
  weight: Float64Array
  /** Rows of each; those of weight 0 are none. */
  rows: Float64Array
  /** In the order of `knownOf(calibration)`. */
  auxiliaries: readonly Auxiliary[]
}

/** One margin as a category per cell, or one total as a number per cell. */
export type Auxiliary =
  | { margin: string; categories: readonly { name: string; total: number }[]; category: Int32Array }
  | { margin: string; values: Float64Array; total: number }

type MarginCells = Extract<Auxiliary, { category: Int32Array }>

export interface Solution {
  /** g of each auxiliary cell. */
  factor: Float64Array
  /** Rounds until the weights agreed. */
  rounds: number
  /** Regression on the auxiliaries: from Σ w·u of each auxiliary cell (of margins: Σ u) to the fitted u in it. */
  fit: (sums: Float64Array) => Float64Array
}

/** @throws SurveyError `calibration`, naming the margin and category: noRows, inconsistent, notConverged, bounds */
export function solve(calibration: Calibration, cells: AuxiliaryCells): Solution {
  if ('totals' in calibration) return byDistance(calibration, cells)
  const margins = cells.auxiliaries.filter((auxiliary): auxiliary is MarginCells => 'category' in auxiliary)
  const [first] = margins
  if (first === undefined) throw calibrationError('variables', 'Design.calibration names no margin')
  for (const margin of margins) refuseEmpty(margin, sumsBy(margin, cells.weight))
  return 'poststrata' in calibration
    ? poststratified(first, cells)
    : raked(margins, cells, calibration.rounds ?? 1000)
}

function sumsBy({ category, categories }: MarginCells, values: Float64Array): Float64Array {
  const sums = new Float64Array(categories.length)
  for (let a = 0; a < category.length; a++) {
    const c = category[a] as number
    sums[c] = (sums[c] as number) + (values[a] as number)
  }
  return sums
}

function refuseEmpty({ margin, categories }: MarginCells, weight: Float64Array): void {
  categories.forEach(({ name, total }, c) => {
    if (total > 0 && weight[c] === 0) throw withoutRows({ margin, category: name, total })
    if (total === 0 && (weight[c] as number) > 0)
      throw calibrationError('noTotal', `${margin}, ${name}: the sample has rows, but the population 0`, {
        margin,
        category: name,
        total,
      })
  })
}

function poststratified(margin: MarginCells, { weight }: AuxiliaryCells): Solution {
  const { category, categories } = margin
  const sample = sumsBy(margin, weight)
  const at = (values: ArrayLike<number>) => Float64Array.from(category, (c) => values[c] as number)
  return {
    factor: at(categories.map(({ total }, c) => total / (sample[c] as number))),
    rounds: 1,
    fit: (sums) => at(sumsBy(margin, sums).map((sum, c) => sum / (sample[c] as number))),
  }
}

/** Weights have settled when a round changes none by more than this share. */
const settled = 1e-13
/** … and agree when no total is missed by more than this share. */
const agreed = 1e-7

function raked(margins: readonly MarginCells[], cells: AuxiliaryCells, rounds: number): Solution {
  refuseDifferentSizes(margins)
  const { weight, count } = cells
  const factor = new Float64Array(count).fill(1)
  let round = 0
  for (let change = Infinity; change > settled && round < rounds; round++) {
    const before = Float64Array.from(factor)
    for (const margin of margins) {
      const now = sumsBy(margin, times(factor, weight))
      for (let a = 0; a < count; a++) {
        const c = margin.category[a] as number
        const { total } = margin.categories[c] as { total: number }
        factor[a] = (factor[a] as number) * (total / (now[c] as number))
      }
    }
    change = 0
    for (let a = 0; a < count; a++)
      change = Math.max(change, Math.abs((factor[a] as number) / (before[a] as number) - 1))
  }
  refuseDisagreement(controlsOf(margins), weight, factor, round)
  return { factor, rounds: round, fit: (sums) => swept(margins, cells, sums) }
}

/**
 * Fitted values by ten sweeps of means over the margins. As in R's `rake`, rows count alike here whatever their weight,
 * and the sweeps are ten: `totals` with `method: 'raking'` gives the same weights and a weighted regression instead.
 */
function swept(margins: readonly MarginCells[], { rows, count }: AuxiliaryCells, sums: Float64Array) {
  const fitted = new Float64Array(count)
  const sizes = margins.map((margin) => sumsBy(margin, rows))
  for (let sweep = 0; sweep < 10; sweep++)
    margins.forEach((margin, m) => {
      const left = sumsBy(
        margin,
        sums.map((sum, a) => sum - (rows[a] as number) * (fitted[a] as number)),
      )
      for (let a = 0; a < count; a++) {
        const c = margin.category[a] as number
        fitted[a] = (fitted[a] as number) + (left[c] as number) / ((sizes[m] as Float64Array)[c] as number)
      }
    })
  return fitted
}

function refuseDifferentSizes(margins: readonly MarginCells[]): void {
  const sizes = margins.map(({ categories }) => categories.reduce((sum, { total }) => sum + total, 0))
  const [first = 0] = sizes
  sizes.forEach((size, m) => {
    if (Math.abs(size - first) <= 1e-8 * first) return
    const [a, b] = [margins[0]?.margin ?? '', margins[m]?.margin ?? '']
    throw calibrationError(
      'inconsistent',
      `the totals of ${a} add up to ${first}, those of ${b} to ${size}`,
      {
        margin: b,
        total: size,
        expected: first,
      },
    )
  })
}

function byDistance(calibration: Extract<Calibration, { totals: unknown }>, cells: AuxiliaryCells): Solution {
  const { weight } = cells
  for (const auxiliary of cells.auxiliaries)
    if ('category' in auxiliary) refuseEmpty(auxiliary, sumsBy(auxiliary, weight))
  const controls = controlsOf(cells.auxiliaries)
  const basis: Basis = basisOf(controls, weight)
  const { factor, rounds } = newton(basis, weight, calibration)
  refuseDisagreement(controls, weight, factor, rounds, calibration.bounds)
  return { factor, rounds, fit: (sums) => projected(basis, sums) }
}

/** Each category of each margin, and each total, as an auxiliary of its own. */
export function controlsOf(auxiliaries: readonly Auxiliary[]): Control[] {
  return auxiliaries.flatMap((auxiliary): Control[] => {
    if (!('category' in auxiliary)) return [auxiliary]
    const { margin, categories, category } = auxiliary
    return categories.map(({ name, total }, c) => ({
      margin,
      category: name,
      total,
      values: Float64Array.from(category, (own) => (own === c ? 1 : 0)),
    }))
  })
}

function refuseDisagreement(
  controls: readonly Control[],
  weight: Float64Array,
  factor: Float64Array,
  rounds: number,
  bounds?: readonly [number, number],
): void {
  const calibrated = times(factor, weight)
  let worst: { control: Control; reached: number; off: number } | undefined
  for (const control of controls) {
    const reached = inner(control.values, new Float64Array(weight.length).fill(1), calibrated)
    const off = Math.abs(reached - control.total) / (1 + Math.abs(control.total))
    if (!(off <= (worst?.off ?? agreed))) worst = { control, reached, off }
  }
  if (worst === undefined) return
  const { control, reached } = worst
  const values = { ...placed(control), total: control.total, reached, rounds }
  const missed = `${named(control)} reaches ${reached} of ${control.total}`
  throw bounds === undefined
    ? calibrationError('notConverged', `the weights do not agree after ${rounds} rounds: ${missed}`, values)
    : calibrationError(
        'bounds',
        `no factors between ${bounds[0]} and ${bounds[1]} meet the totals: ${missed}`,
        {
          ...values,
          low: bounds[0],
          high: bounds[1],
        },
      )
}

function times(a: Float64Array, b: Float64Array): Float64Array {
  return a.map((value, i) => value * (b[i] as number))
}
