/** Organisations and people as other parts name, choose and show them. */
import { sql } from 'kysely'
import { isId } from '../kernel/id.ts'
import type { Text } from '../kernel/text.ts'
import type { Asker, ReadTx } from '../kernel/transaction.ts'
import type { Constituency } from './rules.ts'

export interface OrganisationName {
  id: string
  name: Text
  acronym: string | null
  /** Null: nobody has said yet. */
  constituency: Constituency | null
  /** Removed, or merged into another: shown where it is named already, not offered any more. */
  isGone: boolean
}

/** The names for these ids. One that was merged answers with the id that was asked and the name of the one it became. */
export async function organisationNames(
  tx: ReadTx,
  asker: Asker,
  ids: readonly string[],
): Promise<Map<string, OrganisationName>> {
  if (ids.length === 0) return new Map()
  const { rows } = await sql<OrganisationName>`
    select o.id, coalesce(k2.name, k.name) as name, coalesce(o2.acronym, o.acronym) as acronym,
           coalesce(o2.constituency, o.constituency) as constituency, o.deleted_at is not null as "isGone"
      from actors.organisation o
      join kernel.organisation k on k.workspace_id = o.workspace_id and k.id = o.id
      left join actors.organisation o2 on o2.workspace_id = o.workspace_id and o2.id = o.merged_into
      left join kernel.organisation k2 on k2.workspace_id = o.workspace_id and k2.id = o.merged_into
     where o.workspace_id = ${asker.workspaceId} and o.id = any (${sql.val([...ids])}::uuid[])`.execute(tx)
  return new Map(rows.map((row) => [row.id, row]))
}

/**
 * A pick list, by name: those whose name or acronym holds what was typed (accents, capitals aside) or looks like it.
 * Without `words` the first ones by name.
 * @param options.constituency only these; `limit` 50 by default, at most 5000
 */
export async function pickOrganisations(
  tx: ReadTx,
  asker: Asker,
  words = '',
  options: { constituency?: readonly Constituency[]; limit?: number } = {},
): Promise<OrganisationName[]> {
  const { constituency, limit = 50 } = options
  const { rows } = await sql<OrganisationName>`
    with asked as materialized (select actors.plain(${words.slice(0, 200)}) as words)
    select o.id, k.name, o.acronym, o.constituency, false as "isGone"
      from actors.organisation o
      join kernel.organisation k on k.workspace_id = o.workspace_id and k.id = o.id, asked
     where o.workspace_id = ${asker.workspaceId} and o.deleted_at is null
       and (${constituency === undefined} or o.constituency = any (${sql.val([...(constituency ?? [])])}::text[]))
       and (asked.words = '' or o.plain_name like '%' || asked.words || '%' or asked.words <% o.plain_name)
     order by (case when asked.words = '' then 0 else word_similarity(asked.words, o.plain_name) end) desc,
              o.sort_name, o.id
     limit ${Math.min(limit, 5000)}`.execute(tx)
  return rows
}

export interface PersonName {
  id: string
  name: string
  organisationId: string | null
  /** What she is in her organisation now, where it is recorded. */
  post: string | null
}

/**
 * People by the name or organisation, of those whom the asker may see at all: the database gives a researcher, an official
 * or a donor none, a leader her own organisation's.
 */
export async function pickPeople(
  tx: ReadTx,
  asker: Asker,
  given: { words?: string; organisationId?: string; ids?: readonly string[]; limit?: number } = {},
): Promise<PersonName[]> {
  const { words = '', organisationId, ids, limit = 50 } = given
  if (organisationId !== undefined && !isId(organisationId)) return []
  const { rows } = await sql<PersonName>`
    with asked as materialized (select actors.plain(${words.slice(0, 200)}) as words)
    select p.id, p.name, p.organisation_id as "organisationId",
           (select t.title from actors.post t
             where t.workspace_id = p.workspace_id and t.person_id = p.id and (t.until is null or t.until >= current_date)
             order by t.since desc nulls last, t.id limit 1) as post
      from actors.person p, asked
     where p.workspace_id = ${asker.workspaceId} and p.deleted_at is null
       and (${organisationId ?? null}::uuid is null or p.organisation_id = ${organisationId ?? null}::uuid)
       and (${ids === undefined} or p.id = any (${sql.val([...(ids ?? [])])}::uuid[]))
       and (asked.words = '' or p.plain_name like '%' || asked.words || '%' or asked.words <% p.plain_name)
     order by p.name collate "es-x-icu", p.id limit ${Math.min(limit, 5000)}`.execute(tx)
  return rows
}
