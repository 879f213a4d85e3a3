/** Commitments with what each party says of them: one list for all, one page each. What is told of them is in `follow-up.ts`. */
import { sql } from 'kysely'
import { logEvent } from '../../kernel/event.ts'
import { newId } from '../../kernel/id.ts'
import { addRecord, type CitableRecord, changeRecord } from '../../kernel/record.ts'
import { said, type Text } from '../../kernel/text.ts'
import { linkRecords } from '../../kernel/thread.ts'
import type { Asker, ReadTx, WriteTx } from '../../kernel/transaction.ts'
import { Problem } from '../../platform/problem.ts'
import type { Clause } from '../agreements/clauses.ts'
import type { Agreement } from '../agreements/store.ts'
import { writesAgreements } from '../negotiation/store.ts'
import { json, type Named, named } from '../store/common.ts'
import { lastWords, type Pace, paceOf, type Value } from './rules.ts'

export interface CommitmentFields {
  words: Text
  /** Who is bound; null: the meeting or the parties together. */
  organisationId: string | null
  /** Unit within it that answers for it. */
  office: string
  milestone: Text | null
  dueOn: string | null
  /** A permanent one: never done, it collects incidents. */
  lasts: boolean
  budget: number | null
  currency: string | null
  budgetSource: string
  placeId: string | null
  workerGroupId: string | null
}

export interface Word {
  id: string
  organisationId: string
  organisation: Named
  value: Value
  decidedBy: string
  assessedOn: string
  createdAt: Date
}

export interface Commitment extends CommitmentFields {
  id: string
  audienceId: string
  version: number
  madeOn: string
  organisation: Named | null
  agreementId: string | null
  agreement: Text | null
  clauseId: string | null
  clauseNumber: string | null
  meetingId: string | null
  meeting: Text | null
  incidents: number
  /** The last word of each party that the asker may read. */
  said: Word[]
  pace: Pace
  mayWrite: boolean
}

const commitments = (tx: ReadTx, asker: Asker) =>
  tx
    .selectFrom('dialogue.commitment as c')
    .leftJoin('kernel.record as r', (on) =>
      on.onRef('r.workspace_id', '=', 'c.workspace_id').onRef('r.id', '=', 'c.id'),
    )
    .where('c.workspace_id', '=', asker.workspaceId)
    .where('r.deleted_at', 'is', null)
    .select([
      'c.id',
      'c.words',
      'c.organisation_id as organisationId',
      named('kernel.organisation', 'c.organisation_id').as('organisation'),
      'c.office',
      'c.milestone',
      'c.due_on as dueOn',
      'c.made_on as madeOn',
      'c.lasts',
      sql<number | null>`c.budget::float8`.as('budget'),
      'c.currency',
      'c.budget_source as budgetSource',
      'c.place_id as placeId',
      'c.worker_group_id as workerGroupId',
      'c.audience_id as audienceId',
      'c.agreement_id as agreementId',
      sql<Text | null>`(select a.title from dialogue.agreement a where a.workspace_id = c.workspace_id and a.id = c.agreement_id)`.as(
        'agreement',
      ),
      'c.clause_id as clauseId',
      sql<
        string | null
      >`(select k.number from dialogue.clause k where k.workspace_id = c.workspace_id and k.id = c.clause_id)`.as(
        'clauseNumber',
      ),
      'c.meeting_id as meetingId',
      sql<Text | null>`(select m.title from dialogue.meeting m where m.workspace_id = c.workspace_id and m.id = c.meeting_id)`.as(
        'meeting',
      ),
      sql<number>`(select count(*)::int from dialogue.incident i where i.workspace_id = c.workspace_id and i.commitment_id = c.id)`.as(
        'incidents',
      ),
      sql<number>`coalesce(r.version, 1)`.as('version'),
      writesAgreements(asker).as('mayWrite'),
    ])

/** The words of the parties on these commitments, every one that was given, oldest first. */
export async function wordsOn(
  tx: ReadTx,
  asker: Asker,
  ids: readonly string[],
): Promise<(Word & { commitmentId: string })[]> {
  if (ids.length === 0) return []
  const rows = await tx
    .selectFrom('dialogue.assessment as s')
    .where('s.workspace_id', '=', asker.workspaceId)
    .where('s.commitment_id', 'in', [...ids])
    .select([
      's.id',
      's.commitment_id as commitmentId',
      's.organisation_id as organisationId',
      named('kernel.organisation', 's.organisation_id').as('organisation'),
      's.value',
      's.decided_by as decidedBy',
      's.assessed_on as assessedOn',
      's.created_at as createdAt',
    ])
    .orderBy('s.created_at')
    .orderBy('s.id')
    .execute()
  return rows as unknown as (Word & { commitmentId: string })[]
}

