import { PassThrough, Readable } from 'node:stream'
import Busboy from '@fastify/busboy'
import type { FileStore } from '../../platform/files/index.ts'
import { Problem } from '../../platform/problem.ts'

export interface Uploaded {
  name: string
  sha256: string
  bytes: number
}

/** What is kept of a file that arrived. */
export interface Prepared {
  name: string
  mediaType: string
  bytes: Uint8Array
}

interface Limits {
  /** Of each file. */
  maxBytes: number
  /** More than these are read and left out; 20. */
  maxFiles?: number
}
interface Received<File> {
  files: File[]
  fields: Record<string, string>
  /** More files came than are taken at once; those were left out. */
  more: boolean
}

/**
 * Takes the files of a form straight into the file store, as they arrive: memory stays flat whatever their size.
 * A connection that breaks, a file over the limit or a full disk leaves nothing behind. Names lose their folders.
 * Throws Problems `files.noForm`, `files.brokenUpload`, `web.formTooLarge` (words beside the files), and those of the store.
 */
export const receiveFiles = (
  request: Request,
  store: FileStore,
  limits: Limits,
): Promise<Received<Uploaded>> =>
  receive(request, limits, async (name, bytes) => ({
    name,
    ...(await store.put(bytes, { maxBytes: limits.maxBytes })),
  }))

/** A file of which nothing was kept, and why. */
export interface Refused {
  name: string
  problem: Problem
}

/**
 * The same where each file is for itself: one that is refused is told by its name, and the others are kept. `more`: the form held
 * more files than `maxFiles`.
 */
export const receiveEach = (
  request: Request,
  store: FileStore,
  limits: Limits,
): Promise<Received<Uploaded | Refused>> =>
  receive<Uploaded | Refused>(request, limits, async (name, bytes) => {
    try {
      return { name, ...(await store.put(bytes, { maxBytes: limits.maxBytes })) }
    } catch (error) {
      if (error instanceof Problem) return { name, problem: error }
      throw error
    }
  })

/**
 * The same for small files of which nothing may be stored as it arrived, such as photographs: gathered in memory, and what
 * `prepare` makes of each is kept once all of them passed. `prepare` throws a Problem where nothing is to be kept.
 */
export async function receivePrepared(
  request: Request,
  store: FileStore,
  limits: Limits,
  prepare: (name: string, bytes: Buffer) => Promise<Prepared>,
): Promise<Received<Uploaded & { mediaType: string }>> {
  const { files: prepared, ...rest } = await receive(request, limits, async (name, bytes) =>
    prepare(name, await gathered(bytes, limits.maxBytes)),
  )
  const files: (Uploaded & { mediaType: string })[] = []
  for (const { name, mediaType, bytes } of prepared)
    files.push({ name, mediaType, ...(await store.put(Readable.from([bytes]))) })
  return { files, ...rest }
}

async function gathered(source: AsyncIterable<Uint8Array>, maxBytes: number): Promise<Buffer> {
  const chunks: Uint8Array[] = []
  let bytes = 0
  for await (const chunk of source) {
    bytes += chunk.byteLength
    if (bytes > maxBytes) throw new Problem('files.tooLarge', { limit: Math.floor(maxBytes / 1e6) }, 413)
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

async function receive<File>(
  request: Request,
  limits: Limits,
  keep: (name: string, bytes: AsyncIterable<Uint8Array>) => Promise<File>,
): Promise<Received<File>> {
  const type = request.headers.get('content-type') ?? ''
  if (!/^multipart\/form-data\s*;.*boundary=/i.test(type) || !request.body)
    throw new Problem('files.noForm', {}, 400)
  const { maxFiles = 20 } = limits
  const form = new Busboy({
    headers: { 'content-type': type },
    limits: { files: maxFiles + 1, fields: 50, fieldSize: 1_000_000 },
  })
  const fields: Record<string, string> = {}
  let more = false
  const arriving: { bytes: PassThrough; kept: Promise<File> }[] = []
  let isCut = false
  form.on('field', (name, value, _cutName, cut) => {
    fields[name] = value
    isCut ||= cut
  })
  form.on('file', (_field, stream, name) => {
    // A cut form is told to each file as an error; one that nobody hears would end the program.
    stream.on('error', () => {})
    const bare = (name ?? '').split(/[/\\]/).at(-1)?.replaceAll('\0', '').slice(0, 200) ?? ''
    if (bare !== '' && arriving.length >= maxFiles) more = true
    if (bare === '' || arriving.length >= maxFiles) {
      stream.resume()
      return
    }
    const bytes = new PassThrough()
    // Who keeps it hears of it once it reads; until then somebody must.
    bytes.on('error', () => {})
    stream.pipe(bytes)
    stream.on('error', (error) => bytes.destroy(error))
    // What is refused is read to its end, so that the answer arrives.
    bytes.on('close', () => stream.resume())
    const kept = keep(bare, bytes as AsyncIterable<Uint8Array>)
    // Asked for below, perhaps long after it failed; what was refused reads no further.
    const done = () => bytes.destroy()
    kept.then(done, done)
    arriving.push({ bytes, kept })
  })
  const body = Readable.fromWeb(request.body as Parameters<typeof Readable.fromWeb>[0])
  const finished = new Promise<void>((resolve, reject) => {
    form.on('finish', resolve)
    form.on('error', reject)
    body.on('error', reject)
  })
  body.pipe(form)
  try {
    await finished
  } catch (error) {
    for (const { bytes } of arriving) bytes.destroy(new Error('cut'))
    await Promise.allSettled(arriving.map(({ kept }) => kept))
    throw error instanceof Problem ? error : new Problem('files.brokenUpload', {}, 400)
  }
  // Better told than kept without its end.
  if (isCut) {
    await Promise.allSettled(arriving.map(({ kept }) => kept))
    throw new Problem('web.formTooLarge', {}, 413)
  }
  return { files: await Promise.all(arriving.map(({ kept }) => kept)), fields, more }
}
