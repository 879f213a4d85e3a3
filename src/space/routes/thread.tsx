/** The thread of any citable record: its page, its picture as a file, adding and removing links, settling what moved. */
import { may, type Resource } from '../../kernel/access.ts'
import { logEvent } from '../../kernel/event.ts'
import { isId } from '../../kernel/id.ts'
import { said } from '../../kernel/text.ts'
import { type LinkKind, linkRecords, type Step, walk } from '../../kernel/thread.ts'
import { candidates } from '../../kernel/thread-find.ts'
import { type ThreadGraph, threadGraph } from '../../kernel/thread-graph.ts'
import { threadOf } from '../../kernel/thread-near.ts'
import { linksFor } from '../../kernel/thread-rules.ts'
import { confirmMarks, dropBasis, takeBack, unlink } from '../../kernel/thread-settle.ts'
import type { ReadTx, WriteTx } from '../../kernel/transaction.ts'
import { Problem } from '../../platform/problem.ts'
import { toPng, toStandaloneSvg } from '../../web/charts/file.tsx'
import { ButtonLink } from '../../web/components/button.tsx'
import { DownloadMenu } from '../../web/components/menu.tsx'
import { ThreadPanel } from '../../web/components/thread-panel.tsx'
import { drawThread } from '../../web/components/thread-picture.tsx'
import { type Answer, download, page, redirect } from '../../web/server/answer.ts'
import { backOr } from '../../web/server/back.ts'
import { changesFor } from '../../web/server/changes.ts'
import { get, post, type Route, type Visit, work } from '../../web/server/route.ts'
import { wordsOf as webWords } from '../../web/words.ts'
import { AddPage } from '../pages/thread-add-page.tsx'
import { ThreadHead, ThreadPage, type ThreadPageProps } from '../pages/thread-page.tsx'
import { threadWords } from '../thread-words.ts'

/** What is asked at least is to be a member: what of a thread one sees, row-level security decides. */
export const threadRoutes = (): Route[] => [
  get('/thread/:id', 'member', threadPage),
  get('/thread/:id/add', 'member', addPage),
  post('/thread/:id/links', 'member', addLink),
  post('/thread/links/:id/remove', 'member', removeLink),
  post('/thread/:id/confirm', 'member', confirm),
  post('/thread/:id/drop', 'member', drop),
  post('/thread/settled/:id/undo', 'member', undo),
  work('GET', '/thread/:id/picture.svg', 'member', async (visit) =>
    download({
      name: `${threadWords(visit.lang).thread.download.toLocaleLowerCase(visit.lang)}.svg`,
      mediaType: 'image/svg+xml',
      body: await pictureFile(visit),
    }),
  ),
  work('GET', '/thread/:id/picture.png', 'member', async (visit) =>
    download({
      name: `${threadWords(visit.lang).thread.download.toLocaleLowerCase(visit.lang)}.png`,
      mediaType: 'image/png',
      body: new Uint8Array(await toPng(await pictureFile(visit), 2)),
    }),
  ),
]

const idOf = (visit: Visit): string => visit.params.id ?? ''

async function threadPage(visit: Visit, tx: ReadTx): Promise<Answer> {
  const { lang, asker } = visit
  const words = threadWords(lang).thread
  const thread = await threadOf(tx, asker, idOf(visit))
  const graph = await threadGraph(tx, asker, thread.record.id)
  const web = webWords(lang)
  const { record } = thread
  const files = (['svg', 'png'] as const).map((kind) => ({
    label: words[kind],
    href: visit.to(`/thread/${record.id}/picture.${kind}`),
  }))
  const props: ThreadPageProps = {
    lang,
    graph,
    title: said(record.title, lang),
    href: (node) => visit.to(node.distance === 0 ? record.path : `/thread/${node.id}`),
    changes: await changesFor(visit, tx, thread),
  }
  return page({
    title: props.title,
    subtitle: words.subtitle(web.kinds[record.kind] ?? web.otherKind, record.version),
    lede: words.lede(
      graph.nodes.filter(({ distance }) => distance < 0).length,
      graph.nodes.filter(({ distance }) => distance > 0).length,
    ),
    actions: (
      <>
        {graph.nodes.length > 1 && (await mayTakeAway(visit, tx, graph)) && (
          <DownloadMenu lang={lang} lines={files} />
        )}
        <ButtonLink href={visit.to(record.path)}>{words.toRecord}</ButtonLink>
      </>
    ),
    wide: true,
    toolbar: <ThreadHead {...props} />,
    main: <ThreadPage {...props} />,
    aside: <ThreadPanel lang={lang} to={visit.to} thread={thread} here={`/thread/${record.id}`} />,
  })
}

