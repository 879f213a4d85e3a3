/** Orders the conditions of all sums into a tree, so that rows picked for "adult" and then "employed" are picked once. */
import type { Measure } from './measures.ts'

export interface Branch {
  /** The condition that narrows the parent's rows; `null` at the root, which has every row with a weight. */
  readonly condition: number | null
  /** The sums whose conditions are exactly the path to here. */
  readonly sums: number[]
  readonly branches: Branch[]
}

/** The most shared condition goes first; the tree's leaves then work on the fewest rows. */
export function planOf(measures: readonly Measure[]): Branch {
  const uses = new Map<number, number>()
  for (const measure of measures)
    for (const condition of measure.conditions) uses.set(condition, (uses.get(condition) ?? 0) + 1)
  const often = (condition: number) => uses.get(condition) ?? 0
  const root: Branch = { condition: null, sums: [], branches: [] }
  measures.forEach((measure, index) => {
    let at = root
    for (const condition of [...measure.conditions].sort((a, b) => often(b) - often(a) || a - b)) {
      let next = at.branches.find((branch) => branch.condition === condition)
      if (next === undefined) {
        next = { condition, sums: [], branches: [] }
        at.branches.push(next)
      }
      at = next
    }
    at.sums.push(index)
  })
  return root
}

export function depthOf(branch: Branch): number {
  return 1 + Math.max(0, ...branch.branches.map(depthOf))
}
