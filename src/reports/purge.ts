/** What the thirty days of a removal leave of a report: nothing, unless it was signed; then its editions and its name. */
import { type Kysely, sql } from 'kysely'
import { logEvent } from '../kernel/event.ts'
import { type Asker, type WriteTx, write } from '../kernel/transaction.ts'
import { allWorkspaces } from '../kernel/workspace.ts'
import type { Schema } from '../platform/database/schema.ts'

const undoDays = 30

export interface PurgedReports {
  /** Whose draft was erased. */
  reports: number
  /** Paragraphs taken out of reports that go on, with every text that they had. */
  blocks: number
  templates: number
  comments: number
}

/**
 * Erases in every workspace what was removed more than thirty days before `now`; asked for once a day, and as often as one likes.
 * The log keeps that something was erased, by its id alone.
 */
export async function purgeReports(db: Kysely<Schema>, now = new Date()): Promise<PurgedReports> {
  const all: PurgedReports = { reports: 0, blocks: 0, templates: 0, comments: 0 }
  const before = new Date(now.getTime() - undoDays * 86_400_000)
  for (const { id } of await allWorkspaces(db))
    await write(db, { workspaceId: id, as: 'system' }, async (tx, asker) => {
      all.reports += await purgeDrafts(tx, asker, before)
      all.blocks += (await removed(tx, asker, 'block', before)).length
      all.comments += (await removed(tx, asker, 'comment', before)).length
      const templates = await removed(tx, asker, 'template', before)
      for (const template of templates)
        await logEvent(tx, asker, 'deleted', { kind: 'report_template', id: template })
      all.templates += templates.length
    })
  return all
}

/** Their versions and answers go with them. */
async function removed(
  tx: WriteTx,
  { workspaceId }: Asker,
  table: 'block' | 'comment' | 'template',
  before: Date,
): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    delete from ${sql.table(`reports.${table}`)} where workspace_id = ${workspaceId} and deleted_at < ${before} returning id`.execute(
    tx,
  )
  return rows.map(({ id }) => id)
}

/** What an edition rests on is in the edition: of a signed report only the draft goes. */
async function purgeDrafts(tx: WriteTx, asker: Asker, before: Date): Promise<number> {
  const { workspaceId } = asker
  const { rows } = await sql<{ id: string; signed: boolean }>`
    select r.id, exists (select from reports.edition e where e.workspace_id = r.workspace_id and e.report_id = r.id) as signed
      from kernel.record r
     where r.workspace_id = ${workspaceId} and r.kind = 'report_draft' and r.deleted_at < ${before}
       and exists (select from reports.report p where p.workspace_id = r.workspace_id and p.id = r.id)`.execute(
    tx,
  )
  let erased = 0
  for (const { id, signed } of rows) {
    const gone = signed ? await emptied(tx, asker, id) : await erase(tx, asker, id)
    if (!gone) continue
    await logEvent(tx, asker, 'deleted', { kind: 'report_draft', id })
    erased += 1
  }
  return erased
}

async function erase(tx: WriteTx, { workspaceId }: Asker, id: string): Promise<boolean> {
  for (const table of ['reports.report', 'kernel.search_entry', 'kernel.record'] as const)
    await sql`delete from ${sql.table(table)} where workspace_id = ${workspaceId} and id = ${id}`.execute(tx)
  return true
}

/** Whether anything was left to erase: the row itself stays under its editions. */
async function emptied(tx: WriteTx, { workspaceId }: Asker, id: string): Promise<boolean> {
  let found = 0n
  for (const table of ['comment', 'block', 'binding', 'saved_version'] as const) {
    const { numAffectedRows = 0n } =
      await sql`delete from ${sql.table(`reports.${table}`)} where workspace_id = ${workspaceId} and report_id = ${id}`.execute(
        tx,
      )
    found += numAffectedRows
  }
  return found > 0n
}
