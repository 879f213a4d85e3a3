/**
 * A made-up agreement and what follows from it: plain data. Days count from the day on which the sample is made. The parties are
 * those of the sample for whom somebody acts, so that each gives its own view. None of this happened.
 */
import type { BothLanguages } from './programme.ts'

type Code = string

export interface SampleCommitment {
  /** Place in `clauses`. */
  clause: number
  words: BothLanguages
  milestone?: BothLanguages
  who: Code
  office: string
  /** Days from today; absent: it lasts. */
  due?: number
  budget?: number
  views: readonly {
    who: Code
    value: 'not_due' | 'in_progress' | 'partly_met' | 'met' | 'not_met' | 'unknown'
    by: 'leader' | 'committee' | 'assembly'
    day: number
    reason?: BothLanguages
  }[]
  incidents?: readonly {
    who: Code
    kind: 'relocation' | 'seizure' | 'eviction' | 'other'
    day: number
    venue: string
    women: number
    men: number
    words: BothLanguages
  }[]
  /** A reminder in the name of its first party, with what was answered. */
  reminder?: { day: number; answer?: { day: number; words: string } }
}

export interface SampleAgreement {
  title: BothLanguages
  nature: 'coordination_agreement' | 'minutes'
  basis: string
  place: string
  group: string
  signed: number
  /** Workers' organisations first. */
  parties: readonly {
    organisation: Code
    constituency: 'workers' | 'authority' | 'employers'
    capacity: string
    names: string
    authority: 'vote' | 'consensus' | 'statutes' | 'legal_powers'
    note: string
    /** What its base said, days from today. */
    base?: number
  }[]
  clauses: readonly { words: BothLanguages; demand?: Code }[]
  amendment: { clause: number; after: BothLanguages; reason: string; proposed: number; inForce: number }
  commitments: readonly SampleCommitment[]
}

const both = (es: string, en: string): BothLanguages => ({ es, en })

export const agreements: readonly SampleAgreement[] = [
  {
    title: both(
      'Convenio Ejemplo para la afiliación de las trabajadoras del hogar',
      'Example Agreement on the affiliation of domestic workers',
    ),
    nature: 'coordination_agreement',
    basis: 'Facultades de la Secretaría Ejemplo y estatutos de la Red Ejemplo',
    place: '09',
    group: 'domestic',
    signed: -240,
    parties: [
      {
        organisation: 'domestic_network',
        constituency: 'workers',
        capacity: 'Vocera electa',
        names: 'Felipa Ejemplo',
        authority: 'vote',
        note: 'Asamblea, 64 votos a favor y 3 en contra',
        base: -245,
      },
      {
        organisation: 'labour_office',
        constituency: 'authority',
        capacity: 'Director de inspección',
        names: 'Gonzalo Muestra',
        authority: 'legal_powers',
        note: 'Reglamento interior ejemplo, artículo 9',
      },
    ],
    clauses: [
      {
        words: both(
          'La Secretaría publica cada seis meses cuántas trabajadoras del hogar están afiliadas al seguro social, por alcaldía.',
          'Every six months the Department publishes how many domestic workers are affiliated to social security, by borough.',
        ),
        demand: 'affiliation',
      },
      {
        words: both(
          'La Secretaría abre un módulo de orientación y afiliación en Iztapalapa, atendido dos días a la semana.',
          'The Department opens a desk for advice and affiliation in Iztapalapa, staffed two days a week.',
        ),
      },
      {
        words: both(
          'La Secretaría capacita a veinte inspectoras e inspectores en trabajo del hogar, con contenidos acordados con la Red.',
          'The Department trains twenty inspectors in domestic work, with contents agreed with the Network.',
        ),
      },
      {
        words: both(
          'Ninguna trabajadora será interrogada por su situación migratoria ni por su organización al presentar una queja.',
          'No worker will be questioned about her migration status or her organisation when she lodges a complaint.',
        ),
      },
    ],
    amendment: {
      clause: 1,
      after: both(
        'La Secretaría abre un módulo de orientación y afiliación en Iztapalapa, atendido tres días a la semana, uno de ellos sábado.',
        'The Department opens a desk for advice and affiliation in Iztapalapa, staffed three days a week, one of them a Saturday.',
      ),
      reason: 'Entre semana las trabajadoras están en sus empleos',
      proposed: -150,
      inForce: -120,
    },
    commitments: [
      {
        clause: 0,
        words: both(
          'Publicar el primer informe de afiliación por alcaldía',
          'Publish the first report on affiliation by borough',
        ),
        milestone: both(
          'El informe está en la página de la Secretaría',
          'The report is on the Department’s site',
        ),
        who: 'labour_office',
        office: 'Dirección de estadística',
        due: -60,
        views: [
          { who: 'domestic_network', value: 'met', by: 'committee', day: -55 },
          { who: 'labour_office', value: 'met', by: 'leader', day: -58 },
        ],
      },
      {
        clause: 1,
        words: both('Abrir el módulo de Iztapalapa', 'Open the desk in Iztapalapa'),
        milestone: both('El módulo atiende tres días a la semana', 'The desk is staffed three days a week'),
        who: 'labour_office',
        office: 'Dirección de inspección',
        due: -30,
        budget: 480_000,
        views: [
          { who: 'domestic_network', value: 'in_progress', by: 'leader', day: -90 },
          {
            who: 'domestic_network',
            value: 'not_met',
            by: 'assembly',
            day: -20,
            reason: both('Abrió, pero los sábados está cerrado', 'It opened, but on Saturdays it is closed'),
          },
          {
            who: 'labour_office',
            value: 'met',
            by: 'leader',
            day: -25,
            reason: both('El módulo está abierto y tiene personal', 'The desk is open and has staff'),
          },
        ],
      },
      {
        clause: 2,
        words: both('Capacitar a veinte inspectoras e inspectores', 'Train twenty inspectors'),
        who: 'labour_office',
        office: 'Dirección de inspección',
        due: -15,
        budget: 120_000,
        views: [
          {
            who: 'domestic_network',
            value: 'not_met',
            by: 'committee',
            day: -10,
            reason: both('No ha empezado ningún curso', 'No course has begun'),
          },
          { who: 'labour_office', value: 'unknown', by: 'leader', day: -12 },
        ],
        reminder: {
          day: -9,
          answer: { day: -2, words: 'El curso se reprogramó; se enviará la nueva fecha.' },
        },
      },
      {
        clause: 3,
        words: both(
          'No interrogar a las trabajadoras por su situación migratoria ni por su organización',
          'Not to question workers about their migration status or their organisation',
        ),
        who: 'labour_office',
        office: 'Procuraduría Ejemplo',
        views: [{ who: 'domestic_network', value: 'in_progress', by: 'assembly', day: -40 }],
        incidents: [
          {
            who: 'domestic_network',
            kind: 'other',
            day: -70,
            venue: 'Ventanilla de quejas, centro',
            women: 2,
            men: 0,
            words: both(
              'Pidieron a dos trabajadoras decir a qué sindicato pertenecen',
              'Two workers were asked which union they belong to',
            ),
          },
        ],
      },
      {
        clause: 0,
        words: both('Publicar el segundo informe de afiliación', 'Publish the second report on affiliation'),
        who: 'labour_office',
        office: 'Dirección de estadística',
        due: 10,
        views: [{ who: 'labour_office', value: 'in_progress', by: 'leader', day: -5 }],
      },
    ],
  },
]
