/** Lists of organisations from a spreadsheet: read into a plan, written all or none (`import-undo.ts` takes them back). */
import { type Kysely, sql } from 'kysely'
import { logEvent } from '../kernel/event.ts'
import { isId, newId } from '../kernel/id.ts'
import { reword, type Text, text, textIn } from '../kernel/text.ts'
import { type Asker, type ReadTx, read, type WriteTx, write } from '../kernel/transaction.ts'
import type { Schema } from '../platform/database/schema.ts'
import type { FileStore } from '../platform/files/index.ts'
import { Problem } from '../platform/problem.ts'
import { readSheetApart } from '../platform/spreadsheet/read-apart.ts'
import { finderOf } from './find.ts'
import { type Column, type GivenOrganisation, readTable, type Wrong } from './import-read.ts'
import {
  type OrganisationFields,
  organisationsById,
  type WrittenOrganisation,
  writeOrganisations,
} from './organisations.ts'

export interface Counts {
  rows: number
  adds: number
  updates: number
  leaves: number
  /** Cells that keep it from being written. */
  wrong: number
  warnings: number
}

export interface Import {
  id: string
  fileName: string
  sha256: string
  bytes: number
  columns: Partial<Record<Column, number>> | null
  header: string[] | null
  problems: Wrong[] | null
  counts: Counts | null
  jobId: string | null
  at: Date
  readAt: Date | null
  writtenAt: Date | null
  undoneAt: Date | null
}

export type Action = 'add' | 'update' | 'leave'
export interface PlannedRow {
  row: number
  action: Action
  organisationId: string
  given: GivenOrganisation
  /** What it says now. */
  before: OrganisationFields | null
}

const shownProblems = 200
export const chunk = 2000

const imports = sql`
  select id, file_name as "fileName", sha256, bytes::int, columns, header, problems, counts, job_id as "jobId", at,
         read_at as "readAt", written_at as "writtenAt", undone_at as "undoneAt" from actors.import`

export async function importById(tx: ReadTx, asker: Asker, id: string): Promise<Import> {
  const { rows } = isId(id)
    ? await sql<Import>`${imports} where workspace_id = ${asker.workspaceId} and id = ${id}`.execute(tx)
    : { rows: [] }
  if (!rows[0]) throw new Problem('kernel.notFound', {}, 404)
  return rows[0]
}

/** What was written lately, newest first. */
export async function recentImports(tx: ReadTx, asker: Asker): Promise<Import[]> {
  const { rows } = await sql<Import>`
    ${imports} where workspace_id = ${asker.workspaceId} and written_at is not null order by id desc limit 20`.execute(
    tx,
  )
  return rows
}

/** Notes a file that the store holds already; returns the import's id. */
export async function giveImport(
  tx: WriteTx,
  asker: Asker,
  file: { name: string; sha256: string; bytes: number },
): Promise<string> {
  const id = newId()
  await sql`
    insert into actors.import (workspace_id, id, file_name, sha256, bytes, member_id)
    values (${asker.workspaceId}, ${id}, ${file.name}, ${file.sha256}, ${file.bytes}, ${asker.memberId})`.execute(
    tx,
  )
  return id
}

export const setImportJob = (tx: WriteTx, asker: Asker, id: string, jobId: string) =>
  sql`update actors.import set job_id = ${jobId} where workspace_id = ${asker.workspaceId} and id = ${id}`.execute(
    tx,
  )

/** Rows of a plan: one kind of them, from a row on. */
export async function plannedRows(
  tx: ReadTx,
  asker: Asker,
  id: string,
  action: Action,
  { after = 0, limit = 51 }: { after?: number; limit?: number } = {},
): Promise<PlannedRow[]> {
  const { rows } = await sql<PlannedRow>`
    select row, action, organisation_id as "organisationId", given, before from actors.import_row
     where workspace_id = ${asker.workspaceId} and import_id = ${id} and action = ${action} and row > ${after}
     order by row limit ${limit}`.execute(tx)
  return rows
}

