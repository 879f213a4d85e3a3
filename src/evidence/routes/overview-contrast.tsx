/** Two groups held against each other: the page, and citing one comparison of it. */
import { said, text } from '../../kernel/text.ts'
import type { ReadTx } from '../../kernel/transaction.ts'
import { Problem } from '../../platform/problem.ts'
import { EmptyState } from '../../web/components/notice.tsx'
import { period as periodWords } from '../../web/format.ts'
import { page, redirect } from '../../web/server/answer.ts'
import { type Route, type Visit, work, writes } from '../../web/server/route.ts'
import { cite, type FigureSpec } from '../figures.ts'
import { lacking } from '../lacking.ts'
import { contrastOf, type RawContrast } from '../overview/contrast.ts'
import {
  type ChosenSide,
  contrastQuery,
  readSides,
  sideOf,
  sideOptions,
} from '../overview/contrast-selection.ts'
import { catalogue } from '../overview/kept.ts'
import { readSelection, type Selection } from '../overview/selection.ts'
import { CiteSwitch } from '../pages/cite.tsx'
import { ContrastPage } from '../pages/contrast-page.tsx'
import { type ContrastRow, contrastRows } from '../pages/contrast-rows.ts'
import { contrastLede, contrastTitle, inSentence } from '../pages/contrast-words.ts'
import { TableTabs } from '../pages/table-page.tsx'
import { overviewTools, queryOf } from '../pages/tools.tsx'
import { type EvidenceServices, microdataOf } from '../services.ts'
import { wordsOf } from '../words.ts'
import { mayCite } from './may-cite.ts'
import { crumbs, downloads, here } from './overview-frame.tsx'
import { circumstances, methodText, sourceLine } from './sources.ts'

export interface FoundContrast {
  raw: RawContrast
  rows: ContrastRow[]
  a: ChosenSide
  b: ChosenSide
}

/** The contrast that an address asks for; null for a group held against itself. */
export async function findContrast(
  services: EvidenceServices,
  visit: Visit,
  selection: Selection,
  query: URLSearchParams,
): Promise<FoundContrast | null> {
  const { a, b } = readSides(query, selection, visit.lang)
  if (a.code === b.code) return null
  const { place, group, vintage } = selection
  const raw = await contrastOf(services.connect, microdataOf(services, vintage), {
    place: place.code,
    group: group?.code ?? null,
    a: a.code,
    b: b.code,
  })
  if ('lacks' in raw) throw lacking(`${a.label}, ${b.label}`, group?.code ?? null, raw.lacks)
  return { raw, rows: contrastRows(raw, circumstances(visit, selection, false)), a, b }
}

export async function contrastPage(services: EvidenceServices, visit: Visit, selection: Selection) {
  const { lang, query } = visit
  const words = wordsOf(lang)
  const { vintage, place, group, level } = selection
  const sides = readSides(query, selection, lang)
  const found = await findContrast(services, visit, selection, query)
  const canCite =
    mayCite(visit) && (found?.rows ?? []).some(({ difference }) => difference.shown === 'estimate')
  const citing = canCite && query.get('cite') === '1'
  const own = { ...queryOf(selection, { compare: null, against: null, view: null }), ...contrastQuery(sides) }
  const link = (change: Record<string, string | null>) =>
    visit.to(`${here}/contrast`, { ...own, ...(citing ? { cite: '1' } : {}), ...change })
  const title = contrastTitle(sides, place, lang)
  return page({
    title,
    crumbs: crumbs(visit, words.contrast.tab),
    subtitle: [periodWords(vintage.period, lang), group ? said(group.name, lang) : null]
      .filter(Boolean)
      .join(' · '),
    ...(found ? { lede: contrastLede(lang, found) } : {}),
    wide: true,
    toolbar: overviewTools(lang, selection, visit.to(`${here}/contrast`), link, {
      sides: { a: sides.a.code, b: sides.b.code, options: sideOptions(selection, lang) },
      ...(found ? downloads(visit, selection, 'contrast', contrastQuery(sides)) : {}),
      end: canCite ? (
        <CiteSwitch lang={lang} citing={citing} href={link({ cite: citing ? null : '1' })} />
      ) : null,
    }),
    main: (
      <>
        <TableTabs
          lang={lang}
          current="contrast"
          link={(_, table) => visit.to(`${here}/${table ?? ''}`, queryOf(selection))}
          summary={visit.to(here, queryOf(selection))}
        />
        {found ? (
          <ContrastPage
            lang={lang}
            {...found}
            level={level}
            minimumCases={visit.workspace.minimumCases}
            sourceLine={sourceLine(visit, vintage)}
            method={methodText(visit, services, vintage)}
            citing={
              citing
                ? {
                    action: visit.to('/evidence/cite-contrast'),
                    fields: Object.fromEntries(
                      Object.entries(own).flatMap(([name, value]) => (value === null ? [] : [[name, value]])),
                    ),
                  }
                : null
            }
          />
        ) : (
          <EmptyState title={words.contrast.same} />
        )}
      </>
    ),
  })
}

export const contrastRoutes = (services: EvidenceServices): Route[] => [
  work('POST', '/evidence/cite-contrast', writes('evidence'), async (visit) => {
    const given = new URLSearchParams([...(await visit.form())].map(([name, value]) => [name, String(value)]))
    const read = (tx: ReadTx) => readSelection(tx, visit.asker, visit.workspace, given, visit.lang)
    const selection = await visit.read(read)
    const found = selection && (await findContrast(services, visit, selection, given))
    const [name = '', measure = ''] = (given.get('cell') ?? '').split('|')
    const of = (['difference', 'ratio'] as const).find((one) => one === measure)
    const row = found?.rows.find(({ what }) => what.indicator.name === name)
    const estimate = found?.raw.rows.find(({ key }) => key === name)
    if (!selection || !found || !of || !row || !estimate) return new Problem('kernel.notFound', {}, 404)
    const cell = row[of]
    if (cell.shown !== 'estimate' || !cell.citable) return new Problem('evidence.notCitable', {}, 422)
    const { place, group, vintage, level } = selection
    const spec: FigureSpec = {
      contrast: { indicator: name, of, a: found.a.code, b: found.b.code },
      place: place.code,
      group: group?.code ?? null,
      level,
      catalogue,
    }
    const title = (lang: 'es' | 'en'): string => {
      const [a, b] = [found.a, found.b].map(({ code }) => inSentence(sideOf(code, selection, lang)))
      const what = [
        row.what.indicator.label[lang],
        wordsOf(lang).contrast[`${of}Of`](a ?? '', b ?? ''),
        group ? said(group.name, lang) : null,
      ].filter(Boolean)
      return `${what.join(', ')}: ${place.name}, ${periodWords(vintage.period, lang, 'short')}`
    }
    const id = await visit.write((tx) =>
      cite(tx, visit.asker, {
        title: text(title('es'), title('en')),
        dataFileId: vintage.dataFileId,
        vintageId: vintage.id,
        spec,
        estimate: { ...estimate[of], sides: [estimate.a, estimate.b] },
        placeId: place.id,
        groupId: group?.id ?? null,
      }),
    )
    return redirect(visit.to(`/evidence/figures/${id}`), wordsOf(visit.lang).figures.cited)
  }),
]