export interface CommitmentQuery {
  agreementId?: string | null
  organisationId?: string | null
  placeId?: string | null
  workerGroupId?: string | null
  id?: string | null
}

/** The commitments that the asker may see with each party's last word: what is broken or due first. `today`: `2026-11-21`. */
export async function commitmentsOf(
  tx: ReadTx,
  asker: Asker,
  today: string,
  given: CommitmentQuery = {},
): Promise<Commitment[]> {
  const is = (column: string, value: string | null | undefined) =>
    sql<boolean>`(${value ?? null}::uuid is null or ${sql.ref(column)} = ${value ?? null}::uuid)`
  const rows = await commitments(tx, asker)
    .where(is('c.agreement_id', given.agreementId))
    .where(is('c.organisation_id', given.organisationId))
    .where(is('c.place_id', given.placeId))
    .where(is('c.worker_group_id', given.workerGroupId))
    .where(is('c.id', given.id))
    .orderBy(sql`c.due_on nulls last`)
    .orderBy('c.id')
    .limit(1000)
    .execute()
  const words = await wordsOn(
    tx,
    asker,
    rows.map(({ id }) => id),
  )
  const by = new Map<string, Word[]>()
  for (const word of words) by.set(word.commitmentId, [...(by.get(word.commitmentId) ?? []), word])
  return rows.map((row) => {
    const commitment = row as unknown as Omit<Commitment, 'said' | 'pace'>
    const last = lastWords(by.get(commitment.id) ?? [])
    return { ...commitment, said: last, pace: paceOf(commitment, last, today) }
  })
}

/** Throws `kernel.notFound` for one that is not there, or not for the asker. */
export async function commitmentById(
  tx: ReadTx,
  asker: Asker,
  today: string,
  id: string,
): Promise<Commitment> {
  const [found] = await commitmentsOf(tx, asker, today, { id })
  if (!found) throw new Problem('kernel.notFound', {}, 404)
  return found
}

const columns = (fields: CommitmentFields) => ({
  words: JSON.stringify(fields.words),
  organisation_id: fields.organisationId,
  office: fields.office,
  milestone: json(fields.milestone),
  due_on: fields.dueOn,
  lasts: fields.lasts,
  budget: fields.budget,
  currency: fields.budget === null ? null : fields.currency,
  budget_source: fields.budgetSource,
  place_id: fields.placeId,
  worker_group_id: fields.workerGroupId,
})

function record(id: string, audienceId: string, fields: CommitmentFields): CitableRecord {
  const { words, office, milestone, dueOn, lasts, budget, currency } = fields
  return {
    id,
    kind: 'commitment',
    title: words,
    path: `/commitments/${id}`,
    snapshot: { words, office, milestone, dueOn, lasts, budget, currency },
    endorsed: true,
    audienceId,
    placeId: fields.placeId,
    workerGroupId: fields.workerGroupId,
  }
}

function check(fields: CommitmentFields): void {
  if (said(fields.words, fields.words.source).trim() === '') throw new Problem('commitments.words')
  if (fields.lasts && fields.dueOn !== null) throw new Problem('commitments.lastsOrDue')
  if (fields.budget !== null && !fields.currency) throw new Problem('commitments.currency')
}

/** Adds what follows from a clause, or from the agreement as a whole; it rests on the clause. */
export async function addCommitment(
  tx: WriteTx,
  asker: Asker,
  agreement: Agreement,
  clause: Clause | null,
  fields: CommitmentFields,
  madeOn: string,
): Promise<string> {
  check(fields)
  const id = newId()
  await tx
    .insertInto('dialogue.commitment')
    .values({
      workspace_id: asker.workspaceId,
      id,
      made_on: madeOn,
      audience_id: agreement.audienceId,
      agreement_id: agreement.id,
      clause_id: clause?.id ?? null,
      ...columns(fields),
    })
    .execute()
  await addRecord(tx, asker, record(id, agreement.audienceId, fields))
  await linkRecords(tx, asker, { record: id, basis: clause?.id ?? agreement.id, kind: 'becomes' })
  return id
}

/** Writes over the version that was read; a newer one is a 409. */
export async function changeCommitment(
  tx: WriteTx,
  asker: Asker,
  before: Commitment,
  version: number,
  fields: CommitmentFields,
): Promise<void> {
  check(fields)
  await changeRecord(tx, asker, record(before.id, before.audienceId, fields), version)
  const changed = await tx
    .updateTable('dialogue.commitment')
    .set(columns(fields))
    .where('workspace_id', '=', asker.workspaceId)
    .where('id', '=', before.id)
    .executeTakeFirst()
  if (changed.numUpdatedRows === 0n) throw new Problem('kernel.notAllowed', {}, 403)
  await logEvent(tx, asker, 'changed', { kind: 'commitment', id: before.id })
}
