import { describe, expect, test } from 'vitest'
import { grouped, groupOf } from './today-rules.ts'

const line = (due: string | null, time?: string) => ({
  due,
  ...(time ? { time } : {}),
  name: `${due} ${time ?? ''}`,
})

describe('what waits, seen on Saturday 21 November 2026', () => {
  test.each([
    ['2026-11-20', 'overdue'],
    ['2025-12-31', 'overdue'],
    ['2026-11-21', 'today'],
    ['2026-11-22', 'week'],
    ['2026-11-28', 'week'],
    ['2026-11-29', 'later'],
    [null, 'review'],
  ])('due %s is %s', (due, group) => expect(groupOf({ due }, '2026-11-21')).toBe(group))

  test('late first, the longest first; then by hour, what has no hour at the end of its day', () => {
    const shown = grouped(
      [
        line('2026-11-21'),
        line('2026-11-21', '17:00'),
        line(null),
        line('2026-11-21', '09:30'),
        line('2026-11-01'),
        line('2026-10-01'),
      ],
      '2026-11-21',
    )
    expect(shown.map(({ group, lines }) => [group, lines.map(({ name }) => name.trim())])).toEqual([
      ['overdue', ['2026-10-01', '2026-11-01']],
      ['today', ['2026-11-21 09:30', '2026-11-21 17:00', '2026-11-21']],
      ['review', ['null']],
    ])
  })

  test('what has no day keeps the order in which it was given', () =>
    expect(
      grouped(
        [
          { ...line(null), name: 'b' },
          { ...line(null), name: 'a' },
        ],
        '2026-11-21',
      )[0]?.lines.map(({ name }) => name),
    ).toEqual(['b', 'a']))
})
