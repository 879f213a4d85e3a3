/** Items of the statistical overview: cells, differences, changes, tables, charts, states. */
import {
  byState,
  type Cell,
  type Changes,
  catalogue,
  cellSubject,
  changesOf,
  chooseVintage,
  columnLabelIn,
  currentVintages,
  definitionOf,
  indicators,
  methodIn,
  type Row,
  rowLabel,
  type ShownRow,
  type ShownTable,
  type Statistics,
  sourceIn,
  statisticsOf,
  subjectOf,
  subjects,
  tableById,
  type Unit,
  type Vintage,
} from '../../evidence/index.ts'
import { said } from '../../kernel/text.ts'
import { Problem } from '../../platform/problem.ts'
import { capital, list, period as periodWords } from '../../web/format.ts'
import type { Context } from './context.ts'
import { differenceOf, measuredOf } from './measured.ts'
import { both, type Names, namesIn } from './places.ts'
import type { SpecOf } from './spec.ts'
import type { BoundChart, BoundNumber, BoundTable, Gone, Measured, Value, Words } from './value.ts'
import { overviewWords } from './words.ts'

export type OverviewSpec = SpecOf<'cell' | 'gap' | 'change' | 'changes' | 'table' | 'chart' | 'states'>

export const isOverview = (spec: { of: string }): spec is OverviewSpec =>
  ['cell', 'gap', 'change', 'changes', 'table', 'chart', 'states'].includes(spec.of)

/** What stays the same while many items are asked for: names, files, and the estimates of each place once. */
export interface Reading {
  names: Names
  vintages: readonly Vintage[]
  context: Context
  statistics(
    period: string,
    place: string,
    group: string | null,
    level: 90 | 95,
  ): Promise<{ vintage: Vintage } & Statistics>
  changes(
    before: string,
    after: string,
    place: string,
    level: 90 | 95,
  ): Promise<{ vintage: Vintage; against: Vintage } & Changes>
}

export async function readingOf(context: Context): Promise<Reading> {
  const { read, asker, services, minimumCases } = context
  const vintages = await read((tx) => currentVintages(tx, asker))
  const once = new Map<string, Promise<unknown>>()
  const remember = <T>(key: string, ask: () => Promise<T>): Promise<T> => {
    const known = once.get(key) ?? ask()
    once.set(key, known)
    return known as Promise<T>
  }
  return {
    names: await namesIn(context),
    vintages,
    context,
    statistics: (period, place, group, level) =>
      remember(`${period} ${place} ${group} ${level}`, async () => {
        const vintage = chooseVintage(vintages, period, place)
        return { vintage, ...(await statisticsOf(services, vintage, { place, group, level, minimumCases })) }
      }),
    changes: (before, after, place, level) =>
      remember(`${before} ${after} ${place} ${level}`, async () => {
        const [against, vintage] = [before, after].map((one) => chooseVintage(vintages, one, place)) as [
          Vintage,
          Vintage,
        ]
        return {
          vintage,
          against,
          ...(await changesOf(services, against, vintage, { place, level, minimumCases })),
        }
      }),
  }
}

/** By what the source of an item is known now; null where its file is not there any more. */
export function basisOf(
  spec: OverviewSpec,
  vintages: readonly Vintage[],
  minimumCases: number,
): string | null {
  const places = spec.of === 'states' ? ['MX'] : spec.of === 'table' ? spec.places : [spec.place]
  const periods = 'before' in spec ? [spec.before, spec.after] : [spec.period]
  try {
    const ids = periods.flatMap((period) => places.map((place) => chooseVintage(vintages, period, place).id))
    return [...new Set(ids), catalogue, minimumCases].join(' ')
  } catch (problem) {
    if (problem instanceof Problem) return null
    throw problem
  }
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

const sourceOf = (vintage: Vintage): Words => both((lang) => sourceIn(lang, vintage))

const address = (path: string, query: Record<string, string | number | null>): string => {
  const given = Object.entries(query).flatMap(([key, value]) =>
    value === null ? [] : [[key, String(value)]],
  )
  return `${path}?${new URLSearchParams(given)}`
}

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
      source: both((lang) => `${sourceIn(lang, against)} ${sourceIn(lang, vintage)}`),
      href: address('/evidence/overview/change', {
        place: spec.place,
        period: spec.after,
        against: spec.before,
        level: spec.level,
      }),
    }
  )
}

