/**
 * Links that open without signing in are looked up at a pace. A token has 256 bits and is not guessed; what is limited is the work
 * that dead ones make. It is counted by network, in memory alone, and nobody is locked out: where a network's misses are used up its
 * links are looked up one after the other, and one that has opened something before is never made to wait for a stranger's.
 */
import { Problem } from '../../platform/problem.ts'
import { networkOf } from './attempts.ts'

export interface Pace {
  /** Misses of a network that cost nothing. */
  free: number
  /** Milliseconds after which a miss is forgotten, and between two lookups where all are used up. */
  every: number
  /** Lookups that may wait for their turn; more are told to come back (429). */
  waiting: number
}
const usual: Pace = { free: 60, every: 500, waiting: 20 }

/** Looks for what `key` opens, for a request from `address`; `key` is a hash, never the token. */
export type Lookup = <T>(
  address: string,
  key: string,
  find: () => Promise<T | null | undefined>,
) => Promise<T | null | undefined>

interface Network {
  misses: number
  at: number
  queue: Promise<unknown>
  waiting: number
}

export function createLookups(pace: Pace = usual, now: () => number = Date.now): Lookup {
  const networks = new Map<string, Network>()
  const opened = new Set<string>()

  function networkAt(address: string): Network {
    const name = networkOf(address)
    const found = networks.get(name) ?? { misses: 0, at: now(), queue: Promise.resolve(), waiting: 0 }
    const forgotten = Math.floor((now() - found.at) / pace.every)
    found.misses = Math.max(0, found.misses - forgotten)
    found.at += forgotten * pace.every
    networks.set(name, found)
    // What was quiet long enough need not be remembered.
    if (networks.size > 10_000)
      for (const [key, one] of networks)
        if (one.waiting === 0 && now() - one.at > pace.every * pace.free) networks.delete(key)
    return found
  }

  return async (address, key, find) => {
    if (opened.has(key)) {
      const again = await find()
      if (!again) opened.delete(key)
      return again
    }
    const network = networkAt(address)
    const look = async () => {
      const found = await find()
      if (!found) network.misses += 1
      else {
        if (opened.size >= 10_000) opened.clear()
        opened.add(key)
      }
      return found
    }
    if (network.misses < pace.free) return look()
    if (network.waiting >= pace.waiting)
      throw new Problem(
        'kernel.link.wait',
        { seconds: Math.max(1, Math.ceil((pace.waiting * pace.every) / 1000)) },
        429,
      )
    network.waiting += 1
    const turn = network.queue.then(async () => {
      await new Promise((resolve) => setTimeout(resolve, pace.every))
      return look()
    })
    network.queue = turn.catch(() => {})
    try {
      return await turn
    } finally {
      network.waiting -= 1
    }
  }
}
