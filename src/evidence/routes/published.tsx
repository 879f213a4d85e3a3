/** Addresses of the figures that others published: the list, one, typing one, bringing in INEGI’s tables and taking them back. */
import { logEvent } from '../../kernel/event.ts'
import { Problem } from '../../platform/problem.ts'
import { readForm } from '../../web/components/form-schema.ts'
import { download, page, redirect } from '../../web/server/answer.ts'
import { exports, get, post, type Route, sees, type Visit, work, writes } from '../../web/server/route.ts'
import { receiveFiles } from '../../web/server/upload.ts'
import { formValues, publishedSchema, typedFigure } from '../pages/published-form.tsx'
import { PublishedImportPage } from '../pages/published-import-page.tsx'
import {
  changePublished,
  citePublished,
  listPublished,
  removePublished,
  restorePublished,
  typedById,
  typePublished,
} from '../published.ts'
import {
  givePublishedFile,
  importPublished,
  previewPublished,
  publishedImportById,
  undoPublishedImport,
} from '../published-import.ts'
import { readPublished } from '../published-read.ts'
import { publishedWordsOf } from '../published-words.ts'
import type { EvidenceServices } from '../services.ts'
import { bytesOf, files, maxBytes, previewOf } from './published-files.tsx'
import { crumbs, here, placeNames } from './published-frame.ts'
import { csvOf, filterOf, list } from './published-list.tsx'
import { editing, one, typing } from './published-one.tsx'

