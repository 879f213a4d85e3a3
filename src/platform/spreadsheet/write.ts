import writeExcelFile from 'write-excel-file/node'

/** A cell as it lands in a file. Text stays text, whatever it begins with: nothing a person typed becomes a formula. */
export type Value = string | number | null

export interface Sheet {
  name: string
  /** One line above the table, e.g. that the data are a sample. */
  notes?: readonly string[]
  header: readonly string[]
  rows: readonly (readonly Value[])[]
  /** Widths in characters; 14 where not given. */
  widths?: readonly number[]
}

/** XLSX: bold header, frozen; numbers as numbers, unrounded. Names of sheets are cut to Excel's 31 characters. */
export async function toXlsx(sheets: readonly Sheet[]): Promise<Uint8Array> {
  const files = sheets.map(({ name, notes = [], header, rows, widths = [] }) => ({
    sheet: name.replaceAll(/[[\]:*?/\\]/g, ' ').slice(0, 31),
    data: [
      ...notes.map((note) => [{ value: note, type: String }]),
      header.map((value) => ({ value, type: String, fontWeight: 'bold' as const })),
      ...rows.map((row) =>
        row.map((value) =>
          value === null
            ? null
            : typeof value === 'number'
              ? { value, type: Number }
              : { value, type: String },
        ),
      ),
    ],
    columns: header.map((_, at) => ({ width: widths[at] ?? 14 })),
    stickyRowsCount: notes.length + 1,
  }))
  return new Uint8Array(await writeExcelFile(files).toBuffer())
}

/** CSV: UTF-8 with the mark that lets Excel see it, CRLF, quotes doubled. A text that a spreadsheet would run gets an apostrophe. */
export function toCsv({ notes = [], header, rows }: Omit<Sheet, 'name'>): string {
  const text = (value: Value): string => {
    if (value === null) return ''
    if (typeof value === 'number') return String(value)
    const safe = /^[=+@\t\r-]/.test(value) ? `'${value}` : value
    return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
  }
  return `\uFEFF${[...notes.map((note) => [note]), header, ...rows].map((row) => row.map(text).join(',')).join('\r\n')}\r\n`
}
