import { newId } from './id.ts'
import type { Text } from './text.ts'
import type { Asker, ReadTx, WriteTx } from './transaction.ts'

export type Action =
  | 'created'
  | 'changed'
  | 'deleted'
  | 'restored'
  | 'withdrawn'
  | 'imported'
  | 'cited'
  | 'confirmed'
  | 'revealed'
  | 'hidden'
  | 'exported'
  | 'invited'
  | 'signed_in'

/** Notes who did what to which version: no values, so that the log holds nothing personal beyond the doer. */
export async function logEvent(
  tx: WriteTx,
  asker: Asker,
  action: Action,
  subject: { kind: string; id?: string; version?: number },
): Promise<void> {
  await tx
    .insertInto('kernel.event')
    .values({
      workspace_id: asker.workspaceId,
      id: newId(),
      member_id: asker.memberId,
      action,
      subject_kind: subject.kind,
      subject_id: subject.id ?? null,
      subject_version: subject.version ?? null,
    })
    .execute()
}

export interface Event {
  id: string
  at: Date
  /** Null: the program or the command line. */
  who: string | null
  action: Action
  kind: string
  subjectId: string | null
  version: number | null
  /** Of a record or member that is still there for the asker to see. */
  title: Text | null
  path: string | null
  /** Of a member. */
  name: string | null
}

export interface EventPage {
  events: Event[]
  /** Keys of the neighbouring pages, null at the ends. */
  newer: string | null
  older: string | null
}

const pageLength = 50

/** The log, newest first, 50 a page: those before or after the event with this id. */
export async function eventsOf(
  tx: ReadTx,
  asker: Asker,
  at: { before?: string; after?: string } = {},
): Promise<EventPage> {
  const upwards = at.after !== undefined
  const query = tx
    .selectFrom('kernel.event as e')
    .leftJoin('kernel.member as m', (on) =>
      on.onRef('m.workspace_id', '=', 'e.workspace_id').onRef('m.id', '=', 'e.member_id'),
    )
    .leftJoin('kernel.record as r', (on) =>
      on.onRef('r.workspace_id', '=', 'e.workspace_id').onRef('r.id', '=', 'e.subject_id'),
    )
    .leftJoin('kernel.member as s', (on) =>
      on.onRef('s.workspace_id', '=', 'e.workspace_id').onRef('s.id', '=', 'e.subject_id'),
    )
    .where('e.workspace_id', '=', asker.workspaceId)
    .select([
      'e.id',
      'e.at',
      'm.name as who',
      'e.action',
      'e.subject_kind as kind',
      'e.subject_id as subjectId',
      'e.subject_version as version',
      'r.title',
      'r.path',
      's.name',
    ])
    .orderBy('e.id', upwards ? 'asc' : 'desc')
    .limit(pageLength + 1)
    .$if(at.before !== undefined, (q) => q.where('e.id', '<', at.before ?? ''))
    .$if(upwards, (q) => q.where('e.id', '>', at.after ?? ''))
  const found = (await query.execute()) as Event[]
  const isMore = found.length > pageLength
  const events = found.slice(0, pageLength)
  if (upwards) events.reverse()
  const [first, last] = [events[0]?.id ?? null, events.at(-1)?.id ?? null]
  return {
    events,
    newer: (upwards ? isMore : at.before !== undefined) ? first : null,
    older: (upwards ? true : isMore) ? last : null,
  }
}
