/** A record between what it rests on and what rests on it: what its page shows beside it. */
import { sql } from 'kysely'
import { Problem } from '../platform/problem.ts'
import type { Text } from './text.ts'
import { type LinkKind, type StaleMark, staleMarks } from './thread.ts'
import { kindsBeside } from './thread-rules.ts'
import type { Asker, ReadTx } from './transaction.ts'

export interface Neighbour {
  /** Of the link, to remove it. */
  linkId: string
  link: LinkKind
  id: string
  kind: string
  title: Text
  path: string
  /** Version that is cited: of the neighbour where the record rests on it, of the record where the neighbour rests on it. */
  citedVersion: number
  /** What is cited has a newer version, or was withdrawn. */
  moved: boolean
  withdrawn: boolean
  /** Of the neighbour; `basis_revised` is shown to the team alone. */
  mark: StaleMark['effect'] | null
  /** The asker made the link herself and may take it away. */
  removable: boolean
}

export interface Thread {
  record: { id: string; kind: string; title: Text; path: string; version: number }
  /** What it rests on, oldest link first. */
  rests: Neighbour[]
  /** What rests on it, oldest link first; what the asker may not see is left out and not counted. */
  supports: Neighbour[]
  /** What moved under it, however far, and waits for a person. */
  marks: StaleMark[]
  /** The asker may write the record, and so decide what it rests on. */
  writes: boolean
  /** What the asker may add by hand: a basis where she writes the record, what rests on it where she writes anything that may. */
  adds: { rests: boolean; supports: boolean }
}

/** The thread next to a record, as one asker sees it. Throws `kernel.notFound` where the record is not there for her. */
export async function threadOf(tx: ReadTx, asker: Asker, id: string): Promise<Thread> {
  const { rows } = await sql<Thread['record'] & { writes: boolean; writable: Record<string, string[]> }>`
    select id, kind, title, path, version, kernel.writes_record(workspace_id, id) as writes, kernel.kind_scopes('write') as writable
      from kernel.record where workspace_id = ${asker.workspaceId} and id = ${id} and deleted_at is null`.execute(
    tx,
  )
  const [found] = rows
  if (!found) throw new Problem('kernel.notFound', {}, 404)
  const { writes, writable, ...record } = found
  const beside = kindsBeside(record.kind, 'supports')
  return {
    record,
    rests: await neighbours(tx, asker, id, 'rests'),
    supports: await neighbours(tx, asker, id, 'supports'),
    marks: await staleMarks(tx, asker, id),
    writes,
    adds: {
      rests: writes && kindsBeside(record.kind, 'rests').length > 0,
      supports: beside.some((kind) => (writable[kind]?.length ?? 0) > 0),
    },
  }
}

/** At most 200 on each side: nobody reads more in a panel. */
async function neighbours(
  tx: ReadTx,
  asker: Asker,
  id: string,
  side: 'rests' | 'supports',
): Promise<Neighbour[]> {
  const [near, far] = side === 'rests' ? ['record_id', 'basis_id'] : ['basis_id', 'record_id']
  const { rows } = await sql<Neighbour>`
    select l.id as "linkId", l.kind as link, r.id, r.kind, r.title, r.path, l.basis_version as "citedVersion",
           b.version > l.basis_version as moved, r.withdrawn_at is not null as withdrawn,
           (select case when bool_or(m.effect = 'stale') then 'stale' else min(m.effect) end
              from kernel.stale_mark m where m.workspace_id = r.workspace_id and m.record_id = r.id) as mark,
           l.member_id is not distinct from ${asker.memberId}::uuid and kernel.writes_record(l.workspace_id, l.record_id) as removable
      from kernel.link l
      join kernel.record r on r.workspace_id = l.workspace_id and r.id = l.${sql.ref(far)}
      join kernel.record b on b.workspace_id = l.workspace_id and b.id = l.basis_id
     where l.workspace_id = ${asker.workspaceId} and l.${sql.ref(near)} = ${id} and r.deleted_at is null
     order by l.id limit 200`.execute(tx)
  return rows
}
