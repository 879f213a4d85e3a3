/** The statistical snapshot of a place, whole: from the microdata of one period to a report's blocks, in one step. */
import { chooseVintage } from '../../evidence/index.ts'
import type { Context } from '../bound/context.ts'
import { type Reading, readingOf } from '../bound/reading.ts'
import type { Item } from './draft.ts'
import { type Chapters, highlights, statistics } from './statistics/index.ts'
import type { OfPlace } from './statistics/of.ts'

export interface SnapshotOf {
  place: string
  period: string
  againstPeriod: string | null
  /** A worker group, for a fact sheet; null: everybody. */
  group: string | null
  level: 90 | 95
}

export async function placeOf(reading: Reading, of: SnapshotOf, place: string): Promise<OfPlace> {
  const { tables, gap } = await reading.statistics(of.period, place, of.group, of.level)
  return {
    tables,
    gap,
    place,
    where: reading.names.placeInSentence(place),
    period: of.period,
    group: of.group,
    level: of.level,
  }
}

/** Nation and its more urbanised localities stand beside a place that the nation's file covers. */
export async function chaptersOf(context: Context, of: SnapshotOf): Promise<Chapters> {
  const reading = await readingOf(context)
  const vintage = chooseVintage(reading.vintages, of.period, of.place)
  const isNation = vintage.coverage.includes('MX')
  const others = isNation && of.group === null ? ['MX', 'MX/more'].filter((place) => place !== of.place) : []
  const main = await placeOf(reading, of, of.place)
  const beside: OfPlace[] = []
  for (const place of others) beside.push(await placeOf(reading, of, place))
  return {
    main,
    beside,
    hasStates: isNation && of.group === null,
    change:
      of.againstPeriod === null
        ? null
        : {
            of: main,
            before: of.againstPeriod,
            changes: await reading.changes(of.againstPeriod, of.period, of.place, of.level),
          },
  }
}

export async function snapshot(context: Context, of: SnapshotOf): Promise<Item[]> {
  const chapters = await chaptersOf(context, of)
  return [
    { kind: 'heading', level: 1, words: { es: 'Lo más importante', en: 'Key points' } },
    ...highlights(chapters),
    { kind: 'heading', level: 1, words: { es: 'Las cifras', en: 'The figures' } },
    ...statistics(chapters, { full: false }),
    ...method(chapters.main.level),
  ]
}

/** How the numbers are made and how they are to be read. */
export function method(level: 90 | 95): Item[] {
  const paragraph = (es: string, en: string): Item => ({
    kind: 'paragraph',
    sentences: [{ es, en, parts: {} }],
  })
  return [
    {
      kind: 'heading',
      level: 1,
      words: { es: 'Cómo se hicieron y cómo se leen', en: 'How they are made and read' },
    },
    paragraph(
      'Las cifras se calcularon con los microdatos de la Encuesta Nacional de Ocupación y Empleo (ENOE) de INEGI, con su factor de expansión y su diseño de muestra. Son de la población que INEGI publica: residentes habituales con entrevista completa; las de empleo, de 15 años y más.',
      'The figures are computed from the microdata of INEGI’s National Survey of Occupation and Employment (ENOE), with its weights and its sample design. They are of the population that INEGI publishes: usual residents with a complete interview; those on employment, aged 15 and over.',
    ),
    paragraph(
      'Tiene un empleo informal quien trabaja en un negocio del sector informal, o en cualquier otra unidad económica sin que su trabajo le dé seguridad social, quien trabaja en el hogar de otras personas o en la agricultura de subsistencia sin esa protección, y quien trabaja sin pago (tasa de informalidad laboral 1 de INEGI, según las normas de la Organización Internacional del Trabajo).',
      'Somebody is in informal employment who works in a business of the informal sector, or in any other economic unit without social security through the job, who works in other people’s homes or in subsistence agriculture without that protection, and who works without pay (INEGI’s rate of informal employment 1, after the standards of the International Labour Organization).',
    ),
    paragraph(
      `Cada número es una estimación y lleva su intervalo de confianza al ${level} %: de cada cien muestras como esta, en unas ${level} el intervalo contendría el valor de la población. Donde el coeficiente de variación es de 15 a 30 % la precisión es moderada (◐); de 30 % o más, baja (○), y la cifra debe usarse con cautela. Lo que la encuesta no está diseñada para decir, o descansa en muy pocos casos, no se muestra.`,
      `Every number is an estimate and comes with its ${level} % confidence interval: of a hundred samples like this one, the interval would hold the value of the population in some ${level}. Where the coefficient of variation is from 15 to 30 % the precision is moderate (◐); at 30 % or more it is low (○), and the figure is to be used with caution. What the survey is not designed to say, or what rests on very few cases, is not shown.`,
    ),
    paragraph(
      'Se dice que dos cifras difieren sólo cuando todo el intervalo de su diferencia queda de un mismo lado del cero. Los ingresos están en pesos corrientes.',
      'Two figures are said to differ only where the whole interval of their difference lies on one side of zero. Incomes are in current pesos.',
    ),
  ]
}
