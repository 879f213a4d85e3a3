/** The list of documents: filters, words on their pages with what stands around them, keyset pages. */
import { type RawBuilder, sql } from 'kysely'
import { isId } from '../../kernel/id.ts'
import type { Text } from '../../kernel/text.ts'
import type { Asker, ReadTx } from '../../kernel/transaction.ts'
import { type DocumentAudience, type DocumentKind, type Quality, stretchAround } from './rules.ts'

export interface Filter {
  words?: string
  /** Code of a place: documents of it and of what lies in it. */
  place?: string
  /** Code of a worker group; `none`: documents of no group in particular. */
  group?: string
  topic?: string
  kind?: string
  quality?: string
  language?: string
  year?: string
  /** `undescribed`, `untold` (no topic or no place: counted in no cell of the gap matrix). */
  state?: string
}

export interface Hit {
  page: number
  heading: string | null
  /** Some words of the page; between `from` and `to` stands what was asked for. */
  around: string
}

/** Signs that no text has (`clean` takes them out): they stand around what was found. */
export const marks = { from: '\u0002', to: '\u0003' } as const

export interface Listed {
  id: string
  title: Text
  kind: DocumentKind
  authors: string | null
  publisher: string | null
  published: string | null
  language: string
  topics: readonly string[]
  quality: Quality
  url: string | null
  isDescribed: boolean
  audience: DocumentAudience
  unit: 'page' | 'section' | null
  pages: number
  fileState: 'waiting' | 'read' | 'no_text' | 'failed' | null
  passages: number
  places: readonly Text[]
  groups: readonly Text[]
  /** Pages that hold all the words, and the first three of them; null where no words were asked for. */
  hits: { count: number; shown: readonly Hit[] } | null
  total: number
}

export const pageLength = 50
/** With what stands around each word a page is longer. */
export const foundLength = 20
export const orders = ['added', 'title', 'published'] as const
export type Order = (typeof orders)[number]

/** A condition on `d`. */
function chosen(asker: Asker, filter: Filter): RawBuilder<unknown> {
  const { workspaceId } = asker
  const all = [sql`d.workspace_id = ${workspaceId}`, sql`d.removed_at is null`]
  if (filter.place)
    all.push(sql`d.id in (
      with recursive within (id) as (
        select id from kernel.place where workspace_id = ${workspaceId} and code = ${filter.place}
        union select p.id from kernel.place p join within w on p.workspace_id = ${workspaceId} and p.parent_id = w.id)
      select t.document_id from evidence.document_place t join within w on t.workspace_id = ${workspaceId} and t.place_id = w.id)`)
  if (filter.group === 'none')
    all.push(
      sql`not exists (select from evidence.document_group g where g.workspace_id = d.workspace_id and g.document_id = d.id)`,
    )
  else if (filter.group)
    all.push(sql`d.id in (
      select g.document_id from evidence.document_group g
        join kernel.worker_group w on w.workspace_id = g.workspace_id and w.id = g.worker_group_id
       where g.workspace_id = ${workspaceId} and w.code = ${filter.group})`)
  if (filter.topic) all.push(sql`${filter.topic} = any (d.topics)`)
  if (filter.kind) all.push(sql`d.kind = ${filter.kind}`)
  if (filter.quality) all.push(sql`d.quality = ${filter.quality}`)
  if (filter.language) all.push(sql`d.language = ${filter.language}`)
  if (filter.year) all.push(sql`left(d.published, 4) = ${filter.year}`)
  if (filter.state === 'undescribed') all.push(sql`not d.is_described`)
  if (filter.state === 'untold')
    all.push(sql`(d.topics = '{}' or not exists (
      select from evidence.document_place t where t.workspace_id = d.workspace_id and t.document_id = d.id))`)
  return sql.join(all, sql` and `)
}

/**
 * The words that were asked for, by the rules of each language; `held` says which documents hold them. A document is found where its
 * description and its pages together hold them all, by the rules of one language.
 */
const heldBy = (asker: Asker, words: string) => sql`
  asked as materialized (
    select rules, word, count(*) over (partition by rules) as needed
      from (values ('es'), ('en'), ('plain')) given (rules), unnest(tsvector_to_array(evidence.words_of(rules, ${words}))) word),
  held as materialized (
    select w.document_id, w.rules, w.word, w.in_text, w.pages, a.needed
      from asked a join evidence.document_word w on w.rules = a.rules and w.word = a.word
     where w.workspace_id = ${asker.workspaceId}),
  found as materialized (
    select h.document_id, h.rules,
           count(distinct h.word) filter (where not h.in_text) = min(h.needed) as in_title,
           coalesce(min(cardinality(h.pages)) filter (where h.in_text), 0) as pages
      from held h group by h.document_id, h.rules having count(distinct h.word) = min(h.needed)),
  ranked as materialized (
    select document_id, max(case when in_title then 100000 else 0 end + pages) as rank from found group by document_id)`

