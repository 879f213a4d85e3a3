/** Writing the title of a record in the other language, wherever its part keeps it: what Today settles in place. */
import { sql } from 'kysely'
import type { Schema } from '../platform/database/schema.ts'
import { Problem } from '../platform/problem.ts'
import { changeRecord } from './record.ts'
import { type Language, reword, said, stateOf, type Text } from './text.ts'
import type { Asker, ReadTx, WriteTx } from './transaction.ts'

/** Where a part keeps the titles of one kind of record: table and column under the record's id, and the field of its snapshots. */
export interface TitlePlace {
  table: keyof Schema
  column: string
  field: string
  /** The rows count versions of their own (`overVersion`). */
  counts?: true
}

export interface Translated {
  id: string
  kind: string
  title: Text
  path: string
}

/** A record by its id; throws `kernel.notFound` where it is not there for the asker. */
export async function titleOf(
  tx: ReadTx,
  asker: Asker,
  id: string,
): Promise<Translated & { version: number }> {
  const found = await tx
    .selectFrom('kernel.record')
    .select(['id', 'kind', 'title', 'path', 'version'])
    .where('workspace_id', '=', asker.workspaceId)
    .where('id', '=', id)
    .where('deleted_at', 'is', null)
    .executeTakeFirst()
  if (!found) throw new Problem('kernel.notFound', {}, 404)
  return { ...found, title: found.title as unknown as Text }
}

/**
 * Writes a translation that is missing or outdated, never the source: what rests on the record has not moved. `before` is the
 * title as the person read it, as JSON; another one now is `kernel.conflict` (409), and so nobody's words are lost.
 */
export async function translateTitle(
  tx: WriteTx,
  asker: Asker,
  place: TitlePlace,
  given: { id: string; language: Language; words: string; before: string },
): Promise<Translated> {
  const record = await titleOf(tx, asker, given.id)
  const { id, kind, path, version } = record
  if (JSON.stringify(record.title) !== given.before)
    throw new Problem('kernel.conflict', { kind, version, now: version }, 409)
  if (stateOf(record.title, given.language) === 'source' || given.words.trim() === '')
    throw new Problem('kernel.notFound', {}, 404)
  const title = reword(record.title, given.language, given.words.trim())
  const { rows } = await sql<{ snapshot: object | null; body: string | null }>`
    select (select v.snapshot from kernel.record_version v
             where v.workspace_id = ${asker.workspaceId} and v.record_id = ${id} and v.version = ${version}) as snapshot,
           (select e.body from kernel.search_entry e where e.workspace_id = ${asker.workspaceId} and e.id = ${id}) as body`.execute(
    tx,
  )
  const [kept] = rows
  const changed = { id, kind, path, title, snapshot: { ...kept?.snapshot, [place.field]: title } }
  await changeRecord(
    tx,
    asker,
    { ...changed, keywords: (kept?.body ?? '').replace(said(record.title, 'es'), '').trim() },
    version,
    'revised',
    { spread: false },
  )
  const done = await sql`
    update ${sql.table(place.table)}
       set ${sql.ref(place.column)} = ${JSON.stringify(title)}::jsonb ${place.counts ? sql`, version = version + 1` : sql``}
     where workspace_id = ${asker.workspaceId} and id = ${id}`.execute(tx)
  // Its part does not let her write it, though the register would.
  if (!done.numAffectedRows) throw new Problem('kernel.notAllowed', {}, 403)
  return { id, kind, path, title }
}