// Pictures as files ---------------------------------------------------------------------------------------------------

/** A file leaves the program: only for whoever may export every kind of record in it. */
async function mayTakeAway(visit: Visit, tx: ReadTx, graph: ThreadGraph): Promise<boolean> {
  const { role } = visit.asker
  if (role === 'system') return true
  const kinds = [...new Set(graph.nodes.map(({ kind }) => kind))]
  const rows = await tx
    .selectFrom('kernel.record_kind')
    .select('resource')
    .distinct()
    .where('kind', 'in', kinds)
    .execute()
  return rows.every(({ resource }) => may(role, 'export', resource as Resource))
}

async function pictureFile(visit: Visit): Promise<string> {
  const { lang, workspace } = visit
  const words = threadWords(lang).thread
  const graph = await visit.read(async (tx) => {
    const found = await threadGraph(tx, visit.asker, idOf(visit))
    if (!(await mayTakeAway(visit, tx, found))) throw new Problem('kernel.notAllowed', {}, 403)
    return found
  })
  await visit.write((tx) => logEvent(tx, visit.asker, 'exported', { kind: 'thread', id: idOf(visit) }))
  const here = graph.nodes.find(({ distance }) => distance === 0)
  const title = webWords(lang).thread.picture(here ? said(here.title, lang) : '')
  const { svg, width } = drawThread({ lang, graph, title })
  return toStandaloneSvg({
    lang,
    title,
    source: [words.source(said(workspace.name, lang)), ...(workspace.isSample ? [words.sample] : [])].join(
      '. ',
    ),
    width,
    draw: () => svg,
  })
}

// Links ---------------------------------------------------------------------------------------------------------------

const sideOf = (value: unknown): 'rests' | 'supports' => (value === 'supports' ? 'supports' : 'rests')

async function addPage(visit: Visit, tx: ReadTx): Promise<Answer> {
  return addAnswer(visit, tx, sideOf(visit.query.get('side')), visit.query.get('q') ?? '', null)
}

async function addAnswer(
  visit: Visit,
  tx: ReadTx,
  side: 'rests' | 'supports',
  asked: string,
  circle: readonly string[] | null,
): Promise<Answer> {
  const { lang } = visit
  const words = threadWords(lang).add
  const { record, adds } = await threadOf(tx, visit.asker, idOf(visit))
  if (!adds[side]) return new Problem('kernel.notAllowed', {}, 403)
  const found = await candidates(tx, visit.asker, record, side, asked)
  const title = said(record.title, lang)
  return page({
    title: words.title[side](title),
    lede: words.lede[side],
    crumbs: [{ label: title, href: `/${visit.workspace.slug}/thread/${record.id}` }, { label: words.link }],
    ...(circle ? { status: 422 as const } : {}),
    main: (
      <AddPage
        lang={lang}
        side={side}
        words={asked.trim().slice(0, 200)}
        search={visit.to(`/thread/${record.id}/add`)}
        action={visit.to(`/thread/${record.id}/links`)}
        found={found.map((one) => ({
          one,
          kinds: side === 'rests' ? linksFor(one.kind, record.kind) : linksFor(record.kind, one.kind),
        }))}
        href={(one) => visit.to(one.path)}
        circle={circle}
      />
    ),
  })
}

