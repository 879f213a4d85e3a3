/** One order of cells whatever the scan: variables by their name, groups by value, and in a group by PSU. */
import type { Cells, Kept } from './scan.ts'
import { arranged, compare } from './table.ts'

/** The same cells with their groups sorted and themselves in the order group, PSU. */
export function canonical(cells: Cells, psus: number): Cells {
  const { count, groups } = cells
  const sorted = groups
    .map((values, group) => ({ values, group }))
    .sort((a, b) => compare(a.values, b.values))
  const rank = new Int32Array(groups.length)
  sorted.forEach(({ group }, at) => {
    rank[group] = at
  })
  const groupOf = cells.group.subarray(0, count).map((group) => rank[group] as number)
  const { order, start } = arranged(cells.psu.subarray(0, count), psus, groupOf, groups.length)
  const place = new Int32Array(count)
  const psu = new Int32Array(count)
  const group = new Int32Array(count)
  for (let at = 0; at < count; at++) {
    const cell = order[at] as number
    place[cell] = at
    psu[at] = cells.psu[cell] as number
    group[at] = groupOf[cell] as number
  }
  const moved = (sum: Float64Array): Float64Array => {
    const to = new Float64Array(count)
    for (let at = 0; at < count; at++) to[at] = sum[order[at] as number] as number
    return to
  }
  const kept = new Map<number, Kept>()
  for (const [sum, rows] of cells.kept)
    kept.set(sum, {
      ...rows,
      cell: rows.cell.map((cell, i) => (i < rows.count ? (place[cell] as number) : 0)),
    })
  return {
    ...cells,
    psu,
    group,
    start,
    groups: sorted.map(({ values }) => values),
    sums: cells.sums.map(moved),
    kept,
  }
}
