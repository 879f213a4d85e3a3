/** Meetings: when, where, about what, and which organisations are their parties. */
import { sql } from 'kysely'
import { organisationNames } from '../../actors/index.ts'
import { logEvent } from '../../kernel/event.ts'
import { newId } from '../../kernel/id.ts'
import { addRecord, type CitableRecord, changeRecord } from '../../kernel/record.ts'
import { said, type Text } from '../../kernel/text.ts'
import type { Asker, ReadTx, WriteTx } from '../../kernel/transaction.ts'
import { Problem } from '../../platform/problem.ts'
import {
  type MeetingKind,
  type MeetingState,
  meetingMachine,
  type Position,
  type PositionHow,
  take,
} from '../rules.ts'
import { json, type Named, named, openTable, seatsAll, writesTable } from './common.ts'

export interface MeetingFields {
  kind: MeetingKind
  platformId: string | null
  title: Text
  purpose: Text | null
  startsAt: Date
  endsAt: Date
  placeId: string | null
  venue: string
  url: string | null
  workerGroupId: string | null
  convenorId: string | null
  childcare: boolean
  /** Languages interpreted, as people name them; empty: none. */
  interpretation: string
}

export interface Meeting extends MeetingFields {
  id: string
  state: MeetingState
  audienceId: string
  sequence: number
  changedAt: Date
  version: number
  platform: Named | null
  place: Named | null
  workerGroup: Named | null
  convenor: Named | null
  parties: number
  /** Where its minutes are, of what the asker may see; null: none yet. */
  minutes: 'draft' | 'circulated' | 'signed_off' | null
  mayWrite: boolean
}

const meetings = (tx: ReadTx, asker: Asker, removed = false) =>
  tx
    .selectFrom('dialogue.meeting as m')
    .innerJoin('kernel.record as r', (on) =>
      on.onRef('r.workspace_id', '=', 'm.workspace_id').onRef('r.id', '=', 'm.id'),
    )
    .where('m.workspace_id', '=', asker.workspaceId)
    .where('r.deleted_at', removed ? 'is not' : 'is', null)
    .select((eb) => [
      'm.id',
      'm.kind',
      'm.platform_id as platformId',
      'm.title',
      'm.purpose',
      'm.starts_at as startsAt',
      'm.ends_at as endsAt',
      'm.place_id as placeId',
      'm.venue',
      'm.url',
      'm.worker_group_id as workerGroupId',
      'm.convenor_id as convenorId',
      'm.childcare',
      'm.interpretation',
      'm.state',
      'm.audience_id as audienceId',
      'm.sequence',
      'm.changed_at as changedAt',
      'r.version',
      named('dialogue.platform', 'm.platform_id').as('platform'),
      named('kernel.place', 'm.place_id').as('place'),
      named('kernel.worker_group', 'm.worker_group_id').as('workerGroup'),
      named('kernel.organisation', 'm.convenor_id').as('convenor'),
      eb
        .selectFrom('dialogue.party as p')
        .select((p) => p.fn.countAll<number>().as('n'))
        .whereRef('p.workspace_id', '=', 'm.workspace_id')
        .whereRef('p.meeting_id', '=', 'm.id')
        .as('parties'),
      eb
        .selectFrom('dialogue.minutes as d')
        .select('d.state')
        .whereRef('d.workspace_id', '=', 'm.workspace_id')
        .whereRef('d.meeting_id', '=', 'm.id')
        .as('minutes'),
      writesTable(asker, 'm.audience_id').as('mayWrite'),
    ])

const shaped = (row: object): Meeting => ({ ...(row as Meeting), parties: Number((row as Meeting).parties) })

/** Throws `kernel.notFound` for one that is not there, removed (or, with `removed`, that is not), or not for the asker. */
export async function meetingById(
  tx: ReadTx,
  asker: Asker,
  id: string,
  { removed = false } = {},
): Promise<Meeting> {
  const row = await meetings(tx, asker, removed).where('m.id', '=', id).executeTakeFirst()
  if (!row) throw new Problem('kernel.notFound', {}, 404)
  return shaped(row)
}

