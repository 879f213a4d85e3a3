/** Rows that quantiles need one by one: kept, or picked up to a limit. */
import type { Collected } from './collected.ts'

const AT_ONCE = 1 << 20

/** Keeps rows with their weight and number. `index`: the sum they are for. */
export function keep(
  into: Collected,
  index: number,
  rows: Int32Array,
  count: number,
  values: Float64Array,
  weight: Float64Array,
): void {
  let kept = into.kept.get(index)
  if (kept === undefined) {
    // Room for all at once, which takes memory only as it is filled; growing would leave every smaller array behind.
    const room = Math.max(4096, Math.min(into.expected, AT_ONCE))
    kept = {
      cell: new Int32Array(room),
      weight: new Float64Array(room),
      value: new Float64Array(room),
      count: 0,
    }
    into.kept.set(index, kept)
  }
  if (kept.count + count > kept.cell.length) {
    const room = Math.max(kept.cell.length * 2, kept.count + count)
    const wider = {
      cell: new Int32Array(room),
      weight: new Float64Array(room),
      value: new Float64Array(room),
    }
    wider.cell.set(kept.cell)
    wider.weight.set(kept.weight)
    wider.value.set(kept.value)
    Object.assign(kept, wider)
  }
  for (let i = 0; i < count; i++) {
    const row = rows[i] as number
    kept.cell[kept.count] = into.slot[row] as number
    kept.weight[kept.count] = weight[row] as number
    kept.value[kept.count++] = values[row] as number
  }
}

/** Rows whose number is at most the limit of their group. */
export function below(
  into: Collected,
  limits: ReadonlyMap<string, number>,
  rows: Int32Array,
  count: number,
  values: Float64Array,
): Int32Array {
  const limitOf = new Map<number, number>()
  const picked: number[] = []
  for (let i = 0; i < count; i++) {
    const row = rows[i] as number
    const cell = into.slot[row] as number
    let limit = limitOf.get(cell)
    if (limit === undefined) {
      limit = limits.get(JSON.stringify(into.valuesOf(into.slots.parentOf(cell)))) ?? -Infinity
      limitOf.set(cell, limit)
    }
    if ((values[row] as number) <= limit) picked.push(row)
  }
  return Int32Array.from(picked)
}
