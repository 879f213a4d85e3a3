/** One estimate with all that is known of it; citing it; and the cited figures, which a person settles when they move. */
import { isId } from '../../kernel/id.ts'
import { said, text } from '../../kernel/text.ts'
import { staleMarks, walk } from '../../kernel/thread.ts'
import { Problem } from '../../platform/problem.ts'
import { period as periodWords } from '../../web/format.ts'
import { page, redirect } from '../../web/server/answer.ts'
import { get, post, type Route, sees, type Visit, work, writes } from '../../web/server/route.ts'
import { type ColumnKey, columnLabels, type TableId, tableById } from '../enoe/index.ts'
import {
  cite,
  type Figure,
  type FigureSpec,
  figureById,
  listFigures,
  removeFigure,
  restoreFigure,
  settle,
} from '../figures.ts'
import { besideCell } from '../overview/beside.ts'
import { definitionOf } from '../overview/definition.ts'
import type { Sex } from '../overview/estimates.ts'
import { catalogue } from '../overview/estimates.ts'
import { present, sexes } from '../overview/present.ts'
import { publish } from '../overview/publication.ts'
import { readSelection, type Selection } from '../overview/selection.ts'
import { EstimatePage } from '../pages/estimate-page.tsx'
import { FigurePage, FiguresPage } from '../pages/figure-page.tsx'
import { PublishedBeside } from '../pages/published-beside.tsx'
import { queryOf } from '../pages/tools.tsx'
import type { EvidenceServices } from '../services.ts'
import { vintageById, vintagesOf } from '../store.ts'
import { wordsOf } from '../words.ts'
import { circumstances, estimatesFor, methodText, sourceLine } from './overview.tsx'

interface CellAddress {
  table: TableId
  row: string
  column: ColumnKey
  sex: Sex
}

/** Reads which cell of which table is meant; what does not exist is not found. */
function cellAddress(given: {
  table: string | null
  row: string | null
  column: string | null
  sex: string | null
}): CellAddress {
  const table = tableById(given.table ?? '')
  const sex = sexes.find((one) => one === given.sex)
  const row = [...(table?.rows ?? []), ...(table?.otherwise?.rows ?? [])].find((one) => one.key === given.row)
  const column = Object.keys(columnLabels).find((one): one is ColumnKey => one === given.column)
  if (!table || !sex || !row || !column) throw new Problem('kernel.notFound', {}, 404)
  return { table: table.id, row: row.key, column, sex }
}

/** The cell as it may be shown, with its unit, and the estimate unrounded and in its own unit, as a figure keeps it. */
async function findCell(
  services: EvidenceServices,
  visit: Visit,
  selection: Selection,
  address: CellAddress,
  revealed = false,
) {
  const overview = await estimatesFor(
    services,
    selection.vintage,
    selection.place.code,
    selection.group?.code ?? null,
  )
  const shown = present(overview, address.table, circumstances(visit, selection, revealed))
  const row = shown.rows.find((one) => one.row.key === address.row)
  const raw = overview.tables
    .find((table) => table.id === address.table)
    ?.rows.find((one) => one.key === address.row)?.cells[address.column]
  const cell = row?.cells[address.column]?.[address.sex]
  const unit = row?.row.cells[address.column]?.unit
  if (!row || !cell || !unit || !raw) throw new Problem('kernel.notFound', {}, 404)
  return {
    shown: row,
    row: row.row,
    cell,
    unit,
    table: shown.table,
    estimated: 'lacks' in raw ? null : raw[address.sex],
  }
}

