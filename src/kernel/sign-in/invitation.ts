import { type Kysely, sql } from 'kysely'
import type { Schema } from '../../platform/database/schema.ts'
import { Problem } from '../../platform/problem.ts'
import { may } from '../access.ts'
import { logEvent } from '../event.ts'
import { newId } from '../id.ts'
import type { Language } from '../text.ts'
import { type Asker, type WriteTx, write } from '../transaction.ts'
import { isToken, newCode, newToken, readCode, selectorOf } from './code.ts'
import { keyed, sameHash } from './secret.ts'

export type InvitationKind = 'code' | 'link' | 'start'

/** Hours that each lasts: the coordinator reads out a code before a weekend; a start link is used at once. */
export const lifetime = { code: 72, link: 72, start: 1 } as const satisfies Record<InvitationKind, number>

/** Wrong second halves after which a code is void. */
export const triesPerCode = 5

export interface Invitation {
  id: string
  /** As it is read out, `ACDE-2346`; of a code only. Nobody can see it again: its hash is stored. */
  code?: string
  /** Address in the member's language, `/es/sign-in/…`; of a link only. */
  path?: string
  expires: Date
}

/** Only who writes settings (the coordinator) or the program hands over invitations and ends access. */
export function mustManage(asker: Asker): void {
  if (asker.role !== 'system' && !may(asker.role, 'write', 'settings'))
    throw new Problem('kernel.notAllowed', {}, 403)
}

/** A code or link that lets `memberId` in once. A newer one of the same kind ends the older. */
export async function invite(
  tx: WriteTx,
  asker: Asker,
  secret: string,
  memberId: string,
  kind: InvitationKind,
): Promise<Invitation> {
  mustManage(asker)
  const member = await tx
    .selectFrom('kernel.member')
    .select(['id', 'language'])
    .where('workspace_id', '=', asker.workspaceId)
    .where('id', '=', memberId)
    .where('deleted_at', 'is', null)
    .executeTakeFirst()
  if (!member) throw new Problem('kernel.notFound', {}, 404)
  await end(tx, asker.workspaceId, memberId, [kind])
  const code = kind === 'code' ? newCode() : undefined
  const token = newToken()
  const plain = code === undefined ? token : code.replace('-', '')
  const made = await tx
    .insertInto('auth.invitation')
    .values({
      id: newId(),
      workspace_id: asker.workspaceId,
      member_id: memberId,
      kind,
      selector: code === undefined ? null : selectorOf(plain),
      hash: keyed(secret, 'invitation', plain),
      by_member_id: asker.memberId,
      expires_at: sql<Date>`now() + make_interval(hours => ${lifetime[kind]}::int)`,
    })
    .returning(['id', 'expires_at as expires'])
    .executeTakeFirstOrThrow()
  await logEvent(tx, asker, 'invited', { kind: 'member', id: memberId })
  return { ...made, ...(code === undefined ? { path: `/${member.language}/sign-in/${token}` } : { code }) }
}

/** Ends what nobody has used yet. */
export async function withdraw(tx: WriteTx, asker: Asker, memberId: string): Promise<void> {
  mustManage(asker)
  await end(tx, asker.workspaceId, memberId, ['code', 'link', 'start'])
}

const end = (tx: WriteTx, workspaceId: string, memberId: string, kinds: readonly InvitationKind[]) =>
  tx
    .updateTable('auth.invitation')
    .set({ used_at: sql`now()` })
    .where('workspace_id', '=', workspaceId)
    .where('member_id', '=', memberId)
    .where('kind', 'in', kinds)
    .where('used_at', 'is', null)
    .execute()

/** An invitation that would let in now. */
export interface Open {
  id: string
  kind: InvitationKind
  workspaceId: string
  memberId: string
}

const open = (db: Kysely<Schema>) =>
  db.selectFrom('auth.invitation').where('used_at', 'is', null).where('expires_at', '>', sql<Date>`now()`)

/** Finds what a link stands for, without using it: previews of messages open links too. Null: none that still lets in. */
export async function findLink(db: Kysely<Schema>, secret: string, token: string): Promise<Open | null> {
  if (!isToken(token)) return null
  const found = await open(db)
    .select(['id', 'kind', 'hash', 'workspace_id as workspaceId', 'member_id as memberId'])
    .where('hash', '=', keyed(secret, 'invitation', token))
    .where('kind', '<>', 'code')
    .executeTakeFirst()
  return (found as Open | undefined) ?? null
}

/**
 * Finds what a typed code stands for. A wrong second half counts against every code that begins so; counted first, so that
 * parallel guesses do not slip through. Null: no such code, or none any more; the two are not told apart.
 */
