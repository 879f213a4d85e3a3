/** Between which two rows of a table the rate of informality lies, where the survey can tell them apart. */
import type { Words } from '../../bound/value.ts'
import { type Sentence, sentence } from '../draft.ts'
import { nameOf } from './names.ts'
import { cell, isAbove, type OfPlace, ranked } from './of.ts'

type Compared = 'branch' | 'age' | 'education'

const said: Readonly<Record<Compared, Words>> = {
  branch: {
    es: 'Por rama de actividad, la tasa de informalidad va del {low} en {least} al {high} en {most}.',
    en: 'By branch of activity, the informality rate ranges from {low} in {least} to {high} in {most}.',
  },
  age: {
    es: 'Por edad, la tasa de informalidad va del {low} entre {least} al {high} entre {most}.',
    en: 'By age, the informality rate ranges from {low} among {least} to {high} among {most}.',
  },
  education: {
    es: 'Por nivel de instrucción, la tasa de informalidad va del {high} entre {most} al {low} entre {least}.',
    en: 'By education, the informality rate ranges from {high} among {most} to {low} among {least}.',
  },
}

export function extremes(of: OfPlace, table: Compared): Sentence[] {
  const rows = ranked(of, table, 'informality')
  const [most, least] = [rows[0], rows.at(-1)]
  if (!most || !least || !isAbove(of, table, most.key, least.key, 'informality')) return []
  return [
    sentence(said[table].es, said[table].en, {
      most: nameOf(table, most),
      least: nameOf(table, least),
      high: cell(of, table, most.key, 'informality', 'total', 'interval'),
      low: cell(of, table, least.key, 'informality', 'total', 'interval'),
    }),
  ]
}
