import { changesUnder } from '../../kernel/thread-changes.ts'
import type { Thread } from '../../kernel/thread-near.ts'
import type { ReadTx } from '../../kernel/transaction.ts'
import type { ThreadChangesProps } from '../components/thread-changes.tsx'
import { clockOf } from './clock.ts'
import { differences, readingOf } from './differences.ts'
import type { Visit } from './route.ts'

/** What changed under a record, ready for `<ThreadChanges>`: on its thread's page, or `beside` the form on which it is rewritten. */
export async function changesFor(
  visit: Visit,
  tx: ReadTx,
  thread: Thread,
  { beside = false }: { beside?: boolean } = {},
): Promise<ThreadChangesProps> {
  const { record } = thread
  const clock = clockOf(visit)
  const reading = readingOf(visit.parts, record.kind)
  const within = (path: string | null | undefined): string | null => (path ? visit.to(path) : null)
  const changes = thread.marks.length > 0 ? await changesUnder(tx, visit.asker, [record.id]) : []
  return {
    clock,
    recordId: record.id,
    changes: changes.map((change) => ({ change, fields: differences(visit.parts, change, clock) })),
    decides: thread.writes,
    rewrite: within(reading?.edit?.(record)),
    elsewhere: within(reading?.settle?.(record)),
    to: visit.to,
    here: beside ? visit.path : `/thread/${record.id}`,
    beside,
  }
}
