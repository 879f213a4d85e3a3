import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { constituencies } from '../../actors/index.ts'
import { authorities, reportBacks } from '../negotiation/rules.ts'
import { stepsFrom, take } from '../rules.ts'
import {
  type AgreementState,
  agreementMachine,
  amendmentMachine,
  checkAdopt,
  checkClose,
  checkPublish,
  checkSign,
  checkSignature,
  missing,
  type Party,
} from './rules.ts'

const party = (organisationId: string, over: Partial<Party> = {}): Party => ({
  organisationId,
  constituency: 'authority',
  authority: 'legal_powers',
  reportBack: null,
  noReportBackReason: '',
  signedOn: '2026-03-02',
  ...over,
})
const union = (over: Partial<Party> = {}) =>
  party('union', { constituency: 'workers', authority: 'vote', reportBack: 'accepted', ...over })

describe('steps of an agreement', () => {
  it.each([
    ['draft', ['close']],
    ['closed', ['reopen', 'sign']],
    ['signed', ['end', 'terminate']],
    ['ended', []],
    ['terminated', []],
  ] as const)('from %s: %j and nothing else', (state, steps) => {
    expect(stepsFrom(agreementMachine, state)).toEqual(steps)
    for (const step of ['close', 'reopen', 'sign', 'end', 'terminate', 'constructor', ''])
      if (!(steps as readonly string[]).includes(step))
        expect(() => take(agreementMachine, state, step)).toThrow('dialogue.step')
  })
  it('an amendment is adopted or rejected once', () => {
    expect(stepsFrom(amendmentMachine, 'proposed')).toEqual(['adopt', 'reject'])
    expect([stepsFrom(amendmentMachine, 'in_force'), stepsFrom(amendmentMachine, 'rejected')]).toEqual([
      [],
      [],
    ])
  })
  it('no text is closed without clauses or with one party', () => {
    expect(() => checkClose(0, 2)).toThrow('agreements.noClauses')
    expect(() => checkClose(3, 1)).toThrow('agreements.twoParties')
    expect(() => checkClose(1, 2)).not.toThrow()
  })
  it('nobody signs a draft, or without what binds her organisation', () => {
    expect(() => checkSignature('draft', union(), 'Unión')).toThrow('agreements.notClosed')
    expect(() => checkSignature('closed', union({ authority: null }), 'Unión')).toThrow(
      'agreements.lacks.authority',
    )
    expect(() => checkSignature('closed', union({ reportBack: null }), 'Unión')).toThrow(
      'agreements.lacks.report_back',
    )
    expect(() => checkSignature('closed', union({ reportBack: 'rejected' }), 'Unión')).toThrow(
      'agreements.lacks.base_refused',
    )
    expect(() => checkSignature('closed', party('borough'), 'Alcaldía')).not.toThrow()
  })
  it('says of each party what it lacks', () => {
    expect(
      missing([
        union({ authority: null, signedOn: null }),
        party('borough'),
        party('market', { signedOn: null }),
      ]),
    ).toEqual([
      { organisationId: 'union', lacks: ['authority', 'signature'] },
      { organisationId: 'market', lacks: ['signature'] },
    ])
  })
  it('is signed on the day of the last signature', () => {
    expect(checkSign([union({ signedOn: '2026-03-09' }), party('borough')])).toBe('2026-03-09')
    expect(() => checkSign([union()])).toThrow('agreements.twoParties')
    expect(() => checkSign([union({ signedOn: null }), party('borough')])).toThrow('agreements.notAllSigned')
  })
  it('is amended and published only with every party', () => {
    expect(() => checkAdopt(['a', 'b'], new Map([['a', 'agrees']]))).toThrow('agreements.notAllAgree')
    expect(() =>
      checkAdopt(
        ['a', 'b'],
        new Map([
          ['a', 'agrees'],
          ['b', 'refuses'],
        ]),
      ),
    ).toThrow('agreements.notAllAgree')
    expect(() =>
      checkAdopt(
        ['a', 'b'],
        new Map([
          ['a', 'agrees'],
          ['b', 'agrees'],
        ]),
      ),
    ).not.toThrow()
    expect(() => checkPublish('closed', ['2026-01-01', '2026-01-01'])).toThrow('agreements.notSigned')
    expect(() => checkPublish('signed', ['2026-01-01', null])).toThrow('agreements.notAllPublish')
    expect(() => checkPublish('ended', ['2026-01-01', '2026-01-02'])).not.toThrow()
  })
})

