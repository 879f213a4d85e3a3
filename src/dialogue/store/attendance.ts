/** Who was there: persons, their names apart; heads counted without names; and what phones send, each entry once. */
import { sql } from 'kysely'
import { arrives } from '../../kernel/arrival.ts'
import { logEvent } from '../../kernel/event.ts'
import { isId, newId } from '../../kernel/id.ts'
import type { Asker, ReadTx, WriteTx } from '../../kernel/transaction.ts'
import { Problem } from '../../platform/problem.ts'
import { hashOf, personKey, tokenFor } from '../links.ts'
import {
  type Age,
  attendanceClosed,
  type Counted,
  fullest,
  type MeetingState,
  type MinutesState,
  plainName,
} from '../rules.ts'
import type { Meeting, Party } from './meetings.ts'

/** One line of a list, with an id made where it was written. */
export type Entry = { id: string; at: Date } & (
  | {
      kind: 'attendance'
      organisationId: string | null
      name: string
      sex: 'woman' | 'man' | 'other' | null
      age: Age | null
    }
  | ({ kind: 'head_count'; constituency: string; device: string } & Counted)
)

/** What became of entries: noted, or known already from an earlier sending or another phone. */
export interface Noted {
  noted: number
  again: number
}

/**
 * Throws `dialogue.attendanceSigned` or `.attendanceCancelled` (409). Meeting and minutes hold still until the transaction ends, so
 * that a sign-off at the same moment waits.
 */
async function checkOpen(tx: WriteTx, asker: Asker, meetingId: string): Promise<void> {
  const meeting = await tx
    .selectFrom('dialogue.meeting')
    .select('state')
    .where('workspace_id', '=', asker.workspaceId)
    .where('id', '=', meetingId)
    .forShare()
    .executeTakeFirst()
  const minutes = await tx
    .selectFrom('dialogue.minutes')
    .select('state')
    .where('workspace_id', '=', asker.workspaceId)
    .where('meeting_id', '=', meetingId)
    .forShare()
    .executeTakeFirst()
  const closed =
    meeting && attendanceClosed(meeting.state as MeetingState, (minutes?.state as MinutesState) ?? null)
  if (closed) throw closed
}

/**
 * Notes entries in the transaction. What has arrived before is only known again, whatever became of the meeting since. The same entry twice changes nothing; the same person from two phones is one person, and
 * marked so; a phone's newer head-count takes the place of its older one.
 */
export async function noteEntries(
  tx: WriteTx,
  asker: Asker,
  secret: string,
  meeting: Pick<Meeting, 'id'>,
  parties: readonly Party[],
  entries: readonly Entry[],
): Promise<Noted> {
  const result: Noted = { noted: 0, again: 0 }
  let checked = false
  // In one order for all phones: two lists with the same people in opposite orders would wait for each other.
  const ordered = entries.toSorted((a, b) => (orderOf(a) < orderOf(b) ? -1 : 1))
  for (const entry of ordered) {
    const arrival = { id: entry.id, kind: entry.kind, subjectId: meeting.id }
    if (!(await arrives(tx, asker, arrival))) {
      result.again++
      continue
    }
    if (!checked) await checkOpen(tx, asker, meeting.id)
    checked = true
    if (await noteOne(tx, asker, secret, meeting.id, parties, entry)) result.noted++
    else result.again++
  }
  if (result.noted > 0) await logEvent(tx, asker, 'changed', { kind: 'attendance', id: meeting.id })
  return result
}

const orderOf = (entry: Entry): string =>
  entry.kind === 'attendance' ? `${entry.organisationId ?? ''} ${plainName(entry.name)}` : entry.constituency

