/** Sentences on what moved between two periods, and on where a place stands among the states. */
import type { ChangeRow, Changes } from '../../../evidence/index.ts'
import { capital } from '../../../web/format.ts'
import { both } from '../../bound/places.ts'
import { between } from '../../bound/span.ts'
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

const told: Readonly<Record<string, Words>> = {
  til1: { es: 'la tasa de informalidad laboral', en: 'the informal employment rate' },
  unemployment: { es: 'la tasa de desocupación', en: 'the unemployment rate' },
  participation: { es: 'la tasa de participación', en: 'the participation rate' },
  informal: {
    es: 'el número de personas en ocupación informal',
    en: 'the number of people in informal employment',
  },
}

/** A second thing that the survey cannot tell is said in few words. */
const nor: Words = { es: 'Tampoco lo mostró {label}: {change}.', en: 'Nor did {label}: {change}.' }

/** And a third within the same sentence. */
const together = (one: Sentence, next: Sentence): Sentence =>
  sentence(
    `${one.es.slice(0, -1)}; ni {nextLabel}: {nextChange}.`,
    `${one.en.slice(0, -1)}; nor {nextLabel}: {nextChange}.`,
    { ...one.parts, nextLabel: next.parts.label ?? one, nextChange: next.parts.change ?? one },
  )

/** `after`: the indicator before it in the paragraph, which said between when and where. */
export function changeSentence(
  { of, changes, before }: OfChange,
  indicator: string,
  after: string | null = null,
): Sentence[] {
  const row = changes.rows.total.find((one) => one.row.key === indicator)
  const label = told[indicator]
  const how = row && verdict(row)
  const isNext = after !== null
  const last = changes.rows.total.find((one) => one.row.key === after)
  const isUnclear = (one: ChangeRow): boolean => verdict(one) === 'unclear' && !roundsToNothing(one)
  const isAlike = row !== undefined && last !== undefined && isUnclear(row) && isUnclear(last)
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
  const parts = {
    where: of.where,
    label: isNext && !isAlike ? both((lang) => capital(label[lang])) : label,
    change,
    ...between(before, of.period),
  }
  const es = isNext ? '{label}' : 'Entre {before} y {after}, {label} en {where}'
  const en = isNext ? '{label}' : 'Between {before} and {after}, {label} in {where}'
  if (how === 'unclear' && roundsToNothing(row))
    return [sentence(`${es} no mostró cambio.`, `${en} showed no change.`, parts)]
  if (isAlike) return [sentence(nor.es, nor.en, parts)]
  if (how === 'unclear')
    return [
      sentence(
        `${es} no mostró un cambio que la encuesta permita distinguir: la diferencia, {change}, no supera su margen de error.`,
        `${en} showed no change that the survey can detect: the difference, {change}, is within its margin of error.`,
        parts,
      ),
    ]
  return [
    how === 'up'
      ? sentence(
          `${es} subió: el cambio, {change}, supera el margen de error de la encuesta.`,
          `${en} rose: the change, {change}, exceeds the survey’s margin of error.`,
          parts,
        )
      : sentence(
          `${es} bajó: el cambio, {change}, supera el margen de error de la encuesta.`,
          `${en} fell: the change, {change}, exceeds the survey’s margin of error.`,
          parts,
        ),
  ]
}

export const change = (given: OfChange): Item[] => {
  const sentences: Sentence[] = []
  let after: string | null = null
  for (const indicator of ['til1', 'informal', 'unemployment']) {
    const said = changeSentence(given, indicator, after)
    if (said.length > 0) after = indicator
    const [one] = said
    const last = sentences.at(-1)
    if (one && last && one.es === nor.es && last.es === nor.es)
      sentences[sentences.length - 1] = together(last, one)
    else sentences.push(...said)
  }
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
