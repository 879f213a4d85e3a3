/** What the team says of a report while it is being written. */
import { sql } from 'kysely'
import { logEvent } from '../../kernel/event.ts'
import { newId } from '../../kernel/id.ts'
import type { Asker, ReadTx, WriteTx } from '../../kernel/transaction.ts'
import { Problem } from '../../platform/problem.ts'
import { namesOf } from './names.ts'

export interface Comment {
  id: string
  /** Null: the report as a whole, or a block that was purged. */
  blockId: string | null
  answersId: string | null
  body: string
  memberId: string
  by: string
  at: Date
  resolvedAt: Date | null
  resolvedBy: string | null
}

/** Oldest first, settled ones too. */
export async function commentsOf(tx: ReadTx, asker: Asker, reportId: string): Promise<Comment[]> {
  const rows = await tx
    .selectFrom('reports.comment as c')
    .select([
      'c.id',
      'c.block_id as blockId',
      'c.answers_id as answersId',
      'c.body',
      'c.member_id as memberId',
      'c.created_at as at',
      'c.resolved_at as resolvedAt',
      'c.resolved_by as resolvedById',
    ])
    .where('c.workspace_id', '=', asker.workspaceId)
    .where('c.report_id', '=', reportId)
    .where('c.deleted_at', 'is', null)
    .orderBy('c.id')
    .execute()
  const names = await namesOf(
    tx,
    asker,
    rows.flatMap(({ memberId, resolvedById }) => [memberId, resolvedById]),
  )
  return rows.map(({ resolvedById, ...row }) => ({
    ...row,
    by: names.get(row.memberId) ?? '',
    resolvedBy: resolvedById === null ? null : (names.get(resolvedById) ?? null),
  }))
}

export interface NewComment {
  /** Given by who wrote it, so that one that arrives twice is one. */
  id?: string
  blockId: string | null
  answersId?: string | null
  body: string
}

/** An answer is about the same block as what it answers. */
export async function addComment(
  tx: WriteTx,
  asker: Asker,
  reportId: string,
  { id = newId(), blockId, answersId = null, body }: NewComment,
): Promise<string> {
  if (asker.memberId === null) throw new Problem('kernel.notAllowed', {}, 403)
  const words = body.trim()
  if (words === '' || words.length > 4000) throw new Problem('reports.comment', { most: 4000 })
  const answered = answersId === null ? null : await one(tx, asker, reportId, answersId)
  await tx
    .insertInto('reports.comment')
    .values({
      workspace_id: asker.workspaceId,
      id,
      report_id: reportId,
      block_id: answered ? answered.block_id : blockId,
      answers_id: answersId,
      body: words,
      member_id: asker.memberId,
    })
    .onConflict((same) => same.columns(['workspace_id', 'id']).doNothing())
    .execute()
  await logEvent(tx, asker, 'created', { kind: 'report_comment', id })
  return id
}

async function one(tx: ReadTx, asker: Asker, reportId: string, id: string) {
  const found = await tx
    .selectFrom('reports.comment')
    .select(['id', 'block_id', 'member_id'])
    .where('workspace_id', '=', asker.workspaceId)
    .where('report_id', '=', reportId)
    .where('id', '=', id)
    .executeTakeFirst()
  if (!found) throw new Problem('kernel.notFound', {}, 404)
  return found
}

/** Settled, or open again. */
export async function resolveComment(
  tx: WriteTx,
  asker: Asker,
  reportId: string,
  id: string,
  resolved: boolean,
): Promise<void> {
  await one(tx, asker, reportId, id)
  await tx
    .updateTable('reports.comment')
    .set({ resolved_at: resolved ? sql`now()` : null, resolved_by: resolved ? asker.memberId : null })
    .where('workspace_id', '=', asker.workspaceId)
    .where('id', '=', id)
    .execute()
}

/** Taken back by who said it, or given back. */
export async function removeComment(
  tx: WriteTx,
  asker: Asker,
  reportId: string,
  id: string,
  removed = true,
): Promise<void> {
  const { member_id } = await one(tx, asker, reportId, id)
  if (member_id !== asker.memberId) throw new Problem('kernel.notAllowed', {}, 403)
  await tx
    .updateTable('reports.comment')
    .set({ deleted_at: removed ? sql`now()` : null })
    .where('workspace_id', '=', asker.workspaceId)
    .where('id', '=', id)
    .execute()
}
