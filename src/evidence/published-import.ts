/** Whole files of published figures: looked at, written all or none, undone whole. */
import { sql } from 'kysely'
import { logEvent } from '../kernel/event.ts'
import { newId } from '../kernel/id.ts'
import { changeRecord } from '../kernel/record.ts'
import { said } from '../kernel/text.ts'
import type { Asker, ReadTx, WriteTx } from '../kernel/transaction.ts'
import { Problem } from '../platform/problem.ts'
import { current, insertFigures, type Published, recordOf, withdraw } from './published.ts'
import { diffImport, type ImportDiff, type NewPublished } from './published-rules.ts'

export interface PublishedImport {
  id: string
  fileName: string
  sha256: string
  bytes: number
  givenAt: Date
  doneAt: Date | null
  added: number
  updated: number
  unchanged: number
  undoneAt: Date | null
  /** Within 30 days of being done. */
  canUndo: boolean
}

const imports = (tx: ReadTx, asker: Asker) =>
  tx
    .selectFrom('evidence.published_import as i')
    .where('i.workspace_id', '=', asker.workspaceId)
    .select([
      'i.id',
      'i.file_name as fileName',
      'i.sha256',
      'i.bytes',
      'i.given_at as givenAt',
      'i.done_at as doneAt',
      'i.added',
      'i.updated',
      'i.unchanged',
      'i.undone_at as undoneAt',
      sql<boolean>`i.done_at > now() - interval '30 days' and i.undone_at is null and i.added + i.updated > 0`.as(
        'canUndo',
      ),
    ])

/** What was imported lately, newest first. */
export const recentPublishedImports = (tx: ReadTx, asker: Asker): Promise<PublishedImport[]> =>
  imports(tx, asker)
    .where('i.done_at', 'is not', null)
    .orderBy('i.id', 'desc')
    .limit(20)
    .execute() as unknown as Promise<PublishedImport[]>

export async function publishedImportById(tx: ReadTx, asker: Asker, id: string): Promise<PublishedImport> {
  if (!/^[0-9a-f-]{36}$/.test(id)) throw new Problem('kernel.notFound', {}, 404)
  const found = await imports(tx, asker).where('i.id', '=', id).executeTakeFirst()
  if (!found) throw new Problem('kernel.notFound', {}, 404)
  return found as unknown as PublishedImport
}

/** Notes a file that is to be looked at. The same file that holds already is found again instead: `same`. */
export async function givePublishedFile(
  tx: WriteTx,
  asker: Asker,
  file: { name: string; sha256: string; bytes: number },
): Promise<{ id: string; same: boolean }> {
  const same = await imports(tx, asker)
    .where('i.sha256', '=', file.sha256)
    .where('i.undone_at', 'is', null)
    .orderBy('i.done_at', (order) => order.desc().nullsLast())
    .executeTakeFirst()
  if (same) return { id: same.id, same: same.doneAt !== null }
  const id = newId()
  await tx
    .insertInto('evidence.published_import')
    .values({
      workspace_id: asker.workspaceId,
      id,
      file_name: file.name,
      sha256: file.sha256,
      bytes: file.bytes,
      member_id: asker.memberId,
    })
    .execute()
  return { id, same: false }
}

/** What an import may change in a figure, and undoing it change back. */
type Restorable = Pick<
  Published,
  'id' | 'value' | 'se' | 'cv' | 'cvDecimals' | 'low' | 'high' | 'level' | 'importId'
>
type KeptNumbers = Restorable & Pick<Published, 'period' | 'place' | 'sex' | 'locality' | 'path'>

/** What importing these figures would add and update. */
export async function previewPublished(
  tx: ReadTx,
  asker: Asker,
  given: readonly NewPublished[],
): Promise<ImportDiff<KeptNumbers>> {
  const kept = (await tx
    .selectFrom('evidence.published_figure as p')
    .where('p.workspace_id', '=', asker.workspaceId)
    .where('p.path', 'is not', null)
    .where('p.period', 'in', [...new Set(given.map(({ period }) => period))])
    .where('p.place_code', 'in', [...new Set(given.map(({ place }) => place))])
    .select([
      'p.id',
      'p.period',
      'p.place_code as place',
      'p.sex',
      'p.locality',
      'p.path',
      'p.value',
      'p.se',
      'p.cv',
      'p.cv_decimals as cvDecimals',
      'p.low',
      'p.high',
      'p.level',
      'p.import_id as importId',
    ])
    .execute()) as unknown as KeptNumbers[]
  const diff = diffImport(kept, given)
  if (diff.twice) {
    throw new Problem('evidence.publishedTwice', {
      page: diff.twice.source.page ?? '',
      label: said(diff.twice.label, 'es'),
      period: diff.twice.period,
      place: diff.twice.place,
    })
  }
  return diff
}

/**
 * Writes a file's figures, all or none. Those that stood here with other numbers are replaced, and what rests on a cited one is
 * marked. What they said before is kept with the import for undoing it.
 */
