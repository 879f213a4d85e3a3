import { history, redo, undo } from 'prosemirror-history'
import type { Node } from 'prosemirror-model'
import { type Command, EditorState, TextSelection } from 'prosemirror-state'
import { describe, expect, test } from 'vitest'
import { here, positionOf, sideRange } from './at.ts'
import {
  confirmTranslation,
  indent,
  leap,
  mergeBack,
  mergeForward,
  move,
  removeSelected,
  setKind,
  split,
  toOtherLanguage,
} from './commands.ts'
import { contentOf, docOf, stateOf } from './content.ts'
import { newId } from './ids.ts'
import { invariants } from './invariants.ts'
import type { Block, Language } from './protocol.ts'
import { blankTable, cellBelow, changeTable, nextCell, pasteCells } from './tables.ts'

const ids = Array.from({ length: 6 }, (_, n) => newId(1_700_000_000_000 + n))
const block = (n: number, es: string, en: string, more: object = {}): Block =>
  ({
    id: ids[n] ?? '',
    version: 1,
    kind: 'paragraph',
    source: 'es',
    es: es === '' ? [] : [{ text: es }],
    en: en === '' ? [] : [{ text: en }],
    ...more,
  }) as Block

const start = (...blocks: Block[]): EditorState =>
  EditorState.create({ doc: docOf(blocks), plugins: [history(), invariants()] })

/** The caret in a side, after so many characters; or a selection to another. */
function at(
  state: EditorState,
  from: [number, Language, number],
  to: [number, Language, number] = from,
): EditorState {
  const position = ([index, lang, offset]: [number, Language, number]): number =>
    (sideRange(state.doc.child(index), positionOf(state.doc, index), lang)?.from ?? 0) + offset
  return state.apply(state.tr.setSelection(TextSelection.create(state.doc, position(from), position(to))))
}
function run(state: EditorState, command: Command): EditorState {
  let next = state
  command(state, (tr) => {
    next = state.apply(tr)
  })
  return next
}
const type = (state: EditorState, words: string): EditorState => state.apply(state.tr.insertText(words))
/** `es | en` of every block, a mark before those whose translation lags (~) or is missing (?). */
const shown = (doc: Node): string[] =>
  doc.children.map((piece) => {
    const [es, en] = [piece.child(0).textContent, piece.child(1).textContent]
    const mark = { outdated: '~', missing: '?', current: '', empty: '' }[stateOf(piece)]
    return `${mark}${es} | ${en}`
  })
const kinds = (doc: Node): string[] => doc.children.map(({ attrs }) => `${attrs.kind}${attrs.level || ''}`)

