/**
 * Shares up to a quantile under every supplied replicate. The quantile is known only when all rows have been read, and
 * rows times replicates would not fit in memory, so the rows are read once more per crossing, summing those up to it.
 */
import type { DuckDBConnection } from '@duckdb/node-api'
import type { Design } from './design.ts'
import type { Frameworks } from './figure.ts'
import type { Crossing } from './indicator.ts'
import { Measures } from './measures.ts'
import { type QuantileRecipe, quantileFigure } from './quantile.ts'
import { refuse } from './replicate.ts'
import { shareScores } from './replicate-scores.ts'
import { scan } from './scan.ts'
import { type Group, Table } from './table.ts'
import { roomFor, type Scores } from './variance.ts'

/** Weights up to the quantile, and all, under every replicate. */
export interface ReplicateShares {
  under: Float64Array
  all: Float64Array
}

export async function replicateShares(
  connection: DuckDBConnection,
  design: Design,
  first: Measures,
  recipes: readonly QuantileRecipe[],
  tables: readonly { table: Table; crossing: Crossing }[],
  works: Frameworks,
): Promise<(recipe: QuantileRecipe, group: Group) => ReplicateShares> {
  if (recipes.some(({ indicator }) => indicator.rule === 'interpolated'))
    refuse(
      'interpolated quantiles have no errors from supplied replicate weights: use math or school',
      'interpolatedReplicates',
    )
  const found = new Map<Group, Map<QuantileRecipe, ReplicateShares>>()
  for (const { table, crossing } of tables) {
    const measures = new Measures()
    measures.conditions.push(...first.conditions)
    measures.numbers.push(...first.numbers)
    for (const recipe of recipes) {
      const { conditions, kept = 0 } = first.sums[recipe.values] as Measures['sums'][number]
      const limits = new Map<string, number>()
      for (const group of table.groups) {
        const value = quantileOf(recipe, group, works)
        if (value !== null) limits.set(keyOf(group), value)
      }
      measures.sums.push(
        { conditions, factors: [], weighted: true },
        { conditions, factors: [], weighted: true, upTo: { column: kept, limits } },
      )
    }
    for (const index of measures.sums.keys()) measures.replicated.add(index)
    const again = new Table(await scan(connection, design, [crossing], measures), crossing, [crossing])
    const groups = new Map(again.groups.map((group) => [keyOf(group), group]))
    const count = design.replicates && 'weights' in design.replicates ? design.replicates.weights.length : 0
    for (const group of table.groups) {
      const other = groups.get(keyOf(group))
      if (other === undefined) continue
      found.set(
        group,
        new Map(
          recipes.map((recipe, i) => [
            recipe,
            {
              all: again.replicateTotals(2 * i, other, count),
              under: again.replicateTotals(2 * i + 1, other, count),
            },
          ]),
        ),
      )
    }
  }
  return (recipe, group) =>
    found.get(group)?.get(recipe) ?? { under: new Float64Array(0), all: new Float64Array(0) }
}

/** The quantile alone, in the number's own unit. */
function quantileOf(recipe: QuantileRecipe, group: Group, works: Frameworks): number | null {
  const { replicates: _, ...frame } = works.frame
  const { scale: __, levels: ___, ...indicator } = recipe.indicator
  const bare = { ...works, frame: { ...frame, known: false } }
  return quantileFigure({ ...recipe, indicator }, group, bare, roomFor(frame.psus)).estimate
}

/** Scores of the share up to a quantile: from the PSUs' weights where replicates are made, else from the second reading. */
export function replicateShareScores(
  { frame, shares }: Frameworks,
  recipe: QuantileRecipe,
  group: Group,
  found: ReplicateShares & { share: number },
): Scores {
  const made = frame.replicates?.made ?? null
  if (made === null) {
    const { under, all } = shares?.(recipe, group) ?? found
    return shareScores(under, all, found.share)
  }
  const psus = Int32Array.from(found.all, (_, psu) => psu)
  const totals = (sums: Float64Array) => made.totals(psus, sums, psus.length)
  return shareScores(totals(found.under), totals(found.all), found.share)
}

function keyOf({ by }: Group): string {
  return JSON.stringify(Object.values(by))
}
