/** The zip around a Word or OpenDocument file: looked at entry by entry before anything is read of it. */
import { Problem } from '../../../platform/problem.ts'

/** Unpacked bytes of all that is read: a thousand full pages have a tenth of it. */
const maxUnpacked = 60_000_000
const maxEntries = 5_000

export type Yauzl = typeof import('yauzl')
type Entry = import('yauzl').Entry

export interface Zip {
  names: readonly string[]
  /** Unpacks all XML, to see that it is as large as it says, and keeps nothing. Throws `evidence.libraryBomb`, `evidence.libraryBroken`. */
  check(): Promise<void>
  /** One entry as UTF-8; null where there is none of this name. Only after `check`. */
  read(name: string): Promise<string | null>
}

const broken = () => new Problem('evidence.libraryBroken')

/** Throws `evidence.libraryBroken`, `evidence.libraryPassword`, `evidence.libraryBomb` (more entries than any document has). */
export async function openZip(bytes: Uint8Array, yauzl: Yauzl): Promise<Zip> {
  const zip = await new Promise<import('yauzl').ZipFile>((resolve, reject) =>
    yauzl.fromBuffer(Buffer.from(bytes), { lazyEntries: true, validateEntrySizes: true }, (error, file) =>
      error || !file ? reject(broken()) : resolve(file),
    ),
  )
  const found: Entry[] = []
  await new Promise<void>((resolve, reject) => {
    zip.on('error', () => reject(broken()))
    zip.on('end', () => resolve())
    zip.on('entry', (entry: Entry) => {
      if (entry.isEncrypted()) reject(new Problem('evidence.libraryPassword'))
      else if (found.push(entry) > maxEntries) reject(new Problem('evidence.libraryBomb'))
      else zip.readEntry()
    })
    zip.readEntry()
  })
  const unpack = (entry: Entry, onBytes: (chunk: Buffer) => void) =>
    new Promise<void>((resolve, reject) =>
      zip.openReadStream(entry, (error, stream) => {
        if (error || !stream) return reject(broken())
        stream.on('error', (fault) =>
          reject(/too many bytes/.test(String(fault)) ? new Problem('evidence.libraryBomb') : broken()),
        )
        stream.on('end', () => resolve())
        stream.on('data', onBytes)
      }),
    )
  return {
    names: found.map(({ fileName }) => fileName),
    async check() {
      const read = found.filter(({ fileName }) => /\.(xml|rels)$/i.test(fileName))
      if (read.reduce((sum, entry) => sum + entry.uncompressedSize, 0) > maxUnpacked)
        throw new Problem('evidence.libraryBomb')
      // Two entries of one name are two documents for two readers.
      if (new Set(read.map(({ fileName }) => fileName)).size < read.length) throw broken()
      for (const entry of read) await unpack(entry, () => undefined)
    },
    async read(name) {
      const entry = found.find(({ fileName }) => fileName === name)
      if (!entry) return null
      const chunks: Buffer[] = []
      await unpack(entry, (chunk) => chunks.push(chunk))
      return Buffer.concat(chunks).toString('utf8')
    },
  }
}
