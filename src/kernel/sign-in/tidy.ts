import { type Kysely, sql } from 'kysely'
import type { Schema } from '../../platform/database/schema.ts'
import { nowhere, write } from '../transaction.ts'

/** Days for which a removed member can be brought back. */
const undo = 30

/** Deletes what has served its time, so that nothing about anybody stays longer than needed. */
export async function tidy(db: Kysely<Schema>): Promise<void> {
  await db.deleteFrom('auth.session').where('expires_at', '<', sql<Date>`now()`).execute()
  await db.deleteFrom('auth.verification').where('expires_at', '<', sql<Date>`now()`).execute()
  await db
    .deleteFrom('auth.invitation')
    .where('expires_at', '<', sql<Date>`now() - interval '30 days'`)
    .execute()
  await db.deleteFrom('auth.attempt').where('last_at', '<', sql<Date>`now() - interval '1 day'`).execute()
}

/** Removed members after 30 days: their row stays, because the log names it, but nothing personal in it. */
export const forgetRemoved = (db: Kysely<Schema>): Promise<number> =>
  write(db, { workspaceId: nowhere, as: 'system' }, async (tx) => {
    const due = await tx
      .selectFrom('kernel.member')
      .select(['workspace_id', 'id', 'account_id'])
      .where('deleted_at', '<', sql<Date>`now() - make_interval(days => ${undo}::int)`)
      .where('name', '<>', '–')
      .execute()
    for (const member of due) {
      await tx
        .updateTable('kernel.member')
        .set({ name: '–', account_id: null })
        .where('workspace_id', '=', member.workspace_id)
        .where('id', '=', member.id)
        .execute()
      if (member.account_id) await sql`select auth.forget_account(${member.account_id}::uuid)`.execute(tx)
    }
    return due.length
  })
