/**
 * Two made-up negotiations: one concluded, whose agreement waits to be drafted, and one in a deadlock. Plain data; days count
 * from the day on which the sample is made. None of this happened, and nobody named here exists.
 */
import type { BothLanguages } from './programme.ts'

/** Code of an organisation in `actors.ts`, of a platform in `meetings.ts`, of a demand in `demands.ts`. */
type Code = string

export interface SampleOffer {
  by: Code
  words: BothLanguages
  /** Days from today; absent: a draft that only its own people see. */
  day?: number
  /** Place in `offers` of the one that it answers. */
  answers?: number
  /** Who accepts it, on the day of the last round. */
  accepted?: readonly Code[]
}

export interface SampleNegotiation {
  title: BothLanguages
  purpose: BothLanguages
  platform?: Code
  place: string
  group: string
  opened: number
  seats: readonly {
    who: Code
    constituency: 'workers' | 'authority' | 'employers' | 'civil_society'
    women: number
    men: number
    authority?: 'vote' | 'consensus' | 'statutes' | 'legal_powers'
    authorityDay?: number
    note?: string
    base?: { said: 'accepted' | 'changes'; day: number; women: number; men: number }
    /** What it may concede, by point; without one, on the whole. In the words of its own people. */
    limits?: readonly { point?: number; wanted: string; least: string; note?: string }[]
  }[]
  rounds: readonly { day: number; note: BothLanguages }[]
  points: readonly {
    title: BothLanguages
    demand?: Code
    offers: readonly SampleOffer[]
    end?: 'deadlock' | 'set_aside'
  }[]
  end: { step: 'conclude' | 'deadlock'; day: number; reason?: BothLanguages }
}

const both = (es: string, en: string): BothLanguages => ({ es, en })

