/** Items of the statistical overview: which there are, by what their source is known, and the numbers among them. */
import {
  type Cell,
  catalogue,
  cellSubject,
  chooseVintage,
  definitionOf,
  indicators,
  methodIn,
  type ShownRow,
  type ShownTable,
  subjectOf,
  subjects,
  tableById,
  type Unit,
  type Vintage,
} from '../../evidence/index.ts'
import { said } from '../../kernel/text.ts'
import { Problem } from '../../platform/problem.ts'
import { capital, period as periodWords } from '../../web/format.ts'
import { differenceOf, measuredOf } from './measured.ts'
import { chartValue, seriesValue, statesValue } from './overview-charts.ts'
import { changesValue, tableValue } from './overview-tables.ts'
import { both } from './places.ts'
import { address, changeAddress, type Reading, sourceOf, sourceOfAll } from './reading.ts'
import type { SpecOf } from './spec.ts'
import type { BoundNumber, Gone, Measured, Value, Words } from './value.ts'
import { overviewWords } from './words.ts'

export type OverviewSpec = SpecOf<
  'cell' | 'gap' | 'change' | 'changes' | 'table' | 'chart' | 'states' | 'series'
>

const kinds: readonly string[] = ['cell', 'gap', 'change', 'changes', 'table', 'chart', 'states', 'series']
export const isOverview = (spec: { of: string }): spec is OverviewSpec => kinds.includes(spec.of)

/** The deliveries that an item is read from, each as often as it is asked; throws `evidence.noPeriod` where one is not there. */
function chosen(spec: OverviewSpec, vintages: readonly Vintage[]): Vintage[] {
  const places = spec.of === 'states' ? ['MX'] : spec.of === 'table' ? spec.places : [spec.place]
  const periods =
    'before' in spec
      ? [spec.before, spec.after]
      : spec.of === 'series'
        ? [...new Set(vintages.map(({ period }) => period))]
        : [spec.period]
  return periods.flatMap((period) => places.map((place) => chooseVintage(vintages, period, place)))
}

/** The same; none where one is not there any more. */
export function vintagesUnder(spec: OverviewSpec, vintages: readonly Vintage[]): Vintage[] {
  try {
    return chosen(spec, vintages)
  } catch (problem) {
    if (problem instanceof Problem) return []
    throw problem
  }
}

/** By what the source of an item is known now; null where its file is not there any more. */
export function basisOf(
  spec: OverviewSpec,
  vintages: readonly Vintage[],
  minimumCases: number,
): string | null {
  const under = vintagesUnder(spec, vintages)
  if (under.length === 0) return null
  return [...new Set(under.map(({ id }) => id)), catalogue, minimumCases].join(' ')
}

export async function overviewValue(reading: Reading, spec: OverviewSpec): Promise<Value> {
  try {
    switch (spec.of) {
      case 'cell':
        return await cellValue(reading, spec)
      case 'gap':
        return await gapValue(reading, spec)
      case 'change':
        return await changeValue(reading, spec)
      case 'changes':
        return await changesValue(reading, spec)
      case 'table':
        return await tableValue(reading, spec)
      case 'chart':
        return await chartValue(reading, spec)
      case 'series':
        return await seriesValue(reading, spec)
      case 'states':
        return await statesValue(reading, spec)
    }
  } catch (problem) {
    if (!(problem instanceof Problem)) throw problem
    return lackingValue(spec, problem)
  }
}

/** The file is gone, or has not what the item is of. */
const lackingValue = (spec: OverviewSpec, problem: Problem): Gone => ({
  is: 'gone',
  why: 'lacks',
  name: both((lang) => overviewWords(lang).item[spec.of]),
  reason: both((lang) =>
    overviewWords(lang).lacks(problem.code === 'evidence.noPeriod' ? 'period' : 'columns'),
  ),
})

function withheldWhole(name: Words, cell: Measured): Gone | null {
  return cell.value === null && cell.withheld
    ? { is: 'gone', why: 'withheld', name, reason: cell.withheld }
    : null
}

