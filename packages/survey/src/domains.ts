/** Groups of a crossing, and sums over the PSUs of a group. */
import type { Crossing } from './indicator.ts'
import type { Cells, Scan } from './scan.ts'
import type { Label } from './sql.ts'

/** One group: its cells in the scan, and its values. */
export interface Group {
  by: Record<string, Label>
  cells: Cells
  /** Indexes of cells. */
  members: Int32Array
  /** Whether a PSU can stand in more than one member cell. */
  repeated: boolean
}

/** The groups of a crossing, from the cells of the crossing that contains it, sorted by value; the whole has one group even without rows. */
export function groupsOf(scan: Scan, crossing: Crossing, scanned: readonly Crossing[]): Group[] {
  const at = scanned.findIndex((wide) => Object.entries(crossing).every(([name, sql]) => wide[name] === sql))
  const cells = scan.cells[at] as Cells
  const names = Object.keys(crossing)
  const places = names.map((name) => cells.variables.indexOf(name))
  const coarse = new Map<string, { values: Label[]; size: number; index: number }>()
  const groupIndex = cells.groups.map((values) => {
    const own = places.map((place) => values[place] ?? null)
    const key = JSON.stringify(own)
    let found = coarse.get(key)
    if (found === undefined) {
      found = { values: own, size: 0, index: coarse.size }
      coarse.set(key, found)
    }
    return found
  })
  for (let cell = 0; cell < cells.count; cell++) {
    const group = groupIndex[cells.group[cell] as number]
    if (group !== undefined) group.size++
  }
  const groups = [...coarse.values()]
  const members = groups.map((group) => new Int32Array(group.size))
  const filled = new Int32Array(groups.length)
  for (let cell = 0; cell < cells.count; cell++) {
    const group = groupIndex[cells.group[cell] as number]
    if (group === undefined) continue
    const list = members[group.index] as Int32Array
    list[filled[group.index] as number] = cell
    filled[group.index] = (filled[group.index] as number) + 1
  }
  const repeated = cells.groups.length > groups.length
  return groups
    .map((group, i) => ({
      by: Object.fromEntries(names.map((name, k) => [name, group.values[k] ?? null])),
      values: group.values,
      cells,
      members: members[i] as Int32Array,
      repeated,
    }))
    .sort((a, b) => compare(a.values, b.values))
}

function compare(a: readonly Label[], b: readonly Label[]): number {
  for (let i = 0; i < a.length; i++) {
    const left = a[i] ?? ''
    const right = b[i] ?? ''
    const order =
      typeof left === 'number' && typeof right === 'number'
        ? left - right
        : String(left) < String(right)
          ? -1
          : String(left) > String(right)
            ? 1
            : 0
    if (order !== 0) return order
  }
  return 0
}

export function totalOf(group: Group, sum: number): number {
  const values = group.cells.sums[sum] as Float64Array
  let total = 0
  for (const cell of group.members) total += values[cell] as number
  return total
}
