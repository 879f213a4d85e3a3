/** One demand: its words, where it stands, who stands behind it, what was answered, how it has moved. */
import { type Language, said, wordsFor } from '../../../kernel/text.ts'
import { Button } from '../../../web/components/button.tsx'
import { Definitions } from '../../../web/components/lists.tsx'
import { Section } from '../../../web/components/notice.tsx'
import { capital, date } from '../../../web/format.ts'
import { classes, type Html } from '../../../web/html.ts'
import { Note, type RefusedNote } from '../../pages/note.tsx'
import { type Stage, standing } from '../rules.ts'
import type { Demand, EarlierWords } from '../store/demands.ts'
import type { Endorsement } from '../store/endorsements.ts'
import type { Mandate } from '../store/mandates.ts'
import type { Step } from '../store/steps.ts'
import { demandWords } from '../words.ts'
import { handSteps, type RefusedStep } from './board.tsx'
import { Publication } from './publication.tsx'
import { Endorsements, Mandates } from './support.tsx'

export interface DemandPageProps {
  lang: Language
  to(path: string, query?: Record<string, string>): string
  today: string
  demand: Demand
  steps: readonly Step[]
  endorsements: readonly Endorsement[]
  mandates: readonly Mandate[]
  earlier: readonly EarlierWords[]
  rank: number | undefined
  /** The organisation that the asker acts for; null: the team. */
  organisationId: string | null
  /** Notes for organisations, saying how it is known. */
  asTeam: boolean
  /** May give her organisation's endorsement, or note another's. */
  mayEndorse: boolean
  outside: boolean
  choices: readonly { label: string }[]
  refused: RefusedStep | null
  refusedNote: RefusedNote | null
  /** Why she may not put it away; null: she may. */
  keeps: string | null
  /** Titles of what rests on it, for whoever is about to put it away. */
  supports: readonly string[]
}

export function DemandPage(props: DemandPageProps) {
  const { lang, demand, steps } = props
  const words = demandWords(lang).page
  const shown = wordsFor(demand.words, lang)
  const problem = demand.problem && wordsFor(demand.problem, lang)
  const answer = steps.filter(({ step, undoneAt }) => step === 'answer' && undoneAt === null).at(-1)
  const answered = answer?.words && wordsFor(answer.words, lang)
  return (
    <>
      <p class="quoted" lang={shown.language === lang ? undefined : shown.language}>
        {shown.text}
      </p>
      <StageTrack lang={lang} stage={demand.stage} />
      {answer && answered && (
        <Section
          title={words.answer}
          subtitle={words.answerOf(
            demand.addressee ? said(demand.addressee.name, lang) : '–',
            date(answer.takenOn, lang),
          )}
        >
          <blockquote class="as-typed" lang={answered.language === lang ? undefined : answered.language}>
            {answered.text}
          </blockquote>
        </Section>
      )}
      {problem && (
        <Section title={words.problem}>
          <p class="as-typed" lang={problem.language === lang ? undefined : problem.language}>
            {problem.text}
          </p>
        </Section>
      )}
      <Facts {...props} />
      <Endorsements {...props} />
      <Mandates {...props} />
      <Publication {...props} />
      <History {...props} />
      <Earlier {...props} />
    </>
  )
}

const way: readonly Stage[] = ['raised', 'endorsed', 'presented', 'answered']
export function StageTrack({ lang, stage }: { lang: Language; stage: Stage }) {
  const words = demandWords(lang)
  const last: Stage = stage === 'refused' || stage === 'withdrawn' ? stage : 'agreed'
  const line: Stage[] = stage === 'withdrawn' ? ['raised', 'withdrawn'] : [...way, last]
  const at = line.indexOf(stage)
  return (
    <ol class="track" aria-label={words.page.stageTrack}>
      {line.map((one, i) => (
        <li
          class={classes(i < at && 'is-done', i === at && 'is-now')}
          aria-current={i === at ? 'step' : undefined}
        >
          {words.stages[one]}
        </li>
      ))}
    </ol>
  )
}

