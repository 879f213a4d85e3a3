/** Sentences on age, education, hours, income, place of work, worker groups and access to health in a place. */
import { groupByCode } from '../../../evidence/index.ts'
import { type Item, sentence } from '../draft.ts'
import { cell, inSentence, isAbove, knownValue, listing, type OfPlace, ranked, tableOf, whoOf } from './of.ts'

/** Highest and lowest rate of informality of a table's rows, where there are at least two. */
function extremes(of: OfPlace, table: 'age' | 'education', around: { es: string; en: string }): Item[] {
  const rows = ranked(of, table, 'informality')
  const [most, least] = [rows[0], rows.at(-1)]
  if (!most || !least || !isAbove(of, table, most.key, least.key, 'informality')) return []
  return [
    {
      kind: 'paragraph',
      sentences: [
        sentence(around.es, around.en, {
          most: inSentence(most.label),
          least: inSentence(least.label),
          high: cell(of, table, most.key, 'informality', 'total', 'interval'),
          low: cell(of, table, least.key, 'informality', 'total', 'interval'),
        }),
      ],
    },
  ]
}

export const age = (of: OfPlace): Item[] => [
  ...extremes(of, 'age', {
    es: 'Por edad, la tasa de informalidad más alta es la de las personas {most}, {high}, y la más baja, la de las personas {least}, {low}.',
    en: 'By age, the highest rate of informality is that of people {most}, {high}, and the lowest, that of people {least}, {low}.',
  }),
  {
    kind: 'paragraph',
    sentences: [
      sentence(
        'La edad promedio es de {informal} en el empleo informal y de {formal} en el formal.',
        'The mean age is {informal} in informal employment and {formal} in formal employment.',
        {
          informal: cell(of, 'age', 'meaninformal', 'value'),
          formal: cell(of, 'age', 'meanformal', 'value'),
        },
      ),
    ],
  },
]

export const education = (of: OfPlace): Item[] =>
  extremes(of, 'education', {
    es: 'Por nivel de instrucción, la tasa de informalidad va del {high} en el nivel «{most}» al {low} en el nivel «{least}».',
    en: 'By education, the rate of informality goes from {high} at the level “{most}” to {low} at the level “{least}”.',
  })

export const hours = (of: OfPlace): Item[] => [
  {
    kind: 'paragraph',
    sentences: [
      sentence(
        'En promedio, {who} trabajan a la semana {mean}: {informal} en el empleo informal y {formal} en el formal.',
        'On average, the weekly working time of {who} is {mean}: {informal} in informal employment and {formal} in formal employment.',
        {
          who: whoOf(of),
          mean: cell(of, 'hours', 'mean', 'value', 'total', 'interval'),
          informal: cell(of, 'hours', 'meaninformal', 'value'),
          formal: cell(of, 'hours', 'meanformal', 'value'),
        },
      ),
      sentence(
        'El {long} trabaja más de 48 horas; el {short35}, de 15 a 34, y el {short15}, menos de 15.',
        '{long} work over 48 hours; {short35}, from 15 to 34, and {short15}, under 15.',
        {
          long: cell(of, 'hours', 'over48', 'share', 'total', 'interval'),
          short15: cell(of, 'hours', 'under15', 'share'),
          short35: cell(of, 'hours', 'from15to34', 'share'),
        },
      ),
    ],
  },
]

export const income = (of: OfPlace): Item[] => [
  {
    kind: 'paragraph',
    sentences: [
      sentence(
        'Entre quienes dijeron cuánto ganan, la mitad recibe {median} o menos por hora de trabajo; en el empleo informal, {informal}; en el formal, {formal}.',
        'Among those who said what they earn, half receive {median} or less per hour of work; in informal employment, {informal}; in formal employment, {formal}.',
        {
          median: cell(of, 'income', 'medianhourly', 'value'),
          informal: cell(of, 'income', 'medianhourlyinformal', 'value'),
          formal: cell(of, 'income', 'medianhourlyformal', 'value'),
        },
      ),
      sentence(
        'El {low} de {who} gana hasta un salario mínimo: el {women} de las mujeres y el {men} de los hombres.',
        '{low} of {who} earn up to one minimum wage: {women} of women and {men} of men.',
        {
          who: whoOf(of),
          low: cell(of, 'income', 'upto1', 'share', 'total', 'interval'),
          women: cell(of, 'income', 'upto1', 'share', 'women'),
          men: cell(of, 'income', 'upto1', 'share', 'men'),
        },
      ),
      sentence(
        'El {unknown} de {who} no quiso o no supo decir su ingreso: estas cifras son sólo de quienes respondieron.',
        '{unknown} of {who} would not or could not say their income: these figures are only of those who answered.',
        { who: whoOf(of), unknown: cell(of, 'income', 'unspecified', 'share') },
      ),
    ],
  },
]

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
          '{nopremises} of the employed work for a business without premises, and their rate of informality is {rate}.',
          {
            nopremises: cell(of, 'workplace', 'nopremises', 'share', 'total', 'interval'),
            rate: cell(of, 'workplace', 'nopremises', 'informality'),
          },
        ),
        ...(open.length < 3
          ? []
          : [
              listing(of, 'workplace', open.slice(0, 3), 'share', {
                es: 'Los lugares de trabajo sin local más frecuentes son: {rows}.',
                en: 'The most frequent places of work without premises are: {rows}.',
              }),
            ]),
        ...(micro === null
          ? []
          : [
              sentence(
                'Los micronegocios ocupan al {micro} de las personas, con una tasa de informalidad de {rate}.',
                'Micro-businesses employ {micro} of them, with a rate of informality of {rate}.',
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

export const health = (of: OfPlace): Item[] => [
  {
    kind: 'paragraph',
    sentences: [
      sentence(
        'El {access} de {who} tiene acceso a instituciones de salud por su trabajo: el {women} de las mujeres y el {men} de los hombres.',
        '{access} of {who} have access to health institutions through their work: {women} of women and {men} of men.',
        {
          who: whoOf(of),
          access: cell(of, 'health', 'access', 'share', 'total', 'interval'),
          women: cell(of, 'health', 'access', 'share', 'women'),
          men: cell(of, 'health', 'access', 'share', 'men'),
        },
      ),
      sentence(
        'El {nothing} de {who} no tiene ninguna prestación.',
        '{nothing} of {who} have no benefits at all.',
        { who: whoOf(of), nothing: cell(of, 'health', 'nothing', 'share') },
      ),
    ],
  },
]

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
          '{name}: {number}, el {share} de las personas ocupadas. El {women} son mujeres y el {rate} tiene un empleo informal.',
          '{name}: {number}, {share} of the employed. {women} are women and {rate} are in informal employment.',
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
