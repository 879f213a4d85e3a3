/** Demands: lists, one of them, adding, changing. What hangs on one is in the files beside. */
import { sql } from 'kysely'
import { newId } from '../../../kernel/id.ts'
import { addRecord, type CitableRecord, changeRecord } from '../../../kernel/record.ts'
import { said, type Text } from '../../../kernel/text.ts'
import { linkRecords } from '../../../kernel/thread.ts'
import type { Asker, ReadTx, WriteTx } from '../../../kernel/transaction.ts'
import { Problem } from '../../../platform/problem.ts'
import { json, type Named, named } from '../../store/common.ts'
import { checkDay, checkWords, type How, type Stage } from '../rules.ts'

export interface Owner extends Named {
  /** It raised the demand or endorsed the joint one; false: it was asked to. */
  owns: boolean
  /** Version of the words behind which it stands; null: behind none. */
  endorsedVersion: number | null
  /** Day on which it agreed to a public page of the words as they are; null: it has not. */
  publishesOn: string | null
}

export interface Demand {
  id: string
  version: number
  words: Text
  problem: Text | null
  stage: Stage
  joint: boolean
  womensCaucus: boolean
  wordsVersion: number
  raisedOn: string
  presentedOn: string | null
  /** Day of the last step that stands. */
  lastOn: string
  /** Who raised it first; null: the meeting together. */
  organisationId: string | null
  owners: Owner[]
  /** Organisations that stand behind it, owners or not. */
  endorsed: number
  addressee: Named | null
  platform: Named | null
  meeting: Named | null
  place: Named | null
  workerGroup: Named | null
  /** Place agreed by consensus, and votes; null and 0 for who does not see priorities. */
  priority: number | null
  votes: number
  /** Since when it has a public page; null: none. */
  publishedAt: Date | null
  /** Signed minutes gave birth to it. */
  born: boolean
  mayWrite: boolean
}

export interface DemandFilter {
  id?: string
  ids?: readonly string[]
  addresseeId?: string
  groupId?: string
  placeIds?: readonly string[]
  platformId?: string
  meetingId?: string
  womensCaucus?: boolean
  stage?: Stage
}

/** Longest list; the newest of them. */
export const mostDemands = 1000

/** The demands that the asker may see, newest first. */
export async function demandsOf(
  tx: ReadTx,
  asker: Asker,
  filter: DemandFilter = {},
  limit = mostDemands,
): Promise<Demand[]> {
  const writes =
    asker.role === 'system'
      ? sql<boolean>`true`
      : sql<boolean>`dialogue.reaches_any((select kernel.scopes('write')) -> 'demand', d.owners, d.audience_id, (select kernel.organisation_id()), (select kernel.my_audiences('table')))`
  const only = [
    filter.id && sql`d.id = ${filter.id}`,
    filter.ids && sql`d.id = any (${sql.val([...filter.ids])}::uuid[])`,
    filter.addresseeId && sql`d.addressee_id = ${filter.addresseeId}`,
    filter.groupId && sql`r.worker_group_id = ${filter.groupId}`,
    filter.placeIds && sql`r.place_id = any (${sql.val([...filter.placeIds])}::uuid[])`,
    filter.platformId && sql`d.platform_id = ${filter.platformId}`,
    filter.meetingId && sql`d.meeting_id = ${filter.meetingId}`,
    filter.womensCaucus && sql`d.womens_caucus`,
    filter.stage && sql`d.stage = ${filter.stage}`,
  ].flatMap((one) => (one ? [sql`and ${one}`] : []))
  const { rows } = await sql<Demand>`
    select d.id, r.version, d.words, d.problem, d.stage, d.joint, d.womens_caucus as "womensCaucus", d.words_version as "wordsVersion", d.published_at as "publishedAt", d.minute_item_id is not null as born,
           d.raised_on as "raisedOn", d.presented_on as "presentedOn", d.organisation_id as "organisationId",
           coalesce((select s.taken_on from dialogue.demand_step s
              where s.workspace_id = d.workspace_id and s.demand_id = d.id and s.undone_at is null
              order by s.noted_at desc, s.id desc limit 1), d.raised_on) as "lastOn",
           (select coalesce(jsonb_agg(jsonb_build_object('id', k.id, 'name', k.name, 'owns', o.owns,
                'publishesOn', case when o.publishes_version = d.words_version then o.publishes_on end, 'endorsedVersion',
                (select max(e.words_version) from dialogue.demand_endorsement e
                  where e.workspace_id = o.workspace_id and e.demand_id = o.demand_id and e.organisation_id = o.organisation_id and e.withdrawn_on is null))
                order by o.owns desc, k.id), '[]')
              from dialogue.demand_owner o join kernel.organisation k on k.workspace_id = o.workspace_id and k.id = o.organisation_id
             where o.workspace_id = d.workspace_id and o.demand_id = d.id) as owners,
           (select count(distinct e.organisation_id)::int from dialogue.demand_endorsement e
             where e.workspace_id = d.workspace_id and e.demand_id = d.id and e.withdrawn_on is null) as endorsed,
           ${named('kernel.organisation', 'd.addressee_id')} as addressee,
           ${named('dialogue.platform', 'd.platform_id')} as platform,
           (select jsonb_build_object('id', m.id, 'name', m.title) from dialogue.meeting m
             where m.workspace_id = d.workspace_id and m.id = d.meeting_id) as meeting,
           ${named('kernel.place', 'r.place_id')} as place,
           ${named('kernel.worker_group', 'r.worker_group_id')} as "workerGroup",
           (select p.place from dialogue.demand_priority p where p.workspace_id = d.workspace_id and p.demand_id = d.id) as priority,
           (select coalesce(sum(v.votes), 0)::int from dialogue.demand_vote v where v.workspace_id = d.workspace_id and v.demand_id = d.id) as votes,
           ${writes} as "mayWrite"
      from dialogue.demand d
      join kernel.record r on r.workspace_id = d.workspace_id and r.id = d.id and r.deleted_at is null
     where d.workspace_id = ${asker.workspaceId} ${sql.join(only, sql` `)}
     order by d.id desc limit ${limit}`.execute(tx)
  return rows
}

