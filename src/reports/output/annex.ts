/** The data annex: every number of a report with all that must stand beside it, a line each, and every table on a sheet. */
import type { Language } from '../../kernel/text.ts'
import type { Value as CellValue, Sheet } from '../../platform/spreadsheet/write.ts'
import type { BoundTable, Measured, Value, Words } from '../bound/value.ts'
import type { Frozen } from '../content/frozen.ts'
import { bindingsOf } from '../content/model.ts'
import { annexWords } from './annex-words.ts'

/** The numbers in the order of the text, then tables, charts and lists, a sheet each. */
export function annexSheets(frozen: Frozen, lang: Language): Sheet[] {
  const words = annexWords(lang)
  const ids = [...new Set(frozen.blocks.flatMap(bindingsOf))]
  const values = ids.flatMap((id) => frozen.values[id] ?? [])
  const numbers = values.filter((value) => value.is === 'number')
  const exhibits = values.filter(
    (value) => value.is === 'table' || value.is === 'chart' || value.is === 'list',
  )
  return [
    {
      name: words.numbers,
      notes: [frozen.title[lang], ...(frozen.isSample ? [words.sample] : [])],
      header: [
        words.name,
        ...measuredHead(lang),
        words.base,
        words.period,
        words.definition,
        words.method,
        words.source,
      ],
      rows: numbers.map((value) => [
        value.name[lang],
        ...measuredRow(value, lang),
        value.base[lang],
        value.period,
        value.definition[lang],
        value.method?.[lang] ?? null,
        value.source[lang],
      ]),
      widths: [60, 16, 10, 16, 16, 8, 10, 12, 12, 40, 36, 12, 60, 60, 60],
    },
    ...exhibits.map((value, at) => exhibitSheet(value, lang, at + 1)),
  ]
}

function measuredHead(lang: Language): string[] {
  const { value, unit, low, high, level, cv, n, precision, withheld } = annexWords(lang)
  return [value, unit, low, high, level, cv, n, precision, withheld]
}

const measuredRow = (measured: Measured, lang: Language): CellValue[] => [
  measured.value,
  annexWords(lang).units[measured.unit],
  measured.low,
  measured.high,
  measured.level,
  measured.cv,
  measured.n,
  measured.precision ? annexWords(lang).precisions[measured.precision] : null,
  measured.withheld?.[lang] ?? null,
]

function exhibitSheet(
  value: Extract<Value, { is: 'table' | 'chart' | 'list' }>,
  lang: Language,
  at: number,
): Sheet {
  const words = annexWords(lang)
  const shared = { name: `${at} ${value.title[lang]}`, widths: [48, 30, 16, 10, 16, 16, 8, 10, 12, 12, 40] }
  const notes = [
    value.title[lang],
    ...('notes' in value ? value.notes.map((note) => note[lang]) : []),
    value.source[lang],
  ]
  if (value.is === 'list')
    return {
      ...shared,
      notes,
      header: [(value.label ?? value.title)[lang], ...value.columns.map((column) => column[lang])],
      rows: value.items.map(({ label, cells }) => [label[lang], ...cells.map((cell) => cell[lang])]),
    }
  return {
    ...shared,
    notes,
    header: [words.row, words.column, ...measuredHead(lang)],
    rows:
      value.is === 'table'
        ? tableRows(value, lang)
        : value.rows.flatMap(({ label, figures }) =>
            figures.map((figure, which) => [
              label[lang],
              value.draws === 'pairs' ? (which === 0 ? words.women : words.men) : words.total,
              ...measuredRow(figure, lang),
            ]),
          ),
  }
}

const tableRows = (table: BoundTable, lang: Language): CellValue[][] =>
  table.rows.flatMap(({ label, cells }) =>
    cells.map((cell, at) => {
      const column = table.columns[at]
      const head = [column?.group?.[lang], column?.head[lang]].filter(Boolean).join(', ')
      return isMeasured(cell)
        ? [label[lang], head, ...measuredRow(cell, lang)]
        : [label[lang], head, cell[lang]]
    }),
  )

const isMeasured = (cell: Measured | Words): cell is Measured => 'unit' in cell
