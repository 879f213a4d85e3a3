/** What every indicator has. */
export interface Named {
  name: string
  /** Condition: a domain of this indicator alone. */
  where?: string
  /** Factor of the estimate, its error and limits: 100 gives percent of a proportion. */
  scale?: number
  /** Stands in every estimate: persons, hours, pesos… A proportion has `share`, or `percent` where `scale` is 100. `explain` knows the words of `Unit`. */
  unit?: string
}

/** What is estimated. SQL texts are the caller's own and are trusted; a condition that is NULL does not hold, a number that is NULL or not finite is missing. */
export type Indicator = Named & Measured

type Measured =
  /** Σ w·of. `of`: condition (counted) or number (summed). */
  | { kind: 'total'; of: string }
  /** Σ w·of / Σ w·per, over rows where both numbers are known. */
  | { kind: 'ratio'; of: string; per: string }
  /** Share of the rows with `per` in which `of` also holds: between 0 and 1. Conditions; `of` may be a number 0 or 1, which can be missing. */
  | { kind: 'proportion'; of: string; per?: string }
  /** Σ w·of / Σ w over rows where the number is known. A condition gives its share. */
  | { kind: 'mean'; of: string }
  /** Variance of the number `of` in the population, with n/(n − 1) (R: `svyvar`); its square root is the standard deviation. No design effect. */
  | { kind: 'variance'; of: string }
  /**
   * Smallest value of the number `of` whose cumulative share of weight reaches `p` (0 < p < 1); the median is p = 0.5.
   * rule math: that value; school: the mean with the next one where the share is exactly p; interpolated: see interpolated.ts.
   * Woodruff's interval. `levels`: further levels to give limits for, which cannot be had from the error as others can.
   */
  | {
      kind: 'quantile'
      of: string
      p: number
      rule?: 'math' | 'school' | 'interpolated'
      levels?: readonly number[]
    }

/** Name → SQL expression of any type, e.g. `{ sex: 'sex', state: 'ent' }`. `{}` is the whole. A row whose value is NULL is in no group. */
export interface Crossing {
  [name: string]: string
}

/** The unit of an indicator's estimates, where it is known. */
export function unitOf({ kind, unit, scale = 1 }: Indicator): string | undefined {
  if (unit !== undefined || kind !== 'proportion') return unit
  return scale === 1 ? 'share' : scale === 100 ? 'percent' : undefined
}

/** `{ unit }` of an indicator, or nothing. */
export function withUnit(indicator: Indicator): { unit?: string } {
  const unit = unitOf(indicator)
  return unit === undefined ? {} : { unit }
}
