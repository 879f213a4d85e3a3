/** How a bound item reads in a sentence, in either language. Pure; the words are the evidence's own where it has them. */
import { shareInWords } from '../../evidence/index.ts'
import type { Language } from '../../kernel/text.ts'
import { interval, number, percent, roughly, signed } from '../../web/format.ts'
import type { Wording } from '../content/model.ts'
import type { Measured, Value } from './value.ts'
import { wordingWords } from './wording-words.ts'

/** `56.9 %`, `54,152,266`, `$42.50` (`42.50 pesos`), `−0.5 puntos`: value with its unit. «–» where it is withheld. */
export function valueIn(measured: Measured, lang: Language): string {
  const { value, unit, decimals, change } = measured
  const { units } = wordingWords(lang)
  const plain = change ? signed(value, decimals) : number(value, decimals)
  switch (unit) {
    case 'percent':
      return percent(value, decimals)
    case 'points':
      return value === null ? '–' : units.points(plain)
    case 'pesos':
      // In English a bare sign would be read as dollars.
      return value === null ? '–' : change || lang === 'en' ? units.pesos(plain) : `$${plain}`
    case 'hours':
      return value === null ? '–' : units.hours(plain)
    case 'years':
      return value === null ? '–' : units.years(plain)
    // Of a level the sentence says who they are; of a change nothing else does.
    case 'persons':
      return value === null || !change ? plain : wordingWords(lang).people(plain, false)
    default:
      return plain
  }
}

/** Without its unit: for the cell of a table whose head says it. */
export const bareValue = ({ value, change, decimals }: Measured): string =>
  change ? signed(value, decimals) : number(value, decimals)

/** `IC 90 %: 56.5–57.3`; null where there is no interval. */
export function intervalIn(measured: Measured, lang: Language): string | null {
  const { level } = measured
  const limits = limitsIn(measured, lang)
  return limits === null || level === null ? null : wordingWords(lang).interval(level, limits)
}

/** The interval alone, `56.5–57.3`; null where all or none of those asked are counted: its limits then say nothing of the error. */
export const limitsIn = ({ low, high, decimals }: Measured, lang: Language): string | null =>
  low === null || high === null || low === high ? null : interval(low, high, decimals, lang)

/** «más de la mitad», «30.8 millones»; null where words say no more than the number. */
export function inWords({ value, unit }: Measured, lang: Language): string | null {
  if (value === null) return null
  if (unit === 'percent') return wordingWords(lang).shares[shareInWords(value)]
  if (unit === 'persons') return wordingWords(lang).people(roughly(value, lang), Math.abs(value) >= 1e6)
  if (unit === 'count' && Math.abs(value) >= 1e6) return roughly(value, lang)
  return null
}

/** «úsese con cautela» beside a value of low precision: it never stands without. */
const caution = ({ precision }: Measured, lang: Language): string | null =>
  precision === 'low' ? wordingWords(lang).caution : null

/** A bound item as the words of a sentence. */
export function worded(value: Value, as: Wording, lang: Language): string {
  switch (value.is) {
    case 'number':
      return wordedNumber(value, as, lang, value.name[lang])
    case 'text':
      return as === 'title' ? value.title[lang] : value.text[lang]
    case 'table':
    case 'chart':
      return value.title[lang]
    case 'list':
      return as === 'value' ? number(value.items.length) : value.title[lang]
    case 'gone':
      return ''
  }
}

function wordedNumber(measured: Measured, as: Wording, lang: Language, name: string): string {
  const plain = valueIn(measured, lang)
  const care = caution(measured, lang)
  const between = intervalIn(measured, lang)
  const bracketed = (inside: readonly (string | null)[]): string => {
    const said = inside.filter((one) => one !== null)
    return said.length > 0 ? `${plain} (${said.join('; ')})` : plain
  }
  switch (as) {
    case 'interval':
    case 'cited':
      return bracketed([between, care])
    case 'words':
      return inWords(measured, lang) ?? plain
    case 'title':
      return name
    default:
      return bracketed([care])
  }
}