async function changesValue(reading: Reading, spec: SpecOf<'changes'>): Promise<BoundTable> {
  const { vintage, against, rows } = await reading.changes(spec.before, spec.after, spec.place, spec.level)
  const periodOf = (of: Vintage): Words => both((lang) => periodWords(of.period, lang, 'short'))
  const table = tableById('change')
  return {
    is: 'table',
    title: both(
      (lang) =>
        `${overviewWords(lang).changes(periodWords(against.period, lang).toLocaleLowerCase('es'), periodWords(vintage.period, lang).toLocaleLowerCase('es'))}. ${reading.names.place(spec.place)[lang]}`,
    ),
    label: both((lang) => overviewWords(lang).indicator),
    columns: [
      { head: periodOf(against) },
      { head: periodOf(vintage) },
      { head: both((lang) => overviewWords(lang).difference) },
    ],
    rows: rows[spec.sex].map(({ row, unit, before, after, difference }) => ({
      label: row.label,
      level: 0,
      cells: [measuredOf(before, unit), measuredOf(after, unit), differenceOf(difference, unit)],
    })),
    notes: [...(table?.notes ?? [])],
    source: both((lang) => `${sourceIn(lang, against)} ${sourceIn(lang, vintage)}`),
    href: address('/evidence/overview/change', {
      place: spec.place,
      period: spec.after,
      against: spec.before,
      level: spec.level,
    }),
  }
}

const sexes = ['total', 'women', 'men'] as const

async function tableValue(reading: Reading, spec: SpecOf<'table'>): Promise<BoundTable> {
  const codes = spec.places
  const sides = await Promise.all(
    codes.map((place) => reading.statistics(spec.period, place, spec.group, spec.level)),
  )
  const [first] = sides
  const main = first?.tables.find(({ table }) => table.id === spec.table)
  if (!first || !main) throw new Problem('evidence.noPeriod', {}, 404)
  // The share of women among women says nothing.
  const shownSexes = spec.column === 'women' || !spec.bySex ? (['total'] as const) : sexes
  const inColumn = main.rows.filter(({ cells }) => cells[spec.column])
  const rows = inColumn.filter(({ cells }) => cells[spec.column]?.total.shown !== 'lacks')
  const missing = wholesOf(inColumn.filter((row) => !rows.includes(row)))
  if (rows.length === 0) throw new Problem('evidence.placeLacks', {}, 404)
  const title = both((lang) => {
    const where = list(
      codes.map((code, at) => {
        const name = reading.names.short(code)[lang]
        return at > 0 && code.startsWith('MX/')
          ? name.charAt(0).toLocaleLowerCase('es') + name.slice(1)
          : name
      }),
      lang,
    )
    const whose = ofGroup(reading, spec.group, lang)
    return `${main.table.title[lang]}: ${columnLabelIn(main.table, spec.column)[lang].toLocaleLowerCase('es')}${whose}. ${where}, ${periodWords(first.vintage.period, lang).toLocaleLowerCase('es')}`
  })
  const shown: BoundTable['rows'] = rows.map(({ row }) => ({
    label: spec.column === 'value' ? rowLabel(main.table, row) : row.label,
    level: row.level,
    cells: sides.flatMap(({ tables }) => shownSexes.map((sex) => cellIn(tables, spec, row, sex))),
  }))
  return {
    is: 'table',
    title,
    label: both((lang) => overviewWords(lang).row),
    columns: codes.flatMap((code) =>
      shownSexes.map((sex) =>
        shownSexes.length === 1 && codes.length > 1
          ? { head: reading.names.short(code) }
          : {
              head: both((lang) => overviewWords(lang).sexes[sex]),
              ...(codes.length > 1 ? { group: reading.names.short(code) } : {}),
            },
      ),
    ),
    rows: shown,
    notes: [
      both((lang) => overviewWords(lang).base(main.table.base[lang])),
      ...codes
        .filter((code) => code.startsWith('MX/'))
        .map((code) => both((lang) => `${reading.names.place(code)[lang]}.`)),
      // Where the table is another for want of a column, that says it for its rows too.
      ...(main.otherwise ? [] : rows.flatMap(({ row }) => (row.note ? [row.note] : []))),
      ...(main.otherwise && main.table.otherwise ? [main.table.otherwise.because] : []),
      ...(main.table.notes ?? []),
      ...(missing.length > 0 ? [both((lang) => missingIn(missing, lang))] : []),
      ...legend(shown, spec.level),
    ],
    source: sourceOf(first.vintage),
    href: address(`/evidence/overview/${spec.table}`, {
      place: codes[0] ?? null,
      compare: codes[1] ?? null,
      period: spec.period,
      group: spec.group,
      level: spec.level,
      view: spec.column,
    }),
  }
}

