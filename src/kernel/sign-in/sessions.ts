import { type Kysely, sql } from 'kysely'
import type { Schema } from '../../platform/database/schema.ts'
import { Problem } from '../../platform/problem.ts'
import { logEvent } from '../event.ts'
import { isId } from '../id.ts'
import type { Language } from '../text.ts'
import type { Asker, WriteTx } from '../transaction.ts'
import { mustManage, withdraw } from './invitation.ts'

export interface Session {
  id: string
  /** Browser and system as it names itself; empty where it does not. */
  userAgent: string
  since: Date
  /** To the day: its end moves on once a day. */
  lastUsed: Date
}

export interface Passkey {
  id: string
  name: string
  since: Date
}

/** An account as its owner sees it. */
export interface Account {
  id: string
  name: string
  username: string | null
  language: Language
  hasPassword: boolean
  sessions: Session[]
  passkeys: Passkey[]
}

/** Undefined: the account is not there any more. */
export async function accountPage(db: Kysely<Schema>, accountId: string): Promise<Account | undefined> {
  const account = await db
    .selectFrom('auth.user')
    .select(['id', 'name', 'username', 'language'])
    .where('id', '=', accountId)
    .executeTakeFirst()
  if (!account) return undefined
  const [sessions, passkeys, password] = await Promise.all([
    db
      .selectFrom('auth.session')
      .select(['id', 'user_agent as userAgent', 'created_at as since', 'updated_at as lastUsed'])
      .where('user_id', '=', accountId)
      .where('expires_at', '>', sql<Date>`now()`)
      .orderBy('updated_at', 'desc')
      .execute(),
    db
      .selectFrom('auth.passkey')
      .select(['id', 'name', 'created_at as since'])
      .where('user_id', '=', accountId)
      .orderBy('created_at')
      .execute(),
    db.selectFrom('auth.credential').select('id').where('user_id', '=', accountId).executeTakeFirst(),
  ])
  return {
    ...account,
    language: account.language as Language,
    hasPassword: password !== undefined,
    sessions: sessions.map((one) => ({ ...one, userAgent: one.userAgent ?? '' })),
    passkeys: passkeys.map((one) => ({ ...one, name: one.name ?? '' })),
  }
}

/** Signs one device of one's own out. Another person's session is not found. */
export async function endSession(db: Kysely<Schema>, accountId: string, sessionId: string): Promise<void> {
  if (!isId(sessionId)) throw new Problem('kernel.notFound', {}, 404)
  const ended = await db
    .deleteFrom('auth.session')
    .where('user_id', '=', accountId)
    .where('id', '=', sessionId)
    .executeTakeFirst()
  if (ended.numDeletedRows === 0n) throw new Problem('kernel.notFound', {}, 404)
}

/** Signs all devices of an account out, but for the one in the person's hand. */
export const endOtherSessions = async (
  db: Kysely<Schema>,
  accountId: string,
  keep: string,
): Promise<void> => {
  await db.deleteFrom('auth.session').where('user_id', '=', accountId).where('id', '<>', keep).execute()
}

export async function removePasskey(db: Kysely<Schema>, accountId: string, passkeyId: string): Promise<void> {
  if (!isId(passkeyId)) throw new Problem('kernel.notFound', {}, 404)
  const removed = await db
    .deleteFrom('auth.passkey')
    .where('user_id', '=', accountId)
    .where('id', '=', passkeyId)
    .executeTakeFirst()
  if (removed.numDeletedRows === 0n) throw new Problem('kernel.notFound', {}, 404)
}

export const chooseLanguage = async (
  db: Kysely<Schema>,
  accountId: string,
  language: Language,
): Promise<void> => {
  await db.updateTable('auth.user').set({ language }).where('id', '=', accountId).execute()
}

/**
 * The coordinator shuts a member out (a lost phone, somebody who left): her devices, passkeys and password no longer open this
 * workspace, and codes not used yet are void. She comes back with a new code. An account that also belongs to another
 * workspace stays signed in there, for that is not this coordinator's to end.
 */
export async function endAccess(tx: WriteTx, asker: Asker, memberId: string): Promise<void> {
  mustManage(asker)
  await withdraw(tx, asker, memberId)
  const member = await tx
    .selectFrom('kernel.member')
    .select('account_id')
    .where('workspace_id', '=', asker.workspaceId)
    .where('id', '=', memberId)
    .executeTakeFirst()
  if (!member) throw new Problem('kernel.notFound', {}, 404)
  if (member.account_id === null) return
  await tx
    .updateTable('kernel.member')
    .set({ account_id: null })
    .where('workspace_id', '=', asker.workspaceId)
    .where('id', '=', memberId)
    .execute()
  await sql`select auth.forget_account(${member.account_id}::uuid)`.execute(tx)
  await logEvent(tx, asker, 'withdrawn', { kind: 'access', id: memberId })
}
