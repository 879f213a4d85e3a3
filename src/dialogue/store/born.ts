/** Citable records of signed-off minutes: each line, and the demand or commitment that is born of it. */
import { sql } from 'kysely'
import { newId } from '../../kernel/id.ts'
import { addRecord, type CitableRecord, changeRecord } from '../../kernel/record.ts'
import type { Text } from '../../kernel/text.ts'
import { linkRecords } from '../../kernel/thread.ts'
import type { Asker, ReadTx, WriteTx } from '../../kernel/transaction.ts'
import { dayOf } from '../../web/format.ts'
import { amendBorn, bearDemand, type DemandLine, letGo } from '../demands/store/born.ts'
import { type Named, named } from './common.ts'
import type { Meeting, Party } from './meetings.ts'
import type { MinuteItem } from './minutes.ts'

/** Registers each line, or a new version of one that was amended; nothing changes where it says the same. */
export async function bearRecords(
  tx: WriteTx,
  asker: Asker,
  meeting: Meeting,
  items: readonly MinuteItem[],
  parties: readonly Party[],
): Promise<void> {
  const day = dayOf(meeting.startsAt)
  for (const item of items) {
    const common = {
      audienceId: meeting.audienceId,
      placeId: meeting.placeId,
      workerGroupId: meeting.workerGroupId,
      endorsed: true,
    }
    const { id, kind, words, organisation, addressee, dueOn } = item
    const isNew = await register(tx, asker, {
      ...common,
      id,
      kind: 'minute_item',
      title: words,
      path: `/meetings/${meeting.id}/minutes#l-${id}`,
      snapshot: { kind, words, organisation, addressee, dueOn },
    })
    if (kind !== 'demand' && kind !== 'commitment') continue
    const there = await bornOfLine(tx, asker, kind, id)
    const owner = organisation?.id ?? null
    if (kind === 'demand') {
      const line: DemandLine = {
        itemId: id,
        meeting,
        day,
        words,
        organisationId: owner,
        addresseeId: addressee?.id ?? null,
        heard: parties.some(
          (party) => party.organisation.id === addressee?.id && party.position !== 'absent',
        ),
        stands: parties.some(
          (party) =>
            party.organisation.id === owner && party.position !== 'absent' && party.position !== 'refused',
        ),
      }
      if (!there)
        await linkRecords(tx, asker, {
          record: await bearDemand(tx, asker, line),
          basis: id,
          kind: 'becomes',
        })
      else if (isNew) await amendBorn(tx, asker, there, line)
      continue
    }
    const bornId = there ?? newId()
    await register(tx, asker, {
      ...common,
      id: bornId,
      kind,
      title: words,
      path: `/commitments/${bornId}`,
      snapshot: { words, organisation, addressee, dueOn },
    })
    if (there)
      await tx
        .updateTable('dialogue.commitment')
        .set({ words: JSON.stringify(words), organisation_id: owner, due_on: dueOn })
        .where('workspace_id', '=', asker.workspaceId)
        .where('id', '=', bornId)
        .execute()
    else
      await tx
        .insertInto('dialogue.commitment')
        .values({
          workspace_id: asker.workspaceId,
          id: bornId,
          meeting_id: meeting.id,
          minute_item_id: id,
          words: JSON.stringify(words),
          organisation_id: owner,
          audience_id: meeting.audienceId,
          due_on: dueOn,
          made_on: day,
        })
        .execute()
    await linkRecords(tx, asker, { record: bornId, basis: id, kind: 'becomes' })
  }
}

/** What was born of a line before. */
const bornOfLine = async (
  tx: ReadTx,
  asker: Asker,
  kind: 'demand' | 'commitment',
  itemId: string,
): Promise<string | null> =>
  (
    await tx
      .selectFrom(`dialogue.${kind}`)
      .select('id')
      .where('workspace_id', '=', asker.workspaceId)
      .where('minute_item_id', '=', itemId)
      .executeTakeFirst()
  )?.id ?? null

