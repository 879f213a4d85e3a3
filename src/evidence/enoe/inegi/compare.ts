/** Holds our estimates against INEGI's printed ones, to the digit in which INEGI prints them. */
import type { Measure } from '../measure.ts'
import type { PublishedFigure } from './published.ts'

export interface OwnEstimate {
  readonly estimate: number
  readonly se: number | null
}

export interface Difference {
  readonly what: 'estimate' | 'cv' | 'se'
  readonly published: number
  readonly own: number | null
}

/** How INEGI prints: rates in per cent with four decimals, averages with six, medians with three, CVs with six. */
const decimals: Readonly<Record<Measure['kind'], { estimate: number; se: number }>> = {
  total: { estimate: 0, se: 0 },
  ratio: { estimate: 4, se: 8 },
  mean: { estimate: 6, se: 10 },
  median: { estimate: 3, se: 7 },
}

/** In per cent; of a median from its printed value, with five decimals. */
function variation({ kind }: Measure, se: number, estimate: number): number {
  if (kind === 'median') return rounded((100 * se) / rounded(estimate, decimals.median.estimate), 5)
  return rounded((100 * se) / Math.abs(estimate), 6)
}

const rounded = (value: number, digits: number): number => Number(value.toFixed(digits))

/** An error of exactly 608 persons comes out of a square root as 607.9999999999: not to be cut to 607. */
const whole = (value: number): number => Math.trunc(value + 1e-7)

/**
 * What differs between a published figure and our estimate (proportions as shares); empty when all agree to the printed digit.
 * Standard errors of totals are cut to whole persons, as INEGI cuts them. Where INEGI gives no error only the estimate is compared.
 */
export function differences(published: PublishedFigure, measure: Measure, own: OwnEstimate): Difference[] {
  const digits = decimals[measure.kind]
  const scale = measure.unit === 'percent' ? 100 : 1
  const estimate = own.estimate * scale
  const found: Difference[] = []
  const check = (what: Difference['what'], theirs: number | null, ours: number | null): void => {
    if (theirs !== null && theirs !== ours) found.push({ what, published: theirs, own: ours })
  }
  check('estimate', published.estimate, rounded(estimate, digits.estimate))
  const se = own.se === null ? null : own.se * scale
  check('cv', published.cv, se === null ? null : variation(measure, se, estimate))
  check(
    'se',
    published.se,
    se === null ? null : measure.kind === 'total' ? whole(se) : rounded(se, digits.se),
  )
  return found
}
