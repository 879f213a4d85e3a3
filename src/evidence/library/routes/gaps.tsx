/** The gap matrix, its cells, and the tasks of closing them. */
import { z } from 'zod'
import { logEvent } from '../../../kernel/event.ts'
import { isConflict } from '../../../kernel/over-version.ts'
import { said } from '../../../kernel/text.ts'
import type { ReadTx } from '../../../kernel/transaction.ts'
import { Problem } from '../../../platform/problem.ts'
import { Form } from '../../../web/components/form.tsx'
import { type FormError, type FormValues, readForm } from '../../../web/components/form-schema.ts'
import { DownloadMenu } from '../../../web/components/menu.tsx'
import { Notice } from '../../../web/components/notice.tsx'
import { FilterBar, Tabs, Toolbar } from '../../../web/components/toolbar.tsx'
import { type Answer, page, redirect } from '../../../web/server/answer.ts'
import { backOr } from '../../../web/server/back.ts'
import { sheetFile } from '../../../web/server/files.ts'
import { versionOf } from '../../../web/server/form.ts'
import { exports, get, post, type Route, sees, type Visit, work, writes } from '../../../web/server/route.ts'
import { allowed, bare, crumbs, here, idOf, inTeam, tabs } from '../frame.ts'
import { type GapWords, type Matrix, matrixOf, moveGap, writeGap } from '../gaps.ts'
import { namesOf } from '../names.ts'
import { CellPage, cellTitle, GapsPage, type MatrixColumn } from '../pages/gaps-page.tsx'
import { type Cell, gapStates, judgements, meaningOf, priorities } from '../rules.ts'
import { listDocuments } from '../search.ts'
import { topicName, topicsOf } from '../topics.ts'
import { libraryWords } from '../words.ts'

const gaps = `${here}/gaps`

export const gapRoutes = (): Route[] => [
  get(gaps, sees('evidence'), matrix),

  ...(['csv', 'xlsx'] as const).map((kind) =>
    work('GET', `${gaps}.${kind}`, exports('evidence'), async (visit) => {
      const sheet = await visit.read((tx) => sheetOf(visit, tx))
      await visit.write((tx) => logEvent(tx, visit.asker, 'exported', { kind: 'gap' }))
      return sheetFile(sheet, kind, libraryWords(visit.lang).gaps.file.name)
    }),
  ),

  get(`${gaps}/cell`, sees('evidence'), async (visit, tx) => cellPage(visit, tx)),

  work('POST', `${gaps}/cell`, writes('evidence'), async (visit) => {
    const form = await visit.form()
    const words = libraryWords(visit.lang).gaps
    const read = readForm(gapSchema, form, gapWords(visit), visit.lang)
    const version = versionOf(form)
    if (!read.ok) return visit.read((tx) => cellPage(visit, tx, { ...read, version }))
    const given: GapWords = {
      judged: read.value.judged ?? null,
      priority: read.value.priority ?? null,
      note: read.value.note ?? null,
      state: read.value.state ?? null,
      who: read.value.who ?? null,
      due: read.value.due ?? null,
    }
    try {
      await visit.write(async (tx) => {
        const { cell } = await chosenCell(visit, tx)
        await writeGap(tx, visit.asker, cell, given, version)
      })
    } catch (error) {
      if (!isConflict(error)) throw error
      const values = Object.fromEntries([...form.entries()].map(([name, value]) => [name, String(value)]))
      return visit.read((tx) => cellPage(visit, tx, { values, conflict: true }))
    }
    return redirect(visit.to(`${gaps}/cell`, Object.fromEntries(visit.query)), words.cell.saved)
  }),

  // From Today: one step on, there and then.
  post(`${gaps}/:id/state`, writes('evidence'), async (visit, tx) => {
    const form = await visit.form()
    const state = gapStates.find((one) => one === form.get('state'))
    if (!state) throw new Problem('kernel.notFound', {}, 404)
    await moveGap(tx, visit.asker, idOf(visit), state, versionOf(form))
    const words = libraryWords(visit.lang).gaps
    return redirect(backOr(visit, form, gaps), words.cell.moved(words.states[state]))
  }),
]

async function matrixFor(visit: Visit, tx: ReadTx) {
  const topics = await topicsOf(tx, visit.asker, visit.lang)
  const found = await matrixOf(
    tx,
    visit.asker,
    topics.map(({ code }) => code),
  )
  return { topics, matrix: found }
}

