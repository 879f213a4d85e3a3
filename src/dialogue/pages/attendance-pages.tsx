/** Attendance: numbers for all who see the meeting; the list for whoever takes it, at a desk or at the door. */
import { type Language, said } from '../../kernel/text.ts'
import type { Problem } from '../../platform/problem.ts'
import { Button } from '../../web/components/button.tsx'
import { Disclosure } from '../../web/components/menu.tsx'
import { Notice, Section } from '../../web/components/notice.tsx'
import { DataTable } from '../../web/components/table.tsx'
import { dateTime, number } from '../../web/format.ts'
import type { Html } from '../../web/html.ts'
import { attendanceClosed, type Counted, namesIn, noOne, plainName, total } from '../rules.ts'
import type { Attendee, Door, Headcount } from '../store/attendance.ts'
import type { Invitation } from '../store/invitations.ts'
import type { Meeting, Party } from '../store/meetings.ts'
import { wordsOf } from '../words.ts'

/** People with a name, by party. */
export interface Present extends Counted {
  constituency: string
}

export function presentOf(attendees: readonly Attendee[]): Present[] {
  const found = new Map<string, Present>()
  for (const { constituency, sex } of attendees) {
    const one = found.get(constituency) ?? { constituency, ...noOne }
    const who = sex === 'woman' ? 'women' : sex === 'man' ? 'men' : 'others'
    found.set(constituency, { ...one, [who]: one[who] + 1 })
  }
  return [...found.values()]
}

interface Row extends Counted {
  constituency: string
  counted: boolean
}

/** Participants by party and sex; who was only counted stands apart. */
export function PresenceTable({
  lang,
  present,
  headCounts,
}: {
  lang: Language
  present: readonly Present[]
  headCounts: readonly Headcount[]
}) {
  const words = wordsOf(lang)
  const { attendance } = words
  const group = (title: string, rows: Row[]) => (rows.length > 0 ? [{ title, rows }] : [])
  const named = present.map((one) => ({ ...one, counted: false }))
  const counted = headCounts.map((one) => ({ ...one, counted: true }))
  return (
    <DataTable
      lang={lang}
      caption={attendance.participants}
      captionHidden
      label={{
        head: attendance.of,
        cell: (row: Row) => words.constituencies[row.constituency] ?? row.constituency,
      }}
      columns={[
        { head: words.sum.women, kind: 'number', cell: (row) => number(row.women) },
        { head: words.sum.men, kind: 'number', cell: (row) => number(row.men) },
        { head: words.sum.others, kind: 'number', cell: (row) => number(row.others) },
        { head: words.sum.total, kind: 'number', narrow: 'main', cell: (row) => number(total(row)) },
      ]}
      groups={[...group(attendance.named, named), ...group(attendance.counted, counted)]}
      empty={<p>{attendance.none}</p>}
      notes={
        headCounts.length > 0
          ? [attendance.apart, headCounts.some(({ phones }) => phones > 1) ? attendance.phones : ''].join(' ')
          : undefined
      }
    />
  )
}

/** Says that the list does not change any more, and why; nothing while it may. */
export function AttendanceClosed({ lang, meeting }: { lang: Language; meeting: Meeting }) {
  const closed = attendanceClosed(meeting.state, meeting.minutes)
  if (!closed) return null
  const sentences: Record<string, (values: Problem['values']) => string> = wordsOf(lang).problems
  return <Notice kind="plain">{sentences[closed.code]?.(closed.values)}</Notice>
}

export interface ListProps {
  lang: Language
  /** Where the list is sent. */
  action: string
  parties: readonly Party[]
  /** Of parties that said they come: whose names are ticked off. */
  invitations: readonly Invitation[]
  /** Noted already; their names are not on the list any more. */
  attendees: readonly Attendee[]
  headCounts: readonly Headcount[]
}

/** One form for the whole hall: ticks, names, heads. Works without scripts; the island keeps it where there is no signal. */
export function AttendanceList(props: ListProps & { island?: Record<string, string> }) {
  const { lang, action, parties, island } = props
  const words = wordsOf(lang)
  const { attendance } = words
  const constituencies = [...new Set([...parties.map(({ constituency }) => constituency), 'civil_society'])]
  return (
    <form class="form attendance" method="post" action={action} {...island}>
      <Expected {...props} />
      <fieldset class="ds-fieldset">
        <legend class="ds-label">{attendance.write}</legend>
        <div class="ds-field">
          <label class="ds-label" for="who">
            {attendance.organisation}
          </label>
          <select class="ds-input" id="who" name="organisation">
            {parties.map((party) => (
              <option value={party.organisation.id}>{said(party.organisation.name, lang)}</option>
            ))}
            <option value="">{attendance.noOrganisation}</option>
          </select>
        </div>
        <div class="ds-field">
          <label class="ds-label" for="names">
            {attendance.name}
          </label>
          <div data-field="description" id="names-help">
            {attendance.writeHelp}
          </div>
          <textarea
            class="ds-input"
            id="names"
            name="names"
            rows={4}
            maxlength={20_000}
            aria-describedby="names-help"
            autocapitalize="words"
          ></textarea>
        </div>
      </fieldset>
      <fieldset class="ds-fieldset">
        <legend class="ds-label">{attendance.heads}</legend>
        <div data-field="description">{attendance.headsHelp}</div>
        {constituencies.map((constituency) => (
          <Heads {...props} constituency={constituency} />
        ))}
      </fieldset>
      <div class="actions">
        <Button variant="primary">{attendance.save}</Button>
      </div>
    </form>
  )
}

