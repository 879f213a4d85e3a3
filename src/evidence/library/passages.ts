/** Passages: words of a document that can be cited, with the page they stand on. */
import { sql } from 'kysely'
import { isId, newId } from '../../kernel/id.ts'
import { addRecord, type CitableRecord, changeRecord } from '../../kernel/record.ts'
import type { Text } from '../../kernel/text.ts'
import { linkRecords, staleMarks } from '../../kernel/thread.ts'
import { confirmMarks } from '../../kernel/thread-settle.ts'
import type { Asker, ReadTx, WriteTx } from '../../kernel/transaction.ts'
import { Problem } from '../../platform/problem.ts'
import { pageOf } from './files.ts'
import { longestQuote, quoteFrom, shortestQuote } from './rules.ts'
import { audienceId, type LibraryDocument, standingDocument } from './store.ts'

export interface Passage {
  id: string
  version: number
  documentId: string
  documentTitle: Text
  /** Language of the document, BCP 47: the quote is in it. */
  language: string
  authors: string | null
  publisher: string | null
  published: string | null
  url: string | null
  fileNumber: number
  unit: 'page' | 'section'
  page: number
  quote: string
  translation: string | null
  /** False: a newer file does not say it on that page any more. */
  isFound: boolean
  documentIsDeleted: boolean
  rights: 'open' | 'quote' | 'none'
  isDeleted: boolean
}

export const passagePath = (id: string): string => `/evidence/library/passages/${id}`

const passages = (asker: Asker) => sql`
  select p.id, r.version, p.document_id as "documentId", d.title as "documentTitle", d.language, d.authors, d.publisher, d.published, d.url,
         d.rights, p.file_number as "fileNumber", case when f.format = 'pdf' then 'page' else 'section' end as unit, p.page, p.quote,
         p.translation, p.is_found as "isFound", d.removed_at is not null as "documentIsDeleted", r.deleted_at is not null as "isDeleted"
    from evidence.passage p
    join kernel.record r on r.workspace_id = p.workspace_id and r.id = p.id
    join evidence.document d on d.workspace_id = p.workspace_id and d.id = p.document_id
    left join evidence.document_file f on f.workspace_id = p.workspace_id and f.document_id = p.document_id and f.number = p.file_number
   where p.workspace_id = ${asker.workspaceId}`

export async function passageById(tx: ReadTx, asker: Asker, id: string): Promise<Passage> {
  if (!isId(id)) throw new Problem('kernel.notFound', {}, 404)
  const { rows } = await sql<Passage>`${passages(asker)} and p.id = ${id}`.execute(tx)
  const [found] = rows
  if (!found || (asker.role === 'public' && (found.isDeleted || found.documentIsDeleted)))
    throw new Problem('kernel.notFound', {}, 404)
  return found
}

/** Those of a document that nobody took away, in the order of its pages. */
export async function passagesOf(tx: ReadTx, asker: Asker, documentId: string): Promise<Passage[]> {
  const { rows } = await sql<Passage>`
    ${passages(asker)} and p.document_id = ${documentId} and r.deleted_at is null order by p.page, p.id`.execute(
    tx,
  )
  return rows
}

export interface NewPassage {
  page: number
  /** As typed or selected; what is kept is how the page has it. */
  quote: string
  translation: string | null
}

/**
 * Makes words of a page citable; the document is what they rest on. Throws `evidence.libraryNotThere` where the page does not say
 * them, `evidence.libraryNotQuotable`, `evidence.libraryNoPage`. The same words of the same page are the same passage: its id.
 */
export async function addPassage(
  tx: WriteTx,
  asker: Asker,
  documentId: string,
  given: NewPassage,
): Promise<string> {
  const document = await standingDocument(tx, asker, documentId)
  const quote = await checked(tx, asker, document, given)
  const same = (await passagesOf(tx, asker, documentId)).find(
    (one) => one.page === given.page && one.quote === quote,
  )
  if (same) return same.id
  const id = newId()
  const fileNumber = document.file?.number ?? 1
  await addRecord(tx, asker, await recordOf(tx, asker, id, document, { ...given, quote }, fileNumber))
  await tx
    .insertInto('evidence.passage')
    .values({
      workspace_id: asker.workspaceId,
      id,
      document_id: documentId,
      file_number: fileNumber,
      page: given.page,
      quote,
      translation: given.translation,
    })
    .execute()
  await linkRecords(tx, asker, { record: id, basis: documentId, kind: 'supports' })
  return id
}