describe('a paragraph and its translation stay together', () => {
  test('Enter in the middle: the rest goes down in its language, the other side of the new pair is empty', () => {
    const state = run(at(start(block(0, 'Uno dos', 'One two')), [0, 'es', 4]), split)
    expect(shown(state.doc)).toEqual(['~Uno  | One two', '?dos | '])
    expect(here(state)).toMatchObject({ index: 1, lang: 'es', start: state.selection.from })
  })
  test('Enter in the translation makes a pair whose source is the translation', () => {
    const state = run(at(start(block(0, 'Uno dos', 'One two')), [0, 'en', 4]), split)
    expect(shown(state.doc)).toEqual(['Uno dos | One ', '? | two'])
    expect(state.doc.child(1).attrs.source).toBe('en')
    expect(here(state)).toMatchObject({ index: 1, lang: 'en' })
  })
  test('Enter at the end leaves the translation as it was; at the beginning it moves down with its text', () => {
    const whole = start(block(0, 'Uno', 'One'))
    expect(shown(run(at(whole, [0, 'es', 3]), split).doc)).toEqual(['Uno | One', ' | '])
    const down = run(at(whole, [0, 'es', 0]), split)
    expect(shown(down.doc)).toEqual([' | ', 'Uno | One'])
    expect(down.doc.child(1).attrs.id).toBe(ids[0])
  })
  test('after a heading comes a paragraph; after a line of a list another; an empty one ends the list', () => {
    const heading = start(block(0, 'Título', 'Title', { kind: 'heading', level: 2 }))
    expect(kinds(run(at(heading, [0, 'es', 6]), split).doc)).toEqual(['heading2', 'paragraph'])
    const list = run(at(start(block(0, 'Una', 'One', { kind: 'bullet', level: 1 })), [0, 'es', 3]), split)
    expect(kinds(list.doc)).toEqual(['bullet1', 'bullet1'])
    expect(kinds(run(list, split).doc)).toEqual(['bullet1', 'bullet'])
    expect(kinds(run(run(list, split), split).doc)).toEqual(['bullet1', 'paragraph'])
  })
  test('every block has an id of its own, however it came', () => {
    let state = at(start(block(0, 'Uno dos tres', '')), [0, 'es', 4])
    state = run(run(state, split), split)
    state = state.apply(state.tr.insert(state.doc.content.size, state.doc.child(0)))
    const all = state.doc.children.map(({ attrs }) => attrs.id)
    expect(new Set(all).size).toBe(all.length)
    for (const id of all)
      expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
  })
  test('Backspace at the beginning joins both sides: this one runs on, the other with a blank', () => {
    const two = start(block(0, 'Uno', 'One.'), block(1, 'dos', 'Two.'))
    const state = run(at(two, [1, 'es', 0]), mergeBack)
    expect(shown(state.doc)).toEqual(['Unodos | One. Two.'])
    expect(state.selection.from - (here(state)?.start ?? 0)).toBe(3)
    const english = run(at(two, [1, 'en', 0]), mergeBack)
    expect(shown(english.doc)).toEqual(['Uno dos | One.Two.'])
    expect(here(english)).toMatchObject({ lang: 'en' })
    expect(english.selection.from - (here(english)?.start ?? 0)).toBe(4)
  })
  test('Backspace first takes a line out of its list, then the heading out of its kind', () => {
    const list = start(block(0, 'Uno', ''), block(1, 'dos', '', { kind: 'bullet', level: 1 }))
    let state = at(list, [1, 'es', 0])
    for (const wanted of ['bullet', 'paragraph']) {
      state = run(state, mergeBack)
      expect(kinds(state.doc)[1]).toBe(wanted)
    }
    expect(shown(run(state, mergeBack).doc)).toEqual(['?Unodos | '])
  })
  test('Delete at the end brings up the next; into an empty paragraph comes the next with its kind and its id', () => {
    const two = start(block(0, 'Uno', 'One'), block(1, 'dos', 'two'))
    expect(shown(run(at(two, [0, 'es', 3]), mergeForward).doc)).toEqual(['Unodos | One two'])
    const gap = start(block(0, '', ''), block(1, 'Título', 'Title', { kind: 'heading', level: 1 }))
    const state = run(at(gap, [0, 'es', 0]), mergeForward)
    expect([kinds(state.doc), state.doc.child(0).attrs.id]).toEqual([['heading1'], ids[1]])
  })
  test('a selection over three paragraphs goes in its language; of the translations goes what stood wholly inside', () => {
    const three = start(block(0, 'Uno a', 'One a.'), block(1, 'dos', 'two'), block(2, 'b tres', 'B three.'))
    const state = run(at(three, [0, 'es', 4], [2, 'es', 2]), removeSelected)
    expect(shown(state.doc)).toEqual(['Uno tres | One a. B three.'])
    expect(state.selection.from - (here(state)?.start ?? 0)).toBe(4)
    const all = run(at(three, [0, 'es', 0], [2, 'es', 6]), removeSelected)
    expect(shown(all.doc)).toEqual([' | '])
    expect(removeSelected(at(three, [0, 'es', 0], [0, 'es', 2]))).toBe(false)
  })
  test('what is split, joined, moved and taken out comes back by undo, and goes again by redo', () => {
    const two = start(block(0, 'Uno dos', 'One two'), block(1, 'tres', 'three'))
    for (const [place, command] of [
      [at(two, [0, 'es', 4]), split],
      [at(two, [1, 'es', 0]), mergeBack],
      [at(two, [0, 'es', 1], [1, 'es', 1]), removeSelected],
      [at(two, [0, 'es', 1]), move(1)],
    ] as const) {
      const after = run(place, command)
      expect(run(after, undo).doc.toJSON()).toEqual(two.doc.toJSON())
      expect(run(run(after, undo), redo).doc.toJSON()).toEqual(after.doc.toJSON())
    }
  })
  test('Alt with an arrow moves a block, at the edge nowhere', () => {
    const two = start(block(0, 'Uno', 'One'), block(1, 'dos', 'two'))
    const state = run(at(two, [1, 'en', 2]), move(-1))
    expect(shown(state.doc)).toEqual(['dos | two', 'Uno | One'])
    expect(here(state)).toMatchObject({ index: 0, lang: 'en' })
    expect(shown(run(state, move(-1)).doc)).toEqual(shown(state.doc))
    const down = run(at(two, [0, 'es', 1]), move(1))
    expect(shown(down.doc)).toEqual(['dos | two', 'Uno | One'])
    expect(here(down)).toMatchObject({ index: 1, lang: 'es' })
  })
  test('arrows at the edge of a side lead to the same language of the neighbour', () => {
    const two = start(block(0, 'Uno', 'One'), block(1, 'dos', 'two'))
    expect(here(run(at(two, [0, 'es', 3]), leap(1)))).toMatchObject({ index: 1, lang: 'es' })
    expect(here(run(at(two, [1, 'en', 0]), leap(-1)))).toMatchObject({ index: 0, lang: 'en' })
    expect(here(run(at(two, [0, 'es', 2]), toOtherLanguage))).toMatchObject({ index: 0, lang: 'en' })
    expect(here(run(at(two, [1, 'en', 2]), toOtherLanguage))).toMatchObject({ index: 1, lang: 'es' })
  })
})

