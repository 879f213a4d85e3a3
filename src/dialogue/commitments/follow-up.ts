/** What is told of a commitment: each party's view, incidents against a lasting one, and the letters when one is not kept. */
import { sql } from 'kysely'
import { logEvent } from '../../kernel/event.ts'
import { newId } from '../../kernel/id.ts'
import { organisationName } from '../../kernel/member.ts'
import { overVersion } from '../../kernel/over-version.ts'
import { addRecord, changeRecord } from '../../kernel/record.ts'
import { said, type Text, text } from '../../kernel/text.ts'
import { linkRecords } from '../../kernel/thread.ts'
import type { Asker, ReadTx, WriteTx } from '../../kernel/transaction.ts'
import { Problem } from '../../platform/problem.ts'
import { take } from '../rules.ts'
import { type Named, named } from '../store/common.ts'
import {
  checkAssessment,
  type Decider,
  type IncidentKind,
  type RemedyState,
  type Rung,
  remedyMachine,
  rungsOpen,
  type Value,
} from './rules.ts'
import type { Commitment, Word } from './store.ts'
import { en } from './words.en.ts'
import { es } from './words.es.ts'

export interface View extends Word {
  reason: Text | null
  /** Who gave it: for her own organisation's people and the coordinator; null for all others. */
  who: string | null
}

/** Every view that was given of a commitment, the newest first. */
export async function viewsOf(tx: ReadTx, asker: Asker, commitmentId: string): Promise<View[]> {
  const rows = await tx
    .selectFrom('dialogue.assessment as s')
    .leftJoin('dialogue.assessment_reason as w', (on) =>
      on.onRef('w.workspace_id', '=', 's.workspace_id').onRef('w.id', '=', 's.id'),
    )
    .where('s.workspace_id', '=', asker.workspaceId)
    .where('s.commitment_id', '=', commitmentId)
    .select([
      's.id',
      's.organisation_id as organisationId',
      named('kernel.organisation', 's.organisation_id').as('organisation'),
      's.value',
      's.decided_by as decidedBy',
      's.assessed_on as assessedOn',
      's.created_at as createdAt',
      'w.words as reason',
      // The list of members is the coordinator's; the database names to an organisation its own people alone.
      sql<string | null>`dialogue.assessor_name(s.id)`.as('who'),
    ])
    .orderBy('s.assessed_on', 'desc')
    .orderBy('s.created_at', 'desc')
    .execute()
  return rows as unknown as View[]
}

export interface ViewGiven {
  /** Made on the phone where it comes from there: the same one arriving twice changes nothing. */
  id?: string
  value: Value
  decidedBy: Decider
  assessedOn: string
  reason: Text | null
}

/**
 * Gives the view of the organisation that the asker acts for. It is the next version of one citable record, which rests on the
 * commitment; earlier ones stay. Returns false where this very view had arrived before.
 */
export async function giveView(
  tx: WriteTx,
  asker: Asker,
  commitment: Commitment,
  given: ViewGiven,
  today: string,
): Promise<boolean> {
  const { organisationId, memberId } = asker
  if (!organisationId || !memberId) throw new Problem('kernel.notAllowed', {}, 403)
  checkAssessment(commitment, given, today)
  const id = given.id ?? newId()
  const before = await tx
    .selectFrom('dialogue.assessment')
    .select(['id', 'record_id as recordId'])
    .where('workspace_id', '=', asker.workspaceId)
    .where('commitment_id', '=', commitment.id)
    .where('organisation_id', '=', organisationId)
    .execute()
  if (before.some((one) => one.id === id)) return false
  const recordId = before[0]?.recordId ?? newId()
  await tx
    .insertInto('dialogue.assessment')
    .values({
      workspace_id: asker.workspaceId,
      id,
      record_id: recordId,
      commitment_id: commitment.id,
      organisation_id: organisationId,
      value: given.value,
      decided_by: given.decidedBy,
      assessed_on: given.assessedOn,
    })
    .execute()
  if (given.reason && said(given.reason, given.reason.source).trim() !== '')
    await tx
      .insertInto('dialogue.assessment_reason')
      .values({ workspace_id: asker.workspaceId, id, words: JSON.stringify(given.reason) })
      .execute()
  await tx
    .insertInto('dialogue.assessor')
    .values({ workspace_id: asker.workspaceId, id, organisation_id: organisationId, member_id: memberId })
    .execute()
  await keepRecord(tx, asker, commitment, organisationId, recordId, given, before.length > 0)
  return true
}

