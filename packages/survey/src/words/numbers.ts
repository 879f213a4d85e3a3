/** Numbers with their units, as INEGI prints them in Spanish and as in Britain in English: 54,152,266 and 56.9 %. */

export type Lang = 'es' | 'en'

/** Units that have words in both languages. Any other text is written after the number as it stands. */
export type Unit =
  /** 0.569, written 56.9 %. */
  | 'share'
  /** 56.9, written 56.9 %: a share of a whole, from 0 to 100. */
  | 'percent'
  | 'persons'
  | 'households'
  | 'dwellings'
  | 'hours'
  | 'days'
  | 'years'
  /** $6,120. */
  | 'pesos'
  /** Nothing is written. */
  | 'number'

/** A unit by its code or name, or with its own singular and plural. */
export type UnitOf = Unit | (string & {}) | { one: string; many: string }

const nouns: Record<Lang, Record<string, { one: string; many: string }>> = {
  es: {
    persons: { one: 'persona', many: 'personas' },
    households: { one: 'hogar', many: 'hogares' },
    dwellings: { one: 'vivienda', many: 'viviendas' },
    hours: { one: 'hora', many: 'horas' },
    days: { one: 'día', many: 'días' },
    years: { one: 'año', many: 'años' },
    points: { one: 'punto porcentual', many: 'puntos porcentuales' },
  },
  en: {
    persons: { one: 'person', many: 'people' },
    households: { one: 'household', many: 'households' },
    dwellings: { one: 'dwelling', many: 'dwellings' },
    hours: { one: 'hour', many: 'hours' },
    days: { one: 'day', many: 'days' },
    years: { one: 'year', many: 'years' },
    points: { one: 'percentage point', many: 'percentage points' },
  },
}

const counted = ['persons', 'households', 'dwellings']
const none = { one: '', many: '' }
const space = '\u202f'

/** How the numbers of one figure are written: all with the same decimals. */
export interface Writer {
  /** 56.9 %, 54,152,266 personas, $6,120. */
  whole(value: number): string
  /** The first of two: without the noun that the second carries. */
  first(value: number): string
  /** The size of a difference, without sign: 0.5 puntos porcentuales. */
  gap(value: number): string
  gapFirst(value: number): string
  /** Of a share or a count, cut at what is possible. */
  possible(limits: { low: number; high: number }, estimate: number): { low: number; high: number }
}

/**
 * @param decimals default: 1, and none of counts and pesos
 * @param apart a value that must not be written as 0 although it is none: one that the data tell from 0
 */
export function writerOf(unit: UnitOf | undefined, lang: Lang, decimals?: number, apart?: number): Writer {
  const code = typeof unit === 'string' ? unit : undefined
  const isShare = code === 'share' || code === 'percent'
  const times = code === 'share' ? 100 : 1
  const places = enough(
    decimals ?? (code === 'pesos' || counted.includes(code ?? '') ? 0 : 1),
    apart === undefined ? undefined : apart * times,
  )
  const noun = nounOf(unit, lang)
  const points = nouns[lang].points ?? none
  const bare = (value: number) => `${code === 'pesos' ? '$' : ''}${number(value * times, places)}`
  const signedMoney = (value: number) => bare(value).replace('$−', '−$')
  const named = (value: number, words: { one: string; many: string }) => {
    const text = number(Math.abs(value) * times, places)
    const word = /^1(\.0+)?$/.test(text) ? words.one : words.many
    return word === '' ? '' : ` ${word}`
  }
  const sign = isShare ? `${space}%` : ''
  const size = (value: number) => bare(Math.abs(value))
  return {
    whole: (value) => signedMoney(value) + sign + named(value, noun),
    first: (value) => signedMoney(value) + sign,
    gap: (value) => size(value) + named(value, isShare ? points : noun),
    gapFirst: size,
    possible: ({ low, high }, estimate) => {
      const top = isShare ? 100 / times : Infinity
      if (!(isShare || counted.includes(code ?? '')) || estimate < 0 || estimate > top) return { low, high }
      return { low: Math.max(0, low), high: Math.min(top, high) }
    },
  }
}

/** 1,234.5, with a true minus; what rounds to nothing has no sign. */
export function number(value: number, decimals = 0): string {
  const text = format(decimals).format(value)
  return /^-[0.,]*$/.test(text) ? text.slice(1) : text.replace('-', '−')
}

/** 90 %. @param level 0.9 */
export function percentOf(level: number): string {
  return `${String(Math.round(level * 1000) / 10)}${space}%`
}

/** a, b y c / a, b and c. */
export function listOf(items: readonly string[], lang: Lang): string {
  return new Intl.ListFormat(lang === 'es' ? 'es-MX' : 'en-GB', { type: 'conjunction' }).format(items)
}

function nounOf(unit: UnitOf | undefined, lang: Lang): { one: string; many: string } {
  if (unit === undefined || unit === 'number' || unit === 'share' || unit === 'percent' || unit === 'pesos')
    return none
  if (typeof unit !== 'string') return unit
  return nouns[lang][unit] ?? { one: unit, many: unit }
}

/** As many decimals as it takes for a value to be seen. */
function enough(decimals: number, value: number | undefined): number {
  let places = decimals
  while (value !== undefined && value !== 0 && places < 6 && Math.abs(value) < 0.5 / 10 ** places) places++
  return places
}

const formats = new Map<number, Intl.NumberFormat>()

function format(decimals: number): Intl.NumberFormat {
  let found = formats.get(decimals)
  if (found === undefined) {
    found = new Intl.NumberFormat('en-GB', {
      minimumFractionDigits: decimals,
      maximumFractionDigits: decimals,
    })
    formats.set(decimals, found)
  }
  return found
}
