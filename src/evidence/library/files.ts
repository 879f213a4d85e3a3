/** Files of documents: given, read, replaced; the text of their pages. */
import type { Kysely } from 'kysely'
import { sql } from 'kysely'
import { addAttachment } from '../../kernel/attachment.ts'
import { isId, newId } from '../../kernel/id.ts'
import { markStale } from '../../kernel/record.ts'
import { type Text, text, textIn } from '../../kernel/text.ts'
import { type Asker, asProgram, type ReadTx, type WriteTx, write } from '../../kernel/transaction.ts'
import type { Schema } from '../../platform/database/schema.ts'
import type { FileStore } from '../../platform/files/index.ts'
import type { JobKind } from '../../platform/jobs/index.ts'
import { Problem } from '../../platform/problem.ts'
import { type Extracted, extract, type Limits } from './extract/apart.ts'
import { type Section, sectionsOfText } from './extract/flow.ts'
import { type Format, headBytes, recognise } from './extract/recognise.ts'
import { findQuote } from './rules.ts'
import { documentById, indexWords, noteNewFile, shareOut, standingDocument } from './store.ts'

/** A file that has arrived and was recognised. */
export interface GivenFile {
  name: string
  sha256: string
  bytes: number
  format: Format
}

const mediaTypes: Readonly<Record<Format, string>> = {
  pdf: 'application/pdf',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  odt: 'application/vnd.oasis.opendocument.text',
  text: 'text/plain; charset=utf-8',
}

/** What a file of the store is. Throws the Problems of `recognise`. */
export async function recogniseStored(files: FileStore, sha256: string): Promise<Format> {
  const { stream } = await files.open(sha256, { start: 0, end: headBytes - 1 })
  return recognise(Buffer.concat(await stream.toArray()))
}

/** Documents that hold this very file already; removed ones are not told. */
export async function documentsWithFile(
  tx: ReadTx,
  asker: Asker,
  sha256: string,
): Promise<{ id: string; title: Text }[]> {
  const { rows } = await sql<{ id: string; title: Text }>`
    select distinct d.id, d.title from evidence.document_file f
      join evidence.document d on d.workspace_id = f.workspace_id and d.id = f.document_id
     where f.workspace_id = ${asker.workspaceId} and d.removed_at is null and f.sha256 = ${sha256} order by d.id`.execute(
    tx,
  )
  return rows
}

/** Adds a file to a document, to be read; the one that is read now stays until the new one has been. Returns its id. */
export async function giveFile(
  tx: WriteTx,
  asker: Asker,
  documentId: string,
  given: GivenFile,
): Promise<string> {
  const document = await standingDocument(tx, asker, documentId)
  const { name, sha256, bytes, format } = given
  const attachmentId = await addAttachment(tx, asker, {
    recordId: documentId,
    sha256,
    bytes,
    name,
    mediaType: mediaTypes[format],
    resource: 'evidence',
  })
  const id = await addFile(tx, asker, documentId, { attachmentId, sha256, format, state: 'waiting' })
  if (!document.file) await setCurrent(tx, asker, documentId, id)
  await shareOut(tx, asker, documentId)
  return id
}

async function addFile(
  tx: WriteTx,
  asker: Asker,
  documentId: string,
  file: {
    attachmentId: string | null
    sha256: string | null
    format: Format | 'pasted'
    state: 'waiting' | 'read'
    isPasted?: boolean
  },
): Promise<string> {
  const id = newId()
  await sql`
    insert into evidence.document_file (workspace_id, id, document_id, number, attachment_id, sha256, format, state, is_pasted, member_id)
    select ${asker.workspaceId}::uuid, ${id}::uuid, ${documentId}::uuid, coalesce(max(number), 0) + 1, ${file.attachmentId}::uuid,
           ${file.sha256}, ${file.format}, ${file.state}, ${file.isPasted ?? false}, ${asker.memberId}::uuid
      from evidence.document_file where workspace_id = ${asker.workspaceId} and document_id = ${documentId}`.execute(
    tx,
  )
  return id
}

const setCurrent = (tx: WriteTx, asker: Asker, documentId: string, fileId: string) =>
  tx
    .updateTable('evidence.document')
    .set({ file_id: fileId })
    .where('workspace_id', '=', asker.workspaceId)
    .where('id', '=', documentId)
    .execute()

export const setFileJob = (tx: WriteTx, asker: Asker, fileId: string, jobId: string) =>
  tx
    .updateTable('evidence.document_file')
    .set({ job_id: jobId, state: 'waiting', problem_code: null, problem_values: null })
    .where('workspace_id', '=', asker.workspaceId)
    .where('id', '=', fileId)
    .execute()

// Reading a file -------------------------------------------------------------------------------------------------------

