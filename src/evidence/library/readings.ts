/** How documents and passages are read in a thread: what changed in one, in words. */
import type { Clock, RecordReading, Told } from '../../web/server/hooks.ts'
import { tellFields } from '../../web/server/tell.ts'
import { libraryEn } from './words.en.ts'
import { libraryEs } from './words.es.ts'

const codes = <T extends string>(es: Record<T, string>, en: Record<T, string>) =>
  Object.fromEntries((Object.keys(es) as T[]).map((code) => [code, { es: es[code], en: en[code] }]))

const label = (of: (words: typeof libraryEs) => string) => ({ es: of(libraryEs), en: of(libraryEn) })

const tellDocument = (snapshot: unknown, clock: Clock): Told[] =>
  tellFields(snapshot, clock, [
    { name: 'title', ...label(({ file }) => file.title) },
    { name: 'kind', ...label(({ kind }) => kind), codes: codes(libraryEs.kinds, libraryEn.kinds) },
    { name: 'authors', ...label(({ form }) => form.fields.authors.label) },
    { name: 'publisher', ...label(({ form }) => form.fields.publisher.label) },
    { name: 'published', ...label(({ form }) => form.fields.published.label) },
    { name: 'topics', ...label(({ topicsHead }) => topicsHead) },
    {
      name: 'quality',
      ...label(({ quality }) => quality),
      codes: codes(libraryEs.qualities, libraryEn.qualities),
    },
    {
      name: 'rights',
      ...label(({ one }) => one.rights),
      codes: codes(libraryEs.form.rights, libraryEn.form.rights),
    },
    { name: 'summary', ...label(({ one }) => one.summary) },
    { name: 'url', ...label(({ file }) => file.address) },
    { name: 'file', ...label(({ one }) => one.file) },
  ])

const tellPassage = (snapshot: unknown, clock: Clock): Told[] =>
  tellFields(snapshot, clock, [
    { name: 'quote', ...label(({ reading }) => reading.quote) },
    { name: 'translation', ...label(({ reading }) => reading.translation) },
    { name: 'document', ...label(({ reading }) => reading.document) },
    { name: 'page', ...label(({ reading }) => reading.page) },
  ])

export const libraryReadings: Readonly<Record<string, RecordReading>> = {
  document: { tell: tellDocument, edit: ({ path }) => `${path}/edit` },
  passage: { tell: tellPassage, edit: ({ path }) => `${path}/edit` },
}
