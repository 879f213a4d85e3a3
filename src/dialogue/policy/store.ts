/** Policy dialogues and their options. */
import { sql } from 'kysely'
import { newId } from '../../kernel/id.ts'
import { addRecord, type CitableRecord, changeRecord } from '../../kernel/record.ts'
import { said, type Text } from '../../kernel/text.ts'
import { linkRecords } from '../../kernel/thread.ts'
import type { Asker, ReadTx, WriteTx } from '../../kernel/transaction.ts'
import { Problem } from '../../platform/problem.ts'
import { json, type Named, named } from '../store/common.ts'
import { type CostPeriod, checkCost, checkRecommended } from './rules.ts'

export interface DialogueFields {
  title: Text
  purpose: Text | null
  /** The meeting at which it is held; its table sees it. */
  meetingId: string | null
  platformId: string | null
  placeId: string | null
  workerGroupId: string | null
}

export interface Outcome {
  recommendedId: string | null
  reason: Text | null
  outcome: Text | null
  outcomeOn: string | null
}

export interface PolicyDialogue extends DialogueFields, Outcome {
  id: string
  version: number
  audienceId: string | null
  meeting: (Named & { startsAt: string }) | null
  platform: Named | null
  place: Named | null
  workerGroup: Named | null
  options: number
  mayWrite: boolean
}

export interface OptionFields {
  name: Text
  pros: Text | null
  cons: Text | null
  costMinor: number | null
  currency: string
  costPeriod: CostPeriod | null
  payer: string
  costNote: string
  legalRoute: Text | null
  decides: string
  decidesId: string | null
}

export interface PolicyOption extends OptionFields {
  id: string
  version: number
  position: number
  decidesOrganisation: Named | null
}

/** Those that the asker may see, newest first, at most 500; of a meeting, a platform, or one by its id. */
export async function dialoguesOf(
  tx: ReadTx,
  asker: Asker,
  given: { id?: string; meetingId?: string; platformId?: string } = {},
): Promise<PolicyDialogue[]> {
  const writes =
    asker.role === 'system'
      ? sql<boolean>`true`
      : sql<boolean>`dialogue.reaches((select kernel.scopes('write')) -> 'meeting', null, p.audience_id, (select kernel.organisation_id()), (select kernel.my_audiences('table')))`
  const only = [
    given.id && sql`p.id = ${given.id}`,
    given.meetingId && sql`p.meeting_id = ${given.meetingId}`,
    given.platformId && sql`p.platform_id = ${given.platformId}`,
  ].flatMap((one) => (one ? [sql`and ${one}`] : []))
  const { rows } = await sql<PolicyDialogue>`
    select p.id, r.version, p.title, p.purpose, p.meeting_id as "meetingId", p.platform_id as "platformId", p.audience_id as "audienceId",
           p.recommended_id as "recommendedId", p.reason, p.outcome, p.outcome_on as "outcomeOn",
           r.place_id as "placeId", r.worker_group_id as "workerGroupId",
           (select jsonb_build_object('id', m.id, 'name', m.title, 'startsAt', m.starts_at) from dialogue.meeting m
             where m.workspace_id = p.workspace_id and m.id = p.meeting_id) as meeting,
           ${named('dialogue.platform', 'p.platform_id')} as platform,
           ${named('kernel.place', 'r.place_id')} as place,
           ${named('kernel.worker_group', 'r.worker_group_id')} as "workerGroup",
           (select count(*)::int from dialogue.policy_option o
              join kernel.record k on k.workspace_id = o.workspace_id and k.id = o.id and k.deleted_at is null
             where o.workspace_id = p.workspace_id and o.dialogue_id = p.id) as options,
           ${writes} as "mayWrite"
      from dialogue.policy_dialogue p
      join kernel.record r on r.workspace_id = p.workspace_id and r.id = p.id and r.deleted_at is null
     where p.workspace_id = ${asker.workspaceId} ${sql.join(only, sql` `)}
     order by p.id desc limit 500`.execute(tx)
  return rows
}

/** Throws `kernel.notFound` for one that is not there or not for the asker. */
export async function dialogueById(tx: ReadTx, asker: Asker, id: string): Promise<PolicyDialogue> {
  const [found] = await dialoguesOf(tx, asker, { id })
  if (!found) throw new Problem('kernel.notFound', {}, 404)
  return found
}

