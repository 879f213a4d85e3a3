import { sql } from 'kysely'
import { Problem } from '../platform/problem.ts'
import type { Resource } from './access.ts'
import { logEvent } from './event.ts'
import { newId } from './id.ts'
import type { Asker, ReadTx, WriteTx } from './transaction.ts'

/** A file that belongs to a record or stands alone; its bytes are in the file store under their hash. */
export interface Attachment {
  id: string
  recordId: string | null
  sha256: string
  bytes: number
  mediaType: string
  name: string
  at: Date
}

export interface NewAttachment extends Pick<Attachment, 'sha256' | 'bytes' | 'mediaType' | 'name'> {
  recordId?: string
  /** Whose access rules hold. */
  resource: Resource
  /** Narrower than the rules; null: whoever the role table lets see the resource. */
  audienceId?: string | null
  /** The organisation whose own it is; null: the programme's. */
  organisationId?: string | null
  /** The row does not say who added it; the log does, to the coordinator. */
  isUnsigned?: boolean
}

const attachments = (tx: ReadTx, asker: Asker) =>
  tx
    .selectFrom('kernel.attachment')
    .where('workspace_id', '=', asker.workspaceId)
    .where('deleted_at', 'is', null)
    .select(['id', 'record_id as recordId', 'sha256', 'bytes', 'media_type as mediaType', 'name', 'at'])

/** Notes a file that the store already holds; returns its id. */
export async function addAttachment(tx: WriteTx, asker: Asker, given: NewAttachment): Promise<string> {
  const id = newId()
  await tx
    .insertInto('kernel.attachment')
    .values({
      workspace_id: asker.workspaceId,
      id,
      record_id: given.recordId ?? null,
      sha256: given.sha256,
      bytes: given.bytes,
      media_type: given.mediaType,
      name: given.name,
      organisation_id: given.organisationId ?? null,
      audience_id: given.audienceId ?? null,
      resource: given.resource,
      member_id: given.isUnsigned ? null : asker.memberId,
    })
    .execute()
  await logEvent(tx, asker, 'created', { kind: 'attachment', id })
  return id
}

/** What hangs on a record, of what the asker may see; oldest first. */
export const attachmentsOf = (tx: ReadTx, asker: Asker, recordId: string): Promise<Attachment[]> =>
  attachments(tx, asker).where('record_id', '=', recordId).orderBy('id').execute()

/** One that the asker may see; anything else is not found, whether it exists or not. */
export async function attachmentById(tx: ReadTx, asker: Asker, id: string): Promise<Attachment> {
  const isId = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id)
  const found = isId ? await attachments(tx, asker).where('id', '=', id).executeTakeFirst() : undefined
  if (!found) throw new Problem('kernel.notFound', {}, 404)
  return found
}

/** Takes it away for 30 days (`restoreAttachment` brings it back), then for good. */
export const removeAttachment = (tx: WriteTx, asker: Asker, id: string): Promise<void> =>
  mark(tx, asker, id, 'deleted')
export const restoreAttachment = (tx: WriteTx, asker: Asker, id: string): Promise<void> =>
  mark(tx, asker, id, 'restored')

async function mark(tx: WriteTx, asker: Asker, id: string, action: 'deleted' | 'restored'): Promise<void> {
  const { numUpdatedRows } = await tx
    .updateTable('kernel.attachment')
    .set({ deleted_at: action === 'deleted' ? sql<Date>`now()` : null })
    .where('workspace_id', '=', asker.workspaceId)
    .where('id', '=', id)
    .executeTakeFirst()
  if (numUpdatedRows === 0n) throw new Problem('kernel.notFound', {}, 404)
  await logEvent(tx, asker, action, { kind: 'attachment', id })
}
