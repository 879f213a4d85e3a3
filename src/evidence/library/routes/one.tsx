/** One document: its page, describing it, removing it; links without a file. */
import { isConflict } from '../../../kernel/over-version.ts'
import { said } from '../../../kernel/text.ts'
import { threadOf } from '../../../kernel/thread-near.ts'
import type { ReadTx, WriteTx } from '../../../kernel/transaction.ts'
import { cancelJob, jobOf, watchJob } from '../../../platform/jobs/index.ts'
import { Problem } from '../../../platform/problem.ts'
import { type FormError, type FormValues, readForm } from '../../../web/components/form-schema.ts'
import { Notice } from '../../../web/components/notice.tsx'
import { ThreadPanel } from '../../../web/components/thread-panel.tsx'
import { type Answer, events, page, redirect } from '../../../web/server/answer.ts'
import { versionOf } from '../../../web/server/form.ts'
import { get, post, type Route, sees, type Visit, work, writes } from '../../../web/server/route.ts'
import type { EvidenceServices } from '../../services.ts'
import { readSteps } from '../files.ts'
import { describedBy, documentSchema, formValues, startValues, type Typed } from '../form.ts'
import { allowed, bare, crumbs, here, idOf } from '../frame.ts'
import { listed, type Names, namesOf } from '../names.ts'
import { DocumentForm, formWords } from '../pages/document-form.tsx'
import { DocumentPage } from '../pages/document-page.tsx'
import { passagesOf } from '../passages.ts'
import {
  addDocument,
  changeDocument,
  type Described,
  documentById,
  filesOf,
  type LibraryDocument,
  noteOf,
  removeDocument,
  restoreDocument,
  standingDocument,
} from '../store.ts'
import { addTopic, type Topic, topicsOf } from '../topics.ts'
import { libraryWords } from '../words.ts'

export const oneRoutes = (services: EvidenceServices): Route[] => [
  get(`${here}/link`, writes('evidence'), async (visit, tx) => linking(visit, tx)),

  post(`${here}/link`, writes('evidence'), async (visit, tx) => {
    const read = await readDescription(visit, tx, { needsLink: true })
    if (!read.ok) return linking(visit, tx, read)
    const id = await addDocument(tx, visit.asker, read.described, { note: read.note })
    return redirect(visit.to(`${here}/${id}`), libraryWords(visit.lang).form.saved)
  }),

  get(`${here}/:id`, sees('evidence'), async (visit, tx) => one(services, visit, tx)),

  get(`${here}/:id/edit`, writes('evidence'), async (visit, tx) => editing(visit, tx)),

  work('POST', `${here}/:id/edit`, writes('evidence'), async (visit) => {
    const form = await visit.form()
    const version = versionOf(form)
    const outcome = await visit
      .write(async (tx) => {
        const before = await standingDocument(tx, visit.asker, idOf(visit))
        const read = await readDescription(visit, tx, { before, needsLink: before.file === null })
        if (read.ok)
          await changeDocument(tx, visit.asker, before.id, read.described, { version, note: read.note })
        return read
      })
      .catch((error) => {
        if (isConflict(error)) return 'conflict' as const
        throw error
      })
    if (outcome === 'conflict')
      return visit.read((tx) => editing(visit, tx, { values: typedIn(form), conflict: true }))
    if (!outcome.ok) return visit.read((tx) => editing(visit, tx, { ...outcome, version }))
    return redirect(visit.to(`${here}/${idOf(visit)}`), libraryWords(visit.lang).form.saved)
  }),

  post(`${here}/:id/remove`, writes('evidence'), async (visit, tx) => {
    await removeDocument(tx, visit.asker, idOf(visit))
    return redirect(
      visit.to(here),
      libraryWords(visit.lang).one.removed,
      visit.to(`${here}/${idOf(visit)}/restore`),
    )
  }),

  post(`${here}/:id/restore`, writes('evidence'), async (visit, tx) => {
    await restoreDocument(tx, visit.asker, idOf(visit))
    return redirect(visit.to(`${here}/${idOf(visit)}`), libraryWords(visit.lang).restored)
  }),

  post(`${here}/:id/cancel`, writes('evidence'), async (visit, tx) => {
    const [newest] = await filesOf(tx, visit.asker, idOf(visit))
    if (newest?.jobId) await cancelJob(tx, visit.asker, newest.jobId)
    return redirect(visit.to(`${here}/${idOf(visit)}`))
  }),

  work('GET', `${here}/:id/events`, writes('evidence'), async (visit) => {
    const [newest] = await visit.read((tx) => filesOf(tx, visit.asker, idOf(visit)))
    return events((signal) => progress(visit, newest?.jobId ?? null, signal))
  }),
]

