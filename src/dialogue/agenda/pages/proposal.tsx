/** One proposal: its way, its facts, its history. */
import { type Language, said, wordsFor } from '../../../kernel/text.ts'
import { Button, ButtonLink } from '../../../web/components/button.tsx'
import { Definitions } from '../../../web/components/lists.tsx'
import { Notice, Section } from '../../../web/components/notice.tsx'
import { capital, date } from '../../../web/format.ts'
import { classes, type Html } from '../../../web/html.ts'
import { Note, type RefusedNote } from '../../pages/note.tsx'
import type { Block } from '../blocks.ts'
import { lineOf, type ProposalState } from '../rules.ts'
import type { Step } from '../steps.ts'
import type { Proposal } from '../store.ts'
import { agendaWords, stateWords } from '../words.ts'
import { Blocks } from './blocks.tsx'
import { type Addressed, DeadlineWords, deadlineOf } from './list.tsx'

export interface ProposalPageProps extends Addressed {
  today: string
  proposal: Proposal
  steps: readonly Step[]
  /** Null: not for the asker. */
  blocks: readonly Block[] | null
  mayBlock: boolean
  choices: readonly { value: string; label: string }[]
  meetings: readonly { value: string; label: string }[]
  refused: RefusedStep | null
  refusedNote: RefusedNote | null
}

/** A step that was refused: why, and what was typed. */
export interface RefusedStep {
  error: string
  typed: Readonly<Record<string, string>>
}

const basisOf = ({ deadlineBasis }: Proposal, lang: Language): string =>
  deadlineBasis ? said(deadlineBasis, lang) : ''

export function ProposalPage(props: ProposalPageProps) {
  const { lang, proposal, today } = props
  const words = agendaWords(lang).page
  const summary = proposal.summary && wordsFor(proposal.summary, lang)
  const deadline = deadlineOf(proposal, today)
  return (
    <>
      {deadline && (deadline.state === 'over' || deadline.state === 'near') && (
        <Notice title={agendaWords(lang).deadline[deadline.state](deadline.days)}>
          {(deadline.state === 'over' ? words.late : words.near)(basisOf(proposal, lang))}
        </Notice>
      )}
      <Line lang={lang} proposal={proposal} />
      {summary && (
        <Section title={words.summary}>
          <p class="as-typed" lang={summary.language === lang ? undefined : summary.language}>
            {summary.text}
          </p>
        </Section>
      )}
      <Facts {...props} />
      <History {...props} />
      {props.blocks && <Blocks {...props} blocks={props.blocks} />}
    </>
  )
}

function Line({ lang, proposal }: { lang: Language; proposal: Proposal }) {
  const words = agendaWords(lang)
  const { route, state, level } = proposal
  const line = lineOf[route]
  const off = !line.includes(state)
  // Where it left the way: what it had reached before.
  const reached = off ? lastOnLine(proposal) : state
  const shown: ProposalState[] = off ? [...line.slice(0, line.indexOf(reached) + 1), state] : [...line]
  const at = shown.indexOf(state)
  return (
    <ol class="track" aria-label={words.page.line}>
      {shown.map((one, i) => (
        <li
          class={classes(i < at && 'is-done', i === at && 'is-now', i === at && off && 'is-off')}
          aria-current={i === at ? 'step' : undefined}
        >
          {stateWords(lang, level, one)}
        </li>
      ))}
    </ol>
  )
}

const reachedBy: Readonly<Record<string, ProposalState>> = {
  draft: 'drafted',
  redraft: 'drafted',
  lodge: 'lodged',
  refer: 'in_committee',
  adopt: 'adopted',
  submit: 'submitted',
  review: 'under_review',
  issue: 'issued',
  publish: 'published',
}
const lastOnLine = ({ taken }: Proposal): ProposalState =>
  taken.flatMap(({ step }) => reachedBy[step] ?? []).at(-1) ?? 'drafted'

