/** The statistical chapters of a report: for one place or for nation, urban areas and city side by side. */
import type { TableId } from '../../../evidence/index.ts'
import { tableById } from '../../../evidence/index.ts'
import type { Words } from '../../bound/value.ts'
import { type Item, sentence } from '../draft.ts'
import { change, changeSentence, type OfChange } from './change.ts'
import { extremes } from './extremes.ts'
import { chartSpec, type OfPlace, tableOf, tableSpec } from './of.ts'
import {
  branch,
  informality,
  informalityFinding,
  nationFinding,
  population,
  sector,
  sexesFinding,
  status,
} from './people.ts'
import { age, education, health, hours, income, workerGroups, workplace } from './person.ts'

export interface Chapters {
  /** The place that the report is about. */
  main: OfPlace
  /** Nation and urban areas, or what else stands beside it; the place itself is not among them. */
  beside: readonly OfPlace[]
  change: OfChange | null
  /** The file covers the states: they can be drawn. */
  hasStates: boolean
}

type Column = 'share' | 'number' | 'informality' | 'women' | 'value'

interface Chapter {
  table: TableId
  title: Words
  sentences(of: OfPlace): Item[]
  /** The column that a snapshot prints for all places side by side. */
  main: Column
  /** What a full study prints besides, of the place by sex. */
  more: readonly Column[]
  drawn?: Column
  /** A snapshot prints `more`, too. */
  isKey?: true
}

const chapters: readonly Chapter[] = [
  {
    table: 'population',
    title: { es: 'Población y fuerza de trabajo', en: 'Population and labour force' },
    sentences: population,
    main: 'share',
    more: ['number'],
  },
  {
    table: 'informality',
    title: {
      es: 'Cuántas personas tienen un empleo informal',
      en: 'How many people are in informal employment',
    },
    sentences: informality,
    main: 'share',
    more: ['number'],
    isKey: true,
  },
  {
    table: 'sector',
    title: { es: 'En qué unidades económicas trabajan', en: 'In which economic units they work' },
    sentences: sector,
    main: 'share',
    more: ['informality'],
  },
  {
    table: 'status',
    title: {
      es: 'Por su cuenta, a sueldo o sin pago',
      en: 'On their own account, for a wage or without pay',
    },
    sentences: status,
    main: 'share',
    more: ['informality'],
    drawn: 'informality',
  },
  {
    table: 'branch',
    title: { es: 'En qué actividades trabajan', en: 'In which activities they work' },
    sentences: branch,
    main: 'share',
    more: ['informality'],
    drawn: 'informality',
  },
  {
    table: 'age',
    title: { es: 'Edad', en: 'Age' },
    sentences: age,
    main: 'informality',
    more: ['share'],
    drawn: 'informality',
  },
  {
    table: 'education',
    title: { es: 'Nivel de instrucción', en: 'Education' },
    sentences: education,
    main: 'informality',
    more: ['share'],
    drawn: 'informality',
  },
  {
    table: 'hours',
    title: { es: 'Horas de trabajo', en: 'Hours of work' },
    sentences: hours,
    main: 'value',
    more: ['share', 'informality'],
  },
  {
    table: 'income',
    title: { es: 'Ingreso por el trabajo', en: 'Income from work' },
    sentences: income,
    main: 'value',
    more: ['share', 'informality'],
  },
  {
    table: 'workplace',
    title: { es: 'Lugar de trabajo y tamaño del negocio', en: 'Place of work and size of the business' },
    sentences: workplace,
    main: 'share',
    more: ['informality'],
  },
  {
    table: 'groups',
    title: { es: 'Grupos de personas trabajadoras', en: 'Worker groups' },
    sentences: (of) => workerGroups(of),
    main: 'number',
    more: ['women', 'informality'],
  },
  {
    table: 'health',
    title: { es: 'Acceso a la salud y prestaciones', en: 'Access to health care and benefits' },
    sentences: health,
    main: 'share',
    more: ['informality'],
  },
]

/** Five to eight findings, the ones that a person would be asked for first. */
export function highlights({ main, change: moved, beside }: Chapters): Item[] {
  const bullet = (sentences: Extract<Item, { sentences: unknown }>['sentences']): Item[] =>
    sentences.length > 0 ? [{ kind: 'bullet', sentences }] : []
  const first = (items: readonly Item[], count = 1) =>
    items.flatMap((item) => ('sentences' in item ? item.sentences : [])).slice(0, count)
  const nation = beside.find(({ place }) => place === 'MX')
  return [
    ...bullet([informalityFinding(main)]),
    ...bullet(sexesFinding(main)),
    ...bullet(first(status(main).slice(0, 1), 2).slice(1)),
    ...bullet(extremes(main, 'branch')),
    ...bullet(first(hours(main))),
    ...bullet(first(income(main))),
    ...bullet(first(health(main))),
    // The nation last: what stands above is all of the place itself.
    ...(nation ? bullet([nationFinding(nation, main)]) : []),
    ...(moved ? bullet(changeSentence(moved, 'til1')) : []),
  ]
}

/** All chapters: heading, sentences, the main table for all places side by side, chart; `full`: every table. */
export function statistics(given: Chapters, { full }: { full: boolean }): Item[] {
  const { main, beside, change: moved, hasStates } = given
  const places = [...beside.map(({ place }) => place), main.place]
  const rest = chapters.filter(({ table }) => tableOf(main, table))
  return [
    ...rest.flatMap((chapter) => chapterItems(chapter, main, places, full)),
    ...(hasStates
      ? [
          heading({ es: 'La informalidad en las entidades federativas', en: 'Informality in the states' }),
          {
            kind: 'exhibit' as const,
            spec: {
              of: 'states' as const,
              indicator: 'til1',
              period: main.period,
              level: main.level,
              draws: 'dots' as const,
              place: main.place,
            },
          },
          {
            kind: 'paragraph' as const,
            sentences: [
              sentence(
                'Cada punto es la tasa de una entidad y la línea, su intervalo de confianza: dos entidades cuyas líneas se traslapan pueden no ser distintas.',
                'Each dot is a state’s rate and the line its confidence interval: two states whose lines overlap may not really differ.',
              ),
            ],
          },
        ]
      : []),
    ...(moved ? [heading({ es: 'Qué cambió', en: 'What changed' }), ...change(moved)] : []),
  ]
}

const heading = (words: Words): Item => ({ kind: 'heading', level: 2, words })

function chapterItems(chapter: Chapter, main: OfPlace, places: readonly string[], full: boolean): Item[] {
  const { title, table, sentences, drawn } = chapter
  const has = (column: Column): boolean => tableById(table)?.columns.includes(column) ?? false
  const exhibit = (spec: Extract<Item, { kind: 'exhibit' }>['spec']): Item => ({ kind: 'exhibit', spec })
  return [
    heading(title),
    ...sentences(main),
    exhibit(tableSpec(main, table, chapter.main, { places, bySex: places.length < 3 })),
    ...(full || chapter.isKey ? chapter.more.filter(has) : []).map((column) =>
      exhibit(tableSpec(main, table, column)),
    ),
    ...(drawn ? [exhibit(chartSpec(main, table, drawn))] : []),
  ]
}
