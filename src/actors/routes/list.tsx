/** The list of organisations, and the list as a file. */
import { logEvent } from '../../kernel/event.ts'
import { said } from '../../kernel/text.ts'
import type { ReadTx } from '../../kernel/transaction.ts'
import { toCsv, toXlsx } from '../../platform/spreadsheet/write.ts'
import { ButtonLink } from '../../web/components/button.tsx'
import { DownloadMenu } from '../../web/components/menu.tsx'
import { Toolbar } from '../../web/components/toolbar.tsx'
import { number } from '../../web/format.ts'
import { download, page } from '../../web/server/answer.ts'
import { exports, get, type Route, sees, type Visit, work } from '../../web/server/route.ts'
import { allowed, crumbs } from '../common.ts'
import { finderOf } from '../find.ts'
import {
  countOrganisations,
  type Filter,
  listOrganisations,
  type Order,
  pageLength,
  removedOrganisations,
} from '../list.ts'
import { Filters, ListPage, Views } from '../pages/list-page.tsx'
import { constituencies, legalForms } from '../rules.ts'
import { wordsOf } from '../words.ts'

export const listRoutes = (): Route[] => [
  get('/actors', sees('organisation'), async (visit, tx) => {
    const words = wordsOf(visit.lang)
    const filter = filterOf(visit)
    const order: Order = visit.query.get('order') === 'members' ? 'members' : 'name'
    const after = visit.query.get('after') ?? undefined
    const isFiltered = Object.keys(filter).length > 0
    const at = { order, ...(after ? { after } : {}) }
    const holding = await listOrganisations(tx, visit.asker, filter, at)
    const wanted = holding.length === 0 && filter.words ? { ...filter, alike: true } : filter
    const found = wanted === filter ? holding : await listOrganisations(tx, visit.asker, wanted, at)
    const total = after ? await countOrganisations(tx, visit.asker, wanted) : (found[0]?.total ?? 0)
    const rows = found.slice(0, pageLength)
    const writing = allowed(visit, 'write', 'organisation')
    const here = { ...query(filter), order: order === 'members' ? order : null }
    const add = writing ? visit.to('/actors/new') : null
    const bring = writing ? visit.to('/actors/import') : null
    return page({
      title: words.title,
      crumbs: crumbs(visit),
      lede: isFiltered ? words.found(total) : words.lede(total),
      wide: true,
      actions: (
        <>
          {bring && <ButtonLink href={bring}>{words.import}</ButtonLink>}
          {add && (
            <ButtonLink variant="primary" href={add}>
              {words.add}
            </ButtonLink>
          )}
        </>
      ),
      toolbar: (
        <>
          <Views lang={visit.lang} choices={views(visit, 'list')} />
          {(total > 0 || isFiltered) && (
            <Toolbar
              end={
                <>
                  {writing && (
                    <ButtonLink href={visit.to('/actors/duplicates')}>{words.duplicates}</ButtonLink>
                  )}
                  {allowed(visit, 'export', 'organisation') && (
                    <DownloadMenu
                      lang={visit.lang}
                      lines={[
                        { label: words.file.xlsx, href: visit.to('/actors/list.xlsx', query(filter)) },
                        { label: words.file.csv, href: visit.to('/actors/list.csv', query(filter)) },
                      ]}
                    />
                  )}
                </>
              }
            >
              <Filters
                {...(await filtersOf(visit, tx, filter, '/actors'))}
                keep={{ order: here.order ?? undefined }}
              />
            </Toolbar>
          )}
        </>
      ),
      main: (
        <ListPage
          lang={visit.lang}
          rows={rows}
          order={order}
          isFiltered={isFiltered}
          link={(id) => visit.to(`/actors/${id}`)}
          sorted={(by) => visit.to('/actors', { ...here, order: by === 'members' ? by : null })}
          newer={after ? visit.to('/actors', here) : undefined}
          older={
            found.length > pageLength ? visit.to('/actors', { ...here, after: rows.at(-1)?.id }) : undefined
          }
          shown={`${number(rows.length)} / ${number(total)}`}
          add={add}
          bring={bring}
          removed={
            writing
              ? (await removedOrganisations(tx, visit.asker)).map((one) => ({
                  ...one,
                  restore: visit.to(`/actors/${one.id}/restore`),
                }))
              : []
          }
        />
      ),
    })
  }),

  work('GET', '/actors/list.csv', exports('organisation'), async (visit) => {
    const sheet = await sheetOf(visit)
    return download({
      name: `${wordsOf(visit.lang).file.name}.csv`,
      mediaType: 'text/csv; charset=utf-8',
      body: toCsv(sheet),
    })
  }),

  work('GET', '/actors/list.xlsx', exports('organisation'), async (visit) => {
    const sheet = await sheetOf(visit)
    return download({
      name: `${wordsOf(visit.lang).file.name}.xlsx`,
      mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      body: await toXlsx([{ name: wordsOf(visit.lang).actors, ...sheet, widths: [48, 12, 22, 22, 24] }]),
    })
  }),
]

