import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fontFamily } from '../../platform/face/fonts.ts'
import { root } from '../../platform/root.ts'
import { type Html, raw, render } from '../html.ts'
import type { Lang } from '../lang.ts'
import { wordsOf } from '../words.ts'
import { type Frame, widths } from './frame.tsx'
import { wrap } from './text-width.ts'

export { toPng } from '../../platform/face/png.ts'

export interface ChartFile {
  readonly lang: Lang
  /** The finding, above the drawing. */
  readonly title: string
  /** What is shown: measure, population, level of the interval. */
  readonly subtitle?: string
  /** Where the numbers come from, below; made-up data say so here. */
  readonly source: string
  readonly draw: (frame: Frame) => Html
  /** Of the drawing, where it is not as wide as a chart. */
  readonly width?: number
}

let css: string | undefined

/** The rules of the charts, the same file that the pages use. */
function chartCss(): string {
  css ??= readFileSync(join(root, 'src/web/styles/chart-svg.css'), 'utf8')
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/\s+/g, ' ')
    .trim()
  return css
}

const margin = 32

/** A chart as a file of its own: title, subtitle, drawing and source, with its style and the name of its face inside. */
export function toStandaloneSvg(file: ChartFile): string {
  // Addresses of our pages mean nothing in a file.
  const drawn = render(file.draw({ lang: file.lang, size: 'wide', id: 'file', title: file.title }))
  const drawing = drawn.replace(/<\/?a(\s[^>]*)?>/g, '')
  const height = Number(/ height="([\d.]+)"/.exec(drawing)?.[1] ?? 0)
  const inside = Math.max(widths.wide, file.width ?? 0)
  const title = wrap(file.title, inside, 20, true, 4)
  const subtitle = file.subtitle ? wrap(file.subtitle, inside, 14.5, false, 4) : []
  const source = wrap(`${wordsOf(file.lang).chart.source}: ${file.source}`, inside, 12.5, false, 6)
  const titleY = margin + 18
  const subtitleY = titleY + (title.length - 1) * 26 + 26
  const top =
    (subtitle.length > 0 ? subtitleY + (subtitle.length - 1) * 20 : titleY + (title.length - 1) * 26) + 24
  const sourceY = top + height + 30
  const total = sourceY + (source.length - 1) * 17 + margin
  const width = inside + 2 * margin
  return render(
    <svg
      xmlns="http://www.w3.org/2000/svg"
      width={width}
      height={total}
      viewBox={`0 0 ${width} ${total}`}
      lang={file.lang}
    >
      <title>{file.title}</title>
      <FaceStyle />
      <rect width={width} height={total} fill="#ffffff" />
      <Lines class="c-file-title" lines={title} y={titleY} step={26} />
      <Lines class="c-file-sub" lines={subtitle} y={subtitleY} step={20} />
      <g transform={`translate(${margin} ${top})`}>{raw(drawing)}</g>
      <Lines class="c-file-note" lines={source} y={sourceY} step={17} />
    </svg>,
  )
}

/** The drawing alone as a whole SVG with its style: for a document, whose caption and source stand outside it. */
export function toBareSvg(
  { lang, title, draw }: Pick<ChartFile, 'lang' | 'title' | 'draw'>,
  size: Frame['size'] = 'wide',
): string {
  const drawn = render(draw({ lang, size, id: 'figure', title }))
  const drawing = drawn.replace(/<\/?a(\s[^>]*)?>/g, '')
  const height = Number(/ height="([\d.]+)"/.exec(drawing)?.[1] ?? 0)
  return render(
    <svg
      xmlns="http://www.w3.org/2000/svg"
      width={widths[size]}
      height={height}
      viewBox={`0 0 ${widths[size]} ${height}`}
      lang={lang}
    >
      <title>{title}</title>
      <FaceStyle />
      {raw(drawing)}
    </svg>,
  )
}

const FaceStyle = () => (
  <style>
    {raw(
      `text { font-family: 'Public Sans', '${fontFamily}', system-ui, sans-serif; font-variant-numeric: tabular-nums; } ${chartCss()}`,
    )}
  </style>
)

const Lines = (props: { class: string; lines: readonly string[]; y: number; step: number }) => (
  <>
    {props.lines.map((line, i) => (
      <text class={props.class} x={margin} y={props.y + i * props.step}>
        {line}
      </text>
    ))}
  </>
)
