/** Two groups of one file held against each other: difference and ratio, with the covariance that common dwellings give them. */
import { analyse, conditionOf, contrast, type Indicator, placeOf, quotient } from '@acuerdo/survey'
import type { DuckDBConnection } from '@duckdb/node-api'
import { type Contrasted, contrasted, resolveMeasure, type Unplanned } from '../enoe/index.ts'
import {
  comparedOf,
  estimatedOf,
  indicatorOf,
  type Lacks,
  type Microdata,
  surveyDesign,
} from './estimates.ts'
import { kept } from './kept.ts'
import type { Estimated } from './publication.ts'
import { type ContrastRequest, isOfJobs, type SideDomain, sideDomain } from './sides.ts'

export interface RawContrast {
  /** Why a side is no domain that the survey was designed for. */
  unplanned: { a: Unplanned | null; b: Unplanned | null }
  /** Columns of the sample design that the file lacks: no errors can be given. */
  designLacks: string[]
  /** By the indicator's name; shares between 0 and 1, a ratio as a factor. */
  rows: { key: string; a: Estimated; b: Estimated; difference: Estimated; ratio: Estimated }[]
}

/** Those that say something of both sides. */
const tellingOf = ({ group, a, b }: ContrastRequest): readonly Contrasted[] => {
  const sides = [a, b]
  const ofJobs = group !== null || sides.some(isOfJobs)
  const ofInformality = sides.some((side) => side === 'informal' || side === 'formal')
  return contrasted.filter(
    ({ of, isInformality }) => !(of === 'everybody' && ofJobs) && !(isInformality && ofInformality),
  )
}

export async function estimateContrast(
  connection: DuckDBConnection,
  data: Microdata,
  request: ContrastRequest,
): Promise<RawContrast | { lacks: Lacks }> {
  const [a, b] = [sideDomain(request.a, request, data), sideDomain(request.b, request, data)]
  if ('lacks' in a) return a
  if ('lacks' in b) return b
  const sample = surveyDesign(data)
  if (!sample) return { lacks: [['fac_tri'], ['fac']] }
  const columns = new Set(data.columns)
  const measures = tellingOf(request).flatMap(({ indicator }) => {
    const found = resolveMeasure(indicator, columns)
    return 'measure' in found ? [{ key: indicator.name, measure: found.measure }] : []
  })
  // Two groups of one place cost no scan where those of another were compared before; two places are conditions.
  const isOnePlace = JSON.stringify(a.only) === JSON.stringify(b.only)
  const whereOf = (side: SideDomain) =>
    isOnePlace ? side.where : `${side.where} and ${conditionOf(side.only)}`
  const analysis = await analyse(connection, sample.design, {
    indicators: measures.flatMap(({ key, measure }) =>
      ([a, b] as const).map((side, at) => within(indicatorOf(`${key}/${at}`, measure), whereOf(side))),
    ),
    where: sample.universe,
    only: isOnePlace ? a.only : {},
  })
  const rows = measures.map(({ key }) => {
    const places = [0, 1].map((at) => placeOf(analysis, `${key}/${at}`))
    const [first = -1, second = -1] = places
    const [own, other] = places.map((at) => {
      const estimate = analysis.estimates[at]
      return estimate ? estimatedOf(estimate) : nobody
    }) as [Estimated, Estimated]
    return {
      key,
      a: own,
      b: other,
      difference: comparedOf(
        contrast(analysis, [
          { at: first, times: 1 },
          { at: second, times: -1 },
        ]),
        own,
        other,
      ),
      ratio: comparedOf(quotient(analysis, first, second), own, other),
    }
  })
  return {
    unplanned: { a: a.unplanned ?? null, b: b.unplanned ?? null },
    designLacks: sample.lacks,
    rows,
  }
}

const nobody: Estimated = { estimate: null, se: null, n: 0 }

const within = (indicator: Indicator, where: string): Indicator => ({
  ...indicator,
  where: indicator.where ? `${indicator.where} and ${where}` : where,
})

/** The same, kept beside the Parquet. */
export const contrastOf = (
  connect: () => Promise<DuckDBConnection>,
  data: Microdata,
  request: ContrastRequest,
): Promise<RawContrast | { lacks: Lacks }> =>
  kept(
    data,
    ['contrast', request.place, request.group ?? 'all', request.a, request.b].join('.').replaceAll('/', '-'),
    connect,
    (connection) => estimateContrast(connection, data, request),
  )