/** Throws `kernel.notFound` for one that is not there or not for the asker. */
export async function demandById(tx: ReadTx, asker: Asker, id: string): Promise<Demand> {
  const [found] = await demandsOf(tx, asker, { id })
  if (!found) throw new Problem('kernel.notFound', {}, 404)
  return found
}

/** The same, held still until the transaction ends, so that two people who move it take turns. */
export async function demandToChange(tx: WriteTx, asker: Asker, id: string): Promise<Demand> {
  await tx
    .selectFrom('dialogue.demand')
    .select('id')
    .where('workspace_id', '=', asker.workspaceId)
    .where('id', '=', id)
    .forUpdate()
    .execute()
  return demandById(tx, asker, id)
}

export interface DemandFields {
  words: Text
  problem: Text | null
  addresseeId: string | null
  platformId: string | null
  placeId: string | null
  workerGroupId: string | null
  womensCaucus: boolean
}

export interface NewDemand extends DemandFields {
  /** The organisations that raise it; a leader's own is among them. Empty: the meeting together. */
  ownerIds: readonly string[]
  raisedOn: string
  how: How
  /** Demands that it joins: their owners are asked to endorse it, and it counts for one once that one has. */
  originals?: readonly string[]
  /** Where it was born in minutes. */
  born?: { meetingId: string; minuteItemId: string; audienceId: string | null }
}

const snapshotOf = (fields: DemandFields, more: object): object => {
  const { words, problem, addresseeId, womensCaucus } = fields
  return { words, problem, addresseeId, womensCaucus, ...more }
}

/** The record of a demand as it stands, for bringing it back. */
export const demandRecord = (id: string, fields: DemandFields): CitableRecord =>
  recordOf(id, fields, snapshotOf(fields, {}))

const recordOf = (id: string, fields: DemandFields, snapshot: object): CitableRecord => ({
  id,
  kind: 'demand',
  title: fields.words,
  path: `/demands/${id}`,
  snapshot,
  endorsed: true,
  placeId: fields.placeId,
  workerGroupId: fields.workerGroupId,
  keywords: fields.problem ? said(fields.problem, fields.problem.source) : '',
})

/** The table of a platform that the asker sees; throws `kernel.notFound`. */
async function tableOf(tx: ReadTx, asker: Asker, platformId: string): Promise<string> {
  const platform = await tx
    .selectFrom('dialogue.platform')
    .select('audience_id')
    .where('workspace_id', '=', asker.workspaceId)
    .where('id', '=', platformId)
    .executeTakeFirst()
  if (!platform) throw new Problem('kernel.notFound', {}, 404)
  return platform.audience_id
}

/**
 * Raises a demand. Throws `demand.originals` where a joint one has fewer than two originals or the asker sees one of them not,
 * and those of `checkDay`.
 */