export const figureRoutes = (services: EvidenceServices): Route[] => [
  work('GET', '/evidence/estimate', sees('evidence'), async (visit) => {
    const { query, lang } = visit
    const selection = await visit.read((tx) => readSelection(tx, visit.asker, visit.workspace, query, lang))
    if (!selection) return new Problem('kernel.notFound', {}, 404)
    const address = cellAddress({
      table: query.get('table'),
      row: query.get('row'),
      column: query.get('column'),
      sex: query.get('sex'),
    })
    const found = await findCell(services, visit, selection, address)
    const beside = await visit.read((tx) =>
      besideCell(tx, visit.asker, selection, { ...address, row: found.shown, place: selection.place }),
    )
    const words = wordsOf(lang)
    const back = visit.to(
      `/evidence/overview/${address.table}`,
      queryOf(selection, { view: address.column === 'share' ? null : address.column }),
    )
    return page({
      title: `${found.row.label[lang]}: ${selection.place.name}`,
      crumbs: [
        { label: words.know },
        { label: words.evidence, href: `/${visit.workspace.slug}/evidence` },
        { label: found.table.title[lang], href: back.slice(3) },
        { label: found.row.label[lang] },
      ],
      subtitle: [
        periodWords(selection.vintage.period, lang),
        columnLabels[address.column][lang],
        words.table[address.sex],
        selection.group ? said(selection.group.name, lang) : null,
      ]
        .filter(Boolean)
        .join(' · '),
      main: (
        <EstimatePage
          lang={lang}
          cell={found.cell}
          unit={found.unit}
          base={found.row.base?.[lang] ?? found.table.base[lang]}
          period={periodWords(selection.vintage.period, lang)}
          source={sourceLine(visit, selection.vintage)}
          definition={said(definitionOf(found.table, found.row, address.column), lang)}
          hash={selection.vintage.sha256}
          method={methodText(visit, services, selection.vintage)}
          cite={
            found.cell.shown === 'estimate' && found.cell.citable && mayCite(visit)
              ? {
                  action: visit.to('/evidence/cite'),
                  fields: {
                    ...fieldsOf(selection),
                    table: address.table,
                    catalogue,
                    cell: [selection.place.code, address.row, address.column, address.sex].join('|'),
                  },
                }
              : null
          }
          published={
            <PublishedBeside
              lang={lang}
              rows={beside}
              link={(one) => visit.to(`/evidence/published/${one}`)}
            />
          }
        />
      ),
    })
  }),

  work('POST', '/evidence/cite', writes('evidence'), async (visit) => {
    const form = await visit.form()
    const given = new URLSearchParams([...form].map(([name, value]) => [name, String(value)]))
    const [place = '', row = '', column = '', sex = ''] = (given.get('cell') ?? '').split('|')
    given.set('place', place)
    const selection = await visit.read((tx) =>
      readSelection(tx, visit.asker, visit.workspace, given, visit.lang),
    )
    if (!selection) return new Problem('kernel.notFound', {}, 404)
    const address = cellAddress({ table: given.get('table'), row, column, sex })
    const found = await findCell(services, visit, selection, address)
    if (found.cell.shown !== 'estimate' || !found.cell.citable || !found.estimated)
      return new Problem('evidence.notCitable', {}, 422)
    const spec: FigureSpec = {
      ...address,
      place: selection.place.code,
      group: selection.group?.code ?? null,
      level: selection.level,
      catalogue,
    }
    const title = figureTitle(found.row.label, address, selection)
    const estimate = found.estimated
    const id = await visit.write((tx) =>
      cite(tx, visit.asker, {
        title,
        dataFileId: selection.vintage.dataFileId,
        vintageId: selection.vintage.id,
        spec,
        estimate,
        placeId: selection.place.id,
        groupId: selection.group?.id ?? null,
      }),
    )
    return redirect(visit.to(`/evidence/figures/${id}`), wordsOf(visit.lang).figures.cited)
  }),

  get('/evidence/figures', sees('evidence'), async (visit, tx) => {
    const words = wordsOf(visit.lang)
    const before = visit.query.get('before')
    const figures = await listFigures(tx, visit.asker, before !== null && isId(before) ? { before } : {})
    return page({
      title: words.home.figures,
      crumbs: [
        { label: words.know },
        { label: words.evidence, href: `/${visit.workspace.slug}/evidence` },
        { label: words.home.figures },
      ],
      lede: words.figures.lede,
      main: (
        <FiguresPage
          lang={visit.lang}
          rows={figures.slice(0, 50).map((figure) => ({
            figure,
            ...shownFigure(figure),
            href: visit.to(`/evidence/figures/${figure.id}`),
          }))}
          older={figures.length > 50 ? visit.to('/evidence/figures', { before: figures[49]?.id }) : undefined}
          overview={visit.to('/evidence/overview')}
        />
      ),
    })
  }),

  get('/evidence/figures/:id', sees('evidence'), async (visit, tx) => {
    const { lang, asker } = visit
    const words = wordsOf(lang)
    const figure = await figureById(tx, asker, visit.params.id ?? '')
    const vintage = await vintageById(tx, asker, figure.vintageId)
    const vintages = await vintagesOf(tx, asker, figure.dataFileId)
    const supports = await walk(tx, asker, figure.id, 'supports')
    const marks = await staleMarks(tx, asker, figure.id)
    const { unit, cell, moved, row, table } = shownFigure(figure)
    const recomputedOn = figure.recomputed && vintages.find((one) => one.id === figure.recomputed?.vintageId)
    return page({
      title: said(figure.title, lang),
      crumbs: [
        { label: words.know },
        { label: words.evidence, href: `/${visit.workspace.slug}/evidence` },
        { label: words.home.figures, href: `/${visit.workspace.slug}/evidence/figures` },
        { label: row.label[lang] },
      ],
      subtitle: [
        periodWords(vintage.period, lang),
        words.figures.version(figure.version),
        columnLabels[figure.spec.column][lang],
        words.table[figure.spec.sex],
      ].join(' · '),
      main: (
        <FigurePage
          lang={lang}
          figure={figure}
          cell={cell}
          moved={moved}
          unit={unit}
          base={row.base?.[lang] ?? table.base[lang]}
          period={periodWords(vintage.period, lang)}
          source={sourceLine(visit, vintage)}
          newSource={recomputedOn ? sourceLine(visit, recomputedOn) : null}
          definition={said(definitionOf(table, row, figure.spec.column), lang)}
          method={methodText(visit, services, vintage)}
          isStale={marks.length > 0}
          settle={mayCite(visit) ? visit.to(`/evidence/figures/${figure.id}/settle`) : null}
          remove={mayCite(visit) ? visit.to(`/evidence/figures/${figure.id}/remove`) : null}
          dataLink={visit.to(`/evidence/data/${figure.dataFileId}`)}
          dataLabel={vintage.files.map((file) => file.name).join(', ')}
          hash={vintage.sha256}
          supports={supports.map((step) => ({
            kind: step.kind,
            label: said(step.title, lang),
            href: visit.to(step.path),
            mark: step.mark,
          }))}
        />
      ),
    })
  }),

  post('/evidence/figures/:id/settle', writes('evidence'), async (visit, tx) => {
    const decision = (await visit.form()).get('decision') === 'accept' ? 'accept' : 'keep'
    const id = visit.params.id ?? ''
    await settle(tx, visit.asker, id, decision)
    return redirect(
      visit.to(`/evidence/figures/${id}`),
      wordsOf(visit.lang).figures[decision === 'accept' ? 'accepted' : 'kept'],
    )
  }),

  post('/evidence/figures/:id/remove', writes('evidence'), async (visit, tx) => {
    await removeFigure(tx, visit.asker, visit.params.id ?? '')
    return redirect(
      visit.to('/evidence/figures', { removed: visit.params.id }),
      wordsOf(visit.lang).figures.removed,
    )
  }),

  post('/evidence/figures/:id/restore', writes('evidence'), async (visit, tx) => {
    await restoreFigure(tx, visit.asker, visit.params.id ?? '')
    return redirect(
      visit.to(`/evidence/figures/${visit.params.id ?? ''}`),
      wordsOf(visit.lang).figures.restored,
    )
  }),
]

