/** The report writer: its page, what it saves and hears, what it inserts. */
import { z } from 'zod'
import { isId } from '../../kernel/id.ts'
import { said } from '../../kernel/text.ts'
import type { ReadTx } from '../../kernel/transaction.ts'
import { Problem } from '../../platform/problem.ts'
import { render } from '../../web/html.ts'
import type * as island from '../../web/islands/writer/protocol.ts'
import { data, page } from '../../web/server/answer.ts'
import { get, post, type Route, type Visit, work, writes } from '../../web/server/route.ts'
import { findBindable } from '../bound/find.ts'
import { bind } from '../bound/insert.ts'
import { refresh, takeOver, within } from '../bound/refresh.ts'
import { specSchema } from '../bound/spec.ts'
import type { Binding } from '../bound/value.ts'
import type { Change, News } from '../content/save.ts'
import { chipOf, detailsOf, remarkOf, writerData } from '../pages/writer-data.ts'
import { WriterExhibit } from '../pages/writer-exhibit.tsx'
import { WriterPage } from '../pages/writer-page.tsx'
import { reportCrumbs, reportRooms } from '../rooms.tsx'
import { contextOf, idOf, type ReportServices } from '../services.ts'
import { bindingsOfReport } from '../store/bindings.ts'
import { blocksOf, saveBlocks } from '../store/blocks.ts'
import { commentsOf } from '../store/comments.ts'
import { markOf, newsSince } from '../store/news.ts'
import { reportById } from '../store/reports.ts'
import { writerBlockRoutes } from './writer-blocks.tsx'
import { writerCommentRoutes } from './writer-comments.ts'
import { jsonOf } from './writer-json.ts'

const access = writes('report_draft')

export const writerRoutes = (services: ReportServices): Route[] => [
  get('/reports/:id', access, writerPage),
  post('/reports/:id/save', access, async (visit, tx) => {
    const request = await jsonOf(visit.request, saveSchema)
    const { saved, conflicts, ...news } = await saveBlocks(tx, visit.asker, idOf(visit), request)
    return data({ saved, conflicts, ...(await told(visit, tx, news)) } satisfies island.SaveAnswer)
  }),
  // Asked every few seconds by every open writer: most often nothing happened, and nothing is sent.
  get('/reports/:id/news', access, async (visit, tx) => {
    const id = idOf(visit)
    await reportById(tx, visit.asker, id)
    const news = await newsSince(tx, visit.asker, id, visit.query.get('seen') ?? '')
    return news ? data((await told(visit, tx, news)) satisfies island.News) : data(null, 204)
  }),
  get('/reports/:id/find', access, async (visit, tx) => {
    const report = await reportById(tx, visit.asker, idOf(visit))
    const q = (visit.query.get('q') ?? '').slice(0, 200)
    return data({ found: await findBindable(tx, visit.asker, report, q, visit.lang) })
  }),
  work('POST', '/reports/:id/bindings', access, (visit) => insert(visit, services)),
  post('/reports/:id/bindings/accept', access, async (visit, tx) => {
    const { ids } = await jsonOf(visit.request, z.object({ ids: z.array(z.uuid()).max(5000) }))
    const here = within(contextOf(visit, services), tx)
    const accepted = new Set(await takeOver(here, visit.asker, idOf(visit), ids))
    const bindings = await bindingsOfReport(tx, visit.asker, idOf(visit))
    return data({ chips: bindings.filter(({ id }) => accepted.has(id)).map(chipOf) })
  }),
  get('/reports/:id/bindings/:binding', access, async (visit, tx) =>
    data(detailsOf(await bindingOf(visit, tx), visit.lang, (path) => visit.to(path))),
  ),
  get('/reports/:id/exhibits/:binding', access, async (visit, tx) => {
    const { id, held } = await bindingOf(visit, tx)
    const lang = visit.query.get('in') === 'en' ? 'en' : 'es'
    return data({ html: render(<WriterExhibit id={id} value={held} lang={lang} />) })
  }),
  // Once the page stands: what the sources say now. An estimate may take seconds, and nobody waits for it.
  work('POST', '/reports/:id/check', access, async (visit) => {
    const id = idOf(visit)
    await visit.read((tx) => reportById(tx, visit.asker, id))
    const moved = await refresh(contextOf(visit, services), visit.asker, id)
    if (moved === 0) return data({ chips: [] })
    const bindings = await visit.read((tx) => bindingsOfReport(tx, visit.asker, id))
    return data({ chips: bindings.map(chipOf) })
  }),
  ...writerCommentRoutes(),
  ...writerBlockRoutes(),
]

