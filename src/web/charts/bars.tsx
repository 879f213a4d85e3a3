import { percent } from '../format.ts'
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
  widths,
} from './frame.tsx'
import { textWidth } from './text-width.ts'

/** Bars from zero, for numbers of people and for money: length is quantity. The interval is the line at its end. */
export function barChart(
  data: { rows: readonly ChartRow[]; domain?: readonly [number, number] },
  frame: Frame,
) {
  const { rows } = data
  const domain: [number, number] = data.domain ? [...data.domain] : domainOf(rows.map((row) => row.figure))
  const place = layOut(frame, rows, domain, valueRoomOf(rows))
  const bottom = rows.length * place.rowHeight + 2
  const zero = place.plot.x(0)
  return (
    <ChartSvg {...frame} height={bottom + 34} links={rows.some((row) => row.href)}>
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
        const at = y + place.markY
        return (
          <g class={row.strong ? 'c-row is-strong' : 'c-row'}>
            <RowLabel row={row} rows={place} y={y} frame={frame} />
            {shown(row.figure) ? (
              <>
                <rect
                  class={isOpen(row.figure) ? 'c-bar is-open' : 'c-bar'}
                  x={px(zero)}
                  y={px(at - 8)}
                  width={px(Math.max(0, place.plot.x(row.figure.value ?? 0) - zero))}
                  height={16}
                />
                <IntervalLine figure={row.figure} rows={place} y={at} class="c-whisker" />
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

/** A change between two periods or places around zero: full where the interval leaves zero out, open where it does not. */
export function changeChart(
  data: { rows: readonly ChartRow[]; domain?: readonly [number, number] },
  frame: Frame,
) {
  const { rows } = data
  const domain: [number, number] = data.domain
    ? [...data.domain]
    : domainOf(
        rows.map((row) => row.figure),
        true,
      )
  const place = layOut(frame, rows, domain, valueRoomOf(rows))
  const bottom = rows.length * place.rowHeight + 2
  return (
    <ChartSvg {...frame} height={bottom + 34} links={rows.some((row) => row.href)}>
      <Axis
        plot={place.plot}
        unit="points"
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
        const clear = isClear(row)
        return (
          <g class={clear ? 'c-row is-strong' : 'c-row'}>
            <RowLabel row={row} rows={place} y={y} frame={frame} />
            {shown(row.figure) ? (
              <>
                <Track rows={place} y={y} frame={frame} />
                <IntervalLine figure={row.figure} rows={place} y={y + place.markY} />
                <circle
                  class={clear ? 'c-dot' : 'c-dot is-open'}
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

/** The interval does not contain zero: the survey can tell that there is a change. */
export const isClear = ({ figure }: ChartRow): boolean =>
  shown(figure) &&
  figure.low !== null &&
  figure.low !== undefined &&
  figure.high !== null &&
  figure.high !== undefined &&
  (figure.low > 0 || figure.high < 0)

export interface SharePart {
  readonly label: string
  readonly value: number
}

export interface ShareRow {
  readonly label: string
  readonly href?: string
  readonly strong?: boolean
  /** Parts of one whole, in the same order in each row; at most five. */
  readonly parts: readonly SharePart[]
}

/** Parts of a whole as one bar a row: shares add up to 100. Told apart by tone and by a label in or under the bar. */
export function shareChart(data: { rows: readonly ShareRow[] }, frame: Frame) {
  const place = layOut(frame, data.rows, [0, 100], 4, 44)
  const names = data.rows[0]?.parts.map((part) => part.label) ?? []
  const room = names.reduce((sum, name) => sum + textWidth(name, 14) + 41, -20)
  const left = frame.size === 'wide' && place.plot.left + room <= widths.wide ? place.plot.left : 0
  const keys = keyRows(names, left, widths[frame.size])
  const top = (keys.at(-1)?.y ?? 0) + 26
  const bottom = top + data.rows.length * place.rowHeight
  return (
    <ChartSvg {...frame} height={bottom + 4} links={data.rows.some((row) => row.href)}>
      {keys.map((key, i) => (
        <>
          <rect class={`c-part-${i + 1}`} x={px(key.x)} y={key.y + 3} width={14} height={14} />
          <text class="c-key" x={px(key.x + 21)} y={key.y + 15}>
            {key.label}
          </text>
        </>
      ))}
      {data.rows.map((row, i) => {
        const y = top + i * place.rowHeight
        const sum = row.parts.reduce((total, part) => total + part.value, 0) || 1
        let from = 0
        return (
          <g class="c-row">
            <RowLabel row={row} rows={place} y={y} frame={frame} />
            {row.parts.map((part, j) => {
              const share = (part.value / sum) * 100
              const [x1, x2] = [place.plot.x(from), place.plot.x(from + share)]
              from += share
              const text = percent(share)
              const width = Math.max(0, x2 - x1 - 2)
              return (
                <>
                  <rect
                    class={`c-part-${j + 1}`}
                    x={px(x1)}
                    y={px(y + place.markY - 13)}
                    width={px(width)}
                    height={26}
                  />
                  {textWidth(text, 13, true) + 10 < width && (
                    <text
                      class={`c-part-text is-on-${j + 1}`}
                      x={px(x1 + width / 2)}
                      y={px(y + place.markY + 4.5)}
                      text-anchor="middle"
                    >
                      {text}
                    </text>
                  )}
                </>
              )
            })}
          </g>
        )
      })}
    </ChartSvg>
  )
}

/** The key above the bars, broken into lines. */
function keyRows(
  labels: readonly string[],
  left: number,
  width: number,
): { label: string; x: number; y: number }[] {
  let [x, y] = [left, 0]
  return labels.map((label) => {
    const wide = textWidth(label, 14) + 21
    if (x > left && x + wide > width) [x, y] = [left, y + 24]
    const key = { label, x, y }
    x += wide + 20
    return key
  })
}