export interface ImportRun {
  db: Kysely<Schema>
  files: FileStore
  workspaceId: string
  /** The day on which members are counted of whom the list does not say when; ISO. */
  today: string
  onProgress?: (share: number) => void
  signal?: AbortSignal
}

/** Reads the file and notes what writing it would do. Begun again it starts over: nothing of an earlier attempt stays. */
export async function planImport(run: ImportRun, id: string): Promise<void> {
  const { db, files, workspaceId, onProgress = () => {}, signal } = run
  const system = { workspaceId, as: 'system' } as const
  const { sha256 } = await read(db, system, (tx, asker) => importById(tx, asker, id))
  const { stream } = await files.open(sha256)
  const grid = await readSheetApart(Buffer.concat(await stream.toArray()), signal ? { signal } : {})
  signal?.throwIfAborted()
  onProgress(0.3)
  await write(db, system, async (tx, asker) => {
    const now = await importById(tx, asker, id)
    if (now.writtenAt) return
    const table = await readTable(grid, await finderOf(tx, asker))
    onProgress(0.4)
    await sql`delete from actors.import_row where workspace_id = ${workspaceId} and import_id = ${id}`.execute(
      tx,
    )
    const known = await idsByName(tx, asker)
    const counts: Counts = { rows: table.rows.length, adds: 0, updates: 0, leaves: 0, wrong: 0, warnings: 0 }
    for (let at = 0; at < table.rows.length; at += chunk) {
      signal?.throwIfAborted()
      const some = table.rows.slice(at, at + chunk)
      const ids = some.map(({ key }) => known.get(key) ?? [])
      const here = new Map((await organisationsById(tx, asker, ids.flat())).map((one) => [one.id, one]))
      const noted = await membersNoted(tx, asker, ids.flat())
      const planned = some.flatMap(({ row, key, given }, n) => {
        const [match, other] = ids[n] ?? []
        if (other !== undefined) {
          table.wrong.push({ row, column: table.columns.name ?? null, code: 'several', found: given.name })
          return []
        }
        const before = match === undefined ? undefined : here.get(match)
        const isNew = before && changes(before, given, noted, run.today)
        const action: Action = !before ? 'add' : isNew ? 'update' : 'leave'
        counts[`${action}s`]++
        const {
          id: _id,
          version,
          deletedAt: _deleted,
          mergedInto: _merged,
          ...kept
        } = before ?? { id: '', version: null, deletedAt: null, mergedInto: null }
        return [
          {
            row,
            action,
            organisation_id: match ?? newId(),
            plain_name: key,
            given,
            before: before ? kept : null,
            version,
          },
        ]
      })
      await sql`
        insert into actors.import_row (workspace_id, import_id, row, action, organisation_id, plain_name, given, before, version)
        select ${workspaceId}, ${id}, r.row, r.action, r.organisation_id, r.plain_name, r.given, nullif(r.before, 'null'), r.version
          from jsonb_to_recordset(${JSON.stringify(planned)}::jsonb)
            as r (row int, action text, organisation_id uuid, plain_name text, given jsonb, before jsonb, version int)`.execute(
        tx,
      )
      onProgress(0.4 + (0.6 * (at + chunk)) / table.rows.length)
    }
    table.wrong.sort((a, b) => a.row - b.row || (a.column ?? -1) - (b.column ?? -1))
    counts.wrong = table.wrong.filter(({ warning }) => !warning).length
    counts.warnings = table.wrong.length - counts.wrong
    const shown = table.wrong
      .toSorted((a, b) => Number(a.warning ?? 0) - Number(b.warning ?? 0))
      .slice(0, shownProblems)
    await sql`
      update actors.import set read_at = now(), columns = ${JSON.stringify(table.columns)}, header = ${JSON.stringify(table.header)},
             problems = ${JSON.stringify(shown)}, counts = ${JSON.stringify(counts)}
       where workspace_id = ${workspaceId} and id = ${id}`.execute(tx)
  })
}

