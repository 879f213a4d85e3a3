/** Lines of Today: reports of which something moved, and those that wait for review. */
import { sql } from 'kysely'
import type { Text } from '../kernel/text.ts'
import type { Asker, ReadTx } from '../kernel/transaction.ts'
import type { Clock, TodayLine } from '../web/server/hooks.ts'
import { drafters } from './rules.ts'
import { wordsOf } from './words.ts'

/** A file's newer delivery counts before anybody has opened the report: the basis of an item names the delivery it rests on. */
export async function reportsToday(tx: ReadTx, asker: Asker, clock: Clock): Promise<TodayLine[]> {
  if (!drafters.includes(asker.role)) return []
  const words = wordsOf(clock.lang).today
  const { rows } = await sql<{ id: string; title: Text; state: string; moved: number }>`
    select * from (
      select p.id, p.title, p.state,
             (select count(*)::int from reports.binding b
               where b.workspace_id = p.workspace_id and b.report_id = p.id
                 and (b.moved is not null or exists (
                   select from evidence.vintage v
                    where v.workspace_id = b.workspace_id and v.replaced_at > b.created_at and b.basis like '%' || v.id || '%'))) as moved
        from reports.report p
        join kernel.record r on r.workspace_id = p.workspace_id and r.id = p.id and r.deleted_at is null
       where p.workspace_id = ${asker.workspaceId}) x
     where state = 'review'
        -- One that its thread marks already stands on Today, with what changed.
        or (moved > 0 and not exists (select from kernel.stale_mark s where s.workspace_id = ${asker.workspaceId} and s.record_id = x.id))
     order by id desc limit 50`.execute(tx)
  return rows.map(({ id, title, moved }) => ({
    kind: words.kind,
    title,
    path: `/reports/${id}`,
    due: null,
    mark: moved > 0 ? wordsOf(clock.lang).list.movedCount(moved) : words.inReview,
    settle: [
      {
        label: moved > 0 ? words.decide : words.review,
        path: `/reports/${id}/read`,
      },
    ],
  }))
}
