import { expect, test } from 'vitest'
import { type Cell, publish } from './publication.ts'
import { sexesDiffer, shareInWords, withArticle } from './sentences.ts'

test.each([
  [15, 'few'],
  [24.6, 'quarter'],
  [33.3, 'third'],
  [40, 'fourTenths'],
  [46.8, 'almostHalf'],
  [50.1, 'half'],
  [55.4, 'overHalf'],
  [56.9, 'sixTenths'],
  [66.1, 'twoThirds'],
  [75, 'threeQuarters'],
  [81.6, 'eightTenths'],
  [91, 'most'],
] as const)('%f %% is said as %s', (percent, words) => expect(shareInWords(percent)).toBe(words))

const rate = (estimate: number, se: number | null): Cell =>
  publish({ estimate, se, n: 5000 }, { unplanned: null, minimumCases: 30, level: 90, revealed: false })

test('Mexico City 2019-T1: 50.2 and 50.1 are no difference that the survey can tell', () => {
  expect(sexesDiffer(rate(50.2, 1.37), rate(50.1, 1.21), 90)).toBe('same')
})

test('the nation 2019-T1: 57.7 of women against 56.3 of men is one', () => {
  expect(sexesDiffer(rate(57.73, 0.33), rate(56.35, 0.3), 90)).toBe('women')
  expect(sexesDiffer(rate(56.35, 0.3), rate(57.73, 0.33), 90)).toBe('men')
})

test('without an error nothing is said', () =>
  expect(sexesDiffer(rate(57, null), rate(50, 0.3), 90)).toBeNull())

test('two states carry an article', () => {
  expect(withArticle('09', 'Ciudad de México', 'es')).toBe('la Ciudad de México')
  expect(withArticle('15', 'State of Mexico', 'en')).toBe('the State of Mexico')
  expect(withArticle('20', 'Oaxaca', 'es')).toBe('Oaxaca')
})
