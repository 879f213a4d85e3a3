/**
 * Designs with replicate weights: the sample is weighted anew R times, and the spread of the R estimates is the error.
 *
 * V = Σ_r c_r · (θ_r − centre)², c_r = scale · rscales_r; centre: the mean of the θ_r, or with `mse` the estimate itself.
 * (Wolter, Introduction to Variance Estimation, 2007; Rust and Rao 1996; R: `svrepdesign`, `as.svrepdesign`.)
 */
import { SurveyError } from './errors.ts'

/** Replicate weights that the survey's publisher gives, a column each. The design then needs no strata and no PSUs. */
export interface SuppliedReplicates {
  /** Tells the scale where none is said. other: `scale` and `rscales` 1. */
  type:
    | 'JK1'
    | 'JKn'
    | 'JK2'
    | 'BRR'
    | 'Fay'
    | 'bootstrap'
    | 'subbootstrap'
    | 'ACS'
    | 'successive-difference'
    | 'other'
  /** SQL numbers, one per replicate: `['repw1', 'repw2', …]`. May be negative or zero, never missing. */
  weights: readonly string[]
  /** true (default): the columns are weights. false: factors that multiply `Design.weight`. */
  combined?: boolean
  /** Fay's ρ, 0 ≤ ρ < 1: wanted for its scale, unless that is given. */
  rho?: number
  /** Factor of the whole sum. Default by type: JK1 (R−1)/R, BRR 1/R, Fay 1/(R(1−ρ)²), bootstraps 1/(R−1), ACS and successive-difference 4/R, others 1. */
  scale?: number
  /** Factors of each replicate: one number for all, or R of them (JKn: wanted, (n_h−1)/n_h of the stratum that the replicate leaves a PSU of). */
  rscales?: number | readonly number[]
  /** Deviations from the estimate (true) or from the mean of the replicates (false, the default, as in R). */
  mse?: boolean
  /** Degrees of freedom that the publisher states. Absent: rank of the weights − 1. */
  df?: number
}

/** Replicate weights made here from strata and PSUs, constant in a PSU: no column is read for them. */
export type MadeReplicates =
  /** One PSU left out at a time: of an unstratified sample, of each stratum. A lonely PSU follows `Design.lonely`; `Design.fpc` is used. */
  | { type: 'JK1' | 'JKn'; mse?: boolean }
  /** Balanced half-samples of strata of two PSUs; Fay's keeps a share ρ of the other half. */
  | { type: 'BRR'; mse?: boolean }
  | { type: 'Fay'; rho: number; mse?: boolean }
  /** bootstrap: n_h PSUs drawn with replacement (Canty and Davison 1999). subbootstrap: n_h − 1 (Rao and Wu 1988). `replicates`: 200 where absent. */
  | { type: 'bootstrap' | 'subbootstrap'; seed: number; replicates?: number; mse?: boolean }

export type Replicates = SuppliedReplicates | MadeReplicates

export function isSupplied(replicates: Replicates | undefined): replicates is SuppliedReplicates {
  return replicates !== undefined && 'weights' in replicates
}

/** What a variance needs of the replicates, wherever they come from. */
export interface Replication {
  type: Replicates['type']
  count: number
  /** scale · rscales of each replicate. */
  times: Float64Array
  mse: boolean
  /** Rank of the replicate weights − 1, or what the publisher states. */
  df: number
  /** How made replicates weight a PSU's sums; null where the weights are supplied and the scan has their sums. */
  made: Made | null
}

/** Made replicates: what becomes of sums per PSU under each of them. */
export interface Made {
  /** Adds up `sums` of the PSUs `psu` (rising) under every replicate. */
  totals(psu: Int32Array, sums: Float64Array, count: number): Float64Array
  /** Rank of the rows of some PSUs (rising) − 1. */
  degrees(psu: Int32Array, count: number): number
}

/** A specification that contradicts itself. */
export function refuse(message: string, reason: string, values: Record<string, string | number> = {}): never {
  throw new SurveyError('specification', message, { reason, ...values })
}

