import { raw } from 'hono/html'
import { drawingOf, shareOf } from '../drawing.ts'
import type { Piece } from '../inline.ts'
import type { Caption, LaidFigure, LaidHeading, LaidList, LaidSource } from '../resolve.ts'
import { type Around, addressOf, Pieces } from './inline.tsx'

export const CaptionWords = ({ caption, around }: { caption: Caption; around: Around }) => (
  <>
    {caption.label && <span class="doc-label">{`${caption.label}. `}</span>}
    <Pieces pieces={caption.pieces} around={around} />
  </>
)

/** Notes and source under a table or a figure. */
export const Below = (props: {
  notes: readonly Piece[][]
  source: readonly Piece[] | null
  around: Around
}) =>
  props.notes.length === 0 && !props.source ? null : (
    <div class="doc-below">
      {props.notes.map((note) => (
        <p>
          <Pieces pieces={note} around={props.around} />
        </p>
      ))}
      {props.source && (
        <p>
          <strong>{`${props.around.laid.words.source}: `}</strong>
          <Pieces pieces={props.source} around={props.around} />
        </p>
      )}
    </div>
  )

/** The drawing is one image with the alternative text as its name; the page's style sheet or its own colours it. */
export function FigureBlock({
  figure,
  around,
  styled,
}: {
  figure: LaidFigure
  around: Around
  styled: boolean
}) {
  const id = `${around.prefix}${figure.anchor}`
  const drawing = drawingOf(figure.svg, styled)
  const small = shareOf(figure.share, drawing) < 0.65
  const phone = figure.narrow ? drawingOf(figure.narrow, styled) : null
  return (
    <figure class="doc-figure" id={id}>
      <figcaption>
        <CaptionWords caption={figure.caption} around={around} />
      </figcaption>
      <div class={small ? 'doc-drawing is-small' : 'doc-drawing'} role="img" aria-label={figure.alt}>
        {phone && <div class="doc-phone">{raw(apart(phone.svg, `${id}-n-`))}</div>}
        <div class={phone ? 'doc-laptop' : undefined}>{raw(apart(drawing.svg, `${id}-`))}</div>
      </div>
      <Below notes={figure.notes} source={figure.source} around={around} />
    </figure>
  )
}

/** Names inside a drawing, made its own; what it says of itself to readers is said by what is around it. */
const apart = (svg: string, prefix: string): string =>
  svg
    .replace(/\s(?:aria-[a-z]+|role)=(?:"[^"]*"|'[^']*')/g, '')
    .replace(/\sid=(["'])/g, ` id=$1${prefix}`)
    .replace(/url\((["']?)#/g, `url($1#${prefix}`)
    .replace(/^<svg/, '<svg aria-hidden="true" focusable="false"')

export function ListBlock({ list, around, depth = 0 }: { list: LaidList; around: Around; depth?: number }) {
  const items = list.items.map((item) => (
    <li>
      <Pieces pieces={item.pieces} around={around} />
      {item.list && <ListBlock list={item.list} around={around} depth={depth + 1} />}
    </li>
  ))
  return list.numbered ? <ol type={(['1', 'a', 'i'] as const)[depth]}>{items}</ol> : <ul>{items}</ul>
}

/** Headings as nested lists; a level that is jumped over has no item of its own. */
export function ContentsBlock(props: { title: string; depth: number; around: Around; at: number }) {
  const { title, depth, around, at } = props
  const id = `${around.prefix}c${at}`
  return (
    <nav class="doc-contents" aria-labelledby={id}>
      <p class="doc-contents-title" id={id}>
        {title}
      </p>
      <Entries
        headings={around.laid.headings.filter(({ level }) => level <= depth)}
        level={1}
        around={around}
      />
    </nav>
  )
}

function Entries({
  headings,
  level,
  around,
}: {
  headings: readonly LaidHeading[]
  level: number
  around: Around
}) {
  const parts: { head: LaidHeading; below: LaidHeading[] }[] = []
  for (const heading of headings) {
    const last = parts.at(-1)
    if (heading.level <= level || !last) parts.push({ head: heading, below: [] })
    else last.below.push(heading)
  }
  return (
    <ol>
      {parts.map(({ head, below }) => (
        <li>
          <a href={`#${around.prefix}${head.anchor}`}>
            {head.number && <span class="doc-number">{head.number}</span>} {head.plain}
          </a>
          {below.length > 0 && <Entries headings={below} level={level + 1} around={around} />}
        </li>
      ))}
    </ol>
  )
}

export const SourcesBlock = ({ sources, around }: { sources: readonly LaidSource[]; around: Around }) => (
  <ol class="doc-sources">
    {sources.map(({ number, anchor, pieces, link }) => {
      const address = link ? addressOf(link, around) : undefined
      return (
        <li id={`${around.prefix}${anchor}`}>
          <span class="doc-number">{`[${number}]`}</span> {/* Whole, unless a link stands in its words. */}
          {address && pieces.every((piece) => piece.is === 'text' && !piece.link && !piece.source) ? (
            <a href={address}>
              <Pieces pieces={pieces} around={around} />
            </a>
          ) : (
            <Pieces pieces={pieces} around={around} />
          )}
        </li>
      )
    })}
  </ol>
)

export function Notes({ around }: { around: Around }) {
  const { laid, prefix } = around
  if (laid.notes.length === 0) return null
  return (
    <section class="doc-notes" aria-labelledby={`${prefix}notes`}>
      <h2 id={`${prefix}notes`}>{laid.words.notes}</h2>
      <ol>
        {laid.notes.map((pieces, at) => (
          <li id={`${prefix}n${at + 1}`}>
            <Pieces pieces={pieces} around={around} />{' '}
            <a class="doc-back" href={`#${prefix}r${at + 1}`} aria-label={laid.words.backTo(String(at + 1))}>
              ↩
            </a>
          </li>
        ))}
      </ol>
    </section>
  )
}
