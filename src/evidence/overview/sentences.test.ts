import { expect, test } from 'vitest'
import { type Cell, publish } from './publication.ts'
import { periodInSentence, sexesDiffer, shareInWords, withArticle } from './sentences.ts'

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

const gap = (estimate: number, se: number | null): Cell =>
  publish({ estimate, se, n: 5000 }, { unplanned: null, minimumCases: 30, level: 90, revealed: false })

test.each([
  [0.1, 1.6, 'same'],
  [1.38, 0.39, 'women'],
  [-1.38, 0.39, 'men'],
  [7, null, null],
] as const)('a difference of %d points between women and men, error %s: %s', (estimate, se, higher) =>
  expect(sexesDiffer(gap(estimate, se))).toBe(higher),
)

test('periods inside a sentence', () => {
  expect(periodInSentence('2019T1', 'es')).toBe('el primer trimestre de 2019')
  expect(periodInSentence('2019T1', 'en')).toBe('the first quarter of 2019')
  expect(periodInSentence('2020-05', 'es')).toBe('mayo de 2020')
  expect(periodInSentence('2020-05', 'en')).toBe('May 2020')
})

test('two states carry an article', () => {
  expect(withArticle('09', 'Ciudad de México', 'es')).toBe('la Ciudad de México')
  expect(withArticle('15', 'State of Mexico', 'en')).toBe('the State of Mexico')
  expect(withArticle('20', 'Oaxaca', 'es')).toBe('Oaxaca')
})
