import { describe, expect, it } from 'vitest'
import { stepsFrom, take } from '../rules.ts'
import {
  checkAssessment,
  differ,
  lastWords,
  paceOf,
  remedyMachine,
  rungsOpen,
  saidMeanwhile,
  type Value,
} from './rules.ts'

const said = (...values: Value[]) => values.map((value) => ({ value }))
const once = { dueOn: '2026-06-30', lasts: false }
const lasting = { dueOn: null, lasts: true }

describe('a view that comes late from a phone', () => {
  const said = (id: string, day: string, isHers = false) => ({
    id,
    organisationId: 'red',
    value: 'met' as const,
    assessedOn: day,
    createdAt: new Date(`${day}T12:00:00Z`),
    isHers,
  })
  it.each([
    ['nobody said anything', [], null, null],
    ['the last word is the one that she read', [said('a', '2026-05-01')], 'a', null],
    ['a colleague spoke first', [said('a', '2026-05-01')], null, 'a'],
    ['a colleague spoke since', [said('a', '2026-05-01'), said('b', '2026-05-02')], 'a', 'b'],
    ['her own queue came before', [said('a', '2026-05-01'), said('b', '2026-05-02', true)], 'a', null],
    ['an older word came later', [said('a', '2026-05-03'), said('b', '2026-05-02')], 'a', null],
    ['what she read is not there', [said('a', '2026-05-01')], 'x', 'a'],
  ])('%s', (_, own, basis, theirs) => expect(saidMeanwhile(own, basis)?.id ?? null).toBe(theirs))
})

describe('the last word of each', () => {
  const view = (organisationId: string, value: Value, assessedOn: string, at: string) => ({
    organisationId,
    value,
    assessedOn,
    createdAt: new Date(at),
  })
  it('is by the day it was given for, so that one sent late from a phone undoes nothing newer', () => {
    const words = lastWords([
      view('union', 'not_met', '2026-07-05', '2026-07-05T10:00Z'),
      view('union', 'in_progress', '2026-06-20', '2026-07-06T10:00Z'),
      view('borough', 'met', '2026-07-01', '2026-07-01T10:00Z'),
      view('borough', 'partly_met', '2026-07-01', '2026-07-01T11:00Z'),
    ])
    expect(words.map(({ organisationId, value }) => [organisationId, value])).toEqual([
      ['union', 'not_met'],
      ['borough', 'partly_met'],
    ])
  })
  it('differs where two say different things; "cannot be known" contradicts nobody', () => {
    expect([
      differ(said('met', 'not_met')),
      differ(said('met', 'unknown')),
      differ(said('met', 'met')),
      differ([]),
    ]).toEqual([true, false, false, false])
  })
})

it.each([
  [once, said('met', 'not_met'), '2026-07-01', 'disputed'],
  [once, said('not_met', 'unknown'), '2026-07-01', 'broken'],
  [once, said('met'), '2026-07-01', 'kept'],
  [once, said('in_progress'), '2026-07-01', 'overdue'],
  [once, [], '2026-07-01', 'overdue'],
  [once, [], '2026-06-30', 'soon'],
  [once, [], '2026-06-16', 'soon'],
  [once, [], '2026-06-15', 'later'],
  [{ dueOn: null, lasts: false }, [], '2026-06-15', 'undated'],
  [lasting, [], '2026-06-15', 'lasting'],
  [lasting, said('in_progress'), '2026-06-15', 'lasting'],
  [lasting, said('not_met'), '2026-06-15', 'broken'],
] as const)('%j with %j on %s is %s', (commitment, words, today, pace) => {
  expect(paceOf(commitment, words, today)).toBe(pace)
})

it.each([
  [once, { value: 'met', assessedOn: '2026-07-02' }, 'commitments.futureView'],
  [once, { value: 'not_due', assessedOn: '2026-07-01' }, 'commitments.wasDue'],
  [lasting, { value: 'met', assessedOn: '2026-07-01' }, 'commitments.lastsOn'],
] as const)('of %j nobody says %j: %s', (commitment, given, code) => {
  expect(() => checkAssessment(commitment, given, '2026-07-01')).toThrow(code)
})
it('a view is given for today or earlier', () => {
  expect(() =>
    checkAssessment(once, { value: 'not_due', assessedOn: '2026-06-30' }, '2026-07-01'),
  ).not.toThrow()
  expect(() =>
    checkAssessment(lasting, { value: 'in_progress', assessedOn: '2026-07-01' }, '2026-07-01'),
  ).not.toThrow()
})

describe('remedies', () => {
  it('a letter is sent or withdrawn, and a sent one answered; nothing more', () => {
    expect([
      stepsFrom(remedyMachine, 'draft'),
      stepsFrom(remedyMachine, 'sent'),
      stepsFrom(remedyMachine, 'answered'),
      stepsFrom(remedyMachine, 'withdrawn'),
    ]).toEqual([['send', 'withdraw'], ['answer'], [], []])
    expect(() => take(remedyMachine, 'sent', 'withdraw')).toThrow('dialogue.step')
  })
  it('no rung is open while nobody says that it is broken and its day is not past', () => {
    expect(rungsOpen('later', said('in_progress'), [])).toEqual([])
    expect(rungsOpen('kept', said('met'), [])).toEqual([])
  })
  it('mediation takes a reminder before it, the press any letter sent', () => {
    expect(rungsOpen('overdue', [], [])).toEqual(['reminder', 'complaint'])
    expect(rungsOpen('broken', said('not_met'), [{ rung: 'reminder', state: 'draft' }])).toEqual([
      'complaint',
    ])
    expect(rungsOpen('broken', said('not_met'), [{ rung: 'reminder', state: 'withdrawn' }])).toEqual([
      'reminder',
      'complaint',
    ])
    expect(rungsOpen('disputed', said('met', 'not_met'), [{ rung: 'reminder', state: 'sent' }])).toEqual([
      'reminder',
      'mediation',
      'complaint',
      'press',
    ])
  })
})
