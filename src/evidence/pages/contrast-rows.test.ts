import { expect, test } from 'vitest'
import { intervalText, valueText } from '../../web/components/figure.tsx'
import { publish } from '../overview/publication.ts'
import { gapOf } from './contrast-rows.ts'

const moved = (estimate: number, se: number, unit: 'percent' | 'persons' | 'pesos') =>
  gapOf(
    publish({ estimate, se, n: 5000 }, { unplanned: null, minimumCases: 30, level: 90, revealed: false }),
    unit,
    'es',
  )

test('the interval of the change of a rate passes 0: it is no share', () => {
  expect(intervalText(moved(-1.1, 1.4, 'percent'), 'es')).toBe('−3.4 a 1.2')
})

test.each([
  [0.3, 'percent', '+0.3'],
  [-1.1, 'percent', '−1.1'],
  [53_237, 'persons', '+53,237'],
  [-10_982, 'persons', '−10,982'],
  [8, 'pesos', '+8'],
] as const)('a change of %d %s is written %s', (change, unit, written) =>
  expect(valueText(moved(change, 1, unit), true)).toBe(written),
)