export interface MeetingFilter {
  from?: Date
  to?: Date
  /** A place and all that lies in it. */
  placeId?: string | undefined
  platformId?: string | undefined
  newestFirst?: boolean
  /** Those behind this one in the order asked for. */
  after?: string | null
  limit?: number
}

/** Meetings that begin in a span of time, in order of time; at most 500. */
export async function meetingsOf(tx: ReadTx, asker: Asker, filter: MeetingFilter = {}): Promise<Meeting[]> {
  const { from, to, placeId, platformId, newestFirst = false, after = null, limit = 500 } = filter
  const direction = newestFirst ? 'desc' : 'asc'
  let query = meetings(tx, asker).orderBy('m.starts_at', direction).orderBy('m.id', direction).limit(limit)
  if (from) query = query.where('m.starts_at', '>=', from)
  if (to) query = query.where('m.starts_at', '<', to)
  if (after) {
    const behind = sql.raw(newestFirst ? '<' : '>')
    query = query.where(
      sql<boolean>`(m.starts_at, m.id) ${behind} (select a.starts_at, a.id from dialogue.meeting a
        where a.workspace_id = ${asker.workspaceId} and a.id = ${after})`,
    )
  }
  if (platformId) query = query.where('m.platform_id', '=', platformId)
  if (placeId)
    query = query.where(
      sql<boolean>`m.place_id in (with recursive inside (id) as (
        select id from kernel.place where workspace_id = ${asker.workspaceId} and id = ${placeId}
        union select p.id from kernel.place p join inside i on p.workspace_id = ${asker.workspaceId} and p.parent_id = i.id
      ) select id from inside)`,
    )
  return (await query.execute()).map(shaped)
}

const columns = (fields: MeetingFields) => ({
  kind: fields.kind,
  platform_id: fields.platformId,
  title: JSON.stringify(fields.title),
  purpose: json(fields.purpose),
  starts_at: fields.startsAt,
  ends_at: fields.endsAt,
  place_id: fields.placeId,
  venue: fields.venue,
  url: fields.url,
  worker_group_id: fields.workerGroupId,
  convenor_id: fields.convenorId,
  childcare: fields.childcare,
  interpretation: fields.interpretation,
})

/** What the kernel keeps of a meeting. */
export const meetingRecord = (id: string, audienceId: string, fields: MeetingFields): CitableRecord => ({
  id,
  kind: 'meeting',
  title: fields.title,
  path: `/meetings/${id}`,
  snapshot: fields,
  audienceId,
  placeId: fields.placeId,
  workerGroupId: fields.workerGroupId,
  keywords: [fields.venue, fields.purpose ? said(fields.purpose, 'es') : ''].join(' '),
})

function check(fields: MeetingFields): void {
  if (fields.endsAt.getTime() <= fields.startsAt.getTime()) throw new Problem('dialogue.endsBefore')
  if (fields.endsAt.getTime() - fields.startsAt.getTime() > 14 * 86_400_000)
    throw new Problem('dialogue.tooLong')
}

/** Whoever lacks scope all has meetings on the platforms where she sits; the database says the same. */
async function checkPlatform(tx: ReadTx, asker: Asker, platformId: string | null): Promise<void> {
  if (seatsAll(asker)) return
  const hers = await tx
    .selectFrom('dialogue.platform')
    .select('id')
    .where('workspace_id', '=', asker.workspaceId)
    .where('id', '=', platformId)
    .where(writesTable(asker, 'platform.audience_id'))
    .executeTakeFirst()
  if (!hers) throw new Problem('dialogue.notYourPlatform', {}, 403)
}

