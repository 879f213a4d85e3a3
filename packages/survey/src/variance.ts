/**
 * The variance of anything linear in the sample, from its scores: one number per PSU, zero where the domain is absent.
 *
 * With-replacement between PSUs, within strata (Taylor linearisation; Cochran 1977, Särndal et al. 1992, R `svyrecvar`):
 * V = Σ_h (1−f_h) · n_h/(n_h−1) · Σ_i (u_hi − ū_h)². PSUs without a row in the domain count as u = 0; they are not
 * stored, their share is (n_h − m_h)·ū_h². Deviations are squared, never differences of squares, so nothing cancels.
 */
import { bareSums, jointDomain } from './calibrate-scores.ts'
import type { Rules } from './design.ts'
import { SurveyError } from './errors.ts'
import { replicateCovariance } from './replicate.ts'
import { combinedReplicates } from './replicate-scores.ts'
import type { Frame } from './scan.ts'
import { collapsed, insidePsus } from './stages.ts'
import type { Group, Table } from './table.ts'

/**
 * Scores of one estimate: PSU `psu[i]`, in rising order, has `u[i]`. A PSU present in the domain stands here even if its score is 0.
 * Of a design with replicate weights: `u[r]` is the deviation of replicate r from the estimate, and there are no PSUs.
 */
export interface Scores {
  psu: Int32Array
  u: Float64Array
  count: number
  /** Scores of the second-stage units, in a sample of two stages. */
  within?: Scores
  /** Of a calibrated design, whose residuals lie in every PSU: 1 for those in which the estimate has rows. */
  domain?: Uint8Array
}

/** Scores a·y + b·x of a group's PSUs that have rows by the count `base`; into `room` where given. */
export function scoresOf(
  group: Group,
  { y, a, x, b, base }: { y: number; a: number; x: number; b: number; base: number },
  room: Scores = roomFor(group.end - group.start),
): Scores {
  const { table, start, end } = group
  const ys = table.sum(y)
  const xs = table.sum(x)
  const rows = table.sum(base)
  const { order, unit, within } = table
  const psuOf = unit ?? table.psu
  const { psu, u } = within === null ? room : roomFor(end - start)
  let count = 0
  let before = -1
  let sumY = 0
  let sumX = 0
  for (let i = start; i < end; i++) {
    const cell = order[i] as number
    if (rows[cell] === 0) continue
    const at = psuOf[cell] as number
    // A PSU's cells are added up first: whole numbers stay exact, and crossings give the same whichever share a scan.
    if (at !== before) {
      psu[count++] = at
      before = at
      sumY = 0
      sumX = 0
    }
    sumY += ys[cell] as number
    sumX += xs[cell] as number
    u[count - 1] = a * sumY + b * sumX
  }
  if (table.calibration !== null) {
    const { residuals } = table.calibration
    const own = residuals.of({ psu, u, count }, bareSums(group, { y, a, x, b }))
    return within === null ? own : collapsed(own, within)
  }
  if (within !== null) return collapsed({ psu, u, count }, within)
  room.count = count
  return room
}

export function roomFor(count: number): Scores {
  return { psu: new Int32Array(count), u: new Float64Array(count), count: 0 }
}

/** The same scores, with 0 for the PSUs in which other groups of the table have rows. */
export function widened(scores: Scores, table: Table, base: number, frame: Frame): Scores {
  const rows = table.sum(base)
  const { unit, within, grouped } = table
  const wide = spread(scores, rows, grouped, table.psu, frame.psus)
  if (within === null || unit === null || scores.within === undefined) return wide
  return { ...wide, within: spread(scores.within, rows, grouped, unit, within.frame.psus) }
}

function spread(
  scores: Scores,
  rows: Float64Array,
  cells: Int32Array,
  psuOf: Int32Array,
  psus: number,
): Scores {
  const present = new Uint8Array(psus)
  for (const cell of cells) if (rows[cell] !== 0) present[psuOf[cell] as number] = 1
  const values = new Float64Array(psus)
  for (let i = 0; i < scores.count; i++) values[scores.psu[i] as number] = scores.u[i] as number
  return gathered(values, present)
}

function gathered(values: Float64Array, present: Uint8Array): Scores {
  const room = roomFor(values.length)
  for (let psu = 0; psu < values.length; psu++) {
    if (present[psu] === 0) continue
    room.psu[room.count] = psu
    room.u[room.count++] = values[psu] as number
  }
  return room
}

/** c₁·u₁ + c₂·u₂ + …: scores of a linear combination of estimates. */
export function combined(parts: readonly { scores: Scores; times: number }[], frame: Frame): Scores {
  if (frame.replicates !== undefined) return combinedReplicates(parts, frame.replicates.count)
  const sum = new Float64Array(frame.psus)
  const present = new Uint8Array(frame.psus)
  for (const { scores, times } of parts)
    for (let i = 0; i < scores.count; i++) {
      const psu = scores.psu[i] as number
      sum[psu] = (sum[psu] as number) + times * (scores.u[i] as number)
      present[psu] = 1
    }
  const whole = { ...gathered(sum, present), ...jointDomain(parts.map(({ scores }) => scores)) }
  if (frame.within === undefined) return whole
  const units = parts.flatMap(({ scores: { within }, times }) =>
    within === undefined ? [] : [{ scores: within, times }],
  )
  return { ...whole, within: combined(units, frame.within.frame) }
}

/** Covariance of two estimates of one sample. NaN where every stratum is lonely under `average`, or no replicate gave both. */
export function covariance(frame: Frame, a: Scores, b: Scores, rules: Rules): number {
  if (frame.replicates !== undefined) return replicateCovariance(frame.replicates, a, b)
  const between = betweenPsus(frame, a, b, rules)
  if (a.within === undefined || b.within === undefined) return between
  return between + insidePsus(frame, a.within, b.within, (units, u, v) => betweenPsus(units, u, v, rules))
}

