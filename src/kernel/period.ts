import { Problem } from '../platform/problem.ts'

/** A stretch of time as surveys and agreements name it. Text form: `2019`, `2019T1`, `2020-05`, `2026-11-21`, `2026-03/2026-06`. */
export type Period =
  | { kind: 'year'; year: number }
  | { kind: 'quarter'; year: number; quarter: 1 | 2 | 3 | 4 }
  | { kind: 'month'; year: number; month: number }
  | { kind: 'day'; year: number; month: number; day: number }
  | { kind: 'range'; from: string; to: string }

const two = (n: number): string => String(n).padStart(2, '0')

/** Reads `2019T1` (also `2019Q1`, `2019-T1`), `2020-05`, `2019`, `2026-11-21` or a range; refuses anything else by name. */
export function parsePeriod(written: string): Period {
  const value = written.trim().toUpperCase()
  const [from, to, more] = value.split('/')
  if (from && to && more === undefined)
    return { kind: 'range', from: periodCode(parsePeriod(from)), to: periodCode(parsePeriod(to)) }
  const quarter = /^(\d{4})-?[TQ]([1-4])$/.exec(value)
  if (quarter)
    return { kind: 'quarter', year: Number(quarter[1]), quarter: Number(quarter[2]) as 1 | 2 | 3 | 4 }
  const date = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/.exec(value)
  if (date) {
    const [year, month, day] = [Number(date[1]), Number(date[2] ?? 0), Number(date[3] ?? 0)]
    if (date[2] === undefined) return { kind: 'year', year }
    if (month >= 1 && month <= 12) {
      if (date[3] === undefined) return { kind: 'month', year, month }
      const real = new Date(Date.UTC(year, month - 1, day))
      if (real.getUTCMonth() === month - 1 && real.getUTCDate() === day)
        return { kind: 'day', year, month, day }
    }
  }
  throw new Problem('kernel.period', { written })
}

/** The text form, which sorts by time within a kind: `2019T1`, `2020-05`. */
export function periodCode(period: Period): string {
  switch (period.kind) {
    case 'year':
      return String(period.year)
    case 'quarter':
      return `${period.year}T${period.quarter}`
    case 'month':
      return `${period.year}-${two(period.month)}`
    case 'day':
      return `${period.year}-${two(period.month)}-${two(period.day)}`
    case 'range':
      return `${period.from}/${period.to}`
  }
}

/** First day, ISO, for ordering periods of different kinds. */
export function firstDay(period: Period): string {
  switch (period.kind) {
    case 'year':
      return `${period.year}-01-01`
    case 'quarter':
      return `${period.year}-${two(period.quarter * 3 - 2)}-01`
    case 'month':
      return `${period.year}-${two(period.month)}-01`
    case 'day':
      return periodCode(period)
    case 'range':
      return firstDay(parsePeriod(period.from))
  }
}

/** Orders codes by the day they begin: `2019T1` before `2019-02` before `2019T2`. */
export const byTime = (a: string, b: string): number => {
  const [left, right] = [firstDay(parsePeriod(a)), firstDay(parsePeriod(b))]
  return left === right ? a.localeCompare(b) : left.localeCompare(right)
}
