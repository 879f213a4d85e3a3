import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { SurveyError } from '../../src/errors.ts'
import { below, randomOf, shuffled, xoshiro } from '../../src/random.ts'
import {
  allocate,
  ppsProbabilities,
  type Selected,
  selectPps,
  selectSimple,
  selectStratified,
  selectSystematic,
  selectWithin,
  strataOf,
} from '../../src/sample/index.ts'

interface Unit {
  id: number
  area: string
  persons: number
}

const refusal = (work: () => unknown): SurveyError => {
  try {
    work()
  } catch (error) {
    if (error instanceof SurveyError) return error
    throw error
  }
  throw new Error('not refused')
}
const frame = (sizes: readonly number[], areas = ['a']): Unit[] =>
  sizes.map((persons, id) => ({ id, persons, area: areas[id % areas.length] as string }))
const ids = (drawn: readonly Selected<Unit>[]) => drawn.map(({ unit }) => unit.id)
const total = (drawn: readonly Selected<unknown>[]) => drawn.reduce((sum, { weight }) => sum + weight, 0)
const tens = (count: number) => frame(Array.from({ length: count }, () => 10))

describe('refusals name the row, column or stratum', () => {
  it('more units than the frame has', () => {
    for (const select of [selectSimple, selectSystematic])
      expect(refusal(() => select(tens(3), { n: 4, seed: 1 })).message).toContain(
        'n is 4: it must be a whole number from 1 to 3',
      )
  })
  it('a size that is zero, missing, or text', () => {
    const zero = refusal(() => selectPps(frame([3, 0, 2]), { n: 1, size: 'persons', seed: 1 }))
    expect(zero.values).toMatchObject({ row: 1, column: 'persons' })
    const text = [{ persons: '12' }] as unknown as Unit[]
    expect(refusal(() => selectPps(text, { n: 1, size: 'persons', seed: 1 })).message).toContain(
      "row 0, column persons: '12' is no number",
    )
  })
  it('strata without a size, without units, or with too few', () => {
    const units = frame([1, 1, 1, 1], ['a', 'b'])
    const ask = (n: Record<string, number>) =>
      refusal(() => selectStratified(units, { stratum: 'area', n, seed: 1 })).message
    expect(ask({ a: 1 })).toContain('stratum b has 2 units in the frame and no size')
    expect(ask({ a: 1, b: 3 })).toContain('stratum b has 2 units, and a size of 3')
    expect(ask({ a: 1, b: 1, c: 1 })).toContain('stratum c has a size of 1 and no unit')
    const nowhere = [...units, { id: 4, persons: 1, area: '' }]
    expect(
      refusal(() => selectStratified(nowhere, { stratum: 'area', n: { a: 1, b: 1 }, seed: 1 })).values,
    ).toMatchObject({ row: 4, column: 'area' })
  })
  it('a cluster with fewer units than are to be drawn in it', () => {
    const clusters = selectSimple(tens(3), { n: 3, seed: 1 })
    const error = refusal(() => selectWithin(clusters, ({ id }) => tens(9 + id), { n: 10, seed: 1 }))
    expect(error.message).toContain('the cluster of row 0 has 9 units, and 10 are to be drawn')
  })
})

