/** What the members of organisations decided on a demand, each with the scan of its act. */
import { sql } from 'kysely'
import {
  addAttachment,
  type NewAttachment,
  removeAttachment,
  restoreAttachment,
} from '../../../kernel/attachment.ts'
import { logEvent } from '../../../kernel/event.ts'
import { isId, newId } from '../../../kernel/id.ts'
import type { Text } from '../../../kernel/text.ts'
import type { Asker, ReadTx, WriteTx } from '../../../kernel/transaction.ts'
import { Problem } from '../../../platform/problem.ts'
import { json, type Named, named } from '../../store/common.ts'
import { undoDays } from '../../store/removal.ts'
import { type Body, checkDay, type How, type Result } from '../rules.ts'

export interface MandateFields {
  organisationId: string
  body: Body
  bodyName: string
  heldOn: string
  result: Result
  inFavour: number | null
  against: number | null
  abstained: number | null
  women: number | null
  men: number | null
  /** For its owners and the team. */
  note: Text | null
  how: How
}

export interface Mandate extends Omit<MandateFields, 'organisationId'> {
  id: string
  organisation: Named
  /** The scan of its act; null: none. */
  act: { id: string; name: string; bytes: number } | null
}

export async function mandatesOf(tx: ReadTx, asker: Asker, demandId: string): Promise<Mandate[]> {
  return (await tx
    .selectFrom('dialogue.demand_mandate as m')
    .where('m.workspace_id', '=', asker.workspaceId)
    .where('m.demand_id', '=', demandId)
    .where('m.removed_at', 'is', null)
    .select([
      'm.id',
      named('kernel.organisation', 'm.organisation_id').as('organisation'),
      'm.body',
      'm.body_name as bodyName',
      'm.held_on as heldOn',
      'm.result',
      'm.in_favour as inFavour',
      'm.against',
      'm.abstained',
      'm.women',
      'm.men',
      'm.note',
      'm.how',
      sql<
        Mandate['act']
      >`(select jsonb_build_object('id', a.id, 'name', a.name, 'bytes', a.bytes) from kernel.attachment a
        where a.workspace_id = m.workspace_id and a.id = m.attachment_id and a.deleted_at is null)`.as('act'),
    ])
    .orderBy('m.held_on')
    .orderBy('m.id')
    .execute()) as unknown as Mandate[]
}

/** What the members of an organisation decided; the database refuses one that is not the asker's to note. */
export async function addMandate(
  tx: WriteTx,
  asker: Asker,
  demandId: string,
  given: MandateFields,
  today: string,
): Promise<void> {
  checkDay(given.heldOn, '1900-01-01', today)
  await tx
    .insertInto('dialogue.demand_mandate')
    .values({
      workspace_id: asker.workspaceId,
      id: newId(),
      demand_id: demandId,
      organisation_id: given.organisationId,
      body: given.body,
      body_name: given.bodyName,
      held_on: given.heldOn,
      result: given.result,
      in_favour: given.inFavour,
      against: given.against,
      abstained: given.abstained,
      women: given.women,
      men: given.men,
      note: json(given.note),
      how: given.how,
    })
    .execute()
  await logEvent(tx, asker, 'changed', { kind: 'demand', id: demandId })
}

/** Puts away a mandate noted by mistake, with its act, for thirty days; only whose it is, or who noted it. */
export async function removeMandate(tx: WriteTx, asker: Asker, demandId: string, id: string): Promise<void> {
  const { attachmentId } = await update(tx, asker, demandId, id, { removed_at: sql<Date>`now()` }, 'stands')
  if (attachmentId) await removeAttachment(tx, asker, attachmentId)
  await logEvent(tx, asker, 'changed', { kind: 'demand', id: demandId })
}

export async function restoreMandate(tx: WriteTx, asker: Asker, demandId: string, id: string): Promise<void> {
  const { attachmentId } = await update(tx, asker, demandId, id, { removed_at: null }, 'away')
  if (attachmentId) await restoreAttachment(tx, asker, attachmentId)
  await logEvent(tx, asker, 'restored', { kind: 'demand', id: demandId })
}

/** Keeps the scan of its act with a mandate, in the place of one before, which goes for thirty days. Returns its id. */
export async function addAct(
  tx: WriteTx,
  asker: Asker,
  demandId: string,
  mandate: Mandate,
  file: Pick<NewAttachment, 'sha256' | 'bytes' | 'mediaType' | 'name'>,
): Promise<string> {
  const attachment = await addAttachment(tx, asker, {
    ...file,
    recordId: demandId,
    resource: 'demand',
    organisationId: mandate.organisation.id,
  })
  if (mandate.act) await removeAttachment(tx, asker, mandate.act.id)
  await update(tx, asker, demandId, mandate.id, { attachment_id: attachment }, 'stands')
  return attachment
}

async function update(
  tx: WriteTx,
  asker: Asker,
  demandId: string,
  id: string,
  values: { removed_at: ReturnType<typeof sql<Date>> | null } | { attachment_id: string },
  of: 'stands' | 'away',
): Promise<{ attachmentId: string | null }> {
  if (!isId(id)) throw new Problem('kernel.notFound', {}, 404)
  const done = await tx
    .updateTable('dialogue.demand_mandate')
    .set(values)
    .where('workspace_id', '=', asker.workspaceId)
    .where('demand_id', '=', demandId)
    .where('id', '=', id)
    .$if(of === 'stands', (query) => query.where('removed_at', 'is', null))
    .$if(of === 'away', (query) =>
      query.where('removed_at', '>', sql<Date>`now() - make_interval(days => ${undoDays}::int)`),
    )
    .returning('attachment_id as attachmentId')
    .executeTakeFirst()
  if (!done) throw new Problem('kernel.notFound', {}, 404)
  return done
}
