import { sql } from 'kysely'
import { Problem } from '../platform/problem.ts'
import { logEvent } from './event.ts'
import { newId } from './id.ts'
import type { Text } from './text.ts'
import type { Asker, ReadTx, WriteTx } from './transaction.ts'

export type LinkKind = 'supports' | 'quotes' | 'answers' | 'becomes' | 'fulfils' | 'measures' | 'replaces'

/**
 * Lets `record` rest on `basis` as the basis stands now; its version is pinned. Linking twice changes nothing. Where `version`
 * is given, the one that the person read, a newer one in the meantime is a `kernel.conflict`.
 */
export async function linkRecords(
  tx: WriteTx,
  asker: Asker,
  link: { record: string; basis: string; kind: LinkKind; version?: number },
): Promise<void> {
  const basis = await tx
    .selectFrom('kernel.record')
    .select('version')
    .where('workspace_id', '=', asker.workspaceId)
    .where('id', '=', link.basis)
    .where('deleted_at', 'is', null)
    .executeTakeFirst()
  if (!basis) throw new Problem('kernel.notFound', {}, 404)
  if (link.version !== undefined && link.version !== basis.version)
    throw new Problem('kernel.conflict', { kind: 'source', version: link.version, now: basis.version }, 409)
  const loop = await walk(tx, asker, link.record, 'supports')
  if (link.record === link.basis || loop.some((step) => step.id === link.basis))
    throw new Problem('kernel.circle')
  const made = await tx
    .insertInto('kernel.link')
    .values({
      workspace_id: asker.workspaceId,
      id: newId(),
      kind: link.kind,
      basis_id: link.basis,
      basis_version: basis.version,
      record_id: link.record,
      member_id: asker.memberId,
    })
    .onConflict((same) => same.columns(['workspace_id', 'basis_id', 'record_id', 'kind']).doNothing())
    .executeTakeFirst()
  if (made.numInsertedOrUpdatedRows) await logEvent(tx, asker, 'cited', { kind: 'link', id: link.basis })
}

export interface Step {
  id: string
  kind: string
  title: Text
  path: string
  version: number
  /** Version that the neighbour cites; older than `version` where the basis has moved on. */
  citedVersion: number
  /** Links between the start and here, from 1. */
  distance: number
  /** The record nearer to the start, through which this one is reached. */
  via: string
  link: LinkKind
  mark: 'stale' | 'basis_revised' | null
}

/**
 * The thread of a record in one direction: `basis` what it rests on, `supports` what rests on it; nearest first, in one
 * recursive query. What the asker may not see is not walked through.
 */
export async function walk(
  tx: ReadTx,
  asker: Asker,
  id: string,
  direction: 'basis' | 'supports',
): Promise<Step[]> {
  const [near, far] = direction === 'basis' ? ['record_id', 'basis_id'] : ['basis_id', 'record_id']
  const { rows } = await sql<Step>`
    with recursive thread (id, via, link, cited, distance) as (
      select l.${sql.ref(far)}, l.${sql.ref(near)}, l.kind, l.basis_version, 1
        from kernel.link l where l.workspace_id = ${asker.workspaceId} and l.${sql.ref(near)} = ${id}
      union
      select l.${sql.ref(far)}, l.${sql.ref(near)}, l.kind, l.basis_version, t.distance + 1
        from kernel.link l join thread t on l.workspace_id = ${asker.workspaceId} and l.${sql.ref(near)} = t.id
       where t.distance < 50
    )
    select distinct on (t.distance, t.id, t.via) r.id, r.kind, r.title, r.path, r.version, t.cited as "citedVersion", t.distance, t.via, t.link,
           (select case when bool_or(m.effect = 'stale') then 'stale' else min(m.effect) end
              from kernel.stale_mark m where m.workspace_id = r.workspace_id and m.record_id = r.id) as mark
      from thread t
      -- "offset 0": each record by its key, whatever a planner without statistics thinks of a thread's length.
      cross join lateral (
        select * from kernel.record one where one.workspace_id = ${asker.workspaceId} and one.id = t.id offset 0) r
     where r.deleted_at is null
     order by t.distance, t.id, t.via`.execute(tx)
  return rows
}

export interface StaleMark {
  recordId: string
  title: Text
  path: string
  sourceId: string
  /** Null: what changed is not for the asker to see. */
  sourceTitle: Text | null
  sourceVersion: number
  reason: 'revised' | 'replaced' | 'withdrawn' | 'amended'
  effect: 'stale' | 'basis_revised'
  since: Date
}

/** What waits for somebody to confirm or rewrite it, oldest first. */
export async function staleMarks(tx: ReadTx, asker: Asker, recordId?: string): Promise<StaleMark[]> {
  const { rows } = await sql<StaleMark>`
    select r.id as "recordId", r.title, r.path, m.source_id as "sourceId", s.title as "sourceTitle",
           m.source_version as "sourceVersion", m.reason, m.effect, m.since
      from kernel.stale_mark m
      join kernel.record r on r.workspace_id = m.workspace_id and r.id = m.record_id
      left join kernel.record s on s.workspace_id = m.workspace_id and s.id = m.source_id
     where m.workspace_id = ${asker.workspaceId} and r.deleted_at is null
       and (${recordId ?? null}::uuid is null or r.id = ${recordId ?? null}::uuid)
     order by m.since, r.id limit 200`.execute(tx)
  return rows
}

/**
 * A person has read what changed and the record still holds: its mark goes, and its link cites the source as it stands.
 * `sourceVersion` is the version she read; a newer one in the meantime leaves the mark, and is a 409.
 */
export async function confirm(
  tx: WriteTx,
  asker: Asker,
  recordId: string,
  sourceId: string,
  sourceVersion?: number,
): Promise<void> {
  const mark = await tx
    .selectFrom('kernel.stale_mark')
    .select('source_version')
    .where('workspace_id', '=', asker.workspaceId)
    .where('record_id', '=', recordId)
    .where('source_id', '=', sourceId)
    .executeTakeFirst()
  if (!mark) throw new Problem('kernel.notFound', {}, 404)
  const read = sourceVersion ?? mark.source_version
  const settled = await tx
    .deleteFrom('kernel.stale_mark')
    .where('workspace_id', '=', asker.workspaceId)
    .where('record_id', '=', recordId)
    .where('source_id', '=', sourceId)
    .where('source_version', '=', read)
    .executeTakeFirst()
  if (settled.numDeletedRows === 0n) {
    if (mark.source_version === read) throw new Problem('kernel.notAllowed', {}, 403)
    throw new Problem('kernel.conflict', { kind: 'source', version: read, now: mark.source_version }, 409)
  }
  await sql`
    update kernel.link l set basis_version = b.version
      from kernel.record b
     where l.workspace_id = ${asker.workspaceId} and l.record_id = ${recordId} and l.basis_id = ${sourceId}
       and b.workspace_id = l.workspace_id and b.id = l.basis_id`.execute(tx)
  await logEvent(tx, asker, 'confirmed', { kind: 'record', id: recordId })
}
