/** Lists of organisations from a spreadsheet: given, checked, written, taken back. Long ones are jobs. */
import { Readable } from 'node:stream'
import type { WriteTx } from '../../kernel/transaction.ts'
import type { FileStore } from '../../platform/files/index.ts'
import { cancelJob, enqueue, type Job, jobOf, watchJob } from '../../platform/jobs/index.ts'
import { Problem } from '../../platform/problem.ts'
import { JobProgress } from '../../web/components/progress.tsx'
import { type Answer, events, page, redirect } from '../../web/server/answer.ts'
import { get, post, type Route, type Visit, work, writes } from '../../web/server/route.ts'
import { receiveFiles, type Uploaded } from '../../web/server/upload.ts'
import { bare, crumbs, today } from '../common.ts'
import {
  type Counts,
  giveImport,
  type Import,
  importById,
  planImport,
  plannedRows,
  recentImports,
  setImportJob,
  writeImport,
} from '../import.ts'
import type { ImportJob } from '../import-jobs.ts'
import { refuseUndo, undoImport } from '../import-undo.ts'
import { GivePage, PlanPage } from '../pages/import-pages.tsx'
import { wordsOf } from '../words.ts'

export interface ImportServices {
  files: FileStore
  readJob: ImportJob
  writeJob: ImportJob
  undoJob: ImportJob
  /** The sentence of a problem, for one that a job ended with. */
  explain(problem: Problem, lang: Visit['lang']): string
}

const here = '/actors/import'
const maxBytes = 30_000_000
/** Up to here the answer waits for the work; more is a job. */
const atOnce = { bytes: 300_000, rows: 3000 }

export const importRoutes = (services: ImportServices): Route[] => [
  get(here, writes('organisation'), async (visit, tx) => give(visit, await recentImports(tx, visit.asker))),

  work('POST', here, writes('organisation'), async (visit) => {
    try {
      const file = await received(visit, services)
      const run = {
        db: visit.db,
        files: services.files,
        workspaceId: visit.workspace.id,
        today: today(visit),
      }
      const id = await visit.write((tx) => giveImport(tx, visit.asker, file))
      if (file.bytes <= atOnce.bytes) await planImport(run, id)
      else await visit.write((tx) => start(visit, tx, services.readJob, id))
      return redirect(visit.to(`${here}/${id}`))
    } catch (error) {
      if (!(error instanceof Problem)) throw error
      const recent = await visit.read((tx) => recentImports(tx, visit.asker))
      return give(visit, recent, services.explain(error, visit.lang), error.status === 413 ? undefined : 422)
    }
  }),

  get(`${here}/:id`, writes('organisation'), async (visit, tx) => {
    const given = await importById(tx, visit.asker, idOf(visit))
    const job = given.jobId ? await jobOf(tx, visit.asker, given.jobId) : undefined
    if (job && (job.endedAt === null || (job.state !== 'done' && !given.readAt)))
      return working(services, visit, given, job)
    const rows = async (action: 'add' | 'update' | 'leave') =>
      plannedRows(tx, visit.asker, given.id, action, { limit: action === 'leave' ? 10 : 50 })
    const words = wordsOf(visit.lang).importing
    const { counts } = given
    const failed = job?.problem && !given.undoneAt ? new Problem(job.problem.code, job.problem.values) : null
    const isCurrent = job?.kind === services.undoJob.name || !given.writtenAt
    return page({
      title: (given.undoneAt ? words.undoneTitle : given.writtenAt ? words.doneTitle : words.previewTitle)(
        given.fileName,
      ),
      ...(failed && isCurrent
        ? { lede: services.explain(failed, visit.lang) }
        : counts
          ? { lede: words.counts(counts.adds, counts.updates, counts.leaves) }
          : {}),
      crumbs: trail(visit, given.fileName),
      main: (
        <PlanPage
          lang={visit.lang}
          given={given}
          rows={{ add: await rows('add'), update: await rows('update'), leave: await rows('leave') }}
          write={visit.to(`${here}/${given.id}`)}
          again={visit.to(here)}
          list={visit.to('/actors')}
          link={(id) => visit.to(`/actors/${id}`)}
          undo={given.writtenAt && !given.undoneAt ? visit.to(`${here}/${given.id}/undo`) : null}
        />
      ),
    })
  }),

  work('POST', `${here}/:id`, writes('organisation'), async (visit) => {
    const id = idOf(visit)
    const { counts } = await visit.read((tx) => importById(tx, visit.asker, id))
    const isLong = isLongOf(counts)
    try {
      await visit.write(async (tx) => {
        if (isLong) await startWriting(visit, tx, services.writeJob, id)
        else await writeImport({ today: today(visit) }, tx, visit.asker, id)
      })
    } catch (error) {
      // The plan is made again from what there is now, for the person to look at.
      if (error instanceof Problem && error.code === 'actors.importStale')
        await planImport(
          { db: visit.db, files: services.files, workspaceId: visit.workspace.id, today: today(visit) },
          id,
        )
      throw error
    }
    return redirect(visit.to(`${here}/${id}`), isLong ? undefined : wordsOf(visit.lang).importing.written)
  }),

  post(`${here}/:id/undo`, writes('organisation'), async (visit, tx) => {
    const id = idOf(visit)
    const given = await importById(tx, visit.asker, id)
    refuseUndo(given)
    const isLong = isLongOf(given.counts)
    if (isLong) await start(visit, tx, services.undoJob, id)
    else await undoImport(tx, visit.asker, id)
    return redirect(visit.to(`${here}/${id}`), isLong ? undefined : wordsOf(visit.lang).importing.undone)
  }),

  post(`${here}/:id/cancel`, writes('organisation'), async (visit, tx) => {
    const { id, jobId } = await importById(tx, visit.asker, idOf(visit))
    if (jobId) await cancelJob(tx, visit.asker, jobId)
    return redirect(visit.to(`${here}/${id}`))
  }),

  work('GET', `${here}/:id/events`, writes('organisation'), async (visit) => {
    const { jobId } = await visit.read((tx) => importById(tx, visit.asker, idOf(visit)))
    return events((signal) => progress(visit, jobId, signal))
  }),
]

