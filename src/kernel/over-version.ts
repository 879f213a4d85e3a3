/** Writing over the version that a person read: a newer one in the meantime is shown to her, not overwritten. */
import { type Expression, sql, type Updateable } from 'kysely'
import type { Schema } from '../platform/database/schema.ts'
import { Problem } from '../platform/problem.ts'
import type { Asker, ReadTx, WriteTx } from './transaction.ts'

/** Tables whose rows count their versions. */
export type VersionedTable = {
  [T in keyof Schema]: 'workspace_id' | 'id' | 'version' extends keyof Schema[T] ? T : never
}[keyof Schema]

/** Columns to write, each a value or an expression. */
type Columns<T extends VersionedTable> = {
  [C in Exclude<keyof Updateable<Schema[T]>, 'workspace_id' | 'id' | 'version'>]?:
    | Updateable<Schema[T]>[C]
    | Expression<unknown>
}

/** A row as the person had it before her. */
export interface RowRead {
  id: string
  version: number
  /** What it is, for the problem; the table's own name where left out. */
  kind?: string
}

/**
 * Sets columns of a row as its next version, which it returns. Throws `kernel.conflict` (409) where somebody wrote meanwhile,
 * `kernel.notAllowed` (403) where the row is not the asker's to write, `kernel.notFound` (404) where it is none of hers to see.
 */
export async function overVersion<T extends VersionedTable>(
  tx: WriteTx,
  asker: Asker,
  table: T,
  row: RowRead,
  values: Columns<T>,
): Promise<number> {
  const version = row.version + 1
  // Every table of `VersionedTable` has the columns asked for here; Kysely cannot say so of a table that it does not know yet.
  const changed = await tx
    .updateTable(table as 'kernel.record')
    .set({ ...(values as object), version })
    .where('workspace_id', '=', asker.workspaceId)
    .where('id', '=', row.id)
    .where('version', '=', row.version)
    .executeTakeFirst()
  if (changed.numUpdatedRows === 0n) throw await notOver(tx, asker, table, row)
  return version
}

/** Why an update over a version found no row to write: what `overVersion` throws, for updates that are written otherwise. */
export async function notOver(
  tx: ReadTx,
  asker: Asker,
  table: VersionedTable,
  { id, version, kind = table.slice(table.indexOf('.') + 1) }: RowRead,
): Promise<Problem> {
  const { rows } = await sql<{ version: number }>`
    select version from ${sql.table(table)} where workspace_id = ${asker.workspaceId} and id = ${id}`.execute(
    tx,
  )
  const now = rows[0]?.version
  if (now === undefined) return new Problem('kernel.notFound', {}, 404)
  if (now === version) return new Problem('kernel.notAllowed', {}, 403)
  return new Problem('kernel.conflict', { kind, version, now }, 409)
}

/** Whether somebody wrote meanwhile: both texts are to be shown. */
export const isConflict = (error: unknown): error is Problem =>
  error instanceof Problem && error.code === 'kernel.conflict'