async function cellValue(reading: Reading, spec: SpecOf<'cell'>): Promise<BoundNumber | Gone> {
  const { vintage, tables } = await reading.statistics(spec.period, spec.place, spec.group, spec.level)
  const { table, row, cell, unit } = found(tables, spec)
  const measured = measuredOf(cell, unit)
  const where = reading.names.place(spec.place)
  const name = both((lang) =>
    capital(
      subjectOf(
        cellSubject(table.table, row.row, spec.column, lang),
        {
          sex: spec.sex,
          group: spec.group === null ? null : reading.names.group(spec.group)[lang],
          place: { code: spec.place, name: where[lang] },
        },
        lang,
      ),
    ),
  )
  return (
    withheldWhole(name, measured) ?? {
      is: 'number',
      ...measured,
      name,
      base: both((lang) => row.row.base?.[lang] ?? table.table.base[lang]),
      period: vintage.period,
      definition: both((lang) => said(definitionOf(table.table, row.row, spec.column), lang)),
      method: both((lang) => methodIn(lang, reading.context.services, vintage)),
      source: sourceOf(vintage),
      href: address('/evidence/estimate', {
        place: spec.place,
        period: spec.period,
        group: spec.group,
        level: spec.level,
        table: spec.table,
        row: spec.row,
        column: spec.column,
        sex: spec.sex,
      }),
    }
  )
}

function found(
  shown: readonly ShownTable[],
  spec: Pick<SpecOf<'cell'>, 'table' | 'row' | 'column' | 'sex'>,
): { table: ShownTable; row: ShownRow; cell: Cell; unit: Unit } {
  const table = shown.find(({ table }) => table.id === spec.table)
  const row = table?.rows.find((one) => one.row.key === spec.row)
  const cell = row?.cells[spec.column]?.[spec.sex]
  const unit = row?.row.cells[spec.column]?.unit
  if (!table || !row || !cell || !unit) throw new Problem('evidence.noPeriod', {}, 404)
  return { table, row, cell, unit }
}

async function gapValue(reading: Reading, spec: SpecOf<'gap'>): Promise<BoundNumber | Gone> {
  const { vintage, gap, tables } = await reading.statistics(spec.period, spec.place, null, spec.level)
  const where = reading.names.placeInSentence(spec.place)
  const name = both((lang) => overviewWords(lang).gap(where[lang]))
  const measured = differenceOf(gap, 'percent')
  const base = tables.find(({ table }) => table.id === 'informality')?.table.base
  return (
    withheldWhole(name, measured) ?? {
      is: 'number',
      ...measured,
      name,
      base: base ?? both(() => ''),
      period: vintage.period,
      definition: both((lang) => indicators.get('til1')?.definition[lang] ?? ''),
      method: both((lang) => methodIn(lang, reading.context.services, vintage)),
      source: sourceOf(vintage),
      href: address('/evidence/overview/contrast', {
        place: spec.place,
        period: spec.period,
        level: spec.level,
      }),
    }
  )
}

async function changeValue(reading: Reading, spec: SpecOf<'change'>): Promise<BoundNumber | Gone> {
  const { vintage, against, rows } = await reading.changes(spec.before, spec.after, spec.place, spec.level)
  const row = rows[spec.sex].find((one) => one.row.key === spec.indicator)
  const table = tableById('change')
  if (!row || !table) throw new Problem('evidence.noPeriod', {}, 404)
  const measured = differenceOf(row.difference, row.unit)
  const where = reading.names.place(spec.place)
  const name = both((lang) =>
    overviewWords(lang).change(
      subjectOf(
        subjects[row.row.key]?.[lang] ?? row.row.label[lang],
        { sex: spec.sex, group: null, place: { code: spec.place, name: where[lang] } },
        lang,
      ),
      periodWords(against.period, lang, 'short'),
      periodWords(vintage.period, lang, 'short'),
    ),
  )
  return (
    withheldWhole(name, measured) ?? {
      is: 'number',
      ...measured,
      name,
      base: both(() => ''),
      period: vintage.period,
      definition: both((lang) => said(definitionOf(table, row.row, 'value'), lang)),
      method: both((lang) => methodIn(lang, reading.context.services, vintage)),
      source: sourceOfAll([against, vintage]),
      href: changeAddress(spec),
    }
  )
}
