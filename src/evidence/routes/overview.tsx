/** Pages of the statistical overview: the summary, and one page a table. */

import { may } from '../../kernel/access.ts'
import { logEvent } from '../../kernel/event.ts'
import { said } from '../../kernel/text.ts'
import { Problem } from '../../platform/problem.ts'
import { ButtonLink } from '../../web/components/button.tsx'
import { AsideList, EmptyState } from '../../web/components/notice.tsx'
import { date, number, period as periodWords } from '../../web/format.ts'
import { page, redirect } from '../../web/server/answer.ts'
import { post, type Route, sees, type Visit, work, writes } from '../../web/server/route.ts'
import { type ColumnKey, indicators, namesOf, type TableId, tableById } from '../enoe/index.ts'
import { listFigures } from '../figures.ts'
import { besideTable } from '../overview/beside.ts'
import {
  catalogue,
  changeOf,
  overviewOf,
  type RawOverview,
  statesOfFile,
  surveyDesign,
} from '../overview/estimates.ts'
import { present, sexes } from '../overview/present.ts'
import { publish } from '../overview/publication.ts'
import { readSelection, type Selection } from '../overview/selection.ts'
import { withArticle } from '../overview/sentences.ts'
import { ChangePage } from '../pages/change-page.tsx'
import { PublishedBeside } from '../pages/published-beside.tsx'
import { SummaryPage, type SummaryProps, summaryLede } from '../pages/summary-page.tsx'
import { tableChart } from '../pages/table-chart.tsx'
import { CiteSwitch, TablePage, TableTabs } from '../pages/table-page.tsx'
import { overviewTools, queryOf } from '../pages/tools.tsx'
import { addReveal, isRevealed, removeReveal } from '../reveals.ts'
import { type EvidenceServices, microdataOf } from '../services.ts'
import type { Vintage } from '../store.ts'
import { surveyLongName, surveyName } from '../surveys.ts'
import { wordsOf } from '../words.ts'

const here = '/evidence/overview'

export const overviewRoutes = (services: EvidenceServices): Route[] => [
  work('GET', here, sees('evidence'), async (visit) => {
    const chosen = await choose(visit)
    return chosen ? summary(services, visit, chosen) : nothingYet(visit)
  }),
  work('GET', `${here}/:table`, sees('evidence'), async (visit) => {
    const chosen = await choose(visit)
    const table = tableById(visit.params.table ?? '')
    if (!table) return new Problem('kernel.notFound', {}, 404)
    if (!chosen) return nothingYet(visit)
    return table.id === 'change'
      ? changeTable(services, visit, chosen.selection)
      : tableOf(services, visit, chosen, table.id)
  }),
  ...(['reveal', 'hide'] as const).map((action) =>
    post(`/evidence/${action}`, writes('settings'), async (visit, tx) => {
      const form = await visit.form()
      const given = new URLSearchParams([...form].map(([name, value]) => [name, String(value)]))
      // Nothing is opened that was not named.
      if (!given.get('place') || !given.get('period')) return new Problem('kernel.notFound', {}, 404)
      const selection = await readSelection(tx, visit.asker, visit.workspace, given, visit.lang)
      if (!selection) return new Problem('kernel.notFound', {}, 404)
      await (action === 'reveal' ? addReveal : removeReveal)(tx, visit.asker, selection)
      await logEvent(tx, visit.asker, action === 'reveal' ? 'revealed' : 'hidden', {
        kind: 'data_file',
        id: selection.vintage.dataFileId,
      })
      return redirect(
        visit.to(`${here}/${tableById(String(form.get('table')))?.id ?? 'informality'}`, queryOf(selection)),
      )
    }),
  ),
]

interface Chosen {
  selection: Selection
  /** By place code: what a coordinator opened for internal reading. */
  revealed: (place: string) => boolean
}