/** Of one stage. */
function betweenPsus(frame: Frame, a: Scores, b: Scores, rules: Rules): number {
  const adjust = rules.lonely === 'adjust'
  const overallA = adjust ? meanOverStrata(frame, a) : 0
  const overallB = adjust ? (a === b ? overallA : meanOverStrata(frame, b)) : 0
  let total = 0
  let used = 0
  let strata = 0
  const lonely: string[] = []
  for (let i = 0, j = 0; i < a.count || j < b.count; ) {
    const h = Math.min(stratumAt(frame, a, i), stratumAt(frame, b, j))
    const endA = endOf(frame, a, i, h)
    const endB = a === b ? endA : endOf(frame, b, j, h)
    const n = frame.size[h] as number
    const present = a === b ? endA - i : inEither(a, i, endA, b, j, endB)
    const open = uncovered(frame, h)
    strata++
    let centreA = sumOf(a, i, endA) / n
    let centreB = a === b ? centreA : sumOf(b, j, endB) / n
    let counts = true
    if (open > 0 && (n === 1 || (rules.lonelyInDomain && present === 1))) {
      if (n === 1 && rules.lonely === 'fail') lonely.push(String(frame.strata[h]))
      else if (rules.lonely === 'average') counts = false
      else if (adjust) {
        centreA = overallA
        centreB = overallB
      }
    }
    if (counts) {
      used++
      const products =
        a === b ? squares(a, i, endA, centreA) : crossed(a, i, endA, centreA, b, j, endB, centreB)
      total += open * (n > 1 ? n / (n - 1) : 1) * (products + (n - present) * centreA * centreB)
    }
    i = endA
    j = endB
  }
  if (lonely.length > 0) throw lonelyError(lonely)
  return used === 0 ? (strata === 0 ? 0 : Number.NaN) : (total * strata) / used
}

export function variance(frame: Frame, scores: Scores, rules: Rules): number {
  return covariance(frame, scores, scores, rules)
}

/** 1 − f of a stratum: 1 without a finite population correction, 0 where every PSU was drawn (such a stratum has no sampling error). */
export function uncovered(frame: Frame, h: number): number {
  const population = frame.population?.[h]
  if (population === undefined || population === Infinity) return 1
  const share = (population - (frame.size[h] as number)) / population
  return share < 1e-7 ? 0 : share
}

/** Strata of one PSU among those given, by name. */
export function lonelyNames(frame: Frame, strata: Iterable<number>): string[] {
  const names: string[] = []
  for (const h of strata)
    if (frame.size[h] === 1 && uncovered(frame, h) > 0) names.push(String(frame.strata[h]))
  return names
}

export function lonelyError(names: readonly string[], stage = 1): SurveyError {
  const strata = [...new Set(names)].sort((a, b) => a.localeCompare(b, 'en', { numeric: true }))
  const one = strata.length === 1
  const noun = stage === 1 ? (one ? 'stratum' : 'strata') : one ? 'PSU' : 'PSUs'
  const what = stage === 1 ? 'PSU' : 'second-stage unit'
  return new SurveyError(
    'lonelyPsu',
    `${noun} ${strata.join(', ')} ${one ? 'has' : 'have'} only one ${what}: choose what to do with Design.lonely (remove, certainty, adjust, average)`,
    { strata, stage },
  )
}

/** Mean score over the PSUs, absent ones too, of the strata that the domain lies in. */
function meanOverStrata(frame: Frame, scores: Scores): number {
  let psus = 0
  for (let i = 0; i < scores.count; ) {
    const h = stratumAt(frame, scores, i)
    psus += frame.size[h] as number
    i = endOf(frame, scores, i, h)
  }
  return psus === 0 ? 0 : sumOf(scores, 0, scores.count) / psus
}

function stratumAt(frame: Frame, scores: Scores, i: number): number {
  return i < scores.count ? (frame.stratum[scores.psu[i] as number] as number) : Infinity
}

function endOf({ stratum }: Frame, { psu, count }: Scores, from: number, h: number): number {
  let i = from
  while (i < count && stratum[psu[i] as number] === h) i++
  return i
}

function sumOf({ u }: Scores, from: number, to: number): number {
  let sum = 0
  for (let i = from; i < to; i++) sum += u[i] as number
  return sum
}

function squares({ u }: Scores, from: number, to: number, centre: number): number {
  let sum = 0
  for (let i = from; i < to; i++) {
    const off = (u[i] as number) - centre
    sum += off * off
  }
  return sum
}

/** Σ (u − ū)(v − v̄) over PSUs present in either, absent ones counting as 0. */
function crossed(
  a: Scores,
  i: number,
  endA: number,
  centreA: number,
  b: Scores,
  j: number,
  endB: number,
  centreB: number,
): number {
  let sum = 0
  while (i < endA || j < endB) {
    const left = i < endA ? (a.psu[i] as number) : Infinity
    const right = j < endB ? (b.psu[j] as number) : Infinity
    const u = left <= right ? (a.u[i++] as number) : 0
    const v = right <= left ? (b.u[j++] as number) : 0
    sum += (u - centreA) * (v - centreB)
  }
  return sum
}

function inEither(a: Scores, i: number, endA: number, b: Scores, j: number, endB: number): number {
  let count = 0
  for (; i < endA || j < endB; count++) {
    const left = i < endA ? (a.psu[i] as number) : Infinity
    const right = j < endB ? (b.psu[j] as number) : Infinity
    if (left <= right) i++
    if (right <= left) j++
  }
  return count
}
