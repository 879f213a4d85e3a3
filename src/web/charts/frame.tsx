import type { ScaleLinear } from 'd3-scale'
import { scaleLinear } from 'd3-scale'
import type { FC, PropsWithChildren } from 'hono/jsx'
import { precisionOf } from '../../kernel/precision.ts'
import { type FigureData, type Unit, valueText, withheldText } from '../components/figure.tsx'
import { narrowSpace, number } from '../format.ts'
import type { Lang } from '../lang.ts'
import { textWidth, wrap } from './text-width.ts'

/** Where a chart is drawn: `wide` for a laptop and for files, `narrow` for a phone. Letters keep their size in both. */
export interface Frame {
  readonly lang: Lang
  readonly size: 'wide' | 'narrow'
  /** Unique on the page; the two sizes add their own ending. */
  readonly id: string
  /** What the chart shows, read out instead of the drawing. */
  readonly title: string
  /** The finding in a sentence, and the table where the numbers are. */
  readonly description?: string
}

/** One thing with one estimate. */
export interface ChartRow {
  readonly label: string
  /** Whole address of its page. */
  readonly href?: string
  /** What the page is about: green and bold. */
  readonly strong?: boolean
  readonly figure: FigureData
}

export const widths = { wide: 680, narrow: 358 } as const

/** One decimal is finer than a pixel and keeps the markup small. */
export const px = (value: number): number => Math.round(value * 10) / 10

export const shown = (figure: FigureData): boolean =>
  figure.value !== null && (!figure.withheld || figure.internal === true)

export const reasonOf = (figure: FigureData, lang: Lang): string =>
  figure.withheld ? lowerFirst(withheldText(figure.withheld, lang)) : '–'

const lowerFirst = (text: string): string => text.charAt(0).toLocaleLowerCase('es') + text.slice(1)

/** The drawing with its name and description for readers. With links inside it is a group, else one image. */
export const ChartSvg: FC<PropsWithChildren<Frame & { height: number; links?: boolean }>> = (props) => {
  const id = `${props.id}-${props.size}`
  const width = widths[props.size]
  return (
    <svg
      class={`chart is-${props.size}`}
      viewBox={`0 0 ${width} ${px(props.height)}`}
      width={width}
      height={px(props.height)}
      role={props.links ? 'group' : 'img'}
      aria-labelledby={`${id}-t${props.description ? ` ${id}-d` : ''}`}
    >
      <title id={`${id}-t`}>{props.title}</title>
      {props.description && <desc id={`${id}-d`}>{props.description}</desc>}
      {props.children}
    </svg>
  )
}

/**
 * From nothing to the largest limit, rounded up; rates above 60 % get the whole 0–100. Where no value is below nothing, no
 * axis is: a limit that computes to less than 0 % is drawn to the 0.
 * @param around true for changes: as far to the left of 0 as to the right
 */
export function domainOf(figures: readonly FigureData[], around = false): [number, number] {
  const drawn = figures.filter(shown)
  const limits = drawn.flatMap((f) => [f.value ?? 0, f.low ?? 0, f.high ?? 0])
  const top = Math.max(0, ...limits)
  const bottom = around || drawn.some((f) => (f.value ?? 0) < 0) ? Math.min(0, ...limits) : 0
  if (around) {
    const reach =
      scaleLinear([0, Math.max(top, -bottom, 0.1)], [0, 1])
        .nice(4)
        .domain()[1] ?? 1
    return [-reach, reach]
  }
  if (figures[0]?.unit === 'percent' && top > 60 && top <= 100) return [0, 100]
  const [low = 0, high = 1] = scaleLinear([bottom, top || 1], [0, 1])
    .nice(5)
    .domain()
  return [low, high]
}

/** A tick as written; the last one names the unit: `100 %`, `30 millones`. */
export function tickText(
  value: number,
  unit: Unit,
  domain: readonly [number, number],
  last: boolean,
  lang: Lang,
): string {
  const top = Math.max(Math.abs(domain[0]), Math.abs(domain[1]))
  if (unit === 'percent') return `${number(value, value % 1 === 0 ? 0 : 1)}${last ? `${narrowSpace}%` : ''}`
  if (top >= 2e6)
    return `${number(value / 1e6, (value / 1e6) % 1 === 0 ? 0 : 1)}${last ? (lang === 'es' ? ' millones' : ' million') : ''}`
  if (unit === 'points') return `${value > 0 ? '+' : ''}${number(value, value % 1 === 0 ? 0 : 1)}`
  return number(value, value % 1 === 0 || top >= 10 ? 0 : 1)
}

