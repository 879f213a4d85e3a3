/** Organisations that may be one and the same: found by similar names, merged, taken apart again. */
import { type RawBuilder, sql } from 'kysely'
import { may } from '../kernel/access.ts'
import { logEvent } from '../kernel/event.ts'
import { isId, newId } from '../kernel/id.ts'
import type { Text } from '../kernel/text.ts'
import type { Asker, ReadTx, WriteTx } from '../kernel/transaction.ts'
import { Problem } from '../platform/problem.ts'
import { organisationById, setRemoved } from './organisations.ts'

export interface Pair {
  one: { id: string; name: Text }
  other: { id: string; name: Text }
  /** Of the names, 0 to 1. */
  likeness: number
}

/**
 * `names` (id, plain_name, name) and `near`, the pairs of them worth comparing: those that share trigrams which few names have, for
 * under row-level security `%` is not leakproof and gets no index.
 */
export const alikeNames = (names: RawBuilder<unknown>): RawBuilder<unknown> => sql`
    names as materialized (${names}),
    grams as materialized (select id, unnest(show_trgm(plain_name)) as gram from names),
    rare as materialized (select gram from grams group by gram having count(*) between 2 and 60),
    near as (
      select a.id as a_id, b.id as b_id from rare
        join grams a on a.gram = rare.gram join grams b on b.gram = rare.gram and b.id > a.id
       group by 1, 2 having count(*) >= 3
      union
      select a.id, b.id from names a join names b on b.plain_name = a.plain_name and b.id > a.id)`

/** Pairs whose names look alike and of which nobody has said that they are two; the most alike first, at most 50. */
export async function similarPairs(tx: ReadTx, asker: Asker): Promise<Pair[]> {
  const { rows } = await sql<Pair>`
    with ${alikeNames(sql`
      select o.id, o.plain_name, k.name from actors.organisation o
        join kernel.organisation k on k.workspace_id = o.workspace_id and k.id = o.id
       where o.workspace_id = ${asker.workspaceId} and o.deleted_at is null`)}
    select jsonb_build_object('id', a.id, 'name', a.name) as one, jsonb_build_object('id', b.id, 'name', b.name) as other,
           similarity(a.plain_name, b.plain_name) as likeness
      from near join names a on a.id = near.a_id join names b on b.id = near.b_id
     where similarity(a.plain_name, b.plain_name) >= 0.5
       and not exists (select from actors.different d
                        where d.workspace_id = ${asker.workspaceId} and d.one_id = a.id and d.other_id = b.id)
     order by likeness desc, a.id, b.id limit 50`.execute(tx)
  return rows
}

/** Somebody knows that these are two; the pair is not offered again. */
export async function sayDifferent(tx: WriteTx, asker: Asker, one: string, other: string): Promise<void> {
  const [first = '', second = ''] = [one, other].toSorted()
  if (!isId(first) || !isId(second) || first === second) throw new Problem('kernel.notFound', {}, 404)
  for (const id of [first, second]) await organisationById(tx, asker, id)
  await sql`
    insert into actors.different (workspace_id, one_id, other_id) values (${asker.workspaceId}, ${first}, ${second})
    on conflict do nothing`.execute(tx)
  await logEvent(tx, asker, 'confirmed', { kind: 'organisation', id: first })
}

/**
 * Makes two one: whatever named the one that goes, in any part, names the one that stays; both keep their own fields. Where a
 * member acts for the one that goes, only the coordinator may: it changes what she may see.
 */
export async function merge(tx: WriteTx, asker: Asker, keptId: string, goneId: string): Promise<void> {
  if (keptId === goneId) throw new Problem('actors.mergeSelf')
  const kept = await organisationById(tx, asker, keptId)
  const gone = await organisationById(tx, asker, goneId)
  if (kept.deletedAt || gone.deletedAt) throw new Problem('kernel.notFound', {}, 404)
  const { rows } = await sql<{ people: number }>`select actors.acts_for(${goneId}) as people`.execute(tx)
  if (asker.role !== 'system' && !may(asker.role, 'write', 'settings') && (rows[0]?.people ?? 0) > 0)
    throw new Problem('actors.mergeMembers', {}, 403)
  const moved = await sql<{ moved: unknown[] }>`select actors.repoint(${goneId}, ${keptId}) as moved`.execute(
    tx,
  )
  await sql`
    insert into actors.merge (workspace_id, id, kept_id, gone_id, moved, member_id)
    values (${asker.workspaceId}, ${newId()}, ${keptId}, ${goneId}, ${JSON.stringify(moved.rows[0]?.moved ?? [])}, ${asker.memberId})`.execute(
    tx,
  )
  await setRemoved(tx, asker, [goneId], true, keptId)
  await logEvent(tx, asker, 'changed', { kind: 'organisation', id: keptId })
  await logEvent(tx, asker, 'deleted', { kind: 'organisation', id: goneId })
}

export interface Merge {
  id: string
  goneId: string
  name: Text
  at: Date
}

/** What was merged into an organisation in the last thirty days and not taken apart, newest first. */
export async function mergesOf(tx: ReadTx, asker: Asker, keptId: string): Promise<Merge[]> {
  const { rows } = await sql<Merge>`
    select m.id, m.gone_id as "goneId", k.name, m.at from actors.merge m
      join kernel.organisation k on k.workspace_id = m.workspace_id and k.id = m.gone_id
     where m.workspace_id = ${asker.workspaceId} and m.kept_id = ${keptId} and m.undone_at is null
       and m.at > now() - interval '30 days' order by m.id desc`.execute(tx)
  return rows
}

/** Makes them two again: what the merge moved goes back; what was noted since stays with the one that was kept. */
export async function undoMerge(tx: WriteTx, asker: Asker, id: string): Promise<string> {
  const { rows } = isId(id)
    ? await sql<{ keptId: string; goneId: string; isLast: boolean }>`
        select kept_id as "keptId", gone_id as "goneId",
               not exists (select from actors.merge l where l.workspace_id = m.workspace_id and l.undone_at is null
                            and l.gone_id = m.kept_id) as "isLast"
          from actors.merge m where workspace_id = ${asker.workspaceId} and id = ${id} and undone_at is null
           and at > now() - interval '30 days' for update`.execute(tx)
    : { rows: [] }
  const [found] = rows
  if (!found) throw new Problem('kernel.notFound', {}, 404)
  // The one that was kept has itself been merged since: that merge is undone first.
  if (!found.isLast) throw new Problem('actors.isMerged', {}, 409)
  await sql`
    select actors.repoint_back(moved, gone_id) from actors.merge
     where workspace_id = ${asker.workspaceId} and id = ${id}`.execute(tx)
  await sql`update actors.merge set undone_at = now() where workspace_id = ${asker.workspaceId} and id = ${id}`.execute(
    tx,
  )
  await setRemoved(tx, asker, [found.goneId], false)
  await logEvent(tx, asker, 'restored', { kind: 'organisation', id: found.goneId })
  return found.keptId
}
