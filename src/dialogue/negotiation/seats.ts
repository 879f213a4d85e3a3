/** The seats of many negotiations at once, for lists and for Today. */
import { sql } from 'kysely'
import type { Text } from '../../kernel/text.ts'
import type { Asker, ReadTx } from '../../kernel/transaction.ts'
import { type Named, named } from '../store/common.ts'
import type { NegotiationState, Standing } from './rules.ts'

export interface Seat extends Standing {
  negotiationId: string
  title: Text
  state: NegotiationState
  delegationId: string
  organisation: Named
}

/** The seats that the asker may see, of one negotiation after the other; workers first. */
export async function seatsOf(tx: ReadTx, asker: Asker): Promise<Seat[]> {
  const rows = await tx
    .selectFrom('dialogue.delegation as d')
    .innerJoin('dialogue.negotiation as g', (on) =>
      on.onRef('g.workspace_id', '=', 'd.workspace_id').onRef('g.id', '=', 'd.negotiation_id'),
    )
    .where('d.workspace_id', '=', asker.workspaceId)
    .select([
      'd.negotiation_id as negotiationId',
      'g.title',
      'g.state',
      'd.id as delegationId',
      named('kernel.organisation', 'd.organisation_id').as('organisation'),
      'd.constituency',
      'd.authority',
      'd.report_back as reportBack',
      'd.no_report_back_reason as noReportBackReason',
    ])
    .orderBy('d.negotiation_id')
    .orderBy(sql`d.constituency = 'workers'`, 'desc')
    .orderBy('d.id')
    .limit(2000)
    .execute()
  return rows as unknown as Seat[]
}
