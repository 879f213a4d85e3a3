/** One table of the overview, for a place or for two side by side. */
import { said } from '../../kernel/text.ts'
import { period as periodWords } from '../../web/format.ts'
import { page } from '../../web/server/answer.ts'
import type { Visit } from '../../web/server/route.ts'
import type { ColumnKey, TableId } from '../enoe/index.ts'
import { besideTable } from '../overview/beside.ts'
import { catalogue } from '../overview/kept.ts'
import { present } from '../overview/present.ts'
import type { Selection } from '../overview/selection.ts'
import { withArticle } from '../overview/sentences.ts'
import { CiteSwitch } from '../pages/cite.tsx'
import { PublishedBeside } from '../pages/published-beside.tsx'
import { tableChart } from '../pages/table-chart.tsx'
import { TablePage, TableTabs } from '../pages/table-page.tsx'
import { overviewTools, queryOf } from '../pages/tools.tsx'
import type { EvidenceServices } from '../services.ts'
import { surveyLongName } from '../surveys.ts'
import { wordsOf } from '../words.ts'
import { mayCite } from './may-cite.ts'
import { type Chosen, crumbs, downloads, here } from './overview-frame.tsx'
import { circumstances, estimatesFor, methodText, sourceLine } from './sources.ts'

export async function tableOf(
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
  const canCite =
    mayCite(visit) &&
    sides.some(({ shown }) =>
      shown.rows.some(({ cells }) =>
        Object.values(cells[view] ?? {}).some((cell) => cell.shown === 'estimate' && cell.citable),
      ),
    )
  const citing = canCite && visit.query.get('cite') === '1'
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
      end: canCite ? (
        <CiteSwitch lang={lang} citing={citing} href={link({ cite: citing ? null : '1' })} />
      ) : null,
    }),
    main: (
      <>
        <TableTabs
          lang={lang}
          current={id}
          link={(change, table) =>
            table === 'contrast' ? visit.to(`${here}/contrast`, queryOf(selection)) : link(change, table)
          }
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
          chart={tableChart(lang, first.shown, view, place.name, revealed(place.code))}
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