export const readSteps = ['reading', 'writing'] as const
/** How the job is called; the routes ask for it by this, the program runs `libraryJob`. */
export const readJobName = 'evidence.readDocument'

export interface ReadRun {
  db: Kysely<Schema>
  files: FileStore
  workspaceId: string
  signal?: AbortSignal
  limits?: Limits
  onProgress?: (step: (typeof readSteps)[number], share: number) => void
}

/**
 * Reads a file that waits and puts its pages in place of the old ones, whole or not at all. One that cannot be read is noted as
 * failed with its reason, which is thrown again; the document keeps the text it had.
 */
export async function readFileText(run: ReadRun, fileId: string): Promise<void> {
  const { db, workspaceId, files } = run
  const system = { workspaceId, as: 'system' } as const
  const file = await write(db, system, (tx, asker) =>
    tx
      .selectFrom('evidence.document_file')
      .select(['sha256', 'format', 'state', 'document_id'])
      .where('workspace_id', '=', asker.workspaceId)
      .where('id', '=', fileId)
      .executeTakeFirst(),
  )
  if (!file?.sha256 || file.state === 'read' || file.state === 'no_text') return
  let extracted: Extracted
  try {
    run.onProgress?.('reading', 0)
    extracted = await extract(files.path(file.sha256), file.format as Format, {
      ...(run.signal ? { signal: run.signal } : {}),
      ...(run.limits ? { limits: run.limits } : {}),
      onProgress: (done, of) => run.onProgress?.('reading', done / of),
    })
  } catch (error) {
    if (error instanceof Problem)
      await write(db, system, (tx, asker) =>
        tx
          .updateTable('evidence.document_file')
          .set({ state: 'failed', problem_code: error.code, problem_values: JSON.stringify(error.values) })
          .where('workspace_id', '=', asker.workspaceId)
          .where('id', '=', fileId)
          .execute(),
      )
    throw error
  }
  run.onProgress?.('writing', 0)
  await write(db, system, (tx, asker) =>
    putText(tx, asker, { documentId: file.document_id, fileId }, extracted.hasText ? extracted.pages : [], {
      state: extracted.hasText ? 'read' : 'no_text',
      pages: extracted.pages.length,
    }),
  )
}

/** The reading of one file as a job: its payload is the file's id. */
export const libraryJob = (services: Pick<ReadRun, 'db' | 'files'>): JobKind<{ fileId: string }> => ({
  name: readJobName,
  steps: readSteps,
  async run({ fileId }, job) {
    await readFileText(
      {
        ...services,
        workspaceId: job.workspaceId,
        signal: job.signal,
        onProgress: (step, share) => job.progress(step, step === 'reading' ? share * 85 : 85 + share * 15),
      },
      fileId,
    )
    return undefined
  },
})

/**
 * Text that somebody typed for a document that has none to be read (a scan, a link). `\f`, or a line `--- 12 ---`, begins the next
 * page. Text typed for a scan is of that file.
 */
export async function pasteText(
  tx: WriteTx,
  asker: Asker,
  documentId: string,
  pasted: string,
): Promise<void> {
  const { file } = await standingDocument(tx, asker, documentId)
  const isScan = file?.state === 'no_text' || (file?.isPasted === true && file.format !== 'pasted')
  const pages = isScan ? typedPages(pasted) : sectionsOfText(pasted.replace(/^-{3,}.*-{3,}$/gm, '\f'))
  if (pages.every(({ text: one }) => one.trim() === '')) throw new Problem('evidence.libraryNoText', {}, 422)
  if (file && file.state !== 'no_text' && !file.isPasted)
    throw new Problem('evidence.libraryHasText', {}, 409)
  const fileId =
    isScan && file
      ? file.id
      : await addFile(tx, asker, documentId, {
          attachmentId: null,
          sha256: null,
          format: 'pasted',
          state: 'read',
          isPasted: true,
        })
  await putText(tx, asker, { documentId, fileId }, pages, {
    state: 'read',
    pages: pages.length,
    isPasted: true,
  })
}

/** The text as it was typed, to be typed on: pages and sections told apart as `pasteText` reads them. */
export const typedText = (pages: readonly Page[], isScan: boolean): string =>
  pages
    .map(({ number, heading, text: words }) => {
      if (isScan) return `--- ${number} ---\n${words}`
      return heading ? `# ${heading}\n${words}` : number === 1 ? words : `--- ${number} ---\n${words}`
    })
    .join('\n\n')

