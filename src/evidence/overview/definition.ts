/** What a cell of the overview counts, in one sentence of each language: INEGI's definition where there is one. */
import { type Text, text } from '../../kernel/text.ts'
import { type ColumnKey, indicators, type Measure, type Row, type Table } from '../enoe/index.ts'

const same = (a: Measure, b: Measure): boolean =>
  a.kind === b.kind && a.of === b.of && (a.per ?? '') === (b.per ?? '')

/** The indicator of the catalogue that a measure is. */
export const indicatorOfMeasure = (measure: Measure) =>
  [...indicators.values()].find((indicator) => same(indicator, measure))

/** The definition of a row's column; composed from the row's words where INEGI has no indicator of it. */
export function definitionOf(table: Table, row: Row, column: ColumnKey): Text {
  const measure = row.cells[column]
  const known = measure && indicatorOfMeasure(measure)
  if (known) return text(known.definition.es, known.definition.en)
  const base = row.base ?? table.base
  const of = (language: 'es' | 'en'): string => {
    const name = language === 'es' ? `«${row.label.es}»` : `“${row.label.en}”`
    const within = base[language].charAt(0).toLocaleLowerCase('es') + base[language].slice(1)
    const inOf = within.replace(/^(de|of) (la |the )?/, '')
    const sentences: Record<ColumnKey, { es: string; en: string }> = {
      number: { es: `Personas en ${name}; base: ${inOf}.`, en: `People in ${name}; base: ${inOf}.` },
      share: {
        es: `De cada cien personas de la base (${inOf}), cuántas están en ${name}.`,
        en: `Of every hundred people of the base (${inOf}), how many are in ${name}.`,
      },
      informality: {
        es: `De cada cien personas en ${name}, cuántas tienen un empleo informal (TIL1 del INEGI).`,
        en: `Of every hundred people in ${name}, how many are in informal employment (INEGI’s TIL1).`,
      },
      women: {
        es: `De cada cien personas en ${name}, cuántas son mujeres.`,
        en: `Of every hundred people in ${name}, how many are women.`,
      },
      value: { es: `${row.label.es}; base: ${inOf}.`, en: `${row.label.en}; base: ${inOf}.` },
    }
    return sentences[column][language]
  }
  return text(of('es'), of('en'))
}
