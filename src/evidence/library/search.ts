/** The list of documents: filters, words on their pages with what stands around them, keyset pages. */
import { type RawBuilder, sql } from 'kysely'
import { isId } from '../../kernel/id.ts'
import type { Text } from '../../kernel/text.ts'
import type { Asker, ReadTx } from '../../kernel/transaction.ts'
import {
  bestPages,
  type DocumentAudience,
  type DocumentKind,
  type Held,
  type Quality,
  stretchAround,
} from './rules.ts'

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

/** Pages that hold all the words (a phrase as it is), and the first three of them. */
export interface Hits {
  count: number
  shown: readonly Hit[]
  /** The pages hold the words of a phrase, and on none they stand together. */
  isApart?: true
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
  /** Where the words are; null where none were asked for. */
  hits: Hits | null
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
  const { workspaceId } = asker
  // Gathered for the shown ones at once: asked document by document, each table closed by row-level security is read as often.
  const { rows } = await sql<Omit<Listed, 'hits'> & { held: Held[] | null }>`
    with ${words ? sql`${heldBy(asker, words)},` : sql``}
    shown as materialized (
      select d.id, d.title, d.kind, d.authors, d.publisher, d.published, d.language, d.topics, d.quality, d.url, d.is_described,
             d.audience_id, d.file_id, row_number() over (order by ${keyed}) as at, count(*) over ()::int as total
        from ${from} where ${chosen(asker, filter)} ${onwards}
       order by ${keyed} limit ${most}),
    places as materialized (
      select t.document_id, array_agg(p.name order by p.code) as names
        from evidence.document_place t join kernel.place p on p.workspace_id = t.workspace_id and p.id = t.place_id
       where t.workspace_id = ${workspaceId} and t.document_id in (select id from shown) group by t.document_id),
    groups as materialized (
      select t.document_id, array_agg(w.name order by w.position) as names
        from evidence.document_group t join kernel.worker_group w on w.workspace_id = t.workspace_id and w.id = t.worker_group_id
       where t.workspace_id = ${workspaceId} and t.document_id in (select id from shown) group by t.document_id),
    cited as materialized (
      select p.document_id, count(*)::int as n from evidence.passage p
       where p.workspace_id = ${workspaceId} and p.document_id in (select id from shown) group by p.document_id)
      ${
        words
          ? sql`, pages as materialized (
      select h.document_id, json_agg(json_build_object('rules', h.rules, 'needed', h.needed, 'pages', h.pages)) as held
        from held h where h.in_text and h.document_id in (select id from shown) group by h.document_id)`
          : sql``
      }
    select s.id, s.title, s.kind, s.authors, s.publisher, s.published, s.language, s.topics, s.quality, s.url,
           s.is_described as "isDescribed", case when u.kind in ('team', 'public') then u.kind else 'all' end as audience,
           case f.format when 'pdf' then 'page' else case when f.id is null then null else 'section' end end as unit,
           coalesce(f.pages, 0) as pages, f.state as "fileState", coalesce(c.n, 0) as passages,
           coalesce(p.names, '{}') as places, coalesce(g.names, '{}') as groups, s.total,
           ${words ? sql`h.held` : sql`null::json as held`}
      from shown s
      left join kernel.audience u on u.workspace_id = ${workspaceId} and u.id = s.audience_id
      left join evidence.document_file f on f.workspace_id = ${workspaceId} and f.id = s.file_id
      left join places p on p.document_id = s.id
      left join groups g on g.document_id = s.id
      left join cited c on c.document_id = s.id
      ${words ? sql`left join pages h on h.document_id = s.id` : sql``}
     order by s.at`.execute(tx)
  const shown = words ? rows.slice(0, limit ?? foundLength) : []
  const hits = await hitsIn(tx, asker, words, new Map(shown.map(({ id, held }) => [id, held ?? []])))
  return rows.map(({ held: _, ...row }) => ({
    ...row,
    hits: words ? (hits.get(row.id) ?? { count: 0, shown: [] }) : null,
  }))
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
/** Of each document so many pages are asked whether they hold the phrase. */
const phrasePages = 100

/**
 * The pages of some documents that hold all the words, and the first three of each with what stands around; where no page holds
 * them all, the first that hold some. `held`: which pages hold the words.
 */
async function hitsIn(
  tx: ReadTx,
  asker: Asker,
  words: string,
  held: ReadonlyMap<string, readonly Held[]>,
): Promise<Map<string, Hits>> {
  const phrase = isPhrase(words)
  const best = new Map(
    [...held].map(([id, lists]) => [id, bestPages(lists, phrase ? phrasePages : 3)] as const),
  )
  const asked = [...best].flatMap(([id, { pages }]) => pages.map(({ page, rules }) => ({ id, page, rules })))
  if (asked.length === 0) return new Map()
  const { rows } = await sql<{
    id: string
    page: number
    heading: string | null
    text: string
    rules: string
    words: string[]
  }>`
    with asked as materialized (
      select rules, array_agg(word) as words
        from (values ('es'), ('en'), ('plain')) given (rules), unnest(tsvector_to_array(evidence.words_of(rules, ${words}))) word
       group by rules)
    select b.id, b.page, p.heading, p.text, b.rules, a.words
      from jsonb_to_recordset(${JSON.stringify(asked.map((one, at) => ({ ...one, at })))}::jsonb)
           as b (at int, id uuid, page int, rules text)
      join asked a on a.rules = b.rules
      join evidence.document_page p on p.workspace_id = ${asker.workspaceId} and p.document_id = b.id and p.number = b.page
      ${
        phrase
          ? sql`where p.words @@ case b.rules when 'es' then websearch_to_tsquery('kernel.es', ${words})
             when 'en' then websearch_to_tsquery('kernel.en', ${words}) else websearch_to_tsquery('evidence.plain', ${words}) end`
          : sql``
      }
     order by b.at`.execute(tx)
  const found = new Map<string, { count: number; shown: (typeof rows)[number][] }>()
  for (const row of rows) {
    const one = found.get(row.id) ?? { count: phrase ? 0 : (best.get(row.id)?.count ?? 0), shown: [] }
    if (phrase) one.count++
    if (one.shown.length < 3) one.shown.push(row)
    found.set(row.id, one)
  }
  const shown = [...found.values()].flatMap((one) => one.shown)
  const around = await marked(
    tx,
    shown.map((row) => ({ rules: row.rules, words: row.words, text: stretchAround(row.text, row.words) })),
  )
  const hits = new Map<string, Hits>(
    phrase ? asked.map(({ id }) => [id, { count: 0, shown: [], isApart: true }]) : [],
  )
  let at = 0
  for (const [id, { count, shown: its }] of found)
    hits.set(id, {
      count,
      shown: its.map(({ page, heading }) => ({ page, heading, around: around[at++] ?? '' })),
    })
  return hits
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
  const { rows } = await sql<{ [key in keyof Choices]: string[] | null }>`
    with mine as materialized (
      select d.id, d.topics, d.kind, d.quality, d.language, left(d.published, 4) as year from evidence.document d
       where d.workspace_id = ${asker.workspaceId} and d.removed_at is null)
    select array_agg(distinct kind) as kinds, array_agg(distinct quality) as qualities, array_agg(distinct language) as languages,
           array_agg(distinct year order by year desc) filter (where year is not null) as years,
           (select array_agg(distinct topic) from mine, unnest(topics) topic) as topics,
           (select array_agg(distinct p.code) from evidence.document_place t
              join kernel.place p on p.workspace_id = t.workspace_id and p.id = t.place_id
             where t.workspace_id = ${asker.workspaceId} and t.document_id in (select id from mine)) as places
      from mine`.execute(tx)
  const [found] = rows
  return {
    topics: found?.topics ?? [],
    kinds: found?.kinds ?? [],
    qualities: found?.qualities ?? [],
    languages: found?.languages ?? [],
    years: found?.years ?? [],
    places: found?.places ?? [],
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
