/** Sentences on population, informality, sector and status of a place. */
import { sexesDiffer } from '../../../evidence/index.ts'
import { type Item, type Sentence, sentence } from '../draft.ts'
import { cell, cellOf, gap, isAbove, knownValue, listing, type OfPlace, ranked } from './of.ts'

export const population = (of: OfPlace): Item[] => [
  {
    kind: 'paragraph',
    sentences: [
      sentence(
        'En {where} viven {people} personas; {adults} tienen 15 años o más.',
        '{people} people live in {where}; {adults} are aged 15 or over.',
        {
          where: of.where,
          people: cell(of, 'population', 'population', 'number'),
          adults: cell(of, 'population', 'adults', 'number'),
        },
      ),
      sentence(
        'De quienes tienen 15 años o más, el {share} forma parte de la fuerza de trabajo: el {women} de las mujeres y el {men} de los hombres.',
        'Of those aged 15 or over, {share} are in the labour force: {women} of women and {men} of men.',
        {
          share: cell(of, 'population', 'laborforce', 'share', 'total', 'interval'),
          women: cell(of, 'population', 'laborforce', 'share', 'women'),
          men: cell(of, 'population', 'laborforce', 'share', 'men'),
        },
      ),
      sentence(
        'Está desocupado el {unemployed} de la fuerza de trabajo, y el {under} de las personas ocupadas necesita y puede trabajar más horas.',
        '{unemployed} of the labour force are unemployed, and {under} of the employed need and can work more hours.',
        {
          unemployed: cell(of, 'population', 'unemployed', 'share', 'total', 'interval'),
          under: cell(of, 'population', 'underemployed', 'share'),
        },
      ),
    ],
  },
]

/** The finding that the whole report stands on. */
export const informalityFinding = (of: OfPlace): Sentence =>
  sentence(
    'En {where} trabajan {employed}; {informal} tienen un empleo informal: el {rate}, es decir, {words}.',
    '{employed} work in {where}; {informal} are in informal employment: {rate}, that is, {words}.',
    {
      where: of.where,
      employed: cell(of, 'informality', 'employed', 'number', 'total', 'words'),
      informal: cell(of, 'informality', 'informal', 'number'),
      rate: cell(of, 'informality', 'informal', 'share', 'total', 'interval'),
      words: cell(of, 'informality', 'informal', 'share', 'total', 'words'),
    },
  )

/** The difference that has a page of its own is the whole place’s: a group’s is told without its number. */
function sexesOfGroup(of: OfPlace, verdict: 'women' | 'men' | 'same'): Sentence[] {
  const parts = {
    women: cell(of, 'informality', 'informal', 'share', 'women'),
    men: cell(of, 'informality', 'informal', 'share', 'men'),
  }
  if (verdict === 'same')
    return [
      sentence(
        'En este grupo, la encuesta no distingue la tasa de informalidad de las mujeres ({women}) de la de los hombres ({men}).',
        'In this group, the survey cannot tell women’s rate of informality ({women}) from men’s ({men}).',
        parts,
      ),
    ]
  const [es, en] = verdict === 'women' ? ['alta', 'higher'] : ['baja', 'lower']
  return [
    sentence(
      `En este grupo, la tasa de informalidad es más ${es} entre las mujeres ({women}) que entre los hombres ({men}), por más que el error de la encuesta.`,
      `In this group, the rate of informality is ${en} among women ({women}) than among men ({men}), by more than the error of the survey.`,
      parts,
    ),
  ]
}

/** Which of two verdicts on women and men the data allow; nothing where there is no error to judge by. */
export function sexesFinding(of: OfPlace): Sentence[] {
  const verdict = sexesDiffer(of.gap)
  if (verdict === null) return []
  if (of.group !== null) return sexesOfGroup(of, verdict)
  const parts = {
    where: of.where,
    women: cell(of, 'informality', 'informal', 'share', 'women'),
    men: cell(of, 'informality', 'informal', 'share', 'men'),
    gap: gap(of),
  }
  // A difference that rounds to nothing is not written as a number.
  if (verdict === 'same' && of.gap.shown === 'estimate' && Math.abs(of.gap.estimate) < 0.05)
    return [
      sentence(
        'En {where}, la tasa de informalidad es prácticamente la misma entre las mujeres ({women}) y entre los hombres ({men}).',
        'In {where}, the rate of informality is practically the same among women ({women}) and among men ({men}).',
        parts,
      ),
    ]
  if (verdict === 'same')
    return [
      sentence(
        'En {where}, la encuesta no distingue la tasa de informalidad de las mujeres ({women}) de la de los hombres ({men}): la diferencia, {gap}, no es mayor que su error.',
        'In {where}, the survey cannot tell women’s rate of informality ({women}) from men’s ({men}): the difference, {gap}, is no larger than its error.',
        parts,
      ),
    ]
  return [
    verdict === 'women'
      ? sentence(
          'En {where}, la tasa de informalidad es más alta entre las mujeres ({women}) que entre los hombres ({men}): una diferencia de {gap}, mayor que el error de la encuesta.',
          'In {where}, the rate of informality is higher among women ({women}) than among men ({men}): a difference of {gap}, larger than the error of the survey.',
          parts,
        )
      : sentence(
          'En {where}, la tasa de informalidad es más baja entre las mujeres ({women}) que entre los hombres ({men}): una diferencia de {gap}, mayor que el error de la encuesta.',
          'In {where}, the rate of informality is lower among women ({women}) than among men ({men}): a difference of {gap}, larger than the error of the survey.',
          parts,
        ),
  ]
}

