/** What goes after thirty days of that which stays, because something that stands names it or rests on it. */
import { sql } from 'kysely'
import type { Asker, WriteTx } from '../kernel/transaction.ts'
import type { Removable } from './purge.ts'

/**
 * A platform and a clause stay as they are: their words, and who sat there. Of a meeting its name, day, place and parties stay,
 * and lines of minutes that were signed once; of a point and a demand the words and whose they are. Returns whether anything went.
 */
export async function emptied(
  tx: WriteTx,
  { workspaceId }: Asker,
  kind: Removable,
  id: string,
): Promise<boolean> {
  let gone = 0n
  for (const statement of statements[kind](workspaceId, id))
    gone += (await statement.execute(tx)).numAffectedRows ?? 0n
  return gone > 0n
}

const all = (table: string, column: string, workspaceId: string, id: string) =>
  sql`delete from ${sql.table(`dialogue.${table}`)} where workspace_id = ${workspaceId} and ${sql.ref(column)} = ${id}`

/** Versions that nobody cites say nothing any more. */
const uncited = (workspaceId: string, id: string) => sql`
  update kernel.record_version v set snapshot = null
   where v.workspace_id = ${workspaceId} and v.record_id = ${id} and v.snapshot is not null
     and not exists (select from kernel.link l where l.workspace_id = v.workspace_id and l.basis_id = v.record_id and l.basis_version = v.version)`

const statements: Record<Removable, (workspaceId: string, id: string) => ReturnType<typeof sql>[]> = {
  clause: () => [],
  platform: () => [],
  point: (workspaceId, id) => [
    sql`delete from dialogue.offer where workspace_id = ${workspaceId} and point_id = ${id} and sent_at is null`,
    all('concession', 'point_id', workspaceId, id),
  ],
  demand: (workspaceId, id) => [
    // Its files, with it; `purgeDialogue` erases them.
    sql`update kernel.attachment a set deleted_at = r.deleted_at from kernel.record r
         where a.workspace_id = ${workspaceId} and a.record_id = ${id} and a.deleted_at is null
           and r.workspace_id = a.workspace_id and r.id = a.record_id`,
    ...['demand_mandate', 'demand_endorsement', 'demand_vote', 'demand_priority'].map((table) =>
      all(table, 'demand_id', workspaceId, id),
    ),
    uncited(workspaceId, id),
  ],
  meeting: (workspaceId, id) => [
    ...['invitation', 'participation', 'head_count', 'door', 'agenda_item'].map((table) =>
      all(table, 'meeting_id', workspaceId, id),
    ),
    sql`delete from dialogue.minute_item i where i.workspace_id = ${workspaceId} and i.meeting_id = ${id}
           and not exists (select from kernel.record r where r.workspace_id = i.workspace_id and r.id = i.id)`,
    sql`delete from dialogue.minutes m where m.workspace_id = ${workspaceId} and m.meeting_id = ${id}
           and not exists (select from dialogue.minute_item i where i.workspace_id = m.workspace_id and i.meeting_id = m.meeting_id)`,
    sql`update dialogue.meeting set purpose = null, venue = '', url = null, interpretation = ''
         where workspace_id = ${workspaceId} and id = ${id}
           and (purpose is not null or venue <> '' or url is not null or interpretation <> '')`,
    uncited(workspaceId, id),
  ],
}
