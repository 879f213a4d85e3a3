/**
 * What a person decides on a record whose basis moved: it holds as it is, or it rests on that basis no longer; and taking away
 * a link she made. Each decision can be taken back by whoever made it, for thirty days.
 */
import { sql } from 'kysely'
import { Problem } from '../platform/problem.ts'
import { logEvent } from './event.ts'
import { newId } from './id.ts'
import { confirm, walk } from './thread.ts'
import { linksFor } from './thread-rules.ts'
import type { Asker, ReadTx, WriteTx } from './transaction.ts'

/** A mark as the person read it: what moved, and the version she saw. */
export interface ReadMark {
  sourceId: string
  sourceVersion: number
}

/**
 * The record holds though this moved under it: the marks go and its links cite the sources as they stand. A source that
 * moved again since she read it is `kernel.conflict`, and nothing is settled. Returns the id to take it back by.
 */
export async function confirmMarks(
  tx: WriteTx,
  asker: Asker,
  recordId: string,
  read: readonly ReadMark[],
): Promise<string> {
  if (read.length === 0) throw new Problem('kernel.notFound', {}, 404)
  const sources = read.map(({ sourceId }) => sourceId)
  const settling = await note(tx, asker, recordId, 'confirmed', {
    sources,
    links: sql`l.basis_id = any (${sources}::uuid[])`,
  })
  for (const { sourceId, sourceVersion } of read) await confirm(tx, asker, recordId, sourceId, sourceVersion)
  return settling
}

/** The record rests no longer on what leads to the source; marks that nothing under it explains any more go with the links. */
export async function dropBasis(
  tx: WriteTx,
  asker: Asker,
  recordId: string,
  sourceId: string,
): Promise<string> {
  const { rows } = await sql<{ links: string[] }>`
    select kernel.links_towards(${recordId}, ${sourceId}) as links`.execute(tx)
  return detach(tx, asker, recordId, rows[0]?.links ?? [], 'dropped')
}

/** Takes away a link that the asker made herself; one that came with a deed of hers (an assessment of a commitment) stays. */
export async function unlink(tx: WriteTx, asker: Asker, linkId: string): Promise<string> {
  const link = await tx
    .selectFrom('kernel.link as l')
    .innerJoin('kernel.record as r', (on) =>
      on.onRef('r.workspace_id', '=', 'l.workspace_id').onRef('r.id', '=', 'l.record_id'),
    )
    .innerJoin('kernel.record as b', (on) =>
      on.onRef('b.workspace_id', '=', 'l.workspace_id').onRef('b.id', '=', 'l.basis_id'),
    )
    .select(['l.record_id', 'l.member_id', 'l.kind', 'r.kind as record', 'b.kind as basis'])
    .where('l.workspace_id', '=', asker.workspaceId)
    .where('l.id', '=', linkId)
    .executeTakeFirst()
  if (!link) throw new Problem('kernel.notFound', {}, 404)
  const byHand = (linksFor(link.basis, link.record) as readonly string[]).includes(link.kind)
  if (link.member_id !== asker.memberId || !byHand) throw new Problem('kernel.notAllowed', {}, 403)
  return detach(tx, asker, link.record_id, [linkId], 'unlinked')
}

async function detach(
  tx: WriteTx,
  asker: Asker,
  recordId: string,
  linkIds: readonly string[],
  how: 'dropped' | 'unlinked',
): Promise<string> {
  // The marks are kept before the links go: which of them become groundless is known only after.
  const before = await marksOf(tx, asker, recordId)
  const settling = await note(tx, asker, recordId, how, {
    sources: [],
    links: sql`l.id = any (${linkIds}::uuid[])`,
  })
  const gone = await tx
    .deleteFrom('kernel.link')
    .where('workspace_id', '=', asker.workspaceId)
    .where('record_id', '=', recordId)
    .where('id', 'in', [...linkIds, settling])
    .executeTakeFirst()
  // Not hers to write, or she does not see what the record rests on there.
  if (gone.numDeletedRows === 0n) throw new Problem('kernel.notAllowed', {}, 403)
  const { rows } = await sql<{
    sources: string[]
  }>`select kernel.groundless_marks(${recordId}) as sources`.execute(tx)
  const groundless = rows[0]?.sources ?? []
  if (groundless.length > 0) {
    await tx
      .deleteFrom('kernel.stale_mark')
      .where('workspace_id', '=', asker.workspaceId)
      .where('record_id', '=', recordId)
      .where('source_id', 'in', groundless)
      .execute()
    await tx
      .updateTable('kernel.settling')
      .set({ marks: JSON.stringify(before.filter(({ source_id }) => groundless.includes(source_id))) })
      .where('workspace_id', '=', asker.workspaceId)
      .where('id', '=', settling)
      .execute()
  }
  await logEvent(tx, asker, 'deleted', { kind: 'link', id: recordId })
  return settling
}

