/** How a demand moves: its steps, dated by when they were taken, undone and not deleted. */
import { sql } from 'kysely'
import { logEvent } from '../../../kernel/event.ts'
import { newId } from '../../../kernel/id.ts'
import { type Language, reword, said, type Text } from '../../../kernel/text.ts'
import type { Asker, ReadTx, WriteTx } from '../../../kernel/transaction.ts'
import { Problem } from '../../../platform/problem.ts'
import { json, type Named, named } from '../../store/common.ts'
import { checkStep, followsFrom, type How, type Stage } from '../rules.ts'
import { type Demand, demandToChange } from './demands.ts'

export interface Step {
  id: string
  step: string
  stage: Stage
  stageBefore: Stage | ''
  takenOn: string
  words: Text | null
  organisation: Named | null
  how: How
  undoneAt: Date | null
}

/** Every step that was noted and is the asker's to see, oldest first; undone ones with the time of it. */
export async function stepsOf(tx: ReadTx, asker: Asker, demandId: string): Promise<Step[]> {
  return (await tx
    .selectFrom('dialogue.demand_step as s')
    .where('s.workspace_id', '=', asker.workspaceId)
    .where('s.demand_id', '=', demandId)
    .select([
      's.id',
      's.step',
      's.stage',
      's.stage_before as stageBefore',
      's.taken_on as takenOn',
      's.words',
      named('kernel.organisation', 's.organisation_id').as('organisation'),
      's.how',
      's.undone_at as undoneAt',
    ])
    .orderBy('s.noted_at')
    .orderBy('s.id')
    .execute()) as unknown as Step[]
}

/** The latest answer to each of these demands, in the words in which it was noted. */
export async function answersOf(
  tx: ReadTx,
  asker: Asker,
  demandIds: readonly string[],
): Promise<Map<string, { words: string; on: string }>> {
  if (demandIds.length === 0) return new Map()
  const rows = await tx
    .selectFrom('dialogue.demand_step')
    .select(['demand_id as id', 'words', 'taken_on as on'])
    .where('workspace_id', '=', asker.workspaceId)
    .where('demand_id', 'in', demandIds)
    .where('step', '=', 'answer')
    .where('undone_at', 'is', null)
    .orderBy('noted_at')
    .execute()
  return new Map(
    rows.map(({ id, words, on }) => {
      const text = words as unknown as Text
      return [id, { words: said(text, text.source), on }]
    }),
  )
}

export interface NewStep {
  step: string
  from: Stage
  takenOn: string
  /** The answer in the addressee's words, or a note. */
  words: Text | null
  how: How
}

/** Moves a demand by hand; throws what `checkStep` does, and `kernel.notAllowed` to who does not own it. Returns its stage. */
export async function stepDemand(
  tx: WriteTx,
  asker: Asker,
  id: string,
  given: NewStep,
  today: string,
): Promise<Stage> {
  const demand = await demandToChange(tx, asker, id)
  if (!demand.mayWrite) throw new Problem('kernel.notAllowed', {}, 403)
  const words = given.words?.[given.words.source]?.text ?? ''
  const read = { ...demand, addresseeId: demand.addressee?.id ?? null }
  const stage = checkStep(read, { ...given, words }, today)
  const by = given.step === 'answer' ? (demand.addressee?.id ?? null) : asker.organisationId
  await noteStep(tx, asker, demand, { ...given, stage, organisationId: by })
  if (stage === 'raised') await follow(tx, asker, id, given.takenOn, given.how)
  await logEvent(tx, asker, 'changed', { kind: 'demand', id })
  return stage
}

interface Noted {
  step: string
  stage: Stage
  takenOn: string
  words: Text | null
  how: How
  organisationId: string | null
}

/** Writes a step and the stage it leads to; what may be taken has been checked. */
export async function noteStep(
  tx: WriteTx,
  asker: Asker,
  demand: Pick<Demand, 'id' | 'stage'>,
  given: Noted,
): Promise<void> {
  await tx
    .insertInto('dialogue.demand_step')
    .values({
      workspace_id: asker.workspaceId,
      id: newId(),
      demand_id: demand.id,
      step: given.step,
      stage: given.stage,
      stage_before: demand.stage,
      taken_on: given.takenOn,
      words: json(given.words),
      organisation_id: given.organisationId,
      how: given.how,
      member_id: asker.memberId,
      noted_at: sql<Date>`clock_timestamp()`,
    })
    .execute()
  await setStage(tx, asker, demand.id, given.stage)
}