/** A new meeting; the members of its platform are its parties from the start. Returns its id. */
export async function addMeeting(tx: WriteTx, asker: Asker, fields: MeetingFields): Promise<string> {
  check(fields)
  await checkPlatform(tx, asker, fields.platformId)
  const [id, audienceId] = [newId(), newId()]
  await openTable(tx, audienceId, fields.title, fields.platformId)
  await tx
    .insertInto('dialogue.meeting')
    .values({ workspace_id: asker.workspaceId, id, audience_id: audienceId, ...columns(fields) })
    .execute()
  await addRecord(tx, asker, meetingRecord(id, audienceId, fields))
  if (fields.platformId) {
    await addParties(tx, asker, id, await membersNow(tx, asker, fields.platformId))
  }
  return id
}

/** Over the version that was read. A change of time or place counts up the sequence that calendars go by. */
export async function changeMeeting(
  tx: WriteTx,
  asker: Asker,
  id: string,
  version: number,
  fields: MeetingFields,
): Promise<void> {
  check(fields)
  const before = await meetingById(tx, asker, id)
  if (fields.platformId !== before.platformId) await checkPlatform(tx, asker, fields.platformId)
  const moved =
    before.startsAt.getTime() !== fields.startsAt.getTime() ||
    before.endsAt.getTime() !== fields.endsAt.getTime() ||
    before.venue !== fields.venue ||
    before.placeId !== fields.placeId ||
    before.url !== fields.url
  await changeRecord(tx, asker, meetingRecord(id, before.audienceId, fields), version)
  await tx
    .updateTable('dialogue.meeting')
    .set({ ...columns(fields), changed_at: sql`now()`, ...(moved ? { sequence: before.sequence + 1 } : {}) })
    .where('workspace_id', '=', asker.workspaceId)
    .where('id', '=', id)
    .execute()
}

/** Convokes, holds, cancels, resumes or reopens it; what the table of steps does not have is `dialogue.step`. */
export async function stepMeeting(
  tx: WriteTx,
  asker: Asker,
  id: string,
  step: string,
): Promise<MeetingState> {
  const before = await meetingById(tx, asker, id)
  const state = take(meetingMachine, before.state, step)
  const changed = await tx
    .updateTable('dialogue.meeting')
    .set({ state, sequence: before.sequence + 1, changed_at: sql`now()` })
    .where('workspace_id', '=', asker.workspaceId)
    .where('id', '=', id)
    .where('state', '=', before.state)
    .executeTakeFirst()
  if (changed.numUpdatedRows === 0n) throw new Problem('kernel.notAllowed', {}, 403)
  await logEvent(tx, asker, 'changed', { kind: 'meeting', id, version: before.version })
  return state
}

// Agenda ---------------------------------------------------------------------------------------------------------------

export interface AgendaItem {
  id: string
  words: Text
  minutes: number | null
}

export const agendaOf = (tx: ReadTx, asker: Asker, meetingId: string): Promise<AgendaItem[]> =>
  tx
    .selectFrom('dialogue.agenda_item')
    .select(['id', 'words', 'minutes'])
    .where('workspace_id', '=', asker.workspaceId)
    .where('meeting_id', '=', meetingId)
    .orderBy('position')
    .execute() as unknown as Promise<AgendaItem[]>

/** Writes the agenda as given, in its order. */
export async function setAgenda(
  tx: WriteTx,
  asker: Asker,
  meetingId: string,
  items: readonly Omit<AgendaItem, 'id'>[],
): Promise<void> {
  await tx
    .deleteFrom('dialogue.agenda_item')
    .where('workspace_id', '=', asker.workspaceId)
    .where('meeting_id', '=', meetingId)
    .execute()
  if (items.length === 0) return
  await tx
    .insertInto('dialogue.agenda_item')
    .values(
      items.map(({ words, minutes }, position) => ({
        workspace_id: asker.workspaceId,
        id: newId(),
        meeting_id: meetingId,
        position,
        words: JSON.stringify(words),
        minutes,
      })),
    )
    .execute()
}

// Parties --------------------------------------------------------------------------------------------------------------

export interface Party {
  id: string
  organisation: Named
  constituency: string
  position: Position
  positionNote: string
  positionOn: string | null
  /** Null: pending, or noted before this was asked. */
  positionHow: PositionHow | null
  /** It entered its position itself, and somebody acts for it who can change it. */
  hasPeople: boolean
}

