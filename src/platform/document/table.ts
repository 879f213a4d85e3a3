/** A table with every row as long as its head, alignments and widths known. */
import type { Piece } from './inline.ts'
import { tagOf, wordsOf } from './inline.ts'
import { type Cell, type Column, cellOf, type Prose, rowOf, type Table, type Tag } from './model.ts'

export interface LaidCell {
  pieces: Piece[]
  detail: Piece[] | null
  quiet: boolean
  span: number
  /** Steps from the left, 0–4: what its words begin with in wide spaces (U+2002). */
  indent: number
}
export interface LaidRow {
  as: 'group' | 'total' | null
  cells: LaidCell[]
}
export interface LaidColumn {
  align: 'start' | 'center' | 'end'
  language: Tag | null
  /** Of the table's width; they add up to 1. */
  share: number
}
interface Around {
  anchor: string
  caption: { label: string | null; pieces: Piece[]; hidden: boolean }
  notes: Piece[][]
  source: Piece[] | null
}
export interface LaidTable extends Around {
  block: 'table'
  groups: { pieces: Piece[]; span: number }[] | null
  head: LaidCell[]
  rows: LaidRow[]
  columns: LaidColumn[]
  rowHeads: number
  landscape: boolean
  /** Steps by which the letters are smaller: 0–2. */
  smaller: number
  /** So short that it is not torn apart at the end of a page. */
  whole: boolean
}

/** Nothing of a table without a column. */
export function laidTable(table: Table, read: (prose: Prose) => Piece[], around: Around): LaidTable[] {
  const given = table.rows.map(rowOf)
  const width = Math.max(widthOf(table.head), ...given.map(({ cells }) => widthOf(cells)))
  if (width === 0) return []
  const lay = (cells: readonly Cell[]): LaidCell[] =>
    filled(
      cells.map((cell) => laidCell(cell, read)),
      width,
    )
  const head = lay(table.head)
  const rows = given.map(({ as, cells }): LaidRow => {
    if (as !== 'group') return { as: as ?? null, cells: lay(cells) }
    const first =
      cells[0] === undefined
        ? { pieces: [], detail: null, quiet: false, indent: 0 }
        : laidCell(cells[0], read)
    return { as, cells: [{ ...first, span: width }] }
  })
  const plain = columnTexts(head, rows, width)
  const aligned = alignments(rows, width, table.columns)
  const widths = shares(plain, aligned, table.columns)
  return [
    {
      block: 'table',
      ...around,
      groups: table.groups ? laidGroups(table.groups, width, read) : null,
      head,
      rows,
      columns: widths.map((share, at) => ({
        align: aligned[at] ?? 'start',
        language: tagOf(table.columns?.[at]?.language),
        share,
      })),
      rowHeads: Math.min(table.rowHeads ?? 1, width),
      landscape: table.wide === 'landscape',
      smaller: smaller(width, table.wide),
      whole: rows.reduce((sum, { cells }) => sum + linesOf(cells, widths), 0) <= 15,
    },
  ]
}

const widthOf = (cells: readonly Cell[]): number =>
  cells.reduce((sum, cell) => sum + Math.max(1, cellOf(cell).span ?? 1), 0)

function smaller(width: number, wide: Table['wide']): number {
  const room = wide === 'landscape' ? width / 1.4 : width
  const steps = room > 11 ? 2 : room >= 8 ? 1 : 0
  return wide === 'shrink' ? Math.max(1, steps) : steps
}

function laidCell(cell: Cell, read: (prose: Prose) => Piece[]): LaidCell {
  const { text, detail, quiet, span } = cellOf(cell)
  const pieces = read(text)
  const [first] = pieces
  const indent = first?.is === 'text' ? (/^\u2002*/.exec(first.text)?.[0].length ?? 0) : 0
  return {
    pieces:
      first?.is === 'text' && indent > 0
        ? [{ ...first, text: first.text.slice(indent) }, ...pieces.slice(1)]
        : pieces,
    indent: Math.min(4, indent),
    detail: detail ? read(detail) : null,
    quiet: quiet ?? false,
    span: Math.max(1, Math.floor(span ?? 1)),
  }
}

/** Rows that are too short get empty cells at their end. */
function filled(cells: LaidCell[], width: number): LaidCell[] {
  const taken = cells.reduce((sum, { span }) => sum + span, 0)
  const empty = Array.from(
    { length: width - taken },
    (): LaidCell => ({ pieces: [], detail: null, quiet: false, span: 1, indent: 0 }),
  )
  return [...cells, ...empty]
}

