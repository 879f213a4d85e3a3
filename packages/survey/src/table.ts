/** The cells of one crossing in order: group by group, and within a group stratum by stratum, so that errors are one walk. */
import type { Calibrated } from './calibrate-scores.ts'
import type { Crossing } from './indicator.ts'
import type { Rank } from './rank.ts'
import type { Cells, Scan } from './scan.ts'
import type { Label } from './sql.ts'
import type { Within } from './stages.ts'

/** One group of a crossing: places `start` to `end` of its table's order. */
export interface Group {
  by: Record<string, Label>
  table: Table
  index: number
  start: number
  end: number
}

export class Table {
  readonly groups: Group[]
  /** PSU of each cell of the scan. PSUs are numbered stratum by stratum. */
  readonly psu: Int32Array
  /** Cells of the scan, group by group, and within a group by PSU: cells of one PSU stand side by side. */
  readonly order: Int32Array
  /** Second-stage unit of each cell of the scan, and the units; null in a sample of one stage. */
  readonly unit: Int32Array | null
  readonly within: Within | null
  readonly calibration: Calibrated | null
  /** Of a calibrated design: the sums before calibration, per group here and auxiliary cell. */
  readonly bare: Cells['bare'] | null
  private readonly stratum: Int32Array
  private readonly source: Cells
  private readonly groupOf: Int32Array
  /** Of each array of sums: sums that are the same share one. */
  private readonly totals = new Map<Float64Array, Float64Array>()
  private readonly lists = new Map<number, Rows[]>()
  private readonly extents = new Map<Float64Array, Extent[]>()

  constructor(scan: Scan, crossing: Crossing, scanned: readonly Crossing[]) {
    const names = Object.keys(crossing)
    const at = scanned.findIndex((wide) => names.every((name) => wide[name] === crossing[name]))
    this.source = scan.cells[at] as Cells
    this.psu = this.source.psu
    this.within = scan.frame.within ?? null
    this.unit = this.within === null ? null : (this.source.unit ?? null)
    this.calibration = scan.frame.calibration ?? null
    this.stratum = scan.frame.stratum
    const { groups, groupOf } = merged(this.source, names)
    const asThere = groups.length === this.source.groups.length && groupOf.every((to, from) => to === from)
    this.groupOf = asThere ? this.source.group : renamed(this.source, groupOf)
    // Units are numbered PSU by PSU, so cells in their order are in the order of PSUs too.
    const { bare } = this.source
    this.bare = bare ? { ...bare, group: bare.group.map((group) => groupOf[group] as number) } : null
    const { start: known } = this.source
    const { order, start } =
      asThere && known !== undefined && this.unit === null
        ? { order: upTo(this.source.count), start: known }
        : arranged(
            this.unit ?? this.psu,
            this.within?.frame.psus ?? scan.frame.psus,
            this.groupOf,
            groups.length + 1,
          )
    this.order = order
    this.groups = groups.map((values, index) => ({
      by: Object.fromEntries(names.map((name, k) => [name, values[k] ?? null])),
      table: this,
      index,
      start: start[index] as number,
      end: start[index + 1] as number,
    }))
  }

  /** Cells that lie in a group: no variable of the crossing is missing. */
  get grouped(): Int32Array {
    return this.order.subarray(0, this.groups.at(-1)?.end ?? 0)
  }

  /** A sum of the specification, per cell of the scan. */
  sum(index: number): Float64Array {
    return this.source.sums[index] as Float64Array
  }

  /** A sum of a group under each of `count` supplied replicate weights. */
  replicateTotals(index: number, group: Group, count: number): Float64Array {
    const totals = new Float64Array(count)
    const sums = this.source.replicates?.sums.get(index)
    for (let i = group.start; sums !== undefined && i < group.end; i++) {
      const from = (this.order[i] as number) * count
      for (let r = 0; r < count; r++) totals[r] = (totals[r] as number) + (sums[from + r] ?? 0)
    }
    return totals
  }

  /** Ranks of the supplied replicate weights of a group's cells; null where they were not counted. */
  replicateRanks(index: number, group: Group): Rank[] | null {
    const ranks = this.source.replicates?.ranks.get(index)
    if (ranks === undefined) return null
    return Array.from(this.order.subarray(group.start, group.end), (cell) => ranks.get(cell)).filter(
      (rank) => rank !== undefined,
    )
  }

