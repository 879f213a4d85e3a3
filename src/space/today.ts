/** What waits for a person: records whose basis moved, texts without a translation; and what there is to do first. */
import { sql } from 'kysely'
import { type Language, languages, stateOf, type Text } from '../kernel/text.ts'
import { type StaleMark, staleMarks } from '../kernel/thread.ts'
import type { Asker, ReadTx } from '../kernel/transaction.ts'

export interface StaleRecord {
  id: string
  title: Text
  path: string
  effect: StaleMark['effect']
  /** Everything that moved under it and is not settled, the oldest first. */
  marks: StaleMark[]
}

/** The records whose marks this person may settle, the oldest first; each once, whatever moved under it. */
export async function staleRecords(tx: ReadTx, asker: Asker): Promise<StaleRecord[]> {
  const byRecord = new Map<string, StaleRecord>()
  for (const mark of await staleMarks(tx, asker)) {
    const known = byRecord.get(mark.recordId)
    if (known) known.marks.push(mark)
    else
      byRecord.set(mark.recordId, {
        id: mark.recordId,
        title: mark.title,
        path: mark.path,
        effect: mark.effect,
        marks: [mark],
      })
  }
  const mine = await writable(tx, asker, [...byRecord.keys()])
  return [...byRecord.values()].filter(({ id }) => mine.has(id))
}

async function writable(tx: ReadTx, asker: Asker, ids: readonly string[]): Promise<Set<string>> {
  if (ids.length === 0) return new Set()
  const rows = await tx
    .selectFrom('kernel.record')
    .select('id')
    .where('workspace_id', '=', asker.workspaceId)
    .where('id', 'in', ids)
    .where(sql<boolean>`kernel.writes_record(workspace_id, id)`)
    .execute()
  return new Set(rows.map(({ id }) => id))
}

export interface Untranslated {
  title: Text
  path: string
  /** The language that is missing or out of date. */
  language: Language
  state: 'missing' | 'outdated'
}

/** Texts that this person may write and that a reader of the other language does not get as they stand; at most 51. */
export async function untranslated(tx: ReadTx, asker: Asker): Promise<Untranslated[]> {
  const { rows } = await sql<{ title: Text; path: string }>`
    select title, path from (
      select r.id, r.title, r.path from kernel.record r
       where r.workspace_id = ${asker.workspaceId} and r.deleted_at is null
         and ${incomplete(sql.ref('r.title'))} and kernel.writes_record(r.workspace_id, r.id)
      union all
      select g.id, g.name, '/groups/' || g.code || '/edit' from kernel.worker_group g
       where g.workspace_id = ${asker.workspaceId} and g.deleted_at is null and not g.standard
         and ${incomplete(sql.ref('g.name'))} and kernel.may('write', 'evidence') <> '{}'
    ) as texts order by id limit 51`.execute(tx)
  return rows.flatMap(({ title, path }) =>
    languages.flatMap((language): Untranslated[] => {
      const state = stateOf(title, language)
      return state === 'missing' || state === 'outdated' ? [{ title, path, language, state }] : []
    }),
  )
}

const incomplete = (value: ReturnType<typeof sql.ref>) =>
  sql`(not ${value} ?& array['es', 'en'] or ${value} -> 'es' ->> 'state' = 'outdated' or ${value} -> 'en' ->> 'state' = 'outdated')`

/** The organisation that a leader, official or employer acts for. */
export async function organisationName(tx: ReadTx, asker: Asker): Promise<Text | null> {
  if (!asker.organisationId) return null
  const found = await tx
    .selectFrom('kernel.organisation')
    .select('name')
    .where('workspace_id', '=', asker.workspaceId)
    .where('id', '=', asker.organisationId)
    .executeTakeFirst()
  return (found?.name as Text | undefined) ?? null
}

/** Whether the asking person, who may see the members, is the only one. */
export async function isAlone(tx: ReadTx, asker: Asker): Promise<boolean> {
  const rows = await tx
    .selectFrom('kernel.member')
    .select('id')
    .where('workspace_id', '=', asker.workspaceId)
    .where('deleted_at', 'is', null)
    .limit(2)
    .execute()
  return rows.length < 2
}