const version = z
  .int()
  .min(1)
  .max(2 ** 31 - 2)
const after = z.uuid().nullable().optional()
const change = z.union([
  z.strictObject({ id: z.uuid(), version, removed: z.literal(true) }),
  z.strictObject({ id: z.uuid(), version, restored: z.literal(true), after }),
  // The content's own check tells what does not fit (content/check.ts).
  z.strictObject({ id: z.uuid(), version: version.nullable(), content: z.unknown(), after }),
]) as unknown as z.ZodType<Change>
const saveSchema = z.object({ changes: z.array(change).max(500), seen: z.string().max(2000).nullable() })

/** What happened, as the island reads it. */
async function told(visit: Visit, tx: ReadTx, { bindings, commented, ...news }: News): Promise<island.News> {
  const { asker, lang, workspace } = visit
  const id = idOf(visit)
  const isMoved = news.others.length > 0 || news.gone.length > 0
  const comments = commented ? await commentsOf(tx, asker, id) : null
  return {
    ...news,
    chips: bindings.map(chipOf),
    order: isMoved ? (await blocksOf(tx, asker, id)).map((block) => block.id) : null,
    comments: comments?.map((one) => remarkOf(one, lang, asker.memberId, workspace.timezone)) ?? null,
  }
}

async function writerPage(visit: Visit, tx: ReadTx) {
  const { asker, lang } = visit
  const id = idOf(visit)
  const report = await reportById(tx, asker, id)
  const [blocks, bindings, comments] = [
    await blocksOf(tx, asker, id),
    await bindingsOfReport(tx, asker, id),
    await commentsOf(tx, asker, id),
  ]
  const byId = new Map<string, Binding>(bindings.map((binding) => [binding.id, binding]))
  const source = {
    lang,
    memberId: asker.memberId,
    reportId: id,
    at: visit.to(`/reports/${id}`),
    blocks,
    bindings,
    comments,
    // Of this very reading: the transaction sees what was there when it began.
    seen: await markOf(tx),
    zone: visit.workspace.timezone,
  }
  return page({
    title: said(report.title, lang),
    crumbs: reportCrumbs(visit, report),
    toolbar: reportRooms(visit, report, 'write'),
    current: 'reports',
    wide: true,
    islands: ['writer'],
    main: (
      <WriterPage
        data={writerData(source)}
        blocks={blocks}
        bindings={byId}
        edit={(block) => visit.to(`/reports/${id}/blocks/${block}/edit`)}
      />
    ),
  })
}

async function insert(visit: Visit, services: ReportServices) {
  const { spec } = await jsonOf(visit.request, z.object({ spec: specSchema }))
  const id = idOf(visit)
  await visit.read((tx) => reportById(tx, visit.asker, id))
  return data({ chip: chipOf(await bind(contextOf(visit, services), id, spec, visit.lang)) }, 201)
}

async function bindingOf(visit: Visit, tx: ReadTx): Promise<Binding> {
  const id = visit.params.binding ?? ''
  const all = isId(id) ? await bindingsOfReport(tx, visit.asker, idOf(visit)) : []
  const found = all.find((one) => one.id === id)
  if (!found) throw new Problem('kernel.notFound', {}, 404)
  return found
}