  /** A sum over a whole group. */
  total(index: number, group: Group): number {
    const sum = this.sum(index)
    let totals = this.totals.get(sum)
    if (totals === undefined) {
      totals = Float64Array.from(this.groups, (each) => summed(sum, this.order, each))
      this.totals.set(sum, totals)
    }
    return totals[group.index] as number
  }

  /** The kept rows of a group, sorted by value: their PSUs, weights and values. */
  rows(index: number, group: Group): Rows {
    let lists = this.lists.get(index)
    if (lists === undefined) {
      lists = this.split(index)
      this.lists.set(index, lists)
    }
    return lists[group.index] as Rows
  }

  private split(index: number): Rows[] {
    const groups = this.groups.length + 1
    const kept = this.source.kept.get(index)
    if (kept === undefined) return Array.from({ length: groups }, noRows)
    const { value, weight, cell, bare, auxiliary } = kept
    const { count } = kept
    const group = new Int32Array(count)
    for (let i = 0; i < count; i++) group[i] = this.groupOf[cell[i] as number] as number
    const order = countingSort(sortedBy(value, count), group, groups)
    const all = {
      psu: new Int32Array(count),
      weight: new Float64Array(count),
      value: new Float64Array(count),
    }
    const end = new Int32Array(groups)
    const place = this.unit ?? this.psu
    for (let at = 0; at < count; at++) {
      const i = order[at] as number
      all.psu[at] = place[cell[i] as number] as number
      all.weight[at] = weight[i] as number
      all.value[at] = value[i] as number
      end[group[i] as number] = at + 1
    }
    const calibrated =
      bare === undefined || auxiliary === undefined
        ? undefined
        : {
            auxiliary: Int32Array.from(order, (i) => auxiliary[i] as number),
            bare: Float64Array.from(order, (i) => bare[i] as number),
          }
    let start = 0
    return Array.from(end, (last) => {
      const from = start
      const to = Math.max(last, from)
      start = to
      return {
        psu: all.psu.subarray(from, to),
        weight: all.weight.subarray(from, to),
        value: all.value.subarray(from, to),
        ...(calibrated
          ? {
              calibrated: {
                auxiliary: calibrated.auxiliary.subarray(from, to),
                bare: calibrated.bare.subarray(from, to),
              },
            }
          : {}),
      }
    })
  }

  /** PSUs and strata in which a group has rows, by the count `rows`. */
  extent(rows: number, group: Group): Extent {
    const counts = this.sum(rows)
    let extents = this.extents.get(counts)
    if (extents === undefined) {
      extents = this.groups.map((each) => this.measured(counts, each))
      this.extents.set(counts, extents)
    }
    return extents[group.index] as Extent
  }

  private measured(counts: Float64Array, group: Group): Extent {
    const { order, psu: psuOf, stratum: stratumOf } = this
    let psus = 0
    let strata = 0
    let psuBefore = -1
    let before = -1
    for (let i = group.start; i < group.end; i++) {
      const cell = order[i] as number
      const psu = psuOf[cell] as number
      if (counts[cell] === 0 || psu === psuBefore) continue
      psuBefore = psu
      psus++
      const h = stratumOf[psu] as number
      if (h !== before) strata++
      before = h
    }
    return { psus, strata }
  }
}

function summed(sum: Float64Array, order: Int32Array, { start, end }: Group): number {
  let total = 0
  for (let i = start; i < end; i++) total += sum[order[i] as number] as number
  return total
}

/** Rows of a group in rising order of value; `psu` is the second-stage unit where the sample has one. */
export interface Rows {
  psu: Int32Array
  weight: Float64Array
  value: Float64Array
  /** Of a calibrated design: auxiliary cells, and what rows count in its regression. */
  calibrated?: { auxiliary: Int32Array; bare: Float64Array }
}

const noRows = (): Rows => ({
  psu: new Int32Array(0),
  weight: new Float64Array(0),
  value: new Float64Array(0),
})

export interface Extent {
  psus: number
  strata: number
}

