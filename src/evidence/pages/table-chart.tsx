import type { Language } from '../../kernel/text.ts'
import { Chart } from '../../web/charts/chart.tsx'
import { dotChart, type PairRow, pairChart } from '../../web/charts/dots.tsx'
import type { ChartRow, Frame } from '../../web/charts/frame.tsx'
import type { Html } from '../../web/html.ts'
import { type ColumnKey, rowLabel } from '../enoe/index.ts'
import type { ShownTable } from '../overview/present.ts'
import { wordsOf } from '../words.ts'
import { columnName, figureOf } from './cell.ts'

/** What a table's chart draws: women and men apart where both are there, else the total. Null: nothing that compares. */
export function chartOf(lang: Language, shown: ShownTable, view: ColumnKey): ((frame: Frame) => Html) | null {
  const all = shown.rows.flatMap(({ row, cells }) => {
    const trio = cells[view]
    const unit = row.cells[view]?.unit
    return trio && unit && trio.total.shown !== 'lacks' && (row.level > 0 || view === 'value')
      ? [{ row, trio, unit }]
      : []
  })
  const size = ({ trio }: (typeof all)[number]) =>
    trio.total.shown === 'estimate' ? Math.abs(trio.total.estimate) : 0
  const largest = Math.max(...all.map(size))
  // What an hour pays would lie at zero on the scale of a month's pay: it is left to the table.
  const rows =
    view === 'value'
      ? all.filter((one) => one.trio.total.shown !== 'estimate' || size(one) > largest / 20)
      : all
  const first = rows[0]
  if (!first || rows.length < 2) return null
  const oneUnit = rows.every(({ unit }) => unit === first.unit)
  if (!oneUnit) return null
  // A rate is read against the whole; shares of many parts would all lie in a corner of it.
  const domain = view === 'informality' ? ([0, 100] as const) : undefined
  if (view !== 'women') {
    const pairs: PairRow[] = rows.map(({ row, trio, unit }) => ({
      label: (view === 'value' ? rowLabel(shown.table, row) : row.label)[lang],
      women: figureOf(trio.women, unit, lang),
      men: figureOf(trio.men, unit, lang),
    }))
    return (frame) => pairChart({ rows: pairs, ...(domain ? { domain } : {}) }, frame)
  }
  const dots: ChartRow[] = rows.map(({ row, trio, unit }) => ({
    label: row.label[lang],
    figure: figureOf(trio.total, unit, lang),
  }))
  return (frame) => dotChart({ rows: dots, ...(domain ? { domain } : {}) }, frame)
}

/** `isRevealed`: the title says that it is for internal reading. */
export function tableChart(
  lang: Language,
  shown: ShownTable,
  view: ColumnKey,
  place: string,
  isRevealed = false,
): Html | null {
  const draw = chartOf(lang, shown, view)
  if (!draw) return null
  return (
    <Chart
      lang={lang}
      id={`chart-${shown.table.id}`}
      title={`${shown.table.title[lang]}, ${columnName(shown.table, view, lang)}: ${place}${isRevealed ? ` (${wordsOf(lang).table.internal})` : ''}`}
      draw={draw}
    />
  )
}
