/** New documents: files, links; a newer file of one; text typed for one that has none. */
import { type Language, said } from '../../../kernel/text.ts'
import type { Asker, ReadTx, WriteTx } from '../../../kernel/transaction.ts'
import { enqueue, type JobKind } from '../../../platform/jobs/index.ts'
import { Problem } from '../../../platform/problem.ts'
import { type Answer, page, redirect } from '../../../web/server/answer.ts'
import { get, post, type Route, type Visit, work, writes } from '../../../web/server/route.ts'
import { type Refused, receiveEach, type Uploaded } from '../../../web/server/upload.ts'
import type { EvidenceServices } from '../../services.ts'
import {
  documentsWithFile,
  type GivenFile,
  giveFile,
  pagesOf,
  pasteText,
  readJobName,
  readSteps,
  recogniseStored,
  setFileJob,
  titleIn,
  typedText,
} from '../files.ts'
import { bare, crumbs, here, idOf } from '../frame.ts'
import { GivePage, NewFilePage, PastePage } from '../pages/give-pages.tsx'
import { titleOfFile } from '../rules.ts'
import { addDocument, type Described, filesOf, standingDocument } from '../store.ts'
import { libraryWords } from '../words.ts'

/** What one file may have; the program's own limit where that is lower. */
const most = 100_000_000
/** Files of one form. */
const atOnce = 50
const limit = ({ maxUpload }: EvidenceServices): number => Math.min(most, maxUpload)

/** How a job is asked for; the program knows how it is done. */
const readJob: JobKind<{ fileId: string }> = {
  name: readJobName,
  steps: readSteps,
  run: async () => undefined,
}

export async function askToRead(tx: WriteTx, asker: Asker, fileId: string): Promise<void> {
  await setFileJob(tx, asker, fileId, await enqueue(tx, asker, readJob, { fileId }))
}

export const giveRoutes = (services: EvidenceServices): Route[] => [
  get(`${here}/new`, writes('evidence'), async (visit) => give(services, visit)),

  work('POST', `${here}/new`, writes('evidence'), async (visit) => {
    const words = libraryWords(visit.lang).give
    const received = await receive(services, visit)
    if (received instanceof Problem)
      return give(services, visit, { error: services.explain(received, visit.lang) }, 422)
    const { files, more } = received
    const added: string[] = []
    const refused: { name: string; why: string; same?: string }[] = more
      ? [{ name: '…', why: words.tooMany(atOnce) }]
      : []
    for (const file of files) {
      const outcome =
        'problem' in file
          ? { name: file.name, why: services.explain(ours(services, file.problem), visit.lang) }
          : await taken(services, visit, file)
      if (typeof outcome === 'string') added.push(outcome)
      else refused.push(outcome)
    }
    const [only] = refused
    // The one file is here already: its document is what was looked for.
    if (files.length === 1 && only?.same) return redirect(visit.to(`${here}/${only.same}`), words.sameFlash)
    if (refused.length > 0)
      return give(
        services,
        visit,
        { outcome: { added: added.length, refused, undescribed: visit.to(here, { state: 'undescribed' }) } },
        422,
      )
    return redirect(
      added.length === 1 ? visit.to(`${here}/${added[0]}/edit`) : visit.to(here, { state: 'undescribed' }),
      words.added(added.length),
    )
  }),

  get(`${here}/:id/file`, writes('evidence'), async (visit, tx) => newFile(services, visit, tx)),

  work('POST', `${here}/:id/file`, writes('evidence'), async (visit) => {
    const id = idOf(visit)
    const refuse = (problem: Problem) =>
      visit.read((tx) => newFile(services, visit, tx, services.explain(problem, visit.lang)))
    const received = await receive(services, visit)
    if (received instanceof Problem) return refuse(received)
    const [file] = received.files
    if (!file) return refuse(new Problem('evidence.libraryNothing'))
    if ('problem' in file) return refuse(ours(services, file.problem))
    const known = await recognised(services, file)
    if (known instanceof Problem) return refuse(known)
    const isSame = await visit.write(async (tx) => {
      const document = await standingDocument(tx, visit.asker, id)
      if (document.file?.sha256 === file.sha256 && document.file.state !== 'failed') return true
      await askToRead(tx, visit.asker, await giveFile(tx, visit.asker, id, known))
      return false
    })
    return redirect(visit.to(`${here}/${id}`), isSame ? libraryWords(visit.lang).one.sameFile : undefined)
  }),

  post(`${here}/:id/read-again`, writes('evidence'), async (visit, tx) => {
    const id = idOf(visit)
    await standingDocument(tx, visit.asker, id)
    const [newest] = await filesOf(tx, visit.asker, id)
    if (newest && (newest.state === 'waiting' || newest.state === 'failed'))
      await askToRead(tx, visit.asker, newest.id)
    return redirect(visit.to(`${here}/${id}`))
  }),

  get(`${here}/:id/text`, writes('evidence'), async (visit, tx) => pasting(visit, tx)),

  post(`${here}/:id/text`, writes('evidence'), async (visit, tx) => {
    const id = idOf(visit)
    const text = String((await visit.form()).get('text') ?? '')
    try {
      await pasteText(tx, visit.asker, id, text)
    } catch (error) {
      if (!(error instanceof Problem) || error.status !== 422) throw error
      return pasting(visit, tx, { text, error: services.explain(error, visit.lang) })
    }
    return redirect(visit.to(`${here}/${id}`), libraryWords(visit.lang).one.pasted)
  }),
]

