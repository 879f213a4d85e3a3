import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { SurveyError } from '../../src/errors.ts'
import { adjustForNonResponse, type NonResponse } from '../../src/sample/index.ts'

interface Row {
  w: number
  area: string
  answered: boolean
  eligible: boolean
}

const spec: NonResponse<Row> = { weight: 'w', answered: 'answered', class: 'area', minimum: 1 }
const rows = (area: string, w: number, answered: number, silent: number): Row[] =>
  Array.from({ length: answered + silent }, (_, i) => ({ w, area, answered: i < answered, eligible: true }))
const refusal = (work: () => unknown): SurveyError => {
  try {
    work()
  } catch (error) {
    if (error instanceof SurveyError) return error
    throw error
  }
  throw new Error('not refused')
}

describe('refusals name the class or the row', () => {
  it('a class in which nobody answered', () => {
    const error = refusal(() => adjustForNonResponse([...rows('a', 1, 5, 5), ...rows('b', 1, 0, 4)], spec))
    expect(error.message).toContain('class b has 0 answers of 4 eligible units and so no factor')
    expect(error.values).toMatchObject({ strata: ['b'], answered: 0, eligible: 4 })
  })
  it('too few answers, and too large a factor', () => {
    const few = refusal(() => adjustForNonResponse(rows('a', 1, 19, 1), { ...spec, minimum: 20 }))
    expect(few.message).toContain('class a has 19 answers')
    const large = refusal(() => adjustForNonResponse(rows('a', 1, 30, 61), { ...spec, minimum: 20 }))
    expect(large.message).toContain('a factor of 3.03')
    expect(large.message).toContain("set small to 'collapse'")
  })
  it('everything joined and still too small', () => {
    const all = [...rows('a', 1, 2, 1), ...rows('b', 1, 3, 1)]
    const error = refusal(() => adjustForNonResponse(all, { ...spec, minimum: 6, small: 'collapse' }))
    expect(error.message).toContain('class a + b has 5 answers')
  })
  it('a negative weight, a missing class, a class that is not in the order given', () => {
    expect(refusal(() => adjustForNonResponse(rows('a', -1, 1, 0), spec)).values).toMatchObject({ row: 0 })
    expect(refusal(() => adjustForNonResponse(rows('', 1, 1, 0), spec)).values).toMatchObject({
      row: 0,
      column: 'area',
    })
    expect(
      refusal(() => adjustForNonResponse(rows('c', 1, 1, 0), { ...spec, order: ['a', 'b'] })).message,
    ).toContain('class c is not in order')
  })
})

describe('weighting classes', () => {
  it('two classes of 8 and 5 in 10: factors 1.25 and 2', () => {
    const { weights, classes } = adjustForNonResponse([...rows('a', 3, 8, 2), ...rows('b', 7, 5, 5)], spec)
    expect(classes.map(({ rate, factor }) => [rate, factor])).toEqual([
      [0.8, 1.25],
      [0.5, 2],
    ])
    expect(weights.slice(0, 10)).toEqual([...new Array(8).fill(3.75), 0, 0])
    expect(weights.slice(10)).toEqual([...new Array(5).fill(14), 0, 0, 0, 0, 0])
  })

  it('who does not belong to the population keeps the weight and takes none over', () => {
    const sample = [
      ...rows('a', 2, 2, 2),
      { w: 2, area: 'a', answered: false, eligible: false },
      { w: 5, area: 'empty', answered: false, eligible: false },
    ]
    const { weights, classes } = adjustForNonResponse(sample, { ...spec, eligible: 'eligible' })
    expect(weights).toEqual([4, 4, 0, 0, 2, 5])
    expect(classes).toHaveLength(1)
  })

  it('joins too small a class with the neighbour that answers more alike, not with the larger or the nearer in name', () => {
    const sample = [
      ...rows('1', 1, 18, 2),
      ...rows('2', 1, 3, 3),
      ...rows('10', 1, 12, 10),
      ...rows('11', 1, 40, 0),
    ]
    const { classes } = adjustForNonResponse(sample, { ...spec, minimum: 10, small: 'collapse' })
    expect(classes.map((one) => one.classes)).toEqual([['1'], ['2', '10'], ['11']])
    expect(classes[1]).toMatchObject({ answered: 15, eligible: 28, factor: 28 / 15 })
    const ordered = adjustForNonResponse(sample, {
      ...spec,
      minimum: 10,
      small: 'collapse',
      order: [10, 11, 1, 2],
    })
    expect(ordered.classes.map((one) => one.classes)).toEqual([['10'], ['11'], ['1', '2']])
  })

  const samples = fc.array(
    fc.record({
      w: fc.integer({ min: 1, max: 900 }),
      area: fc.constantFrom('a', 'b', 'c', 'd'),
      answered: fc.boolean(),
      eligible: fc.boolean(),
    }),
    { minLength: 1, maxLength: 80 },
  )
  it('whatever the sample: classes keep their weighted size, no weight shrinks, every class is large enough', () =>
    fc.assert(
      fc.property(samples, fc.integer({ min: 1, max: 5 }), (sample, minimum) => {
        const open = sample.filter((row) => row.eligible)
        const got = open.filter((row) => row.answered)
        fc.pre(got.length >= minimum)
        const sum = (list: readonly Row[]) => list.reduce((all, { w }) => all + w, 0)
        fc.pre(sum(open) <= 6 * sum(got))
        const { weights, classes } = adjustForNonResponse(sample, {
          ...spec,
          eligible: 'eligible',
          minimum,
          largest: 6,
          small: 'collapse',
        })
        for (const one of classes) {
          expect(one.answered).toBeGreaterThanOrEqual(minimum)
          expect(one.factor).toBeLessThanOrEqual(6 * (1 + 1e-12))
          const inside = (row: Row) => row.eligible && one.classes.includes(row.area)
          const after = sample.reduce((all, row, at) => all + (inside(row) ? (weights[at] as number) : 0), 0)
          expect(after).toBeCloseTo(sum(sample.filter(inside)), 6)
        }
        sample.forEach((row, at) => {
          if (!row.eligible) expect(weights[at]).toBe(row.w)
          else if (row.answered) expect(weights[at]).toBeGreaterThanOrEqual(row.w)
          else expect(weights[at]).toBe(0)
        })
      }),
      { seed: 31, numRuns: 300 },
    ))
})