/** False where it says what was known. */
async function noteOne(
  tx: WriteTx,
  asker: Asker,
  secret: string,
  meetingId: string,
  parties: readonly Party[],
  entry: Entry,
): Promise<boolean> {
  // A phone's clock may be wrong; nobody attends in the future.
  const at = entry.at.getTime() > Date.now() ? new Date() : entry.at
  if (entry.kind === 'head_count') {
    await sql`
      insert into dialogue.head_count as h (workspace_id, id, meeting_id, constituency, device, women, men, others, counted_at)
      values (${asker.workspaceId}, ${newId()}, ${meetingId}, ${entry.constituency}, ${entry.device}, ${entry.women}, ${entry.men}, ${entry.others}, ${at})
      on conflict (workspace_id, meeting_id, constituency, device) do update
        set women = excluded.women, men = excluded.men, others = excluded.others, counted_at = excluded.counted_at
        where h.counted_at <= excluded.counted_at`.execute(tx)
    return true
  }
  const party = parties.find(({ organisation }) => organisation.id === entry.organisationId)
  const key = personKey(secret, party ? party.organisation.id : null, plainName(entry.name))
  const { rows } = await sql<{ id: string; twice: boolean }>`
    insert into dialogue.participation as p (workspace_id, id, meeting_id, organisation_id, constituency, sex, age, person_key, attended_at)
    values (${asker.workspaceId}, ${newId()}, ${meetingId}, ${party?.organisation.id ?? null}, ${party?.constituency ?? 'civil_society'},
            ${entry.sex}, ${entry.age}, ${key}, ${at})
    on conflict (workspace_id, meeting_id, person_key) do update
      set attended_at = least(p.attended_at, excluded.attended_at), sex = coalesce(p.sex, excluded.sex), age = coalesce(p.age, excluded.age),
          noted_twice = p.noted_twice or p.attended_at is not null
    returning id, noted_twice as twice`.execute(tx)
  const [row] = rows
  if (!row) throw new Problem('kernel.notAllowed', {}, 403)
  await tx
    .insertInto('dialogue.participation_name')
    .values({ workspace_id: asker.workspaceId, id: row.id, name: entry.name.trim() })
    .onConflict((same) => same.doNothing())
    .execute()
  return !row.twice
}

export interface Attendee {
  id: string
  /** Null: not for the asker to see. */
  name: string | null
  organisationId: string | null
  constituency: string
  sex: 'woman' | 'man' | 'other' | null
  notedTwice: boolean
}

/** Everybody noted as present, with names where the asker may see them. */
export const attendeesOf = async (tx: ReadTx, asker: Asker, meetingId: string): Promise<Attendee[]> =>
  (await tx
    .selectFrom('dialogue.participation as p')
    .leftJoin('dialogue.participation_name as n', (on) =>
      on.onRef('n.workspace_id', '=', 'p.workspace_id').onRef('n.id', '=', 'p.id'),
    )
    .where('p.workspace_id', '=', asker.workspaceId)
    .where('p.meeting_id', '=', meetingId)
    .where('p.attended_at', 'is not', null)
    .select([
      'p.id',
      'n.name',
      'p.organisation_id as organisationId',
      'p.constituency',
      'p.sex',
      'p.noted_twice as notedTwice',
    ])
    .orderBy(sql`n.name collate "es-x-icu"`)
    .orderBy('p.id')
    .execute()) as Attendee[]

/** Takes back a person noted by mistake. */
export async function removeAttendee(
  tx: WriteTx,
  asker: Asker,
  meetingId: string,
  id: string,
): Promise<void> {
  await checkOpen(tx, asker, meetingId)
  const gone = await tx
    .deleteFrom('dialogue.participation')
    .where('workspace_id', '=', asker.workspaceId)
    .where('meeting_id', '=', meetingId)
    .where('id', '=', id)
    .executeTakeFirst()
  if (gone.numDeletedRows === 0n) throw new Problem('kernel.notFound', {}, 404)
  await logEvent(tx, asker, 'deleted', { kind: 'attendance', id: meetingId })
}

export interface Headcount extends Counted {
  constituency: string
  /** Phones that counted them; the fullest count is the one given. */
  phones: number
}

export async function headCountsOf(tx: ReadTx, asker: Asker, meetingId: string): Promise<Headcount[]> {
  const rows = await tx
    .selectFrom('dialogue.head_count')
    .select(['constituency', 'women', 'men', 'others', 'counted_at as countedAt'])
    .where('workspace_id', '=', asker.workspaceId)
    .where('meeting_id', '=', meetingId)
    .execute()
  return [...new Set(rows.map(({ constituency }) => constituency))].flatMap((constituency) => {
    const counts = rows.filter((row) => row.constituency === constituency)
    const best = fullest(counts)
    return best
      ? [{ constituency, women: best.women, men: best.men, others: best.others, phones: counts.length }]
      : []
  })
}

export interface Reach {
  meetings: number
  /** Attendances of people with a name: who came to three meetings counts three times. */
  participations: number
  /** The same people, each once. */
  persons: number
  women: number
  men: number
  /** Counted without names, kept apart: nobody knows who of them came twice. */
  counted: number
}

