/** The table of change: before, after and the difference, with whether the survey can tell it. */
import type { Language } from '../../kernel/text.ts'
import { changeChart } from '../../web/charts/bars.tsx'
import { Chart } from '../../web/charts/chart.tsx'
import type { ChartRow } from '../../web/charts/frame.tsx'
import { EstimateCell, type FigureData, WithheldReason } from '../../web/components/figure.tsx'
import { Notice } from '../../web/components/notice.tsx'
import { DataTable } from '../../web/components/table.tsx'
import { Segmented } from '../../web/components/toolbar.tsx'
import { period as periodWords } from '../../web/format.ts'
import { type Row, tableById, type Unit, unplannedReasons } from '../enoe/index.ts'
import type { RawChange } from '../overview/change.ts'
import type { Sex } from '../overview/estimates.ts'
import { sexes } from '../overview/present.ts'
import { type Cell, type Circumstances, publish } from '../overview/publication.ts'
import { wordsOf } from '../words.ts'
import { figureOf } from './cell.ts'

export interface ChangePageProps {
  lang: Language
  change: RawChange
  before: string
  after: string
  sex: Sex
  circumstances: Omit<Circumstances, 'unplanned'>
  link(change: Record<string, string | null>): string
  sourceLine: string
}

interface ChangeRow {
  row: Row
  unit: Unit
  before: Cell
  after: Cell
  difference: Cell
}

export function changeRows({
  change,
  sex,
  circumstances,
}: Pick<ChangePageProps, 'change' | 'sex' | 'circumstances'>): ChangeRow[] {
  const given: Circumstances = { ...circumstances, unplanned: change.unplanned }
  return change.rows.flatMap(({ key, sexes: found }) => {
    const row = tableById('change')?.rows.find((one) => one.key === key)
    const one = found[sex]
    const unit = row?.cells.value?.unit
    if (!row || !one || !unit) return []
    const scale = unit === 'percent' ? 100 : 1
    const decide = ({ estimate, se, ...rest }: typeof one.before): Cell =>
      publish(
        {
          ...rest,
          estimate: estimate === null ? null : estimate * scale,
          se: se === null ? null : se * scale,
        },
        given,
      )
    return [
      { row, unit, before: decide(one.before), after: decide(one.after), difference: decide(one.change) },
    ]
  })
}

/** Whether zero lies outside the interval: the survey can tell that it moved. Null: no error, so nothing can be said. */
export const canTell = (cell: Cell): boolean | null =>
  cell.shown !== 'estimate' || cell.low === null || cell.high === null ? null : cell.low > 0 || cell.high < 0

/** A difference as a figure: with its sign, and with its own limits, for that of two rates does not end at 0. */
export function differenceFigure(
  { difference, unit, after }: Pick<ChangeRow, 'difference' | 'unit'> & Partial<Pick<ChangeRow, 'after'>>,
  lang: Language,
): FigureData {
  const { decimals: _, ...figure } = figureOf(difference, unit, lang)
  const { decimals } = after ? figureOf(after, unit, lang) : {}
  const { low, high } = difference.shown === 'estimate' ? difference : figure
  // A difference near zero has a huge CV that says nothing of its precision: its interval does.
  return {
    ...figure,
    ...(decimals === undefined ? {} : { decimals }),
    low,
    high,
    cv: null,
    isChange: true,
    unit: unit === 'percent' ? 'points' : figure.unit,
  }
}

export function ChangePage(props: ChangePageProps) {
  const { lang, change, sex } = props
  const words = wordsOf(lang)
  const rows = changeRows(props)
  if (change.unplanned)
    return <Notice title={words.withheld.unplanned}>{unplannedReasons[change.unplanned][lang]}</Notice>
  const rates: ChartRow[] = rows
    .filter(({ unit }) => unit === 'percent')
    .map((one) => ({ label: one.row.label[lang], figure: differenceFigure(one, lang) }))
  return (
    <>
      <Chart
        lang={lang}
        id="change"
        title={`${words.table.change}, ${words.table.points}`}
        draw={(frame) => changeChart({ rows: rates }, frame)}
      />
      <Segmented
        label={words.file.sex}
        choices={sexes.map((one) => ({
          label: words.table[one],
          href: props.link({ sex: one === 'total' ? null : one }),
          current: one === sex,
        }))}
      />
      <DataTable
        lang={lang}
        caption={words.table.change}
        captionHidden
        label={{
          head: words.table.row,
          cell: ({ row, unit }) =>
            `${row.label[lang]}${unit === 'percent' ? ', %' : unit === 'pesos' ? ', pesos' : ''}`,
        }}
        columns={[
          {
            head: periodWords(props.before, lang, 'short'),
            kind: 'number',
            cell: ({ before, unit }) => shown(before, unit, lang),
          },
          {
            head: periodWords(props.after, lang, 'short'),
            kind: 'number',
            cell: ({ after, unit }) => shown(after, unit, lang),
          },
          {
            head: words.table.change,
            kind: 'number',
            narrow: 'main',
            cell: (one) =>
              one.difference.shown === 'estimate' ? (
                <EstimateCell lang={lang} figure={differenceFigure(one, lang)} />
              ) : (
                '–'
              ),
          },
          {
            head: words.figures.state,
            cell: ({ difference }) => {
              const told = canTell(difference)
              return told === null ? (
                words.table.noError
              ) : told ? (
                <b>{words.table.significant}</b>
              ) : (
                words.table.notSignificant
              )
            },
          },
        ]}
        rows={rows}
      />
      <div class="table-notes">
        <p>{change.method === 'matched' ? words.table.matched : words.table.independent}</p>
        {(tableById('change')?.notes ?? []).slice(1).map((note) => (
          <p>{note[lang]}</p>
        ))}
        <p>
          <b>{words.table.source}:</b> {props.sourceLine}
        </p>
      </div>
    </>
  )
}

function shown(cell: Cell, unit: Unit, lang: Language) {
  const figure = figureOf(cell, unit, lang)
  if (cell.shown !== 'estimate')
    return figure.withheld ? <WithheldReason lang={lang} withheld={figure.withheld} /> : '–'
  return <EstimateCell lang={lang} figure={figure} />
}
