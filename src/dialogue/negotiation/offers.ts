/** The offers on each point. An offer is its organisation's own until it is sent, and not changed after. */
import { sql } from 'kysely'
import { logEvent } from '../../kernel/event.ts'
import { newId } from '../../kernel/id.ts'
import { overVersion } from '../../kernel/over-version.ts'
import { said, type Text } from '../../kernel/text.ts'
import type { Asker, ReadTx, WriteTx } from '../../kernel/transaction.ts'
import { Problem } from '../../platform/problem.ts'
import type { Named } from '../store/common.ts'
import type { Point } from './points.ts'
import { checkAccept, checkOffer, checkSend, kindOf, type OfferKind, type OfferRead } from './rules.ts'
import { type Delegation, delegationsOf, type Negotiation } from './store.ts'

export interface Offer {
  id: string
  pointId: string
  organisationId: string
  organisation: Named
  kind: OfferKind
  answersId: string | null
  roundId: string | null
  words: Text
  /** Day on which it was put on the table; null: nobody else sees it. */
  sentOn: string | null
  withdrawnOn: string | null
  version: number
  /** Organisations that accept it. */
  acceptedBy: string[]
}

const read = (offer: Offer): OfferRead => ({
  id: offer.id,
  organisationId: offer.organisationId,
  sent: offer.sentOn !== null,
  withdrawn: offer.withdrawnOn !== null,
})

export interface OfferGiven {
  words: Text
  answersId: string | null
  roundId: string | null
  /** Day on which it was said at the table, recorded by the team from paper; null: a draft of the asker's organisation. */
  sentOn: string | null
}

/** Writes an offer: a draft that nobody else sees, or one that was made at the table already. */
export async function makeOffer(
  tx: WriteTx,
  asker: Asker,
  negotiation: Negotiation,
  point: Point,
  maker: Delegation,
  given: OfferGiven,
): Promise<string> {
  const answered = point.offers.find(({ id }) => id === given.answersId)
  if (given.answersId && !answered) throw new Problem('kernel.notFound', {}, 404)
  const answers = answered ? read(answered) : null
  checkOffer(negotiation.state, point.state, said(given.words, given.words.source), answers)
  const id = newId()
  if (given.sentOn) checkSend(negotiation.state, { ...read({ ...blank, id }), sent: false })
  await tx
    .insertInto('dialogue.offer')
    .values({
      workspace_id: asker.workspaceId,
      id,
      point_id: point.id,
      round_id: given.roundId,
      organisation_id: maker.organisationId,
      kind: kindOf(maker, answers),
      answers_id: given.answersId,
      words: JSON.stringify(given.words),
      sent_at: given.sentOn ? sql<Date>`now()` : null,
      sent_on: given.sentOn,
    })
    .execute()
  // A draft leaves no trace in the log that others could read from.
  if (given.sentOn) await logEvent(tx, asker, 'created', { kind: 'offer', id })
  return id
}
const blank = { organisationId: '', sentOn: null, withdrawnOn: null } as unknown as Offer

/** Rewrites a draft over the version that was read; a newer one is a 409. */
export async function changeOffer(
  tx: WriteTx,
  asker: Asker,
  offer: Offer,
  version: number,
  words: Text,
): Promise<void> {
  if (offer.sentOn !== null) throw new Problem('negotiation.sentAlready', {}, 409)
  if (said(words, words.source).trim() === '') throw new Problem('negotiation.offerWords')
  await overVersion(tx, asker, 'dialogue.offer', { id: offer.id, version }, { words: JSON.stringify(words) })
}

/** Throws away a draft. */
export async function discardOffer(tx: WriteTx, asker: Asker, offer: Offer): Promise<void> {
  if (offer.sentOn !== null) throw new Problem('negotiation.sentAlready', {}, 409)
  const gone = await tx
    .deleteFrom('dialogue.offer')
    .where('workspace_id', '=', asker.workspaceId)
    .where('id', '=', offer.id)
    .where('sent_at', 'is', null)
    .executeTakeFirst()
  if (gone.numDeletedRows === 0n) throw new Problem('kernel.notAllowed', {}, 403)
}