describe('the translation and its source', () => {
  test('a changed source leaves its translation behind until that is written or confirmed', () => {
    const behind = type(at(start(block(0, 'Uno', 'One')), [0, 'es', 3]), ' y medio')
    expect(shown(behind.doc)).toEqual(['~Uno y medio | One'])
    expect(shown(type(at(behind, [0, 'en', 3]), ' and a half').doc)).toEqual(['Uno y medio | One and a half'])
    expect(shown(run(behind, confirmTranslation(0)).doc)).toEqual(['Uno y medio | One'])
    expect(shown(run(behind, undo).doc)).toEqual(['Uno | One'])
  })
  test('a changed translation leaves the source alone', () =>
    expect(shown(type(at(start(block(0, 'Uno', 'One')), [0, 'en', 3]), '!').doc)).toEqual(['Uno | One!']))
  test('what is first written in English has English for its source', () => {
    const state = type(at(start(block(0, '', '')), [0, 'en', 0]), 'First')
    expect(state.doc.child(0).attrs.source).toBe('en')
    expect(shown(state.doc)).toEqual(['? | First'])
  })
  test('bold, a heading and the wording of a bound item leave nothing behind', () => {
    const bound = start(block(0, '', 'One', { es: [{ text: 'Son ' }, { bound: ids[5], as: 'value' }] }))
    const worded = bound.apply(bound.tr.setNodeAttribute(6, 'as', 'interval'))
    expect(contentOf(worded.doc.child(0)).es).toEqual([{ text: 'Son ' }, { bound: ids[5], as: 'interval' }])
    expect(stateOf(worded.doc.child(0))).toBe('current')
    expect(stateOf(run(at(bound, [0, 'es', 1]), setKind('heading', 2)).doc.child(0))).toBe('current')
  })
})

