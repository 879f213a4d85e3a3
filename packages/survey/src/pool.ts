/**
 * The average level over two to four periods of a rotating panel, for groups too small in one.
 *
 * Totals are averaged, ratios are of averaged sums, quantiles of the rows of all periods. The periods share PSUs, so their
 * estimates are correlated: V = Σ V_t + 2 Σ_{s<t} Cov_st, on the scores of the pooled estimate in each period, with the
 * covariance through common PSUs that `change` subtracts (overlap.ts). As if independent, the error is too small.
 */
import type { DuckDBConnection } from '@duckdb/node-api'
import type { Design, Rules } from './design.ts'
import { SurveyError } from './errors.ts'
import { type Analysis, analyse, crossingsOf, type Item, type Specification } from './estimate.ts'
import type { Estimate, NoError } from './figure.ts'
import { withUnit } from './indicator.ts'
import { limitsOfProportion, multiplier, variationPercent, wald } from './interval.ts'
import { covarianceThrough, extentOver, identities, overlapOf, stackedScores, stackOf } from './overlap.ts'
import { inPeriod } from './period.ts'
import { type Identity, type Piece, pooledQuantile, pooledValue } from './pool-values.ts'
import type { QuantileRecipe } from './quantile.ts'
import type { Recipe } from './recipe.ts'
import { refuseReplicates } from './replicate.ts'
import type { Label } from './sql.ts'
import { compare } from './table.ts'
import { type Scores, variance } from './variance.ts'

/**
 * matched: with the covariance through common PSUs (default). independent: as if the samples had nothing in common.
 * stacked: the files put together as one sample, strata by label (what users of R do); both only for comparison.
 */
export type PoolMethod = 'matched' | 'independent' | 'stacked'

export interface PoolOptions {
  /** Weight of each period in the average; absent: the same for all. */
  weights?: readonly number[]
  method?: PoolMethod
}

export interface Pooled {
  indicator: string
  unit?: string
  by: Record<string, Label>
  /** Average over the periods, in the indicator's unit. */
  estimate: number | null
  se: number | null
  /** Percent. */
  cv: number | null
  low: number | null
  high: number | null
  level: number
  /** Cases of all periods: interviews, not persons; somebody interviewed in three periods counts three times. */
  n: number
  missing: number
  /** Of a quantile: as `Estimate.heap`. */
  heap?: number
  /** Distinct PSUs among the cases, by their own number: one that three periods share counts once. */
  casePsus: number | null
  /** Distinct PSUs with a row in the domain in any period; and the strata that they lie in. */
  psus: number | null
  strata: number | null
  /** Distinct PSUs minus strata, or as `Design.df` says. */
  df: number | null
  /** 2 Σ of the covariances between periods: what `independent` leaves out of se². */
  covariance: number
  /** The estimate of each period by itself, in the order given; null where the group has no row. */
  periods: (Estimate | null)[]
  method: PoolMethod
  noError?: NoError
}

/**
 * Pools the estimates of two to four periods, each with its own design.
 *
 * A group stands in the result where any period has it; in a period without it, it is zero.
 * @throws SurveyError as `estimate`, naming the period; `specification` for other numbers of periods, weights that are not
 * positive, designs of different rules, and a design effect, which is not defined over periods
 */
export async function pool(
  connection: DuckDBConnection,
  designs: readonly Design[],
  spec: Specification,
  { weights, method = 'matched' }: PoolOptions = {},
): Promise<Pooled[]> {
  const names = designs.map(({ name }, t) => name ?? `period ${t + 1}`)
  const shares = sharesOf(names, weights)
  refuseReplicates(designs, 'A pooled estimate')
  if (spec.deff !== undefined) throw refusal('poolDeff', 'pooled periods have no design effect')
  const analyses: Analysis[] = []
  for (const [t, design] of designs.entries())
    analyses.push(await inPeriod(names[t] ?? '', () => analyse(connection, design, spec)))
  const together = new Together(analyses, shares, method, names)
  return placesOf(spec, analyses).map((places) => together.pooled(places))
}

function refusal(reason: string, message: string, values: Record<string, string> = {}): SurveyError {
  return new SurveyError('specification', message, { reason, ...values })
}

function sharesOf(names: readonly string[], weights: readonly number[] = names.map(() => 1)): number[] {
  if (names.length < 2 || names.length > 4)
    throw refusal('poolPeriods', `two to four periods can be pooled, not ${names.length}`)
  if (weights.length !== names.length)
    throw refusal('poolWeights', `${names.length} periods need as many weights, not ${weights.length}`)
  weights.forEach((weight, t) => {
    if (!(weight > 0 && weight < Infinity))
      throw refusal('poolWeights', `the weight of ${names[t]} is ${weight}: a positive number is wanted`, {
        period: names[t] ?? '',
      })
  })
  const sum = weights.reduce((a, b) => a + b, 0)
  return weights.map((weight) => weight / sum)
}

