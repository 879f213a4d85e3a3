/** Who stands in the way of a proposal: for the team that may see stances, and nobody else. */
import { logEvent } from '../../kernel/event.ts'
import { isId, newId } from '../../kernel/id.ts'
import type { Asker, ReadTx, WriteTx } from '../../kernel/transaction.ts'
import { Problem } from '../../platform/problem.ts'
import { type Named, named } from '../store/common.ts'
import { proposalById } from './store.ts'

export interface Block {
  id: string
  organisation: Named | null
  who: string
  note: string
  observedOn: string
}

/** For the team that may see stances; for everybody else there are none. */
export async function blocksOf(tx: ReadTx, asker: Asker, proposalId: string): Promise<Block[]> {
  return (await tx
    .selectFrom('dialogue.proposal_block as b')
    .where('b.workspace_id', '=', asker.workspaceId)
    .where('b.proposal_id', '=', proposalId)
    .select([
      'b.id',
      named('kernel.organisation', 'b.organisation_id').as('organisation'),
      'b.who',
      'b.note',
      'b.observed_on as observedOn',
    ])
    .orderBy('b.observed_on', 'desc')
    .orderBy('b.id')
    .execute()) as unknown as Block[]
}

/** Throws `agenda.blockWho` where nobody is named; the database refuses who may not write stances. */
export async function addBlock(
  tx: WriteTx,
  asker: Asker,
  proposalId: string,
  given: { organisationId: string | null; who: string; note: string; observedOn: string },
): Promise<void> {
  if (given.organisationId === null && given.who.trim() === '') throw new Problem('agenda.blockWho')
  await proposalById(tx, asker, proposalId)
  await tx
    .insertInto('dialogue.proposal_block')
    .values({
      workspace_id: asker.workspaceId,
      id: newId(),
      proposal_id: proposalId,
      organisation_id: given.organisationId,
      who: given.who,
      note: given.note,
      observed_on: given.observedOn,
    })
    .execute()
  await logEvent(tx, asker, 'changed', { kind: 'stance', id: proposalId })
}

export async function removeBlock(tx: WriteTx, asker: Asker, proposalId: string, id: string): Promise<void> {
  const gone = isId(id)
    ? await tx
        .deleteFrom('dialogue.proposal_block')
        .where('workspace_id', '=', asker.workspaceId)
        .where('proposal_id', '=', proposalId)
        .where('id', '=', id)
        .executeTakeFirst()
    : null
  if (!gone || gone.numDeletedRows === 0n) throw new Problem('kernel.notFound', {}, 404)
  await logEvent(tx, asker, 'changed', { kind: 'stance', id: proposalId })
}
