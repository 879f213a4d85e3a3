/** Tables and charts of the overview as files: CSV, XLSX, SVG, PNG; the whole overview as one XLSX. */
import { logEvent } from '../../kernel/event.ts'
import { said } from '../../kernel/text.ts'
import { Problem } from '../../platform/problem.ts'
import { type Sheet, toCsv, toXlsx } from '../../platform/spreadsheet/write.ts'
import { toPng, toStandaloneSvg } from '../../web/charts/file.tsx'
import { period as periodWords } from '../../web/format.ts'
import { download } from '../../web/server/answer.ts'
import { exports, type Route, type Visit, work } from '../../web/server/route.ts'
import { type ColumnKey, type TableId, tableById, tables } from '../enoe/index.ts'
import { besideTable } from '../overview/beside.ts'
import { type ComparisonFacts, changeSheet, contrastSheet } from '../overview/comparison-sheets.ts'
import { definitionOf } from '../overview/definition.ts'
import { present, type ShownTable, sexes } from '../overview/present.ts'
import { type ChosenPlace, readSelection, type Selection } from '../overview/selection.ts'
import { type SheetFacts, tableSheet } from '../overview/sheet.ts'
import { columnName } from '../pages/cell.ts'
import { changeDrawing } from '../pages/change-page.tsx'
import { contrastChart } from '../pages/contrast-page.tsx'
import { contrastTitle } from '../pages/contrast-words.ts'
import { chartOf } from '../pages/table-chart.tsx'
import type { EvidenceServices } from '../services.ts'
import type { Vintage } from '../store.ts'
import { wordsOf } from '../words.ts'
import { findChange } from './overview-change.tsx'
import { findContrast } from './overview-contrast.tsx'
import { circumstances, estimatesFor, sourceLine } from './sources.ts'

const xlsx = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

export const downloadRoutes = (services: EvidenceServices): Route[] => [
  work('GET', '/evidence/download/:file', exports('evidence'), async (visit) => {
    const [name = '', kind = ''] = (visit.params.file ?? '').split('.')
    const selection = await visit.read((tx) =>
      readSelection(tx, visit.asker, visit.workspace, visit.query, visit.lang),
    )
    if (!selection) return new Problem('kernel.notFound', {}, 404)
    if (name === 'contrast') return contrastFile(services, visit, selection, kind)
    const change = name === 'change' && (await changeFile(services, visit, selection, kind))
    if (change) return change
    const wanted: TableId[] =
      name === 'overview' ? tables.map(({ id }) => id) : tableById(name) ? [name as TableId] : []
    if (wanted.length === 0) return new Problem('kernel.notFound', {}, 404)
    const fileName = [
      name,
      selection.place.code.replace('/', '-'),
      selection.vintage.period,
      selection.group?.code,
      kind,
    ]
      .filter(Boolean)
      .join('.')
    await visit.write((tx) =>
      logEvent(tx, visit.asker, 'exported', { kind: 'overview', id: selection.vintage.dataFileId }),
    )

    if (kind === 'svg' || kind === 'png') return chartFile(services, visit, selection, wanted, kind, fileName)
    const sides = (await Promise.all(wanted.map((id) => shownTables(services, visit, selection, id)))).flat()
    const beside = await visit.read((tx) =>
      Promise.all(
        sides.map((side) => besideTable(tx, visit.asker, selection, [side], side.shown.table.columns)),
      ),
    )
    const isPublished = beside.some((rows) => rows.length > 0)
    const sheets = sides.map(({ shown, facts }, at) =>
      tableSheet(visit.lang, shown, facts, isPublished ? (beside[at] ?? []) : null),
    )
    const [first] = sheets
    if (kind === 'csv' && first) {
      return download({
        name: fileName,
        mediaType: 'text/csv; charset=utf-8',
        body: toCsv({ ...first, rows: sheets.flatMap((sheet) => sheet.rows) }),
      })
    }
    if (kind !== 'xlsx') return new Problem('kernel.notFound', {}, 404)
    return download({ name: fileName, mediaType: xlsx, body: await toXlsx(mergeByName(sheets)) })
  }),
]

/** Two places compared give two sheets of one table: their lines go into one. */
function mergeByName(sheets: ReturnType<typeof tableSheet>[]) {
  const byName = new Map<string, ReturnType<typeof tableSheet>>()
  for (const sheet of sheets) {
    const earlier = byName.get(sheet.name)
    byName.set(sheet.name, earlier ? { ...earlier, rows: [...earlier.rows, ...sheet.rows] } : sheet)
  }
  return [...byName.values()]
}

/** A table for the chosen place and, where there is one, the place beside it. Nothing withheld is ever revealed in a file. */
async function shownTables(
  services: EvidenceServices,
  visit: Visit,
  selection: Selection,
  id: TableId,
): Promise<{ place: ChosenPlace; shown: ShownTable; facts: SheetFacts }[]> {
  const { vintage, place, compare, group } = selection
  return Promise.all(
    [place, ...(compare ? [compare] : [])].map(async (one) => ({
      place: one,
      shown: present(
        await estimatesFor(services, vintage, one.code, group?.code ?? null),
        id,
        circumstances(visit, selection, false),
      ),
      facts: {
        place: one.name,
        period: periodWords(vintage.period, visit.lang, 'short'),
        group: group ? said(group.name, visit.lang) : null,
        source: sourceLine(visit, vintage),
        isSample: vintage.isSample,
      },
    })),
  )
}

