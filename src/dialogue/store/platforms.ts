/** Platforms and who is on them. */
import { sql } from 'kysely'
import { logEvent } from '../../kernel/event.ts'
import { newId } from '../../kernel/id.ts'
import { addRecord, type CitableRecord, changeRecord } from '../../kernel/record.ts'
import type { Text } from '../../kernel/text.ts'
import type { Asker, ReadTx, WriteTx } from '../../kernel/transaction.ts'
import { Problem } from '../../platform/problem.ts'
import type { Among, PlatformKind } from '../rules.ts'
import { json, type Named, named, openTable, seatsAll, writesTable } from './common.ts'

export interface PlatformFields {
  name: Text
  among: Among
  kind: PlatformKind
  /** Null: the programme. */
  convenorId: string | null
  rules: Text | null
  placeId: string | null
  workerGroupId: string | null
  startedOn: string | null
  endedOn: string | null
}

export interface Platform extends PlatformFields {
  id: string
  audienceId: string
  version: number
  convenor: Named | null
  place: Named | null
  workerGroup: Named | null
  /** Organisations that are members now. */
  members: number
  meetings: number
  mayWrite: boolean
  /** Whether the asker says who its members are. */
  maySeat: boolean
}

const platforms = (tx: ReadTx, asker: Asker, removed = false) =>
  tx
    .selectFrom('dialogue.platform as p')
    .innerJoin('kernel.record as r', (on) =>
      on.onRef('r.workspace_id', '=', 'p.workspace_id').onRef('r.id', '=', 'p.id'),
    )
    .where('p.workspace_id', '=', asker.workspaceId)
    .where('r.deleted_at', removed ? 'is not' : 'is', null)
    .select((eb) => [
      'p.id',
      'p.name',
      'p.among',
      'p.kind',
      'p.convenor_id as convenorId',
      'p.rules',
      'p.place_id as placeId',
      'p.worker_group_id as workerGroupId',
      'p.started_on as startedOn',
      'p.ended_on as endedOn',
      'p.audience_id as audienceId',
      'r.version',
      named('kernel.organisation', 'p.convenor_id').as('convenor'),
      named('kernel.place', 'p.place_id').as('place'),
      named('kernel.worker_group', 'p.worker_group_id').as('workerGroup'),
      eb
        .selectFrom('dialogue.platform_member as m')
        .select((m) => m.fn.countAll<number>().as('n'))
        .whereRef('m.workspace_id', '=', 'p.workspace_id')
        .whereRef('m.platform_id', '=', 'p.id')
        .where('m.left_on', 'is', null)
        .as('members'),
      eb
        .selectFrom('dialogue.meeting as t')
        .innerJoin('kernel.record as tr', (on) =>
          on.onRef('tr.workspace_id', '=', 't.workspace_id').onRef('tr.id', '=', 't.id'),
        )
        .select((t) => t.fn.countAll<number>().as('n'))
        .where('tr.deleted_at', 'is', null)
        .whereRef('t.workspace_id', '=', 'p.workspace_id')
        .whereRef('t.platform_id', '=', 'p.id')
        .as('meetings'),
      writesTable(asker, 'p.audience_id').as('mayWrite'),
    ])

const shaped = (asker: Asker, row: object): Platform => {
  const platform = row as Platform
  return {
    ...platform,
    maySeat: seatsAll(asker),
    members: Number(platform.members),
    meetings: Number(platform.meetings),
  }
}

/** The platforms that the asker may see: those that go on first, then by name. */
export async function platformsOf(tx: ReadTx, asker: Asker): Promise<Platform[]> {
  const rows = await platforms(tx, asker)
    .orderBy(sql`p.ended_on is not null`)
    .orderBy(sql`(p.name -> (p.name ->> 'source') ->> 'text') collate "es-x-icu"`)
    .orderBy('p.id')
    .execute()
  return rows.map((row) => shaped(asker, row))
}

/** Throws `kernel.notFound` for one that is not there, removed (or, with `removed`, that is not), or not for the asker. */
export async function platformById(
  tx: ReadTx,
  asker: Asker,
  id: string,
  { removed = false } = {},
): Promise<Platform> {
  const row = await platforms(tx, asker, removed).where('p.id', '=', id).executeTakeFirst()
  if (!row) throw new Problem('kernel.notFound', {}, 404)
  return shaped(asker, row)
}

const columns = (fields: PlatformFields) => ({
  name: JSON.stringify(fields.name),
  among: fields.among,
  kind: fields.kind,
  convenor_id: fields.convenorId,
  rules: json(fields.rules),
  place_id: fields.placeId,
  worker_group_id: fields.workerGroupId,
  started_on: fields.startedOn,
  ended_on: fields.endedOn,
})

/** What the kernel keeps of a platform. */
export const platformRecord = (id: string, audienceId: string, fields: PlatformFields): CitableRecord => ({
  id,
  kind: 'platform',
  title: fields.name,
  path: `/platforms/${id}`,
  snapshot: fields,
  audienceId,
  placeId: fields.placeId,
  workerGroupId: fields.workerGroupId,
})

function check({ startedOn, endedOn }: PlatformFields): void {
  if (startedOn && endedOn && endedOn < startedOn) throw new Problem('dialogue.endsBefore')
}

