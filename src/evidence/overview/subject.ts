/** What an estimate is of, as the subject of a sentence: «la tasa de informalidad laboral entre las mujeres en Oaxaca». */
import type { Language } from '../../kernel/text.ts'
import { type ColumnKey, type Row, rowLabel, subjects, type Table } from '../enoe/index.ts'
import { indicatorOfMeasure } from './definition.ts'
import type { Sex } from './estimates.ts'
import { withArticle } from './sentences.ts'
import { traits } from './sides.ts'

/** Of a cell: an indicator's own words where it has them, else composed of the row's. */
export function cellSubject(table: Table, row: Row, column: ColumnKey, lang: Language): string {
  const measure = row.cells[column]
  const own = subjects[(measure && indicatorOfMeasure(measure)?.name) ?? '']
  if (own) return own[lang]
  const within = (row.base ?? table.base)[lang]
  const base = (within.charAt(0).toLocaleLowerCase('es') + within.slice(1)).replace(
    /^(de|of) (la |the )?/,
    '',
  )
  if (lang === 'es') {
    const name = `«${column === 'value' ? rowLabel(table, row).es : row.label.es}»`
    return {
      number: `el número de personas en ${name}`,
      share: `el porcentaje de personas en ${name} (base: ${base})`,
      informality: `la tasa de informalidad laboral en ${name}`,
      women: `el porcentaje de mujeres en ${name}`,
      value: `el valor de ${name}`,
    }[column]
  }
  const name = `“${column === 'value' ? rowLabel(table, row).en : row.label.en}”`
  return {
    number: `the number of people in ${name}`,
    share: `the percentage of people in ${name} (base: ${base})`,
    informality: `the rate of informal employment in ${name}`,
    women: `the percentage of women in ${name}`,
    value: `the value of ${name}`,
  }[column]
}

export interface OfWhom {
  sex: Sex
  /** The worker group's name; null: everybody. */
  group: string | null
  place: { code: string; name: string } | null
}

/** A subject with whom and where it is of. */
export function subjectOf(subject: string, { sex, group, place }: OfWhom, lang: Language): string {
  const isEs = lang === 'es'
  return [
    subject,
    sex === 'total' ? null : traits[sex]?.phrase[lang],
    group && (isEs ? `en el grupo «${group}»` : `in the group “${group}”`),
    place && `${isEs ? 'en' : 'in'} ${placeInSentence(place, lang)}`,
  ]
    .filter(Boolean)
    .join(' ')
}

/** Sizes of locality are common nouns, the rest are names. */
const placeInSentence = ({ code, name }: { code: string; name: string }, lang: Language): string =>
  code.startsWith('MX/')
    ? name.charAt(0).toLocaleLowerCase('es') + name.slice(1)
    : withArticle(code, name, lang)
