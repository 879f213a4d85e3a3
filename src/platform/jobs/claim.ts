import { sql, type Transaction } from 'kysely'
import type { Schema } from '../database/schema.ts'
import type { Problem } from '../problem.ts'
import type { Payload } from './kind.ts'
import { channels } from './store.ts'

/** What the worker writes: one transaction each, entered as the program itself. */
export type Tx = Transaction<Schema>

/** Class of the advisory locks by which a worker shows that it lives; the number is arbitrary. */
export const lockClass = 4_600_002
/** A job that was cut off this often by the end of its program is not begun again. */
export const mostAttempts = 3

/** Which job; with the workspace, as in every key. */
export interface Key {
  readonly workspaceId: string
  readonly id: string
}

const isJob = ({ workspaceId, id }: Key) => sql`workspace_id = ${workspaceId} and id = ${id}`

/** Tells everybody who watches the job to look again. */
const tell = (tx: Tx, id: string) => sql`select pg_notify(${channels.change}, ${id})`.execute(tx)

export interface Claimed {
  payload: Payload
  member_id: string | null
  attempt: number
}

/** Takes a waiting job for this worker; undefined where it was canceled, or another one has it. */
export async function claim(tx: Tx, job: Key, worker: number): Promise<Claimed | undefined> {
  const { rows } = await sql<Claimed>`
    update platform.job set state = 'running', worker = ${worker}, attempt = attempt + 1,
      started_at = now(), step = null, percent = 0
    where ${isJob(job)} and state = 'queued'
    returning payload, member_id, attempt`.execute(tx)
  await tell(tx, job.id)
  return rows[0]
}

/** Writes how far the job has come; returns whether a person asked to stop it. */
export async function advance(
  tx: Tx,
  job: Key,
  worker: number,
  at: { step: string; percent: number } | undefined,
): Promise<boolean> {
  const { rows } = at
    ? await sql<{ asked: boolean }>`
        update platform.job set step = ${at.step}, percent = ${at.percent}
        where ${isJob(job)} and worker = ${worker} returning cancel_asked_at is not null as asked`.execute(tx)
    : await sql<{ asked: boolean }>`
        select cancel_asked_at is not null as asked from platform.job where ${isJob(job)}`.execute(tx)
  if (at) await tell(tx, job.id)
  return rows[0]?.asked ?? true
}

export type Ending =
  | { state: 'done'; result: Payload | undefined }
  | { state: 'failed'; code: string; values: Problem['values'] }
  | { state: 'canceled' }

/** Notes how it ended, unless another worker has it by now. */
export async function end(tx: Tx, job: Key, worker: number, ending: Ending): Promise<void> {
  const failed = ending.state === 'failed' ? ending : undefined
  const result = ending.state === 'done' ? ending.result : undefined
  await sql`
    update platform.job set state = ${ending.state}, ended_at = now(), worker = null,
      percent = case when ${ending.state} = 'done' then 100 else percent end,
      result = ${result ? JSON.stringify(result) : null}, problem_code = ${failed?.code ?? null},
      problem_values = ${failed ? JSON.stringify(failed.values) : null}
    where ${isJob(job)} and worker = ${worker}`.execute(tx)
  await tell(tx, job.id)
}

/** Gives it back unfinished, for the program stops; that attempt does not count. */
export async function giveBack(tx: Tx, job: Key, worker: number): Promise<void> {
  await sql`
    update platform.job set state = 'queued', worker = null, attempt = attempt - 1, step = null, percent = 0
    where ${isJob(job)} and worker = ${worker}`.execute(tx)
  await tell(tx, job.id)
}

/**
 * Puts the jobs of dead workers back in the queue. A worker holds an advisory lock as long as its connection lives; one
 * whose lock can be had is dead. Returns how many.
 */
export async function reviveOrphans(tx: Tx): Promise<number> {
  const { rows } = await sql<{ worker: number }>`
    select distinct worker from platform.job where state = 'running'`.execute(tx)
  let revived = 0
  for (const { worker } of rows) {
    const free = await sql<{ free: boolean }>`
      select pg_try_advisory_xact_lock(${lockClass}::int, ${worker}::int) as free`.execute(tx)
    if (!free.rows[0]?.free) continue
    const orphans = await sql<{ kind: string; id: string }>`
      update platform.job set state = 'queued', worker = null, step = null, percent = 0
      where worker = ${worker} returning kind, id`.execute(tx)
    for (const { kind, id } of orphans.rows) {
      await sql`delete from pgboss.job where name = ${kind} and id = ${id}`.execute(tx)
      await tell(tx, id)
    }
    revived += orphans.rows.length
  }
  return revived
}

export interface Waiting extends Key {
  readonly kind: string
}

/**
 * Waiting jobs that pg-boss does not hand out: new ones, and those whose entry was used up or lost (a restored backup,
 * a program killed between taking one and noting so). What is left of such an entry is removed.
 */
export async function takeUnsent(tx: Tx, kinds: readonly string[]): Promise<Waiting[]> {
  const { rows } = await sql<Waiting>`
    select j.id, j.kind, j.workspace_id as "workspaceId" from platform.job j
    left join pgboss.job b on b.name = j.kind and b.id = j.id
    where j.state = 'queued' and j.kind = any(${kinds})
      and (b.id is null or b.state > 'active'
        or (b.state = 'active' and b.started_on < now() - interval '30 seconds'))
    order by j.queued_at`.execute(tx)
  for (const { kind, id } of rows)
    await sql`delete from pgboss.job where name = ${kind} and id = ${id} and state >= 'active'`.execute(tx)
  return rows
}

/** Forgets what ended long ago. */
export async function purge(tx: Tx): Promise<void> {
  await sql`delete from platform.job where ended_at < now() - interval '90 days'`.execute(tx)
}
