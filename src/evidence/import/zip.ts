import { createWriteStream } from 'node:fs'
import { basename } from 'node:path'
import { type Readable, Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { crc32, createInflateRaw } from 'node:zlib'
import { type Entry, openPromise, type ZipFile } from 'yauzl'
import { Problem } from '../../platform/problem.ts'

/**
 * Zips as INEGI publishes them, read with suspicion. Names of members are compared and shown, never used as paths.
 * INEGI's CSV shrink to an eighth and its DBF to a tenth; all tables of a quarter are under 500 MB unpacked.
 */
export const zipLimits = { entries: 5_000, bytes: 2 ** 31, ratio: 150, ratioFrom: 2 ** 24 }

export interface Member {
  name: string
  /** Unpacked size as the archive declares it; what comes out is held to it. */
  bytes: number
}

/** The files in the archive. Refuses one that is cut, not a zip, or has unsafe names. */
export async function listMembers(path: string): Promise<Member[]> {
  return withZip(path, null, async (zip, file) => {
    const members: Member[] = []
    for await (const entry of zip.eachEntry()) {
      if (members.length >= zipLimits.entries)
        throw new Problem('import.zipEntries', { file, limit: zipLimits.entries }, 413)
      if (!entry.fileName.endsWith('/')) members.push({ name: entry.fileName, bytes: entry.uncompressedSize })
    }
    return members
  })
}

/** The first bytes of a member, at most `length`. */
export async function headOfMember(path: string, member: string, length: number): Promise<Buffer> {
  return withMember(path, member, async (stream) => {
    const chunks: Buffer[] = []
    let read = 0
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      chunks.push(chunk)
      read += chunk.length
      if (read >= length) break
    }
    return Buffer.concat(chunks).subarray(0, length)
  })
}

/** Writes a member to the file `to`; `onBytes` gets the number of bytes of each piece. */
export async function unpackMember(
  path: string,
  member: string,
  to: string,
  { signal, onBytes }: { signal?: AbortSignal; onBytes?: (bytes: number) => void } = {},
): Promise<void> {
  await withMember(path, member, (stream, entry, file) =>
    pipeline(
      stream,
      proved(entry, file, onBytes),
      createWriteStream(to, { flags: 'wx', highWaterMark: 2 * piece }),
      { signal },
    ),
  )
}

const piece = 2 ** 18

function inflated(packed: Readable): Readable {
  const inflate = createInflateRaw({ chunkSize: piece })
  packed.on('error', (error) => inflate.destroy(error))
  return packed.pipe(inflate)
}

/** Passes bytes on, and fails where they are more than declared, or not those that were packed. */
function proved(entry: Entry, file: string, onBytes?: (bytes: number) => void): Transform {
  const { fileName: member, uncompressedSize } = entry
  let sum = 0
  let size = 0
  return new Transform({
    readableHighWaterMark: 2 * piece,
    writableHighWaterMark: 2 * piece,
    transform(chunk: Buffer, _, done) {
      size += chunk.length
      if (size > uncompressedSize) return done(new Problem('import.zipLies', { file, member }, 413))
      sum = crc32(chunk, sum)
      onBytes?.(chunk.length)
      done(null, chunk)
    },
    flush(done) {
      const same = size === uncompressedSize && sum === entry.crc32
      done(same ? null : new Problem('import.damagedMember', { file, member }))
    },
  })
}

async function withMember<T>(
  path: string,
  member: string,
  work: (stream: Readable, entry: Entry, file: string) => Promise<T>,
): Promise<T> {
  return withZip(path, member, async (zip, file) => {
    for await (const entry of zip.eachEntry()) {
      if (entry.fileName !== member) continue
      refuseUnreadable(entry, file)
      // Inflated here rather than by yauzl, whose pieces of 16 kB cost twice the time.
      const packed = await zip.openReadStreamPromise(entry, { decodeFileData: false })
      const stream = entry.compressionMethod === 8 ? inflated(packed) : packed
      try {
        return await work(stream, entry, file)
      } finally {
        stream.destroy()
        packed.destroy()
      }
    }
    throw new Problem('import.memberGone', { file, member })
  })
}

async function withZip<T>(
  path: string,
  member: string | null,
  work: (zip: ZipFile, file: string) => Promise<T>,
): Promise<T> {
  const file = basename(path)
  let zip: ZipFile | undefined
  try {
    zip = await openPromise(path, { autoClose: false })
    return await work(zip, file)
  } catch (error) {
    throw zipProblem(error, file, member)
  } finally {
    zip?.close()
  }
}

function refuseUnreadable(entry: Entry, file: string): void {
  const { fileName: member, uncompressedSize, compressedSize } = entry
  if (entry.isEncrypted()) throw new Problem('import.encrypted', { file, member })
  if (uncompressedSize > zipLimits.bytes)
    throw new Problem('import.zipSize', { file, member, size: uncompressedSize, limit: zipLimits.bytes }, 413)
  const ratio = uncompressedSize / Math.max(1, compressedSize)
  if (uncompressedSize > zipLimits.ratioFrom && ratio > zipLimits.ratio)
    throw new Problem(
      'import.zipRatio',
      { file, member, ratio: Math.round(ratio), size: uncompressedSize },
      413,
    )
  if (!entry.canDecodeFileData())
    throw new Problem('import.zipMethod', { file, member, method: entry.compressionMethod })
}

/** What yauzl and zlib say, as something that a person can mend; faults of ours and of the disk pass unchanged. */
function zipProblem(error: unknown, file: string, member: string | null): unknown {
  if (!(error instanceof Error) || error instanceof Problem) return error
  const { message, name } = error
  if (name === 'AbortError') return error
  const unsafe = /^(?:invalid relative path|absolute path|invalid characters in fileName): (.*)$/s.exec(
    message,
  )
  if (unsafe) return new Problem('import.unsafeName', { file, name: unsafe[1] ?? '' })
  if (/strong encryption/.test(message))
    return new Problem('import.encrypted', { file, member: member ?? '' })
  const code = (error as NodeJS.ErrnoException).code
  if (code && !code.startsWith('Z_') && !code.startsWith('ERR_')) return error
  return member === null
    ? new Problem('import.damagedZip', { file })
    : new Problem('import.damagedMember', { file, member })
}
