import { createHash } from 'node:crypto'
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import {
  type ChangeMethod,
  change,
  type Design,
  type Estimate,
  estimate,
  type Indicator,
} from '@acuerdo/survey'
import type { DuckDBConnection } from '@duckdb/node-api'
import {
  type ColumnKey,
  contrasted,
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
import type { Estimated } from './publication.ts'

/** What an estimate needs to know of a vintage. */
export interface Microdata {
  survey: string
  /** `MX` or the states covered. */
  coverage: readonly string[]
  columns: readonly string[]
  /** Absolute folder that holds `persons.parquet`; estimates are kept beside it. */
  folder: string
  /** Of the files given; absent: the sums of a scan are not kept for the next one. */
  sha256?: string
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
  tables: RawTable[]
}

export type OverviewOutcome = RawOverview | { lacks: Lacks }

export const statesOf = (coverage: readonly string[]): ReadonlySet<number> =>
  new Set(coverage.includes('MX') ? Array.from({ length: 32 }, (_, at) => at + 1) : coverage.map(Number))

/** Definitions as they are now: a change of any of them makes kept estimates old and is written into cited figures. */
export const catalogue = createHash('sha256')
  .update(JSON.stringify([tables, contrasted, 'kept format 2']))
  .digest('hex')
  .slice(0, 12)

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
      // Sums that another table has scanned before are not scanned again.
      ...(data.sha256 === undefined
        ? {}
        : { cells: { folder: join(data.folder, 'cells'), source: data.sha256, maxBytes: 200_000_000 } }),
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
  const domain: Domain = 'lacks' in told ? { where: 'false', unplanned: 'municipality' } : told
  const group = request.group === null ? { sql: 'true' } : resolveGroupByCode(request.group, columns)
  if ('lacks' in group) return group
  const sample = surveyDesign(data)
  if (!sample) return { lacks: [['fac_tri'], ['fac']] }

  const planned = tables.map((table) => planTable(table, columns))
  const estimands = estimandsOf(planned)
  const estimates = await estimate(connection, sample.design, {
    indicators: estimands.map(({ name, measure }) => indicatorOf(name, measure)),
    crossings: [{}, { sex: 'sex' }],
    where: `${sample.universe} and ${domain.where} and ${group.sql}`,
  })
  const byName = new Map<string, Estimated>()
  for (const one of estimates) {
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
  return {
    place: placeCode(place),
    group: request.group,
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

function resolveGroupByCode(code: string, columns: ReadonlySet<string>) {
  const group = groupByCode(code)
  return group ? resolveGroup(group, columns) : { lacks: [] }
}

const sexOf = (by: Estimate['by']): Sex => {
  if (!('sex' in by)) return 'total'
  return Number(by.sex) === 2 ? 'women' : 'men'
}

/** What moved between two files: per row of the table of change, for total, women and men; after minus before. */
export interface RawChange {
  unplanned: Unplanned | null
  /** matched: the dwellings of both periods are taken into account. */
  method: ChangeMethod
  rows: {
    key: string
    sexes: Partial<Record<Sex, { before: Estimated; after: Estimated; change: Estimated }>>
  }[]
}

/** Estimates the table of change. Only rows that both files can give; the errors need the design in both. */
export async function estimateChange(
  connection: DuckDBConnection,
  before: Microdata,
  after: Microdata,
  request: { place: string; group: string | null },
): Promise<RawChange | { lacks: Lacks }> {
  const both = new Set(before.columns.filter((column) => after.columns.includes(column)))
  const place = parsePlace(request.place)
  const domains = [before, after].map((data) =>
    domainOf(place, both, { survey: data.survey as Survey, states: statesOf(data.coverage) }),
  )
  const group = request.group === null ? { sql: 'true' } : resolveGroupByCode(request.group, both)
  if ('lacks' in group) return group
  const [first, second] = [surveyDesign(before), surveyDesign(after)]
  if (!first || !second) return { lacks: [['fac_tri'], ['fac']] }
  const [here] = domains
  if (!here || 'lacks' in here) return here ?? { lacks: [] }
  const unplanned =
    domains
      .map((domain) => ('where' in domain ? (domain.unplanned ?? null) : null))
      .find((why) => why !== null) ?? null

  const measures = tableRows('change', both)
  const found = await change(connection, first.design, second.design, {
    indicators: measures.map(({ key, measure }) => indicatorOf(key, measure)),
    crossings: [{}, { sex: 'sex' }],
    where: `${first.universe} and ${here.where} and ${group.sql}`,
  })
  const rows = new Map(
    measures.map(({ key }) => [key, { key, sexes: {} as RawChange['rows'][number]['sexes'] }]),
  )
  for (const one of found) {
    const row = rows.get(one.indicator)
    if (row)
      row.sexes[sexOf(one.by)] = { before: bare(one.before), after: bare(one.after), change: bare(one) }
  }
  return { unplanned, method: found[0]?.method ?? 'matched', rows: [...rows.values()] }
}

const bare = ({
  estimate: value,
  se,
  n,
  noError,
}: Pick<Estimate, 'estimate' | 'se' | 'n' | 'noError'>): Estimated => ({
  estimate: value,
  se,
  n,
  ...(noError ? { noError } : {}),
})

/** The value of each row of a table in a file's SQL, where it can be computed. */
function tableRows(id: TableId, columns: ReadonlySet<string>): { key: string; measure: Measure }[] {
  const table = tables.find((one) => one.id === id)
  if (!table) return []
  return planTable(table, columns).rows.flatMap(({ row, cells }) => {
    const cell = cells.value
    return cell && 'measure' in cell && cell.measure.kind !== 'median'
      ? [{ key: row.key, measure: cell.measure }]
      : []
  })
}

/** The same, kept beside the later file. */
export const changeOf = (
  connect: () => Promise<DuckDBConnection>,
  before: Microdata & { id: string },
  after: Microdata,
  request: { place: string; group: string | null },
): Promise<RawChange | { lacks: Lacks }> =>
  kept(
    after,
    `change.${before.id}.${placeCode(parsePlace(request.place)).replace('/', '-')}.${request.group ?? 'all'}`,
    connect,
    (connection) => estimateChange(connection, before, after, request),
  )

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

const underWay = new Map<string, Promise<unknown>>()

/**
 * Keeps an estimate as JSON beside the Parquet: a page costs a scan once per vintage, place, group and version of the
 * definitions. Two who ask at once wait for one scan.
 */
export async function kept<T>(
  data: Microdata,
  name: string,
  connect: () => Promise<DuckDBConnection>,
  compute: (connection: DuckDBConnection) => Promise<T>,
): Promise<T> {
  const file = join(data.folder, 'estimates', `${name}.${catalogue}.json`)
  const earlier = await readFile(file, 'utf8').catch(() => null)
  if (earlier !== null) return JSON.parse(earlier) as T
  const running = underWay.get(file) as Promise<T> | undefined
  if (running) return running
  const work = (async () => {
    const connection = await connect()
    try {
      const found = await compute(connection)
      await mkdir(join(data.folder, 'estimates'), { recursive: true })
      const temporary = `${file}.${process.pid}.part`
      await writeFile(temporary, JSON.stringify(found))
      await rename(temporary, file)
      return found
    } finally {
      connection.closeSync()
    }
  })().finally(() => underWay.delete(file))
  underWay.set(file, work)
  return work
}