/** «, personas trabajadoras del hogar»; nothing where it is of everybody. */
function ofGroup(reading: Reading, group: string | null, lang: 'es' | 'en'): string {
  if (group === null) return ''
  const name = reading.names.group(group)[lang]
  return `, ${name.charAt(0).toLocaleLowerCase('es')}${name.slice(1)}`
}

/** Rows that are no part of another one: who lacks the whole lacks its parts. Those who did not say are nobody's loss. */
function wholesOf(rows: readonly ShownRow[]): ShownRow[] {
  const told = rows.filter(({ row }) => !/unspecified|unknown/.test(row.key))
  const top = Math.min(...told.map(({ row }) => row.level))
  return told.filter(
    ({ row }, at) => row.level === top && told.findIndex((one) => one.row.label.es === row.label.es) === at,
  )
}

/** A handful of them by name, «with a capital» only where a name has one. */
function missingIn(rows: readonly ShownRow[], lang: 'es' | 'en'): string {
  const most = 8
  const names = rows.slice(0, most).map(({ row: { label } }) => {
    const text = label[lang]
    const name = /^\p{Lu}\p{Ll}/u.test(text) ? text.charAt(0).toLocaleLowerCase('es') + text.slice(1) : text
    return lang === 'es' ? `«${name}»` : `“${name}”`
  })
  return overviewWords(lang).missing(list(names, lang), Math.max(0, rows.length - most))
}

/** What the marks of precision mean, where a table has any. */
function legend(rows: BoundTable['rows'], level: number): Words[] {
  const marks = rows
    .flatMap(({ cells }) => cells)
    .some((one) => 'unit' in one && (one.precision === 'low' || one.precision === 'moderate'))
  return marks ? [both((lang) => overviewWords(lang).interval(level))] : []
}

function cellIn(
  shown: readonly ShownTable[],
  spec: SpecOf<'table'>,
  row: Row,
  sex: (typeof sexes)[number],
): Measured | Words {
  const there = shown
    .find(({ table }) => table.id === spec.table)
    ?.rows.find((one) => one.row.key === row.key)
  const cell = there?.cells[spec.column]?.[sex]
  const unit = there?.row.cells[spec.column]?.unit
  return cell && unit ? measuredOf(cell, unit) : both(() => '–')
}