describe('random numbers', () => {
  it('are those of the reference implementation of xoshiro128++', () => {
    const random = xoshiro(Uint32Array.from([1, 2, 3, 4]))
    expect(Array.from({ length: 10 }, () => random.word())).toEqual([
      641, 1573767, 3222811527, 3517856514, 836907274, 4247214768, 3867114732, 1355841295, 495546011,
      621204420,
    ])
  })
  it('lie from 0 to 1 with the mean and variance of a uniform', () => {
    const random = randomOf('acuerdo')
    const drawn = Array.from({ length: 20_000 }, () => random.uniform())
    const mean = drawn.reduce((a, b) => a + b, 0) / drawn.length
    // Five standard errors: √(1/12/20,000) = 0.002.
    expect(Math.abs(mean - 0.5)).toBeLessThan(0.0102)
    expect(Math.min(...drawn)).toBeGreaterThanOrEqual(0)
    expect(Math.max(...drawn)).toBeLessThan(1)
  })
  it('give every order of four things about as often', () => {
    const counts = new Map<string, number>()
    const random = randomOf(7)
    for (let i = 0; i < 12_000; i++) {
      const order = shuffled(['a', 'b', 'c', 'd'], random).join('')
      counts.set(order, (counts.get(order) ?? 0) + 1)
    }
    expect(counts.size).toBe(24)
    // χ² of 23 degrees of freedom: 49.7 at one in a thousand.
    const chi = [...counts.values()].reduce((sum, n) => sum + (n - 500) ** 2 / 500, 0)
    expect(chi).toBeLessThan(49.7)
    expect(below(random, 1)).toBe(0)
  })
  it('differ by seed and by name, and a number is its digits', () => {
    const first = (seed: number | string, ...of: string[]) => randomOf(seed, ...of).word()
    expect(new Set([first(1), first(2), first(1, 'a'), first(1, 'b'), first('1a')]).size).toBe(5)
    expect(first('ab', 'c')).not.toBe(first('a', 'bc'))
    expect(first(12)).toBe(first('12'))
  })
})

describe('the same seed draws the same sample, for good', () => {
  // A change here would make samples already in the field impossible to repeat.
  const units = frame(
    Array.from({ length: 40 }, (_, i) => 5 + ((i * 7) % 23)),
    ['a', 'b'],
  )
  const seed = 'Iztapalapa 2026'
  test.each([
    ['simple', () => selectSimple(units, { n: 6, seed })],
    ['systematic', () => selectSystematic(units, { n: 6, seed })],
    ['pps', () => selectPps(units, { n: 6, size: 'persons', seed })],
    ['pps in random order', () => selectPps(units, { n: 6, size: 'persons', seed, order: 'random' })],
    ['stratified', () => selectStratified(units, { stratum: 'area', n: { a: 3, b: 3 }, seed })],
  ] as [string, () => Selected<Unit>[]][])('%s', (name, draw) => {
    expect(draw()).toEqual(draw())
    expect(ids(draw())).toEqual(written[name])
  })

  it('a stratum keeps its sample whatever is drawn in the others', () => {
    const draw = (b: number) =>
      selectStratified(units, { stratum: 'area', n: { a: 4, b }, seed }).filter((one) => one.stratum === 'a')
    expect(draw(2)).toEqual(draw(9))
  })
})

/** Computed apart, by a program in Python that follows the same rules. */
const written: Record<string, number[]> = {
  simple: [1, 5, 14, 20, 23, 36],
  systematic: [3, 9, 16, 23, 29, 36],
  pps: [3, 9, 16, 23, 29, 36],
  'pps in random order': [4, 11, 13, 16, 21, 36],
  stratified: [2, 5, 12, 14, 19, 21],
}

describe('systematic sampling', () => {
  it('takes every fifth of thirty, and steps of 7/3 in seven', () => {
    const places = ids(selectSystematic(tens(30), { n: 6, seed: 1 }))
    expect(new Set(places.slice(1).map((at, i) => at - (places[i] as number)))).toEqual(new Set([5]))
    for (let seed = 0; seed < 50; seed++) {
      const three = ids(selectSystematic(tens(7), { n: 3, seed }))
      expect(three.slice(1).every((at, i) => [2, 3].includes(at - (three[i] as number)))).toBe(true)
    }
  })
})