async function one(services: EvidenceServices, visit: Visit, tx: ReadTx): Promise<Answer> {
  const { lang, asker } = visit
  const words = libraryWords(lang)
  const document = await documentById(tx, asker, idOf(visit))
  const writing = allowed(visit, 'write')
  if (document.isDeleted && !writing) throw new Problem('kernel.notFound', {}, 404)
  const files = await filesOf(tx, asker, document.id)
  const [newest] = files
  const job = newest?.jobId ? ((await jobOf(tx, asker, newest.jobId)) ?? null) : null
  const running = newest?.state === 'waiting' && job !== null && job.endedAt === null
  const title = said(document.title, lang)
  const act = (name: string, when: boolean): string | null =>
    writing && when && !document.isDeleted ? visit.to(`${here}/${document.id}/${name}`) : null
  const pastes = !document.file || document.file.state === 'no_text' || document.file.isPasted
  return page({
    title,
    crumbs: crumbs(visit, [title]),
    subtitle: [
      words.kinds[document.kind],
      document.authors ?? document.publisher,
      document.published?.slice(0, 4),
    ]
      .filter(Boolean)
      .join(' · '),
    ...(running ? { refresh: 3, islands: ['job-progress'] } : {}),
    main: (
      <DocumentPage
        lang={lang}
        document={document}
        files={files}
        note={await noteOf(tx, asker, document.id)}
        passages={await passagesOf(tx, asker, document.id)}
        names={await namesOf(tx, asker)}
        topics={await topicsOf(tx, asker, lang)}
        zone={visit.workspace.timezone}
        job={job}
        problem={
          newest?.problem
            ? services.explain(new Problem(newest.problem.code, newest.problem.values), lang)
            : null
        }
        to={visit.to}
        links={{
          self: visit.to(`${here}/${document.id}`),
          edit: act('edit', true),
          file: act('file', true),
          paste: act('text', pastes && newest?.state !== 'waiting'),
          remove: act('remove', true),
          restore: writing && document.isDeleted ? visit.to(`${here}/${document.id}/restore`) : null,
          publicPage:
            document.audience === 'public' && !document.isDeleted ? `/public/library/${document.id}` : null,
          events: visit.to(`${here}/${document.id}/events`),
          cancel: bare(visit, `${here}/${document.id}/cancel`),
          again: act('read-again', newest?.state === 'waiting' || newest?.state === 'failed'),
        }}
      />
    ),
    aside: document.isDeleted ? null : (
      <ThreadPanel lang={lang} to={visit.to} thread={await threadOf(tx, asker, document.id)} />
    ),
  })
}

async function* progress(visit: Visit, jobId: string | null, signal: AbortSignal) {
  if (jobId)
    for await (const job of watchJob(() => visit.read((tx) => jobOf(tx, visit.asker, jobId)), { signal })) {
      if (job.endedAt) break
      yield {
        event: 'progress',
        data: {
          percent: job.percent,
          step: Math.max(0, (readSteps as readonly string[]).indexOf(job.step ?? '')),
        },
      }
    }
  yield { event: 'end', data: '' }
}

// Describing -----------------------------------------------------------------------------------------------------------

type Read =
  | { ok: true; described: Described; note: string | null }
  | { ok: false; values: FormValues; errors: readonly FormError[] }

/** The form that was sent, with what only the database knows: places by name, a topic of the workspace's own. */
async function readDescription(
  visit: Visit,
  tx: WriteTx,
  { before, needsLink }: { before?: LibraryDocument; needsLink: boolean },
): Promise<Read> {
  const [names, topics] = [await namesOf(tx, visit.asker), await topicsOf(tx, visit.asker, visit.lang)]
  const schema = schemaOf(names, topics, before)
  const words = formWords(visit.lang)
  const form = await visit.form()
  const read = readForm(schema, form, words, visit.lang)
  if (!read.ok) return read
  const given: Typed = read.value
  const wrong = (field: keyof typeof words, text: string | undefined): Read => ({
    ok: false,
    values: typedIn(form),
    errors: [{ field, text: text ?? '' }],
  })
  const places = listed(given.places, names.place)
  if ('unknown' in places) return wrong('places', libraryWords(visit.lang).form.fields.places.errors.place)
  if (needsLink && !given.url) return wrong('url', libraryWords(visit.lang).form.fields.url.errors.url)
  const own = given.newTopic ? [await addTopic(tx, visit.asker, visit.lang, given.newTopic)] : []
  return {
    ok: true,
    note: given.note ?? null,
    described: describedBy(
      given,
      {
        placeIds: places.found.map(({ id }) => id),
        groupIds: names.groups.filter(({ code }) => given.groups.includes(code)).map(({ id }) => id),
        topics: [...new Set([...given.topics, ...own])],
      },
      before,
    ),
  }
}

