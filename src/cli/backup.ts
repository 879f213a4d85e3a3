import { statSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { type Progress as Copied, backup as writeBackup } from '../platform/database/backup.ts'
import { openDatabase } from '../platform/database/connect.ts'
import { restore as readBackup } from '../platform/database/restore.ts'
import { bytes } from '../web/format.ts'
import type { CommonOptions, Frame } from './frame.ts'
import { settingsOf, withProgram } from './open.ts'
import { createProgress } from './progress.ts'

/** Everything into one file, beside a running program or without one. */
export async function backup(frame: Frame, options: CommonOptions, file: string): Promise<void> {
  await withProgram(frame, options, async ({ database }, { dataDir }) => {
    await shown(frame, ['tables', 'files', 'microdata'], (onProgress) =>
      writeBackup({ database, ...folders(dataDir), to: file, signal: frame.signal, onProgress }),
    )
  })
  const path = resolve(file)
  const { size } = statSync(path)
  frame.answer({ file: path, bytes: size }, [frame.words.backedUp(path, bytes(size))])
}

/** A backup into a place that holds nothing yet. */
export async function restore(frame: Frame, options: CommonOptions, file: string): Promise<void> {
  const { dataDir, databaseUrl } = settingsOf(options)
  const database = await openDatabase({ dataDir, databaseUrl })
  try {
    await shown(frame, ['verify', 'tables', 'files', 'microdata'], (onProgress) =>
      readBackup({ database, ...folders(dataDir), from: resolve(file), signal: frame.signal, onProgress }),
    )
    const where = databaseUrl ? database.where : dataDir
    frame.answer({ dataDir, database: database.where }, [frame.words.restored(where)])
  } finally {
    await database.close()
  }
}

const folders = (dataDir: string) => ({
  filesDir: join(dataDir, 'files'),
  microdataDir: join(dataDir, 'microdata'),
})

/** Runs work that tells its phases in bytes; each phase is the same share of the bar. */
async function shown<T>(
  frame: Frame,
  phases: readonly Copied['phase'][],
  work: (onProgress: (copied: Copied) => void) => Promise<T>,
): Promise<T> {
  const progress = createProgress(frame)
  try {
    return await work(({ phase, done, total }) => {
      const share = total > 0 ? done / total : 1
      progress.show(phase, ((phases.indexOf(phase) + share) / phases.length) * 100)
    })
  } finally {
    progress.end()
  }
}
