/**
 * Change between two samples of a rotating panel, such as two quarters of ENOE.
 *
 * Four fifths of ENOE's dwellings stay from one quarter to the next, so the two estimates are correlated. The matched
 * method finds the PSUs present in both by their own number, whatever stratum each file puts them in (ENOE renumbers
 * strata between years): V = V₀ + V₁ − 2·Cov, Cov = Σ over pairs of strata (h₀, h₁) of n_c/(n_c−1) · Σ (u₀−m₀)(u₁−m₁)
 * over the n_c PSUs of the pair present in both. (Särndal et al. 1992, 9.9; Berger 2004.)
 */
import type { DuckDBConnection } from '@duckdb/node-api'
import type { Design } from './design.ts'
import { type Analysis, analyse, type Specification } from './estimate.ts'
import type { Estimate, NoError } from './figure.ts'
import { multiplier, variationPercent, wald } from './interval.ts'
import type { Frame } from './scan.ts'
import type { Label } from './sql.ts'
import type { Scores } from './variance.ts'

/** matched: with the covariance through common PSUs (default). independent: as if the samples had nothing in common. */
export type ChangeMethod = 'matched' | 'independent'

export interface Change {
  indicator: string
  /** The indicator's unit; a change of shares or percentages is in points of them. */
  unit?: string
  by: Record<string, Label>
  /** Later minus earlier, in the indicator's unit. */
  estimate: number | null
  se: number | null
  cv: number | null
  low: number | null
  high: number | null
  level: number
  df: number | null
  /** The smaller of the two samples' cases. */
  n: number
  before: Estimate
  after: Estimate
  covariance: number
  /** PSUs of both samples. */
  commonPsus: number
  method: ChangeMethod
  noError?: NoError
}

/**
 * Changes of every indicator and group from one sample to another. Groups that one sample lacks are left out.
 * @throws SurveyError as `estimate`
 */
export async function change(
  connection: DuckDBConnection,
  before: Design,
  after: Design,
  spec: Specification,
  { method = 'matched' }: { method?: ChangeMethod } = {},
): Promise<Change[]> {
  const first = await analyse(connection, before, spec)
  const second = await analyse(connection, after, spec)
  const common = commonPsus(first, second)
  const places = new Map(second.estimates.map((found, at) => [keyOf(found), at]))
  return first.estimates.flatMap((found, at) => {
    const other = places.get(keyOf(found))
    return other === undefined ? [] : [changeOf(first, at, second, other, common, method)]
  })
}

function keyOf({ indicator, by }: Estimate): string {
  return JSON.stringify([indicator, by])
}

interface Common {
  /** Of each PSU of the first sample: the same PSU of the second, or -1. */
  match: Int32Array
  /** Of each PSU of the first sample: its pair of strata. */
  pair: Int32Array
  /** Common PSUs per pair. */
  size: Int32Array
  count: number
}

function commonPsus(first: Analysis, second: Analysis): Common {
  const places = new Map(keysOf(second.frame).map((key, psu) => [key, psu]))
  const match = new Int32Array(first.frame.psus).fill(-1)
  const pair = new Int32Array(first.frame.psus)
  const pairs = new Map<number, number>()
  const size: number[] = []
  let count = 0
  keysOf(first.frame).forEach((key, psu) => {
    const other = places.get(key)
    if (other === undefined) return
    const strata =
      (first.frame.stratum[psu] as number) * second.frame.size.length +
      (second.frame.stratum[other] as number)
    let index = pairs.get(strata)
    if (index === undefined) {
      index = size.push(0) - 1
      pairs.set(strata, index)
    }
    match[psu] = other
    pair[psu] = index
    size[index] = (size[index] as number) + 1
    count++
  })
  return { match, pair, size: Int32Array.from(size), count }
}

function keysOf({ key, psus }: Frame): string[] {
  return Array.from({ length: psus }, (_, psu) => `${key[2 * psu]},${key[2 * psu + 1]}`)
}

function changeOf(
  first: Analysis,
  at: number,
  second: Analysis,
  other: number,
  common: Common,
  method: ChangeMethod,
): Change {
  const before = first.estimates[at] as Estimate
  const after = second.estimates[other] as Estimate
  const { rules } = second
  const out: Change = {
    indicator: before.indicator,
    ...(before.unit === undefined ? {} : { unit: before.unit }),
    by: before.by,
    estimate: before.estimate === null || after.estimate === null ? null : after.estimate - before.estimate,
    se: null,
    cv: null,
    low: null,
    high: null,
    level: rules.level,
    df: null,
    n: Math.min(before.n, after.n),
    before,
    after,
    covariance: 0,
    commonPsus: common.count,
    method,
  }
  if (out.estimate === null) return { ...out, noError: before.noError ?? after.noError ?? 'emptyDomain' }
  if (before.se === null || after.se === null)
    return { ...out, noError: before.noError ?? after.noError ?? 'noDesign' }
  const u0 = first.scores(at)
  const u1 = second.scores(other)
  if (method === 'matched' && u0 !== null && u1 !== null)
    out.covariance = matchedCovariance(u0, u1, first, second, common)
  const v = before.se * before.se + after.se * after.se - 2 * out.covariance
  const se = Math.sqrt(Math.max(0, v))
  out.se = se
  out.cv = variationPercent(out.estimate, se)
  out.df = Math.min(before.df ?? 0, after.df ?? 0)
  const times = multiplier(rules, out.df)
  if (times === null) return { ...out, noError: 'noDegreesOfFreedom' }
  return { ...out, ...wald(out.estimate, se, times) }
}

function matchedCovariance(
  u0: Scores,
  u1: Scores,
  first: Analysis,
  second: Analysis,
  common: Common,
): number {
  const a = spread(u0, first.frame.psus)
  const b = spread(u1, second.frame.psus)
  const { match, pair, size } = common
  const meanA = new Float64Array(size.length)
  const meanB = new Float64Array(size.length)
  match.forEach((to, psu) => {
    if (to < 0) return
    const p = pair[psu] as number
    meanA[p] = (meanA[p] as number) + (a[psu] as number) / (size[p] as number)
    meanB[p] = (meanB[p] as number) + (b[to] as number) / (size[p] as number)
  })
  let sum = 0
  match.forEach((to, psu) => {
    if (to < 0) return
    const p = pair[psu] as number
    const n = size[p] as number
    if (n > 1)
      sum +=
        (n / (n - 1)) *
        ((a[psu] as number) - (meanA[p] as number)) *
        ((b[to] as number) - (meanB[p] as number))
  })
  return sum
}

function spread({ psu, u, count }: Scores, psus: number): Float64Array {
  const all = new Float64Array(psus)
  for (let i = 0; i < count; i++) all[psu[i] as number] = u[i] as number
  return all
}
