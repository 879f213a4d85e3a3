/** Bringing in a survey: the form, the upload, one import under way or done; the part's first page and a data file's. */
import { placesOf } from '../../kernel/place.ts'
import { said } from '../../kernel/text.ts'
import { cancelJob, enqueue, type Job, jobOf, watchJob } from '../../platform/jobs/index.ts'
import { Problem } from '../../platform/problem.ts'
import { period as periodWords } from '../../web/format.ts'
import { events, page, redirect } from '../../web/server/answer.ts'
import { get, post, type Route, sees, type Visit, work, writes } from '../../web/server/route.ts'
import { receiveFiles } from '../../web/server/upload.ts'
import { namesOf, planTable, tables } from '../enoe/index.ts'
import { listFigures } from '../figures.ts'
import { noticeText } from '../import/index.ts'
import type { KeptFound } from '../import-run.ts'
import { DataPage } from '../pages/data-page.tsx'
import { HomePage } from '../pages/home-page.tsx'
import { ImportForm, ImportPage } from '../pages/import-page.tsx'
import type { EvidenceServices } from '../services.ts'
import {
  addImport,
  changeImport,
  currentVintages,
  type Import,
  importById,
  recentImports,
  type Vintage,
  vintageById,
  vintagesOf,
} from '../store.ts'
import { surveyName } from '../surveys.ts'
import { wordsOf } from '../words.ts'

const canImport = (visit: Visit): boolean =>
  ['coordinator', 'assistant', 'researcher'].includes(visit.asker.role)

