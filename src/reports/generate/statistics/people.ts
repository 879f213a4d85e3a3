/** Sentences on population, informality, sector and status of a place. */
import { sexesDiffer } from '../../../evidence/index.ts'
import { type Item, type Sentence, sentence } from '../draft.ts'
import { extremes } from './extremes.ts'
import { cell, cellOf, gap, hasError, knownValue, listing, type OfPlace, ranked } from './of.ts'

export const population = (of: OfPlace): Item[] => [
  {
    kind: 'paragraph',
    sentences: [
      sentence(
        'En {where} viven {people} personas, de las cuales {adults} tienen 15 años o más.',
        'The population of {where} is {people}, of whom {adults} are aged 15 or over.',
        {
          where: of.where,
          people: cell(of, 'population', 'population', 'number'),
          adults: cell(of, 'population', 'adults', 'number'),
        },
      ),
      sentence(
        'De quienes tienen 15 años o más, el {share} forma parte de la población económicamente activa (PEA), es decir, trabaja o busca trabajo: el {women} de las mujeres y el {men} de los hombres.',
        'Of those aged 15 or over, {share} are in the labour force, that is, they work or look for work: {women} of women and {men} of men.',
        {
          share: cell(of, 'population', 'laborforce', 'share', 'total', 'interval'),
          women: cell(of, 'population', 'laborforce', 'share', 'women'),
          men: cell(of, 'population', 'laborforce', 'share', 'men'),
        },
      ),
      sentence(
        'La tasa de desocupación es del {unemployed} de la PEA, y el {under} de las personas ocupadas necesita trabajar más horas y puede hacerlo (subocupación).',
        'The unemployment rate is {unemployed} of the labour force, and {under} of the employed need to work more hours and are available to do so (underemployment).',
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
    'En {where}, {informal} tienen un empleo informal, de un total de {employed} ocupadas: el {rate}, es decir, {words}.',
    'In {where}, {informal} are in informal employment, out of a total of {employed} employed: {rate}, that is, {words}.',
    {
      where: of.where,
      employed: cell(of, 'informality', 'employed', 'number', 'total', 'words'),
      informal: cell(of, 'informality', 'informal', 'number', 'total', 'words'),
      rate: cell(of, 'informality', 'informal', 'share', 'total', 'interval'),
      words: cell(of, 'informality', 'informal', 'share', 'total', 'words'),
    },
  )

/** Where the nation stands beside the place; one is called the higher only where their intervals do not touch. */
export function nationFinding(nation: OfPlace, main: OfPlace): Sentence {
  const [all, own] = [nation, main].map((of) => cellOf(of, 'informality', 'informal', 'share'))
  const isKnown = all && own && hasError(all) && hasError(own)
  const isAbove = isKnown && all.low > own.high
  const isBelow = isKnown && all.high < own.low
  const [es, en] = isAbove
    ? ['es más alta: el {rate}', 'is higher: {rate}']
    : isBelow
      ? ['es más baja: el {rate}', 'is lower: {rate}']
      : ['es del {rate}', 'is {rate}']
  return sentence(
    `En el país en su conjunto, la tasa de informalidad laboral ${es}.`,
    `In the country as a whole, the informal employment rate ${en}.`,
    { rate: cell(nation, 'informality', 'informal', 'share', 'total', 'interval') },
  )
}

/** The difference that has a page of its own is the whole place’s: a group’s is told without its number. */
function sexesOfGroup(of: OfPlace, verdict: 'women' | 'men' | 'same'): Sentence[] {
  const parts = {
    women: cell(of, 'informality', 'informal', 'share', 'women'),
    men: cell(of, 'informality', 'informal', 'share', 'men'),
  }
  if (verdict === 'same')
    return [
      sentence(
        'En este grupo, la encuesta no permite distinguir la tasa de informalidad de las mujeres ({women}) de la de los hombres ({men}).',
        'In this group, the survey cannot distinguish women’s informality rate ({women}) from men’s ({men}).',
        parts,
      ),
    ]
  const [es, en] = verdict === 'women' ? ['alta', 'higher'] : ['baja', 'lower']
  return [
    sentence(
      `En este grupo, la tasa de informalidad es más ${es} entre las mujeres ({women}) que entre los hombres ({men}), y la diferencia supera el margen de error de la encuesta.`,
      `In this group, the informality rate is ${en} among women ({women}) than among men ({men}), by more than the survey’s margin of error.`,
      parts,
    ),
  ]
}

/** Which of two verdicts on women and men the data allow; nothing where there is no error to judge by. */
export function sexesFinding(of: OfPlace): Sentence[] {
  const verdict = sexesDiffer(of.gap)
  if (verdict === null) return []
  const isNothing = verdict === 'same' && of.gap.shown === 'estimate' && Math.abs(of.gap.estimate) < 0.05
  if (of.group !== null) return isNothing ? [] : sexesOfGroup(of, verdict)
  const parts = {
    women: cell(of, 'informality', 'informal', 'share', 'women'),
    men: cell(of, 'informality', 'informal', 'share', 'men'),
    gap: gap(of),
  }
  // A difference that rounds to nothing is not written as a number.
  if (isNothing)
    return [
      sentence(
        'La tasa de informalidad que se estima es prácticamente la misma para las mujeres ({women}) y para los hombres ({men}).',
        'The estimated informality rate is practically the same for women ({women}) and for men ({men}).',
        parts,
      ),
    ]
  if (verdict === 'same')
    return [
      sentence(
        'La encuesta no permite distinguir la tasa de informalidad de las mujeres ({women}) de la de los hombres ({men}): la diferencia, {gap}, no supera su margen de error.',
        'The survey cannot distinguish women’s informality rate ({women}) from men’s ({men}): the difference, {gap}, is within its margin of error.',
        parts,
      ),
    ]
  return [
    verdict === 'women'
      ? sentence(
          'La informalidad es más alta entre las mujeres ({women}) que entre los hombres ({men}): la diferencia, {gap}, supera el margen de error de la encuesta.',
          'Informality is higher among women ({women}) than among men ({men}): the difference, {gap}, exceeds the survey’s margin of error.',
          parts,
        )
      : sentence(
          'La informalidad es más baja entre las mujeres ({women}) que entre los hombres ({men}): la diferencia, {gap}, supera el margen de error de la encuesta.',
          'Informality is lower among women ({women}) than among men ({men}): the difference, {gap}, exceeds the survey’s margin of error.',
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
        'El empleo informal no es lo mismo que el sector informal: el {inside} de las personas ocupadas trabaja en negocios del sector informal, y otro {outside} tiene un empleo informal fuera de él: en hogares, en el campo o en empresas e instituciones que no les dan seguridad social.',
        'Informal employment is not the same as employment in the informal sector: {inside} of the employed work in informal-sector businesses, and another {outside} are in informal employment outside that sector: in households, in farming, or in companies and institutions that provide them with no social security.',
        {
          inside: cell(of, 'informality', 'insector', 'share'),
          outside: cell(of, 'informality', 'outsector', 'share'),
        },
      ),
      sentence(
        'Sin contar las actividades agropecuarias, la tasa de informalidad laboral (TIL2) es de {til2}.',
        'Outside agriculture, the informal employment rate (TIL2) is {til2}.',
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
        'El sector informal da trabajo al {informal} de las personas ocupadas; los hogares, en el trabajo doméstico remunerado y la agricultura de subsistencia, al {households}; y las empresas, los negocios y las instituciones formales, al {formal}.',
        'Of the employed, {informal} work in the informal sector; {households} for households, in paid domestic work or subsistence agriculture; and {formal} for formal companies, businesses and institutions.',
        {
          informal: cell(of, 'sector', 'informalsector', 'share'),
          households: cell(of, 'sector', 'households', 'share'),
          formal: cell(of, 'sector', 'formalsector', 'share'),
        },
      ),
      sentence(
        'También fuera del sector informal hay empleo informal: lo tienen el {unincorporated} de quienes trabajan en negocios formales no constituidos en sociedad y el {domestic} de quienes hacen trabajo doméstico remunerado.',
        'There is informal employment outside the informal sector too: {unincorporated} of those who work in formal unincorporated businesses and {domestic} of those in paid domestic work.',
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
          'Of the employed, {salaried} work for a wage or salary and {own} on their own account.',
          {
            salaried: cell(of, 'status', 'salaried', 'share'),
            own: cell(of, 'status', 'ownaccount', 'share'),
          },
        ),
        ...(own === null
          ? []
          : [
              sentence(
                'Entre quienes trabajan por su cuenta, la tasa de informalidad es de {ownInformal}; entre quienes reciben sueldo o salario, de {salariedInformal}.',
                'The informality rate is {ownInformal} among own-account workers and {salariedInformal} among wage and salary workers.',
                {
                  ownInformal: cell(of, 'status', 'ownaccount', 'informality', 'total', 'interval'),
                  salariedInformal: cell(of, 'status', 'salaried', 'informality', 'total', 'interval'),
                },
              ),
            ]),
        sentence(
          'Entre las mujeres ocupadas, el {women} trabaja sin recibir pago; entre los hombres, el {men}.',
          'Among employed women, {women} work without pay; among employed men, {men}.',
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
  const largest = ranked(of, 'branch', 'share')
  return [
    {
      kind: 'paragraph',
      sentences: [
        ...(largest.length < 3
          ? []
          : [
              listing(of, 'branch', largest.slice(0, 3), 'share', {
                es: 'Las ramas que ocupan a más personas son {rows}.',
                en: 'The largest branches by employment are {rows}.',
              }),
            ]),
        ...extremes(of, 'branch'),
      ],
    },
  ]
}
