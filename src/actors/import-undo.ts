/** Taking a whole import back, all or nothing. */
import { sql } from 'kysely'
import { logEvent } from '../kernel/event.ts'
import type { Asker, ReadTx, WriteTx } from '../kernel/transaction.ts'
import { Problem } from '../platform/problem.ts'
import { chunk, type Import, type ImportRun, importById, oneAtATime, plannedRows } from './import.ts'
import { organisationsById, undoDays, writeOrganisations } from './organisations.ts'

/** `actors.importNoUndo` where there is nothing to take back, or more than thirty days have passed. */
export function refuseUndo({ writtenAt, undoneAt }: Pick<Import, 'writtenAt' | 'undoneAt'>): void {
  if (!writtenAt || undoneAt || Date.now() - writtenAt.getTime() > undoDays * 86_400_000)
    throw new Problem('actors.importNoUndo', {}, 409)
}

/**
 * What the import added is removed as a person would remove it, what it changed says again what it said before. Refused while
 * something it wrote has been changed since, or after thirty days.
 */
export async function undoImport(
  tx: WriteTx,
  asker: Asker,
  id: string,
  run: Pick<ImportRun, 'onProgress' | 'signal'> = {},
): Promise<void> {
  await oneAtATime(tx, asker)
  const given = await importById(tx, asker, id)
  refuseUndo(given)
  await refuseChanged(tx, asker, id)
  const total = Math.max(1, (given.counts?.adds ?? 0) + (given.counts?.updates ?? 0))
  await removeAdded(tx, asker, id)
  let done = given.counts?.adds ?? 0
  for (let after = 0; ; ) {
    run.onProgress?.(done / total)
    run.signal?.throwIfAborted()
    const rows = await plannedRows(tx, asker, id, 'update', { after, limit: chunk })
    if (rows.length === 0) break
    const ids = rows.map(({ organisationId }) => organisationId)
    const version = new Map((await organisationsById(tx, asker, ids)).map((one) => [one.id, one.version]))
    await writeOrganisations(
      tx,
      asker,
      rows.flatMap(({ organisationId, before }) =>
        before
          ? [{ id: organisationId, version: (version.get(organisationId) ?? 0) + 1, fields: before }]
          : [],
      ),
    )
    after = rows.at(-1)?.row ?? Number.POSITIVE_INFINITY
    done += rows.length
  }
  await sql`update actors.import set undone_at = now() where workspace_id = ${asker.workspaceId} and id = ${id}`.execute(
    tx,
  )
  await logEvent(tx, asker, 'deleted', { kind: 'organisation', id })
}

/** The same as `setRemoved`, in four statements whatever their number. */
async function removeAdded(tx: WriteTx, { workspaceId }: Asker, id: string): Promise<void> {
  const added = sql`(
    select r.organisation_id from actors.import_row r
     where r.workspace_id = ${workspaceId} and r.import_id = ${id} and r.action = 'add')`
  await sql`update actors.membership set deleted_at = now() where workspace_id = ${workspaceId} and import_id = ${id}`.execute(
    tx,
  )
  await sql`update actors.organisation set deleted_at = now() where workspace_id = ${workspaceId} and id in ${added}`.execute(
    tx,
  )
  await sql`update kernel.record set deleted_at = now() where workspace_id = ${workspaceId} and id in ${added}`.execute(
    tx,
  )
  await sql`delete from kernel.search_entry where workspace_id = ${workspaceId} and id in ${added}`.execute(
    tx,
  )
}

async function refuseChanged(tx: ReadTx, asker: Asker, id: string): Promise<void> {
  const { rows } = await sql<{ name: string; count: number }>`
    select min(k.name -> (k.name ->> 'source') ->> 'text') as name, count(*)::int as count
      from actors.import_row r
      join actors.organisation o on o.workspace_id = r.workspace_id and o.id = r.organisation_id
      join kernel.organisation k on k.workspace_id = o.workspace_id and k.id = o.id
     where r.workspace_id = ${asker.workspaceId} and r.import_id = ${id} and r.action <> 'leave'
       and (o.version <> r.version or o.merged_into is not null
            or exists (select from actors.merge m where m.workspace_id = o.workspace_id and m.kept_id = o.id and m.undone_at is null))`.execute(
    tx,
  )
  const [changed] = rows
  if (changed && changed.count > 0)
    throw new Problem('actors.importChanged', { count: changed.count, name: changed.name }, 409)
}