function Expected({ lang, invitations, attendees, parties }: ListProps) {
  const words = wordsOf(lang).attendance
  const there = new Set(
    attendees.map(({ name, organisationId }) => `${organisationId} ${plainName(name ?? '')}`),
  )
  const lists = invitations
    .map(({ organisation, names }) => ({
      organisation,
      names: namesIn(names).filter((name) => !there.has(`${organisation.id} ${plainName(name)}`)),
    }))
    .filter(
      ({ organisation, names }) =>
        names.length > 0 && parties.some((party) => party.organisation.id === organisation.id),
    )
  if (lists.length === 0) return null
  return (
    <fieldset class="ds-fieldset">
      <legend class="ds-label">{words.expected}</legend>
      {lists.map(({ organisation, names }) => (
        <fieldset class="ds-fieldset">
          <legend>{said(organisation.name, lang)}</legend>
          {names.map((name, at) => (
            <div class="ds-field">
              <input
                class="ds-input"
                type="checkbox"
                id={`e-${organisation.id}-${at}`}
                name="present"
                value={`${organisation.id} ${name}`}
              />
              <label class="ds-label" for={`e-${organisation.id}-${at}`}>
                {name}
              </label>
            </div>
          ))}
        </fieldset>
      ))}
    </fieldset>
  )
}

function Heads({ lang, constituency }: ListProps & { constituency: string }) {
  const words = wordsOf(lang)
  return (
    <fieldset class="ds-fieldset in-row">
      <legend>{words.constituencies[constituency]}</legend>
      {(['women', 'men', 'others'] as const).map((who) => (
        <div class="ds-field is-short">
          <label class="ds-label" for={`h-${constituency}-${who}`}>
            {words.attendance[who]}
          </label>
          <input
            class="ds-input"
            id={`h-${constituency}-${who}`}
            name={`${who}.${constituency}`}
            inputmode="numeric"
            maxlength={5}
          />
        </div>
      ))}
    </fieldset>
  )
}

/** Who is noted so far, and doors for phones: for those who write the meeting. */
export function AttendanceDesk(props: {
  lang: Language
  zone: string
  here: string
  attendees: readonly Attendee[]
  parties: readonly Party[]
  doors: readonly { door: Door; link: string; qr: Html; whatsapp: string }[]
}) {
  const { lang, zone, here, attendees, parties, doors } = props
  const words = wordsOf(lang)
  const { attendance } = words
  const twice = attendees.filter(({ notedTwice }) => notedTwice).length
  const organisation = (one: Attendee): string => {
    const party = parties.find((each) => each.organisation.id === one.organisationId)
    return party ? said(party.organisation.name, lang) : attendance.noOrganisation
  }
  return (
    <>
      <Section title={attendance.people} subtitle={twice > 0 ? attendance.twice(twice) : undefined}>
        <DataTable
          lang={lang}
          caption={attendance.people}
          captionHidden
          rows={attendees}
          label={{
            head: attendance.name,
            cell: (one) => one.name ?? <span class="subtle">{attendance.hiddenName}</span>,
          }}
          columns={[
            { head: attendance.organisation, cell: organisation },
            { head: attendance.sex, cell: (one) => words.sexes[one.sex ?? 'none'] },
            {
              head: <span class="vh">{attendance.remove}</span>,
              narrowHead: '',
              cell: (one) => (
                <form method="post" action={`${here}/remove`}>
                  <input type="hidden" name="id" value={one.id} />
                  <Button variant="tertiary">
                    {attendance.remove}
                    <span class="vh"> ({one.name ?? attendance.hiddenName})</span>
                  </Button>
                </form>
              ),
            },
          ]}
          empty={<p>{attendance.none}</p>}
        />
      </Section>
      <Section title={attendance.doors} subtitle={attendance.doorsText} id="doors">
        {doors.map(({ door, link, qr, whatsapp }) => (
          <div class="door">
            <p>
              <b>{door.label || attendance.title}</b>{' '}
              <span class="subtle">{attendance.doorUntil(dateTime(door.expiresAt, lang, zone))}</span>
              <br />
              <a class="address" href={link}>
                {link}
              </a>
            </p>
            <div class="qr">{qr}</div>
            <form method="post" action={`${here}/doors/${door.id}/end`}>
              <div class="actions">
                <a class="ds-button" data-variant="secondary" href={whatsapp}>
                  {attendance.whatsapp}
                </a>
                <Button variant="tertiary" danger>
                  {attendance.endDoor}
                </Button>
              </div>
            </form>
          </div>
        ))}
        <Disclosure summary={attendance.makeDoor} open={doors.length === 0}>
          <form class="form" method="post" action={`${here}/doors`}>
            <div class="ds-field is-medium">
              <label class="ds-label" for="door-label">
                {attendance.doorLabel}
              </label>
              <input class="ds-input" id="door-label" name="label" maxlength={100} autocomplete="off" />
            </div>
            <div class="actions">
              <Button>{attendance.makeDoor}</Button>
            </div>
          </form>
        </Disclosure>
      </Section>
    </>
  )
}
