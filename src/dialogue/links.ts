/**
 * Links that open without signing in: a party's answer, the attendance at the door, a calendar. Each holds a token nobody can
 * guess, made from the program's secret, so that it can be shown again without being stored; the database keeps its hash.
 */
import { isToken } from '../kernel/sign-in/code.ts'
import { keyed } from '../kernel/sign-in/secret.ts'
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

/**
 * Looks for what a token opens; throws `dialogue.linkGone` (404). `paced` slows a network down that asks for many dead ones
 * (kernel, `lookups.ts`): nobody is locked out, for a whole neighbourhood may share an address with one phone's dead link.
 */
export async function byToken<T>(
  secret: string,
  token: string,
  find: (hash: string) => Promise<T | null | undefined>,
  paced: (hash: string, look: () => Promise<T | null | undefined>) => Promise<T | null | undefined> = (
    _,
    look,
  ) => look(),
): Promise<T> {
  const hash = hashOf(secret, token)
  const found = isToken(token) ? await paced(hash, () => find(hash)) : null
  if (!found) throw new Problem('dialogue.linkGone', {}, 404)
  return found
}
