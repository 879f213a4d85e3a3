import { randomBytes } from 'node:crypto'
import { access, mkdir, open, readdir, rename, rm, stat, statfs, writeFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { withConnection } from '../../platform/microdata/engine.ts'
import { Problem } from '../../platform/problem.ts'
import { type Checked, checkPersons } from './check.ts'
import { listed } from './inspect.ts'
import { cancelled, fileProblem, isAbort, writeProblem } from './problems.ts'
import { Meter } from './progress.ts'
import type { Found, Imported, ImportedColumn, Notice, Options } from './types.ts'
import { variable } from './variables.ts'
import { type MemoryLimits, memoryLimits, type Written, writePersons } from './write.ts'

export interface ConvertOptions extends Options {
  /** Folder to be made; it must not be there yet. */
  to: string
  /** For tests; the default fits the microdata engine's. */
  limits?: MemoryLimits
}

/** The table of persons in the folder that `convert` makes. */
export const personsFile = 'persons.parquet'

/**
 * Writes one row a person (SDEM, joined with COE1 and COE2 where they came along) to `to/persons.parquet`, with canonical names, types
 * of `variables.ts` and blanks as NULL, and what it is to `to/about.json`. All or nothing: work goes on in a folder beside `to`, which
 * is renamed at the end. One conversion runs at a time. Throws a `Problem` for what a person can mend.
 */
export async function convert(found: Found, options: ConvertOptions): Promise<Imported> {
  const turn = line.then(() => convertNow(found, options))
  line = turn.then(
    () => undefined,
    () => undefined,
  )
  return turn
}
let line: Promise<void> = Promise.resolve()

async function convertNow(
  found: Found,
  { to, signal, onProgress, limits = memoryLimits }: ConvertOptions,
): Promise<Imported> {
  if (await exists(to)) throw new Error(`The folder of an import is there already: ${to}`)
  const parent = dirname(to)
  const partial = `${to}.partial-${randomBytes(4).toString('hex')}`
  try {
    signal?.throwIfAborted()
    await mkdir(parent, { recursive: true })
    await sweep(parent, `${basename(to)}.partial-`)
    await proveRoom(found, parent)
    await proveUnchanged(found)
    const work = join(partial, 'work')
    const out = join(partial, 'out')
    await mkdir(work, { recursive: true })
    await mkdir(out)
    const persons = join(out, personsFile)
    const imported = await withConnection(async (connection) => {
      const meter = new Meter(found, onProgress)
      const written = await writePersons(connection, found, { work, to: persons, signal, meter, limits })
      return summary(found, to, written, await checkPersons(connection, persons, found))
    }, signal)
    await rm(work, { recursive: true })
    await writeFile(join(out, 'about.json'), `${JSON.stringify(about(imported), null, 2)}\n`)
    for (const path of [join(out, personsFile), join(out, 'about.json'), out]) await settle(path)
    signal?.throwIfAborted()
    await rename(out, to)
    await settle(parent)
    onProgress?.({ step: 'store', done: 1 })
    return imported
  } catch (error) {
    throw isAbort(error) || signal?.aborted ? cancelled() : writeProblem(error, parent)
  } finally {
    await rm(partial, { recursive: true, force: true })
  }
}

function summary(found: Found, to: string, written: Written, checked: Checked): Imported {
  const { rows, coverage, blank } = checked
  const columns = written.columns.map(
    (column): ImportedColumn => ({ ...column, blank: blank.get(column.name) ?? 0 }),
  )
  const empty = columns.filter((column) => column.blank === rows).map(({ name }) => name)
  const filled = columns.filter((column) => column.blank < rows)
  const at = new Set(filled.map(({ name }) => name))
  const design = (name: string | null) => (name !== null && at.has(name) ? name : null)
  const warnings: Notice[] = [...found.warnings, ...written.warnings, ...checked.warnings]
  if (found.strata && !design(found.strata)) warnings.push({ code: 'import.noStrata', values: {} })
  if (found.psu && !design(found.psu)) warnings.push({ code: 'import.noPsu', values: {} })
  if (empty.length > 0)
    warnings.push({
      code: 'import.columnsEmpty',
      values: { n: empty.length, columns: listed(empty.map((name) => name.toUpperCase())) },
    })
  const missing = [
    ...found.tables.flatMap((table) => table.missing),
    ...empty.filter((name) => variable(name)),
  ].filter((name) => !at.has(name))
  return {
    survey: found.survey,
    period: found.period,
    questionnaire: found.questionnaire,
    isSample: found.isSample,
    folder: to,
    rows,
    coverage,
    columns: filled,
    empty,
    missing: [...new Set(missing)],
    tables: found.tables.map(({ table }) => ({ table, rows: written.rows.get(table) ?? rows })),
    weight: found.weight,
    strata: design(found.strata),
    psu: design(found.psu),
    warnings,
    files: found.files,
    sha256: found.sha256,
  }
}

/** What is kept beside the Parquet, so that a folder explains itself; no path of this machine. */
const about = ({ folder: _, files, ...rest }: Imported) => ({
  ...rest,
  files: files.map(({ name, bytes, sha256 }) => ({ name, bytes, sha256 })),
})

/** Unpacked tables and what is made of them, before the disk is filled: one and a half times what is unpacked, at most. */
async function proveRoom(found: Found, folder: string): Promise<void> {
  const needed = found.tables.reduce(
    (sum, { source }) => sum + source.bytes * (source.member !== null || source.format === 'dbf' ? 1.5 : 0.5),
    0,
  )
  const { bavail, bsize } = await statfs(folder)
  const free = bavail * bsize
  if (free < needed) throw new Problem('import.diskSmall', { folder, needed: Math.ceil(needed), free }, 507)
}

/** Between looking and reading, a person may have put another file in its place. */
async function proveUnchanged(found: Found): Promise<void> {
  for (const { path, name, bytes } of found.files) {
    const info = await stat(path).catch((error: unknown) => {
      throw fileProblem(error, name)
    })
    if (info.size !== bytes) throw new Problem('import.fileChanged', { file: name })
  }
}

/** What a killed conversion to the same folder left. */
async function sweep(parent: string, prefix: string): Promise<void> {
  for (const name of await readdir(parent))
    if (name.startsWith(prefix)) await rm(join(parent, name), { recursive: true, force: true })
}

/** Makes a file or folder outlast a power cut. Folders cannot be opened so on Windows, where a rename lasts by itself. */
async function settle(path: string): Promise<void> {
  const handle = await open(path, 'r').catch(() => null)
  await handle?.sync().catch(() => undefined)
  await handle?.close()
}

const exists = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  )