function laidGroups(
  groups: readonly { text: Prose; span: number }[],
  width: number,
  read: (prose: Prose) => Piece[],
): { pieces: Piece[]; span: number }[] {
  let left = width
  const laid = groups.flatMap(({ text, span }) => {
    const taken = Math.min(left, Math.max(1, Math.floor(span)))
    left -= taken
    return taken > 0 ? [{ pieces: read(text), span: taken }] : []
  })
  return left > 0 ? [...laid, { pieces: [], span: left }] : laid
}

/** By column, the texts of the cells that take one column. */
function columnTexts(head: readonly LaidCell[], rows: readonly LaidRow[], width: number): string[][] {
  const texts = Array.from({ length: width }, (): string[] => [])
  for (const cells of [head, ...rows.map((row) => row.cells)]) {
    let at = 0
    for (const { pieces, detail, span } of cells) {
      if (span === 1) texts[at]?.push(...wordsOf(pieces).split('\n'), wordsOf(detail ?? []))
      at += span
    }
  }
  return texts
}

/** Numbers with their signs, and the marks that say how precise they are (○ ◐ *). */
const number = /^[\s\d.,%‰$€()+\-−–—≈<>≤≥*†‡/:MXNUSD\u25a0-\u25ff]*$/
const isNumber = ({ pieces, quiet }: LaidCell): boolean => quiet || number.test(wordsOf(pieces))

function alignments(
  rows: readonly LaidRow[],
  width: number,
  columns: readonly Column[] = [],
): LaidColumn['align'][] {
  const body = rows.filter(({ as }) => as !== 'group')
  return Array.from({ length: width }, (_, column) => {
    const given = columns[column]?.align
    if (given) return given
    let numbers = 0
    for (const { cells } of body) {
      const cell = cellAt(cells, column)
      if (!cell) continue
      if (!isNumber(cell)) return 'start'
      if (/\d/.test(wordsOf(cell.pieces))) numbers += 1
    }
    return numbers > 0 ? 'end' : 'start'
  })
}

function cellAt(cells: readonly LaidCell[], column: number): LaidCell | undefined {
  let at = 0
  for (const cell of cells) {
    if (at === column) return cell.span === 1 ? cell : undefined
    at += cell.span
  }
  return undefined
}

/** Lines that a row takes, about. */
function linesOf(cells: readonly LaidCell[], widths: readonly number[]): number {
  let at = 0
  return cells.reduce((most, { pieces, detail, span }) => {
    const share = widths.slice(at, at + span).reduce((sum, one) => sum + one, 0)
    at += span
    const lines = Math.ceil(roomOf(wordsOf(pieces)) / Math.max(4, share * lineRoom - 2))
    return Math.max(most, lines + (detail ? 1 : 0))
  }, 1)
}

/** In small letters; capitals are wider by a third. */
const roomOf = (text: string): number => text.length + 0.35 * (text.match(/\p{Lu}/gu)?.length ?? 0)

/** Letters that stand beside each other on an upright page. */
const lineRoom = 92

/**
 * By what is asked for, else by the longest word and the length of what stands in each column. Where not all of it has room, no word
 * is cut: columns of long texts give way first.
 */
function shares(
  texts: readonly string[][],
  aligned: readonly LaidColumn['align'][],
  columns: readonly Column[] = [],
): number[] {
  const asked = columns.some(({ share }) => share !== undefined)
  const needs = texts.map((own, at) => {
    if (asked) return { least: 0, more: Math.max(0.1, columns[at]?.share ?? 1) }
    const longest = Math.max(0, ...own.map(roomOf))
    const word = Math.max(0, ...own.flatMap((text) => text.split(/[\s-]+/)).map(roomOf))
    const most = aligned[at] === 'end' ? 16 : 44
    const least = Math.max(6, word + 2.5)
    return { least, more: Math.max(0, Math.min(most, longest + 2.5) - least) }
  })
  const total = (of: (need: (typeof needs)[number]) => number): number =>
    needs.reduce((sum, need) => sum + of(need), 0)
  const [least, more] = [total((need) => need.least), total((need) => need.more)]
  const given = asked || more === 0 ? 1 : Math.min(1, Math.max(0.1, (lineRoom - least) / more))
  const weights = needs.map((need) => need.least + given * need.more)
  const sum = weights.reduce((a, b) => a + b, 0)
  return weights.map((weight) => weight / sum)
}
