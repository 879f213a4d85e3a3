/** From the estimates of a place to rows that a page, a file or a chart shows: one decision a cell, percent as people read it. */
import { type ColumnKey, type Row, type Table, type TableId, tableById, type Unit } from '../enoe/index.ts'
import type { Lacks, RawOverview, RawTable, Sex, Trio } from './estimates.ts'
import { type Cell, type Circumstances, publish, scaled } from './publication.ts'

export const sexes: readonly Sex[] = ['total', 'women', 'men']

export interface ShownRow {
  row: Row
  cells: Partial<Record<ColumnKey, Record<Sex, Cell>>>
}

export interface ShownTable {
  table: Table
  /** Columns that at least one row has. */
  columns: ColumnKey[]
  rows: ShownRow[]
  otherwise: boolean
  lacks: Lacks | null
}

/** Every table of an overview, decided cell by cell. */
export const presentAll = (overview: RawOverview, given: Omit<Circumstances, 'unplanned'>): ShownTable[] =>
  overview.tables.map((raw) => present(overview, raw.id, given))

export function present(
  overview: RawOverview,
  id: TableId,
  given: Omit<Circumstances, 'unplanned'>,
): ShownTable {
  const raw = overview.tables.find((table) => table.id === id)
  const table = tableById(id)
  if (!raw || !table) throw new Error(`no table ${id}`)
  const circumstances: Circumstances = { ...given, unplanned: overview.unplanned }
  const rowsByKey = new Map(rowsOf(table, raw).map((row) => [row.key, row]))
  const rows = raw.rows.flatMap(({ key, cells }) => {
    const row = rowsByKey.get(key)
    if (!row) return []
    const shown = Object.entries(cells).map(([column, cell]) => [
      column,
      decide(cell, row.cells[column as ColumnKey]?.unit, circumstances),
    ])
    return [{ row, cells: Object.fromEntries(shown) as ShownRow['cells'] }]
  })
  return {
    table,
    columns: table.columns.filter((column) => rows.some(({ cells }) => cells[column])),
    rows,
    otherwise: raw.otherwise,
    lacks: raw.lacks ?? null,
  }
}

/** The rate of informality of women minus that of men, decided. */
export const sexGap = (overview: RawOverview, given: Omit<Circumstances, 'unplanned'>): Cell =>
  publish(scaled(overview.sexes, 'percent'), { ...given, unplanned: overview.unplanned })

/** The rows that a raw table was computed with: its own, or those that stand in where the file has fewer columns. */
const rowsOf = (table: Table, raw: RawTable): readonly Row[] =>
  raw.otherwise ? (table.otherwise?.rows ?? []) : table.rows

function decide(
  cell: Trio | { lacks: Lacks },
  unit: Unit | undefined,
  given: Circumstances,
): Record<Sex, Cell> {
  if ('lacks' in cell) {
    const lacking: Cell = { shown: 'lacks', columns: cell.lacks }
    return { total: lacking, women: lacking, men: lacking }
  }
  const one = (sex: Sex): Cell => publish(scaled(cell[sex], unit ?? 'persons'), given)
  return { total: one('total'), women: one('women'), men: one('men') }
}

/** Rates in percent, hours and years with one decimal, people and pesos with none. */
export const decimalsOf = (unit: Unit): number => (unit === 'persons' || unit === 'pesos' ? 0 : 1)
