/** Clauses, written while the agreement is a draft and amended after it is signed. */
import { sql } from 'kysely'
import { logEvent } from '../../kernel/event.ts'
import { newId } from '../../kernel/id.ts'
import { overVersion } from '../../kernel/over-version.ts'
import { addRecord, type CitableRecord, changeRecord } from '../../kernel/record.ts'
import { said, type Text } from '../../kernel/text.ts'
import type { Asker, ReadTx, WriteTx } from '../../kernel/transaction.ts'
import { Problem } from '../../platform/problem.ts'
import { take } from '../rules.ts'
import { json, type Named, named } from '../store/common.ts'
import { type AmendmentAnswer, type AmendmentState, amendmentMachine, checkAdopt } from './rules.ts'
import type { Agreement } from './store.ts'

export interface Clause {
  id: string
  number: string
  words: Text
  pointId: string | null
  /** Day on which an amendment took it out. */
  endedOn: string | null
  version: number
}

/** In their order, those that an amendment took out among them. */
export async function clausesOf(tx: ReadTx, asker: Asker, agreementId: string): Promise<Clause[]> {
  const rows = await tx
    .selectFrom('dialogue.clause')
    .where('workspace_id', '=', asker.workspaceId)
    .where('agreement_id', '=', agreementId)
    .select(['id', 'number', 'words', 'point_id as pointId', 'ended_on as endedOn', 'version'])
    .orderBy('position')
    .orderBy('id')
    .execute()
  return rows as unknown as Clause[]
}

const clauseRecord = (
  agreement: Agreement,
  id: string,
  clause: { number: string; words: Text },
  endorsed: boolean,
): CitableRecord => ({
  id,
  kind: 'clause',
  title: clause.words,
  path: `/agreements/${agreement.id}#c-${id}`,
  snapshot: { number: clause.number, words: clause.words },
  endorsed,
  audienceId: agreement.audienceId,
  placeId: agreement.placeId,
  workerGroupId: agreement.workerGroupId,
})

function checkWords(number: string, words: Text): void {
  if (number.trim() === '' || number.length > 20) throw new Problem('agreements.clauseNumber')
  if (said(words, words.source).trim() === '') throw new Problem('agreements.clauseWords')
}

const drafts = (agreement: Agreement): void => {
  if (agreement.state !== 'draft') throw new Problem('agreements.notDraft', {}, 409)
}

export async function addClause(
  tx: WriteTx,
  asker: Asker,
  agreement: Agreement,
  given: { number: string; words: Text; pointId?: string | null },
): Promise<string> {
  drafts(agreement)
  checkWords(given.number, given.words)
  return insertClause(tx, asker, agreement, given, false)
}

async function insertClause(
  tx: WriteTx,
  asker: Asker,
  agreement: Agreement,
  given: { number: string; words: Text; pointId?: string | null; id?: string },
  endorsed: boolean,
): Promise<string> {
  const id = given.id ?? newId()
  await tx
    .insertInto('dialogue.clause')
    .values({
      workspace_id: asker.workspaceId,
      id,
      agreement_id: agreement.id,
      position: sql<number>`(select coalesce(max(position), 0) + 1 from dialogue.clause
        where workspace_id = ${asker.workspaceId} and agreement_id = ${agreement.id})`,
      number: given.number,
      words: JSON.stringify(given.words),
      point_id: given.pointId ?? null,
    })
    .execute()
  await addRecord(tx, asker, clauseRecord(agreement, id, given, endorsed))
  return id
}

/** Rewrites a clause of a draft over the version that was read; a newer one is a 409, and both texts are shown to who comes second. */
export async function changeClause(
  tx: WriteTx,
  asker: Asker,
  agreement: Agreement,
  clause: Clause,
  version: number,
  given: { number: string; words: Text },
): Promise<void> {
  drafts(agreement)
  checkWords(given.number, given.words)
  await rewrite(tx, asker, agreement, clause, version, given, false)
}

/** Writes the translation of a signed clause beside its authoritative words, which stay. */
export async function translateClause(
  tx: WriteTx,
  asker: Asker,
  agreement: Agreement,
  clause: Clause,
  version: number,
  words: Text,
): Promise<void> {
  await rewrite(tx, asker, agreement, clause, version, { number: clause.number, words }, true)
}

