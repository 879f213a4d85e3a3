/**
 * Random numbers that are the same on every machine: xoshiro128++ (Blackman and Vigna 2021, ACM TOMS 47(4)), integer
 * operations of 32 bits only, so no engine's rounding or mathematics library has a say in who is drawn. Samples and
 * bootstraps alike: what a seed draws is written in minutes and reports, and must not change (the tests hold it fast).
 */

/** What a draw is repeated by: write it in the minutes. Text and number of the same digits are the same seed. */
export type Seed = number | string

export interface Random {
  /** A whole number from 0 to 2³² − 1. */
  word(): number
  /** From 0 (possible) to 1 (not possible), in steps of 2⁻⁵³. */
  uniform(): number
}

/** The stream of a seed; `of` gives each stratum or cluster a stream of its own, so that its sample doesn't depend on the others. */
export function randomOf(seed: Seed, ...of: readonly (string | number)[]): Random {
  const random = xoshiro(stateOf([seed, ...of].map(String)))
  // Seeds that differ little have states that differ little only before the first steps.
  for (let step = 0; step < 16; step++) random.word()
  return random
}

/** xoshiro128++ from a state of four words, not all of them zero. */
export function xoshiro(state: Uint32Array): Random {
  const word = (): number => {
    const [a, b, c, d] = state as unknown as [number, number, number, number]
    const result = (rotated((a + d) >>> 0, 7) + a) >>> 0
    const c1 = c ^ a
    const d1 = d ^ b
    state[1] = b ^ c1
    state[0] = a ^ d1
    state[2] = c1 ^ (b << 9)
    state[3] = rotated(d1 >>> 0, 11)
    return result
  }
  return {
    word,
    uniform: () => ((word() >>> 5) * 67108864 + (word() >>> 6)) / 9007199254740992,
  }
}

/** A whole number from 0 to `below` − 1, each exactly as likely (words that would favour the small ones are thrown away). */
export function below(random: Random, count: number): number {
  const fair = 4294967296 - (4294967296 % count)
  for (;;) {
    const word = random.word()
    if (word < fair) return word % count
  }
}

/** A copy in random order (Fisher and Yates; Durstenfeld 1964). */
export function shuffled<T>(items: readonly T[], random: Random): T[] {
  const out = [...items]
  for (let i = out.length - 1; i > 0; i--) {
    const j = below(random, i + 1)
    const kept = out[i] as T
    out[i] = out[j] as T
    out[j] = kept
  }
  return out
}

function rotated(word: number, by: number): number {
  return ((word << by) | (word >>> (32 - by))) >>> 0
}

/** Four words from texts: FNV-1a over their UTF-16 units from four starts, each mixed by MurmurHash3's finaliser. */
function stateOf(texts: readonly string[]): Uint32Array {
  const state = Uint32Array.from([1, 2, 3, 4], (lane) => {
    let hash = (2166136261 ^ Math.imul(lane, 0x9e3779b9)) >>> 0
    // The length first, so that ['ab', 'c'] and ['a', 'bc'] are two seeds.
    for (const text of texts)
      for (const unit of [text.length, ...Array.from(text, (_, i) => text.charCodeAt(i))])
        hash = Math.imul(hash ^ unit, 16777619)
    hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
    hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
    return (hash ^ (hash >>> 16)) >>> 0
  })
  if (state.every((word) => word === 0)) state[0] = 1
  return state
}
