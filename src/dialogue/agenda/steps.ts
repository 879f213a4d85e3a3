/** How a proposal moves on its agenda: steps, dated by when they were taken, undone and not deleted. */
import { sql } from 'kysely'
import { logEvent } from '../../kernel/event.ts'
import { newId } from '../../kernel/id.ts'
import { type Language, reword, type Text } from '../../kernel/text.ts'
import type { Asker, ReadTx, WriteTx } from '../../kernel/transaction.ts'
import { Problem } from '../../platform/problem.ts'
import { json, type Named } from '../store/common.ts'
import { checkStep, isWithAuthority, type ProposalState, type ProposalStep } from './rules.ts'
import { proposalToChange } from './store.ts'

export interface NewStep {
  step: string
  /** The state that the person saw. */
  from: string
  takenOn: string
  /** Who took it, as it is publicly known. */
  doneBy: string
  /** What came of it; null: nothing noted. */
  note: Text | null
  sourceUrl: string | null
  meetingId?: string | null
  attachmentId?: string | null
}

export interface Step {
  id: string
  step: ProposalStep | 'draft' | 'budget'
  state: ProposalState
  stateBefore: ProposalState | ''
  takenOn: string
  doneBy: string
  note: Text | null
  sourceUrl: string | null
  meeting: Named | null
  attachmentId: string | null
  /** The member who noted it; null: the program, or not the asker's to see. */
  notedBy: string | null
  notedAt: Date
  undoneAt: Date | null
}

/** All steps that were noted, oldest first. */
export async function stepsOf(tx: ReadTx, asker: Asker, proposalId: string): Promise<Step[]> {
  const { rows } = await sql<Step>`
    select s.id, s.step, s.state, s.state_before as "stateBefore", s.taken_on as "takenOn", s.done_by as "doneBy", s.note,
           s.source_url as "sourceUrl", s.noted_at as "notedAt", s.undone_at as "undoneAt",
           (select jsonb_build_object('id', m.id, 'name', m.title) from dialogue.meeting m
             where m.workspace_id = s.workspace_id and m.id = s.meeting_id) as meeting,
           (select a.id from kernel.attachment a
             where a.workspace_id = s.workspace_id and a.id = s.attachment_id and a.deleted_at is null) as "attachmentId",
           (select m.name from kernel.member m where m.workspace_id = s.workspace_id and m.id = s.member_id) as "notedBy"
      from dialogue.proposal_step s
     where s.workspace_id = ${asker.workspaceId} and s.proposal_id = ${proposalId}
     order by s.noted_at, s.id`.execute(tx)
  return rows
}

export async function noteStep(
  tx: WriteTx,
  asker: Asker,
  proposalId: string,
  step: {
    step: string
    state: string
    stateBefore: string
    takenOn: string
    doneBy: string
    note: Text | null
    sourceUrl: string | null
    meetingId: string | null
    attachmentId: string | null
  },
): Promise<void> {
  await tx
    .insertInto('dialogue.proposal_step')
    .values({
      workspace_id: asker.workspaceId,
      id: newId(),
      proposal_id: proposalId,
      step: step.step,
      state: step.state,
      state_before: step.stateBefore,
      taken_on: step.takenOn,
      done_by: step.doneBy,
      note: json(step.note),
      source_url: step.sourceUrl,
      meeting_id: step.meetingId,
      attachment_id: step.attachmentId,
      member_id: asker.memberId,
      noted_at: sql<Date>`clock_timestamp()`,
    })
    .execute()
}

/** Takes the next step, or notes the milestone `budget`; throws what `checkStep` does. */
export async function stepProposal(
  tx: WriteTx,
  asker: Asker,
  id: string,
  given: NewStep,
  today: string,
): Promise<ProposalState> {
  const proposal = await proposalToChange(tx, asker, id)
  const state = checkStep(proposal, given, today)
  await noteStep(tx, asker, id, {
    ...given,
    state,
    stateBefore: proposal.state,
    meetingId: given.meetingId ?? null,
    attachmentId: given.attachmentId ?? null,
  })
  await setState(tx, asker, id, state)
  await logEvent(tx, asker, 'changed', { kind: 'proposal', id })
  return state
}

/** The state, and the days of the milestones: those of the steps that stand. */
async function setState(tx: WriteTx, asker: Asker, id: string, state: ProposalState): Promise<void> {
  const of = (steps: readonly string[]) => sql<
    string | null
  >`(select max(s.taken_on) from dialogue.proposal_step s
    where s.workspace_id = ${asker.workspaceId} and s.proposal_id = ${id} and s.undone_at is null
      and s.step = any (${sql.val([...steps])}::text[]))`
  await tx
    .updateTable('dialogue.proposal')
    .set({
      state,
      lodged_on: isWithAuthority(state) ? of(['lodge', 'submit']) : null,
      budgeted_on: of(['budget']),
      budget_note: sql<string | null>`(select s.note from dialogue.proposal_step s
        where s.workspace_id = ${asker.workspaceId} and s.proposal_id = ${id} and s.undone_at is null and s.step = 'budget'
        order by s.noted_at desc limit 1)`,
    })
    .where('workspace_id', '=', asker.workspaceId)
    .where('id', '=', id)
    .execute()
}

/** Takes back the last step, noted by mistake; it stays in the history as undone. Throws `agenda.moved`, `agenda.undoNothing`. */
export async function undoStep(
  tx: WriteTx,
  asker: Asker,
  id: string,
  stepId: string,
): Promise<ProposalState> {
  const proposal = await proposalToChange(tx, asker, id)
  const last = (await stepsOf(tx, asker, id)).filter(({ undoneAt }) => undoneAt === null).at(-1)
  if (!last || last.id !== stepId) throw new Problem('agenda.moved', {}, 409)
  if (last.stateBefore === '') throw new Problem('agenda.undoNothing', {}, 409)
  await tx
    .updateTable('dialogue.proposal_step')
    .set({ undone_at: sql<Date>`now()` })
    .where('workspace_id', '=', asker.workspaceId)
    .where('id', '=', last.id)
    .execute()
  await setState(tx, asker, proposal.id, last.stateBefore)
  await logEvent(tx, asker, 'restored', { kind: 'proposal', id })
  return last.stateBefore
}

/**
 * Writes the note of a step that stands in the language of the page: its translation, or its words anew, which make the
 * translation outdated. `before` is the note as the person read it; another one now is `kernel.conflict` (409).
 */
export async function rewordNote(
  tx: WriteTx,
  asker: Asker,
  id: string,
  stepId: string,
  given: { language: Language; words: string; before: string },
): Promise<void> {
  const proposal = await proposalToChange(tx, asker, id)
  const step = (await stepsOf(tx, asker, id)).find((one) => one.id === stepId)
  if (!step?.note || given.words === '') throw new Problem('kernel.notFound', {}, 404)
  if (JSON.stringify(step.note) !== given.before)
    throw new Problem(
      'kernel.conflict',
      { kind: 'proposal', version: proposal.version, now: proposal.version },
      409,
    )
  await tx
    .updateTable('dialogue.proposal_step')
    .set({ note: json(reword(step.note, given.language, given.words)) })
    .where('workspace_id', '=', asker.workspaceId)
    .where('id', '=', stepId)
    .execute()
  if (step.step === 'budget' && step.undoneAt === null) await setState(tx, asker, id, proposal.state)
  await logEvent(tx, asker, 'changed', { kind: 'proposal', id })
}
