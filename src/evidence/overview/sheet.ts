/** An overview as lines of a file: one estimate a line, with everything that must stand beside it. */
import { type Language, said } from '../../kernel/text.ts'
import type { Sheet, Value } from '../../platform/spreadsheet/write.ts'
import { columnLabelIn, namesOf, rowLabel } from '../enoe/index.ts'
import { wordsOf } from '../words.ts'
import type { Beside } from './beside.ts'
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

/**
 * Lines of one table for one place. Withheld estimates have their reason and no number. `beside`: what others publish of the same
 * cells, with the difference; null where nobody does, and the columns are left out.
 */
export function tableSheet(
  lang: Language,
  shown: ShownTable,
  facts: SheetFacts,
  beside: readonly Beside[] | null = null,
): Sheet {
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
        rowLabel(shown.table, row)[lang],
        columnLabelIn(shown.table, column)[lang],
        table[sex],
        ...numbers(trio[sex], lang),
        file.units[unit],
        row.base?.[lang] ?? shown.table.base[lang],
        said(definitionOf(shown.table, row, column), lang),
        facts.source,
        ...(beside
          ? printed(
              lang,
              beside.filter((one) => one.row === row.key && one.column === column && one.sex === sex),
            )
          : []),
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
      ...(beside ? [file.published, file.difference, file.publisher] : []),
    ],
    rows,
    widths: [
      ...[22, 12, 20, 40, 18, 10, 16, 14, 10, 16, 16, 8, 10, 12, 40, 10, 36, 50, 60],
      ...(beside ? [16, 16, 40] : []),
    ],
  }
}

/** What is published of one cell, ours minus it, and by whom; of two publications the one that ours is compared with first. */
function printed(lang: Language, beside: readonly Beside[]): Value[] {
  const [first, ...others] = beside.toSorted(
    (a, b) => Number(a.compared === null) - Number(b.compared === null),
  )
  if (!first) return [null, null, null]
  const by = ({ published: { source } }: Beside) => [source.producer, source.page].filter(Boolean).join(', ')
  const rest = others.map((one) => `${publishedValue(one)} (${by(one)})`)
  return [
    first.published.value,
    first.compared?.difference ?? null,
    [by(first), ...(rest.length > 0 ? [`${wordsOf(lang).file.also}: ${rest.join('; ')}`] : [])].join('. '),
  ]
}

const publishedValue = ({ published }: Beside): string => published.value.toFixed(published.decimals)

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
