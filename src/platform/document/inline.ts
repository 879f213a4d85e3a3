/** Prose as pieces that a writer puts down one after the other: references and citations already say their numbers. */
import { type Inline, inlinesOf, isRun, type Prose, type Run, type Source, type Tag } from './model.ts'

export interface TextPiece {
  is: 'text'
  text: string
  bold?: boolean
  italic?: boolean
  raised?: boolean
  language?: Tag
  /** `https:`, `http:`, `mailto:`, or a `/path` of this program. */
  link?: string
  /** For the web: where the text's source is told of, `#s3` or an address. */
  source?: string
  mark?: 'stale' | 'open'
}
export type Piece =
  | TextPiece
  /** To a table, a figure, a section, a source. `field`: the text is a caption's label, word for word. */
  | { is: 'to'; text: string; anchor: string; field?: boolean }
  /** Its words are `notes[number - 1]`. */
  | { is: 'note'; number: number }

/** What ids are called, and what has been cited and noted so far. */
export interface Names {
  named: ReadonlyMap<string, { text: string; anchor: string; field: boolean }>
  sources: ReadonlyMap<string, Source>
  /** Number of each source, in the order of first citation. */
  cited: Map<string, number>
  notes: Piece[][]
  missing: Set<string>
}

/**
 * Without signs that no face draws and XML does not allow: controls, halves of pairs, signs for private use. Tabs and new lines
 * stay.
 */
export const cleaned = (text: string): string =>
  text
    .replaceAll('\r\n', '\n')
    .replaceAll(/[\r\u2028\u2029]/g, '\n')
    // biome-ignore lint/suspicious/noControlCharactersInRegex: those are what is taken out
    .replaceAll(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u{fff9}-\u{fffc}]/gu, '')
    .replaceAll(/[\p{Co}\p{Cs}\p{Cn}]/gu, '?')

/** A language that readers of files take for one; nothing else goes into a file as one. */
export const tagOf = (language: string | undefined): Tag | null =>
  language && /^[a-z]{2,3}(-[A-Za-z\d]{2,8})*$/.test(language) ? language : null

/** Addresses that a reader may follow; anything else (`javascript:`, `file:`) stays text. */
export const isSafeLink = (link: string): boolean =>
  /^(https?:\/\/|mailto:)[^\s<>"]+$/i.test(link) || /^\/(?!\/)[^\s<>"\\]*$/.test(link)
/** An address as it is read on paper. */
export const shownLink = (link: string): string =>
  link.replace(/^https?:\/\/(www\.)?|^mailto:/i, '').replace(/\/$/, '')
export const isOutward = (link: string): boolean => !link.startsWith('/')

export function piecesIn(prose: Prose, names: Names): Piece[] {
  return inlinesOf(prose).flatMap((inline) => pieceOf(inline, names))
}

function pieceOf(inline: Inline, names: Names): Piece[] {
  if (isRun(inline)) return textPiece(inline, names)
  if ('note' in inline) {
    const runs = typeof inline.note === 'string' ? [{ text: inline.note }] : inline.note
    const number = names.notes.push(runs.flatMap((run) => textPiece(run, names)))
    return [{ is: 'note', number }]
  }
  if ('ref' in inline) {
    const found = names.named.get(inline.ref)
    if (!found) names.missing.add(inline.ref)
    return found ? [{ is: 'to', ...found }] : [{ is: 'text', text: '?', mark: 'open' }]
  }
  if (!names.sources.has(inline.cite)) {
    names.missing.add(inline.cite)
    return [{ is: 'text', text: '[?]', mark: 'open' }]
  }
  const number = numberOf(inline.cite, names)
  const text = inline.at ? `[${number}, ${cleaned(inline.at)}]` : `[${number}]`
  return [{ is: 'to', text, anchor: `s${number}` }]
}

function numberOf(id: string, { cited }: Names): number {
  const number = cited.get(id) ?? cited.size + 1
  cited.set(id, number)
  return number
}

function textPiece(run: Run, names: Names): Piece[] {
  const { text, link, source, language, ...rest } = run
  const tag = tagOf(language)
  const plain = cleaned(text)
  if (plain === '') return []
  const from = source === undefined ? undefined : names.sources.get(source)
  if (source !== undefined && !from) names.missing.add(source)
  return [
    {
      is: 'text',
      text: plain,
      ...rest,
      ...(tag ? { language: tag } : {}),
      ...(link && isSafeLink(link) ? { link } : {}),
      ...(from
        ? { source: from.link && isSafeLink(from.link) ? from.link : `#s${numberOf(from.id, names)}` }
        : {}),
    },
  ]
}

/** Plain words of pieces, as for a table of contents. */
export const wordsOf = (pieces: readonly Piece[]): string =>
  pieces.map((piece) => (piece.is === 'note' ? '' : piece.text)).join('')
