/**
 * What the thirty days of a removal leave of the dialogue: nothing, unless something that stands names it or rests on it. Then
 * what it is called and said where it is cited stays, and what was kept about people beside it goes.
 */
import { type Kysely, sql } from 'kysely'
import { logEvent } from '../kernel/event.ts'
import { type Asker, type WriteTx, write } from '../kernel/transaction.ts'
import { allWorkspaces } from '../kernel/workspace.ts'
import type { Schema } from '../platform/database/schema.ts'
import type { FileStore } from '../platform/files/index.ts'
import { eraseBytes, purgeEvidence } from './commitments/evidence.ts'
import { emptied } from './purge-kept.ts'
import { undoDays } from './store/removal.ts'

/** Kinds of record that can be put away; what rests on others before what it rests on. */
const kinds = ['clause', 'point', 'demand', 'meeting', 'platform'] as const
export type Removable = (typeof kinds)[number]

export type PurgedDialogue = Record<Removable | 'round' | 'mandate' | 'file', number>

/**
 * Erases in every workspace what was put away more than thirty days before `now`; asked for once a day, and as often as one
 * likes. The log keeps that something was erased, by its id alone. Returns how many of each, those emptied among them.
 */
export async function purgeDialogue(
  db: Kysely<Schema>,
  files: Pick<FileStore, 'remove'>,
  now = new Date(),
): Promise<PurgedDialogue> {
  const all = { clause: 0, point: 0, demand: 0, meeting: 0, platform: 0, round: 0, mandate: 0, file: 0 }
  const before = new Date(now.getTime() - undoDays * 86_400_000)
  all.file += await purgeEvidence(db, files, now)
  for (const { id } of await allWorkspaces(db)) {
    const bytes = await write(db, { workspaceId: id, as: 'system' }, async (tx, asker) => {
      all.mandate += await purgeMandates(tx, asker, before)
      all.round += await purgeRounds(tx, asker, before)
      const hung: string[] = []
      for (const kind of kinds)
        for (const record of await due(tx, asker, kind, before)) {
          if (!(await stands(tx, kind, record, before))) hung.push(...(await erase(tx, asker, kind, record)))
          else if (!(await emptied(tx, asker, kind, record))) continue
          await logEvent(tx, asker, 'deleted', { kind, id: record })
          all[kind] += 1
        }
      return [...hung, ...(await purgeAttachments(tx, asker, before))]
    })
    await eraseBytes(db, files, bytes)
    all.file += bytes.length
  }
  return all
}

/** Put away long ago; of two of a kind the one put away later first: it may rest on the other. */
async function due(tx: WriteTx, { workspaceId }: Asker, kind: Removable, before: Date): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from kernel.record where workspace_id = ${workspaceId} and kind = ${kind} and deleted_at < ${before}
     order by deleted_at desc, id desc`.execute(tx)
  return rows.map(({ id }) => id)
}

/** Where the part keeps it; of a clause taken out of a draft only the record is left. */
const tableOf = (kind: Removable): string | null => (kind === 'clause' ? null : `dialogue.${kind}`)

/** Whether something that stands names it or rests on it; of a meeting, or its minutes were signed off once. */
async function stands(tx: WriteTx, kind: Removable, id: string, before: Date): Promise<boolean> {
  const { rows } = await sql<{ stands: boolean }>`
    select dialogue.is_rested_on(${id}, ${before}) or dialogue.is_named('kernel.record', ${id})
        or coalesce(dialogue.is_named(${tableOf(kind)}::regclass, ${id}), false)
        or exists (select from dialogue.minute_item i join kernel.record r on r.workspace_id = i.workspace_id and r.id = i.id
                    where i.workspace_id = kernel.workspace_id() and i.meeting_id = ${id}) as stands`.execute(
    tx,
  )
  return rows[0]?.stands ?? true
}

/** The record with all its versions, its table where nothing else is seen by it; returns the hashes of the files that hung on it. */
async function erase(tx: WriteTx, { workspaceId }: Asker, kind: Removable, id: string): Promise<string[]> {
  const { rows: files } = await sql<{ sha256: string }>`
    select sha256 from kernel.attachment where workspace_id = ${workspaceId} and record_id = ${id}`.execute(
    tx,
  )
  const hung = files.map(({ sha256 }) => sha256)
  await sql`delete from kernel.arrival where workspace_id = ${workspaceId} and subject_id = ${id}`.execute(tx)
  for (const table of ['kernel.search_entry', 'kernel.record'])
    await sql`delete from ${sql.table(table)} where workspace_id = ${workspaceId} and id = ${id}`.execute(tx)
  const table = tableOf(kind)
  if (table === null) return hung
  const audience = kind === 'point' ? sql`null::uuid` : sql`audience_id`
  const { rows } = await sql<{ audience: string | null }>`
    delete from ${sql.table(table)} where workspace_id = ${workspaceId} and id = ${id} returning ${audience} as audience`.execute(
    tx,
  )
  await sql`
    delete from kernel.audience where workspace_id = ${workspaceId} and id = ${rows[0]?.audience ?? null} and kind = 'table'
       and not dialogue.is_named('kernel.audience', id)`.execute(tx)
  return hung
}

/** Mandates noted by mistake; the scans of their acts were put away with them. */
async function purgeMandates(tx: WriteTx, asker: Asker, before: Date): Promise<number> {
  const { rows } = await sql<{ id: string }>`
    delete from dialogue.demand_mandate where workspace_id = ${asker.workspaceId} and removed_at < ${before}
    returning demand_id as id`.execute(tx)
  for (const { id } of rows) await logEvent(tx, asker, 'changed', { kind: 'demand', id })
  return rows.length
}

/** Rounds that were put away; drafts that were meant for one stay with whose they are, between rounds. */
async function purgeRounds(tx: WriteTx, asker: Asker, before: Date): Promise<number> {
  const old = sql`workspace_id = ${asker.workspaceId} and removed_at < ${before}`
  await sql`
    update dialogue.offer set round_id = null
     where workspace_id = ${asker.workspaceId} and round_id in (select id from dialogue.negotiation_round where ${old})`.execute(
    tx,
  )
  const { rows } = await sql<{ id: string }>`
    delete from dialogue.negotiation_round where ${old} returning id`.execute(tx)
  for (const { id } of rows) await logEvent(tx, asker, 'deleted', { kind: 'negotiation_round', id })
  return rows.length
}

/** Files that were taken away from what stands, or gave place to a newer scan; their hashes. */
async function purgeAttachments(tx: WriteTx, { workspaceId }: Asker, before: Date): Promise<string[]> {
  const { rows } = await sql<{ sha256: string }>`
    delete from kernel.attachment a using kernel.record r join kernel.record_kind k on k.kind = r.kind
     where a.workspace_id = ${workspaceId} and a.deleted_at < ${before}
       and r.workspace_id = a.workspace_id and r.id = a.record_id
       and k.resource in ('meeting', 'demand', 'agreement', 'assessment')
       and not dialogue.is_named('kernel.attachment', a.id)
    returning a.sha256`.execute(tx)
  return rows.map(({ sha256 }) => sha256)
}
