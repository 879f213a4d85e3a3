/** The table of change between two periods: the page, and citing one change of it. */
import { said, text } from '../../kernel/text.ts'
import type { ReadTx } from '../../kernel/transaction.ts'
import { Problem } from '../../platform/problem.ts'
import { ButtonLink } from '../../web/components/button.tsx'
import { EmptyState } from '../../web/components/notice.tsx'
import { period as periodWords } from '../../web/format.ts'
import { page, redirect } from '../../web/server/answer.ts'
import { type Route, type Visit, work, writes } from '../../web/server/route.ts'
import { tableById } from '../enoe/index.ts'
import { cite, type FigureSpec } from '../figures.ts'
import { lacking } from '../lacking.ts'
import { changeOf, type RawChange } from '../overview/change.ts'
import type { Sex } from '../overview/estimates.ts'
import { catalogue } from '../overview/kept.ts'
import { sexes } from '../overview/present.ts'
import { readSelection, type Selection } from '../overview/selection.ts'
import { ChangePage } from '../pages/change-page.tsx'
import { type ChangeOf, type ChangeRow, changeLede, changeRows } from '../pages/change-rows.ts'
import { CiteSwitch } from '../pages/cite.tsx'
import { TableTabs } from '../pages/table-page.tsx'
import { overviewTools, queryOf } from '../pages/tools.tsx'
import { type EvidenceServices, microdataOf } from '../services.ts'
import type { Vintage } from '../store.ts'
import { wordsOf } from '../words.ts'
import { mayCite } from './may-cite.ts'
import { crumbs, downloads, here } from './overview-frame.tsx'
import { circumstances, methodText, sourceLine } from './sources.ts'

export interface FoundChange {
  raw: RawChange
  /** The file of the earlier period. */
  against: Vintage
  rowsOf(sex: Sex): { of: ChangeOf; rows: ChangeRow[] }
}

/** The change that an address asks for; null without another period. */
export async function findChange(
  services: EvidenceServices,
  visit: Visit,
  selection: Selection,
): Promise<FoundChange | null> {
  const { vintage, against, place, group } = selection
  if (!against || against.id === vintage.id) return null
  const raw = await changeOf(
    services.connect,
    microdataOf(services, against),
    microdataOf(services, vintage),
    { place: place.code, group: group?.code ?? null },
  )
  if ('lacks' in raw) throw lacking(place.code, group?.code ?? null, raw.lacks)
  const whom = { group: group ? said(group.name, visit.lang) : null, place, method: raw.method }
  return {
    raw,
    against,
    rowsOf: (sex) => ({
      of: { before: against.period, after: vintage.period, sex, ...whom },
      rows: changeRows(raw, sex, circumstances(visit, selection, false)),
    }),
  }
}

/** Table 13. Without another period it says what to do. */
export async function changeTable(services: EvidenceServices, visit: Visit, selection: Selection) {
  const { lang, query } = visit
  const { vintage, against, place, group, level } = selection
  const sex = sexes.find((one) => one === query.get('sex')) ?? 'total'
  const found = await findChange(services, visit, selection)
  const { rows, of } = found?.rowsOf(sex) ?? { rows: [], of: null }
  const canCite =
    mayCite(visit) && rows.some(({ difference }) => difference.shown === 'estimate' && difference.citable)
  const citing = canCite && query.get('cite') === '1'
  const own = queryOf(selection, { compare: null, view: null, sex: sex === 'total' ? null : sex })
  const link = (change: Record<string, string | null>) =>
    visit.to(`${here}/change`, { ...own, ...(citing ? { cite: '1' } : {}), ...change })
  const title = tableById('change')?.title[lang] ?? ''
  const lede = of && changeLede(lang, rows, of)
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
    ...(lede ? { lede } : {}),
    wide: true,
    toolbar: overviewTools(lang, selection, visit.to(`${here}/change`), link, {
      against: true,
      ...(found ? downloads(visit, selection, 'change') : {}),
      end: canCite ? (
        <CiteSwitch lang={lang} citing={citing} href={link({ cite: citing ? null : '1' })} />
      ) : null,
    }),
    main: (
      <>
        <TableTabs
          lang={lang}
          current="change"
          link={(_, table) => visit.to(`${here}/${table ?? ''}`, queryOf(selection))}
          summary={visit.to(here, queryOf(selection))}
        />
        {found && of ? (
          <ChangePage
            lang={lang}
            raw={found.raw}
            rows={rows}
            of={of}
            level={level}
            minimumCases={visit.workspace.minimumCases}
            link={link}
            sourceLine={`${sourceLine(visit, found.against)} ${sourceLine(visit, vintage)}`}
            method={methodText(visit, services, vintage)}
            citing={citing ? { action: visit.to('/evidence/cite-change'), fields: fieldsOf(own) } : null}
          />
        ) : (
          <NeedsAnother visit={visit} selection={selection} />
        )}
      </>
    ),
  })
}