export const importRoutes = (services: EvidenceServices): Route[] => [
  get('/evidence', sees('evidence'), async (visit, tx) => {
    const words = wordsOf(visit.lang)
    const vintages = await currentVintages(tx, visit.asker)
    const places = new Map(
      (await placesOf(tx, visit.asker)).map((place) => [place.code, said(place.name, visit.lang)]),
    )
    const figures = await listFigures(tx, visit.asker)
    return page({
      title: words.home.title,
      crumbs: [{ label: words.know }, { label: words.evidence }],
      lede: words.home.lede,
      main: (
        <HomePage
          lang={visit.lang}
          vintages={vintages}
          places={places}
          figures={figures.length}
          links={{
            import: canImport(visit) ? visit.to('/evidence/import') : null,
            overview: (vintage) => overviewLink(visit, vintage),
            data: (vintage) => visit.to(`/evidence/data/${vintage.dataFileId}`),
            figures: visit.to('/evidence/figures'),
            published: visit.to('/evidence/published'),
            library: visit.to('/evidence/library'),
          }}
        />
      ),
    })
  }),

  get('/evidence/import', writes('evidence'), async (visit, tx) => {
    const words = wordsOf(visit.lang)
    const recent = await recentImports(tx, visit.asker)
    const withJobs = await Promise.all(
      recent.map(async (given) => ({
        given,
        job: await jobFor(visit, tx, given),
        href: visit.to(`/evidence/import/${given.id}`),
      })),
    )
    return page({
      title: words.import.title,
      crumbs: [
        { label: words.know },
        { label: words.evidence, href: `/${visit.workspace.slug}/evidence` },
        { label: words.home.import },
      ],
      lede: words.import.lede,
      islands: ['file-drop'],
      main: (
        <ImportForm
          lang={visit.lang}
          action={`/${visit.workspace.slug}/evidence/import`}
          maxBytes={services.maxUpload}
          recent={withJobs}
          zone={visit.workspace.timezone}
        />
      ),
    })
  }),

  work('POST', '/evidence/import', writes('evidence'), async (visit) => {
    const { files } = await receiveFiles(visit.request, services.files, { maxBytes: services.maxUpload })
    if (files.length === 0) return new Problem('evidence.noFiles')
    const id = await visit.write(async (tx) => {
      const importId = await addImport(tx, visit.asker, files, false)
      const jobId = await enqueue(tx, visit.asker, services.importJob, { importId })
      await changeImport(tx, visit.asker, importId, { jobId })
      return importId
    })
    return redirect(visit.to(`/evidence/import/${id}`))
  }),

  get('/evidence/import/:id', writes('evidence'), async (visit, tx) => {
    const { lang } = visit
    const words = wordsOf(lang)
    const given = await importById(tx, visit.asker, visit.params.id ?? '')
    const job = (await jobFor(visit, tx, given)) ?? null
    const found = given.found as KeptFound | null
    const vintage = given.vintageId ? await vintageById(tx, visit.asker, given.vintageId) : null
    const moved =
      vintage && given.outcome === 'replaced'
        ? (await listFigures(tx, visit.asker, { dataFileId: vintage.dataFileId, all: true })).filter(
            (figure) => figure.recomputed?.vintageId === vintage.id,
          ).length
        : 0
    const running = !given.outcome && job !== null && job.endedAt === null
    const title =
      given.outcome === 'same'
        ? words.import.sameTitle
        : given.outcome
          ? words.import.doneTitle
          : job?.state === 'failed'
            ? words.import.failedTitle
            : job?.state === 'canceled'
              ? words.import.canceledTitle
              : words.import.runningTitle
    return page({
      title,
      crumbs: [
        { label: words.know },
        { label: words.evidence, href: `/${visit.workspace.slug}/evidence` },
        { label: words.home.import, href: `/${visit.workspace.slug}/evidence/import` },
        { label: given.files[0]?.name ?? '' },
      ],
      ...(running ? { refresh: 3, islands: ['job-progress'] } : {}),
      main: (
        <ImportPage
          lang={lang}
          given={given}
          job={job}
          found={found}
          problem={
            job?.problem ? services.explain(new Problem(job.problem.code, job.problem.values), lang) : null
          }
          events={visit.to(`/evidence/import/${given.id}/events`)}
          cancel={`/${visit.workspace.slug}/evidence/import/${given.id}/cancel`}
          overview={vintage ? overviewLink(visit, vintage) : visit.to('/evidence/overview')}
          again={visit.to('/evidence/import')}
          moved={moved}
          warnings={(found?.warnings ?? []).map((notice) => noticeText(notice, lang))}
          notComputed={vintage ? notComputed(visit, vintage) : []}
        />
      ),
    })
  }),

  work('GET', '/evidence/import/:id/events', writes('evidence'), async (visit) => {
    const given = await visit.read((tx) => importById(tx, visit.asker, visit.params.id ?? ''))
    return events((signal) => progressEvents(services, visit, given, signal))
  }),

  post('/evidence/import/:id/cancel', writes('evidence'), async (visit, tx) => {
    const given = await importById(tx, visit.asker, visit.params.id ?? '')
    if (given.jobId) await cancelJob(tx, visit.asker, given.jobId)
    return redirect(visit.to(`/evidence/import/${given.id}`))
  }),

  get('/evidence/data/:id', sees('evidence'), async (visit, tx) => {
    const words = wordsOf(visit.lang)
    const vintages = await vintagesOf(tx, visit.asker, visit.params.id ?? '')
    const [current] = vintages
    if (!current) return new Problem('kernel.notFound', {}, 404)
    const title = words.data.title(
      said(surveyName(current.survey), visit.lang),
      periodWords(current.period, visit.lang).toLocaleLowerCase('es'),
    )
    return page({
      title,
      crumbs: [
        { label: words.know },
        { label: words.evidence, href: `/${visit.workspace.slug}/evidence` },
        { label: title },
      ],
      main: (
        <DataPage
          lang={visit.lang}
          vintages={vintages}
          zone={visit.workspace.timezone}
          overview={overviewLink(visit, current)}
        />
      ),
    })
  }),
]

const overviewLink = (visit: Visit, vintage: Vintage): string =>
  visit.to('/evidence/overview', { period: vintage.period, place: vintage.coverage[0] })

async function jobFor(visit: Visit, tx: Parameters<typeof jobOf>[0], given: Import): Promise<Job | null> {
  return given.jobId ? ((await jobOf(tx, visit.asker, given.jobId)) ?? null) : null
}

/** Tables that the file cannot give, with the columns it lacks. */
function notComputed(visit: Visit, vintage: Vintage): string[] {
  const columns = new Set(vintage.columns)
  const words = wordsOf(visit.lang).table
  return tables.flatMap((table) => {
    const { lacks } = planTable(table, columns)
    return lacks ? [`${table.title[visit.lang]}: ${words.lackCell(namesOf(lacks, words.or))}`] : []
  })
}

async function* progressEvents(services: EvidenceServices, visit: Visit, given: Import, signal: AbortSignal) {
  const { jobId } = given
  if (!jobId) return
  for await (const job of watchJob(() => visit.read((tx) => jobOf(tx, visit.asker, jobId)), { signal })) {
    if (job.endedAt) break
    yield {
      event: 'progress',
      data: { percent: job.percent, step: Math.max(services.importJob.steps.indexOf(job.step ?? ''), 0) },
    }
  }
  yield { event: 'end', data: '' }
}
