/** Names of places and groups: what was typed → which is meant, and which is meant → how it is called. */
import { type Place, placesOf, type WorkerGroup, workerGroupsOf } from '../../kernel/place.ts'
import { type Language, said, type Text } from '../../kernel/text.ts'
import type { Asker, ReadTx } from '../../kernel/transaction.ts'
import { sortable } from './rules.ts'

export interface Names {
  places: readonly Place[]
  groups: readonly WorkerGroup[]
  /** By code or by name in either language; of several with one name the widest. */
  place(typed: string): Place | undefined
  group(typed: string): WorkerGroup | undefined
  placeName(id: string, lang: Language): string
  groupName(id: string, lang: Language): string
}

export async function namesOf(tx: ReadTx, asker: Asker): Promise<Names> {
  const [places, groups] = [await placesOf(tx, asker), await workerGroupsOf(tx, asker)]
  const [placeBy, groupBy] = [byName(places), byName(groups)]
  const name = (of: { name: Text } | undefined, lang: Language) => (of ? said(of.name, lang) : '')
  const places_ = new Map(places.map((place) => [place.id, place]))
  const groups_ = new Map(groups.map((group) => [group.id, group]))
  return {
    places,
    groups,
    place: (typed) => placeBy.get(sortable(typed)) ?? placeBy.get(sortable(typed).padStart(2, '0')),
    group: (typed) => groupBy.get(sortable(typed)),
    placeName: (id, lang) => name(places_.get(id), lang),
    groupName: (id, lang) => name(groups_.get(id), lang),
  }
}

function byName<T extends { code: string; name: Text }>(things: readonly T[]): Map<string, T> {
  const found = new Map<string, T>()
  for (const thing of things)
    for (const key of [thing.code, said(thing.name, 'es'), said(thing.name, 'en')].map(sortable))
      if (!found.has(key)) found.set(key, thing)
  return found
}

/** `Iztapalapa, 09` → the places that are meant; the first that nobody knows otherwise. Names with commas need `;`. */
export function listed<T>(
  typed: string | undefined,
  find: (one: string) => T | undefined,
  between = /[,;]/,
): { found: T[] } | { unknown: string } {
  const found: T[] = []
  for (const one of (typed ?? '').split(between).map((part) => part.trim())) {
    if (one === '') continue
    const thing = find(one)
    if (thing === undefined) return { unknown: one }
    if (!found.includes(thing)) found.push(thing)
  }
  return { found }
}
