/** The rounds of a negotiation: changed and put away while nothing was put on the table in them. */
import { sql } from 'kysely'
import { logEvent } from '../../kernel/event.ts'
import { newId } from '../../kernel/id.ts'
import { overVersion } from '../../kernel/over-version.ts'
import type { Text } from '../../kernel/text.ts'
import type { Asker, ReadTx, WriteTx } from '../../kernel/transaction.ts'
import { Problem } from '../../platform/problem.ts'
import { json } from '../store/common.ts'
import { undoDays } from '../store/removal.ts'
import { checkRound } from './rules.ts'

export interface RoundFields {
  meetingId: string | null
  heldOn: string
  /** What came of it. */
  note: Text | null
}

export interface Round extends RoundFields {
  id: string
  /** As it is called at the table: the numbers of others do not move when one is put away. */
  number: number
  meeting: Text | null
  version: number
  /** An offer was put on the table in it. */
  spoken: boolean
}

const rounds = (tx: ReadTx, asker: Asker, negotiationId: string) =>
  tx
    .selectFrom('dialogue.negotiation_round as r')
    .where('r.workspace_id', '=', asker.workspaceId)
    .where('r.negotiation_id', '=', negotiationId)
    .select([
      'r.id',
      'r.number',
      'r.meeting_id as meetingId',
      sql<Text | null>`(select m.title from dialogue.meeting m where m.workspace_id = r.workspace_id and m.id = r.meeting_id)`.as(
        'meeting',
      ),
      'r.held_on as heldOn',
      'r.note',
      'r.version',
      sql<boolean>`exists (select from dialogue.offer o
        where o.workspace_id = r.workspace_id and o.round_id = r.id and o.sent_at is not null)`.as('spoken'),
    ])
    .orderBy('r.number')

export const roundsOf = async (tx: ReadTx, asker: Asker, negotiationId: string): Promise<Round[]> =>
  (await rounds(tx, asker, negotiationId).where('r.removed_at', 'is', null).execute()) as unknown as Round[]

/** Those that were put away and may be brought back. */
export const roundsAway = async (tx: ReadTx, asker: Asker, negotiationId: string): Promise<Round[]> =>
  (await rounds(tx, asker, negotiationId)
    .where('r.removed_at', '>', sql<Date>`now() - make_interval(days => ${undoDays}::int)`)
    .execute()) as unknown as Round[]

const nextNumber = (asker: Asker, negotiationId: string) => sql<number>`(
  select coalesce(max(number), 0) + 1 from dialogue.negotiation_round
   where workspace_id = ${asker.workspaceId} and negotiation_id = ${negotiationId} and removed_at is null)`

const columns = ({ meetingId, heldOn, note }: RoundFields) => ({
  meeting_id: meetingId,
  held_on: heldOn,
  note: json(note),
})

export async function addRound(
  tx: WriteTx,
  asker: Asker,
  negotiationId: string,
  given: RoundFields,
): Promise<string> {
  const id = newId()
  await tx
    .insertInto('dialogue.negotiation_round')
    .values({
      workspace_id: asker.workspaceId,
      id,
      negotiation_id: negotiationId,
      number: nextNumber(asker, negotiationId),
      ...columns(given),
    })
    .execute()
  await logEvent(tx, asker, 'created', { kind: 'negotiation_round', id })
  return id
}

/**
 * Over the version that was read; a newer one is a 409. Once an offer was put on the table in it, its day and meeting stay
 * (`negotiation.roundSpoken`); what came of it may still be written and translated.
 */
export async function changeRound(
  tx: WriteTx,
  asker: Asker,
  before: Round,
  version: number,
  given: RoundFields,
): Promise<void> {
  checkRound(before, given)
  await overVersion(tx, asker, 'dialogue.negotiation_round', { id: before.id, version }, columns(given))
  await logEvent(tx, asker, 'changed', { kind: 'negotiation_round', id: before.id, version: version + 1 })
}

/** Puts a round away for thirty days; drafts that were meant for it stay. Throws `negotiation.roundSpoken`. */
export async function removeRound(tx: WriteTx, asker: Asker, round: Round): Promise<void> {
  checkRound(round, null)
  await overVersion(tx, asker, 'dialogue.negotiation_round', round, { removed_at: sql<Date>`now()` })
  await logEvent(tx, asker, 'deleted', { kind: 'negotiation_round', id: round.id })
}

/** Brings a round back, with its number where that is still free. */
export async function restoreRound(
  tx: WriteTx,
  asker: Asker,
  negotiationId: string,
  id: string,
): Promise<void> {
  const round = (await roundsAway(tx, asker, negotiationId)).find((one) => one.id === id)
  if (!round) throw new Problem('kernel.notFound', {}, 404)
  const taken = (await roundsOf(tx, asker, negotiationId)).some(({ number }) => number === round.number)
  await overVersion(tx, asker, 'dialogue.negotiation_round', round, {
    removed_at: null,
    ...(taken ? { number: nextNumber(asker, negotiationId) } : {}),
  })
  await logEvent(tx, asker, 'restored', { kind: 'negotiation_round', id })
}
