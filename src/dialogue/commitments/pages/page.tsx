/** One commitment: what was promised, how each party sees it, what happened, what was done about it. */
import { type Language, said, wordsFor } from '../../../kernel/text.ts'
import { Button } from '../../../web/components/button.tsx'
import { Definitions } from '../../../web/components/lists.tsx'
import { Disclosure } from '../../../web/components/menu.tsx'
import { Notice, Section } from '../../../web/components/notice.tsx'
import { DataTable } from '../../../web/components/table.tsx'
import { capital, date, money } from '../../../web/format.ts'
import type { Html } from '../../../web/html.ts'
import type { Evidence } from '../evidence.ts'
import type { Incident, Remedy, View } from '../follow-up.ts'
import { firstWords } from '../name.ts'
import type { Rung } from '../rules.ts'
import { differ, lastWords } from '../rules.ts'
import type { Commitment } from '../store.ts'
import { commitmentWords } from '../words.ts'
import { EvidenceSection, EvidenceStrip } from './evidence.tsx'
import { PaceMark } from './list.tsx'

export interface CommitmentPageProps {
  lang: Language
  to(path: string): string
  commitment: Commitment
  place: string | null
  group: string | null
  views: readonly View[]
  incidents: readonly Incident[]
  remedies: readonly Remedy[]
  /** Rungs that may be climbed now by the asker. */
  rungs: readonly Rung[]
  /** The organisation that she acts for, where it may give a view. */
  assesses: boolean
  /** May note incidents: her organisation, or the team for another. */
  notes: boolean
  /** Her organisation. */
  organisationId: string | null
  /** Zone of the workspace. */
  zone: string
  evidence: readonly Evidence[]
  /** Whether she may take one away. */
  removes(one: Evidence): boolean
}

/** What was shown with a view or an incident, beside it. */
const strip = (props: CommitmentPageProps, of: (one: Evidence) => boolean) => (
  <EvidenceStrip {...props} commitmentId={props.commitment.id} evidence={props.evidence.filter(of)} />
)

export function CommitmentPage(props: CommitmentPageProps) {
  const { lang, commitment } = props
  const shown = wordsFor(commitment.words, lang)
  // Where its first words are all its words, the title has said them.
  const cut = firstWords(commitment, lang) !== shown.text
  return (
    <>
      {cut && (
        <p class="quoted" lang={shown.language === lang ? undefined : shown.language}>
          {shown.text}
        </p>
      )}
      <p>
        <PaceMark lang={lang} pace={commitment.pace} />
      </p>
      <Facts {...props} />
      <ViewsSection {...props} />
      {commitment.lasts && <Incidents {...props} />}
      <EvidenceSection {...props} commitmentId={commitment.id} adds={props.notes} />
      <Remedies {...props} />
    </>
  )
}

