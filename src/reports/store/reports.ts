/** Reports as they are being written. */
import { sql } from 'kysely'
import { newId } from '../../kernel/id.ts'
import { overVersion } from '../../kernel/over-version.ts'
import { addRecord, type CitableRecord, changeRecord } from '../../kernel/record.ts'
import type { Text } from '../../kernel/text.ts'
import type { Asker, ReadTx, WriteTx } from '../../kernel/transaction.ts'
import { Problem } from '../../platform/problem.ts'
import type { State } from '../rules.ts'
import type { Form } from '../templates/model.ts'

export interface ReportFields {
  form: Form
  title: Text
  /** Codes as the evidence writes them: `MX`, `09`, `09007`. */
  place: string | null
  againstPlace: string | null
  group: string | null
  /** `2019T1`. */
  period: string | null
  againstPeriod: string | null
  /** Days, of what gives account of a time. */
  startsOn: string | null
  endsOn: string | null
  level: 90 | 95
}

export interface Report extends ReportFields {
  id: string
  version: number
  state: State
  createdAt: Date
  changedAt: Date
  mayWrite: boolean
  /** Bound items that moved and nobody has settled. */
  moved: number
  editions: number
}

const reports = (tx: ReadTx, asker: Asker, id: string | null) =>
  sql<Report>`
  select p.id, r.version, p.form, p.title, p.place, p.against_place as "againstPlace", p.worker_group as "group", p.period,
         p.against_period as "againstPeriod", p.starts_on as "startsOn", p.ends_on as "endsOn", p.interval_level as level, p.state,
         p.created_at as "createdAt",
         greatest(r.changed_at, (select max(b.changed_at) from reports.block b
                                  where b.workspace_id = p.workspace_id and b.report_id = p.id)) as "changedAt",
         ${asker.role === 'system'} or (select kernel.may('write', 'report_draft')) <> '{}' as "mayWrite",
         (select count(*)::int from reports.binding b
           where b.workspace_id = p.workspace_id and b.report_id = p.id and b.moved is not null) as moved,
         (select count(*)::int from reports.edition e where e.workspace_id = p.workspace_id and e.report_id = p.id) as editions
    from reports.report p
    join kernel.record r on r.workspace_id = p.workspace_id and r.id = p.id and r.deleted_at is null
   where p.workspace_id = ${asker.workspaceId} ${id === null ? sql`` : sql`and p.id = ${id}`}
   order by p.id desc limit 500`.execute(tx)

/** Newest first, at most 500. */
export const reportsOf = async (tx: ReadTx, asker: Asker): Promise<Report[]> =>
  (await reports(tx, asker, null)).rows

/** Throws `kernel.notFound`. */
export async function reportById(tx: ReadTx, asker: Asker, id: string): Promise<Report> {
  const [found] = (await reports(tx, asker, id)).rows
  if (!found) throw new Problem('kernel.notFound', {}, 404)
  return found
}

const columns = (fields: ReportFields) => ({
  form: fields.form,
  title: JSON.stringify(fields.title),
  place: fields.place,
  against_place: fields.againstPlace,
  worker_group: fields.group,
  period: fields.period,
  against_period: fields.againstPeriod,
  starts_on: fields.startsOn,
  ends_on: fields.endsOn,
  interval_level: fields.level,
})

async function recordOf(tx: ReadTx, asker: Asker, id: string, fields: ReportFields): Promise<CitableRecord> {
  const idOf = async (table: 'kernel.place' | 'kernel.worker_group', code: string | null) =>
    code === null
      ? null
      : ((
          await tx
            .selectFrom(table)
            .select('id')
            .where('workspace_id', '=', asker.workspaceId)
            .where('code', '=', code)
            .executeTakeFirst()
        )?.id ?? null)
  const { form, title, place, group, period, startsOn, endsOn } = fields
  return {
    id,
    kind: 'report_draft',
    title,
    path: `/reports/${id}`,
    snapshot: { form, title, place, group, period, startsOn, endsOn },
    placeId: await idOf('kernel.place', place),
    workerGroupId: await idOf('kernel.worker_group', group),
  }
}

export async function addReport(tx: WriteTx, asker: Asker, fields: ReportFields): Promise<string> {
  const id = newId()
  await tx
    .insertInto('reports.report')
    .values({ workspace_id: asker.workspaceId, id, ...columns(fields) })
    .execute()
  await addRecord(tx, asker, await recordOf(tx, asker, id, fields))
  return id
}

/** What the report is about; over the version that was read. */
export async function changeReport(
  tx: WriteTx,
  asker: Asker,
  id: string,
  version: number,
  fields: ReportFields,
): Promise<void> {
  await changeRecord(tx, asker, await recordOf(tx, asker, id, fields), version)
  await tx
    .updateTable('reports.report')
    .set(columns(fields))
    .where('workspace_id', '=', asker.workspaceId)
    .where('id', '=', id)
    .execute()
}

/** @throws `kernel.notAllowed` where the asker may not write reports. */
export async function setState(tx: WriteTx, asker: Asker, id: string, state: State): Promise<void> {
  const { numUpdatedRows } = await tx
    .updateTable('reports.report')
    .set({ state })
    .where('workspace_id', '=', asker.workspaceId)
    .where('id', '=', id)
    .executeTakeFirst()
  if (numUpdatedRows === 0n) throw new Problem('kernel.notAllowed', {}, 403)
}

/** Into the bin for 30 days, or back. What was signed stays. */
export async function setRemoved(
  tx: WriteTx,
  asker: Asker,
  id: string,
  version: number,
  removed: boolean,
): Promise<void> {
  await overVersion(
    tx,
    asker,
    'kernel.record',
    { id, version, kind: 'report_draft' },
    { deleted_at: removed ? sql`now()` : null },
  )
}
