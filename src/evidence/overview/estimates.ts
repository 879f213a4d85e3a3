/** The tables of the overview and the rates of the states, estimated in one scan, or in none where the sums are kept. */
import { join } from 'node:path'
import {
  type Analysis,
  analyse,
  type Contrast,
  contrast,
  type Design,
  type Estimate,
  estimate,
  type Indicator,
  placeOf,
} from '@acuerdo/survey'
import type { DuckDBConnection } from '@duckdb/node-api'
import {
  type ColumnKey,
  type Domain,
  designOf,
  domainOf,
  estimandsOf,
  groupByCode,
  indicators,
  type Measure,
  medianError,
  medianValue,
  parsePlace,
  placeCode,
  planTable,
  resolveGroup,
  resolveMeasure,
  type Survey,
  type TableId,
  tables,
  type Unplanned,
} from '../enoe/index.ts'
import { kept } from './kept.ts'
import type { Estimated } from './publication.ts'

/** What an estimate needs to know of a vintage. */
export interface Microdata {
  survey: string
  /** `MX` or the states covered. */
  coverage: readonly string[]
  columns: readonly string[]
  /** Absolute folder that holds `persons.parquet`; estimates are kept beside it. */
  folder: string
  /** Over the hashes of the files given: what the sums kept of it, and a change against it, are known by. */
  sha256: string
}

export type Sex = 'total' | 'women' | 'men'
export type Trio = Record<Sex, Estimated>
export type Lacks = readonly (readonly string[])[]

export interface RawTable {
  id: TableId
  /** Rows that stand in because the file has not the columns for the table's own. */
  otherwise: boolean
  /** Column lists, one of which would be enough for the table to be computed at all. */
  lacks?: Lacks
  rows: { key: string; cells: Partial<Record<ColumnKey, Trio | { lacks: Lacks }>> }[]
}

/** All tables for one place and worker group, unrounded and before any decision on what may be shown. */
export interface RawOverview {
  place: string
  group: string | null
  unplanned: Unplanned | null
  /** Columns without which the file cannot tell the place at all: revealing it would show nothing. */
  placeLacks?: Lacks
  /** Columns of the sample design that the file lacks: no errors can be given. */
  designLacks: string[]
  /** The rate of informality of women minus that of men, a share, with the covariance that common dwellings give them. */
  sexes: Estimated
  tables: RawTable[]
}

export type OverviewOutcome = RawOverview | { lacks: Lacks }

export const statesOf = (coverage: readonly string[]): ReadonlySet<number> =>
  new Set(coverage.includes('MX') ? Array.from({ length: 32 }, (_, at) => at + 1) : coverage.map(Number))

export const relation = (data: Pick<Microdata, 'folder'>): string =>
  `read_parquet('${join(data.folder, 'persons.parquet').replaceAll("'", "''")}')`

export function surveyDesign(
  data: Microdata,
): { design: Design; universe: string; lacks: string[] } | undefined {
  const found = designOf(new Set(data.columns))
  if (!found) return undefined
  return {
    // A stratum left with one PSU is centred on the mean of the others: the cautious choice among R's.
    design: {
      source: relation(data),
      weight: found.weight,
      strata: found.strata ?? null,
      psu: found.psu ?? null,
      counted: found.counted,
      // Sums that another table or place has scanned before are not scanned again. No PSU lies in two states or sizes of
      // locality, so telling them apart makes no more cells. An import moves the folder, so its name says nothing.
      cells: {
        folder: join(data.folder, 'cells'),
        source: data.sha256,
        relation: 'persons',
        by: ['ent', 't_loc'].filter((column) => data.columns.includes(column)),
        maxBytes: 200_000_000,
      },
      preset: 'inegi',
      lonely: 'adjust',
    },
    universe: found.universe,
    lacks: [...found.lacks],
  }
}

