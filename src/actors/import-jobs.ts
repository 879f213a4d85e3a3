/** Long lists as jobs: reading into a plan, writing it, taking it back. Their payload is the import's id. */
import type { Kysely } from 'kysely'
import { read, write } from '../kernel/transaction.ts'
import type { Schema } from '../platform/database/schema.ts'
import type { FileStore } from '../platform/files/index.ts'
import type { JobKind } from '../platform/jobs/index.ts'
import { Problem } from '../platform/problem.ts'
import { importById, planImport, writeImport } from './import.ts'
import { undoImport } from './import-undo.ts'

export type ImportJob = JobKind<{ importId: string }>

/** The day in the workspace's zone is that of Mexico; a list that says its own dates does not need it. */
const today = (): string =>
  new Intl.DateTimeFormat('en-CA', { timeZone: 'America/Mexico_City' }).format(new Date())

export const readJob = (db: Kysely<Schema>, files: FileStore): ImportJob => ({
  name: 'actors.read',
  steps: ['reading'],
  async run({ importId }, { workspaceId, signal, progress }) {
    const onProgress = (share: number) => progress('reading', Math.min(99, share * 100))
    await planImport({ db, files, workspaceId, signal, onProgress, today: today() }, importId)
    return undefined
  },
})

export const writeJob = (db: Kysely<Schema>, files: FileStore): ImportJob => ({
  name: 'actors.write',
  steps: ['writing'],
  async run({ importId }, { workspaceId, memberId, signal, progress }) {
    const day = today()
    const system = { workspaceId, as: 'system' } as const
    // Begun again after it had been written: the program was killed before it could say so.
    if ((await read(db, system, (tx, asker) => importById(tx, asker, importId))).writtenAt) return undefined
    await write(db, system, (tx, asker) =>
      writeImport(
        { signal, today: day, onProgress: (share) => progress('writing', Math.min(99, share * 100)) },
        tx,
        { ...asker, memberId },
        importId,
      ),
    ).catch(async (error: unknown) => {
      // The plan is made again from what there is now, for the person to look at.
      if (error instanceof Problem && error.code === 'actors.importStale')
        await planImport({ db, files, workspaceId, signal, today: day }, importId)
      throw error
    })
    return undefined
  },
})

export const undoJob = (db: Kysely<Schema>): ImportJob => ({
  name: 'actors.undo',
  steps: ['undoing'],
  async run({ importId }, { workspaceId, memberId, signal, progress }) {
    const onProgress = (share: number) => progress('undoing', Math.min(99, share * 100))
    await write(db, { workspaceId, as: 'system' }, async (tx, asker) => {
      // The same: what was taken back already is not taken back again.
      if ((await importById(tx, asker, importId)).undoneAt) return
      await undoImport(tx, { ...asker, memberId }, importId, { signal, onProgress })
    })
    return undefined
  },
})