/** Officials find a demand while it was presented and not begun anew: the day is that of the step that stands. */
async function setStage(tx: WriteTx, asker: Asker, id: string, stage: Stage): Promise<void> {
  const presented = sql<string | null>`(select max(s.taken_on) from dialogue.demand_step s
    where s.workspace_id = ${asker.workspaceId} and s.demand_id = ${id} and s.step = 'present' and s.undone_at is null)`
  const moved = await tx
    .updateTable('dialogue.demand')
    .set({
      stage,
      presented_on: stage === 'raised' || stage === 'endorsed' ? null : presented,
    })
    .where('workspace_id', '=', asker.workspaceId)
    .where('id', '=', id)
    .executeTakeFirst()
  if (moved.numUpdatedRows === 0n) throw new Problem('kernel.notAllowed', {}, 403)
}

/** Endorsing, or taking it back, moves a demand between raised and endorsed by itself. */
export async function follow(tx: WriteTx, asker: Asker, id: string, day: string, how: How): Promise<void> {
  const demand = await demandToChange(tx, asker, id)
  if (!demand.mayWrite) return
  const owners = demand.owners.filter(({ owns, endorsedVersion }) => owns && endorsedVersion !== null)
  const step = followsFrom(demand.stage, demand.organisationId === null ? demand.endorsed : owners.length)
  if (step === null) return
  const stage = step === 'endorse' ? 'endorsed' : 'raised'
  const takenOn = day < demand.lastOn ? demand.lastOn : day
  await noteStep(tx, asker, demand, {
    step,
    stage,
    takenOn,
    words: null,
    how,
    organisationId: asker.organisationId,
  })
}

/**
 * Writes what was said with a step in the language of the page: its translation, or the words anew, which make the translation
 * outdated. `before` is the text as the person read it; another one now is `kernel.conflict` (409).
 */
export async function rewordStep(
  tx: WriteTx,
  asker: Asker,
  demandId: string,
  stepId: string,
  given: { language: Language; words: string; before: string },
): Promise<void> {
  const demand = await demandToChange(tx, asker, demandId)
  if (!demand.mayWrite) throw new Problem('kernel.notAllowed', {}, 403)
  const step = (await stepsOf(tx, asker, demandId)).find((one) => one.id === stepId)
  if (!step?.words || given.words === '') throw new Problem('kernel.notFound', {}, 404)
  // What the addressee answered stays in the words in which it was noted.
  if (step.step === 'answer' && given.language === step.words.source)
    throw new Problem('kernel.notAllowed', {}, 403)
  if (JSON.stringify(step.words) !== given.before)
    throw new Problem(
      'kernel.conflict',
      { kind: 'demand', version: demand.version, now: demand.version },
      409,
    )
  await tx
    .updateTable('dialogue.demand_step')
    .set({ words: json(reword(step.words, given.language, given.words)) })
    .where('workspace_id', '=', asker.workspaceId)
    .where('id', '=', stepId)
    .execute()
  await logEvent(tx, asker, 'changed', { kind: 'demand', id: demandId })
}

/** Takes back the last step, noted by mistake: it stays in the record as undone. Throws `demand.undoNothing`, `demand.moved`. */
export async function undoStep(tx: WriteTx, asker: Asker, demandId: string, stepId: string): Promise<Stage> {
  const demand = await demandToChange(tx, asker, demandId)
  if (!demand.mayWrite) throw new Problem('kernel.notAllowed', {}, 403)
  const last = (await stepsOf(tx, asker, demandId)).filter(({ undoneAt }) => undoneAt === null).at(-1)
  if (!last || last.id !== stepId) throw new Problem('demand.moved', {}, 409)
  if (last.stageBefore === '' || last.step === 'endorse' || last.step === 'loosen')
    throw new Problem('demand.undoNothing', {}, 409)
  await tx
    .updateTable('dialogue.demand_step')
    .set({ undone_at: sql<Date>`now()` })
    .where('workspace_id', '=', asker.workspaceId)
    .where('id', '=', last.id)
    .execute()
  await setStage(tx, asker, demandId, last.stageBefore)
  await logEvent(tx, asker, 'restored', { kind: 'demand', id: demandId })
  return last.stageBefore
}
