import { newId } from '../kernel/id.ts'
import type { Asker, ReadTx, WriteTx } from '../kernel/transaction.ts'
import type { Selection } from './overview/selection.ts'

type Of = Pick<Selection, 'vintage' | 'place' | 'group'>

/** A coordinator opens the withheld estimates of a place for internal reading; the log says who did. */
export async function addReveal(tx: WriteTx, asker: Asker, { vintage, place, group }: Of): Promise<void> {
  await tx
    .insertInto('evidence.reveal')
    .values({
      workspace_id: asker.workspaceId,
      id: newId(),
      data_file_id: vintage.dataFileId,
      place_code: place.code,
      worker_group: group?.code ?? null,
      member_id: asker.memberId,
    })
    .onConflict((open) => open.doNothing())
    .execute()
}

/** Closes them again. */
export async function removeReveal(tx: WriteTx, asker: Asker, { vintage, place, group }: Of): Promise<void> {
  await tx
    .deleteFrom('evidence.reveal')
    .where('workspace_id', '=', asker.workspaceId)
    .where('data_file_id', '=', vintage.dataFileId)
    .where('place_code', '=', place.code)
    .where('worker_group', 'is not distinct from', group?.code ?? null)
    .execute()
}

/** Tells for each place whether its withheld estimates are open in this file and group. */
export async function isRevealed(
  tx: ReadTx,
  asker: Asker,
  { vintage, group }: Of,
): Promise<(place: string) => boolean> {
  const rows = await tx
    .selectFrom('evidence.reveal')
    .select(['place_code', 'worker_group'])
    .where('workspace_id', '=', asker.workspaceId)
    .where('data_file_id', '=', vintage.dataFileId)
    .execute()
  const open = new Set(
    rows.filter((row) => row.worker_group === (group?.code ?? null)).map((row) => row.place_code),
  )
  return (place) => open.has(place)
}
