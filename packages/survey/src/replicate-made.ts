/** Replicates made from the strata and PSUs of a sample: jackknives, balanced half-samples and bootstraps. */
import type { Lonely } from './design.ts'
import { SurveyError } from './errors.ts'
import { hadamard } from './hadamard.ts'
import { below, randomOf } from './random.ts'
import { Rank } from './rank.ts'
import type { Made, MadeReplicates, Replication } from './replicate.ts'
import type { Frame } from './scan.ts'
import { lonelyError, uncovered } from './variance.ts'

/**
 * @throws SurveyError `specification` (JK1 of a stratified sample), `notPaired` (BRR and Fay: names the strata that have
 * not two PSUs), `lonelyPsu` (under the policy `fail`, or one that this kind cannot follow; one PSU in all)
 */
export function madeReplicates(replicates: MadeReplicates, frame: Frame, lonely: Lonely): Replication {
  const { type } = replicates
  if (type === 'JK1' || type === 'JKn') return jackknife(replicates, frame, lonely)
  if (type === 'BRR' || type === 'Fay') return halfSamples(replicates, frame)
  return bootstrap(replicates, frame, lonely)
}

/** The PSUs of each stratum. A frame is in the order of its keys, so the rows' order changes nothing. */
function members(frame: Frame): number[][] {
  const found: number[][] = Array.from(frame.size, () => [])
  for (let psu = 0; psu < frame.psus; psu++) found[frame.stratum[psu] as number]?.push(psu)
  return found
}

/** Each replicate leaves out one PSU and gives its weight to the others of its stratum. */
function jackknife(replicates: MadeReplicates, frame: Frame, lonely: Lonely): Replication {
  const { size, stratum, strata, psus } = frame
  if (replicates.type === 'JK1' && size.length > 1)
    throw new SurveyError(
      'specification',
      `JK1 is for a sample without strata, and this one has ${size.length}: use JKn`,
      { reason: 'stratified' },
    )
  if (psus === 1) throw lonelyError([String(strata[0])])
  /** The replicate that leaves out a PSU, or −1. */
  const without = new Int32Array(psus).fill(-1)
  const times: number[] = []
  for (let psu = 0; psu < psus; psu++) {
    const h = stratum[psu] as number
    const n = size[h] as number
    const open = uncovered(frame, h)
    if (open === 0 || (n === 1 && lonely !== 'adjust')) continue
    without[psu] = times.length
    // R: with `adjust`, a lonely PSU is one of as many units as there are strata.
    times.push(n > 1 ? (open * (n - 1)) / n : (size.length - 1) / size.length)
  }
  const scale = lonely === 'average' && times.length > 0 ? psus / times.length : 1
  const totals: Made['totals'] = (psu, sums, count) => {
    let all = 0
    const own = new Float64Array(size.length)
    for (let i = 0; i < count; i++) {
      const h = stratum[psu[i] as number] as number
      all += sums[i] as number
      own[h] = (own[h] as number) + (sums[i] as number)
    }
    const out = new Float64Array(times.length)
    let i = 0
    for (let at = 0; at < psus; at++) {
      const value = i < count && psu[i] === at ? (sums[i++] as number) : 0
      const replicate = without[at] as number
      if (replicate < 0) continue
      const h = stratum[at] as number
      const n = size[h] as number
      // In this order, a domain of one PSU leaves exactly 0 without it.
      out[replicate] =
        n > 1
          ? all - value + ((own[h] as number) - value) / (n - 1)
          : ((all - value) * size.length) / (size.length - 1)
    }
    return out
  }
  /**
   * A PSU's weights are 1 + d, and only the d of all PSUs of a stratum cancel each other: so many directions are lost
   * as there are strata wholly present, but for one.
   */
  const degrees: Made['degrees'] = (psu, count) => {
    const present = new Int32Array(size.length)
    let left = 0
    let never = 0
    for (let i = 0; i < count; i++) {
      const at = psu[i] as number
      if ((without[at] as number) < 0) never++
      else {
        left++
        const h = stratum[at] as number
        present[h] = (present[h] as number) + 1
      }
    }
    let whole = 0
    for (let h = 0; h < size.length; h++) if (present[h] === size[h] && (size[h] as number) > 1) whole++
    return whole + never > 0 ? left - whole : left - 1
  }
  return finished(
    replicates,
    frame,
    Float64Array.from(times, (one) => one * scale),
    { totals, degrees },
  )
}