/** The survey library's words for a measure of the catalogue. A mean is of a number over the people of `per`. */
export function indicatorOf(name: string, measure: Measure): Indicator {
  const { kind, of, per } = measure
  if (kind === 'total') return { name, kind, of }
  if (kind === 'mean') return { name, kind, of, where: per ?? 'true' }
  if (kind === 'median')
    return { name, kind: 'quantile', of, p: 0.5, rule: 'interpolated', levels: [0.95], where: per ?? 'true' }
  if (per !== undefined) return { name, kind, of, per }
  throw new Error(`${name}: a ratio of nothing`)
}

/** What we keep of a library's estimate; of a median its limits at both levels, and the error that INEGI prints for it. */
export function estimatedOf({ estimate: value, se, n, noError, low, high, limits }: Estimate): Estimated {
  const kept = { estimate: value, se, n, ...(noError ? { noError } : {}) }
  if (!limits) return kept
  const error = medianError(low, high)
  const wide = limits.find(({ level }) => level === 0.95)
  const given = [[90, low, high] as const, [95, wide?.low ?? null, wide?.high ?? null] as const].flatMap(
    ([level, from, to]) => (from === null || to === null ? [] : [[level, [from, to]] as const]),
  )
  return {
    ...kept,
    estimate: value === null ? null : medianValue(value),
    se: error,
    ...(given.length > 0 ? { limits: Object.fromEntries(given) } : {}),
    ...(error === null && low !== null && !noError ? { noError: 'medianHeld' } : {}),
  }
}

/** Estimates every table × (total, women, men) in one scan. `lacks`: the columns without which the place or group cannot be told. */
export async function estimateOverview(
  connection: DuckDBConnection,
  data: Microdata,
  request: { place: string; group: string | null },
): Promise<OverviewOutcome> {
  const columns = new Set(data.columns)
  const place = parsePlace(request.place)
  const told = domainOf(place, columns, { survey: data.survey as Survey, states: statesOf(data.coverage) })
  // Municipalities are withheld whatever the file: that it has no column for them is not the reason to give.
  const isMunicipality = place.code.length === 5
  if ('lacks' in told && !isMunicipality) return told
  const domain: Domain = 'lacks' in told ? { only: { sex: [] }, unplanned: 'municipality' } : told
  const group = request.group === null ? { sql: 'true' } : resolveGroupByCode(request.group, columns)
  if ('lacks' in group) return group
  const sample = surveyDesign(data)
  if (!sample) return { lacks: [['fac_tri'], ['fac']] }

  const planned = tables.map((table) => planTable(table, columns))
  const estimands = estimandsOf(planned)
  const analysis = await analyse(connection, sample.design, {
    indicators: estimands.map(({ name, measure }) => indicatorOf(name, measure)),
    crossings: [{}, { sex: 'sex' }],
    where: `${sample.universe} and ${group.sql}`,
    only: domain.only,
  })
  const byName = new Map<string, Estimated>()
  for (const one of analysis.estimates) {
    byName.set(`${one.indicator}/${sexOf(one.by)}`, estimatedOf(one))
  }
  const names = new Map<string, string>(
    estimands.flatMap(({ name, cells }) =>
      cells.map((cell) => [`${cell.table}/${cell.row}/${cell.column}`, name]),
    ),
  )
  const none: Estimated = { estimate: null, se: null, n: 0 }
  const trio = (name: string): Trio => ({
    total: byName.get(`${name}/total`) ?? none,
    women: byName.get(`${name}/women`) ?? none,
    men: byName.get(`${name}/men`) ?? none,
  })
  const rate = names.get('informality/informal/share')
  return {
    place: placeCode(place),
    group: request.group,
    sexes: rate === undefined ? none : sexGap(analysis, rate),
    unplanned: domain.unplanned ?? null,
    ...('lacks' in told ? { placeLacks: told.lacks } : {}),
    designLacks: sample.lacks,
    tables: planned.map(({ table, rows, otherwise, lacks }) => ({
      id: table.id,
      otherwise,
      ...(lacks ? { lacks } : {}),
      rows: rows.map(({ row, cells }) => ({
        key: row.key,
        cells: Object.fromEntries(
          Object.entries(cells).flatMap(([column, cell]): [string, Trio | { lacks: Lacks }][] => {
            if ('lacks' in cell) return [[column, { lacks: cell.lacks }]]
            const name = names.get(`${table.id}/${row.key}/${column}`)
            return name ? [[column, trio(name)]] : []
          }),
        ),
      })),
    })),
  }
}