/** Organisations that are there, by each of their names as it is compared. */
async function idsByName(tx: ReadTx, asker: Asker): Promise<Map<string, string[]>> {
  const { rows } = await sql<{ id: string; keys: string[] }>`
    select o.id, array(select distinct actors.plain(n) from unnest(array[k.name -> 'es' ->> 'text', k.name -> 'en' ->> 'text']) n
                        where n is not null) as keys
      from actors.organisation o join kernel.organisation k on k.workspace_id = o.workspace_id and k.id = o.id
     where o.workspace_id = ${asker.workspaceId} and o.deleted_at is null`.execute(tx)
  const found = new Map<string, string[]>()
  for (const { id, keys } of rows) for (const key of keys) found.set(key, [...(found.get(key) ?? []), id])
  return found
}

/** What an organisation says once a row has been written over it: cells that are empty leave it as it is. */
function merged(before: OrganisationFields | null, given: GivenOrganisation): OrganisationFields {
  const bilingual = (kept: Text | null, words: string | undefined): Text | null =>
    words === undefined ? kept : kept ? reword(kept, 'es', words) : textIn('es', words)
  // A row found by its name leaves the name alone, however it writes accents and capitals.
  const name = before?.name ?? text(given.name)
  return {
    name: given.nameEn === undefined ? name : reword(name, 'en', given.nameEn),
    acronym: given.acronym ?? before?.acronym ?? null,
    constituency: given.constituency ?? before?.constituency ?? null,
    legalForm: given.legalForm ?? before?.legalForm ?? null,
    membershipBased: given.membershipBased ?? before?.membershipBased ?? null,
    sector: bilingual(before?.sector ?? null, given.sector),
    about: bilingual(before?.about ?? null, given.about),
    website: given.website ?? before?.website ?? null,
    placeId: given.placeId ?? before?.placeId ?? null,
    placeIds: given.placeIds ?? before?.placeIds ?? [],
    groupIds: given.groupIds ?? before?.groupIds ?? [],
  }
}

/** Numbers of members that are noted for these organisations, as `counted` writes them. */
async function membersNoted(tx: ReadTx, asker: Asker, ids: readonly string[]): Promise<Set<string>> {
  const { rows } = await sql<{ id: string; on: string; total?: number; women?: number; men?: number }>`
    select organisation_id as id, observed_on as "on", total, women, men from actors.membership
     where workspace_id = ${asker.workspaceId} and organisation_id = any (${sql.val([...ids])}::uuid[]) and deleted_at is null`.execute(
    tx,
  )
  return new Set(rows.map(({ id, ...members }) => counted(id, members)))
}

const counted = (id: string, { on, total, women, men }: NonNullable<GivenOrganisation['members']>): string =>
  [id, on, total ?? '', women ?? '', men ?? ''].join(' ')

/** Whether a row says anything that is not so already. */
function changes(
  before: OrganisationFields & { id: string },
  given: GivenOrganisation,
  noted: ReadonlySet<string>,
  today: string,
): boolean {
  const { members } = given
  if (members && !noted.has(counted(before.id, { ...members, on: members.on ?? today }))) return true
  const after = merged(before, given)
  const sorted = (of: OrganisationFields) =>
    JSON.stringify({ ...pick(of), placeIds: [...of.placeIds].sort(), groupIds: [...of.groupIds].sort() })
  return sorted(after) !== sorted(before)
}

const pick = ({
  name,
  acronym,
  constituency,
  legalForm,
  membershipBased,
  sector,
  about,
  website,
  placeId,
  placeIds,
  groupIds,
}: OrganisationFields): OrganisationFields => ({
  name,
  acronym,
  constituency,
  legalForm,
  membershipBased,
  sector,
  about,
  website,
  placeId,
  placeIds,
  groupIds,
})

/**
 * Writes a plan, all or none. Refused (`actors.importStale`) where the organisations have changed since it was made: it is then
 * to be read again. `asker` of the log is whoever runs it.
 */