interface Options {
  after?: string
  order?: Order
  limit?: number
}

/** One page and one row more, from which the next page is known. */
export async function listDocuments(
  tx: ReadTx,
  asker: Asker,
  filter: Filter,
  { after, order = 'added', limit }: Options = {},
): Promise<Listed[]> {
  const words = (filter.words ?? '').slice(0, 200)
  const most = limit ?? (words ? foundLength : pageLength) + 1
  const keyed = words
    ? sql`-k.rank, d.id`
    : {
        added: sql`-extract(epoch from d.added_at), d.id`,
        title: sql`d.sort_title, d.id`,
        published: sql`-coalesce(left(d.published, 4)::int, 0), d.id`,
      }[order]
  const from = sql`evidence.document d ${words ? sql`join ranked k on k.document_id = d.id` : sql``}`
  const onwards =
    after && isId(after)
      ? sql`and (${keyed}) > (select ${keyed} from ${from} where d.workspace_id = ${asker.workspaceId} and d.id = ${after})`
      : sql``
  const { rows } = await sql<Omit<Listed, 'hits'> & { key: unknown }>`
    with ${words ? sql`${heldBy(asker, words)},` : sql``}
    shown as materialized (
      select d.id, row_number() over (order by ${keyed}) as at, count(*) over ()::int as total
        from ${from} where ${chosen(asker, filter)} ${onwards}
       order by ${keyed} limit ${most})
    select d.id, d.title, d.kind, d.authors, d.publisher, d.published, d.language, d.topics, d.quality, d.url,
           d.is_described as "isDescribed", case when u.kind in ('team', 'public') then u.kind else 'all' end as audience,
           case f.format when 'pdf' then 'page' else case when f.id is null then null else 'section' end end as unit,
           coalesce(f.pages, 0) as pages, f.state as "fileState",
           (select count(*)::int from evidence.passage p where p.workspace_id = d.workspace_id and p.document_id = d.id) as passages,
           array(select p.name from evidence.document_place t join kernel.place p on p.workspace_id = t.workspace_id and p.id = t.place_id
                  where t.workspace_id = d.workspace_id and t.document_id = d.id order by p.code) as places,
           array(select w.name from evidence.document_group g
                   join kernel.worker_group w on w.workspace_id = g.workspace_id and w.id = g.worker_group_id
                  where g.workspace_id = d.workspace_id and g.document_id = d.id order by w.position) as groups,
           s.total
      from shown s
      join evidence.document d on d.workspace_id = ${asker.workspaceId} and d.id = s.id
      left join kernel.audience u on u.workspace_id = d.workspace_id and u.id = d.audience_id
      left join evidence.document_file f on f.workspace_id = d.workspace_id and f.id = d.file_id
     order by s.at`.execute(tx)
  const hits = words
    ? await hitsIn(
        tx,
        asker,
        words,
        rows.slice(0, limit ?? foundLength).map(({ id }) => id),
      )
    : null
  return rows.map((row) => ({ ...row, hits: hits ? (hits.get(row.id) ?? { count: 0, shown: [] }) : null }))
}

/** How many documents there are for a filter, whatever page one is on. */
export async function countDocuments(tx: ReadTx, asker: Asker, filter: Filter): Promise<number> {
  const words = (filter.words ?? '').slice(0, 200)
  const { rows } = await sql<{ n: number }>`
    ${words ? sql`with ${heldBy(asker, words)}` : sql``}
    select count(*)::int as n from evidence.document d
      ${words ? sql`join ranked k on k.document_id = d.id` : sql``} where ${chosen(asker, filter)}`.execute(
    tx,
  )
  return rows[0]?.n ?? 0
}

