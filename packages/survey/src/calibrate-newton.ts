/** Newton's method for the calibration equations Σ w·F(x′λ)·x = t (Deville and Särndal 1992, section 2). */
import { type Basis, inner } from './calibrate-basis.ts'
import type { Calibration } from './calibration.ts'

type Distance = Extract<Calibration, { totals: unknown }>

/** g = F(u) and its slope. */
interface Curve {
  value: (u: number) => number
  slope: (u: number) => number
}

function curveOf({
  method = 'linear',
  bounds: [low, high] = [Number.NEGATIVE_INFINITY, Infinity],
}: Distance): Curve {
  const clipped = (g: number) => Math.min(high, Math.max(low, g))
  if (method === 'linear')
    return { value: (u) => clipped(1 + u), slope: (u) => (1 + u < low || 1 + u > high ? 0 : 1) }
  if (method === 'raking')
    return {
      value: (u) => clipped(Math.exp(u)),
      slope: (u) => (Math.exp(u) < low || Math.exp(u) > high ? 0 : Math.exp(u)),
    }
  const rate = (high - low) / ((1 - low) * (high - 1))
  // Share of the way from the lowest to the highest factor.
  const share = (u: number) => 1 / (1 + ((high - 1) / (1 - low)) * Math.exp(-rate * u))
  return {
    value: (u) => low + (high - low) * share(u),
    slope: (u) => (high - low) * rate * share(u) * (1 - share(u)),
  }
}

/**
 * Factors that meet the totals, or come as near as Newton's method gets: the caller judges.
 * A step that does not bring the totals nearer is halved; near the solution each step doubles the digits.
 */
export function newton(
  basis: Basis,
  weight: Float64Array,
  distance: Distance,
): { factor: Float64Array; rounds: number } {
  const curve = curveOf(distance)
  const { directions, totals } = basis
  const p = directions.length
  const state = (lambda: Float64Array) => {
    const u = combination(directions, lambda, weight.length)
    const factor = u.map(curve.value)
    const missed = Float64Array.from(directions, (d, j) => (totals[j] as number) - inner(d, factor, weight))
    return { lambda, u, missed, factor, size: Math.hypot(...missed) }
  }
  let now = state(startOf(basis, weight, distance))
  let rounds = 0
  const size = Math.hypot(...totals)
  while (now.size > 1e-15 * size && rounds < (distance.rounds ?? 200)) {
    rounds++
    const slope = now.u.map((u, a) => curve.slope(u) * (weight[a] as number))
    const step = solveSymmetric(gram(directions, slope), now.missed, p)
    let found = now
    // At the last digits a shorter step helps no more.
    const least = now.size < 1e-11 * size ? 1 : 1e-9
    for (let part = 1; part >= least; part /= 2) {
      const next = state(now.lambda.map((value, j) => value + part * (step[j] as number)))
      if (next.size < now.size) {
        found = next
        break
      }
    }
    if (found === now) break
    now = found
  }
  return { factor: now.factor, rounds }
}

/** 0; for `raking`, the factor that all weights share where the population is many times the sample. */
function startOf({ directions, totals }: Basis, weight: Float64Array, { method }: Distance): Float64Array {
  const start = new Float64Array(directions.length)
  if (method !== 'raking') return start
  const ones = new Float64Array(weight.length).fill(1)
  const constant = Float64Array.from(directions, (direction) => inner(direction, ones, weight))
  const whole = combination(directions, constant, weight.length)
  if (whole.some((value) => Math.abs(value - 1) > 1e-6)) return start
  const population = constant.reduce((sum, value, j) => sum + value * (totals[j] as number), 0)
  const ratio = population / inner(ones, ones, weight)
  return ratio > 0 ? constant.map((value) => value * Math.log(ratio)) : start
}

function combination(directions: readonly Float64Array[], times: Float64Array, length: number): Float64Array {
  const sum = new Float64Array(length)
  directions.forEach((direction, j) => {
    const by = times[j] as number
    if (by !== 0) for (let a = 0; a < length; a++) sum[a] = (sum[a] as number) + by * (direction[a] as number)
  })
  return sum
}

function gram(directions: readonly Float64Array[], weight: Float64Array): Float64Array {
  const p = directions.length
  const matrix = new Float64Array(p * p)
  for (let i = 0; i < p; i++)
    for (let j = 0; j <= i; j++) {
      const value = inner(directions[i] as Float64Array, directions[j] as Float64Array, weight)
      matrix[i * p + j] = value
      matrix[j * p + i] = value
    }
  return matrix
}

/** Cholesky; a direction in which nothing moves any more (every factor at its bound) is left where it is. */
function solveSymmetric(matrix: Float64Array, right: Float64Array, p: number): Float64Array {
  const lower = Float64Array.from(matrix)
  const at = (i: number, j: number) => lower[i * p + j] as number
  let largest = 0
  for (let i = 0; i < p; i++) largest = Math.max(largest, at(i, i))
  const x = Float64Array.from(right)
  for (let i = 0; i < p; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = at(i, j)
      for (let k = 0; k < j; k++) sum -= at(i, k) * at(j, k)
      if (i === j) lower[i * p + i] = sum > 1e-14 * largest ? Math.sqrt(sum) : Infinity
      else lower[i * p + j] = at(j, j) === Infinity ? 0 : sum / at(j, j)
    }
    let sum = x[i] as number
    for (let k = 0; k < i; k++) sum -= at(i, k) * (x[k] as number)
    x[i] = sum / at(i, i)
  }
  for (let i = p - 1; i >= 0; i--) {
    let sum = x[i] as number
    for (let k = i + 1; k < p; k++) sum -= at(k, i) * (x[k] as number)
    x[i] = sum / at(i, i)
  }
  return x
}
