import { describe, expect, it } from 'vitest'
import { stepsFrom, take } from '../rules.ts'
import {
  acceptedByAll,
  checkAccept,
  checkConclude,
  checkOffer,
  checkOpen,
  checkSend,
  kindOf,
  lacks,
  negotiationMachine,
  type OfferRead,
  pointMachine,
  type Standing,
  signingOf,
} from './rules.ts'

const offer = (over: Partial<OfferRead> = {}): OfferRead => ({
  id: 'o',
  organisationId: 'borough',
  sent: true,
  withdrawn: false,
  ...over,
})
const union = { organisationId: 'union', constituency: 'workers' } as const
const borough = { organisationId: 'borough', constituency: 'authority' } as const
const university = { organisationId: 'university', constituency: 'academia' } as const

describe('steps of a negotiation', () => {
  it.each([
    ['preparing', ['open', 'break_off']],
    ['open', ['deadlock', 'conclude', 'break_off']],
    ['deadlocked', ['resume', 'break_off']],
    ['concluded', ['reopen']],
    ['broken_off', ['resume']],
  ] as const)('from %s: %j and nothing else', (state, steps) => {
    expect(stepsFrom(negotiationMachine, state)).toEqual(steps)
    for (const step of ['open', 'deadlock', 'resume', 'conclude', 'break_off', 'reopen'])
      if (!(steps as readonly string[]).includes(step))
        expect(() => take(negotiationMachine, state, step)).toThrow('dialogue.step')
  })
  it('no step makes a point agreed, and no step leaves that', () => {
    for (const state of ['open', 'deadlocked', 'set_aside'] as const)
      expect(Object.values(pointMachine[state])).not.toContain('agreed')
    expect(stepsFrom(pointMachine, 'agreed')).toEqual([])
  })
  it('two delegations that bind sit down; who accompanies does not count', () => {
    expect(() => checkOpen([union, university])).toThrow('negotiation.twoParties')
    expect(() => checkOpen([union, borough])).not.toThrow()
  })
  it.each([
    [['open', 'agreed'], 'negotiation.pointsOpen'],
    [['deadlocked', 'agreed'], 'negotiation.pointsOpen'],
    [['set_aside'], 'negotiation.nothingAgreed'],
    [[], 'negotiation.nothingAgreed'],
  ] as const)('is not concluded with points %j', (points, code) => {
    expect(() => checkConclude(points)).toThrow(code)
  })
  it('is concluded with what was agreed, and what was set aside', () => {
    expect(() => checkConclude(['agreed', 'set_aside'])).not.toThrow()
  })
})

describe('offers', () => {
  it.each([
    [union, null, 'demand'],
    [borough, null, 'offer'],
    [union, offer(), 'counter_offer'],
    // Who betters its own word has not answered another's.
    [borough, offer(), 'offer'],
  ] as const)('of %j answering %j is a %s', (maker, answers, kind) => {
    expect(kindOf(maker, answers)).toBe(kind)
  })
  it.each([
    ['concluded', 'open', 'x', null, 'negotiation.over'],
    ['broken_off', 'open', 'x', null, 'negotiation.over'],
    ['open', 'agreed', 'x', null, 'negotiation.pointClosed'],
    ['open', 'set_aside', 'x', null, 'negotiation.pointClosed'],
    ['open', 'open', '  ', null, 'negotiation.offerWords'],
    ['open', 'open', 'x', offer({ sent: false }), 'negotiation.answersNothing'],
    ['open', 'open', 'x', offer({ withdrawn: true }), 'negotiation.answersNothing'],
  ] as const)(
    'in a negotiation %s, on a point %s, "%s" answering %j: %s',
    (state, point, words, answers, code) => {
      expect(() => checkOffer(state, point, words, answers)).toThrow(code)
    },
  )
  it('may be prepared before the parties sit down, and is sent after', () => {
    expect(() => checkOffer('preparing', 'open', 'Sin desalojos', null)).not.toThrow()
    expect(() => checkSend('preparing', offer({ sent: false }))).toThrow('negotiation.notOpen')
    expect(() => checkSend('open', offer())).toThrow('negotiation.sentAlready')
    expect(() => checkSend('deadlocked', offer({ sent: false }))).not.toThrow()
  })
  it.each([
    ['open', offer({ sent: false }), union, 'negotiation.answersNothing'],
    ['open', offer({ withdrawn: true }), union, 'negotiation.answersNothing'],
    ['open', offer(), borough, 'negotiation.ownOffer'],
    ['open', offer(), university, 'negotiation.accompanies'],
    ['agreed', offer(), union, 'negotiation.pointClosed'],
    ['deadlocked', offer(), union, 'negotiation.pointClosed'],
  ] as const)('on a point %s, %j is not accepted by %j: %s', (point, one, party, code) => {
    expect(() => checkAccept(point, one, party)).toThrow(code)
  })
  it('is the clause once all others who bind accept it', () => {
    const three = [union, borough, university, { organisationId: 'market', constituency: 'workers' } as const]
    expect(acceptedByAll(offer(), three, new Set(['union']))).toBe(false)
    expect(acceptedByAll(offer(), three, new Set(['union', 'market']))).toBe(true)
  })
})

describe('what a party needs to sign', () => {
  const party = (over: Partial<Standing>): Standing => ({
    constituency: 'workers',
    authority: 'vote',
    reportBack: 'accepted',
    noReportBackReason: '',
    ...over,
  })
  it.each([
    [party({}), []],
    [party({ authority: null }), ['authority']],
    [party({ reportBack: null }), ['report_back']],
    [party({ reportBack: null, noReportBackReason: '   ' }), ['report_back']],
    [party({ reportBack: null, noReportBackReason: 'Los estatutos, art. 12, la facultan' }), []],
    // A base that said no is not got round by a reason.
    [party({ reportBack: 'rejected', noReportBackReason: 'Urgía' }), ['base_refused']],
    [party({ reportBack: 'changes' }), ['base_refused']],
    [party({ constituency: 'authority', reportBack: null }), []],
    [party({ constituency: 'employers', authority: null, reportBack: null }), ['authority']],
  ] as const)('%j lacks %j', (given, found) => {
    expect(lacks(given)).toEqual(found)
  })

  const bare = party({ authority: null })
  const signed = { ...bare, signedOn: '2026-06-01' }
  it.each([
    // While it is negotiated, its delegation tells.
    ['open', bare, [], { is: 'awaited', lacks: ['authority'] }],
    ['deadlocked', party({}), [], { is: 'awaited', lacks: [] }],
    // Over: nothing more is asked at this table.
    ['concluded', bare, [], { is: 'over', state: 'concluded' }],
    ['broken_off', bare, [], { is: 'over', state: 'broken_off' }],
    // What is recorded with the agreement counts, whatever the delegation had.
    ['concluded', bare, [{ ...party({}), signedOn: null }], { is: 'awaited', lacks: [] }],
    ['concluded', party({}), [{ ...bare, signedOn: null }], { is: 'awaited', lacks: ['authority'] }],
    ['concluded', bare, [signed], { is: 'signed', on: '2026-06-01' }],
    ['open', bare, [signed], { is: 'signed', on: '2026-06-01' }],
    ['concluded', bare, [signed, { ...signed, signedOn: '2026-07-01' }], { is: 'signed', on: '2026-07-01' }],
    ['concluded', bare, [signed, { ...party({}), signedOn: null }], { is: 'awaited', lacks: [] }],
  ] as const)('%s, %j, of the agreements %j: %j', (state, seat, parties, found) => {
    expect(signingOf(state, seat, parties)).toEqual(found)
  })
})
