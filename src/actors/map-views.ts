/** The other views of the same: influence by interest on an issue, and organisations by state. */
import { sql } from 'kysely'
import type { Text } from '../kernel/text.ts'
import type { Asker, ReadTx } from '../kernel/transaction.ts'
import { chosen, type Filter } from './list.ts'
import type { Stance } from './rules.ts'

export interface Placed {
  id: string
  name: Text
  influence: number
  interest: number
  stance: Stance | null
}

/** Who is how influential and how interested on an issue, by the last that was known of each on a day; the most of both first. */
export async function matrixOf(
  tx: ReadTx,
  asker: Asker,
  issueId: string,
  filter: Filter,
  day: string,
): Promise<Placed[]> {
  const { rows } = await sql<Placed>`
    with last as (
      select organisation_id,
             (array_agg(influence order by observed_on desc, id desc) filter (where influence is not null))[1] as influence,
             (array_agg(interest order by observed_on desc, id desc) filter (where interest is not null))[1] as interest,
             (array_agg(stance order by observed_on desc, id desc) filter (where stance is not null))[1] as stance
        from actors.position where workspace_id = ${asker.workspaceId} and issue_id = ${issueId} and deleted_at is null and observed_on <= ${day}
       group by organisation_id)
    select o.id, k.name, l.influence, l.interest, l.stance
      from last l join actors.organisation o on o.workspace_id = ${asker.workspaceId} and o.id = l.organisation_id
      join kernel.organisation k on k.workspace_id = o.workspace_id and k.id = o.id
     where l.influence is not null and l.interest is not null and ${chosen(asker, filter)}
     order by l.influence desc, l.interest desc, o.sort_name, o.id limit 200`.execute(tx)
  return rows
}

export interface StateCount {
  code: string
  name: Text
  count: number
  /** Of the workers' organisations that are no networks; null: none has told. */
  members: number | null
}

/** Organisations by the state of their seat and territory; one that is active in two is counted in both. Members as of a day. */
export async function statesOf(
  tx: ReadTx,
  asker: Asker,
  filter: Filter,
  day: string,
): Promise<{ states: StateCount[]; national: number }> {
  const { rows } = await sql<StateCount & { kind: string }>`
    with recursive up (place, state) as (
      select id, id from kernel.place where workspace_id = ${asker.workspaceId} and kind in ('state', 'country')
      union
      select p.id, u.state from kernel.place p join up u on p.workspace_id = ${asker.workspaceId} and p.parent_id = u.place
       where p.kind <> 'state'),
    here as (
      select distinct u.state, o.id, o.legal_form, o.constituency
        from actors.organisation o
        join lateral (select o.place_id union select t.place_id from actors.organisation_place t
                       where t.workspace_id = o.workspace_id and t.organisation_id = o.id) at (place_id) on at.place_id is not null
        join up u on u.place = at.place_id
        join kernel.place s on s.workspace_id = o.workspace_id and s.id = u.state
       where (s.kind = 'state' or at.place_id = s.id) and ${chosen(asker, filter)})
    select s.code, s.kind, s.name, count(h.id)::int as count,
           sum(m.members) filter (where h.constituency = 'workers' and h.legal_form not in ('network', 'federation'))::int as members
      from kernel.place s left join here h on h.state = s.id
      left join lateral (
        select coalesce(total, women + men) as members from actors.membership
         where workspace_id = ${asker.workspaceId} and organisation_id = h.id and deleted_at is null and observed_on <= ${day}
         order by observed_on desc, id desc limit 1) m on true
     where s.workspace_id = ${asker.workspaceId} and s.kind in ('state', 'country')
     group by s.code, s.kind, s.name order by s.code`.execute(tx)
  return {
    states: rows.filter(({ kind }) => kind === 'state'),
    national: rows.find(({ kind }) => kind === 'country')?.count ?? 0,
  }
}

export interface MunicipalityCount {
  /** Null: those of the state of whom no municipality is known. */
  code: string | null
  name: Text | null
  count: number
  /** As in `StateCount`. */
  members: number | null
  /** Its outline, where the workspace has imported it. */
  outline: Geometry | null
}
export interface Geometry {
  type: string
  coordinates: unknown
}

/**
 * Organisations of a state by the municipality of seat and territory (what lies in one counts for it), those without any last;
 * municipalities where nobody is are there only for their outline. Members as of a day.
 */
export async function municipalitiesOf(
  tx: ReadTx,
  asker: Asker,
  state: string,
  filter: Filter,
  day: string,
): Promise<MunicipalityCount[]> {
  const { rows } = await sql<MunicipalityCount>`
    with recursive down (place, municipality) as (
      select id, null::uuid from kernel.place where workspace_id = ${asker.workspaceId} and kind = 'state' and code = ${state}
      union
      select p.id, case when p.kind = 'municipality' then p.id else d.municipality end
        from kernel.place p join down d on p.workspace_id = ${asker.workspaceId} and p.parent_id = d.place),
    here as (
      select distinct d.municipality, o.id, o.legal_form, o.constituency
        from actors.organisation o
        join lateral (select o.place_id union select t.place_id from actors.organisation_place t
                       where t.workspace_id = o.workspace_id and t.organisation_id = o.id) at (place_id) on true
        join down d on d.place = at.place_id
       where ${chosen(asker, filter)}),
    counted as (
      select h.municipality, h.id, h.legal_form, h.constituency from here h
       where h.municipality is not null
          or not exists (select from here k where k.id = h.id and k.municipality is not null)),
    named as (
      select c.municipality, count(*)::int as count,
             sum(m.members) filter (where c.constituency = 'workers' and c.legal_form not in ('network', 'federation'))::int as members
        from counted c
        left join lateral (
          select coalesce(total, women + men) as members from actors.membership
           where workspace_id = ${asker.workspaceId} and organisation_id = c.id and deleted_at is null and observed_on <= ${day}
           order by observed_on desc, id desc limit 1) m on true
       group by c.municipality)
    select p.code, p.name, coalesce(n.count, 0) as count, n.members, p.outline
      from named n full join (select distinct municipality as id from down where municipality is not null) d on d.id = n.municipality
      left join kernel.place p on p.workspace_id = ${asker.workspaceId} and p.id = coalesce(n.municipality, d.id)
     where n.count > 0 or p.outline is not null
     order by p.code is null, coalesce(n.count, 0) desc, p.code`.execute(tx)
  return rows
}
