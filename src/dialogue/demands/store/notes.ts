/** The notes of endorsements and mandates, written in the other language where they stand. */
import { sql } from 'kysely'
import { logEvent } from '../../../kernel/event.ts'
import { isId } from '../../../kernel/id.ts'
import { type Language, reword, type Text } from '../../../kernel/text.ts'
import type { Asker, WriteTx } from '../../../kernel/transaction.ts'
import { Problem } from '../../../platform/problem.ts'
import { json } from '../../store/common.ts'
import { demandById } from './demands.ts'

/**
 * Writes a note in the language of the page: its translation, or its words anew, which make the translation outdated. `before` is
 * the note as the person read it; another one now is `kernel.conflict` (409). The database refuses one that is not hers to write:
 * an organisation's own, or those that the team noted.
 */
export async function rewordSupport(
  tx: WriteTx,
  asker: Asker,
  demandId: string,
  of: { table: 'demand_endorsement' | 'demand_mandate'; id: string },
  given: { language: Language; words: string; before: string },
): Promise<void> {
  const { version } = await demandById(tx, asker, demandId)
  const table = sql.table(`dialogue.${of.table}`)
  const its = sql`workspace_id = ${asker.workspaceId} and demand_id = ${demandId} and id = ${of.id}`
  const { rows } = isId(of.id)
    ? await sql<{ note: Text | null }>`select note from ${table} where ${its}`.execute(tx)
    : { rows: [] }
  const note = rows[0]?.note
  if (!note || given.words === '') throw new Problem('kernel.notFound', {}, 404)
  if (JSON.stringify(note) !== given.before)
    throw new Problem('kernel.conflict', { kind: 'demand', version, now: version }, 409)
  const { numAffectedRows } = await sql`
    update ${table} set note = ${json(reword(note, given.language, given.words))}::jsonb where ${its}`.execute(
    tx,
  )
  if (!numAffectedRows) throw new Problem('kernel.notAllowed', {}, 403)
  await logEvent(tx, asker, 'changed', { kind: 'demand', id: demandId })
}
