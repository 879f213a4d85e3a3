/** What the queries of this part share. */
import { type RawBuilder, sql } from 'kysely'
import { ruleFor } from '../../kernel/access.ts'
import { type Language, reword, type Text, textIn } from '../../kernel/text.ts'
import type { Asker, WriteTx } from '../../kernel/transaction.ts'

/** Id and bilingual name of something named beside: an organisation, a place, a group. */
export interface Named {
  id: string
  name: Text
}

/** A name by an id of this row, as JSON: `named('kernel.organisation', 'm.convenor_id')`; null where there is none. */
export const named = (table: string, column: string): RawBuilder<Named | null> =>
  sql<Named | null>`(select jsonb_build_object('id', n.id, 'name', n.name) from ${sql.table(table)} n
    where n.workspace_id = ${sql.ref(`${column.split('.')[0]}.workspace_id`)} and n.id = ${sql.ref(column)})`

/** Words typed in the language of the page, over what there was: a translation is written, a source makes it outdated. */
export function worded(before: Text | null, language: Language, words: string | undefined): Text | null {
  if (words === undefined || words === '') {
    // An empty translation says nothing; an empty source takes the text away.
    return before && before.source !== language ? before : null
  }
  return before ? reword(before, language, words) : textIn(language, words)
}

export const json = (value: Text | null): string | null => (value === null ? null : JSON.stringify(value))

/** Makes the audience of a new platform or meeting; the database says who may. */
export async function openTable(
  tx: WriteTx,
  audienceId: string,
  name: Text,
  platformId: string | null,
): Promise<void> {
  await sql`select dialogue.open_table(${audienceId}, ${JSON.stringify(name)}::jsonb, ${platformId})`.execute(
    tx,
  )
}

/** Whether this person may write at this table; for offering what she may do. Her tables are counted once a query. */
export const writesTable = (asker: Asker, column: string): RawBuilder<boolean> => {
  if (asker.role === 'system' || seatsAll(asker)) return sql<boolean>`true`
  if (!ruleFor(asker.role, 'meeting').write.includes('table')) return sql<boolean>`false`
  return sql<boolean>`${sql.ref(column)} = any ((select kernel.my_audiences('table'))::uuid[])`
}

/** Whether she writes all meetings, and so says which organisations sit where; a facilitator works with those she is given. */
export const seatsAll = (asker: Asker): boolean =>
  asker.role === 'system' || ruleFor(asker.role, 'meeting').write.includes('all')