describe('kinds', () => {
  test('a kind asked twice is taken back; depth has its limits', () => {
    let state = at(start(block(0, 'Uno', '')), [0, 'es', 1])
    state = run(state, setKind('bullet'))
    for (let n = 0; n < 4; n++) state = run(state, indent(1))
    expect(kinds(state.doc)).toEqual(['bullet2'])
    for (let n = 0; n < 4; n++) state = run(state, indent(-1))
    expect(kinds(run(state, setKind('bullet')).doc)).toEqual(['paragraph'])
  })
  test('what goes in comes out: every kind of block', () => {
    const note = [{ note: [{ text: 'Según ' }, { bound: ids[5], as: 'cited' }] }]
    const blocks = [
      block(0, 'T', 'T', { kind: 'heading', level: 3 }),
      block(1, 'P', '', { outdated: true, es: [{ text: 'a', bold: true, link: 'https://x.mx/' }, ...note] }),
      block(2, '', '', { kind: 'exhibit', exhibit: ids[5] }),
      block(3, 'Tabla', '', {
        kind: 'table',
        rows: [[{ es: [{ text: 'Año' }], en: [] }], [{ es: [], en: [] }]],
      }),
      block(4, 'Diga', 'Say', { kind: 'guidance' }),
      block(5, '', '', { kind: 'page_break' }),
    ]
    expect(docOf(blocks).children.map(contentOf)).toEqual(
      blocks.map(({ id: _, version: __, ...content }) => content),
    )
  })
})

describe('tables written by hand', () => {
  const table = (state: EditorState): string[][] => {
    const content = contentOf(state.doc.child(0))
    return content.kind === 'table'
      ? content.rows.map((row) =>
          row.map(({ es }) => ('text' in (es[0] ?? {}) ? String((es[0] as { text: string }).text) : '')),
        )
      : []
  }
  const blank = (): EditorState => {
    const state = EditorState.create({ doc: docOf([]), plugins: [invariants()] })
    const next = state.apply(state.tr.replaceWith(0, state.doc.content.size, blankTable('es')))
    return next.apply(next.tr.setSelection(TextSelection.create(next.doc, 8)))
  }
  test('Tab leads on and makes a row at the end, Enter leads down, and words typed stay in their cell', () => {
    let state = blank()
    expect(here(state)?.cell).toEqual({ row: 0, column: 0 })
    for (let n = 0; n < 9; n++) state = type(run(state, n === 0 ? () => true : nextCell(1)), String(n))
    expect(table(state)).toEqual([
      ['0', '1', '2'],
      ['3', '4', '5'],
      ['6', '7', '8'],
    ])
    expect(table(run(state, nextCell(1)))).toHaveLength(4)
    expect(cellBelow(1)(state)).toBe(false)
    expect(split(state)).toBe(false)
    expect(table(run(state, changeTable('removeColumn')))).toEqual([
      ['0', '1'],
      ['3', '4'],
      ['6', '7'],
    ])
    expect(table(run(state, changeTable('rowAbove')))[2]).toEqual(['', '', ''])
  })
  test('cells of a spreadsheet fall into place and the table grows', () => {
    const state = run(blank(), nextCell(1))
    const tr = pasteCells(state, 'Año\tTasa\tn\r\n2019\t56.9\t10\r\n')
    expect(tr && table(state.apply(tr))).toEqual([
      ['', 'Año', 'Tasa', 'n'],
      ['', '2019', '56.9', '10'],
      ['', '', '', ''],
    ])
    expect(pasteCells(state, 'palabras')).toBe(null)
  })
  test('figures are written once for both languages, words are not', () => {
    const state = type(blank(), '56.9')
    const content = contentOf(state.doc.child(0))
    expect(content.kind === 'table' && content.rows[0]?.[0]?.en).toEqual([{ text: '56.9' }])
    const words = contentOf(type(blank(), 'Año').doc.child(0))
    expect(words.kind === 'table' && words.rows[0]?.[0]?.en).toEqual([])
  })
})
