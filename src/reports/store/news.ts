/** What happened in a report since somebody last heard of it: for an open page that asks every few seconds. */
import { sql } from 'kysely'
import { type Asker, asProgram, type ReadTx, type WriteTx } from '../../kernel/transaction.ts'
import { Problem } from '../../platform/problem.ts'
import type { BlockContent } from '../content/model.ts'
import type { News } from '../content/save.ts'
import { bindingsNamed, bindingsOfReport } from './bindings.ts'
import { namesOf } from './names.ts'

/**
 * What is seen now: PostgreSQL's own list of the transactions that have ended. A clock would not do, for what is written before a
 * moment may be committed after it, and would never be heard of.
 */
export async function markOf(tx: ReadTx): Promise<string> {
  const { rows } = await sql<{ mark: string }>`select pg_current_snapshot()::text as mark`.execute(tx)
  return rows[0]?.mark ?? ''
}

/** As PostgreSQL writes it: the first and the next transaction, and between them those under way, in their order. */
function isMark(seen: string): boolean {
  const [, first, next, open = ''] = /^(\d{1,18}):(\d{1,18}):([\d,]*)$/.exec(seen) ?? []
  if (first === undefined || next === undefined) return false
  const line = [first, ...(open === '' ? [] : open.split(',')), next].map(Number)
  return Number(first) > 0 && line.every((one, at) => at < 1 || one > 0) && isRising(line)
}
/** The first transaction may be the first of those under way, and none may be under way. */
const isRising = (line: readonly number[]): boolean =>
  line.every((one, at) => at === 0 || one > (line[at - 1] ?? 0) || (at === 1 && one === line[0]))

/** Whether a row was written by a transaction that had not ended at `seen`. */
const since = (table: string, seen: string) =>
  sql<boolean>`not pg_visible_in_snapshot(${sql.ref(`${table}.xmin`)}::text::xid8, ${seen}::pg_snapshot)`

/**
 * Null: nothing. `own`: blocks that the asker has just saved, of which she need not hear. @throws `reports.content` for a `seen` that
 * no answer of ours held.
 */
export async function newsSince(
  tx: ReadTx,
  asker: Asker,
  reportId: string,
  seen: string,
  own: readonly string[] = [],
): Promise<News | null> {
  if (!isMark(seen)) throw new Problem('reports.content', { what: 'seen' })
  // First the mark, then the rows: what ends between the two is told twice, never not at all.
  const mark = await markOf(tx)
  const rows = (await blocksSince(tx, asker, reportId, seen)).filter(({ id }) => !own.includes(id))
  const touched = await touchedSince(tx, asker, reportId, seen)
  if (rows.length === 0 && touched.bindings.length === 0 && !touched.commented) return null
  const doers = touched.bindings.length > 0 ? await acceptedSince(tx, asker, reportId, seen) : []
  const names = await namesOf(tx, asker, [...rows.map(({ memberId }) => memberId), ...doers])
  const by = (memberId: string | null): string | null =>
    memberId === null || memberId === asker.memberId ? null : (names.get(memberId) ?? null)
  const others = rows
    .filter(({ removed }) => !removed)
    .map(({ id, version, content, memberId }) => ({ ...content, id, version, by: by(memberId) }))
  const named = await bindingsNamed(tx, asker, reportId, others)
  const moved = touched.bindings.length > 0 ? await bindingsOfReport(tx, asker, reportId) : []
  const known = new Set(named.map(({ id }) => id))
  return {
    others,
    gone: rows
      .filter(({ removed }) => removed)
      .map(({ id, version, memberId }) => ({ id, version, by: by(memberId) })),
    bindings: [...named, ...moved.filter(({ id }) => touched.bindings.includes(id) && !known.has(id))],
    acceptedBy: doers.flatMap((doer) => by(doer) ?? []),
    commented: touched.commented,
    seen: mark,
  }
}

interface Row {
  id: string
  version: number
  content: BlockContent
  memberId: string | null
  removed: boolean
}

const blocksSince = async (tx: ReadTx, asker: Asker, reportId: string, seen: string): Promise<Row[]> =>
  (await tx
    .selectFrom('reports.block as b')
    .select(['b.id', 'b.version', 'b.content', 'b.member_id as memberId'])
    .select(sql<boolean>`b.deleted_at is not null`.as('removed'))
    .where('b.workspace_id', '=', asker.workspaceId)
    .where('b.report_id', '=', reportId)
    .where(since('b', seen))
    .orderBy('b.position')
    .execute()) as unknown as Row[]

/** Items and comments, asked in one go: most often there is nothing. */
async function touchedSince(tx: ReadTx, asker: Asker, reportId: string, seen: string) {
  const here = sql`workspace_id = ${asker.workspaceId} and report_id = ${reportId}`
  const { rows } = await sql<{ bindings: string[]; commented: boolean }>`
    select coalesce((select jsonb_agg(i.id) from reports.binding i where ${here} and ${since('i', seen)}), '[]') as bindings,
           exists (select from reports.comment c where ${here} and ${since('c', seen)}) as commented`.execute(
    tx,
  )
  return rows[0] ?? { bindings: [], commented: false }
}

/** Who took over what moved, as the log has it; that one of it may be told who writes the same report. */
async function acceptedSince(tx: ReadTx, asker: Asker, reportId: string, seen: string): Promise<string[]> {
  const found = sql<{ member: string }>`
    select distinct member_id as member from kernel.event e
     where workspace_id = ${asker.workspaceId} and subject_id = ${reportId} and action = 'confirmed'
       and member_id is not null and ${since('e', seen)}`
  const { rows } = await asProgram(tx as WriteTx, asker, () => found.execute(tx))
  return rows.map(({ member }) => member)
}
