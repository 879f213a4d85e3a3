/** Two groups side by side: each indicator, the difference and the ratio with their intervals, and what can be said. */
import type { Language } from '../../kernel/text.ts'
import { changeChart } from '../../web/charts/bars.tsx'
import { Chart } from '../../web/charts/chart.tsx'
import type { Frame } from '../../web/charts/frame.tsx'
import { EstimateCell, type FigureData, WithheldReason } from '../../web/components/figure.tsx'
import { Disclosure } from '../../web/components/menu.tsx'
import { Notice, Section } from '../../web/components/notice.tsx'
import { DataTable } from '../../web/components/table.tsx'
import { number } from '../../web/format.ts'
import { noErrorReason, unplannedReasons } from '../enoe/index.ts'
import type { RawContrast } from '../overview/contrast.ts'
import type { Cell } from '../overview/publication.ts'
import { wordsOf } from '../words.ts'
import { figureOf } from './cell.ts'
import { CiteButton, CiteForm, type Citing } from './cite.tsx'
import { type ContrastRow, gapFigure, ratioFigure } from './contrast-rows.ts'
import { contrastSaid } from './contrast-words.ts'

export interface SideNames {
  code: string
  /** «Mujeres», «Oaxaca». */
  label: string
  /** «entre las mujeres», «en Oaxaca». */
  phrase: string
}

export interface ContrastPageProps {
  lang: Language
  raw: Pick<RawContrast, 'unplanned' | 'designLacks'>
  rows: readonly ContrastRow[]
  a: SideNames
  b: SideNames
  level: 90 | 95
  minimumCases: number
  sourceLine: string
  method: string
  citing: Citing
}

export const contrastChart = (lang: Language, rows: readonly ContrastRow[]) => {
  const drawn = rows
    .filter(({ unit, difference }) => unit === 'percent' && difference.shown === 'estimate')
    .map((row) => ({ label: row.what.indicator.label[lang], figure: gapFigure(row, lang) }))
  return drawn.length < 2 ? null : (frame: Frame) => changeChart({ rows: drawn }, frame)
}

export function ContrastPage(props: ContrastPageProps) {
  const { lang, raw, rows, a, b, citing } = props
  const words = wordsOf(lang)
  const why = raw.unplanned.a ?? raw.unplanned.b
  if (why)
    return (
      <Notice title={why === 'notCovered' ? words.withheld.coverage : words.withheld.unplanned}>
        {unplannedReasons[why][lang]}
      </Notice>
    )
  const draw = contrastChart(lang, rows)
  return (
    <>
      {draw && (
        <Section title={words.contrast.chart} subtitle={words.contrast.chartOf(a.label, b.label)}>
          <Chart
            lang={lang}
            id="contrast"
            title={`${words.contrast.chart}: ${words.contrast.chartOf(a.label, b.label)}`}
            draw={draw}
          />
        </Section>
      )}
      <CiteForm lang={lang} citing={citing}>
        <ContrastTable {...props} />
      </CiteForm>
      <div class="table-notes">
        <p>{words.contrast.order}</p>
        <p>
          {raw.designLacks.length > 0
            ? noErrorReason(raw.designLacks)[lang]
            : `${words.table.interval(props.level)} ${words.contrast.reading(props.level)}`}
        </p>
        {rows.some(isFew) && <p>{words.withheld.fewNote(props.minimumCases)}</p>}
        {rows.some(isHeld) && <p>{words.table.medianHeldNote}</p>}
        <p>
          <b>{words.table.source}:</b> {props.sourceLine}
        </p>
      </div>
      <Disclosure summary={words.table.method}>
        <p>{words.contrast.method}</p>
        <p>{props.method}</p>
        {rows.some(({ what }) => what.indicator.kind === 'median') && <p>{words.table.methodMedian}</p>}
      </Disclosure>
    </>
  )
}

const isFew = ({ difference }: ContrastRow): boolean =>
  difference.shown === 'reason' && difference.withheld.reason === 'few'
const isHeld = ({ difference }: ContrastRow): boolean =>
  difference.shown === 'estimate' && difference.noError === 'medianHeld'

function ContrastTable(props: ContrastPageProps) {
  const { lang, rows, a, b } = props
  const words = wordsOf(lang)
  return (
    <DataTable
      lang={lang}
      caption={words.contrast.title(a.label, b.label)}
      captionHidden
      label={{
        head: words.table.row,
        cell: ({ what, unit }) => `${what.indicator.label[lang]}${unitIn(unit)}`,
      }}
      columns={[
        { head: a.label, kind: 'number', cell: (row) => side(row.a, row, lang) },
        { head: b.label, kind: 'number', cell: (row) => side(row.b, row, lang) },
        {
          head: words.contrast.difference,
          kind: 'number',
          narrow: 'main',
          cell: (row) => <Compared {...props} row={row} of="difference" figure={gapFigure(row, lang)} />,
        },
        {
          head: words.contrast.ratio,
          kind: 'number',
          cell: (row) => <Compared {...props} row={row} of="ratio" figure={ratioFigure(row, lang)} />,
        },
        { head: words.contrast.says, cell: (row) => <Says {...props} row={row} /> },
      ]}
      rows={[...rows]}
    />
  )
}

const unitIn = (unit: ContrastRow['unit']): string =>
  unit === 'percent' ? ', %' : unit === 'pesos' ? ', pesos' : ''

function Says({ lang, row, a, b }: ContrastPageProps & { row: ContrastRow }) {
  const said = contrastSaid(lang, row, a, b)
  if (said === null) return <>–</>
  return said.direction === 'up' || said.direction === 'down' ? <b>{said.brief}</b> : said.brief
}

function side(cell: Cell, { unit }: ContrastRow, lang: Language) {
  const figure = figureOf(cell, unit, lang)
  if (cell.shown === 'reason' && cell.withheld.reason === 'few')
    return <span class="withheld">{wordsOf(lang).withheld.fewCell(number(cell.n))}</span>
  if (cell.shown !== 'estimate')
    return figure.withheld ? <WithheldReason lang={lang} withheld={figure.withheld} /> : '–'
  return <EstimateCell lang={lang} figure={figure} />
}

function Compared({
  lang,
  row,
  of,
  figure,
  a,
  b,
  citing,
}: ContrastPageProps & { row: ContrastRow; of: 'difference' | 'ratio'; figure: FigureData }) {
  if (row[of].shown !== 'estimate') return <>–</>
  const shown = <EstimateCell lang={lang} figure={figure} />
  if (!citing) return shown
  const words = wordsOf(lang)
  const name = `${row.what.indicator.label[lang]}, ${words.contrast[`${of}Of`](a.label, b.label)}`
  return (
    <CiteButton lang={lang} what={name} value={[row.what.indicator.name, of].join('|')}>
      {shown}
    </CiteButton>
  )
}