async function toChange(tx: WriteTx, asker: Asker, id: string): Promise<PolicyDialogue> {
  await tx
    .selectFrom('dialogue.policy_dialogue')
    .select('id')
    .where('workspace_id', '=', asker.workspaceId)
    .where('id', '=', id)
    .forUpdate()
    .execute()
  const found = await dialogueById(tx, asker, id)
  if (!found.mayWrite) throw new Problem('kernel.notAllowed', {}, 403)
  return found
}

/** The table of its meeting, or of its platform. Throws `kernel.notFound` for one that the asker does not see. */
async function tableOf(tx: ReadTx, asker: Asker, fields: DialogueFields): Promise<string | null> {
  const [table, id] = fields.meetingId
    ? (['dialogue.meeting', fields.meetingId] as const)
    : (['dialogue.platform', fields.platformId] as const)
  if (id === null) return null
  const found = await tx
    .selectFrom(table)
    .select('audience_id')
    .where('workspace_id', '=', asker.workspaceId)
    .where('id', '=', id)
    .executeTakeFirst()
  if (!found) throw new Problem('kernel.notFound', {}, 404)
  return found.audience_id
}

/** What its record says: the outcome and the option recommended are cited with the dialogue. */
const recordOf = (
  id: string,
  fields: DialogueFields,
  { recommendedId, reason, outcome, outcomeOn }: Outcome,
  audienceId: string | null,
): CitableRecord => ({
  id,
  kind: 'policy_dialogue',
  title: fields.title,
  path: `/policy/${id}`,
  snapshot: { title: fields.title, purpose: fields.purpose, recommendedId, reason, outcome, outcomeOn },
  audienceId,
  placeId: fields.placeId,
  workerGroupId: fields.workerGroupId,
  keywords: fields.purpose ? said(fields.purpose, fields.purpose.source) : '',
})

const nothing: Outcome = { recommendedId: null, reason: null, outcome: null, outcomeOn: null }

/** Throws `policy.meetingTaken` where the meeting has one already. */
export async function addDialogue(tx: WriteTx, asker: Asker, fields: DialogueFields): Promise<string> {
  await checkMeeting(tx, asker, fields.meetingId, null)
  const id = newId()
  const audienceId = await tableOf(tx, asker, fields)
  await tx
    .insertInto('dialogue.policy_dialogue')
    .values({
      workspace_id: asker.workspaceId,
      id,
      title: JSON.stringify(fields.title),
      purpose: json(fields.purpose),
      meeting_id: fields.meetingId,
      platform_id: fields.platformId,
      audience_id: audienceId,
    })
    .execute()
  await addRecord(tx, asker, recordOf(id, fields, nothing, audienceId))
  return id
}

async function checkMeeting(
  tx: ReadTx,
  asker: Asker,
  meetingId: string | null,
  id: string | null,
): Promise<void> {
  if (meetingId === null) return
  const there = await tx
    .selectFrom('dialogue.policy_dialogue')
    .select('id')
    .where('workspace_id', '=', asker.workspaceId)
    .where('meeting_id', '=', meetingId)
    .executeTakeFirst()
  if (there && there.id !== id) throw new Problem('policy.meetingTaken')
}

/** Over the version that was read; a newer one is a 409. Its options follow it to another table. */
export async function changeDialogue(
  tx: WriteTx,
  asker: Asker,
  id: string,
  version: number,
  fields: DialogueFields,
): Promise<void> {
  const before = await toChange(tx, asker, id)
  await checkMeeting(tx, asker, fields.meetingId, id)
  const audienceId = await tableOf(tx, asker, fields)
  await changeRecord(tx, asker, recordOf(id, fields, before, audienceId), version)
  await tx
    .updateTable('dialogue.policy_dialogue')
    .set({
      title: JSON.stringify(fields.title),
      purpose: json(fields.purpose),
      meeting_id: fields.meetingId,
      platform_id: fields.platformId,
      audience_id: audienceId,
    })
    .where('workspace_id', '=', asker.workspaceId)
    .where('id', '=', id)
    .execute()
  if (audienceId === before.audienceId) return
  for (const option of await optionsOf(tx, asker, id))
    await changeRecord(
      tx,
      asker,
      optionRecord(option.id, id, option, audienceId),
      option.version,
      'revised',
      {
        spread: false,
      },
    )
}