/** Moves a passage to where its words stand now, or words it anew, as its next version; its own mark is settled by that. */
export async function changePassage(
  tx: WriteTx,
  asker: Asker,
  id: string,
  given: NewPassage,
  version: number,
): Promise<void> {
  const before = await passageById(tx, asker, id)
  if (before.isDeleted) throw new Problem('kernel.notFound', {}, 404)
  const document = await standingDocument(tx, asker, before.documentId)
  const quote = await checked(tx, asker, document, given)
  const fileNumber = document.file?.number ?? before.fileNumber
  const record = await recordOf(tx, asker, id, document, { ...given, quote }, fileNumber)
  const reworded = quote !== before.quote
  await changeRecord(tx, asker, record, version, 'revised', { spread: reworded })
  await tx
    .updateTable('evidence.passage')
    .set({ page: given.page, quote, translation: given.translation, file_number: fileNumber, is_found: true })
    .where('workspace_id', '=', asker.workspaceId)
    .where('id', '=', id)
    .execute()
  const mark = (await staleMarks(tx, asker, id)).find(({ sourceId }) => sourceId === document.id)
  if (mark)
    await confirmMarks(tx, asker, id, [{ sourceId: mark.sourceId, sourceVersion: mark.sourceVersion }])
}

/** Takes it away for 30 days; what rests on it is marked withdrawn. */
export async function removePassage(tx: WriteTx, asker: Asker, id: string): Promise<void> {
  const passage = await passageById(tx, asker, id)
  if (passage.isDeleted) throw new Problem('kernel.notFound', {}, 404)
  const document = await standingDocument(tx, asker, passage.documentId)
  const record = await recordOf(tx, asker, id, document, passage, passage.fileNumber)
  await changeRecord(tx, asker, record, passage.version, 'withdrawn')
  await setDeleted(tx, asker, id, true)
}

export const restorePassage = (tx: WriteTx, asker: Asker, id: string): Promise<void> =>
  setDeleted(tx, asker, id, false)

async function setDeleted(tx: WriteTx, asker: Asker, id: string, deleted: boolean): Promise<void> {
  await tx
    .updateTable('kernel.record')
    .set(deleted ? { deleted_at: sql`now()` } : { deleted_at: null, withdrawn_at: null })
    .where('workspace_id', '=', asker.workspaceId)
    .where('id', '=', id)
    .where('kind', '=', 'passage')
    .execute()
}

async function checked(
  tx: ReadTx,
  asker: Asker,
  document: LibraryDocument,
  given: NewPassage,
): Promise<string> {
  if (document.rights === 'none') throw new Problem('evidence.libraryNotQuotable', {}, 409)
  const page = await pageOf(tx, asker, document.id, given.page)
  if (!page) throw new Problem('evidence.libraryNoPage', { page: given.page }, 422)
  const quote = quoteFrom(page.text, given.quote)
  if (quote === null || quote.length < shortestQuote || quote.length > longestQuote)
    throw new Problem('evidence.libraryNotThere', { page: given.page }, 422)
  return quote
}

/** The quote as a title: in its own language, the translation beside it. */
export function wordsOfPassage({
  language,
  quote,
  translation,
}: Pick<Passage, 'language' | 'quote' | 'translation'>): Text {
  const [own, other] = language.startsWith('en') ? (['en', 'es'] as const) : (['es', 'en'] as const)
  return {
    source: own,
    [own]: { text: quote },
    ...(translation ? { [other]: { text: translation, state: 'current' } } : {}),
  }
}

const short = (words: string): string =>
  words.length <= 140 ? words : `${words.slice(0, 137).replace(/\s+\S*$/, '')}…`

async function recordOf(
  tx: ReadTx,
  asker: Asker,
  id: string,
  document: LibraryDocument,
  given: NewPassage,
  fileNumber: number,
): Promise<CitableRecord> {
  const { language } = document
  const { quote, translation, page } = given
  return {
    id,
    kind: 'passage',
    title: wordsOfPassage({
      language,
      quote: `«${short(quote)}»`,
      translation: translation && `“${short(translation)}”`,
    }),
    path: passagePath(id),
    snapshot: {
      document: document.title,
      documentId: document.id,
      page,
      quote,
      translation,
      file: fileNumber,
    },
    audienceId: await audienceId(tx, asker, document.audience),
    placeId: document.placeIds.length === 1 ? (document.placeIds[0] ?? null) : null,
    workerGroupId: document.groupIds.length === 1 ? (document.groupIds[0] ?? null) : null,
    keywords: [quote, translation, document.authors, document.publisher].filter(Boolean).join(' '),
  }
}
