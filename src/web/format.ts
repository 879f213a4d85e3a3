/**
 * How numbers, dates, money and periods are written: as in Mexico in Spanish, as in Britain in English.
 * Both write 54,152,266 and 56.9; what is missing (null, undefined, not finite) is an en dash.
 */
import type { Lang } from './lang.ts'

/** U+202F: keeps the number and its sign together, narrower than a space. */
export const narrowSpace = '\u202f'
const minus = '\u2212'
const missing = '–'

type Maybe<T> = T | null | undefined

const formats = new Map<string, Intl.NumberFormat>()

function plain(value: number | bigint, decimals: number): string {
  const key = String(decimals)
  let format = formats.get(key)
  if (!format) {
    format = new Intl.NumberFormat('en-GB', {
      minimumFractionDigits: decimals,
      maximumFractionDigits: decimals,
    })
    formats.set(key, format)
  }
  const text = format.format(value)
  // A value that rounds to nothing has no sign.
  return /^-[0.,]*$/.test(text) ? text.slice(1) : text.replace('-', minus)
}

/** `54,152,266`; with decimals `56.9`. A missing value is `–`. */
export function number(value: Maybe<number | bigint>, decimals = 0): string {
  if (value === null || value === undefined || (typeof value === 'number' && !Number.isFinite(value)))
    return missing
  return plain(value, decimals)
}

/** A percentage given as such (56.8828, not 0.568828): `56.9 %` with a narrow no-break space. */
export function percent(value: Maybe<number>, decimals = 1): string {
  const text = number(value, decimals)
  return text === missing ? missing : `${text}${narrowSpace}%`
}

/** With its sign always: `+0.5`, `−0.5`, `0.0`: for a change. */
export function signed(value: Maybe<number>, decimals = 1): string {
  const text = number(value, decimals)
  return text === missing || text.startsWith(minus) || /^[0.,]*$/.test(text) ? text : `+${text}`
}

/** `48.5–51.7`; with a negative limit `−0.9 a −0.2` / `−0.9 to −0.2`, for a dash beside a minus misleads. */
export function interval(low: Maybe<number>, high: Maybe<number>, decimals = 1, lang: Lang = 'es'): string {
  if (low === null || low === undefined || high === null || high === undefined) return missing
  const [a, b] = [number(low, decimals), number(high, decimals)]
  return low < 0 || high < 0 ? `${a} ${lang === 'es' ? 'a' : 'to'} ${b}` : `${a}–${b}`
}

/** In words for a sentence: `2.1 millones`, `2.1 million`, `477,870`. */
export function roughly(value: Maybe<number>, lang: Lang): string {
  if (value === null || value === undefined || !Number.isFinite(value)) return missing
  if (Math.abs(value) < 1e6) return number(value)
  const millions = number(value / 1e6, 1)
  return lang === 'es' ? `${millions} ${millions === '1.0' ? 'millón' : 'millones'}` : `${millions} million`
}

/**
 * Money kept in minor units: `money(125000n)` is `$1,250.00 MXN`. The code always follows: several currencies use `$`.
 * @param minor integer of the currency's smallest unit (centavos)
 */
export function money(minor: Maybe<number | bigint>, currency = 'MXN'): string {
  if (minor === null || minor === undefined) return missing
  const digits =
    new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2
  const value = BigInt(minor)
  const unit = 10n ** BigInt(digits)
  const size = value < 0n ? -value : value
  const cents = digits > 0 ? `.${String(size % unit).padStart(digits, '0')}` : ''
  const symbol = { MXN: '$', USD: '$', CAD: '$', EUR: '€', GBP: '£' }[currency] ?? ''
  return `${value < 0n ? minus : ''}${symbol}${plain(size / unit, 0)}${cents} ${currency}`
}

const months = {
  es: [
    'enero',
    'febrero',
    'marzo',
    'abril',
    'mayo',
    'junio',
    'julio',
    'agosto',
    'septiembre',
    'octubre',
    'noviembre',
    'diciembre',
  ],
  en: [
    'January',
    'February',
    'March',
    'April',
    'May',
    'June',
    'July',
    'August',
    'September',
    'October',
    'November',
    'December',
  ],
} as const
const weekdays = {
  es: ['domingo', 'lunes', 'martes', 'miércoles', 'jueves', 'viernes', 'sábado'],
  en: ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'],
} as const

const short = (month: string) => month.slice(0, 3)

/** Making a format takes a hundred times as long as using it, and a page has hundreds of days: one a zone is kept. */
const keptByZone = (
  locale: string,
  options: Intl.DateTimeFormatOptions,
): ((timeZone: string) => Intl.DateTimeFormat) => {
  const kept = new Map<string, Intl.DateTimeFormat>()
  return (timeZone) => {
    const format = kept.get(timeZone) ?? new Intl.DateTimeFormat(locale, { ...options, timeZone })
    kept.set(timeZone, format)
    return format
  }
}

