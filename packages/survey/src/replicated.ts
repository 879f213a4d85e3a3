/** What an analysis does where its design has replicate weights. */
import type { Design, Rules } from './design.ts'
import type { Measures } from './measures.ts'
import type { QuantileRecipe } from './quantile.ts'
import type { Recipe } from './recipe.ts'
import { isSupplied, type Replication } from './replicate.ts'
import { madeReplicates } from './replicate-made.ts'
import type { Scan } from './scan.ts'

export { checkReplicates, isSupplied } from './replicate.ts'

/** Made replicates need nothing of a scan but the PSUs' sums: it is the scan of the design without them. */
export function scannedBy(design: Design): Design {
  const { replicates, ...others } = design
  return isSupplied(replicates) ? design : others
}

/** Says which sums a scan makes under every supplied replicate weight. */
export function wantReplicates(
  recipes: readonly (Recipe | QuantileRecipe)[],
  measures: Measures,
  rules: Rules,
): void {
  for (const recipe of recipes) {
    if (rules.df === 'domain') measures.ranked.add(recipe.domain)
    if ('quantile' in recipe) continue
    measures.replicated.add(recipe.y)
    if (recipe.relative) measures.replicated.add(recipe.x)
    if (recipe.indicator.kind === 'variance' && recipe.squares) measures.replicated.add(recipe.squares.yy)
  }
}

/** The scan with the replicates made from its PSUs, where the design asks for such. */
export function withMade(scan: Scan, { replicates }: Design, { lonely }: Rules): Scan {
  if (replicates === undefined || isSupplied(replicates)) return scan
  return { ...scan, frame: { ...scan.frame, replicates: madeReplicates(replicates, scan.frame, lonely) } }
}

export function describeReplicates({ type, count, mse }: Replication) {
  return { type, count, mse }
}
