/** The whole thread of a record as a drawing from left to right: a link in each box, marks as a shape with its word. */
import { said } from '../../kernel/text.ts'
import type { ThreadGraph, ThreadNode } from '../../kernel/thread-graph.ts'
import { layers } from '../charts/layers.ts'
import { textWidth, wrap } from '../charts/text-width.ts'
import type { Html } from '../html.ts'
import type { Lang } from '../lang.ts'
import { wordsOf } from '../words.ts'

const box = { width: 220, pad: 12, kind: 18, line: 19 } as const
const px = (value: number): number => Math.round(value * 10) / 10

interface Drawn {
  node: ThreadNode
  kind: string
  lines: string[]
  marks: Mark[]
  height: number
}

/** Drawn, not written: our face has no such letters, and a file brings no other. On a grid of ten. */
const shapes = {
  stale: 'M5 0 10 9H0z',
  basis_revised: 'M5 0 10 5 5 10 0 5z',
  withdrawn: 'M1 0 5 4 9 0 10 1 6 5 10 9 9 10 5 6 1 10 0 9 4 5 0 1z',
} as const

interface Mark {
  shape: keyof typeof shapes
  word: string
}

/** The words beside a record whose basis moved, or that was withdrawn: each with a shape of its own. */
export function marksOn(node: Pick<ThreadNode, 'mark' | 'withdrawn'>, lang: Lang): Mark[] {
  const words = wordsOf(lang).thread
  return [
    ...(node.withdrawn ? [{ shape: 'withdrawn' as const, word: words.withdrawn }] : []),
    ...(node.mark ? [{ shape: node.mark, word: words.marks[node.mark] }] : []),
  ]
}

/** The same beside a title on a page. */
export const ThreadMarks = ({ lang, of }: { lang: Lang; of: Pick<ThreadNode, 'mark' | 'withdrawn'> }) => (
  <>
    {marksOn(of, lang).map(({ shape, word }) => (
      <span class="thread-mark">
        <svg class="thread-shape" viewBox="0 0 10 10" width="10" height="10" aria-hidden="true">
          <path d={shapes[shape]} />
        </svg>
        {word}
      </span>
    ))}
  </>
)

/** Letters of which three lines of a box never hold more; measuring a long title costs more than drawing it. */
const most = 110

function measured(node: ThreadNode, lang: Lang): Drawn {
  const words = wordsOf(lang)
  const room = box.width - 2 * box.pad
  const lines = wrap(said(node.title, lang).slice(0, most), room, 15, true, 3).map((line) => cut(line, room))
  const marks = marksOn(node, lang)
  return {
    node,
    kind: cut(words.kinds[node.kind] ?? words.otherKind, room, 13),
    lines,
    marks,
    height: 2 * box.pad + box.kind + lines.length * box.line + marks.length * 18,
  }
}

/** One long word must not leave its box. */
function cut(text: string, room: number, size = 15): string {
  if (textWidth(text, size, true) <= room) return text
  let short = text
  while (short.length > 1 && textWidth(`${short}…`, size, true) > room) short = short.slice(0, -1)
  return `${short}…`
}

export interface ThreadPictureProps {
  lang: Lang
  graph: ThreadGraph
  title: string
  /** Whole address of a record; none in files. */
  href?: (node: ThreadNode) => string
}

/** The drawing alone, as wide as it needs; `width` of the file it goes into. */
export function drawThread({ lang, graph, title, href }: ThreadPictureProps): { svg: Html; width: number } {
  const boxes = graph.nodes.map((node) => measured(node, lang))
  const placed = layers(
    boxes.map(({ node, height }) => ({ id: node.id, width: box.width, height })),
    graph.links.map(({ basis, record }) => ({ from: basis, to: record })),
  )
  const [width, height] = [px(placed.width) + 4, px(placed.height) + 4]
  return {
    width,
    svg: (
      <svg
        class="chart thread-svg"
        viewBox={`-2 -2 ${width} ${height}`}
        width={width}
        height={height}
        role={href ? 'group' : 'img'}
        aria-labelledby="thread-t"
      >
        <title id="thread-t">{title}</title>
        <g>
          {graph.links.map((link, at) => (
            <path class={link.moved ? 't-way is-moved' : 't-way'} d={way(placed.arrows[at] ?? [])} />
          ))}
        </g>
        {boxes.map((one) => {
          const { x = 0, y = 0 } = placed.boxes.get(one.node.id) ?? {}
          return <NodeBox drawn={one} x={px(x)} y={px(y - one.height / 2)} href={href?.(one.node)} />
        })}
      </svg>
    ),
  }
}

function NodeBox({ drawn, x, y, href }: { drawn: Drawn; x: number; y: number; href: string | undefined }) {
  const { node, kind, lines, marks } = drawn
  const here = node.distance === 0
  const inside = (
    <>
      <rect
        class={`t-box${here ? ' is-here' : ''}${node.mark ? ` is-${node.mark === 'stale' ? 'stale' : 'revised'}` : ''}`}
        width={box.width}
        height={drawn.height}
        rx="6"
      />
      <text class="t-kind" x={box.pad} y={box.pad + 11}>
        {`${kind} `}
      </text>
      {lines.map((line, at) => (
        <text class="t-title" x={box.pad} y={box.pad + box.kind + 14 + at * box.line}>
          {`${line} `}
        </text>
      ))}
      {marks.map(({ shape, word }, at) => (
        <g transform={`translate(${box.pad} ${box.pad + box.kind + lines.length * box.line + 4 + at * 18})`}>
          <path class="t-shape" d={shapes[shape]} />
          <text class="t-mark" x="16" y="10">
            {word}
          </text>
        </g>
      ))}
    </>
  )
  return (
    <g transform={`translate(${x} ${y})`}>
      {href ? (
        <a href={href} aria-current={here ? 'true' : undefined}>
          {inside}
        </a>
      ) : (
        inside
      )}
    </g>
  )
}

/** A soft line through the points, with a head at its end. */
function way(points: readonly { x: number; y: number }[]): string {
  const [first, ...rest] = points
  if (!first) return ''
  let path = `M${px(first.x)} ${px(first.y)}`
  let from = first
  for (const to of rest) {
    const middle = px((from.x + to.x) / 2)
    path +=
      Math.abs(from.y - to.y) < 0.5
        ? `L${px(to.x)} ${px(to.y)}`
        : `C${middle} ${px(from.y)} ${middle} ${px(to.y)} ${px(to.x)} ${px(to.y)}`
    from = to
  }
  return `${path}m-7-4l7 4l-7 4`
}

/** On a page: the drawing in a box that scrolls sideways, by keyboard too; the list below says the same. */
export function ThreadPicture(props: ThreadPictureProps) {
  const words = wordsOf(props.lang).thread
  return (
    <figure class="thread-figure">
      <section class="thread-scroll" aria-label={props.title} tabindex={0}>
        {drawThread(props).svg}
      </section>
      <figcaption class="chart-note">{words.pictureText}</figcaption>
    </figure>
  )
}
