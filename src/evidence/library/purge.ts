/** What the thirty days of a removal leave of a document: nothing, unless something still cites a passage of it. */
import { type Kysely, sql } from 'kysely'
import { logEvent } from '../../kernel/event.ts'
import { write } from '../../kernel/transaction.ts'
import { allWorkspaces } from '../../kernel/workspace.ts'
import type { Schema } from '../../platform/database/schema.ts'

const undoDays = 30

/**
 * Erases in every workspace documents that were removed more than thirty days before `now`: description, text, attachments and
 * passages. One of which a passage is still cited keeps its record and its passages, without its text. Returns how many.
 */
export async function purgeLibrary(db: Kysely<Schema>, now = new Date()): Promise<number> {
  const before = new Date(now.getTime() - undoDays * 86_400_000)
  let purged = 0
  for (const { id: workspaceId } of await allWorkspaces(db))
    await write(db, { workspaceId, as: 'system' }, async (tx, asker) => {
      const { rows } = await sql<{ id: string; cited: boolean }>`
        select d.id, exists (select from evidence.passage p join kernel.link l on l.workspace_id = p.workspace_id and l.basis_id = p.id
                              where p.workspace_id = d.workspace_id and p.document_id = d.id) as cited
          from evidence.document d where d.workspace_id = ${workspaceId} and d.removed_at < ${before}
           and (d.file_id is not null or not exists (select from evidence.passage p where p.workspace_id = d.workspace_id and p.document_id = d.id))`.execute(
        tx,
      )
      for (const { id, cited } of rows) {
        await sql`update evidence.document set file_id = null where workspace_id = ${workspaceId} and id = ${id}`.execute(
          tx,
        )
        for (const table of ['document_word', 'document_page', 'document_file', 'document_note'] as const)
          await sql`delete from ${sql.table(`evidence.${table}`)} where workspace_id = ${workspaceId} and document_id = ${id}`.execute(
            tx,
          )
        await sql`delete from kernel.attachment where workspace_id = ${workspaceId} and record_id = ${id}`.execute(
          tx,
        )
        if (!cited) {
          const passages = sql`(select p.id from evidence.passage p where p.workspace_id = ${workspaceId} and p.document_id = ${id})`
          for (const table of ['search_entry', 'record'] as const)
            await sql`delete from ${sql.table(`kernel.${table}`)} where workspace_id = ${workspaceId} and (id in ${passages} or id = ${id})`.execute(
              tx,
            )
        }
        await logEvent(tx, asker, 'deleted', { kind: 'document', id })
      }
      purged += rows.length
    })
  return purged
}
