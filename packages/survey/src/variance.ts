/**
 * The variance of anything linear in the sample, from its scores: one number per PSU, zero where the domain is absent.
 *
 * With-replacement between PSUs, within strata (Taylor linearisation; Cochran 1977, Särndal et al. 1992, R `svyrecvar`):
 * V = Σ_h (1−f_h) · n_h/(n_h−1) · Σ_i (u_hi − ū_h)². PSUs without a row in the domain count as u = 0; they are not
 * stored, their share is (n_h − m_h)·ū_h². Deviations are squared, never differences of squares, so nothing cancels.
 */
import type { Rules } from './design.ts'
import { SurveyError } from './errors.ts'
import type { Frame } from './scan.ts'

/** Scores of one estimate: `psu[i]` has `u[i]`; a PSU that is present in the domain stands here even if its score is 0. */
export interface Scores {
  psu: Int32Array
  u: Float64Array
  count: number
}

/** Strata that a domain's PSUs lie in, with the number of PSUs present and the sum of scores. */
class Strata {
  readonly touched: number[] = []
  readonly present: Int32Array
  readonly mean: Float64Array

  constructor(frame: Frame, scores: Scores) {
    this.present = new Int32Array(frame.size.length)
    this.mean = new Float64Array(frame.size.length)
    for (let i = 0; i < scores.count; i++) {
      const h = frame.stratum[scores.psu[i] as number] as number
      if (this.present[h] === 0) this.touched.push(h)
      this.present[h] = (this.present[h] as number) + 1
      this.mean[h] = (this.mean[h] as number) + (scores.u[i] as number)
    }
    for (const h of this.touched) this.mean[h] = (this.mean[h] as number) / (frame.size[h] as number)
  }
}

/** Lonely strata among those given, by name; the policy `fail` raises this. */
export function lonelyNames(frame: Frame, strata: Iterable<number>): string[] {
  const names: string[] = []
  for (const h of strata) if (frame.size[h] === 1 && !certain(frame, h)) names.push(String(frame.strata[h]))
  return names
}

/** A stratum of which every PSU was drawn has no sampling variance. */
function certain(frame: Frame, h: number): boolean {
  return frame.population !== null && fraction(frame, h) < 1e-7
}

/** 1 − f of a stratum: 1 without a finite population correction. */
function fraction(frame: Frame, h: number): number {
  const population = frame.population?.[h]
  return population === undefined || population === Infinity
    ? 1
    : (population - (frame.size[h] as number)) / population
}

/** Covariance of two estimates of the same sample; of an estimate with itself, its variance. NaN where every stratum is lonely under `average`. */
export function covariance(frame: Frame, a: Scores, b: Scores, rules: Rules): number {
  const size = frame.size.length
  const strataA = new Strata(frame, a)
  const same = a === b
  const strataB = same ? strataA : new Strata(frame, b)
  const touched = same ? strataA.touched : union(strataA.touched, strataB.touched)
  if (rules.lonely === 'fail') {
    const names = lonelyNames(frame, touched)
    if (names.length > 0) throw lonelyError(names)
  }
  const presence = same ? strataA.present : presentInEither(frame, a, b)

  // What each stratum's scores are centred on: their own mean, or for lonely strata under `adjust` the mean over strata.
  const centreA = strataA.mean
  const centreB = strataB.mean
  const left = new Uint8Array(size)
  if (rules.lonely === 'adjust') {
    const overall = (strata: Strata) =>
      strata.touched.reduce((sum, h) => sum + (strata.mean[h] as number) * (frame.size[h] as number), 0) /
      touched.length
    const overallA = overall(strataA)
    const overallB = same ? overallA : overall(strataB)
    for (const h of touched) {
      if (!isLonely(frame, h, presence, rules)) continue
      centreA[h] = overallA
      centreB[h] = overallB
    }
  } else if (rules.lonely === 'average') {
    for (const h of touched) if (isLonely(frame, h, presence, rules)) left[h] = 1
  }

  const sums = new Float64Array(size)
  const psus = same ? a : pairs(frame, a, b)
  const u = psus.u
  const v = 'v' in psus ? (psus.v as Float64Array) : u
  for (let i = 0; i < psus.count; i++) {
    const h = frame.stratum[psus.psu[i] as number] as number
    sums[h] =
      (sums[h] as number) +
      ((u[i] as number) - (centreA[h] as number)) * ((v[i] as number) - (centreB[h] as number))
  }
  let total = 0
  let used = 0
  for (const h of touched) {
    if (left[h] === 1) continue
    used++
    const n = frame.size[h] as number
    const absent = n - (presence[h] as number)
    const scale = certain(frame, h) ? 0 : fraction(frame, h) * (n > 1 ? n / (n - 1) : 1)
    total += scale * ((sums[h] as number) + absent * (centreA[h] as number) * (centreB[h] as number))
  }
  return used === 0 ? (touched.length === 0 ? 0 : NaN) : (total * touched.length) / used
}

function isLonely(frame: Frame, h: number, presence: Int32Array, rules: Rules): boolean {
  return frame.size[h] === 1 || (rules.lonelyInDomain && presence[h] === 1)
}

export function variance(frame: Frame, scores: Scores, rules: Rules): number {
  return covariance(frame, scores, scores, rules)
}

export function lonelyError(names: readonly string[]): SurveyError {
  const strata = [...new Set(names)].sort((a, b) => a.localeCompare(b, 'en', { numeric: true }))
  return new SurveyError(
    'lonelyPsu',
    `${strata.length === 1 ? 'stratum' : 'strata'} ${strata.join(', ')} ${strata.length === 1 ? 'has' : 'have'} only one PSU: choose what to do with Design.lonely (remove, certainty, adjust, average)`,
    { strata },
  )
}

function union(a: readonly number[], b: readonly number[]): number[] {
  return [...new Set([...a, ...b])]
}

/** Both scores side by side over the PSUs present in either. */
function pairs(frame: Frame, a: Scores, b: Scores): Scores & { v: Float64Array } {
  const place = new Int32Array(frame.psus).fill(-1)
  const psu = new Int32Array(a.count + b.count)
  const u = new Float64Array(a.count + b.count)
  const v = new Float64Array(a.count + b.count)
  let count = 0
  for (let i = 0; i < a.count; i++) {
    const at = a.psu[i] as number
    place[at] = count
    psu[count] = at
    u[count++] = a.u[i] as number
  }
  for (let i = 0; i < b.count; i++) {
    const at = b.psu[i] as number
    let to = place[at] as number
    if (to < 0) {
      to = count++
      psu[to] = at
    }
    v[to] = b.u[i] as number
  }
  return { psu, u, v, count }
}

function presentInEither(frame: Frame, a: Scores, b: Scores): Int32Array {
  const both = pairs(frame, a, b)
  const present = new Int32Array(frame.size.length)
  for (let i = 0; i < both.count; i++) {
    const h = frame.stratum[both.psu[i] as number] as number
    present[h] = (present[h] as number) + 1
  }
  return present
}
