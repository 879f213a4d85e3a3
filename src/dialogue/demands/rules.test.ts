import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Problem } from '../../platform/problem.ts'
import { stepsFrom, take } from '../rules.ts'
import {
  checkStep,
  checkWords,
  type DemandStep,
  demandMachine,
  followsFrom,
  isPresented,
  ranks,
  type Stage,
  stages,
  standing,
} from './rules.ts'

const codeOf = (work: () => unknown): string | null => {
  try {
    work()
    return null
  } catch (error) {
    return error instanceof Problem ? error.code : 'a fault'
  }
}
const steps = [
  'endorse',
  'loosen',
  'present',
  'answer',
  'agree',
  'refuse',
  'insist',
  'withdraw',
  'resume',
] as const
const odd = ['', 'raise', '__proto__', 'constructor']

describe('a demand', () => {
  it('moves by these steps and no others', () => {
    const found: string[] = []
    for (const stage of stages)
      for (const step of [...steps, ...odd]) {
        const refused = codeOf(() => take(demandMachine, stage, step))
        if (refused === null) found.push(`${stage} ${step} ${take(demandMachine, stage, step)}`)
        else expect([stage, step, refused]).toEqual([stage, step, 'dialogue.step'])
      }
    expect(found).toEqual([
      'raised endorse endorsed',
      'raised withdraw withdrawn',
      'endorsed loosen raised',
      'endorsed present presented',
      'endorsed withdraw withdrawn',
      'presented answer answered',
      'presented withdraw withdrawn',
      'answered agree agreed',
      'answered refuse refused',
      'answered insist presented',
      'answered withdraw withdrawn',
      'refused insist presented',
      'refused withdraw withdrawn',
      'withdrawn resume raised',
    ])
  })
  it('is presented by no sequence of steps without having been endorsed, and agreed by none without an answer', () =>
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...steps), { maxLength: 30 }), (taken) => {
        let stage: Stage = 'raised'
        let endorsed = false
        let answered = false
        for (const step of taken) {
          if (!(stepsFrom(demandMachine, stage) as DemandStep[]).includes(step)) continue
          stage = take(demandMachine, stage, step)
          if (stage === 'endorsed') endorsed = true
          if (stage === 'raised') [endorsed, answered] = [false, false]
          if (stage === 'answered') answered = true
          if (isPresented(stage)) expect(endorsed).toBe(true)
          if (stage === 'agreed' || stage === 'refused') expect(answered).toBe(true)
        }
      }),
    ))
  it('is moved over the stage that was seen, with an addressee, an answer in words, and days in order', () => {
    const demand = {
      stage: 'endorsed',
      addresseeId: 'x',
      raisedOn: '2026-01-01',
      lastOn: '2026-02-01',
    } as const
    const asked = { step: 'present', from: 'endorsed', takenOn: '2026-02-01', words: '' } as const
    const now = '2026-03-01'
    expect(checkStep(demand, asked, now)).toBe('presented')
    const refused = (change: object, more: object = {}) =>
      codeOf(() => checkStep({ ...demand, ...more }, { ...asked, ...change }, now))
    expect(refused({ from: 'raised' })).toBe('demand.moved')
    expect(refused({}, { addresseeId: null })).toBe('demand.noAddressee')
    expect(refused({ takenOn: '2026-03-02' })).toBe('demand.future')
    expect(refused({ takenOn: '2026-01-31' })).toBe('demand.dayOrder')
    expect(refused({ step: 'loosen' })).toBe('demand.notByHand')
    expect(refused({ step: 'answer', from: 'presented', words: ' ' }, { stage: 'presented' })).toBe(
      'demand.answerWords',
    )
    expect(refused({ step: 'agree' })).toBe('dialogue.step')
  })
  it('changes its words with a reason once others stand behind them, and not once it is settled', () => {
    expect(codeOf(() => checkWords('raised', true, ''))).toBeNull()
    expect(codeOf(() => checkWords('presented', false, ''))).toBeNull()
    expect(codeOf(() => checkWords('presented', true, ' '))).toBe('demand.wordsReason')
    expect(codeOf(() => checkWords('presented', true, 'la asamblea'))).toBeNull()
    expect(codeOf(() => checkWords('agreed', true, 'la asamblea'))).toBe('demand.settled')
  })
  it('is endorsed by the first endorsement that stands, and loosened by the last one taken back', () => {
    expect(followsFrom('raised', 1)).toBe('endorse')
    expect(followsFrom('raised', 0)).toBeNull()
    expect(followsFrom('endorsed', 0)).toBe('loosen')
    expect(followsFrom('presented', 0)).toBeNull()
  })
  it('counts for an organisation that endorses the words as they are; earlier words are said to be that', () => {
    const given = [
      { organisationId: 'a', wordsVersion: 1, withdrawnOn: null },
      { organisationId: 'b', wordsVersion: 3, withdrawnOn: null },
      { organisationId: 'c', wordsVersion: 3, withdrawnOn: '2026-01-01' },
    ]
    expect(['a', 'b', 'c', 'd'].map((one) => standing(one, given, 3))).toEqual([
      'earlier',
      'now',
      'none',
      'none',
    ])
  })
})

it('what was agreed by consensus comes first, then votes; equal votes share a rank, none has none', () => {
  const found = ranks([
    { id: 'two', place: 2, votes: 90 },
    { id: 'one', place: 1, votes: 0 },
    { id: 'eight', place: null, votes: 8 },
    { id: 'nine', place: null, votes: 9 },
    { id: 'also nine', place: null, votes: 9 },
    { id: 'none', place: null, votes: 0 },
  ])
  expect(Object.fromEntries(found)).toEqual({ one: 1, two: 2, nine: 3, 'also nine': 3, eight: 5 })
})
