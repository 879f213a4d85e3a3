/** Bound items of a report: what they are of, what is held, what has moved. */
import { sql } from 'kysely'
import { logEvent } from '../../kernel/event.ts'
import { newId } from '../../kernel/id.ts'
import type { Asker, ReadTx, WriteTx } from '../../kernel/transaction.ts'
import type { Spec } from '../bound/spec.ts'
import type { Binding, Value } from '../bound/value.ts'
import { type Block, bindingsOf } from '../content/model.ts'

/** With what the source is asked by. */
export interface StoredBinding extends Binding {
  spec: Spec
  /** By what the source was known when the value was taken over. */
  basis: string
  movedBasis: string | null
}

const bindings = (tx: ReadTx, asker: Asker, reportId: string) =>
  tx
    .selectFrom('reports.binding')
    .select(['id', 'spec', 'held', 'basis', 'moved', 'moved_basis as movedBasis'])
    .where('workspace_id', '=', asker.workspaceId)
    .where('report_id', '=', reportId)
    .orderBy('id')

export const bindingsOfReport = (tx: ReadTx, asker: Asker, reportId: string): Promise<StoredBinding[]> =>
  bindings(tx, asker, reportId).execute() as unknown as Promise<StoredBinding[]>

/** Those that these blocks name. */
export async function bindingsNamed(
  tx: ReadTx,
  asker: Asker,
  reportId: string,
  blocks: readonly Block[],
): Promise<StoredBinding[]> {
  const ids = blocks.flatMap(bindingsOf)
  if (ids.length === 0) return []
  return bindings(tx, asker, reportId).where('id', 'in', ids).execute() as unknown as Promise<StoredBinding[]>
}

export interface NewBinding {
  /** Made here where left out. */
  id?: string
  spec: Spec
  held: Value
  basis: string
}

/** The record that an item rests on, where it is one. */
const recordOf = (spec: Spec): string | null => ('record' in spec ? spec.record : null)

/** Ids in the order given. */
export async function addBindings(
  tx: WriteTx,
  asker: Asker,
  reportId: string,
  items: readonly NewBinding[],
): Promise<string[]> {
  const rows = items.map((item) => ({ ...item, id: item.id ?? newId() }))
  if (rows.length > 0)
    await sql`
      insert into reports.binding (workspace_id, id, report_id, spec, held, basis, record_id)
      select ${asker.workspaceId}, g.id, ${reportId}, g.spec, g.held, g.basis, g.record
        from jsonb_to_recordset(${JSON.stringify(rows.map((row) => ({ ...row, record: recordOf(row.spec) })))}::jsonb)
          as g (id uuid, spec jsonb, held jsonb, basis text, record uuid)`.execute(tx)
  return rows.map(({ id }) => id)
}

export type Seen = {
  id: string
  basis: string
} /** The same as before, as its source is described now; an earlier mark goes. */ & (
  | { held: Value; moved?: undefined }
  /** Something else: marked, and what is held stays. */
  | { moved: Value; held?: undefined }
)

/** Notes what the sources say now. */
export async function noteSeen(
  tx: WriteTx,
  asker: Asker,
  reportId: string,
  seen: readonly Seen[],
): Promise<void> {
  if (seen.length === 0) return
  await sql`
    update reports.binding b
       set held = coalesce(g.held, b.held), basis = case when g.moved is null then g.basis else b.basis end,
           moved = g.moved, moved_basis = case when g.moved is null then null else g.basis end,
           moved_at = case when g.moved is null then null else now() end
      from jsonb_to_recordset(${JSON.stringify(seen)}::jsonb) as g (id uuid, held jsonb, moved jsonb, basis text)
     where b.workspace_id = ${asker.workspaceId} and b.report_id = ${reportId} and b.id = g.id`.execute(tx)
}

/** A person has read what changed and takes it over; `ids` left out: all that moved. Returns how many. */
export async function acceptMoved(
  tx: WriteTx,
  asker: Asker,
  reportId: string,
  ids?: readonly string[],
): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    update reports.binding set held = moved, basis = moved_basis, moved = null, moved_basis = null, moved_at = null
     where workspace_id = ${asker.workspaceId} and report_id = ${reportId} and moved is not null
           ${ids ? sql`and id = any(${ids}::uuid[])` : sql``}
    returning id`.execute(tx)
  if (rows.length > 0) await logEvent(tx, asker, 'confirmed', { kind: 'report_draft', id: reportId })
  return rows.map(({ id }) => id)
}
