/** A report in one language as a file: Word, PDF, one HTML file, or the annex of its data as a workbook. */
import type { Language } from '../../kernel/text.ts'
import { htmlFileOf } from '../../platform/document/index.ts'
import { Problem } from '../../platform/problem.ts'
import { toXlsx } from '../../platform/spreadsheet/write.ts'
import { type Answer, download } from '../../web/server/answer.ts'
import { documentFile, mediaTypes } from '../../web/server/files.ts'
import type { Frozen } from '../content/frozen.ts'
import { annexSheets } from './annex.ts'
import { documentOf, type Options } from './document.ts'

export async function reportFile(
  frozen: Frozen,
  lang: Language,
  kind: string,
  options: Omit<Options, 'to'>,
): Promise<Answer> {
  const name = frozen.title[lang]
  if (kind === 'xlsx')
    return download({
      name: `${name.replaceAll(/[/\\:?¿*"<>|]/g, ' ').slice(0, 120)}.xlsx`,
      mediaType: mediaTypes.xlsx,
      body: await toXlsx(annexSheets(frozen, lang)),
    })
  const document = documentOf(frozen, lang, { ...options, to: null })
  if (kind === 'html')
    return download({
      name: `${name.replaceAll(/[/\\:?¿*"<>|]/g, ' ').slice(0, 120)}.html`,
      mediaType: 'text/html; charset=utf-8',
      body: htmlFileOf(document),
    })
  if (kind !== 'docx' && kind !== 'pdf') return new Problem('kernel.notFound', {}, 404)
  return documentFile(document, kind)
}
