import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { SurveyError } from '../../src/errors.ts'
import {
  type Allocation,
  allocate,
  marginOfStrata,
  type Stratum,
  sampleSizeByStratum,
  sampleSizeOfStrata,
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
const sizes = (strata: readonly Stratum[], n: number, allocation?: Allocation) =>
  allocate(strata, n, allocation).map((one) => one.n)

describe('refusals name the stratum', () => {
  const two: Stratum[] = [
    { stratum: 'north', population: 100 },
    { stratum: 'south', population: 5 },
  ]
  it('without a spread, Neyman cannot be', () => {
    const error = refusal(() => allocate(two, 20, { rule: 'neyman' }))
    expect(error.values.strata).toEqual(['north'])
    expect(error.message).toContain('stratum north has neither sd nor p')
  })
  it('a stratum that stands twice, or without population', () => {
    const [north] = two as [Stratum]
    expect(refusal(() => allocate([north, north], 20)).message).toContain('stratum north stands twice')
    expect(refusal(() => allocate([{ stratum: 7, population: 2.5 }], 2)).message).toContain('stratum 7')
  })
  it('bounds that leave no room, with the sizes that are possible', () => {
    expect(refusal(() => allocate(two, 106)).values).toMatchObject({ n: 106, least: 4, most: 105 })
    expect(refusal(() => allocate(two, 12, { minimum: 10 })).values).toMatchObject({ least: 15 })
    expect(refusal(() => allocate(two, 20, { minimum: 4, maximum: 3 })).message).toContain('stratum north')
  })
  it('a stratum too small for the response expected', () => {
    const error = refusal(() =>
      sampleSizeByStratum([{ stratum: 'islands', population: 40, p: 0.5 }], { margin: 0.05, response: 0.5 }),
    )
    expect(error.values.strata).toEqual(['islands'])
    expect(error.message).toContain('islands')
  })
  it('a margin that the bounds do not let any sample reach', () => {
    const strata = [{ stratum: 'a', population: 100, p: 0.5, maximum: 10 }]
    expect(refusal(() => sampleSizeOfStrata(strata, { margin: 0.05 })).values).toMatchObject({ most: 10 })
  })
})

/** Cochran 1977, table 5.1: inhabitants of 64 large cities, thousands. */
const cities: Stratum[] = [
  { stratum: 'large', population: 16, sd: Math.sqrt(53_843) },
  { stratum: 'other', population: 48, sd: Math.sqrt(5_581) },
]

/** Cochran 1977, 5.9: enrolment of 196 teachers' colleges, total 56,472. */
const colleges: Stratum[] = [
  [13, 325],
  [18, 190],
  [26, 189],
  [42, 82],
  [73, 86],
  [24, 190],
].map(([population, sd], h) => ({ stratum: h + 1, population: population as number, sd: sd as number }))

describe('worked examples', () => {
  it('Cochran 1977, 5.4: 24 of 64 cities: proportional 6 and 18 (s.e. 1,372), optimum 12 and 12 (1,044)', () => {
    expect(sizes(cities, 24)).toEqual([6, 18])
    // 16·10·53,843/6 + 48·30·5,581/18 = 1,882,293
    expect(marginOfStrata(allocate(cities, 24), { of: 'total' }).se ** 2).toBeCloseTo(1_882_293.33, 1)
    // N·S: 3,712.6 and 3,585.9: 12.21 and 11.79 of 24. 16·4·53,843/12 + 48·36·5,581/12 = 1,090,827
    expect(sizes(cities, 24, { rule: 'neyman' })).toEqual([12, 12])
    expect(marginOfStrata(allocate(cities, 24, { rule: 'neyman' }), { of: 'total' }).se ** 2).toBeCloseTo(
      1_090_826.67,
      1,
    )
  })

  it('Cochran 1977, 5.9: 58 colleges estimate the total with a CV of 5 %, as 9, 7, 11, 7, 14 and 10', () => {
    // V = (0.05·56,472)² = 7,972,717; n = (Σ N·s)²/(V + Σ N·s²) = 26,841²/(7,972,717 + 4,640,387) = 57.1
    const wanted = { of: 'total', margin: 0.05 * 56_472, z: 1 } as const
    const plan = sampleSizeOfStrata(colleges, wanted, { rule: 'neyman' })
    expect(plan.n).toBe(58)
    expect(plan.strata.map((one) => one.n)).toEqual([9, 7, 11, 7, 14, 10])
  })

  it('Bankier: power 1 with the total as importance is Neyman, power 0 with equal CVs is equal', () => {
    const strata = colleges.map((one, h) => {
      const mean = 100 + 50 * h
      return { ...one, mean, importance: one.population * mean }
    })
    expect(sizes(strata, 58, { rule: 'power', power: 1 })).toEqual(sizes(strata, 58, { rule: 'neyman' }))
    const alike = [1000, 4000, 9000].map((population, h) => ({ stratum: h, population, sd: 2, mean: 4 }))
    expect(sizes(alike, 60, { rule: 'power', power: 0 })).toEqual([20, 20, 20])
    // √1000 : √4000 : √9000 = 1 : 2 : 3
    expect(sizes(alike, 60, { rule: 'power' })).toEqual([10, 20, 30])
    expect(sizes(alike, 60, { rule: 'equal' })).toEqual([20, 20, 20])
  })

  it('costs and design effects: n in proportion to N·S·√deff/√c', () => {
    const strata = [
      { stratum: 'a', population: 1000, sd: 1, cost: 4 },
      { stratum: 'b', population: 1000, sd: 1, deff: 9 },
      { stratum: 'c', population: 1000, sd: 1 },
    ]
    // 0.5 : 3 : 1
    expect(sizes(strata, 90, { rule: 'neyman' })).toEqual([10, 60, 20])
  })

  it('a margin in every stratum: what one stratum alone would need', () => {
    const strata = [
      { stratum: 'city', population: 3200, p: 0.5 },
      { stratum: 'country', population: 800, p: 0.5, deff: 1.2 },
    ]
    const plan = sampleSizeByStratum(strata, { margin: 0.05, z: 2, response: 0.9 })
    // Cochran's 356; 480/(1 + 479/800) = 300.2 → 301
    expect(plan.strata.map(({ n, draw }) => [n, draw])).toEqual([
      [356, 396],
      [301, 335],
    ])
    expect(plan.n).toBe(657)
    expect(plan.draw).toBe(731)
    for (const one of plan.strata) expect(one.margin).toBeLessThanOrEqual(0.05)
    expect(plan.margin).toBeLessThan(0.05)
    expect(plan.relative).toBeCloseTo(plan.margin / 0.5, 12)
  })

  it('one stratum is the plain question', () => {
    const plan = sampleSizeOfStrata([{ stratum: 'all', population: 3200, p: 0.5 }], { margin: 0.05, z: 2 })
    expect(plan.n).toBe(356)
  })
})

const strata = fc
  .array(
    fc.record({
      population: fc.integer({ min: 1, max: 500 }),
      sd: fc.integer({ min: 0, max: 50 }),
      mean: fc.double({ min: 1, max: 9, noNaN: true }),
    }),
    { minLength: 1, maxLength: 8 },
  )
  .map((list) => list.map((one, h) => ({ stratum: h, ...one })))
const rules = fc.constantFrom('proportional', 'neyman', 'power', 'equal' as const) as fc.Arbitrary<
  NonNullable<Allocation['rule']>
>

describe('whatever the strata', () => {
  const variance = (list: readonly (Stratum & { n: number })[]) =>
    list.reduce(
      (sum, { population, sd = 0, n }) => sum + ((population * sd) ** 2 * (1 - n / population)) / n,
      0,
    )

  it('the sum is kept and the bounds hold', () =>
    fc.assert(
      fc.property(strata, rules, fc.nat(1000), fc.nat(5), (list, rule, share, minimum) => {
        const least = list.reduce((sum, { population }) => sum + Math.min(minimum, population), 0)
        const most = list.reduce((sum, { population }) => sum + population, 0)
        const n = Math.max(1, least + Math.floor(((most - least) * share) / 1000))
        const found = allocate(list, n, { rule, minimum })
        expect(found.reduce((sum, one) => sum + one.n, 0)).toBe(n)
        for (const one of found) {
          expect(Number.isInteger(one.n)).toBe(true)
          expect(one.n).toBeGreaterThanOrEqual(Math.min(minimum, one.population))
          expect(one.n).toBeLessThanOrEqual(one.population)
        }
      }),
      { seed: 5, numRuns: 400 },
    ))

  it('Neyman: moving a unit from any stratum to any other gains nothing', () =>
    fc.assert(
      fc.property(strata, fc.nat(1000), (list, share) => {
        const least = list.reduce((sum, { population }) => sum + Math.min(1, population), 0)
        const most = list.reduce((sum, { population }) => sum + population, 0)
        const n = least + Math.floor(((most - least) * share) / 1000)
        const found = allocate(list, n, { rule: 'neyman', minimum: 1 })
        const best = variance(found)
        found.forEach((from, i) => {
          found.forEach((to, j) => {
            if (i === j || from.n <= 1 || to.n >= to.population) return
            const moved = found.map((one, h) => ({ ...one, n: one.n + (h === i ? -1 : h === j ? 1 : 0) }))
            expect(variance(moved)).toBeGreaterThanOrEqual(best * (1 - 1e-9))
          })
        })
      }),
      { seed: 6, numRuns: 200 },
    ))

  it('proportional: no stratum is a whole unit from its share where the bounds do not bind', () =>
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 200, max: 900 }), { minLength: 2, maxLength: 6 }),
        fc.integer({ min: 60, max: 200 }),
        (populations, n) => {
          const list = populations.map((population, stratum) => ({ stratum, population }))
          const total = populations.reduce((a, b) => a + b, 0)
          for (const one of allocate(list, n))
            expect(Math.abs(one.n - (n * one.population) / total)).toBeLessThan(1)
        },
      ),
      { seed: 7, numRuns: 300 },
    ))

  it('the size for a margin is the smallest', () =>
    fc.assert(
      fc.property(strata, rules, fc.double({ min: 0.02, max: 0.5, noNaN: true }), (list, rule, margin) => {
        const wanted = { margin, relative: true } as const
        const plan = sampleSizeOfStrata(list, wanted, { rule })
        expect(plan.relative).toBeLessThanOrEqual(margin * (1 + 1e-9))
        const least = list.reduce((sum, { population }) => sum + Math.min(2, population), 0)
        if (plan.n > least)
          expect(marginOfStrata(allocate(list, plan.n - 1, { rule })).relative).toBeGreaterThan(margin)
      }),
      { seed: 8, numRuns: 150 },
    ))
})
