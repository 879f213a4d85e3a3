/** Who wrote what: names of colleagues, whose rows in the list of members only a coordinator sees. */
import { type Asker, asProgram, type ReadTx, type WriteTx } from '../../kernel/transaction.ts'

/** By member's id. Only for what the asker may read anyway: a comment, a paragraph of a draft. */
export async function namesOf(
  tx: ReadTx,
  asker: Asker,
  memberIds: readonly (string | null)[],
): Promise<Map<string, string>> {
  const ids = [...new Set(memberIds.filter((id) => id !== null))]
  if (ids.length === 0) return new Map()
  // Nothing is written: for one reading she is the program.
  const rows = await asProgram(tx as WriteTx, asker, () =>
    tx
      .selectFrom('kernel.member')
      .select(['id', 'name'])
      .where('workspace_id', '=', asker.workspaceId)
      .where('id', 'in', ids)
      .execute(),
  )
  return new Map(rows.map(({ id, name }) => [id, name]))
}
