/** Documents: reading one, describing, removing. Lists and search: `search.ts`; their files: `files.ts`; passages: `passages.ts`. */
import { sql } from 'kysely'
import { isId, newId } from '../../kernel/id.ts'
import { addRecord, type CitableRecord, changeRecord, markStale } from '../../kernel/record.ts'
import { said, type Text } from '../../kernel/text.ts'
import { type Asker, asProgram, type ReadTx, type WriteTx } from '../../kernel/transaction.ts'
import { Problem } from '../../platform/problem.ts'
import type { Format } from './extract/recognise.ts'
import { type DocumentAudience, type DocumentKind, type Quality, type Rights, sortable } from './rules.ts'

/** What a person says of a document. */
export interface Described {
  title: Text
  kind: DocumentKind
  authors: string | null
  publisher: string | null
  /** `2019`, `2019-05`, `2019-05-12`. */
  published: string | null
  /** BCP 47. */
  language: string
  topics: readonly string[]
  quality: Quality
  qualityNote: string | null
  rights: Rights
  licence: string | null
  summary: Text | null
  url: string | null
  seenOn: string | null
  placeIds: readonly string[]
  groupIds: readonly string[]
  audience: DocumentAudience
}

export interface DocumentFile {
  id: string
  number: number
  attachmentId: string | null
  /** Null for text that was typed. */
  name: string | null
  bytes: number | null
  sha256: string | null
  format: Format | 'pasted'
  state: 'waiting' | 'read' | 'no_text' | 'failed'
  pages: number
  isPasted: boolean
  jobId: string | null
  problem: { code: string; values: Problem['values'] } | null
  at: Date
}

export interface LibraryDocument extends Described {
  id: string
  version: number
  isDescribed: boolean
  isDeleted: boolean
  /** The one that is read now; null: a link alone, or nothing the asker may read. */
  file: DocumentFile | null
}

const home = '/evidence/library'
export const documentPath = (id: string): string => `${home}/${id}`

// Reading --------------------------------------------------------------------------------------------------------------

interface Row extends Omit<LibraryDocument, 'file' | 'audience'> {
  fileId: string | null
  audienceKind: string | null
}

/** Also one that was removed, so that it can be brought back; not for the public. */
export async function documentById(tx: ReadTx, asker: Asker, id: string): Promise<LibraryDocument> {
  if (!isId(id)) throw new Problem('kernel.notFound', {}, 404)
  const { rows } = await sql<Row>`
    select d.id, d.title, d.kind, d.authors, d.publisher, d.published, d.language, d.topics, d.quality, d.quality_note as "qualityNote",
           d.rights, d.licence, d.summary, d.url, d.seen_on as "seenOn", d.is_described as "isDescribed", d.file_id as "fileId",
           r.version, d.removed_at is not null as "isDeleted", a.kind as "audienceKind",
           array(select place_id from evidence.document_place p where p.workspace_id = d.workspace_id and p.document_id = d.id order by 1) as "placeIds",
           array(select worker_group_id from evidence.document_group g where g.workspace_id = d.workspace_id and g.document_id = d.id order by 1) as "groupIds"
      from evidence.document d
      join kernel.record r on r.workspace_id = d.workspace_id and r.id = d.id
      left join kernel.audience a on a.workspace_id = r.workspace_id and a.id = d.audience_id
     where d.workspace_id = ${asker.workspaceId} and d.id = ${id}`.execute(tx)
  const [row] = rows
  if (!row || (row.isDeleted && asker.role === 'public')) throw new Problem('kernel.notFound', {}, 404)
  const { fileId, audienceKind, ...document } = row
  return {
    ...document,
    audience: audienceKind === 'team' || audienceKind === 'public' ? audienceKind : 'all',
    file: fileId ? ((await filesOf(tx, asker, id)).find((file) => file.id === fileId) ?? null) : null,
  }
}

/** One that nobody removed. */
export async function standingDocument(tx: ReadTx, asker: Asker, id: string): Promise<LibraryDocument> {
  const document = await documentById(tx, asker, id)
  if (document.isDeleted) throw new Problem('kernel.notFound', {}, 404)
  return document
}

