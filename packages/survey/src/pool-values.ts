/** A pooled value and the scores it has in each period: sums and ratios of averaged sums, variances, quantiles. */
import { interpolator } from './interpolated.ts'
import { limitsOfProportion } from './interval.ts'
import { type Moments, momentsOf, spreadOf, spreadScores } from './moment.ts'
import { heapAt, type QuantileRecipe, quantileAt, running, shareUpTo } from './quantile.ts'
import type { Recipe } from './recipe.ts'
import type { Frame } from './scan.ts'
import type { Group, Rows } from './table.ts'
import { roomFor, type Scores, scoresOf } from './variance.ts'

/** A group in one period. `share`: the weight of the period, all adding up to 1. */
export interface Piece<R = Recipe | QuantileRecipe> {
  period: number
  share: number
  frame: Frame
  recipe: R
  group: Group
}

/** The pooled value in the indicator's unit, and its scores by period; null where a denominator is zero or nothing is there. */
export interface Value {
  value: number
  scores: Map<number, Scores>
}

const totalOf = ({ group }: Piece, sum: number) => group.table.total(sum, group)

/** Total: the average. Ratio: of the averaged sums. Variance: of the averaged moments. */
export function pooledValue(pieces: readonly Piece<Recipe>[]): Value | 'zeroDenominator' | 'oneRow' {
  const [first] = pieces
  if (first === undefined) return 'zeroDenominator'
  const { indicator, relative } = first.recipe
  const scale = indicator.scale ?? 1
  const over = (sumOf: (recipe: Recipe) => number) =>
    pieces.reduce((sum, piece) => sum + piece.share * totalOf(piece, sumOf(piece.recipe)), 0)
  const scoresBy = (of: (piece: Piece<Recipe>) => Scores | null) =>
    new Map(
      pieces.flatMap((piece) => {
        const scores = of(piece)
        return scores === null ? [] : [[piece.period, scores] as const]
      }),
    )
  if (indicator.kind === 'variance') {
    const moments = pooledMoments(pieces)
    const value = spreadOf(moments)
    if (value === null) return 'oneRow'
    const scores = scoresBy(({ share, recipe, group }) => spreadScores(recipe, group, scale * share, moments))
    return { value: scale * value, scores }
  }
  const x = relative ? over((recipe) => recipe.x) : 1
  if (x === 0) return 'zeroDenominator'
  const value = over((recipe) => recipe.y) / x
  const scores = scoresBy(({ share, recipe: { y, x: per, base }, group }) => {
    const a = (scale * share) / x
    return scoresOf(group, { y, a, x: per, b: relative ? -value * a : 0, base })
  })
  return { value: scale * value, scores }
}

function pooledMoments(pieces: readonly Piece<Recipe>[]): Moments {
  const sum: Moments = { yy: 0, y: 0, weight: 0, rows: 0 }
  for (const { share, recipe, group } of pieces) {
    const { yy, y, weight, rows } = momentsOf(recipe, group)
    sum.yy += share * yy
    sum.y += share * y
    sum.weight += share * weight
    sum.rows += rows
  }
  return sum
}

/** The quantile of the rows of all periods together, each with its weight times the share of its period. */
export function pooledQuantile(pieces: readonly Piece<QuantileRecipe>[], identity: Identity) {
  const { rows, places } = merged(pieces, identity)
  const cumulative = running(rows.weight)
  const total = cumulative.at(-1) ?? 0
  const { p, rule = 'math', scale = 1 } = (pieces[0] as Piece<QuantileRecipe>).recipe.indicator
  const between = rule === 'interpolated' ? interpolator(rows, cumulative, identity.key) : null
  const invert = (share: number) =>
    between
      ? between(share).value
      : quantileAt(rows.value, cumulative, share, rule === 'school' ? rule : 'math')
  const value = invert(p)
  const below = between?.(p).below ?? ((row: number) => (rows.value[row] as number) <= value)
  const inside = rows.weight.reduce((sum, weight, row) => sum + (below(row) ? weight : 0), 0) / total
  const share = between ? p : inside
  /** Scores of the share up to the quantile, by period. */
  const scores = new Map(
    pieces.map(({ period, share: weight, frame, recipe, group }, at) => {
      const own = group.table.rows(recipe.values, group)
      const ownBelow = (row: number) => below((places[at] as Int32Array)[row] as number)
      const found = shareUpTo(ownBelow, own, total / weight, frame, roomFor(frame.psus), inside)
      return [period, found.scores] as const
    }),
  )
  /** Woodruff's limits in the indicator's unit, given the error of the share; null where they leave the sample. */
  const limits = (se: number, times: number, sample: Parameters<typeof limitsOfProportion>[4], on: Scale) => {
    const of = limitsOfProportion(on, share, se, times, sample)
    return {
      low: of.low === null || of.low < 0 ? null : scale * invert(of.low),
      high: of.high === null || of.high > 1 ? null : scale * invert(of.high),
    }
  }
  return { value: scale * value, heap: heapAt(rows, cumulative, value), scores, limits }
}

type Scale = Parameters<typeof limitsOfProportion>[0]

/** Which PSUs of the periods are the same, and the numbers by which interpolated quantiles order equals. */
export interface Identity {
  place: readonly Int32Array[]
  key: Int32Array
}

/** The rows of all periods by rising value, in PSUs counted over all periods; and the place there of each row of each piece. */
function merged(pieces: readonly Piece<QuantileRecipe>[], { place }: Identity) {
  const all = pieces.flatMap(({ period, share, frame, recipe, group }, piece) => {
    const { value, weight, psu } = group.table.rows(recipe.values, group)
    // In a sample of two stages rows stand in units.
    const identityOf = (at: number) => place[period]?.[frame.within?.psu[at] ?? at] ?? 0
    return Array.from(value, (own, row) => ({
      piece,
      row,
      value: own,
      weight: share * (weight[row] as number),
      psu: identityOf(psu[row] as number),
    }))
  })
  all.sort((a, b) => a.value - b.value)
  const places = pieces.map(({ recipe, group }) => new Int32Array(group.table.total(recipe.n, group)))
  all.forEach(({ piece, row }, at) => {
    ;(places[piece] as Int32Array)[row] = at
  })
  const rows: Rows = {
    psu: Int32Array.from(all, ({ psu }) => psu),
    weight: Float64Array.from(all, ({ weight }) => weight),
    value: Float64Array.from(all, ({ value }) => value),
  }
  return { rows, places }
}