describe('PPS', () => {
  it('takes out first who is certain, and again who becomes so', () => {
    // n = 3 of Σ 100: 60 and then, of the 2 left to draw and Σ 40, 25 (2·25 ≥ 40); one of the last by 5/15 and 10/15.
    const units = frame([60, 5, 25, 10])
    expect(ppsProbabilities(units, { n: 3, size: 'persons' })).toEqual([1, 5 / 15, 1, 10 / 15])
    const drawn = selectPps(units, { n: 3, size: 'persons', seed: 4 })
    expect(drawn.filter((one) => one.certain).map((one) => one.at)).toEqual([0, 2])
    expect(drawn).toHaveLength(3)
  })

  it('Cochran 1977, 9A: sizes 3, 1, 11, 6, 4, 2, 3 cumulate to 30; the unit is the one in whose stretch the point falls', () => {
    const units = frame([3, 1, 11, 6, 4, 2, 3])
    expect(ppsProbabilities(units, { n: 2, size: 'persons' })).toEqual(
      [3, 1, 11, 6, 4, 2, 3].map((x) => (2 * x) / 30),
    )
    // Points 15 apart: which pairs can come, by a start in (0, 15).
    const upTo = [3, 4, 15, 21, 25, 27, 30]
    const at = (point: number) => upTo.findIndex((end) => point < end)
    const possible = new Set(Array.from({ length: 1500 }, (_, i) => `${at(i / 100)},${at(15 + i / 100)}`))
    const met = new Set(
      Array.from({ length: 400 }, (_, seed) => ids(selectPps(units, { n: 2, size: 'persons', seed })).join()),
    )
    expect(met).toEqual(possible)
  })

  it.each(['frame', 'random'] as const)('draws each unit as often as π says (order: %s)', (order) => {
    const units = frame([60, 3, 1, 11, 6, 4, 2, 3, 9, 9, 5])
    const draws = 4000
    const counts = new Array<number>(units.length).fill(0)
    for (let seed = 0; seed < draws; seed++)
      for (const { at } of selectPps(units, { n: 4, size: 'persons', seed, order }))
        counts[at] = (counts[at] as number) + 1
    ppsProbabilities(units, { n: 4, size: 'persons' }).forEach((p, at) => {
      // Four and a half standard errors of a count.
      const room = 4.5 * Math.sqrt((p * (1 - p)) / draws)
      expect(Math.abs((counts[at] as number) / draws - p)).toBeLessThanOrEqual(room)
    })
  })

  it('in the order of the frame some pairs never meet; in random order all do', () => {
    const units = tens(6)
    const pairs = (order: 'frame' | 'random') =>
      new Set(
        Array.from({ length: 600 }, (_, seed) =>
          ids(selectPps(units, { n: 2, size: 'persons', seed, order })).join(),
        ),
      ).size
    expect(pairs('frame')).toBe(3)
    expect(pairs('random')).toBe(15)
  })
})

describe('two stages', () => {
  it('PPS clusters and ten persons in each weigh the same: Σ X / (clusters · 10)', () => {
    const clusters = frame([40, 25, 80, 60, 35, 90, 70, 55])
    const first = selectPps(clusters, { n: 3, size: 'persons', seed: 11 })
    const people = selectWithin(first, ({ persons }) => tens(persons), { n: 10, seed: 11 })
    expect(people).toHaveLength(30)
    for (const one of people) {
      expect(one.weight).toBeCloseTo(455 / 30, 10)
      expect(one.probability).toBeCloseTo(one.cluster.probability * (10 / one.cluster.unit.persons), 15)
    }
    expect(total(people)).toBeCloseTo(455, 9)
  })
  it('a function takes fewer where there are fewer', () => {
    const first = selectSimple(frame([4, 40]), { n: 2, seed: 1 })
    const people = selectWithin(first, ({ persons }) => tens(persons), {
      n: (units) => Math.min(10, units.length),
      seed: 1,
      method: 'simple',
    })
    expect(people.map(({ cluster }) => cluster.at).filter((at) => at === 0)).toHaveLength(4)
    expect(people).toHaveLength(14)
  })
})