export const informality = (of: OfPlace): Item[] => [
  { kind: 'paragraph', sentences: [informalityFinding(of), ...sexesFinding(of)] },
  {
    kind: 'paragraph',
    sentences: [
      sentence(
        'El empleo informal no es lo mismo que el sector informal: el {inside} de las personas ocupadas trabaja en negocios del sector informal, y otro {outside} tiene un empleo informal fuera de él, en hogares, en el campo o en empresas e instituciones que no dan seguridad social.',
        'Informal employment is not the same as the informal sector: {inside} of the employed work in businesses of the informal sector, and another {outside} are in informal employment outside it, in households, in the fields, or in companies and institutions that give no social security.',
        {
          inside: cell(of, 'informality', 'insector', 'share'),
          outside: cell(of, 'informality', 'outsector', 'share'),
        },
      ),
      sentence(
        'Sin contar las actividades agropecuarias, la tasa de informalidad es de {til2}.',
        'Outside agriculture, the rate of informal employment is {til2}.',
        { til2: cell(of, 'informality', 'informalnonagricultural', 'share', 'total', 'interval') },
      ),
    ],
  },
]

export const sector = (of: OfPlace): Item[] => [
  {
    kind: 'paragraph',
    sentences: [
      sentence(
        'El sector informal da trabajo al {informal} de las personas ocupadas; los hogares, al {households}; y las empresas, los negocios y las instituciones formales, al {formal}.',
        'The informal sector employs {informal} of the employed; households, {households}; and formal companies, businesses and institutions, {formal}.',
        {
          informal: cell(of, 'sector', 'informalsector', 'share'),
          households: cell(of, 'sector', 'households', 'share'),
          formal: cell(of, 'sector', 'formalsector', 'share'),
        },
      ),
      sentence(
        'También fuera del sector informal hay empleo informal: lo tienen el {unincorporated} de quienes trabajan en negocios no constituidos en sociedad y el {domestic} de quienes hacen trabajo doméstico remunerado.',
        'There is informal employment outside the informal sector too: {unincorporated} of those who work in unincorporated businesses and {domestic} of those in paid domestic work.',
        {
          unincorporated: cell(of, 'sector', 'unincorporated', 'informality'),
          domestic: cell(of, 'sector', 'domesticwork', 'informality'),
        },
      ),
    ],
  },
]

export function status(of: OfPlace): Item[] {
  const own = knownValue(of, 'status', 'ownaccount', 'share')
  return [
    {
      kind: 'paragraph',
      sentences: [
        sentence(
          'El {salaried} de las personas ocupadas trabaja a sueldo o salario, y el {own}, por su cuenta.',
          '{salaried} of the employed work for a wage or salary, and {own} on their own account.',
          {
            salaried: cell(of, 'status', 'salaried', 'share'),
            own: cell(of, 'status', 'ownaccount', 'share'),
          },
        ),
        ...(own === null
          ? []
          : [
              sentence(
                'Entre quienes trabajan por su cuenta la informalidad es de {ownInformal}; entre quienes reciben sueldo o salario, de {salariedInformal}.',
                'Among own-account workers informality is {ownInformal}; among wage and salary workers, {salariedInformal}.',
                {
                  ownInformal: cell(of, 'status', 'ownaccount', 'informality', 'total', 'interval'),
                  salariedInformal: cell(of, 'status', 'salaried', 'informality', 'total', 'interval'),
                },
              ),
            ]),
        sentence(
          'Trabaja sin pago el {women} de las mujeres ocupadas y el {men} de los hombres ocupados.',
          '{women} of employed women and {men} of employed men work without pay.',
          {
            women: cell(of, 'status', 'unpaid', 'share', 'women'),
            men: cell(of, 'status', 'unpaid', 'share', 'men'),
          },
        ),
      ],
    },
  ]
}

export function branch(of: OfPlace): Item[] {
  const [largest, informal] = [ranked(of, 'branch', 'share'), ranked(of, 'branch', 'informality')]
  const [most, least] = [informal[0], informal.at(-1)]
  return [
    {
      kind: 'paragraph',
      sentences: [
        ...(largest.length < 3
          ? []
          : [
              listing(of, 'branch', largest.slice(0, 3), 'share', {
                es: 'Las ramas que ocupan a más personas son {rows}.',
                en: 'The branches that employ most people are {rows}.',
              }),
            ]),
        ...(most && least && isAbove(of, 'branch', most.key, least.key, 'informality')
          ? [
              listing(of, 'branch', [most], 'informality', {
                es: 'Por rama, la tasa de informalidad más alta es la de {rows}',
                en: 'By branch, the rate of informality is highest in {rows}',
              }),
            ].map((first) => {
              const last = listing(of, 'branch', [least], 'informality', { es: '{rows}', en: '{rows}' })
              return sentence(
                `${first.es} y la más baja, la de ${last.es.replace('{row0}', '{low}')}.`,
                `${first.en} and lowest in ${last.en.replace('{row0}', '{low}')}.`,
                { ...first.parts, low: cell(of, 'branch', least.key, 'informality') },
              )
            })
          : []),
      ],
    },
  ]
}

/** Whether a table has anything to say of this place. */
export const hasCell = (of: OfPlace, table: Parameters<typeof cellOf>[1], row: string): boolean =>
  cellOf(of, table, row, 'number')?.shown === 'estimate'