/** Each replicate takes one PSU of each pair; over all replicates every two pairs are balanced. */
function halfSamples(replicates: MadeReplicates, frame: Frame): Replication {
  const { size, strata } = frame
  const odd = Array.from(size, (n, h) => (n === 2 ? [] : [`${strata[h]} (${n})`])).flat()
  if (odd.length > 0)
    throw new SurveyError(
      'notPaired',
      `${replicates.type} wants two PSUs in every stratum; with another number: ${odd.join(', ')}`,
      { strata: Array.from(size, (n, h) => (n === 2 ? [] : [String(strata[h])])).flat() },
    )
  const rho = replicates.type === 'Fay' ? replicates.rho : 0
  const { order, signs } = hadamard(size.length + 1)
  const row = new Int32Array(frame.psus)
  const step = new Float64Array(frame.psus)
  members(frame).forEach(([first, second], i) => {
    for (const [psu, sign] of [
      [first, 1],
      [second, -1],
    ] as const) {
      row[psu as number] = i + 1
      step[psu as number] = sign * (1 - rho)
    }
  })
  const times = new Float64Array(order).fill(1 / (order * (1 - rho) ** 2))
  /** Pairs are orthogonal: each adds a direction, and the first whole pair one more. */
  const degrees: Made['degrees'] = (psu, count) => {
    const seen = new Set<number>()
    let whole = 0
    for (let i = 0; i < count; i++) {
      const h = frame.stratum[psu[i] as number] as number
      if (seen.has(h)) whole = 1
      seen.add(h)
    }
    return seen.size + whole - 1
  }
  return finished(replicates, frame, times, {
    totals: weighted({ count: order, start: 1, step, row, table: signs }),
    degrees,
  })
}

/** Each replicate draws the PSUs of a stratum anew, with replacement. */
function bootstrap(replicates: MadeReplicates, frame: Frame, lonely: Lonely): Replication {
  const { seed, replicates: count = 200 } = replicates as Extract<MadeReplicates, { seed: number }>
  const { size, strata } = frame
  const alone = Array.from(size, (n, h) => (n === 1 ? [String(strata[h])] : [])).flat()
  if (alone.length > 0 && lonely !== 'remove' && lonely !== 'certainty') throw lonelyError(alone)
  const fewer = replicates.type === 'subbootstrap' ? 1 : 0
  const table = new Int32Array(frame.psus * count)
  const step = new Float64Array(frame.psus)
  const row = Int32Array.from({ length: frame.psus }, (_, psu) => psu)
  for (const [h, psus] of members(frame).entries()) {
    const n = psus.length
    const random = randomOf(seed, 'bootstrap', String(strata[h]))
    for (const psu of psus) step[psu] = n === 1 ? 1 : n / (n - fewer)
    for (let r = 0; r < count; r++)
      if (n === 1) table[(psus[0] as number) * count + r] = 1
      else
        for (let draw = 0; draw < n - fewer; draw++) {
          const at = (psus[below(random, n)] as number) * count + r
          table[at] = (table[at] as number) + 1
        }
  }
  const counted = Array.from(size).filter((n) => n > 1)
  const mean = counted.length / counted.reduce((sum, n) => sum + 1 / n, 0)
  const scale = fewer === 1 ? 1 / (count - 1) : mean / ((mean - 1) * (count - 1))
  const degrees: Made['degrees'] = (psu, many) => {
    const rank = new Rank(count)
    for (let i = 0; i < many; i++) {
      const at = (psu[i] as number) * count
      rank.add(Float64Array.from(table.subarray(at, at + count)), 0)
    }
    return rank.rank - 1
  }
  return finished(replicates, frame, new Float64Array(count).fill(counted.length === 0 ? 0 : scale), {
    totals: weighted({ count, start: 0, step, row, table }),
    degrees,
  })
}

/** Totals where PSU i has the weight start + step[i] · table[row[i]][r] in replicate r. */
function weighted({
  count,
  start,
  step,
  row,
  table,
}: {
  count: number
  start: number
  step: Float64Array
  row: Int32Array
  table: Int8Array | Int32Array
}): Made['totals'] {
  return (psu, sums, many) => {
    const out = new Float64Array(count)
    for (let i = 0; i < many; i++) {
      const at = psu[i] as number
      const value = sums[i] as number
      const slope = step[at] as number
      const from = (row[at] as number) * count
      if (value !== 0)
        for (let r = 0; r < count; r++)
          out[r] = (out[r] as number) + value * (start + slope * (table[from + r] as number))
    }
    return out
  }
}

function finished(
  { type, mse = false }: MadeReplicates,
  frame: Frame,
  times: Float64Array,
  made: Made,
): Replication {
  const all = Int32Array.from({ length: frame.psus }, (_, psu) => psu)
  return { type, count: times.length, times, mse, df: made.degrees(all, all.length), made }
}
