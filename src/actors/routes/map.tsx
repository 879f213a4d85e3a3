/** The map of ties and the matrix of influence and interest, as pages and as files. */
import { logEvent } from '../../kernel/event.ts'
import { isId } from '../../kernel/id.ts'
import { said } from '../../kernel/text.ts'
import type { ReadTx } from '../../kernel/transaction.ts'
import { enqueue, type JobKind, recentJobs } from '../../platform/jobs/index.ts'
import { Problem } from '../../platform/problem.ts'
import { toCsv } from '../../platform/spreadsheet/write.ts'
import { toPng, toStandaloneSvg } from '../../web/charts/file.tsx'
import { ButtonLink } from '../../web/components/button.tsx'
import { DownloadMenu } from '../../web/components/menu.tsx'
import { EmptyState } from '../../web/components/notice.tsx'
import { FilterBar, Toolbar } from '../../web/components/toolbar.tsx'
import { date } from '../../web/format.ts'
import { download, page, redirect } from '../../web/server/answer.ts'
import { exports, get, post, type Route, sees, type Visit, work, writes } from '../../web/server/route.ts'
import { allowed, crumbs, dayAsked, today } from '../common.ts'
import { type Issue, issuesOf } from '../facts.ts'
import { inRows, type Point } from '../layout.ts'
import type { Filter } from '../list.ts'
import { type Graph, graphOf, keepPlaces, placesFor } from '../map.ts'
import { matrixOf } from '../map-views.ts'
import { DayBar } from '../pages/day-bar.tsx'
import { Filters, Views } from '../pages/list-page.tsx'
import { drawFile } from '../pages/map-draw.tsx'
import { drawMatrix, MapPage, MatrixPage } from '../pages/map-page.tsx'
import { wordsOf } from '../words.ts'
import { chartFile } from './chart-file.ts'
import { filterOf, filtersOf, query, views } from './list.tsx'

export interface MapServices {
  layoutJob: JobKind
}

