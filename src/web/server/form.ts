import { Problem } from '../../platform/problem.ts'

/** What people type into a form has kilobytes; files come another way (`receiveFiles`). */
const maxBytes = 1_000_000
/** PostgreSQL's largest integer: versions of records are kept in one. */
const maxVersion = 2 ** 31 - 1

/**
 * The form that a request sent; the request itself can still be read. Throws the Problems `web.noForm` (not a form, or one
 * that no browser would send) and `web.formTooLarge`, so that nothing sent by hand is a fault of the program.
 */
export async function formOf(request: Request): Promise<FormData> {
  const type = request.headers.get('content-type') ?? ''
  const bytes = await limited(request.clone().body)
  const form = await new Response(bytes, { headers: { 'content-type': type } }).formData().catch(() => null)
  const texts = form ? [...form].flat().filter((one) => typeof one === 'string') : []
  if (!form || texts.some((one) => one.includes('\0'))) throw new Problem('web.noForm', {}, 400)
  return form
}

/** The version of the record that a form was opened with; 0, which no record has, where it says none. */
export function versionOf(form: FormData): number {
  const version = Number(form.get('version'))
  return Number.isInteger(version) && version > 0 && version <= maxVersion ? version : 0
}

async function limited(body: ReadableStream<Uint8Array> | null): Promise<Buffer<ArrayBuffer>> {
  const chunks: Uint8Array[] = []
  let bytes = 0
  // Not `for await`: leaving it waits until the other half of the copied request is given up, too.
  const reader = body?.getReader()
  for (let next = await reader?.read(); next?.value; next = await reader?.read()) {
    bytes += next.value.byteLength
    if (bytes > maxBytes) throw new Problem('web.formTooLarge', {}, 413)
    chunks.push(next.value)
  }
  return Buffer.concat(chunks)
}
