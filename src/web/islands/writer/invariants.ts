/** What stays true whatever is typed: every block has an id of its own, and knows whether its translation lags behind. */
import type { Node } from 'prosemirror-model'
import { type EditorState, Plugin, PluginKey, type Transaction } from 'prosemirror-state'
import { eachPiece } from './at.ts'
import { isBlank } from './content.ts'
import { newId } from './ids.ts'
import { type Language, languages, otherOf } from './protocol.ts'
import { langOf, sideIndex } from './schema.ts'

/** Meta of a transaction that brings what others wrote: its states are as they come. */
export const asItCame = 'as-it-came'

export const invariants = (): Plugin =>
  new Plugin({
    key: new PluginKey('invariants'),
    appendTransaction(transactions, before, now) {
      if (!transactions.some((tr) => tr.docChanged)) return null
      const tr = now.tr
      giveIds(now, tr)
      const isOurs = transactions.some(
        (one) => one.docChanged && !one.getMeta(asItCame) && !one.getMeta('history$'),
      )
      if (isOurs) followTranslations(before, now, tr)
      return tr.docChanged ? tr : null
    },
  })

function giveIds(state: EditorState, tr: Transaction): void {
  const seen = new Set<string>()
  eachPiece(state.doc, (piece, at) => {
    const id = String(piece.attrs.id)
    if (id !== '' && !seen.has(id)) seen.add(id)
    else tr.setNodeAttribute(at, 'id', newId())
  })
}

function followTranslations(before: EditorState, now: EditorState, tr: Transaction): void {
  const old = new Map<string, Node>()
  eachPiece(before.doc, (piece) => old.set(String(piece.attrs.id), piece))
  eachPiece(now.doc, (piece, at) => {
    if (piece.childCount < 2) return
    const was = old.get(String(piece.attrs.id))
    if (was === piece) return
    const { source, outdated } = nextState(was, piece)
    if (source !== piece.attrs.source) tr.setNodeAttribute(at, 'source', source)
    if (outdated !== piece.attrs.outdated) tr.setNodeAttribute(at, 'outdated', outdated)
  })
}

/** Who is the source and whether the translation lags, after a change. `was`: null for a block that is new. */
export function nextState(was: Node | undefined, piece: Node): { source: Language; outdated: boolean } {
  const source = piece.attrs.source as Language
  const other = otherOf(source)
  const [own, translation] = [piece.child(sideIndex(source)), piece.child(sideIndex(other))]
  // What was first written in the other language is its source.
  if (isBlank(own) && !isBlank(translation)) return { source: other, outdated: false }
  if (isBlank(translation)) return { source, outdated: false }
  if (!was || was.childCount < 2) return { source, outdated: piece.attrs.outdated === true }
  const changed = Object.fromEntries(
    languages.map((lang) => [lang, saidIn(was, lang) !== saidIn(piece, lang)]),
  )
  // Confirmed by its button, or two blocks became one: as that says.
  if (changed.es === changed.en) return { source, outdated: piece.attrs.outdated === true }
  if (changed[other]) return { source, outdated: false }
  return { source, outdated: piece.attrs.outdated === true || !isBlank(was.child(sideIndex(other))) }
}

/** What one language of a block says; how a bound item is worded and what is bold changes nothing for the translator. */
function saidIn(piece: Node, lang: Language): string {
  let said = ''
  piece.descendants((node) => {
    const own = langOf(node)
    if (!own) return true
    if (own === lang)
      node.forEach((child) => {
        said += child.isText
          ? child.text
          : child.type.name === 'bound'
            ? `\u0001${child.attrs.id}`
            : `\u0002${JSON.stringify(child.attrs.content)}`
      })
    said += '\u0000'
    return false
  })
  return said
}
