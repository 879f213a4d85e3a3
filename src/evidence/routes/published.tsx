/** Figures that others published: the list, one, typing one, bringing in INEGI's tables and taking them back. */
import { may, type Verb } from '../../kernel/access.ts'
import { logEvent } from '../../kernel/event.ts'
import { placesOf } from '../../kernel/place.ts'
import { said, wordsFor } from '../../kernel/text.ts'
import { staleMarks, walk } from '../../kernel/thread.ts'
import type { ReadTx } from '../../kernel/transaction.ts'
import { Problem } from '../../platform/problem.ts'
import { toCsv } from '../../platform/spreadsheet/write.ts'
import { ButtonLink } from '../../web/components/button.tsx'
import { readForm } from '../../web/components/form-schema.ts'
import { DownloadMenu } from '../../web/components/menu.tsx'
import { FilterBar, Toolbar } from '../../web/components/toolbar.tsx'
import { period as periodWords } from '../../web/format.ts'
import { download, page, redirect } from '../../web/server/answer.ts'
import { exports, get, post, type Route, sees, type Visit, work, writes } from '../../web/server/route.ts'
import { receiveFiles } from '../../web/server/upload.ts'
import {
  PublishedForm,
  type PublishedFormProps,
  publishedSchema,
  typedFigure,
} from '../pages/published-form.tsx'
import { type Preview, PublishedFiles, PublishedImportPage } from '../pages/published-import-page.tsx'
import { PublishedList, PublishedPage, whereOf } from '../pages/published-page.tsx'
import {
  citePublished,
  listPublished,
  type Published,
  type PublishedFilter,
  pageLength,
  publishedById,
  publishedChoices,
  removePublished,
  restorePublished,
  typePublished,
} from '../published.ts'
import {
  givePublishedFile,
  importPublished,
  previewPublished,
  publishedImportById,
  recentPublishedImports,
  undoPublishedImport,
} from '../published-import.ts'
import { readPublished } from '../published-read.ts'
import { claimByCode, type NewPublished } from '../published-rules.ts'
import { publishedWordsOf } from '../published-words.ts'
import type { EvidenceServices } from '../services.ts'
import { wordsOf } from '../words.ts'

const here = '/evidence/published'
/** INEGI's largest table has 3 MB. */
const maxBytes = 30_000_000

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

const allowed = ({ asker: { role } }: Visit, verb: Verb): boolean =>
  role !== 'system' && may(role, verb, 'evidence')

const placeNames = async (visit: Visit, tx: ReadTx): Promise<ReadonlyMap<string, string>> =>
  new Map((await placesOf(tx, visit.asker)).map((place) => [place.code, said(place.name, visit.lang)]))

const crumbs = (visit: Visit, ...more: [label: string, path?: string][]) => [
  { label: wordsOf(visit.lang).know },
  { label: wordsOf(visit.lang).evidence, href: `/${visit.workspace.slug}/evidence` },
  ...[[publishedWordsOf(visit.lang).title, here] as const, ...more].map(([label, path], at) => ({
    label,
    ...(path && at < more.length ? { href: `/${visit.workspace.slug}${path}` } : {}),
  })),
]

async function bytesOf(services: EvidenceServices, sha256: string): Promise<Uint8Array> {
  const { stream } = await services.files.open(sha256)
  return Buffer.concat(await stream.toArray())
}

const filterOf = ({ query }: Visit): PublishedFilter =>
  Object.fromEntries(
    (['place', 'period', 'indicator'] as const).flatMap((name) => {
      const value = query.get(name)
      return value ? [[name, value]] : []
    }),
  )

async function list(visit: Visit, tx: ReadTx) {
  const { lang } = visit
  const words = publishedWordsOf(lang)
  const filter = filterOf(visit)
  const after = visit.query.get('after')
  const rows = await listPublished(tx, visit.asker, filter, after ? { after } : {})
  const choices = await publishedChoices(tx, visit.asker)
  const places = await placeNames(visit, tx)
  const any = { value: '', label: words.all }
  const last = rows.length > pageLength ? rows[pageLength - 1]?.id : undefined
  const [bring, type] = allowed(visit, 'write')
    ? [visit.to(`${here}/import`), visit.to(`${here}/new`)]
    : [null, null]
  return page({
    title: words.title,
    crumbs: crumbs(visit),
    lede: words.lede,
    wide: true,
    ...(choices.periods.length === 0
      ? {}
      : {
          toolbar: (
            <Toolbar
              end={
                <>
                  {allowed(visit, 'export') && (
                    <DownloadMenu
                      lang={lang}
                      lines={[{ label: words.csv, href: visit.to(`${here}.csv`, { ...filter }) }]}
                    />
                  )}
                  {type && <ButtonLink href={type}>{words.type}</ButtonLink>}
                  {bring && (
                    <ButtonLink variant="primary" href={bring}>
                      {words.import}
                    </ButtonLink>
                  )}
                </>
              }
            >
              <FilterBar
                lang={lang}
                action={visit.to(here)}
                filters={[
                  {
                    name: 'place',
                    label: words.place,
                    value: filter.place ?? '',
                    options: [
                      any,
                      ...choices.places.map((code) => ({ value: code, label: places.get(code) ?? code })),
                    ],
                  },
                  {
                    name: 'period',
                    label: words.period,
                    value: filter.period ?? '',
                    options: [
                      any,
                      ...choices.periods.map((code) => ({
                        value: code,
                        label: periodWords(code, lang, 'short'),
                      })),
                    ],
                  },
                  {
                    name: 'indicator',
                    label: words.indicator,
                    value: filter.indicator ?? '',
                    options: [any, ...indicatorOptions(visit, choices.indicators)],
                  },
                ]}
              />
            </Toolbar>
          ),
        }),
    main: (
      <PublishedList
        lang={lang}
        rows={rows.slice(0, pageLength)}
        places={places}
        link={(id) => visit.to(`${here}/${id}`)}
        {...(last ? { older: visit.to(here, { ...filter, after: last }) } : {})}
        isFiltered={Object.keys(filter).length > 0 || after !== null}
        type={type}
        bring={bring}
      />
    ),
  })
}

