import {
  Bookmark,
  ExternalHyperlink,
  FootnoteReferenceRun,
  InternalHyperlink,
  type ParagraphChild,
  ShadingType,
  TextRun,
} from 'docx'
import { isOutward, type Piece, type TextPiece } from '../inline.ts'
import { field } from './fields.ts'
import { colors } from './styles.ts'

/** What all pieces of a paragraph are, where they do not say otherwise. */
export interface Manner {
  bold?: boolean
  italics?: boolean
  color?: string
  size?: number
  language?: string | null
}

const rightToLeft = /^(ar|he|fa|ur|yi|dv|ps|sd)\b/i

/** Text, a run for each of its lines. */
export function textRuns(
  text: string,
  given: Manner & Omit<Partial<TextPiece>, 'language'> = {},
  style?: string,
): TextRun[] {
  const { bold, italic, italics, raised, mark, color, size } = given
  const tag = given.language ?? undefined
  const options = {
    ...(style ? { style } : {}),
    ...(bold ? { bold } : {}),
    ...(italic || italics ? { italics: true } : {}),
    ...(raised ? { superScript: true } : {}),
    ...(color ? { color } : {}),
    ...(size ? { size } : {}),
    ...(mark ? { shading: { type: ShadingType.CLEAR, color: 'auto', fill: colors[mark] } } : {}),
    ...(tag ? spoken(tag) : {}),
  }
  return text
    .split('\n')
    .map((line, at) => new TextRun({ ...options, text: line, ...(at > 0 ? { break: 1 } : {}) }))
}

const spoken = (tag: string) =>
  rightToLeft.test(tag)
    ? { rightToLeft: true, language: { bidirectional: tag } }
    : { language: { value: tag } }

export const written = (pieces: readonly Piece[], manner: Manner = {}): ParagraphChild[] =>
  pieces.flatMap((piece) => one(piece, manner))

function one(piece: Piece, manner: Manner): ParagraphChild[] {
  if (piece.is === 'note') return [new FootnoteReferenceRun(piece.number)]
  if (piece.is === 'to') {
    // A table's or figure's number is a field: it stays right when somebody moves one in Word.
    if (piece.field) return field(`REF ${piece.anchor} \\h`, piece.text)
    const children = textRuns(piece.text, { ...manner, color: colors.green })
    return [new InternalHyperlink({ anchor: piece.anchor, children })]
  }
  const given = { ...manner, ...piece }
  return piece.link && isOutward(piece.link)
    ? [new ExternalHyperlink({ link: piece.link, children: textRuns(piece.text, given, 'Hyperlink') })]
    : textRuns(piece.text, given)
}

export const marked = (anchor: string, children: ParagraphChild[]): Bookmark =>
  new Bookmark({ id: anchor, children })