/** All files of a document, the newest first. */
export async function filesOf(tx: ReadTx, asker: Asker, documentId: string): Promise<DocumentFile[]> {
  const rows = await tx
    .selectFrom('evidence.document_file as f')
    .leftJoin('kernel.attachment as a', (on) =>
      on.onRef('a.workspace_id', '=', 'f.workspace_id').onRef('a.id', '=', 'f.attachment_id'),
    )
    .select([
      'f.id',
      'f.number',
      'f.attachment_id',
      'a.name',
      'a.bytes',
      'f.sha256',
      'f.format',
      'f.state',
      'f.pages',
    ])
    .select(['f.is_pasted', 'f.job_id', 'f.problem_code', 'f.problem_values', 'f.at'])
    .where('f.workspace_id', '=', asker.workspaceId)
    .where('f.document_id', '=', documentId)
    .orderBy('f.number', 'desc')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    number: row.number,
    attachmentId: row.attachment_id,
    name: row.name,
    bytes: row.bytes,
    sha256: row.sha256,
    format: row.format as DocumentFile['format'],
    state: row.state as DocumentFile['state'],
    pages: row.pages,
    isPasted: row.is_pasted,
    jobId: row.job_id,
    problem:
      row.problem_code === null
        ? null
        : { code: row.problem_code, values: (row.problem_values ?? {}) as Problem['values'] },
    at: row.at,
  }))
}

/** What the team noted; null where it noted nothing, or the asker is none of it. */
export async function noteOf(tx: ReadTx, asker: Asker, id: string): Promise<string | null> {
  const row = await tx
    .selectFrom('evidence.document_note')
    .select('note')
    .where('workspace_id', '=', asker.workspaceId)
    .where('document_id', '=', id)
    .executeTakeFirst()
  return row?.note ?? null
}

// Writing --------------------------------------------------------------------------------------------------------------

/** Returns its id. `isDescribed: false` for one of which only the file is known. */
export async function addDocument(
  tx: WriteTx,
  asker: Asker,
  given: Described,
  { isDescribed = true, note = null }: { isDescribed?: boolean; note?: string | null } = {},
): Promise<string> {
  const id = newId()
  await addRecord(tx, asker, await recordOf(tx, asker, id, given, null))
  await tx
    .insertInto('evidence.document')
    .values({
      workspace_id: asker.workspaceId,
      id,
      ...columns(given),
      audience_id: await audienceId(tx, asker, given.audience),
      is_described: isDescribed,
    })
    .execute()
  await writeAround(tx, asker, id, given)
  await setNote(tx, asker, id, note)
  return id
}

/**
 * Describes it anew over `version`, the one the person had before her; a newer one in the meantime is a 409. Passages stay as they
 * are, unless it may no longer be quoted: then they and what rests on them are marked.
 */
export async function changeDocument(
  tx: WriteTx,
  asker: Asker,
  id: string,
  given: Described,
  { version, note }: { version: number; note?: string | null },
): Promise<void> {
  const before = await standingDocument(tx, asker, id)
  await changeRecord(tx, asker, await recordOf(tx, asker, id, given, before.file), version, 'revised', {
    spread: false,
  })
  await tx
    .updateTable('evidence.document')
    .set({
      ...columns(given),
      audience_id: await audienceId(tx, asker, given.audience),
      is_described: true,
    })
    .where('workspace_id', '=', asker.workspaceId)
    .where('id', '=', id)
    .execute()
  await writeAround(tx, asker, id, given)
  if (note !== undefined) await setNote(tx, asker, id, note)
  if (given.language !== before.language) await retell(tx, asker, id, given.language)
  await shareOut(tx, asker, id)
  if (given.rights === 'none' && before.rights !== 'none')
    for (const passage of await passageIds(tx, asker, id)) await markStale(tx, passage, id, 'withdrawn')
}

/** What may be changed in many at once. */
export interface Bulk {
  addTopics?: readonly string[]
  removeTopics?: readonly string[]
  quality?: Quality
  kind?: DocumentKind
}

/** Changes several, each as a version of its own; returns how many were not so already. */
export async function changeMany(
  tx: WriteTx,
  asker: Asker,
  ids: readonly string[],
  bulk: Bulk,
): Promise<number> {
  let changed = 0
  for (const id of ids) {
    const before = await standingDocument(tx, asker, id)
    const gone = new Set(bulk.removeTopics ?? [])
    const topics = [...new Set([...before.topics, ...(bulk.addTopics ?? [])])].filter(
      (topic) => !gone.has(topic),
    )
    const { quality = before.quality, kind = before.kind } = bulk
    if (quality === before.quality && kind === before.kind && `${topics}` === `${before.topics}`) continue
    await changeDocument(tx, asker, id, { ...before, topics, quality, kind }, { version: before.version })
    changed += 1
  }
  return changed
}

/** Takes it away for 30 days; its passages and what rests on them are marked withdrawn. */
export async function removeDocument(tx: WriteTx, asker: Asker, id: string): Promise<void> {
  const document = await standingDocument(tx, asker, id)
  await changeRecord(
    tx,
    asker,
    await recordOf(tx, asker, id, document, document.file),
    document.version,
    'withdrawn',
  )
  await setDeleted(tx, asker, id, true)
  await sql`delete from kernel.search_entry where workspace_id = ${asker.workspaceId} and id = ${id}`.execute(
    tx,
  )
}

