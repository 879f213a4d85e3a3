/**
 * What a made-up team wrote into two reports of the sample: plain data. The numbers in the sentences are bound to the sample's own
 * records and survey when it is made; those written out here (money, targets) are invented. Nobody in it exists.
 */
import type { BothLanguages } from './programme.ts'

/** A cell of a table: words, or something that is counted from the records. */
export type SampleCell = BothLanguages | { count: 'meetings' | 'agreements' | 'commitments' | 'demands' }

/** What was written into a section beside what the program writes there. */
export interface SampleSection {
  text?: readonly BothLanguages[]
  rows?: readonly (readonly SampleCell[])[]
}

const both = (es: string, en: string): BothLanguages => ({ es, en })
/** The same in both languages. */
const same = (words: string): BothLanguages => both(words, words)

export const snapshot = {
  place: '09',
  otherSources: {
    title: both('Lo que dicen otras fuentes', 'What other sources say'),
    /** `{workers}`: a published figure that the team typed, and corrected afterwards. */
    text: both(
      'La encuesta no distingue los mercados públicos. Según un conteo de la Oficina Ficticia de Mercados, en diez de ellos atienden {workers} personas.',
      'The survey does not tell public markets apart. By a count of the Imaginary Office of Markets, {workers} people work in ten of them.',
    ),
  },
  note: both('Primera edición, con el tercer trimestre.', 'First edition, with the third quarter.'),
  figure: {
    label: both(
      'Personas que atienden en diez mercados públicos (conteo inventado)',
      'People working in ten public markets (invented count)',
    ),
    period: '2022',
    source: {
      producer: 'Oficina Ficticia de Mercados',
      title: 'Conteo de locales en mercados públicos',
      page: 'p. 2',
    },
  },
} as const

