/**
 * A year of made-up meetings around the made-up organisations: plain data. Days count from the day on which the sample is made, so
 * that a newcomer always finds some behind her and some ahead. Nobody named here exists; the surnames say so.
 */
import type { BothLanguages } from './programme.ts'

/** Code of an organisation in `programme.ts`. */
type Code = string

export interface SamplePlatform {
  code: string
  name: BothLanguages
  among: 'workers' | 'advisers' | 'officials' | 'employers'
  kind: 'forum' | 'working_table' | 'negotiating' | 'network'
  rules: BothLanguages
  place: string
  group?: string
  members: readonly { organisation: Code; women: number; men: number }[]
}

export interface SampleLine {
  kind: 'agreement' | 'commitment' | 'demand' | 'dissent' | 'note'
  words: BothLanguages
  who?: Code
  to?: Code
  /** Days after the meeting. */
  dueIn?: number
}

export interface SampleMeeting {
  /** Days from today; negative: behind. */
  day: number
  from: string
  until: string
  kind:
    | 'forum'
    | 'working_table'
    | 'assembly'
    | 'policy_dialogue'
    | 'negotiation_round'
    | 'focus_group'
    | 'training'
    | 'bilateral'
  title: BothLanguages
  platform?: string
  parties?: readonly Code[]
  place: string
  venue: string
  agenda: readonly BothLanguages[]
  childcare?: boolean
  interpretation?: string
  present?: readonly { organisation: Code; names: readonly string[] }[]
  counted?: readonly { women: number; men: number; others: number }[]
  minutes?: {
    proposal: BothLanguages
    lines: readonly SampleLine[]
    positions: readonly { organisation: Code; step: 'agree' | 'reserve' | 'refuse' | 'miss'; note?: string }[]
    signedOff: boolean
  }
}

const petra = 'Petra Ficticia, m'
const juana = 'Juana Ensayo, m'
const tomasa = 'Tomasa Muestra, m'
const nicolas = 'Nicolás Ejemplo, h'
const irma = 'Irma Ensayo, m'
const saul = 'Saúl Ficticio, h'
const both = (es: string, en: string): BothLanguages => ({ es, en })

export const platforms: readonly SamplePlatform[] = [
  {
    code: 'network',
    name: both('Red Ejemplo de Organizaciones de la Ciudad', 'Example Network of City Organisations'),
    among: 'workers',
    kind: 'network',
    rules: both(
      'Se reúne cada dos meses. Cada organización tiene un voto; las actas las escribe una organización distinta cada vez.',
      'Meets every two months. Each organisation has one vote; a different one writes the minutes each time.',
    ),
    place: '09',
    members: [
      { organisation: 'domestic_network', women: 3, men: 0 },
      { organisation: 'street_union', women: 2, men: 2 },
      { organisation: 'pickers_cooperative', women: 2, men: 1 },
      { organisation: 'market_front', women: 1, men: 1 },
      { organisation: 'tianguis', women: 1, men: 2 },
      { organisation: 'shoe_shiners', women: 0, men: 1 },
    ],
  },
  {
    code: 'window',
    name: both('Mesa Ejemplo de la Ventanilla Única', 'Example Single-Window Table'),
    among: 'officials',
    kind: 'working_table',
    rules: both(
      'Se decide por consenso. Lo que no se acuerda queda escrito como disenso. Preside la Secretaría un mes y las organizaciones el siguiente.',
      'Decides by consensus. What is not agreed is written down as dissent. The Department chairs one month and the organisations the next.',
    ),
    place: '09007',
    group: 'street_vendors',
    members: [
      { organisation: 'street_union', women: 2, men: 2 },
      { organisation: 'pickers_cooperative', women: 2, men: 0 },
      { organisation: 'labour_office', women: 1, men: 2 },
      { organisation: 'vendors_women', women: 2, men: 0 },
      { organisation: 'tianguis', women: 1, men: 1 },
    ],
  },
  {
    code: 'route',
    name: both('Plataforma Ejemplo de la Ruta Agrícola', 'Example Platform of the Farm Route'),
    among: 'employers',
    kind: 'negotiating',
    rules: both(
      'Las organizaciones consultan a su asamblea antes de firmar. Hay interpretación en cada ronda.',
      'The organisations consult their assembly before they sign. There is interpretation in each round.',
    ),
    place: '14',
    group: 'agricultural',
    members: [
      { organisation: 'day_labourers', women: 2, men: 2 },
      { organisation: 'farm_union', women: 1, men: 1 },
      { organisation: 'packers', women: 0, men: 1 },
      { organisation: 'growers', women: 1, men: 2 },
      { organisation: 'labour_office', women: 1, men: 0 },
    ],
  },
  {
    code: 'seminar',
    name: both('Seminario Ejemplo de Asesorías', 'Example Seminar of Advisers'),
    among: 'advisers',
    kind: 'forum',
    rules: both(
      'Las organizaciones ponen el tema; quien asesora escribe una página antes y otra después.',
      'The organisations set the topic; whoever advises writes a page before and one after.',
    ),
    place: '09',
    members: [
      { organisation: 'domestic_network', women: 2, men: 0 },
      { organisation: 'pickers_network', women: 1, men: 1 },
      { organisation: 'university', women: 2, men: 1 },
      { organisation: 'rights_ngo', women: 1, men: 0 },
    ],
  },
]

