import { createReadStream } from 'node:fs'
import { readdir, stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { noticeText } from '../evidence/import/words.ts'
import { addImport, type GivenFile, runImport } from '../evidence/index.ts'
import { surveyName } from '../evidence/surveys.ts'
import { said } from '../kernel/text.ts'
import { Problem } from '../platform/problem.ts'
import { number } from '../web/format.ts'
import type { CommonOptions, Frame } from './frame.ts'
import { inWorkspace, withProgram, workspaceFor } from './open.ts'
import { createProgress } from './progress.ts'

/** Percent of the whole at which each step begins. */
const begins: Record<string, number> = { reading: 0, converting: 10, estimating: 70, registering: 97 }
const steps = Object.keys(begins)

/** Brings one delivery of a survey into the workspace: the same work as the page's import, done in this process. */
export async function importFiles(
  frame: Frame,
  options: CommonOptions,
  given: readonly string[],
): Promise<void> {
  const paths = (await Promise.all(given.map(filesAt))).flat()
  const progress = createProgress(frame)
  const result = await withProgram(frame, options, async (program) => {
    const { id: workspaceId } = await workspaceFor(program, options.workspace)
    const { files, evidence, database } = program
    const stored: GivenFile[] = []
    for (const path of paths)
      stored.push({ name: basename(path), ...(await files.put(createReadStream(path))) })
    const importId = await inWorkspace(program, workspaceId, (tx, asker) =>
      addImport(tx, asker, stored, false),
    )
    try {
      return await runImport(
        {
          db: database.kysely,
          files,
          dataDir: evidence.dataDir,
          connect: evidence.connect,
          signal: frame.signal,
          onProgress: (step, share) => {
            const from = begins[step] ?? 0
            const to = begins[steps[steps.indexOf(step) + 1] ?? ''] ?? 100
            progress.show(step, from + share * (to - from))
          },
        },
        workspaceId,
        importId,
      )
    } finally {
      progress.end()
    }
  })
  const { outcome, vintageId, found, moved } = result
  const words = frame.words.imported
  const rows = found.tables[0]?.rows
  frame.answer(
    {
      outcome,
      vintage: vintageId,
      survey: found.survey,
      period: found.period,
      rows: rows ?? null,
      weight: found.weight,
      strata: found.strata,
      psu: found.psu,
      tables: found.tables.map(({ table, source, missing }) => ({
        table,
        file: source.member ?? basename(source.path),
        missing,
      })),
      warnings: found.warnings.map((notice) => ({ ...notice, message: noticeText(notice, frame.lang) })),
      moved,
    },
    [
      words[outcome](said(surveyName(found.survey), frame.lang), found.period),
      ...(rows ? [words.rows(number(rows))] : []),
      ...found.warnings.map((notice) => `– ${noticeText(notice, frame.lang)}`),
      ...(moved > 0 ? [words.moved(number(moved))] : []),
    ],
  )
}

/** A file as it is; of a folder its files, by name. Throws the Problems `cli.noFile`, `cli.emptyFolder`. */
async function filesAt(path: string): Promise<string[]> {
  const found = await stat(path).catch(() => undefined)
  if (!found) throw new Problem('cli.noFile', { path }, 404)
  if (!found.isDirectory()) return [path]
  const entries = await readdir(path, { withFileTypes: true, recursive: true })
  const files = entries
    .filter((entry) => entry.isFile() && !entry.name.startsWith('.'))
    .map((entry) => join(entry.parentPath, entry.name))
  if (files.length === 0) throw new Problem('cli.emptyFolder', { path })
  return files.sort()
}