async function addLink(visit: Visit, tx: WriteTx): Promise<Answer> {
  const { lang, asker } = visit
  const form = await visit.form()
  const side = sideOf(form.get('side'))
  const other = String(form.get('other') ?? '')
  if (!isId(other)) return new Problem('kernel.notFound', {}, 404)
  const [here, there] = [await threadOf(tx, asker, idOf(visit)), await threadOf(tx, asker, other)]
  const [record, basis] = side === 'rests' ? [here.record, there.record] : [there.record, here.record]
  const kinds = linksFor(basis.kind, record.kind)
  const kind = kinds.find((one): one is LinkKind => one === form.get('kind')) ?? kinds[0]
  if (!kind) return new Problem('space.noLink', {}, 422)
  const version = Number(form.get('version'))
  const circle = await circleOf(visit, tx, record, basis)
  if (circle) return addAnswer(visit, tx, side, String(form.get('q') ?? ''), circle)
  await linkRecords(tx, asker, {
    record: record.id,
    basis: basis.id,
    kind,
    // What she saw of the other; of the record that she stands on, the version of now.
    ...(side === 'rests' && Number.isInteger(version) ? { version } : {}),
  })
  return redirect(visit.to(here.record.path), threadWords(lang).add.done(said(there.record.title, lang)))
}

type Named = Pick<Step, 'id' | 'title'>

/** The titles from the basis down to the record that it rests on already; null: there is no such way that the asker sees. */
async function circleOf(visit: Visit, tx: ReadTx, record: Named, basis: Named): Promise<string[] | null> {
  const title = (one: Named): string => said(one.title, visit.lang)
  if (record.id === basis.id) return [title(record)]
  const steps = await walk(tx, visit.asker, record.id, 'supports')
  const back = new Map<string, Step>()
  for (const step of steps) if (!back.has(step.id)) back.set(step.id, step)
  const found = back.get(basis.id)
  if (!found) return null
  const way: Named[] = []
  for (let step: Step | undefined = found; step && way.length < 60; step = back.get(step.via)) way.push(step)
  return [...way, record].map(title)
}

async function removeLink(visit: Visit, tx: WriteTx): Promise<Answer> {
  const form = await visit.form()
  return settled(visit, tx, form, 'unlinked', await unlink(tx, visit.asker, idOf(visit)))
}

// What moved ----------------------------------------------------------------------------------------------------------

async function confirm(visit: Visit, tx: WriteTx): Promise<Answer> {
  const form = await visit.form()
  const read = form.getAll('mark').flatMap((mark) => {
    const [sourceId = '', version] = String(mark).split(':')
    return isId(sourceId) && /^\d{1,9}$/.test(version ?? '')
      ? [{ sourceId, sourceVersion: Number(version) }]
      : []
  })
  return settled(visit, tx, form, 'confirmed', await confirmMarks(tx, visit.asker, idOf(visit), read))
}

async function drop(visit: Visit, tx: WriteTx): Promise<Answer> {
  const form = await visit.form()
  const source = String(form.get('source') ?? '')
  if (!isId(source)) return new Problem('kernel.notFound', {}, 404)
  return settled(visit, tx, form, 'dropped', await dropBasis(tx, visit.asker, idOf(visit), source))
}

async function settled(
  visit: Visit,
  tx: ReadTx,
  form: FormData,
  how: 'confirmed' | 'dropped' | 'unlinked',
  settling: string,
): Promise<Answer> {
  const found = await tx
    .selectFrom('kernel.settling as s')
    .innerJoin('kernel.record as r', (on) =>
      on.onRef('r.workspace_id', '=', 's.workspace_id').onRef('r.id', '=', 's.record_id'),
    )
    .select(['r.id', 'r.title'])
    .where('s.workspace_id', '=', visit.asker.workspaceId)
    .where('s.id', '=', settling)
    .executeTakeFirstOrThrow()
  const title = said(found.title as unknown as Step['title'], visit.lang)
  return redirect(
    backOr(visit, form, `/thread/${found.id}`),
    webWords(visit.lang).changes[how](title),
    visit.to(`/thread/settled/${settling}/undo`),
  )
}

async function undo(visit: Visit, tx: WriteTx): Promise<Answer> {
  const recordId = await takeBack(tx, visit.asker, idOf(visit))
  const { record } = await threadOf(tx, visit.asker, recordId)
  return redirect(
    backOr(visit, await visit.form(), `/thread/${recordId}`),
    webWords(visit.lang).changes.undone(said(record.title, visit.lang)),
  )
}
