/** Documents as the tests describe them, short. */
import { text } from '../../../kernel/text.ts'
import type { Asker, WriteTx } from '../../../kernel/transaction.ts'
import { pasteText } from '../files.ts'
import { addDocument, type Described } from '../store.ts'

export const described = (more: Partial<Described> = {}): Described => ({
  title: text('Estudio de prueba'),
  kind: 'study',
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
  ...more,
})

/** One with its text, each page between form feeds. */
export async function written(
  tx: WriteTx,
  asker: Asker,
  pages: readonly string[],
  more: Partial<Described> = {},
): Promise<string> {
  const id = await addDocument(tx, asker, described(more))
  await pasteText(tx, asker, id, pages.join('\f'))
  return id
}
