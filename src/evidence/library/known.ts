/** What other parts may ask of the library, each under the transaction of whoever asks: lists for a place, gaps, a passage's words. */
import { sql } from 'kysely'
import { isId } from '../../kernel/id.ts'
import { type Language, said, type Text } from '../../kernel/text.ts'
import type { Asker, ReadTx } from '../../kernel/transaction.ts'
import { matrixOf } from './gaps.ts'
import { referenceOf } from './pages/passage-page.tsx'
import { passageById, passagePath, wordsOfPassage } from './passages.ts'
import { type Cell, type CellMeaning, meaningOf, type Quality } from './rules.ts'
import { type Filter, type Listed, listDocuments } from './search.ts'
import { documentPath } from './store.ts'
import { topicName, topicsOf } from './topics.ts'

/** One cell of the gap matrix in words. */
export interface GapRow extends Omit<Cell, 'gapId' | 'version' | 'groupId' | 'placeId'> {
  topicName: string
  /** Null: documents of no group in particular. */
  group: { code: string; name: Text } | null
  place: { code: string; name: Text }
  meaning: CellMeaning
  best: Quality | null
}

/**
 * The gap matrix of a place, row by row (topic, then groups with all in general first): every crossing, also empty ones. What the
 * team says of a cell is null for who is none of it. A place that the workspace does not have gives no rows.
 */
export async function gapRows(
  tx: ReadTx,
  asker: Asker,
  placeCode: string,
  lang: Language,
): Promise<GapRow[]> {
  const topics = await topicsOf(tx, asker, lang)
  const matrix = await matrixOf(
    tx,
    asker,
    topics.map(({ code }) => code),
  )
  const place = matrix.places.find(({ code }) => code === placeCode)
  if (!place) return []
  return topics.flatMap(({ code }) =>
    [null, ...matrix.groups].map((group) => {
      const {
        gapId: _,
        version: __,
        groupId: ___,
        placeId: ____,
        ...cell
      } = matrix.cell(code, group?.id ?? null, place.id)
      return {
        ...cell,
        topicName: topicName(topics, code),
        group: group && { code: group.code, name: group.name },
        place: { code: place.code, name: place.name },
        meaning: meaningOf(cell),
      }
    }),
  )
}

/** Documents by title, as a list of sources needs them; those of a place with what lies in it, a group, a topic. */
export async function documentList(
  tx: ReadTx,
  asker: Asker,
  filter: Pick<Filter, 'place' | 'group' | 'topic' | 'kind'> = {},
): Promise<(Omit<Listed, 'hits' | 'total'> & { path: string })[]> {
  const rows = await listDocuments(tx, asker, filter, { order: 'title', limit: 5000 })
  return rows.map(({ hits: _, total: __, ...row }) => ({ ...row, path: documentPath(row.id) }))
}

export interface PassageText {
  id: string
  version: number
  /** Within the workspace. */
  path: string
  /** The quote in the language of the document, and its translation where there is one. */
  words: Text
  /** BCP 47 of the quote. */
  language: string
  document: { id: string; title: Text; path: string; url: string | null }
  page: number
  unit: 'page' | 'section'
  /** `Hernández, R., Estudio de mercados, 2019, p. 12`. */
  reference: string
  /** It stands, its document too, on that page, and may be quoted. */
  holds: boolean
}

/** A passage by the id of its record; null where there is none that the asker may see. */
export async function passageText(
  tx: ReadTx,
  asker: Asker,
  id: string,
  lang: Language,
): Promise<PassageText | null> {
  if (!isId(id)) return null
  const { rows } = await sql<{ id: string }>`
    select id from evidence.passage where workspace_id = ${asker.workspaceId} and id = ${id}`.execute(tx)
  if (rows.length === 0) return null
  const passage = await passageById(tx, asker, id)
  return {
    id,
    version: passage.version,
    path: passagePath(id),
    words: wordsOfPassage(passage),
    language: passage.language,
    document: {
      id: passage.documentId,
      title: passage.documentTitle,
      path: documentPath(passage.documentId),
      url: passage.url,
    },
    page: passage.page,
    unit: passage.unit,
    reference: referenceOf(lang, passage),
    holds: passage.isFound && !passage.isDeleted && !passage.documentIsDeleted && passage.rights !== 'none',
  }
}

/** For a title of a list of sources. */
export const titleOfDocument = (document: Pick<Listed, 'title'>, lang: Language): string =>
  said(document.title, lang)
