/** Tables of the overview: one column for places and sexes, and what moved between two periods. */
import {
  columnLabelIn,
  periodWithin,
  type Row,
  rowLabel,
  type ShownTable,
  tableById,
  type Vintage,
} from '../../evidence/index.ts'
import { Problem } from '../../platform/problem.ts'
import { list, period as periodWords } from '../../web/format.ts'
import { differenceOf, measuredOf } from './measured.ts'
import { both } from './places.ts'
import { address, changeAddress, ofGroup, type Reading, sourceOf, sourceOfAll } from './reading.ts'
import { between } from './span.ts'
import type { SpecOf } from './spec.ts'
import { legend, tableNotes } from './table-notes.ts'
import type { BoundTable, Measured, Words } from './value.ts'
import { overviewWords } from './words.ts'

export async function changesValue(reading: Reading, spec: SpecOf<'changes'>): Promise<BoundTable> {
  const { vintage, against, rows } = await reading.changes(spec.before, spec.after, spec.place, spec.level)
  const periodOf = (of: Vintage): Words => both((lang) => periodWords(of.period, lang, 'short'))
  const table = tableById('change')
  const span = between(against.period, vintage.period)
  const shown: BoundTable['rows'] = rows[spec.sex].map(({ row, unit, before, after, difference }) => ({
    label: row.label,
    level: 0,
    cells: [measuredOf(before, unit), measuredOf(after, unit), differenceOf(difference, unit)],
  }))
  return {
    is: 'table',
    title: both(
      (lang) =>
        `${overviewWords(lang).changes(span.before[lang], span.after[lang])}. ${reading.names.place(spec.place)[lang]}`,
    ),
    label: both((lang) => overviewWords(lang).indicator),
    columns: [
      { head: periodOf(against) },
      { head: periodOf(vintage) },
      { head: both((lang) => overviewWords(lang).difference) },
    ],
    rows: shown,
    notes: [...(table?.notes ?? []), ...legend(shown, spec.level)],
    source: sourceOfAll([against, vintage]),
    href: changeAddress(spec),
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
  const missing = inColumn.filter((row) => !rows.includes(row))
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
    return `${main.table.title[lang]}: ${columnLabelIn(main.table, spec.column)[lang].toLocaleLowerCase('es')}${whose}. ${where}, ${periodWithin(first.vintage.period, lang)}`
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
    notes: tableNotes({
      reading,
      spec,
      main,
      sides: sides.flatMap(({ tables }) => tableIn(tables, spec)),
      ofSexes: shownSexes,
      rows,
      missing,
      shown,
    }),
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

function cellIn(
  shown: readonly ShownTable[],
  spec: SpecOf<'table'>,
  row: Row,
  sex: (typeof sexes)[number],
): Measured | Words {
  const there = tableIn(shown, spec)
    .flatMap(({ rows }) => rows)
    .find((one) => one.row.key === row.key)
  const cell = there?.cells[spec.column]?.[sex]
  const unit = there?.row.cells[spec.column]?.unit
  if (!cell || !unit) return both(() => '–')
  const measured = measuredOf(cell, unit)
  const why = cell.shown === 'reason' ? cell.withheld : null
  // In a narrow cell only how many; a note says what that means.
  const short =
    why?.reason === 'few'
      ? both((lang) => overviewWords(lang).cases(why.n))
      : why?.reason === 'noCases'
        ? both((lang) => overviewWords(lang).cases(0))
        : null
  return short ? { ...measured, withheld: short } : measured
}

const tableIn = (shown: readonly ShownTable[], spec: SpecOf<'table'>): ShownTable[] =>
  shown.filter(({ table }) => table.id === spec.table)
