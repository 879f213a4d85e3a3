/** Counting documents into the cells of the gap matrix. Pure. */
import type { Place } from '../../kernel/place.ts'
import type { Gap } from './gaps.ts'
import { bestOf, type Cell, type Quality } from './rules.ts'

/** What of a document counts. */
export interface Counted {
  topics: readonly string[]
  quality: Quality
  placeIds: readonly string[]
  groupIds: readonly string[]
}

export interface Cells {
  cell(topic: string, groupId: string | null, placeId: string): Cell
  all(): Cell[]
}

/**
 * A document counts for its topics, in its places and in all that contain them (one on a borough is held for its state), for each of
 * its groups, or where it has none for all groups together (null) and for no single one.
 */
export function cellsOf(given: {
  places: readonly Place[]
  documents: readonly Counted[]
  gaps: readonly Gap[]
}): Cells {
  const above = containing(given.places)
  const held = new Map<string, Quality[]>()
  const made = new Map<string, Cell>()
  for (const { topics, placeIds, groupIds, quality } of given.documents) {
    const places = new Set(placeIds.flatMap((id) => above.get(id) ?? [id]))
    const groups = groupIds.length === 0 ? [null] : groupIds
    for (const topic of topics)
      for (const group of groups)
        for (const place of places) {
          const key = keyOf(topic, group, place)
          const qualities = held.get(key)
          if (qualities) qualities.push(quality)
          else held.set(key, [quality])
        }
  }
  const said = new Map(given.gaps.map((gap) => [keyOf(gap.topic, gap.groupId, gap.placeId), gap]))
  const cell = (topic: string, groupId: string | null, placeId: string): Cell => {
    const key = keyOf(topic, groupId, placeId)
    const known = made.get(key)
    if (known) return known
    const [documents, gap] = [held.get(key) ?? [], said.get(key)]
    const one: Cell = {
      ...{ topic, groupId, placeId },
      held: documents.length,
      best: bestOf(documents),
      judged: gap?.judged ?? null,
      priority: gap?.priority ?? null,
      note: gap?.note ?? null,
      state: gap?.state ?? null,
      who: gap?.who ?? null,
      due: gap?.due ?? null,
      gapId: gap?.id ?? null,
      version: gap?.version ?? 0,
    }
    made.set(key, one)
    return one
  }
  return {
    cell,
    all: () =>
      [...new Set([...held.keys(), ...said.keys()])].map((key) => {
        const [topic = '', group = '', place = ''] = key.split('|')
        return cell(topic, group === '' ? null : group, place)
      }),
  }
}

const keyOf = (topic: string, groupId: string | null, placeId: string): string =>
  `${topic}|${groupId ?? ''}|${placeId}`

/** Each place with all that contain it, itself first. */
function containing(places: readonly Place[]): Map<string, string[]> {
  const parents = new Map(places.map(({ id, parentId }) => [id, parentId]))
  return new Map(
    places.map(({ id }) => {
      const line: string[] = []
      for (let at: string | null | undefined = id; at && !line.includes(at); at = parents.get(at))
        line.push(at)
      return [id, line]
    }),
  )
}
