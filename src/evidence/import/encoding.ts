import { createReadStream, createWriteStream } from 'node:fs'
import { Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'

/** How a text is written. Windows-1252 has all of Latin-1's letters; INEGI wrote it before UTF-8. UTF-16 is what Excel calls Unicode. */
export type Encoding = 'utf-8' | 'windows-1252' | 'utf-16le' | 'utf-16be'

/** UTF-16 by its byte order mark, which it needs to be told by. */
export const utf16Of = (head: Uint8Array): 'utf-16le' | 'utf-16be' | null => {
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le'
  return head[0] === 0xfe && head[1] === 0xff ? 'utf-16be' : null
}

/** The text at the head of a file; `whole`: it is all of it. Bytes that are not UTF-8 are taken for Windows-1252. */
export function decodeHead(bytes: Uint8Array, whole: boolean): { text: string; encoding: Encoding } {
  const utf16 = utf16Of(bytes)
  if (utf16) return { text: new TextDecoder(utf16).decode(bytes), encoding: utf16 }
  try {
    // `stream` forgives a character that the head cuts in two.
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: !whole })
    return { text, encoding: 'utf-8' }
  } catch {
    return { text: new TextDecoder('windows-1252').decode(bytes), encoding: 'windows-1252' }
  }
}

/** Writes the text of `from` as UTF-8 to the file `to`. */
export async function toUtf8(
  from: string,
  to: string,
  encoding: Encoding,
  signal?: AbortSignal,
): Promise<void> {
  const decoder = new TextDecoder(encoding)
  const recode = new Transform({
    transform: (chunk: Buffer, _, done) => done(null, decoder.decode(chunk, { stream: true })),
    flush: (done) => done(null, decoder.decode()),
  })
  const source = createReadStream(from, { highWaterMark: 2 ** 18 })
  await pipeline(source, recode, createWriteStream(to, { flags: 'wx' }), signal ? { signal } : {})
}
