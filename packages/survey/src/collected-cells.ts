/** Turns the running sums of a crossing into cells with the final numbers of their PSUs and groups. */
import type { Collected } from './collected.ts'
import type { Cells } from './scan.ts'
import type { Label } from './sql.ts'
import type { Within } from './stages.ts'

/** The cells of a crossing, once all rows are in. `number`: of each PSU, or second-stage unit, as it was met. */
export function cellsOf(from: Collected, number: Int32Array, within?: Within): Cells {
  const count = from.size
  const { slots, direct } = from
  const finest = new Int32Array(count)
  const group = new Int32Array(count)
  // Chains of interned codes end in one code per group; number them in the order they were met.
  const dense = new Map<number, number>()
  const groups: Label[][] = []
  let before = -1
  let last = 0
  for (let cell = 0; cell < count; cell++) {
    const code = direct === null ? slots.parentOf(cell) : (direct.group[cell] as number)
    let at = code === before ? last : dense.get(code)
    if (at === undefined) {
      at = groups.length
      dense.set(code, at)
      groups.push(from.valuesOf(code))
    }
    finest[cell] = number[direct === null ? slots.lowOf(cell) : (direct.psu[cell] as number)] as number
    group[cell] = at
    before = code
    last = at
  }
  if (from.keys.length === 0 && groups.length === 0) groups.push([])
  const places =
    within === undefined
      ? { psu: finest }
      : { psu: finest.map((unit) => within.psu[unit] as number), unit: finest }
  return { variables: from.names, ...places, group, count, groups, sums: from.sums, kept: from.kept }
}
