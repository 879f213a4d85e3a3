import { mkdir, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parsePeriod, periodCode } from '../kernel/period.ts'
import { isLanguage, type Language } from '../kernel/text.ts'
import { htmlFileOf, pdfOf, wordOf } from '../platform/document/index.ts'
import { Problem } from '../platform/problem.ts'
import { study, studyDocument } from '../reports/index.ts'
import { bytes, dayOf } from '../web/format.ts'
import type { CommonOptions, Frame } from './frame.ts'
import { inWorkspace, withProgram, workspaceFor } from './open.ts'

export interface StudyOptions extends CommonOptions {
  place?: string
  period?: string
  against?: string
  level?: string
  lang?: string
  out?: string
}

/** The statistical snapshot of a place in Word, PDF and HTML, in each language asked for. */
export async function writeStudy(frame: Frame, options: StudyOptions): Promise<void> {
  const { place = 'MX', level = '90', out = '.', lang = frame.lang } = options
  if (level !== '90' && level !== '95')
    throw new Problem('cli.choice', { option: '--level', given: level, allowed: '90, 95' })
  const languages = [...new Set(lang.split(',').map((one) => one.trim()))]
  const unknown = languages.find((one) => !isLanguage(one))
  if (unknown !== undefined)
    throw new Problem('cli.choice', { option: '--lang', given: unknown, allowed: 'es, en' })

  const written = await withProgram(frame, options, async (program) => {
    const workspace = await workspaceFor(program, options.workspace)
    const today = dayOf(new Date(), workspace.timezone)
    const asker = await inWorkspace(program, workspace.id, async (_tx, one) => one)
    const { frozen, period } = await study(
      {
        read: (work) => inWorkspace(program, workspace.id, (tx) => work(tx)),
        asker,
        services: program.evidence,
        minimumCases: workspace.minimumCases,
        today,
        zone: workspace.timezone,
      },
      workspace,
      {
        place,
        period: options.period ? periodCode(parsePeriod(options.period)) : null,
        against:
          options.against === undefined || options.against === 'none'
            ? (options.against ?? null)
            : periodCode(parsePeriod(options.against)),
        level: level === '95' ? 95 : 90,
      },
    )
    await mkdir(out, { recursive: true })
    const files: { file: string; bytes: number }[] = []
    for (const language of languages as Language[]) {
      const document = studyDocument(frozen, language, today)
      // Word and PDF are set in processes of their own: at once.
      const [docx, pdf] = await Promise.all([wordOf(document), pdfOf(document)])
      for (const [kind, body] of [
        ['docx', docx],
        ['pdf', pdf],
        ['html', Buffer.from(htmlFileOf(document))],
      ] as const) {
        const file = join(out, `${place.replace('/', '-')}-${period}-${language}.${kind}`)
        await writeFile(`${file}.part`, body)
        await rename(`${file}.part`, file)
        files.push({ file, bytes: body.length })
      }
    }
    return files
  })
  frame.answer(
    written,
    written.map(({ file, bytes: size }) => `${file} (${bytes(size)})`),
  )
}
