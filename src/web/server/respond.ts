import type { Context } from 'hono'
import { streamSSE } from 'hono/streaming'
import type { Answer, Download, Events, Redirect } from './answer.ts'
import { keepHeader } from './holder.ts'

/** Answers that need neither layout nor words. Pages and problems are the shell's. */
export function respond(
  c: Context,
  answer: Exclude<Answer, { answer: 'page' } | Error>,
): Response | Promise<Response> {
  switch (answer.answer) {
    case 'redirect':
      return sendElsewhere(answer)
    case 'data':
      if (answer.flash) c.header('set-cookie', flashCookie(answer.flash), { append: true })
      return answer.status === 204 ? c.body(null, 204) : c.json(answer.value as never, answer.status ?? 200)
    case 'download':
      return sendFile(c, answer)
    case 'events':
      return sendEvents(c, answer)
  }
}

const flashCookie = (text: string): string =>
  `flash=${encodeURIComponent(text)}; Path=/; Max-Age=30; HttpOnly; SameSite=Lax`

/** 303: the browser fetches the next page with GET, so that reloading never repeats a form. */
function sendElsewhere(answer: Redirect): Response {
  const headers = new Headers(answer.headers)
  headers.set('location', answer.to)
  if (answer.flash)
    headers.append(
      'set-cookie',
      flashCookie([answer.flash, ...(answer.undo ? [answer.undo] : [])].join('\n')),
    )
  return new Response(null, { status: 303, headers })
}

function sendFile(c: Context, answer: Download): Response {
  // Weak: it is the same text, however it was compressed on its way.
  const tag = answer.tag === undefined ? null : `W/"${answer.tag}"`
  const kept: Record<string, string> = tag
    ? { etag: tag, 'cache-control': 'private, no-cache' }
    : { 'cache-control': 'private, no-store' }
  const known = (c.req.header('if-none-match') ?? '').split(/\s*,\s*/)
  if (tag && (known.includes(tag) || known.includes(tag.slice(2))))
    return new Response(null, { status: 304, headers: kept })
  const ascii = answer.name.normalize('NFKD').replace(/[^\w.() -]/g, '')
  const { body } = answer
  return new Response((typeof body === 'function' ? body() : body) as BodyInit, {
    headers: {
      'content-type': answer.mediaType,
      'content-disposition': `${answer.inline ? 'inline' : 'attachment'}; filename="${ascii}"; filename*=UTF-8''${encodeURIComponent(answer.name)}`,
      ...kept,
      ...(answer.keeps ? { [keepHeader]: '1' } : {}),
    },
  })
}

function sendEvents(c: Context, answer: Events): Response {
  return streamSSE(c, async (stream) => {
    const left = new AbortController()
    stream.onAbort(() => left.abort())
    for await (const { event, data } of answer.events(left.signal)) {
      if (left.signal.aborted) break
      await stream.writeSSE({ event, data: typeof data === 'string' ? data : JSON.stringify(data) })
    }
  })
}