const window = {
  platform: 'window',
  place: '09007',
  venue: 'Casa Ejemplo de la Cultura, salón 2',
  from: '10:00',
  until: '12:30',
} as const
const network = {
  platform: 'network',
  place: '09',
  venue: 'Local de la Red Ejemplo',
  from: '16:00',
  until: '18:30',
  childcare: true,
} as const
const usual = [
  both('Lista y orden del día', 'Attendance and agenda'),
  both('Asuntos', 'Matters'),
  both('Acuerdos y próxima fecha', 'Agreements and next date'),
]

export const meetings: readonly SampleMeeting[] = [
  {
    day: -350,
    ...network,
    kind: 'assembly',
    title: both('Asamblea de arranque', 'Opening assembly'),
    agenda: usual,
    present: [
      { organisation: 'domestic_network', names: [petra, juana] },
      { organisation: 'pickers_cooperative', names: [irma] },
    ],
    counted: [{ women: 41, men: 12, others: 0 }],
  },
  {
    day: -301,
    ...window,
    kind: 'working_table',
    title: both('Mesa de la ventanilla, primera sesión', 'Window table, first session'),
    agenda: usual,
    present: [
      { organisation: 'street_union', names: [tomasa, nicolas] },
      { organisation: 'labour_office', names: ['Gonzalo Muestra, h'] },
    ],
    minutes: {
      proposal: both(
        'Un solo lugar para pedir, renovar y aclarar permisos.',
        'One place to ask for, renew and clear up permits.',
      ),
      lines: [
        {
          kind: 'agreement',
          words: both('La mesa se reúne cada seis semanas.', 'The table meets every six weeks.'),
        },
        {
          kind: 'commitment',
          who: 'labour_office',
          dueIn: 60,
          words: both(
            'Publicar la lista de requisitos, con el tiempo que toma cada trámite.',
            'Publish the list of requirements, with the time each procedure takes.',
          ),
        },
      ],
      positions: [
        { organisation: 'street_union', step: 'agree' },
        { organisation: 'pickers_cooperative', step: 'miss' },
        { organisation: 'labour_office', step: 'agree' },
      ],
      signedOff: true,
    },
  },
  {
    day: -273,
    place: '09',
    venue: 'Aula Ejemplo',
    from: '09:00',
    until: '14:00',
    kind: 'training',
    title: both('Taller de negociación', 'Negotiation workshop'),
    parties: ['domestic_network', 'street_union', 'pickers_cooperative'],
    childcare: true,
    agenda: usual,
    present: [
      { organisation: 'domestic_network', names: [petra] },
      { organisation: 'street_union', names: [tomasa] },
      { organisation: 'pickers_cooperative', names: [irma, saul] },
    ],
  },
  {
    day: -252,
    ...network,
    kind: 'forum',
    title: both('Foro de organizaciones: seguridad social', 'Forum of organisations: social security'),
    agenda: usual,
    present: [
      { organisation: 'domestic_network', names: [petra, juana] },
      { organisation: 'street_union', names: [tomasa] },
    ],
    counted: [{ women: 63, men: 20, others: 2 }],
    minutes: {
      proposal: both(
        'Qué pedir juntas a las autoridades este año.',
        'What to ask of the authorities together this year.',
      ),
      lines: [
        {
          kind: 'demand',
          who: 'domestic_network',
          to: 'labour_office',
          words: both(
            'Que haya un módulo de afiliación al seguro social abierto en domingo.',
            'That an affiliation desk for social security is open on Sundays.',
          ),
        },
        {
          kind: 'demand',
          who: 'pickers_cooperative',
          to: 'labour_office',
          words: both(
            'Que las recicladoras tengan credencial de trabajo.',
            'That waste pickers have a work card.',
          ),
        },
        {
          kind: 'dissent',
          who: 'street_union',
          words: both(
            'No todas quieren que la cuota se descuente del permiso.',
            'Not all want the contribution to be taken from the permit.',
          ),
        },
      ],
      positions: [
        { organisation: 'domestic_network', step: 'agree' },
        { organisation: 'street_union', step: 'reserve', note: 'Falta consultar a los tianguis.' },
        { organisation: 'pickers_cooperative', step: 'agree' },
      ],
      signedOff: true,
    },
  },
  {
    day: -217,
    ...window,
    kind: 'working_table',
    title: both('Mesa de la ventanilla, segunda sesión', 'Window table, second session'),
    agenda: usual,
    present: [
      { organisation: 'street_union', names: [tomasa] },
      { organisation: 'pickers_cooperative', names: [irma] },
      { organisation: 'labour_office', names: ['Gonzalo Muestra, h'] },
    ],
    minutes: {
      proposal: both('Permisos que duren más de un año.', 'Permits that last longer than a year.'),
      lines: [
        {
          kind: 'demand',
          who: 'street_union',
          to: 'labour_office',
          words: both(
            'Que el permiso dure dos años y se renueve sin cuota.',
            'That a permit lasts two years and is renewed without a fee.',
          ),
        },
        {
          kind: 'commitment',
          who: 'labour_office',
          dueIn: 90,
          words: both(
            'Presentar un dictamen jurídico sobre la duración de los permisos.',
            'Present a legal opinion on how long permits may last.',
          ),
        },
        {
          kind: 'dissent',
          who: 'labour_office',
          words: both(
            'La cuota depende de la tesorería y no puede prometerse aquí.',
            'The fee depends on the treasury and cannot be promised here.',
          ),
        },
      ],
      positions: [
        { organisation: 'street_union', step: 'agree' },
        { organisation: 'pickers_cooperative', step: 'agree' },
        { organisation: 'labour_office', step: 'reserve', note: 'En lo que toca a la cuota.' },
      ],
      signedOff: true,
    },
  },
  {
    day: -189,
    place: '20',
    venue: 'Escuela Ejemplo',
    from: '11:00',
    until: '13:00',
    kind: 'focus_group',
    title: both('Grupo focal con familias jornaleras', 'Focus group with farm workers’ families'),
    parties: ['day_labourers'],
    interpretation: 'mixteco',
    childcare: true,
    agenda: [
      both(
        'Qué se pierde al cruzar de un estado a otro',
        'What is lost in crossing from one state to another',
      ),
    ],
    counted: [{ women: 9, men: 3, others: 0 }],
  },
  {
    day: -154,
    place: '14',
    venue: 'Cámara Ejemplo',
    from: '10:00',
    until: '13:00',
    platform: 'route',
    kind: 'negotiation_round',
    title: both('Ruta agrícola, primera ronda', 'Farm route, first round'),
    interpretation: 'mixteco, náhuatl',
    agenda: usual,
    present: [
      { organisation: 'growers', names: ['Hilda Ficticia, m'] },
      { organisation: 'day_labourers', names: [juana] },
    ],
    minutes: {
      proposal: both(
        'Transporte seguro y guardería en los albergues.',
        'Safe transport and day care in the camps.',
      ),
      lines: [
        {
          kind: 'agreement',
          words: both(
            'Se revisan los autobuses antes de cada salida.',
            'Buses are inspected before each departure.',
          ),
        },
        {
          kind: 'commitment',
          who: 'growers',
          dueIn: 200,
          words: both(
            'Abrir una guardería en el albergue de la zafra.',
            'Open a day-care centre in the harvest camp.',
          ),
        },
      ],
      positions: [
        { organisation: 'growers', step: 'agree' },
        { organisation: 'day_labourers', step: 'agree' },
        { organisation: 'labour_office', step: 'miss' },
      ],
      signedOff: true,
    },
  },
  {
    day: -126,
    ...network,
    kind: 'assembly',
    title: both('Asamblea de medio año', 'Mid-year assembly'),
    agenda: usual,
    present: [
      { organisation: 'domestic_network', names: [petra, juana] },
      { organisation: 'pickers_cooperative', names: [irma, saul] },
    ],
    counted: [{ women: 38, men: 15, others: 0 }],
  },
  {
    day: -98,
    place: '09',
    venue: 'Secretaría Ejemplo, piso 3',
    from: '12:00',
    until: '13:00',
    kind: 'bilateral',
    title: both('Reunión con la Secretaría: domingos', 'Meeting with the Department: Sundays'),
    parties: ['domestic_network', 'labour_office'],
    agenda: [both('Módulo de afiliación en domingo', 'Affiliation desk on Sundays')],
    present: [
      { organisation: 'domestic_network', names: [petra] },
      { organisation: 'labour_office', names: ['Gonzalo Muestra, h'] },
    ],
  },
  {
    day: -84,
    place: '09',
    venue: 'Universidad Ejemplo, aula 4',
    from: '17:00',
    until: '19:00',
    platform: 'seminar',
    kind: 'working_table',
    title: both('Seminario: cómo se redacta una cláusula', 'Seminar: how a clause is written'),
    agenda: usual,
    present: [
      { organisation: 'domestic_network', names: [petra, juana] },
      { organisation: 'pickers_network', names: [irma] },
    ],
  },
  {
    day: -70,
    place: '09',
    venue: 'Universidad Ejemplo, auditorio',
    from: '09:30',
    until: '14:00',
    kind: 'policy_dialogue',
    title: both(
      'Diálogo de política: protección social y comercio',
      'Policy dialogue: social protection and trade',
    ),
    parties: ['street_union', 'pickers_cooperative', 'domestic_network', 'labour_office', 'growers'],
    childcare: true,
    interpretation: 'lengua de señas mexicana',
    agenda: usual,
    counted: [{ women: 57, men: 34, others: 3 }],
  },
  {
    day: -21,
    ...window,
    kind: 'working_table',
    title: both('Mesa de la ventanilla, tercera sesión', 'Window table, third session'),
    agenda: usual,
    present: [
      { organisation: 'street_union', names: [tomasa, nicolas] },
      { organisation: 'labour_office', names: ['Gonzalo Muestra, h'] },
    ],
    minutes: {
      proposal: both('Borrador de reglas de la ventanilla única.', 'Draft rules of the single window.'),
      lines: [
        {
          kind: 'agreement',
          words: both(
            'La ventanilla abre tres días por semana, uno de ellos por la tarde.',
            'The window opens three days a week, one of them in the afternoon.',
          ),
        },
        {
          kind: 'commitment',
          who: 'labour_office',
          dueIn: 45,
          words: both('Capacitar al personal de la ventanilla.', 'Train the staff of the window.'),
        },
      ],
      positions: [{ organisation: 'street_union', step: 'agree' }],
      signedOff: false,
    },
  },
  {
    day: 12,
    ...network,
    kind: 'forum',
    title: both('Foro de fin de año', 'End-of-year forum'),
    interpretation: 'mixteco',
    agenda: usual,
  },
  {
    day: 26,
    ...window,
    kind: 'working_table',
    title: both('Mesa de la ventanilla, cuarta sesión', 'Window table, fourth session'),
    agenda: usual,
  },
  {
    day: 47,
    place: '14',
    venue: 'Cámara Ejemplo',
    from: '10:00',
    until: '13:00',
    platform: 'route',
    kind: 'negotiation_round',
    title: both('Ruta agrícola, segunda ronda', 'Farm route, second round'),
    interpretation: 'mixteco, náhuatl',
    agenda: usual,
  },
]