export interface Plot {
  readonly x: ScaleLinear<number, number>
  readonly left: number
  readonly right: number
  readonly domain: readonly [number, number]
}

interface Tick {
  readonly x: number
  readonly value: number
  readonly text?: string
  readonly at: number
  readonly anchor: 'start' | 'middle' | 'end'
}

/** Ticks with their labels inside the drawing; a label that would touch the next one is left out, its line stays. */
export function ticksOf(plot: Plot, unit: Unit, frame: Frame): Tick[] {
  const values = plot.x.ticks(frame.size === 'wide' ? 5 : 4)
  const edge = widths[frame.size]
  let taken = Number.POSITIVE_INFINITY
  return values
    .map((value, i) => ({
      value,
      text: tickText(value, unit, plot.domain, i === values.length - 1, frame.lang),
    }))
    .reverse()
    .map(({ value, text }) => {
      const x = px(plot.x(value))
      const width = textWidth(text, 13)
      const anchor = x + width / 2 > edge ? 'end' : x - width / 2 < 0 ? 'start' : 'middle'
      const at = anchor === 'end' ? edge : anchor === 'start' ? 0 : x
      const right = anchor === 'end' ? at : anchor === 'start' ? at + width : at + width / 2
      if (right + 8 > taken) return { x, value, at, anchor } as const
      taken = right - width
      return { x, value, text, at, anchor } as const
    })
    .reverse()
}

interface AxisProps {
  readonly plot: Plot
  readonly unit: Unit
  readonly top: number
  readonly bottom: number
  readonly frame: Frame
  /** On a phone the lines are drawn beside the marks only, so that the labels above stay clear: top and bottom of each row's marks. */
  readonly bands: readonly (readonly [number, number])[]
}

/** Grid lines and tick labels below them. */
export const Axis: FC<AxisProps> = ({ plot, unit, top, bottom, frame, bands }) => {
  const ticks = ticksOf(plot, unit, frame)
  const spans = frame.size === 'wide' ? [[top, bottom] as const] : bands
  const lines = (some: readonly Tick[]) =>
    some.flatMap(({ x }) => spans.map(([from, to]) => `M${x} ${px(from)}V${px(to)}`)).join('')
  return (
    <g class="c-axis">
      <path class="c-grid" d={lines(ticks.filter((tick) => tick.value !== 0))} />
      <path class="c-zero" d={lines(ticks.filter((tick) => tick.value === 0))} />
      {ticks.map(
        (tick) =>
          tick.text && (
            <text
              class="c-tick"
              x={tick.at}
              y={px(bottom + (frame.size === 'wide' ? 20 : 10))}
              text-anchor={tick.anchor}
            >
              {tick.text}
            </text>
          ),
      )}
    </g>
  )
}

/** The bands of the rows that have a mark. */
export const bandsOf = (
  figures: readonly (readonly FigureData[])[],
  rows: Rows,
  top = 0,
  reach = 10,
): (readonly [number, number])[] =>
  figures.flatMap((some, i) => {
    const y = top + i * rows.rowHeight + rows.markY
    return some.some(shown) ? [[y - reach, y + reach] as const] : []
  })

export interface Rows {
  readonly plot: Plot
  readonly rowHeight: number
  /** Where a row's marks are, from its top. */
  readonly markY: number
}

/** Room for labels beside the plot (wide) or above each row (narrow). `valueRoom` is kept free at the right end. */
export function layOut(
  frame: Frame,
  labels: readonly { label: string; strong?: boolean }[],
  domain: [number, number],
  valueRoom: number,
  tall = 36,
): Rows {
  const width = widths[frame.size]
  const longest = Math.max(0, ...labels.map((row) => textWidth(row.label, 15, row.strong)))
  const left = frame.size === 'wide' ? Math.min(longest, width * 0.36) + 16 : 4
  const right = frame.size === 'wide' ? width - valueRoom : width - 4
  const x = scaleLinear(domain, [left, right])
  return {
    plot: { x, left, right, domain },
    rowHeight: frame.size === 'wide' ? tall : tall + 18,
    markY: frame.size === 'wide' ? tall / 2 : tall / 2 + 14,
  }
}

