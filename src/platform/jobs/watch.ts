import { onHint } from './hints.ts'
import { hasEnded, type Job } from './kind.ts'

/**
 * A job's states from now to its end, each once: what a page streams as server-sent events and the command line draws.
 * `read` looks it up, in a transaction of whoever watches. Ends early where it is gone, or `signal` is aborted.
 */
export async function* watchJob(
  read: () => Promise<Job | undefined>,
  options: { signal?: AbortSignal; everyMs?: number } = {},
): AsyncGenerator<Job, void, undefined> {
  const { signal, everyMs = 1000 } = options
  let last = ''
  while (!signal?.aborted) {
    const job = await read()
    if (!job) return
    const state = JSON.stringify(job)
    if (state !== last) yield job
    last = state
    if (hasEnded(job)) return
    await untilNews(job.id, everyMs, signal)
  }
}

/** Waits for a hint, but no longer than it takes to look again anyway. */
function untilNews(id: string, ms: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve) => {
    const settle = (): void => {
      clearTimeout(timer)
      off()
      signal?.removeEventListener('abort', settle)
      resolve()
    }
    const timer = setTimeout(settle, ms)
    const off = onHint(id, settle)
    signal?.addEventListener('abort', settle)
  })
}
