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
      words: {
        es: 'Cómo se hicieron y cómo se leen las cifras',
        en: 'How the figures are made and how to read them',
      },
    },
    paragraph(
      'Las cifras se calcularon con los microdatos de la Encuesta Nacional de Ocupación y Empleo (ENOE) del INEGI, con su factor de expansión y su diseño de muestra. Se refieren a la misma población que las del INEGI: residentes habituales y nuevos residentes de los hogares con entrevista completa; las de empleo, a quienes tienen 15 años o más. La persona cuenta en el lugar donde vive, aunque trabaje en otro.',
      'The figures are computed from the microdata of the National Survey of Occupation and Employment (ENOE) of Mexico’s statistical institute, INEGI, with its weights and its sample design. They are of the same population as INEGI’s own: usual and new residents of households with a complete interview; those on employment, people aged 15 and over. People count where they live, even if they work elsewhere.',
    ),
    paragraph(
      'Tiene un empleo informal (el INEGI dice también «ocupación informal») quien, en su trabajo principal, trabaja en un negocio del sector informal, es decir, uno que opera con los recursos de un hogar sin llevar los registros contables de una empresa; quien trabaja para un hogar, una empresa o una institución sin que ese trabajo le dé seguridad social; quien trabaja sin pago, y quien trabaja por su cuenta en el campo. Es la tasa de informalidad laboral 1 (TIL1) del INEGI, que sigue las recomendaciones de la Organización Internacional del Trabajo (OIT). El sector informal es sólo una parte: la mide la tasa de ocupación en el sector informal 1 (TOSI1). La TIL2 es la TIL1 sin las actividades agropecuarias.',
      'People are in informal employment if, in their main job, they work in an informal-sector business, that is, one run from the resources of a household without the accounts of a company; if they work for a household, a company or an institution and the job gives them no social security; if they work without pay; or if they work in farming on their own account. This is INEGI’s informal employment rate (tasa de informalidad laboral 1, TIL1), which follows the standards of the International Labour Organization (ILO). The informal sector is only a part of it, measured by the rate of employment in the informal sector (TOSI1). TIL2 is TIL1 outside agriculture.',
    ),
    paragraph(
      `Cada número es una estimación; su intervalo de confianza (IC) al ${level}\u202f% está en el texto o en el cuadro. Si la encuesta se repitiera muchas veces, unos ${level} de cada cien intervalos así construidos contendrían el valor de la población. Cuando el coeficiente de variación (CV) es de al menos 15\u202f% y menor de 30\u202f%, la precisión es moderada (◐); cuando es de 30\u202f% o más, es baja (○) y la cifra debe usarse con cautela. No se muestra lo que descansa en muy pocos casos ni aquello para lo que la encuesta no está diseñada.`,
      `Every number is an estimate; its ${level}\u202f% confidence interval (CI) is in the text or in the table. If the survey were repeated many times, some ${level} in a hundred intervals made in this way would contain the value of the population. Where the coefficient of variation (CV) is at least 15\u202f% and below 30\u202f%, precision is moderate (◐); at 30\u202f% or more it is low (○), and the figure should be used with caution. What rests on very few cases, or what the survey is not designed to say, is not shown.`,
    ),
    paragraph(
      'El texto dice que dos cifras difieren, o que una subió o bajó, sólo cuando la diferencia supera su margen de error: cuando todo el intervalo de la diferencia queda de un mismo lado del cero o, entre renglones de un cuadro, cuando sus intervalos no se tocan. Una diferencia se calcula antes de redondear, y puede no ser la de las cifras impresas. Los ingresos están en pesos corrientes: no se descuenta la inflación.',
      'The text says that two figures differ, or that one rose or fell, only where the difference exceeds its margin of error: where the whole interval of the difference lies on one side of zero or, between rows of a table, where their intervals do not touch. A difference is computed before rounding, and may not be that of the figures as printed. Incomes are in current pesos: inflation is not deducted.',
    ),
  ]
}
