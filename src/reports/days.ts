/** Days as a report's title and text write them, without the day of the week. */
import type { Language } from '../kernel/text.ts'
import { date } from '../web/format.ts'

/** `21 de noviembre de 2026` / `21 November 2026`. */
export const dayInText = (day: string, lang: Language): string =>
  date(day, lang, 'long').replace(/^\p{L}+ /u, '')

/** First and last day; within one year it is said once: `1 de enero`, `30 de junio de 2026`. */
export function daysInText(from: string, to: string, lang: Language): [from: string, to: string] {
  const first = dayInText(from, lang)
  return [
    from.slice(0, 4) === to.slice(0, 4) ? first.replace(/( de)? \d{4}$/, '') : first,
    dayInText(to, lang),
  ]
}