/** Brings it back; the marks that its removal made go. */
export async function restoreDocument(tx: WriteTx, asker: Asker, id: string): Promise<void> {
  const document = await documentById(tx, asker, id)
  if (!document.isDeleted) return
  await changeRecord(
    tx,
    asker,
    await recordOf(tx, asker, id, document, document.file),
    document.version,
    'revised',
    {
      spread: false,
    },
  )
  await setDeleted(tx, asker, id, false)
  await asProgram(tx, asker, async () => {
    await sql`
      delete from kernel.stale_mark where workspace_id = ${asker.workspaceId} and source_id = ${id} and reason = 'withdrawn'`.execute(
      tx,
    )
    const lost = await tx
      .selectFrom('evidence.passage')
      .select('id')
      .where('workspace_id', '=', asker.workspaceId)
      .where('document_id', '=', id)
      .where('is_found', '=', false)
      .execute()
    for (const passage of lost) await markStale(tx, passage.id, id, 'replaced')
  })
}

async function setDeleted(tx: WriteTx, asker: Asker, id: string, deleted: boolean): Promise<void> {
  await tx
    .updateTable('kernel.record')
    .set(deleted ? { deleted_at: sql`now()` } : { deleted_at: null, withdrawn_at: null })
    .where('workspace_id', '=', asker.workspaceId)
    .where('id', '=', id)
    .where('kind', '=', 'document')
    .execute()
  await tx
    .updateTable('evidence.document')
    .set({ removed_at: deleted ? sql`now()` : null })
    .where('workspace_id', '=', asker.workspaceId)
    .where('id', '=', id)
    .execute()
}

/** Notes that the file which is read has changed: a version of its own, of which each passage decides what it means for it. */
export async function noteNewFile(tx: WriteTx, asker: Asker, id: string): Promise<number> {
  const document = await documentById(tx, asker, id)
  return changeRecord(
    tx,
    asker,
    await recordOf(tx, asker, id, document, document.file),
    document.version,
    'replaced',
    {
      spread: false,
    },
  )
}

const columns = (given: Described) => ({
  kind: given.kind,
  title: JSON.stringify(given.title),
  sort_title: sortable(said(given.title, given.title.source)),
  authors: given.authors,
  publisher: given.publisher,
  published: given.published,
  language: given.language,
  topics: [...given.topics],
  quality: given.quality,
  quality_note: given.qualityNote,
  rights: given.rights,
  licence: given.licence,
  summary: given.summary && JSON.stringify(given.summary),
  url: given.url,
  seen_on: given.seenOn,
})

/** The public, the team, or whoever the role table lets see evidence. */
export async function audienceId(
  tx: ReadTx,
  asker: Asker,
  audience: DocumentAudience,
): Promise<string | null> {
  if (audience === 'all') return null
  const found = await tx
    .selectFrom('kernel.audience')
    .select('id')
    .where('workspace_id', '=', asker.workspaceId)
    .where('kind', '=', audience)
    .executeTakeFirstOrThrow()
  return found.id
}

async function recordOf(
  tx: ReadTx,
  asker: Asker,
  id: string,
  given: Described,
  file: DocumentFile | null,
): Promise<CitableRecord> {
  const { title, summary, placeIds, groupIds, ...rest } = given
  return {
    id,
    kind: 'document',
    title,
    path: documentPath(id),
    snapshot: {
      title,
      kind: rest.kind,
      authors: rest.authors,
      publisher: rest.publisher,
      published: rest.published,
      language: rest.language,
      topics: rest.topics,
      quality: rest.quality,
      rights: rest.rights,
      url: rest.url,
      summary,
      file: file?.name ?? null,
      sha256: file?.sha256 ?? null,
    },
    audienceId: await audienceId(tx, asker, given.audience),
    // The register knows one place and one group; where there are more, none of them is it.
    placeId: placeIds.length === 1 ? (placeIds[0] ?? null) : null,
    workerGroupId: groupIds.length === 1 ? (groupIds[0] ?? null) : null,
    keywords: [rest.authors, rest.publisher, rest.published, summary?.es?.text, summary?.en?.text]
      .filter(Boolean)
      .join(' '),
  }
}

