/** Sentences on what moved between two periods, and on where a place stands among the states. */
import type { ChangeRow, Changes } from '../../../evidence/index.ts'
import { period as periodWords } from '../../../web/format.ts'
import { both } from '../../bound/places.ts'
import type { Words } from '../../bound/value.ts'
import type { Wording } from '../../content/model.ts'
import { type Item, type Part, type Sentence, sentence } from '../draft.ts'
import type { OfPlace } from './of.ts'

export interface OfChange {
  of: OfPlace
  changes: Changes
  before: string
}

/** Where the whole interval of the difference lies on one side of nothing. */
function verdict({ difference }: ChangeRow): 'up' | 'down' | 'unclear' | null {
  if (difference.shown !== 'estimate' || difference.low === null || difference.high === null) return null
  if (difference.low > 0) return 'up'
  return difference.high < 0 ? 'down' : 'unclear'
}

/** A difference that would be written «0.0 puntos» is said in words. */
const roundsToNothing = ({ difference, unit }: ChangeRow): boolean =>
  unit === 'percent' && difference.shown === 'estimate' && Math.abs(difference.estimate) < 0.05

/** «el primer trimestre de 2019»; a month and a year have no article. */
const named = (code: string): Words =>
  both((lang) => {
    const words = periodWords(code, lang).toLocaleLowerCase('es')
    if (!/[TQ][1-4]$/i.test(code)) return words
    return `${lang === 'es' ? 'el' : 'the'} ${words}`
  })

const told: Readonly<Record<string, Words>> = {
  til1: { es: 'la tasa de informalidad laboral', en: 'the rate of informal employment' },
  unemployment: { es: 'la tasa de desocupación', en: 'the unemployment rate' },
  participation: { es: 'la tasa de participación', en: 'the participation rate' },
  informal: {
    es: 'el número de personas en ocupación informal',
    en: 'the number of people in informal employment',
  },
}

/** `isNext`: it follows another one, which says between when and where. */
export function changeSentence(
  { of, changes, before }: OfChange,
  indicator: string,
  isNext = false,
): Sentence[] {
  const row = changes.rows.total.find((one) => one.row.key === indicator)
  const label = told[indicator]
  const how = row && verdict(row)
  if (!row || !label || how === null || how === undefined) return []
  const change: Part = {
    as: 'interval' as Wording,
    spec: {
      of: 'change',
      indicator,
      sex: 'total',
      before,
      after: of.period,
      place: of.place,
      level: of.level,
    },
  }
  const parts = { where: of.where, label, change, before: named(before), after: named(of.period) }
  const es = isNext ? 'En ese tiempo, {label}' : 'Entre {before} y {after}, {label} en {where}'
  const en = isNext ? 'In that time, {label}' : 'Between {before} and {after}, {label} in {where}'
  if (how === 'unclear' && roundsToNothing(row))
    return [sentence(`${es} prácticamente no cambió.`, `${en} practically did not change.`, parts)]
  if (how === 'unclear')
    return [
      sentence(
        `${es} no cambió de manera que la encuesta permita asegurar: la diferencia, {change}, no es mayor que su error.`,
        `${en} did not change in a way that the survey can tell: the difference, {change}, is no larger than its error.`,
        parts,
      ),
    ]
  return [
    how === 'up'
      ? sentence(
          `${es} subió más de lo que explica el error de la encuesta: {change}.`,
          `${en} rose by more than the error of the survey: {change}.`,
          parts,
        )
      : sentence(
          `${es} bajó más de lo que explica el error de la encuesta: {change}.`,
          `${en} fell by more than the error of the survey: {change}.`,
          parts,
        ),
  ]
}

export const change = (given: OfChange): Item[] => {
  const sentences = ['til1', 'informal', 'unemployment'].reduce<Sentence[]>(
    (said, one) => said.concat(changeSentence(given, one, said.length > 0)),
    [],
  )
  return [
    ...(sentences.length > 0 ? [{ kind: 'paragraph' as const, sentences }] : []),
    {
      kind: 'exhibit',
      spec: {
        of: 'changes',
        before: given.before,
        after: given.of.period,
        place: given.of.place,
        sex: 'total',
        level: given.of.level,
      },
    },
  ]
}
