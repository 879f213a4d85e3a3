import { sql } from 'kysely'
import { newId } from '../kernel/id.ts'
import { addRecord, changeRecord, markStale } from '../kernel/record.ts'
import type { Text } from '../kernel/text.ts'
import { confirm, linkRecords, staleMarks } from '../kernel/thread.ts'
import type { Asker, ReadTx, WriteTx } from '../kernel/transaction.ts'
import { Problem } from '../platform/problem.ts'
import type { ColumnKey, TableId } from './enoe/index.ts'
import type { Estimated } from './overview/publication.ts'

interface Of {
  place: string
  /** Code of a worker group, or null for everybody. */
  group: string | null
  level: 90 | 95
  /** Version of the definitions it was computed with. */
  catalogue: string
}

/** An estimate of the overview. */
export interface CellSpec extends Of {
  table: TableId
  row: string
  column: ColumnKey
  sex: 'total' | 'women' | 'men'
}

/** The difference or ratio of two groups. */
export interface ContrastSpec extends Of {
  contrast: { indicator: string; of: 'difference' | 'ratio'; a: string; b: string }
}

/** An indicator's change between two periods, the later minus the earlier. */
export interface ChangeSpec extends Of {
  change: {
    indicator: string
    sex: 'total' | 'women' | 'men'
    before: string
    after: string
    /** matched: the error takes account of the dwellings that are in both periods. */
    method: 'matched' | 'independent' | 'stacked'
  }
}

/** What a figure is of: enough to compute it again on another vintage, and to say in words what it counts. */
export type FigureSpec = CellSpec | ContrastSpec | ChangeSpec

/** What a figure was computed on. */
export interface Vintages {
  vintageId: string
  /** Of a change: the vintage of the earlier period. */
  againstVintageId: string | null
}

export interface Figure extends Vintages {
  id: string
  version: number
  title: Text
  dataFileId: string
  /** Of a change: the data file of the earlier period. */
  againstFileId: string | null
  spec: FigureSpec
  estimate: Estimated
  /** On the newest vintage, where it came out different and nobody has settled it. */
  recomputed: (Vintages & { estimate: Estimated }) | null
  createdAt: Date
}

const figures = (tx: ReadTx, asker: Asker) =>
  tx
    .selectFrom('evidence.figure as f')
    .innerJoin('kernel.record as r', (join) =>
      join.onRef('r.workspace_id', '=', 'f.workspace_id').onRef('r.id', '=', 'f.id'),
    )
    .where('f.workspace_id', '=', asker.workspaceId)
    .where('r.deleted_at', 'is', null)
    .select([
      'f.id',
      'r.version',
      'r.title',
      'f.data_file_id as dataFileId',
      'f.vintage_id as vintageId',
      'f.against_file_id as againstFileId',
      'f.against_vintage_id as againstVintageId',
      'f.spec',
      'f.estimate',
      'f.recomputed',
      'r.created_at as createdAt',
    ])

/** Cited figures, newest first; of one place, or that rest on one file, where given. */
export const listFigures = (
  tx: ReadTx,
  asker: Asker,
  filter: { placeId?: string; before?: string; dataFileId?: string; all?: boolean } = {},
): Promise<Figure[]> =>
  figures(tx, asker)
    .$if(filter.placeId !== undefined, (query) => query.where('r.place_id', '=', filter.placeId ?? ''))
    .$if(filter.dataFileId !== undefined, (query) =>
      query.where((or) =>
        or.or(
          (['f.data_file_id', 'f.against_file_id'] as const).map((file) =>
            or(file, '=', filter.dataFileId ?? ''),
          ),
        ),
      ),
    )
    .$if(filter.before !== undefined, (query) => query.where('f.id', '<', filter.before ?? ''))
    .orderBy('f.id', 'desc')
    .$if(!filter.all, (query) => query.limit(51))
    .execute() as unknown as Promise<Figure[]>

export async function figureById(tx: ReadTx, asker: Asker, id: string): Promise<Figure> {
  const found = await figures(tx, asker).where('f.id', '=', id).executeTakeFirst()
  if (!found) throw new Problem('kernel.notFound', {}, 404)
  return found as unknown as Figure
}

/** Freezes an estimate with its specification; the same one cited twice is the same figure. Returns its id. */
export async function cite(
  tx: WriteTx,
  asker: Asker,
  given: {
    title: Text
    dataFileId: string
    vintageId: string
    /** Of a change: the file of the earlier period. */
    against?: { dataFileId: string; vintageId: string }
    spec: FigureSpec
    estimate: Estimated
    placeId: string | null
    groupId: string | null
  },
): Promise<string> {
  const { against } = given
  const vintages = { vintageId: given.vintageId, againstVintageId: against?.vintageId ?? null }
  const same = await figures(tx, asker)
    .where('f.vintage_id', '=', given.vintageId)
    .where('f.against_vintage_id', 'is not distinct from', vintages.againstVintageId)
    .where('f.spec', '=', sql<string>`${JSON.stringify(given.spec)}::jsonb`)
    .executeTakeFirst()
  if (same) return same.id
  const id = newId()
  await addRecord(tx, asker, {
    ...citable(id, given.title, { ...given, ...vintages }),
    placeId: given.placeId,
    workerGroupId: given.groupId,
  })
  await tx
    .insertInto('evidence.figure')
    .values({
      workspace_id: asker.workspaceId,
      id,
      data_file_id: given.dataFileId,
      vintage_id: given.vintageId,
      against_file_id: against?.dataFileId ?? null,
      against_vintage_id: vintages.againstVintageId,
      spec: JSON.stringify(given.spec),
      estimate: JSON.stringify(given.estimate),
    })
    .execute()
  for (const basis of [given.dataFileId, ...(against ? [against.dataFileId] : [])])
    await linkRecords(tx, asker, { record: id, basis, kind: 'supports' })
  return id
}

