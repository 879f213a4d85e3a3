/** Sentences on age, education, hours, income, place of work, worker groups and access to health in a place. */
import { groupByCode } from '../../../evidence/index.ts'
import type { Words } from '../../bound/value.ts'
import { type Item, type Sentence, sentence } from '../draft.ts'
import { extremes } from './extremes.ts'
import { cell, knownValue, listing, type OfPlace, ranked, tableOf, whoOf } from './of.ts'

/** A paragraph of its own, where there is anything to say. */
const paragraph = (sentences: readonly Sentence[]): Item[] =>
  sentences.length > 0 ? [{ kind: 'paragraph', sentences }] : []

export const age = (of: OfPlace): Item[] =>
  paragraph([
    ...extremes(of, 'age'),
    sentence(
      'La edad promedio es de {informal} en el empleo informal y de {formal} en el formal.',
      'The mean age is {informal} in informal employment and {formal} in formal employment.',
      {
        informal: cell(of, 'age', 'meaninformal', 'value'),
        formal: cell(of, 'age', 'meanformal', 'value'),
      },
    ),
  ])

export const education = (of: OfPlace): Item[] => paragraph(extremes(of, 'education'))

/** «: el 44.7 % de las mujeres y el 41.7 % de los hombres», where both may be said and are something. */
function bySex(
  of: OfPlace,
  table: 'income' | 'health',
  row: string,
): { words: Words; parts: Sentence['parts'] } {
  const [women, men] = (['women', 'men'] as const).map((sex) => knownValue(of, table, row, 'share', sex))
  if (women === null || women === undefined || men === null || men === undefined || women + men < 0.1)
    return { words: { es: '', en: '' }, parts: {} }
  return {
    words: {
      es: ': el {women} de las mujeres y el {men} de los hombres',
      en: ': {women} of women and {men} of men',
    },
    parts: {
      women: cell(of, table, row, 'share', 'women'),
      men: cell(of, table, row, 'share', 'men'),
    },
  }
}

export const hours = (of: OfPlace): Item[] => {
  const isSplit = isKnown(of, 'hours', 'meaninformal') && isKnown(of, 'hours', 'meanformal')
  return [
    {
      kind: 'paragraph',
      sentences: [
        sentence(
          `En promedio, {who} trabajan {mean} a la semana${isSplit ? ': {informal} en el empleo informal y {formal} en el formal' : ''}.`,
          `On average, {who} work {mean} a week${isSplit ? ': {informal} in informal employment and {formal} in formal employment' : ''}.`,
          {
            who: whoOf(of),
            mean: cell(of, 'hours', 'mean', 'value', 'total', 'interval'),
            ...(isSplit
              ? {
                  informal: cell(of, 'hours', 'meaninformal', 'value'),
                  formal: cell(of, 'hours', 'meanformal', 'value'),
                }
              : {}),
          },
        ),
        sentence(
          `El {long}${isKnown(of, 'hours', 'mean') ? '' : ' de {who}'} trabaja más de 48 horas; el {short35}, de 15 a 34, y el {short15}, menos de 15.`,
          'Of {who}, {long} work over 48 hours, {short35} from 15 to 34 and {short15} under 15.',
          {
            who: whoOf(of),
            long: cell(of, 'hours', 'over48', 'share', 'total', 'interval'),
            short15: cell(of, 'hours', 'under15', 'share'),
            short35: cell(of, 'hours', 'from15to34', 'share'),
          },
        ),
      ],
    },
  ]
}

const isKnown = (of: OfPlace, table: 'hours' | 'income', row: string): boolean =>
  knownValue(of, table, row, 'value') !== null

