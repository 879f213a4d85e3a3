import { sql, type Transaction } from 'kysely'
import { v7 } from 'uuid'
import type { Schema } from '../database/schema.ts'
import type { Problem } from '../problem.ts'
import type { Job, JobKind, JobState, Payload } from './kind.ts'

/** Channels of LISTEN: hints only, everything is found by looking, too. */
export const channels = { queue: 'acuerdo_job', change: 'acuerdo_job_change' } as const

type Tx = Pick<Transaction<Schema>, 'selectFrom' | 'insertInto' | 'updateTable' | 'getExecutor'>
type Reader = Pick<Transaction<Schema>, 'selectFrom'>
interface Asker {
  workspaceId: string
  memberId: string | null
}

const isId = (value: string): boolean => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(value)

/**
 * Asks for work, in the transaction that writes what it is about: both land, or neither. Returns the job's id.
 * Work begins once that transaction has committed and a program with `Jobs` runs.
 */
export async function enqueue<P extends Payload>(
  tx: Tx,
  asker: Asker,
  kind: JobKind<P>,
  payload: P,
): Promise<string> {
  for (const [name, value] of Object.entries(payload))
    if (!isId(value)) throw new Error(`a job's payload holds ids only; ${name} is none`)
  const id = v7()
  await tx
    .insertInto('platform.job')
    .values({
      workspace_id: asker.workspaceId,
      id,
      kind: kind.name,
      payload: JSON.stringify(payload),
      member_id: asker.memberId,
    })
    .execute()
  await sql`select pg_notify(${channels.queue}, '')`.execute(tx)
  return id
}

/** Asks a job to stop: one that waits is canceled now, one that runs as soon as it can. False: it had ended already. */
export async function cancelJob(tx: Tx, asker: Asker, id: string): Promise<boolean> {
  const { rows } = await sql`
    update platform.job set cancel_asked_at = coalesce(cancel_asked_at, now()),
      state = case state when 'queued' then 'canceled' else state end,
      ended_at = case state when 'queued' then now() end
    where workspace_id = ${asker.workspaceId} and id = ${id} and state in ('queued', 'running')
    returning id`.execute(tx)
  await sql`select pg_notify(${channels.change}, ${id})`.execute(tx)
  return rows.length > 0
}

/** A job as it stands; undefined where there is none that the asker may see. */
export async function jobOf(tx: Reader, asker: Asker, id: string): Promise<Job | undefined> {
  const row = await rowsOf(tx, asker).where('id', '=', id).executeTakeFirst()
  return row && toJob(row)
}

/** Jobs that have not ended, and those that ended in the last day, the newest first. */
export async function recentJobs(tx: Reader, asker: Asker): Promise<Job[]> {
  const rows = await rowsOf(tx, asker)
    .where((eb) =>
      eb.or([eb('ended_at', 'is', null), eb('ended_at', '>', sql<Date>`now() - interval '1 day'`)]),
    )
    .orderBy('id', 'desc')
    .limit(50)
    .execute()
  return rows.map(toJob)
}

const rowsOf = (tx: Reader, asker: Asker) =>
  tx.selectFrom('platform.job').selectAll().where('workspace_id', '=', asker.workspaceId)

type Row = Awaited<ReturnType<ReturnType<typeof rowsOf>['execute']>>[number]

const toJob = (row: Row): Job => ({
  id: row.id,
  kind: row.kind,
  payload: row.payload as Payload,
  state: row.state as JobState,
  step: row.step,
  percent: row.percent,
  result: row.result as Payload | null,
  problem:
    row.problem_code === null
      ? null
      : { code: row.problem_code, values: (row.problem_values ?? {}) as Problem['values'] },
  cancelAsked: row.cancel_asked_at !== null,
  memberId: row.member_id,
  queuedAt: row.queued_at,
  startedAt: row.started_at,
  endedAt: row.ended_at,
})
