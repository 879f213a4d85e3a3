/** What is marked in the text without being of it: sentences whose source moved, empty translations. */
import type { Node } from 'prosemirror-model'
import { type EditorState, Plugin, PluginKey } from 'prosemirror-state'
import { Decoration, DecorationSet } from 'prosemirror-view'
import { eachPiece } from './at.ts'
import type { Language } from './protocol.ts'
import { langOf } from './schema.ts'

/** Meta by which the marks are looked for anew though no word changed: a source moved, or was taken over. */
export const lookAgain = 'look-again'

/** Of a side, from where to where the sentences run that hold an item of which `moved` holds. Offsets within the side. */
export function movedSentences(
  side: Node,
  lang: Language,
  moved: (id: string) => boolean,
): { from: number; to: number }[] {
  const spots: number[] = []
  side.forEach((child, offset) => {
    if (child.type.name === 'bound' && moved(String(child.attrs.id))) spots.push(offset)
  })
  if (spots.length === 0) return []
  // Each bound item and note counts one character, as in the document: offsets are positions.
  const words = side.textBetween(0, side.content.size, '', '\uFFFC')
  const segments = [...new Intl.Segmenter(lang, { granularity: 'sentence' }).segment(words)]
  return segments.flatMap(({ index, segment }) => {
    const end = index + segment.trimEnd().length
    return spots.some((spot) => spot >= index && spot < index + segment.length)
      ? [{ from: index, to: end }]
      : []
  })
}

interface Range {
  from: number
  to: number
}

/** All of a document. `known`: what is known of its blocks, from their beginnings; only blocks that are new are looked at. */
export function movedIn(
  doc: Node,
  moved: (id: string) => boolean,
  known = new WeakMap<Node, readonly Range[]>(),
): Range[] {
  const found: Range[] = []
  eachPiece(doc, (piece, at) => {
    const own = known.get(piece) ?? movedOf(piece, moved)
    known.set(piece, own)
    for (const { from, to } of own) found.push({ from: at + from, to: at + to })
  })
  return found
}

function movedOf(piece: Node, moved: (id: string) => boolean): Range[] {
  const found: Range[] = []
  piece.descendants((node, offset) => {
    const lang = langOf(node)
    if (!lang) return true
    const start = 1 + offset + 1
    for (const { from, to } of movedSentences(node, lang, moved))
      found.push({ from: start + from, to: start + to })
    return false
  })
  return found
}

const key = new PluginKey<DecorationSet>('marks')

export function marks(moved: (id: string) => boolean): Plugin {
  let known = new WeakMap<Node, readonly Range[]>()
  const draw = ({ doc }: EditorState): DecorationSet =>
    DecorationSet.create(
      doc,
      movedIn(doc, moved, known).map(({ from, to }) =>
        Decoration.inline(from, to, { class: 'w-sentence-moved' }),
      ),
    )
  return new Plugin<DecorationSet>({
    key,
    state: {
      init: (_, state) => draw(state),
      apply: (tr, old, _, state) => {
        if (tr.getMeta(lookAgain)) known = new WeakMap()
        return tr.docChanged || tr.getMeta(lookAgain) ? draw(state) : old
      },
    },
    props: { decorations: (state) => key.getState(state) },
  })
}

const counts = new WeakMap<Node, Map<Language, number>>()

/** The words of one language, counted once a node. */
export function wordsIn(piece: Node, lang: Language): number {
  const known = counts.get(piece) ?? new Map<Language, number>()
  counts.set(piece, known)
  const count = known.get(lang) ?? countWords(piece, lang)
  known.set(lang, count)
  return count
}

function countWords(piece: Node, lang: Language): number {
  let text = ''
  piece.descendants((node) => {
    const own = langOf(node)
    if (!own) return true
    if (own === lang) text += ` ${node.textBetween(0, node.content.size, ' ', ' 1 ')}`
    return false
  })
  return text.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length
}
