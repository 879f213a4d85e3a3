/** Organisations with their seat or territory in a place, or that stand for a group: for the pages that gather from all parts. */
import { sql } from 'kysely'
import type { Text } from '../kernel/text.ts'
import type { Asker, ReadTx } from '../kernel/transaction.ts'
import type { AboutSection, Clock, Where } from '../web/server/hooks.ts'
import type { Constituency } from './rules.ts'
import { wordsOf } from './words.ts'

const few = 5

/** The newest few, and how many there are. */
export async function organisationsAbout(
  tx: ReadTx,
  asker: Asker,
  where: Where,
  { lang }: Clock,
): Promise<AboutSection[]> {
  const of = where.placeIds
    ? sql`(o.place_id = any (${where.placeIds}::uuid[]) or o.id in (
        select t.organisation_id from actors.organisation_place t
         where t.workspace_id = ${asker.workspaceId} and t.place_id = any (${where.placeIds}::uuid[])))`
    : sql`o.id in (
        select g.organisation_id from actors.organisation_group g
         where g.workspace_id = ${asker.workspaceId} and g.worker_group_id = ${where.workerGroupId})`
  const { rows } = await sql<{ id: string; name: Text; constituency: Constituency | null; total: number }>`
    select o.id, k.name, o.constituency, s.total
      from (select o.id, count(*) over ()::int as total from actors.organisation o
             where o.workspace_id = ${asker.workspaceId} and o.deleted_at is null and ${of}
             order by o.id desc limit ${few}) s
      join actors.organisation o on o.workspace_id = ${asker.workspaceId} and o.id = s.id
      join kernel.organisation k on k.workspace_id = o.workspace_id and k.id = o.id
     order by o.id desc`.execute(tx)
  const [first] = rows
  if (!first) return []
  const words = wordsOf(lang)
  return [
    {
      kind: 'actors',
      title: words.actors,
      count: first.total,
      items: rows.map(({ id, name, constituency }) => ({
        title: name,
        path: `/actors/${id}`,
        ...(constituency ? { note: words.constituencies[constituency] } : {}),
      })),
      all: `/actors?${where.placeIds ? 'place' : 'group'}=${encodeURIComponent(where.code)}`,
    },
  ]
}
