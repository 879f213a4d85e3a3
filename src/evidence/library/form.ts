/** The form in which a document is described: its fields, what they mean, and how they are shown again. */
import { z } from 'zod'
import { reword, type Text, text, textIn } from '../../kernel/text.ts'
import type { FormValues } from '../../web/components/form-schema.ts'
import { audiences, documentKinds, isLanguageTag, isPublished, qualities, rightsOf } from './rules.ts'
import type { Described, LibraryDocument } from './store.ts'

const words = (most: number) => z.string().max(most).optional()

/** Codes of groups and topics are those that the workspace has. */
export const documentSchema = ({
  groups,
  topics,
}: {
  groups: readonly string[]
  topics: readonly string[]
}) =>
  z
    .object({
      titleEs: words(300),
      titleEn: words(300),
      kind: z.enum(documentKinds),
      authors: words(300),
      publisher: words(300),
      published: z.string().max(10).refine(isPublished, { error: 'published' }).optional(),
      language: z.string().max(40).refine(isLanguageTag, { error: 'language' }),
      places: words(500),
      groups: z.array(z.enum([...groups])),
      topics: z.array(z.enum([...topics])),
      newTopic: words(80),
      quality: z.enum(qualities),
      qualityNote: words(1000),
      rights: z.enum(rightsOf),
      licence: words(300),
      audience: z.enum(audiences),
      url: z
        .url({ protocol: /^https?$/ })
        .max(1000)
        .optional(),
      seenOn: z.iso.date().optional(),
      summaryEs: words(3000),
      summaryEn: words(3000),
      note: words(3000),
    })
    .superRefine((given, context) => {
      if (!given.titleEs && !given.titleEn)
        context.addIssue({ code: 'custom', path: ['titleEs'], message: 'title' })
    })

export type DocumentSchema = ReturnType<typeof documentSchema>
export type Typed = z.output<DocumentSchema>

/** Both languages as one text; one that was there before keeps its source, and its translation's state. */
function both(
  es: string | undefined,
  en: string | undefined,
  language: string,
  before?: Text | null,
): Text | null {
  if (!es && !en) return null
  if (before && (before.source === 'es' ? es : en)) {
    let now: Text = before
    if (es) now = reword(now, 'es', es)
    if (en) now = reword(now, 'en', en)
    const dropped = !es ? 'es' : !en ? 'en' : null
    if (dropped) {
      const { [dropped]: _, ...rest } = now
      now = rest as Text
    }
    return now
  }
  if (en && (language.startsWith('en') || !es))
    return es ? { source: 'en', en: { text: en }, es: { text: es, state: 'current' } } : textIn('en', en)
  return text(es ?? '', en)
}

/** What was typed as it is kept. `placeIds`, `groupIds`, `topics` are those that the database knows. */
export function describedBy(
  given: Typed,
  known: { placeIds: readonly string[]; groupIds: readonly string[]; topics: readonly string[] },
  before?: Pick<LibraryDocument, 'title' | 'summary'>,
): Described {
  return {
    title: both(given.titleEs, given.titleEn, given.language, before?.title) ?? text(''),
    kind: given.kind,
    authors: given.authors ?? null,
    publisher: given.publisher ?? null,
    published: given.published ?? null,
    language: given.language,
    topics: known.topics,
    quality: given.quality,
    qualityNote: given.qualityNote ?? null,
    rights: given.rights,
    licence: given.licence ?? null,
    summary: both(given.summaryEs, given.summaryEn, given.language, before?.summary),
    url: given.url ?? null,
    seenOn: given.seenOn ?? null,
    placeIds: known.placeIds,
    groupIds: known.groupIds,
    audience: given.audience,
  }
}

/** A document as the form shows it again. */
export function formValues(
  document: Described,
  note: string | null,
  codes: { places: string; groups: readonly string[] },
): FormValues {
  return {
    titleEs: document.title.es?.text,
    titleEn: document.title.en?.text,
    kind: document.kind,
    authors: document.authors ?? undefined,
    publisher: document.publisher ?? undefined,
    published: document.published ?? undefined,
    language: document.language,
    places: codes.places || undefined,
    groups: codes.groups,
    topics: document.topics,
    quality: document.quality,
    qualityNote: document.qualityNote ?? undefined,
    rights: document.rights,
    licence: document.licence ?? undefined,
    audience: document.audience,
    url: document.url ?? undefined,
    seenOn: document.seenOn ?? undefined,
    summaryEs: document.summary?.es?.text,
    summaryEn: document.summary?.en?.text,
    note: note ?? undefined,
  }
}

/** What a new one begins with. */
export const startValues: FormValues = {
  language: 'es',
  quality: 'unknown',
  rights: 'quote',
  audience: 'all',
}
