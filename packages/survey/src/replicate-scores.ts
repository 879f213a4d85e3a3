/** The estimates of one figure under every replicate, as deviations from the figure itself. */
import type { Rules } from './design.ts'
import { Rank } from './rank.ts'
import type { Recipe } from './recipe.ts'
import type { Replication } from './replicate.ts'
import type { Group } from './table.ts'
import { type Scores, scoresOf } from './variance.ts'

/** A sum of a group under every replicate. */
function totalsOf({ made, count }: Replication, group: Group, sum: number, base: number): Float64Array {
  if (made === null) return group.table.replicateTotals(sum, group, count)
  const sums = scoresOf(group, { y: sum, a: 1, x: sum, b: 0, base })
  return made.totals(sums.psu, sums.u, sums.count)
}

/** θ_r − θ in the indicator's unit; NaN where a replicate has no estimate (its denominator is 0). */
export function replicateScores(replication: Replication, recipe: Recipe, group: Group): Scores {
  const { indicator, base } = recipe
  const scale = indicator.scale ?? 1
  const total = (sum: number) => group.table.total(sum, group)
  const under = (sum: number) => totalsOf(replication, group, sum, base)
  const y = under(recipe.y)
  if (!recipe.relative) return deviations(y, (value) => scale * value, total(recipe.y))
  const x = under(recipe.x)
  if (indicator.kind === 'variance' && recipe.squares !== undefined) {
    const rows = total(base)
    const yy = under(recipe.squares.yy)
    const spread = (yy: number, y: number, x: number) => (rows / (rows - 1)) * (yy / x - (y / x) * (y / x))
    const whole = spread(total(recipe.squares.yy), total(recipe.y), total(recipe.x))
    return of(y.map((value, r) => scale * (spread(yy[r] as number, value, x[r] as number) - whole)))
  }
  const value = total(recipe.y) / total(recipe.x)
  return of(y.map((above, r) => scale * quotient(above, x[r] as number, value)))
}

/** Of the weighted share of a group's rows up to its quantile. */
export function shareScores(under: Float64Array, all: Float64Array, share: number): Scores {
  return of(under.map((value, r) => quotient(value, all[r] as number, share)))
}

/** Of a ratio's linear form, Σ w(y − θx)/X: what R's design effect of a ratio is made of. */
export function residualScores(replication: Replication, recipe: Recipe, group: Group): Scores {
  const total = (sum: number) => group.table.total(sum, group)
  const per = total(recipe.x)
  const value = total(recipe.y) / per
  const y = totalsOf(replication, group, recipe.y, recipe.base)
  const x = totalsOf(replication, group, recipe.x, recipe.base)
  return of(y.map((above, r) => ((recipe.indicator.scale ?? 1) * (above - value * (x[r] as number))) / per))
}

function quotient(above: number, below: number, value: number): number {
  return below === 0 ? Number.NaN : above / below - value
}

function deviations(totals: Float64Array, unit: (value: number) => number, whole: number): Scores {
  return of(totals.map((total) => unit(total - whole)))
}

function of(u: Float64Array): Scores {
  return {
    psu: new Int32Array(0),
    u: u.map((value) => (Number.isFinite(value) ? value : Number.NaN)),
    count: u.length,
  }
}

/** c₁·u₁ + c₂·u₂ + … */
export function combinedReplicates(
  parts: readonly { scores: Scores; times: number }[],
  count: number,
): Scores {
  const u = new Float64Array(count)
  for (const { scores, times } of parts)
    for (let r = 0; r < count; r++) u[r] = (u[r] as number) + times * (scores.u[r] as number)
  return { psu: new Int32Array(0), u, count }
}

/** Replicates that gave no estimate. */
export function lostReplicates({ u }: Scores): number {
  return u.reduce((lost, value) => lost + (Number.isNaN(value) ? 1 : 0), 0)
}

/**
 * Degrees of freedom: rank of the replicate weights − 1, of all rows (`design`) or of the domain's (`domain`, as R counts
 * them after `subset`), or what the publisher states.
 */
export function replicateDegrees(
  { made, df, count }: Replication,
  rules: Rules,
  group: Group,
  domain: number,
): number {
  if (rules.df === 'infinite') return Infinity
  if (rules.df === 'design') return df
  if (made !== null) {
    const { psu, count: present } = scoresOf(group, { y: domain, a: 0, x: domain, b: 0, base: domain })
    return Math.max(0, made.degrees(psu, present))
  }
  const ranks = group.table.replicateRanks(domain, group)
  if (ranks === null) return df
  const [first, ...others] = ranks
  const whole = first ?? new Rank(count)
  if (others.length === 0) return Math.max(0, whole.rank - 1)
  const joined = new Rank(count)
  for (const one of ranks) joined.merge(one)
  return Math.max(0, joined.rank - 1)
}