export const income = (of: OfPlace): Item[] => {
  const isSplit = isKnown(of, 'income', 'medianhourlyinformal') && isKnown(of, 'income', 'medianhourlyformal')
  const hasMedian = isKnown(of, 'income', 'medianhourly')
  const low = bySex(of, 'income', 'upto1')
  // Who they are is said once a paragraph.
  const ofWhom = knownValue(of, 'income', 'upto1', 'share') === null ? ' de {who}' : ''
  return [
    {
      kind: 'paragraph',
      sentences: [
        sentence(
          `La mitad de quienes dijeron cuánto ganan recibe {median} o menos por hora trabajada${isSplit ? '; la mediana es de {informal} en el empleo informal y de {formal} en el formal' : ''}.`,
          `Half of those who said what they earn receive {median} or less per hour worked${isSplit ? '; the median is {informal} in informal employment and {formal} in formal employment' : ''}.`,
          {
            median: cell(of, 'income', 'medianhourly', 'value'),
            ...(isSplit
              ? {
                  informal: cell(of, 'income', 'medianhourlyinformal', 'value'),
                  formal: cell(of, 'income', 'medianhourlyformal', 'value'),
                }
              : {}),
          },
        ),
        sentence(
          `El {low} de {who} gana hasta un salario mínimo${low.words.es}.`,
          `Of {who}, {low} earn up to one minimum wage${low.words.en}.`,
          {
            who: whoOf(of),
            low: cell(of, 'income', 'upto1', 'share', 'total', 'interval'),
            ...low.parts,
          },
        ),
        hasMedian
          ? sentence(
              `El {unknown}${ofWhom} no dijo cuánto gana: ${isSplit ? 'las medianas son' : 'la mediana es'} sólo de quienes respondieron; los porcentajes, del total.`,
              `Of {who}, {unknown} did not say what they earn: the ${isSplit ? 'medians cover' : 'median covers'} only those who answered; the percentages, everybody.`,
              { who: whoOf(of), unknown: cell(of, 'income', 'unspecified', 'share') },
            )
          : sentence(
              `El {unknown}${ofWhom} no dijo cuánto gana, y cuenta en el total de los porcentajes.`,
              'Of {who}, {unknown} did not say what they earn; they are part of the total of the percentages.',
              { who: whoOf(of), unknown: cell(of, 'income', 'unspecified', 'share') },
            ),
      ],
    },
  ]
}

export const workplace = (of: OfPlace): Item[] => {
  const micro = knownValue(of, 'workplace', 'micro', 'share')
  const open = ranked(of, 'workplace', 'share').filter(({ key }) =>
    [
      'field',
      'street',
      'improvised',
      'semifixed',
      'fixed',
      'unpowered',
      'motor',
      'ownhome',
      'otherhome',
    ].includes(key),
  )
  return [
    {
      kind: 'paragraph',
      sentences: [
        sentence(
          'El {nopremises} de las personas ocupadas trabaja en un negocio sin local, y su tasa de informalidad es de {rate}.',
          'Businesses without premises employ {nopremises} of the employed, with an informality rate of {rate}.',
          {
            nopremises: cell(of, 'workplace', 'nopremises', 'share', 'total', 'interval'),
            rate: cell(of, 'workplace', 'nopremises', 'informality'),
          },
        ),
        ...(open.length < 3
          ? []
          : [
              listing(of, 'workplace', open.slice(0, 3), 'share', {
                es: 'Sin local, donde más se trabaja es en {rows}.',
                en: 'Without premises, the most frequent places of work are {rows}.',
              }),
            ]),
        ...(micro === null
          ? []
          : [
              sentence(
                'Los micronegocios no agropecuarios ocupan al {micro} de las personas ocupadas, con una tasa de informalidad de {rate}.',
                'Micro-businesses outside agriculture employ {micro} of the employed, with an informality rate of {rate}.',
                {
                  micro: cell(of, 'workplace', 'micro', 'share'),
                  rate: cell(of, 'workplace', 'micro', 'informality'),
                },
              ),
            ]),
      ],
    },
  ]
}

export const health = (of: OfPlace): Item[] => {
  const access = bySex(of, 'health', 'access')
  return [
    {
      kind: 'paragraph',
      sentences: [
        sentence(
          `El {access} de {who} tiene acceso a instituciones de salud por su trabajo${access.words.es}.`,
          `Access to health institutions through work reaches {access} of {who}${access.words.en}.`,
          {
            who: whoOf(of),
            access: cell(of, 'health', 'access', 'share', 'total', 'interval'),
            ...access.parts,
          },
        ),
        sentence(
          `El {nothing}${knownValue(of, 'health', 'access', 'share') === null ? ' de {who}' : ''} no tiene por su trabajo ni acceso a la salud ni otra prestación.`,
          'Of {who}, {nothing} have neither access to health care nor any other benefit from their work.',
          { who: whoOf(of), nothing: cell(of, 'health', 'nothing', 'share') },
        ),
      ],
    },
  ]
}

/** A line for each worker group that the file can tell and of which enough people were asked. */
export function workerGroups(of: OfPlace): Item[] {
  const rows = tableOf(of, 'groups')?.rows ?? []
  return rows
    .filter(({ row }) => row.level === 1 && groupByCode(row.key))
    .filter(({ row }) => knownValue(of, 'groups', row.key, 'number') !== null)
    .map(({ row }) => ({
      kind: 'bullet' as const,
      sentences: [
        sentence(
          '{name}: {number}, el {share} de la población ocupada; el {women} son mujeres y el {rate} tiene un empleo informal.',
          '{name}: {number}, {share} of the employed population; {women} are women and {rate} are in informal employment.',
          {
            name: row.label,
            number: cell(of, 'groups', row.key, 'number'),
            share: cell(of, 'groups', row.key, 'share'),
            women: cell(of, 'groups', row.key, 'women'),
            rate: cell(of, 'groups', row.key, 'informality'),
          },
        ),
      ],
    }))
}
