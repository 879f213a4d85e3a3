/** One meeting: what it is, its parties and their answers, and the steps that lead on. */
import { type Language, said, wordsFor } from '../../kernel/text.ts'
import { Button, ButtonLink, Buttons, MoreLink } from '../../web/components/button.tsx'
import { Definitions } from '../../web/components/lists.tsx'
import { Disclosure } from '../../web/components/menu.tsx'
import { Notice, Section } from '../../web/components/notice.tsx'
import { DataTable } from '../../web/components/table.tsx'
import { capital } from '../../web/format.ts'
import type { Html } from '../../web/html.ts'
import { whenOf, whereOf } from '../convocation.ts'
import { type MeetingStep, meetingMachine, stepsFrom } from '../rules.ts'
import type { Headcount } from '../store/attendance.ts'
import type { Invitation } from '../store/invitations.ts'
import type { AgendaItem, Meeting, Party } from '../store/meetings.ts'
import { wordsOf } from '../words.ts'
import { AnswerForm } from './answer-pages.tsx'
import { PresenceTable, type Present } from './attendance-pages.tsx'
import { OrganisationField } from './organisation-field.tsx'
import { RemovePanel } from './removal.tsx'

export interface MeetingPageProps {
  lang: Language
  zone: string
  to(path: string): string
  meeting: Meeting
  agenda: readonly AgendaItem[]
  parties: readonly Party[]
  /** Of those the asker may see. */
  invitations: readonly Invitation[]
  /** Of the organisation she acts for, where it is invited. */
  own: Invitation | null
  present: readonly Present[]
  headCounts: readonly Headcount[]
  choices: readonly { value: string; label: string }[]
  /** The minutes wait for the word of the organisation she acts for. */
  awaitsPosition: boolean
}

export function MeetingPage(props: MeetingPageProps) {
  const { lang, meeting, own } = props
  const words = wordsOf(lang)
  return (
    <>
      {meeting.state === 'cancelled' && <Notice title={words.answer.cancelled} />}
      {props.awaitsPosition && (
        <Notice>
          {words.minutes.awaitedHere}{' '}
          <a href={props.to(`/meetings/${meeting.id}/minutes`)}>{words.minutes.awaitedLink}</a>
        </Notice>
      )}
      {own && meeting.state === 'convoked' && meeting.endsAt.getTime() > Date.now() && (
        <Section
          title={words.page.ownTitle}
          subtitle={words.page.ownLede(said(own.organisation.name, lang))}
          id="answer"
        >
          <AnswerForm
            lang={lang}
            action={props.to(`/meetings/${meeting.id}/answer`)}
            invitation={own}
            meeting={meeting}
          />
        </Section>
      )}
      <Facts {...props} />
      <Agenda {...props} />
      <Parties {...props} />
      {meeting.state === 'held' && <Attendance {...props} />}
    </>
  )
}

function Facts({ lang, zone, meeting, to }: MeetingPageProps) {
  const words = wordsOf(lang).page
  const purpose = meeting.purpose && wordsFor(meeting.purpose, lang)
  return (
    <>
      {purpose && (
        <p class="as-typed" lang={purpose.language === lang ? undefined : purpose.language}>
          {purpose.text}
        </p>
      )}
      <Definitions
        items={[
          { term: words.when, value: capital(whenOf(meeting, lang, zone)) },
          { term: words.where, value: whereOf(meeting, lang) || '–' },
          ...(meeting.url ? [{ term: words.online, value: <a href={meeting.url}>{meeting.url}</a> }] : []),
          {
            term: words.convenor,
            value: meeting.convenor ? said(meeting.convenor.name, lang) : wordsOf(lang).programme,
          },
          ...(meeting.platform
            ? [
                {
                  term: words.platform,
                  value: (
                    <a href={to(`/platforms/${meeting.platform.id}`)}>{said(meeting.platform.name, lang)}</a>
                  ),
                },
              ]
            : []),
          ...(meeting.workerGroup
            ? [{ term: words.group, value: capital(said(meeting.workerGroup.name, lang)) }]
            : []),
          { term: words.care, value: meeting.childcare ? words.yes : words.no },
          { term: words.interpretation, value: meeting.interpretation || words.no },
        ]}
      />
    </>
  )
}

function Agenda({ lang, agenda }: MeetingPageProps) {
  const words = wordsOf(lang).page
  return (
    <Section title={words.agenda}>
      {agenda.length === 0 ? (
        <p class="subtle">{words.noAgenda}</p>
      ) : (
        <ol class="agenda">
          {agenda.map((item) => {
            const shown = wordsFor(item.words, lang)
            return (
              <li lang={shown.language === lang ? undefined : shown.language}>
                {shown.text} {item.minutes && <span class="subtle">{words.minutesOf(item.minutes)}</span>}
              </li>
            )
          })}
        </ol>
      )}
    </Section>
  )
}

