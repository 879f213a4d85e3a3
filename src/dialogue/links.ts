/**
 * Links that open without signing in: a party's answer, the attendance at the door, a calendar. Each holds a token nobody can
 * guess, made from the program's secret, so that it can be shown again without being stored; the database keeps its hash.
 */
import type { Kysely } from 'kysely'
import { count, forgive, networkOf } from '../kernel/sign-in/attempts.ts'
import { isToken } from '../kernel/sign-in/code.ts'
import { keyed } from '../kernel/sign-in/secret.ts'
import type { Schema } from '../platform/database/schema.ts'
import { Problem } from '../platform/problem.ts'

export type LinkKind = 'answer' | 'door' | 'calendar'

/** 256 bits, 43 signs. `seed` is the id of what the link is for, and of its renewal where it was renewed. */
export const tokenFor = (secret: string, kind: LinkKind, seed: string): string =>
  keyed(secret, `dialogue link ${kind}`, seed)

/** What is stored and looked for. */
export const hashOf = (secret: string, token: string): string => keyed(secret, 'dialogue token', token)

/** The same person has the same key in every meeting; without the secret a key says nothing of a name. */
export const personKey = (secret: string, organisationId: string | null, plainName: string): string =>
  keyed(secret, 'dialogue person', `${organisationId ?? '-'} ${plainName}`)

export interface Guard {
  db: Kysely<Schema>
  secret: string
  /** The address of a request's device. */
  addressOf(request: Request): string
}

/**
 * Looks for what a token opens. A wrong one counts against the network it came from, as a wrong code at sign-in does: many
 * of them must wait. Throws `dialogue.linkGone` (404) or `kernel.signIn.wait` (429).
 */
export async function byToken<T>(
  guard: Guard,
  request: Request,
  token: string,
  find: (hash: string) => Promise<T | null | undefined>,
): Promise<T> {
  const source = { kind: 'network', value: networkOf(guard.addressOf(request)) } as const
  await count(guard.db, guard.secret, source)
  const found = isToken(token) ? await find(hashOf(guard.secret, token)) : null
  if (!found) throw new Problem('dialogue.linkGone', {}, 404)
  await forgive(guard.db, guard.secret, source)
  return found
}
