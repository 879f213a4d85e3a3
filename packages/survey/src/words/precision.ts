/**
 * How precise an estimate is called, by its coefficient of variation: INEGI's three classes. Below 15 % high [alta], from 15 to
 * under 30 % moderate [moderada], from 30 % low [baja]: to be used with caution [úsese con cautela].
 */
export type PrecisionClass = 'high' | 'moderate' | 'low'

/** INEGI's class of precision. @param cv percent; null where there is none (no error, or an estimate of 0), which has no class */
export function precisionOf(cv: number | null | undefined): PrecisionClass | null {
  if (cv === null || cv === undefined || !Number.isFinite(cv)) return null
  const size = Math.abs(cv)
  return size < 15 ? 'high' : size < 30 ? 'moderate' : 'low'
}

/** Where an interval lies against a value (0 for a difference, 1 for a ratio). unclear: it holds the value, so the data do not tell. null: no interval. */
export function sideOf(
  { low, high }: { low: number | null; high: number | null },
  value = 0,
): 'above' | 'below' | 'unclear' | null {
  if (low === null || high === null) return null
  return low > value ? 'above' : high < value ? 'below' : 'unclear'
}
