/** Calibration: the weights are changed as little as possible so that they reproduce what is known of the population. */
import { SurveyError } from './errors.ts'
import type { Crossing } from './indicator.ts'
import type { Label } from './sql.ts'

/** Known counts of the categories of one variable, or of a crossing of several. Every row of the design is in one of them. */
export interface Margin {
  /** Name → SQL expression, as a crossing: `{ sex: 'sex' }`. */
  by: Crossing
  /** Units of the population per category: `[{ by: { sex: 1 }, total: 61473390 }, …]`. A category whose total is 0 has no rows. */
  totals: readonly { by: { readonly [name: string]: Label }; total: number }[]
}

/** Known total of a number (`of: 'enrol', total: 3811472`), or count of a condition; `of: 'true'` is the size of the population. */
export interface KnownTotal {
  of: string
  total: number
}

/**
 * What is known of the population, and how weights are made to agree with it.
 *
 * poststrata: each weight times population over sample of its category (R: `postStratify`).
 * margins: one margin after another, again and again, until all agree (iterative proportional fitting; R: `rake`).
 * totals: weights g·w with the least distance to w, of numbers as well as categories (Deville and Särndal 1992; R: `calibrate`).
 */
export type Calibration =
  | { poststrata: Margin }
  | { margins: readonly Margin[]; rounds?: number }
  | {
      totals: readonly (Margin | KnownTotal)[]
      /** linear (default): g = 1 + x′λ, the regression estimator. raking: g = exp(x′λ). logit: between `bounds`. (R: `calfun`.) */
      method?: 'linear' | 'raking' | 'logit'
      /** Lowest and highest g; logit wants them, with the lowest below 1 and the highest above. Without, linear may make weights negative. */
      bounds?: readonly [number, number]
      rounds?: number
    }

/** How a calibration is named in results. */
export type CalibrationMethod = 'poststrata' | 'margins' | 'linear' | 'raking' | 'logit'

export function methodOfCalibration(calibration: Calibration): CalibrationMethod {
  if ('poststrata' in calibration) return 'poststrata'
  if ('margins' in calibration) return 'margins'
  return calibration.method ?? 'linear'
}

export type Known = Margin | KnownTotal

export function isMargin(known: Known): known is Margin {
  return 'by' in known
}

export function knownOf(calibration: Calibration): readonly Known[] {
  if ('poststrata' in calibration) return [calibration.poststrata]
  return 'margins' in calibration ? calibration.margins : calibration.totals
}

/** “sex × age”, or the SQL of a total. */
export function nameOf(known: Known): string {
  return isMargin(known) ? Object.keys(known.by).join(' × ') : known.of
}

/** “1 × 15–24” */
export function categoryName(labels: readonly Label[]): string {
  return labels.map(String).join(' × ')
}

type Reason =
  | 'total'
  | 'duplicate'
  | 'variables'
  | 'bounds'
  | 'missing'
  | 'noTotal'
  | 'noRows'
  | 'inconsistent'
  | 'notConverged'
  | 'negativeWeights'
  | 'replicates'
  | 'noWeight'

/** `values`: reason, and where it applies margin, category, and numbers. */
export function calibrationError(
  reason: Reason,
  message: string,
  values: Record<string, string | number | readonly string[]> = {},
): SurveyError {
  return new SurveyError('calibration', message, { reason, ...values })
}

/** Checks what can be checked before a row is read. */
export function checkCalibration(design: {
  calibration?: Calibration
  weight?: string | null
  replicates?: unknown
}): void {
  const { calibration } = design
  if (!calibration) return
  if (!design.weight)
    throw calibrationError('noWeight', 'Design.calibration changes weights: Design.weight is wanted')
  if (design.replicates !== undefined)
    throw calibrationError(
      'replicates',
      'replicate weights are not calibrated here: give replicate weights that were calibrated one by one, without Design.calibration',
    )
  const known = knownOf(calibration)
  if (known.length === 0)
    throw calibrationError('variables', 'Design.calibration names nothing to agree with')
  for (const item of known) checkKnown(item)
  if ('totals' in calibration) checkBounds(calibration.method ?? 'linear', calibration.bounds)
}

function checkKnown(known: Known): void {
  const margin = nameOf(known)
  if (!isMargin(known)) {
    if (!Number.isFinite(known.total))
      throw calibrationError('total', `the total of ${margin} is ${known.total}: a finite number is wanted`, {
        margin,
      })
    return
  }
  const names = Object.keys(known.by)
  if (names.length === 0) throw calibrationError('variables', 'a margin without variables', { margin })
  const seen = new Set<string>()
  for (const { by, total } of known.totals) {
    const own = Object.keys(by)
    if (own.length !== names.length || names.some((name) => by[name] === undefined))
      throw calibrationError(
        'variables',
        `margin ${margin}: a total is given by ${own.join(', ')}, not by ${names.join(', ')}`,
        { margin },
      )
    const category = categoryName(names.map((name) => by[name] ?? null))
    if (!(total >= 0 && total < Infinity))
      throw calibrationError(
        'total',
        `margin ${margin}: the total of ${category} is ${total}: a finite number from 0 on is wanted`,
        { margin, category },
      )
    if (seen.has(category))
      throw calibrationError('duplicate', `margin ${margin}: two totals of ${category}`, { margin, category })
    seen.add(category)
  }
}

function checkBounds(method: CalibrationMethod, bounds: readonly [number, number] | undefined): void {
  const refuse = (what: string) =>
    calibrationError('bounds', `Design.calibration.bounds: ${what}`, {
      low: bounds?.[0] ?? Number.NEGATIVE_INFINITY,
      high: bounds?.[1] ?? Infinity,
    })
  if (method !== 'logit') {
    if (bounds !== undefined && !(bounds[0] < bounds[1])) throw refuse('the lower one comes first')
    return
  }
  if (bounds === undefined) throw refuse('logit wants a lowest and a highest factor, such as [0.5, 2]')
  if (!(bounds[0] < 1 && bounds[1] > 1 && Number.isFinite(bounds[0]) && Number.isFinite(bounds[1])))
    throw refuse('logit wants a lowest factor below 1 and a highest above 1, both finite')
}
