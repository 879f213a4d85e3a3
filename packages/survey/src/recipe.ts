/** Turns an indicator into the sums it needs and the rule that makes an estimate and its scores of them. */
import type { Indicator } from './indicator.ts'
import type { Measures, Term } from './measures.ts'
import type { QuantileRecipe } from './quantile.ts'

/** Indexes of sums. An estimate is y (total) or y/x; n, base and domain count rows. */
export interface Recipe {
  readonly indicator: Exclude<Indicator, { kind: 'quantile' }>
  /** Whether the estimate is divided by x. */
  readonly relative: boolean
  readonly y: number
  /** Denominator; for a total, the weights of its rows (design effect). */
  readonly x: number
  /** Cases behind the figure: rows counted (total), or in the denominator (ratio, proportion, mean). */
  readonly n: number
  /** Rows the estimate is computed on: they make a PSU present. */
  readonly base: number
  /** Rows of the domain, missing values too: they count for degrees of freedom. */
  readonly domain: number
  /** Σ w·y², Σ w·xy, Σ w·x², Σ w over the base; only where the design effect or a variance is wanted. */
  readonly squares?: { yy: number; xy: number; xx: number; w: number; rows: number }
}

type Kind = 'condition' | 'number'

export type Kinds = (sql: string) => Kind

const everything: Term = { conditions: [], numbers: [] }

/** @throws SurveyError where a proportion is asked of numbers */
export function recipeOf(
  indicator: Indicator,
  where: string | undefined,
  kindOf: Kinds,
  measures: Measures,
  deff: boolean,
): Recipe | QuantileRecipe {
  const domain: Term[] = [where, indicator.where].filter(given).map((sql) => measures.condition(sql))
  const term = (sql: string): { term: Term; factors: number[] } => {
    if (kindOf(sql) === 'condition') return { term: measures.condition(sql), factors: [] }
    const number = measures.number(sql)
    return { term: number, factors: [...number.numbers] }
  }
  const y = term(indicator.of)
  // A number must be known for the row to count; a condition always is.
  const knownOf = kindOf(indicator.of) === 'number' ? y.term : everything
  // Those with `per` are the domain of a proportion, as in R's svymean(~of, subset(design, per)).
  if (indicator.kind === 'proportion' && given(indicator.per)) domain.push(measures.condition(indicator.per))
  const domainRows = measures.sum(domain, [], false)
  if (indicator.kind === 'quantile') {
    const base = [...domain, measures.number(indicator.of)]
    return {
      quantile: true,
      indicator,
      values: measures.values(base),
      base: measures.sum(base, [], false),
      n: measures.sum(base, [], false),
      domain: domainRows,
    }
  }

  if (indicator.kind !== 'ratio') {
    const base = [...domain, knownOf]
    const total = indicator.kind === 'total'
    const w = measures.sum(base, [], true)
    const rows = measures.sum(base, [], false)
    const squares =
      deff || indicator.kind === 'variance'
        ? { yy: measures.sum([...base, y.term], [...y.factors, ...y.factors], true), xy: -1, xx: -1, w, rows }
        : undefined
    return {
      indicator,
      relative: !total,
      y: measures.sum([...base, y.term], y.factors, true),
      x: w,
      n: total ? measures.sum([...base, y.term], [], false) : rows,
      base: rows,
      domain: domainRows,
      ...(squares === undefined ? {} : { squares }),
    }
  }
  const x = term(indicator.per)
  const knownPer = kindOf(indicator.per) === 'number' ? x.term : everything
  const base = [...domain, knownOf, knownPer]
  const sum = (terms: readonly Term[], factors: readonly number[]) =>
    measures.sum([...base, ...terms], factors, true)
  const squares = deff
    ? {
        yy: sum([y.term], [...y.factors, ...y.factors]),
        xy: sum([y.term, x.term], [...y.factors, ...x.factors]),
        xx: sum([x.term], [...x.factors, ...x.factors]),
        w: sum([], []),
        rows: measures.sum(base, [], false),
      }
    : undefined
  return {
    indicator,
    relative: true,
    y: sum([y.term], y.factors),
    x: sum([x.term], x.factors),
    n: measures.sum([...base, x.term], [], false),
    base: measures.sum(base, [], false),
    domain: domainRows,
    ...(squares === undefined ? {} : { squares }),
  }
}

function given(sql: string | undefined): sql is string {
  return sql !== undefined && sql.trim() !== ''
}
