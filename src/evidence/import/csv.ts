import { decodeHead, utf16Of } from './encoding.ts'
import type { CsvForm } from './types.ts'

/** How the first bytes of a text table are written: encoding, delimiter, names of the columns, first rows. */
export interface CsvHead extends CsvForm {
  header: string[]
  /** Whole rows after the header, as far as the bytes at hand reach. */
  rows: string[][]
}

const delimiters = [',', ';', '\t', '|']

/**
 * Reads the head of a CSV. `whole`: the bytes are the whole file, so its last line counts without a line end.
 * Null where it is no text or has no first line.
 */
export function readCsvHead(bytes: Uint8Array, whole: boolean): CsvHead | null {
  if (bytes.includes(0) && !utf16Of(bytes)) return null
  const { text, encoding } = decodeHead(bytes, whole)
  const firstLine = /^[^\r\n]*/.exec(text)?.[0] ?? ''
  if (!firstLine.trim()) return null
  const delimiter = delimiters.reduce((best, each) =>
    firstLine.split(each).length > firstLine.split(best).length ? each : best,
  )
  const [header = [], ...rows] = splitRows(text, delimiter, whole)
  return { header: header.map((name) => name.trim()), rows, delimiter, encoding }
}

/** Rows of cells; the last row is left out unless it is known to be whole. */
function splitRows(text: string, delimiter: string, whole: boolean): string[][] {
  const rows: string[][] = []
  let row: string[] = []
  let cell = ''
  let quoted = false
  for (let at = 0; at < text.length; at++) {
    const char = text[at]
    if (quoted) {
      if (char !== '"') cell += char
      else if (text[at + 1] === '"') {
        cell += '"'
        at++
      } else quoted = false
    } else if (char === '"' && cell === '') quoted = true
    else if (char === delimiter) {
      row.push(cell)
      cell = ''
    } else if (char === '\n' || char === '\r') {
      if (char === '\r' && text[at + 1] === '\n') at++
      row.push(cell)
      if (row.length > 1 || row[0] !== '') rows.push(row)
      row = []
      cell = ''
    } else cell += char
  }
  row.push(cell)
  if (whole && (row.length > 1 || row[0] !== '')) rows.push(row)
  return rows
}
