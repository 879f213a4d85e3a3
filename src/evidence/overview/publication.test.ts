import { expect, test } from 'vitest'
import { precisionOf } from '../../kernel/precision.ts'
import { type Circumstances, type Estimated, publish } from './publication.ts'

const nation: Circumstances = { unplanned: null, minimumCases: 30, level: 90, revealed: false }
/** TIL1 of 2019-T1 as INEGI prints it: 56.8828 %, CV 0.444789 %. */
const til1: Estimated = { estimate: 0.568828, se: 0.002530085, n: 182_000 }

test.each([
  [
    'Iztapalapa, in a survey designed for states',
    { unplanned: 'municipality' },
    til1,
    { reason: 'unplanned', why: 'municipality' },
  ],
  ['the nation, in a file of one state', { unplanned: 'notCovered' }, til1, { reason: 'coverage' }],
  ['29 cases', {}, { ...til1, n: 29 }, { reason: 'few', n: 29, minimum: 30 }],
  ['nobody', {}, { estimate: null, se: null, n: 0 }, { reason: 'noCases' }],
] as const)('withholds %s, with the reason', (_, change, estimated, withheld) => {
  expect(publish(estimated, { ...nation, ...change })).toEqual({ shown: 'reason', withheld, n: estimated.n })
})

test('thirty cases are enough, and the minimum is a setting', () => {
  expect(publish({ ...til1, n: 30 }, nation).shown).toBe('estimate')
  expect(publish({ ...til1, n: 30 }, { ...nation, minimumCases: 50 }).shown).toBe('reason')
})

test('what a coordinator reveals is shown with its reason and cannot be cited', () => {
  const cell = publish(til1, { ...nation, unplanned: 'municipality', revealed: true })
  expect(cell).toMatchObject({ shown: 'estimate', citable: false, withheld: { reason: 'unplanned' } })
})

test('nothing can be revealed of a place that the file does not cover', () => {
  expect(publish(til1, { ...nation, unplanned: 'notCovered', revealed: true }).shown).toBe('reason')
})

test('the interval at 90 % is INEGI’s: 56.47 to 57.30', () => {
  const cell = publish(til1, nation)
  if (cell.shown !== 'estimate') throw new Error('withheld')
  expect(cell.low).toBeCloseTo(0.564666, 6)
  expect(cell.high).toBeCloseTo(0.57299, 6)
  expect(cell.cv).toBeCloseTo(0.444789, 5)
})

test('without design variables there is an estimate and no interval, CV or precision', () => {
  expect(publish({ estimate: 51_011_033, se: null, n: 120_000, noError: 'noDesign' }, nation)).toMatchObject({
    shown: 'estimate',
    citable: true,
    low: null,
    cv: null,
    precision: null,
    noError: 'noDesign',
  })
})

test('an error near zero of a domain without degrees of freedom is no high precision', () => {
  expect(publish({ estimate: 42, se: 1e-9, n: 40, noError: 'noDegreesOfFreedom' }, nation)).toMatchObject({
    se: null,
    cv: null,
    low: null,
    precision: null,
  })
})

test.each([
  [14.999, 'high'],
  [15, 'moderate'],
  [29.999, 'moderate'],
  [30, 'low'],
] as const)('a CV of %f %% is called %s', (cv, word) => expect(precisionOf(cv)).toBe(word))

test('low precision is shown and citable: the warning goes with it', () => {
  expect(publish({ estimate: 0.1, se: 0.04, n: 40 }, nation)).toMatchObject({
    precision: 'low',
    citable: true,
  })
})

test('a median has its own limits, by level, and not so many errors away', () => {
  const median: Estimated = {
    estimate: 28.571,
    se: 0.0942,
    n: 900,
    limits: { 90: [28.26, 28.57], 95: [28.2, 28.6] },
  }
  expect(publish(median, nation)).toMatchObject({ low: 28.26, high: 28.57 })
  expect(publish(median, { ...nation, level: 95 })).toMatchObject({ low: 28.2, high: 28.6 })
})