export async function importPublished(
  tx: WriteTx,
  asker: Asker,
  id: string,
  given: readonly NewPublished[],
): Promise<{ added: number; updated: number; unchanged: number }> {
  await oneAtATime(tx, asker)
  const known = await publishedImportById(tx, asker, id)
  if (known.doneAt) return known
  const { add, update, unchanged } = await previewPublished(tx, asker, given)
  await insertFigures(
    tx,
    asker,
    add.map((figure) => ({ id: newId(), figure })),
    { importId: id, recordId: null },
  )
  await writeNumbers(
    tx,
    asker,
    update.map(({ kept, given: figure }) => ({ ...figure, id: kept.id, importId: id })),
  )
  const counts = { added: add.length, updated: update.length, unchanged }
  await tx
    .updateTable('evidence.published_import')
    .set({
      ...counts,
      done_at: sql`now()`,
      replaced: JSON.stringify(update.map(({ kept }) => restorable(kept))),
    })
    .where('workspace_id', '=', asker.workspaceId)
    .where('id', '=', id)
    .execute()
  await renewRecords(
    tx,
    asker,
    update.map(({ kept }) => kept.id),
  )
  await logEvent(tx, asker, 'imported', { kind: 'published_figure', id })
  return counts
}

/** Takes an import back: what it added goes (cited ones are withdrawn), what it updated says again what it said before. */
export async function undoPublishedImport(tx: WriteTx, asker: Asker, id: string): Promise<void> {
  await oneAtATime(tx, asker)
  const known = await publishedImportById(tx, asker, id)
  if (!known.canUndo) throw new Problem('evidence.publishedNoUndo', {}, 409)
  const later = await tx
    .selectFrom('evidence.published_import')
    .select('file_name as name')
    .where('workspace_id', '=', asker.workspaceId)
    .where('undone_at', 'is', null)
    .where(sql<boolean>`replaced @> ${JSON.stringify([{ importId: id }])}::jsonb`)
    .executeTakeFirst()
  if (later) throw new Problem('evidence.publishedLater', { file: later.name }, 409)
  const { replaced } = await tx
    .selectFrom('evidence.published_import')
    .select('replaced')
    .where('workspace_id', '=', asker.workspaceId)
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  const before = replaced as Restorable[]
  await writeNumbers(tx, asker, before)
  await renewRecords(
    tx,
    asker,
    before.map((one) => one.id),
  )
  const cited = (await current(tx, asker)
    .where('p.import_id', '=', id)
    .where('p.record_id', 'is not', null)
    .execute()) as unknown as Published[]
  for (const figure of cited) await withdraw(tx, asker, figure)
  await tx
    .deleteFrom('evidence.published_figure')
    .where('workspace_id', '=', asker.workspaceId)
    .where('import_id', '=', id)
    .execute()
  await tx
    .updateTable('evidence.published_import')
    .set({ undone_at: sql`now()` })
    .where('workspace_id', '=', asker.workspaceId)
    .where('id', '=', id)
    .execute()
  await logEvent(tx, asker, 'deleted', { kind: 'published_figure', id })
}

/** Two imports of one workspace one after the other: each sees what the other wrote. */
const oneAtATime = (tx: WriteTx, asker: Asker) =>
  sql`select pg_advisory_xact_lock(hashtext(${`evidence.published ${asker.workspaceId}`}))`.execute(tx)

/** The cited ones of these figures become new versions of their records; what rests on them is marked. */
async function renewRecords(tx: WriteTx, asker: Asker, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return
  const cited = (await current(tx, asker)
    .where('p.record_id', 'is not', null)
    .where(sql<boolean>`p.id = any (${sql.val(ids)}::uuid[])`)
    .execute()) as unknown as Published[]
  for (const figure of cited) {
    if (figure.version !== null)
      await changeRecord(tx, asker, await recordOf(tx, asker, figure.id, figure), figure.version, 'replaced')
  }
}

async function writeNumbers(tx: WriteTx, asker: Asker, rows: readonly Restorable[]): Promise<void> {
  if (rows.length === 0) return
  await sql`
    update evidence.published_figure p
       set value = given.value, se = given.se, cv = given.cv, cv_decimals = given."cvDecimals", low = given.low, high = given.high,
           level = given.level, import_id = given."importId"
      from jsonb_to_recordset(${JSON.stringify(rows.map(restorable))}::jsonb) as given (id uuid, value float8, se float8,
           cv float8, "cvDecimals" int, low float8, high float8, level int, "importId" uuid)
     where p.workspace_id = ${asker.workspaceId} and p.id = given.id`.execute(tx)
}

const restorable = ({
  id,
  value,
  se,
  cv,
  cvDecimals,
  low,
  high,
  level,
  importId,
}: Restorable): Restorable => ({
  id,
  value,
  se,
  cv,
  cvDecimals,
  low,
  high,
  level,
  importId,
})
