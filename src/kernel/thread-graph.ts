/** The whole thread of a record, to be drawn and listed: all it rests on and all that rests on it, the nearest first. */
import { sql } from 'kysely'
import { Problem } from '../platform/problem.ts'
import type { Text } from './text.ts'
import type { LinkKind, StaleMark } from './thread.ts'
import type { Asker, ReadTx } from './transaction.ts'

export interface ThreadNode {
  id: string
  kind: string
  title: Text
  path: string
  version: number
  withdrawn: boolean
  mark: StaleMark['effect'] | null
  /** Links between the record and here: negative towards what it rests on, 0 the record itself, positive towards what rests on it. */
  distance: number
}

export interface ThreadLink {
  /** What is cited. */
  basis: string
  /** What rests on it. */
  record: string
  kind: LinkKind
  citedVersion: number
  /** The basis has a newer version than the one cited. */
  moved: boolean
}

export interface ThreadGraph {
  nodes: ThreadNode[]
  links: ThreadLink[]
  /** There is more beyond the nearest: the thread was followed no further. */
  cut: boolean
}

/**
 * The nearest `most` records on each side, with the links by which they were reached and those among them. What the asker may
 * not see is neither walked through nor counted. Throws `kernel.notFound` where she does not see the record itself.
 */
export async function threadGraph(tx: ReadTx, asker: Asker, id: string, most = 60): Promise<ThreadGraph> {
  const below = await reach(tx, asker, id, 'rests', most)
  const above = await reach(tx, asker, id, 'supports', most)
  const distances = new Map<string, number>([[id, 0], ...above.near, ...below.near])
  const nodes = await nodesOf(tx, asker, distances)
  if (!nodes.some((node) => node.id === id)) throw new Problem('kernel.notFound', {}, 404)
  return {
    nodes,
    links: await linksAmong(
      tx,
      asker,
      nodes.map((node) => node.id),
    ),
    cut: below.cut || above.cut,
  }
}

/**
 * Level by level, so that a source on which thousands rest costs no more than what is shown. The database tells the links of
 * a level whose both ends the asker sees; what is found twice keeps its shorter way.
 */
async function reach(
  tx: ReadTx,
  asker: Asker,
  id: string,
  side: 'rests' | 'supports',
  most: number,
): Promise<{ near: Map<string, number>; cut: boolean }> {
  const [near, far] = side === 'rests' ? ['record_id', 'basis_id'] : ['basis_id', 'record_id']
  const found = new Map<string, number>()
  let level = [id]
  for (let distance = 1; level.length > 0; distance += 1) {
    const room = most - found.size
    const { rows } = await sql<{ id: string }>`
      select distinct l.${sql.ref(far)} as id from kernel.link l
       where l.workspace_id = ${asker.workspaceId} and l.${sql.ref(near)} = any (${level}::uuid[])
         and l.${sql.ref(far)} <> all (${[id, ...found.keys()]}::uuid[])
       order by 1 limit ${room + 1}`.execute(tx)
    for (const one of rows.slice(0, room)) found.set(one.id, side === 'rests' ? -distance : distance)
    if (rows.length > room) return { near: found, cut: true }
    level = rows.map((one) => one.id)
  }
  return { near: found, cut: false }
}

async function nodesOf(
  tx: ReadTx,
  asker: Asker,
  distances: ReadonlyMap<string, number>,
): Promise<ThreadNode[]> {
  const { rows } = await sql<Omit<ThreadNode, 'distance'>>`
    select r.id, r.kind, r.title, r.path, r.version, r.withdrawn_at is not null as withdrawn,
           (select case when bool_or(m.effect = 'stale') then 'stale' else min(m.effect) end
              from kernel.stale_mark m where m.workspace_id = r.workspace_id and m.record_id = r.id) as mark
      from kernel.record r
     where r.workspace_id = ${asker.workspaceId} and r.id = any (${[...distances.keys()]}::uuid[]) and r.deleted_at is null`.execute(
    tx,
  )
  return rows
    .map((row) => ({ ...row, distance: distances.get(row.id) ?? 0 }))
    .toSorted((a, b) => a.distance - b.distance || (a.id < b.id ? -1 : 1))
}

async function linksAmong(tx: ReadTx, asker: Asker, ids: readonly string[]): Promise<ThreadLink[]> {
  const { rows } = await sql<ThreadLink>`
    select distinct on (l.basis_id, l.record_id) l.basis_id as basis, l.record_id as record, l.kind,
           l.basis_version as "citedVersion", b.version > l.basis_version as moved
      from kernel.link l join kernel.record b on b.workspace_id = l.workspace_id and b.id = l.basis_id
     where l.workspace_id = ${asker.workspaceId}
       and l.basis_id = any (${ids}::uuid[]) and l.record_id = any (${ids}::uuid[])
     order by l.basis_id, l.record_id, l.id`.execute(tx)
  return rows
}
