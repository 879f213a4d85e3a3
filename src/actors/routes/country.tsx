/** Where organisations are: the country by state, a state by municipality; as pages and as files. */
import { logEvent } from '../../kernel/event.ts'
import { said } from '../../kernel/text.ts'
import type { ReadTx } from '../../kernel/transaction.ts'
import { toCsv } from '../../platform/spreadsheet/write.ts'
import { ButtonLink } from '../../web/components/button.tsx'
import { DownloadMenu } from '../../web/components/menu.tsx'
import { EmptyState } from '../../web/components/notice.tsx'
import { FilterBar, Toolbar } from '../../web/components/toolbar.tsx'
import { date } from '../../web/format.ts'
import { type Answer, page } from '../../web/server/answer.ts'
import { exports, get, type Route, sees, type Visit, work } from '../../web/server/route.ts'
import { allowed, bare, crumbs, dayAsked } from '../common.ts'
import { municipalitiesOf, type StateCount, statesOf } from '../map-views.ts'
import { CountryPage, drawCountry, drawState, StatePage } from '../pages/country-page.tsx'
import { DayBar } from '../pages/day-bar.tsx'
import { Filters, Views } from '../pages/list-page.tsx'
import { wordsOf } from '../words.ts'
import { chartFile, type FileKind, fileKinds } from './chart-file.ts'
import { filterOf, filtersOf, query, views } from './list.tsx'

export const countryRoutes = (): Route[] => [
  get('/actors/country', sees('organisation'), countryPage),
  ...fileKinds.map((kind) =>
    work('GET', `/actors/country.${kind}`, exports('organisation'), (visit) => countryFile(visit, kind)),
  ),
]

/** What the address asks for: filters but for the place, the day, and one state or the whole country. */
async function asked(visit: Visit, tx: ReadTx) {
  const { place: _place, ...filter } = filterOf(visit)
  const { day, on } = dayAsked(visit)
  const { states, national } = await statesOf(tx, visit.asker, filter, day)
  const state = states.find(({ code }) => code === visit.query.get('state'))
  const municipalities = state ? await municipalitiesOf(tx, visit.asker, state.code, filter, day) : []
  return { filter, on, states, national, state, municipalities }
}

async function countryPage(visit: Visit, tx: ReadTx): Promise<Answer> {
  const { lang } = visit
  const words = wordsOf(lang)
  const { filter, on, states, national, state, municipalities } = await asked(visit, tx)
  const link = (place: string) => visit.to('/actors', { ...query(filter), place })
  const here = (code?: string) => visit.to('/actors/country', { ...query(filter), on, state: code })
  const isEmpty =
    (state ? municipalities : states).every(({ count }) => count === 0) && (state || national === 0)
  return page({
    title: state ? words.country.stateTitle(said(state.name, lang)) : words.country.title,
    lede: words.country.lede(on && date(on, lang)),
    crumbs: state
      ? crumbs(
          visit,
          { label: words.tabs.country, href: bare(visit, '/actors/country') },
          { label: said(state.name, lang) },
        )
      : crumbs(visit, { label: words.tabs.country }),
    toolbar: (
      <>
        <Views lang={lang} choices={views(visit, 'country')} />
        <Toolbar
          end={
            allowed(visit, 'export', 'organisation') && (
              <DownloadMenu
                lang={lang}
                lines={fileKinds.map((kind) => ({
                  label: kind.toUpperCase(),
                  href: visit.to(`/actors/country.${kind}`, { ...query(filter), on, state: state?.code }),
                }))}
              />
            )
          }
        >
          <Filters
            {...{ ...(await filtersOf(visit, tx, filter, '/actors/country')), places: [] }}
            keep={{ on, state: state?.code }}
          />
          <StateBar visit={visit} states={states} state={state} keep={{ ...query(filter), on }} />
          <DayBar visit={visit} keep={{ ...query(filter), state: state?.code }} on={on} />
        </Toolbar>
      </>
    ),
    main: isEmpty ? (
      <EmptyState
        title={words.map.nobody}
        action={<ButtonLink href={visit.to('/actors/country')}>{words.map.all}</ButtonLink>}
      >
        <p>{words.map.nobodyText}</p>
      </EmptyState>
    ) : state ? (
      <StatePage
        lang={lang}
        code={state.code}
        name={state.name}
        municipalities={municipalities}
        link={link}
      />
    ) : (
      <CountryPage lang={lang} states={states} national={national} link={link} state={here} />
    ),
  })
}

const StateBar = (props: {
  visit: Visit
  states: readonly StateCount[]
  state: StateCount | undefined
  keep: Readonly<Record<string, string | undefined>>
}) => {
  const { visit, states, state, keep } = props
  const words = wordsOf(visit.lang).country
  return (
    <FilterBar
      lang={visit.lang}
      action={visit.to('/actors/country')}
      keep={keep}
      filters={[
        {
          name: 'state',
          label: words.state,
          value: state?.code ?? '',
          options: [
            { value: '', label: words.whole },
            ...states.map(({ code, name }) => ({ value: code, label: said(name, visit.lang) })),
          ],
        },
      ]}
    />
  )
}

async function countryFile(visit: Visit, kind: FileKind): Promise<Answer> {
  const { lang, workspace } = visit
  const words = wordsOf(lang)
  const { on, states, national, state, municipalities } = await visit.read((tx) => asked(visit, tx))
  await visit.write((tx) => logEvent(tx, visit.asker, 'exported', { kind: 'organisation' }))
  const notes = [
    ...(workspace.isSample ? [words.file.sample] : []),
    ...(on ? [words.map.asOf(date(on, lang))] : []),
  ]
  const rows = state ? municipalities : states
  const none = () => ''
  return chartFile({
    kind,
    name: words.country.file,
    lang,
    title: state ? words.country.stateChart(said(state.name, lang)) : words.country.chart,
    subtitle: [
      words.country.lede(on && date(on, lang)),
      ...(state ? [] : national > 0 ? [words.country.national(national)] : []),
    ].join(' '),
    source: [words.map.source(said(workspace.name, lang)), ...notes].join('. '),
    draw: (frame) =>
      state
        ? drawState({ lang, code: state.code, municipalities, link: none }, frame)
        : drawCountry({ lang, states, state: none }, frame),
    csv: () =>
      toCsv({
        notes,
        header: [words.country.code, words.country.place, words.country.organisations, words.columns.members],
        rows: rows
          .filter(({ count }) => count > 0)
          .map(({ code, name, count, members }) => [
            code,
            name ? said(name, lang) : words.country.withoutMunicipality,
            count,
            members,
          ]),
      }),
  })
}
