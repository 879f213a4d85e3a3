/** The form of a meeting: kind, name and hour are enough. */
import { z } from 'zod'
import { type Language, said, type Text } from '../../kernel/text.ts'
import type { FormValues } from '../../web/components/form-schema.ts'
import { dayOf, time } from '../../web/format.ts'
import { meetingKinds } from '../rules.ts'
import type { AgendaItem, Meeting } from '../store/meetings.ts'
import { wordsOf } from '../words.ts'

const clock = z.string().regex(/^([01]?\d|2[0-3])[:.]?[0-5]\d$/, 'badClock')

export const meetingSchema = z.object({
  kind: z.enum(meetingKinds),
  title: z.string().min(1).max(300),
  platform: z.string().optional(),
  day: z.iso.date(),
  from: clock,
  until: clock,
  lastDay: z.iso.date().optional(),
  place: z.string().optional(),
  venue: z.string().max(300).optional(),
  url: z.url({ protocol: /^https?$/ }).optional(),
  group: z.string().optional(),
  convenor: z.string().optional(),
  purpose: z.string().max(20_000).optional(),
  agenda: z.string().max(20_000).optional(),
  childcare: z.boolean(),
  interpretation: z.string().max(300).optional(),
})

export const meetingWords = (lang: Language) => {
  const words = wordsOf(lang)
  const { form } = words
  const clockWords = { help: form.clockHelp, errors: { badClock: form.badClock } }
  return {
    kind: { label: form.kind, options: words.meetingKinds },
    title: { label: form.title, help: form.titleHelp },
    platform: { label: form.platform, help: form.platformHelp },
    day: { label: form.day },
    from: { label: form.from, ...clockWords },
    until: { label: form.until, ...clockWords },
    lastDay: { label: form.lastDay, help: form.lastDayHelp },
    place: { label: form.place },
    venue: { label: form.venue },
    url: { label: form.url },
    group: { label: form.group },
    convenor: { label: form.convenor },
    purpose: { label: form.purpose },
    agenda: { label: form.agenda, help: form.agendaHelp },
    childcare: { label: form.childcare },
    interpretation: { label: form.interpretation, help: form.interpretationHelp },
  }
}

/** `Presentación (10)` → its words and its minutes. */
export function agendaLine(line: string): { words: string; minutes: number | null } {
  const [, words = line, minutes] = /^(.*?)\s*\((\d{1,4})\s*(?:min\.?)?\)\s*$/.exec(line) ?? []
  const n = Number(minutes)
  return { words: words.trim(), minutes: minutes && n >= 1 && n <= 1440 ? n : null }
}

export const agendaLines = (typed: string) =>
  typed
    .split('\n')
    .map((line) => line.replace(/^\s*(?:\d+[.)]|[-•*])\s*/, '').trim())
    .filter(Boolean)
    .slice(0, 60)
    .map(agendaLine)

/** As the form shows it: the words of the page's language, of a text without them the source's. */
export function meetingValues(
  meeting: Meeting,
  agenda: readonly AgendaItem[],
  lang: Language,
  zone: string,
): FormValues {
  const own = (text: Text | null): string | undefined => (text ? said(text, lang) : undefined)
  const day = dayOf(meeting.startsAt, zone)
  const last = dayOf(meeting.endsAt, zone)
  return {
    kind: meeting.kind,
    title: own(meeting.title),
    platform: meeting.platformId ?? undefined,
    day,
    from: time(meeting.startsAt, zone),
    until: time(meeting.endsAt, zone),
    lastDay: last === day ? undefined : last,
    place: meeting.placeId ?? undefined,
    venue: meeting.venue,
    url: meeting.url ?? undefined,
    group: meeting.workerGroupId ?? undefined,
    convenor: meeting.convenorId ?? undefined,
    purpose: own(meeting.purpose),
    agenda: agenda
      .map((item) => said(item.words, lang) + (item.minutes ? ` (${item.minutes})` : ''))
      .join('\n'),
    childcare: meeting.childcare ? 'true' : undefined,
    interpretation: meeting.interpretation,
  }
}