async function choose(visit: Visit): Promise<Chosen | null> {
  return visit.read(async (tx) => {
    const selection = await readSelection(tx, visit.asker, visit.workspace, visit.query, visit.lang)
    if (!selection) return null
    const open =
      visit.asker.role === 'coordinator' ? await isRevealed(tx, visit.asker, selection) : () => false
    return { selection, revealed: open }
  })
}

function nothingYet(visit: Visit) {
  const words = wordsOf(visit.lang)
  return page({
    title: words.overview,
    crumbs: crumbs(visit),
    main: (
      <EmptyState
        title={words.home.empty}
        action={
          <ButtonLink variant="primary" href={visit.to('/evidence/import')}>
            {words.home.import}
          </ButtonLink>
        }
      >
        {words.home.emptyText}
      </EmptyState>
    ),
  })
}

const crumbs = (visit: Visit, last?: string) => {
  const words = wordsOf(visit.lang)
  const path = visit.workspace.slug
  return [
    { label: words.know },
    { label: words.evidence, href: `/${path}/evidence` },
    ...(last
      ? [{ label: words.overview, href: `/${path}${here}` }, { label: last }]
      : [{ label: words.overview }]),
  ]
}

/** The estimates of a place, or a problem that says which columns the file lacks for it. */
export async function estimatesFor(
  services: EvidenceServices,
  vintage: Vintage,
  place: string,
  group: string | null,
): Promise<RawOverview> {
  const outcome = await overviewOf(services.connect, microdataOf(services, vintage), { place, group })
  if ('lacks' in outcome)
    throw new Problem('evidence.placeLacks', {
      place,
      group: group ?? '',
      columns: namesOf(outcome.lacks, 'o/or'),
    })
  return outcome
}

export const circumstances = (visit: Visit, selection: Pick<Selection, 'level'>, revealed: boolean) => ({
  minimumCases: visit.workspace.minimumCases,
  level: selection.level,
  revealed,
})

/** `INEGI, ENOE, primer trimestre de 2019, microdatos…` */
export function sourceLine(visit: Visit, vintage: Vintage): string {
  const words = wordsOf(visit.lang).table
  // What we made up is not INEGI's, though it has the shape of its files.
  const source = vintage.isSample ? words.sampleSource : words.sourceLine
  const line = source(
    said(surveyName(vintage.survey), visit.lang),
    periodWords(vintage.period, visit.lang).toLocaleLowerCase('es'),
    vintage.weight.toUpperCase(),
  )
  return vintage.isSample
    ? `${line} ${words.sampleLine}`
    : `${line} ${words.vintage(vintage.number, date(vintage.importedAt, visit.lang))}.`
}

export function methodText(visit: Visit, services: EvidenceServices, vintage: Vintage): string {
  const words = wordsOf(visit.lang).table
  const design = surveyDesign(microdataOf(services, vintage))?.design
  const weight = vintage.weight.toUpperCase()
  return design?.strata && design.psu
    ? words.methodText(String(design.strata).toUpperCase(), String(design.psu).toUpperCase(), weight)
    : words.methodNone(weight)
}