const mayCite = (visit: Visit): boolean =>
  ['coordinator', 'assistant', 'researcher'].includes(visit.asker.role)

const fieldsOf = (selection: Selection): Record<string, string> =>
  Object.fromEntries(
    Object.entries(queryOf(selection)).flatMap(([name, value]) => (value === null ? [] : [[name, value]])),
  )

/** `Ocupación informal (TIL1), mujeres: Ciudad de México, 2019-T1` */
function figureTitle(
  label: { es: string; en: string },
  { column, sex }: CellAddress,
  { place, vintage, group, choices }: Selection,
) {
  const one = (lang: 'es' | 'en'): string => {
    const words = wordsOf(lang)
    const placeName = choices.places.find(({ code }) => code === place.code)?.name ?? place.name
    return `${[label[lang], columnLabels[column][lang].toLocaleLowerCase('es'), sex === 'total' ? null : words.table[sex].toLocaleLowerCase('es'), group ? said(group.name, lang) : null].filter(Boolean).join(', ')}: ${placeName}, ${periodWords(vintage.period, lang, 'short')}`
  }
  return text(one('es'), one('en'))
}

/** A kept figure as it is shown: its cell, and what the newest vintage made of it. */
export function shownFigure(figure: Figure) {
  const { spec } = figure
  const table = tableById(spec.table)
  const row = [...(table?.rows ?? []), ...(table?.otherwise?.rows ?? [])].find((one) => one.key === spec.row)
  const unit = row?.cells[spec.column]?.unit
  if (!table || !row || !unit) throw new Error(`figure ${figure.id} is of a row that no longer exists`)
  const scale = unit === 'percent' ? 100 : 1
  const decide = (estimate: Figure['estimate']) =>
    publish(
      {
        ...estimate,
        estimate: estimate.estimate === null ? null : estimate.estimate * scale,
        se: estimate.se === null ? null : estimate.se * scale,
      },
      { unplanned: null, minimumCases: 0, level: spec.level, revealed: false },
    )
  return {
    table,
    row,
    unit,
    cell: decide(figure.estimate),
    moved: figure.recomputed ? decide(figure.recomputed.estimate) : null,
  }
}
