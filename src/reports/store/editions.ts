/** What was signed: whole, never changed, readable by whom the role table lets read reports. */
import { sql } from 'kysely'
import { logEvent } from '../../kernel/event.ts'
import { newId } from '../../kernel/id.ts'
import { addRecord, changeRecord } from '../../kernel/record.ts'
import type { Text } from '../../kernel/text.ts'
import { type Asker, asProgram, type ReadTx, type WriteTx } from '../../kernel/transaction.ts'
import { Problem } from '../../platform/problem.ts'
import type { Basis } from '../bound/behind.ts'
import { canonical, type Frozen, hashOf } from '../content/frozen.ts'
import { linkBases } from './links.ts'

export interface Edition {
  id: string
  reportId: string
  number: number
  title: Text
  signedOn: string
  signedBy: string
  note: Text | null
  sha256: string
  submittedTo: string
  submittedOn: string | null
  publishedAt: Date | null
  withdrawnAt: Date | null
  withdrawnReason: Text | null
  /** Version of its record. */
  version: number
}

const editions = (tx: ReadTx, asker: Asker) =>
  tx
    .selectFrom('reports.edition as e')
    .where('e.workspace_id', '=', asker.workspaceId)
    .select([
      'e.id',
      'e.report_id as reportId',
      'e.number',
      sql<Text>`jsonb_build_object('source', 'es', 'es', jsonb_build_object('text', e.content -> 'title' ->> 'es'),
        'en', jsonb_build_object('text', e.content -> 'title' ->> 'en', 'state', 'current'))`.as('title'),
      'e.signed_on as signedOn',
      'e.signed_by as signedBy',
      'e.note',
      'e.sha256',
      'e.submitted_to as submittedTo',
      'e.submitted_on as submittedOn',
      'e.published_at as publishedAt',
      'e.withdrawn_at as withdrawnAt',
      'e.withdrawn_reason as withdrawnReason',
      sql<number>`coalesce((select r.version from kernel.record r where r.workspace_id = e.workspace_id and r.id = e.id), 1)`.as(
        'version',
      ),
    ])

/** Newest first; of one report where given. The public finds the published ones. */
export async function editionsOf(tx: ReadTx, asker: Asker, reportId?: string): Promise<Edition[]> {
  const rows = await editions(tx, asker)
    .$if(reportId !== undefined, (q) => q.where('e.report_id', '=', reportId ?? ''))
    .orderBy('e.created_at', 'desc')
    .orderBy('e.id', 'desc')
    .limit(500)
    .execute()
  return rows as unknown as Edition[]
}

/** @throws `kernel.notFound` for one that is not there or not for the asker. */
export async function editionById(
  tx: ReadTx,
  asker: Asker,
  id: string,
): Promise<Edition & { content: Frozen }> {
  const row = await editions(tx, asker).select('e.content').where('e.id', '=', id).executeTakeFirst()
  if (!row) throw new Problem('kernel.notFound', {}, 404)
  return row as unknown as Edition & { content: Frozen }
}

export interface Signing {
  content: Frozen
  title: Text
  signedOn: string
  signedBy: string
  note: Text | null
  /** The records that its items are of. */
  bases: readonly Basis[]
}

/** The next edition. Only for a coordinator: who signs is checked here, what hinders it by the caller. */
export async function addEdition(
  tx: WriteTx,
  asker: Asker,
  reportId: string,
  signing: Signing,
): Promise<string> {
  if (asker.role !== 'coordinator' && asker.role !== 'system') throw new Problem('kernel.notAllowed', {}, 403)
  return asProgram(tx, asker, async (program) => {
    const { rows } = await sql<{ next: number }>`
      select coalesce(max(number), 0) + 1 as next from reports.edition
       where workspace_id = ${asker.workspaceId} and report_id = ${reportId}`.execute(tx)
    const number = rows[0]?.next ?? 1
    const id = newId()
    await tx
      .insertInto('reports.edition')
      .values({
        workspace_id: asker.workspaceId,
        id,
        report_id: reportId,
        number,
        signed_on: signing.signedOn,
        signed_by: signing.signedBy,
        member_id: asker.memberId,
        note: signing.note === null ? null : JSON.stringify(signing.note),
        content: canonical(signing.content),
        sha256: hashOf(signing.content),
      })
      .execute()
    await addRecord(tx, program, {
      id,
      kind: 'report',
      title: signing.title,
      path: `/editions/${id}`,
      snapshot: { title: signing.title, number, signedOn: signing.signedOn },
      endorsed: true,
    })
    await linkBases(tx, program, id, signing.bases)
    return id
  })
}

/** Whether the content still has the hash that it was signed with. */
export const isIntact = ({ content, sha256 }: { content: Frozen; sha256: string }): boolean =>
  hashOf(content) === sha256

async function mark(
  tx: WriteTx,
  asker: Asker,
  id: string,
  set: { submitted_to?: string; submitted_on?: string; published_at?: Date | null },
  action: 'changed' | 'revealed' | 'hidden',
): Promise<void> {
  if (asker.role !== 'coordinator' && asker.role !== 'system') throw new Problem('kernel.notAllowed', {}, 403)
  await asProgram(tx, asker, async (program) => {
    await tx
      .updateTable('reports.edition')
      .set(set)
      .where('workspace_id', '=', asker.workspaceId)
      .where('id', '=', id)
      .execute()
    await logEvent(tx, program, action, { kind: 'report', id })
  })
}

export const submitEdition = (tx: WriteTx, asker: Asker, id: string, to: string, on: string): Promise<void> =>
  mark(tx, asker, id, { submitted_to: to, submitted_on: on }, 'changed')

/** Everybody may read it from now on, or no longer. */
export const publishEdition = (tx: WriteTx, asker: Asker, id: string, open: boolean): Promise<void> =>
  mark(tx, asker, id, { published_at: open ? new Date() : null }, open ? 'revealed' : 'hidden')

/** It stays, marked; the public does not find it any more, and what rests on it is marked. */
export async function withdrawEdition(tx: WriteTx, asker: Asker, id: string, reason: Text): Promise<void> {
  if (asker.role !== 'coordinator' && asker.role !== 'system') throw new Problem('kernel.notAllowed', {}, 403)
  const edition = await editionById(tx, asker, id)
  if (edition.withdrawnAt) throw new Problem('reports.withdrawn')
  await asProgram(tx, asker, async (program) => {
    await tx
      .updateTable('reports.edition')
      .set({ withdrawn_at: sql`now()`, withdrawn_reason: JSON.stringify(reason) })
      .where('workspace_id', '=', asker.workspaceId)
      .where('id', '=', id)
      .execute()
    await changeRecord(
      tx,
      program,
      {
        id,
        kind: 'report',
        title: edition.title,
        path: `/editions/${id}`,
        snapshot: { title: edition.title, number: edition.number, signedOn: edition.signedOn, reason },
      },
      edition.version,
      'withdrawn',
    )
  })
}