/** True where the record is new or says something else than before. */
async function register(tx: WriteTx, asker: Asker, record: CitableRecord): Promise<boolean> {
  const now = await tx
    .selectFrom('kernel.record as r')
    .innerJoin('kernel.record_version as v', (on) =>
      on
        .onRef('v.workspace_id', '=', 'r.workspace_id')
        .onRef('v.record_id', '=', 'r.id')
        .onRef('v.version', '=', 'r.version'),
    )
    .select(['r.version', 'v.snapshot'])
    .where('r.workspace_id', '=', asker.workspaceId)
    .where('r.id', '=', record.id)
    .executeTakeFirst()
  if (!now) {
    await addRecord(tx, asker, record)
    return true
  }
  const same =
    JSON.stringify(sorted(now.snapshot)) ===
    JSON.stringify(sorted(JSON.parse(JSON.stringify(record.snapshot))))
  if (!same) await changeRecord(tx, asker, record, now.version, 'amended')
  return !same
}

/** With keys in one order: jsonb keeps its own. */
const sorted = (value: unknown): unknown =>
  value !== null && typeof value === 'object'
    ? Object.fromEntries(
        Object.entries(value)
          .toSorted(([a], [b]) => (a < b ? -1 : 1))
          .map(([key, inner]) => [key, sorted(inner)]),
      )
    : value

/** Takes a line away; where it was signed off already, it and what was born of it are withdrawn, and what rests on them is marked. */
export async function withdrawLine(tx: WriteTx, asker: Asker, itemId: string): Promise<void> {
  const demand = await bornOfLine(tx, asker, 'demand', itemId)
  if (demand) await letGo(tx, asker, demand)
  for (const table of ['dialogue.demand', 'dialogue.commitment'] as const) {
    const born = await tx
      .deleteFrom(table)
      .where('workspace_id', '=', asker.workspaceId)
      .where('minute_item_id', '=', itemId)
      .returning('id')
      .execute()
    for (const { id } of born) await withdraw(tx, asker, id)
  }
  await withdraw(tx, asker, itemId)
  await tx
    .deleteFrom('dialogue.minute_item')
    .where('workspace_id', '=', asker.workspaceId)
    .where('id', '=', itemId)
    .execute()
}

async function withdraw(tx: WriteTx, asker: Asker, id: string): Promise<void> {
  const found = await tx
    .selectFrom('kernel.record')
    .select(['kind', 'title', 'path', 'version'])
    .where('workspace_id', '=', asker.workspaceId)
    .where('id', '=', id)
    .executeTakeFirst()
  if (!found) return
  const { kind, path, version } = found
  await changeRecord(
    tx,
    asker,
    { id, kind, path, title: found.title as unknown as Text, snapshot: { withdrawn: true } },
    version,
    'withdrawn',
  )
}

export interface Born {
  id: string
  kind: 'demand' | 'commitment'
  words: Text
  organisation: Named | null
  addressee: Named | null
  meetingId: string | null
  meeting: Text | null
  /** The day it was raised or made. */
  since: string
  dueOn: string | null
  presentedOn: string | null
}

/** Demands or commitments that the asker may see, newest first, at most 500; of one platform, one meeting, or one by its id. */
export async function bornOf(
  tx: ReadTx,
  asker: Asker,
  kind: Born['kind'],
  given: { platformId?: string; meetingId?: string; id?: string } = {},
): Promise<Born[]> {
  const { platformId = null, meetingId = null, id = null } = given
  const own =
    kind === 'demand'
      ? sql`${named('kernel.organisation', 'b.addressee_id')} as addressee, b.raised_on as since, b.presented_on as "presentedOn", null as "dueOn"`
      : sql`null as addressee, b.made_on as since, null as "presentedOn", b.due_on as "dueOn"`
  const { rows } = await sql<Born>`
    select b.id, ${kind} as kind, b.words, ${named('kernel.organisation', 'b.organisation_id')} as organisation,
           m.id as "meetingId", m.title as meeting, ${own}
      from ${sql.table(`dialogue.${kind}`)} b
      left join dialogue.meeting m on m.workspace_id = b.workspace_id and m.id = b.meeting_id
     where b.workspace_id = ${asker.workspaceId}
       and (${platformId}::uuid is null or m.platform_id = ${platformId}::uuid)
       and (${meetingId}::uuid is null or b.meeting_id = ${meetingId}::uuid)
       and (${id}::uuid is null or b.id = ${id}::uuid)
     order by b.id desc limit 500`.execute(tx)
  return rows
}
