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
  /** It was withdrawn and does not hold any more. */
  withdrawn: boolean
}

/**
 * The thread of a record in one direction: `basis` what it rests on, `supports` what rests on it; the nearest `most`, nearest
 * first, each once for every record of the step before through which it is reached. What the asker may not see is not walked
 * through.
 */
export async function walk(
  tx: ReadTx,
  _asker: Asker,
  id: string,
  direction: 'basis' | 'supports',
  most = 5000,
): Promise<Step[]> {
  const [near, far] = direction === 'basis' ? ['record_id', 'basis_id'] : ['basis_id', 'record_id']
  const { rows } = await sql<Omit<Step, 'distance'>>`
    with edge as materialized (
      select * from kernel.thread_edges(${id}, ${direction === 'basis' ? 'rests' : 'supports'}, ${most}))
    select n.id, n.kind, n.title, n.path, n.version, e.basis_version as "citedVersion", e.${sql.ref(near)} as via, e.kind as link,
           n.mark, n.withdrawn
      from edge e join kernel.thread_nodes(array(select distinct ${sql.ref(far)} from edge)) n on n.id = e.${sql.ref(far)}
     order by e.id`.execute(tx)
  return nearest(id, rows, most)
}

/** Level by level from the start over the links found; what hangs only on what the asker does not see is reached by none. */
function nearest(start: string, edges: readonly Omit<Step, 'distance'>[], most: number): Step[] {
  const by = new Map<string, Omit<Step, 'distance'>[]>()
  for (const edge of edges) by.set(edge.via, [...(by.get(edge.via) ?? []), edge])
  const known = new Set([start])
  const found: Step[] = []
  let level = [start]
  for (let distance = 1; level.length > 0; distance += 1) {
    const reached = new Map<string, Step>()
    const next = new Set<string>()
    for (const edge of level.flatMap((one) => by.get(one) ?? [])) {
      if (known.has(edge.id) || (!next.has(edge.id) && known.size + next.size > most)) continue
      next.add(edge.id)
      if (!reached.has(`${edge.id} ${edge.via}`)) reached.set(`${edge.id} ${edge.via}`, { ...edge, distance })
    }
    found.push(
      ...[...reached.values()].toSorted((a, b) =>
        a.id < b.id ? -1 : a.id > b.id ? 1 : a.via < b.via ? -1 : 1,
      ),
    )
    for (const one of next) known.add(one)
    level = [...next]
  }
  return found
}

export interface StaleMark {
  recordId: string
  kind: string
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

/** What waits for somebody to confirm or rewrite it, oldest first, at most 200; of one record, or of those that she may write. */
export async function staleMarks(
  tx: ReadTx,
  _asker: Asker,
  recordId?: string,
  { writable = false, most = 200 }: { writable?: boolean; most?: number } = {},
): Promise<StaleMark[]> {
  const { rows } = await sql<StaleMark>`
    select record_id as "recordId", title, path, kind, source_id as "sourceId", source_title as "sourceTitle",
           source_version as "sourceVersion", reason, effect, since
      from kernel.marks_waiting(${most}, ${recordId ?? null}, ${writable})`.execute(tx)
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
