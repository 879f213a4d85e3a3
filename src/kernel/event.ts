import { newId } from './id.ts'
import type { Asker, WriteTx } from './transaction.ts'

export type Action =
  | 'created'
  | 'changed'
  | 'deleted'
  | 'restored'
  | 'withdrawn'
  | 'imported'
  | 'cited'
  | 'confirmed'
  | 'revealed'
  | 'exported'
  | 'invited'
  | 'signed_in'

/** Notes who did what to which version: no values, so that the log holds nothing personal beyond the doer. */
export async function logEvent(
  tx: WriteTx,
  asker: Asker,
  action: Action,
  subject: { kind: string; id?: string; version?: number },
): Promise<void> {
  await tx
    .insertInto('kernel.event')
    .values({
      workspace_id: asker.workspaceId,
      id: newId(),
      member_id: asker.memberId,
      action,
      subject_kind: subject.kind,
      subject_id: subject.id ?? null,
      subject_version: subject.version ?? null,
    })
    .execute()
}