async function summary(services: EvidenceServices, visit: Visit, { selection, revealed }: Chosen) {
  const { lang } = visit
  const words = wordsOf(lang)
  const { vintage, place, group } = selection
  const estimates = await estimatesFor(services, vintage, place.code, group?.code ?? null)
  const given = circumstances(visit, selection, revealed(place.code))
  const isNation = place.code === 'MX'
  const states = await statesOfFile(services.connect, microdataOf(services, vintage), {
    indicator: 'til1',
    group: group?.code ?? null,
  })
  const link = (change: Record<string, string | null>) => visit.to(here, queryOf(selection, change))
  const tables = {
    informality: present(estimates, 'informality', given),
    age: present(estimates, 'age', given),
    branch: present(estimates, 'branch', given),
  }
  const til1 = indicators.get('til1')
  const props: SummaryProps = {
    lang,
    placeName: withArticle(place.code, place.name, lang),
    isNation,
    ...tables,
    level: selection.level,
    places:
      'lacks' in states ? [] : placesChart(visit, selection, states, estimates.unplanned === 'etoeNational'),
    sourceLine: sourceLine(visit, vintage),
    definition: til1?.definition[lang] ?? '',
    tableLink: (table) => visit.to(`${here}/${table}`, queryOf(selection)),
  }
  const cited = await visit.read((tx) => listFigures(tx, visit.asker, place.id ? { placeId: place.id } : {}))
  const n = tables.informality.rows[0]?.cells.number?.total
  return page({
    title: group
      ? words.summary.groupTitle(said(group.name, lang), place.name)
      : isNation
        ? words.summary.titleNation
        : words.summary.title(withArticle(place.code, place.name, lang)),
    crumbs: crumbs(visit),
    subtitle: [
      periodWords(vintage.period, lang),
      words.summary.base,
      said(surveyLongName(vintage.survey), lang),
      n && 'n' in n ? words.summary.cases(number(n.n)) : null,
    ]
      .filter(Boolean)
      .join(' · '),
    lede: summaryLede(props),
    toolbar: overviewTools(lang, selection, visit.to(here), link, {
      ...downloads(visit, selection, null),
    }),
    main: (
      <>
        <TableTabs
          lang={lang}
          current={null}
          link={(_, table) => visit.to(`${here}/${table ?? ''}`, queryOf(selection))}
          summary={visit.to(here, queryOf(selection))}
        />
        <SummaryPage {...props} />
      </>
    ),
    aside: (
      <>
        <AsideList
          title={words.summary.restsOn}
          items={[
            {
              kind: words.summary.file,
              label: vintage.files.map((file) => file.name).join(', '),
              href: visit.to(`/evidence/data/${vintage.dataFileId}`),
              note: words.summary.rows(number(vintage.rows), vintage.sha256.slice(0, 8)),
            },
            { kind: words.summary.definition(til1?.version ?? 1), label: words.summary.til1 },
          ]}
        />
        <AsideList
          title={words.home.figures}
          items={cited.slice(0, 5).map((figure) => ({
            kind: words.figures.version(figure.version),
            label: said(figure.title, lang),
            href: visit.to(`/evidence/figures/${figure.id}`),
          }))}
        >
          {cited.length === 0 && <p class="subtle">{words.summary.nothingYet}</p>}
        </AsideList>
      </>
    ),
  })
}

/** The nation and its states by rate; the chosen place is strong. A file of one state has only itself. */
function placesChart(
  visit: Visit,
  selection: Selection,
  states: Awaited<ReturnType<typeof statesOfFile>>,
  nationOnly: boolean,
): SummaryProps['places'] {
  if (
    'lacks' in states ||
    nationOnly ||
    !selection.vintage.coverage.includes('MX') ||
    selection.vintage.survey === 'etoe'
  )
    return []
  const own = selection.place.code.slice(0, 2)
  return Object.entries(states)
    .flatMap(([code, { estimate, se, ...rest }]) => {
      const place = selection.choices.places.find((one) => one.code === (code === 'all' ? 'MX' : code))
      if (!place) return []
      const percent = {
        ...rest,
        estimate: estimate === null ? null : estimate * 100,
        se: se === null ? null : se * 100,
      }
      const cell = publish(percent, { unplanned: null, ...circumstances(visit, selection, false) })
      return [
        {
          name: place.name,
          href: visit.to(here, queryOf(selection, { place: place.code })),
          cell,
          strong: place.code === own || place.code === selection.place.code,
        },
      ]
    })
    .toSorted(
      (a, b) =>
        (b.cell.shown === 'estimate' ? b.cell.estimate : -1) -
        (a.cell.shown === 'estimate' ? a.cell.estimate : -1),
    )
}

