/** One estimate of the overview with all that is known of it, and citing it. */
import { said, text } from '../../kernel/text.ts'
import { Problem } from '../../platform/problem.ts'
import { period as periodWords } from '../../web/format.ts'
import { page, redirect } from '../../web/server/answer.ts'
import { type Route, sees, type Visit, work, writes } from '../../web/server/route.ts'
import {
  type ColumnKey,
  columnLabelIn,
  columnLabels,
  type Row,
  rowLabel,
  type Table,
  type TableId,
  tableById,
} from '../enoe/index.ts'
import { cite, type FigureSpec } from '../figures.ts'
import { besideCell } from '../overview/beside.ts'
import { definitionOf } from '../overview/definition.ts'
import type { Sex } from '../overview/estimates.ts'
import { estimateInWords } from '../overview/in-words.ts'
import { catalogue } from '../overview/kept.ts'
import { present, sexes } from '../overview/present.ts'
import { readSelection, type Selection } from '../overview/selection.ts'
import { cellSubject, subjectOf } from '../overview/subject.ts'
import { EstimatePage } from '../pages/estimate-page.tsx'
import { PublishedBeside } from '../pages/published-beside.tsx'
import { queryOf } from '../pages/tools.tsx'
import type { EvidenceServices } from '../services.ts'
import { wordsOf } from '../words.ts'
import { mayCite } from './may-cite.ts'
import { circumstances, estimatesFor, methodText, sourceLine } from './sources.ts'

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

export const estimateRoutes = (services: EvidenceServices): Route[] => [
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
      besideCell(tx, visit.asker, selection, {
        ...address,
        table: found.table,
        row: found.shown,
        place: selection.place,
      }),
    )
    const words = wordsOf(lang)
    const back = visit.to(
      `/evidence/overview/${address.table}`,
      queryOf(selection, { view: address.column === 'share' ? null : address.column }),
    )
    return page({
      title: `${rowLabel(found.table, found.row)[lang]}: ${selection.place.name}`,
      crumbs: [
        { label: words.know },
        { label: words.evidence, href: `/${visit.workspace.slug}/evidence` },
        { label: found.table.title[lang], href: back.slice(3) },
        { label: found.row.label[lang] },
      ],
      subtitle: [
        periodWords(selection.vintage.period, lang),
        columnLabelIn(found.table, address.column)[lang],
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
          hashes={[selection.vintage.sha256]}
          inWords={estimateInWords(found.cell, {
            lang,
            label: subjectOf(
              cellSubject(found.table, found.row, address.column, lang),
              {
                sex: address.sex,
                group: selection.group ? said(selection.group.name, lang) : null,
                place: selection.place,
              },
              lang,
            ),
            unit: found.unit,
          })}
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
    const title = figureTitle(found, address, selection)
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
]

const fieldsOf = (selection: Selection): Record<string, string> =>
  Object.fromEntries(
    Object.entries(queryOf(selection)).flatMap(([name, value]) => (value === null ? [] : [[name, value]])),
  )

/** `Ocupación informal (TIL1), mujeres: Ciudad de México, 2019-T1` */
function figureTitle(
  { table, row }: { table: Table; row: Row },
  { column, sex }: CellAddress,
  { place, vintage, group, choices }: Selection,
) {
  const one = (lang: 'es' | 'en'): string => {
    const words = wordsOf(lang)
    const placeName = choices.places.find(({ code }) => code === place.code)?.name ?? place.name
    const what = [
      rowLabel(table, row)[lang],
      // The name of a mean says that it is one.
      column === 'value' ? null : lower(columnLabels[column][lang]).replace(/, %$/, ''),
      sex === 'total' ? null : lower(words.table[sex]),
      group ? said(group.name, lang) : null,
    ].filter(Boolean)
    return `${what.join(', ')}: ${placeName}, ${periodWords(vintage.period, lang, 'short')}`
  }
  return text(one('es'), one('en'))
}

const lower = (words: string): string => words.toLocaleLowerCase('es')
