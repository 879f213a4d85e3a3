import { Readable } from 'node:stream'
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
 */
export async function receiveFiles(
  request: Request,
  store: FileStore,
  limits: { maxBytes: number; maxFiles?: number },
): Promise<{ files: Uploaded[]; fields: Record<string, string> }> {
  const type = request.headers.get('content-type') ?? ''
  if (!type.startsWith('multipart/form-data') || !request.body) throw new Problem('files.noForm', {}, 400)
  const { maxFiles = 20 } = limits
  const form = new Busboy({
    headers: { 'content-type': type },
    limits: { files: maxFiles + 1, fields: 50, fieldSize: 100_000 },
  })
  const fields: Record<string, string> = {}
  const arriving: Promise<Uploaded | null>[] = []
  form.on('field', (name, value) => {
    fields[name] = value
  })
  form.on('file', (_field, stream, name) => {
    const bare = (name ?? '').split(/[/\\]/).at(-1)?.replaceAll('\0', '').slice(0, 200) ?? ''
    if (bare === '' || arriving.length >= maxFiles) {
      stream.resume()
      return
    }
    arriving.push(
      store
        .put(stream as AsyncIterable<Uint8Array>, { maxBytes: limits.maxBytes })
        .then((kept) => ({ name: bare, ...kept })),
    )
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
    await Promise.allSettled(arriving)
    throw error instanceof Problem ? error : new Problem('files.brokenUpload', {}, 400)
  }
  const files = (await Promise.all(arriving)).filter((file) => file !== null)
  return { files, fields }
}