export async function addPlatform(tx: WriteTx, asker: Asker, fields: PlatformFields): Promise<string> {
  check(fields)
  const [id, audienceId] = [newId(), newId()]
  await openTable(tx, audienceId, fields.name, null)
  await tx
    .insertInto('dialogue.platform')
    .values({ workspace_id: asker.workspaceId, id, audience_id: audienceId, ...columns(fields) })
    .execute()
  await addRecord(tx, asker, platformRecord(id, audienceId, fields))
  return id
}

/** Over the version that was read; a newer one is a 409. */
export async function changePlatform(
  tx: WriteTx,
  asker: Asker,
  id: string,
  version: number,
  fields: PlatformFields,
): Promise<void> {
  check(fields)
  const { audienceId } = await platformById(tx, asker, id)
  await changeRecord(tx, asker, platformRecord(id, audienceId, fields), version)
  await tx
    .updateTable('dialogue.platform')
    .set(columns(fields))
    .where('workspace_id', '=', asker.workspaceId)
    .where('id', '=', id)
    .execute()
}

export interface PlatformMember {
  id: string
  organisation: Named
  joinedOn: string | null
  leftOn: string | null
  women: number | null
  men: number | null
}

/** Who is and who was on a platform, those of now first. */
export async function platformMembers(
  tx: ReadTx,
  asker: Asker,
  platformId: string,
): Promise<PlatformMember[]> {
  return (await tx
    .selectFrom('dialogue.platform_member as m')
    .where('m.workspace_id', '=', asker.workspaceId)
    .where('m.platform_id', '=', platformId)
    .select([
      'm.id',
      named('kernel.organisation', 'm.organisation_id').as('organisation'),
      'm.joined_on as joinedOn',
      'm.left_on as leftOn',
      'm.women',
      'm.men',
    ])
    .orderBy(sql`m.left_on desc nulls first`)
    .orderBy(
      sql`(select (o.name -> (o.name ->> 'source') ->> 'text') collate "es-x-icu" from kernel.organisation o
            where o.workspace_id = m.workspace_id and o.id = m.organisation_id)`,
    )
    .orderBy('m.id')
    .execute()) as PlatformMember[]
}

export interface MemberFields {
  organisationId: string
  joinedOn: string | null
  women: number | null
  men: number | null
}

/** An organisation joins; one that is a member already is refused. */
export async function joinPlatform(
  tx: WriteTx,
  asker: Asker,
  platformId: string,
  given: MemberFields,
): Promise<void> {
  if (!seatsAll(asker)) throw new Problem('dialogue.seatsOnly', {}, 403)
  const there = (await platformMembers(tx, asker, platformId)).find(
    (member) => member.organisation.id === given.organisationId && member.leftOn === null,
  )
  if (there) throw new Problem('dialogue.memberAlready')
  const id = newId()
  await tx
    .insertInto('dialogue.platform_member')
    .values({
      workspace_id: asker.workspaceId,
      id,
      platform_id: platformId,
      organisation_id: given.organisationId,
      joined_on: given.joinedOn,
      women: given.women,
      men: given.men,
    })
    .execute()
  await logEvent(tx, asker, 'created', { kind: 'platform_member', id })
}

/** It leaves on a day; its time on the platform stays in the record. */
export async function leavePlatform(
  tx: WriteTx,
  asker: Asker,
  platformId: string,
  memberId: string,
  day: string,
): Promise<void> {
  if (!seatsAll(asker)) throw new Problem('dialogue.seatsOnly', {}, 403)
  const left = await tx
    .updateTable('dialogue.platform_member')
    .set({ left_on: sql<string>`greatest(${day}::date, joined_on)` })
    .where('workspace_id', '=', asker.workspaceId)
    .where('platform_id', '=', platformId)
    .where('id', '=', memberId)
    .where('left_on', 'is', null)
    .executeTakeFirst()
  if (left.numUpdatedRows === 0n) throw new Problem('kernel.notFound', {}, 404)
  await logEvent(tx, asker, 'changed', { kind: 'platform_member', id: memberId })
}

export interface Facilitator {
  id: string
  name: string
}

/** Facilitators who sit at this table; the coordinator alone sees and says who. */
export const facilitatorsAt = (tx: ReadTx, asker: Asker, audienceId: string): Promise<Facilitator[]> =>
  tx
    .selectFrom('kernel.audience_member as a')
    .innerJoin('kernel.member as m', (on) =>
      on.onRef('m.workspace_id', '=', 'a.workspace_id').onRef('m.id', '=', 'a.member_id'),
    )
    .where('a.workspace_id', '=', asker.workspaceId)
    .where('a.audience_id', '=', audienceId)
    .where('m.deleted_at', 'is', null)
    .select(['m.id', 'm.name'])
    .orderBy('m.name')
    .execute()

export async function seatFacilitator(
  tx: WriteTx,
  asker: Asker,
  audienceId: string,
  memberId: string,
): Promise<void> {
  const member = await tx
    .selectFrom('kernel.member')
    .select('id')
    .where('workspace_id', '=', asker.workspaceId)
    .where('id', '=', memberId)
    .where('role', '=', 'facilitator')
    .where('deleted_at', 'is', null)
    .executeTakeFirst()
  if (!member) throw new Problem('kernel.notFound', {}, 404)
  await tx
    .insertInto('kernel.audience_member')
    .values({ workspace_id: asker.workspaceId, audience_id: audienceId, member_id: memberId })
    .onConflict((same) => same.doNothing())
    .execute()
  await logEvent(tx, asker, 'invited', { kind: 'member', id: memberId })
}
