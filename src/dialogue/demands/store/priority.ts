/** What comes first: votes of each organisation, or an order agreed by consensus. Addressees see neither. */
import { logEvent } from '../../../kernel/event.ts'
import type { Asker, ReadTx, WriteTx } from '../../../kernel/transaction.ts'
import type { How } from '../rules.ts'

export interface Vote {
  demandId: string
  organisationId: string
  votes: number
}

export async function votesOn(tx: ReadTx, asker: Asker, demandIds: readonly string[]): Promise<Vote[]> {
  if (demandIds.length === 0) return []
  return await tx
    .selectFrom('dialogue.demand_vote')
    .select(['demand_id as demandId', 'organisation_id as organisationId', 'votes'])
    .where('workspace_id', '=', asker.workspaceId)
    .where('demand_id', 'in', demandIds)
    .execute()
}

/** Writes the votes of an organisation over those it gave before; null takes one away. What is not hers the database refuses. */
export async function setVotes(
  tx: WriteTx,
  asker: Asker,
  organisationId: string,
  votes: ReadonlyMap<string, number | null>,
  given: { on: string; how: How },
): Promise<void> {
  for (const [demandId, count] of votes) {
    if (count === null)
      await tx
        .deleteFrom('dialogue.demand_vote')
        .where('workspace_id', '=', asker.workspaceId)
        .where('demand_id', '=', demandId)
        .where('organisation_id', '=', organisationId)
        .execute()
    else
      await tx
        .insertInto('dialogue.demand_vote')
        .values({
          workspace_id: asker.workspaceId,
          demand_id: demandId,
          organisation_id: organisationId,
          votes: count,
          voted_on: given.on,
          how: given.how,
        })
        .onConflict((same) =>
          same
            .columns(['workspace_id', 'demand_id', 'organisation_id'])
            .doUpdateSet({ votes: count, voted_on: given.on, how: given.how }),
        )
        .execute()
    await logEvent(tx, asker, 'changed', { kind: 'demand', id: demandId })
  }
}

/** Places agreed by consensus; null takes one away. */
export async function setPlaces(
  tx: WriteTx,
  asker: Asker,
  places: ReadonlyMap<string, number | null>,
  on: string,
): Promise<void> {
  for (const [demandId, place] of places) {
    if (place === null)
      await tx
        .deleteFrom('dialogue.demand_priority')
        .where('workspace_id', '=', asker.workspaceId)
        .where('demand_id', '=', demandId)
        .execute()
    else
      await tx
        .insertInto('dialogue.demand_priority')
        .values({ workspace_id: asker.workspaceId, demand_id: demandId, place, agreed_on: on })
        .onConflict((same) =>
          same.columns(['workspace_id', 'demand_id']).doUpdateSet({ place, agreed_on: on }),
        )
        .execute()
    await logEvent(tx, asker, 'changed', { kind: 'demand', id: demandId })
  }
}
