/** The thread of a report: it rests on every record that it quotes, names, counts or estimates from. */
import { confirm, linkRecords, staleMarks } from '../../kernel/thread.ts'
import type { Asker, ReadTx, WriteTx } from '../../kernel/transaction.ts'
import type { Basis } from '../bound/behind.ts'

/** What it rests on already stays as it is. @throws `kernel.notFound` for a basis that the asker does not see */
export async function linkBases(
  tx: WriteTx,
  asker: Asker,
  recordId: string,
  bases: readonly Basis[],
): Promise<void> {
  const links = await tx
    .selectFrom('kernel.link')
    .select('basis_id')
    .where('workspace_id', '=', asker.workspaceId)
    .where('record_id', '=', recordId)
    .execute()
  const known = new Set(links.map(({ basis_id }) => basis_id))
  for (const { record: basis, kind } of bases)
    if (!known.has(basis)) await linkRecords(tx, asker, { record: recordId, basis, kind })
}

/** Records that moved under a draft and wait for somebody to look, with the version that moved. */
export const movedUnder = async (
  tx: ReadTx,
  asker: Asker,
  reportId: string,
): Promise<{ record: string; version: number }[]> =>
  (await staleMarks(tx, asker, reportId)).map(({ sourceId, sourceVersion }) => ({
    record: sourceId,
    version: sourceVersion,
  }))

/** What stands in the report is what these records say now: their marks go, and its links cite them as they are. */
export async function confirmBases(
  tx: WriteTx,
  asker: Asker,
  reportId: string,
  moved: readonly { record: string; version: number }[],
): Promise<void> {
  for (const { record, version } of moved) await confirm(tx, asker, reportId, record, version)
}
