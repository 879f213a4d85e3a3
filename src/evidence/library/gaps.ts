/** The gap matrix: what is held, counted from the documents; what the team says of a cell; the task of closing it. */
import { sql } from 'kysely'
import { logEvent } from '../../kernel/event.ts'
import { isId, newId } from '../../kernel/id.ts'
import { overVersion } from '../../kernel/over-version.ts'
import { type Place, placesOf, type WorkerGroup, workerGroupsOf } from '../../kernel/place.ts'
import type { Text } from '../../kernel/text.ts'
import type { Asker, ReadTx, WriteTx } from '../../kernel/transaction.ts'
import { Problem } from '../../platform/problem.ts'
import { type Counted, cellsOf } from './gap-rules.ts'
import type { Cell, GapState, Judgement, Priority, Quality } from './rules.ts'

/** What the team says of one cell. */
export interface GapWords {
  judged: Judgement | null
  priority: Priority | null
  note: string | null
  state: GapState | null
  who: string | null
  due: string | null
}

export interface Gap extends GapWords {
  id: string
  topic: string
  groupId: string | null
  placeId: string
  version: number
}

export interface Matrix {
  topics: readonly string[]
  groups: readonly WorkerGroup[]
  places: readonly Place[]
  /** The cell of a topic, a group (null: documents of no group in particular) and a place. */
  cell(topic: string, groupId: string | null, placeId: string): Cell
  /** Cells of which there is something to say, of all places: what is held, or what the team wrote. */
  all(): Cell[]
  /** Places of which a document speaks, by their ids. */
  spokenOf: ReadonlySet<string>
  /** Documents without a topic or a place, which no cell counts. */
  uncounted: number
}

/** Everything that the asker may see of it; the team's words only for the team. */
export async function matrixOf(tx: ReadTx, asker: Asker, topics: readonly string[]): Promise<Matrix> {
  const [places, groups, documents, gaps] = [
    await placesOf(tx, asker),
    await workerGroupsOf(tx, asker),
    await countedOf(tx, asker),
    await gapsOf(tx, asker),
  ]
  const cells = cellsOf({ places, documents, gaps })
  return {
    topics,
    groups,
    places,
    ...cells,
    spokenOf: new Set(documents.flatMap(({ placeIds }) => placeIds)),
    uncounted: documents.filter((one) => one.topics.length === 0 || one.placeIds.length === 0).length,
  }
}

async function countedOf(tx: ReadTx, asker: Asker): Promise<Counted[]> {
  const { rows } = await sql<Counted>`
    select d.topics, d.quality, coalesce(p.ids, '{}') as "placeIds", coalesce(g.ids, '{}') as "groupIds"
      from evidence.document d
      left join (select document_id, array_agg(place_id) as ids from evidence.document_place
                  where workspace_id = ${asker.workspaceId} group by document_id) p on p.document_id = d.id
      left join (select document_id, array_agg(worker_group_id) as ids from evidence.document_group
                  where workspace_id = ${asker.workspaceId} group by document_id) g on g.document_id = d.id
     where d.workspace_id = ${asker.workspaceId} and d.removed_at is null`.execute(tx)
  return rows as (Counted & { quality: Quality })[]
}

const columns = sql`
  id, topic, worker_group_id as "groupId", place_id as "placeId", judged, priority, note, state, who, due, version`

export async function gapsOf(tx: ReadTx, asker: Asker): Promise<Gap[]> {
  const { rows } = await sql<Gap>`
    select ${columns} from evidence.gap where workspace_id = ${asker.workspaceId} order by id`.execute(tx)
  return rows
}

export async function gapById(tx: ReadTx, asker: Asker, id: string): Promise<Gap> {
  if (!isId(id)) throw new Problem('kernel.notFound', {}, 404)
  const { rows } = await sql<Gap>`
    select ${columns} from evidence.gap where workspace_id = ${asker.workspaceId} and id = ${id}`.execute(tx)
  const [found] = rows
  if (!found) throw new Problem('kernel.notFound', {}, 404)
  return found
}

/** Tasks of closing a gap that are due by a day, the soonest first. */
export async function gapsDue(
  tx: ReadTx,
  asker: Asker,
  by: string,
): Promise<(Gap & { place: Text; group: Text | null })[]> {
  const { rows } = await sql<Gap & { place: Text; group: Text | null }>`
    select g.id, g.topic, g.worker_group_id as "groupId", g.place_id as "placeId", g.judged, g.priority, g.note, g.state, g.who, g.due, g.version,
           p.name as place, w.name as group
      from evidence.gap g
      join kernel.place p on p.workspace_id = g.workspace_id and p.id = g.place_id
      left join kernel.worker_group w on w.workspace_id = g.workspace_id and w.id = g.worker_group_id
     where g.workspace_id = ${asker.workspaceId} and g.state in ('wanted', 'commissioned', 'in_hand') and g.due <= ${by}
     order by g.due, g.id limit 50`.execute(tx)
  return rows
}

/** Writes what the team says of a cell over `version` (0: nobody had said anything); a newer one in the meantime is a 409. */
export async function writeGap(
  tx: WriteTx,
  asker: Asker,
  cell: { topic: string; groupId: string | null; placeId: string },
  given: GapWords,
  version: number,
): Promise<string> {
  const { rows } = await sql<{ id: string; version: number }>`
    select id, version from evidence.gap
     where workspace_id = ${asker.workspaceId} and topic = ${cell.topic} and place_id = ${cell.placeId}
       and worker_group_id is not distinct from ${cell.groupId}::uuid`.execute(tx)
  const [before] = rows
  const words = { ...given, due: given.state === null ? null : given.due }
  if (before) {
    const next = await overVersion(tx, asker, 'evidence.gap', { id: before.id, version }, words)
    await logEvent(tx, asker, 'changed', { kind: 'gap', id: before.id, version: next })
    return before.id
  }
  const id = newId()
  await tx
    .insertInto('evidence.gap')
    .values({
      workspace_id: asker.workspaceId,
      id,
      topic: cell.topic,
      worker_group_id: cell.groupId,
      place_id: cell.placeId,
      ...words,
    })
    .execute()
  await logEvent(tx, asker, 'created', { kind: 'gap', id, version: 1 })
  return id
}

/** Moves the task of a gap on; what else the team said stays. */
export async function moveGap(
  tx: WriteTx,
  asker: Asker,
  id: string,
  state: GapState,
  version: number,
): Promise<void> {
  const gap = await gapById(tx, asker, id)
  if (gap.state === null) throw new Problem('kernel.notFound', {}, 404)
  const next = await overVersion(tx, asker, 'evidence.gap', { id, version }, { state })
  await logEvent(tx, asker, 'changed', { kind: 'gap', id, version: next })
}