const citable = (id: string, title: Text, given: Vintages & { spec: FigureSpec; estimate: Estimated }) => ({
  id,
  kind: 'figure',
  title,
  path: `/evidence/figures/${id}`,
  snapshot: {
    vintage: given.vintageId,
    ...(given.againstVintageId ? { against: given.againstVintageId } : {}),
    spec: given.spec,
    estimate: given.estimate,
  },
})

/** Two estimates are the same figure if they agree to ten digits: threads sum doubles in another order. */
const moved = (a: number | null, b: number | null): boolean =>
  a === null || b === null ? a !== b : Math.abs(a - b) > 1e-10 * Math.max(Math.abs(a), Math.abs(b))

export const hasMoved = (before: Estimated, after: Estimated): boolean =>
  moved(before.estimate, after.estimate) ||
  moved(before.se, after.se) ||
  before.n !== after.n ||
  (before.sides ?? []).some((side, at) => hasMoved(side, after.sides?.[at] ?? none))

const none: Estimated = { estimate: null, se: null, n: 0 }

/** A newer vintage of `file` came out different: the figure keeps its value, is marked, and so is all that rests on it. */
export async function noteMoved(
  tx: WriteTx,
  asker: Asker,
  figure: Figure,
  recomputed: NonNullable<Figure['recomputed']>,
  file: string,
): Promise<void> {
  await tx
    .updateTable('evidence.figure')
    .set({ recomputed: JSON.stringify(recomputed) })
    .where('workspace_id', '=', asker.workspaceId)
    .where('id', '=', figure.id)
    .execute()
  await markStale(tx, figure.id, file, 'replaced')
}

/** A newer vintage came out the same: the figure now cites it, and nothing is marked. */
export async function noteUnmoved(
  tx: WriteTx,
  asker: Asker,
  figure: Figure,
  { vintageId, againstVintageId }: Vintages,
): Promise<void> {
  await tx
    .updateTable('evidence.figure')
    .set({ vintage_id: vintageId, against_vintage_id: againstVintageId, recomputed: null })
    .where('workspace_id', '=', asker.workspaceId)
    .where('id', '=', figure.id)
    .execute()
}

/**
 * A person settles a figure that moved: `accept` the new value (a new version; what rests on it stays marked until its own
 * people have read it) or `keep` the frozen one, with its vintage named.
 */
export async function settle(
  tx: WriteTx,
  asker: Asker,
  id: string,
  decision: 'accept' | 'keep',
): Promise<void> {
  const figure = await figureById(tx, asker, id)
  if (!figure.recomputed) throw new Problem('evidence.nothingToSettle', {}, 409)
  const { recomputed } = figure
  if (decision === 'accept') {
    await changeRecord(
      tx,
      asker,
      await keepPlace(tx, asker, id, citable(id, figure.title, { ...recomputed, spec: figure.spec })),
      figure.version,
    )
  }
  await tx
    .updateTable('evidence.figure')
    .set({
      recomputed: null,
      ...(decision === 'accept'
        ? {
            vintage_id: recomputed.vintageId,
            against_vintage_id: recomputed.againstVintageId ?? null,
            estimate: JSON.stringify(recomputed.estimate),
          }
        : {}),
    })
    .where('workspace_id', '=', asker.workspaceId)
    .where('id', '=', id)
    .execute()
  const files = [figure.dataFileId, figure.againstFileId]
  for (const { sourceId } of await staleMarks(tx, asker, id))
    if (files.includes(sourceId)) await confirm(tx, asker, id, sourceId)
}

async function keepPlace<T extends object>(tx: ReadTx, asker: Asker, id: string, record: T) {
  const kept = await tx
    .selectFrom('kernel.record')
    .select(['place_id as placeId', 'worker_group_id as workerGroupId'])
    .where('workspace_id', '=', asker.workspaceId)
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  return { ...record, ...kept }
}

/** Takes a figure away for 30 days, then for good; what rests on it is marked withdrawn. */
export async function removeFigure(tx: WriteTx, asker: Asker, id: string): Promise<void> {
  const figure = await figureById(tx, asker, id)
  await changeRecord(
    tx,
    asker,
    await keepPlace(tx, asker, id, citable(id, figure.title, figure)),
    figure.version,
    'withdrawn',
  )
  await setDeleted(tx, asker, id, true)
}

/** Brings a removed figure back. */
export async function restoreFigure(tx: WriteTx, asker: Asker, id: string): Promise<void> {
  await setDeleted(tx, asker, id, false)
}

async function setDeleted(tx: WriteTx, asker: Asker, id: string, deleted: boolean): Promise<void> {
  const { numUpdatedRows } = await tx
    .updateTable('kernel.record')
    .set(deleted ? { deleted_at: sql`now()` } : { deleted_at: null, withdrawn_at: null })
    .where('workspace_id', '=', asker.workspaceId)
    .where('kind', '=', 'figure')
    .where('id', '=', id)
    .executeTakeFirst()
  if (numUpdatedRows === 0n) throw new Problem('kernel.notFound', {}, 404)
}