function Parties(props: MeetingPageProps) {
  const { lang, meeting, parties, invitations, to, choices } = props
  const words = wordsOf(lang)
  const { page } = words
  const invited = (party: Party) =>
    invitations.find(({ organisation }) => organisation.id === party.organisation.id)
  const coming = (party: Party): Html => {
    const one = invited(party)
    return one?.answer === 'yes' ? words.invite.coming(one.women ?? 0, one.men ?? 0) : '–'
  }
  const remove = (party: Party): Html => (
    <form method="post" action={to(`/meetings/${meeting.id}/parties/${party.id}/remove`)}>
      <Button variant="tertiary">
        {page.remove}
        <span class="vh"> ({said(party.organisation.name, lang)})</span>
      </Button>
    </form>
  )
  return (
    <Section title={page.parties} subtitle={parties.length > 0 ? page.partiesSub : undefined} id="parties">
      <DataTable
        lang={lang}
        caption={page.parties}
        captionHidden
        rows={parties}
        label={{ head: page.party, cell: (one) => said(one.organisation.name, lang) }}
        columns={[
          { head: page.constituency, cell: (one) => words.constituencies[one.constituency] },
          ...(invitations.length > 0
            ? [
                {
                  head: page.answer,
                  cell: (one: Party) => {
                    const there = invited(one)
                    return there ? words.answers[there.answer] : '–'
                  },
                },
                { head: page.people, cell: coming },
              ]
            : []),
          ...(meeting.minutes && meeting.minutes !== 'draft'
            ? [{ head: page.position, cell: (one: Party) => words.positions[one.position] }]
            : []),
          ...(meeting.mayWrite
            ? [{ head: <span class="vh">{page.remove}</span>, narrowHead: '', cell: remove }]
            : []),
        ]}
        empty={<p>{page.noParties}</p>}
      />
      {meeting.mayWrite && (
        <Disclosure summary={page.addParty} id="add-party" open={parties.length === 0}>
          <form class="form" method="post" action={to(`/meetings/${meeting.id}/parties`)}>
            <OrganisationField lang={lang} choices={choices} />
            <div class="actions">
              <Button>{page.add}</Button>
            </div>
          </form>
        </Disclosure>
      )}
    </Section>
  )
}

function Attendance({ lang, meeting, present, headCounts, to }: MeetingPageProps) {
  const words = wordsOf(lang).attendance
  return (
    <Section
      title={words.participants}
      actions={
        meeting.mayWrite ? (
          <ButtonLink href={to(`/meetings/${meeting.id}/attendance`)}>{words.take}</ButtonLink>
        ) : undefined
      }
    >
      <PresenceTable lang={lang} present={present} headCounts={headCounts} />
    </Section>
  )
}

/** What may be done next, and what hangs on the meeting. */
export function MeetingAside({ lang, meeting, to }: MeetingPageProps) {
  const words = wordsOf(lang)
  const { page } = words
  const link = (path: string, label: string) => (
    <p>
      <MoreLink href={to(`/meetings/${meeting.id}/${path}`)}>{label}</MoreLink>
    </p>
  )
  const canRead = meeting.minutes !== null
  return (
    <>
      {meeting.mayWrite && meeting.state !== 'cancelled' && link('convocation', page.convocation)}
      {meeting.mayWrite && meeting.state !== 'cancelled' && link('attendance', page.attendance)}
      {meeting.kind === 'policy_dialogue' && meeting.mayWrite && link('policy', page.policy)}
      {canRead
        ? link('minutes', page.readMinutes)
        : meeting.mayWrite && meeting.state === 'held'
          ? link('minutes/edit', page.writeMinutes)
          : null}
      {!canRead && !meeting.mayWrite && meeting.state === 'held' && <p class="subtle">{page.noMinutes}</p>}
      <p>
        <a href={to(`/meetings/${meeting.id}/meeting.ics`)} download="">
          {page.calendar}
        </a>
      </p>
      {meeting.mayWrite && (
        <RemovePanel
          lang={lang}
          kind="meeting"
          name={said(meeting.title, lang)}
          action={to(`/meetings/${meeting.id}/remove`)}
          reason={
            meeting.state === 'convoked'
              ? words.problems['dialogue.removeConvoked']()
              : meeting.minutes !== null && meeting.minutes !== 'draft'
                ? words.problems['dialogue.removeMinutes']()
                : null
          }
        />
      )}
    </>
  )
}

/** The next step as a button, the others behind it. */
export function MeetingSteps({ lang, meeting, to }: Pick<MeetingPageProps, 'lang' | 'meeting' | 'to'>) {
  if (!meeting.mayWrite) return null
  const words = wordsOf(lang).page
  const form = (step: MeetingStep, variant: 'primary' | 'tertiary') => (
    <form method="post" action={to(`/meetings/${meeting.id}/step`)}>
      <input type="hidden" name="step" value={step} />
      <Button variant={variant} danger={step === 'cancel'}>
        {words.steps[step]}
      </Button>
    </form>
  )
  const [next, ...others] = stepsFrom(meetingMachine, meeting.state)
  const isOver = meeting.state === 'held'
  return (
    <Buttons>
      {next && !isOver && form(next, 'primary')}
      <ButtonLink href={to(`/meetings/${meeting.id}/edit`)}>{words.edit}</ButtonLink>
      {(others.length > 0 || isOver) && (
        <details class="menu">
          <summary class="ds-button" data-variant="secondary">
            {words.more}
          </summary>
          <div class="menu-panel">
            {(isOver && next ? [next, ...others] : others).map((step) => form(step, 'tertiary'))}
          </div>
        </details>
      )}
    </Buttons>
  )
}
