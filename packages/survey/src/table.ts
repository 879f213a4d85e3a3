/** The cells of one crossing in order: group by group, and within a group stratum by stratum, so that errors are one walk. */
import type { Crossing } from './indicator.ts'
import type { Cells, Scan } from './scan.ts'
import type { Label } from './sql.ts'

/** One group of a crossing: cells `start` to `end` of its table. */
export interface Group {
  by: Record<string, Label>
  table: Table
  index: number
  start: number
  end: number
}

export class Table {
  /** PSU of each cell; rising within a group. PSUs are numbered stratum by stratum. */
  readonly psu: Int32Array
  readonly groups: Group[]
  private readonly source: Cells
  /** Where each cell of the scan goes. */
  private readonly to: Int32Array
  private readonly sums = new Map<number, Float64Array>()
  private readonly totals = new Map<number, Float64Array>()
  private readonly lists = new Map<number, Rows[]>()
  private readonly extents = new Map<number, Extent[]>()

  constructor(scan: Scan, crossing: Crossing, scanned: readonly Crossing[]) {
    const names = Object.keys(crossing)
    const at = scanned.findIndex((wide) => names.every((name) => wide[name] === crossing[name]))
    this.source = scan.cells[at] as Cells
    const { groups, groupOf } = merged(this.source, names)
    const { to, psu, start } = arranged(this.source, groupOf, groups.length, scan.frame.psus)
    this.to = to
    this.psu = psu
    this.stratum = scan.frame.stratum
    this.groups = groups.map((values, index) => ({
      by: Object.fromEntries(names.map((name, k) => [name, values[k] ?? null])),
      table: this,
      index,
      start: start[index] as number,
      end: start[index + 1] as number,
    }))
  }

  private readonly stratum: Int32Array

  /** A sum of the specification, per cell. */
  sum(index: number): Float64Array {
    let sum = this.sums.get(index)
    if (sum === undefined) {
      const from = this.source.sums[index] as Float64Array
      const { to } = this
      sum = new Float64Array(this.psu.length)
      for (let cell = 0; cell < to.length; cell++) {
        const place = to[cell] as number
        sum[place] = (sum[place] as number) + (from[cell] as number)
      }
      this.sums.set(index, sum)
    }
    return sum
  }

  /** A sum over a whole group. */
  total(index: number, group: Group): number {
    let totals = this.totals.get(index)
    if (totals === undefined) {
      const sum = this.sum(index)
      totals = Float64Array.from(this.groups, ({ start, end }) => {
        let total = 0
        for (let cell = start; cell < end; cell++) total += sum[cell] as number
        return total
      })
      this.totals.set(index, totals)
    }
    return totals[group.index] as number
  }

  /** The kept rows of a group, sorted by value: their places in the table, weights and values. */
  rows(index: number, group: Group): Rows {
    let lists = this.lists.get(index)
    if (lists === undefined) {
      lists = this.split(index)
      this.lists.set(index, lists)
    }
    return lists[group.index] as Rows
  }

  private split(index: number): Rows[] {
    const kept = this.source.kept.get(index)
    if (kept === undefined) return this.groups.map(() => ({ cell: [], weight: [], value: [] }))
    const groupOf = new Int32Array(this.psu.length)
    for (const { index: g, start, end } of this.groups) groupOf.fill(g, start, end)
    const order = Array.from({ length: kept.count }, (_, i) => i)
    const { value } = kept
    order.sort((a, b) => (value[a] as number) - (value[b] as number))
    const lists: Rows[] = this.groups.map(() => ({ cell: [], weight: [], value: [] }))
    for (const i of order) {
      const cell = this.to[kept.cell[i] as number] as number
      const list = lists[groupOf[cell] as number] as Rows
      list.cell.push(cell)
      list.weight.push(kept.weight[i] as number)
      list.value.push(value[i] as number)
    }
    return lists
  }

  /** PSUs and strata in which a group has rows, by the count `rows`. */
  extent(rows: number, group: Group): Extent {
    let extents = this.extents.get(rows)
    if (extents === undefined) {
      extents = this.groups.map((each) => this.measured(rows, each))
      this.extents.set(rows, extents)
    }
    return extents[group.index] as Extent
  }

  private measured(rows: number, group: Group): Extent {
    const counts = this.sum(rows)
    let psus = 0
    let strata = 0
    let before = -1
    for (let cell = group.start; cell < group.end; cell++) {
      if (counts[cell] === 0) continue
      psus++
      const h = this.stratum[this.psu[cell] as number] as number
      if (h !== before) strata++
      before = h
    }
    return { psus, strata }
  }
}

/** Rows of a group in rising order of value. */
export interface Rows {
  cell: number[]
  weight: number[]
  value: number[]
}

export interface Extent {
  psus: number
  strata: number
}

/** The groups by some of the variables, sorted by value, and the group of each group of the scan. */
function merged(cells: Cells, names: readonly string[]): { groups: Label[][]; groupOf: Int32Array } {
  const places = names.map((name) => cells.variables.indexOf(name))
  const found = new Map<string, Label[]>()
  const keys = cells.groups.map((values) => {
    const own = places.map((place) => values[place] ?? null)
    const key = JSON.stringify(own)
    found.set(key, own)
    return key
  })
  const sorted = [...found].sort(([, a], [, b]) => compare(a, b))
  const index = new Map(sorted.map(([key], i) => [key, i]))
  return {
    groups: sorted.map(([, values]) => values),
    groupOf: Int32Array.from(keys, (key) => index.get(key) ?? 0),
  }
}

/** Counting sort of the cells by PSU, then by group; cells of one PSU and group become one. Plain loops: iterators cost thrice as much here. */
function arranged(cells: Cells, groupOf: Int32Array, groups: number, psus: number) {
  const { count } = cells
  const group = new Int32Array(count)
  const any = new Int32Array(count)
  for (let cell = 0; cell < count; cell++) {
    group[cell] = groupOf[cells.group[cell] as number] as number
    any[cell] = cell
  }
  const order = countingSort(countingSort(any, cells.psu, psus), group, groups)
  const to = new Int32Array(count)
  const psu = new Int32Array(count)
  const start = new Int32Array(groups + 1)
  let places = 0
  let before = -1
  for (let i = 0; i < count; i++) {
    const cell = order[i] as number
    const g = group[cell] as number
    const p = cells.psu[cell] as number
    if (before < 0 || g !== group[before] || p !== cells.psu[before]) {
      psu[places++] = p
      start[g + 1] = places
    }
    to[cell] = places - 1
    before = cell
  }
  return { to, psu: psu.slice(0, places), start }
}

function countingSort(items: Int32Array, keys: Int32Array, range: number): Int32Array {
  const next = new Int32Array(range + 1)
  for (let i = 0; i < keys.length; i++) {
    const at = (keys[i] as number) + 1
    next[at] = (next[at] as number) + 1
  }
  for (let i = 1; i <= range; i++) next[i] = (next[i] as number) + (next[i - 1] as number)
  const sorted = new Int32Array(items.length)
  for (let i = 0; i < items.length; i++) {
    const item = items[i] as number
    const key = keys[item] as number
    const at = next[key] as number
    sorted[at] = item
    next[key] = at + 1
  }
  return sorted
}

function compare(a: readonly Label[], b: readonly Label[]): number {
  for (let i = 0; i < a.length; i++) {
    const left = a[i] ?? ''
    const right = b[i] ?? ''
    if (typeof left === 'number' && typeof right === 'number') {
      if (left !== right) return left - right
    } else if (String(left) !== String(right)) return String(left) < String(right) ? -1 : 1
  }
  return 0
}
