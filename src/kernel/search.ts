import { sql } from 'kysely'
import type { Text } from './text.ts'
import type { Asker, ReadTx } from './transaction.ts'

export interface Found {
  id: string
  kind: string
  title: Text
  path: string
}

/**
 * What the search box finds among what the asker may see: whole words in Spanish and English without minding accents,
 * beginnings of words, then titles that look alike. Best first, at most 50.
 */
export async function search(tx: ReadTx, asker: Asker, words: string): Promise<Found[]> {
  const wanted = words.trim().slice(0, 200)
  if (wanted === '') return []
  const beginnings = wanted
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean)
    .map((word) => `${word}:*`)
    .join(' & ')
  const { rows } = await sql<Found>`
    with asked as (
      select websearch_to_tsquery('kernel.es', ${wanted}) || websearch_to_tsquery('kernel.en', ${wanted})
             || to_tsquery('kernel.es', ${beginnings}) || to_tsquery('kernel.en', ${beginnings}) as query
    )
    select e.id, e.kind, e.title, e.path
      from kernel.search_entry e, asked
     where e.workspace_id = ${asker.workspaceId}
       and (e.words @@ asked.query or (e.title ->> (e.title ->> 'source')) % ${wanted}
            or unaccent(e.title -> 'es' ->> 'text') ilike '%' || unaccent(${wanted}) || '%'
            or unaccent(e.title -> 'en' ->> 'text') ilike '%' || unaccent(${wanted}) || '%')
     order by ts_rank(e.words, asked.query) desc,
              greatest(similarity(e.title -> 'es' ->> 'text', ${wanted}), similarity(e.title -> 'en' ->> 'text', ${wanted})) desc, e.id
     limit 50`.execute(tx)
  return rows
}