/** A row's label, a link where it leads somewhere. Beside the plot and right-aligned, or above it. */
export const RowLabel: FC<{
  row: { label: string; href?: string; strong?: boolean }
  rows: Rows
  y: number
  frame: Frame
}> = ({ row, rows, y, frame }) => {
  const wide = frame.size === 'wide'
  const room = wide ? rows.plot.left - 16 : widths.narrow - 70
  const lines = wrap(row.label, room, wide ? 15 : 14.5, row.strong, wide ? 2 : 1)
  const x = px(wide ? rows.plot.left - 14 : 0)
  const top = wide ? y + rows.markY + 5 - (lines.length - 1) * 8 : y + 16
  const text = (
    <text
      class={row.strong ? 'c-label is-strong' : 'c-label'}
      x={x}
      y={px(top)}
      text-anchor={wide ? 'end' : 'start'}
    >
      {lines.length === 1
        ? lines[0]
        : lines.map((line, i) => (
            <tspan x={x} dy={i === 0 ? 0 : 16}>
              {line}
            </tspan>
          ))}
    </text>
  )
  return row.href ? <a href={row.href}>{text}</a> : text
}

/** On a phone each row has a line of its own to sit on, for its label stands above it. */
export const Track: FC<{ rows: Rows; y: number; frame: Frame }> = ({ rows, y, frame }) =>
  frame.size === 'wide' ? null : (
    <line
      class="c-grid"
      x1={px(rows.plot.left)}
      x2={px(rows.plot.right)}
      y1={px(y + rows.markY)}
      y2={px(y + rows.markY)}
    />
  )

/** The reason instead of a mark, in italics where the marks would begin. */
export const Reason: FC<{ figure: FigureData; rows: Rows; y: number; frame: Frame }> = ({
  figure,
  rows,
  y,
  frame,
}) => {
  const room = widths[frame.size] - rows.plot.left - 6
  const lines = wrap(reasonOf(figure, frame.lang), room, 14, false, frame.size === 'wide' ? 2 : 1)
  const top = y + rows.markY + 5 - (lines.length - 1) * 8
  const x = px(rows.plot.left + (frame.size === 'wide' ? 8 : -4))
  return (
    <text class="c-withheld" x={x} y={px(top)}>
      {lines.map((line, i) => (
        <tspan x={x} dy={i === 0 ? 0 : 16}>
          {line}
        </tspan>
      ))}
    </text>
  )
}

/** The value as text: right of the mark and its interval, or at the right end of the label's line on a phone. */
export const RowValue: FC<{ row: ChartRow; rows: Rows; y: number; frame: Frame; from?: number }> = ({
  row,
  rows,
  y,
  frame,
  from,
}) => {
  const wide = frame.size === 'wide'
  const figure = row.figure
  const end = from ?? rows.plot.x(Math.max(figure.value ?? 0, figure.high ?? Number.NEGATIVE_INFINITY))
  return (
    <text
      class={row.strong ? 'c-value is-strong' : 'c-value'}
      x={px(wide ? Math.max(end, rows.plot.x(figure.value ?? 0) + 7) + 10 : widths.narrow)}
      y={px(wide ? y + rows.markY + 5 : y + 16)}
      text-anchor={wide ? 'start' : 'end'}
    >
      {valueText(figure, figure.unit === 'percent')}
    </text>
  )
}

/** The interval as a line; nothing where there is none. */
export const IntervalLine: FC<{ figure: FigureData; rows: Rows; y: number; class?: string }> = ({
  figure,
  rows,
  y,
  class: name = 'c-interval',
}) =>
  figure.low === null ||
  figure.low === undefined ||
  figure.high === null ||
  figure.high === undefined ? null : (
    <line
      class={name}
      x1={px(rows.plot.x(Math.max(figure.low, rows.plot.domain[0])))}
      x2={px(rows.plot.x(Math.min(figure.high, rows.plot.domain[1])))}
      y1={px(y)}
      y2={px(y)}
    />
  )

/** An open mark for low precision: the eye should not rest on it. */
export const isOpen = (figure: FigureData): boolean => precisionOf(figure.cv) === 'low'

export const valueRoomOf = (rows: readonly ChartRow[]): number =>
  Math.max(
    44,
    ...rows
      .filter((row) => shown(row.figure))
      .map((row) => textWidth(valueText(row.figure, row.figure.unit === 'percent'), 15, true) + 22),
  )