/** The files of the form, each for itself; a problem with the form as a whole (cut off, none in it) is given back. */
async function receive(
  services: EvidenceServices,
  visit: Visit,
): Promise<{ files: (Uploaded | Refused)[]; more: boolean } | Problem> {
  try {
    const given = await receiveEach(visit.request, services.files, {
      maxBytes: limit(services),
      maxFiles: atOnce,
    })
    return given.files.length === 0 ? new Problem('evidence.libraryNothing') : given
  } catch (error) {
    if (error instanceof Problem) return error
    throw error
  }
}

/** The library has a limit of its own, and takes no archives: what to do about it is another than for a survey's files. */
const ours = (services: EvidenceServices, problem: Problem): Problem =>
  problem.code === 'files.tooLarge'
    ? new Problem('evidence.libraryLarge', { mb: Math.floor(limit(services) / 1e6) }, 413)
    : problem

async function recognised({ files }: EvidenceServices, file: Uploaded): Promise<GivenFile | Problem> {
  try {
    if (file.bytes === 0) return new Problem('evidence.libraryEmpty')
    return { ...file, format: await recogniseStored(files, file.sha256) }
  } catch (error) {
    if (error instanceof Problem) return error
    throw error
  }
}

/** A new document of one file, with its id; or why it was not taken. */
async function taken(
  services: EvidenceServices,
  visit: Visit,
  file: Uploaded,
): Promise<string | { name: string; why: string; same?: string }> {
  const known = await recognised(services, file)
  if (known instanceof Problem) return { name: file.name, why: services.explain(known, visit.lang) }
  return visit.write(async (tx) => {
    const [same] = await documentsWithFile(tx, visit.asker, file.sha256)
    if (same) {
      const title = said(same.title, visit.lang)
      return { name: file.name, why: libraryWords(visit.lang).give.same(file.name, title), same: same.id }
    }
    const id = await addDocument(tx, visit.asker, startOf(titleOfFile(file.name), visit.lang), {
      isDescribed: false,
    })
    await askToRead(tx, visit.asker, await giveFile(tx, visit.asker, id, known))
    return id
  })
}

/** What is known of a document of which there is a file and nothing else. */
export const startOf = (title: string, language: Language): Described => ({
  title: titleIn(language, title),
  kind: 'other',
  authors: null,
  publisher: null,
  published: null,
  language,
  topics: [],
  quality: 'unknown',
  qualityNote: null,
  rights: 'quote',
  licence: null,
  summary: null,
  url: null,
  seenOn: null,
  placeIds: [],
  groupIds: [],
  audience: 'all',
})

type Given = Pick<Parameters<typeof GivePage>[0], 'error' | 'outcome'>
function give(services: EvidenceServices, visit: Visit, given: Given = {}, status?: 422): Answer {
  const words = libraryWords(visit.lang)
  return page({
    title: words.give.title,
    lede: words.give.lede,
    crumbs: crumbs(visit, [words.add]),
    islands: ['file-drop'],
    ...(status ? { status } : {}),
    main: (
      <GivePage
        lang={visit.lang}
        action={bare(visit, `${here}/new`)}
        maxBytes={limit(services)}
        link={visit.to(`${here}/link`)}
        list={visit.to(`${here}/import`)}
        {...given}
      />
    ),
  })
}

async function newFile(
  services: EvidenceServices,
  visit: Visit,
  tx: ReadTx,
  error?: string,
): Promise<Answer> {
  const words = libraryWords(visit.lang)
  const document = await standingDocument(tx, visit.asker, idOf(visit))
  const title = said(document.title, visit.lang)
  return page({
    title: words.one.newFileTitle(title),
    lede: words.one.newFileLede,
    crumbs: crumbs(visit, [title, `${here}/${document.id}`], [words.one.newFile]),
    islands: ['file-drop'],
    ...(error ? { status: 422 as const } : {}),
    main: (
      <NewFilePage
        lang={visit.lang}
        action={bare(visit, `${here}/${document.id}/file`)}
        maxBytes={limit(services)}
        {...(error ? { error } : {})}
      />
    ),
  })
}

async function pasting(
  visit: Visit,
  tx: ReadTx,
  given: { text?: string; error?: string } = {},
): Promise<Answer> {
  const words = libraryWords(visit.lang)
  const document = await standingDocument(tx, visit.asker, idOf(visit))
  if (document.file && document.file.state !== 'no_text' && !document.file.isPasted)
    throw new Problem('evidence.libraryHasText', {}, 409)
  const title = said(document.title, visit.lang)
  return page({
    title: words.one.pasteTitle(title),
    lede: words.one.pasteLede,
    crumbs: crumbs(visit, [title, `${here}/${document.id}`], [words.one.paste]),
    ...(given.error ? { status: 422 as const } : {}),
    main: (
      <PastePage
        lang={visit.lang}
        action={bare(visit, `${here}/${document.id}/text`)}
        cancel={bare(visit, `${here}/${document.id}`)}
        isScan={document.file?.format === 'pdf'}
        language={document.language}
        text={
          given.text ??
          typedText(await pagesOf(tx, visit.asker, document.id, 1, 5000), document.file?.format === 'pdf')
        }
        {...(given.error ? { error: given.error } : {})}
      />
    ),
  })
}