/** Who says what: `Red Ejemplo: Incumplido`. */
const titleOf = (name: Text, value: Value): Text =>
  text(`${said(name, 'es')}: ${es.values[value]}`, `${said(name, 'en')}: ${en.values[value]}`)

async function keepRecord(
  tx: WriteTx,
  asker: Asker,
  commitment: Commitment,
  organisationId: string,
  recordId: string,
  { value, decidedBy, assessedOn }: ViewGiven,
  again: boolean,
): Promise<void> {
  const name = await organisationName(tx, asker, organisationId)
  if (!name) throw new Problem('kernel.notFound', {}, 404)
  const record = {
    id: recordId,
    kind: 'assessment',
    title: titleOf(name, value),
    path: `/commitments/${commitment.id}#views`,
    snapshot: { value, decidedBy, assessedOn },
    endorsed: true,
    organisationId,
    audienceId: commitment.audienceId,
  }
  if (!again) {
    await addRecord(tx, asker, record)
    await linkRecords(tx, asker, { record: recordId, basis: commitment.id, kind: 'answers' })
    return
  }
  const kept = await tx
    .selectFrom('kernel.record')
    .select('version')
    .where('workspace_id', '=', asker.workspaceId)
    .where('id', '=', recordId)
    .executeTakeFirstOrThrow()
  await changeRecord(tx, asker, record, kept.version)
}

export interface Incident {
  id: string
  kind: IncidentKind
  happenedOn: string
  venue: string
  women: number | null
  men: number | null
  words: Text
  organisationId: string
  organisation: Named
}

export async function incidentsOf(tx: ReadTx, asker: Asker, commitmentId: string): Promise<Incident[]> {
  const rows = await tx
    .selectFrom('dialogue.incident as i')
    .where('i.workspace_id', '=', asker.workspaceId)
    .where('i.commitment_id', '=', commitmentId)
    .select([
      'i.id',
      'i.kind',
      'i.happened_on as happenedOn',
      'i.venue',
      'i.women',
      'i.men',
      'i.words',
      'i.organisation_id as organisationId',
      named('kernel.organisation', 'i.organisation_id').as('organisation'),
    ])
    .orderBy('i.happened_on', 'desc')
    .orderBy('i.id', 'desc')
    .execute()
  return rows as unknown as Incident[]
}

export type IncidentGiven = Omit<Incident, 'id' | 'organisation'> & { id?: string }

/** Notes what happened against a lasting commitment; the same one arriving twice from a phone changes nothing. */
export async function noteIncident(
  tx: WriteTx,
  asker: Asker,
  commitment: Commitment,
  given: IncidentGiven,
  today: string,
): Promise<boolean> {
  if (!commitment.lasts) throw new Problem('commitments.incidentOnce', {}, 409)
  if (given.happenedOn > today) throw new Problem('commitments.futureView')
  if (said(given.words, given.words.source).trim() === '') throw new Problem('commitments.incidentWords')
  const made = await tx
    .insertInto('dialogue.incident')
    .values({
      workspace_id: asker.workspaceId,
      id: given.id ?? newId(),
      commitment_id: commitment.id,
      organisation_id: given.organisationId,
      kind: given.kind,
      happened_on: given.happenedOn,
      venue: given.venue,
      women: given.women,
      men: given.men,
      words: JSON.stringify(given.words),
    })
    .onConflict((same) => same.columns(['workspace_id', 'id']).doNothing())
    .executeTakeFirst()
  if (!made.numInsertedOrUpdatedRows) return false
  await logEvent(tx, asker, 'created', { kind: 'incident', id: commitment.id })
  return true
}