export const mapRoutes = ({ layoutJob }: MapServices): Route[] => [
  work('GET', '/actors/map', sees('organisation'), async (visit) => {
    const words = wordsOf(visit.lang)
    const { filter, graph, issues, issue, on } = await asked(visit)
    const { places, isWaiting } = await placed(visit, graph, layoutJob)
    const options = await visit.read((tx) => filtersOf(visit, tx, filter, '/actors/map'))
    const here = { ...query(filter), issue: issue?.id, on }
    return page({
      title: words.map.title,
      lede: words.map.lede(graph.actors.length, graph.ties.length, on && date(on, visit.lang)),
      crumbs: crumbs(visit, { label: words.tabs.map }),
      wide: true,
      islands: ['actor-map'],
      toolbar: (
        <>
          <Views lang={visit.lang} choices={views(visit, 'map')} />
          <Toolbar
            end={
              allowed(visit, 'export', 'organisation') && (
                <DownloadMenu
                  lang={visit.lang}
                  lines={['svg', 'png', 'csv'].map((kind) => ({
                    label: kind.toUpperCase(),
                    href: visit.to(`/actors/map.${kind}`, here),
                  }))}
                />
              )
            }
          >
            <Filters {...options} keep={{ issue: issue?.id, on }} />
            {issues.length > 0 && (
              <IssueBar visit={visit} issues={issues} issue={issue} filter={filter} optional />
            )}
            <DayBar visit={visit} keep={{ ...query(filter), issue: issue?.id }} on={on} />
          </Toolbar>
        </>
      ),
      main: (
        <MapPage
          lang={visit.lang}
          graph={graph}
          places={places}
          title={words.map.title}
          byStance={issue !== undefined}
          href={(id) => visit.to(`/actors/${id}`)}
          list={visit.to('/actors', query(filter))}
          to={(path) => visit.to('') + path}
          isWaiting={isWaiting}
          anew={allowed(visit, 'write', 'organisation') ? visit.to('/actors/map/anew') : null}
        />
      ),
    })
  }),

  post('/actors/map/anew', writes('organisation'), async (visit, tx) => {
    await enqueue(tx, visit.asker, layoutJob, {})
    return redirect(visit.to('/actors/map'), wordsOf(visit.lang).map.ordering)
  }),

  work('GET', '/actors/map.svg', exports('organisation'), async (visit) =>
    download({ name: fileName(visit, 'svg'), mediaType: 'image/svg+xml', body: await fileOf(visit) }),
  ),
  work('GET', '/actors/map.png', exports('organisation'), async (visit) =>
    download({
      name: fileName(visit, 'png'),
      mediaType: 'image/png',
      body: new Uint8Array(await toPng(await fileOf(visit), 2)),
    }),
  ),
  work('GET', '/actors/map.csv', exports('organisation'), async (visit) => {
    const words = wordsOf(visit.lang)
    const { graph, on } = await asked(visit, 'export')
    await visit.write((tx) => logEvent(tx, visit.asker, 'exported', { kind: 'organisation' }))
    const names = new Map(graph.actors.map(({ id, name }) => [id, said(name, visit.lang)]))
    return download({
      name: fileName(visit, 'csv'),
      mediaType: 'text/csv; charset=utf-8',
      body: toCsv({
        notes: [
          ...(visit.workspace.isSample ? [words.file.sample] : []),
          ...(on ? [words.map.asOf(date(on, visit.lang))] : []),
        ],
        header: [words.map.from, words.map.kind, words.map.toHead],
        rows: graph.ties.map(({ from, kind, to }) => [
          names.get(from) ?? '',
          words.relations[kind],
          names.get(to) ?? '',
        ]),
      }),
    })
  }),

  get('/actors/matrix', sees('stance'), async (visit, tx) => {
    const words = wordsOf(visit.lang)
    const { issues, issue, filter, found, on } = await matrixAsked(visit, tx)
    return page({
      title: words.matrix.title,
      lede: words.matrix.lede(on && date(on, visit.lang)),
      crumbs: crumbs(visit, { label: words.tabs.matrix }),
      toolbar: (
        <>
          <Views lang={visit.lang} choices={views(visit, 'matrix')} />
          {issue && (
            <Toolbar
              end={
                allowed(visit, 'export', 'stance') &&
                found.length > 0 && (
                  <DownloadMenu
                    lang={visit.lang}
                    lines={['svg', 'png', 'csv'].map((kind) => ({
                      label: kind.toUpperCase(),
                      href: visit.to(`/actors/matrix.${kind}`, { ...query(filter), issue: issue.id, on }),
                    }))}
                  />
                )
              }
            >
              <IssueBar visit={visit} issues={issues} issue={issue} filter={filter} />
              <DayBar visit={visit} keep={{ ...query(filter), issue: issue.id }} on={on} />
            </Toolbar>
          )}
        </>
      ),
      main:
        issue && found.length > 0 ? (
          <MatrixPage
            lang={visit.lang}
            issue={issue.name}
            placed={found}
            to={(path) => visit.to('') + path}
          />
        ) : (
          <EmptyState
            title={words.matrix.none}
            action={<ButtonLink href={visit.to('/actors')}>{words.merging.toList}</ButtonLink>}
          >
            <p>{words.matrix.noneText}</p>
          </EmptyState>
        ),
    })
  }),
  ...(['svg', 'png', 'csv'] as const).map((kind) =>
    work('GET', `/actors/matrix.${kind}`, exports('stance'), (visit) => matrixFile(visit, kind)),
  ),
]

/**
 * What the address asks for. Positions come only where the person may see them, and into a file only where she may export
 * them; the database holds back both, and disputes, by itself for whoever may not see.
 */
async function asked(visit: Visit, verb: 'see' | 'export' = 'see') {
  const filter = filterOf(visit)
  const { day, on } = dayAsked(visit)
  const chosenIssue = visit.query.get('issue') ?? ''
  return visit.read(async (tx) => {
    const may = allowed(visit, verb, 'stance')
    const issues = may ? await issuesOf(tx, visit.asker) : []
    const issue = isId(chosenIssue) ? issues.find(({ id }) => id === chosenIssue) : undefined
    const graph = await graphOf(tx, visit.asker, filter, { day, issue: issue?.id ?? null })
    return {
      filter,
      on,
      issues,
      issue,
      graph: may ? graph : { ...graph, ties: graph.ties.filter(({ kind }) => kind !== 'in_dispute') },
    }
  })
}

/** Where everybody stands; who has no place yet gets one, and it is kept where the person may write. */
async function placed(
  visit: Visit,
  graph: Graph,
  layoutJob: JobKind,
): Promise<{ places: ReadonlyMap<string, Point>; isWaiting: boolean }> {
  const stored = (all: Graph) =>
    new Map(all.actors.flatMap(({ id, x, y }) => (x === null || y === null ? [] : [[id, { x, y }] as const])))
  const here = stored(graph)
  if (here.size === graph.actors.length) return { places: here, isWaiting: false }
  const whole = await visit.read((tx) => graphOf(tx, visit.asker, {}, { day: today(visit) }))
  const added = await placesFor(whole)
  const keeps = allowed(visit, 'write', 'organisation')
  if (added) {
    if (keeps) await visit.write((tx) => keepPlaces(tx, visit.asker, added))
    return { places: new Map([...stored(whole), ...added]), isWaiting: false }
  }
  if (keeps)
    await visit.write(async (tx) => {
      const jobs = await recentJobs(tx, visit.asker)
      if (!jobs.some(({ kind, endedAt }) => kind === layoutJob.name && endedAt === null))
        await enqueue(tx, visit.asker, layoutJob, {})
    })
  return { places: inRows(whole.actors.map(({ id }) => id)), isWaiting: true }
}

