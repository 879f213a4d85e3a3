import { createHmac } from 'node:crypto'
import { sameHash } from './secret.ts'

/** `acuerdo.session_token`, with the prefix that browsers keep to https. */
const pattern = /(?:^|;\s*)(?:__Secure-)?acuerdo\.session_token=([^;]+)/

/**
 * The session's token from the cookie, if this program signed it. The same check as the library's (better-call's signed cookies:
 * `token.signature`, HMAC-SHA-256 in base64), made here because it is asked at every request and the library takes two
 * milliseconds for it. Should the library ever sign otherwise, nobody gets in, and the tests say so.
 */
export function sessionToken(headers: Headers, secret: string): string | null {
  const value = decode(pattern.exec(headers.get('cookie') ?? '')?.[1] ?? '')
  const dot = value.lastIndexOf('.')
  if (dot < 1) return null
  const token = value.slice(0, dot)
  const signature = createHmac('sha256', secret).update(token).digest('base64')
  return sameHash(value.slice(dot + 1), signature) ? token : null
}

function decode(value: string): string {
  try {
    return decodeURIComponent(value)
  } catch {
    return ''
  }
}