/** What the address asks for; values that are none of ours are left out. */
export function filterOf({ query: asked }: Visit): Filter {
  const filter: Filter = {}
  const given = (name: string): string => (asked.get(name) ?? '').trim().slice(0, 200)
  if (given('q')) filter.words = given('q')
  if (given('place')) filter.place = given('place')
  if (given('group')) filter.group = given('group')
  if (([...constituencies, 'none'] as string[]).includes(given('constituency')))
    filter.constituency = given('constituency')
  if ((legalForms as readonly string[]).includes(given('form'))) filter.form = given('form')
  return filter
}

export const query = ({ words, alike: _, ...rest }: Filter): Record<string, string | undefined> => ({
  q: words,
  ...rest,
})

/** The country and its states, and where the workspace has more places, the one that is chosen. */
export async function filtersOf(visit: Visit, tx: ReadTx, filter: Filter, path: string) {
  const { places, groups } = await finderOf(tx, visit.asker)
  const option = ({ code, name }: { code: string; name: Parameters<typeof said>[0] }) => ({
    value: code,
    label: said(name, visit.lang),
  })
  return {
    lang: visit.lang,
    action: visit.to(path),
    filter,
    places: places.filter(({ kind, code }) => kind === 'state' || code === filter.place).map(option),
    groups: groups.map(option),
  }
}

/** The tabs over list, maps, matrix and people: those that this person may open. */
export function views(visit: Visit, current: 'list' | 'map' | 'country' | 'matrix' | 'people') {
  const words = wordsOf(visit.lang).tabs
  const all = [
    ['list', '/actors', 'organisation'],
    ['map', '/actors/map', 'organisation'],
    ['country', '/actors/country', 'organisation'],
    ['matrix', '/actors/matrix', 'stance'],
    ['people', '/actors/people', 'leader_contact'],
  ] as const
  return all
    .filter(([, , resource]) => allowed(visit, 'see', resource))
    .map(([key, path]) => ({ label: words[key], href: visit.to(path), current: key === current }))
}

/** Public fields alone: names of leaders and the team's notes never go into this file. */
async function sheetOf(visit: Visit) {
  const words = wordsOf(visit.lang)
  const rows = await visit.read((tx) =>
    listOrganisations(tx, visit.asker, filterOf(visit), { limit: 100_000 }),
  )
  await visit.write((tx) => logEvent(tx, visit.asker, 'exported', { kind: 'organisation' }))
  const { columns } = words
  return {
    notes: visit.workspace.isSample ? [words.file.sample] : [],
    header: [
      columns.name,
      words.form.fields.acronym.label,
      columns.constituency,
      columns.form,
      columns.place,
      columns.members,
      columns.women,
      columns.on,
      words.one.basis,
      words.file.id,
    ],
    rows: rows.map((row) => [
      said(row.name, visit.lang),
      row.acronym,
      row.constituency && words.constituencies[row.constituency],
      row.legalForm && words.forms[row.legalForm],
      row.place && said(row.place, visit.lang),
      row.members,
      row.women,
      row.membersOn,
      row.basis && words.bases[row.basis],
      row.id,
    ]),
  }
}