export const publishedRoutes = (services: EvidenceServices): Route[] => [
  get(here, sees('evidence'), async (visit, tx) => list(visit, tx)),

  work('GET', `${here}.csv`, exports('evidence'), async (visit) => {
    const { rows, places } = await visit.read(async (tx) => ({
      rows: await listPublished(tx, visit.asker, filterOf(visit), { all: true }),
      places: await placeNames(visit, tx),
    }))
    await visit.write((tx) => logEvent(tx, visit.asker, 'exported', { kind: 'published_figure' }))
    const name = [
      'published',
      ...Object.values(filterOf(visit)).map((one) => one.replaceAll(/[^\w-]+/g, '-').slice(0, 40)),
      'csv',
    ]
    return download({
      name: name.join('.'),
      mediaType: 'text/csv; charset=utf-8',
      body: csvOf(visit, rows, places),
    })
  }),

  get(`${here}/new`, writes('evidence'), async (visit, tx) => {
    const { query } = visit
    const values = Object.fromEntries(
      ['period', 'place', 'indicator', 'sex', 'locality'].flatMap((name) => {
        const given = query.get(name)
        return given ? [[name, given]] : []
      }),
    )
    const [place = '', locality] = (values.place ?? '').split('/')
    return typing(visit, tx, {
      values: { sex: 'total', ...values, place, ...(locality ? { locality } : {}) },
    })
  }),

  post(`${here}/new`, writes('evidence'), async (visit, tx) => {
    const words = publishedWordsOf(visit.lang).form
    const given = readForm(publishedSchema, await visit.form(), words.fields, visit.lang)
    if (!given.ok) return typing(visit, tx, given)
    const figure = typedFigure(given.value)
    if (!(await placeNames(visit, tx)).has(figure.place))
      throw new Problem('evidence.place', { written: figure.place })
    const id = await typePublished(tx, visit.asker, figure)
    return redirect(visit.to(`${here}/${id}`), words.saved)
  }),

  get(`${here}/import`, writes('evidence'), async (visit, tx) => files(visit, tx)),

  work('POST', `${here}/import`, writes('evidence'), async (visit) => {
    try {
      const given = await receiveFiles(visit.request, services.files, { maxBytes, maxFiles: 2 })
      const [file] = given.files
      if (!file) throw new Problem('evidence.noFiles')
      if (given.files.length > 1) throw new Problem('evidence.publishedOneFile')
      // Looked at before anything is noted, so that a bad file leaves no trace but its bytes in the store.
      const figures = await readPublished(await bytesOf(services, file.sha256))
      const { id, same } = await visit.write(async (tx) => {
        await previewPublished(tx, visit.asker, figures)
        return givePublishedFile(tx, visit.asker, file)
      })
      return redirect(
        visit.to(`${here}/import/${id}`),
        same ? publishedWordsOf(visit.lang).files.same : undefined,
      )
    } catch (error) {
      if (!(error instanceof Problem)) throw error
      return visit.read((tx) => files(visit, tx, services.explain(error, visit.lang)))
    }
  }),

  work('GET', `${here}/import/:id`, writes('evidence'), async (visit) => {
    const words = publishedWordsOf(visit.lang).files
    const id = visit.params.id ?? ''
    const given = await visit.read((tx) => publishedImportById(tx, visit.asker, id))
    const figures = given.doneAt ? null : await readPublished(await bytesOf(services, given.sha256))
    return visit.read(async (tx) =>
      page({
        title: given.undoneAt ? words.undoneTitle : given.doneAt ? words.doneTitle : words.previewTitle,
        crumbs: crumbs(visit, [publishedWordsOf(visit.lang).import, `${here}/import`], [given.fileName]),
        main: (
          <PublishedImportPage
            lang={visit.lang}
            given={given}
            preview={figures && (await previewOf(visit, tx, figures))}
            places={await placeNames(visit, tx)}
            apply={visit.to(`${here}/import/${id}`)}
            again={visit.to(`${here}/import`)}
            undo={given.canUndo ? visit.to(`${here}/import/${id}/undo`) : null}
            figures={visit.to(here)}
          />
        ),
      }),
    )
  }),

  work('POST', `${here}/import/:id`, writes('evidence'), async (visit) => {
    const id = visit.params.id ?? ''
    const given = await visit.read((tx) => publishedImportById(tx, visit.asker, id))
    const figures = await readPublished(await bytesOf(services, given.sha256))
    await visit.write((tx) => importPublished(tx, visit.asker, id, figures))
    return redirect(visit.to(`${here}/import/${id}`), publishedWordsOf(visit.lang).files.done)
  }),

  post(`${here}/import/:id/undo`, writes('evidence'), async (visit, tx) => {
    const id = visit.params.id ?? ''
    await undoPublishedImport(tx, visit.asker, id)
    return redirect(visit.to(`${here}/import/${id}`), publishedWordsOf(visit.lang).files.undoDone)
  }),

  get(`${here}/:id`, sees('evidence'), async (visit, tx) => one(visit, tx)),

  get(`${here}/:id/edit`, writes('evidence'), async (visit, tx) => editing(visit, tx)),

  post(`${here}/:id/edit`, writes('evidence'), async (visit, tx) => {
    const words = publishedWordsOf(visit.lang).form
    const form = await visit.form()
    const version = Number(form.get('version'))
    const given = readForm(publishedSchema, form, words.fields, visit.lang)
    if (!given.ok) return editing(visit, tx, { ...given, version })
    const figure = typedFigure(given.value)
    if (!(await placeNames(visit, tx)).has(figure.place))
      throw new Problem('evidence.place', { written: figure.place })
    const before = await typedById(tx, visit.asker, visit.params.id ?? '')
    if (before.version !== version)
      return editing(visit, tx, { values: formValues(figure), conflict: words.conflict })
    const isChanged = await changePublished(tx, visit.asker, before.id, figure, version)
    return redirect(back(visit), isChanged ? words.changed : words.unchanged)
  }),

  post(`${here}/:id/cite`, writes('evidence'), async (visit, tx) => {
    await citePublished(tx, visit.asker, visit.params.id ?? '')
    return redirect(back(visit), publishedWordsOf(visit.lang).cited)
  }),

  post(`${here}/:id/remove`, writes('evidence'), async (visit, tx) => {
    await removePublished(tx, visit.asker, visit.params.id ?? '')
    return redirect(back(visit), publishedWordsOf(visit.lang).removed)
  }),

  post(`${here}/:id/restore`, writes('evidence'), async (visit, tx) => {
    await restorePublished(tx, visit.asker, visit.params.id ?? '')
    return redirect(back(visit), publishedWordsOf(visit.lang).restored)
  }),
]

const back = (visit: Visit): string => visit.to(`${here}/${visit.params.id ?? ''}`)
