/** Negotiations and who sits there. What a delegation may concede, and offers, are in `mandate.ts` and `offers.ts`. */
import { sql } from 'kysely'
import type { Constituency } from '../../actors/index.ts'
import { logEvent } from '../../kernel/event.ts'
import { newId } from '../../kernel/id.ts'
import { addRecord, type CitableRecord, changeRecord } from '../../kernel/record.ts'
import { type Language, reword, said, type Text } from '../../kernel/text.ts'
import type { Asker, ReadTx, WriteTx } from '../../kernel/transaction.ts'
import { Problem } from '../../platform/problem.ts'
import { take } from '../rules.ts'
import { json, type Named, named } from '../store/common.ts'
import {
  type Authority,
  checkConclude,
  checkOpen,
  type NegotiationState,
  negotiationMachine,
  type PointState,
  type ReportBack,
  type Standing,
} from './rules.ts'

export interface NegotiationFields {
  title: Text
  purpose: Text | null
  platformId: string | null
  placeId: string | null
  workerGroupId: string | null
}

export interface Negotiation extends NegotiationFields {
  id: string
  audienceId: string
  version: number
  state: NegotiationState
  /** Day of its last step. */
  stateOn: string | null
  /** Why it is deadlocked or was broken off. */
  stateReason: Text | null
  startedOn: string | null
  platform: Named | null
  place: Named | null
  workerGroup: Named | null
  points: number
  agreed: number
  /** Whether the asker writes the whole of it: the team. */
  mayWrite: boolean
}

/** Whether the asker writes agreements and negotiations as a whole; for offering what she may do, the database decides. */
export const writesAgreements = (asker: Asker) =>
  asker.role === 'system'
    ? sql<boolean>`true`
    : sql<boolean>`coalesce(kernel.scopes('write') -> 'agreement' ? 'all', false)`

const negotiations = (tx: ReadTx, asker: Asker) =>
  tx
    .selectFrom('dialogue.negotiation as g')
    .innerJoin('kernel.record as r', (on) =>
      on.onRef('r.workspace_id', '=', 'g.workspace_id').onRef('r.id', '=', 'g.id'),
    )
    .where('g.workspace_id', '=', asker.workspaceId)
    .where('r.deleted_at', 'is', null)
    .select([
      'g.id',
      'g.title',
      'g.purpose',
      'g.platform_id as platformId',
      'g.place_id as placeId',
      'g.worker_group_id as workerGroupId',
      'g.audience_id as audienceId',
      'r.version',
      'g.state',
      'g.state_on as stateOn',
      'g.state_reason as stateReason',
      'g.started_on as startedOn',
      sql<Named | null>`(select jsonb_build_object('id', p.id, 'name', p.name) from dialogue.platform p
        where p.workspace_id = g.workspace_id and p.id = g.platform_id)`.as('platform'),
      named('kernel.place', 'g.place_id').as('place'),
      named('kernel.worker_group', 'g.worker_group_id').as('workerGroup'),
      sql<number>`(select count(*)::int from dialogue.point p where p.workspace_id = g.workspace_id and p.negotiation_id = g.id and p.removed_at is null)`.as(
        'points',
      ),
      sql<number>`(select count(*)::int from dialogue.point p where p.workspace_id = g.workspace_id and p.negotiation_id = g.id and p.state = 'agreed')`.as(
        'agreed',
      ),
      writesAgreements(asker).as('mayWrite'),
    ])

/** The negotiations that the asker may see: those that go on first, the newest first. */
export async function negotiationsOf(
  tx: ReadTx,
  asker: Asker,
  { platformId = null }: { platformId?: string | null } = {},
): Promise<Negotiation[]> {
  const rows = await negotiations(tx, asker)
    .where(sql<boolean>`(${platformId}::uuid is null or g.platform_id = ${platformId}::uuid)`)
    .orderBy(sql`g.state in ('concluded', 'broken_off')`)
    .orderBy('g.id', 'desc')
    .limit(500)
    .execute()
  return rows as unknown as Negotiation[]
}

/** Throws `kernel.notFound` for one that is not there, or not for the asker. */
export async function negotiationById(tx: ReadTx, asker: Asker, id: string): Promise<Negotiation> {
  const row = await negotiations(tx, asker).where('g.id', '=', id).executeTakeFirst()
  if (!row) throw new Problem('kernel.notFound', {}, 404)
  return row as unknown as Negotiation
}

const columns = (fields: NegotiationFields) => ({
  title: JSON.stringify(fields.title),
  purpose: json(fields.purpose),
  platform_id: fields.platformId,
  place_id: fields.placeId,
  worker_group_id: fields.workerGroupId,
})

const record = (id: string, audienceId: string, fields: NegotiationFields): CitableRecord => ({
  id,
  kind: 'negotiation',
  title: fields.title,
  path: `/negotiations/${id}`,
  snapshot: { title: fields.title, purpose: fields.purpose },
  audienceId,
  placeId: fields.placeId,
  workerGroupId: fields.workerGroupId,
})

