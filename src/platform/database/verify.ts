import { createHash } from 'node:crypto'
import { stat } from 'node:fs/promises'
import type { Readable } from 'node:stream'
import yauzl from 'yauzl'
import { Problem } from '../problem.ts'
import { firstEntryName, measure } from './archive.ts'
import type { Progress } from './backup.ts'
import {
  formatVersion,
  headName,
  headSchema,
  type Manifest,
  manifestName,
  manifestSchema,
  manifestSumName,
} from './manifest.ts'
import type { Migration } from './migrate.ts'

/** A backup that is whole and that this program understands, held open so that it cannot be exchanged meanwhile. */
export interface VerifiedBackup {
  readonly manifest: Manifest
  /** The content of an entry. */
  read(path: string): Promise<Readable>
  close(): void
}

interface Options {
  readonly onProgress?: (progress: Progress) => void
  readonly signal?: AbortSignal
}

/** The list and the head are read into memory; more than this is no list of ours. */
const largestList = 512 * 2 ** 20

/**
 * Reads a backup from end to end: its list, the SHA-256 of every entry, nothing missing and nothing more, and only
 * migrations that this program knows. Nothing is written anywhere.
 * Throws Problems `restore.notFound`, `restore.notBackup`, `restore.cut`, `restore.damaged`, `restore.newer`.
 */
export async function verifyBackup(
  from: string,
  known: readonly Migration[],
  options: Options = {},
): Promise<VerifiedBackup> {
  const zip = await openZip(from)
  /** What is being looked at, for the message. */
  let at = 'zip'
  const damaged = (): Problem => new Problem('restore.damaged', { path: from, entry: at }, 422)
  try {
    const entries = new Map<string, yauzl.Entry>()
    for await (const entry of zip.eachEntry()) entries.set(entry.fileName, entry)
    const read = async (path: string): Promise<Readable> => {
      at = path
      const entry = entries.get(path)
      if (!entry) throw damaged()
      return zip.openReadStreamPromise(entry)
    }
    const readText = async (path: string): Promise<string> => {
      const source = await read(path)
      if ((entries.get(path)?.uncompressedSize ?? 0) > largestList) throw damaged()
      const chunks: Buffer[] = []
      for await (const chunk of source as AsyncIterable<Buffer>) chunks.push(chunk)
      return Buffer.concat(chunks).toString('utf8')
    }

    const head = headSchema.parse(JSON.parse(await readText(headName)))
    const newer = new Problem('restore.newer', { path: from, version: head.appVersion }, 422)
    if (head.formatVersion > formatVersion) throw newer
    const sum = await readText(manifestSumName)
    const list = await readText(manifestName)
    if (createHash('sha256').update(list).digest('hex') !== sum) throw damaged()
    const manifest = manifestSchema.parse(JSON.parse(list))
    for (const { name, checksum } of manifest.migrations) {
      if (known.find((migration) => migration.name === name)?.checksum !== checksum) throw newer
    }
    await compare(
      manifest,
      entries,
      read,
      (path) => {
        at = path
        return damaged()
      },
      options,
    )
    return { manifest, read, close: () => zip.close() }
  } catch (error) {
    zip.close()
    if (error instanceof Problem || options.signal?.aborted) throw error
    throw damaged()
  }
}

/** Nothing more in the file than is listed, and what is listed is what was written. */
async function compare(
  manifest: Manifest,
  entries: ReadonlyMap<string, yauzl.Entry>,
  read: (path: string) => Promise<Readable>,
  damaged: (path: string) => Problem,
  { onProgress, signal }: Options,
): Promise<void> {
  const listed = new Set([
    headName,
    manifestName,
    manifestSumName,
    ...manifest.entries.map(({ path }) => path),
  ])
  for (const path of entries.keys()) if (!listed.has(path)) throw damaged(path)
  for (const { entry } of manifest.tables) if (!listed.has(entry)) throw damaged(entry)
  const total = manifest.entries.reduce((sum, { bytes }) => sum + bytes, 0)
  let done = 0
  for (const { path, bytes, sha256 } of manifest.entries) {
    if (!/^(tables|files|microdata)\/./.test(path) || entries.get(path)?.uncompressedSize !== bytes)
      throw damaged(path)
    const found = await measure(await read(path), (more) => {
      signal?.throwIfAborted()
      done += more
      onProgress?.({ phase: 'verify', done, total })
    })
    if (found.sha256 !== sha256) throw damaged(path)
  }
}

async function openZip(path: string): Promise<yauzl.ZipFile> {
  const first = await stat(path)
    .then(() => firstEntryName(path))
    .catch((error: Error) => {
      throw new Problem('restore.notFound', { path, reason: error.message }, 404)
    })
  if (first !== headName) throw new Problem('restore.notBackup', { path }, 422)
  try {
    return await yauzl.openPromise(path, { autoClose: false })
  } catch {
    // It begins as a backup does, and the directory that stands at the end of every zip is not there.
    throw new Problem('restore.cut', { path }, 422)
  }
}