async function rewrite(
  tx: WriteTx,
  asker: Asker,
  agreement: Agreement,
  clause: Clause,
  version: number,
  given: { number: string; words: Text; endedOn?: string },
  endorsed: boolean,
  reason: 'revised' | 'amended' | 'withdrawn' = 'revised',
): Promise<void> {
  const { number, words, endedOn } = given
  await overVersion(
    tx,
    asker,
    'dialogue.clause',
    { id: clause.id, version },
    { number, words: JSON.stringify(words), ...(endedOn ? { ended_on: endedOn } : {}) },
  )
  const kept = await tx
    .selectFrom('kernel.record')
    .select('version')
    .where('workspace_id', '=', asker.workspaceId)
    .where('id', '=', clause.id)
    .executeTakeFirstOrThrow()
  await changeRecord(
    tx,
    asker,
    clauseRecord(agreement, clause.id, given, endorsed),
    kept.version,
    reason,
    // A translation written beside signed words moves nothing that rests on them.
    { spread: !(endorsed && reason === 'revised') },
  )
}

/** Takes a clause out of a draft; what rests on it is marked. */
export async function removeClause(
  tx: WriteTx,
  asker: Asker,
  agreement: Agreement,
  clause: Clause,
): Promise<void> {
  drafts(agreement)
  const { number, words } = clause
  await rewrite(tx, asker, agreement, clause, clause.version, { number, words }, false, 'withdrawn')
  await tx
    .updateTable('kernel.record')
    .set({ deleted_at: sql`now()` })
    .where('workspace_id', '=', asker.workspaceId)
    .where('id', '=', clause.id)
    .execute()
  const gone = await tx
    .deleteFrom('dialogue.clause')
    .where('workspace_id', '=', asker.workspaceId)
    .where('id', '=', clause.id)
    .executeTakeFirst()
  if (gone.numDeletedRows === 0n) throw new Problem('kernel.notAllowed', {}, 403)
}

/** Puts the clauses of a draft in this order. Their numbers stay as they were typed. */
export async function orderClauses(
  tx: WriteTx,
  asker: Asker,
  agreement: Agreement,
  ids: readonly string[],
): Promise<void> {
  drafts(agreement)
  for (const [at, id] of ids.entries())
    await tx
      .updateTable('dialogue.clause')
      .set({ position: at + 1 })
      .where('workspace_id', '=', asker.workspaceId)
      .where('agreement_id', '=', agreement.id)
      .where('id', '=', id)
      .execute()
  await logEvent(tx, asker, 'changed', { kind: 'agreement', id: agreement.id })
}

export type AmendmentKind = 'change' | 'add' | 'remove'
export interface Amendment {
  id: string
  kind: AmendmentKind
  clauseId: string | null
  number: string
  before: Text | null
  after: Text | null
  reason: string
  proposedOn: string
  state: AmendmentState
  stateOn: string | null
  answers: { organisation: Named; answer: AmendmentAnswer; on: string }[]
}

export async function amendmentsOf(tx: ReadTx, asker: Asker, agreementId: string): Promise<Amendment[]> {
  const amendments = await tx
    .selectFrom('dialogue.amendment')
    .where('workspace_id', '=', asker.workspaceId)
    .where('agreement_id', '=', agreementId)
    .select([
      'id',
      'kind',
      'clause_id as clauseId',
      'number',
      'before',
      'after',
      'reason',
      'proposed_on as proposedOn',
      'state',
      'state_on as stateOn',
    ])
    .orderBy('proposed_on', 'desc')
    .orderBy('id', 'desc')
    .execute()
  const answers = await tx
    .selectFrom('dialogue.amendment_party as y')
    .where('y.workspace_id', '=', asker.workspaceId)
    .where(
      'y.amendment_id',
      'in',
      amendments.length > 0 ? amendments.map(({ id }) => id) : ['00000000-0000-0000-0000-000000000000'],
    )
    .select([
      'y.amendment_id as amendmentId',
      named('kernel.organisation', 'y.organisation_id').as('organisation'),
      'y.answer',
      'y.answered_on as on',
    ])
    .execute()
  return amendments.map((one) => ({
    ...(one as unknown as Omit<Amendment, 'answers'>),
    answers: answers.filter(({ amendmentId }) => amendmentId === one.id) as unknown as Amendment['answers'],
  }))
}

