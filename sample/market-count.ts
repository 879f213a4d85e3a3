/**
 * A made-up count of public markets, three pages to be read and cited by page: what the sample's library holds as a PDF. No market,
 * office or number here exists.
 */
import type { Document } from '../src/platform/document/index.ts'

/** Of those who work at the stalls: what the count says, and what somebody of the made-up team typed with two figures swapped. */
export const workers = { counted: 1_890, typed: 1_980, women: 1_150, men: 740 } as const

const invented =
  'Documento inventado para aprender a usar Acuerdo. Ningún mercado, oficina ni número de estas páginas existe.'

export const marketCount: Document = {
  title: 'Conteo de locales en mercados públicos',
  subtitle: 'Diez mercados, 2022. Oficina Ficticia de Mercados',
  language: 'es-MX',
  author: 'Oficina Ficticia de Mercados',
  foot: 'Documento inventado para la muestra',
  blocks: [
    { block: 'notice', tone: 'note', text: invented },
    { block: 'heading', level: 1, text: 'Qué se contó' },
    {
      block: 'paragraph',
      text: 'Entre marzo y abril se visitaron diez mercados públicos, dos veces cada uno: un martes por la mañana y un sábado por la tarde. Se contaron los locales, los que abrían y las personas que atendían en ellos.',
    },
    {
      block: 'paragraph',
      text: 'Un local se cuenta como abierto cuando alguien atendía en alguna de las dos visitas. A las personas se les contó en la visita en que había más.',
    },
    { block: 'pageBreak' },
    { block: 'heading', level: 1, text: 'Lo que se encontró' },
    {
      block: 'paragraph',
      text: 'En los diez mercados hay 1,200 locales y abren 980. En ellos atienden 1,890 personas: 1,150 mujeres y 740 hombres.',
    },
    {
      block: 'table',
      caption: 'Locales y personas que atienden',
      head: ['', 'Locales', 'Abiertos', 'Mujeres', 'Hombres'],
      rows: [
        ['Mercados de barrio (7)', '640', '505', '610', '350'],
        ['Mercados de zona (3)', '560', '475', '540', '390'],
        { as: 'total', cells: ['Los diez', '1,200', '980', '1,150', '740'] },
      ],
    },
    {
      block: 'paragraph',
      text: 'De los locales abiertos, seis de cada diez están a nombre de un hombre, aunque en la mayoría atiende una mujer.',
    },
    { block: 'pageBreak' },
    { block: 'heading', level: 1, text: 'Los baños' },
    {
      block: 'paragraph',
      text: 'Ocho de los diez mercados tienen baños abiertos al público. En seis se cobra más a quien vende afuera que a quien tiene un local.',
    },
    { block: 'heading', level: 1, text: 'Lo que no dice este conteo' },
    {
      block: 'paragraph',
      text: 'No se preguntó por ingresos ni por seguridad social, y no se contó a quienes venden en las banquetas de alrededor.',
    },
  ],
}

export interface CountPassage {
  page: number
  quote: string
  translation: string
  /** Code of the demand that rests on it. */
  demand?: string
}

export const passages: readonly CountPassage[] = [
  {
    page: 2,
    quote: 'En ellos atienden 1,890 personas: 1,150 mujeres y 740 hombres.',
    translation: '1,890 people work in them: 1,150 women and 740 men.',
  },
  {
    page: 3,
    quote: 'En seis se cobra más a quien vende afuera que a quien tiene un local.',
    translation: 'In six, those who sell outside are charged more than those who have a stall.',
    demand: 'toilets_market',
  },
]
