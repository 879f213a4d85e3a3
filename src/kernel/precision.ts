/**
 * How precise an estimate is called, by its coefficient of variation: INEGI's words. Below 15 % high [alta], from 15 to
 * under 30 % moderate [moderada], from 30 % low [baja, "úsese con cautela"]: it can be cited, with the warning.
 */
export type Precision = 'high' | 'moderate' | 'low'

/** @param cv coefficient of variation in percent; without one (no error could be computed) there is no precision */
export function precisionOf(cv: number | null | undefined): Precision | null {
  if (cv === null || cv === undefined || !Number.isFinite(cv)) return null
  const size = Math.abs(cv)
  if (size < 15) return 'high'
  return size < 30 ? 'moderate' : 'low'
}