/** Puts a draft on the table: from now on the parties read it, and it stays as it is. */
export async function sendOffer(
  tx: WriteTx,
  asker: Asker,
  negotiation: Negotiation,
  offer: Offer,
  given: { on: string; version: number },
): Promise<void> {
  checkSend(negotiation.state, read(offer))
  if (offer.organisationId !== asker.organisationId) throw new Problem('kernel.notAllowed', {}, 403)
  // Sending is the next version, too: a draft that somebody rewrites at that moment is a conflict, not a change of what was sent.
  await overVersion(
    tx,
    asker,
    'dialogue.offer',
    { id: offer.id, version: given.version },
    { sent_at: sql<Date>`now()`, sent_on: given.on },
  )
  await logEvent(tx, asker, 'created', { kind: 'offer', id: offer.id })
}

/** Takes an offer back; it stays to be read. What was agreed on is not taken back this way. */
export async function withdrawOffer(
  tx: WriteTx,
  asker: Asker,
  point: Point,
  offer: Offer,
  on: string,
): Promise<void> {
  if (offer.sentOn === null || offer.withdrawnOn !== null)
    throw new Problem('negotiation.answersNothing', {}, 409)
  if (point.agreedOfferId === offer.id) throw new Problem('negotiation.agreedAlready', {}, 409)
  const changed = await tx
    .updateTable('dialogue.offer')
    .set({ withdrawn_on: on })
    .where('workspace_id', '=', asker.workspaceId)
    .where('id', '=', offer.id)
    .executeTakeFirst()
  if (changed.numUpdatedRows === 0n) throw new Problem('kernel.notAllowed', {}, 403)
  await logEvent(tx, asker, 'withdrawn', { kind: 'offer', id: offer.id })
}

/** A party accepts an offer as it stands: its own people, or the team from paper. The last one to do so settles the point. */
export async function acceptOffer(
  tx: WriteTx,
  asker: Asker,
  point: Point,
  offer: Offer,
  party: Delegation,
  on: string,
): Promise<void> {
  checkAccept(point.state, read(offer), party)
  if (asker.organisationId && asker.organisationId !== party.organisationId)
    throw new Problem('kernel.notAllowed', {}, 403)
  await tx
    .insertInto('dialogue.acceptance')
    .values({
      workspace_id: asker.workspaceId,
      offer_id: offer.id,
      organisation_id: party.organisationId,
      accepted_on: on,
    })
    .onConflict((same) => same.columns(['workspace_id', 'offer_id', 'organisation_id']).doNothing())
    .execute()
  await logEvent(tx, asker, 'confirmed', { kind: 'offer', id: offer.id })
}

/** A party takes its acceptance back while the negotiation goes on; a point agreed by it is open again. */
export async function takeBackAcceptance(
  tx: WriteTx,
  asker: Asker,
  negotiation: Negotiation,
  offer: Offer,
  party: Delegation,
): Promise<void> {
  if (negotiation.state === 'concluded' || negotiation.state === 'broken_off')
    throw new Problem('negotiation.over', {}, 409)
  const gone = await tx
    .deleteFrom('dialogue.acceptance')
    .where('workspace_id', '=', asker.workspaceId)
    .where('offer_id', '=', offer.id)
    .where('organisation_id', '=', party.organisationId)
    .executeTakeFirst()
  if (gone.numDeletedRows === 0n) throw new Problem('kernel.notAllowed', {}, 403)
  await logEvent(tx, asker, 'changed', { kind: 'offer', id: offer.id })
}

/** The delegation that the asker acts for; null: she is of the team, or her organisation has none here. */
export const ownDelegation = async (
  tx: ReadTx,
  asker: Asker,
  negotiationId: string,
): Promise<Delegation | null> =>
  (await delegationsOf(tx, asker, negotiationId)).find(({ own }) => own) ?? null