export const donorReport: {
  place: string
  to: string
  note: BothLanguages
  /** In the order of the template's. */
  sections: readonly SampleSection[]
} = {
  place: 'MX',
  to: 'Fundación Ejemplo',
  note: both('Informe del primer año.', 'Report on the first year.'),
  sections: [
    {
      text: [
        both(
          'Las trabajadoras del hogar de la ciudad firmaron su primer convenio con la Secretaría Ejemplo del Trabajo: la afiliación se publica por alcaldía y hay un módulo de orientación en Iztapalapa. Quienes venden en la calle llevaron a la mesa una sola ventanilla para sus permisos, con recibo de cada pago.',
          'Domestic workers of the city signed their first agreement with the Example Department of Labour: affiliation is published by borough, and there is an advice desk in Iztapalapa. Street vendors brought to the table one window for their permits, with a receipt for each payment.',
        ),
      ],
    },
    {
      rows: [
        [
          both(
            'Las organizaciones plantean demandas con mandato de su base',
            'Organisations raise demands with a mandate of their members',
          ),
          both('Demandas planteadas', 'Demands raised'),
          same('0'),
          same('10'),
          { count: 'demands' },
        ],
        [
          both(
            'Autoridades y organizaciones se reúnen con acta',
            'Authorities and organisations meet, with minutes',
          ),
          both('Reuniones', 'Meetings'),
          same('0'),
          same('12'),
          { count: 'meetings' },
        ],
        [
          both('Lo acordado obliga', 'What is agreed binds'),
          both('Acuerdos firmados', 'Agreements signed'),
          same('0'),
          same('1'),
          { count: 'agreements' },
        ],
        [
          both('Lo acordado tiene quién responda', 'Somebody answers for what is agreed'),
          both('Compromisos con fecha', 'Commitments with a date'),
          same('0'),
          same('6'),
          { count: 'commitments' },
        ],
      ],
    },
    {
      text: [
        both(
          'De la asamblea de arranque salió la red de organizaciones; de las sesiones de la ventanilla, las reglas que la alcaldía estudia. En las plenarias hubo quien cuidara a las niñas y los niños.',
          'The network of organisations came of the opening assembly; the rules that the borough is studying, of the sessions on the window. There was childcare at the plenary meetings.',
        ),
      ],
    },
    {
      text: [
        both(
          'El convenio se votó en asamblea antes de firmarse. A propuesta de la Red se modificó una vez, para que el módulo abra también un sábado.',
          'The agreement was voted on in an assembly before it was signed. At the Network’s proposal it was amended once, so that the desk opens on a Saturday, too.',
        ),
      ],
    },
    {
      text: [
        both(
          'Del módulo de Iztapalapa hay dos valoraciones: la Secretaría lo da por cumplido; la asamblea de la Red dice que los sábados está cerrado. De la capacitación, que no ha empezado, la Red mandó un recordatorio y tuvo respuesta.',
          'On the desk in Iztapalapa there are two views: the Department takes it as met; the Network’s assembly says that it is closed on Saturdays. On the training, which has not begun, the Network sent a reminder and had an answer.',
        ),
      ],
    },
    {
      text: [
        both(
          'Cada demanda lleva quién la planteó y en qué etapa está. Una se retiró porque la base no la quiso: también eso es un resultado.',
          'Each demand has who raised it and its stage. One was withdrawn because the members did not want it: that is a result, too.',
        ),
      ],
    },
    {
      text: [
        both(
          'Petra (así quiso llamarse) limpia tres casas a la semana. «Antes iba a la ventanilla y me mandaban a otra. Ahora llevo la hoja del convenio y me atienden», contó en la asamblea. Dio su consentimiento para que se cuente sin su apellido.',
          'Petra (the name she chose) cleans three homes a week. “I used to go to the window and be sent to another. Now I bring the sheet of the agreement and they see to me,” she told the assembly. She consented to this being told without her surname.',
        ),
      ],
    },
    {
      text: [
        both(
          'Se aprendió que un compromiso sin área responsable no avanza: desde este año cada uno dice qué oficina responde.',
          'It was learnt that a commitment without an office in charge does not move: from this year each says which office answers for it.',
        ),
      ],
      rows: [
        [
          both('Cambia el gobierno de la alcaldía', 'The borough’s government changes'),
          both('Alta', 'High'),
          both(
            'Las reglas se piden por escrito y publicadas',
            'Rules are asked for in writing and published',
          ),
        ],
        [
          both(
            'Las jornaleras no pueden viajar a las reuniones',
            'Farm workers cannot travel to the meetings',
          ),
          both('Media', 'Medium'),
          both(
            'Una ronda de cada dos es en el lugar de trabajo',
            'Every other round is held at the workplace',
          ),
        ],
      ],
    },
    {
      text: [
        both(
          'Pesos. Se gastó menos en viajes porque dos reuniones se hicieron en la ciudad.',
          'Pesos. Less was spent on travel because two meetings were held in the city.',
        ),
      ],
      rows: [
        [
          both('Reuniones y asambleas', 'Meetings and assemblies'),
          same('420,000'),
          same('401,300'),
          same('401,300'),
          same('−18,700'),
        ],
        [both('Viajes', 'Travel'), same('180,000'), same('131,500'), same('131,500'), same('−48,500')],
        [
          both('Cuidados e interpretación', 'Childcare and interpretation'),
          same('95,000'),
          same('97,200'),
          same('97,200'),
          same('+2,200'),
        ],
        [both('Equipo', 'Team'), same('860,000'), same('860,000'), same('860,000'), same('0')],
      ],
    },
    {
      text: [
        both(
          'El foro de fin de año y la cuarta sesión de la ventanilla; en la ruta agrícola, la segunda ronda, con interpretación. Los sábados del módulo se revisan antes de pedir otra modificación del convenio.',
          'The end-of-year forum and the fourth session on the window; on the farm route the second round, with interpretation. The desk’s Saturdays are reviewed before another amendment is asked for.',
        ),
      ],
    },
    {
      text: [
        both(
          'Actas firmadas de las sesiones de la ventanilla; el convenio con su modificación; el anexo de datos de este informe.',
          'Signed minutes of the sessions on the window; the agreement with its amendment; the data annex of this report.',
        ),
      ],
    },
  ],
}
