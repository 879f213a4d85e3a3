/** Meetings as a list and as a month. */
import { type Language, said } from '../../kernel/text.ts'
import { Notice } from '../../web/components/notice.tsx'
import { DataTable } from '../../web/components/table.tsx'
import { date, dayOf, number, time } from '../../web/format.ts'
import { whereOf } from '../convocation.ts'
import type { Meeting } from '../store/meetings.ts'
import type { Awaited } from '../store/positions.ts'
import { wordsOf } from '../words.ts'
import { weeksOf } from '../zone.ts'

interface Props {
  lang: Language
  zone: string
  meetings: readonly Meeting[]
  to(path: string): string
}

export function MeetingTable({ lang, zone, meetings, to, caption }: Props & { caption: string }) {
  const words = wordsOf(lang)
  const { head } = words.list
  return (
    <DataTable
      lang={lang}
      caption={caption}
      captionHidden
      rows={meetings}
      label={{
        head: head.meeting,
        cell: (one) => (
          <>
            <a href={to(`/meetings/${one.id}`)}>{said(one.title, lang)}</a>
            <br />
            <span class="subtle">{words.meetingKinds[one.kind]}</span>
          </>
        ),
      }}
      columns={[
        {
          head: head.when,
          cell: (one) => (
            <>
              {date(one.startsAt, lang, 'short', zone)}, <span class="num">{time(one.startsAt, zone)}</span>
            </>
          ),
        },
        { head: head.where, cell: (one) => whereOf(one, lang) || '–' },
        { head: head.parties, kind: 'number', cell: (one) => number(one.parties) },
        { head: head.state, narrow: 'main', cell: (one) => words.meetingStates[one.state] },
      ]}
    />
  )
}

/** Minutes that wait for the word of the organisation she acts for: the first thing that she is asked. */
export function Awaiting({
  lang,
  to,
  awaited,
}: {
  lang: Language
  to(path: string): string
  awaited: readonly Awaited[]
}) {
  if (awaited.length === 0) return null
  return (
    <Notice title={wordsOf(lang).minutes.awaited(awaited.length)}>
      <ul>
        {awaited.map(({ meetingId, title }) => (
          <li>
            <a href={to(`/meetings/${meetingId}/minutes`)}>{said(title, lang)}</a>
          </li>
        ))}
      </ul>
    </Notice>
  )
}

/** Meetings shown within one day of the month; the others open below them. */
const mostADay = 3

/** A month as a table, Monday first: on a laptop a grid, on a phone only the days that have something. */
export function MonthTable({
  lang,
  zone,
  meetings,
  to,
  month,
  today,
}: Props & { month: string; today: string }) {
  const words = wordsOf(lang).list
  const one = (meeting: Meeting) => (
    <li class={meeting.state === 'cancelled' ? 'is-off' : undefined}>
      <a href={to(`/meetings/${meeting.id}`)}>
        <span class="num">{time(meeting.startsAt, zone)}</span> {said(meeting.title, lang)}
        {meeting.state === 'cancelled' && <span class="vh"> ({wordsOf(lang).meetingStates.cancelled})</span>}
      </a>
    </li>
  )
  const byDay = new Map<string, Meeting[]>()
  for (const meeting of meetings) {
    const day = dayOf(meeting.startsAt, zone)
    byDay.set(day, [...(byDay.get(day) ?? []), meeting])
  }
  return (
    <table class="month">
      <caption class="vh">{words.calendarOf(month)}</caption>
      <thead>
        <tr>
          {words.week.map((day) => (
            <th scope="col">{day}</th>
          ))}
        </tr>
      </thead>
      <tbody>
        {weeksOf(month).map((week) => (
          <tr>
            {week.map((day) => {
              const there = byDay.get(day) ?? []
              const state = [
                !day.startsWith(month) && 'is-other',
                day === today && 'is-today',
                there.length === 0 && 'is-free',
              ]
              return (
                <td class={state.filter(Boolean).join(' ') || undefined}>
                  <time datetime={day} aria-current={day === today ? 'date' : undefined}>
                    <span aria-hidden="true">{Number(day.slice(8))}</span>
                    <span class="vh">{date(day, lang)}</span>
                  </time>
                  {there.length > 0 && (
                    <ul>
                      {there.slice(0, mostADay).map(one)}
                      {there.length > mostADay && (
                        <li>
                          <details>
                            <summary class="subtle">{words.more(there.length - mostADay)}</summary>
                            <ul>{there.slice(mostADay).map(one)}</ul>
                          </details>
                        </li>
                      )}
                    </ul>
                  )}
                </td>
              )
            })}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
