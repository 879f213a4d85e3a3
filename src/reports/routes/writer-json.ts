/** What the writer's island posts: JSON of a size that a browser of ours would send, checked on the way in. */
import type { z } from 'zod'
import { Problem } from '../../platform/problem.ts'

/** A whole report of several hundred pages in one save. */
const maxBytes = 8_000_000

/** @throws `reports.content` for what no writer of ours sends, `web.formTooLarge` for more than 8 MB. */
export async function jsonOf<T>(request: Request, schema: z.ZodType<T>): Promise<T> {
  if (Number(request.headers.get('content-length') ?? 0) > maxBytes)
    throw new Problem('web.formTooLarge', {}, 413)
  const text = await request.clone().text()
  if (text.length > maxBytes) throw new Problem('web.formTooLarge', {}, 413)
  // No text of ours holds this character, and no database keeps it.
  const read = text.includes('\\u0000') ? null : schema.safeParse(parsed(text))
  if (!read?.success)
    throw new Problem('reports.content', { what: read?.error.issues[0]?.path.join('.') ?? '' })
  return read.data
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

export const isJson = (request: Request): boolean =>
  (request.headers.get('content-type') ?? '').startsWith('application/json')
