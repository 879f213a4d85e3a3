import { Problem } from '../problem.ts'

/** A cell as text, as a person sees it: dates `2026-11-21`, numbers without thousands. */
export interface Cell {
  text: string
  /** It holds a formula; `text` is what it last came to, empty where nobody has computed it. */
  formula?: true
}

export type Grid = readonly (readonly Cell[])[]

/** Rows that are read of one table at most. */
const maxRows = 200_000
/** Unpacked bytes of an XLSX: fifty thousand full rows have a tenth of it. */
const maxUnpacked = 300_000_000
/** Cells that are read at most, empty ones before a full one too: one cell in the last column of each row is a small file. */
const maxCells = 10_000_000
/** All empty cells are one, so that a hole costs no memory of its own. */
const nothing: Cell = Object.freeze({ text: '' })

const begins = (bytes: Uint8Array, ...first: number[]): boolean =>
  first.every((byte, at) => bytes[at] === byte)

/**
 * The first sheet of a workbook (XLSX, XLS, ODS), or a text with commas, semicolons or tabs: CSV, or what was pasted from a
 * spreadsheet. Recognised by its content, never by its name. A text that is not UTF-8 is read as Latin-1 (CP1252), as Excel
 * in Spanish saves it. Empty rows at the end are left out. No formula is computed.
 * Throws Problems: `sheet.kind` (neither), `sheet.cut` (a workbook that does not open, or with too many cells), `sheet.tooMany`.
 */
export async function readSheet(bytes: Uint8Array): Promise<Grid> {
  const isBook = begins(bytes, 0x50, 0x4b, 0x03, 0x04) || begins(bytes, 0xd0, 0xcf, 0x11, 0xe0)
  const rows = isBook ? await readBook(bytes) : readText(decode(bytes))
  while (rows.length > 0 && rows.at(-1)?.every(({ text }) => text === '')) rows.pop()
  if (rows.length > maxRows) throw new Problem('sheet.tooMany', { rows: rows.length, most: maxRows }, 413)
  return rows
}

/** The library is large and is loaded only here. Dense, no styles, no HTML, no macros: values and formulas are all that is read. */
async function readBook(bytes: Uint8Array): Promise<Cell[][]> {
  const { read } = await import('@e965/xlsx')
  try {
    if (begins(bytes, 0x50, 0x4b) && unpackedSize(bytes) > maxUnpacked) throw new Error('too large')
    const book = read(bytes, {
      type: 'array',
      dense: true,
      cellFormula: true,
      cellHTML: false,
      cellText: false,
      cellDates: true,
      UTC: true,
      bookVBA: false,
      sheets: 0,
      sheetRows: maxRows + 1,
    })
    const sheet = book.Sheets[book.SheetNames[0] ?? '']
    const data = (sheet?.['!data'] ?? []) as ((BookCell | undefined)[] | undefined)[]
    // Holes in rows and sheets are empty cells.
    let cells = 0
    return Array.from(data, (row) => {
      cells += row?.length ?? 0
      if (cells > maxCells) throw new Error('too large')
      return Array.from(row ?? [], (cell) => (cell ? cellOf(cell) : nothing))
    })
  } catch {
    throw new Problem('sheet.cut')
  }
}

interface BookCell {
  /** `e`: an error of the sheet. */
  t?: string
  v?: unknown
  f?: string
}

/** Errors as the file numbers them (ECMA-376, 18.17.2.7): never a number that somebody meant. */
const errors: Readonly<Record<number, string>> = {
  0: '#NULL!',
  7: '#DIV/0!',
  15: '#VALUE!',
  23: '#REF!',
  29: '#NAME?',
  36: '#NUM!',
  42: '#N/A',
}

const cellOf = ({ t, v, f }: BookCell): Cell => ({
  text: t === 'e' ? (errors[Number(v)] ?? '#N/A') : said(v),
  ...(f ? { formula: true } : {}),
})

function said(value: unknown): string {
  if (value === undefined || value === null) return ''
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? '' : value.toISOString().slice(0, 10)
  return String(value).trim()
}

/** What a zip says of its own contents, before anything is unpacked: the sum of its central directory. */
function unpackedSize(bytes: Uint8Array): number {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  let sum = 0
  for (let at = 0; at + 46 < bytes.byteLength; at++)
    if (bytes[at] === 0x50 && view.getUint32(at, true) === 0x02014b50) sum += view.getUint32(at + 24, true)
  return sum
}

function decode(bytes: Uint8Array): string {
  if (bytes.includes(0)) {
    const isUtf16 = begins(bytes, 0xff, 0xfe)
    if (!isUtf16) throw new Problem('sheet.kind')
    return new TextDecoder('utf-16le').decode(bytes)
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('windows-1252').decode(bytes)
  }
}

/** What separates the cells is what the first line has most of, outside of quotes. */
function separatorOf(text: string): string {
  const line = (text.split(/\r?\n/, 1)[0] ?? '').replace(/"[^"]*"/g, '')
  const [best] = ['\t', ';', ',', '|'].toSorted((a, b) => line.split(b).length - line.split(a).length)
  return best ?? ','
}

function readText(given: string): Cell[][] {
  const text = given.replace(/^\uFEFF/, '')
  const separator = separatorOf(text)
  const rows: Cell[][] = []
  let row: Cell[] = []
  let cells = 0
  let at = 0
  while (at < text.length) {
    if (++cells > maxCells) throw new Problem('sheet.cut')
    let value = ''
    if (text[at] === '"') {
      at++
      for (;;) {
        const end = text.indexOf('"', at)
        if (end === -1) {
          value += text.slice(at)
          at = text.length
          break
        }
        value += text.slice(at, end)
        at = end + 1
        if (text[at] !== '"') break
        value += '"'
        at++
      }
    }
    const from = at
    while (at < text.length && text[at] !== separator && text[at] !== '\n' && text[at] !== '\r') at++
    value = (value + text.slice(from, at)).trim()
    row.push(value === '' ? nothing : /^=./.test(value) ? { text: value, formula: true } : { text: value })
    if (text[at] === separator) {
      at++
      if (at < text.length && text[at] !== '\n' && text[at] !== '\r') continue
      row.push(nothing)
    }
    if (text[at] === '\r' && text[at + 1] === '\n') at++
    at++
    rows.push(row)
    row = []
    if (rows.length > maxRows + 1) break
  }
  return rows
}