/** Those with a name of ours, and what the address asks for; the publication's 200 other rows would swamp the choice. */
function indicatorOptions(visit: Visit, codes: readonly string[]) {
  const chosen = visit.query.get('indicator')
  return codes
    .filter((code) => !code.includes(' ') || code === chosen)
    .map((code) => ({ value: code, label: claimByCode(code)?.label[visit.lang] ?? code }))
    .toSorted((a, b) => a.label.localeCompare(b.label, visit.lang))
}

async function one(visit: Visit, tx: ReadTx) {
  const { lang, asker } = visit
  const figure = await publishedById(tx, asker, visit.params.id ?? '')
  const places = await placeNames(visit, tx)
  const cited = figure.version !== null
  const supports = cited ? await walk(tx, asker, figure.id, 'supports') : []
  const marks = cited ? await staleMarks(tx, asker, figure.id) : []
  const from = figure.importId ? await publishedImportById(tx, asker, figure.importId) : null
  const words = publishedWordsOf(lang)
  const where = whereOf(lang, figure, places)
  const label = wordsFor(figure.label, lang).text
  const writing = allowed(visit, 'write')
  const act = (name: string, when: boolean): string | null =>
    writing && when ? visit.to(`${here}/${figure.id}/${name}`) : null
  return page({
    title: `${label}: ${where}`,
    crumbs: crumbs(visit, [label]),
    subtitle: [
      periodWords(figure.period, lang),
      words.sexes[figure.sex],
      figure.source.producer,
      ...(figure.version === null ? [] : [words.citable(figure.version)]),
    ].join(' · '),
    main: (
      <PublishedPage
        lang={lang}
        figure={figure}
        where={where}
        from={from}
        importLink={from && writing ? visit.to(`${here}/import/${from.id}`) : null}
        isStale={marks.length > 0}
        supports={supports.map((step) => ({
          kind: step.kind,
          label: said(step.title, lang),
          href: visit.to(step.path),
          mark: step.mark,
        }))}
        cite={act('cite', !cited)}
        remove={act('remove', cited && !figure.isDeleted && figure.importId === null)}
        restore={act('restore', figure.isDeleted)}
      />
    ),
  })
}

async function typing(visit: Visit, tx: ReadTx, given: Pick<PublishedFormProps, 'values' | 'errors'>) {
  const words = publishedWordsOf(visit.lang)
  const places = [...(await placeNames(visit, tx))].map(([value, label]) => ({ value, label }))
  return page({
    title: words.form.title,
    crumbs: crumbs(visit, [words.type]),
    lede: words.form.lede,
    ...(given.errors ? { status: 422 as const } : {}),
    main: (
      <PublishedForm
        lang={visit.lang}
        action={`/${visit.workspace.slug}${here}/new`}
        cancel={`/${visit.workspace.slug}${here}`}
        places={places}
        {...given}
      />
    ),
  })
}

async function files(visit: Visit, tx: ReadTx, error?: string) {
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

async function previewOf(visit: Visit, tx: ReadTx, figures: readonly NewPublished[]): Promise<Preview> {
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

function csvOf(visit: Visit, rows: readonly Published[], places: ReadonlyMap<string, string>): string {
  const words = publishedWordsOf(visit.lang)
  const file = wordsOf(visit.lang).file
  return toCsv({
    header: [
      words.period,
      words.place,
      words.locality,
      words.sex,
      words.what,
      words.indicator,
      words.value,
      file.unit,
      file.se,
      file.cv,
      file.low,
      file.high,
      file.level,
      words.source,
      words.page,
      words.url,
      words.date,
    ],
    rows: rows.map((row) => [
      row.period,
      places.get(row.place) ?? row.place,
      row.locality,
      words.sexes[row.sex],
      said(row.label, visit.lang),
      row.indicator,
      row.value,
      file.units[row.unit],
      row.se,
      row.cv,
      row.low,
      row.high,
      row.level,
      `${row.source.producer}, ${row.source.title}`,
      row.source.page ?? null,
      row.source.url ?? null,
      row.source.date ?? null,
    ]),
  })
}