/** Takes an incident back that was noted by mistake: who reported it, or the team. */
export async function removeIncident(tx: WriteTx, asker: Asker, id: string): Promise<void> {
  const gone = await tx
    .deleteFrom('dialogue.incident')
    .where('workspace_id', '=', asker.workspaceId)
    .where('id', '=', id)
    .executeTakeFirst()
  if (gone.numDeletedRows === 0n) throw new Problem('kernel.notAllowed', {}, 403)
  await logEvent(tx, asker, 'deleted', { kind: 'incident', id })
}

export interface Remedy {
  id: string
  rung: Rung
  state: RemedyState
  letter: Text
  addressee: string
  organisationId: string | null
  organisation: Named | null
  sentOn: string | null
  answerDueOn: string | null
  answeredOn: string | null
  answer: string
  version: number
}

export async function remediesOf(tx: ReadTx, asker: Asker, commitmentId: string): Promise<Remedy[]> {
  const rows = await tx
    .selectFrom('dialogue.remedy as y')
    .where('y.workspace_id', '=', asker.workspaceId)
    .where('y.commitment_id', '=', commitmentId)
    .select([
      'y.id',
      'y.rung',
      'y.state',
      'y.letter',
      'y.addressee',
      'y.organisation_id as organisationId',
      named('kernel.organisation', 'y.organisation_id').as('organisation'),
      'y.sent_on as sentOn',
      'y.answer_due_on as answerDueOn',
      'y.answered_on as answeredOn',
      'y.answer',
      'y.version',
    ])
    .orderBy('y.id')
    .execute()
  return rows as unknown as Remedy[]
}

/** Drafts a letter of a rung that is open now; in the asker's organisation's name, or the programme's. */
export async function draftRemedy(
  tx: WriteTx,
  asker: Asker,
  commitment: Commitment,
  given: { rung: Rung; letter: Text; addressee: string; answerDueOn: string | null },
): Promise<string> {
  const taken = await remediesOf(tx, asker, commitment.id)
  if (!rungsOpen(commitment.pace, commitment.said, taken).includes(given.rung))
    throw new Problem('commitments.rungClosed', {}, 409)
  const id = newId()
  await tx
    .insertInto('dialogue.remedy')
    .values({
      workspace_id: asker.workspaceId,
      id,
      commitment_id: commitment.id,
      organisation_id: asker.organisationId,
      rung: given.rung,
      letter: JSON.stringify(given.letter),
      addressee: given.addressee,
      answer_due_on: given.answerDueOn,
    })
    .execute()
  await logEvent(tx, asker, 'created', { kind: 'remedy', id })
  return id
}

/** Rewrites a draft over the version that was read; what was sent stays as it was. */
export async function changeRemedy(
  tx: WriteTx,
  asker: Asker,
  remedy: Remedy,
  version: number,
  given: { letter: Text; addressee: string; answerDueOn: string | null },
): Promise<void> {
  if (remedy.state !== 'draft') throw new Problem('commitments.letterSent', {}, 409)
  await update(tx, asker, remedy, version, {
    letter: JSON.stringify(given.letter),
    addressee: given.addressee,
    answer_due_on: given.answerDueOn,
  })
}

/** Sends a letter (by hand, outside: nothing leaves the program), withdraws a draft, notes the answer. */
export async function stepRemedy(
  tx: WriteTx,
  asker: Asker,
  remedy: Remedy,
  step: string,
  given: { on: string; answer: string },
): Promise<RemedyState> {
  const state = take(remedyMachine, remedy.state, step)
  if (state === 'answered' && given.answer.trim() === '') throw new Problem('commitments.answerWords')
  await update(tx, asker, remedy, remedy.version, {
    state,
    ...(state === 'sent' ? { sent_on: given.on } : {}),
    ...(state === 'answered' ? { answered_on: given.on, answer: given.answer } : {}),
  })
  return state
}

async function update(
  tx: WriteTx,
  asker: Asker,
  remedy: Remedy,
  version: number,
  values: Record<string, string | null>,
): Promise<void> {
  await overVersion(tx, asker, 'dialogue.remedy', { id: remedy.id, version }, values)
  await logEvent(tx, asker, 'changed', { kind: 'remedy', id: remedy.id })
}
