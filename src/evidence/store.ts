import { sql } from 'kysely'
import { logEvent } from '../kernel/event.ts'
import { newId } from '../kernel/id.ts'
import { byTime } from '../kernel/period.ts'
import { addRecord, changeRecord } from '../kernel/record.ts'
import { said, type Text, text } from '../kernel/text.ts'
import type { Asker, ReadTx, WriteTx } from '../kernel/transaction.ts'
import { Problem } from '../platform/problem.ts'
import { surveyName } from './surveys.ts'

export interface GivenFile {
  name: string
  sha256: string
  bytes: number
}

/** One delivery of one survey and period, with all that an estimate over it needs. */
export interface Vintage {
  id: string
  dataFileId: string
  survey: string
  period: string
  /** `MX`, or the states it covers. */
  coverage: string[]
  isSample: boolean
  number: number
  sha256: string
  files: GivenFile[]
  rows: number
  weight: string
  strata: string | null
  psu: string | null
  columns: string[]
  /** Folder of its Parquet, relative to the data directory. */
  directory: string
  importedAt: Date
  replacedAt: Date | null
}

const vintages = (tx: ReadTx, asker: Asker) =>
  tx
    .selectFrom('evidence.vintage as v')
    .innerJoin('evidence.data_file as d', (join) =>
      join.onRef('d.workspace_id', '=', 'v.workspace_id').onRef('d.id', '=', 'v.data_file_id'),
    )
    .where('v.workspace_id', '=', asker.workspaceId)
    .select([
      'v.id',
      'v.data_file_id as dataFileId',
      'd.survey',
      'd.period',
      'd.coverage',
      'd.is_sample as isSample',
      'v.number',
      'v.sha256',
      'v.files',
      'v.rows',
      'v.weight',
      'v.strata',
      'v.psu',
      'v.columns',
      'v.directory',
      'v.imported_at as importedAt',
      'v.replaced_at as replacedAt',
    ])

/** Every data file in its current vintage, by period, the newest last. */
export async function currentVintages(tx: ReadTx, asker: Asker): Promise<Vintage[]> {
  const rows = (await vintages(tx, asker)
    .where('v.replaced_at', 'is', null)
    .execute()) as unknown as Vintage[]
  return rows.toSorted((a, b) => byTime(a.period, b.period) || a.survey.localeCompare(b.survey))
}

/** All vintages of a data file, the newest first. */
export const vintagesOf = (tx: ReadTx, asker: Asker, dataFileId: string): Promise<Vintage[]> =>
  vintages(tx, asker)
    .where('v.data_file_id', '=', dataFileId)
    .orderBy('v.number', 'desc')
    .execute() as unknown as Promise<Vintage[]>

export async function vintageById(tx: ReadTx, asker: Asker, id: string): Promise<Vintage> {
  const found = await vintages(tx, asker).where('v.id', '=', id).executeTakeFirst()
  if (!found) throw new Problem('kernel.notFound', {}, 404)
  return found as unknown as Vintage
}

/** The vintage made of the very same files, if they came before. */
export const vintageOfFiles = (tx: ReadTx, asker: Asker, sha256: string): Promise<Vintage | undefined> =>
  vintages(tx, asker)
    .where('v.sha256', '=', sha256)
    .orderBy('v.imported_at', 'desc')
    .executeTakeFirst() as unknown as Promise<Vintage | undefined>

export interface NewVintage {
  survey: string
  period: string
  coverage: string[]
  isSample: boolean
  sha256: string
  files: readonly GivenFile[]
  rows: number
  weight: string
  strata: string | null
  psu: string | null
  columns: readonly string[]
  found: object
}

/**
 * Registers a delivery. The first of its survey, period and territory makes a data file; a later one replaces the current
 * vintage, which stays for the figures that cite it. `place` puts its Parquet where `directory` says, last before commit.
 */
