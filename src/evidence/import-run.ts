/** One import from the files given to estimates that can be read: recognise, convert, register, recompute what is cited. */
import { mkdir, open, readdir, rename, rm, symlink } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import type { Kysely } from 'kysely'
import { read, write } from '../kernel/transaction.ts'
import type { Schema } from '../platform/database/schema.ts'
import type { FileStore } from '../platform/files/index.ts'
import { convert, type Found, type Imported, inspect } from './import/index.ts'
import type { Microdata } from './overview/estimates.ts'
import { recompute, restingOn, settleFigures } from './recompute.ts'
import type { EvidenceServices } from './services.ts'
import { addVintage, changeImport, type Import, importById, vintageOfFiles } from './store.ts'

export type Step = 'reading' | 'converting' | 'estimating' | 'registering'

export interface RunSettings extends Pick<EvidenceServices, 'dataDir' | 'connect'> {
  db: Kysely<Schema>
  files: FileStore
  /** Where it stands: a step and how much of it is done, 0 to 1. */
  onProgress?: (step: Step, share: number) => void | Promise<void>
  signal?: AbortSignal
}

export interface ImportResult {
  outcome: 'added' | 'replaced' | 'same'
  vintageId: string
  found: Found
  /** Cited figures that came out different on the new vintage. */
  moved: number
}

/**
 * Runs an import that `addImport` has noted. Idempotent: killed half-way it begins again, and what it had made is swept.
 * The Parquet is moved into place and the rows are written last, so that an estimate sees all of a vintage or none.
 */
export async function runImport(
  settings: RunSettings,
  workspaceId: string,
  importId: string,
): Promise<ImportResult> {
  const { db, dataDir, signal } = settings
  const entrance = { workspaceId, as: 'system' } as const
  const progress = async (step: Step, share: number): Promise<void> => {
    signal?.throwIfAborted()
    await settings.onProgress?.(step, share)
  }
  const given = await read(db, entrance, (tx, asker) => importById(tx, asker, importId))
  const work = join(dataDir, 'microdata', workspaceId, `import-${importId}`)
  await rm(work, { recursive: true, force: true })
  try {
    await progress('reading', 0)
    const paths = await namedFiles(settings.files, given, join(work, 'given'))
    const found = await inspect(paths, { ...(signal ? { signal } : {}) })
    await write(db, entrance, (tx, asker) => changeImport(tx, asker, importId, { found: keptOfFound(found) }))
    const same = await read(db, entrance, (tx, asker) => vintageOfFiles(tx, asker, found.sha256))
    if (same) {
      await write(db, entrance, (tx, asker) =>
        changeImport(tx, asker, importId, { outcome: 'same', vintageId: same.id }),
      )
      return { outcome: 'same', vintageId: same.id, found, moved: 0 }
    }

    await progress('converting', 0)
    const imported = await convert(found, {
      to: join(work, 'vintage'),
      onProgress: ({ done }) => void settings.onProgress?.('converting', done),
      ...(signal ? { signal } : {}),
    })

    await progress('estimating', 0)
    const columns = imported.columns.map(({ name }) => name)
    const data: Microdata = {
      survey: imported.survey,
      coverage: imported.coverage,
      columns,
      folder: imported.folder,
      sha256: imported.sha256,
    }
    const resting = await read(db, entrance, (tx, asker) => restingOn(tx, asker, imported))
    const again = await recompute(settings, data, resting)

    await progress('registering', 0)
    return await write(db, entrance, async (tx, asker) => {
      const about = keptOfImported(imported)
      const { vintage, replaced } = await addVintage(tx, asker, {
        ...imported,
        columns,
        files: given.files,
        found: about,
      })
      const moved = await settleFigures(tx, asker, resting, again, vintage)
      const outcome = replaced ? 'replaced' : 'added'
      await changeImport(tx, asker, importId, { outcome, vintageId: vintage.id, found: about })
      const folder = join(dataDir, vintage.directory)
      await mkdir(dirname(folder), { recursive: true })
      await flush(imported.folder)
      await rename(imported.folder, folder)
      await flush(dirname(folder))
      return { outcome, vintageId: vintage.id, found, moved }
    })
  } finally {
    await rm(work, { recursive: true, force: true })
  }
}

/** Makes a folder and the files in it outlast a loss of power: a row must never promise a Parquet that is not there. */
async function flush(folder: string): Promise<void> {
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    if (entry.isFile()) await sync(join(folder, entry.name))
  }
  await sync(folder)
}

async function sync(path: string): Promise<void> {
  const handle = await open(path, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/** The stored files under the names they came with, for INEGI's names say what they are. */
async function namedFiles(files: FileStore, given: Import, folder: string): Promise<string[]> {
  await mkdir(folder, { recursive: true })
  return Promise.all(
    given.files.map(async (file) => {
      const path = join(folder, file.name)
      await symlink(files.path(file.sha256), path)
      return path
    }),
  )
}

/** What the page of an import shows of what was recognised. No paths of this machine. */
export interface KeptFound {
  survey: string
  period: string
  weight: string
  strata: string | null
  psu: string | null
  warnings: Found['warnings']
  tables: { table: string; name: string; rows: number | null; columns: number; renamed: string[] }[]
  /** Known once converted. */
  coverage: string[] | null
  missing: string[]
  empty: string[]
}

const keptOfFound = (found: Found): KeptFound => ({
  survey: found.survey,
  period: found.period,
  weight: found.weight,
  strata: found.strata,
  psu: found.psu,
  warnings: found.warnings,
  tables: found.tables.map(({ table, source, rows, columns }) => ({
    table,
    name: source.member ?? basename(source.path),
    rows,
    columns: columns.length,
    renamed: columns.flatMap(({ original, name }) =>
      original.toLowerCase() === name ? [] : [`${original} → ${name}`],
    ),
  })),
  coverage: null,
  missing: found.tables.flatMap((table) => table.missing),
  empty: [],
})

const keptOfImported = (imported: Imported): KeptFound => ({
  survey: imported.survey,
  period: imported.period,
  weight: imported.weight,
  strata: imported.strata,
  psu: imported.psu,
  warnings: imported.warnings,
  tables: imported.tables.map(({ table, rows }) => ({
    table,
    name: table.toUpperCase(),
    rows,
    columns: imported.columns.filter((column) => column.table === table).length,
    renamed: imported.columns.flatMap((column) =>
      column.table !== table || column.original.toLowerCase() === column.name
        ? []
        : [`${column.original} → ${column.name}`],
    ),
  })),
  coverage: imported.coverage,
  missing: imported.missing,
  empty: imported.empty,
})
