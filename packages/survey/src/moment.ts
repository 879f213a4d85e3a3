/**
 * The variance of a number in the population (R: `svyvar`): c · Σ w (y − ȳ)² / Σ w, c = n/(n − 1) over the n rows
 * whose number is known. Its scores are those of a mean of c · (y − ȳ)²: the mean's own error adds nothing in the first order.
 *
 * From Σ w y², Σ w y and Σ w; of a number whose mean is a thousand standard deviations from 0, some ten digits are right.
 */
import type { Recipe } from './recipe.ts'
import type { Group } from './table.ts'
import { type Scores, scoresOf } from './variance.ts'

/** Whether a recipe is of a variance, and its sum Σ w y². */
function squaresOf(recipe: Recipe): number | null {
  return recipe.indicator.kind === 'variance' ? (recipe.squares?.yy ?? null) : null
}

/** The variance of the number in a group, or null where the recipe is none or there is one row. */
export function spreadOf(recipe: Recipe, group: Group): number | null {
  const yy = squaresOf(recipe)
  if (yy === null) return null
  const { value } = parts(recipe, group, yy)
  return Number.isFinite(value) ? Math.max(0, value) : null
}

function parts(recipe: Recipe, group: Group, yy: number) {
  const total = (sum: number) => group.table.total(sum, group)
  const weight = total(recipe.x)
  const mean = total(recipe.y) / weight
  const rows = total(recipe.base)
  const times = rows / (rows - 1)
  return { weight, mean, times, value: (times * (total(yy) - mean * total(recipe.y))) / weight }
}

/** Scores of a variance, times `scale`. */
export function spreadScores(recipe: Recipe, group: Group, scale: number): Scores | null {
  const yy = squaresOf(recipe)
  if (yy === null) return null
  const { weight, mean, times, value } = parts(recipe, group, yy)
  if (!Number.isFinite(value)) return null
  const { y, x, base } = recipe
  const a = (scale * times) / weight
  const b = (scale * (times * mean * mean - value)) / weight
  return added(
    scoresOf(group, { y: yy, a, x, b, base }),
    scoresOf(group, { y, a: -2 * mean * a, x, b: 0, base }),
  )
}

/** The sum of scores of the same PSUs. */
function added(into: Scores, other: Scores): Scores {
  for (let i = 0; i < into.count; i++) into.u[i] = (into.u[i] as number) + (other.u[i] as number)
  if (into.within !== undefined && other.within !== undefined) added(into.within, other.within)
  return into
}
