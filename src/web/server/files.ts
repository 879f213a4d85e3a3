/** What a page offers as a file: a document as Word or PDF, a table as CSV or XLSX. An unknown kind is not found. */

import { type Document, pdfOf, wordOf } from '../../platform/document/index.ts'
import { Problem } from '../../platform/problem.ts'
import { type Sheet, toCsv, toXlsx } from '../../platform/spreadsheet/write.ts'
import { type Answer, download } from './answer.ts'

export const mediaTypes = {
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  pdf: 'application/pdf',
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
} as const

/** Signs that no file system or shell takes in a name. */
const named = (name: string, kind: string): string =>
  `${name
    .slice(0, 120)
    .replaceAll(/[/\\:?¿*"<>|]/g, ' ')
    .trim()}.${kind}`

/** `kind` as it stands in the address; the file is called by the document's title unless another name is given. */
export async function documentFile(
  document: Document,
  kind: string | undefined,
  name = document.title,
): Promise<Answer> {
  if (kind !== 'docx' && kind !== 'pdf') return new Problem('kernel.notFound', {}, 404)
  const body = await (kind === 'docx' ? wordOf(document) : pdfOf(document))
  return download({ name: named(name, kind), mediaType: mediaTypes[kind], body })
}

/** The table as CSV for any program, or as a workbook of one sheet. */
export async function sheetFile(sheet: Sheet, kind: string | undefined, name: string): Promise<Answer> {
  if (kind === 'csv')
    return download({ name: named(name, kind), mediaType: mediaTypes.csv, body: toCsv(sheet) })
  if (kind !== 'xlsx') return new Problem('kernel.notFound', {}, 404)
  return download({ name: named(name, kind), mediaType: mediaTypes.xlsx, body: await toXlsx([sheet]) })
}