async function chartValue(reading: Reading, spec: SpecOf<'chart'>): Promise<BoundChart> {
  const { vintage, tables } = await reading.statistics(spec.period, spec.place, spec.group, spec.level)
  const shown = tables.find(({ table }) => table.id === spec.table)
  if (!shown) throw new Problem('evidence.noPeriod', {}, 404)
  const isPairs = spec.column !== 'women'
  const rows = shown.rows.flatMap(({ row, cells }) => {
    const trio = cells[spec.column]
    const unit = row.cells[spec.column]?.unit
    const isEmpty = trio?.total.shown === 'reason' && trio.total.withheld.reason === 'noCases'
    if (!trio || !unit || isEmpty || trio.total.shown === 'lacks') return []
    if (row.level === 0 && spec.column !== 'value') return []
    // Those who did not say are in the table; nobody compares them.
    if (/unspecified|unknown/.test(row.key)) return []
    const figures = (isPairs ? [trio.women, trio.men] : [trio.total]).map((cell) => measuredOf(cell, unit))
    const label = spec.column === 'value' ? rowLabel(shown.table, row) : row.label
    return figures.some(({ value }) => value !== null)
      ? [{ key: row.key, label, strong: false, figures }]
      : []
  })
  return {
    is: 'chart',
    draws: isPairs ? 'pairs' : 'dots',
    title: both(
      (lang) =>
        `${shown.table.title[lang]}: ${columnLabelIn(shown.table, spec.column)[lang].toLocaleLowerCase('es')}${ofGroup(reading, spec.group, lang)}. ${reading.names.place(spec.place)[lang]}, ${periodWords(vintage.period, lang).toLocaleLowerCase('es')}`,
    ),
    description: both((lang) => described(rows, lang)),
    rows,
    domain: spec.column === 'informality' ? [0, 100] : null,
    source: sourceOf(vintage),
    href: address(`/evidence/overview/${spec.table}`, {
      place: spec.place,
      period: spec.period,
      group: spec.group,
      level: spec.level,
      view: spec.column,
    }),
  }
}

/** The largest and the smallest, for who does not see the drawing. */
function described(rows: BoundChart['rows'], lang: 'es' | 'en'): string {
  const known = rows.flatMap(({ label, figures }) => {
    const values = figures.flatMap(({ value }) => (value === null ? [] : [value]))
    return values.length > 0 ? [{ label: label[lang], value: Math.max(...values) }] : []
  })
  const sorted = known.toSorted((a, b) => b.value - a.value)
  const [top, bottom] = [sorted[0], sorted.at(-1)]
  return top && bottom ? overviewWords(lang).described(rows.length, top.label, bottom.label) : ''
}

async function statesValue(reading: Reading, spec: SpecOf<'states'>): Promise<BoundChart> {
  const { context, vintages, names } = reading
  const vintage = chooseVintage(vintages, spec.period, 'MX')
  const found = await byState(context.services, vintage, {
    indicator: spec.indicator,
    level: spec.level,
    minimumCases: context.minimumCases,
  })
  const indicator = indicators.get(spec.indicator)
  if (!indicator) throw new Problem('evidence.noPeriod', {}, 404)
  const isMap = spec.draws === 'states'
  const rows = found
    .filter(({ code }) => !(isMap && code === 'all'))
    .map(({ code, cell }) => ({
      key: code,
      label: names.place(code === 'all' ? 'MX' : code),
      strong: code === spec.place || (code === 'all' && !isMap),
      figures: [measuredOf(cell, indicator.unit)],
    }))
    .toSorted((a, b) => (b.figures[0]?.value ?? -1) - (a.figures[0]?.value ?? -1))
  return {
    is: 'chart',
    draws: isMap ? 'states' : 'dots',
    title: both(
      (lang) =>
        `${indicator.label[lang]}, ${overviewWords(lang).byState}. ${periodWords(vintage.period, lang)}`,
    ),
    description: both((lang) => described(rows, lang)),
    rows,
    domain: indicator.unit === 'percent' && !isMap ? [0, 100] : null,
    source: sourceOf(vintage),
    href: address('/evidence/overview', { period: spec.period, level: spec.level }),
  }
}
