import type { Problem } from '../problem.ts'

/** Ids by name. Nothing else goes into a job: what it is about is read from the tables when it runs. */
export type Payload = Readonly<Record<string, string>>

/** A sort of long work. Its name and its steps get their words from the part it belongs to. */
export interface JobKind<P extends Payload = Payload> {
  /** `part.work`, e.g. `evidence.import`. */
  readonly name: string
  /** What happens in turn, shown to the person: `['unzip', 'convert', 'check']`. */
  readonly steps: readonly string[]
  /**
   * Does the work; returns ids of what came of it. It may be begun again from the start when the program was killed
   * meanwhile, so it must not mind what an earlier attempt left. A thrown `Problem` is shown to the person; anything
   * else counts as a fault of ours.
   */
  run(payload: P, job: RunningJob): Promise<Payload | undefined>
}

/** What a job is told, and may tell, while it runs. */
export interface RunningJob {
  readonly id: string
  readonly workspaceId: string
  /** Who asked for it; null: the command line or the program. */
  readonly memberId: string | null
  /** Aborted when the person cancels or the program stops: hand it on, or call `signal.throwIfAborted()`. */
  readonly signal: AbortSignal
  /** Says where it is: a step of its kind, and percent of the whole, 0 to 100. Cheap; written four times a second. */
  progress(step: string, percent: number): void
}

export type JobState = 'queued' | 'running' | 'done' | 'failed' | 'canceled'

/** A job as a person sees it. */
export interface Job {
  readonly id: string
  readonly kind: string
  readonly payload: Payload
  readonly state: JobState
  readonly step: string | null
  readonly percent: number
  /** Ids of what came of it; null until it is done. */
  readonly result: Payload | null
  /** Why it failed. */
  readonly problem: { code: string; values: Problem['values'] } | null
  readonly cancelAsked: boolean
  readonly memberId: string | null
  readonly queuedAt: Date
  readonly startedAt: Date | null
  readonly endedAt: Date | null
}

export const hasEnded = (job: Job): boolean => job.endedAt !== null
