/** Periods by name in what goes wrong with them. */
import { SurveyError } from './errors.ts'

/** Runs work on a period; a `SurveyError` of it names the period, in its message and in `values.period`. */
export async function inPeriod<T>(period: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof SurveyError)
      throw new SurveyError(error.code, `${period}: ${error.message}`, { ...error.values, period })
    throw error
  }
}
