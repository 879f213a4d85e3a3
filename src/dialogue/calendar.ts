/** Meetings as an iCalendar file (RFC 5545), for one meeting or as a feed. */
import { createHash } from 'node:crypto'
import ical, { ICalCalendarMethod, ICalEventStatus } from 'ical-generator'
import { type Language, said } from '../kernel/text.ts'
import { whereOf } from './convocation.ts'
import type { Meeting } from './store/meetings.ts'
import { wordsOf } from './words.ts'

export interface CalendarSettings {
  lang: Language
  /** Shown as the calendar's name. */
  name: string
  /** Address of a meeting's page. */
  addressOf(meeting: Meeting): string
}

const status = {
  planned: ICalEventStatus.TENTATIVE,
  convoked: ICalEventStatus.CONFIRMED,
  held: ICalEventStatus.CONFIRMED,
  cancelled: ICalEventStatus.CANCELLED,
} as const

/**
 * The text of a calendar. Times are in UTC, so that no zone has to be described; a meeting keeps its UID, and SEQUENCE counts
 * its changes, so that a second fetch moves an event instead of doubling it. No names, no answers: calendars are copied about.
 */
export function calendarText(meetings: readonly Meeting[], settings: CalendarSettings): string {
  const { lang, name, addressOf } = settings
  const words = wordsOf(lang)
  const calendar = ical({
    name,
    prodId: { company: 'acuerdo', product: 'dialogue', language: lang.toUpperCase() },
    method: ICalCalendarMethod.PUBLISH,
    ttl: 60 * 60,
  })
  for (const meeting of meetings) {
    const description = [
      words.meetingKinds[meeting.kind],
      meeting.platform ? said(meeting.platform.name, lang) : '',
      meeting.purpose ? said(meeting.purpose, lang) : '',
    ]
    calendar.createEvent({
      id: `${meeting.id}@acuerdo`,
      sequence: meeting.sequence,
      start: meeting.startsAt,
      end: meeting.endsAt,
      stamp: meeting.changedAt,
      lastModified: meeting.changedAt,
      summary: said(meeting.title, lang),
      description: description.filter(Boolean).join('\n'),
      location: whereOf(meeting, lang) || null,
      url: addressOf(meeting),
      status: status[meeting.state],
    })
  }
  // The library folds by asking for an encoder at every letter, which took three quarters of the time.
  const end = 'END:VCALENDAR'
  const events = calendar.events()
  const lines = events.map((event) => event.toString()).join('')
  const frame = calendar.clear().toString()
  return frame.slice(0, -end.length) + lines.split('\r\n').map(folded).join('\r\n') + end
}

/** Lines have at most 75 octets (RFC 5545, 3.1); a longer one goes on behind a blank. No letter is cut in two. */
export function folded(line: string): string {
  if (Buffer.byteLength(line) < 75) return line
  let [text, octets] = ['', 0]
  for (const letter of line) {
    const size = Buffer.byteLength(letter)
    if (octets + size > 74) {
      text += '\r\n '
      octets = 0
    }
    octets += size
    text += letter
  }
  return text
}

/**
 * By what a calendar is known to have changed: everything that its text is made of. Telling that nothing changed costs a hundredth
 * of writing the text, and calendars ask every hour.
 */
export const calendarTag = (
  meetings: readonly Meeting[],
  { lang, name, addressOf }: CalendarSettings,
): string => {
  const [first] = meetings
  const of = [lang, name, first ? addressOf(first) : '', meetings]
  return createHash('sha256').update(JSON.stringify(of)).digest('base64url').slice(0, 22)
}

export const mediaType = 'text/calendar; charset=utf-8'
