/**
 * Chance that repeats: the same seed gives the same draws on every machine and every Node.
 * Integer arithmetic and + − × ÷ only; `Math.exp`, `log` and `pow` may differ in the last digit between engines.
 */
export class Random {
  #a: number
  #b: number
  #c: number
  #d = 1

  /** Draws are decided by the parts alone (whole numbers), so a dwelling is the same whichever file asks for it. */
  constructor(...parts: readonly number[]) {
    this.#a = mix(0x9e3779b9, parts)
    this.#b = mix(0x243f6a88, parts)
    this.#c = mix(0xb7e15162, parts)
    for (let i = 0; i < 8; i++) this.next()
  }

  /** In [0, 1), 32 bits. The generator is sfc32 of Chris Doty-Humphrey (PractRand, public domain). */
  next(): number {
    const sum = (((this.#a + this.#b) | 0) + this.#d) | 0
    this.#d = (this.#d + 1) | 0
    this.#a = this.#b ^ (this.#b >>> 9)
    this.#b = (this.#c + (this.#c << 3)) | 0
    this.#c = (this.#c << 21) | (this.#c >>> 11)
    this.#c = (this.#c + sum) | 0
    return (sum >>> 0) / 4294967296
  }

  /** Whole number from `low` to `high`, both included. */
  between(low: number, high: number): number {
    return low + Math.floor(this.next() * (high - low + 1))
  }

  chance(probability: number): boolean {
    return this.next() < probability
  }

  /** One of the values, each as likely as its weight says: `[[value, weight], …]`. */
  of<T>(choices: readonly Choice<T>[]): T {
    return choose(choices, this.next())
  }

  /** A value of a distribution given by equally spaced quantiles, straight lines between them. */
  quantile(quantiles: readonly number[]): number {
    return interpolate(quantiles, this.next())
  }
}

export type Choice<T> = readonly [value: T, weight: number]

/** The value at share `u` (0 to 1) of the weights. */
export function choose<T>(choices: readonly Choice<T>[], u: number): T {
  let total = 0
  for (const choice of choices) total += choice[1]
  let rest = u * total
  for (const choice of choices) {
    rest -= choice[1]
    if (rest < 0) return choice[0]
  }
  const last = choices.findLast((choice) => choice[1] > 0)
  if (last === undefined) throw new Error('nothing to choose from')
  return last[0]
}

/** The quantile `u` (0 to 1) of equally spaced ones. */
export function interpolate(quantiles: readonly number[], u: number): number {
  const at = u * (quantiles.length - 1)
  const floor = Math.floor(at)
  const low = quantiles[floor] ?? 0
  return low + ((quantiles[floor + 1] ?? low) - low) * (at - floor)
}

/** 32 bits of the parts, by the finaliser of MurmurHash3 (Austin Appleby, public domain). */
function mix(start: number, parts: readonly number[]): number {
  let hash = start | 0
  for (const part of parts) {
    hash = Math.imul(hash ^ part, 0x85ebca6b)
    hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
    hash ^= hash >>> 16
  }
  return hash
}
