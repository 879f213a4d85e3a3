/** Quantiles of the normal, Student and beta distributions, to about 1e-13. */

/** Inverse of the normal distribution (Hastings' start, Halley steps on the incomplete gamma function). */
export function normalQuantile(p: number): number {
  if (!(p > 0 && p < 1)) return p === 0 ? -Infinity : p === 1 ? Infinity : NaN
  if (p === 0.5) return 0
  if (p > 0.5) return -normalQuantile(1 - p)
  let x = start(p)
  for (let step = 0; step < 3; step++) {
    const error = normalBelow(x) - p
    const slope = error * Math.sqrt(2 * Math.PI) * Math.exp((x * x) / 2)
    x -= slope / (1 + (x * slope) / 2)
  }
  return x
}

function start(p: number): number {
  const t = Math.sqrt(-2 * Math.log(p))
  return -(
    t -
    (2.515517 + t * (0.802853 + t * 0.010328)) / (1 + t * (1.432788 + t * (0.189269 + t * 0.001308)))
  )
}

/** P(Z ≤ x) for x ≤ 0, by the incomplete gamma function: Q(1/2, x²/2)/2. */
function normalBelow(x: number): number {
  if (x > 0) return 1 - normalBelow(-x)
  const z = (x * x) / 2
  return z < 1.5 ? 0.5 - 0.5 * gammaSeries(0.5, z) : 0.5 * gammaFraction(0.5, z)
}

function gammaSeries(a: number, x: number): number {
  if (x === 0) return 0
  let term = 1 / a
  let sum = term
  for (let n = 1; n < 500; n++) {
    term *= x / (a + n)
    sum += term
    if (term < sum * 1e-17) break
  }
  return sum * Math.exp(-x + a * Math.log(x) - logGamma(a))
}

function gammaFraction(a: number, x: number): number {
  const tiny = 1e-300
  let b = x + 1 - a
  let c = 1 / tiny
  let d = 1 / b
  let h = d
  for (let i = 1; i < 500; i++) {
    const an = -i * (i - a)
    b += 2
    d = an * d + b
    if (Math.abs(d) < tiny) d = tiny
    c = b + an / c
    if (Math.abs(c) < tiny) c = tiny
    d = 1 / d
    const delta = d * c
    h *= delta
    if (Math.abs(delta - 1) < 1e-16) break
  }
  return Math.exp(-x + a * Math.log(x) - logGamma(a)) * h
}

/** Lanczos approximation, g = 607/128, 15 terms (Godfrey). */
export function logGamma(x: number): number {
  let sum = 0.9999999999999971
  const terms = [
    57.15623566586292, -59.59796035547549, 14.136097974741746, -0.4919138160976202, 3.399464998481189e-5,
    4.652362892704858e-5, -9.837447530487956e-5, 0.0001580887032249125, -0.00021026444172410488,
    0.00021743961811521265, -0.0001643181065367639, 8.441822398385275e-5, -2.6190838401581408e-5,
    3.6899182659531625e-6,
  ]
  for (let i = 0; i < terms.length; i++) sum += (terms[i] as number) / (x + i + 1)
  const t = x + 607 / 128 + 0.5
  return (x + 0.5) * Math.log(t) - t + Math.log((2.5066282746310007 * sum) / x)
}

/** Regularised incomplete beta function I_x(a, b) (continued fraction, Lentz). */
export function betaBelow(x: number, a: number, b: number): number {
  if (x <= 0) return 0
  if (x >= 1) return 1
  if (x > (a + 1) / (a + b + 2)) return 1 - betaBelow(1 - x, b, a)
  const front = Math.exp(logGamma(a + b) - logGamma(a) - logGamma(b) + a * Math.log(x) + b * Math.log1p(-x))
  const tiny = 1e-300
  let c = 1
  let d = 1 - ((a + b) * x) / (a + 1)
  if (Math.abs(d) < tiny) d = tiny
  d = 1 / d
  let h = d
  for (let m = 1; m < 10_000; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m))
    d = 1 + even * d
    if (Math.abs(d) < tiny) d = tiny
    c = 1 + even / c
    if (Math.abs(c) < tiny) c = tiny
    d = 1 / d
    h *= d * c
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1))
    d = 1 + odd * d
    if (Math.abs(d) < tiny) d = tiny
    c = 1 + odd / c
    if (Math.abs(c) < tiny) c = tiny
    d = 1 / d
    const delta = d * c
    h *= delta
    if (Math.abs(delta - 1) < 1e-16) break
  }
  return (front * h) / a
}

/** Inverse of the beta distribution: bisection to a bracket, then Newton inside it. */
export function betaQuantile(p: number, a: number, b: number): number {
  if (!(p >= 0 && p <= 1) || !(a > 0) || !(b > 0)) return NaN
  if (p === 0 || p === 1) return p
  const scale = logGamma(a + b) - logGamma(a) - logGamma(b)
  let low = 0
  let high = 1
  let x = a / (a + b)
  for (let step = 0; step < 400; step++) {
    const error = betaBelow(x, a, b) - p
    if (error > 0) high = x
    else low = x
    const density = Math.exp(scale + (a - 1) * Math.log(x) + (b - 1) * Math.log1p(-x))
    let next = x - error / density
    if (!(next > low && next < high)) next = (low + high) / 2
    if (Math.abs(next - x) <= 4e-16 * x) return next
    x = next
  }
  return x
}

/** P(T > t) for t ≥ 0. */
function studentAbove(t: number, df: number): number {
  return 0.5 * betaBelow(df / (df + t * t), df / 2, 0.5)
}

/** Quantile of Student's t; infinite degrees of freedom give the normal. */
export function studentQuantile(p: number, df: number): number {
  if (df === Infinity) return normalQuantile(p)
  if (!(df > 0) || !(p > 0 && p < 1)) return NaN
  if (p < 0.5) return -studentQuantile(1 - p, df)
  if (p === 0.5) return 0
  const tail = 1 - p
  const logScale = logGamma((df + 1) / 2) - logGamma(df / 2) - 0.5 * Math.log(df * Math.PI)
  let low = 0
  let high = 1
  while (studentAbove(high, df) > tail) {
    low = high
    high *= 2
  }
  let t = (low + high) / 2
  for (let step = 0; step < 400; step++) {
    const error = studentAbove(t, df) - tail
    if (error > 0) low = t
    else high = t
    const density = Math.exp(logScale - ((df + 1) / 2) * Math.log1p((t * t) / df))
    let next = t + error / density
    if (!(next > low && next < high)) next = (low + high) / 2
    if (Math.abs(next - t) <= 4e-16 * t) return next
    t = next
  }
  return t
}
