/** The list of documents with its filters, the same as a file, and changing several at once. */
import { logEvent } from '../../../kernel/event.ts'
import { isId } from '../../../kernel/id.ts'
import { said } from '../../../kernel/text.ts'
import type { ReadTx } from '../../../kernel/transaction.ts'
import { Problem } from '../../../platform/problem.ts'
import { ButtonLink } from '../../../web/components/button.tsx'
import { DownloadMenu } from '../../../web/components/menu.tsx'
import { FilterBar, Tabs, Toolbar } from '../../../web/components/toolbar.tsx'
import { number } from '../../../web/format.ts'
import { page, redirect } from '../../../web/server/answer.ts'
import { backOr } from '../../../web/server/back.ts'
import { sheetFile } from '../../../web/server/files.ts'
import { exports, get, post, type Route, sees, type Visit, work, writes } from '../../../web/server/route.ts'
import { allowed, crumbs, here, tabs } from '../frame.ts'
import { type Names, namesOf } from '../names.ts'
import { LibraryList, SearchField } from '../pages/list-page.tsx'
import { documentKinds, type Quality, qualities } from '../rules.ts'
import {
  type Choices,
  choicesOf,
  countDocuments,
  type Filter,
  foundLength,
  type Listed,
  listDocuments,
  type Order,
  orders,
  pageLength,
  removedDocuments,
} from '../search.ts'
import { changeMany } from '../store.ts'
import { type Topic, topicName, topicsOf } from '../topics.ts'
import { libraryWords } from '../words.ts'

export const listRoutes = (): Route[] => [
  get(here, sees('evidence'), list),

  ...(['csv', 'xlsx'] as const).map((kind) =>
    work('GET', `${here}/list.${kind}`, exports('evidence'), async (visit) => {
      const sheet = await visit.read((tx) => sheetOf(visit, tx))
      await visit.write((tx) => logEvent(tx, visit.asker, 'exported', { kind: 'document' }))
      return sheetFile(sheet, kind, libraryWords(visit.lang).file.name)
    }),
  ),

  post(`${here}/bulk`, writes('evidence'), async (visit, tx) => {
    const form = await visit.form()
    const ids = form.getAll('id').map(String).filter(isId)
    const known = (await topicsOf(tx, visit.asker, visit.lang)).map(({ code }) => code)
    const [add, remove] = [String(form.get('add') ?? ''), String(form.get('remove') ?? '')]
    const quality = qualities.find((one) => one === form.get('quality'))
    const bulk = {
      ...(known.includes(add) ? { addTopics: [add] } : {}),
      // One that the workspace no longer knows can still be taken off.
      ...(remove ? { removeTopics: [remove] } : {}),
      ...(quality ? { quality } : {}),
    }
    if (ids.length === 0 || Object.keys(bulk).length === 0)
      throw new Problem('evidence.libraryNoneChosen', {}, 422)
    const changed = await changeMany(tx, visit.asker, ids.slice(0, 100), bulk)
    return redirect(backOr(visit, form, here), libraryWords(visit.lang).bulkDone(changed))
  }),
]

async function list(visit: Visit, tx: ReadTx) {
  const { lang, asker } = visit
  const words = libraryWords(lang)
  const filter = filterOf(visit)
  const order = orderOf(visit)
  const after = visit.query.get('after') ?? undefined
  const isFiltered = Object.keys(filter).length > 0
  const found = await listDocuments(tx, asker, filter, { order, ...(after ? { after } : {}) })
  const total = after ? await countDocuments(tx, asker, filter) : (found[0]?.total ?? 0)
  const most = filter.words ? foundLength : pageLength
  const rows = found.slice(0, most)
  const [topics, names] = [await topicsOf(tx, asker, lang), await namesOf(tx, asker)]
  const writing = allowed(visit, 'write')
  const query = { ...queryOf(filter), order: order === 'added' ? null : order }
  const [add, bring] = writing ? [visit.to(`${here}/new`), visit.to(`${here}/import`)] : [null, null]
  return page({
    title: words.title,
    crumbs: crumbs(visit),
    lede: isFiltered ? words.found(total, number(total)) : words.lede(number(total)),
    wide: true,
    actions: add && bring && (
      <>
        <ButtonLink href={bring}>{words.bring}</ButtonLink>
        <ButtonLink variant="primary" href={add}>
          {words.add}
        </ButtonLink>
      </>
    ),
    toolbar: (
      <>
        <Tabs label={words.title} choices={tabs(visit, 'docs')} />
        {(total > 0 || isFiltered) && (
          <Toolbar
            end={
              allowed(visit, 'export') && (
                <DownloadMenu
                  lang={lang}
                  lines={[
                    { label: words.file.xlsx, href: visit.to(`${here}/list.xlsx`, queryOf(filter)) },
                    { label: words.file.csv, href: visit.to(`${here}/list.csv`, queryOf(filter)) },
                  ]}
                />
              )
            }
          >
            <SearchField
              lang={lang}
              action={visit.to(here)}
              filter={filter}
              order={order === 'added' ? undefined : order}
            />
            <FilterBar
              lang={lang}
              action={visit.to(here)}
              keep={{ q: filter.words, order: filter.words ? order : undefined }}
              filters={filtersOf(visit, filter, order, await choicesOf(tx, asker), names, topics)}
            />
          </Toolbar>
        )}
      </>
    ),
    main: (
      <LibraryList
        lang={lang}
        rows={rows}
        topics={topics}
        isFiltered={isFiltered || after !== undefined}
        link={(id) => visit.to(`${here}/${id}`)}
        page={(id, at) => visit.to(`${here}/${id}/read`, { page: at, q: filter.words })}
        newer={after ? visit.to(here, query) : undefined}
        older={found.length > most ? visit.to(here, { ...query, after: rows.at(-1)?.id }) : undefined}
        shown={`${number(rows.length)} / ${number(total)}`}
        bulk={writing ? visit.to(`${here}/bulk`) : null}
        add={add}
        bring={bring}
        clear={visit.to(here)}
        back={`${here}${visit.query.size > 0 ? `?${visit.query}` : ''}`}
        removed={
          writing
            ? (await removedDocuments(tx, asker)).map((one) => ({
                ...one,
                restore: visit.to(`${here}/${one.id}/restore`),
              }))
            : []
        }
      />
    ),
  })
}