it('strata are counted from the frame, with mean and standard deviation', () => {
  const units = frame([1, 10, 3, 20, 5], ['a', 'b'])
  // a: 1, 3, 5; b: 10, 20.
  expect(strataOf(units, 'area', 'persons')).toEqual([
    { stratum: 'a', population: 3, mean: 3, sd: 2 },
    { stratum: 'b', population: 2, mean: 15, sd: Math.sqrt(50) },
  ])
  const sizes = allocate(strataOf(units, 'area'), 4, { minimum: 1 })
  expect(selectStratified(units, { stratum: 'area', n: sizes, seed: 1 })).toHaveLength(4)
})

describe('whatever the frame', () => {
  const frames = fc
    .array(fc.tuple(fc.integer({ min: 1, max: 400 }), fc.constantFrom('a', 'b', 'c')), {
      minLength: 1,
      maxLength: 60,
    })
    .map((list) => list.map(([persons, area], id) => ({ id, persons, area })))
  const some = (units: readonly Unit[], share: number) => 1 + Math.floor(((units.length - 1) * share) / 1000)
  const check = (body: (units: Unit[], share: number, seed: number) => void) =>
    fc.assert(fc.property(frames, fc.nat(1000), fc.integer(), body), { seed: 21, numRuns: 300 })

  it('n different units come, in the order of the frame', () =>
    check((units, share, seed) => {
      const n = some(units, share)
      for (const drawn of [
        selectSimple(units, { n, seed }),
        selectSystematic(units, { n, seed }),
        selectPps(units, { n, size: 'persons', seed }),
        selectPps(units, { n, size: 'persons', seed, order: 'random' }),
      ]) {
        expect(drawn).toHaveLength(n)
        drawn.forEach((one, i) => {
          expect(one.unit).toBe(units[one.at])
          if (i > 0) expect(one.at).toBeGreaterThan((drawn[i - 1] as Selected<Unit>).at)
          expect(one.weight).toBe(1 / one.probability)
        })
      }
    }))

  it('PPS: the probabilities add to n, and no weight is below 1', () =>
    check((units, share) => {
      const n = some(units, share)
      const probabilities = ppsProbabilities(units, { n, size: 'persons' })
      expect(probabilities.reduce((a, b) => a + b, 0)).toBeCloseTo(n, 9)
      for (const p of probabilities) {
        expect(p).toBeGreaterThan(0)
        expect(p).toBeLessThanOrEqual(1)
      }
    }))

  it('PPS weights estimate the total of the size without error', () =>
    check((units, share, seed) => {
      const n = some(units, share)
      const drawn = selectPps(units, { n, size: 'persons', seed })
      const sum = units.reduce((all, { persons }) => all + persons, 0)
      expect(drawn.reduce((all, one) => all + one.weight * one.unit.persons, 0)).toBeCloseTo(sum, 6)
    }))

  it('stratified: weights add to the units of each stratum', () =>
    check((units, share, seed) => {
      const strata = strataOf(units, 'area')
      const n = strata.reduce((sum, { population }) => {
        return sum + 1 + Math.floor(((population - 1) * share) / 1000)
      }, 0)
      for (const method of ['simple', 'systematic'] as const) {
        const drawn = selectStratified(units, {
          stratum: 'area',
          n: allocate(strata, n, { minimum: 1 }),
          seed,
          method,
        })
        expect(drawn).toHaveLength(n)
        for (const { stratum, population } of strata) {
          const own = drawn.filter((one) => one.stratum === stratum)
          // n·(N/n) is N to the last digit; a sum of n terms may lose one.
          expect(own.length * (own[0]?.weight ?? 0)).toBeCloseTo(population, 12)
          expect(total(own)).toBeCloseTo(population, 9)
        }
      }
    }))

  it('simple samples: each unit as often as any other', () => {
    const counts = new Array<number>(9).fill(0)
    for (let seed = 0; seed < 6000; seed++)
      for (const { at } of selectSimple(tens(9), { n: 3, seed })) counts[at] = (counts[at] as number) + 1
    const room = 4.5 * Math.sqrt((2 / 9) * 6000)
    for (const count of counts) expect(Math.abs(count - 2000)).toBeLessThan(room)
  })
})