const idOf = (visit: Visit): string => visit.params.id ?? ''

const trail = (visit: Visit, ...more: string[]) =>
  crumbs(
    visit,
    { label: wordsOf(visit.lang).import, href: bare(visit, here) },
    ...more.map((label) => ({ label })),
  )

const isLongOf = (counts: Counts | null): boolean =>
  counts !== null && counts.adds + counts.updates > atOnce.rows

const start = async (visit: Visit, tx: WriteTx, job: ImportJob, id: string): Promise<void> => {
  await setImportJob(tx, visit.asker, id, await enqueue(tx, visit.asker, job, { importId: id }))
}

async function startWriting(visit: Visit, tx: WriteTx, job: ImportJob, id: string): Promise<void> {
  const { writtenAt } = await importById(tx, visit.asker, id)
  if (writtenAt) throw new Problem('actors.importDone', {}, 409)
  await start(visit, tx, job, id)
}

/** The file of the form, or the cells that were pasted into it, kept as a file like any other. */
async function received(visit: Visit, { files }: ImportServices): Promise<Uploaded> {
  const given = await receiveFiles(visit.request, files, { maxBytes, maxFiles: 1 })
  const [file] = given.files
  if (file && file.bytes > 0) return file
  const pasted = given.fields.paste?.trim()
  if (!pasted) throw new Problem('actors.importNothing')
  const kept = await files.put(Readable.from([Buffer.from(pasted)]))
  return { ...kept, name: wordsOf(visit.lang).importing.pasted }
}

function give(visit: Visit, recent: readonly Import[], error?: string, status?: 422): Answer {
  const words = wordsOf(visit.lang).importing
  return page({
    title: words.title,
    lede: words.lede,
    crumbs: trail(visit),
    islands: ['file-drop'],
    ...(status ? { status } : {}),
    main: (
      <GivePage
        lang={visit.lang}
        action={bare(visit, here)}
        maxBytes={maxBytes}
        recent={recent.map((given) => ({ ...given, href: visit.to(`${here}/${given.id}`) }))}
        zone={visit.workspace.timezone}
        {...(error ? { error } : {})}
      />
    ),
  })
}

/** A list that is being read or written, or could not be. */
function working(services: ImportServices, visit: Visit, given: Import, job: Job): Answer {
  const words = wordsOf(visit.lang).importing
  const step =
    job.kind === services.undoJob.name
      ? 'undoing'
      : job.kind === services.writeJob.name
        ? 'writing'
        : 'reading'
  const running = job.endedAt === null
  const runningTitle = {
    reading: words.runningTitle,
    writing: words.writingTitle,
    undoing: words.undoingTitle,
  }
  const problem = job.problem ? new Problem(job.problem.code, job.problem.values) : null
  return page({
    title: (running ? runningTitle[step] : words.failedTitle)(given.fileName),
    crumbs: trail(visit, given.fileName),
    ...(running ? { refresh: 3, islands: ['job-progress'] } : {}),
    main: (
      <JobProgress
        lang={visit.lang}
        title={words.steps[step]}
        steps={[{ label: words.steps[step], state: running ? 'current' : 'failed' }]}
        percent={job.percent}
        {...(running
          ? {
              events: visit.to(`${here}/${given.id}/events`),
              cancel: bare(visit, `${here}/${given.id}/cancel`),
            }
          : {})}
        {...(problem ? { error: services.explain(problem, visit.lang) } : {})}
      />
    ),
  })
}

async function* progress(visit: Visit, jobId: string | null, signal: AbortSignal) {
  if (jobId)
    for await (const job of watchJob(() => visit.read((tx) => jobOf(tx, visit.asker, jobId)), { signal })) {
      if (job.endedAt) break
      yield { event: 'progress', data: { percent: job.percent, step: 0 } }
    }
  yield { event: 'end', data: '' }
}
