/** Moments of a report that somebody wanted to keep, to compare with. */
import { logEvent } from '../../kernel/event.ts'
import { isId, newId } from '../../kernel/id.ts'
import type { Asker, ReadTx, WriteTx } from '../../kernel/transaction.ts'
import { Problem } from '../../platform/problem.ts'
import { canonical, type Frozen } from '../content/frozen.ts'

export interface SavedVersion {
  id: string
  name: string
  at: Date
  /** Null: the program. */
  by: string | null
}

const versions = (tx: ReadTx, asker: Asker, reportId: string) =>
  tx
    .selectFrom('reports.saved_version as v')
    .leftJoin('kernel.member as m', (on) =>
      on.onRef('m.workspace_id', '=', 'v.workspace_id').onRef('m.id', '=', 'v.member_id'),
    )
    .where('v.workspace_id', '=', asker.workspaceId)
    .where('v.report_id', '=', reportId)
    .select(['v.id', 'v.name', 'v.created_at as at', 'm.name as by'])

/** Newest first. */
export const savedVersions = (tx: ReadTx, asker: Asker, reportId: string): Promise<SavedVersion[]> =>
  versions(tx, asker, reportId).orderBy('v.id', 'desc').limit(200).execute()

/** @throws `kernel.notFound` */
export async function savedVersion(
  tx: ReadTx,
  asker: Asker,
  reportId: string,
  id: string,
): Promise<SavedVersion & { content: Frozen }> {
  // From an address that somebody typed.
  if (!isId(id)) throw new Problem('kernel.notFound', {}, 404)
  const found = await versions(tx, asker, reportId)
    .select('v.content')
    .where('v.id', '=', id)
    .executeTakeFirst()
  if (!found) throw new Problem('kernel.notFound', {}, 404)
  return found as unknown as SavedVersion & { content: Frozen }
}

export async function keepVersion(
  tx: WriteTx,
  asker: Asker,
  reportId: string,
  name: string,
  content: Frozen,
): Promise<string> {
  const id = newId()
  await tx
    .insertInto('reports.saved_version')
    .values({
      workspace_id: asker.workspaceId,
      id,
      report_id: reportId,
      name: name.trim().slice(0, 200),
      content: canonical(content),
      member_id: asker.memberId,
    })
    .execute()
  await logEvent(tx, asker, 'created', { kind: 'report_draft', id: reportId })
  return id
}
