/** What an edition quotes and the public may not read: words of others, that are theirs to publish. */
import type { Kysely } from 'kysely'
import type { Text } from '../../kernel/text.ts'
import { type Asker, type ReadTx, read } from '../../kernel/transaction.ts'
import type { Schema } from '../../platform/database/schema.ts'

export interface ClosedBasis {
  id: string
  title: Text
  path: string
}

/**
 * Records whose words or names stand in the edition and that everybody may not read, evidence aside: a figure is the programme's to
 * publish with its report; a clause, a demand, a commitment is not. How many there were is. The database says what the public sees,
 * as it does to the public itself.
 */
export async function closedBases(
  db: Kysely<Schema>,
  tx: ReadTx,
  asker: Asker,
  editionId: string,
): Promise<ClosedBasis[]> {
  const rests = (await tx
    .selectFrom('kernel.link as l')
    .innerJoin('kernel.record as r', (on) =>
      on.onRef('r.workspace_id', '=', 'l.workspace_id').onRef('r.id', '=', 'l.basis_id'),
    )
    .innerJoin('kernel.record_kind as k', 'k.kind', 'r.kind')
    .select(['r.id', 'r.title', 'r.path'])
    .where('l.workspace_id', '=', asker.workspaceId)
    .where('l.record_id', '=', editionId)
    .where('l.kind', '=', 'quotes')
    .where('k.resource', '!=', 'evidence')
    .orderBy('r.id')
    .execute()) as unknown as ClosedBasis[]
  if (rests.length === 0) return []
  const open = await read(db, { workspaceId: asker.workspaceId, as: 'public' }, (everybody) =>
    everybody
      .selectFrom('kernel.record')
      .select('id')
      .where('workspace_id', '=', asker.workspaceId)
      .where(
        'id',
        'in',
        rests.map(({ id }) => id),
      )
      .execute(),
  )
  const seen = new Set(open.map(({ id }) => id))
  return rests.filter(({ id }) => !seen.has(id))
}
