import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { SurveyError } from '../../src/errors.ts'
import {
  marginOf,
  plannedDeff,
  type SizeQuestion,
  sampleSize,
  weightingEffect,
} from '../../src/sample/index.ts'

const refusal = (work: () => unknown): SurveyError => {
  try {
    work()
  } catch (error) {
    if (error instanceof SurveyError) return error
    throw error
  }
  throw new Error('not refused')
}

describe('what is refused, and says what is wrong', () => {
  const half = { kind: 'proportion', p: 0.5, margin: 0.05 } as const
  test.each([
    [{ ...half, p: 1.2 }, 'p is 1.2'],
    [{ ...half, margin: 0 }, 'margin is 0'],
    [{ ...half, level: 95 }, 'level is 95'],
    [{ ...half, deff: 0 }, 'deff is 0'],
    [{ ...half, response: 80 }, 'response is 80'],
    [{ ...half, eligible: 0 }, 'eligible is 0'],
    [{ ...half, population: 0.5 }, 'population is 0.5'],
    [{ kind: 'proportion', margin: 0.1, relative: true }, 'needs p'],
    [{ kind: 'mean', sd: 3, margin: 0.1, relative: true }, 'needs a guess'],
    [{ kind: 'mean', sd: Number.NaN, margin: 0.1 }, 'sd is NaN'],
    [{ kind: 'total', sd: 3, margin: 100 }, 'a total needs its population'],
  ] as [SizeQuestion, string][])('%o', (question, words) => {
    const error = refusal(() => sampleSize(question))
    expect(error.code).toBe('specification')
    expect(error.message).toContain(words)
  })

  it('more answers than the population can give at the response expected', () => {
    const error = refusal(() => sampleSize({ ...half, population: 400, response: 0.4 }))
    // 197 answers (196.2 rounded up) take 493 units drawn.
    expect(error.values).toMatchObject({ n: 197, draw: 493, population: 400 })
    expect(error.message).toContain('197 answers take 493 units drawn')
  })

  it('more answers than there are people', () => {
    expect(refusal(() => marginOf({ kind: 'mean', sd: 1, n: 11, population: 10 })).message).toContain(
      'n is 11, more than the population of 10',
    )
  })
})

describe('worked examples', () => {
  it('Cochran 1977, 4.2: blood group of 3,200 islanders, ±5 points, t = 2: 400 without and 356 with the finite population', () => {
    // n₀ = 4·0.5·0.5/0.05² = 400; n = 400/(1 + 399/3200) = 355.6
    const question = { kind: 'proportion', p: 0.5, margin: 0.05, z: 2 } as const
    expect(sampleSize(question).n).toBe(400)
    const found = sampleSize({ ...question, population: 3200 })
    expect(found.n).toBe(356)
    // √(0.25·3200/3199·(1 − 356/3200)/356)·2 = 0.0499727
    expect(found.margin).toBeCloseTo(0.0499727, 6)
  })

  it('Cochran 1977, 4.6: the total of a bed of seedlings, 430 feet, mean 19, variance 85.6, within 10 %: 78 feet', () => {
    // n₀ = 4·85.6/(0.1·19)² = 94.85; n = 94.85/(1 + 94.85/430) = 77.7
    const bed = { kind: 'total', sd: Math.sqrt(85.6), mean: 19, population: 430, z: 2 } as const
    expect(sampleSize({ ...bed, margin: 0.1, relative: true }).n).toBe(78)
    // The same, said in seedlings: 10 % of 8,170.
    expect(sampleSize({ ...bed, margin: 817 }).n).toBe(78)
    expect(marginOf({ ...bed, n: 78 }).relative).toBeLessThanOrEqual(0.1)
    expect(marginOf({ ...bed, n: 77 }).relative).toBeGreaterThan(0.1)
  })

  it('the textbook 385 at 95 %, 1,068 for 3 points, 271 at 90 %', () => {
    // 1.959964²/4/0.05² = 384.1; /0.03² = 1067.07; 1.644854²/4/0.05² = 270.6
    expect(sampleSize({ kind: 'proportion', margin: 0.05 }).n).toBe(385)
    expect(sampleSize({ kind: 'proportion', margin: 0.03 }).n).toBe(1068)
    expect(sampleSize({ kind: 'proportion', margin: 0.05, level: 0.9 }).n).toBe(271)
  })

  it('design effect, non-response and eligibility', () => {
    // 1.5·384.146 = 576.2 → 577 answers; 577/(0.8·0.9) = 801.4 → 802 drawn
    const found = sampleSize({ kind: 'proportion', margin: 0.05, deff: 1.5, response: 0.8, eligible: 0.9 })
    expect(found).toMatchObject({ n: 577, draw: 802 })
  })

  it('a wanted CV is a relative margin with z = 1', () => {
    // CV² = (1 − p)/(p·n): 0.8/0.2/0.15² = 177.8
    const found = sampleSize({ kind: 'proportion', p: 0.2, margin: 0.15, relative: true, z: 1 })
    expect(found.n).toBe(178)
    expect(found.cv).toBeLessThan(15)
  })

  it('Kish: 10 per cluster at ρ = 0.05 cost 1.45; weights 1, 1, 2, 4 cost 1.375', () => {
    expect(plannedDeff({ perCluster: 10, intraclass: 0.05 })).toBeCloseTo(1.45, 12)
    expect(plannedDeff({ perCluster: 10, intraclass: 0.05, weightCv: 0.5 })).toBeCloseTo(1.45 * 1.25, 12)
    // 4·(1 + 1 + 4 + 16)/8² = 1.375; who did not answer has weight 0
    expect(weightingEffect([1, 1, 2, 4, 0])).toBeCloseTo(1.375, 12)
    expect(refusal(() => weightingEffect([1, -2])).message).toContain('row 1')
    expect(refusal(() => plannedDeff({ perCluster: 0 })).message).toContain('perCluster')
  })
})

describe('whatever is asked', () => {
  const questions = fc.record({
    population: fc.oneof(fc.integer({ min: 2, max: 100_000 }), fc.constant(Infinity)),
    p: fc.double({ min: 0.01, max: 0.99, noNaN: true }),
    margin: fc.double({ min: 0.005, max: 0.3, noNaN: true }),
    deff: fc.double({ min: 0.5, max: 4, noNaN: true }),
    relative: fc.boolean(),
  })
  it('n is the smallest whole number that reaches the margin', () =>
    fc.assert(
      fc.property(questions, (given) => {
        const question = { kind: 'proportion', ...given } as const
        const found = sampleSize(question)
        const reached = (n: number) => {
          const one = marginOf({ ...question, n })
          return (given.relative ? one.relative : one.margin) ?? Number.NaN
        }
        expect(reached(found.n)).toBeLessThanOrEqual(given.margin * (1 + 1e-9))
        if (found.n > 1) expect(reached(found.n - 1)).toBeGreaterThan(given.margin * (1 - 1e-8))
      }),
      { seed: 3, numRuns: 300 },
    ))
})
