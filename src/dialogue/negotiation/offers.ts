/** Points, rounds, and the offers on each point. An offer is its organisation's own until it is sent, and not changed after. */
import { sql } from 'kysely'
import { logEvent } from '../../kernel/event.ts'
import { newId } from '../../kernel/id.ts'
import { overVersion } from '../../kernel/over-version.ts'
import { said, type Text } from '../../kernel/text.ts'
import type { Asker, ReadTx, WriteTx } from '../../kernel/transaction.ts'
import { Problem } from '../../platform/problem.ts'
import { take } from '../rules.ts'
import { json, type Named, named } from '../store/common.ts'
import {
  checkAccept,
  checkOffer,
  checkSend,
  kindOf,
  type OfferKind,
  type OfferRead,
  type PointState,
  pointMachine,
} from './rules.ts'
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

export interface Point {
  id: string
  title: Text
  demandId: string | null
  demand: Text | null
  state: PointState
  agreedOfferId: string | null
  /** In the order in which they were made; unsent ones last, and only for those who may read them. */
  offers: Offer[]
}

/** The points of a negotiation in their order, each with the offers that the asker may read. */
export async function pointsOf(tx: ReadTx, asker: Asker, negotiationId: string): Promise<Point[]> {
  const points = await tx
    .selectFrom('dialogue.point as p')
    .where('p.workspace_id', '=', asker.workspaceId)
    .where('p.negotiation_id', '=', negotiationId)
    .select([
      'p.id',
      'p.title',
      'p.demand_id as demandId',
      sql<Text | null>`(select d.words from dialogue.demand d where d.workspace_id = p.workspace_id and d.id = p.demand_id)`.as(
        'demand',
      ),
      'p.state',
      'p.agreed_offer_id as agreedOfferId',
    ])
    .orderBy('p.position')
    .orderBy('p.id')
    .execute()
  const offers = await tx
    .selectFrom('dialogue.offer as o')
    .innerJoin('dialogue.point as p', (on) =>
      on.onRef('p.workspace_id', '=', 'o.workspace_id').onRef('p.id', '=', 'o.point_id'),
    )
    .where('o.workspace_id', '=', asker.workspaceId)
    .where('p.negotiation_id', '=', negotiationId)
    .select([
      'o.id',
      'o.point_id as pointId',
      'o.organisation_id as organisationId',
      named('kernel.organisation', 'o.organisation_id').as('organisation'),
      'o.kind',
      'o.answers_id as answersId',
      'o.round_id as roundId',
      'o.words',
      'o.sent_on as sentOn',
      'o.withdrawn_on as withdrawnOn',
      'o.version',
      sql<string[]>`array(select a.organisation_id from dialogue.acceptance a
        where a.workspace_id = o.workspace_id and a.offer_id = o.id order by a.accepted_on, a.organisation_id)`.as(
        'acceptedBy',
      ),
    ])
    .orderBy(sql`o.sent_on nulls last`)
    .orderBy('o.sent_at')
    .orderBy('o.id')
    .execute()
  return points.map((point) => ({
    ...(point as unknown as Omit<Point, 'offers'>),
    offers: (offers as unknown as Offer[]).filter(({ pointId }) => pointId === point.id),
  }))
}

/** Throws `kernel.notFound` for a point that is not of this negotiation. */
export async function pointIn(
  tx: ReadTx,
  asker: Asker,
  negotiation: Negotiation,
  pointId: string,
): Promise<Point> {
  const found = (await pointsOf(tx, asker, negotiation.id)).find(({ id }) => id === pointId)
  if (!found) throw new Problem('kernel.notFound', {}, 404)
  return found
}

export async function addPoint(
  tx: WriteTx,
  asker: Asker,
  negotiationId: string,
  given: { title: Text; demandId: string | null },
): Promise<string> {
  const id = newId()
  await tx
    .insertInto('dialogue.point')
    .values({
      workspace_id: asker.workspaceId,
      id,
      negotiation_id: negotiationId,
      position: sql<number>`(select coalesce(max(position), 0) + 1 from dialogue.point
        where workspace_id = ${asker.workspaceId} and negotiation_id = ${negotiationId})`,
      title: JSON.stringify(given.title),
      demand_id: given.demandId,
    })
    .execute()
  await logEvent(tx, asker, 'created', { kind: 'point', id })
  return id
}

export async function changePoint(
  tx: WriteTx,
  asker: Asker,
  id: string,
  given: { title: Text; demandId: string | null },
): Promise<void> {
  await updatePoint(tx, asker, id, { title: JSON.stringify(given.title), demand_id: given.demandId })
}

/** Deadlocked, set aside, open again. */
export async function stepPoint(tx: WriteTx, asker: Asker, point: Point, step: string): Promise<void> {
  await updatePoint(tx, asker, point.id, { state: take(pointMachine, point.state, step) })
}

/** Puts the points in this order; those left out stay behind them. */
export async function orderPoints(tx: WriteTx, asker: Asker, ids: readonly string[]): Promise<void> {
  for (const [position, id] of ids.entries()) await updatePoint(tx, asker, id, { position: position + 1 })
}

async function updatePoint(
  tx: WriteTx,
  asker: Asker,
  id: string,
  values: { title?: string; demand_id?: string | null; state?: PointState; position?: number },
): Promise<void> {
  const changed = await tx
    .updateTable('dialogue.point')
    .set(values)
    .where('workspace_id', '=', asker.workspaceId)
    .where('id', '=', id)
    .executeTakeFirst()
  if (changed.numUpdatedRows === 0n) throw new Problem('kernel.notAllowed', {}, 403)
  await logEvent(tx, asker, 'changed', { kind: 'point', id })
}

/** Takes away a point on which nothing lies on the table. */
export async function removePoint(tx: WriteTx, asker: Asker, point: Point): Promise<void> {
  if (point.offers.some(({ sentOn }) => sentOn !== null))
    throw new Problem('negotiation.pointHasOffers', {}, 409)
  const gone = await tx
    .deleteFrom('dialogue.point')
    .where('workspace_id', '=', asker.workspaceId)
    .where('id', '=', point.id)
    .executeTakeFirst()
  if (gone.numDeletedRows === 0n) throw new Problem('kernel.notAllowed', {}, 403)
  await logEvent(tx, asker, 'deleted', { kind: 'point', id: point.id })
}

export interface Round {
  id: string
  number: number
  meetingId: string | null
  meeting: Text | null
  heldOn: string
  note: Text | null
}

export async function roundsOf(tx: ReadTx, asker: Asker, negotiationId: string): Promise<Round[]> {
  const rows = await tx
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
    ])
    .orderBy('r.number')
    .execute()
  return rows as unknown as Round[]
}

export async function addRound(
  tx: WriteTx,
  asker: Asker,
  negotiationId: string,
  given: { meetingId: string | null; heldOn: string; note: Text | null },
): Promise<string> {
  const id = newId()
  await tx
    .insertInto('dialogue.negotiation_round')
    .values({
      workspace_id: asker.workspaceId,
      id,
      negotiation_id: negotiationId,
      number: sql<number>`(select coalesce(max(number), 0) + 1 from dialogue.negotiation_round
        where workspace_id = ${asker.workspaceId} and negotiation_id = ${negotiationId})`,
      meeting_id: given.meetingId,
      held_on: given.heldOn,
      note: json(given.note),
    })
    .execute()
  await logEvent(tx, asker, 'created', { kind: 'negotiation_round', id })
  return id
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
