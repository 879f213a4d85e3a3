import type { Kysely } from 'kysely'
import type { Schema } from '../../platform/database/schema.ts'
import { Problem } from '../../platform/problem.ts'
import { count, forgive, type Source } from './attempts.ts'
import type { Library } from './library.ts'

/** All that can be reached of the library from outside. */
const open: Readonly<Record<string, 'GET' | 'POST'>> = {
  '/auth/passkey/generate-register-options': 'GET',
  '/auth/passkey/verify-registration': 'POST',
  '/auth/passkey/generate-authenticate-options': 'GET',
  '/auth/passkey/verify-authentication': 'POST',
}

export interface PasskeyRequest {
  request: Request
  library: Library
  publicUrl: string
  db: Kysely<Schema>
  secret: string
  source: Source
}

/**
 * The four requests of the passkey island. Answers carry what the browser needs and nothing of the account: the library would
 * send the made-up e-mail. Anything else under `/auth/` does not exist.
 */
export async function passkeyPaths(given: PasskeyRequest): Promise<Response> {
  const { request, library, publicUrl } = given
  const { pathname, search } = new URL(request.url)
  if (open[pathname] !== request.method) return answer(404, {})
  if (!isOurs(request, publicUrl)) return answer(403, {})
  const isSignIn = pathname.endsWith('verify-authentication')
  if (isSignIn) {
    try {
      await count(given.db, given.secret, given.source)
    } catch (error) {
      if (error instanceof Problem) return answer(error.status, error.values)
      throw error
    }
  }
  // The library compares with the public address, whatever address the proxy used to reach us.
  const inner = new Request(new URL(pathname + search, publicUrl), request)
  const got = await library.handler(inner)
  const cookies = got.headers.getSetCookie()
  if (!got.ok) return answer(got.status, {}, cookies)
  if (request.method === 'POST') {
    if (isSignIn) await forgive(given.db, given.secret, given.source)
    return answer(200, {}, cookies)
  }
  const options = (await got.json()) as { user?: { name: string; displayName: string } }
  if (options.user) {
    const name = (await library.api.getSession({ headers: request.headers }))?.user.name ?? ''
    options.user = { ...options.user, name, displayName: name }
  }
  return answer(200, options, cookies)
}

/** From a page of ours: the browser says so itself, or names our address as the origin. A plain GET names none. */
function isOurs(request: Request, publicUrl: string): boolean {
  const origin = request.headers.get('origin')
  if (origin !== null) return origin === new URL(publicUrl).origin
  const site = request.headers.get('sec-fetch-site')
  return request.method === 'GET' && (site === null || site === 'same-origin')
}

function answer(status: number, body: unknown, cookies: readonly string[] = []): Response {
  const headers = new Headers({ 'content-type': 'application/json', 'cache-control': 'no-store' })
  for (const cookie of cookies) headers.append('set-cookie', cookie)
  return new Response(JSON.stringify(body), { status, headers })
}