function Facts({ lang, to, today, proposal }: ProposalPageProps) {
  const words = agendaWords(lang)
  const { page } = words
  const item = (term: string, value: Html | null | false) => (value ? [{ term, value }] : [])
  return (
    <Definitions
      items={[
        {
          term: page.authority,
          value: proposal.authority ? said(proposal.authority.name, lang) : words.list.noAuthority,
        },
        { term: page.level, value: words.levels[proposal.level] },
        { term: page.route, value: words.routes[proposal.route] },
        {
          term: page.organisation,
          value: proposal.organisation ? said(proposal.organisation.name, lang) : page.programme,
        },
        ...item(page.champion, proposal.champion),
        ...item(page.lodged, proposal.lodgedOn && date(proposal.lodgedOn, lang)),
        ...item(
          page.budgeted,
          proposal.budgetedOn &&
            [date(proposal.budgetedOn, lang), proposal.budgetNote && said(proposal.budgetNote, lang)]
              .filter(Boolean)
              .join(': '),
        ),
        ...item(
          page.deadline,
          proposal.deadlineOn && (
            <>
              {page.basis(date(proposal.deadlineOn, lang), basisOf(proposal, lang))}.{' '}
              <DeadlineWords lang={lang} proposal={proposal} today={today} />
            </>
          ),
        ),
        ...item(page.place, proposal.place && said(proposal.place.name, lang)),
        ...item(page.group, proposal.workerGroup && capital(said(proposal.workerGroup.name, lang))),
        ...item(
          page.platform,
          proposal.platform && (
            <a href={to(`/platforms/${proposal.platform.id}`)}>{said(proposal.platform.name, lang)}</a>
          ),
        ),
      ]}
    />
  )
}

function History({ lang, to, proposal, steps, refusedNote }: ProposalPageProps) {
  const words = agendaWords(lang)
  const { page } = words
  const last = steps.filter(({ undoneAt }) => undoneAt === null).at(-1)
  return (
    <Section title={page.history} id="history">
      <ol class="timeline">
        {steps.map((step) => (
          <li class={classes(step.undoneAt !== null && 'is-undone')}>
            <time datetime={step.takenOn}>{date(step.takenOn, lang)}</time>
            <div>
              <b>{words.taken[step.step]}</b>
              {step.undoneAt !== null && <span class="subtle"> ({page.undone})</span>}{' '}
              <span class="subtle">
                {[step.doneBy && page.by(step.doneBy), step.notedBy && page.notedBy(step.notedBy)]
                  .filter(Boolean)
                  .join(' · ')}
              </span>
              {step.note && (
                <Note
                  lang={lang}
                  note={step.note}
                  action={proposal.mayWrite ? to(`/agenda/${proposal.id}/steps/${step.id}/note`) : null}
                  typed={refusedNote?.stepId === step.id ? refusedNote.words : null}
                />
              )}
              {(step.sourceUrl || step.meeting || step.attachmentId) && (
                <p class="subtle">
                  {step.sourceUrl && <a href={step.sourceUrl}>{page.source}</a>}{' '}
                  {step.meeting && (
                    <a href={to(`/meetings/${step.meeting.id}/minutes`)}>
                      {page.minutes}: {said(step.meeting.name, lang)}
                    </a>
                  )}{' '}
                  {step.attachmentId && <a href={to(`/files/${step.attachmentId}`)}>{page.file}</a>}
                </p>
              )}
              {proposal.mayWrite && step === last && step.stateBefore !== '' && (
                <form method="post" action={to(`/agenda/${proposal.id}/undo`)}>
                  <input type="hidden" name="step" value={step.id} />
                  <Button variant="tertiary">{page.undo}</Button>
                </form>
              )}
            </div>
          </li>
        ))}
      </ol>
    </Section>
  )
}

export const EditLink = ({ lang, to, proposal }: Addressed & { proposal: Proposal }): Html =>
  proposal.mayWrite ? (
    <ButtonLink href={to(`/agenda/${proposal.id}/edit`)}>{agendaWords(lang).page.edit}</ButtonLink>
  ) : null