/** What the address asks for; values that are none of ours are left out. */
export function filterOf({ query }: Visit): Filter {
  const filter: Filter = {}
  const given = (name: string): string => (query.get(name) ?? '').replaceAll('\0', '').trim().slice(0, 200)
  if (given('q')) filter.words = given('q')
  for (const name of ['place', 'group', 'topic', 'language'] as const)
    if (given(name)) filter[name] = given(name)
  if (documentKinds.some((kind) => kind === given('kind'))) filter.kind = given('kind')
  if (qualities.some((quality) => quality === given('quality'))) filter.quality = given('quality')
  if (/^[12]\d{3}$/.test(given('year'))) filter.year = given('year')
  if (['undescribed', 'untold'].includes(given('state'))) filter.state = given('state')
  return filter
}

const orderOf = ({ query }: Visit): Order => orders.find((order) => order === query.get('order')) ?? 'added'

const queryOf = ({ words, ...rest }: Filter): Record<string, string | undefined> => ({ q: words, ...rest })

function filtersOf(
  visit: Visit,
  filter: Filter,
  order: Order,
  choices: Choices,
  names: Names,
  topics: readonly Topic[],
) {
  const { lang } = visit
  const words = libraryWords(lang)
  const any = { value: '', label: words.all }
  const some = (
    name: Exclude<keyof Filter, 'words'>,
    label: string,
    options: readonly { value: string; label: string }[],
  ) =>
    options.length === 0 && !filter[name]
      ? []
      : [{ name, label, value: filter[name] ?? '', options: [any, ...options] }]
  return [
    ...some(
      'place',
      words.place,
      names.places
        .filter(
          ({ code, kind }) => kind === 'country' || choices.places.includes(code) || code === filter.place,
        )
        .map(({ code, name }) => ({ value: code, label: said(name, lang) })),
    ),
    ...some('group', words.group, [
      ...names.groups.map(({ code, name }) => ({ value: code, label: said(name, lang) })),
      { value: 'none', label: words.noGroup },
    ]),
    ...some(
      'topic',
      words.topic,
      choices.topics.map((code) => ({ value: code, label: topicName(topics, code) })),
    ),
    ...some(
      'kind',
      words.kind,
      documentKinds
        .filter((kind) => choices.kinds.includes(kind))
        .map((value) => ({ value, label: words.kinds[value] })),
    ),
    ...some(
      'quality',
      words.quality,
      qualities
        .filter((one) => choices.qualities.includes(one))
        .map((value) => ({ value, label: words.qualities[value] })),
    ),
    ...some(
      'language',
      words.language,
      choices.languages.map((value) => ({ value, label: words.languages[value] ?? value })),
    ),
    ...some(
      'year',
      words.year,
      choices.years.map((value) => ({ value, label: value })),
    ),
    ...(allowed(visit, 'write')
      ? some(
          'state',
          words.state,
          (['undescribed', 'untold'] as const).map((value) => ({ value, label: words.states[value] ?? '' })),
        )
      : []),
    ...(filter.words
      ? []
      : [
          {
            name: 'order',
            label: words.order,
            value: order,
            options: orders.map((value) => ({ value, label: words.orders[value] })),
          },
        ]),
  ]
}

/** The whole list as a table; the columns are those that a list to be brought in is known by. */
async function sheetOf(visit: Visit, tx: ReadTx) {
  const { lang, asker } = visit
  const words = libraryWords(lang)
  const rows = await listDocuments(tx, asker, filterOf(visit), { order: 'title', limit: 100_000 })
  const topics = await topicsOf(tx, asker, lang)
  return {
    name: words.title,
    notes: visit.workspace.isSample ? [words.file.sample] : [],
    widths: [48, 36, 18, 28, 28, 12, 10, 28, 28, 36, 18, 40, 10, 10, 38],
    header: [
      ...[
        words.file.title,
        words.file.titleEn,
        words.kind,
        words.form.fields.authors.label,
        words.form.fields.publisher.label,
      ],
      ...[
        words.form.fields.published.label,
        words.language,
        words.places,
        words.groups,
        words.topicsHead,
        words.quality,
      ],
      ...[words.file.address, words.file.pages, words.file.passages, words.file.id],
    ],
    rows: rows.map((row) => [
      row.title.es?.text ?? '',
      row.title.en?.text ?? '',
      words.kinds[row.kind],
      row.authors,
      row.publisher,
      row.published,
      row.language,
      row.places.map((name) => said(name, lang)).join('; '),
      row.groups.map((name) => said(name, lang)).join('; '),
      row.topics.map((code) => topicName(topics, code)).join('; '),
      words.qualities[row.quality as Quality],
      row.url,
      row.pages || null,
      row.passages,
      row.id,
    ]),
  }
}

export type { Listed }
