/** Reading a document page by page, and making words of it citable. */
import { said } from '../../../kernel/text.ts'
import { threadOf } from '../../../kernel/thread-near.ts'
import type { ReadTx } from '../../../kernel/transaction.ts'
import { Problem } from '../../../platform/problem.ts'
import { ThreadPanel } from '../../../web/components/thread-panel.tsx'
import { type Answer, page, redirect } from '../../../web/server/answer.ts'
import { versionOf } from '../../../web/server/form.ts'
import { get, post, type Route, sees, type Visit, work, writes } from '../../../web/server/route.ts'
import type { EvidenceServices } from '../../services.ts'
import { pageOf } from '../files.ts'
import { allowed, bare, crumbs, here, idOf } from '../frame.ts'
import { unitOf } from '../pages/document-page.tsx'
import { PassageForm, PassagePage, referenceOf } from '../pages/passage-page.tsx'
import { ReadPage } from '../pages/read-page.tsx'
import {
  addPassage,
  changePassage,
  passageById,
  passagesOf,
  removePassage,
  restorePassage,
} from '../passages.ts'
import { markedPage } from '../search.ts'
import { standingDocument } from '../store.ts'
import { libraryWords } from '../words.ts'

const passages = `${here}/passages`

export const readRoutes = (services: EvidenceServices): Route[] => [
  get(`${here}/:id/read`, sees('evidence'), async (visit, tx) => reading(visit, tx)),

  work('POST', `${here}/:id/passages`, writes('evidence'), async (visit) => {
    const form = await visit.form()
    const given = typed(form)
    try {
      const { id, isNew } = await visit.write(async (tx) => {
        const before = await passagesOf(tx, visit.asker, idOf(visit))
        const made = await addPassage(tx, visit.asker, idOf(visit), given)
        return { id: made, isNew: !before.some((one) => one.id === made) }
      })
      const words = libraryWords(visit.lang).passage
      return redirect(visit.to(`${passages}/${id}`), isNew ? words.made : words.same)
    } catch (error) {
      if (!(error instanceof Problem) || error.status !== 422) throw error
      const text = services.explain(error, visit.lang)
      return visit.read((tx) =>
        reading(visit, tx, {
          number: given.page,
          quote: given.quote,
          translation: given.translation ?? '',
          error: text,
        }),
      )
    }
  }),

  get(`${passages}/:id`, sees('evidence'), async (visit, tx) => {
    const { lang, asker } = visit
    const words = libraryWords(lang)
    const passage = await passageById(tx, asker, idOf(visit))
    const writing = allowed(visit, 'write')
    if (passage.isDeleted && !writing) throw new Problem('kernel.notFound', {}, 404)
    const document = said(passage.documentTitle, lang)
    const its = visit.to(`${passages}/${passage.id}`)
    const act = (name: string, when: boolean) => (writing && when ? `${its}/${name}` : null)
    const stands = !passage.isDeleted && !passage.documentIsDeleted
    return page({
      title: `«${passage.quote.length > 120 ? `${passage.quote.slice(0, 118)}…` : passage.quote}»`,
      subtitle: [referenceOf(lang, passage), words.passage.version(passage.version)].join(' · '),
      crumbs: crumbs(visit, [document, `${here}/${passage.documentId}`], [words.passage.title]),
      main: (
        <PassagePage
          lang={lang}
          passage={passage}
          document={visit.to(`${here}/${passage.documentId}`)}
          read={visit.to(`${here}/${passage.documentId}/read`, { page: passage.page })}
          edit={act('edit', stands)}
          remove={act('remove', stands)}
          restore={act('restore', passage.isDeleted)}
        />
      ),
      aside: passage.isDeleted ? null : (
        <ThreadPanel lang={lang} to={visit.to} thread={await threadOf(tx, asker, passage.id)} />
      ),
    })
  }),

  get(`${passages}/:id/edit`, writes('evidence'), async (visit, tx) => editing(visit, tx)),

  work('POST', `${passages}/:id/edit`, writes('evidence'), async (visit) => {
    const form = await visit.form()
    const given = typed(form)
    const version = versionOf(form)
    try {
      await visit.write((tx) => changePassage(tx, visit.asker, idOf(visit), given, version))
    } catch (error) {
      if (!(error instanceof Problem) || error.status !== 422) throw error
      const text = services.explain(error, visit.lang)
      return visit.read((tx) => editing(visit, tx, { ...given, version, error: text }))
    }
    return redirect(visit.to(`${passages}/${idOf(visit)}`), libraryWords(visit.lang).passage.saved)
  }),

  post(`${passages}/:id/remove`, writes('evidence'), async (visit, tx) => {
    const id = idOf(visit)
    const { documentId } = await passageById(tx, visit.asker, id)
    await removePassage(tx, visit.asker, id)
    return redirect(
      visit.to(`${here}/${documentId}`),
      libraryWords(visit.lang).passage.removed,
      visit.to(`${passages}/${id}/restore`),
    )
  }),

  post(`${passages}/:id/restore`, writes('evidence'), async (visit, tx) => {
    await restorePassage(tx, visit.asker, idOf(visit))
    return redirect(visit.to(`${passages}/${idOf(visit)}`), libraryWords(visit.lang).passage.restored)
  }),
]