/** For who may export; whoever only sees is not offered what she would be refused. */
function downloads(visit: Visit, selection: Selection, table: TableId | null) {
  if (visit.asker.role === 'system' || !may(visit.asker.role, 'export', 'evidence')) return {}
  const words = wordsOf(visit.lang).table
  const file = (name: string) => visit.to(`/evidence/download/${name}`, queryOf(selection))
  const lines = [
    ...(table
      ? [
          { label: words.csv, href: file(`${table}.csv`) },
          { label: words.xlsx, href: file(`${table}.xlsx`) },
          { label: words.svg, href: file(`${table}.svg`) },
          { label: words.png, href: file(`${table}.png`) },
        ]
      : []),
    { label: words.whole, href: file('overview.xlsx') },
  ]
  return { downloads: lines }
}

async function tableOf(
  services: EvidenceServices,
  visit: Visit,
  { selection, revealed }: Chosen,
  id: TableId,
) {
  const { lang } = visit
  const { vintage, place, compare, group } = selection
  const sides = await Promise.all(
    [place, ...(compare ? [compare] : [])].map(async (one) => ({
      place: one,
      shown: present(
        await estimatesFor(services, vintage, one.code, group?.code ?? null),
        id,
        circumstances(visit, selection, revealed(one.code)),
      ),
    })),
  )
  const estimates = await estimatesFor(services, vintage, place.code, group?.code ?? null)
  const [first] = sides
  if (!first) throw new Error('no place')
  const view: ColumnKey = first.shown.columns.includes(selection.view)
    ? selection.view
    : (first.shown.columns.find((column) => column === 'share') ?? first.shown.columns[0] ?? 'number')
  const citing =
    visit.query.get('cite') === '1' && ['coordinator', 'assistant', 'researcher'].includes(visit.asker.role)
  const link = (change: Record<string, string | null>, table: TableId = id) =>
    visit.to(`${here}/${table}`, queryOf(selection, { ...(citing ? { cite: '1' } : {}), ...change }))
  const fields = Object.fromEntries(
    Object.entries(queryOf(selection)).flatMap(([name, value]) => (value === null ? [] : [[name, value]])),
  ) as Record<string, string>
  const isOpen = sides.some((side) => revealed(side.place.code))
  const beside = await visit.read((tx) =>
    besideTable(tx, visit.asker, selection, sides, first.shown.lacks ? first.shown.table.columns : [view]),
  )
  return page({
    title: `${first.shown.table.title[lang]}: ${compare ? `${place.name} · ${compare.name}` : place.name}`,
    crumbs: crumbs(visit, first.shown.table.title[lang]),
    subtitle: [
      periodWords(vintage.period, lang),
      first.shown.table.base[lang],
      group ? said(group.name, lang) : null,
      said(surveyLongName(vintage.survey), lang),
    ]
      .filter(Boolean)
      .join(' · '),
    wide: true,
    toolbar: overviewTools(lang, selection, visit.to(`${here}/${id}`), (change) => link(change), {
      against: id === 'change',
      ...downloads(visit, selection, id),
      end:
        visit.asker.role !== 'public' &&
        ['coordinator', 'assistant', 'researcher'].includes(visit.asker.role) ? (
          <CiteSwitch lang={lang} citing={citing} href={link({ cite: citing ? null : '1' })} />
        ) : null,
    }),
    main: (
      <>
        <TableTabs
          lang={lang}
          current={id}
          link={(change, table) => link(change, table)}
          summary={visit.to(here, queryOf(selection))}
        />
        <TablePage
          lang={lang}
          sides={sides}
          view={view}
          level={selection.level}
          link={link}
          estimateLink={(at, row, column, sex) =>
            visit.to(
              '/evidence/estimate',
              queryOf(selection, { place: at, compare: null, table: id, row, column, sex, view: null }),
            )
          }
          citing={
            citing
              ? { action: visit.to('/evidence/cite'), fields: { ...fields, table: id, catalogue } }
              : null
          }
          chart={tableChart(lang, first.shown, view, place.name)}
          sourceLine={sourceLine(visit, vintage)}
          method={methodText(visit, services, vintage)}
          designLacks={estimates.designLacks}
          minimumCases={visit.workspace.minimumCases}
          isRevealed={isOpen}
          reveal={
            visit.asker.role === 'coordinator' && !estimates.placeLacks
              ? {
                  action: visit.to('/evidence/reveal'),
                  hide: visit.to('/evidence/hide'),
                  fields: { ...fields, table: id },
                }
              : null
          }
          placeLacks={estimates.placeLacks ?? null}
          instead={stateInstead(visit, selection, link)}
          publishedLink={visit.to('/evidence/published/new', { period: vintage.period, place: place.code })}
          published={
            <PublishedBeside
              lang={lang}
              rows={beside}
              link={(one) => visit.to(`/evidence/published/${one}`)}
            />
          }
        />
      </>
    ),
  })
}