async function matrix(visit: Visit, tx: ReadTx): Promise<Answer> {
  const { lang, query } = visit
  const words = libraryWords(lang)
  const { topics, matrix: found } = await matrixFor(visit, tx)
  const [country] = found.places
  if (!country) throw new Problem('kernel.notFound', {}, 404)
  const place = found.places.find(({ code }) => code === query.get('place')) ?? country
  const byPlaces = query.get('by') === 'places'
  const group = found.groups.find(({ code }) => code === query.get('group')) ?? null
  const show = Object.keys(words.gaps.shows).find((one) => one === query.get('show')) ?? ''
  const told = new Set(found.all().map(({ placeId }) => placeId))
  const places = found.places.filter(
    ({ id, kind }) => kind === 'country' || told.has(id) || found.spokenOf.has(id),
  )
  const columns: MatrixColumn[] = byPlaces
    ? places.map(({ id, name }) => ({
        key: id,
        head: said(name, lang),
        cell: (topic) => found.cell(topic, group?.id ?? null, id),
      }))
    : [null, ...found.groups].map((one) => ({
        key: one?.id ?? 'none',
        head: one ? said(one.name, lang) : words.noGroup,
        cell: (topic) => found.cell(topic, one?.id ?? null, place.id),
      }))
  const cells = columns.flatMap(({ cell }) => topics.map(({ code }) => cell(code)))
  const held = cells.filter((cell) => cell.held > 0).length
  const where = byPlaces ? (group ? said(group.name, lang) : words.noGroup) : said(place.name, lang)
  return page({
    title: words.gaps.title,
    lede: words.gaps.lede(held, cells.length - held, where, byPlaces ? 'place' : 'group'),
    crumbs: crumbs(visit, [words.gapsTab]),
    wide: true,
    toolbar: (
      <>
        <Tabs label={words.title} choices={tabs(visit, 'gaps')} />
        <Toolbar
          end={
            allowed(visit, 'export') && (
              <DownloadMenu
                lang={lang}
                lines={[
                  { label: words.file.xlsx, href: visit.to(`${gaps}.xlsx`) },
                  { label: words.file.csv, href: visit.to(`${gaps}.csv`) },
                ]}
              />
            )
          }
        >
          <FilterBar
            lang={lang}
            action={visit.to(gaps)}
            keep={
              byPlaces
                ? { place: query.get('place') ?? undefined }
                : { group: query.get('group') ?? undefined }
            }
            filters={[
              {
                name: 'by',
                label: words.gaps.by,
                value: byPlaces ? 'places' : '',
                options: [
                  { value: '', label: words.gaps.byGroups },
                  { value: 'places', label: words.gaps.byPlaces },
                ],
              },
              byPlaces
                ? {
                    name: 'group',
                    label: words.group,
                    value: group?.code ?? '',
                    options: [
                      { value: '', label: words.noGroup },
                      ...found.groups.map(({ code, name }) => ({ value: code, label: said(name, lang) })),
                    ],
                  }
                : {
                    name: 'place',
                    label: words.place,
                    value: place.code,
                    options: found.places
                      .filter(
                        ({ id, kind }) =>
                          kind === 'country' || kind === 'state' || told.has(id) || id === place.id,
                      )
                      .map(({ code, name }) => ({ value: code, label: said(name, lang) })),
                  },
              {
                name: 'show',
                label: words.gaps.show,
                value: show,
                options: Object.entries(words.gaps.shows)
                  .filter(([value]) => value === '' || value === 'missing' || inTeam(visit))
                  .map(([value, label]) => ({ value, label })),
              },
            ]}
          />
        </Toolbar>
      </>
    ),
    main: (
      <GapsPage
        lang={lang}
        caption={byPlaces ? words.gaps.captionPlaces(where) : words.gaps.caption(where)}
        topics={topics}
        columns={columns}
        shows={(cell) =>
          show === '' || (show === 'high' ? cell.priority === 'high' : meaningOf(cell) === show)
        }
        link={(cell) => visit.to(`${gaps}/cell`, cellQuery(found, cell))}
        onlyMissing={show === 'missing'}
        uncounted={found.uncounted}
        describe={allowed(visit, 'write') ? visit.to(here, { state: 'untold' }) : null}
      />
    ),
  })
}

const cellQuery = (found: Matrix, cell: Cell): Record<string, string> => ({
  topic: cell.topic,
  ...(cell.groupId ? { group: found.groups.find(({ id }) => id === cell.groupId)?.code ?? '' } : {}),
  place: found.places.find(({ id }) => id === cell.placeId)?.code ?? '',
})

/** The cell that the address names. */
async function chosenCell(visit: Visit, tx: ReadTx) {
  const { topics, matrix: found } = await matrixFor(visit, tx)
  const asked = (name: string): string => visit.query.get(name) ?? ''
  const place = found.places.find(({ code }) => code === asked('place'))
  const group = asked('group') === '' ? null : found.groups.find(({ code }) => code === asked('group'))
  const topic = topics.find(({ code }) => code === asked('topic'))
  if (!place || group === undefined || !topic) throw new Problem('kernel.notFound', {}, 404)
  return { cell: found.cell(topic.code, group?.id ?? null, place.id), topic, group, place }
}