const numberOf = (written: unknown): number => {
  const page = Number(written)
  return Number.isInteger(page) && page > 0 && page < 100_000 ? page : 1
}

function typed(form: FormData) {
  const said = (name: string) =>
    String(form.get(name) ?? '')
      .replaceAll('\r\n', '\n')
      .trim()
  return {
    page: numberOf(said('page')),
    quote: said('quote').slice(0, 4000),
    translation: said('translation').slice(0, 4000) || null,
  }
}

interface Shown {
  number?: number
  quote?: string
  translation?: string
  error?: string
}

async function reading(visit: Visit, tx: ReadTx, given: Shown = {}): Promise<Answer> {
  const { lang, asker, query } = visit
  const words = libraryWords(lang)
  const document = await standingDocument(tx, asker, idOf(visit))
  const { file } = document
  if (file?.state !== 'read') throw new Problem('kernel.notFound', {}, 404)
  const number = Math.min(given.number ?? numberOf(query.get('page')), Math.max(1, file.pages))
  const searched = (query.get('q') ?? '').replaceAll('\0', '').trim().slice(0, 200) || null
  const title = said(document.title, lang)
  const found = await pageOf(tx, asker, document.id, number)
  const at = (unitOf(file) === 'page' ? words.pageN : words.sectionN)(number)
  const self = `${here}/${document.id}/read`
  return page({
    title,
    subtitle: [words.reader.of(at, file.pages), found?.heading].filter(Boolean).join(' · '),
    crumbs: crumbs(visit, [title, `${here}/${document.id}`], [words.one.read]),
    wide: true,
    islands: ['library-cite'],
    ...(given.error ? { status: 422 as const } : {}),
    main: (
      <ReadPage
        lang={lang}
        document={document}
        file={file}
        number={number}
        page={found}
        marked={searched && found ? await markedPage(tx, asker, document.id, number, searched) : null}
        words={searched}
        passages={await passagesOf(tx, asker, document.id)}
        to={(other) => visit.to(self, { page: other, q: searched })}
        self={visit.to(self)}
        withoutWords={visit.to(self, { page: number })}
        passage={(id) => visit.to(`${passages}/${id}`)}
        download={file.attachmentId ? visit.to(`/files/${file.attachmentId}`) : null}
        cite={allowed(visit, 'write') ? bare(visit, `${here}/${document.id}/passages`) : null}
        {...(given.quote === undefined
          ? {}
          : { typed: { quote: given.quote, translation: given.translation ?? '' } })}
        {...(given.error ? { error: given.error } : {})}
      />
    ),
  })
}

async function editing(
  visit: Visit,
  tx: ReadTx,
  given?: { page: number; quote: string; translation: string | null; version: number; error: string },
): Promise<Answer> {
  const words = libraryWords(visit.lang).passage
  const passage = await passageById(tx, visit.asker, idOf(visit))
  if (passage.isDeleted || passage.documentIsDeleted) throw new Problem('kernel.notFound', {}, 404)
  const shown = given ?? passage
  return page({
    title: words.editTitle,
    lede: words.editLede,
    crumbs: crumbs(
      visit,
      [said(passage.documentTitle, visit.lang), `${here}/${passage.documentId}`],
      [words.edit],
    ),
    ...(given ? { status: 422 as const } : {}),
    main: (
      <PassageForm
        lang={visit.lang}
        action={bare(visit, `${passages}/${passage.id}/edit`)}
        cancel={bare(visit, `${passages}/${passage.id}`)}
        language={passage.language}
        version={shown.version}
        values={{ page: String(shown.page), quote: shown.quote, translation: shown.translation ?? '' }}
        {...(given ? { error: given.error } : {})}
      />
    ),
  })
}
