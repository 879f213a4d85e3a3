/** Proposals on an authority's agenda: lists, one of them, adding, changing. Its steps and who blocks it are in the files beside. */
import { sql } from 'kysely'
import { newId } from '../../kernel/id.ts'
import { addRecord, type CitableRecord, changeRecord } from '../../kernel/record.ts'
import { said, type Text } from '../../kernel/text.ts'
import { linkRecords } from '../../kernel/thread.ts'
import type { Asker, ReadTx, WriteTx } from '../../kernel/transaction.ts'
import { Problem } from '../../platform/problem.ts'
import { json, type Named, named } from '../store/common.ts'
import { type AgendaRoute, checkRoute, type Level, type ProposalState, type ProposalStep } from './rules.ts'
import { noteStep } from './steps.ts'

export interface ProposalFields {
  title: Text
  summary: Text | null
  route: AgendaRoute
  level: Level
  authorityId: string | null
  /** Who puts it forward and may write it; null: the programme with several. */
  organisationId: string | null
  champion: string
  deadlineOn: string | null
  /** Instrument and article; null: there is no deadline. */
  deadlineBasis: Text | null
  deadlineStep: ProposalStep | null
  platformId: string | null
  placeId: string | null
  workerGroupId: string | null
}

export interface Proposal extends ProposalFields {
  id: string
  version: number
  state: ProposalState
  lodgedOn: string | null
  budgetedOn: string | null
  budgetNote: Text | null
  /** Day of the last step that stands. */
  lastOn: string
  authority: Named | null
  organisation: Named | null
  platform: Named | null
  place: Named | null
  workerGroup: Named | null
  /** Steps taken and not undone, in order. */
  taken: { step: string; on: string }[]
  mayWrite: boolean
}

export interface ProposalFilter {
  id?: string
  authorityId?: string
  level?: Level
  groupId?: string
  placeIds?: readonly string[]
  platformId?: string
  /** Those with a statutory deadline on this day or before. */
  deadlineBy?: string
}

/** The proposals that the asker may see, newest first, at most 1000. */
export async function proposalsOf(
  tx: ReadTx,
  asker: Asker,
  filter: ProposalFilter = {},
): Promise<Proposal[]> {
  const writes =
    asker.role === 'system'
      ? sql<boolean>`true`
      : sql<boolean>`dialogue.reaches((select kernel.scopes('write')) -> 'demand', p.organisation_id, p.audience_id, (select kernel.organisation_id()), (select kernel.my_audiences('table')))`
  const only = [
    filter.id && sql`p.id = ${filter.id}`,
    filter.authorityId && sql`p.authority_id = ${filter.authorityId}`,
    filter.level && sql`p.level = ${filter.level}`,
    filter.groupId && sql`r.worker_group_id = ${filter.groupId}`,
    filter.placeIds && sql`r.place_id = any (${sql.val([...filter.placeIds])}::uuid[])`,
    filter.platformId && sql`p.platform_id = ${filter.platformId}`,
    filter.deadlineBy && sql`p.deadline_on <= ${filter.deadlineBy}::date`,
  ].flatMap((one) => (one ? [sql`and ${one}`] : []))
  const { rows } = await sql<Proposal>`
    select p.id, r.version, p.title, p.summary, p.route, p.level, p.state, p.champion, p.lodged_on as "lodgedOn",
           p.budgeted_on as "budgetedOn", p.budget_note as "budgetNote", p.deadline_on as "deadlineOn",
           p.deadline_basis as "deadlineBasis", p.deadline_step as "deadlineStep",
           p.authority_id as "authorityId", p.organisation_id as "organisationId", p.platform_id as "platformId",
           r.place_id as "placeId", r.worker_group_id as "workerGroupId",
           coalesce(t.taken, '[]') as taken, coalesce(t.taken -> -1 ->> 'on', p.created_at::date::text) as "lastOn",
           ${named('kernel.organisation', 'p.authority_id')} as authority,
           ${named('kernel.organisation', 'p.organisation_id')} as organisation,
           ${named('dialogue.platform', 'p.platform_id')} as platform,
           ${named('kernel.place', 'r.place_id')} as place,
           ${named('kernel.worker_group', 'r.worker_group_id')} as "workerGroup",
           ${writes} as "mayWrite"
      from dialogue.proposal p
      join kernel.record r on r.workspace_id = p.workspace_id and r.id = p.id and r.deleted_at is null
      left join lateral (
        select jsonb_agg(jsonb_build_object('step', s.step, 'on', s.taken_on) order by s.noted_at, s.id) as taken
          from dialogue.proposal_step s
         where s.workspace_id = p.workspace_id and s.proposal_id = p.id and s.undone_at is null and s.step <> 'budget') t on true
     where p.workspace_id = ${asker.workspaceId} ${sql.join(only, sql` `)}
     order by p.id desc limit 1000`.execute(tx)
  return rows
}