function Facts(props: DemandPageProps) {
  const { lang, to, demand, endorsements, rank, outside } = props
  const words = demandWords(lang)
  const { page } = words
  const read = endorsements.map((one) => ({ ...one, organisationId: one.organisation.id }))
  const counts = (owner: Demand['owners'][number]): string => {
    const stands = standing(owner.id, read, demand.wordsVersion)
    if (stands === 'earlier') return ` (${page.earlier})`
    if (!demand.joint) return owner.owns ? '' : ` (${page.asked})`
    return ` (${stands === 'now' ? page.counts : page.notYet})`
  }
  const item = (term: string, value: Html | null | undefined | false) => (value ? [{ term, value }] : [])
  const priority =
    demand.priority !== null
      ? page.byConsensus(demand.priority)
      : demand.votes > 0
        ? [rank, page.byVotes(demand.votes)].filter((one) => one !== undefined).join(' · ')
        : null
  return (
    <Definitions
      items={[
        {
          term: page.owners,
          value:
            demand.owners.length === 0 ? (
              words.together
            ) : (
              <ul class="plain-list">
                {demand.owners.map((owner) => (
                  <li>
                    {said(owner.name, lang)}
                    <span class="subtle">{counts(owner)}</span>
                  </li>
                ))}
              </ul>
            ),
        },
        {
          term: page.addressee,
          value: demand.addressee ? said(demand.addressee.name, lang) : words.noAddressee,
        },
        { term: page.raised, value: date(demand.raisedOn, lang) },
        ...item(page.presented, demand.presentedOn && date(demand.presentedOn, lang)),
        ...item(page.priority, outside ? null : priority),
        ...item(page.place, demand.place && said(demand.place.name, lang)),
        ...item(page.group, demand.workerGroup && capital(said(demand.workerGroup.name, lang))),
        ...item(
          page.platform,
          demand.platform && (
            <a href={to(`/platforms/${demand.platform.id}`)}>{said(demand.platform.name, lang)}</a>
          ),
        ),
        ...item(
          page.meeting,
          demand.meeting && (
            <a href={to(`/meetings/${demand.meeting.id}`)}>{said(demand.meeting.name, lang)}</a>
          ),
        ),
      ]}
    />
  )
}

function History({ lang, to, demand, steps, refusedNote }: DemandPageProps) {
  const words = demandWords(lang)
  const last = steps.filter(({ undoneAt }) => undoneAt === null).at(-1)
  return (
    <Section title={words.page.history} id="history">
      <ol class="timeline">
        {steps.map((step) => {
          const undoable =
            demand.mayWrite &&
            step === last &&
            step.stageBefore !== '' &&
            handSteps(step.stageBefore).includes(step.step)
          return (
            <li class={classes(step.undoneAt !== null && 'is-undone')}>
              <time datetime={step.takenOn}>{date(step.takenOn, lang)}</time>
              <div>
                <b>{words.taken[step.step as keyof typeof words.taken]}</b>
                {step.undoneAt !== null && <span class="subtle"> ({words.page.undone})</span>}{' '}
                <span class="subtle">
                  {[step.organisation && said(step.organisation.name, lang), words.hows[step.how]]
                    .filter(Boolean)
                    .join(' · ')}
                </span>
                {step.words && (
                  <Note
                    lang={lang}
                    note={step.words}
                    action={demand.mayWrite ? to(`/demands/${demand.id}/steps/${step.id}/note`) : null}
                    typed={refusedNote?.stepId === step.id ? refusedNote.words : null}
                  />
                )}
                {undoable && (
                  <form method="post" action={to(`/demands/${demand.id}/undo`)}>
                    <input type="hidden" name="step" value={step.id} />
                    <Button variant="tertiary">{words.page.undo}</Button>
                  </form>
                )}
              </div>
            </li>
          )
        })}
      </ol>
    </Section>
  )
}

function Earlier({ lang, earlier }: DemandPageProps) {
  const words = demandWords(lang).page
  const [now, ...before] = earlier
  if (!now || before.length === 0) return null
  return (
    <Section title={words.versions} id="versions">
      <ol class="timeline">
        {before.map((one, i) => {
          const shown = wordsFor(one.words, lang)
          const why = (i === 0 ? now : before[i - 1])?.reason
          return (
            <li>
              <span class="subtle">{words.version(one.version, date(one.at, lang))}</span>
              <div>
                <p class="as-typed" lang={shown.language === lang ? undefined : shown.language}>
                  {shown.text}
                </p>
                {why && <p class="subtle">{words.changedBecause(why)}</p>}
              </div>
            </li>
          )
        })}
      </ol>
    </Section>
  )
}
