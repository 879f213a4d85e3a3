/** What the map shows, from the database: organisations chosen by filters, ties that hold on a day, stored places. */
import { type Kysely, sql } from 'kysely'
import type { Text } from '../kernel/text.ts'
import { type Asker, type ReadTx, read, type WriteTx, write } from '../kernel/transaction.ts'
import type { Schema } from '../platform/database/schema.ts'
import type { JobKind } from '../platform/jobs/index.ts'
import { addToLayout, layOut, type Point } from './layout.ts'
import { chosen, type Filter } from './list.ts'
import type { Constituency, RelationKind, Stance } from './rules.ts'

export interface Actor {
  id: string
  name: Text
  constituency: Constituency | null
  members: number | null
  x: number | null
  y: number | null
  /** On the issue that was asked for; null: not known, or not for the asker to see. */
  stance: Stance | null
}
export interface Tie {
  kind: RelationKind
  from: string
  to: string
}
export interface Graph {
  actors: Actor[]
  ties: Tie[]
}

/** Organisations by name and the ties among them that hold on a day (ISO). Disputes come only to who may see them. */
export async function graphOf(
  tx: ReadTx,
  asker: Asker,
  filter: Filter,
  { day, issue = null }: { day: string; issue?: string | null },
): Promise<Graph> {
  const { rows: actors } = await sql<Actor>`
    select o.id, k.name, o.constituency, m.members, p.x, p.y, s.stance
      from actors.organisation o
      join kernel.organisation k on k.workspace_id = o.workspace_id and k.id = o.id
      left join actors.layout_point p on p.workspace_id = o.workspace_id and p.organisation_id = o.id
      -- By their keys, one by one: a planner without statistics would compare each with each.
      left join lateral (
        select coalesce(n.total, n.women + n.men) as members from actors.membership n
         where n.workspace_id = o.workspace_id and n.organisation_id = o.id and n.deleted_at is null and n.observed_on <= ${day}
         order by n.observed_on desc, n.id desc limit 1) m on true
      left join lateral (
        select n.stance from actors.position n
         where n.workspace_id = o.workspace_id and n.issue_id = ${issue}::uuid and n.organisation_id = o.id
           and n.deleted_at is null and n.observed_on <= ${day} and n.stance is not null
         order by n.observed_on desc, n.id desc limit 1) s on true
     where ${chosen(asker, filter)} order by o.sort_name, o.id`.execute(tx)
  const { rows: ties } = await sql<Tie>`
    select kind, from_id as "from", to_id as "to" from actors.relation
     where workspace_id = ${asker.workspaceId} and deleted_at is null
       and (since is null or since <= ${day}) and (until is null or until >= ${day}) order by kind, id`.execute(
    tx,
  )
  const shown = new Set(actors.map(({ id }) => id))
  return { actors, ties: ties.filter(({ from, to }) => shown.has(from) && shown.has(to)) }
}

/** Up to here a whole map is laid out while the page is asked for; more is a job. */
export const atOnce = 400

/**
 * Places for those of the whole map that have none, added to the ones there are; a small map without any is laid out. Null:
 * that is work for the job, and rows do until then (`inRows`).
 */
export async function placesFor({ actors, ties }: Graph): Promise<Map<string, Point> | null> {
  const known = new Map(actors.flatMap(({ id, x, y }) => (x === null || y === null ? [] : [[id, { x, y }]])))
  const ids = actors.map(({ id }) => id)
  if (ids.length - known.size > atOnce) return null
  if (known.size === 0) return layOut(ids, ties)
  return addToLayout(ids, ties, known)
}

/** Keeps places; those that are there already stay, unless the whole map is laid out anew. */
export async function keepPlaces(
  tx: WriteTx,
  asker: Asker,
  places: ReadonlyMap<string, Point>,
  { anew = false }: { anew?: boolean } = {},
): Promise<void> {
  const rows = JSON.stringify([...places].map(([id, { x, y }]) => ({ id, x, y })))
  if (anew) await sql`delete from actors.layout_point where workspace_id = ${asker.workspaceId}`.execute(tx)
  await sql`
    insert into actors.layout_point (workspace_id, organisation_id, x, y)
    select ${asker.workspaceId}, g.id, g.x, g.y from jsonb_to_recordset(${rows}::jsonb) as g (id uuid, x real, y real)
    on conflict do nothing`.execute(tx)
}

/** Lays out the whole map anew. */
export const layoutJob = (db: Kysely<Schema>): JobKind => ({
  name: 'actors.layout',
  steps: ['placing'],
  async run(_, { workspaceId, signal, progress }) {
    const system = { workspaceId, as: 'system' } as const
    const day = new Date().toISOString().slice(0, 10)
    const { actors, ties } = await read(db, system, (tx, asker) => graphOf(tx, asker, {}, { day }))
    const places = await layOut(
      actors.map(({ id }) => id),
      ties,
      { signal, onProgress: (share) => progress('placing', Math.round(share * 99)) },
    )
    await write(db, system, (tx, asker) => keepPlaces(tx, asker, places, { anew: true }))
    return undefined
  },
})