/** Makes a negotiation with nobody at it yet; returns its id. */
export async function addNegotiation(tx: WriteTx, asker: Asker, fields: NegotiationFields): Promise<string> {
  const [id, audienceId] = [newId(), newId()]
  await sql`select dialogue.open_agreement_table(${audienceId}, ${JSON.stringify(fields.title)}::jsonb, ${fields.platformId})`.execute(
    tx,
  )
  await tx
    .insertInto('dialogue.negotiation')
    .values({ workspace_id: asker.workspaceId, id, audience_id: audienceId, ...columns(fields) })
    .execute()
  await addRecord(tx, asker, record(id, audienceId, fields))
  return id
}

/** Writes over the version that was read; a newer one is a 409. */
export async function changeNegotiation(
  tx: WriteTx,
  asker: Asker,
  before: Negotiation,
  version: number,
  fields: NegotiationFields,
): Promise<void> {
  await changeRecord(tx, asker, record(before.id, before.audienceId, fields), version)
  await tx
    .updateTable('dialogue.negotiation')
    .set(columns(fields))
    .where('workspace_id', '=', asker.workspaceId)
    .where('id', '=', before.id)
    .execute()
}

/** Sits down, is deadlocked, goes on, is concluded or broken off; a deadlock and a break say why. */
export async function stepNegotiation(
  tx: WriteTx,
  asker: Asker,
  before: Negotiation,
  step: string,
  given: { on: string; reason?: Text | null },
): Promise<NegotiationState> {
  const state = take(negotiationMachine, before.state, step)
  const { reason = null } = given
  const wanted = state === 'deadlocked' || state === 'broken_off'
  if (wanted && (reason === null || said(reason, reason.source).trim() === ''))
    throw new Problem('negotiation.reasonWanted')
  if (step === 'open') checkOpen(await delegationsOf(tx, asker, before.id))
  if (step === 'conclude') checkConclude(await pointStates(tx, asker, before.id))
  const changed = await tx
    .updateTable('dialogue.negotiation')
    .set({
      state,
      state_on: given.on,
      state_reason: wanted ? json(reason) : null,
      ...(before.startedOn === null && state === 'open' ? { started_on: given.on } : {}),
    })
    .where('workspace_id', '=', asker.workspaceId)
    .where('id', '=', before.id)
    .where('state', '=', before.state)
    .executeTakeFirst()
  if (changed.numUpdatedRows === 0n) throw new Problem('kernel.notAllowed', {}, 403)
  await logEvent(tx, asker, 'changed', { kind: 'negotiation', id: before.id })
  return state
}

/**
 * Writes the reason of its state in the language of the page: its translation, or its words anew, which make the translation
 * outdated. `before` is the reason as the person read it; another one now is `kernel.conflict` (409).
 */
export async function rewordReason(
  tx: WriteTx,
  asker: Asker,
  { id, stateReason, version }: Negotiation,
  given: { language: Language; words: string; before: string },
): Promise<void> {
  if (JSON.stringify(stateReason) !== given.before)
    throw new Problem('kernel.conflict', { kind: 'negotiation', version, now: version }, 409)
  if (!stateReason || given.words === '') throw new Problem('kernel.notFound', {}, 404)
  const changed = await tx
    .updateTable('dialogue.negotiation')
    .set({ state_reason: json(reword(stateReason, given.language, given.words)) })
    .where('workspace_id', '=', asker.workspaceId)
    .where('id', '=', id)
    .executeTakeFirst()
  if (changed.numUpdatedRows === 0n) throw new Problem('kernel.notAllowed', {}, 403)
  await logEvent(tx, asker, 'changed', { kind: 'negotiation', id })
}

const pointStates = async (tx: ReadTx, asker: Asker, id: string): Promise<PointState[]> =>
  (
    await tx
      .selectFrom('dialogue.point')
      .select('state')
      .where('workspace_id', '=', asker.workspaceId)
      .where('negotiation_id', '=', id)
      .where('removed_at', 'is', null)
      .execute()
  ).map(({ state }) => state as PointState)

export interface DelegationFields {
  women: number | null
  men: number | null
  authority: Authority | null
  authorityOn: string | null
  authorityNote: string
  reportBack: ReportBack | null
  reportBackOn: string | null
  reportBackWomen: number | null
  reportBackMen: number | null
  noReportBackReason: string
}

export interface Delegation extends DelegationFields {
  id: string
  negotiationId: string
  organisationId: string
  organisation: Named
  constituency: Constituency
  /** Whether it lets the coordinator read its limits and unsent offers. */
  discloses: boolean
  /** What it is in the agreements drafted from the negotiation. */
  parties: (Standing & { signedOn: string | null })[]
  /** Whether the asker acts for it. */
  own: boolean
}

