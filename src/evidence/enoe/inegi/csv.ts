/** RFC 4180: rows of fields; quotes may hold commas, line ends and doubled quotes. */
export function parseCsv(text: string): string[][] {
  const rows: string[][] = []
  let row: string[] = []
  // One field with what ends it: a quoted field, or anything up to a comma or a line end.
  const field = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n|\n|\r|$)/gy
  while (field.lastIndex < text.length) {
    const at = field.lastIndex
    const match = field.exec(text)
    if (!match) throw new CsvError(rows.length + 1, at)
    row.push(match[1]?.replaceAll('""', '"') ?? match[2] ?? '')
    if (match[3] === ',' && field.lastIndex < text.length) continue
    if (match[3] === ',') row.push('')
    rows.push(row)
    row = []
  }
  return rows
}

export class CsvError extends Error {
  constructor(
    readonly row: number,
    readonly offset: number,
  ) {
    super(`Row ${row}: a quote is not closed`)
  }
}
