/**
 * Sample size and precision over strata: for each stratum, and for the whole by an allocation.
 *
 * Variance of the whole: V = Σ_h (N_h/N)²·deff_h·(1 − n_h/N_h)·S_h²/n_h (Cochran 1977, (5.6)–(5.10); Särndal et al. 1992, 3.7).
 */
import { SurveyError } from '../errors.ts'
import {
  type Allocated,
  type Allocation,
  allocate,
  boundsOf,
  ofStratum,
  type Stratum,
  spreadOf,
} from './allocation.ts'
import {
  type Confidence,
  drawOf,
  type Field,
  multiplierOf,
  type Precision,
  positive,
  type Quantity,
  refused,
  type SampleSize,
  sampleSize,
} from './size.ts'

/** Strata with their sizes, and what they give together. `n`, `draw`, `margin`, `relative`, `se` and `cv` are of the whole. */
export interface Plan extends SampleSize {
  strata: (Stratum & SampleSize)[]
}

/** Of the mean or proportion (default), or of the total. */
export interface Whole extends Confidence {
  of?: 'mean' | 'total'
  response?: number
  eligible?: number
}

/**
 * A sample size for each stratum, so that each reaches the margin by itself: for figures that are published by stratum.
 * A stratum gives `p`, or `sd` (and `mean`).
 * @throws SurveyError `specification` naming the stratum
 */
export function sampleSizeByStratum(strata: readonly Stratum[], wanted: Precision & Whole): Plan {
  const where = 'sampleSizeByStratum'
  const sized = strata.map((stratum) => {
    const guess = quantityOf(stratum, wanted, where)
    try {
      return { ...stratum, n: sampleSize({ ...wanted, ...guess, ...fieldOf(stratum, wanted) }).n }
    } catch (error) {
      if (!(error instanceof SurveyError)) throw error
      throw ofStratum(where, String(stratum.stratum), `cannot be planned: ${error.message}`)
    }
  })
  return marginOfStrata(sized, wanted)
}

/**
 * The smallest sample, divided among strata by a rule, whose margin for the whole is at most the wanted one.
 * @throws SurveyError `specification` naming the stratum, or where the bounds let no sample reach the margin
 * @example sampleSizeOfStrata(strata, { margin: 0.03, level: 0.9 }, { rule: 'neyman', minimum: 100 })
 */
export function sampleSizeOfStrata(
  strata: readonly Stratum[],
  wanted: Precision & Whole,
  allocation: Allocation = {},
): Plan {
  const where = 'sampleSizeOfStrata'
  positive(wanted.margin, 'margin', where)
  const reaches = (plan: Plan): boolean => {
    const got = wanted.relative ? plan.relative : plan.margin
    if (got === null) throw refused(where, 'a relative margin needs p or mean of every stratum')
    return got <= wanted.margin * (1 + 1e-9)
  }
  // Planned without the field's losses, which are added once the size is known.
  const at = (n: number) =>
    reaches(planned(allocate(strata, n, allocation), { ...wanted, response: 1, eligible: 1 }, where))
  const bounds = strata.map((stratum) => boundsOf(stratum, allocation, where))
  const least = Math.max(
    1,
    bounds.reduce((total, { low }) => total + low, 0),
  )
  const most = bounds.reduce((total, { high }) => total + high, 0)
  if (!at(most))
    throw new SurveyError(
      'specification',
      `${where}: even ${most} answers, the most that the bounds allow, do not reach a margin of ${wanted.margin}`,
      { reason: 'margin', where, most, margin: wanted.margin },
    )
  let low = least
  let high = most
  while (low < high) {
    const middle = Math.floor((low + high) / 2)
    if (at(middle)) high = middle
    else low = middle + 1
  }
  return planned(allocate(strata, high, allocation), wanted, where)
}

/**
 * The margin that given sizes give, for each stratum and for the whole: the inverse of both.
 * @throws SurveyError `specification` naming a stratum without a unit in the sample, or without `sd` or `p`
 */
export function marginOfStrata(strata: readonly Allocated[], wanted: Whole = {}): Plan {
  return planned(strata, wanted, 'marginOfStrata')
}

function planned(strata: readonly Allocated[], wanted: Whole, where: string): Plan {
  const z = multiplierOf(wanted, where)
  const total = wanted.of === 'total'
  const population = strata.reduce((sum, stratum) => sum + stratum.population, 0)
  let variance = 0
  let whole: number | null = 0
  const each = strata.map((stratum) => {
    const name = String(stratum.stratum)
    const { n, population: N } = stratum
    if (!(n > 0 && n <= N))
      throw ofStratum(
        where,
        name,
        `has ${n} units of a population of ${N}: it must be above 0 and at most that`,
      )
    const spread = spreadOf(stratum, where)
    const centre = stratum.p ?? stratum.mean ?? null
    const se = Math.sqrt(1 - n / N) * (spread / Math.sqrt(n)) * (total ? N : 1)
    variance += total ? se * se : ((N / population) * se) ** 2
    whole = whole === null || centre === null ? null : whole + centre * (total ? N : N / population)
    return {
      ...stratum,
      draw: drawn(stratum, wanted, where),
      ...precisionOf(se, centre === null ? null : centre * (total ? N : 1), z),
    }
  })
  return {
    n: sum(each, 'n'),
    draw: sum(each, 'draw'),
    ...precisionOf(Math.sqrt(variance), whole, z),
    strata: each,
  }
}

function drawn(stratum: Allocated, wanted: Whole, where: string): number {
  try {
    return drawOf(stratum.n, fieldOf(stratum, wanted), where)
  } catch (error) {
    if (!(error instanceof SurveyError)) throw error
    throw new SurveyError(error.code, `${error.message} (stratum ${stratum.stratum})`, {
      ...error.values,
      strata: [String(stratum.stratum)],
    })
  }
}

function precisionOf(se: number, centre: number | null, z: number) {
  const size = centre === null || centre === 0 ? null : Math.abs(centre)
  return {
    margin: z * se,
    relative: size === null ? null : (z * se) / size,
    se,
    cv: size === null ? null : (100 * se) / size,
    z,
  }
}

function quantityOf(stratum: Stratum, { of = 'mean' }: Whole, where: string): Quantity {
  const { p, sd, mean = p, population } = stratum
  if (p !== undefined && sd === undefined && of === 'mean') return { kind: 'proportion', p }
  // The design effect is of the field.
  const spread = spreadOf({ ...stratum, deff: 1, population }, where)
  return { kind: of, sd: spread, ...(mean === undefined ? {} : { mean }) }
}

function fieldOf({ population, deff }: Stratum, { response, eligible }: Whole): Field {
  return {
    population,
    ...(deff === undefined ? {} : { deff }),
    ...(response === undefined ? {} : { response }),
    ...(eligible === undefined ? {} : { eligible }),
  }
}

function sum(items: readonly { n: number; draw: number }[], field: 'n' | 'draw'): number {
  return items.reduce((total, item) => total + item[field], 0)
}
