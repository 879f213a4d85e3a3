import { createHash } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { open, rename, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import { type Readable, Transform } from 'node:stream'
import { finished, pipeline } from 'node:stream/promises'
import yazl from 'yazl'

/** What the list says of a file inside an archive. */
export interface ArchiveEntry {
  readonly path: string
  readonly bytes: number
  readonly sha256: string
}

/** A zip that is written as a stream, one entry after the other, and appears under its name only when it is complete. */
export interface ArchiveWriter {
  /** Writes an entry; resolves when its source is exhausted. */
  add(path: string, source: Readable, options?: { compress?: boolean }): Promise<ArchiveEntry>
  /** Adds a file of the disk, uncompressed; undefined where it is gone. */
  addFile(path: string, file: string): Promise<ArchiveEntry | undefined>
  /** Writes the end, forces it to the disk and gives it its name. */
  finish(): Promise<void>
  /** Leaves nothing behind. */
  abandon(): Promise<void>
}

/** Opens an archive for writing under a temporary name beside `to`. */
export async function createArchive(to: string): Promise<ArchiveWriter> {
  const temporary = `${to}.part-${process.pid}`
  // Opened here, so that a folder that cannot be written to is told at once.
  const handle = await open(temporary, 'wx', 0o600)
  const zip = new yazl.ZipFile()
  const output = createWriteStream('', { fd: handle.fd, autoClose: false })
  const written = pipeline(zip.outputStream, output)
  written.catch(() => {})
  zip.on('error', (error: Error) => output.destroy(error))
  const broken = new Promise<never>((_, reject) => written.catch(reject))
  broken.catch(() => {})

  const add = async (path: string, source: Readable, { compress = true } = {}): Promise<ArchiveEntry> => {
    const hash = createHash('sha256')
    let bytes = 0
    const meter = new Transform({
      transform(chunk: Buffer, _encoding, done) {
        hash.update(chunk)
        bytes += chunk.length
        done(null, chunk)
      },
    })
    zip.addReadStream(meter, path, { compress, forceZip64Format: true, mode: 0o600 })
    const fed = pipeline(source, meter)
    fed.catch(() => {})
    try {
      await Promise.race([Promise.all([fed, finished(meter)]), broken])
    } catch (error) {
      source.destroy()
      meter.destroy()
      throw error
    }
    return { path, bytes, sha256: hash.digest('hex') }
  }

  return {
    add,
    addFile: async (path, file) => {
      const source = await open(file, 'r').catch((error: NodeJS.ErrnoException) => {
        if (error.code === 'ENOENT') return undefined
        throw error
      })
      return source && (await add(path, source.createReadStream(), { compress: false }))
    },
    finish: async () => {
      zip.end()
      await written
      await handle.sync()
      await handle.close()
      await rename(temporary, to)
      await syncFolder(dirname(to))
    },
    abandon: async () => {
      output.destroy()
      await handle.close().catch(() => {})
      await rm(temporary, { force: true })
    },
  }
}

/** Forces a folder's list of names to the disk. */
export async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r')
  await handle.sync().finally(() => handle.close())
}

/** SHA-256 and length of a stream, read to its end. */
export async function measure(
  source: Readable,
  each: (bytes: number) => void,
): Promise<{ bytes: number; sha256: string }> {
  const hash = createHash('sha256')
  let bytes = 0
  for await (const chunk of source as AsyncIterable<Buffer>) {
    hash.update(chunk)
    bytes += chunk.length
    each(chunk.length)
  }
  return { bytes, sha256: hash.digest('hex') }
}

/** The name of a zip's first entry, read from its first bytes; undefined where it is no zip. */
export async function firstEntryName(path: string): Promise<string | undefined> {
  const chunks: Buffer[] = []
  for await (const chunk of createReadStream(path, { end: 127 }) as AsyncIterable<Buffer>) chunks.push(chunk)
  const head = Buffer.concat(chunks)
  if (head.length < 30 || head.readUInt32LE(0) !== 0x04034b50) return undefined
  return head.toString('utf8', 30, 30 + head.readUInt16LE(26))
}
