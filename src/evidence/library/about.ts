/** Documents that speak of a place with all below it, or of a worker group. */
import { sql } from 'kysely'
import type { Text } from '../../kernel/text.ts'
import type { Asker, ReadTx } from '../../kernel/transaction.ts'
import type { AboutSection, Clock, Where } from '../../web/server/hooks.ts'
import type { DocumentKind, Quality } from './rules.ts'
import { documentPath } from './store.ts'
import { libraryWords } from './words.ts'

export async function documentsAbout(
  tx: ReadTx,
  asker: Asker,
  where: Where,
  { lang }: Clock,
): Promise<AboutSection[]> {
  const words = libraryWords(lang)
  const { rows } = await sql<{
    id: string
    title: Text
    kind: DocumentKind
    published: string | null
    quality: Quality
    count: number
  }>`
    select d.id, d.title, d.kind, d.published, d.quality, count(*) over ()::int as count from evidence.document d
     where d.workspace_id = ${asker.workspaceId} and d.removed_at is null and d.id in (
       select document_id from evidence.document_place where workspace_id = ${asker.workspaceId} and place_id = any (${sql.val([...(where.placeIds ?? [])])}::uuid[])
       union all select document_id from evidence.document_group where workspace_id = ${asker.workspaceId} and worker_group_id = ${where.workerGroupId ?? null}::uuid)
     order by d.added_at desc, d.id limit 5`.execute(tx)
  const [first] = rows
  if (!first) return []
  return [
    {
      kind: 'documents',
      title: words.docs,
      count: first.count,
      items: rows.map(({ id, title, kind, published, quality }) => ({
        title,
        path: documentPath(id),
        note: [words.kinds[kind], published?.slice(0, 4), words.qualities[quality]]
          .filter(Boolean)
          .join(' · '),
      })),
      all: `/evidence/library?${where.placeIds ? 'place' : 'group'}=${encodeURIComponent(where.code)}`,
    },
  ]
}
