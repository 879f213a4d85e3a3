/**
 * Eight made-up documents of the sample's library (one as a PDF, `market-count.ts`), what of them is cited, and what the made-up team says of gaps: plain data. No
 * document, author, survey or number here exists; the texts were written for this sample. Days count from the day it is made.
 */
import type { BothLanguages } from './programme.ts'

export interface SampleDocument {
  code: string
  title: BothLanguages
  kind: 'law' | 'study' | 'statistic' | 'rules' | 'minutes' | 'press' | 'testimony' | 'other'
  authors?: string
  publisher?: string
  published: string
  language: 'es' | 'en'
  topics: readonly string[]
  quality: 'primary' | 'official' | 'reviewed' | 'grey' | 'press' | 'unknown'
  qualityNote?: string
  rights: 'open' | 'quote' | 'none'
  licence?: string
  audience?: 'team' | 'public'
  places: readonly string[]
  groups: readonly string[]
  summary: BothLanguages
  url?: string
  note?: string
  /** Section by section; the first line is its heading. */
  text?: readonly string[]
  passages?: readonly { section: number; quote: string; translation?: string; demand?: string }[]
}

export interface SampleGap {
  topic: string
  group: string | null
  place: string
  judged?: 'enough' | 'not_enough'
  priority?: 'high' | 'medium' | 'low'
  note?: string
  state?: 'wanted' | 'commissioned' | 'in_hand' | 'closed'
  who?: string
  /** Days from the day on which the sample is made. */
  due?: number
}

const both = (es: string, en: string): BothLanguages => ({ es, en })