export async function addVintage(
  tx: WriteTx,
  asker: Asker,
  given: NewVintage,
): Promise<{ vintage: Vintage; replaced: Vintage | null }> {
  const coverage = given.coverage.toSorted()
  const existing = await tx
    .selectFrom('evidence.data_file')
    .select('id')
    .where('workspace_id', '=', asker.workspaceId)
    .where('survey', '=', given.survey)
    .where('period', '=', given.period)
    .where('is_sample', '=', given.isSample)
    .where('coverage', '=', sql<string[]>`${sql.val(coverage)}::text[]`)
    .executeTakeFirst()
  const dataFileId = existing?.id ?? newId()
  const id = newId()
  const earlier = existing ? await vintagesOf(tx, asker, dataFileId) : []
  const number = (earlier[0]?.number ?? 0) + 1
  const record = {
    id: dataFileId,
    kind: 'data_file',
    title: dataFileTitle(given),
    path: `/evidence/data/${dataFileId}`,
    snapshot: { vintage: id, number, sha256: given.sha256, files: given.files },
    keywords: 'microdatos microdata INEGI',
  }
  if (existing) await changeRecord(tx, asker, record, number - 1, 'replaced', { spread: false })
  else {
    await addRecord(tx, asker, record)
    await tx
      .insertInto('evidence.data_file')
      .values({
        workspace_id: asker.workspaceId,
        id: dataFileId,
        survey: given.survey,
        period: given.period,
        coverage,
        is_sample: given.isSample,
      })
      .execute()
  }
  await tx
    .updateTable('evidence.vintage')
    .set({ replaced_at: sql`now()` })
    .where('workspace_id', '=', asker.workspaceId)
    .where('data_file_id', '=', dataFileId)
    .where('replaced_at', 'is', null)
    .execute()
  await tx
    .insertInto('evidence.vintage')
    .values({
      workspace_id: asker.workspaceId,
      id,
      data_file_id: dataFileId,
      number,
      sha256: given.sha256,
      files: JSON.stringify(given.files),
      rows: given.rows,
      weight: given.weight,
      strata: given.strata,
      psu: given.psu,
      columns: JSON.stringify(given.columns),
      found: JSON.stringify(given.found),
      directory: `microdata/${asker.workspaceId}/${dataFileId}/${id}`,
      member_id: asker.memberId,
    })
    .execute()
  await logEvent(tx, asker, 'imported', { kind: 'data_file', id: dataFileId, version: number })
  return { vintage: await vintageById(tx, asker, id), replaced: earlier[0] ?? null }
}

/** `ENOE, primer trimestre de 2019`, with the territory where the file covers a part of the country. */
function dataFileTitle(given: Pick<NewVintage, 'survey' | 'period' | 'coverage'>): Text {
  const where = given.coverage.includes('MX') ? '' : ` (${given.coverage.join(', ')})`
  const name = surveyName(given.survey)
  return text(`${said(name, 'es')} ${given.period}${where}`, `${said(name, 'en')} ${given.period}${where}`)
}

// Imports ------------------------------------------------------------------------------------------------------------

export interface Import {
  id: string
  files: GivenFile[]
  found: unknown
  outcome: 'added' | 'replaced' | 'same' | null
  vintageId: string | null
  isSample: boolean
  jobId: string | null
  at: Date
}

const importFields = [
  'id',
  'files',
  'found',
  'outcome',
  'vintage_id as vintageId',
  'is_sample as isSample',
  'job_id as jobId',
  'at',
] as const

export async function addImport(
  tx: WriteTx,
  asker: Asker,
  files: readonly GivenFile[],
  isSample: boolean,
): Promise<string> {
  const id = newId()
  await tx
    .insertInto('evidence.import')
    .values({
      workspace_id: asker.workspaceId,
      id,
      files: JSON.stringify(files),
      is_sample: isSample,
      member_id: asker.memberId,
    })
    .execute()
  return id
}

export async function changeImport(
  tx: WriteTx,
  asker: Asker,
  id: string,
  change: { found?: object; outcome?: 'added' | 'replaced' | 'same'; vintageId?: string; jobId?: string },
): Promise<void> {
  await tx
    .updateTable('evidence.import')
    .set({
      ...(change.found ? { found: JSON.stringify(change.found) } : {}),
      ...(change.outcome ? { outcome: change.outcome } : {}),
      ...(change.vintageId ? { vintage_id: change.vintageId } : {}),
      ...(change.jobId ? { job_id: change.jobId } : {}),
    })
    .where('workspace_id', '=', asker.workspaceId)
    .where('id', '=', id)
    .execute()
}

export async function importById(tx: ReadTx, asker: Asker, id: string): Promise<Import> {
  const found = await tx
    .selectFrom('evidence.import')
    .select(importFields)
    .where('workspace_id', '=', asker.workspaceId)
    .where('id', '=', id)
    .executeTakeFirst()
  if (!found) throw new Problem('kernel.notFound', {}, 404)
  return found as unknown as Import
}

/** The last imports, newest first. */
export const recentImports = (tx: ReadTx, asker: Asker, limit = 20): Promise<Import[]> =>
  tx
    .selectFrom('evidence.import')
    .select(importFields)
    .where('workspace_id', '=', asker.workspaceId)
    .orderBy('id', 'desc')
    .limit(limit)
    .execute() as unknown as Promise<Import[]>