const dayIn = keptByZone('en-CA', { year: 'numeric', month: '2-digit', day: '2-digit' })

/** The calendar day in a time zone, as `2026-11-21`. */
export const dayOf = (instant: Date, timeZone = 'America/Mexico_City'): string =>
  dayIn(timeZone).format(instant)

/**
 * A day: `21 nov 2026` / `21 Nov 2026`; long: `sábado 21 de noviembre de 2026` / `Saturday 21 November 2026`.
 * @param day `2026-11-21` as the database gives it (a day has no time zone), or an instant, shown as the day in `timeZone`
 */
export function date(
  day: Maybe<string | Date>,
  lang: Lang,
  style: 'short' | 'long' = 'short',
  timeZone?: string,
): string {
  if (!day) return missing
  const [y, m, d] = (day instanceof Date ? dayOf(day, timeZone) : day.slice(0, 10)).split('-').map(Number)
  const month = months[lang][(m ?? 0) - 1]
  if (y === undefined || d === undefined || month === undefined) return missing
  if (style === 'short') return `${d} ${short(month)} ${y}`
  const weekday = weekdays[lang][new Date(Date.UTC(y, (m ?? 1) - 1, d)).getUTCDay()]
  return lang === 'es' ? `${weekday} ${d} de ${month} de ${y}` : `${weekday} ${d} ${month} ${y}`
}

const hourIn = keptByZone('en-GB', { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })

/** Hour and minute of an instant in the workspace's zone: `10:00`, 24 hours. */
export const time = (instant: Date, timeZone = 'America/Mexico_City'): string =>
  hourIn(timeZone).format(instant)

/** `21 nov 2026, 10:00`. */
export const dateTime = (instant: Date, lang: Lang, timeZone?: string): string =>
  `${date(instant, lang, 'short', timeZone)}, ${time(instant, timeZone)}`

const ordinals = {
  es: ['Primer', 'Segundo', 'Tercer', 'Cuarto'],
  en: ['First', 'Second', 'Third', 'Fourth'],
} as const

/**
 * A period by its code: `2019T1` (also `2019-T1`, `2019Q1`), `2020-05`, `2019`, `2026-11-21`, or a range `2019/2022`.
 * Long: `Primer trimestre de 2019` / `First quarter of 2019`, `Mayo de 2020` / `May 2020`. Short: `2019-T1` / `2019-Q1`, `may 2020`.
 * A code of another kind (a season's name) is shown as it is.
 */
export function period(code: string, lang: Lang, style: 'long' | 'short' = 'long'): string {
  if (code.includes('/')) {
    return code
      .split('/')
      .map((part) => period(part, lang, 'short'))
      .join('–')
  }
  const quarter = /^(\d{4})-?[TQ]([1-4])$/i.exec(code)
  if (quarter) {
    const [, year, n] = quarter
    if (style === 'short') return `${year}-${lang === 'es' ? 'T' : 'Q'}${n}`
    const ordinal = ordinals[lang][Number(n) - 1]
    return lang === 'es' ? `${ordinal} trimestre de ${year}` : `${ordinal} quarter of ${year}`
  }
  const month = /^(\d{4})-(\d{2})$/.exec(code)
  const name = month ? months[lang][Number(month[2]) - 1] : undefined
  if (month && name) {
    if (style === 'short') return `${short(name)} ${month[1]}`
    return lang === 'es' ? `${capital(name)} de ${month[1]}` : `${name} ${month[1]}`
  }
  return /^\d{4}-\d{2}-\d{2}$/.test(code) ? date(code, lang) : code
}

/** First letter as a capital, for a word that begins a line. */
export const capital = (text: string): string => text.charAt(0).toLocaleUpperCase('es') + text.slice(1)

/** `Oaxaca, Chiapas y Jalisco` (and `Irapuato e Iztapalapa`) / `Oaxaca, Chiapas and Jalisco`. */
export function list(items: readonly string[], lang: Lang, type: 'and' | 'or' = 'and'): string {
  return new Intl.ListFormat(lang === 'es' ? 'es-MX' : 'en-GB', {
    type: type === 'and' ? 'conjunction' : 'disjunction',
  }).format(items)
}

/** Bytes of a file: `4.1 MB`, `820 kB`. */
export function bytes(size: number): string {
  if (size < 1000) return `${size} B`
  const units = ['kB', 'MB', 'GB', 'TB']
  let value = size / 1000
  let unit = 0
  while (value >= 999.5 && unit < units.length - 1) {
    value /= 1000
    unit++
  }
  return `${number(value, value < 10 ? 1 : 0)} ${units[unit]}`
}

/** In quotation marks; those within become the inner ones of the language. */
export const quoted = (text: string, lang: Lang): string =>
  lang === 'es'
    ? `«${text.replaceAll('«', '“').replaceAll('»', '”')}»`
    : `“${text.replaceAll('“', '‘').replaceAll('”', '’')}”`