async function matrixAsked(visit: Visit, tx: ReadTx) {
  const issues = await issuesOf(tx, visit.asker)
  const issue = issues.find(({ id }) => id === visit.query.get('issue')) ?? issues[0]
  const filter = filterOf(visit)
  const { day, on } = dayAsked(visit)
  const found = issue ? await matrixOf(tx, visit.asker, issue.id, filter, day) : []
  return { issues, issue, filter, found, on }
}

/** The matrix as a drawing with its numbers named below, or as a table: the team's alone, so only for who may export positions. */
async function matrixFile(visit: Visit, kind: 'svg' | 'png' | 'csv') {
  const { lang, workspace } = visit
  const words = wordsOf(lang)
  const { issue, found, on } = await visit.read((tx) => matrixAsked(visit, tx))
  if (!issue || found.length === 0) throw new Problem('kernel.notFound', {}, 404)
  await visit.write((tx) => logEvent(tx, visit.asker, 'exported', { kind: 'organisation' }))
  const title = words.matrix.chart(said(issue.name, lang))
  const notes = [
    ...(workspace.isSample ? [words.file.sample] : []),
    ...(on ? [words.map.asOf(date(on, lang))] : []),
  ]
  return chartFile({
    kind,
    name: words.matrix.file,
    title,
    lang,
    subtitle: found.map(({ name }, n) => `${n + 1} ${said(name, lang)}`).join(' · '),
    source: [words.map.source(said(workspace.name, lang)), words.one.positionsTeam, ...notes].join('. '),
    draw: (frame) => drawMatrix(found, frame),
    csv: () =>
      toCsv({
        notes,
        header: [words.columns.name, words.one.influence, words.one.interest, words.one.stance],
        rows: found.map((one) => [
          said(one.name, lang),
          one.influence,
          one.interest,
          one.stance === null ? null : (words.stances[one.stance] ?? null),
        ]),
      }),
  })
}

const fileName = (visit: Visit, kind: string): string => `${wordsOf(visit.lang).map.file}.${kind}`

async function fileOf(visit: Visit): Promise<string> {
  const { lang, workspace } = visit
  const words = wordsOf(lang)
  const { graph, issue, on } = await asked(visit, 'export')
  const whole = await visit.read((tx) => graphOf(tx, visit.asker, {}, { day: today(visit) }))
  const added = (await placesFor(whole)) ?? inRows(whole.actors.map(({ id }) => id))
  const places = new Map(added)
  for (const { id, x, y } of graph.actors) if (x !== null && y !== null) places.set(id, { x, y })
  if (graph.actors.length === 0) throw new Problem('kernel.notFound', {}, 404)
  await visit.write((tx) => logEvent(tx, visit.asker, 'exported', { kind: 'organisation' }))
  return toStandaloneSvg({
    lang,
    title: words.map.title,
    subtitle: [
      words.map.lede(graph.actors.length, graph.ties.length, on && date(on, lang)),
      ...(issue ? [`${words.map.issue}: ${said(issue.name, lang)}`] : []),
      words.map.note.split('.')[0] ?? '',
    ].join(' · '),
    source: [
      words.map.source(said(workspace.name, lang)),
      ...(workspace.isSample ? [words.file.sample] : []),
    ].join('. '),
    draw: () => drawFile({ lang, graph, places, title: words.map.title, byStance: issue !== undefined }),
  })
}

const IssueBar = (props: {
  visit: Visit
  issues: readonly Issue[]
  issue: Issue | undefined
  filter: Filter
  optional?: boolean
}) => {
  const { visit, issues, issue, filter } = props
  const words = wordsOf(visit.lang).map
  return (
    <FilterBar
      lang={visit.lang}
      action={visit.to(visit.path)}
      keep={{ ...query(filter), on: dayAsked(visit).on }}
      filters={[
        {
          name: 'issue',
          label: words.issue,
          value: issue?.id ?? '',
          options: [
            ...(props.optional ? [{ value: '', label: words.noIssue }] : []),
            ...issues.map(({ id, name }) => ({ value: id, label: said(name, visit.lang) })),
          ],
        },
      ]}
    />
  )
}
