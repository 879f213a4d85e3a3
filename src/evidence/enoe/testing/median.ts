/**
 * Medians as INEGI prints them, to check definitions with; no part of the program. Found by trial against its tables: linear between
 * neighbouring observations (as R's `svyquantile` before survey 4.1), ties by falling weight, Woodruff limits around one half, limits
 * rounded to cents, error = width / (2 · 1.645). It gives all 54 estimates and 51 of 54 errors of 2019-T1.
 * `@acuerdo/survey` will have quantiles by the definitions that statistics.md asks for, which do not interpolate.
 */
export interface Observation {
  readonly value: number
  readonly weight: number
}

/** Value at each share of the cumulative weight; observations ordered by value, then by falling weight. */
export function interpolated(sorted: readonly Observation[], shares: readonly number[]): number[] {
  const sum = sorted.reduce((so, { weight }) => so + weight, 0)
  return shares.map((share) => {
    let reached = 0
    let before: Observation | undefined
    for (const one of sorted) {
      const next = reached + one.weight
      if (next / sum >= share) {
        if (!before || before.value === one.value) return one.value
        return before.value + ((share * sum - reached) / one.weight) * (one.value - before.value)
      }
      reached = next
      before = one
    }
    return before?.value ?? Number.NaN
  })
}

const z = 1.645
const cents = (value: number): number => Number(value.toFixed(2))

/** `shareSe`: standard error of the share of people at or below the median. No error where the limits coincide, as in INEGI's tables. */
export function medianWithError(
  sorted: readonly Observation[],
  shareSe: number,
): { estimate: number; se: number | null } {
  const [estimate = Number.NaN, low = Number.NaN, high = Number.NaN] = interpolated(sorted, [
    0.5,
    0.5 - z * shareSe,
    0.5 + z * shareSe,
  ])
  const width = cents(high) - cents(low)
  return { estimate, se: width === 0 ? null : width / (2 * z) }
}