/** As a party of the agreements drafted from its negotiation that the asker may see. */
const partiesOf = sql<Delegation['parties']>`coalesce((
  select jsonb_agg(jsonb_build_object('constituency', s.constituency, 'authority', s.authority, 'reportBack', s.report_back,
                                      'noReportBackReason', s.no_report_back_reason, 'signedOn', s.signed_on) order by s.id)
    from dialogue.agreement a join dialogue.signatory s on s.workspace_id = a.workspace_id and s.agreement_id = a.id
   where a.workspace_id = d.workspace_id and a.negotiation_id = d.negotiation_id and s.organisation_id = d.organisation_id), '[]')`

export async function delegationsOf(tx: ReadTx, asker: Asker, negotiationId: string): Promise<Delegation[]> {
  const rows = await tx
    .selectFrom('dialogue.delegation as d')
    .where('d.workspace_id', '=', asker.workspaceId)
    .where('d.negotiation_id', '=', negotiationId)
    .select([
      'd.id',
      'd.negotiation_id as negotiationId',
      'd.organisation_id as organisationId',
      named('kernel.organisation', 'd.organisation_id').as('organisation'),
      'd.constituency',
      'd.women',
      'd.men',
      'd.authority',
      'd.authority_on as authorityOn',
      'd.authority_note as authorityNote',
      'd.report_back as reportBack',
      'd.report_back_on as reportBackOn',
      'd.report_back_women as reportBackWomen',
      'd.report_back_men as reportBackMen',
      'd.no_report_back_reason as noReportBackReason',
      'd.discloses',
      partiesOf.as('parties'),
    ])
    .orderBy(sql`d.constituency = 'workers'`, 'desc')
    .orderBy('d.id')
    .execute()
  return rows.map((row) => ({
    ...(row as unknown as Omit<Delegation, 'own'>),
    own: row.organisationId === asker.organisationId,
  }))
}

/** Gives an organisation a seat; one that has one already is a 409. */
export async function addDelegation(
  tx: WriteTx,
  asker: Asker,
  negotiationId: string,
  given: { organisationId: string; constituency: Constituency },
): Promise<string> {
  const id = newId()
  const made = await tx
    .insertInto('dialogue.delegation')
    .values({
      workspace_id: asker.workspaceId,
      id,
      negotiation_id: negotiationId,
      organisation_id: given.organisationId,
      constituency: given.constituency,
    })
    .onConflict((same) => same.columns(['workspace_id', 'negotiation_id', 'organisation_id']).doNothing())
    .executeTakeFirst()
  if (!made.numInsertedOrUpdatedRows) throw new Problem('negotiation.seatedAlready', {}, 409)
  await logEvent(tx, asker, 'created', { kind: 'delegation', id })
  return id
}

/** Takes a seat away: only of a delegation that put nothing on the table. */
export async function removeDelegation(tx: WriteTx, asker: Asker, delegation: Delegation): Promise<void> {
  const spoke = await tx
    .selectFrom('dialogue.offer as o')
    .innerJoin('dialogue.point as p', (on) =>
      on.onRef('p.workspace_id', '=', 'o.workspace_id').onRef('p.id', '=', 'o.point_id'),
    )
    .select('o.id')
    .where('o.workspace_id', '=', asker.workspaceId)
    .where('p.negotiation_id', '=', delegation.negotiationId)
    .where('o.organisation_id', '=', delegation.organisationId)
    .where('o.sent_at', 'is not', null)
    .executeTakeFirst()
  if (spoke) throw new Problem('negotiation.spokeAlready', {}, 409)
  const gone = await tx
    .deleteFrom('dialogue.delegation')
    .where('workspace_id', '=', asker.workspaceId)
    .where('id', '=', delegation.id)
    .executeTakeFirst()
  if (gone.numDeletedRows === 0n) throw new Problem('kernel.notAllowed', {}, 403)
  await logEvent(tx, asker, 'deleted', { kind: 'delegation', id: delegation.id })
}

/** What a delegation says of itself: by its own people, or by the team from paper. */
export async function saveDelegation(
  tx: WriteTx,
  asker: Asker,
  id: string,
  fields: DelegationFields,
): Promise<void> {
  const changed = await tx
    .updateTable('dialogue.delegation')
    .set({
      women: fields.women,
      men: fields.men,
      authority: fields.authority,
      authority_on: fields.authority === null ? null : fields.authorityOn,
      authority_note: fields.authorityNote,
      report_back: fields.reportBack,
      report_back_on: fields.reportBack === null ? null : fields.reportBackOn,
      report_back_women: fields.reportBackWomen,
      report_back_men: fields.reportBackMen,
      no_report_back_reason: fields.noReportBackReason,
    })
    .where('workspace_id', '=', asker.workspaceId)
    .where('id', '=', id)
    .executeTakeFirst()
  if (changed.numUpdatedRows === 0n) throw new Problem('kernel.notAllowed', {}, 403)
  await logEvent(tx, asker, 'changed', { kind: 'delegation', id })
}
