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

/** Σ w y², Σ w y and Σ w over the rows whose number is known, and how many they are. */
export interface Moments {
  yy: number
  y: number
  weight: number
  rows: number
}

export function momentsOf(recipe: Recipe, group: Group): Moments {
  const total = (sum: number) => group.table.total(sum, group)
  return {
    yy: total(squaresOf(recipe) ?? recipe.y),
    y: total(recipe.y),
    weight: total(recipe.x),
    rows: total(recipe.base),
  }
}

/** The variance that moments give; null of one row. */
export function spreadOf({ yy, y, weight, rows }: Moments): number | null {
  const value = ((rows / (rows - 1)) * (yy - (y * y) / weight)) / weight
  return Number.isFinite(value) ? Math.max(0, value) : null
}

/** Scores of a variance, times `scale`. `moments`: of the group, or of the whole that it is part of. */
export function spreadScores(recipe: Recipe, group: Group, scale: number, moments: Moments): Scores | null {
  const yy = squaresOf(recipe)
  const value = spreadOf(moments)
  if (yy === null || value === null) return null
  const { weight, rows } = moments
  const mean = moments.y / weight
  const times = rows / (rows - 1)
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