/** The groups by some of the variables, sorted by value, and the group of each group of the scan; where a value is missing, one past the last. */
function merged(cells: Cells, names: readonly string[]): { groups: Label[][]; groupOf: Int32Array } {
  const places = names.map((name) => cells.variables.indexOf(name))
  const found = new Map<string, Label[]>()
  const keys = cells.groups.map((values) => {
    const own = places.map((place) => values[place] ?? null)
    const key = JSON.stringify(own)
    if (!own.includes(null)) found.set(key, own)
    return key
  })
  const sorted = [...found].sort(([, a], [, b]) => compare(a, b))
  const index = new Map(sorted.map(([key], i) => [key, i]))
  return {
    groups: sorted.map(([, values]) => values),
    groupOf: Int32Array.from(keys, (key) => index.get(key) ?? sorted.length),
  }
}

/** Places of numbers in rising order, equals as they came. People share values: sorting the few distinct ones is ten times as fast. */
function sortedBy(value: Float64Array, count: number): Int32Array {
  const known = sorted.get(value)
  if (known?.length === count) return known
  const { keys, range } = ranked(value, count)
  const order = countingSort(upTo(count), keys, range)
  sorted.set(value, order)
  return order
}

/** A whole number for each value, in the order of the values: itself above the lowest where all are whole and near each other (hours, pesos), else its rank. */
function ranked(value: Float64Array, count: number): { keys: Int32Array; range: number } {
  let low = Number.POSITIVE_INFINITY
  let high = Number.NEGATIVE_INFINITY
  let whole = true
  for (let i = 0; i < count; i++) {
    const own = value[i] as number
    if (own < low) low = own
    if (own > high) high = own
    whole &&= own === Math.floor(own)
  }
  const keys = new Int32Array(count)
  if (whole && high - low < 1 << 20) {
    for (let i = 0; i < count; i++) keys[i] = (value[i] as number) - low
    return { keys, range: count === 0 ? 0 : high - low + 1 }
  }
  const distinct = Float64Array.from(new Set(value.subarray(0, count))).sort()
  const rank = new Map<number, number>()
  for (let at = 0; at < distinct.length; at++) rank.set(distinct[at] as number, at)
  for (let i = 0; i < count; i++) keys[i] = rank.get(value[i] as number) as number
  return { keys, range: distinct.length }
}

/** The tables of one scan share its kept values: each is sorted once. */
const sorted = new WeakMap<Float64Array, Int32Array>()

/** The group here of each cell of the scan. */
function renamed({ group, count }: Cells, groupOf: Int32Array): Int32Array {
  const to = new Int32Array(count)
  for (let cell = 0; cell < count; cell++) to[cell] = groupOf[group[cell] as number] as number
  return to
}

/** Counting sort of the cells by PSU, then by group, unless they stand so already. Plain loops: iterators cost thrice as much here. */
export function arranged(psu: Int32Array, psus: number, group: Int32Array, groups: number) {
  const start = new Int32Array(groups + 1)
  let sorted = true
  let before = -1
  for (let cell = 0; cell < psu.length; cell++) {
    const own = group[cell] as number
    const at = own * psus + (psu[cell] as number)
    if (at < before) sorted = false
    before = at
    start[own + 1] = (start[own + 1] as number) + 1
  }
  for (let g = 1; g <= groups; g++) start[g] = (start[g] as number) + (start[g - 1] as number)
  const cells = upTo(psu.length)
  return {
    order: sorted ? cells : countingSort(countingSort(cells, psu, psus), group, groups),
    start,
  }
}

let places = new Int32Array(0)

/** 0, 1, 2, …: one array for all who ask, so never written to. */
export function upTo(count: number): Int32Array {
  if (count > places.length) {
    places = new Int32Array(count)
    for (let place = 0; place < count; place++) places[place] = place
  }
  return places.subarray(0, count)
}

/** Items in rising order of their keys (0 to range − 1), equals as they stood. */
export function countingSort(items: Int32Array, keys: Int32Array, range: number): Int32Array<ArrayBuffer> {
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

export function compare(a: readonly Label[], b: readonly Label[]): number {
  for (let i = 0; i < a.length; i++) {
    const left = a[i] ?? ''
    const right = b[i] ?? ''
    if (typeof left === 'number' && typeof right === 'number') {
      if (left !== right) return left - right
    } else if (String(left) !== String(right)) return String(left) < String(right) ? -1 : 1
  }
  return 0
}
