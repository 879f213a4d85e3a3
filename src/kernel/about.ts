/** Records of some kinds that speak of a place with all below it, or of a worker group. */
import { sql } from 'kysely'
import type { Text } from './text.ts'
import type { Asker, ReadTx } from './transaction.ts'

export interface AboutRecord {
  id: string
  kind: string
  title: Text
  path: string
  organisation: Text | null
  mark: 'stale' | 'basis_revised' | null
  changedAt: Date
}

/** Places, or one worker group: one of the two is given. */
export interface AboutWhat {
  placeIds?: readonly string[]
  workerGroupId?: string
}

/** By kind, how many the asker may see and the newest few of them; what was withdrawn is not counted. */
export async function recordsAbout(
  tx: ReadTx,
  _asker: Asker,
  { placeIds, workerGroupId }: AboutWhat,
  kinds: readonly string[],
  few = 5,
): Promise<Map<string, { count: number; newest: AboutRecord[] }>> {
  const { rows } = await sql<AboutRecord & { count: number }>`
    select id, kind, title, path, organisation, mark, changed_at as "changedAt", count
      from kernel.records_about(${placeIds ?? null}::uuid[], ${workerGroupId ?? null}::uuid, ${kinds}::text[], ${few})`.execute(
    tx,
  )
  const found = new Map<string, { count: number; newest: AboutRecord[] }>()
  for (const { count, ...record } of rows)
    found.set(record.kind, { count, newest: [...(found.get(record.kind)?.newest ?? []), record] })
  return found
}