/** Codes that may be chosen; those that the document has already stay choosable. */
const schemaOf = (names: Names, topics: readonly Topic[], before?: LibraryDocument) =>
  documentSchema({
    groups: names.groups.map(({ code }) => code),
    topics: [...new Set([...topics.map(({ code }) => code), ...(before?.topics ?? [])])],
  })

const typedIn = (form: FormData): FormValues =>
  Object.fromEntries(
    [...new Set(form.keys())].map((name) => {
      const all = form.getAll(name).map(String)
      return [name, all.length > 1 || name === 'topics' || name === 'groups' ? all : all[0]]
    }),
  )

interface Shown {
  values?: FormValues
  errors?: readonly FormError[]
  version?: number
  conflict?: boolean
}

async function formParts(visit: Visit, tx: ReadTx, before?: LibraryDocument) {
  const { lang, asker } = visit
  const [names, topics] = [await namesOf(tx, asker), await topicsOf(tx, asker, lang)]
  const known = [
    ...topics,
    ...(before?.topics ?? [])
      .filter((code) => !topics.some((one) => one.code === code))
      .map((code) => ({ code, name: code })),
  ]
  return {
    names,
    lang,
    schema: schemaOf(names, topics, before),
    groups: names.groups.map(({ code, name }) => ({ value: code, label: said(name, lang) })),
    topics: known.map(({ code, name }) => ({ value: code, label: name })),
  }
}

async function linking(visit: Visit, tx: ReadTx, given: Shown = {}): Promise<Answer> {
  const words = libraryWords(visit.lang).form
  const { names: _, ...parts } = await formParts(visit, tx)
  return page({
    title: words.newLink,
    lede: words.newLinkLede,
    crumbs: crumbs(visit, [words.newLink]),
    ...(given.errors ? { status: 422 as const } : {}),
    main: (
      <DocumentForm
        {...parts}
        action={bare(visit, `${here}/link`)}
        cancel={bare(visit, here)}
        values={given.values ?? { ...startValues, language: visit.lang }}
        {...(given.errors ? { errors: given.errors } : {})}
      />
    ),
  })
}

async function editing(visit: Visit, tx: ReadTx, given: Shown = {}): Promise<Answer> {
  const words = libraryWords(visit.lang).form
  const document = await standingDocument(tx, visit.asker, idOf(visit))
  const { names, ...parts } = await formParts(visit, tx, document)
  const title = said(document.title, visit.lang)
  const its = bare(visit, `${here}/${document.id}`)
  const codes = {
    places: document.placeIds.map((id) => names.placeName(id, visit.lang)).join(', '),
    groups: names.groups.filter(({ id }) => document.groupIds.includes(id)).map(({ code }) => code),
  }
  return page({
    title: words.edit(title),
    lede: words.editLede,
    crumbs: crumbs(visit, [title, `${here}/${document.id}`], [libraryWords(visit.lang).one.edit]),
    ...(given.conflict ? { status: 409 as const } : given.errors ? { status: 422 as const } : {}),
    main: (
      <>
        {given.conflict && (
          <Notice kind="attention" title={words.conflict}>
            <p>{words.conflictText}</p>
            <p>
              <a href={visit.to(`${here}/${document.id}`)}>{words.conflictSee}</a>
            </p>
          </Notice>
        )}
        <DocumentForm
          {...parts}
          action={`${its}/edit`}
          cancel={its}
          values={given.values ?? formValues(document, await noteOf(tx, visit.asker, document.id), codes)}
          {...(given.errors ? { errors: given.errors } : {})}
          // After a conflict she has seen that there is another, and may write over it.
          hidden={{ version: given.conflict ? document.version : (given.version ?? document.version) }}
        />
      </>
    ),
  })
}