/** Checks what can be checked before a row is read. */
export function checkReplicates(design: {
  replicates?: Replicates
  strata?: string | null
  psu?: string | null
  fpc?: unknown
  second?: unknown
  calibration?: unknown
}): void {
  const { replicates } = design
  if (replicates === undefined) return
  if (design.second) refuse('replicates know one stage of sampling: leave out second', 'replicatesAndSecond')
  if (design.calibration)
    refuse('replicate weights are not calibrated here: supply calibrated ones', 'replicatesAndCalibration')
  const { type } = replicates
  if ('rho' in replicates && replicates.rho !== undefined && !(replicates.rho >= 0 && replicates.rho < 1))
    refuse(`Fay's rho is ${replicates.rho}: a number from 0 to below 1 is wanted`, 'rho')
  const scaled = isSupplied(replicates) && replicates.scale !== undefined
  if (type === 'Fay' && replicates.rho === undefined && !scaled) refuse('Fay replicates need rho', 'rho')
  if (isSupplied(replicates)) {
    if (design.strata || design.psu)
      refuse(
        'supplied replicate weights take the place of strata and psu: give one or the other',
        'replicatesAndPsu',
      )
    timesOf(replicates)
    return
  }
  if (!design.strata || !design.psu)
    refuse(`${type} replicates are made from strata and psu: both are wanted`, 'replicatesWithoutPsu')
  if (design.fpc && type !== 'JK1' && type !== 'JKn')
    refuse(`${type} replicates cannot follow a finite population correction`, 'fpcWithReplicates')
  if (replicates.type !== 'bootstrap' && replicates.type !== 'subbootstrap') return
  if (!Number.isFinite(replicates.seed)) refuse(`${type} replicates need a seed`, 'seed')
  const { replicates: count = 200 } = replicates
  if (!Number.isInteger(count) || count < 2)
    refuse(`${count} bootstrap replicates: a whole number from 2 on is wanted`, 'replicateCount')
}

/** Periods are compared through their common PSUs, which replicates do not keep. */
export function refuseReplicates(designs: readonly { replicates?: Replicates }[], what: string): void {
  if (designs.some(({ replicates }) => replicates !== undefined))
    refuse(`${what} needs strata and PSUs, not replicates`, 'replicatesAcrossPeriods')
}

/** scale · rscales of supplied replicates. */
export function timesOf(supplied: SuppliedReplicates): Float64Array {
  const { type, weights, rho = 0, rscales } = supplied
  const count = weights.length
  if (count < 2) refuse(`${count} replicate weights: two at least are wanted`, 'replicateCount')
  if (type === 'JKn' && rscales === undefined)
    refuse('JKn replicate weights need rscales, (n−1)/n of the stratum of each', 'rscales')
  if (Array.isArray(rscales) && rscales.length !== count)
    refuse(`rscales has ${rscales.length} numbers, but there are ${count} replicate weights`, 'rscales', {
      rscales: rscales.length,
      weights: count,
    })
  const scale = supplied.scale ?? defaultScale(type, count, rho)
  const times = Float64Array.from(
    { length: count },
    (_, r) => scale * (typeof rscales === 'number' ? rscales : (rscales?.[r] ?? 1)),
  )
  const bad = times.findIndex((value) => !(value >= 0 && value < Infinity))
  if (bad >= 0)
    refuse(
      `scale · rscales of replicate ${bad + 1} is ${times[bad]}: a finite number from 0 on is wanted`,
      'rscales',
    )
  return times
}

function defaultScale(type: SuppliedReplicates['type'], count: number, rho: number): number {
  if (type === 'JK1') return (count - 1) / count
  if (type === 'BRR') return 1 / count
  if (type === 'Fay') return 1 / (count * (1 - rho) ** 2)
  if (type === 'bootstrap' || type === 'subbootstrap') return 1 / (count - 1)
  return type === 'ACS' || type === 'successive-difference' ? 4 / count : 1
}

/**
 * Covariance of two estimates from their deviations θ_r − θ (NaN: the replicate gave none, and is left out, as in R).
 * NaN where no replicate is left.
 */
export function replicateCovariance(
  { times, count, mse }: Replication,
  { u: as }: { u: Float64Array },
  { u: bs }: { u: Float64Array },
): number {
  let used = 0
  let centred = 0
  let meanA = 0
  let meanB = 0
  for (let r = 0; r < count; r++) {
    const u = as[r] as number
    const v = bs[r] as number
    if (Number.isNaN(u + v)) continue
    used++
    if ((times[r] as number) <= 0) continue
    centred++
    meanA += u
    meanB += v
  }
  if (used === 0) return Number.NaN
  meanA = mse || centred === 0 ? 0 : meanA / centred
  meanB = mse || centred === 0 ? 0 : meanB / centred
  let sum = 0
  for (let r = 0; r < count; r++) {
    const product = ((as[r] as number) - meanA) * ((bs[r] as number) - meanB)
    if (!Number.isNaN(product)) sum += (times[r] as number) * product
  }
  return sum
}