export const documents: readonly SampleDocument[] = [
  {
    code: 'window_study',
    title: both(
      'Tres ventanillas y ningún recibo: los permisos de venta en una alcaldía',
      'Three windows and no receipt: vending permits in a borough',
    ),
    kind: 'study',
    authors: 'Muestra, A. y Ejemplo, B.',
    publisher: 'Instituto Ficticio de la Calle',
    published: '2024-09',
    language: 'es',
    topics: ['public_space', 'registration', 'income'],
    quality: 'grey',
    qualityNote: 'Sesenta entrevistas en dos corredores; no es una muestra al azar.',
    rights: 'open',
    licence: 'CC BY 4.0',
    audience: 'public',
    places: ['09007'],
    groups: ['street_vendors'],
    summary: both(
      'Sesenta comerciantes cuentan cuántas veces van a la alcaldía por un permiso, qué pagan y qué papel reciben a cambio.',
      'Sixty vendors tell how often they go to the borough for a permit, what they pay and what paper they get for it.',
    ),
    text: [
      '# Por qué se preguntó\nQuien vende en la calle necesita un permiso, y para tenerlo pasa por tres ventanillas. En cada una se forma, entrega copias y espera. Este estudio preguntó a sesenta comerciantes de dos corredores cuánto tarda ese camino y qué queda por escrito.\nLas entrevistas se hicieron en el puesto, sin grabar, entre marzo y mayo. Siete de cada diez personas entrevistadas son mujeres.',
      '# Lo que se encontró\nDe las sesenta personas, cuarenta y una fueron cuatro veces o más a la alcaldía por un solo trámite. El día que se va a la ventanilla no se vende: en promedio se pierden tres días de venta por permiso.\nSólo nueve de las sesenta personas recibieron comprobante de lo que pagaron. Las demás no pueden demostrar que ya pagaron cuando alguien les pide pagar otra vez.\nQuien no sabe leer bien paga a otra persona para que llene la solicitud.',
      '# Lo que proponen\nLas personas entrevistadas piden una sola ventanilla, un recibo por cada pago y una fecha de respuesta. Ninguna pidió dejar de pagar.',
    ],
    passages: [
      {
        section: 2,
        quote: 'Sólo nueve de las sesenta personas recibieron comprobante de lo que pagaron.',
        translation: 'Only nine of the sixty people got proof of what they paid.',
        demand: 'window_demand',
      },
      {
        section: 2,
        quote: 'en promedio se pierden tres días de venta por permiso',
        translation: 'on average three days of selling are lost per permit',
        demand: 'window_demand',
      },
    ],
  },
  {
    code: 'sorting_review',
    title: both('Quién separa la basura de la ciudad', 'Who sorts the city’s waste'),
    kind: 'study',
    authors: 'Sample, E.',
    publisher: 'Imaginary Journal of Urban Work',
    published: '2023',
    language: 'en',
    topics: ['workplace', 'income', 'organising'],
    quality: 'reviewed',
    rights: 'quote',
    places: ['09'],
    groups: ['waste_pickers'],
    summary: both(
      'Revisión de doce estudios inventados sobre recicladoras: ingresos, salud y organización.',
      'A review of twelve invented studies on waste pickers: income, health and organisation.',
    ),
    text: [
      '# What was reviewed\nTwelve studies published in ten years were read, all on people who sort waste for a living in large cities. Five of them report income, eight report injuries, and only two say how many of those asked belong to a cooperative.',
      '# What they find\nWhere pickers have a place of their own to sort, cuts and burns are half as frequent as where they sort in the street. Those who sell as a cooperative are paid up to a third more per kilo, because they can wait for a better price.\nNo study follows the same people for more than a year.',
    ],
    passages: [
      {
        section: 2,
        quote:
          'Where pickers have a place of their own to sort, cuts and burns are half as frequent as where they sort in the street.',
        translation:
          'Donde las recicladoras tienen un lugar propio para separar, las cortadas y quemaduras son la mitad de frecuentes que donde separan en la calle.',
        demand: 'sorting_place',
      },
    ],
  },
  {
    code: 'home_insurance',
    title: both(
      'Reglas del programa de afiliación de personas trabajadoras del hogar',
      'Rules of the programme to insure domestic workers',
    ),
    kind: 'rules',
    publisher: 'Secretaría Ejemplo del Trabajo',
    published: '2025-02-14',
    language: 'es',
    topics: ['social_protection', 'programmes'],
    quality: 'official',
    rights: 'open',
    licence: 'Documento público',
    audience: 'public',
    places: ['MX'],
    groups: ['domestic'],
    summary: both(
      'Quién puede afiliarse, quién paga y qué se recibe, según un programa inventado.',
      'Who can be insured, who pays and what is received, by an invented programme.',
    ),
    text: [
      '# 1. A quién se dirige\nPueden afiliarse las personas que trabajan en un hogar por pago, de planta o de entrada por salida, también cuando trabajan para varias casas en la misma semana.',
      '# 2. Quién paga\nLa cuota se reparte entre quien emplea y la persona trabajadora. Cuando se trabaja en varias casas, cada una paga por los días que le tocan. El primer año el programa cubre la mitad de la parte de la persona trabajadora.',
      '# 3. Qué se recibe\nAtención médica desde el primer día, incapacidad pagada desde el cuarto y semanas que cuentan para la pensión. La guardería queda sujeta a que haya lugar.',
    ],
    passages: [
      {
        section: 2,
        quote: 'Cuando se trabaja en varias casas, cada una paga por los días que le tocan.',
        translation: 'Where one works in several homes, each pays for the days that fall to it.',
        demand: 'affiliation',
      },
    ],
  },
  {
    code: 'route_diary',
    title: both(
      'Diario de una temporada: de Oaxaca a Jalisco y de regreso',
      'Diary of a season: from Oaxaca to Jalisco and back',
    ),
    kind: 'testimony',
    authors: 'Dicho por tres jornaleras; escrito por el equipo',
    published: '2025',
    language: 'es',
    topics: ['migration', 'workplace', 'care'],
    quality: 'primary',
    rights: 'quote',
    licence: 'Consentimiento de las tres, sin nombres',
    places: ['20', '14'],
    groups: ['agricultural'],
    summary: both(
      'Tres jornaleras inventadas cuentan seis meses de viaje y trabajo.',
      'Three invented farm workers tell of six months of travel and work.',
    ),
    text: [
      '# La salida\nSalimos a las cuatro de la mañana. El enganchador dijo que el pago era por día, pero al llegar era por bote. Llevamos a la niña porque aquí no queda quien la cuide.',
      '# El campo\nSe empieza a las seis. Agua hay si uno la lleva. La escuela del campamento abrió dos semanas y después ya no vino la maestra.',
      '# El regreso\nDel seguro nos dieron una hoja para cada quien. En el pueblo nos dijeron que esa hoja aquí no vale.',
    ],
    passages: [
      {
        section: 3,
        quote: 'En el pueblo nos dijeron que esa hoja aquí no vale.',
        translation: 'In the village they told us that this sheet is no good here.',
      },
    ],
  },
  {
    code: 'market_count',
    title: both('Conteo de locales en mercados públicos', 'Count of stalls in public markets'),
    kind: 'statistic',
    publisher: 'Oficina Ficticia de Mercados',
    published: '2022',
    language: 'es',
    topics: ['employment', 'registration'],
    quality: 'official',
    qualityNote: 'Dos visitas a cada mercado; no cuenta a quien vende afuera.',
    rights: 'open',
    audience: 'public',
    places: ['09'],
    groups: ['market_traders'],
    summary: both(
      'Cuántos locales hay, cuántos abren, quién atiende y a nombre de quién están.',
      'How many stalls there are, how many open, who works at them and in whose name they are.',
    ),
    // Its text is a PDF: `market-count.ts`.
  },
  {
    code: 'eviction_note',
    title: both('Retiran puestos de un corredor sin aviso', 'Stalls removed from a corridor without notice'),
    kind: 'press',
    authors: 'Redacción',
    publisher: 'El Diario que No Existe',
    published: '2025-08-21',
    language: 'es',
    topics: ['public_space', 'violence'],
    quality: 'press',
    rights: 'quote',
    places: ['09007'],
    groups: ['street_vendors'],
    url: 'https://example.org/retiran-puestos',
    summary: both(
      'Nota inventada sobre un retiro de puestos de madrugada.',
      'An invented story on stalls removed before dawn.',
    ),
    text: [
      '# La nota\nA las cinco de la mañana, personal de la alcaldía retiró catorce puestos del corredor. Las comerciantes dicen que nadie les avisó por escrito; la alcaldía dice que el aviso se pegó en un poste.',
    ],
    passages: [
      {
        section: 1,
        quote: 'Las comerciantes dicen que nadie les avisó por escrito',
        translation: 'The vendors say that nobody told them in writing',
        demand: 'relocation',
      },
    ],
  },
  {
    code: 'care_brief',
    title: both('Cuidados y trabajo informal: lo que se sabe', 'Care and informal work: what is known'),
    kind: 'study',
    authors: 'Ensayo, D.',
    publisher: 'Fundación Ejemplo',
    published: '2024',
    language: 'en',
    topics: ['care', 'employment'],
    quality: 'grey',
    rights: 'quote',
    places: ['MX'],
    groups: [],
    summary: both(
      'Dos páginas sobre quién cuida mientras otra persona vende, limpia o cosecha.',
      'Two pages on who cares while somebody else sells, cleans or harvests.',
    ),
    text: [
      '# What is known\nMost women in informal work say that they look after somebody while they work. There is no count of how many bring a child to the stall, the truck or the field.',
    ],
  },
  {
    code: 'internal_memo',
    title: both(
      'Apuntes de una visita al padrón de comerciantes',
      'Notes of a visit to the register of vendors',
    ),
    kind: 'other',
    authors: 'Citlali Ficticia',
    published: '2026-10',
    language: 'es',
    topics: ['registration'],
    quality: 'unknown',
    rights: 'none',
    audience: 'team',
    places: ['09007'],
    groups: ['street_vendors'],
    summary: both(
      'Lo que se vio del padrón en una visita; no se puede citar.',
      'What was seen of the register on a visit; not to be quoted.',
    ),
    note: 'Nos dejaron ver el padrón, no copiarlo. Pedirlo por transparencia.',
    text: ['# Apuntes\nEl padrón está en una libreta. Tiene nombres repetidos y no dice desde cuándo.'],
  },
]

export const gaps: readonly SampleGap[] = [
  {
    topic: 'social_protection',
    group: 'street_vendors',
    place: '09',
    priority: 'high',
    note: 'Nada dice cuántas comerciantes tienen seguro por su cuenta.',
    state: 'commissioned',
    who: 'Citlali Ficticia',
    due: 9,
  },
  {
    topic: 'care',
    group: 'agricultural',
    place: '14',
    priority: 'high',
    note: 'Guarderías en campamentos: cuántas abren y cuándo.',
    state: 'wanted',
    who: 'Beto Ejemplo',
    due: 30,
  },
  {
    topic: 'public_space',
    group: 'street_vendors',
    place: '09007',
    judged: 'not_enough',
    priority: 'medium',
    note: 'Falta el padrón oficial.',
    state: 'in_hand',
    who: 'Beto Ejemplo',
    due: 20,
  },
  { topic: 'income', group: 'waste_pickers', place: '09', judged: 'enough' },
  {
    topic: 'employment',
    group: 'market_traders',
    place: '09',
    judged: 'not_enough',
    priority: 'low',
    note: 'Se contó a quienes atienden un local; de quien vende afuera no se sabe.',
  },
]