export async function writeImport(
  run: Pick<ImportRun, 'onProgress' | 'signal' | 'today'>,
  tx: WriteTx,
  asker: Asker,
  id: string,
): Promise<void> {
  await oneAtATime(tx, asker)
  const given = await importById(tx, asker, id)
  if (given.writtenAt) throw new Problem('actors.importDone', {}, 409)
  if (!given.counts || given.counts.wrong > 0 || given.counts.adds + given.counts.updates === 0)
    throw new Problem('actors.importWrong', {}, 409)
  await refuseStale(tx, asker, id)
  const total = given.counts.adds + given.counts.updates
  let done = 0
  for (const action of ['add', 'update'] as const)
    for (let after = 0; ; ) {
      run.signal?.throwIfAborted()
      const rows = await plannedRows(tx, asker, id, action, { after, limit: chunk })
      if (rows.length === 0) break
      await writeRows(tx, asker, id, rows, run.today)
      after = rows.at(-1)?.row ?? Number.POSITIVE_INFINITY
      done += rows.length
      run.onProgress?.(done / total)
    }
  await sql`update actors.import set written_at = now() where workspace_id = ${asker.workspaceId} and id = ${id}`.execute(
    tx,
  )
  await logEvent(tx, asker, 'imported', { kind: 'organisation', id })
}

async function writeRows(
  tx: WriteTx,
  asker: Asker,
  importId: string,
  rows: readonly PlannedRow[],
  today: string,
): Promise<void> {
  const { rows: versions } = await sql<{ id: string; version: number }>`
    update actors.import_row set version = coalesce(version, 0) + 1
     where workspace_id = ${asker.workspaceId} and import_id = ${importId} and row = any (${sql.val(rows.map(({ row }) => row))}::int[])
     returning organisation_id as id, version`.execute(tx)
  const version = new Map(versions.map((one) => [one.id, one.version]))
  await writeOrganisations(
    tx,
    asker,
    rows.map(
      ({ organisationId, before, given }): WrittenOrganisation => ({
        id: organisationId,
        version: version.get(organisationId) ?? 1,
        fields: merged(before, given),
      }),
    ),
  )
  const members = rows.flatMap(({ organisationId, given: { members } }) =>
    members ? [{ id: newId(), organisation_id: organisationId, ...members, on: members.on ?? today }] : [],
  )
  await sql`
    insert into actors.membership (workspace_id, id, organisation_id, observed_on, total, women, men, basis, import_id)
    select ${asker.workspaceId}, m.id, m.organisation_id, m."on", m.total, m.women, m.men, 'reported', ${importId}
      from jsonb_to_recordset(${JSON.stringify(members)}::jsonb) as m (id uuid, organisation_id uuid, "on" date, total int, women int, men int)`.execute(
    tx,
  )
}

/** Since the plan was made: one of its organisations was changed or removed, or one that it adds is there by now. */
async function refuseStale(tx: ReadTx, asker: Asker, id: string): Promise<void> {
  const { rows } = await sql<{ moved: boolean }>`
    select exists (
      select from actors.import_row r
        left join actors.organisation o on o.workspace_id = r.workspace_id and o.id = r.organisation_id and o.deleted_at is null
       where r.workspace_id = ${asker.workspaceId} and r.import_id = ${id} and r.action = 'update' and o.version is distinct from r.version
    ) or exists (
      select from actors.import_row r join actors.import i on i.workspace_id = r.workspace_id and i.id = r.import_id
        join actors.organisation o on o.workspace_id = r.workspace_id and o.deleted_at is null and o.created_at > i.read_at
        join kernel.organisation k on k.workspace_id = o.workspace_id and k.id = o.id
       where r.workspace_id = ${asker.workspaceId} and r.import_id = ${id} and r.action = 'add'
         and r.plain_name in (actors.plain(k.name -> 'es' ->> 'text'), actors.plain(k.name -> 'en' ->> 'text'))) as moved`.execute(
    tx,
  )
  if (rows[0]?.moved) throw new Problem('actors.importStale', {}, 409)
}

/** Two imports of one workspace one after the other: each sees what the other wrote. */
export const oneAtATime = (tx: WriteTx, asker: Asker) =>
  sql`select pg_advisory_xact_lock(hashtext(${`actors.import ${asker.workspaceId}`}))`.execute(tx)
