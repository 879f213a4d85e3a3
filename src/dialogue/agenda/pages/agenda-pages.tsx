/** The agenda of authorities, one proposal with its way and its history, the next step. */
import { type Language, said, wordsFor } from '../../../kernel/text.ts'
import { Button, ButtonLink } from '../../../web/components/button.tsx'
import { Definitions } from '../../../web/components/lists.tsx'
import { Disclosure } from '../../../web/components/menu.tsx'
import { EmptyState, Notice, Section } from '../../../web/components/notice.tsx'
import { DataTable } from '../../../web/components/table.tsx'
import { capital, date } from '../../../web/format.ts'
import { classes, type Html } from '../../../web/html.ts'
import { deadlineState, lineOf, stepsOf as nextSteps, type ProposalState } from '../rules.ts'
import type { Block, Proposal, Step } from '../store.ts'
import { agendaWords, stateWords } from '../words.ts'

interface Addressed {
  lang: Language
  to(path: string): string
}

export const deadlineOf = (proposal: Proposal, today: string) =>
  deadlineState(proposal, proposal.taken, today)

/** How a statutory deadline stands, in words; ochre where somebody should act. */
export function DeadlineWords({
  lang,
  proposal,
  today,
}: {
  lang: Language
  proposal: Proposal
  today: string
}) {
  const found = deadlineOf(proposal, today)
  if (!found) return <span>{date(proposal.deadlineOn, lang)}</span>
  const attention = found.state === 'over' || found.state === 'near'
  return (
    <span class={classes(attention && 'is-attention')}>
      {agendaWords(lang).deadline[found.state](found.days)}
    </span>
  )
}

/** By authority, and within it those that are furthest on the way first. */
export function AgendaList({
  lang,
  to,
  today,
  proposals,
  filtered,
  add,
}: Addressed & { today: string; proposals: readonly Proposal[]; filtered: boolean; add: Html }) {
  const words = agendaWords(lang).list
  const authorities = new Map<string, Proposal[]>()
  for (const proposal of proposals) {
    const name = proposal.authority ? said(proposal.authority.name, lang) : words.noAuthority
    authorities.set(name, [...(authorities.get(name) ?? []), proposal])
  }
  const order = (one: Proposal): number => {
    const at = lineOf[one.route].indexOf(one.state)
    return at < 0 ? -1 : at
  }
  const groups = [...authorities]
    .toSorted(([a], [b]) => a.localeCompare(b, lang))
    .map(([title, rows]) => ({ title, rows: rows.toSorted((a, b) => order(b) - order(a)) }))
  return (
    <DataTable
      lang={lang}
      caption={words.title}
      captionHidden
      groups={groups}
      label={{
        head: words.proposal,
        cell: (one) => <a href={to(`/agenda/${one.id}`)}>{said(one.title, lang)}</a>,
      }}
      columns={[
        {
          head: words.state,
          cell: (one) => (
            <>
              {stateWords(lang, one.level, one.state)}
              {one.budgetedOn && <span class="subtle"> · {words.budgeted}</span>}
            </>
          ),
        },
        { head: words.level, cell: (one) => agendaWords(lang).levels[one.level] },
        { head: words.since, cell: (one) => <span class="no-wrap">{date(one.lastOn, lang)}</span> },
        {
          head: words.deadline,
          cell: (one) => <DeadlineWords lang={lang} proposal={one} today={today} />,
        },
      ]}
      empty={
        filtered ? (
          <p>{words.nothing}</p>
        ) : (
          <EmptyState title={words.empty} action={add}>
            <p>{words.emptyText}</p>
          </EmptyState>
        )
      }
    />
  )
}

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
}

/** A step that was refused: why, and what was typed. */
export interface RefusedStep {
  error: string
  typed: Readonly<Record<string, string>>
}