/** Places, groups and the words of the description. */
async function writeAround(tx: WriteTx, asker: Asker, id: string, given: Described): Promise<void> {
  const { workspaceId } = asker
  for (const [table, column, ids] of [
    ['evidence.document_place', 'place_id', given.placeIds],
    ['evidence.document_group', 'worker_group_id', given.groupIds],
  ] as const) {
    await sql`delete from ${sql.table(table)} where workspace_id = ${workspaceId} and document_id = ${id}`.execute(
      tx,
    )
    await sql`
      insert into ${sql.table(table)} (workspace_id, document_id, ${sql.ref(column)})
      select distinct ${workspaceId}::uuid, ${id}::uuid, one from unnest(${sql.val([...ids])}::uuid[]) one`.execute(
      tx,
    )
  }
  const { title, summary, authors, publisher } = given
  const names = [authors, publisher].filter(Boolean).join(' ')
  const texts = {
    es: [title.es?.text, summary?.es?.text, names],
    en: [title.en?.text, summary?.en?.text, names],
  }
  await sql`
    delete from evidence.document_word where workspace_id = ${workspaceId} and document_id = ${id} and not in_text`.execute(
    tx,
  )
  await sql`
    insert into evidence.document_word (workspace_id, rules, word, document_id, in_text)
    select distinct ${workspaceId}::uuid, given.rules, word, ${id}::uuid, false
      from (values ('es', ${texts.es.filter(Boolean).join(' ')}), ('en', ${texts.en.filter(Boolean).join(' ')}),
                   ('plain', ${[...texts.es, ...texts.en].filter(Boolean).join(' ')})) given (rules, text),
           unnest(tsvector_to_array(evidence.words_of(given.rules, given.text))) word
     where length(word) <= 200`.execute(tx)
}

async function setNote(tx: WriteTx, asker: Asker, id: string, note: string | null): Promise<void> {
  const { workspaceId } = asker
  if (note === null)
    await sql`delete from evidence.document_note where workspace_id = ${workspaceId} and document_id = ${id}`.execute(
      tx,
    )
  else
    await sql`
      insert into evidence.document_note (workspace_id, document_id, note) values (${workspaceId}, ${id}, ${note})
      on conflict (workspace_id, document_id) do update set note = excluded.note`.execute(tx)
}

/** Tells the words of its pages apart anew, by the rules of another language. */
async function retell(tx: WriteTx, asker: Asker, id: string, language: string): Promise<void> {
  await sql`
    update evidence.document_page set language = ${language} where workspace_id = ${asker.workspaceId} and document_id = ${id}`.execute(
    tx,
  )
  await indexWords(tx, asker, id)
}

/** The words of its pages, as `document_page` has them now. */
export async function indexWords(tx: WriteTx, asker: Asker, id: string): Promise<void> {
  const { workspaceId } = asker
  await sql`
    delete from evidence.document_word where workspace_id = ${workspaceId} and document_id = ${id} and in_text`.execute(
    tx,
  )
  await sql`
    insert into evidence.document_word (workspace_id, rules, word, document_id, in_text, pages)
    select p.workspace_id, evidence.search_language(min(p.language)), w.lexeme, p.document_id, true, array_agg(p.number order by p.number)
      from evidence.document_page p, unnest(p.words) w
     where p.workspace_id = ${workspaceId} and p.document_id = ${id} and length(w.lexeme) <= 200
     group by p.workspace_id, p.document_id, w.lexeme`.execute(tx)
}

const passageIds = async (tx: ReadTx, asker: Asker, id: string): Promise<string[]> =>
  (
    await tx
      .selectFrom('evidence.passage')
      .select('id')
      .where('workspace_id', '=', asker.workspaceId)
      .where('document_id', '=', id)
      .execute()
  ).map((row) => row.id)

/** Its files and passages are seen by whom the document is seen; the public gets the file only where it may be passed on whole. */
export async function shareOut(tx: WriteTx, asker: Asker, id: string): Promise<void> {
  const { workspaceId } = asker
  await sql`
    update kernel.attachment a set audience_id = case when u.kind = 'public' and d.rights <> 'open' then null else d.audience_id end
      from evidence.document d
      left join kernel.audience u on u.workspace_id = d.workspace_id and u.id = d.audience_id
     where a.workspace_id = ${workspaceId} and a.record_id = ${id} and d.workspace_id = a.workspace_id and d.id = a.record_id`.execute(
    tx,
  )
  const passages = await passageIds(tx, asker, id)
  if (passages.length === 0) return
  const { rows } = await sql<{ audience: string | null }>`
    select audience_id as audience from evidence.document where workspace_id = ${workspaceId} and id = ${id}`.execute(
    tx,
  )
  const audience = rows[0]?.audience ?? null
  for (const [table, column] of [
    ['kernel.record', 'id'],
    ['kernel.search_entry', 'id'],
    ['kernel.record_version', 'record_id'],
  ] as const)
    await sql`
      update ${sql.table(table)} set audience_id = ${audience}::uuid
       where workspace_id = ${workspaceId} and ${sql.ref(column)} = any (${sql.val(passages)}::uuid[])
         and audience_id is distinct from ${audience}::uuid`.execute(tx)
}
