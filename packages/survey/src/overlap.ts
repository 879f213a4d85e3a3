/**
 * Samples of several periods of a rotating panel, and the PSUs that they share.
 *
 * A PSU is known by its own number, whatever stratum each file puts it in (ENOE renumbers strata between years). Where a
 * file uses one number in several strata, the PSU is known by number and stratum.
 */
import type { Frame } from './scan.ts'
import type { Label } from './sql.ts'
import { roomFor, type Scores } from './variance.ts'

/** The PSUs that two samples share. */
export interface Overlap {
  /** Of each PSU of the first sample: the same PSU of the second, or -1. */
  match: Int32Array
  /** Of each PSU of the first sample that the second has: its pair of strata. */
  pair: Int32Array
  /** Common PSUs per pair. */
  size: Int32Array
  count: number
}

export function overlapOf(first: Frame, second: Frame): Overlap {
  const { place, count } = identities([first, second])
  const [own, others] = place as [Int32Array, Int32Array]
  const at = new Int32Array(count).fill(-1)
  others.forEach((identity, psu) => {
    at[identity] = psu
  })
  const match = new Int32Array(first.psus)
  const pair = new Int32Array(first.psus)
  const pairs = new Map<number, number>()
  const size: number[] = []
  let common = 0
  own.forEach((identity, psu) => {
    const other = at[identity] as number
    match[psu] = other
    if (other < 0) return
    const strata = (first.stratum[psu] as number) * second.size.length + (second.stratum[other] as number)
    let index = pairs.get(strata)
    if (index === undefined) {
      index = size.push(0) - 1
      pairs.set(strata, index)
    }
    pair[psu] = index
    size[index] = (size[index] as number) + 1
    common++
  })
  return { match, pair, size: Int32Array.from(size), count: common }
}

/** Σ over pairs of strata of n_c/(n_c−1) · Σ (u₀−m₀)(u₁−m₁) over the n_c PSUs of the pair in both samples; m: their means. */
export function covarianceThrough(
  { match, pair, size }: Overlap,
  u0: Scores,
  u1: Scores,
  second: Frame,
): number {
  const a = spread(u0, match.length)
  const b = spread(u1, second.psus)
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

/** A number for each distinct PSU of several samples; `place[t][psu]` is that of a PSU of sample t. */
export function identities(frames: readonly Frame[]): { place: Int32Array[]; count: number } {
  const repeated = new Set<string>()
  for (const frame of frames) {
    const seen = new Set<string>()
    for (let psu = 0; psu < frame.psus; psu++) {
      const key = numberOf(frame, psu)
      if (seen.has(key)) repeated.add(key)
      seen.add(key)
    }
  }
  const known = new Map<string, number>()
  const place = frames.map((frame) =>
    Int32Array.from({ length: frame.psus }, (_, psu) => {
      const number = numberOf(frame, psu)
      const key = repeated.has(number) ? `${number},${stratumKey(frame, psu)}` : number
      const found = known.get(key) ?? known.size
      known.set(key, found)
      return found
    }),
  )
  return { place, count: known.size }
}

function numberOf({ key }: Frame, psu: number): string {
  return `${key[2 * psu]},${key[2 * psu + 1]}`
}

function stratumKey({ strata, stratum }: Frame, psu: number): string {
  return labelKey(strata[stratum[psu] as number] ?? null)
}

function labelKey(label: Label): string {
  return `${typeof label}:${label}`
}

/** One sample made of several by putting their files together: strata by label, PSUs by label and number. For comparison only. */
export interface Stack {
  frame: Frame
  /** PSU of the stack of each PSU of each sample. */
  place: Int32Array[]
}

export function stackOf(frames: readonly Frame[]): Stack {
  const strata = new Map<string, number>()
  const labels: Label[] = []
  const members: Map<string, number>[] = []
  // First within its stratum, then numbered stratum by stratum.
  const found = frames.map((frame) =>
    Array.from({ length: frame.psus }, (_, psu) => {
      const key = stratumKey(frame, psu)
      let h = strata.get(key)
      if (h === undefined) {
        h = labels.push(frame.strata[frame.stratum[psu] as number] ?? null) - 1
        strata.set(key, h)
        members.push(new Map())
      }
      const own = members[h] as Map<string, number>
      const number = numberOf(frame, psu)
      const at = own.get(number) ?? own.size
      own.set(number, at)
      return { h, at }
    }),
  )
  const size = Int32Array.from(members, (own) => own.size)
  const start = new Int32Array(size.length)
  for (let h = 1; h < size.length; h++) start[h] = (start[h - 1] as number) + (size[h - 1] as number)
  const stratum = new Int32Array(size.reduce((a, b) => a + b, 0))
  const place = found.map((own) =>
    Int32Array.from(own, ({ h, at }) => {
      const psu = (start[h] as number) + at
      stratum[psu] = h
      return psu
    }),
  )
  const frame: Frame = {
    psus: stratum.length,
    stratum,
    key: new Int32Array(0),
    size,
    strata: labels,
    population: null,
    rows: frames.reduce((sum, { rows }) => sum + rows, 0),
    known: true,
  }
  return { frame, place }
}

/** The scores of several samples added up in the stack of their files. */
export function stackedScores({ frame, place }: Stack, parts: readonly (Scores | null)[]): Scores {
  const sum = new Float64Array(frame.psus)
  const present = new Uint8Array(frame.psus)
  parts.forEach((scores, t) => {
    if (scores === null) return
    for (let i = 0; i < scores.count; i++) {
      const psu = (place[t] as Int32Array)[scores.psu[i] as number] as number
      sum[psu] = (sum[psu] as number) + (scores.u[i] as number)
      present[psu] = 1
    }
  })
  const out = roomFor(frame.psus)
  for (let psu = 0; psu < frame.psus; psu++) {
    if (present[psu] === 0) continue
    out.psu[out.count] = psu
    out.u[out.count++] = sum[psu] as number
  }
  return out
}

/**
 * Distinct PSUs of several samples and the strata they lie in, among those with `inside[t][psu]`. Strata of two samples are
 * one where they have the same label and share a PSU; a PSU counts for the stratum of the last sample that it is in.
 */
export function extentOver(
  frames: readonly Frame[],
  place: readonly Int32Array[],
  count: number,
  inside: readonly Uint8Array[],
): { psus: number; strata: number } {
  const stratumOf: (string | undefined)[] = new Array(count)
  const names = sharedStrata(frames, place, count)
  let psus = 0
  frames.forEach((_, t) => {
    inside[t]?.forEach((present, psu) => {
      if (present === 0) return
      const identity = (place[t] as Int32Array)[psu] as number
      if (stratumOf[identity] === undefined) psus++
      stratumOf[identity] = names[t]?.[psu]
    })
  })
  return { psus, strata: new Set(stratumOf.filter((name) => name !== undefined)).size }
}

/** A name for the stratum of each PSU of each sample, the same where samples share it. */
function sharedStrata(frames: readonly Frame[], place: readonly Int32Array[], count: number): string[][] {
  const last: string[] = new Array(count)
  return frames.map((frame, t) => {
    const shared = new Map<string, string>()
    place[t]?.forEach((identity, psu) => {
      const before = last[identity]
      const label = stratumKey(frame, psu)
      if (before?.endsWith(`|${label}`)) shared.set(label, before)
    })
    return Array.from({ length: frame.psus }, (_, psu) => {
      const label = stratumKey(frame, psu)
      const name = shared.get(label) ?? `${t}|${label}`
      last[(place[t] as Int32Array)[psu] as number] = name
      return name
    })
  })
}