export async function addDemand(tx: WriteTx, asker: Asker, given: NewDemand, today: string): Promise<string> {
  checkDay(given.raisedOn, '1900-01-01', today)
  const originals = given.originals?.length ? await demandsOf(tx, asker, { ids: given.originals }) : []
  const joint = (given.originals?.length ?? 0) > 0
  if (joint && (originals.length < 2 || originals.length !== given.originals?.length))
    throw new Problem('demand.originals')
  const id = newId()
  const [first = null, ...others] = given.ownerIds
  const audienceId =
    given.born?.audienceId ?? (given.platformId ? await tableOf(tx, asker, given.platformId) : null)
  await tx
    .insertInto('dialogue.demand')
    .values({
      workspace_id: asker.workspaceId,
      id,
      words: JSON.stringify(given.words),
      problem: json(given.problem),
      organisation_id: first,
      addressee_id: given.addresseeId,
      platform_id: given.platformId,
      womens_caucus: given.womensCaucus,
      joint,
      raised_on: given.raisedOn,
      audience_id: audienceId,
      meeting_id: given.born?.meetingId ?? null,
      minute_item_id: given.born?.minuteItemId ?? null,
    })
    .execute()
  await addRecord(tx, asker, {
    ...recordOf(id, given, snapshotOf(given, {})),
    organisationId: first,
    audienceId,
  })
  const asked = originals.flatMap(({ owners }) => owners.filter(({ owns }) => owns).map((one) => one.id))
  await addOwners(tx, asker, id, others, true)
  await addOwners(
    tx,
    asker,
    id,
    [...new Set(asked)].filter((one) => !given.ownerIds.includes(one)),
    false,
  )
  await tx
    .insertInto('dialogue.demand_step')
    .values({
      workspace_id: asker.workspaceId,
      id: newId(),
      demand_id: id,
      step: 'raise',
      stage: 'raised',
      stage_before: '',
      taken_on: given.raisedOn,
      organisation_id: first,
      how: given.how,
      member_id: asker.memberId,
    })
    .execute()
  for (const original of originals)
    await linkRecords(tx, asker, { record: id, basis: original.id, kind: 'becomes' })
  return id
}

/** Organisations that own a demand beside the first, or are asked to endorse it; twice changes nothing. */
export async function addOwners(
  tx: WriteTx,
  asker: Asker,
  demandId: string,
  organisationIds: readonly string[],
  owns: boolean,
): Promise<void> {
  for (const organisation of new Set(organisationIds))
    await tx
      .insertInto('dialogue.demand_owner')
      .values({
        workspace_id: asker.workspaceId,
        id: newId(),
        demand_id: demandId,
        organisation_id: organisation,
        owns,
      })
      .onConflict((same) => same.columns(['workspace_id', 'demand_id', 'organisation_id']).doNothing())
      .execute()
}

/** Whether the words say something else in the language in which they were said; a translation leaves them what they are. */
const wordsDiffer = (before: Text, after: Text): boolean =>
  before.source !== after.source || before[before.source]?.text !== after[after.source]?.text

/**
 * Over the version that was read; a newer one is a 409. Words behind which others stand change with a reason, which stays with
 * the version. Throws `demand.wordsReason`, `demand.settled` (409).
 */
export async function changeDemand(
  tx: WriteTx,
  asker: Asker,
  id: string,
  version: number,
  fields: DemandFields,
  reason = '',
): Promise<void> {
  const before = await demandToChange(tx, asker, id)
  const differ = wordsDiffer(before.words, fields.words)
  checkWords(before.stage, differ, reason)
  const platformMoved = (before.platform?.id ?? null) !== fields.platformId
  const audienceId = !platformMoved
    ? undefined
    : fields.platformId
      ? await tableOf(tx, asker, fields.platformId)
      : null
  const next = await changeRecord(
    tx,
    asker,
    {
      ...recordOf(id, fields, snapshotOf(fields, reason.trim() === '' ? {} : { reason: reason.trim() })),
      ...(audienceId === undefined ? {} : { audienceId }),
    },
    version,
    'amended',
    { spread: differ },
  )
  await tx
    .updateTable('dialogue.demand')
    .set({
      words: JSON.stringify(fields.words),
      problem: json(fields.problem),
      addressee_id: fields.addresseeId,
      platform_id: fields.platformId,
      womens_caucus: fields.womensCaucus,
      ...(audienceId === undefined ? {} : { audience_id: audienceId }),
      ...(differ ? { words_version: next } : {}),
    })
    .where('workspace_id', '=', asker.workspaceId)
    .where('id', '=', id)
    .execute()
}

export interface EarlierWords {
  version: number
  at: Date
  words: Text
  /** Why they were changed in this version. */
  reason: string | null
}

/** What the words were in each version in which they changed, newest first. */
export async function earlierWords(tx: ReadTx, asker: Asker, id: string): Promise<EarlierWords[]> {
  const rows = await tx
    .selectFrom('kernel.record_version')
    .select(['version', 'at', 'snapshot'])
    .where('workspace_id', '=', asker.workspaceId)
    .where('record_id', '=', id)
    .orderBy('version')
    .execute()
  const found: EarlierWords[] = []
  for (const { version, at, snapshot } of rows) {
    const kept = snapshot as { words?: Text; reason?: string } | null
    const last = found.at(-1)
    if (!kept?.words || (last && !wordsDiffer(last.words, kept.words))) continue
    found.push({ version, at, words: kept.words, reason: kept.reason ?? null })
  }
  return found.reverse()
}
