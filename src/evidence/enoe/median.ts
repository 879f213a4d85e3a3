/**
 * Medians as INEGI prints them: interpolated between neighbouring people (rule `interpolated` of `@acuerdo/survey`), rounded to three
 * decimals, of which the CV is then taken; limits rounded to cents, and as error their width over 2 · 1.645. All 54 medians of
 * 2019-T1 come out so, estimate, limits, error and CV.
 */

/** A median with the decimals that INEGI prints; its CV is that of this number. */
export const medianValue = (value: number): number => Number(value.toFixed(3))

const cents = (value: number): number => Number(value.toFixed(2))

/**
 * The standard error that INEGI prints for a median with these limits at 90 %. Null where there are no limits, and where they
 * coincide: so many people share one value (8 hours a day, 6 days) that the survey's error cannot move the median off it.
 */
export function medianError(low: number | null, high: number | null): number | null {
  if (low === null || high === null) return null
  const width = cents(high) - cents(low)
  return width > 0 ? width / (2 * 1.645) : null
}
