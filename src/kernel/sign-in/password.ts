import type { Kysely } from 'kysely'
import type { Schema } from '../../platform/database/schema.ts'
import { Problem } from '../../platform/problem.ts'
import { count, forgive, type Source } from './attempts.ts'
import type { Library } from './library.ts'

export const passwordLength = { min: 12, max: 128 } as const
export const usernamePattern = /^[a-z0-9._-]{3,30}$/

/** The library's refusal of what a person typed, as against a fault. */
const isRefusal = (error: unknown): boolean =>
  error instanceof Error &&
  'statusCode' in error &&
  typeof error.statusCode === 'number' &&
  error.statusCode >= 400 &&
  error.statusCode < 500

/** Opens a session for short name and password; null: one of the two is wrong, and it takes as long either way. */
export async function enterByPassword(
  library: Library,
  given: { username: string; password: string; userAgent: string },
): Promise<{ accountId: string; setCookie: readonly string[] } | null> {
  try {
    const { headers, response } = await library.api.signInUsername({
      body: { username: given.username, password: given.password },
      headers: new Headers({ 'user-agent': given.userAgent }),
      returnHeaders: true,
    })
    return { accountId: response.user.id, setCookie: headers.getSetCookie() }
  } catch (error) {
    if (isRefusal(error)) return null
    throw error
  }
}

export interface PasswordChange {
  username: string
  password: string
  /** The password until now; not asked where there is none yet. */
  current: string
}

/**
 * Sets a short name and password for whoever the headers sign in, or changes them; changing signs all other devices out.
 * Returns cookies for the answer. Throws `kernel.signIn.username`, `usernameTaken`, `passwordLength`,
 * `currentPassword`, `wait`.
 */
export async function setPassword(
  { library, db, secret }: { library: Library; db: Kysely<Schema>; secret: string },
  headers: Headers,
  account: { id: string; hasPassword: boolean },
  given: PasswordChange,
): Promise<readonly string[]> {
  const username = given.username.trim().toLowerCase()
  if (!usernamePattern.test(username)) throw new Problem('kernel.signIn.username')
  const length = [...given.password].length
  if (length < passwordLength.min || given.password.length > passwordLength.max)
    throw new Problem('kernel.signIn.passwordLength', passwordLength)
  const taken = await db
    .selectFrom('auth.user')
    .select('id')
    .where('username', '=', username)
    .where('id', '<>', account.id)
    .executeTakeFirst()
  if (taken) throw new Problem('kernel.signIn.usernameTaken', { username })
  const cookies: readonly string[] = account.hasPassword
    ? await change(library, db, secret, headers, account.id, given)
    : []
  if (!account.hasPassword) await library.api.setPassword({ headers, body: { newPassword: given.password } })
  try {
    await db.updateTable('auth.user').set({ username }).where('id', '=', account.id).execute()
  } catch (error) {
    // Somebody took the name in this very moment.
    if ((error as { code?: string }).code === '23505')
      throw new Problem('kernel.signIn.usernameTaken', { username })
    throw error
  }
  return cookies
}

async function change(
  library: Library,
  db: Kysely<Schema>,
  secret: string,
  headers: Headers,
  accountId: string,
  given: PasswordChange,
): Promise<readonly string[]> {
  // Somebody at a device left open must not try passwords without end either.
  const source: Source = { kind: 'name', value: accountId }
  await count(db, secret, source)
  try {
    const { headers: answered } = await library.api.changePassword({
      headers,
      body: { currentPassword: given.current, newPassword: given.password, revokeOtherSessions: true },
      returnHeaders: true,
    })
    await forgive(db, secret, source)
    return answered.getSetCookie()
  } catch (error) {
    if (isRefusal(error)) throw new Problem('kernel.signIn.currentPassword')
    throw error
  }
}
