/** What the search box finds, by kind, each with the place it speaks of. */
import { type Found, search } from '../kernel/search.ts'
import type { Text } from '../kernel/text.ts'
import type { Asker, ReadTx } from '../kernel/transaction.ts'

export interface FoundOne extends Found {
  /** Of a record the place it speaks of, of a place the one that contains it. */
  place: Text | null
}

/** Kinds in the order in which they are shown; another part's kinds come last. */
const order = [
  ...[
    'place',
    'worker_group',
    'figure',
    'published_figure',
    'data_file',
    'document',
    'passage',
    'organisation',
    'person',
    'demand',
    'proposal',
  ],
  ...[
    'negotiation',
    'agreement',
    'clause',
    'commitment',
    'platform',
    'meeting',
    'minute_item',
    'policy_dialogue',
  ],
]

/** At most `search`'s fifty, grouped by kind, the best first within each. */
export async function foundByKind(
  tx: ReadTx,
  asker: Asker,
  words: string,
): Promise<{ count: number; kinds: { kind: string; rows: FoundOne[] }[] }> {
  const found = await search(tx, asker, words)
  const places = await placesOf(tx, asker, found)
  const kinds = new Map<string, FoundOne[]>()
  for (const one of found) {
    const rows = kinds.get(one.kind) ?? []
    kinds.set(one.kind, rows)
    rows.push({ ...one, place: places.get(one.id) ?? null })
  }
  const rank = (kind: string): number => (order.indexOf(kind) + order.length + 1) % (order.length + 1)
  return {
    count: found.length,
    kinds: [...kinds].map(([kind, rows]) => ({ kind, rows })).toSorted((a, b) => rank(a.kind) - rank(b.kind)),
  }
}

async function placesOf(tx: ReadTx, asker: Asker, found: readonly Found[]): Promise<Map<string, Text>> {
  if (found.length === 0) return new Map()
  const ids = found.map(({ id }) => id)
  const ofRecords = await tx
    .selectFrom('kernel.record as r')
    .innerJoin('kernel.place as p', (join) =>
      join.onRef('p.workspace_id', '=', 'r.workspace_id').onRef('p.id', '=', 'r.place_id'),
    )
    .select(['r.id', 'p.name'])
    .where('r.workspace_id', '=', asker.workspaceId)
    .where('r.id', 'in', ids)
    .execute()
  const ofPlaces = await tx
    .selectFrom('kernel.place as c')
    .innerJoin('kernel.place as p', (join) =>
      join.onRef('p.workspace_id', '=', 'c.workspace_id').onRef('p.id', '=', 'c.parent_id'),
    )
    .select(['c.id', 'p.name'])
    .where('c.workspace_id', '=', asker.workspaceId)
    .where('c.id', 'in', ids)
    .execute()
  return new Map([...ofRecords, ...ofPlaces].map(({ id, name }) => [id, name as Text]))
}