/** `--- 3 ---` says which page of the scan follows, so that it is cited by its own number. */
export function typedPages(pasted: string): Section[] {
  const pages: Section[] = []
  let at = 1
  for (const part of pasted.replaceAll('\r\n', '\n').split(/(^-{3,}[^\n]*-{3,}$|\f)/m)) {
    const number = /^-{3,}\D*(\d{1,4})?\D*-{3,}$/.exec(part)
    if (number || part === '\f') {
      at = number?.[1] ? Math.max(1, Math.min(Number(number[1]), 5000)) : pages.length + 1
      continue
    }
    if (part.trim() === '') continue
    while (pages.length < at) pages.push({ text: '' })
    const page = pages[at - 1]
    if (page) page.text = [page.text, part.trim()].filter(Boolean).join('\n')
  }
  return pages
}

/** Puts the pages in place, makes the file the one that is read, and asks of each passage whether they still say it. */
async function putText(
  tx: WriteTx,
  asker: Asker,
  { documentId, fileId }: { documentId: string; fileId: string },
  pages: readonly Section[],
  said: { state: 'read' | 'no_text'; pages: number; isPasted?: boolean },
): Promise<void> {
  const { workspaceId } = asker
  // As it was: the first reading of its first file is no new version, so that whoever describes it meanwhile is not told of a conflict.
  const before = await documentById(tx, asker, documentId)
  await sql`
    update evidence.document_file set state = ${said.state}, pages = ${said.pages}, is_pasted = ${said.isPasted ?? false}
     where workspace_id = ${workspaceId} and id = ${fileId}`.execute(tx)
  await sql`delete from evidence.document_page where workspace_id = ${workspaceId} and document_id = ${documentId}`.execute(
    tx,
  )
  for (let at = 0; at < pages.length; at += 200) {
    const some = pages
      .slice(at, at + 200)
      .map(({ heading, text: words }, index) => ({ number: at + index + 1, heading, text: words }))
    await sql`
      insert into evidence.document_page (workspace_id, document_id, number, heading, text, language)
      select ${workspaceId}::uuid, ${documentId}::uuid, number, heading, text, ${before.language}
        from jsonb_to_recordset(${JSON.stringify(some)}::jsonb) as given (number int, heading text, text text)
       where text <> ''`.execute(tx)
  }
  await indexWords(tx, asker, documentId)
  const isNew = before.file?.id !== fileId
  await setCurrent(tx, asker, documentId, fileId)
  if (isNew || before.file?.state === 'read') await noteNewFile(tx, asker, documentId)
  await checkPassages(tx, asker, documentId)
}

/** Passages that the new text does not say on their page any more are marked, with all that rests on them; others are left alone. */
async function checkPassages(tx: WriteTx, asker: Asker, documentId: string): Promise<void> {
  const { rows } = await sql<{ id: string; quote: string; text: string | null; is_found: boolean }>`
    select p.id, p.quote, p.is_found, t.text from evidence.passage p
      left join evidence.document_page t on t.workspace_id = p.workspace_id and t.document_id = p.document_id and t.number = p.page
     where p.workspace_id = ${asker.workspaceId} and p.document_id = ${documentId}`.execute(tx)
  for (const passage of rows) {
    const isFound = passage.text !== null && findQuote(passage.text, passage.quote) !== null
    if (isFound === passage.is_found) continue
    await tx
      .updateTable('evidence.passage')
      .set({ is_found: isFound })
      .where('workspace_id', '=', asker.workspaceId)
      .where('id', '=', passage.id)
      .execute()
    if (!isFound) await markStale(tx, passage.id, documentId, 'replaced')
    else
      await asProgram(tx, asker, () =>
        sql`
          delete from kernel.stale_mark where workspace_id = ${asker.workspaceId} and source_id = ${documentId} and reason = 'replaced'
             and record_id in (select ${passage.id}::uuid)`.execute(tx),
      )
  }
}

// Pages ----------------------------------------------------------------------------------------------------------------

export interface Page {
  number: number
  heading: string | null
  text: string
}

/** The pages from `from` on, at most `most`. */
export const pagesOf = (
  tx: ReadTx,
  asker: Asker,
  documentId: string,
  from: number,
  most: number,
): Promise<Page[]> =>
  tx
    .selectFrom('evidence.document_page')
    .select(['number', 'heading', 'text'])
    .where('workspace_id', '=', asker.workspaceId)
    .where('document_id', '=', documentId)
    .where('number', '>=', from)
    .orderBy('number')
    .limit(most)
    .execute()

/** One page; null where the document has no text there. */
export async function pageOf(
  tx: ReadTx,
  asker: Asker,
  documentId: string,
  number: number,
): Promise<Page | null> {
  if (!isId(documentId)) return null
  const [page] = await pagesOf(tx, asker, documentId, number, 1)
  return page?.number === number ? page : null
}

/** A title in the language of the document, where it is one of the two. */
export const titleIn = (language: string, words: string): Text =>
  language.startsWith('en') ? textIn('en', words) : text(words)
