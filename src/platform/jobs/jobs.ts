import { randomInt } from 'node:crypto'
import { setTimeout as delay } from 'node:timers/promises'
import type pg from 'pg'
import PgBoss from 'pg-boss'
import type { Database } from '../database/connect.ts'
import { describe, type Log } from '../log/index.ts'
import { lockClass, purge, reviveOrphans, type Tx, takeUnsent } from './claim.ts'
import { hint, onHint } from './hints.ts'
import type { JobKind } from './kind.ts'
import { runJob, Stopped, type Worker } from './run.ts'
import { channels } from './store.ts'

export interface JobsSettings {
  database: Database
  kinds: readonly JobKind[]
  /** A transaction of the program itself, over all workspaces: row-level security is the kernel's matter. */
  asProgram: <T>(work: (tx: Tx) => Promise<T>) => Promise<T>
  log: Log
  /** How often to look for work that no hint told of, milliseconds; 2000. */
  everyMs?: number
}

/** How long a stop waits for work that does not mind its signal; it is then begun again by the next start. */
const patienceMs = 10_000

export interface Jobs {
  /** Aborts what runs, gives it back to the queue, and resolves when nothing more is written. */
  stop(): Promise<void>
}

/**
 * Starts a worker: one job of each kind at a time. Several programs may do so on one database. Jobs that a killed
 * program left are begun again at once.
 */
export async function startJobs(settings: JobsSettings): Promise<Jobs> {
  const { database, kinds, asProgram, log, everyMs = 2000 } = settings
  const kindNames = kinds.map((kind) => kind.name)
  const sql = trackedSql(database.pool)
  const boss = new PgBoss({ db: sql, schema: 'pgboss', schedule: false })
  boss.on('error', (error) => log.error({ err: error }, 'pg-boss'))
  await boss.start()
  for (const name of kindNames) await boss.createQueue(name)

  const stopping = new AbortController()
  let life = await comeAlive(database, stopping.signal, look, log)
  const running = new Set<Promise<void>>()
  const bossWorkers: string[] = []

  for (const kind of kinds) {
    const id: string = await boss.work<{ workspaceId: string }>(kind.name, async ([job]) => {
      if (!job) return
      // The next of a queue would be taken up while the program stops: it waits for the next start.
      if (stopping.signal.aborted) throw new Stopped('the program stops')
      const { number, signal } = life
      const fault = (err: unknown, jobId: string) => log.error({ err, job: jobId }, 'job')
      const worker: Worker = { number, signal, write: asProgram, onHint, fault }
      const run = runJob(worker, kind, { workspaceId: job.data.workspaceId, id: job.id })
      running.add(run)
      try {
        await run
      } finally {
        running.delete(run)
        // Else pg-boss waits two seconds before it takes the next one.
        if (!stopping.signal.aborted) boss.notifyWorker(id)
      }
    })
    bossWorkers.push(id)
  }

  let looking: Promise<void> | undefined
  let again = false
  /** Forwards what waits to pg-boss, and what dead workers left; one look at a time. */
  function look(): void {
    if (stopping.signal.aborted) return
    if (looking) {
      again = true
      return
    }
    looking = lookOnce()
      .catch((error) => log.error(describe(error), 'jobs'))
      .finally(() => {
        looking = undefined
        if (again) {
          again = false
          look()
        }
      })
  }
  async function lookOnce(): Promise<void> {
    if (life.signal.aborted) life = await comeAlive(database, stopping.signal, look, log)
    const revived = await asProgram(reviveOrphans)
    if (revived > 0) log.warn({ jobs: revived }, 'jobs of a program that ended are begun again')
    const waiting = await asProgram((tx) => takeUnsent(tx, kindNames))
    for (const { id, kind, workspaceId } of waiting)
      await boss.send(kind, { workspaceId }, { id, retryLimit: 100, expireInHours: 23, retentionDays: 30 })
    if (waiting.length > 0) for (const id of bossWorkers) boss.notifyWorker(id)
  }

  await asProgram(purge)
  look()
  const timer = setInterval(look, everyMs)
  return {
    async stop() {
      clearInterval(timer)
      stopping.abort(new Stopped('the program stops'))
      await looking
      await Promise.race([Promise.allSettled(running), delay(patienceMs, undefined, { ref: false })])
      await boss.stop({ graceful: false, wait: true })
      await sql.settled()
      await life.client.end().catch(() => {})
    },
  }
}

/**
 * A connection of its own that holds the worker's lock and hears hints. When it is lost the worker counts as dead, so
 * what it was doing is aborted.
 */
async function comeAlive(
  database: Database,
  stopping: AbortSignal,
  onQueue: () => void,
  log: Log,
): Promise<{ number: number; signal: AbortSignal; client: pg.Client }> {
  const number = randomInt(1, 2 ** 31 - 1)
  const client = await database.connect()
  const lost = new AbortController()
  client.on('end', () => {
    if (!stopping.aborted) log.warn({ worker: number }, 'jobs: connection lost')
    lost.abort(new Stopped('connection lost'))
  })
  client.on('notification', ({ channel, payload = '' }) => {
    if (channel === channels.queue) onQueue()
    else hint(payload)
  })
  await client.query('select pg_advisory_lock($1, $2)', [lockClass, number])
  for (const channel of Object.values(channels)) await client.query(`listen ${channel}`)
  return { number, signal: AbortSignal.any([stopping, lost.signal]), client }
}

/**
 * pg-boss through the pool, so that it is the plain role; it does not wait for its last writes, so we do. What it says after that is
 * neither written nor answered, for it would read an answer: the next start finds by looking what waits.
 */
function trackedSql(pool: pg.Pool) {
  const open = new Set<Promise<unknown>>()
  let ended = false
  return {
    async executeSql(text: string, values?: unknown[]): Promise<{ rows: unknown[] }> {
      if (ended) return new Promise(() => {})
      const query = pool.query(text, values)
      open.add(query)
      try {
        return await query
      } finally {
        open.delete(query)
      }
    },
    async settled() {
      while (open.size > 0) await Promise.allSettled(open)
      ended = true
    },
  }
}
