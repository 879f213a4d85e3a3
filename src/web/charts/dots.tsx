import { type FigureData, valueText } from '../components/figure.tsx'
import { wordsOf } from '../words.ts'
import {
  Axis,
  bandsOf,
  type ChartRow,
  ChartSvg,
  domainOf,
  type Frame,
  IntervalLine,
  isOpen,
  layOut,
  px,
  Reason,
  RowLabel,
  RowValue,
  shown,
  Track,
  valueRoomOf,
} from './frame.tsx'

export interface DotChartData {
  readonly rows: readonly ChartRow[]
  /** Ends of the axis; by default from 0 to the largest limit. */
  readonly domain?: readonly [number, number]
}

const axisRoom = 34

/** A dot per row with its interval as a line: rates of places, branches, ages. Withheld rows say why. */
export function dotChart(data: DotChartData, frame: Frame) {
  const { rows } = data
  const domain: [number, number] = data.domain ? [...data.domain] : domainOf(rows.map((row) => row.figure))
  // All states fit on one page of a file with letters that can be read.
  const place = layOut(frame, rows, domain, valueRoomOf(rows), rows.length > 20 ? 25 : undefined)
  const bottom = rows.length * place.rowHeight + 2
  return (
    <ChartSvg {...frame} height={bottom + axisRoom} links={rows.some((row) => row.href)}>
      <Axis
        plot={place.plot}
        unit={rows[0]?.figure.unit ?? 'number'}
        top={0}
        bottom={bottom}
        frame={frame}
        bands={bandsOf(
          rows.map((row) => [row.figure]),
          place,
        )}
      />
      {rows.map((row, i) => {
        const y = i * place.rowHeight
        return (
          <g class={row.strong ? 'c-row is-strong' : 'c-row'}>
            <RowLabel row={row} rows={place} y={y} frame={frame} />
            {shown(row.figure) ? (
              <>
                <Track rows={place} y={y} frame={frame} />
                <IntervalLine figure={row.figure} rows={place} y={y + place.markY} />
                <circle
                  class={isOpen(row.figure) ? 'c-dot is-open' : 'c-dot'}
                  cx={px(place.plot.x(row.figure.value ?? 0))}
                  cy={px(y + place.markY)}
                  r={6.5}
                />
                <RowValue row={row} rows={place} y={y} frame={frame} />
              </>
            ) : (
              <Reason figure={row.figure} rows={place} y={y} frame={frame} />
            )}
          </g>
        )
      })}
    </ChartSvg>
  )
}

export interface PairRow {
  readonly label: string
  readonly href?: string
  readonly strong?: boolean
  readonly women: FigureData
  readonly men: FigureData
}

/** Women and men on one row, by shape as well as by colour: a full circle and an open diamond. */
export function pairChart(
  data: { rows: readonly PairRow[]; domain?: readonly [number, number] },
  frame: Frame,
) {
  const words = wordsOf(frame.lang).chart
  const figures = data.rows.flatMap((row) => [row.women, row.men])
  const domain: [number, number] = data.domain ? [...data.domain] : domainOf(figures)
  const asRows = data.rows.flatMap((row) =>
    [row.women, row.men].map((figure) => ({ label: row.label, strong: row.strong, figure })),
  )
  const place = layOut(frame, data.rows, domain, valueRoomOf(asRows), frame.size === 'wide' ? 50 : 54)
  const legend = 34
  const bottom = legend + data.rows.length * place.rowHeight
  return (
    <ChartSvg {...frame} height={bottom + axisRoom} links={data.rows.some((row) => row.href)}>
      <g class="c-legend">
        <circle class="c-women" cx={px(place.plot.left + 6)} cy={11} r={6.5} />
        <text class="c-key" x={px(place.plot.left + 20)} y={16}>
          {words.women}
        </text>
        <Diamond x={place.plot.left + 106} y={11} />
        <text class="c-key" x={px(place.plot.left + 120)} y={16}>
          {words.men}
        </text>
      </g>
      <Axis
        plot={place.plot}
        unit={figures[0]?.unit ?? 'number'}
        top={legend - 4}
        bottom={bottom}
        frame={frame}
        bands={bandsOf(
          data.rows.map((row) => [row.women, row.men]),
          place,
          legend + 3,
          20,
        )}
      />
      {data.rows.map((row, i) => {
        const y = legend + i * place.rowHeight
        return (
          <g class="c-row">
            <RowLabel row={row} rows={place} y={y} frame={frame} />
            {(['women', 'men'] as const).map((sex, j) => {
              const figure = row[sex]
              const own = { ...place, markY: place.markY - 10 + j * 20 + (frame.size === 'wide' ? 0 : 3) }
              const at = y + own.markY
              if (!shown(figure)) return <Reason figure={figure} rows={own} y={y} frame={frame} />
              const x = place.plot.x(figure.value ?? 0)
              return (
                <g class={`is-${sex}`}>
                  <IntervalLine figure={figure} rows={place} y={at} />
                  {sex === 'women' ? (
                    <circle class="c-women" cx={px(x)} cy={px(at)} r={6.5} />
                  ) : (
                    <Diamond x={x} y={at} />
                  )}
                  <PairValue
                    row={{ label: '', figure }}
                    x={x}
                    at={at}
                    high={figure.high}
                    frame={frame}
                    end={place.plot.x}
                  />
                </g>
              )
            })}
          </g>
        )
      })}
    </ChartSvg>
  )
}

const Diamond = ({ x, y }: { x: number; y: number }) => (
  <path class="c-men" d={`M${px(x)} ${px(y - 7.5)}l7.5 7.5-7.5 7.5-7.5-7.5z`} />
)

/** On both sizes beside the mark: two values of one row have to be told apart. */
const PairValue = (props: {
  row: ChartRow
  x: number
  at: number
  high?: number | null
  frame: Frame
  end: (v: number) => number
}) => {
  const { figure } = props.row
  const right =
    Math.max(props.x + 8, props.high === null || props.high === undefined ? 0 : props.end(props.high)) + 9
  const fits = right + 34 < (props.frame.size === 'wide' ? 680 : 358)
  const left =
    Math.min(
      props.x - 8,
      figure.low === null || figure.low === undefined ? Number.POSITIVE_INFINITY : props.end(figure.low),
    ) - 9
  return (
    <text
      class="c-value is-small"
      x={px(fits ? right : left)}
      y={px(props.at + 4.5)}
      text-anchor={fits ? 'start' : 'end'}
    >
      {valueText(figure, figure.unit === 'percent')}
    </text>
  )
}
