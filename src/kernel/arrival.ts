/** What comes from a phone's outbox: each entry with an id made there, so that a second arrival of the same changes nothing. */
import { isId } from './id.ts'
import type { Asker, WriteTx } from './transaction.ts'

export interface Arriving {
  /** Made on the phone. */
  id: string
  /** What sort of entry: attendance, assessment, evidence, … */
  kind: string
  /** What it is about: the meeting, the commitment. */
  subjectId: string
}

/**
 * Notes in the transaction that an entry arrived; false where it had before, and then nothing more is to be done. Two at the same
 * moment wait for each other: the second learns that the first arrived.
 */
export async function arrives(
  tx: WriteTx,
  asker: Asker,
  { id, kind, subjectId }: Arriving,
): Promise<boolean> {
  const noted = await tx
    .insertInto('kernel.arrival')
    .values({
      workspace_id: asker.workspaceId,
      id,
      kind,
      subject_id: subjectId,
      member_id: asker.memberId,
    })
    .onConflict((same) => same.doNothing())
    .executeTakeFirst()
  return Number(noted.numInsertedOrUpdatedRows ?? 0) > 0
}

/** The id that a form brought from a phone; null where it has none, or one that is none of ours. */
export const arrivalId = (given: unknown): string | null =>
  typeof given === 'string' && isId(given) ? given : null
