/** The first page of the overview: the finding in words, and what it rests on. */
import { said } from '../../kernel/text.ts'
import { AsideList } from '../../web/components/notice.tsx'
import { number, period as periodWords } from '../../web/format.ts'
import { page } from '../../web/server/answer.ts'
import type { Visit } from '../../web/server/route.ts'
import { indicators } from '../enoe/index.ts'
import { listFigures } from '../figures.ts'
import { statesOfFile } from '../overview/estimates.ts'
import { present, sexGap } from '../overview/present.ts'
import { publish } from '../overview/publication.ts'
import type { Selection } from '../overview/selection.ts'
import { withArticle } from '../overview/sentences.ts'
import { SummaryPage, type SummaryProps, summaryLede } from '../pages/summary-page.tsx'
import { TableTabs } from '../pages/table-page.tsx'
import { overviewTools, queryOf } from '../pages/tools.tsx'
import { type EvidenceServices, microdataOf } from '../services.ts'
import { surveyLongName } from '../surveys.ts'
import { wordsOf } from '../words.ts'
import { type Chosen, crumbs, downloads, here } from './overview-frame.tsx'
import { circumstances, estimatesFor, sourceLine } from './sources.ts'

export async function summary(services: EvidenceServices, visit: Visit, { selection, revealed }: Chosen) {
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
    gap: sexGap(estimates, given),
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
