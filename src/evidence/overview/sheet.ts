/** An overview as lines of a file: one estimate a line, with everything that must stand beside it. */
import { type Language, said } from '../../kernel/text.ts'
import type { Sheet, Value } from '../../platform/spreadsheet/write.ts'
import { columnLabels, namesOf } from '../enoe/index.ts'
import { wordsOf } from '../words.ts'
import { definitionOf } from './definition.ts'
import { type ShownTable, sexes } from './present.ts'
import type { Cell } from './publication.ts'

export interface SheetFacts {
  place: string
  period: string
  group: string | null
  source: string
  isSample: boolean
}

/** Lines of one table for one place. Withheld estimates have their reason and no number. */
export function tableSheet(lang: Language, shown: ShownTable, facts: SheetFacts): Sheet {
  const words = wordsOf(lang)
  const { file, table } = words
  const rows = shown.rows.flatMap(({ row, cells }) =>
    shown.columns.flatMap((column) => {
      const trio = cells[column]
      const unit = row.cells[column]?.unit
      if (!trio || !unit) return []
      return (column === 'women' ? (['total'] as const) : sexes).map((sex): Value[] => [
        facts.place,
        facts.period,
        facts.group,
        row.label[lang],
        columnLabels[column][lang],
        table[sex],
        ...numbers(trio[sex], lang),
        file.units[unit],
        row.base?.[lang] ?? shown.table.base[lang],
        said(definitionOf(shown.table, row, column), lang),
        facts.source,
      ])
    }),
  )
  return {
    name: `${shown.table.number} ${shown.table.title[lang]}`,
    notes: [
      ...(facts.isSample ? [table.sampleLine] : []),
      ...(shown.lacks ? [table.lacks(namesOf(shown.lacks, table.or))] : []),
    ],
    header: [
      file.place,
      file.period,
      file.group,
      table.row,
      file.measure,
      file.sex,
      file.estimate,
      file.se,
      file.cv,
      file.low,
      file.high,
      file.level,
      file.cases,
      file.precision,
      file.remark,
      file.unit,
      table.base,
      table.definition,
      table.source,
    ],
    rows,
    widths: [22, 12, 20, 40, 18, 10, 16, 14, 10, 16, 16, 8, 10, 12, 40, 10, 36, 50, 60],
  }
}

function numbers(cell: Cell, lang: Language): Value[] {
  const { file, table, withheld } = wordsOf(lang)
  if (cell.shown === 'lacks')
    return [null, null, null, null, null, null, null, null, table.lackCell(namesOf(cell.columns, table.or))]
  if (cell.shown === 'reason') {
    const { reason } = cell.withheld
    const why = reason === 'few' ? withheld.few(cell.withheld.n, cell.withheld.minimum) : withheld[reason]
    return [null, null, null, null, null, null, cell.n, null, why]
  }
  const precision = cell.precision ? file.precisions[cell.precision] : null
  const remark = cell.withheld
    ? table.revealed
    : cell.se === null
      ? cell.noError === 'medianHeld'
        ? table.medianHeld
        : table.noError
      : cell.precision === 'low'
        ? file.caution
        : null
  return [cell.estimate, cell.se, cell.cv, cell.low, cell.high, cell.level, cell.n, precision, remark]
}
