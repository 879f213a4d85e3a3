/** Totals, means, proportions and ratios, for any groups, with the error that the design gives them. */
import type { DuckDBConnection } from '@duckdb/node-api'
import { type Design, type Intervals, type Rules, rulesOf } from './design.ts'
import { SurveyError } from './errors.ts'
import type { Crossing, Indicator } from './indicator.ts'
import { logit, multiplier, variationPercent, wald } from './interval.ts'
import { Measures } from './measures.ts'
import { type Recipe, recipeOf } from './recipe.ts'
import { type Frame, outermost, type Scan, scan } from './scan.ts'
import { kindsOf, type Label } from './sql.ts'
import { type Extent, type Group, Table } from './table.ts'
import { lonelyError, lonelyNames, roomFor, type Scores, scoresOf, variance } from './variance.ts'

export interface Specification {
  indicators: readonly Indicator[]
  /** One crossing or several; `{}` is the whole and the default. All share one pass over the microdata. */
  crossings?: Crossing | readonly Crossing[]
  /** Condition that every indicator is confined to: a domain, so no PSU is lost. */
  where?: string
  ci?: Intervals
  /** Design effect: wor against simple random sampling without replacement (R: `deff=TRUE`), wr with (R: `deff="replace"`). */
  deff?: 'wor' | 'wr'
}

/** Why there is no standard error, or no interval. */
export type NoError =
  /** The design has no strata or no PSU column: only point estimates. */
  | 'noDesign'
  /** The domain's PSUs are as many as its strata: the interval is null; the standard error stands. */
  | 'noDegreesOfFreedom'
  /** No row of the sample is in the domain. */
  | 'emptyDomain'
  /** Σ w·per is zero. */
  | 'zeroDenominator'
  /** Every stratum of the domain has one PSU, so none can lend its mean variance (`lonely: 'average'`). */
  | 'lonelyPsu'

export interface Estimate {
  indicator: string
  /** Values of the crossing's variables; `{}` for the whole. */
  by: Record<string, Label>
  /** In the indicator's unit: persons, a share between 0 and 1 (unless `scale`), hours… null: see `noError`. */
  estimate: number | null
  se: number | null
  /** Coefficient of variation in percent: 100 · se / |estimate|; null where the estimate is 0. */
  cv: number | null
  low: number | null
  high: number | null
  /** Of the interval: 0.9, 0.95… */
  level: number
  /** Unweighted cases: rows counted or summed (total), rows in the denominator (ratio, proportion, mean). Rows of weight 0 are none. */
  n: number
  /** Degrees of freedom by `Design.df`; null without a design; Infinity for `infinite`. */
  df: number | null
  /** PSUs and strata with a row in the domain. */
  psus: number | null
  strata: number | null
  /** Rows of the domain left out because a number was missing or not finite. */
  missing: number
  deff?: number | null
  noError?: NoError
  method: Method
}

/** How the errors of a call were computed; the same object for all its estimates. */
export interface Method {
  variance: 'taylor' | 'none'
  lonely: Rules['lonely']
  df: Rules['df']
  quantile: Rules['quantile']
  scale: Rules['scale']
  /** Multiplier of the standard error, where it does not depend on the degrees of freedom. */
  z?: number
}

/**
 * Estimates every indicator for every group of every crossing, in one pass over the microdata.
 *
 * @returns estimates in the order indicator, crossing, group; groups sorted by value. A group without a row in the design is not listed.
 * @throws SurveyError for what the caller can mend: see `SurveyErrorCode`
 * @see Särndal, Swensson and Wretman, Model Assisted Survey Sampling (1992), ch. 5; agrees with R `survey` 4.5
 */
export async function estimate(
  connection: DuckDBConnection,
  design: Design,
  spec: Specification,
): Promise<Estimate[]> {
  const rules = rulesOf(design, spec.ci)
  const crossings = crossingsOf(spec)
  const scanned = outermost(crossings)
  const measures = new Measures()
  const recipes = await recipesOf(connection, design, spec, measures)
  const result = await scan(connection, design, scanned, measures)
  if (rules.lonely === 'fail' && result.frame.known) refuseLonely(result, recipes)
  const tables = crossings.map((crossing) => new Table(result, crossing, scanned))
  const method = methodOf(rules, result.frame)
  const room = roomFor(result.frame.psus)
  return recipes.flatMap((recipe) =>
    tables.flatMap(({ groups }) =>
      groups.map((group) => figure(recipe, group, result.frame, rules, method, room, spec.deff)),
    ),
  )
}

export function crossingsOf(spec: Specification): Crossing[] {
  const crossings = spec.crossings ?? {}
  const list: Crossing[] = Array.isArray(crossings) ? [...crossings] : [crossings as Crossing]
  return list.length === 0 ? [{}] : list
}

