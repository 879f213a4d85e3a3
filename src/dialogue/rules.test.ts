import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Problem } from '../platform/problem.ts'
import {
  checkCirculate,
  checkPosition,
  fullest,
  type Machine,
  meetingMachine,
  minutesMachine,
  namesIn,
  plainName,
  positionMachine,
  stepsFrom,
  take,
} from './rules.ts'
import { instantOf, monthOf, weeksOf } from './zone.ts'

const codeOf = (work: () => unknown): string | null => {
  try {
    work()
    return null
  } catch (error) {
    return error instanceof Problem ? error.code : 'a fault'
  }
}

/** Every state with every step: what is written here is allowed, all the rest refused. */
function walk<S extends string, T extends string>(machine: Machine<S, T>, steps: readonly string[]) {
  const found: string[] = []
  for (const state of Object.keys(machine) as S[])
    for (const step of steps) {
      const refused = codeOf(() => take(machine, state, step))
      if (refused === null) found.push(`${state} ${step} ${take(machine, state, step)}`)
      else expect(refused).toBe('dialogue.step')
    }
  return found
}
const odd = ['', '__proto__', 'constructor', 'toString']

describe('steps that are allowed, and no others', () => {
  it('of a meeting', () =>
    expect(walk(meetingMachine, ['convoke', 'hold', 'cancel', 'resume', 'reopen', ...odd])).toEqual([
      'planned convoke convoked',
      'planned hold held',
      'planned cancel cancelled',
      'convoked hold held',
      'convoked cancel cancelled',
      'held reopen convoked',
      'cancelled resume planned',
    ]))
  it('of minutes: what the parties have is not changed behind their back', () =>
    expect(walk(minutesMachine, ['circulate', 'reopen', 'sign_off', 'amend', ...odd])).toEqual([
      'draft circulate circulated',
      'circulated reopen draft',
      'circulated sign_off signed_off',
      'signed_off amend draft',
    ]))
  it('of a party’s position: who agreed does not refuse without reconsidering first', () =>
    expect(walk(positionMachine, ['agree', 'reserve', 'refuse', 'miss', 'reconsider', ...odd])).toEqual([
      'pending agree agreed',
      'pending reserve reservations',
      'pending refuse refused',
      'pending miss absent',
      'agreed reconsider pending',
      'reservations agree agreed',
      'reservations refuse refused',
      'reservations reconsider pending',
      'refused agree agreed',
      'refused reserve reservations',
      'refused reconsider pending',
      'absent agree agreed',
      'absent reserve reservations',
      'absent refuse refused',
      'absent reconsider pending',
    ]))
  it('no sequence of steps signs off minutes that were not with the parties', () =>
    fc.assert(
      fc.property(fc.array(fc.constantFrom('circulate', 'reopen', 'sign_off', 'amend')), (steps) => {
        let state: 'draft' | 'circulated' | 'signed_off' = 'draft'
        for (const step of steps) {
          if (!stepsFrom(minutesMachine, state).includes(step as 'amend')) continue
          const before: string = state
          state = take(minutesMachine, state, step)
          if (state === 'signed_off') expect(before).toBe('circulated')
        }
      }),
    ))
  it('positions and circulation have their conditions', () => {
    expect(codeOf(() => checkPosition('draft', 'agree', ''))).toBe('dialogue.positionOnDraft')
    expect(codeOf(() => checkPosition('circulated', 'reserve', ' '))).toBe('dialogue.reservationWords')
    expect(codeOf(() => checkPosition('signed_off', 'reserve', 'sin el plazo'))).toBeNull()
    expect(codeOf(() => checkCirculate('convoked', 3))).toBe('dialogue.notHeld')
    expect(codeOf(() => checkCirculate('held', 0))).toBe('dialogue.noLines')
    expect(codeOf(() => checkCirculate('held', 1))).toBeNull()
  })
})

describe('names and counts', () => {
  it('the same name is recognised however it is typed; Peña is not Pena', () => {
    expect(plainName('  María-José  LÓPEZ ')).toBe(plainName('maria jose lopez'))
    expect(plainName('Peña')).not.toBe(plainName('Pena'))
    expect(plainName('Agüero')).toBe('aguero')
  })
  it('a pasted list is one name a line, each once', () =>
    expect(namesIn('1. Rosa Hernández\n\n- rosa hernandez\n2) Berta Luna\n   ')).toEqual([
      'Rosa Hernández',
      'Berta Luna',
    ]))
  it('two phones that count the same hall are not added up', () => {
    const at = (minute: number) => new Date(Date.UTC(2026, 10, 21, 10, minute))
    const one = { women: 20, men: 5, others: 0, countedAt: at(1) }
    const two = { women: 22, men: 6, others: 0, countedAt: at(0) }
    expect(fullest([one, two])).toBe(two)
    expect(fullest([])).toBeUndefined()
  })
})

describe('days and hours of the workspace', () => {
  it('ten in Mexico City is sixteen in Greenwich, all year', () => {
    expect(instantOf('2026-07-01', '10:00', 'America/Mexico_City')?.toISOString()).toBe(
      '2026-07-01T16:00:00.000Z',
    )
    expect(instantOf('2026-12-01', '9:05', 'America/Mexico_City')?.toISOString()).toBe(
      '2026-12-01T15:05:00.000Z',
    )
    expect(instantOf('2026-07-01', '10:00', 'Europe/Madrid')?.toISOString()).toBe('2026-07-01T08:00:00.000Z')
    expect(instantOf('2026-03-29', '02:30', 'Europe/Madrid')).not.toBeNull()
  })
  it('what is no day or hour is none', () => {
    for (const [day, clock] of [
      ['2026-02-30', '10:00'],
      ['2026-13-01', '10:00'],
      ['hoy', '10:00'],
      ['2026-02-01', '25:00'],
      ['2026-02-01', ''],
    ] as const)
      expect(instantOf(day, clock, 'America/Mexico_City')).toBeNull()
  })
  it('a month is whole weeks from Monday', () => {
    const weeks = weeksOf('2026-11')
    expect(weeks.length).toBe(6)
    expect(weeks[0]?.[0]).toBe('2026-10-26')
    expect(weeks.at(-1)?.at(-1)).toBe('2026-12-06')
    expect(weeksOf('2027-02').length).toBe(4)
    expect(monthOf('2026-12')).toEqual({ first: '2026-12-01', next: '2027-01-01', before: '2026-11-01' })
    expect(monthOf('2026-13')).toBeNull()
  })
})
