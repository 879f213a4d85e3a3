/** Meetings and platforms are removed while nobody outside the team rests on them, and brought back within thirty days. */
import { sql } from 'kysely'
import { attachmentsOf } from '../../kernel/attachment.ts'
import { logEvent } from '../../kernel/event.ts'
import { type CitableRecord, changeRecord } from '../../kernel/record.ts'
import type { Text } from '../../kernel/text.ts'
import type { Asker, ReadTx, WriteTx } from '../../kernel/transaction.ts'
import { Problem } from '../../platform/problem.ts'
import { checkRemoval } from '../rules.ts'
import { bornOf } from './born.ts'
import { seatsAll, writesTable } from './common.ts'
import { type MeetingFields, meetingById, meetingRecord } from './meetings.ts'
import { type PlatformFields, platformById, platformRecord } from './platforms.ts'

/** Days in which a removal can be undone. */
export const undoDays = 30

/**
 * Takes a meeting away, with its list and its draft. Of what the parties have been told or have taken a position on nothing
 * disappears: `dialogue.removeConvoked`, `dialogue.removeMinutes` (409) say what to do instead.
 */
export async function removeMeeting(tx: WriteTx, asker: Asker, id: string): Promise<void> {
  const meeting = await meetingById(tx, asker, id)
  const born = [
    ...(await bornOf(tx, asker, 'demand', { meetingId: id })),
    ...(await bornOf(tx, asker, 'commitment', { meetingId: id })),
  ]
  const scans = await attachmentsOf(tx, asker, id)
  checkRemoval(meeting.state, meeting.minutes, born.length + scans.length)
  await setRemoved(tx, asker, 'meeting', meeting)
}

/** Throws `dialogue.platformMeets` (409) while it has meetings: what met there stays to be found there. */
export async function removePlatform(tx: WriteTx, asker: Asker, id: string): Promise<void> {
  if (!seatsAll(asker)) throw new Problem('dialogue.seatsOnly', {}, 403)
  const platform = await platformById(tx, asker, id)
  if (platform.meetings > 0) throw new Problem('dialogue.platformMeets', { n: platform.meetings }, 409)
  await setRemoved(tx, asker, 'platform', platform)
}

/** Puts a record away: out of lists, searches and threads. What its part keeps of it stays as it is. */
export async function setRemoved(
  tx: WriteTx,
  asker: Asker,
  kind: 'meeting' | 'platform' | 'point' | 'demand',
  { id, version }: { id: string; version: number },
): Promise<void> {
  const gone = await tx
    .updateTable('kernel.record')
    .set({ deleted_at: sql<Date>`now()` })
    .where('workspace_id', '=', asker.workspaceId)
    .where('id', '=', id)
    .where('deleted_at', 'is', null)
    .executeTakeFirst()
  if (gone.numUpdatedRows === 0n) throw new Problem('kernel.notAllowed', {}, 403)
  await tx
    .deleteFrom('kernel.search_entry')
    .where('workspace_id', '=', asker.workspaceId)
    .where('id', '=', id)
    .execute()
  await logEvent(tx, asker, 'deleted', { kind, id, version })
}

/** Brings a meeting back as it was; where its platform was removed too, that comes first (`dialogue.restorePlatform`). */
export async function restoreMeeting(tx: WriteTx, asker: Asker, id: string): Promise<void> {
  const meeting = await meetingById(tx, asker, id, { removed: true })
  if (!meeting.mayWrite) throw new Problem('kernel.notAllowed', {}, 403)
  if (meeting.platformId && (await removedOf(tx, asker, 'platform', meeting.platformId)).length > 0)
    throw new Problem('dialogue.restorePlatform', {}, 409)
  await bringBack(tx, asker, meetingRecord(id, meeting.audienceId, meetingFields(meeting)), meeting.version)
}

export async function restorePlatform(tx: WriteTx, asker: Asker, id: string): Promise<void> {
  if (!seatsAll(asker)) throw new Problem('dialogue.seatsOnly', {}, 403)
  const platform = await platformById(tx, asker, id, { removed: true })
  await bringBack(
    tx,
    asker,
    platformRecord(id, platform.audienceId, platformFields(platform)),
    platform.version,
  )
}

/** The fields of a version, without what is only read beside them. */
const pick = <T, K extends keyof T>(of: T, ...keys: K[]): Pick<T, K> =>
  Object.fromEntries(keys.map((key) => [key, of[key]])) as Pick<T, K>
const meetingFields = (of: MeetingFields): MeetingFields =>
  pick(
    of,
    ...(['kind', 'platformId', 'title', 'purpose', 'startsAt', 'endsAt', 'placeId', 'venue', 'url'] as const),
    ...(['workerGroupId', 'convenorId', 'childcare', 'interpretation'] as const),
  )
const platformFields = (of: PlatformFields): PlatformFields =>
  pick(
    of,
    ...(['name', 'among', 'kind', 'convenorId', 'rules', 'placeId', 'workerGroupId'] as const),
    ...(['startedOn', 'endedOn'] as const),
  )

/** Brings a record back within thirty days, as its next version; `kernel.notFound` after. */
export async function bringBack(
  tx: WriteTx,
  asker: Asker,
  record: CitableRecord,
  version: number,
): Promise<void> {
  const back = await tx
    .updateTable('kernel.record')
    .set({ deleted_at: null })
    .where('workspace_id', '=', asker.workspaceId)
    .where('id', '=', record.id)
    .where('deleted_at', '>', sql<Date>`now() - make_interval(days => ${undoDays}::int)`)
    .executeTakeFirst()
  if (back.numUpdatedRows === 0n) throw new Problem('kernel.notFound', {}, 404)
  // The next version, and with it the search box finds it again; what rests on it has not moved.
  await changeRecord(tx, asker, record, version, 'revised', { spread: false })
  await logEvent(tx, asker, 'restored', { kind: record.kind, id: record.id, version: version + 1 })
}

export interface Removed {
  id: string
  name: Text
  at: Date
}

/** What the asker could bring back, the latest first, at most 50; or one by its id. */
export async function removedOf(
  tx: ReadTx,
  asker: Asker,
  kind: 'meeting' | 'platform',
  id: string | null = null,
): Promise<Removed[]> {
  if (kind === 'platform' && !seatsAll(asker) && id === null) return []
  const { rows } = await sql<Removed>`
    select r.id, r.title as name, r.deleted_at as at
      from kernel.record r join ${sql.table(`dialogue.${kind}`)} t on t.workspace_id = r.workspace_id and t.id = r.id
     where r.workspace_id = ${asker.workspaceId} and r.deleted_at > now() - make_interval(days => ${undoDays}::int)
       and (${id}::uuid is null or r.id = ${id}::uuid) and (${id}::uuid is not null or ${writesTable(asker, 't.audience_id')})
     order by r.deleted_at desc limit 50`.execute(tx)
  return rows
}