function sexGap(analysis: Analysis, rate: string): Estimated {
  const [women, men] = [2, 1].map((sex) => placeOf(analysis, rate, { sex }))
  const [a, b] = [women, men].map((at) => analysis.estimates[at ?? -1])
  if (!a || !b || women === undefined || men === undefined) return { estimate: null, se: null, n: 0 }
  const gap = contrast(analysis, [
    { at: women, times: 1 },
    { at: men, times: -1 },
  ])
  return comparedOf(gap, estimatedOf(a), estimatedOf(b))
}

/** A median that the error does not move off its value lends a comparison no error either. Cases: of the smaller side. */
export function comparedOf({ estimate, se, noError }: Contrast, a: Estimated, b: Estimated): Estimated {
  const held = [a, b].some((side) => side.noError === 'medianHeld')
  const why = held ? 'medianHeld' : noError
  return {
    estimate,
    se: held ? null : se,
    n: Math.min(a.n, b.n),
    ...(why ? { noError: why } : {}),
  }
}

export function resolveGroupByCode(code: string, columns: ReadonlySet<string>) {
  const group = groupByCode(code)
  return group ? resolveGroup(group, columns) : { lacks: [] }
}

export const sexOf = (by: Estimate['by']): Sex => {
  if (!('sex' in by)) return 'total'
  return Number(by.sex) === 2 ? 'women' : 'men'
}

/** An indicator for the whole file and each of its states, by code; a chart's worth in one scan. */
export type ByPlace = Record<string, Estimated>

export async function estimateStates(
  connection: DuckDBConnection,
  data: Microdata,
  request: { indicator: string; group: string | null },
): Promise<ByPlace | { lacks: Lacks }> {
  const columns = new Set(data.columns)
  const indicator = indicators.get(request.indicator)
  if (!indicator) throw new Error(`No indicator is called ${request.indicator}`)
  const found = resolveMeasure(indicator, columns)
  if ('lacks' in found) return found
  const group = request.group === null ? { sql: 'true' } : resolveGroupByCode(request.group, columns)
  if ('lacks' in group) return group
  const sample = surveyDesign(data)
  if (!sample) return { lacks: [['fac_tri'], ['fac']] }
  const estimates = await estimate(connection, sample.design, {
    indicators: [indicatorOf(indicator.name, found.measure)],
    crossings: columns.has('ent') ? [{}, { ent: 'ent' }] : [{}],
    where: `${sample.universe} and ${group.sql}`,
  })
  return Object.fromEntries(
    estimates.map(({ by, estimate: value, se, n }) => [
      'ent' in by ? String(by.ent).padStart(2, '0') : 'all',
      { estimate: value, se, n },
    ]),
  )
}

/** The same, kept. */
export const statesOfFile = (
  connect: () => Promise<DuckDBConnection>,
  data: Microdata,
  request: { indicator: string; group: string | null },
): Promise<ByPlace | { lacks: Lacks }> =>
  kept(data, `states.${request.indicator}.${request.group ?? 'all'}`, connect, (connection) =>
    estimateStates(connection, data, request),
  )

/** All tables of a place, kept. */
export const overviewOf = (
  connect: () => Promise<DuckDBConnection>,
  data: Microdata,
  request: { place: string; group: string | null },
): Promise<OverviewOutcome> =>
  kept(
    data,
    `${placeCode(parsePlace(request.place)).replace('/', '-')}.${request.group ?? 'all'}`,
    connect,
    (connection) => estimateOverview(connection, data, request),
  )
