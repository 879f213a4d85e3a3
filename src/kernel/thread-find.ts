/** What a record may be linked with, found by its words: only kinds that make sense, only what the asker sees. */
import { sql } from 'kysely'
import type { Text } from './text.ts'
import { kindsBeside } from './thread-rules.ts'
import type { Asker, ReadTx } from './transaction.ts'

export interface Candidate {
  id: string
  kind: string
  title: Text
  path: string
  version: number
  place: Text | null
  /** Already linked with the record on this side. */
  linked: boolean
}

/**
 * Records that `record` may rest on, or that may rest on it and that the asker writes: the best matches of the words in
 * Spanish and English, or without words the dozen newest; at most 30.
 */
export async function candidates(
  tx: ReadTx,
  asker: Asker,
  record: { id: string; kind: string },
  side: 'rests' | 'supports',
  words: string,
): Promise<Candidate[]> {
  const kinds = kindsBeside(record.kind, side)
  const wanted = words.trim().slice(0, 200)
  const [near, far] = side === 'rests' ? ['record_id', 'basis_id'] : ['basis_id', 'record_id']
  const beginnings = wanted
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean)
    .map((word) => `${word}:*`)
    .join(' & ')
  const found =
    wanted === ''
      ? sql`select r.id, 0::real as rank from kernel.record r
             where r.workspace_id = ${asker.workspaceId} and r.kind = any (${kinds}::text[]) order by r.id desc limit 24`
      : sql`select e.id, ts_rank(e.words, asked.query) + similarity(unaccent(e.title ->> (e.title ->> 'source')), unaccent(${wanted})) as rank
              from kernel.search_entry e, (
                select websearch_to_tsquery('kernel.es', ${wanted}) || websearch_to_tsquery('kernel.en', ${wanted})
                       || to_tsquery('kernel.es', ${beginnings}) || to_tsquery('kernel.en', ${beginnings}) as query) asked
             where e.workspace_id = ${asker.workspaceId} and e.kind = any (${kinds}::text[])
               and (e.words @@ asked.query
                    or unaccent(e.title -> 'es' ->> 'text') ilike '%' || unaccent(${escaped(wanted)}) || '%'
                    or unaccent(e.title -> 'en' ->> 'text') ilike '%' || unaccent(${escaped(wanted)}) || '%')
             order by rank desc limit 60`
  const { rows } = await sql<Candidate>`
    with found as (${found})
    select r.id, r.kind, r.title, r.path, r.version, p.name as place,
           exists (select from kernel.link l
                    where l.workspace_id = r.workspace_id and l.${sql.ref(near)} = ${record.id} and l.${sql.ref(far)} = r.id) as linked
      from found f
      join kernel.record r on r.workspace_id = ${asker.workspaceId} and r.id = f.id
      left join kernel.place p on p.workspace_id = r.workspace_id and p.id = r.place_id
     where r.id <> ${record.id} and r.deleted_at is null and r.withdrawn_at is null
       and (${side === 'rests'} or kernel.writes_record(r.workspace_id, r.id))
     order by f.rank desc, r.id desc limit ${wanted === '' ? 12 : 30}`.execute(tx)
  return rows
}

/** What `like` reads as any letter is meant as itself. */
const escaped = (words: string): string => words.replace(/[\\%_]/g, '\\$&')
