/** Bringing in a file of published figures: looked at first, then stored or not. */
import type { ReadTx } from '../../kernel/transaction.ts'
import { page } from '../../web/server/answer.ts'
import type { Visit } from '../../web/server/route.ts'
import { type Preview, PublishedFiles } from '../pages/published-import-page.tsx'
import { previewPublished, recentPublishedImports } from '../published-import.ts'
import type { NewPublished } from '../published-rules.ts'
import { publishedWordsOf } from '../published-words.ts'
import type { EvidenceServices } from '../services.ts'
import { crumbs, here } from './published-frame.ts'

/** INEGI's largest table has 3 MB. */
export const maxBytes = 30_000_000

export async function bytesOf(services: EvidenceServices, sha256: string): Promise<Uint8Array> {
  const { stream } = await services.files.open(sha256)
  return Buffer.concat(await stream.toArray())
}

export async function files(visit: Visit, tx: ReadTx, error?: string) {
  const words = publishedWordsOf(visit.lang)
  const recent = await recentPublishedImports(tx, visit.asker)
  return page({
    title: words.files.title,
    crumbs: crumbs(visit, [words.import]),
    lede: words.files.lede,
    islands: ['file-drop'],
    ...(error ? { status: 422 as const } : {}),
    main: (
      <PublishedFiles
        lang={visit.lang}
        action={`/${visit.workspace.slug}${here}/import`}
        maxBytes={maxBytes}
        recent={recent.map((given) => ({ ...given, href: visit.to(`${here}/import/${given.id}`) }))}
        zone={visit.workspace.timezone}
        {...(error ? { error } : {})}
      />
    ),
  })
}

export async function previewOf(
  visit: Visit,
  tx: ReadTx,
  figures: readonly NewPublished[],
): Promise<Preview> {
  const { add, update, unchanged } = await previewPublished(tx, visit.asker, figures)
  return {
    add: add.length,
    update: update.length,
    unchanged,
    periods: [...new Set(figures.map(({ period }) => period))],
    places: [...new Set(figures.map(({ place }) => place))].toSorted(),
    changes: update.slice(0, 20).map(({ kept, given }) => ({ figure: given, now: kept.value })),
  }
}