interface KeptMark {
  source_id: string
  source_version: number
  reason: string
  effect: string
  since: string
}

async function marksOf(
  tx: ReadTx,
  asker: Asker,
  recordId: string,
  sources?: readonly string[],
): Promise<KeptMark[]> {
  const { rows } = await sql<KeptMark>`
    select source_id, source_version, reason, effect, since::text from kernel.stale_mark
     where workspace_id = ${asker.workspaceId} and record_id = ${recordId}
       and (${sources === undefined} or source_id = any (${sources ?? []}::uuid[]))`.execute(tx)
  return rows
}

/** Keeps what stands before it is taken away. */
async function note(
  tx: WriteTx,
  asker: Asker,
  recordId: string,
  how: 'confirmed' | 'dropped' | 'unlinked',
  taken: { sources: readonly string[]; links: ReturnType<typeof sql> },
): Promise<string> {
  const record = await tx
    .selectFrom('kernel.record')
    .select('id')
    .where('workspace_id', '=', asker.workspaceId)
    .where('id', '=', recordId)
    .where('deleted_at', 'is', null)
    .executeTakeFirst()
  if (!record) throw new Problem('kernel.notFound', {}, 404)
  const id = newId()
  await sql`
    insert into kernel.settling (workspace_id, id, record_id, how, marks, links, member_id)
    select ${asker.workspaceId}, ${id}, ${recordId}, ${how}, ${JSON.stringify(await marksOf(tx, asker, recordId, taken.sources))}::jsonb,
           coalesce((select jsonb_agg(to_jsonb(l)) from kernel.link l
                      where l.workspace_id = ${asker.workspaceId} and l.record_id = ${recordId} and ${taken.links}), '[]'),
           ${asker.memberId}`.execute(tx)
  return id
}

/**
 * Takes a decision back: marks and links stand again as they did. Throws `kernel.notFound` where it is not hers, older than
 * thirty days or taken back already, and `kernel.circle` where a link would now close a circle. Returns the record's id.
 */
export async function takeBack(tx: WriteTx, asker: Asker, settlingId: string): Promise<string> {
  const { rows } = await sql<{ record_id: string; links: KeptLink[]; marks: KeptMark[] }>`
    update kernel.settling set undone_at = now()
     where workspace_id = ${asker.workspaceId} and id = ${settlingId} and undone_at is null
       and member_id = ${asker.memberId} and at > now() - interval '30 days'
    returning record_id, links, marks`.execute(tx)
  const [kept] = rows
  if (!kept) throw new Problem('kernel.notFound', {}, 404)
  for (const link of kept.links) {
    const up = await walk(tx, asker, kept.record_id, 'supports')
    if (up.some(({ id }) => id === link.basis_id)) throw new Problem('kernel.circle')
  }
  await sql`
    insert into kernel.link select l.* from jsonb_populate_recordset(null::kernel.link, ${JSON.stringify(kept.links)}::jsonb) l
    on conflict (workspace_id, basis_id, record_id, kind) do update set basis_version = excluded.basis_version`.execute(
    tx,
  )
  await sql`
    insert into kernel.stale_mark (workspace_id, record_id, source_id, source_version, reason, effect, since)
    select ${asker.workspaceId}, ${kept.record_id}, m.source_id, m.source_version, m.reason, m.effect, m.since
      from jsonb_to_recordset(${JSON.stringify(kept.marks)}::jsonb)
        m (source_id uuid, source_version int, reason text, effect text, since timestamptz)
    on conflict (workspace_id, record_id, source_id) do nothing`.execute(tx)
  await logEvent(tx, asker, 'restored', { kind: 'link', id: kept.record_id })
  return kept.record_id
}

interface KeptLink {
  basis_id: string
}
