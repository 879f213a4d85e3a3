import { expect, test } from 'vitest'
import { byTime, parsePeriod, periodCode } from './period.ts'

test.each(['13/2019', '2019T5', '2019T0', '2020-13', '2026-02-30', '19T1', '', 'T1', '2019/2020/2021'])(
  'refuses %s',
  (written) => expect(() => parsePeriod(written)).toThrow(expect.objectContaining({ code: 'kernel.period' })),
)

test.each([
  ['2019T1', '2019T1'],
  ['2019q1', '2019T1'],
  ['2019-T1', '2019T1'],
  ['2020-05', '2020-05'],
  ['2016', '2016'],
  ['2026-11-21', '2026-11-21'],
  ['2026-03/2026-06', '2026-03/2026-06'],
])('reads %s as %s', (written, code) => expect(periodCode(parsePeriod(written))).toBe(code))

test('orders periods of different kinds by the day they begin', () => {
  expect(['2020T3', '2019T2', '2020-05', '2019T1', '2016'].toSorted(byTime)).toEqual([
    '2016',
    '2019T1',
    '2019T2',
    '2020-05',
    '2020T3',
  ])
})
