/** A domain by the values of variables, which kept cells carry: it costs no scan, where a condition in `where` does. */
import type { Crossing } from './indicator.ts'
import type { Cells, Kept } from './scan.ts'
import type { Label } from './sql.ts'

/** SQL of variables, each with the value or values that belong to the domain, as `Estimate.by` gives them: `{ ent: 9, t_loc: [2, 3] }`. */
export type Only = Readonly<Record<string, Label | readonly Label[]>>

const valuesOf = (only: Only, sql: string): readonly Label[] => {
  const wanted = only[sql] ?? []
  return (Array.isArray(wanted) ? wanted : [wanted]).filter((value) => value !== null)
}

/** The same domain as an SQL condition. A value that is missing is in no domain. */
export function conditionOf(only: Only): string {
  const literal = (value: Label) =>
    typeof value === 'string' ? `'${value.replaceAll("'", "''")}'` : String(value)
  const parts = Object.keys(only).map((sql) => {
    const values = valuesOf(only, sql)
    return values.length === 0 ? 'false' : `(${sql}\n) in (${values.map(literal).join(', ')})`
  })
  return parts.join(' and ') || 'true'
}

/** A crossing by these variables too, those it lacks under names of their own. */
export function crossedBy(crossing: Crossing, variables: readonly string[]): Crossing {
  const there = new Set(Object.values(crossing))
  const more = variables.filter((sql) => !there.has(sql))
  return { ...crossing, ...Object.fromEntries(more.map((sql) => [`(${sql})`, sql])) }
}

/** The cells that lie in the domain. Groups stay those of all rows: one that the domain does not hold is empty, as under `where`. */
export function confinedTo(only: Only, crossing: Crossing, cells: Cells): Cells {
  const parts = Object.keys(only).map((sql) => ({
    at: cells.variables.findIndex((name) => crossing[name] === sql),
    values: new Set(valuesOf(only, sql)),
  }))
  if (parts.length === 0) return cells
  const holds = cells.groups.map((values) =>
    parts.every(({ at, values: wanted }) => wanted.has(values[at] ?? null)),
  )
  const place = new Int32Array(cells.count).fill(-1)
  const taken: number[] = []
  for (let cell = 0; cell < cells.count; cell++)
    if (holds[cells.group[cell] as number]) place[cell] = taken.push(cell) - 1
  const kept = new Map<number, Kept>()
  for (const [sum, rows] of cells.kept) kept.set(sum, rowsOf(rows, place))
  const { start: _, ...others } = cells
  return {
    ...others,
    psu: Int32Array.from(taken, (cell) => cells.psu[cell] as number),
    group: Int32Array.from(taken, (cell) => cells.group[cell] as number),
    count: taken.length,
    // A sum that keeps rows has none of its own.
    sums: cells.sums.map((sum) =>
      sum.length === 0 ? sum : Float64Array.from(taken, (cell) => sum[cell] as number),
    ),
    kept,
  }
}

/** @param place of each cell among those that stay, or -1 */
function rowsOf(rows: Kept, place: Int32Array): Kept {
  const stays: number[] = []
  for (let i = 0; i < rows.count; i++) if ((place[rows.cell[i] as number] as number) >= 0) stays.push(i)
  return {
    cell: Int32Array.from(stays, (i) => place[rows.cell[i] as number] as number),
    weight: Float64Array.from(stays, (i) => rows.weight[i] as number),
    value: Float64Array.from(stays, (i) => rows.value[i] as number),
    count: stays.length,
  }
}