// One cell -------------------------------------------------------------------------------------------------------------

const gapSchema = z
  .object({
    judged: z.enum(judgements).optional(),
    priority: z.enum(priorities).optional(),
    note: z.string().max(3000).optional(),
    state: z.enum(gapStates).optional(),
    who: z.string().max(200).optional(),
    due: z.iso.date().optional(),
  })
  .superRefine((given, context) => {
    if (given.due && !given.state) context.addIssue({ code: 'custom', path: ['due'], message: 'state' })
  })

const gapWords = (visit: Visit) => libraryWords(visit.lang).gaps.cell.fields

interface Shown {
  values?: FormValues
  errors?: readonly FormError[]
  version?: number
  conflict?: boolean
}

async function cellPage(visit: Visit, tx: ReadTx, given: Shown = {}): Promise<Answer> {
  const { lang, asker } = visit
  const words = libraryWords(lang)
  const { cell, topic, group, place } = await chosenCell(visit, tx)
  const filter = { topic: topic.code, place: place.code, group: group?.code ?? 'none' }
  const documents = await listDocuments(tx, asker, filter)
  const plain = (value: string | null) => value ?? undefined
  const form = allowed(visit, 'write') ? (
    <Form
      lang={lang}
      schema={gapSchema}
      words={gapWords(visit)}
      action={bare(visit, `${gaps}/cell?${visit.query}`)}
      cancelHref={bare(visit, `${gaps}?place=${place.code}`)}
      submit={words.gaps.cell.save}
      controls={{
        judged: { as: 'radio' },
        priority: { as: 'radio' },
        note: { as: 'textarea', rows: 3 },
        state: { width: 'medium' },
        who: { width: 'medium' },
        due: { width: 'short' },
      }}
      values={
        given.values ?? {
          judged: plain(cell.judged),
          priority: plain(cell.priority),
          note: plain(cell.note),
          state: plain(cell.state),
          who: plain(cell.who),
          due: plain(cell.due),
        }
      }
      {...(given.errors ? { errors: given.errors } : {})}
      hidden={{ version: given.conflict ? cell.version : (given.version ?? cell.version) }}
    />
  ) : inTeam(visit) && cell.note ? (
    <p>{cell.note}</p>
  ) : null
  return page({
    title: cellTitle(lang, topic.name, group?.name ?? null, place.name),
    crumbs: crumbs(visit, [words.gapsTab, `${gaps}?place=${place.code}`], [topic.name]),
    subtitle: [
      words.gaps.meanings[meaningOf(cell)],
      words.gaps.count(cell.held),
      cell.best && words.qualities[cell.best],
    ]
      .filter(Boolean)
      .join(' · '),
    ...(given.conflict ? { status: 409 as const } : given.errors ? { status: 422 as const } : {}),
    main: (
      <>
        {given.conflict && <Notice>{words.gaps.cell.conflict}</Notice>}
        <CellPage
          lang={lang}
          cell={cell}
          documents={documents.slice(0, 20)}
          more={documents.length > 20 ? visit.to(here, filter) : null}
          link={(id) => visit.to(`${here}/${id}`)}
          team={form}
        />
      </>
    ),
  })
}

/** All cells of which there is something to say, and the empty ones of the places that the workspace works in. */
async function sheetOf(visit: Visit, tx: ReadTx) {
  const { lang } = visit
  const words = libraryWords(lang)
  const { file } = words.gaps
  const { topics, matrix: found } = await matrixFor(visit, tx)
  const names = await namesOf(tx, visit.asker)
  const told = new Set(found.all().map(({ placeId }) => placeId))
  const cells = found.places
    .filter(({ id }) => told.has(id))
    .flatMap(({ id }) =>
      topics.flatMap(({ code }) =>
        [null, ...found.groups].map((group) => found.cell(code, group?.id ?? null, id)),
      ),
    )
  return {
    name: words.gapsTab,
    notes: visit.workspace.isSample ? [words.file.sample] : [],
    widths: [36, 30, 24, 12, 18, 14, 12, 12, 14, 24, 12, 48],
    header: [
      ...[words.topic, words.group, words.place, file.held, file.best, file.meaning, file.judged],
      ...[words.gaps.priority, file.state, file.who, file.due, file.note],
    ],
    rows: cells.map((cell) => [
      topicName(topics, cell.topic),
      cell.groupId ? names.groupName(cell.groupId, lang) : words.noGroup,
      names.placeName(cell.placeId, lang),
      cell.held,
      cell.best && words.qualities[cell.best],
      words.gaps.meanings[meaningOf(cell)],
      cell.judged && words.gaps.judgements[cell.judged],
      cell.priority && words.gaps.priorities[cell.priority],
      cell.state && words.gaps.states[cell.state],
      cell.who,
      cell.due,
      cell.note,
    ]),
  }
}