export async function findCode(db: Kysely<Schema>, secret: string, typed: string): Promise<Open | null> {
  const code = readCode(typed)
  if (code === null) throw new Problem('kernel.signIn.codeShape')
  const tried = await db
    .updateTable('auth.invitation')
    .set({ tries: sql`tries + 1` })
    .where('selector', '=', selectorOf(code))
    .where('used_at', 'is', null)
    .where('expires_at', '>', sql<Date>`now()`)
    .where('tries', '<', triesPerCode)
    .returning(['id', 'kind', 'hash', 'workspace_id as workspaceId', 'member_id as memberId'])
    .execute()
  const hash = keyed(secret, 'invitation', code)
  return (tried.filter((one) => sameHash(one.hash, hash))[0] as Open | undefined) ?? null
}

export interface LetIn {
  accountId: string
  workspaceId: string
  memberId: string
  language: Language
}

/**
 * Uses an invitation: exactly one request gets in, however many arrive at once. The member gets an account if she has none.
 * `join` is the account of somebody signed in who said that she is the same person. Null: used or expired meanwhile.
 */
export const letIn = (db: Kysely<Schema>, found: Open, join: string | null): Promise<LetIn | null> =>
  write(db, { workspaceId: found.workspaceId, as: 'system' }, async (tx, asker) => {
    const used = await tx
      .updateTable('auth.invitation')
      .set({ used_at: sql`now()` })
      .where('id', '=', found.id)
      .where('used_at', 'is', null)
      .where('expires_at', '>', sql<Date>`now()`)
      .executeTakeFirst()
    const member = await tx
      .selectFrom('kernel.member')
      .select(['account_id', 'name', 'language'])
      .where('workspace_id', '=', found.workspaceId)
      .where('id', '=', found.memberId)
      .where('deleted_at', 'is', null)
      .executeTakeFirst()
    if (used.numUpdatedRows !== 1n || !member) return null
    const language = member.language as Language
    const accountId =
      (await joined(tx, found, join)) ??
      (await kept(tx, found, member.account_id)) ??
      (await newAccount(tx, member.name, language))
    if (accountId !== member.account_id) {
      await tx
        .updateTable('kernel.member')
        .set({ account_id: accountId })
        .where('workspace_id', '=', found.workspaceId)
        .where('id', '=', found.memberId)
        .execute()
    }
    if (found.kind === 'start') await openSamples(tx, accountId)
    await logEvent(tx, { ...asker, memberId: found.memberId }, 'signed_in', {
      kind: 'member',
      id: found.memberId,
    })
    return { accountId, workspaceId: found.workspaceId, memberId: found.memberId, language }
  })

/** The account that asks to join, unless it already is somebody else in this workspace. */
async function joined(tx: WriteTx, found: Open, join: string | null): Promise<string | null> {
  if (join === null) return null
  const other = await tx
    .selectFrom('kernel.member')
    .select('id')
    .where('workspace_id', '=', found.workspaceId)
    .where('account_id', '=', join)
    .where('id', '<>', found.memberId)
    .executeTakeFirst()
  return other ? null : join
}

/**
 * The member's own account. One that also opens another workspace is kept only for a start link, which the computer itself
 * printed: a coordinator could use the invitation she made, and must not get into the other workspace by it.
 */
async function kept(tx: WriteTx, found: Open, accountId: string | null): Promise<string | null> {
  if (accountId === null || found.kind === 'start') return accountId
  const elsewhere = await tx
    .selectFrom('kernel.member')
    .select('id')
    .where('account_id', '=', accountId)
    .where('workspace_id', '<>', found.workspaceId)
    .where('deleted_at', 'is', null)
    .executeTakeFirst()
  return elsewhere ? null : accountId
}

async function newAccount(tx: WriteTx, name: string, language: Language): Promise<string> {
  const id = newId()
  await tx
    .insertInto('auth.user')
    .values({ id, name, email: `${id}@invalid`, language })
    .execute()
  return id
}

/** Whoever starts the program on her own computer coordinates its sample too, unless somebody does already. */
async function openSamples(tx: WriteTx, accountId: string): Promise<void> {
  await sql`
    update kernel.member m set account_id = ${accountId}
      from kernel.workspace w
     where w.id = m.workspace_id and w.is_sample and m.role = 'coordinator' and m.deleted_at is null
       and not exists (select from kernel.member o where o.workspace_id = w.id
                        and (o.account_id = ${accountId} or (o.role = 'coordinator' and o.account_id is not null)))
       and m.id = (select min(f.id::text)::uuid from kernel.member f
                    where f.workspace_id = w.id and f.role = 'coordinator' and f.deleted_at is null)`.execute(
    tx,
  )
}