export const negotiations: readonly SampleNegotiation[] = [
  {
    title: both('Corredor Ejemplo: comerciantes y alcaldía', 'Example corridor: vendors and borough'),
    purpose: both(
      'Que quienes venden en el corredor tengan un lugar seguro y reglas escritas.',
      'That those who sell in the corridor have a secure place and written rules.',
    ),
    platform: 'window',
    place: '09',
    group: 'street_vendors',
    opened: -112,
    seats: [
      {
        who: 'street_union',
        constituency: 'workers',
        women: 3,
        men: 2,
        authority: 'vote',
        authorityDay: -118,
        note: '187 a favor, 12 en contra',
        base: { said: 'accepted', day: -66, women: 131, men: 84 },
      },
      {
        who: 'borough_centre',
        constituency: 'authority',
        women: 1,
        men: 2,
        authority: 'legal_powers',
        authorityDay: -115,
        note: 'Oficio de designación de la alcaldía',
      },
    ],
    rounds: [
      {
        day: -105,
        note: both(
          'Cada parte puso sus textos sobre la mesa. La alcaldía pidió tiempo para revisar el número de lugares.',
          'Each party put its texts on the table. The borough asked for time to review the number of pitches.',
        ),
      },
      {
        day: -70,
        note: both(
          'Se acordaron tres puntos. El almacén se aparta hasta que haya presupuesto.',
          'Three points were agreed. The storeroom is set aside until there is a budget.',
        ),
      },
    ],
    points: [
      {
        title: both('Lugares fijos', 'Fixed pitches'),
        offers: [
          {
            by: 'street_union',
            day: -105,
            words: both(
              'La alcaldía reconoce ciento veinte lugares fijos en el corredor, con credencial por tres años.',
              'The borough recognises one hundred and twenty fixed pitches in the corridor, with a credential for three years.',
            ),
          },
          {
            by: 'borough_centre',
            day: -91,
            answers: 0,
            words: both(
              'La alcaldía reconoce ochenta lugares fijos en el corredor, con credencial por un año.',
              'The borough recognises eighty fixed pitches in the corridor, with a credential for one year.',
            ),
          },
          {
            by: 'street_union',
            day: -70,
            answers: 1,
            words: both(
              'La alcaldía reconoce noventa y seis lugares fijos en el corredor, con credencial por dos años, y revisa el padrón cada seis meses junto con la Unión.',
              'The borough recognises ninety-six fixed pitches in the corridor, with a credential for two years, and reviews the roll every six months together with the Union.',
            ),
            accepted: ['borough_centre'],
          },
        ],
      },
      {
        title: both('Aviso antes de reubicar', 'Notice before relocating'),
        demand: 'relocation',
        offers: [
          {
            by: 'street_union',
            day: -105,
            words: both(
              'Ningún puesto se reubica sin aviso escrito de treinta días y sin un lugar equivalente.',
              'No stall is relocated without thirty days’ written notice and an equivalent place.',
            ),
          },
          {
            by: 'borough_centre',
            day: -70,
            answers: 0,
            words: both(
              'Ningún puesto se reubica sin aviso escrito de veinte días y sin un lugar equivalente en la misma zona, salvo por protección civil.',
              'No stall is relocated without twenty days’ written notice and an equivalent place in the same area, save for civil protection.',
            ),
            accepted: ['street_union'],
          },
        ],
      },
      {
        title: both('Alumbrado y baños', 'Lighting and toilets'),
        demand: 'night_light',
        offers: [
          {
            by: 'borough_centre',
            day: -105,
            words: both(
              'La alcaldía repara el alumbrado del corredor en sesenta días y abre los baños hasta las diez de la noche.',
              'The borough repairs the lighting of the corridor within sixty days and opens the toilets until ten at night.',
            ),
            accepted: ['street_union'],
          },
        ],
      },
      {
        title: both('Almacén para mercancía', 'Storeroom for goods'),
        end: 'set_aside',
        offers: [
          {
            by: 'street_union',
            day: -105,
            words: both(
              'La alcaldía presta una bodega cerca del corredor para guardar la mercancía.',
              'The borough lends a storeroom near the corridor for keeping the goods.',
            ),
          },
        ],
      },
    ],
    end: { step: 'conclude', day: -63 },
  },
  {
    title: both(
      'Trabajo del hogar: contrato y seguridad social',
      'Domestic work: contract and social security',
    ),
    purpose: both(
      'Que el contrato escrito y la afiliación por días sean la regla en la ciudad.',
      'That a written contract and registration by days are the rule in the city.',
    ),
    place: '09',
    group: 'domestic',
    opened: -48,
    seats: [
      {
        who: 'domestic_network',
        constituency: 'workers',
        women: 4,
        men: 0,
        authority: 'consensus',
        authorityDay: -52,
        note: 'Acuerdo de la asamblea de representantes',
        limits: [
          {
            point: 0,
            wanted: 'Contrato escrito desde el primer día, en el modelo de la Red.',
            least: 'Contrato escrito dentro de la primera semana, con el modelo de la Secretaría.',
          },
          {
            point: 1,
            wanted: 'Descanso de domingo completo, con pago.',
            least: 'Día y medio a la semana, aunque no sea domingo.',
            note: 'Las de planta no ceden en el pago.',
          },
          {
            wanted: 'Firmar antes de que termine el año.',
            least: 'No firmar nada que deje fuera a quienes tienen varios empleadores.',
          },
        ],
      },
      { who: 'households', constituency: 'employers', women: 2, men: 1 },
      {
        who: 'labour_office',
        constituency: 'authority',
        women: 1,
        men: 1,
        authority: 'legal_powers',
        authorityDay: -50,
      },
      { who: 'gender_ngo', constituency: 'civil_society', women: 1, men: 0 },
    ],
    rounds: [
      {
        day: -41,
        note: both(
          'Se leyeron las demandas y la primera oferta de los hogares.',
          'The demands and the households’ first offer were read.',
        ),
      },
      {
        day: -20,
        note: both(
          'No hubo acuerdo sobre quién paga las cuotas.',
          'No agreement on who pays the contributions.',
        ),
      },
    ],
    points: [
      {
        title: both('Contrato escrito', 'Written contract'),
        offers: [
          {
            by: 'domestic_network',
            day: -41,
            words: both(
              'Toda trabajadora del hogar tiene un contrato escrito desde el primer día.',
              'Every domestic worker has a written contract from the first day.',
            ),
          },
          {
            by: 'households',
            day: -20,
            answers: 0,
            words: both(
              'Toda trabajadora del hogar tiene un contrato escrito después de un mes de prueba.',
              'Every domestic worker has a written contract after a trial month.',
            ),
          },
          {
            by: 'domestic_network',
            answers: 1,
            words: both(
              'Toda trabajadora del hogar tiene un contrato escrito dentro de la primera semana.',
              'Every domestic worker has a written contract within the first week.',
            ),
          },
        ],
      },
      {
        title: both('Descanso', 'Rest'),
        offers: [
          {
            by: 'domestic_network',
            day: -41,
            words: both(
              'Las trabajadoras de planta descansan el domingo completo, con pago.',
              'Live-in workers rest the whole Sunday, with pay.',
            ),
          },
          {
            by: 'households',
            day: -20,
            answers: 0,
            words: both(
              'Las trabajadoras de planta descansan un día completo a la semana, con pago, que se acuerda en cada hogar.',
              'Live-in workers rest one whole day a week, with pay, agreed on in each household.',
            ),
            accepted: ['labour_office'],
          },
        ],
      },
      {
        title: both('Afiliación por días', 'Registration by days'),
        demand: 'affiliation',
        end: 'deadlock',
        offers: [
          {
            by: 'domestic_network',
            day: -41,
            words: both(
              'Cada empleador paga la cuota de los días que le corresponden.',
              'Each employer pays the contribution for the days that fall to it.',
            ),
          },
          {
            by: 'households',
            day: -20,
            answers: 0,
            words: both(
              'El empleador principal paga la cuota; los demás le reembolsan.',
              'The main employer pays the contribution; the others reimburse it.',
            ),
          },
        ],
      },
    ],
    end: {
      step: 'deadlock',
      day: -20,
      reason: both(
        'Los hogares no aceptan pagar cada uno su parte de la cuota.',
        'The households do not agree to each pay their share of the contribution.',
      ),
    },
  },
]