/** A phrase in quotation marks must stand on the page as it is. */
const isPhrase = (words: string): boolean => /"[^"]+ [^"]+"/.test(words)

/**
 * The pages of some documents that hold all the words, and the first three of each with what stands around; where no page holds
 * them all, those that hold the rarest.
 */
async function hitsIn(
  tx: ReadTx,
  asker: Asker,
  words: string,
  documents: readonly string[],
): Promise<Map<string, { count: number; shown: Hit[] }>> {
  const { rows } = await sql<{
    id: string
    count: number
    page: number
    heading: string | null
    text: string
    rules: string
    words: string[]
  }>`
    with asked as materialized (
      select rules, word, count(*) over (partition by rules) as needed
        from (values ('es'), ('en'), ('plain')) given (rules), unnest(tsvector_to_array(evidence.words_of(rules, ${words}))) word),
    on_page as materialized (
      select w.document_id, w.rules, page, count(*) = min(a.needed) as has_all
        from asked a join evidence.document_word w on w.rules = a.rules and w.word = a.word, unnest(w.pages) page
       where w.workspace_id = ${asker.workspaceId} and w.in_text and w.document_id = any (${sql.val([...documents])}::uuid[])
       group by w.document_id, w.rules, page),
    best as materialized (
      select document_id, rules, page,
             count(*) filter (where has_all) over (partition by document_id) as count,
             row_number() over (partition by document_id order by has_all desc, page) as at
        from on_page)
    select b.document_id as id, b.count::int, b.page, p.heading, p.text, b.rules,
           array(select a.word from asked a where a.rules = b.rules) as words
      from best b
      join evidence.document_page p on p.workspace_id = ${asker.workspaceId} and p.document_id = b.document_id and p.number = b.page
     where b.at <= 3 ${
       isPhrase(words)
         ? sql`and p.words @@ case b.rules when 'es' then websearch_to_tsquery('kernel.es', ${words})
             when 'en' then websearch_to_tsquery('kernel.en', ${words}) else websearch_to_tsquery('evidence.plain', ${words}) end`
         : sql``
     }
     order by b.document_id, b.at`.execute(tx)
  const around = await marked(
    tx,
    rows.map((row) => ({ rules: row.rules, words: row.words, text: stretchAround(row.text, row.words) })),
  )
  const found = new Map<string, { count: number; shown: Hit[] }>()
  for (const [at, { id, count, page, heading }] of rows.entries()) {
    const one = found.get(id) ?? { count, shown: [] }
    one.shown.push({ page, heading, around: around[at] ?? '' })
    found.set(id, one)
  }
  return found
}

/** The words marked as the database knows them; it is given stretches, for a whole page costs it ten times as much. */
async function marked(
  tx: ReadTx,
  stretches: readonly { rules: string; words: readonly string[]; text: string }[],
): Promise<string[]> {
  if (stretches.length === 0) return []
  const { rows } = await sql<{ text: string }>`
    select ts_headline(case rules when 'es' then 'kernel.es' when 'en' then 'kernel.en' else 'evidence.plain' end::regconfig, text,
             (select string_agg(quote_literal(word), ' | ')::tsquery from jsonb_array_elements_text(words) word),
             ${`StartSel=${marks.from}, StopSel=${marks.to}, HighlightAll=true`}) as text
      from jsonb_to_recordset(${JSON.stringify(stretches.map((one, at) => ({ ...one, at })))}::jsonb)
           as given (at int, rules text, words jsonb, text text)
     order by at`.execute(tx)
  return rows.map(({ text }) => text)
}

/** The text of a page with the words marked, for reading on from the list. */
export async function markedPage(
  tx: ReadTx,
  asker: Asker,
  documentId: string,
  number: number,
  words: string,
): Promise<string | null> {
  const { rows } = await sql<{ text: string }>`
    select ts_headline(case rules when 'es' then 'kernel.es' when 'en' then 'kernel.en' else 'evidence.plain' end::regconfig, text,
             (select string_agg(quote_literal(word), ' | ')::tsquery from unnest(tsvector_to_array(evidence.words_of(rules, ${words.slice(0, 200)}))) word),
             ${`StartSel=${marks.from}, StopSel=${marks.to}, HighlightAll=true`}) as text
      from (select text, evidence.search_language(language) as rules from evidence.document_page
             where workspace_id = ${asker.workspaceId} and document_id = ${documentId} and number = ${number}) p`.execute(
    tx,
  )
  return rows[0]?.text ?? null
}

export interface Choices {
  topics: string[]
  kinds: string[]
  qualities: string[]
  languages: string[]
  years: string[]
  places: string[]
}

/** What there is to filter by. */
export async function choicesOf(tx: ReadTx, asker: Asker): Promise<Choices> {
  const { rows } = await sql<{ what: keyof Choices; code: string }>`
    with mine as materialized (
      select d.id, d.topics, d.kind, d.quality, d.language, left(d.published, 4) as year from evidence.document d
       where d.workspace_id = ${asker.workspaceId} and d.removed_at is null)
    select distinct 'topics' as what, topic as code from mine, unnest(topics) topic
    union select 'kinds', kind from mine union select 'qualities', quality from mine
    union select 'languages', language from mine union select 'years', year from mine where year is not null
    union select 'places', p.code from mine m join evidence.document_place t on t.workspace_id = ${asker.workspaceId} and t.document_id = m.id
      join kernel.place p on p.workspace_id = t.workspace_id and p.id = t.place_id
    order by 1, 2`.execute(tx)
  const of = (wanted: keyof Choices) => rows.flatMap(({ what, code }) => (what === wanted ? [code] : []))
  return {
    topics: of('topics'),
    kinds: of('kinds'),
    qualities: of('qualities'),
    languages: of('languages'),
    years: of('years').reverse(),
    places: of('places'),
  }
}

/** Removed in the last thirty days: what can be brought back. */
export async function removedDocuments(tx: ReadTx, asker: Asker): Promise<{ id: string; title: Text }[]> {
  const { rows } = await sql<{ id: string; title: Text }>`
    select d.id, d.title from evidence.document d
     where d.workspace_id = ${asker.workspaceId} and d.removed_at > now() - interval '30 days' order by d.removed_at desc limit 50`.execute(
    tx,
  )
  return rows
}