const fieldsOf = (query: Record<string, string | null>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(query).flatMap(([name, value]) => (value === null ? [] : [[name, value]])),
  )

function NeedsAnother({ visit, selection }: { visit: Visit; selection: Selection }) {
  const words = wordsOf(visit.lang)
  const periods = new Set(selection.choices.vintages.map((one) => one.period))
  return (
    <EmptyState
      title={periods.size > 1 ? words.table.changeNeeds : words.table.changeOne}
      action={
        periods.size > 1 ? null : (
          <ButtonLink href={visit.to('/evidence/import')}>{words.home.import}</ButtonLink>
        )
      }
    />
  )
}

export const changeRoutes = (services: EvidenceServices): Route[] => [
  work('POST', '/evidence/cite-change', writes('evidence'), async (visit) => {
    const given = new URLSearchParams([...(await visit.form())].map(([name, value]) => [name, String(value)]))
    const read = (tx: ReadTx) => readSelection(tx, visit.asker, visit.workspace, given, visit.lang)
    const selection = await visit.read(read)
    const found = selection && (await findChange(services, visit, selection))
    const [key = '', which = ''] = (given.get('cell') ?? '').split('|')
    const sex = sexes.find((one) => one === which)
    const row = sex && found?.rowsOf(sex).rows.find((one) => one.row.key === key)
    const estimate = sex && found?.raw.rows.find((one) => one.key === key)?.sexes[sex]
    if (!selection || !found || !sex || !row || !estimate) return new Problem('kernel.notFound', {}, 404)
    if (row.difference.shown !== 'estimate' || !row.difference.citable)
      return new Problem('evidence.notCitable', {}, 422)
    const { place, group, vintage, level } = selection
    const { against, raw } = found
    const spec: FigureSpec = {
      change: { indicator: key, sex, before: against.period, after: vintage.period, method: raw.method },
      place: place.code,
      group: group?.code ?? null,
      level,
      catalogue,
    }
    const title = (lang: 'es' | 'en'): string => {
      const { table } = wordsOf(lang)
      const [before, after] = [against, vintage].map((one) => periodWords(one.period, lang, 'short'))
      const what = [
        row.row.label[lang],
        table.changeFrom(before ?? '', after ?? ''),
        sex === 'total' ? null : table[sex].toLocaleLowerCase('es'),
        group ? said(group.name, lang) : null,
      ].filter(Boolean)
      return `${what.join(', ')}: ${place.name}`
    }
    const id = await visit.write((tx) =>
      cite(tx, visit.asker, {
        title: text(title('es'), title('en')),
        dataFileId: vintage.dataFileId,
        vintageId: vintage.id,
        against: { dataFileId: against.dataFileId, vintageId: against.id },
        spec,
        estimate: { ...estimate.change, sides: [estimate.before, estimate.after] },
        placeId: place.id,
        groupId: group?.id ?? null,
      }),
    )
    return redirect(visit.to(`/evidence/figures/${id}`), wordsOf(visit.lang).figures.cited)
  }),
]
