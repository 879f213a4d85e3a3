/** What comes from a form or from a phone that was long without signal: a view, an incident, evidence, each with its files, once. */
import { sql } from 'kysely'
import { arrives } from '../../kernel/arrival.ts'
import { newId } from '../../kernel/id.ts'
import type { Text } from '../../kernel/text.ts'
import type { Asker, WriteTx } from '../../kernel/transaction.ts'
import { Problem } from '../../platform/problem.ts'
import { type Shown, showEvidence } from './evidence.ts'
import {
  giveView,
  type IncidentGiven,
  noteIncident,
  type View,
  type ViewGiven,
  viewsOf,
} from './follow-up.ts'
import { saidMeanwhile } from './rules.ts'
import type { Commitment } from './store.ts'

/** What became of it: written now, known from before, or left until she has read what a colleague said meanwhile. */
export type Arrived = { state: 'written' } | { state: 'again' } | { state: 'meanwhile'; theirs: View }

export interface Sent {
  /** Made on the phone; null: a form that was sent plainly. */
  id: string | null
  files: readonly Shown[]
}

const known = async (tx: WriteTx, asker: Asker, id: string): Promise<boolean> =>
  (await tx
    .selectFrom('kernel.arrival')
    .select('id')
    .where('workspace_id', '=', asker.workspaceId)
    .where('id', '=', id)
    .executeTakeFirst()) !== undefined

/**
 * Gives a view with what shows it. `basis`: the last word of her organisation that she had before her eyes, null for none; left
 * out, nothing is compared. Where a colleague spoke since, nothing is written.
 */
export async function viewArrives(
  tx: WriteTx,
  asker: Asker,
  commitment: Commitment,
  given: ViewGiven & { basis?: string | null },
  sent: Sent,
  today: string,
): Promise<Arrived> {
  // Two of one organisation at the same moment: the second reads what the first said.
  const place = `${commitment.id} ${asker.organisationId}`
  await sql`select pg_advisory_xact_lock(hashtextextended(${place}, 0))`.execute(tx)
  if (sent.id && (await known(tx, asker, sent.id))) return { state: 'again' }
  if (given.basis !== undefined) {
    const theirs = saidMeanwhile(await ownViews(tx, asker, commitment.id), given.basis)
    if (theirs) return { state: 'meanwhile', theirs }
  }
  const id = sent.id ?? newId()
  if (sent.id) await arrives(tx, asker, { id, kind: 'assessment', subjectId: commitment.id })
  await giveView(tx, asker, commitment, { ...given, id }, today)
  await showEvidence(tx, asker, commitment, sent.files, { assessmentId: id })
  return { state: 'written' }
}

/** The views of her organisation, with whether she gave each herself. */
async function ownViews(
  tx: WriteTx,
  asker: Asker,
  commitmentId: string,
): Promise<(View & { isHers: boolean })[]> {
  const own = (await viewsOf(tx, asker, commitmentId)).filter(
    ({ organisationId }) => organisationId === asker.organisationId,
  )
  const hers = await tx
    .selectFrom('dialogue.assessor')
    .select('id')
    .where('workspace_id', '=', asker.workspaceId)
    .where('member_id', '=', asker.memberId)
    .execute()
  const ids = new Set(hers.map(({ id }) => id))
  return own.map((view) => ({ ...view, isHers: ids.has(view.id) }))
}

/** Notes an incident with what shows it. */
export async function incidentArrives(
  tx: WriteTx,
  asker: Asker,
  commitment: Commitment,
  given: IncidentGiven,
  sent: Sent,
  today: string,
): Promise<Arrived> {
  const id = sent.id ?? newId()
  if (sent.id && !(await arrives(tx, asker, { id, kind: 'incident', subjectId: commitment.id })))
    return { state: 'again' }
  await noteIncident(tx, asker, commitment, { ...given, id }, today)
  // The team notes an incident for others; what it shows of it is the programme's.
  await showEvidence(tx, asker, commitment, sent.files, { incidentId: id })
  return { state: 'written' }
}

/** Shows files by themselves. Throws `commitments.noFile` where there is none. */
export async function evidenceArrives(
  tx: WriteTx,
  asker: Asker,
  commitment: Commitment,
  given: { words: Text | null; incidentId: string | null },
  sent: Sent,
): Promise<Arrived> {
  if (sent.files.length === 0) throw new Problem('commitments.noFile')
  if (sent.id && !(await arrives(tx, asker, { id: sent.id, kind: 'evidence', subjectId: commitment.id })))
    return { state: 'again' }
  await showEvidence(tx, asker, commitment, sent.files, given)
  return { state: 'written' }
}
