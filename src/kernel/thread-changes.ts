/** What changed under a record, as it was and as it is: from the versions that its sources keep. */
import { sql } from 'kysely'
import type { Text } from './text.ts'
import type { StaleMark } from './thread.ts'
import type { Asker, ReadTx } from './transaction.ts'

export interface Change {
  recordId: string
  effect: StaleMark['effect']
  reason: StaleMark['reason']
  since: Date
  sourceId: string
  sourceVersion: number
  /** Null: what changed is not for the asker to see. */
  source: { kind: string; title: Text; path: string; direct: boolean } | null
  /** The version that the record cites, or the last one before the change; null: unseen by the asker, or erased by law. */
  before: { version: number; snapshot: unknown } | null
  after: { version: number; snapshot: unknown } | null
}

/** The changes that wait under these records, oldest first; each with the source before and after it, in one query. */
export async function changesUnder(
  tx: ReadTx,
  _asker: Asker,
  recordIds: readonly string[],
): Promise<Change[]> {
  if (recordIds.length === 0) return []
  const { rows } = await sql<Change>`
    select record_id as "recordId", effect, reason, since, source_id as "sourceId", source_version as "sourceVersion",
           source, before, after from kernel.thread_changes(${recordIds}::uuid[])`.execute(tx)
  return rows
}
