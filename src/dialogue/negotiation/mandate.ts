/** What a delegation may concede: read and written by its own people, read by the coordinator where it discloses. */
import { logEvent } from '../../kernel/event.ts'
import { newId } from '../../kernel/id.ts'
import type { Asker, ReadTx, WriteTx } from '../../kernel/transaction.ts'
import { Problem } from '../../platform/problem.ts'

export interface ConcessionFields {
  /** Null: the whole negotiation. */
  pointId: string | null
  wanted: string
  least: string
  note: string
}
export interface Concession extends ConcessionFields {
  id: string
  delegationId: string
  organisationId: string
}

/** The limits that the asker may read, of the delegations of one negotiation; for most people none. */
export async function concessionsOf(tx: ReadTx, asker: Asker, negotiationId: string): Promise<Concession[]> {
  return await tx
    .selectFrom('dialogue.concession as c')
    .innerJoin('dialogue.delegation as d', (on) =>
      on.onRef('d.workspace_id', '=', 'c.workspace_id').onRef('d.id', '=', 'c.delegation_id'),
    )
    .where('c.workspace_id', '=', asker.workspaceId)
    .where('d.negotiation_id', '=', negotiationId)
    .select([
      'c.id',
      'c.delegation_id as delegationId',
      'c.organisation_id as organisationId',
      'c.point_id as pointId',
      'c.wanted',
      'c.least',
      'c.note',
    ])
    .orderBy('c.id')
    .execute()
}

/** Writes the limits of one delegation as they stand now, in the place of those before on the same points. */
export async function saveConcessions(
  tx: WriteTx,
  asker: Asker,
  delegation: { id: string; organisationId: string },
  limits: readonly ConcessionFields[],
): Promise<void> {
  if (delegation.organisationId !== asker.organisationId) throw new Problem('kernel.notAllowed', {}, 403)
  await tx
    .deleteFrom('dialogue.concession')
    .where('workspace_id', '=', asker.workspaceId)
    .where('delegation_id', '=', delegation.id)
    // Those on a point that was put away come back with it.
    .where((eb) =>
      eb.or([
        eb('point_id', 'is', null),
        eb('point_id', 'in', [delegation.id, ...limits.flatMap(({ pointId }) => pointId ?? [])]),
      ]),
    )
    .execute()
  for (const limit of limits)
    if (limit.wanted.trim() || limit.least.trim() || limit.note.trim())
      await tx
        .insertInto('dialogue.concession')
        .values({
          workspace_id: asker.workspaceId,
          id: newId(),
          delegation_id: delegation.id,
          organisation_id: delegation.organisationId,
          point_id: limit.pointId,
          wanted: limit.wanted,
          least: limit.least,
          note: limit.note,
        })
        .execute()
  // In the log it is a change of the delegation like any other: whoever reads the log does not learn that limits were written.
  await logEvent(tx, asker, 'changed', { kind: 'delegation', id: delegation.id })
}

/** Lets the coordinator read the delegation's limits and unsent offers, or no longer. */
export async function disclose(
  tx: WriteTx,
  asker: Asker,
  delegation: { id: string; organisationId: string },
  discloses: boolean,
): Promise<void> {
  if (delegation.organisationId !== asker.organisationId) throw new Problem('kernel.notAllowed', {}, 403)
  const changed = await tx
    .updateTable('dialogue.delegation')
    .set({ discloses })
    .where('workspace_id', '=', asker.workspaceId)
    .where('id', '=', delegation.id)
    .executeTakeFirst()
  if (changed.numUpdatedRows === 0n) throw new Problem('kernel.notAllowed', {}, 403)
  await logEvent(tx, asker, discloses ? 'revealed' : 'hidden', { kind: 'mandate', id: delegation.id })
}
