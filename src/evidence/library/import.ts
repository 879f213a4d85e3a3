/** Lists of documents: looked at, written whole, what they added taken away again. */
import { sql } from 'kysely'
import { logEvent } from '../../kernel/event.ts'
import { isId, newId } from '../../kernel/id.ts'
import { said, type Text } from '../../kernel/text.ts'
import type { Asker, ReadTx, WriteTx } from '../../kernel/transaction.ts'
import { Problem } from '../../platform/problem.ts'
import type { Grid } from '../../platform/spreadsheet/read.ts'
import { type GivenDocument, keyOf, readRows, type Wrong } from './import-read.ts'
import { namesOf } from './names.ts'
import { sortable } from './rules.ts'
import { addDocument, changeDocument, type Described, documentById, removeDocument } from './store.ts'
import { topicsOf } from './topics.ts'

export interface DocumentImport {
  id: string
  fileName: string
  sha256: string
  at: Date
  doneAt: Date | null
  added: number
  updated: number
  unchanged: number
  documentIds: readonly string[]
  undoneAt: Date | null
}

export async function importById(tx: ReadTx, asker: Asker, id: string): Promise<DocumentImport> {
  const { rows } = await sql<DocumentImport>`
    select id, file_name as "fileName", sha256, given_at as at, done_at as "doneAt", added, updated, unchanged,
           document_ids as "documentIds", undone_at as "undoneAt"
      from evidence.document_import where workspace_id = ${asker.workspaceId} and id = ${isId(id) ? id : null}`.execute(
    tx,
  )
  const [found] = rows
  if (!found) throw new Problem('kernel.notFound', {}, 404)
  return found
}

export async function giveImport(
  tx: WriteTx,
  asker: Asker,
  file: { name: string; sha256: string },
): Promise<string> {
  const id = newId()
  await tx
    .insertInto('evidence.document_import')
    .values({
      workspace_id: asker.workspaceId,
      id,
      file_name: file.name,
      sha256: file.sha256,
      member_id: asker.memberId,
    })
    .execute()
  return id
}

export interface Plan {
  add: { row: number; given: GivenDocument }[]
  update: { row: number; given: GivenDocument; id: string; title: Text }[]
  leave: number
  wrong: Wrong[]
}

/** What a list would do now. Throws `evidence.libraryImportHeader` where no column holds titles. */
export async function planImport(tx: ReadTx, asker: Asker, grid: Grid): Promise<Plan> {
  const topics = new Map<string, string>()
  for (const lang of ['es', 'en'] as const)
    for (const { code, name } of await topicsOf(tx, asker, lang)) {
      topics.set(sortable(name), code)
      topics.set(code, code)
    }
  const read = readRows(grid, {
    names: await namesOf(tx, asker),
    topic: (typed) => topics.get(sortable(typed)) ?? topics.get(typed),
  })
  if (read.rows === null)
    throw new Problem(
      'evidence.libraryImportHeader',
      { found: read.header.filter(Boolean).slice(0, 20).join(', ') },
      422,
    )
  const { rows: here } = await sql<{ id: string; url: string | null; title: Text; sort: string }>`
    select id, url, title, sort_title as sort from evidence.document
     where workspace_id = ${asker.workspaceId} and removed_at is null order by id desc`.execute(tx)
  const byUrl = new Map<string, string>(
    here.flatMap(({ id, url }) => (url ? [[`url ${url}`, id] as const] : [])),
  )
  const byTitle = new Map<string, string>(
    here.flatMap(({ id, sort, title }) =>
      [sort, sortable(title.es?.text ?? ''), sortable(title.en?.text ?? '')]
        .filter(Boolean)
        .map((one) => [`title ${one}`, id] as const),
    ),
  )
  const plan: Plan = { add: [], update: [], leave: 0, wrong: read.wrong }
  for (const { row, given } of read.rows) {
    const id = byUrl.get(keyOf(given)) ?? byTitle.get(keyOf({ title: given.title, url: null }))
    if (id === undefined) {
      plan.add.push({ row, given })
      continue
    }
    const before = await documentById(tx, asker, id)
    if (isSame(before, merged(before, given))) plan.leave += 1
    else plan.update.push({ row, given, id, title: before.title })
  }
  return plan
}

const merged = (before: Described, given: GivenDocument): Described => ({
  ...before,
  ...given,
  // A list has one language of a title more often than both; the other is kept.
  title: { ...before.title, ...given.title, source: before.title.source },
})

const isSame = (a: Described, b: Described): boolean =>
  (Object.keys(b) as (keyof Described)[]).every((name) => sorted(a[name]) === sorted(b[name]))
const sorted = (value: unknown): string =>
  Array.isArray(value)
    ? JSON.stringify(value.toSorted())
    : value && typeof value === 'object'
      ? JSON.stringify(
          Object.entries(value)
            .toSorted()
            .map(([key, one]) => [key, (one as { text?: string }).text ?? one]),
        )
      : String(value ?? '')

/** Writes a list, all or nothing; the plan is made anew from what is here now. */
export async function writeImport(tx: WriteTx, asker: Asker, id: string, grid: Grid): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext(${`evidence.library ${asker.workspaceId}`}))`.execute(tx)
  const { doneAt } = await importById(tx, asker, id)
  if (doneAt) throw new Problem('evidence.libraryImportDone', {}, 409)
  const plan = await planImport(tx, asker, grid)
  if (plan.wrong.length > 0) throw new Problem('evidence.libraryImportWrong', {}, 422)
  const added: string[] = []
  for (const { given } of plan.add) added.push(await addDocument(tx, asker, { ...empty, ...given }))
  for (const { given, id: document } of plan.update) {
    const before = await documentById(tx, asker, document)
    await changeDocument(tx, asker, document, merged(before, given), { version: before.version })
  }
  await sql`
    update evidence.document_import set done_at = now(), added = ${plan.add.length}, updated = ${plan.update.length},
           unchanged = ${plan.leave}, document_ids = ${sql.val(added)}::uuid[]
     where workspace_id = ${asker.workspaceId} and id = ${id}`.execute(tx)
  await logEvent(tx, asker, 'imported', { kind: 'document_import', id })
}

/** Takes away what a list added and nobody took away since; what it described anew stays. */
export async function undoImport(tx: WriteTx, asker: Asker, id: string): Promise<void> {
  const given = await importById(tx, asker, id)
  if (!given.doneAt || given.undoneAt) throw new Problem('evidence.libraryImportDone', {}, 409)
  for (const document of given.documentIds)
    if (!(await documentById(tx, asker, document)).isDeleted) await removeDocument(tx, asker, document)
  await sql`
    update evidence.document_import set undone_at = now() where workspace_id = ${asker.workspaceId} and id = ${id}`.execute(
    tx,
  )
  await logEvent(tx, asker, 'deleted', { kind: 'document_import', id })
}

const empty: Omit<Described, 'title'> = {
  kind: 'other',
  authors: null,
  publisher: null,
  published: null,
  language: 'es',
  topics: [],
  quality: 'unknown',
  qualityNote: null,
  rights: 'quote',
  licence: null,
  summary: null,
  url: null,
  seenOn: null,
  placeIds: [],
  groupIds: [],
  audience: 'all',
}

export const titleOfGiven = (given: GivenDocument): string => said(given.title, given.title.source)
