/** What parties are asked and what they answer. Contacts and needs are seen by few; the database says by whom. */
import { sql } from 'kysely'
import { logEvent } from '../../kernel/event.ts'
import { newId } from '../../kernel/id.ts'
import { overVersion } from '../../kernel/over-version.ts'
import type { Asker, ReadTx, WriteTx } from '../../kernel/transaction.ts'
import { Problem } from '../../platform/problem.ts'
import { hashOf, tokenFor } from '../links.ts'
import type { AnswerState } from '../rules.ts'
import { type Named, named } from './common.ts'
import type { Meeting } from './meetings.ts'

export interface Answer {
  answer: AnswerState
  women: number | null
  men: number | null
  /** One a line, where they want to give them. */
  names: string
  children: number | null
  interpretation: string
  note: string
}

export interface Invitation extends Answer {
  id: string
  meetingId: string
  organisation: Named
  addressee: string
  phone: string
  /** A link was made for it. */
  hasLink: boolean
  /** What the token of its link is made from. */
  linkSeed: string
  answeredAt: Date | null
  answeredBy: 'link' | 'member' | 'team' | null
  /** Counts writes of its contact. */
  version: number
}

const invitations = (tx: ReadTx, asker: Asker) =>
  tx
    .selectFrom('dialogue.invitation as i')
    .where('i.workspace_id', '=', asker.workspaceId)
    .select([
      'i.id',
      'i.meeting_id as meetingId',
      named('kernel.organisation', 'i.organisation_id').as('organisation'),
      'i.addressee',
      'i.phone',
      sql<boolean>`i.hash is not null and i.expires_at > now()`.as('hasLink'),
      sql<string>`coalesce(i.link_seed, i.id)`.as('linkSeed'),
      'i.answer',
      'i.women',
      'i.men',
      'i.names',
      'i.children',
      'i.interpretation',
      'i.note',
      'i.answered_at as answeredAt',
      'i.answered_by as answeredBy',
      'i.version',
    ])

/** Of a meeting, those the asker may see: a leader her own organisation's. */
export const invitationsOf = async (tx: ReadTx, asker: Asker, meetingId: string): Promise<Invitation[]> =>
  (await invitations(tx, asker).where('i.meeting_id', '=', meetingId).execute()) as Invitation[]

export async function invitationById(
  tx: ReadTx,
  asker: Asker,
  meetingId: string,
  id: string,
): Promise<Invitation> {
  const found = await invitations(tx, asker)
    .where('i.meeting_id', '=', meetingId)
    .where('i.id', '=', id)
    .executeTakeFirst()
  if (!found) throw new Problem('kernel.notFound', {}, 404)
  return found as Invitation
}

/** The one that a link opens, while it is open. As the program: whoever has the link is not known otherwise. */
export async function invitationByHash(tx: ReadTx, asker: Asker, hash: string): Promise<Invitation | null> {
  const found = await invitations(tx, asker)
    .where('i.hash', '=', hash)
    .where('i.expires_at', '>', sql<Date>`now()`)
    .executeTakeFirst()
  return (found as Invitation | undefined) ?? null
}

export const invitationToken = (secret: string, { linkSeed }: Pick<Invitation, 'linkSeed'>): string =>
  tokenFor(secret, 'answer', linkSeed)

/** Makes the links of a convoked meeting, until it ends; of one that is not convoked any more, ends them. */
export async function openLinks(
  tx: WriteTx,
  asker: Asker,
  secret: string,
  meeting: Pick<Meeting, 'id' | 'state' | 'endsAt'>,
): Promise<void> {
  for (const { id, linkSeed } of await invitationsOf(tx, asker, meeting.id))
    await tx
      .updateTable('dialogue.invitation')
      .set(
        meeting.state === 'convoked' || meeting.state === 'cancelled'
          ? { hash: hashOf(secret, invitationToken(secret, { linkSeed })), expires_at: meeting.endsAt }
          : { hash: null, expires_at: null },
      )
      .where('workspace_id', '=', asker.workspaceId)
      .where('id', '=', id)
      .execute()
}

const digits = (phone: string): string => phone.replace(/\D/g, '')

/**
 * To whom an invitation goes, over the version that was read; a newer one is a 409. A number that is corrected ends the link that
 * went to the wrong one.
 */
export async function setContact(
  tx: WriteTx,
  asker: Asker,
  secret: string,
  before: Invitation,
  version: number,
  contact: { addressee: string; phone: string },
): Promise<void> {
  await overVersion(tx, asker, 'dialogue.invitation', { id: before.id, version }, contact)
  await logEvent(tx, asker, 'changed', { kind: 'invitation', id: before.id, version: version + 1 })
  if (before.phone !== '' && digits(before.phone) !== digits(contact.phone))
    await renewLink(tx, asker, secret, before.meetingId, before.id)
}

/** Makes another link in the place of the one there is; the old one opens nothing any more. */
export async function renewLink(
  tx: WriteTx,
  asker: Asker,
  secret: string,
  meetingId: string,
  id: string,
): Promise<void> {
  const linkSeed = newId()
  const hash = hashOf(secret, invitationToken(secret, { linkSeed }))
  const changed = await tx
    .updateTable('dialogue.invitation')
    .set({ link_seed: linkSeed, hash: sql<string | null>`case when hash is not null then ${hash} end` })
    .where('workspace_id', '=', asker.workspaceId)
    .where('meeting_id', '=', meetingId)
    .where('id', '=', id)
    .executeTakeFirst()
  if (changed.numUpdatedRows === 0n) throw new Problem('kernel.notFound', {}, 404)
  await logEvent(tx, asker, 'changed', { kind: 'invitation', id })
}

/** Notes an answer; it may change until the meeting is over. Who does not come needs nothing. */
export async function giveAnswer(
  tx: WriteTx,
  asker: Asker,
  meeting: Pick<Meeting, 'id' | 'state' | 'endsAt'>,
  id: string,
  given: Answer,
  by: 'link' | 'member' | 'team',
): Promise<void> {
  if (meeting.state === 'cancelled') throw new Problem('dialogue.cancelled', {}, 409)
  if (by !== 'team' && meeting.endsAt.getTime() < Date.now())
    throw new Problem('dialogue.answerLate', {}, 409)
  const comes = given.answer === 'yes'
  const changed = await tx
    .updateTable('dialogue.invitation')
    .set({
      answer: given.answer,
      women: comes ? given.women : null,
      men: comes ? given.men : null,
      names: comes ? given.names : '',
      children: comes ? given.children : null,
      interpretation: comes ? given.interpretation : '',
      note: given.note,
      answered_at: given.answer === 'pending' ? null : sql<Date>`now()`,
      answered_by: given.answer === 'pending' ? null : by,
    })
    .where('workspace_id', '=', asker.workspaceId)
    .where('meeting_id', '=', meeting.id)
    .where('id', '=', id)
    .executeTakeFirst()
  if (changed.numUpdatedRows === 0n) throw new Problem('kernel.notFound', {}, 404)
  await logEvent(tx, asker, 'changed', { kind: 'invitation', id })
}
