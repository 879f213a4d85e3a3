/** Demands as signed minutes give birth to them, and what becomes of one when its line is amended. */
import { sql } from 'kysely'
import { newId } from '../../../kernel/id.ts'
import { changeRecord } from '../../../kernel/record.ts'
import type { Text } from '../../../kernel/text.ts'
import type { Asker, ReadTx, WriteTx } from '../../../kernel/transaction.ts'
import { addDemand, demandById, demandToChange } from './demands.ts'
import { noteStep } from './steps.ts'

export interface DemandLine {
  itemId: string
  meeting: {
    id: string
    audienceId: string
    platformId: string | null
    placeId: string | null
    workerGroupId: string | null
  }
  /** Day of the meeting. */
  day: string
  words: Text
  /** Who raised it; null: the meeting together. */
  organisationId: string | null
  addresseeId: string | null
  /** Its addressee sat at the table, so it has been put to it. */
  heard: boolean
  /** Who raised it was there and did not refuse the minutes: they are its act. */
  stands: boolean
}

/** Far ahead: the day of a meeting is what it is. */
const anyDay = '9999-12-31'

/** The demand of a line; returns its id. */
export async function bearDemand(tx: WriteTx, asker: Asker, line: DemandLine): Promise<string> {
  const { meeting, words, organisationId, addresseeId, day } = line
  const id = await addDemand(
    tx,
    asker,
    {
      words,
      problem: null,
      addresseeId,
      platformId: meeting.platformId,
      placeId: meeting.placeId,
      workerGroupId: meeting.workerGroupId,
      womensCaucus: false,
      ownerIds: organisationId ? [organisationId] : [],
      raisedOn: day,
      how: 'paper',
      born: { meetingId: meeting.id, minuteItemId: line.itemId, audienceId: meeting.audienceId },
    },
    anyDay,
  )
  const step = { takenOn: day, words: null, how: 'paper', organisationId } as const
  if (line.stands) {
    await signedInMinutes(tx, asker, id, line, 1)
    await noteStep(tx, asker, { id, stage: 'raised' }, { ...step, step: 'endorse', stage: 'endorsed' })
  }
  if (line.heard)
    await noteStep(
      tx,
      asker,
      { id, stage: line.stands ? 'endorsed' : 'raised' },
      { ...step, step: 'present', stage: 'presented' },
    )
  return id
}

async function signedInMinutes(
  tx: WriteTx,
  asker: Asker,
  id: string,
  line: DemandLine,
  wordsVersion: number,
): Promise<void> {
  if (line.organisationId === null) return
  await tx
    .insertInto('dialogue.demand_endorsement')
    .values({
      workspace_id: asker.workspaceId,
      id: newId(),
      demand_id: id,
      organisation_id: line.organisationId,
      act: 'minutes',
      acted_on: line.day,
      words_version: wordsVersion,
      how: 'paper',
    })
    .execute()
}

/** Whether its owners have taken a demand on since it was born: then it is theirs, and minutes rewrite it no more. */
export async function isTakenOn(tx: ReadTx, asker: Asker, id: string): Promise<boolean> {
  const { rows } = await sql<{ taken: boolean }>`
    select exists (select from dialogue.demand_endorsement e
                    where e.workspace_id = ${asker.workspaceId} and e.demand_id = ${id} and e.act <> 'minutes')
        or exists (select from dialogue.demand_mandate m where m.workspace_id = ${asker.workspaceId} and m.demand_id = ${id})
        or exists (select from dialogue.demand_step s
                    where s.workspace_id = ${asker.workspaceId} and s.demand_id = ${id} and s.step not in ('raise', 'endorse', 'present'))
        or exists (select from kernel.record_version v
                    where v.workspace_id = ${asker.workspaceId} and v.record_id = ${id} and v.snapshot ? 'reason') as taken`.execute(
    tx,
  )
  return rows[0]?.taken ?? false
}

/** The line was amended: the demand says what it says now, unless its owners have taken it on. */
export async function amendBorn(tx: WriteTx, asker: Asker, id: string, line: DemandLine): Promise<void> {
  if (await isTakenOn(tx, asker, id)) return
  const before = await demandToChange(tx, asker, id)
  const { words, organisationId, addresseeId } = line
  const { problem, womensCaucus, place, workerGroup } = before
  const next = await changeRecord(
    tx,
    asker,
    {
      id,
      kind: 'demand',
      title: words,
      path: `/demands/${id}`,
      snapshot: { words, problem, addresseeId, womensCaucus },
      endorsed: true,
      organisationId,
      placeId: place?.id ?? null,
      workerGroupId: workerGroup?.id ?? null,
    },
    before.version,
    'amended',
  )
  await tx
    .updateTable('dialogue.demand')
    .set({
      words: JSON.stringify(words),
      organisation_id: organisationId,
      addressee_id: addresseeId,
      words_version: next,
    })
    .where('workspace_id', '=', asker.workspaceId)
    .where('id', '=', id)
    .execute()
  await tx
    .deleteFrom('dialogue.demand_endorsement')
    .where('workspace_id', '=', asker.workspaceId)
    .where('demand_id', '=', id)
    .where('act', '=', 'minutes')
    .execute()
  if (line.stands) await signedInMinutes(tx, asker, id, line, next)
}

/** Its line was taken out of the minutes: true where the demand goes on without it, because its owners have taken it on. */
export async function letGo(tx: WriteTx, asker: Asker, id: string): Promise<boolean> {
  if (!(await isTakenOn(tx, asker, id))) return false
  await demandById(tx, asker, id)
  await tx
    .updateTable('dialogue.demand')
    .set({ minute_item_id: null })
    .where('workspace_id', '=', asker.workspaceId)
    .where('id', '=', id)
    .execute()
  return true
}
