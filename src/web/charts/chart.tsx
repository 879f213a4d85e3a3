import type { PropsWithChildren } from 'hono/jsx'
import type { Html } from '../html.ts'
import type { Frame } from './frame.tsx'

export interface ChartProps extends Omit<Frame, 'size'> {
  /** Draws the chart in a frame: `(frame) => dotChart(data, frame)`. Called twice, for wide and for narrow screens. */
  readonly draw: (frame: Frame) => Html
  /** Source and remarks below. */
  readonly note?: Html
}

/** A chart on a page: drawn for laptop and phone, of which the style sheet shows one. Children: the table under it. */
export function Chart({ draw, note, children, ...frame }: PropsWithChildren<ChartProps>) {
  return (
    <figure class="chart-figure">
      <div class="chart-box">
        {draw({ ...frame, size: 'wide' })}
        {draw({ ...frame, size: 'narrow' })}
      </div>
      {note && <figcaption class="chart-note">{note}</figcaption>}
      {children}
    </figure>
  )
}