/** Throws `kernel.notFound` for one that is not there or not for the asker. */
export async function proposalById(tx: ReadTx, asker: Asker, id: string): Promise<Proposal> {
  const [found] = await proposalsOf(tx, asker, { id })
  if (!found) throw new Problem('kernel.notFound', {}, 404)
  return found
}

/** Held still until the transaction ends; throws 403 where the asker may read and not write it. */
export async function proposalToChange(tx: WriteTx, asker: Asker, id: string): Promise<Proposal> {
  await tx
    .selectFrom('dialogue.proposal')
    .select('id')
    .where('workspace_id', '=', asker.workspaceId)
    .where('id', '=', id)
    .forUpdate()
    .execute()
  const proposal = await proposalById(tx, asker, id)
  if (!proposal.mayWrite) throw new Problem('kernel.notAllowed', {}, 403)
  return proposal
}

const columns = (fields: ProposalFields, audienceId: string | null) => ({
  title: JSON.stringify(fields.title),
  summary: json(fields.summary),
  route: fields.route,
  level: fields.level,
  authority_id: fields.authorityId,
  organisation_id: fields.organisationId,
  champion: fields.champion,
  deadline_on: fields.deadlineOn,
  deadline_basis: json(fields.deadlineBasis),
  deadline_step: fields.deadlineStep,
  platform_id: fields.platformId,
  audience_id: audienceId,
})

function recordOf(id: string, fields: ProposalFields, audienceId: string | null): CitableRecord {
  const { title, summary, route, level, authorityId, deadlineOn, deadlineBasis } = fields
  return {
    id,
    kind: 'proposal',
    title,
    path: `/agenda/${id}`,
    snapshot: { title, summary, route, level, authorityId, deadlineOn, deadlineBasis },
    audienceId,
    organisationId: fields.organisationId,
    placeId: fields.placeId,
    workerGroupId: fields.workerGroupId,
    keywords: summary ? said(summary, summary.source) : '',
  }
}

async function tableOf(tx: ReadTx, asker: Asker, platformId: string | null): Promise<string | null> {
  if (platformId === null) return null
  const platform = await tx
    .selectFrom('dialogue.platform')
    .select('audience_id')
    .where('workspace_id', '=', asker.workspaceId)
    .where('id', '=', platformId)
    .executeTakeFirst()
  if (!platform) throw new Problem('kernel.notFound', {}, 404)
  return platform.audience_id
}

function check(fields: ProposalFields): void {
  checkRoute(fields.level, fields.route)
  if (fields.deadlineOn !== null && fields.deadlineBasis === null) throw new Problem('agenda.deadlineBasis')
}

/**
 * A new proposal, drafted on a day, resting on demands and other records the asker sees. Throws `agenda.routeOfLevel`,
 * `agenda.deadlineBasis`, `agenda.future`.
 */
export async function addProposal(
  tx: WriteTx,
  asker: Asker,
  fields: ProposalFields,
  given: { draftedOn: string; basis?: readonly string[] },
  today: string,
): Promise<string> {
  check(fields)
  if (given.draftedOn > today) throw new Problem('agenda.future', { day: given.draftedOn })
  const id = newId()
  const audienceId = await tableOf(tx, asker, fields.platformId)
  await tx
    .insertInto('dialogue.proposal')
    .values({ workspace_id: asker.workspaceId, id, ...columns(fields, audienceId) })
    .execute()
  await addRecord(tx, asker, recordOf(id, fields, audienceId))
  await noteStep(tx, asker, id, {
    step: 'draft',
    state: 'drafted',
    stateBefore: '',
    takenOn: given.draftedOn,
    doneBy: '',
    note: null,
    sourceUrl: null,
    meetingId: null,
    attachmentId: null,
  })
  for (const basis of given.basis ?? []) await linkRecords(tx, asker, { record: id, basis, kind: 'becomes' })
  return id
}

/** Over the version that was read; a newer one is a 409. The route is settled once the authority has it: `agenda.routeSettled`. */
export async function changeProposal(
  tx: WriteTx,
  asker: Asker,
  id: string,
  version: number,
  fields: ProposalFields,
): Promise<void> {
  check(fields)
  const before = await proposalToChange(tx, asker, id)
  if (before.route !== fields.route && before.state !== 'drafted')
    throw new Problem('agenda.routeSettled', {}, 409)
  const audienceId = await tableOf(tx, asker, fields.platformId)
  await changeRecord(tx, asker, recordOf(id, fields, audienceId), version)
  await tx
    .updateTable('dialogue.proposal')
    .set(columns(fields, audienceId))
    .where('workspace_id', '=', asker.workspaceId)
    .where('id', '=', id)
    .execute()
}
