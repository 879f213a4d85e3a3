import { createHash, randomUUID } from 'node:crypto'
import { createReadStream, type ReadStream } from 'node:fs'
import { access, type FileHandle, mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { Problem } from '../problem.ts'

export interface StoredFile {
  /** Hash of the content, 64 hexadecimal digits; the file's only name. */
  readonly sha256: string
  readonly bytes: number
}

/**
 * Files by content: `<dir>/ab/<sha256>`, each once however often it is given. Knows nothing of names or of who may see
 * one; that is `kernel.attachment`.
 */
export interface FileStore {
  /** Folder of the store, `<data>/files`. */
  readonly dir: string
  /**
   * Keeps what `source` gives; when it resolves, the bytes are on the disk. A source that fails, or passes `maxBytes`,
   * leaves nothing. Throws Problems `files.tooLarge`, `files.diskFull`.
   */
  put(source: AsyncIterable<Uint8Array>, limits?: { maxBytes?: number }): Promise<StoredFile>
  /** Where its bytes lie, for a program that reads files itself (DuckDB). */
  path(sha256: string): string
  /** Its bytes. `range` is inclusive, as in HTTP. Throws the Problem `files.missing`. */
  open(sha256: string, range?: { start: number; end: number }): Promise<{ stream: ReadStream; bytes: number }>
  /** Whether it is there and still is what its name says; reads it whole. */
  verify(sha256: string): Promise<boolean>
  /** Removes it; the caller has made sure that no record holds it. One that is not there is no error. */
  remove(sha256: string): Promise<void>
  /** Removes what a killed `put` left behind more than a day ago; returns how many. For the start. */
  tidy(): Promise<number>
}

/** A dropped upload is at most this old when it may still be under way. */
const day = 24 * 60 * 60 * 1000

export function openFiles(dataDir: string): FileStore {
  const dir = join(dataDir, 'files')
  const incoming = join(dir, 'incoming')
  const path = (sha256: string): string => {
    if (!/^[0-9a-f]{64}$/.test(sha256)) throw new Error('a file is named by its SHA-256')
    return join(dir, sha256.slice(0, 2), sha256)
  }
  const exists = (file: string): Promise<boolean> =>
    access(file).then(
      () => true,
      () => false,
    )

  return {
    dir,
    path,

    async put(source, { maxBytes = Number.POSITIVE_INFINITY } = {}) {
      await mkdir(incoming, { recursive: true, mode: 0o700 })
      const temporary = join(incoming, randomUUID())
      try {
        const stored = await write(temporary, source, maxBytes)
        const target = path(stored.sha256)
        if (!(await exists(target))) {
          await mkdir(dirname(target), { recursive: true, mode: 0o700 })
          await rename(temporary, target)
          await syncFolder(dirname(target))
          await syncFolder(dir)
        }
        return stored
      } catch (error) {
        throw isDiskFull(error) ? new Problem('files.diskFull', { path: dir }, 507) : error
      } finally {
        await rm(temporary, { force: true })
      }
    },

    async open(sha256, range) {
      const found = await stat(path(sha256)).catch(() => undefined)
      if (!found) throw new Problem('files.missing', { sha256: sha256.slice(0, 12) }, 404)
      return { stream: createReadStream(path(sha256), range), bytes: found.size }
    },

    async verify(sha256) {
      if (!(await exists(path(sha256)))) return false
      const hash = createHash('sha256')
      for await (const bytes of createReadStream(path(sha256))) hash.update(bytes as Uint8Array)
      return hash.digest('hex') === sha256
    },

    remove: (sha256) => rm(path(sha256), { force: true }),

    async tidy() {
      const names = await readdir(incoming).catch(() => [])
      const old: string[] = []
      for (const name of names) {
        const { mtimeMs } = await stat(join(incoming, name))
        if (Date.now() - mtimeMs > day) old.push(name)
      }
      await Promise.all(old.map((name) => rm(join(incoming, name), { force: true })))
      return old.length
    },
  }
}

async function write(path: string, source: AsyncIterable<Uint8Array>, maxBytes: number): Promise<StoredFile> {
  const hash = createHash('sha256')
  let bytes = 0
  const file: FileHandle = await open(path, 'wx', 0o600)
  try {
    for await (const chunk of source) {
      bytes += chunk.byteLength
      if (bytes > maxBytes) throw new Problem('files.tooLarge', { limit: Math.floor(maxBytes / 1e6) }, 413)
      hash.update(chunk)
      await file.writeFile(chunk)
    }
    await file.sync()
  } finally {
    await file.close()
  }
  return { sha256: hash.digest('hex'), bytes }
}

/** A new name is only sure to be there after a power cut once its folder is on the disk, too. */
async function syncFolder(dir: string): Promise<void> {
  if (process.platform === 'win32') return
  const folder = await open(dir, 'r')
  try {
    await folder.sync()
  } finally {
    await folder.close()
  }
}

/** Whether the system refused to write because the disk, or the person's share of it, is full. */
export const isDiskFull = (error: unknown): boolean =>
  ['ENOSPC', 'EDQUOT'].includes(String((error as NodeJS.ErrnoException | null)?.code))
