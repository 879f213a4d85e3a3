/** What a file holds, as a short text: for `CellStore.source`. */
import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'

/**
 * The SHA-256 of a file, or of several in their order, in hexadecimal. A changed byte, of whatever date and size, is
 * another hash, and so other cells. Reads the files whole (some 0.5 s per gigabyte): once, where they do not change.
 *
 * @throws Error of the file system where a file cannot be read
 */
export async function fileHash(path: string | readonly string[]): Promise<string> {
  const paths = typeof path === 'string' ? [path] : path
  const whole = createHash('sha256')
  for (const one of paths) {
    const own = createHash('sha256')
    for await (const chunk of createReadStream(one)) own.update(chunk as Buffer)
    if (paths.length === 1) return own.digest('hex')
    whole.update(own.digest())
  }
  return whole.digest('hex')
}
