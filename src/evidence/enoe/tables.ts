/** The thirteen tables of the statistical overview, and what a file allows of them. */
import type { Columns } from './expression.ts'
import { type Measure, resolveMeasure } from './measure.ts'
import type { ColumnKey, Row, Table, TableId } from './table.ts'
import { branch, hours, sector, status, workplace } from './tables/job.ts'
import { change, informality, population } from './tables/people.ts'
import { age, education, health, income } from './tables/person.ts'
import { workerGroups } from './tables/workers.ts'

export * from './table.ts'

export const tables: readonly Table[] = [
  population,
  informality,
  sector,
  status,
  branch,
  age,
  education,
  hours,
  income,
  workplace,
  workerGroups,
  health,
  change,
]

export function tableById(id: string): Table | undefined {
  return tables.find((table) => table.id === id)
}

export type Cell = { readonly measure: Measure } | { readonly lacks: readonly (readonly string[])[] }

export interface PlannedRow {
  readonly row: Row
  /** Only the table's columns that the row has. */
  readonly cells: Readonly<Partial<Record<ColumnKey, Cell>>>
}

export interface PlannedTable {
  readonly table: Table
  readonly rows: readonly PlannedRow[]
  /** True when `otherwise` stands in; its `because` is then to be shown. */
  readonly otherwise: boolean
  /** Lists of columns, one of which would have to be whole, when not one row besides the bases can be computed. */
  readonly lacks?: readonly (readonly string[])[]
}

function planRow(row: Row, wanted: readonly ColumnKey[], columns: Columns): PlannedRow {
  const cells: Partial<Record<ColumnKey, Cell>> = {}
  for (const key of wanted) {
    const measure = row.cells[key]
    if (measure) cells[key] = resolveMeasure(measure, columns)
  }
  return { row, cells }
}

const has = ({ cells }: PlannedRow): boolean => Object.values(cells).some((cell) => 'measure' in cell)
const hasOwn = (planned: PlannedRow): boolean => {
  const cell = planned.cells.number ?? planned.cells.value
  return cell !== undefined && 'measure' in cell
}

/** What a table can show for a file with these columns: SQL per cell, or the columns a cell lacks. */
export function planTable(table: Table, columns: Columns): PlannedTable {
  const plan = (rows: readonly Row[]): PlannedRow[] => rows.map((row) => planRow(row, table.columns, columns))
  const rows = plan(table.rows)
  if (table.otherwise && !rows.every(hasOwn)) {
    const instead = plan(table.otherwise.rows)
    if (instead.every(hasOwn)) return { table, rows: instead, otherwise: true }
  }
  const parts = rows.filter(({ row }) => row.level > 0 || table.rows.every((other) => other.level === 0))
  const lacks = parts.some(has) ? undefined : lackedBy(parts)
  return { table, rows, otherwise: false, ...(lacks ? { lacks } : {}) }
}

function lackedBy(rows: readonly PlannedRow[]): readonly (readonly string[])[] {
  const lists = rows.flatMap(({ cells }) =>
    Object.values(cells).flatMap((cell) => ('lacks' in cell ? cell.lacks : [])),
  )
  return [...new Map(lists.map((list) => [list.join(), list])).values()].sort((a, b) => a.length - b.length)
}

/** One estimate that the survey library is to make; `cells` are the places in the tables that show it. */
export interface Estimand {
  readonly name: string
  readonly measure: Measure
  readonly cells: { readonly table: TableId; readonly row: string; readonly column: ColumnKey }[]
}

/**
 * Every different estimate behind a set of planned tables, each once: the employed population stands in eleven tables
 * and is computed a single time. Give the measures to `estimate(…)` with `where: universe` and cross them by `sex`.
 */
export function estimandsOf(planned: readonly PlannedTable[]): Estimand[] {
  const byMeasure = new Map<string, Estimand>()
  for (const { table, rows } of planned)
    for (const { row, cells } of rows)
      for (const [column, cell] of Object.entries(cells) as [ColumnKey, Cell][]) {
        if (!('measure' in cell)) continue
        const { kind, of, per = '' } = cell.measure
        const key = `${kind} ${of} / ${per}`
        const known = byMeasure.get(key) ?? { name: `e${byMeasure.size}`, measure: cell.measure, cells: [] }
        byMeasure.set(key, known)
        known.cells.push({ table: table.id, row: row.key, column })
      }
  return [...byMeasure.values()]
}
