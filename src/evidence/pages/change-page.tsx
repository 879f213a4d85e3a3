/** The table of change: before, after and the difference, with whether the survey can tell it. */
import { methodOfChange } from '@acuerdo/survey/words'
import type { Language } from '../../kernel/text.ts'
import { changeChart } from '../../web/charts/bars.tsx'
import { Chart } from '../../web/charts/chart.tsx'
import type { Frame } from '../../web/charts/frame.tsx'
import { EstimateCell, WithheldReason } from '../../web/components/figure.tsx'
import { Disclosure } from '../../web/components/menu.tsx'
import { Notice, Section } from '../../web/components/notice.tsx'
import { DataTable } from '../../web/components/table.tsx'
import { Segmented } from '../../web/components/toolbar.tsx'
import { number, period as periodWords } from '../../web/format.ts'
import { tableById, unplannedReasons } from '../enoe/index.ts'
import type { RawChange } from '../overview/change.ts'
import { sexes } from '../overview/present.ts'
import type { Cell } from '../overview/publication.ts'
import { wordsOf } from '../words.ts'
import { figureOf } from './cell.ts'
import { type ChangeOf, type ChangeRow, changeSaid } from './change-rows.ts'
import { CiteButton, CiteForm, type Citing } from './cite.tsx'
import { gapOf } from './contrast-rows.ts'

export interface ChangePageProps {
  lang: Language
  raw: Pick<RawChange, 'unplanned'>
  rows: readonly ChangeRow[]
  of: ChangeOf
  level: 90 | 95
  minimumCases: number
  link(change: Record<string, string | null>): string
  sourceLine: string
  method: string
  citing: Citing
}

const drawnAs = ({ difference, unit, after }: ChangeRow, lang: Language) =>
  gapOf(difference, unit, lang, after)

/** The rates' changes as bars; null where there are none. */
export const changeDrawing = (lang: Language, rows: readonly ChangeRow[]) => {
  const rates = rows
    .filter(({ unit, difference }) => unit === 'percent' && difference.shown === 'estimate')
    .map((one) => ({ label: one.row.label[lang], figure: drawnAs(one, lang) }))
  return rates.length === 0 ? null : (frame: Frame) => changeChart({ rows: rates }, frame)
}

export function ChangePage(props: ChangePageProps) {
  const { lang, rows, of, raw } = props
  const words = wordsOf(lang)
  if (raw.unplanned)
    return (
      <Notice title={raw.unplanned === 'notCovered' ? words.withheld.coverage : words.withheld.unplanned}>
        {unplannedReasons[raw.unplanned][lang]}
      </Notice>
    )
  const draw = changeDrawing(lang, rows)
  const [before, after] = [of.before, of.after].map((code) => periodWords(code, lang, 'short'))
  const title = words.table.changeChart(before ?? '', after ?? '')
  return (
    <>
      {draw && (
        <Section title={title} subtitle={words.table.changeChartSub}>
          <Chart lang={lang} id="change" title={title} draw={draw} />
        </Section>
      )}
      <Segmented
        label={words.file.sex}
        choices={sexes.map((one) => ({
          label: words.table[one],
          href: props.link({ sex: one === 'total' ? null : one }),
          current: one === of.sex,
        }))}
      />
      <CiteForm lang={lang} citing={props.citing}>
        <ChangeTable {...props} />
      </CiteForm>
      <div class="table-notes">
        <p>{`${words.table.interval(props.level)} ${words.table.changeReading(props.level)}`}</p>
        {rows.some(isFew) && <p>{words.withheld.fewNote(props.minimumCases)}</p>}
        {(tableById('change')?.notes ?? []).map((note) => (
          <p>{note[lang]}</p>
        ))}
        <p>
          <b>{words.table.source}:</b> {props.sourceLine}
        </p>
      </div>
      <Disclosure summary={words.table.method}>
        <p>{`${methodOfChange(of.method, lang)}.`}</p>
        <p>{props.method}</p>
      </Disclosure>
    </>
  )
}

const isFew = ({ difference }: ChangeRow): boolean =>
  difference.shown === 'reason' && difference.withheld.reason === 'few'

function ChangeTable(props: ChangePageProps) {
  const { lang, rows, of } = props
  const words = wordsOf(lang)
  return (
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
          head: periodWords(of.before, lang, 'short'),
          kind: 'number',
          cell: (row) => shown(row.before, row, lang),
        },
        {
          head: periodWords(of.after, lang, 'short'),
          kind: 'number',
          cell: (row) => shown(row.after, row, lang),
        },
        {
          head: words.table.change,
          kind: 'number',
          narrow: 'main',
          cell: (row) => <Difference {...props} row={row} />,
        },
        { head: words.contrast.says, cell: (row) => <Says {...props} row={row} /> },
      ]}
      rows={[...rows]}
    />
  )
}

function Difference({ lang, row, of, citing }: ChangePageProps & { row: ChangeRow }) {
  const { difference } = row
  if (difference.shown !== 'estimate') return <>–</>
  const figure = <EstimateCell lang={lang} figure={drawnAs(row, lang)} />
  if (!citing || !difference.citable) return figure
  return (
    <CiteButton
      lang={lang}
      what={`${row.row.label[lang]}, ${wordsOf(lang).table.change.toLocaleLowerCase('es')}`}
      value={[row.row.key, of.sex].join('|')}
    >
      {figure}
    </CiteButton>
  )
}

function Says({ lang, row, of }: ChangePageProps & { row: ChangeRow }) {
  const said = changeSaid(lang, row, of)
  if (said === null) return <>–</>
  return said.direction === 'up' || said.direction === 'down' ? <b>{said.brief}</b> : said.brief
}

function shown(cell: Cell, { unit }: ChangeRow, lang: Language) {
  const figure = figureOf(cell, unit, lang)
  if (cell.shown === 'reason' && cell.withheld.reason === 'few')
    return <span class="withheld">{wordsOf(lang).withheld.fewCell(number(cell.n))}</span>
  if (cell.shown !== 'estimate')
    return figure.withheld ? <WithheldReason lang={lang} withheld={figure.withheld} /> : '–'
  return <EstimateCell lang={lang} figure={figure} />
}