export function ProposalPage(props: ProposalPageProps) {
  const { lang, proposal, today } = props
  const words = agendaWords(lang).page
  const summary = proposal.summary && wordsFor(proposal.summary, lang)
  const deadline = deadlineOf(proposal, today)
  return (
    <>
      {deadline && (deadline.state === 'over' || deadline.state === 'near') && (
        <Notice title={agendaWords(lang).deadline[deadline.state](deadline.days)}>
          {(deadline.state === 'over' ? words.late : words.near)(proposal.deadlineBasis)}
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
            [date(proposal.budgetedOn, lang), proposal.budgetNote].filter(Boolean).join(': '),
        ),
        ...item(
          page.deadline,
          proposal.deadlineOn && (
            <>
              {page.basis(date(proposal.deadlineOn, lang), proposal.deadlineBasis)}.{' '}
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

function History({ lang, to, proposal, steps }: ProposalPageProps) {
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
              {step.note && <p class="as-typed">{step.note}</p>}
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

function Blocks({
  lang,
  to,
  today,
  proposal,
  blocks,
  mayBlock,
  choices,
}: ProposalPageProps & { blocks: readonly Block[] }) {
  const words = agendaWords(lang).page
  return (
    <Section title={words.blocks} subtitle={words.blocksSub} id="blocks">
      {blocks.length === 0 ? (
        <p>{words.noBlocks}</p>
      ) : (
        <ol class="timeline">
          {blocks.map((one) => (
            <li>
              <time datetime={one.observedOn}>{date(one.observedOn, lang)}</time>
              <div>
                <b>{one.organisation ? said(one.organisation.name, lang) : one.who}</b>
                {one.note && <p class="as-typed">{one.note}</p>}
                {mayBlock && (
                  <form method="post" action={to(`/agenda/${proposal.id}/blocks/${one.id}/remove`)}>
                    <Button variant="tertiary">{words.remove}</Button>
                  </form>
                )}
              </div>
            </li>
          ))}
        </ol>
      )}
      {mayBlock && (
        <Disclosure summary={words.addBlock} id="add-block">
          <form class="form" method="post" action={to(`/agenda/${proposal.id}/blocks`)}>
            <div class="ds-field">
              <label class="ds-label" for="block-organisation">
                {words.blockOrganisation}
              </label>
              <select class="ds-input" id="block-organisation" name="organisation">
                <option value="" />
                {choices.map(({ value, label }) => (
                  <option value={value}>{label}</option>
                ))}
              </select>
            </div>
            <div class="ds-field">
              <label class="ds-label" for="block-who">
                {words.blockWho}
              </label>
              <input class="ds-input" id="block-who" name="who" maxlength={200} />
            </div>
            <div class="ds-field">
              <label class="ds-label" for="block-note">
                {words.blockNote}
              </label>
              <textarea class="ds-input" id="block-note" name="note" rows={2} maxlength={5000} />
            </div>
            <div class="ds-field is-medium">
              <label class="ds-label" for="block-day">
                {words.blockDay}
              </label>
              <input
                class="ds-input"
                type="date"
                id="block-day"
                name="observedOn"
                value={today}
                max={today}
              />
            </div>
            <div class="actions">
              <Button>{words.addBlock}</Button>
            </div>
          </form>
        </Disclosure>
      )}
    </Section>
  )
}

/** The next step, with who, when and how it is known. */
export function ProposalAside(props: ProposalPageProps) {
  const { lang, to, today, proposal, meetings, refused } = props
  const typed = refused?.typed ?? {}
  const words = agendaWords(lang)
  const { step, page } = words
  if (!proposal.mayWrite) return null
  const steps = nextSteps(proposal.route, proposal.state)
  return (
    <section class="aside-list" id="next">
      <h2>{page.next}</h2>
      {steps.length === 0 ? (
        <p class="subtle">{page.over}</p>
      ) : (
        <form
          class="form"
          method="post"
          enctype="multipart/form-data"
          action={to(`/agenda/${proposal.id}/step`)}
        >
          {refused && <Notice kind="error" title={refused.error} />}
          <input type="hidden" name="from" value={proposal.state} />
          <div class="ds-field">
            <label class="ds-label" for="s-step">
              {step.step}
            </label>
            <select class="ds-input" id="s-step" name="step">
              {steps.map((one) => (
                <option value={one} selected={typed.step === one}>
                  {words.steps[one]}
                </option>
              ))}
            </select>
          </div>
          <div class="ds-field">
            <label class="ds-label" for="s-day">
              {step.day}
            </label>
            <div data-field="description" id="s-day-help">
              {step.dayHelp}
            </div>
            <input
              class="ds-input"
              type="date"
              id="s-day"
              name="takenOn"
              value={typed.takenOn ?? today}
              max={today}
              required
              aria-describedby="s-day-help"
            />
          </div>
          <Text name="doneBy" label={step.doneBy} help={step.doneByHelp} value={typed.doneBy} />
          <div class="ds-field">
            <label class="ds-label" for="s-note">
              {step.note}
            </label>
            <textarea class="ds-input" id="s-note" name="note" rows={2} maxlength={5000}>
              {typed.note}
            </textarea>
          </div>
          <Text name="source" label={step.source} help="https://" value={typed.source} />
          {meetings.length > 0 && (
            <div class="ds-field">
              <label class="ds-label" for="s-meeting">
                {step.meeting}
              </label>
              <select class="ds-input" id="s-meeting" name="meeting">
                <option value="" />
                {meetings.map(({ value, label }) => (
                  <option value={value}>{label}</option>
                ))}
              </select>
            </div>
          )}
          <div class="ds-field">
            <label class="ds-label" for="s-file">
              {step.file}
            </label>
            <input class="ds-input" type="file" id="s-file" name="file" accept=".pdf,.jpg,.jpeg,.png" />
          </div>
          <div class="actions">
            <Button variant="primary">{step.save}</Button>
          </div>
        </form>
      )}
    </section>
  )
}

const Text = ({
  name,
  label,
  help,
  value,
}: {
  name: string
  label: string
  help: string
  value: string | undefined
}) => (
  <div class="ds-field">
    <label class="ds-label" for={`s-${name}`}>
      {label}
    </label>
    <div data-field="description" id={`s-${name}-help`}>
      {help}
    </div>
    <input
      class="ds-input"
      id={`s-${name}`}
      name={name}
      maxlength={500}
      aria-describedby={`s-${name}-help`}
      value={value}
    />
  </div>
)

export const EditLink = ({ lang, to, proposal }: Addressed & { proposal: Proposal }): Html =>
  proposal.mayWrite ? (
    <ButtonLink href={to(`/agenda/${proposal.id}/edit`)}>{agendaWords(lang).page.edit}</ButtonLink>
  ) : null
