import type { FC } from 'hono/jsx'
import { percent as percentText } from '../format.ts'
import type { Html } from '../html.ts'
import { at, type Lang } from '../lang.ts'
import { wordsOf } from '../words.ts'
import { Icon } from './icon.tsx'
import { Notice } from './notice.tsx'

export interface JobStep {
  readonly label: string
  readonly state: 'done' | 'current' | 'waiting' | 'failed'
  /** What it found or where it stands: “406,036 filas”. */
  readonly detail?: string
}

export interface JobProgressProps {
  readonly lang: Lang
  readonly title: Html
  readonly steps: readonly JobStep[]
  /** 0–100, or null while it cannot be known. */
  readonly percent: number | null
  /** Address of the server-sent events while it runs; see islands/job-progress.ts for what they say. */
  readonly events?: string
  /** Form address that cancels (POST). */
  readonly cancel?: string
  /** Why it was not finished, in words a person can act on. */
  readonly error?: Html
}

/** Long work: its steps, how far it is, and a way out. Live by the island; otherwise give the page `refresh={3}`. */
export const JobProgress: FC<JobProgressProps> = (props) => {
  const words = wordsOf(props.lang).job
  const running =
    props.steps.some((step) => step.state === 'current' || step.state === 'waiting') && !props.error
  return (
    <section class="job" data-job-events={running ? props.events : undefined}>
      <h2>{props.title}</h2>
      {props.error && <Notice kind="error">{props.error}</Notice>}
      {running && (
        <div class="job-bar">
          <progress
            max={100}
            value={props.percent ?? undefined}
            aria-label={typeof props.title === 'string' ? props.title : words.current}
          />
          <span class="num job-percent">{props.percent === null ? '' : percentText(props.percent, 0)}</span>
        </div>
      )}
      <ol class="job-steps">
        {props.steps.map((step) => (
          <li class={`is-${step.state}`}>
            <span class="job-mark">
              {step.state === 'done' && <Icon name="check" />}
              {step.state === 'failed' && <Icon name="close" />}
            </span>
            <span>
              {step.label}
              <span class="vh">: {stateWord(step.state, words)}</span>
              <span class="job-detail">{step.detail}</span>
            </span>
          </li>
        ))}
      </ol>
      {running && (
        <div class="job-end">
          <p class="subtle">{words.leave}</p>
          {props.cancel && (
            <form method="post" action={at(props.lang, props.cancel)}>
              <button class="ds-button" data-variant="secondary" type="submit">
                {words.cancel}
              </button>
            </form>
          )}
        </div>
      )}
      <p class="vh" role="status" data-job-said="" />
    </section>
  )
}

const stateWord = (state: JobStep['state'], words: ReturnType<typeof wordsOf>['job']): string =>
  ({ done: words.done, current: words.current, waiting: words.pending, failed: words.failed })[state]
