/** Calendar addresses: one a member, which she makes and renews herself. */
import { sql } from 'kysely'
import { newId } from '../../kernel/id.ts'
import type { Asker, ReadTx, WriteTx } from '../../kernel/transaction.ts'
import { Problem } from '../../platform/problem.ts'
import { hashOf, tokenFor } from '../links.ts'

/** What her token is made from: herself and when she made it, so that a new one is another. Null: she has none. */
export async function feedOf(tx: ReadTx, asker: Asker): Promise<{ seed: string } | null> {
  const found = await tx
    .selectFrom('dialogue.feed')
    .select(['member_id as memberId', 'created_at as at'])
    .where('workspace_id', '=', asker.workspaceId)
    .where('member_id', '=', asker.memberId ?? newId())
    .executeTakeFirst()
  return found ? { seed: seedOf(found.memberId, found.at) } : null
}

const seedOf = (memberId: string, at: Date): string => `${memberId} ${at.toISOString()}`

/** Makes her address, or a new one, which ends the old. */
export async function makeFeed(tx: WriteTx, asker: Asker, secret: string): Promise<void> {
  if (!asker.memberId) throw new Problem('kernel.notAllowed', {}, 403)
  const at = new Date()
  const hash = hashOf(secret, tokenFor(secret, 'calendar', seedOf(asker.memberId, at)))
  await tx
    .insertInto('dialogue.feed')
    .values({ workspace_id: asker.workspaceId, member_id: asker.memberId, hash, created_at: at })
    .onConflict((same) => same.columns(['workspace_id', 'member_id']).doUpdateSet({ hash, created_at: at }))
    .execute()
}

/** Whose calendar an address is, while she is a member who can sign in. As the program. */
export async function feedByHash(
  tx: ReadTx,
  asker: Asker,
  hash: string,
): Promise<{ accountId: string } | null> {
  const found = await tx
    .selectFrom('dialogue.feed as f')
    .innerJoin('kernel.member as m', (on) =>
      on.onRef('m.workspace_id', '=', 'f.workspace_id').onRef('m.id', '=', 'f.member_id'),
    )
    .where('f.workspace_id', '=', asker.workspaceId)
    .where('f.hash', '=', hash)
    .where('m.deleted_at', 'is', null)
    .where('m.account_id', 'is not', null)
    .select(sql<string>`m.account_id`.as('accountId'))
    .executeTakeFirst()
  return found ?? null
}
