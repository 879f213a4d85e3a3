import { Problem } from '../problem.ts'
import {
  advance,
  type Claimed,
  claim,
  type Ending,
  end,
  giveBack,
  type Key,
  mostAttempts,
  type Tx,
} from './claim.ts'
import type { JobKind } from './kind.ts'

/** Why a running job is aborted. */
export class Canceled extends Error {
  override readonly name = 'AbortError'
}
export class Stopped extends Error {
  override readonly name = 'AbortError'
}

export interface Worker {
  /** Its number; while it lives it holds the advisory lock of that number. */
  readonly number: number
  /** Aborted when the program stops, or the lock is lost. */
  readonly signal: AbortSignal
  /** Runs `work` in a transaction of the program itself. */
  write<T>(work: (tx: Tx) => Promise<T>): Promise<T>
  /** Calls `then` when there may be news of the job; returns the end of it. */
  onHint(id: string, then: () => void): () => void
  fault(error: unknown, id: string): void
}

const writesEveryMs = 250
const looksEveryMs = 1000

/** Does one job from its claim to its end. Throws `Stopped` where the worker ended first and the job waits again. */
export async function runJob(worker: Worker, kind: JobKind, job: Key): Promise<void> {
  const claimed = await worker.write((tx) => claim(tx, job, worker.number))
  if (!claimed) return
  const ending = await outcome(worker, kind, job, claimed)
  if (ending === 'stopped') {
    await worker.write((tx) => giveBack(tx, job, worker.number))
    throw new Stopped('the program stops')
  }
  await worker.write((tx) => end(tx, job, worker.number, ending))
}

async function outcome(
  worker: Worker,
  kind: JobKind,
  job: Key,
  claimed: Claimed,
): Promise<Ending | 'stopped'> {
  const times = claimed.attempt - 1
  if (times >= mostAttempts) return { state: 'failed', code: 'jobs.interrupted', values: { times } }
  const abort = new AbortController()
  const reporter = reportProgress(worker, job, () => abort.abort(new Canceled('canceled')))
  const onStop = (): void => abort.abort(new Stopped('the program stops'))
  worker.signal.addEventListener('abort', onStop)
  if (worker.signal.aborted) onStop()
  try {
    const result = await kind.run(claimed.payload, {
      ...job,
      memberId: claimed.member_id,
      signal: abort.signal,
      progress: (step, percent) => {
        if (!kind.steps.includes(step)) throw new Error(`${kind.name} has no step ${step}`)
        reporter.say(step, percent)
      },
    })
    await reporter.close()
    return { state: 'done', result }
  } catch (error) {
    await reporter.close()
    // What is thrown after an abort is its consequence, whatever it says.
    if (abort.signal.reason instanceof Stopped) return 'stopped'
    if (abort.signal.reason instanceof Canceled) return { state: 'canceled' }
    if (error instanceof Problem) return { state: 'failed', code: error.code, values: error.values }
    worker.fault(error, job.id)
    return { state: 'failed', code: 'jobs.fault', values: { job: job.id } }
  } finally {
    worker.signal.removeEventListener('abort', onStop)
  }
}

/** Writes progress at most four times a second, and looks once a second whether somebody asked to stop. */
function reportProgress(worker: Worker, job: Key, cancel: () => void) {
  let latest: { step: string; percent: number } | undefined
  let lastWrite = 0
  let busy: Promise<void> | undefined
  let timer: NodeJS.Timeout | undefined
  let closed = false

  const write = async (): Promise<void> => {
    const at = latest
    latest = undefined
    lastWrite = Date.now()
    try {
      if (await worker.write((tx) => advance(tx, job, worker.number, at))) cancel()
    } catch (error) {
      // Progress that is not written is no reason to end the work; a lost database ends it by itself.
      worker.fault(error, job.id)
    }
  }
  const due = (): void => {
    if (closed || busy) return
    clearTimeout(timer)
    const wait = (latest ? writesEveryMs : looksEveryMs) - (Date.now() - lastWrite)
    timer = setTimeout(now, Math.max(0, wait))
  }
  const now = (): void => {
    if (closed || busy) return
    clearTimeout(timer)
    busy = write().finally(() => {
      busy = undefined
      due()
    })
  }
  const offHint = worker.onHint(job.id, () => {
    // Our own writes are hints, too.
    if (Date.now() - lastWrite > 50) now()
  })
  due()
  return {
    say(step: string, percent: number) {
      latest = { step, percent: Math.round(Math.min(100, Math.max(0, percent))) }
      due()
    },
    async close() {
      closed = true
      clearTimeout(timer)
      offHint()
      await busy
      if (latest) await write()
    },
  }
}