function Facts({ lang, to, commitment, place, group }: CommitmentPageProps) {
  const words = commitmentWords(lang)
  const { page, list } = words
  const item = (term: string, value: Html | null | undefined | false | '') => (value ? [{ term, value }] : [])
  const { agreement, agreementId, clauseId, clauseNumber, meeting, meetingId, milestone } = commitment
  const from =
    agreementId && agreement ? (
      <a href={to(`/agreements/${agreementId}${clauseId ? `#c-${clauseId}` : ''}`)}>
        {clauseNumber ? list.clause(clauseNumber, said(agreement, lang)) : said(agreement, lang)}
      </a>
    ) : meetingId && meeting ? (
      <a href={to(`/meetings/${meetingId}/minutes`)}>{said(meeting, lang)}</a>
    ) : null
  const budget =
    commitment.budget !== null &&
    [
      money(Math.round(commitment.budget * 100), commitment.currency ?? 'MXN'),
      commitment.budgetSource && page.budgetFrom(commitment.budgetSource),
    ]
      .filter(Boolean)
      .join(' ')
  return (
    <Definitions
      items={[
        {
          term: page.owes,
          value: commitment.organisation ? said(commitment.organisation.name, lang) : list.together,
        },
        ...item(page.office, commitment.office),
        ...item(page.milestone, milestone && said(milestone, lang)),
        {
          term: page.due,
          value: commitment.lasts ? list.lasts : commitment.dueOn ? date(commitment.dueOn, lang) : list.noDay,
        },
        ...item(page.budget, budget),
        { term: page.made, value: date(commitment.madeOn, lang) },
        ...item(page.from, from),
        ...item(page.place, place),
        ...item(page.group, group && capital(group)),
      ]}
    />
  )
}

export function ViewLine({
  lang,
  view,
  strip,
}: {
  lang: Language
  view: View
  /** What was shown with it. */
  strip?: Html
}) {
  const words = commitmentWords(lang)
  const reason = view.reason && wordsFor(view.reason, lang)
  return (
    <li>
      <time datetime={view.assessedOn}>{date(view.assessedOn, lang)}</time>
      <div>
        <b>{words.values[view.value]}</b> <span class="subtle">{said(view.organisation.name, lang)}</span>
        {reason && (
          <p class="as-typed" lang={reason.language === lang ? undefined : reason.language}>
            {reason.text}
          </p>
        )}
        <p class="subtle">
          {words.deciders[view.decidedBy as keyof typeof words.deciders]}
          {view.who && <> · {words.page.who(view.who)}</>}
        </p>
        {strip}
      </div>
    </li>
  )
}

function ViewsSection(props: CommitmentPageProps) {
  const { lang, to, commitment, views, assesses, organisationId } = props
  const shown = (view: View) => strip(props, (one) => one.assessmentId === view.id)
  const words = commitmentWords(lang).page
  const last = lastWords(views)
  const earlier = views.filter((view) => !last.includes(view))
  const own = last.some((view) => view.organisationId === organisationId)
  return (
    <Section
      title={words.views}
      subtitle={words.viewsSub}
      id="views"
      actions={
        assesses ? (
          <a
            class="ds-button"
            data-variant={own ? 'secondary' : 'primary'}
            data-keep=""
            href={to(`/commitments/${commitment.id}/view`)}
          >
            {own ? words.giveAgain : words.give}
          </a>
        ) : undefined
      }
    >
      {differ(last) && <Notice title={words.differ} />}
      {last.length > 0 ? (
        <ol class="timeline">
          {last.map((view) => (
            <ViewLine lang={lang} view={view} strip={shown(view)} />
          ))}
        </ol>
      ) : (
        <p>{words.noViews}</p>
      )}
      {earlier.length > 0 && (
        <Disclosure summary={words.history}>
          <ol class="timeline">
            {earlier.map((view) => (
              <ViewLine lang={lang} view={view} strip={shown(view)} />
            ))}
          </ol>
        </Disclosure>
      )}
    </Section>
  )
}

function Incidents(props: CommitmentPageProps) {
  const { lang, to, commitment, incidents, notes, organisationId } = props
  const words = commitmentWords(lang)
  const { page } = words
  const mine = (one: Incident): boolean =>
    notes && (organisationId === null || one.organisationId === organisationId)
  return (
    <Section
      title={page.incidents}
      subtitle={page.incidentsSub}
      id="incidents"
      actions={
        notes ? (
          <a
            class="ds-button"
            data-variant="secondary"
            data-keep=""
            href={to(`/commitments/${commitment.id}/incidents/new`)}
          >
            {page.note}
          </a>
        ) : undefined
      }
    >
      <DataTable
        lang={lang}
        caption={page.incidents}
        captionHidden
        rows={incidents}
        label={{ head: page.happenedOn, cell: (one) => date(one.happenedOn, lang) }}
        columns={[
          { head: page.kind, cell: (one) => words.incidentKinds[one.kind], narrow: 'main' },
          {
            head: page.words,
            narrowHead: '',
            cell: (one) => (
              <>
                <span class="as-typed">{said(one.words, lang)}</span>
                {one.venue && <span class="subtle"> ({one.venue})</span>}
                {strip(props, ({ incidentId }) => incidentId === one.id)}
              </>
            ),
          },
          {
            head: page.women,
            narrowHead: '',
            cell: (one) =>
              one.women === null && one.men === null ? '–' : page.people(one.women ?? 0, one.men ?? 0),
          },
          { head: page.reportedBy, cell: (one) => said(one.organisation.name, lang) },
          ...(incidents.some(mine)
            ? [
                {
                  head: <span class="vh">{page.remove}</span>,
                  narrowHead: '',
                  cell: (one: Incident) =>
                    mine(one) ? (
                      <form
                        method="post"
                        action={to(`/commitments/${commitment.id}/incidents/${one.id}/remove`)}
                      >
                        <Button variant="tertiary">
                          {page.remove}
                          <span class="vh"> ({date(one.happenedOn, lang)})</span>
                        </Button>
                      </form>
                    ) : null,
                },
              ]
            : []),
        ]}
        empty={<p>{page.noIncidents}</p>}
      />
    </Section>
  )
}

function Remedies({ lang, to, commitment, remedies, rungs }: CommitmentPageProps) {
  const words = commitmentWords(lang)
  const { page } = words
  if (remedies.length === 0 && rungs.length === 0) return null
  const told = (one: Remedy): string =>
    [
      one.organisation ? page.inName(said(one.organisation.name, lang)) : page.inProgramme,
      one.sentOn && page.sentOn(date(one.sentOn, lang)),
      one.state === 'sent' && one.answerDueOn && page.answerDue(date(one.answerDueOn, lang)),
      one.answeredOn && page.answeredOn(date(one.answeredOn, lang)),
    ]
      .filter(Boolean)
      .join(' · ')
  return (
    <Section title={page.remedies} subtitle={page.remediesSub} id="remedies">
      {remedies.length > 0 ? (
        <ol class="timeline">
          {remedies.map((one) => (
            <li>
              <span class="subtle">{words.remedyStates[one.state]}</span>
              <div>
                <a href={to(`/commitments/${commitment.id}/letters/${one.id}`)}>{words.rungs[one.rung]}</a>
                <p class="subtle">{told(one)}</p>
                {one.answer && <p class="as-typed">{one.answer}</p>}
              </div>
            </li>
          ))}
        </ol>
      ) : (
        <p>{page.noRemedies}</p>
      )}
      {rungs.length > 0 && (
        <form method="post" action={to(`/commitments/${commitment.id}/letters`)} class="actions">
          {rungs.map((rung) => (
            <Button name="rung" value={rung}>
              {page.draft(words.rungs[rung])}
            </Button>
          ))}
        </form>
      )}
    </Section>
  )
}
