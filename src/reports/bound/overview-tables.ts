/** Tables of the overview: one column for places and sexes, and what moved between two periods. */
import {
  columnLabelIn,
  type Row,
  rowLabel,
  type ShownRow,
  type ShownTable,
  sourceIn,
  tableById,
  type Vintage,
} from '../../evidence/index.ts'
import { Problem } from '../../platform/problem.ts'
import { list, period as periodWords } from '../../web/format.ts'
import { differenceOf, measuredOf } from './measured.ts'
import { both } from './places.ts'
import { address, ofGroup, type Reading, sourceOf } from './reading.ts'
import type { SpecOf } from './spec.ts'
import type { BoundTable, Measured, Words } from './value.ts'
import { overviewWords } from './words.ts'

export async function changesValue(reading: Reading, spec: SpecOf<'changes'>): Promise<BoundTable> {
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

export async function tableValue(reading: Reading, spec: SpecOf<'table'>): Promise<BoundTable> {
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