/** For each figure of the result its place in every analysis, or -1; in the order indicator, crossing, group by value. */
function placesOf(spec: Specification, analyses: readonly Analysis[]): number[][] {
  const crossings = crossingsOf(spec).map((crossing) => Object.keys(crossing))
  const found = new Map<string, { order: [number, number]; values: Label[]; places: number[] }>()
  analyses.forEach(({ estimates }, t) => {
    estimates.forEach(({ indicator, by }, at) => {
      const key = JSON.stringify([indicator, by])
      const names = Object.keys(by)
      const entry = found.get(key) ?? {
        order: [
          spec.indicators.findIndex(({ name }) => name === indicator),
          crossings.findIndex((own) => own.length === names.length && own.every((name) => name in by)),
        ],
        values: Object.values(by),
        places: analyses.map(() => -1),
      }
      entry.places[t] = at
      found.set(key, entry)
    })
  })
  return [...found.values()]
    .sort((a, b) => a.order[0] - b.order[0] || a.order[1] - b.order[1] || compare(a.values, b.values))
    .map(({ places }) => places)
}

/** The samples of the periods, and which PSUs they share. */
class Together {
  private readonly rules: Rules
  private readonly known: boolean
  private readonly identity: Identity & { count: number }
  private readonly overlaps: ReturnType<typeof overlapOf>[][]
  private readonly stack: ReturnType<typeof stackOf> | null

  constructor(
    private readonly analyses: readonly Analysis[],
    private readonly shares: readonly number[],
    private readonly method: PoolMethod,
    names: readonly string[],
  ) {
    const [first] = analyses as [Analysis]
    this.rules = first.rules
    analyses.forEach(({ rules }, t) => {
      if (JSON.stringify(rules) !== JSON.stringify(first.rules))
        throw refusal('poolRules', `${names[t]} has other rules (lonely, df, preset) than ${names[0]}`, {
          period: names[t] ?? '',
        })
    })
    const frames = analyses.map(({ frame }) => frame)
    this.known = frames.every(({ known }) => known)
    const { place, count } = identities(frames)
    const key = new Int32Array(2 * count)
    frames.forEach((frame, t) => {
      place[t]?.forEach((at, psu) => {
        key.set(frame.key.subarray(2 * psu, 2 * psu + 2), 2 * at)
      })
    })
    this.identity = { place, key, count }
    this.overlaps =
      method === 'matched'
        ? frames.map((later, t) => frames.slice(0, t).map((earlier) => overlapOf(earlier, later)))
        : []
    this.stack = method === 'stacked' ? stackOf(frames) : null
  }

  pooled(places: readonly number[]): Pooled {
    const periods = places.map((at, t) => this.analyses[t]?.estimates[at] ?? null)
    const own = periods.flatMap((one) => (one === null ? [] : [one]))
    const [first] = own as [Estimate]
    const pieces = this.piecesOf(places)
    const extent = this.known ? this.extentOf(pieces, 'domain') : null
    const df = extent === null ? null : this.degreesOf(extent)
    const recipe = (pieces[0] as Piece).recipe
    const out: Pooled = {
      indicator: first.indicator,
      ...withUnit(recipe.indicator),
      by: first.by,
      estimate: null,
      se: null,
      cv: null,
      low: null,
      high: null,
      level: this.rules.level,
      n: own.reduce((sum, { n }) => sum + n, 0),
      missing: own.reduce((sum, { missing }) => sum + missing, 0),
      casePsus: this.known ? this.extentOf(pieces, 'n').psus : null,
      psus: extent?.psus ?? null,
      strata: extent?.strata ?? null,
      df,
      covariance: 0,
      periods,
      method: this.method,
    }
    const filled = pieces.filter(({ recipe, group }) => group.table.total(recipe.base, group) > 0)
    if (filled.length === 0) return { ...out, noError: 'emptyDomain' }
    return filled.every(isQuantile) ? this.quantile(out, filled) : this.linear(out, filled.filter(isSum))
  }