/** The state of a borough or municipality, of which the survey can speak. */
function stateInstead(
  visit: Visit,
  { place, choices }: Selection,
  link: (change: Record<string, string | null>) => string,
): { text: string; href: string } | null {
  const state = choices.places.find(
    ({ code }) => /^\d{5}$/.test(place.code) && code === place.code.slice(0, 2),
  )
  return state
    ? {
        text: wordsOf(visit.lang).withheld.stateInstead(withArticle(state.code, state.name, visit.lang)),
        href: link({ place: state.code }),
      }
    : null
}

/** Table 13. Without another period it says what to do. */
async function changeTable(services: EvidenceServices, visit: Visit, selection: Selection) {
  const { lang } = visit
  const words = wordsOf(lang)
  const { vintage, against, place, group } = selection
  const sex = sexes.find((one) => one === visit.query.get('sex')) ?? 'total'
  const link = (change: Record<string, string | null>) =>
    visit.to(`${here}/change`, queryOf(selection, { sex: sex === 'total' ? null : sex, ...change }))
  const title = tableById('change')?.title[lang] ?? ''
  const outcome =
    against && against.id !== vintage.id
      ? await changeOf(
          services.connect,
          { ...microdataOf(services, against), id: against.id },
          microdataOf(services, vintage),
          { place: place.code, group: group?.code ?? null },
        )
      : null
  if (outcome && 'lacks' in outcome)
    throw new Problem('evidence.placeLacks', {
      place: place.code,
      group: group?.code ?? '',
      columns: namesOf(outcome.lacks, 'o/or'),
    })
  const periods = new Set(selection.choices.vintages.map((one) => one.period))
  return page({
    title: `${title}: ${place.name}`,
    crumbs: crumbs(visit, title),
    subtitle: [
      against
        ? `${periodWords(against.period, lang, 'short')} → ${periodWords(vintage.period, lang, 'short')}`
        : periodWords(vintage.period, lang),
      group ? said(group.name, lang) : null,
    ]
      .filter(Boolean)
      .join(' · '),
    wide: true,
    toolbar: overviewTools(lang, selection, visit.to(`${here}/change`), link, { against: true }),
    main: (
      <>
        <TableTabs
          lang={lang}
          current="change"
          link={(_, table) => visit.to(`${here}/${table ?? ''}`, queryOf(selection))}
          summary={visit.to(here, queryOf(selection))}
        />
        {outcome && against ? (
          <ChangePage
            lang={lang}
            change={outcome}
            before={against.period}
            after={vintage.period}
            sex={sex}
            circumstances={circumstances(visit, selection, false)}
            link={link}
            sourceLine={`${sourceLine(visit, against)} ${sourceLine(visit, vintage)}`}
          />
        ) : (
          <EmptyState
            title={periods.size > 1 ? words.table.changeNeeds : words.table.changeOne}
            action={
              periods.size > 1 ? null : (
                <ButtonLink href={visit.to('/evidence/import')}>{words.home.import}</ButtonLink>
              )
            }
          />
        )}
      </>
    ),
  })
}
