/** Tables written by hand: rows and columns come and go, Tab and Enter lead from cell to cell. */
import type { Node } from 'prosemirror-model'
import { type Command, type EditorState, TextSelection, type Transaction } from 'prosemirror-state'
import { here, type Place } from './at.ts'
import { sideNodes } from './content.ts'
import { newId } from './ids.ts'
import type { Sides } from './protocol.ts'
import { sideIndex, type } from './schema.ts'

const mostColumns = 20
const mostRows = 300
const empty: Sides = { es: [], en: [] }
const cell = (sides: Sides = empty): Node => type('cell').create(null, sideNodes(sides))
const row = (columns: number): Node =>
  type('row').create(
    null,
    Array.from({ length: columns }, () => cell()),
  )

export const newTable = (source: 'es' | 'en', rows: readonly (readonly Sides[])[]): Node => {
  const columns = Math.min(mostColumns, Math.max(...rows.map((one) => one.length), 1))
  return type('table').create({ id: newId(), source }, [
    ...sideNodes(empty),
    ...rows.slice(0, mostRows).map((one) =>
      type('row').create(
        null,
        Array.from({ length: columns }, (_, at) => cell(one[at])),
      ),
    ),
  ])
}

export const blankTable = (source: 'es' | 'en'): Node =>
  newTable(
    source,
    Array.from({ length: 3 }, () => [empty, empty, empty]),
  )

const rowsOf = (table: Node): Node[] => table.children.slice(2)

/** The table anew with other rows; the caret in the cell given. */
function withRows(
  state: EditorState,
  place: Place,
  rows: readonly Node[],
  at: { row: number; column: number },
) {
  const made = place.piece.type.create(place.piece.attrs, [...place.piece.children.slice(0, 2), ...rows])
  const tr = state.tr.replaceWith(place.at, place.at + place.piece.nodeSize, made)
  return intoCell(tr, made, place.at, at.row, at.column, place)
}

function intoCell(
  tr: Transaction,
  table: Node,
  at: number,
  rowAt: number,
  column: number,
  { lang }: Place,
): Transaction {
  const rows = rowsOf(table)
  const rowNow = Math.min(Math.max(rowAt, 0), rows.length - 1)
  const target = rows[rowNow]
  if (!target) return tr
  let position = at + 1 + table.child(0).nodeSize + table.child(1).nodeSize
  for (let n = 0; n < rowNow; n++) position += rows[n]?.nodeSize ?? 0
  position += 1
  const columnNow = Math.min(Math.max(column, 0), target.childCount - 1)
  for (let n = 0; n < columnNow; n++) position += target.child(n).nodeSize
  const own = target.child(columnNow)
  position += 1 + (sideIndex(lang) === 1 ? own.child(0).nodeSize : 0) + 1
  const size = own.child(sideIndex(lang)).content.size
  return tr.setSelection(TextSelection.create(tr.doc, position, position + size)).scrollIntoView()
}

const inCell = (state: EditorState): (Place & { cell: NonNullable<Place['cell']> }) | null => {
  const place = here(state)
  return place?.cell ? { ...place, cell: place.cell } : null
}

export type TableChange =
  | 'rowAbove'
  | 'rowBelow'
  | 'columnBefore'
  | 'columnBehind'
  | 'removeRow'
  | 'removeColumn'

export const changeTable =
  (change: TableChange): Command =>
  (state, dispatch) => {
    const place = inCell(state)
    if (!place) return false
    const rows = rowsOf(place.piece)
    const columns = rows[0]?.childCount ?? 1
    const at = { ...place.cell }
    if (change === 'rowAbove' || change === 'rowBelow') {
      if (rows.length >= mostRows) return false
      if (change === 'rowBelow') at.row += 1
      rows.splice(at.row, 0, row(columns))
    } else if (change === 'removeRow') {
      if (rows.length < 2) return false
      rows.splice(at.row, 1)
    } else {
      if (change === 'removeColumn' ? columns < 2 : columns >= mostColumns) return false
      if (change === 'columnBehind') at.column += 1
      for (const [n, one] of rows.entries()) {
        const cells = [...one.children]
        cells.splice(
          at.column,
          change === 'removeColumn' ? 1 : 0,
          ...(change === 'removeColumn' ? [] : [cell()]),
        )
        rows[n] = one.type.create(one.attrs, cells)
      }
    }
    dispatch?.(withRows(state, place, rows, at))
    return true
  }

/** Tab: the next cell, at the end of the table one in a new row. */
export const nextCell =
  (by: 1 | -1): Command =>
  (state, dispatch) => {
    const place = inCell(state)
    if (!place) return false
    const columns = rowsOf(place.piece)[place.cell.row]?.childCount ?? 1
    const at = place.cell.row * columns + place.cell.column + by
    if (at < 0) return false
    const rows = rowsOf(place.piece)
    const target = { row: Math.floor(at / columns), column: at % columns }
    if (target.row >= rows.length) dispatch?.(withRows(state, place, [...rows, row(columns)], target))
    else dispatch?.(intoCell(state.tr, place.piece, place.at, target.row, target.column, place))
    return true
  }

/** Enter and the arrows: the cell below or above; out of the table at its end. */
export const cellBelow =
  (by: 1 | -1): Command =>
  (state, dispatch) => {
    const place = inCell(state)
    if (!place) return false
    const target = place.cell.row + by
    if (target < 0 || target >= rowsOf(place.piece).length) return false
    dispatch?.(intoCell(state.tr, place.piece, place.at, target, place.cell.column, place))
    return true
  }

/** Cells from a spreadsheet over the cells from here on; the table grows as it must. Null: one is in no cell, or it is one word. */
export function pasteCells(state: EditorState, words: string): Transaction | null {
  const place = inCell(state)
  const lines = words.replace(/\r\n?/g, '\n').replace(/\n$/, '').split('\n')
  if (!place || !words.includes('\t')) return null
  const given = lines.slice(0, mostRows).map((line) => line.split('\t').slice(0, mostColumns))
  const rows = rowsOf(place.piece)
  const wide = Math.min(
    mostColumns,
    Math.max(rows[0]?.childCount ?? 1, place.cell.column + Math.max(...given.map((one) => one.length))),
  )
  const high = Math.min(mostRows, Math.max(rows.length, place.cell.row + given.length))
  const made = Array.from({ length: high }, (_, r) =>
    type('row').create(
      null,
      Array.from({ length: wide }, (_, c) => {
        const old = rows[r]?.maybeChild(c)
        const typed = given[r - place.cell.row]?.[c - place.cell.column]
        if (r < place.cell.row || c < place.cell.column || typed === undefined) return old ?? cell()
        const was = old ? { es: old.child(0), en: old.child(1) } : null
        const own = cell({ ...empty, [place.lang]: typed.trim() === '' ? [] : [{ text: typed.trim() }] })
        const other = was?.[place.lang === 'es' ? 'en' : 'es']
        return other
          ? own.type.create(null, place.lang === 'es' ? [own.child(0), other] : [other, own.child(1)])
          : own
      }),
    ),
  )
  return withRows(state, place, made, place.cell)
}