/** What people may do to an agreement, in any order; a refused step leaves everything as it was. */
const deed = fc.oneof(
  fc.record({
    do: fc.constant('step' as const),
    step: fc.constantFrom('close', 'reopen', 'sign', 'end', 'terminate'),
  }),
  fc.record({
    do: fc.constant('join' as const),
    who: fc.nat(2),
    constituency: fc.constantFrom(...constituencies),
  }),
  fc.record({
    do: fc.constant('authority' as const),
    who: fc.nat(2),
    authority: fc.constantFrom(null, ...authorities),
  }),
  fc.record({
    do: fc.constant('base' as const),
    who: fc.nat(2),
    said: fc.constantFrom(null, ...reportBacks),
  }),
  fc.record({
    do: fc.constant('reason' as const),
    who: fc.nat(2),
    reason: fc.constantFrom('', ' ', 'Estatutos, art. 12'),
  }),
  fc.record({ do: fc.constant('signature' as const), who: fc.nat(2) }),
)
type Deed = typeof deed extends fc.Arbitrary<infer D> ? D : never
interface Case {
  state: AgreementState
  parties: Party[]
}

function after(now: Case, one: Deed): Case {
  const change = (who: number, over: Partial<Party>): Case => ({
    ...now,
    parties: now.parties.map((p) => (p.organisationId === String(who) ? { ...p, ...over } : p)),
  })
  try {
    if (one.do === 'step') {
      const state = take(agreementMachine, now.state, one.step)
      if (one.step === 'close') checkClose(1, now.parties.length)
      if (one.step === 'sign') checkSign(now.parties)
      // A text that is opened again is signed anew.
      return {
        state,
        parties: one.step === 'reopen' ? now.parties.map((p) => ({ ...p, signedOn: null })) : now.parties,
      }
    }
    if (one.do === 'signature') {
      const found = now.parties.find((p) => p.organisationId === String(one.who))
      if (!found) return now
      checkSignature(now.state, found, 'x')
      return change(one.who, { signedOn: '2026-03-02' })
    }
    if (now.state !== 'draft' && now.state !== 'closed') return now
    if (one.do === 'join')
      return now.state !== 'draft' || now.parties.some((p) => p.organisationId === String(one.who))
        ? now
        : {
            ...now,
            parties: [
              ...now.parties,
              { ...party(String(one.who)), constituency: one.constituency, authority: null, signedOn: null },
            ],
          }
    if (one.do === 'authority') return change(one.who, { authority: one.authority })
    if (one.do === 'base') return change(one.who, { reportBack: one.said })
    return change(one.who, { noReportBackReason: one.reason })
  } catch {
    return now
  }
}

it('no sequence of steps reaches a signed agreement without authority, and report-back or its stated reason', () => {
  let signed = 0
  fc.assert(
    fc.property(fc.array(deed, { minLength: 40, maxLength: 120 }), (deeds) => {
      const end = deeds.reduce(after, { state: 'draft', parties: [] } as Case)
      if (end.state === 'draft' || end.state === 'closed') return
      signed++
      expect(end.parties.length).toBeGreaterThanOrEqual(2)
      for (const one of end.parties) {
        expect(one.authority).not.toBeNull()
        expect(one.signedOn).not.toBeNull()
        if (one.constituency === 'workers')
          expect(
            one.reportBack === 'accepted' ||
              (one.reportBack === null && one.noReportBackReason.trim() !== ''),
          ).toBe(true)
      }
    }),
    { numRuns: 1500, seed: 20261121 },
  )
  // The sequences are worth something only if some of them get there.
  expect(signed).toBeGreaterThan(20)
})
