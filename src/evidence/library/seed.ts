/** Writes the documents of `sample/` by the same functions as people do. */
import { placesOf, workerGroupsOf } from '../../kernel/place.ts'
import { text } from '../../kernel/text.ts'
import { linkRecords } from '../../kernel/thread.ts'
import type { Asker, WriteTx } from '../../kernel/transaction.ts'
import { dayOf } from '../../web/format.ts'
import { pasteText } from './files.ts'
import { writeGap } from './gaps.ts'
import { addPassage } from './passages.ts'
import type { DocumentKind, GapState, Judgement, Priority, Quality, Rights } from './rules.ts'
import { addDocument } from './store.ts'

interface Both {
  es: string
  en: string
}

/** As `sample/library.ts` has it. */
export interface SampleLibrary {
  documents: readonly {
    code: string
    title: Both
    kind: DocumentKind
    authors?: string
    publisher?: string
    published: string
    language: string
    topics: readonly string[]
    quality: Quality
    qualityNote?: string
    rights: Rights
    licence?: string
    audience?: 'team' | 'public'
    places: readonly string[]
    groups: readonly string[]
    summary: Both
    url?: string
    note?: string
    text?: readonly string[]
    passages?: readonly { section: number; quote: string; translation?: string; demand?: string }[]
  }[]
  gaps: readonly {
    topic: string
    group: string | null
    place: string
    judged?: Judgement
    priority?: Priority
    note?: string
    state?: GapState
    who?: string
    due?: number
  }[]
  /** Demands by the code that passages name them by. */
  demands: ReadonlyMap<string, string>
  zone: string
  now?: Date
}

/** Returns the ids of the documents by their code. */
export async function seedLibrary(
  tx: WriteTx,
  asker: Asker,
  sample: SampleLibrary,
): Promise<Map<string, string>> {
  const { now = new Date(), zone } = sample
  const day = (days: number): string => dayOf(new Date(now.getTime() + days * 86_400_000), zone)
  const places = new Map((await placesOf(tx, asker)).map(({ code, id }) => [code, id]))
  const groups = new Map((await workerGroupsOf(tx, asker)).map(({ code, id }) => [code, id]))
  const known = (codes: ReadonlyMap<string, string>, code: string): string => {
    const id = codes.get(code)
    if (!id) throw new Error(`the sample names ${code}, which is nowhere`)
    return id
  }
  const ids = new Map<string, string>()
  for (const given of sample.documents) {
    const id = await addDocument(
      tx,
      asker,
      {
        title: text(given.title.es, given.title.en),
        kind: given.kind,
        authors: given.authors ?? null,
        publisher: given.publisher ?? null,
        published: given.published,
        language: given.language,
        topics: given.topics,
        quality: given.quality,
        qualityNote: given.qualityNote ?? null,
        rights: given.rights,
        licence: given.licence ?? null,
        summary: text(given.summary.es, given.summary.en),
        url: given.url ?? null,
        seenOn: given.url ? day(-40) : null,
        placeIds: given.places.map((code) => known(places, code)),
        groupIds: given.groups.map((code) => known(groups, code)),
        audience: given.audience ?? 'all',
      },
      { note: given.note ?? null },
    )
    ids.set(given.code, id)
    if (given.text) await pasteText(tx, asker, id, given.text.join('\n'))
    for (const { section, quote, translation, demand } of given.passages ?? []) {
      const passage = await addPassage(tx, asker, id, {
        page: section,
        quote,
        translation: translation ?? null,
      })
      if (demand)
        await linkRecords(tx, asker, {
          record: known(sample.demands, demand),
          basis: passage,
          kind: 'supports',
        })
    }
  }
  for (const { topic, group, place, due, ...words } of sample.gaps)
    await writeGap(
      tx,
      asker,
      { topic, groupId: group && known(groups, group), placeId: known(places, place) },
      {
        judged: words.judged ?? null,
        priority: words.priority ?? null,
        note: words.note ?? null,
        state: words.state ?? null,
        who: words.who ?? null,
        due: due === undefined ? null : day(due),
      },
      0,
    )
  return ids
}