async function chartFile(
  services: EvidenceServices,
  visit: Visit,
  selection: Selection,
  [id]: TableId[],
  kind: 'svg' | 'png',
  name: string,
) {
  if (!id) return new Problem('kernel.notFound', {}, 404)
  const [side] = await shownTables(services, visit, selection, id)
  if (!side) return new Problem('kernel.notFound', {}, 404)
  const columns = side.shown.columns
  const view: ColumnKey = columns.includes(selection.view)
    ? selection.view
    : columns.includes('share')
      ? 'share'
      : (columns[0] ?? 'number')
  const draw = chartOf(visit.lang, side.shown, view)
  if (!draw) return new Problem('evidence.noChart', { table: side.shown.table.title[visit.lang] }, 404)
  const svg = toStandaloneSvg({
    lang: visit.lang,
    title: `${side.shown.table.title[visit.lang]}: ${side.facts.place}, ${side.facts.period}`,
    subtitle: `${columnName(side.shown.table, view, visit.lang)}. ${wordsOf(visit.lang).table.interval(selection.level)}`,
    source: side.facts.source,
    draw,
  })
  if (kind === 'svg') return download({ name, mediaType: 'image/svg+xml', body: svg })
  return download({ name, mediaType: 'image/png', body: new Uint8Array(await toPng(svg)) })
}

/** The comparison of two groups as a file. */
async function contrastFile(services: EvidenceServices, visit: Visit, selection: Selection, kind: string) {
  const { lang } = visit
  const { vintage, place, level } = selection
  const found = await findContrast(services, visit, selection, visit.query)
  if (!found) return new Problem('kernel.notFound', {}, 404)
  return comparisonFile(visit, selection, kind, {
    name: ['contrast', found.a.code, found.b.code, place.code, vintage.period],
    sheet: contrastSheet(
      lang,
      { ...found, period: vintage.period },
      comparisonFacts(visit, selection, [vintage]),
    ),
    draw: contrastChart(lang, found.rows),
    title: contrastTitle(found, place, lang),
    subtitle: `${wordsOf(lang).contrast.chartOf(found.a.label, found.b.label)} ${wordsOf(lang).table.interval(level)}`,
    period: periodWords(vintage.period, lang, 'short'),
    sources: [vintage],
  })
}

/** The change between two periods as a file; null where the address names one period. */
async function changeFile(services: EvidenceServices, visit: Visit, selection: Selection, kind: string) {
  const { lang } = visit
  const { vintage, place } = selection
  const found = await findChange(services, visit, selection)
  const table = tableById('change')
  if (!found || !table) return null
  const sources = [found.against, vintage]
  const total = found.rowsOf('total')
  const [before = '', after = ''] = sources.map((one) => periodWords(one.period, lang, 'short'))
  return comparisonFile(visit, selection, kind, {
    name: ['change', place.code, found.against.period, vintage.period, selection.group?.code ?? ''],
    sheet: changeSheet(
      lang,
      sexes.map((sex) => found.rowsOf(sex)),
      ({ row }) => said(definitionOf(table, row, 'value'), lang),
      comparisonFacts(visit, selection, sources),
    ),
    draw: changeDrawing(lang, total.rows),
    title: wordsOf(lang).table.changeChart(before, after),
    subtitle: `${place.name}. ${wordsOf(lang).table.interval(selection.level)}`,
    period: `${before} → ${after}`,
    sources,
  })
}

const comparisonFacts = (
  visit: Visit,
  { place, group, level }: Selection,
  sources: readonly Vintage[],
): ComparisonFacts => ({
  place: place.name,
  group: group ? said(group.name, visit.lang) : null,
  level,
  isSample: sources.some(({ isSample }) => isSample),
  sources: sources.map((vintage) => ({ line: sourceLine(visit, vintage), sha256: vintage.sha256 })),
})

async function comparisonFile(
  visit: Visit,
  { vintage }: Selection,
  kind: string,
  given: {
    name: readonly string[]
    sheet: Sheet
    draw: Parameters<typeof toStandaloneSvg>[0]['draw'] | null
    title: string
    subtitle: string
    period: string
    sources: readonly Vintage[]
  },
) {
  await visit.write((tx) =>
    logEvent(tx, visit.asker, 'exported', { kind: 'overview', id: vintage.dataFileId }),
  )
  const name = [...given.name.filter(Boolean), kind].join('.').replaceAll('/', '-')
  if (kind === 'csv')
    return download({ name, mediaType: 'text/csv; charset=utf-8', body: toCsv(given.sheet) })
  if (kind === 'xlsx') return download({ name, mediaType: xlsx, body: await toXlsx([given.sheet]) })
  if (kind !== 'svg' && kind !== 'png') return new Problem('kernel.notFound', {}, 404)
  if (!given.draw) return new Problem('evidence.noChart', { table: given.title }, 404)
  const svg = toStandaloneSvg({
    lang: visit.lang,
    title: `${given.title}, ${given.period}`,
    subtitle: given.subtitle,
    source: given.sources.map((one) => sourceLine(visit, one)).join(' '),
    draw: given.draw,
  })
  return kind === 'svg'
    ? download({ name, mediaType: 'image/svg+xml', body: svg })
    : download({ name, mediaType: 'image/png', body: new Uint8Array(await toPng(svg)) })
}
