import { PassThrough, Readable } from 'node:stream'
import Busboy from '@fastify/busboy'
import type { FileStore } from '../../platform/files/index.ts'
import { Problem } from '../../platform/problem.ts'

export interface Uploaded {
  name: string
  sha256: string
  bytes: number
}

/**
 * Takes the files of a form straight into the file store, as they arrive: memory stays flat whatever their size.
 * A connection that breaks, a file over the limit or a full disk leaves nothing behind. Names lose their folders.
 * Throws Problems `files.noForm`, `files.brokenUpload`, and those of the store.
 */
export async function receiveFiles(
  request: Request,
  store: FileStore,
  limits: { maxBytes: number; maxFiles?: number },
): Promise<{ files: Uploaded[]; fields: Record<string, string> }> {
  const type = request.headers.get('content-type') ?? ''
  if (!/^multipart\/form-data\s*;.*boundary=/i.test(type) || !request.body)
    throw new Problem('files.noForm', {}, 400)
  const { maxFiles = 20 } = limits
  const form = new Busboy({
    headers: { 'content-type': type },
    limits: { files: maxFiles + 1, fields: 50, fieldSize: 100_000 },
  })
  const fields: Record<string, string> = {}
  const arriving: { bytes: PassThrough; kept: Promise<Uploaded> }[] = []
  form.on('field', (name, value) => {
    fields[name] = value
  })
  form.on('file', (_field, stream, name) => {
    // A cut form is told to each file as an error; one that nobody hears would end the program.
    stream.on('error', () => {})
    const bare = (name ?? '').split(/[/\\]/).at(-1)?.replaceAll('\0', '').slice(0, 200) ?? ''
    if (bare === '' || arriving.length >= maxFiles) {
      stream.resume()
      return
    }
    const bytes = new PassThrough()
    // The store hears of it once it reads; until then somebody must.
    bytes.on('error', () => {})
    stream.pipe(bytes)
    stream.on('error', (error) => bytes.destroy(error))
    // What the store refuses is read to its end, so that the answer arrives.
    bytes.on('close', () => stream.resume())
    const kept = store
      .put(bytes as AsyncIterable<Uint8Array>, { maxBytes: limits.maxBytes })
      .then((file) => ({ name: bare, ...file }))
    // Asked for below, perhaps long after it failed.
    kept.catch(() => bytes.destroy())
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
  return { files: await Promise.all(arriving.map(({ kept }) => kept)), fields }
}