async function recipesOf(
  connection: DuckDBConnection,
  design: Design,
  spec: Specification,
  measures: Measures,
): Promise<Recipe[]> {
  const wanted = new Map<string, string>()
  if (spec.where) wanted.set(spec.where, 'where')
  for (const indicator of spec.indicators) {
    wanted.set(indicator.of, `${indicator.name}, of`)
    if ('per' in indicator && indicator.per !== undefined) wanted.set(indicator.per, `${indicator.name}, per`)
    if (indicator.where) wanted.set(indicator.where, `${indicator.name}, where`)
  }
  const texts = [...wanted.keys()]
  const kinds = await kindsOf(
    connection,
    design.source,
    texts.map((sql) => ({ role: wanted.get(sql) ?? '', sql })),
  )
  const kindOf = (sql: string) => kinds[texts.indexOf(sql)] ?? 'number'
  for (const indicator of spec.indicators)
    if (
      indicator.kind === 'proportion' &&
      [indicator.of, indicator.per ?? indicator.of].some((sql) => kindOf(sql) === 'number')
    )
      throw new SurveyError(
        'specification',
        `${indicator.name}: a proportion takes conditions, such as “x = 1”; use ratio or mean for numbers`,
        { reason: 'proportionOfNumbers', indicator: indicator.name },
      )
  return spec.indicators.map((indicator) =>
    recipeOf(indicator, spec.where, kindOf, measures, spec.deff !== undefined),
  )
}

function methodOf(rules: Rules, frame: Frame): Method {
  return {
    variance: frame.known ? 'taylor' : 'none',
    lonely: rules.lonely,
    df: rules.df,
    quantile: rules.quantile,
    scale: rules.scale,
    ...(rules.z === undefined ? {} : { z: rules.z }),
  }
}

/** Under `fail`, one error names all the lonely strata that any estimate touches. */
function refuseLonely(result: Scan, recipes: readonly Recipe[]): void {
  const { frame, cells } = result
  if (lonelyNames(frame, frame.size.keys()).length === 0) return
  const touched = new Set<number>()
  for (const { sums, psu, count } of cells)
    for (const recipe of new Set(recipes.map((r) => r.base))) {
      const base = sums[recipe] as Float64Array
      for (let cell = 0; cell < count; cell++)
        if ((base[cell] as number) > 0) touched.add(frame.stratum[psu[cell] as number] as number)
    }
  const names = lonelyNames(frame, touched)
  if (names.length > 0) throw lonelyError(names)
}

function figure(
  recipe: Recipe,
  group: Group,
  frame: Frame,
  rules: Rules,
  method: Method,
  room: Scores,
  deff: 'wor' | 'wr' | undefined,
): Estimate {
  const { indicator } = recipe
  const scale = indicator.scale ?? 1
  const total = (sum: number) => group.table.total(sum, group)
  const rows = total(recipe.base)
  const inDomain = total(recipe.domain)
  const y = total(recipe.y)
  const x = recipe.relative ? total(recipe.x) : 1
  const extent = frame.known ? group.table.extent(recipe.domain, group) : null
  const df = extent === null ? null : degreesOf(rules, extent, frame)
  const out: Estimate = {
    indicator: indicator.name,
    by: group.by,
    estimate: null,
    se: null,
    cv: null,
    low: null,
    high: null,
    level: rules.level,
    n: total(recipe.n),
    df,
    psus: extent?.psus ?? null,
    strata: extent?.strata ?? null,
    missing: inDomain - rows,
    method,
    ...(deff === undefined ? {} : { deff: null }),
  }
  if (rows === 0) return { ...out, noError: 'emptyDomain' }
  if (x === 0) return { ...out, noError: 'zeroDenominator' }
  const value = y / x
  out.estimate = scale * value
  if (df === null) return { ...out, noError: 'noDesign' }
  const { y: of, x: per, base } = recipe
  const scores = recipe.relative
    ? scoresOf(group, { y: of, a: 1 / x, x: per, b: -value / x, base }, room)
    : scoresOf(group, { y: of, a: 1, x: per, b: 0, base }, room)
  const v = variance(frame, scores, rules)
  if (Number.isNaN(v)) return { ...out, noError: 'lonelyPsu' }
  const se = Math.sqrt(v)
  out.se = Math.abs(scale) * se
  out.cv = variationPercent(value, se)
  if (deff !== undefined) out.deff = designEffect(recipe, group, value, x, v, deff)
  const times = multiplier(rules, df)
  if (times === null) return { ...out, noError: 'noDegreesOfFreedom' }
  const limits =
    rules.scale === 'logit' && indicator.kind === 'proportion'
      ? logit(value, se, times)
      : wald(value, se, times)
  out.low = limits.low === null ? null : scale * limits.low
  out.high = limits.high === null ? null : scale * limits.high
  return out
}

function degreesOf(rules: Rules, extent: Extent, frame: Frame): number {
  if (rules.df === 'infinite') return Infinity
  return rules.df === 'design' ? frame.psus - frame.size.length : extent.psus - extent.strata
}

/** Variance over that of a simple random sample of as many rows (R: `svymean(deff=)`). */
function designEffect(
  recipe: Recipe,
  group: Group,
  value: number,
  x: number,
  v: number,
  kind: 'wor' | 'wr',
): number | null {
  const { squares } = recipe
  const total = (sum: number) => group.table.total(sum, group)
  if (squares === undefined) return null
  const w = total(squares.w)
  const n = total(squares.rows)
  const yy = total(squares.yy)
  const y = total(recipe.y)
  // Σ w·(score − mean)² of a row's score: y for a total, (y − value·x)/x̂ for a ratio, whose mean is zero.
  const ratio = squares.xx >= 0
  const deviations = ratio
    ? (yy - 2 * value * total(squares.xy) + value * value * total(squares.xx)) / (x * x)
    : yy - (y * y) / w
  const spread = ((n / (n - 1)) * deviations) / w
  const unit = ratio || !recipe.relative ? w * w : 1
  const simple = ((spread * unit) / n) * (kind === 'wor' ? (w - n) / w : 1)
  return simple > 0 ? v / simple : null
}
