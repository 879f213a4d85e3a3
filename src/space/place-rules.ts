/** What is true of places: their kind and parent by code, what an import would change, and the list as somebody asked for it. */
import type { Place } from '../kernel/place.ts'
import { reword, said, type Text, text } from '../kernel/text.ts'
import { places as seeds } from '../kernel/vocabulary.ts'
import type { GivenPlace } from './geojson.ts'

export type PlaceKind = Place['kind']

const isState = (code: string): boolean => /^\d{2}$/.test(code) && Number(code) >= 1 && Number(code) <= 32

/** By INEGI's codes: `09` a state, `09007` a municipality, `090070001` a locality; anything else is a zone. */
export function kindOf(code: string): PlaceKind {
  if (code === 'MX') return 'country'
  if (isState(code)) return 'state'
  if (!/^\d+$/.test(code) || !isState(code.slice(0, 2))) return 'zone'
  if (code.length === 5 && code.slice(2) !== '000') return 'municipality'
  return code.length === 9 ? 'locality' : 'zone'
}

/** The place that contains a code: the longest known code that it begins with; states lie in MX. Null: none is known. */
export function parentOf(code: string, known: ReadonlySet<string>): string | null {
  if (code === 'MX') return null
  if (isState(code)) return 'MX'
  for (let length = code.length - 1; length >= 2; length--) {
    const start = code.slice(0, length)
    if (known.has(start)) return start
  }
  return null
}

/** Places that every workspace starts with: an import gives them an outline and leaves their names alone. */
const seeded = new Set(seeds.map(({ code }) => code))

export interface Existing {
  id: string
  name: Text
  /** Whether its outline is the one in the file. */
  sameOutline: boolean
}

export type Effect = 'added' | 'updated' | 'same'

export interface PlannedPlace {
  given: GivenPlace
  existing: Existing | null
  effect: Effect
  /** Its name afterwards. */
  name: Text
}

/** What writing a file would do to each of its places. A proper name is the same in both languages until somebody says otherwise. */
export function planImport(
  given: readonly GivenPlace[],
  existing: ReadonlyMap<string, Existing>,
): PlannedPlace[] {
  return given.map((place) => {
    const found = existing.get(place.code)
    if (!found) return { given: place, existing: null, effect: 'added', name: text(place.name, place.name) }
    const name = seeded.has(place.code) ? found.name : renamed(found.name, place.name)
    const same = found.sameOutline && name === found.name
    return { given: place, existing: found, effect: same ? 'same' : 'updated', name }
  })
}

function renamed(old: Text, name: string): Text {
  if (said(old, 'es') === name) return old
  return old.es?.text === old.en?.text ? text(name, name) : reword(old, 'es', name)
}

export const countsOf = (plan: readonly PlannedPlace[]): Record<Effect, number> => {
  const counts = { added: 0, updated: 0, same: 0 }
  for (const { effect } of plan) counts[effect]++
  return counts
}

// The list ------------------------------------------------------------------------------------------------------------

export const levels = ['states', 'municipalities', 'others'] as const
export type Level = (typeof levels)[number]

export const levelOf = (kind: PlaceKind): Level =>
  kind === 'country' || kind === 'state' ? 'states' : kind === 'municipality' ? 'municipalities' : 'others'

export interface Asked {
  /** Null with words: all levels. */
  level: Level | null
  /** Code of a state, for what lies in it. */
  state: string | null
  words: string
  sort: 'name' | 'code' | 'rate' | 'people'
  direction: 'up' | 'down'
  /** Code of the last place of the page before. */
  after: string | null
}

export const pageSize = 50

/** Letters without accents, lower case: how names are compared. */
const bare = (words: string): string => words.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().trim()

/**
 * The places asked for, in order; `value` gives what a sort by number goes by (null last, whichever the direction).
 * The country stays first, for the others are read against it.
 */
export function listed(
  places: readonly Place[],
  asked: Asked,
  lang: 'es' | 'en',
  value: (place: Place) => number | null,
): Place[] {
  const words = bare(asked.words)
  const sign = asked.direction === 'up' ? 1 : -1
  const compare = (a: Place, b: Place): number => {
    if (a.kind === 'country' || b.kind === 'country')
      return a.kind === b.kind ? 0 : a.kind === 'country' ? -1 : 1
    if (asked.sort === 'name') return sign * said(a.name, lang).localeCompare(said(b.name, lang), 'es')
    if (asked.sort === 'code') return sign * a.code.localeCompare(b.code)
    const [left, right] = [value(a), value(b)]
    if (left === null || right === null) return left === right ? 0 : left === null ? 1 : -1
    return sign * (left - right)
  }
  return places
    .filter(
      (place) =>
        (asked.level === null || levelOf(place.kind) === asked.level) &&
        (asked.state === null || (place.code.startsWith(asked.state) && place.code !== asked.state)) &&
        (words === '' || bare(said(place.name, lang)).includes(words) || bare(place.code).startsWith(words)),
    )
    .toSorted((a, b) => compare(a, b) || a.code.localeCompare(b.code))
}

/** The page after a code, and whether there are more before and behind it. */
export function pageOf<T extends { code: string }>(
  all: readonly T[],
  after: string | null,
): { from: number; rows: T[]; newer: string | null | undefined; older: string | undefined } {
  const from = after === null ? 0 : all.findIndex(({ code }) => code === after) + 1
  const rows = all.slice(from, from + pageSize)
  return {
    from,
    rows,
    newer: from === 0 ? undefined : (all[from - pageSize - 1]?.code ?? null),
    older: from + pageSize < all.length ? rows.at(-1)?.code : undefined,
  }
}
