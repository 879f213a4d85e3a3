/** What stands below a table of the overview: of whom its numbers are, what it lacks, how they are to be read. */
import type { Cell, ColumnKey, Sex, ShownRow, ShownTable } from '../../evidence/index.ts'
import type { Language } from '../../kernel/text.ts'
import { list } from '../../web/format.ts'
import { both } from './places.ts'
import type { Reading } from './reading.ts'
import type { SpecOf } from './spec.ts'
import type { BoundTable, Words } from './value.ts'
import { overviewWords } from './words.ts'

interface Noted {
  reading: Reading
  spec: SpecOf<'table'>
  main: ShownTable
  /** The same table of every place. */
  sides: readonly ShownTable[]
  ofSexes: readonly Sex[]
  /** Those of its rows that are shown. */
  rows: readonly ShownRow[]
  /** Those that the file has not the columns for. */
  missing: readonly ShownRow[]
  shown: BoundTable['rows']
}

export function tableNotes({ reading, spec, main, sides, ofSexes, rows, missing, shown }: Noted): Words[] {
  const { table } = main
  const cells = sides.flatMap((side) =>
    side.rows
      .filter((one) => rows.some(({ row }) => row.key === one.row.key))
      .flatMap((one) => ofSexes.flatMap((sex) => one.cells[spec.column]?.[sex] ?? [])),
  )
  const { minimumCases } = reading.context
  const lost = wholesOf(missing)
  return [
    both((lang) => baseIn(reading, spec, main, rows, lang)),
    ...spec.places
      .filter((code) => code.startsWith('MX/'))
      .map((code) => both((lang) => `${reading.names.place(code)[lang].replace(/ \(([^)]*)\)$/, ': $1')}.`)),
    // Where the table is another for want of a column, that says it for its rows too.
    ...(main.otherwise ? [] : rows.flatMap(({ row }) => (row.note ? [row.note] : []))),
    ...(main.otherwise && table.otherwise ? [table.otherwise.because] : []),
    ...(table.notes ?? [])
      .filter((note) => (note.column ?? spec.column) === spec.column)
      .map(({ es, en }) => ({ es, en })),
    ...(lost.length > 0 ? [both((lang) => missingIn(lost, lang))] : []),
    ...legend(shown, spec.level),
    ...(cells.some(isHeld) ? [both((lang) => overviewWords(lang).held)] : []),
    ...(cells.some(isFew) ? [both((lang) => overviewWords(lang).few(minimumCases))] : []),
  ]
}

/** How the numbers of any table are to be read: intervals below them, marks of precision beside them. */
export function legend(rows: BoundTable['rows'], level: number): Words[] {
  const numbers = rows.flatMap(({ cells }) => cells).flatMap((one) => ('unit' in one ? [one] : []))
  const has = {
    interval: numbers.some(({ low }) => low !== null),
    mark: numbers.some(({ precision }) => precision === 'low' || precision === 'moderate'),
  }
  const said = (lang: Language): string => {
    const words = overviewWords(lang)
    return [has.interval && words.interval(level), has.mark && words.precision].filter(Boolean).join(' ')
  }
  return has.interval || has.mark ? [both(said)] : []
}

const isHeld = (cell: Cell): boolean => cell.shown === 'estimate' && cell.noError === 'medianHeld'
const isFew = (cell: Cell): boolean => cell.shown === 'reason' && cell.withheld.reason === 'few'

/** Whose numbers they are; of shares, row by row where the base is another than the table's. */
function baseIn(
  reading: Reading,
  { column, group }: { column: ColumnKey; group: string | null },
  { table }: ShownTable,
  rows: readonly ShownRow[],
  lang: Language,
): string {
  const words = overviewWords(lang)
  if (column === 'informality' || column === 'women') return words.ofRow[column]
  const base =
    group === null
      ? table.base[lang]
      : words.baseIn(table.base[lang], lowered(reading.names.group(group)[lang]))
  return words.baseFor(base, column === 'share' ? otherBases(table.base[lang], rows, lang) : [])
}

function otherBases(
  base: string,
  rows: readonly ShownRow[],
  lang: Language,
): { rows: string; base: string }[] {
  const within = new Map<string, string[]>()
  for (const { row } of rows) {
    // «de la población económicamente activa» → «la población económicamente activa».
    const own = row.base?.[lang].replace(/^(de|of) /, '')
    if (!own || base.toLocaleLowerCase('es').startsWith(own.replace(/^(la|the) /, ''))) continue
    within.set(own, [...(within.get(own) ?? []), quoted(row.label[lang], lang)])
  }
  return [...within].map(([own, names]) => ({
    base: own,
    rows:
      names.length > 3 ? overviewWords(lang).fromTo(names[0] ?? '', names.at(-1) ?? '') : list(names, lang),
  }))
}

const lowered = (words: string): string => words.charAt(0).toLocaleLowerCase('es') + words.slice(1)
const quoted = (words: string, lang: Language): string => (lang === 'es' ? `«${words}»` : `“${words}”`)

/** Rows that are no part of another one: who lacks the whole lacks its parts. Those who did not say are nobody's loss. */
function wholesOf(rows: readonly ShownRow[]): ShownRow[] {
  const told = rows.filter(({ row }) => !/unspecified|unknown/.test(row.key))
  const top = Math.min(...told.map(({ row }) => row.level))
  return told.filter(
    ({ row }, at) => row.level === top && told.findIndex((one) => one.row.label.es === row.label.es) === at,
  )
}

/** A handful of them by name. */
function missingIn(rows: readonly ShownRow[], lang: Language): string {
  const most = 8
  const names = rows.slice(0, most).map(({ row }) => quoted(row.label[lang], lang))
  return overviewWords(lang).missing(list(names, lang), Math.max(0, rows.length - most))
}
