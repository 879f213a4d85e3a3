import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Problem } from '../../platform/problem.ts'
import { checkCost, checkRecommended, minorOf, pointsOf } from '../policy/rules.ts'
import { take } from '../rules.ts'
import {
  checkRoute,
  checkStep,
  deadlineState,
  levels,
  lineOf,
  machineOf,
  mayBudget,
  proposalStates,
  proposalSteps,
  routes,
  stepsOf,
} from './rules.ts'
import { stateWords } from './words.ts'

const codeOf = (work: () => unknown): string | null => {
  try {
    work()
    return null
  } catch (error) {
    return error instanceof Problem ? error.code : 'a fault'
  }
}
/** Every state with every step: what is written is allowed, all the rest refused. */
function walk(route: (typeof routes)[number]): string[] {
  const found: string[] = []
  for (const state of proposalStates)
    for (const step of [...proposalSteps, '', 'budget', '__proto__']) {
      const refused = codeOf(() => take(machineOf(route), state, step))
      if (refused === null) found.push(`${state} ${step} ${take(machineOf(route), state, step)}`)
      else expect(refused).toBe('dialogue.step')
    }
  return found.sort()
}

describe('a proposal', () => {
  it('of the legislative route', () =>
    expect(walk('legislative')).toEqual(
      [
        'drafted lodge lodged',
        'drafted withdraw withdrawn',
        'lodged refer in_committee',
        'lodged reject rejected',
        'lodged return returned',
        'lodged withdraw withdrawn',
        'in_committee adopt adopted',
        'in_committee reject rejected',
        'in_committee return returned',
        'in_committee withdraw withdrawn',
        'adopted publish published',
        'adopted return returned',
        'published regulate regulated',
        'published apply applied',
        'regulated apply applied',
        'returned redraft drafted',
        'returned withdraw withdrawn',
        'rejected redraft drafted',
        'withdrawn redraft drafted',
      ].sort(),
    ))
  it('of the executive route', () =>
    expect(walk('executive')).toEqual(
      [
        'drafted submit submitted',
        'drafted withdraw withdrawn',
        'submitted review under_review',
        'submitted reject rejected',
        'submitted return returned',
        'submitted withdraw withdrawn',
        'under_review issue issued',
        'under_review reject rejected',
        'under_review return returned',
        'under_review withdraw withdrawn',
        'issued publish published',
        'published apply applied',
        'returned redraft drafted',
        'returned withdraw withdrawn',
        'rejected redraft drafted',
        'withdrawn redraft drafted',
      ].sort(),
    ))
  it('is applied by no sequence that skips the authority', () =>
    fc.assert(
      fc.property(
        fc.constantFrom(...routes),
        fc.array(fc.constantFrom(...proposalSteps), { maxLength: 40 }),
        (route, taken) => {
          let state: (typeof proposalStates)[number] = 'drafted'
          const seen = new Set<string>()
          for (const step of taken) {
            if (codeOf(() => take(machineOf(route), state, step)) !== null) continue
            state = take(machineOf(route), state, step)
            seen.add(state)
            if (state === 'applied')
              for (const must of route === 'legislative'
                ? ['lodged', 'adopted', 'published']
                : ['submitted', 'issued', 'published'])
                expect(seen).toContain(must)
          }
        },
      ),
    ))
  it('goes by its line from the draft to its application', () => {
    for (const route of routes)
      for (const [i, state] of lineOf[route].slice(1).entries())
        expect(Object.values(machineOf(route)[lineOf[route][i] ?? 'drafted'])).toContain(state)
  })
  it('is of a route that the level has', () => {
    const refused = levels.flatMap((level) =>
      routes
        .filter((route) => codeOf(() => checkRoute(level, route)) !== null)
        .map((route) => `${level} ${route}`),
    )
    expect(refused).toEqual([
      'city_congress executive',
      'state_congress executive',
      'secretariat legislative',
      'federal_secretariat legislative',
      'federal_congress executive',
    ])
  })
  it('is budgeted beside its line, from the day the authority has it until it is over', () => {
    expect(proposalStates.filter(mayBudget)).toEqual([
      ...[
        'lodged',
        'in_committee',
        'adopted',
        'submitted',
        'under_review',
        'issued',
        'published',
        'regulated',
        'applied',
      ],
    ])
    expect(stepsOf('executive', 'submitted')).toEqual(['review', 'reject', 'return', 'withdraw', 'budget'])
    const at = { route: 'executive', state: 'drafted', lastOn: '2026-01-01' } as const
    const asked = { step: 'budget', from: 'drafted', takenOn: '2026-01-02' }
    expect(codeOf(() => checkStep(at, asked, '2026-02-01'))).toBe('agenda.noBudget')
    expect(checkStep({ ...at, state: 'issued' }, { ...asked, from: 'issued' }, '2026-02-01')).toBe('issued')
  })
  it('steps over the state that was seen, on days in order and past', () => {
    const at = { route: 'legislative', state: 'lodged', lastOn: '2026-01-10' } as const
    const asked = { step: 'refer', from: 'lodged', takenOn: '2026-01-10' }
    expect(checkStep(at, asked, '2026-02-01')).toBe('in_committee')
    expect(codeOf(() => checkStep(at, { ...asked, from: 'drafted' }, '2026-02-01'))).toBe('agenda.moved')
    expect(codeOf(() => checkStep(at, { ...asked, takenOn: '2026-01-09' }, '2026-02-01'))).toBe(
      'agenda.dayOrder',
    )
    expect(codeOf(() => checkStep(at, { ...asked, takenOn: '2026-02-02' }, '2026-02-01'))).toBe(
      'agenda.future',
    )
  })
  it('has a statutory deadline that is ahead, near, over or met', () => {
    const at = (deadlineOn: string | null, more: object = {}) =>
      deadlineState({ state: 'under_review', deadlineOn, deadlineStep: 'issue', ...more }, [], '2026-11-21')
    expect(at(null)).toBeNull()
    expect(at('2026-12-22')).toEqual({ state: 'ahead', days: 31 })
    expect(at('2026-12-21')).toEqual({ state: 'near', days: 30 })
    expect(at('2026-11-21')).toEqual({ state: 'near', days: 0 })
    expect(at('2026-11-20')).toEqual({ state: 'over', days: 1 })
    expect(at('2026-11-20', { state: 'rejected' })).toBeNull()
    expect(
      deadlineState(
        { state: 'issued', deadlineOn: '2026-11-20', deadlineStep: 'issue' },
        [{ step: 'issue' }],
        '2026-11-21',
      )?.state,
    ).toBe('met')
  })
  it('is called at each level as people there call it', () => {
    expect(stateWords('es', 'municipality', 'adopted')).toBe('Aprobada en sesión de Cabildo')
    expect(stateWords('es', 'federal_congress', 'published')).toBe(
      'Publicada en el Diario Oficial de la Federación',
    )
    expect(stateWords('en', 'secretariat', 'rejected')).toBe('Rejected')
  })
})

describe('an option of a policy dialogue', () => {
  it('costs what was typed, to the cent, or nobody knows', () => {
    expect(['1,250,000.50', '$ 12', '', '0.5'].map(minorOf)).toEqual([125_000_050, 1200, null, 50])
    for (const typed of ['mucho', '-5', '1.234', '99999999999999', '1e9'])
      expect([typed, codeOf(() => minorOf(typed))]).toEqual([typed, 'policy.cost'])
    expect(codeOf(() => checkCost({ minor: 1, period: null }))).toBe('policy.costPeriod')
    expect(codeOf(() => checkCost({ minor: null, period: null }))).toBeNull()
  })
  it('is recommended with a reason, where it is one of them', () => {
    expect(codeOf(() => checkRecommended(null, [], ''))).toBeNull()
    expect(codeOf(() => checkRecommended('a', [{ id: 'b' }], 'x'))).toBe('policy.noSuchOption')
    expect(codeOf(() => checkRecommended('a', [{ id: 'a' }], ' '))).toBe('policy.reason')
  })
  it('has its points one a line', () =>
    expect(pointsOf('- uno\n\n• dos\ntres ')).toEqual(['uno', 'dos', 'tres']))
})
