/** What the parties say to the minutes: entered by themselves, or noted for them with how it was given. */
import { attachmentsOf } from '../../kernel/attachment.ts'
import { logEvent } from '../../kernel/event.ts'
import { said, type Text } from '../../kernel/text.ts'
import type { Asker, ReadTx, WriteTx } from '../../kernel/transaction.ts'
import { Problem } from '../../platform/problem.ts'
import { checkPosition, type NotedHow, positionMachine, take } from '../rules.ts'
import { meetingById, type Party, partiesOf } from './meetings.ts'
import { minutesOf } from './minutes.ts'

export interface Given {
  partyId: string
  step: string
  note: string
  /** The day on which it was said. */
  day: string
  /** How it came to whoever notes it; null where the organisation enters it itself. */
  how: NotedHow | null
  /** When the text that was read had been sent to the parties, as its page says it. */
  text: string
}

/** The party for which a person speaks herself; undefined for the team, and for whoever is of no party. */
export const ownParty = (asker: Asker, parties: readonly Party[]): Party | undefined =>
  asker.organisationId === null
    ? undefined
    : parties.find(({ organisation }) => organisation.id === asker.organisationId)

/**
 * Notes what a party says to the minutes. A person enters it for her own organisation alone (403 for others); the team notes it
 * and says how it was given. Of a text that was sent anew since it was read: `dialogue.textMoved`.
 */
export async function setPosition(tx: WriteTx, asker: Asker, meetingId: string, given: Given): Promise<void> {
  const meeting = await meetingById(tx, asker, meetingId)
  const parties = await partiesOf(tx, asker, meetingId)
  const own = ownParty(asker, parties)
  const isOwn = own !== undefined && own.id === given.partyId
  if (!isOwn && !meeting.mayWrite) throw new Problem('kernel.notAllowed', {}, 403)
  const minutes = await minutesOf(tx, asker, meetingId)
  const party = parties.find(({ id }) => id === given.partyId)
  if (!minutes || !party) throw new Problem('kernel.notFound', {}, 404)
  checkPosition(minutes.state, given.step, given.note)
  if (given.text !== minutes.circulatedAt?.toISOString()) throw new Problem('dialogue.textMoved', {}, 409)
  const position = take(positionMachine, party.position, given.step)
  if (!isOwn) await checkNoted(tx, asker, meetingId, party, given)
  const changed = await tx
    .updateTable('dialogue.party')
    .set({
      position,
      position_note: position === 'pending' ? '' : given.note.trim(),
      position_on: position === 'pending' ? null : given.day,
      position_how: position === 'pending' ? null : isOwn ? 'member' : given.how,
    })
    .where('workspace_id', '=', asker.workspaceId)
    .where('id', '=', party.id)
    .where('position', '=', party.position)
    .executeTakeFirst()
  if (changed.numUpdatedRows === 0n) throw new Problem('kernel.notAllowed', {}, 403)
  await logEvent(tx, asker, 'changed', { kind: 'position', id: meetingId })
}

/** Whoever notes it for them says how it was given, and leaves alone what they entered themselves. */
async function checkNoted(
  tx: ReadTx,
  asker: Asker,
  meetingId: string,
  party: Party,
  given: Given,
): Promise<void> {
  if (party.positionHow === 'member' && party.hasPeople)
    throw new Problem('dialogue.positionTheirs', { name: said(party.organisation.name, asker.language) }, 409)
  if (given.step === 'reconsider') return
  if (given.how === null) throw new Problem('dialogue.positionHow')
  if (given.how === 'scan' && (await attachmentsOf(tx, asker, meetingId)).length === 0)
    throw new Problem('dialogue.noScan')
}

export interface Awaited {
  meetingId: string
  title: Text
  startsAt: Date
}

/** Minutes that wait for the word of the organisation she acts for, the latest meeting first; none for the team. */
export async function awaitedOf(tx: ReadTx, asker: Asker): Promise<Awaited[]> {
  if (asker.organisationId === null) return []
  const rows = await tx
    .selectFrom('dialogue.party as p')
    .innerJoin('dialogue.minutes as d', (on) =>
      on.onRef('d.workspace_id', '=', 'p.workspace_id').onRef('d.meeting_id', '=', 'p.meeting_id'),
    )
    .innerJoin('dialogue.meeting as m', (on) =>
      on.onRef('m.workspace_id', '=', 'p.workspace_id').onRef('m.id', '=', 'p.meeting_id'),
    )
    .innerJoin('kernel.record as r', (on) =>
      on.onRef('r.workspace_id', '=', 'm.workspace_id').onRef('r.id', '=', 'm.id'),
    )
    .where('p.workspace_id', '=', asker.workspaceId)
    .where('p.organisation_id', '=', asker.organisationId)
    .where('p.position', '=', 'pending')
    .where('d.state', '<>', 'draft')
    .where('r.deleted_at', 'is', null)
    .select(['m.id as meetingId', 'm.title', 'm.starts_at as startsAt'])
    .orderBy('m.starts_at', 'desc')
    .limit(20)
    .execute()
  return rows as unknown as Awaited[]
}