export const partiesOf = async (tx: ReadTx, asker: Asker, meetingId: string): Promise<Party[]> =>
  (await tx
    .selectFrom('dialogue.party as p')
    .innerJoin('kernel.organisation as o', (on) =>
      on.onRef('o.workspace_id', '=', 'p.workspace_id').onRef('o.id', '=', 'p.organisation_id'),
    )
    .where('p.workspace_id', '=', asker.workspaceId)
    .where('p.meeting_id', '=', meetingId)
    .select([
      'p.id',
      sql<Named>`jsonb_build_object('id', o.id, 'name', o.name)`.as('organisation'),
      'p.constituency',
      'p.position',
      'p.position_note as positionNote',
      'p.position_on as positionOn',
      'p.position_how as positionHow',
      sql<boolean>`case when p.position_how = 'member' then dialogue.somebody_acts(p.organisation_id) else false end`.as(
        'hasPeople',
      ),
    ])
    .orderBy(
      sql`array_position(array['workers', 'authority', 'employers', 'contractors', 'civil_society', 'academia', 'donor'], p.constituency)`,
    )
    .orderBy(sql`(o.name -> (o.name ->> 'source') ->> 'text') collate "es-x-icu"`)
    .execute()) as Party[]

/** Ids of the organisations that are members of a platform now. */
async function membersNow(tx: ReadTx, asker: Asker, platformId: string): Promise<string[]> {
  const members = await tx
    .selectFrom('dialogue.platform_member')
    .select('organisation_id as id')
    .where('workspace_id', '=', asker.workspaceId)
    .where('platform_id', '=', platformId)
    .where('left_on', 'is', null)
    .execute()
  return members.map(({ id }) => id)
}

/** Ids of those that this person may bring to a meeting: null for all, else the members of its platform. */
export async function bringable(
  tx: ReadTx,
  asker: Asker,
  { platformId }: Pick<Meeting, 'platformId'>,
): Promise<string[] | null> {
  if (seatsAll(asker)) return null
  return platformId ? membersNow(tx, asker, platformId) : []
}

/** Organisations become parties, each once; whom they stand for is as the actors part has it, civil society where it does not say. */
export async function addParties(
  tx: WriteTx,
  asker: Asker,
  meetingId: string,
  organisationIds: readonly string[],
): Promise<void> {
  if (organisationIds.length === 0) return
  const ids = [...new Set(organisationIds)]
  const names = await organisationNames(tx, asker, ids)
  const one = (organisationId: string) => ({
    workspace_id: asker.workspaceId,
    id: newId(),
    meeting_id: meetingId,
    organisation_id: organisationId,
  })
  await tx
    .insertInto('dialogue.party')
    .values(ids.map((id) => ({ ...one(id), constituency: names.get(id)?.constituency ?? 'civil_society' })))
    .onConflict((same) => same.doNothing())
    .execute()
  await tx
    .insertInto('dialogue.invitation')
    .values(ids.map(one))
    .onConflict((same) => same.doNothing())
    .execute()
}

/** Takes a party off the list, with its invitation; one that has taken a position stays. */
export async function removeParty(
  tx: WriteTx,
  asker: Asker,
  meetingId: string,
  partyId: string,
): Promise<void> {
  const party = (await partiesOf(tx, asker, meetingId)).find(({ id }) => id === partyId)
  if (!party) throw new Problem('kernel.notFound', {}, 404)
  if (party.position !== 'pending') throw new Problem('dialogue.partyDecided', {}, 409)
  await tx
    .deleteFrom('dialogue.invitation')
    .where('workspace_id', '=', asker.workspaceId)
    .where('meeting_id', '=', meetingId)
    .where('organisation_id', '=', party.organisation.id)
    .execute()
  const gone = await tx
    .deleteFrom('dialogue.party')
    .where('workspace_id', '=', asker.workspaceId)
    .where('id', '=', partyId)
    .executeTakeFirst()
  if (gone.numDeletedRows === 0n) throw new Problem('kernel.notAllowed', {}, 403)
}
