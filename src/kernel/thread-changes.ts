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
  asker: Asker,
  recordIds: readonly string[],
): Promise<Change[]> {
  if (recordIds.length === 0) return []
  const { rows } = await sql<Change>`
    select m.record_id as "recordId", m.effect, m.reason, m.since, m.source_id as "sourceId", m.source_version as "sourceVersion",
           case when s.id is not null then jsonb_build_object('kind', s.kind, 'title', s.title, 'path', s.path, 'direct', cited.version is not null) end as source,
           case when b.snapshot is not null then jsonb_build_object('version', b.version, 'snapshot', b.snapshot) end as before,
           case when a.snapshot is not null then jsonb_build_object('version', a.version, 'snapshot', a.snapshot) end as after
      from kernel.stale_mark m
      left join kernel.record s on s.workspace_id = m.workspace_id and s.id = m.source_id
      left join lateral (
        select min(l.basis_version) as version from kernel.link l
         where l.workspace_id = m.workspace_id and l.record_id = m.record_id and l.basis_id = m.source_id) cited on true
      left join lateral (
        select v.version, v.snapshot from kernel.record_version v
         where v.workspace_id = m.workspace_id and v.record_id = m.source_id
           and v.version = coalesce(cited.version, (
             select max(o.version) from kernel.record_version o
              where o.workspace_id = m.workspace_id and o.record_id = m.source_id and o.at < m.since))) b on true
      left join lateral (
        select v.version, v.snapshot from kernel.record_version v
         where v.workspace_id = m.workspace_id and v.record_id = m.source_id and v.version = m.source_version) a on true
     where m.workspace_id = ${asker.workspaceId} and m.record_id = any (${recordIds}::uuid[])
     order by m.since, m.source_id limit 400`.execute(tx)
  return rows
}
