/** Organisations that stand behind the words of a demand, each by an act of its own. */
import { sql } from 'kysely'
import { logEvent } from '../../../kernel/event.ts'
import { isId, newId } from '../../../kernel/id.ts'
import type { Text } from '../../../kernel/text.ts'
import type { Asker, ReadTx, WriteTx } from '../../../kernel/transaction.ts'
import { Problem } from '../../../platform/problem.ts'
import { json, type Named, named } from '../../store/common.ts'
import { type Act, checkDay, type How } from '../rules.ts'
import { demandToChange } from './demands.ts'
import { follow } from './steps.ts'

export interface Endorsement {
  id: string
  organisation: Named
  act: Act
  actedOn: string
  women: number | null
  men: number | null
  /** For its owners and the team. */
  note: Text | null
  how: How
  wordsVersion: number
  withdrawnOn: string | null
}

/** All that were given, also those taken back and those of earlier words; by day. */
export async function endorsementsOf(tx: ReadTx, asker: Asker, demandId: string): Promise<Endorsement[]> {
  return (await tx
    .selectFrom('dialogue.demand_endorsement as e')
    .where('e.workspace_id', '=', asker.workspaceId)
    .where('e.demand_id', '=', demandId)
    .select([
      'e.id',
      named('kernel.organisation', 'e.organisation_id').as('organisation'),
      'e.act',
      'e.acted_on as actedOn',
      'e.women',
      'e.men',
      'e.note',
      'e.how',
      'e.words_version as wordsVersion',
      'e.withdrawn_on as withdrawnOn',
    ])
    .orderBy('e.acted_on')
    .orderBy('e.id')
    .execute()) as unknown as Endorsement[]
}

export interface NewEndorsement {
  organisationId: string
  act: Act
  actedOn: string
  women: number | null
  men: number | null
  /** For its owners and the team. */
  note: Text | null
  how: How
}

/**
 * An organisation stands behind the words as they are now. Throws `demand.endorsedAlready`, `demand.settled` on one that is
 * over, and those of `checkDay`; the database refuses one that is not the asker's to give.
 */
export async function endorse(
  tx: WriteTx,
  asker: Asker,
  demandId: string,
  given: NewEndorsement,
  today: string,
): Promise<void> {
  const demand = await demandToChange(tx, asker, demandId)
  if (demand.stage === 'withdrawn') throw new Problem('demand.settled', {}, 409)
  checkDay(given.actedOn, '1900-01-01', today)
  const there = (await endorsementsOf(tx, asker, demandId)).some(
    (one) =>
      one.organisation.id === given.organisationId &&
      one.withdrawnOn === null &&
      one.wordsVersion === demand.wordsVersion,
  )
  if (there) throw new Problem('demand.endorsedAlready')
  const { organisationId, act, actedOn, women, men, note, how } = given
  await tx
    .insertInto('dialogue.demand_endorsement')
    .values({
      workspace_id: asker.workspaceId,
      id: newId(),
      demand_id: demandId,
      organisation_id: organisationId,
      act,
      acted_on: actedOn,
      women,
      men,
      note: json(note),
      how,
      words_version: demand.wordsVersion,
    })
    .execute()
  await logEvent(tx, asker, 'changed', { kind: 'demand', id: demandId })
  await follow(tx, asker, demandId, actedOn, how)
}

/** An organisation stands behind it no more, from a day on; that it did stays in the record. */
export async function takeBack(
  tx: WriteTx,
  asker: Asker,
  demandId: string,
  endorsementId: string,
  today: string,
): Promise<void> {
  await demandToChange(tx, asker, demandId)
  const how: How = asker.organisationId ? 'member' : 'paper'
  const taken = isId(endorsementId)
    ? await tx
        .updateTable('dialogue.demand_endorsement')
        .set({ withdrawn_on: sql<string>`greatest(${today}::date, acted_on)`, how })
        .where('workspace_id', '=', asker.workspaceId)
        .where('demand_id', '=', demandId)
        .where('id', '=', endorsementId)
        .where('withdrawn_on', 'is', null)
        .executeTakeFirst()
    : null
  if (!taken || taken.numUpdatedRows === 0n) throw new Problem('kernel.notFound', {}, 404)
  await logEvent(tx, asker, 'withdrawn', { kind: 'demand', id: demandId })
  await follow(tx, asker, demandId, today, how)
}
