import { createReadStream } from 'node:fs'
import { readFile, stat } from 'node:fs/promises'
import { extname, join, normalize } from 'node:path'
import { Readable } from 'node:stream'
import type { Handler } from 'hono'
import { asset, assetsDir } from '../assets.ts'

const types: Record<string, string> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.woff2': 'font/woff2',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.json': 'application/json',
  '.webmanifest': 'application/manifest+json',
}

/** Built files: their names carry their hash, so they never change; the build has left a brotli and a gzip twin. */
export const assets: Handler = async (c) => {
  const name = normalize(c.req.path.replace(/^\/assets\//, ''))
  const type = types[extname(name)]
  if (!type || name.startsWith('..') || name.includes('\0')) return c.notFound()
  const accepted = c.req.header('accept-encoding') ?? ''
  for (const [encoding, ending] of [
    ['br', '.br'],
    ['gzip', '.gz'],
    [null, ''],
  ] as const) {
    if (encoding && !accepted.includes(encoding)) continue
    const file = join(assetsDir, name + ending)
    const found = await stat(file).catch(() => null)
    if (!found?.isFile()) continue
    return new Response(Readable.toWeb(createReadStream(file)) as ReadableStream, {
      headers: {
        'content-type': type,
        'content-length': String(found.size),
        'cache-control': 'public, max-age=31536000, immutable',
        vary: 'Accept-Encoding',
        ...(encoding ? { 'content-encoding': encoding } : {}),
      },
    })
  }
  return c.notFound()
}

let script: Buffer | undefined
/** The service worker, from the root that it is to reign over; asked for again at each start of a phone's browser. */
export const worker: Handler = async () => {
  script ??= await readFile(join(assetsDir, asset('worker.js').replace(/^\/assets\//, '')))
  return new Response(new Uint8Array(script), {
    headers: { 'content-type': 'text/javascript; charset=utf-8', 'cache-control': 'no-cache' },
  })
}
