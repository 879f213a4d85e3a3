/** The points of a negotiation: records of their own, that may be cited, with versions of their title. */
import { sql } from 'kysely'
import { logEvent } from '../../kernel/event.ts'
import { newId } from '../../kernel/id.ts'
import { addRecord, type CitableRecord, changeRecord } from '../../kernel/record.ts'
import type { Text } from '../../kernel/text.ts'
import { linkRecords } from '../../kernel/thread.ts'
import type { Asker, ReadTx, WriteTx } from '../../kernel/transaction.ts'
import { Problem } from '../../platform/problem.ts'
import { take } from '../rules.ts'
import { named } from '../store/common.ts'
import { bringBack, setRemoved, undoDays } from '../store/removal.ts'
import type { Offer } from './offers.ts'
import { type PointState, pointMachine } from './rules.ts'
import { type Negotiation, negotiationById } from './store.ts'

export interface Point {
  id: string
  title: Text
  demandId: string | null
  demand: Text | null
  state: PointState
  agreedOfferId: string | null
  /** Of its title. */
  version: number
  /** In the order in which they were made; unsent ones last, and only for those who may read them. */
  offers: Offer[]
}

/** The points of a negotiation in their order, each with the offers that the asker may read. */
export async function pointsOf(tx: ReadTx, asker: Asker, negotiationId: string): Promise<Point[]> {
  const points = await tx
    .selectFrom('dialogue.point as p')
    .innerJoin('kernel.record as r', (on) =>
      on.onRef('r.workspace_id', '=', 'p.workspace_id').onRef('r.id', '=', 'p.id'),
    )
    .where('p.workspace_id', '=', asker.workspaceId)
    .where('p.negotiation_id', '=', negotiationId)
    .where('p.removed_at', 'is', null)
    .select([
      'p.id',
      'p.title',
      'p.demand_id as demandId',
      sql<Text | null>`(select d.words from dialogue.demand d where d.workspace_id = p.workspace_id and d.id = p.demand_id)`.as(
        'demand',
      ),
      'p.state',
      'p.agreed_offer_id as agreedOfferId',
      'r.version',
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

export interface PointFields {
  title: Text
  /** Demand that it answers, and so rests on; null: none recorded. */
  demandId: string | null
}

const record = (
  negotiation: Pick<Negotiation, 'id' | 'audienceId'>,
  id: string,
  title: Text,
): CitableRecord => ({
  id,
  kind: 'point',
  title,
  path: `/negotiations/${negotiation.id}/points/${id}`,
  snapshot: { title },
  audienceId: negotiation.audienceId,
})

export async function addPoint(
  tx: WriteTx,
  asker: Asker,
  negotiationId: string,
  given: PointFields,
): Promise<string> {
  const negotiation = await negotiationById(tx, asker, negotiationId)
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
  await addRecord(tx, asker, record(negotiation, id, given.title))
  if (given.demandId) await answer(tx, asker, id, given.demandId)
  return id
}

const answer = (tx: WriteTx, asker: Asker, point: string, demand: string): Promise<void> =>
  linkRecords(tx, asker, { record: point, basis: demand, kind: 'answers' })

/** Over the version that was read; a newer one is a 409. It rests on the demand that it answers now, no longer on the one before. */
export async function changePoint(
  tx: WriteTx,
  asker: Asker,
  negotiation: Negotiation,
  before: Point,
  version: number,
  given: PointFields,
): Promise<void> {
  await changeRecord(tx, asker, record(negotiation, before.id, given.title), version, 'amended', {
    // What rests on a point rests on what was agreed there; a translated title moves nothing.
    spread: given.title[before.title.source]?.text !== before.title[before.title.source]?.text,
  })
  await tx
    .updateTable('dialogue.point')
    .set({ title: JSON.stringify(given.title), demand_id: given.demandId })
    .where('workspace_id', '=', asker.workspaceId)
    .where('id', '=', before.id)
    .execute()
  if (given.demandId === before.demandId) return
  if (before.demandId)
    await tx
      .deleteFrom('kernel.link')
      .where('workspace_id', '=', asker.workspaceId)
      .where('record_id', '=', before.id)
      .where('basis_id', '=', before.demandId)
      .where('kind', '=', 'answers')
      .execute()
  if (given.demandId) await answer(tx, asker, before.id, given.demandId)
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
  values: { state?: PointState; position?: number },
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

/**
 * Puts away a point on which nothing lies on the table, for thirty days; drafts on it stay with those who wrote them, and nobody
 * is told whether there are any. Throws `negotiation.pointHasOffers`.
 */
export async function removePoint(tx: WriteTx, asker: Asker, point: Point): Promise<void> {
  if (point.offers.some(({ sentOn }) => sentOn !== null))
    throw new Problem('negotiation.pointHasOffers', {}, 409)
  await setRemoved(tx, asker, 'point', point)
  await setAway(tx, asker, point.id, true)
}

/** Brings a point back to its table with all that was on it, at the end of the list. */
export async function restorePoint(
  tx: WriteTx,
  asker: Asker,
  negotiation: Negotiation,
  id: string,
): Promise<void> {
  const found = await tx
    .selectFrom('dialogue.point as p')
    .innerJoin('kernel.record as r', (on) =>
      on.onRef('r.workspace_id', '=', 'p.workspace_id').onRef('r.id', '=', 'p.id'),
    )
    .select(['p.title', 'r.version'])
    .where('p.workspace_id', '=', asker.workspaceId)
    .where('p.negotiation_id', '=', negotiation.id)
    .where('p.id', '=', id)
    .where('p.removed_at', 'is not', null)
    .executeTakeFirst()
  if (!found) throw new Problem('kernel.notFound', {}, 404)
  await bringBack(tx, asker, record(negotiation, id, found.title as unknown as Text), found.version)
  await setAway(tx, asker, id, false)
}

async function setAway(tx: WriteTx, asker: Asker, id: string, away: boolean): Promise<void> {
  const done = await tx
    .updateTable('dialogue.point')
    .set({ removed_at: away ? sql<Date>`now()` : null })
    .where('workspace_id', '=', asker.workspaceId)
    .where('id', '=', id)
    .executeTakeFirst()
  if (done.numUpdatedRows === 0n) throw new Problem('kernel.notAllowed', {}, 403)
}

export interface AwayPoint {
  id: string
  name: Text
  at: Date
  /** The asker's own organisation has a draft on it; of others' drafts nobody is told. */
  ownDraft: boolean
}

/** Points that were put away and may be brought back, the latest first. */
export async function pointsAway(tx: ReadTx, asker: Asker, negotiationId: string): Promise<AwayPoint[]> {
  const { rows } = await sql<AwayPoint>`
    select p.id, p.title as name, p.removed_at as at,
           exists (select from dialogue.offer o where o.workspace_id = p.workspace_id and o.point_id = p.id
                     and o.sent_at is null and o.organisation_id = ${asker.organisationId}::uuid) as "ownDraft"
      from dialogue.point p
     where p.workspace_id = ${asker.workspaceId} and p.negotiation_id = ${negotiationId}
       and p.removed_at > now() - make_interval(days => ${undoDays}::int)
     order by p.removed_at desc`.execute(tx)
  return rows
}