/** Proposes a change to a signed agreement; nothing changes until every party agrees. */
export async function proposeAmendment(
  tx: WriteTx,
  asker: Asker,
  agreement: Agreement,
  given:
    | { kind: 'change'; clause: Clause; after: Text; reason: string; on: string }
    | { kind: 'add'; number: string; after: Text; reason: string; on: string }
    | { kind: 'remove'; clause: Clause; reason: string; on: string },
): Promise<string> {
  if (agreement.state !== 'signed') throw new Problem('agreements.notSigned', {}, 409)
  if (given.kind !== 'add' && given.clause.endedOn !== null)
    throw new Problem('agreements.clauseEnded', {}, 409)
  if (given.kind !== 'remove')
    checkWords(given.kind === 'add' ? given.number : given.clause.number, given.after)
  const id = newId()
  await tx
    .insertInto('dialogue.amendment')
    .values({
      workspace_id: asker.workspaceId,
      id,
      agreement_id: agreement.id,
      clause_id: given.kind === 'add' ? null : given.clause.id,
      kind: given.kind,
      number: given.kind === 'add' ? given.number : given.clause.number,
      before: given.kind === 'add' ? null : JSON.stringify(given.clause.words),
      after: given.kind === 'remove' ? null : json(given.after),
      reason: given.reason,
      proposed_on: given.on,
    })
    .execute()
  await logEvent(tx, asker, 'created', { kind: 'amendment', id })
  return id
}

/** What a party says to an amendment: its own people, or the team from paper; its last word holds. */
export async function answerAmendment(
  tx: WriteTx,
  asker: Asker,
  amendment: Amendment,
  given: { organisationId: string; answer: AmendmentAnswer; on: string },
): Promise<void> {
  if (amendment.state !== 'proposed') throw new Problem('agreements.amendmentOver', {}, 409)
  if (asker.organisationId && asker.organisationId !== given.organisationId)
    throw new Problem('kernel.notAllowed', {}, 403)
  const values = { answer: given.answer, answered_on: given.on }
  await tx
    .insertInto('dialogue.amendment_party')
    .values({
      workspace_id: asker.workspaceId,
      amendment_id: amendment.id,
      organisation_id: given.organisationId,
      ...values,
    })
    .onConflict((same) =>
      same.columns(['workspace_id', 'amendment_id', 'organisation_id']).doUpdateSet(values),
    )
    .execute()
  await logEvent(tx, asker, 'confirmed', { kind: 'amendment', id: amendment.id })
}

/** Brings an amendment into force once every party agrees, or rejects it. What rests on the clause is marked. */
export async function stepAmendment(
  tx: WriteTx,
  asker: Asker,
  agreement: Agreement,
  parties: readonly string[],
  amendment: Amendment,
  step: string,
  on: string,
): Promise<AmendmentState> {
  const state = take(amendmentMachine, amendment.state, step)
  let made: string | null = null
  if (state === 'in_force') {
    checkAdopt(
      parties,
      new Map(amendment.answers.map(({ organisation, answer }) => [organisation.id, answer])),
    )
    made = await bringIntoForce(tx, asker, agreement, amendment, on)
  }
  const changed = await tx
    .updateTable('dialogue.amendment')
    .set({ state, state_on: on, ...(made ? { clause_id: made } : {}) })
    .where('workspace_id', '=', asker.workspaceId)
    .where('id', '=', amendment.id)
    .where('state', '=', 'proposed')
    .executeTakeFirst()
  if (changed.numUpdatedRows === 0n) throw new Problem('kernel.notAllowed', {}, 403)
  await logEvent(tx, asker, 'changed', { kind: 'amendment', id: amendment.id })
  return state
}

async function bringIntoForce(
  tx: WriteTx,
  asker: Asker,
  agreement: Agreement,
  amendment: Amendment,
  on: string,
): Promise<string | null> {
  const id = amendment.clauseId ?? newId()
  // The referee of signed clauses lets this one pass; with the transaction the permission ends, too.
  await sql`select set_config('acuerdo.amending', ${id}, true)`.execute(tx)
  const made = await applyAmendment(tx, asker, agreement, amendment, id, on)
  await sql`select set_config('acuerdo.amending', '', true)`.execute(tx)
  return made
}

async function applyAmendment(
  tx: WriteTx,
  asker: Asker,
  agreement: Agreement,
  { kind, number, after }: Amendment,
  id: string,
  on: string,
): Promise<string | null> {
  if (kind === 'add')
    return after ? await insertClause(tx, asker, agreement, { id, number, words: after }, true) : null
  const clause = (await clausesOf(tx, asker, agreement.id)).find((one) => one.id === id)
  if (!clause || clause.endedOn !== null) throw new Problem('agreements.clauseEnded', {}, 409)
  const given =
    kind === 'remove'
      ? { number: clause.number, words: clause.words, endedOn: on }
      : { number: clause.number, words: after ?? clause.words }
  const reason = kind === 'remove' ? 'withdrawn' : 'amended'
  await rewrite(tx, asker, agreement, clause, clause.version, given, true, reason)
  return null
}
