/** The list of organisations: filters, order, pages of fifty. */
import { type RawBuilder, sql } from 'kysely'
import { isId } from '../kernel/id.ts'
import type { Text } from '../kernel/text.ts'
import type { Asker, ReadTx } from '../kernel/transaction.ts'
import type { Constituency, LegalForm } from './rules.ts'

export interface Filter {
  words?: string
  /** Names that only look like the words, too: asked where nothing holds them, for it takes long. */
  alike?: boolean
  /** Code of a place: those with seat or territory in it or in what lies in it. */
  place?: string
  /** Code of a worker group. */
  group?: string
  constituency?: string
  form?: string
}

export interface Listed {
  id: string
  name: Text
  acronym: string | null
  constituency: Constituency | null
  legalForm: LegalForm | null
  place: Text | null
  members: number | null
  women: number | null
  membersOn: string | null
  basis: 'reported' | 'documented' | null
  /** How many there are from here on, this page and all that follow. */
  total: number
}

export const pageLength = 50
export type Order = 'name' | 'members'

/** The last observation of each organisation, `m`. */
const lastMembership = sql`
  left join lateral (
    select coalesce(m.total, m.women + m.men) as members, m.women, m.observed_on, m.basis from actors.membership m
     where m.workspace_id = o.workspace_id and m.organisation_id = o.id and m.deleted_at is null order by m.observed_on desc, m.id desc limit 1) m on true`

/** A condition on `o`, for the list, its number, the export and the map alike. */
export function chosen(asker: Asker, filter: Filter): RawBuilder<unknown> {
  const conditions = [sql`o.workspace_id = ${asker.workspaceId}`, sql`o.deleted_at is null`]
  if (filter.words) {
    const words = filter.words.slice(0, 200)
    conditions.push(sql`(o.plain_name like '%' || (select actors.plain(${words})) || '%'
      ${filter.alike ? sql`or (select actors.plain(${words})) <% o.plain_name` : sql``}
      or o.id in (select e.id from kernel.search_entry e where e.workspace_id = ${asker.workspaceId} and e.kind = 'organisation'
                   and e.words @@ (websearch_to_tsquery('kernel.es', ${words}) || websearch_to_tsquery('kernel.en', ${words}))))`)
  }
  if (filter.place) {
    const within = sql`(
      with recursive within (id) as (
        select id from kernel.place where workspace_id = ${asker.workspaceId} and code = ${filter.place}
        union select p.id from kernel.place p join within w on p.workspace_id = ${asker.workspaceId} and p.parent_id = w.id)
      select id from within)`
    conditions.push(sql`(o.place_id in ${within} or o.id in (
      select t.organisation_id from actors.organisation_place t where t.workspace_id = ${asker.workspaceId} and t.place_id in ${within}))`)
  }
  if (filter.group)
    conditions.push(sql`o.id in (
      select g.organisation_id from actors.organisation_group g join kernel.worker_group w on w.workspace_id = g.workspace_id and w.id = g.worker_group_id
       where g.workspace_id = ${asker.workspaceId} and w.code = ${filter.group})`)
  if (filter.constituency)
    conditions.push(
      filter.constituency === 'none'
        ? sql`o.constituency is null`
        : sql`o.constituency = ${filter.constituency}`,
    )
  if (filter.form) conditions.push(sql`o.legal_form = ${filter.form}`)
  return sql.join(conditions, sql` and `)
}

/** One page and one row more, from which the next page is known. */
export async function listOrganisations(
  tx: ReadTx,
  asker: Asker,
  filter: Filter,
  { after, order = 'name', limit = pageLength + 1 }: { after?: string; order?: Order; limit?: number } = {},
): Promise<Listed[]> {
  const key = order === 'name' ? sql`o.sort_name` : sql`-coalesce(m.members, -1)`
  const from = sql`actors.organisation o ${order === 'members' ? lastMembership : sql``}`
  const onwards =
    after && isId(after)
      ? sql`and (${key}, o.id) > (select ${key}, o.id from ${from} where o.workspace_id = ${asker.workspaceId} and o.id = ${after})`
      : sql``
  const { rows } = await sql<Listed>`
    with shown as materialized (
      select o.workspace_id, o.id, ${key} as key, count(*) over ()::int as total from ${from} where ${chosen(asker, filter)} ${onwards}
       order by ${key}, o.id limit ${limit})
    select o.id, k.name, o.acronym, o.constituency, o.legal_form as "legalForm", p.name as place, m.members, m.women,
           m.observed_on as "membersOn", m.basis, s.total
      from shown s
      join actors.organisation o on o.workspace_id = s.workspace_id and o.id = s.id
      join kernel.organisation k on k.workspace_id = o.workspace_id and k.id = o.id
      left join kernel.place p on p.workspace_id = o.workspace_id and p.id = o.place_id
      ${lastMembership}
     order by s.key, s.id`.execute(tx)
  return rows
}

export async function countOrganisations(tx: ReadTx, asker: Asker, filter: Filter): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from actors.organisation o where ${chosen(asker, filter)}`.execute(tx)
  return rows[0]?.n ?? 0
}

/** Removed in the last thirty days and not merged: what can be brought back. */
export async function removedOrganisations(
  tx: ReadTx,
  asker: Asker,
): Promise<{ id: string; name: Text; deletedAt: Date }[]> {
  const { rows } = await sql<{ id: string; name: Text; deletedAt: Date }>`
    select o.id, k.name, o.deleted_at as "deletedAt" from actors.organisation o
      join kernel.organisation k on k.workspace_id = o.workspace_id and k.id = o.id
     where o.workspace_id = ${asker.workspaceId} and o.deleted_at > now() - interval '30 days' and o.merged_into is null
     order by o.deleted_at desc limit 50`.execute(tx)
  return rows
}
