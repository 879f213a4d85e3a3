/** Minutes line by line, the parties' positions on them, and what is born of them when they are signed off. */
import { sql } from 'kysely'
import { logEvent } from '../../kernel/event.ts'
import { newId } from '../../kernel/id.ts'
import type { Text } from '../../kernel/text.ts'
import { type Asker, asProgram, type ReadTx, type WriteTx } from '../../kernel/transaction.ts'
import { Problem } from '../../platform/problem.ts'
import { checkCirculate, type ItemKind, type MinutesState, minutesMachine, take } from '../rules.ts'
import { bearRecords, withdrawLine } from './born.ts'
import { json, type Named, named } from './common.ts'
import { type Meeting, partiesOf } from './meetings.ts'

export interface MinuteItem {
  id: string
  kind: ItemKind
  words: Text
  organisation: Named | null
  addressee: Named | null
  dueOn: string | null
}

export interface Minutes {
  state: MinutesState
  proposal: Text | null
  circulatedAt: Date | null
  signedOffAt: Date | null
  version: number
  items: MinuteItem[]
}

/** Null: there are none, or none that the asker may see yet. */
export async function minutesOf(tx: ReadTx, asker: Asker, meetingId: string): Promise<Minutes | null> {
  const found = await tx
    .selectFrom('dialogue.minutes')
    .select(['state', 'proposal', 'circulated_at as circulatedAt', 'signed_off_at as signedOffAt', 'version'])
    .where('workspace_id', '=', asker.workspaceId)
    .where('meeting_id', '=', meetingId)
    .executeTakeFirst()
  if (!found) return null
  const items = await tx
    .selectFrom('dialogue.minute_item as i')
    .where('i.workspace_id', '=', asker.workspaceId)
    .where('i.meeting_id', '=', meetingId)
    .select([
      'i.id',
      'i.kind',
      'i.words',
      named('kernel.organisation', 'i.organisation_id').as('organisation'),
      named('kernel.organisation', 'i.addressee_id').as('addressee'),
      'i.due_on as dueOn',
    ])
    .orderBy('i.position')
    .execute()
  return { ...found, items } as unknown as Minutes
}

export interface ItemFields {
  /** Of a line that stands already. */
  id: string | null
  kind: ItemKind
  words: Text
  organisationId: string | null
  addresseeId: string | null
  dueOn: string | null
}

/** Writes a draft over the version that was read, 0 where there was none. What the parties have already is not rewritten. */
export async function saveMinutes(
  tx: WriteTx,
  asker: Asker,
  meetingId: string,
  version: number,
  fields: { proposal: Text | null; items: readonly ItemFields[] },
): Promise<void> {
  const before = await minutesOf(tx, asker, meetingId)
  if (before && before.state !== 'draft') throw new Problem('dialogue.minutesClosed', {}, 409)
  if ((before?.version ?? 0) !== version)
    throw new Problem('kernel.conflict', { kind: 'minutes', version, now: before?.version ?? 0 }, 409)
  const here = { workspace_id: asker.workspaceId, meeting_id: meetingId }
  if (before) {
    const changed = await tx
      .updateTable('dialogue.minutes')
      .set({ proposal: json(fields.proposal), version: version + 1 })
      .where('workspace_id', '=', asker.workspaceId)
      .where('meeting_id', '=', meetingId)
      .where('version', '=', version)
      .executeTakeFirst()
    if (changed.numUpdatedRows === 0n) throw new Problem('kernel.notAllowed', {}, 403)
  } else
    await tx
      .insertInto('dialogue.minutes')
      .values({ ...here, proposal: json(fields.proposal) })
      .execute()
  const kept = new Set(fields.items.map(({ id }) => id))
  // A facilitator writes no demands and no commitments; what is born of her minutes, or goes with a line of them, follows from them.
  for (const { id } of before?.items ?? [])
    if (!kept.has(id)) await asProgram(tx, asker, (program) => withdrawLine(tx, program, id))
  for (const [position, item] of fields.items.entries()) {
    const known = before?.items.some(({ id }) => id === item.id) ?? false
    const values = {
      position,
      kind: item.kind,
      words: JSON.stringify(item.words),
      organisation_id: item.organisationId,
      addressee_id: item.kind === 'demand' ? item.addresseeId : null,
      due_on: item.kind === 'commitment' ? item.dueOn : null,
    }
    if (known && item.id)
      await tx
        .updateTable('dialogue.minute_item')
        .set(values)
        .where('workspace_id', '=', asker.workspaceId)
        .where('id', '=', item.id)
        .execute()
    else
      await tx
        .insertInto('dialogue.minute_item')
        .values({ ...here, id: newId(), ...values })
        .execute()
  }
  await logEvent(tx, asker, before ? 'changed' : 'created', {
    kind: 'minutes',
    id: meetingId,
    version: version + 1,
  })
}

/**
 * Circulates, reopens, signs off or amends. Signing off makes each line citable, and demands and commitments are born of
 * theirs; a text that is opened again makes the positions taken on it pending.
 */
export async function stepMinutes(
  tx: WriteTx,
  asker: Asker,
  meeting: Meeting,
  step: string,
): Promise<MinutesState> {
  const before = await minutesOf(tx, asker, meeting.id)
  if (!before) throw new Problem('kernel.notFound', {}, 404)
  const state = take(minutesMachine, before.state, step)
  if (step === 'circulate') checkCirculate(meeting.state, before.items.length)
  const changed = await tx
    .updateTable('dialogue.minutes')
    .set({
      state,
      version: before.version + 1,
      ...(state === 'circulated' ? { circulated_at: sql<Date>`now()` } : {}),
      signed_off_at: state === 'signed_off' ? sql<Date>`now()` : null,
      signed_off_by: state === 'signed_off' ? asker.memberId : null,
    })
    .where('workspace_id', '=', asker.workspaceId)
    .where('meeting_id', '=', meeting.id)
    .where('version', '=', before.version)
    .executeTakeFirst()
  if (changed.numUpdatedRows === 0n) throw new Problem('kernel.notAllowed', {}, 403)
  if (state === 'draft')
    await tx
      .updateTable('dialogue.party')
      .set({ position: 'pending', position_note: '', position_on: null, position_how: null })
      .where('workspace_id', '=', asker.workspaceId)
      .where('meeting_id', '=', meeting.id)
      .where('position', '<>', 'absent')
      .execute()
  if (state === 'signed_off')
    await asProgram(tx, asker, async (program) =>
      bearRecords(tx, program, meeting, before.items, await partiesOf(tx, asker, meeting.id)),
    )
  await logEvent(tx, asker, 'changed', { kind: 'minutes', id: meeting.id, version: before.version + 1 })
  return state
}
