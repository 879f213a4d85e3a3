/** A meeting as a second program reads it (ical.js): the hour in Mexico City, and what a change or a cancellation says. */
import ICAL from 'ical.js'
import ical from 'ical-generator'
import { describe, expect, it } from 'vitest'
import { text } from '../kernel/text.ts'
import { calendarTag, calendarText, folded } from './calendar.ts'
import type { Meeting } from './store/meetings.ts'
import { instantOf } from './zone.ts'

const zone = 'America/Mexico_City'
const at = (clock: string): Date => instantOf('2026-07-15', clock, zone) ?? new Date(Number.NaN)
const meeting: Meeting = {
  ...{
    id: '01a1fd50-7720-7372-b0fe-b7174e1eae8d',
    kind: 'forum',
    state: 'convoked',
    audienceId: '',
    version: 1,
  },
  ...{
    title: text('Foro; «sesión», primera'),
    purpose: text('Línea uno\nlínea dos, con comas; y punto y coma'),
  },
  ...{ startsAt: at('10:00'), endsAt: at('12:30'), changedAt: new Date('2026-07-01T18:00:00Z'), sequence: 0 },
  ...{
    platformId: null,
    placeId: null,
    workerGroupId: null,
    convenorId: null,
    venue: 'Casa del Pueblo',
    url: null,
  },
  ...{ platform: null, place: null, workerGroup: null, convenor: null, childcare: true, interpretation: '' },
  ...{ parties: 0, minutes: null, mayWrite: false },
}
const read = (given: Partial<Meeting> = {}) => {
  const body = calendarText([{ ...meeting, ...given }], {
    lang: 'es',
    name: 'x',
    addressOf: () => 'https://x.example/m',
  })
  const component = new ICAL.Component(ICAL.parse(body)).getFirstSubcomponent('vevent')
  if (!component) throw new Error('no event')
  return {
    event: new ICAL.Event(component),
    value: (name: string) => String(component.getFirstPropertyValue(name)),
  }
}
const clock = (time: ICAL.Time): string =>
  time.toJSDate().toLocaleString('en-GB', { timeZone: zone, dateStyle: 'short', timeStyle: 'short' })

it('in July, without daylight saving since 2022, ten o’clock is ten o’clock', () => {
  const { event } = read()
  expect([clock(event.startDate), clock(event.endDate)]).toEqual(['15/07/2026, 10:00', '15/07/2026, 12:30'])
})
it('keeps commas, semicolons and lines as they were typed', () => {
  const { event } = read()
  expect(event.summary).toBe('Foro; «sesión», primera')
  expect(event.description).toContain('Línea uno\nlínea dos, con comas; y punto y coma')
})
it('is the same event after a change, with a later stamp and sequence; cancelled it says so', () => {
  const [before, after] = [
    read(),
    read({ sequence: 1, startsAt: at('11:00'), changedAt: new Date('2026-07-02T18:00:00Z') }),
  ]
  expect(after.value('uid')).toBe(before.value('uid'))
  expect([before.value('sequence'), after.value('sequence')]).toEqual(['0', '1'])
  expect(after.value('dtstamp') > before.value('dtstamp')).toBe(true)
  expect([before.value('status'), read({ state: 'cancelled' }).value('status')]).toEqual([
    'CONFIRMED',
    'CANCELLED',
  ])
  expect(read({ state: 'planned' }).value('status')).toBe('TENTATIVE')
})
it.each([
  'x'.repeat(73),
  'x'.repeat(74),
  'x'.repeat(75),
  'ñ'.repeat(120),
  '🙂'.repeat(40),
  `${'á'.repeat(37)}🙂ñ`,
  '',
])('a line is folded as the library folds it: %s', (words) => {
  const calendar = ical()
  calendar.createEvent({ start: at('10:00'), summary: words })
  const [, line = ''] = /(SUMMARY:(?:[^\r]|\r\n )*)/.exec(calendar.toString()) ?? []
  expect(folded(line.replaceAll('\r\n ', ''))).toBe(line)
  for (const one of line.split('\r\n')) expect(Buffer.byteLength(one)).toBeLessThanOrEqual(75)
})

describe('what a calendar is known by', () => {
  const settings = { lang: 'es', name: 'x', addressOf: () => 'https://x.example/m' } as const
  const tag = calendarTag([meeting], settings)
  it('is the same while nothing changes, read from the database again', () => {
    expect(calendarTag([{ ...meeting, startsAt: new Date(meeting.startsAt) }], { ...settings })).toBe(tag)
  })
  it.each([
    ['a title', () => calendarTag([{ ...meeting, title: text('Otro') }], settings)],
    ['an hour', () => calendarTag([{ ...meeting, startsAt: at('11:00') }], settings)],
    ['a state', () => calendarTag([{ ...meeting, state: 'cancelled' }], settings)],
    ['a meeting more', () => calendarTag([meeting, meeting], settings)],
    ['none left', () => calendarTag([], settings)],
    ['the language', () => calendarTag([meeting], { ...settings, lang: 'en' })],
    ['the address', () => calendarTag([meeting], { ...settings, addressOf: () => 'https://y.example/m' })],
  ])('moves with %s', (_, moved) => {
    expect(moved()).not.toBe(tag)
  })
})
