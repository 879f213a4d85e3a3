/** Estimates of named indicators for a place: what the command line prints and a script reads. */
import { estimate } from '@acuerdo/survey'
import type { DuckDBConnection } from '@duckdb/node-api'
import { parsePeriod, periodCode } from '../kernel/period.ts'
import type { Precision } from '../kernel/precision.ts'
import { Problem } from '../platform/problem.ts'
import {
  available,
  type Domain,
  domainOf,
  groupByCode,
  type Indicator,
  indicators,
  namesOf,
  parsePlace,
  placeCode,
  resolveGroup,
  type Survey,
} from './enoe/index.ts'
import { lacking } from './lacking.ts'
import {
  estimatedOf,
  indicatorOf,
  type Microdata,
  type Sex,
  statesOf,
  surveyDesign,
} from './overview/estimates.ts'
import { publish, scaled } from './overview/publication.ts'

export interface NamedRequest {
  period: string
  place: string
  /** Short names: `til1`, `employed`. */
  indicators: readonly string[]
  by: 'sex' | null
  group: string | null
  level: 90 | 95
  minimumCases: number
}

/** Rates in percent, unrounded; people, hours, years and pesos as they are. */
export interface NamedEstimate {
  period: string
  place: string
  group: string | null
  indicator: string
  sex: Sex
  unit: string
  estimate: number | null
  se: number | null
  /** Percent of the estimate. */
  cv: number | null
  low: number | null
  high: number | null
  level: 90 | 95
  /** Unweighted cases. */
  n: number
  flag: Precision | null
  /** Why the estimate is withheld, or the columns that it lacks; null where it is given. */
  withheld: string | null
}

/** The indicator called so; an unknown name is told with those there are. */
export function indicatorNamed(name: string): Indicator {
  const found = indicators.get(name)
  if (!found)
    throw new Problem('evidence.indicator', { written: name, have: [...indicators.keys()].join(', ') })
  return found
}

/** Estimates on one file; one line an indicator and sex, in the order asked for. */
export async function estimateByName(
  connection: DuckDBConnection,
  data: Microdata,
  request: NamedRequest,
): Promise<NamedEstimate[]> {
  const columns = new Set(data.columns)
  const wanted = request.indicators.map(indicatorNamed)
  const place = parsePlace(request.place)
  const told = domainOf(place, columns, { survey: data.survey as Survey, states: statesOf(data.coverage) })
  if ('lacks' in told && place.code.length !== 5) throw lacking(request.place, request.group, told.lacks)
  const domain: Domain = 'lacks' in told ? { only: { sex: [] }, unplanned: 'municipality' } : told
  const sample = surveyDesign(data)
  if (!sample) throw lacking(request.place, request.group, [['fac'], ['fac_tri']])

  const resolved = wanted.map((indicator) => ({ indicator, found: available(indicator, columns) }))
  const computable = resolved.flatMap(({ indicator, found }) =>
    'measure' in found ? [indicatorOf(indicator.name, found.measure)] : [],
  )
  const estimates =
    computable.length === 0
      ? []
      : await estimate(connection, sample.design, {
          indicators: computable,
          crossings: request.by === 'sex' ? [{}, { sex: 'sex' }] : [{}],
          where: `${sample.universe} and ${groupSql(request, columns)}`,
          only: domain.only,
        })
  const sexes: Sex[] = request.by === 'sex' ? ['total', 'women', 'men'] : ['total']
  return resolved.flatMap(({ indicator, found }) =>
    sexes.map((sex): NamedEstimate => {
      const about = {
        period: periodCode(parsePeriod(request.period)),
        place: placeCode(place),
        group: request.group,
        indicator: indicator.name,
        sex,
        unit: indicator.unit,
      }
      const nothing = {
        estimate: null,
        se: null,
        cv: null,
        low: null,
        high: null,
        level: request.level,
        n: 0,
        flag: null,
      }
      if ('lacks' in found) return { ...about, ...nothing, withheld: `lacks ${namesOf(found.lacks, 'or')}` }
      const code = { total: null, women: 2, men: 1 }[sex]
      const one = estimates.find(
        ({ indicator: name, by }) =>
          name === indicator.name && (code === null ? !('sex' in by) : Number(by.sex) === code),
      )
      const cell = publish(
        scaled(one ? estimatedOf(one) : { estimate: null, se: null, n: 0 }, indicator.unit),
        {
          unplanned: domain.unplanned ?? null,
          minimumCases: request.minimumCases,
          level: request.level,
          revealed: false,
        },
      )
      if (cell.shown !== 'estimate')
        return {
          ...about,
          ...nothing,
          n: 'n' in cell ? cell.n : 0,
          withheld: cell.shown === 'reason' ? cell.withheld.reason : 'lacks',
        }
      const { estimate: value, se, cv, low, high, level, n, precision } = cell
      return { ...about, estimate: value, se, cv, low, high, level, n, flag: precision, withheld: null }
    }),
  )
}

function groupSql({ group, place }: NamedRequest, columns: ReadonlySet<string>): string {
  if (group === null) return 'true'
  const known = groupByCode(group)
  if (!known) throw new Problem('evidence.group', { written: group })
  const found = resolveGroup(known, columns)
  if ('lacks' in found) throw lacking(place, group, found.lacks)
  return found.sql
}
