import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import type { MiddlewareHandler } from 'hono'

const brotli = promisify(brotliCompress)
const zip = promisify(gzip)

/** Text worth compressing; streams of events must not wait in a buffer, and built assets come compressed. */
const texts = /^(text\/(?!event-stream)|application\/(json|problem\+json|javascript)|image\/svg)/

/** Brotli for whoever takes it (a page shrinks by a further fifth against gzip, which is all that Hono's own offers). */
export const compress: MiddlewareHandler = async (c, next) => {
  await next()
  const { headers } = c.res
  if (
    headers.has('content-encoding') ||
    !texts.test(headers.get('content-type') ?? '') ||
    c.req.method === 'HEAD'
  )
    return
  const accepted = c.req.header('accept-encoding') ?? ''
  const encoding = accepted.includes('br') ? 'br' : accepted.includes('gzip') ? 'gzip' : null
  if (!encoding) return
  const body = new Uint8Array(await c.res.arrayBuffer())
  if (body.length < 1000) {
    c.res = new Response(body, c.res)
    return
  }
  const small =
    encoding === 'br'
      ? await brotli(body, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } })
      : await zip(body)
  c.res = new Response(new Uint8Array(small), c.res)
  c.res.headers.set('content-encoding', encoding)
  c.res.headers.append('vary', 'Accept-Encoding')
  c.res.headers.delete('content-length')
}