/** What was recommended and what came of it; throws `policy.noSuchOption`, `policy.reason`. */
export async function setOutcome(
  tx: WriteTx,
  asker: Asker,
  id: string,
  version: number,
  given: Outcome,
): Promise<void> {
  const before = await toChange(tx, asker, id)
  const reason = given.reason ? said(given.reason, given.reason.source) : ''
  checkRecommended(given.recommendedId, await optionsOf(tx, asker, id), reason)
  await changeRecord(tx, asker, recordOf(id, before, given, before.audienceId), version)
  await tx
    .updateTable('dialogue.policy_dialogue')
    .set({
      recommended_id: given.recommendedId,
      reason: json(given.reason),
      outcome: json(given.outcome),
      outcome_on: given.outcomeOn,
    })
    .where('workspace_id', '=', asker.workspaceId)
    .where('id', '=', id)
    .execute()
}

// Options ------------------------------------------------------------------------------------------------------------------

/** The options of a dialogue in their order. */
export async function optionsOf(tx: ReadTx, asker: Asker, dialogueId: string): Promise<PolicyOption[]> {
  const rows = await tx
    .selectFrom('dialogue.policy_option as o')
    .innerJoin('kernel.record as r', (on) =>
      on.onRef('r.workspace_id', '=', 'o.workspace_id').onRef('r.id', '=', 'o.id'),
    )
    .where('o.workspace_id', '=', asker.workspaceId)
    .where('o.dialogue_id', '=', dialogueId)
    .where('r.deleted_at', 'is', null)
    .select([
      'o.id',
      'r.version',
      'o.position',
      'o.name',
      'o.pros',
      'o.cons',
      'o.cost_minor as costMinor',
      'o.currency',
      'o.cost_period as costPeriod',
      'o.payer',
      'o.cost_note as costNote',
      'o.legal_route as legalRoute',
      'o.decides',
      'o.decides_id as decidesId',
      named('kernel.organisation', 'o.decides_id').as('decidesOrganisation'),
    ])
    .orderBy('o.position')
    .orderBy('o.id')
    .execute()
  return rows as unknown as PolicyOption[]
}

const optionColumns = (fields: OptionFields) => ({
  name: JSON.stringify(fields.name),
  pros: json(fields.pros),
  cons: json(fields.cons),
  cost_minor: fields.costMinor,
  currency: fields.currency,
  cost_period: fields.costMinor === null ? null : fields.costPeriod,
  payer: fields.payer,
  cost_note: fields.costNote,
  legal_route: json(fields.legalRoute),
  decides: fields.decides,
  decides_id: fields.decidesId,
})

const optionRecord = (
  id: string,
  dialogueId: string,
  { name, pros, cons, costMinor, currency, costPeriod, payer, legalRoute, decides }: OptionFields,
  audienceId: string | null,
): CitableRecord => ({
  id,
  kind: 'policy_option',
  title: name,
  path: `/policy/${dialogueId}#o-${id}`,
  snapshot: { name, pros, cons, costMinor, currency, costPeriod, payer, legalRoute, decides },
  audienceId,
})

/** Adds an option, which rests on nothing but may be rested on. Throws `policy.costPeriod`. */
export async function addOption(
  tx: WriteTx,
  asker: Asker,
  dialogueId: string,
  fields: OptionFields,
): Promise<string> {
  checkCost({ minor: fields.costMinor, period: fields.costPeriod })
  const dialogue = await toChange(tx, asker, dialogueId)
  const id = newId()
  const last = (await optionsOf(tx, asker, dialogueId)).at(-1)?.position ?? 0
  await tx
    .insertInto('dialogue.policy_option')
    .values({
      workspace_id: asker.workspaceId,
      id,
      dialogue_id: dialogueId,
      position: last + 1,
      ...optionColumns(fields),
    })
    .execute()
  await addRecord(tx, asker, optionRecord(id, dialogueId, fields, dialogue.audienceId))
  await linkRecords(tx, asker, { record: dialogueId, basis: id, kind: 'supports' })
  return id
}

/** Over the version that was read; a newer one is a 409. */
export async function changeOption(
  tx: WriteTx,
  asker: Asker,
  dialogueId: string,
  id: string,
  version: number,
  fields: OptionFields,
): Promise<void> {
  checkCost({ minor: fields.costMinor, period: fields.costPeriod })
  const dialogue = await toChange(tx, asker, dialogueId)
  if (!(await optionsOf(tx, asker, dialogueId)).some((option) => option.id === id))
    throw new Problem('kernel.notFound', {}, 404)
  await changeRecord(tx, asker, optionRecord(id, dialogueId, fields, dialogue.audienceId), version)
  await tx
    .updateTable('dialogue.policy_option')
    .set(optionColumns(fields))
    .where('workspace_id', '=', asker.workspaceId)
    .where('id', '=', id)
    .execute()
}