  private linear(out: Pooled, pieces: readonly Piece<Recipe>[]): Pooled {
    const found = pooledValue(pieces)
    if (typeof found === 'string') return { ...out, noError: found }
    out.estimate = found.value
    if (out.df === null) return { ...out, noError: 'noDesign' }
    const v = this.varianceOf(found.scores)
    if (typeof v === 'string') return { ...out, noError: v }
    const se = Math.sqrt(v.variance)
    Object.assign(out, { se, cv: variationPercent(found.value, se), covariance: v.covariance })
    const times = multiplier(this.rules, out.df)
    if (times === null) return { ...out, noError: 'noDegreesOfFreedom' }
    const { indicator } = (pieces[0] as Piece<Recipe>).recipe
    const { scale: on, level } = this.rules
    if (indicator.kind !== 'proportion' || on === 'linear') return { ...out, ...wald(found.value, se, times) }
    const { scale = 1 } = indicator
    const sample = { rows: out.n + out.missing, df: out.df, level }
    const { low, high } = limitsOfProportion(on, found.value / scale, se / Math.abs(scale), times, sample)
    return { ...out, low: low === null ? null : scale * low, high: high === null ? null : scale * high }
  }

  private quantile(out: Pooled, pieces: readonly Piece<QuantileRecipe>[]): Pooled {
    const { value, heap, scores, limits } = pooledQuantile(pieces, this.identity)
    out.estimate = value
    out.heap = heap
    if (out.df === null) return { ...out, noError: 'noDesign' }
    const v = this.varianceOf(scores)
    if (typeof v === 'string') return { ...out, noError: v }
    const times = multiplier(this.rules, out.df)
    if (times === null) return { ...out, noError: 'noDegreesOfFreedom' }
    const { scale, level } = this.rules
    const error = Math.sqrt(v.variance)
    const { low, high } = limits(error, times, { rows: out.n, df: out.df, level }, scale)
    if (low === null || high === null) return { ...out, low, high, noError: 'openInterval' }
    const se = Math.abs(high - low) / (2 * times)
    // The covariance of the share, in the quantile's unit.
    const covariance = error > 0 ? v.covariance * (se / error) ** 2 : 0
    return { ...out, low, high, se, cv: variationPercent(value, se), covariance }
  }

  /** Variance of an estimate from its scores in each period, and what covariances add to it. */
  private varianceOf(
    scores: ReadonlyMap<number, Scores>,
  ): { variance: number; covariance: number } | NoError {
    const frames = this.analyses.map(({ frame }) => frame)
    const apart = frames.reduce((sum, frame, t) => {
      const own = scores.get(t)
      return own === undefined ? sum : sum + variance(frame, own, this.rules)
    }, 0)
    let covariance = 0
    if (this.stack !== null) {
      const all = stackedScores(
        this.stack,
        frames.map((_, t) => scores.get(t) ?? null),
      )
      covariance = variance(this.stack.frame, all, this.rules) - apart
    }
    this.overlaps.forEach((earlier, t) => {
      earlier.forEach((overlap, s) => {
        const [a, b, frame] = [scores.get(s), scores.get(t), frames[t]]
        if (a !== undefined && b !== undefined && frame !== undefined)
          covariance += 2 * covarianceThrough(overlap, a, b, frame)
      })
    })
    const whole = apart + covariance
    if (Number.isNaN(whole)) return 'lonelyPsu'
    if (whole < -1e-9 * apart) return 'negativeVariance'
    return { variance: Math.max(0, whole), covariance }
  }

  private piecesOf(places: readonly number[]): Piece[] {
    return places.flatMap((at, t) => {
      const analysis = this.analyses[t] as Analysis
      const item = analysis.items[at] as Item | undefined
      return item === undefined
        ? []
        : [{ period: t, share: this.shares[t] as number, frame: analysis.frame, ...item }]
    })
  }

  private extentOf(pieces: readonly Piece[], counted: 'domain' | 'n'): { psus: number; strata: number } {
    const inside = this.analyses.map(({ frame }) => new Uint8Array(frame.psus))
    for (const { period, recipe, group } of pieces) {
      const { table, start, end } = group
      const rows = table.sum(recipe[counted])
      for (let i = start; i < end; i++) {
        const cell = table.order[i] as number
        if (rows[cell] !== 0) (inside[period] as Uint8Array)[table.psu[cell] as number] = 1
      }
    }
    return this.over(inside)
  }

  private over(inside: readonly Uint8Array[]): { psus: number; strata: number } {
    const { place, count } = this.identity
    const frames = this.analyses.map(({ frame }) => frame)
    return extentOver(frames, place, count, inside)
  }

  private degreesOf(extent: { psus: number; strata: number }): number {
    if (this.rules.df === 'infinite') return Infinity
    const { psus, strata } =
      this.rules.df === 'domain'
        ? extent
        : this.over(this.analyses.map(({ frame }) => new Uint8Array(frame.psus).fill(1)))
    return psus - strata
  }
}

function isQuantile(piece: Piece): piece is Piece<QuantileRecipe> {
  return 'quantile' in piece.recipe
}

function isSum(piece: Piece): piece is Piece<Recipe> {
  return !('quantile' in piece.recipe)
}
