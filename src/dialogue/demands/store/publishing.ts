/** The public page of a demand: open while every organisation that owns it agrees, in the words that it has now. */
import { sql } from 'kysely'
import { logEvent } from '../../../kernel/event.ts'
import { isId } from '../../../kernel/id.ts'
import type { Text } from '../../../kernel/text.ts'
import type { Asker, ReadTx, WriteTx } from '../../../kernel/transaction.ts'
import { Problem } from '../../../platform/problem.ts'
import { type Named, named } from '../../store/common.ts'
import { checkDay, type How, type Stage } from '../rules.ts'
import { demandToChange } from './demands.ts'

/**
 * An organisation that owns a demand agrees to its public page, or takes that back (`on` null), which ends the page at once. The
 * database opens it with the last agreement. Returns whether there is a page now. Throws `demand.publishesOwner` for one that
 * owns it not, and those of `checkDay`; the database refuses what is not the asker's to say.
 */
export async function agreeToPublish(
  tx: WriteTx,
  asker: Asker,
  demandId: string,
  organisationId: string,
  given: { on: string; how: How } | null,
  today: string,
): Promise<boolean> {
  const before = await demandToChange(tx, asker, demandId)
  const owner = before.owners.find(({ id }) => id === organisationId)
  if (!owner?.owns) throw new Problem('demand.publishesOwner', {}, 409)
  if (given) checkDay(given.on, before.raisedOn, today)
  const done = await tx
    .updateTable('dialogue.demand_owner')
    .set({
      publishes_on: given?.on ?? null,
      publishes_how: given?.how ?? null,
      publishes_version: given ? before.wordsVersion : null,
    })
    .where('workspace_id', '=', asker.workspaceId)
    .where('demand_id', '=', demandId)
    .where('organisation_id', '=', organisationId)
    .executeTakeFirst()
  if (done.numUpdatedRows === 0n) throw new Problem('kernel.notAllowed', {}, 403)
  const { publishedAt } = await demandToChange(tx, asker, demandId)
  const action = publishedAt !== null ? 'revealed' : before.publishedAt !== null ? 'hidden' : 'changed'
  await logEvent(tx, asker, action, { kind: 'demand', id: demandId })
  return publishedAt !== null
}

/** What the public reads of a demand: its words and who stands behind them; nothing that may name a person. */
export interface PublicDemand {
  id: string
  words: Text
  stage: Stage
  raisedOn: string
  presentedOn: string | null
  owners: Named[]
  addressee: Named | null
}

/** Those with a public page, the newest first, at most 500, or one of them; for whoever asks, and asked as the public. */
export async function publicDemands(
  tx: ReadTx,
  asker: Asker,
  id: string | null = null,
): Promise<PublicDemand[]> {
  if (id !== null && !isId(id)) return []
  const { rows } = await sql<PublicDemand>`
    select d.id, d.words, d.stage, d.raised_on as "raisedOn", d.presented_on as "presentedOn",
           (select coalesce(jsonb_agg(jsonb_build_object('id', k.id, 'name', k.name) order by k.id), '[]')
              from kernel.organisation k where k.workspace_id = d.workspace_id and k.id = any (d.owners)) as owners,
           ${named('kernel.organisation', 'd.addressee_id')} as addressee
      from dialogue.demand d
     where d.workspace_id = ${asker.workspaceId} and d.published_at is not null and (${id}::uuid is null or d.id = ${id}::uuid)
     order by d.published_at desc limit 500`.execute(tx)
  return rows
}