/** How many people meetings reached: of a span of time, of a platform, or those that are named. */
export async function reachOf(
  tx: ReadTx,
  asker: Asker,
  given: { platformId?: string; from?: Date; to?: Date; meetingIds?: readonly string[] },
): Promise<Reach> {
  const ids = given.meetingIds ?? null
  const { rows } = await sql<Record<keyof Reach, string>>`
    with held as (
      select m.id from dialogue.meeting m
        join kernel.record r on r.workspace_id = m.workspace_id and r.id = m.id and r.deleted_at is null
       where m.workspace_id = ${asker.workspaceId} and m.state = 'held'
         and (${given.platformId ?? null}::uuid is null or m.platform_id = ${given.platformId ?? null}::uuid)
         and (${ids}::uuid[] is null or m.id = any(${ids}::uuid[]))
         and (${given.from ?? null}::timestamptz is null or m.starts_at >= ${given.from ?? null}::timestamptz)
         and (${given.to ?? null}::timestamptz is null or m.starts_at < ${given.to ?? null}::timestamptz)),
    present as (
      select p.person_key, p.sex from dialogue.participation p
       where p.workspace_id = ${asker.workspaceId} and p.meeting_id in (select id from held) and p.attended_at is not null),
    heads as (
      select max(h.women + h.men + h.others) as n from dialogue.head_count h
       where h.workspace_id = ${asker.workspaceId} and h.meeting_id in (select id from held) group by h.meeting_id, h.constituency)
    select (select count(*) from held) as meetings, (select count(*) from present) as participations,
           (select count(distinct person_key) from present) as persons,
           (select count(distinct person_key) from present where sex = 'woman') as women,
           (select count(distinct person_key) from present where sex = 'man') as men,
           (select coalesce(sum(n), 0) from heads) as counted`.execute(tx)
  const [row] = rows
  const n = (key: keyof Reach): number => Number(row?.[key] ?? 0)
  return {
    meetings: n('meetings'),
    participations: n('participations'),
    persons: n('persons'),
    women: n('women'),
    men: n('men'),
    counted: n('counted'),
  }
}

// The door: a link for whoever takes the attendance -----------------------------------------------------------------------

export interface Door {
  id: string
  meetingId: string
  label: string
  expiresAt: Date
}

const doors = (tx: ReadTx, asker: Asker) =>
  tx
    .selectFrom('dialogue.door')
    .where('workspace_id', '=', asker.workspaceId)
    .where('ended_at', 'is', null)
    .where('expires_at', '>', sql<Date>`now()`)
    .select(['id', 'meeting_id as meetingId', 'label', 'expires_at as expiresAt'])

/** Those that are open now. */
export const doorsOf = (tx: ReadTx, asker: Asker, meetingId: string): Promise<Door[]> =>
  doors(tx, asker).where('meeting_id', '=', meetingId).orderBy('id').execute()

export const doorByHash = async (tx: ReadTx, asker: Asker, hash: string): Promise<Door | null> =>
  (await doors(tx, asker).where('hash', '=', hash).executeTakeFirst()) ?? null

export const doorToken = (secret: string, id: string): string => tokenFor(secret, 'door', id)

/** Hours after the end in which what a phone without signal kept may still arrive. */
export const doorHours = 48

export async function openDoor(
  tx: WriteTx,
  asker: Asker,
  secret: string,
  meeting: Pick<Meeting, 'id' | 'endsAt'>,
  label: string,
): Promise<string> {
  await checkOpen(tx, asker, meeting.id)
  const id = newId()
  const last = Math.max(meeting.endsAt.getTime(), Date.now()) + doorHours * 3_600_000
  await tx
    .insertInto('dialogue.door')
    .values({
      workspace_id: asker.workspaceId,
      id,
      meeting_id: meeting.id,
      hash: hashOf(secret, doorToken(secret, id)),
      label,
      expires_at: new Date(last),
      member_id: asker.memberId,
    })
    .execute()
  await logEvent(tx, asker, 'invited', { kind: 'attendance', id: meeting.id })
  return id
}

export async function endDoor(tx: WriteTx, asker: Asker, meetingId: string, id: string): Promise<void> {
  if (!isId(id)) throw new Problem('kernel.notFound', {}, 404)
  const ended = await tx
    .updateTable('dialogue.door')
    .set({ ended_at: sql`now()` })
    .where('workspace_id', '=', asker.workspaceId)
    .where('meeting_id', '=', meetingId)
    .where('id', '=', id)
    .executeTakeFirst()
  if (ended.numUpdatedRows === 0n) throw new Problem('kernel.notFound', {}, 404)
}
