/** The thread of a report: it rests on every record that it quotes. */
import { linkRecords } from '../../kernel/thread.ts'
import type { Asker, WriteTx } from '../../kernel/transaction.ts'
import type { Spec } from '../bound/spec.ts'

export async function linkBases(
  tx: WriteTx,
  asker: Asker,
  recordId: string,
  specs: readonly Spec[],
): Promise<void> {
  const records = new Set(specs.flatMap((spec) => ('record' in spec ? [spec.record] : [])))
  for (const basis of records) await linkRecords(tx, asker, { record: recordId, basis, kind: 'quotes' })
}
