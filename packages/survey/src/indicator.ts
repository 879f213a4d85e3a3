/** What is estimated. SQL texts are the caller's own and are trusted; a condition that is NULL does not hold, a number that is NULL or not finite is missing. */
export type Indicator =
  /** Σ w·of. `of`: condition (counted) or number (summed). */
  | { name: string; kind: 'total'; of: string; where?: string; scale?: number }
  /** Σ w·of / Σ w·per, over rows where both numbers are known. */
  | { name: string; kind: 'ratio'; of: string; per: string; where?: string; scale?: number }
  /** Share of the rows with `per` in which `of` also holds: between 0 and 1. Conditions; `of` may be a number 0 or 1, which can be missing. */
  | { name: string; kind: 'proportion'; of: string; per?: string; where?: string; scale?: number }
  /** Σ w·of / Σ w over rows where the number is known. A condition gives its share. */
  | { name: string; kind: 'mean'; of: string; where?: string; scale?: number }
  /**
   * Smallest value of the number `of` whose cumulative share of weight reaches `p` (0 < p < 1); the median is p = 0.5.
   * rule math: that value; school: the mean with the next one where the share is exactly p. Woodruff's interval.
   */
  | {
      name: string
      kind: 'quantile'
      of: string
      p: number
      rule?: 'math' | 'school'
      where?: string
      scale?: number
    }

/** Name → SQL expression of any type, e.g. `{ sex: 'sex', state: 'ent' }`. `{}` is the whole. A row whose value is NULL is in no group. */
export interface Crossing {
  [name: string]: string
}
