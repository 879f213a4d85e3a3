import { Fragment } from 'hono/jsx'
import { isOutward, type Piece, type TextPiece } from '../inline.ts'
import type { Laid } from '../resolve.ts'

/** What every element needs to know: the document, and what its ids begin with. */
export interface Around {
  laid: Laid
  /** Two documents on one page (es beside en) need ids of their own. */
  prefix: string
  /** Whether a `/path` of this program leads somewhere: in its pages, not in a file. */
  inside: boolean
}

const rightToLeft = /^(ar|he|fa|ur|yi|dv|ps|sd)\b/i

/** `lang`, and the direction that goes with it. */
export const spoken = (tag: string | null | undefined) =>
  tag ? { lang: tag, ...(rightToLeft.test(tag) ? { dir: 'rtl' } : {}) } : {}

/** New lines as written. */
export const Lines = ({ text }: { text: string }) => (
  <>
    {text.split('\n').map((line, at) => (
      <>
        {at > 0 && <br />}
        {line}
      </>
    ))}
  </>
)

export const Pieces = ({ pieces, around }: { pieces: readonly Piece[]; around: Around }) => (
  <>
    {pieces.map((piece) => (
      <One piece={piece} around={around} />
    ))}
  </>
)

function One({ piece, around }: { piece: Piece; around: Around }) {
  const { prefix, laid } = around
  if (piece.is === 'note')
    return (
      <sup class="doc-note">
        <a
          id={`${prefix}r${piece.number}`}
          href={`#${prefix}n${piece.number}`}
          aria-label={`${laid.words.note} ${piece.number}`}
        >
          {piece.number}
        </a>
      </sup>
    )
  if (piece.is === 'to')
    return (
      <a class="doc-to" href={`#${prefix}${piece.anchor}`}>
        {piece.text}
      </a>
    )
  return <Stretch piece={piece} around={around} />
}

function Stretch({ piece, around }: { piece: TextPiece; around: Around }) {
  let body = <Lines text={piece.text} />
  if (piece.bold) body = <strong>{body}</strong>
  if (piece.italic) body = <em>{body}</em>
  if (piece.raised) body = <sup>{body}</sup>
  const link = piece.link && addressOf(piece.link, around)
  const source = piece.source && addressOf(piece.source, around)
  if (link) body = <a href={link}>{body}</a>
  else if (source)
    body = (
      <a class="doc-from" href={source}>
        {body}
      </a>
    )
  if (piece.mark) body = <mark class={`is-${piece.mark}`}>{body}</mark>
  return piece.language ? <span {...spoken(piece.language)}>{body}</span> : <Fragment>{body}</Fragment>
}

/** Where a link leads from here; nothing for a path of this program in a file that lies elsewhere. */
export function addressOf(link: string, { prefix, inside }: Around): string | undefined {
  if (link.startsWith('#')) return `#${prefix}${link.slice(1)}`
  return inside || isOutward(link) ? link : undefined
}
