/** What moved between two files of the survey, with the error that common dwellings leave it. */
import { type ChangeMethod, change, type Estimate } from '@acuerdo/survey'
import type { DuckDBConnection } from '@duckdb/node-api'
import {
  domainOf,
  type Measure,
  parsePlace,
  placeCode,
  planTable,
  type Survey,
  type TableId,
  tables,
  type Unplanned,
} from '../enoe/index.ts'
import {
  indicatorOf,
  type Lacks,
  type Microdata,
  resolveGroupByCode,
  type Sex,
  sexOf,
  statesOf,
  surveyDesign,
} from './estimates.ts'
import { kept } from './kept.ts'
import type { Estimated } from './publication.ts'

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
      .map((domain) => ('only' in domain ? (domain.unplanned ?? null) : null))
      .find((why) => why !== null) ?? null

  const measures = tableRows('change', both)
  const found = await change(connection, first.design, second.design, {
    indicators: measures.map(({ key, measure }) => indicatorOf(key, measure)),
    crossings: [{}, { sex: 'sex' }],
    where: `${first.universe} and ${group.sql}`,
    only: here.only,
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
  before: Microdata,
  after: Microdata,
  request: { place: string; group: string | null },
): Promise<RawChange | { lacks: Lacks }> =>
  kept(
    after,
    `change.${before.sha256}.${placeCode(parsePlace(request.place)).replace('/', '-')}.${request.group ?? 'all'}`,
    connect,
    (connection) => estimateChange(connection, before, after, request),
  )
