import { describe, expect, it } from 'vitest'
import type { Place } from '../kernel/place.ts'
import { text } from '../kernel/text.ts'
import { places as seeds } from '../kernel/vocabulary.ts'
import type { GivenPlace } from './geojson.ts'
import { type Asked, countsOf, kindOf, listed, pageOf, parentOf, planImport } from './place-rules.ts'

describe('what a code says', () => {
  it.each([
    ['MX', 'country', null],
    ['09', 'state', 'MX'],
    ['33', 'zone', null],
    ['00', 'zone', null],
    ['09007', 'municipality', '09'],
    ['09000', 'zone', '09'],
    ['99001', 'zone', null],
    ['090070001', 'locality', '09007'],
    ['010010001', 'locality', '01'],
    ['09007-norte', 'zone', '09007'],
    ['MX-01', 'zone', 'MX'],
    ['tianguis', 'zone', null],
  ])('%s is a %s within %s', (code, kind, parent) => {
    expect(kindOf(code)).toBe(kind)
    expect(parentOf(code, new Set(seeds.map((seed) => seed.code)))).toBe(parent)
  })
})

describe('what an import would change', () => {
  const outline = { type: 'Polygon', coordinates: [] } as GivenPlace['outline']
  const given = (code: string, name: string): GivenPlace => ({ code, name, outline })
  const plan = (place: GivenPlace, name = text('Viejo', 'Viejo'), sameOutline = true) =>
    planImport([place], new Map([[place.code, { id: 'x', name, sameOutline }]]))[0]

  it('adds what is not there, under the same name in both languages', () =>
    expect(planImport([given('01001', 'Asientos')], new Map())).toMatchObject([
      { effect: 'added', name: text('Asientos', 'Asientos') },
    ]))
  it('leaves what is the same', () => expect(plan(given('01001', 'Viejo'))?.effect).toBe('same'))
  it('updates an outline that moved', () =>
    expect(plan(given('01001', 'Viejo'), text('Viejo', 'Viejo'), false)).toMatchObject({
      effect: 'updated',
      name: text('Viejo', 'Viejo'),
    }))
  it('renames in both languages where both had one name', () =>
    expect(plan(given('01001', 'Nuevo'))).toMatchObject({ effect: 'updated', name: text('Nuevo', 'Nuevo') }))
  it('marks a translation of its own as out of date', () =>
    expect(plan(given('zona-1', 'Zona sur'), text('Zona norte', 'North zone'))?.name).toEqual({
      source: 'es',
      es: { text: 'Zona sur' },
      en: { text: 'North zone', state: 'outdated' },
    }))
  it('never renames a state: the Distrito Federal of an old map stays Ciudad de México', () =>
    expect(plan(given('09', 'Distrito Federal'), text('Ciudad de México', 'Mexico City'))).toMatchObject({
      effect: 'same',
      name: text('Ciudad de México', 'Mexico City'),
    }))
  it('counts', () =>
    expect(
      countsOf(
        planImport(
          [given('a', 'A'), given('b', 'B')],
          new Map([['b', { id: 'x', name: text('B', 'B'), sameOutline: true }]]),
        ),
      ),
    ).toEqual({
      added: 1,
      updated: 0,
      same: 1,
    }))
})

describe('the list', () => {
  const place = (code: string, name: string): Place => ({
    id: code,
    code,
    kind: kindOf(code),
    parentId: null,
    name: text(name),
  })
  const all = [
    place('MX', 'México'),
    place('09', 'Ciudad de México'),
    place('20', 'Oaxaca'),
    place('01', 'Aguascalientes'),
    place('09007', 'Iztapalapa'),
    place('01001', 'Asientos'),
  ]
  const asked: Asked = { level: 'states', state: null, words: '', sort: 'code', direction: 'up', after: null }
  const rates: Record<string, number> = { MX: 56.9, '09': 50.1, '20': 81.6 }
  const codes = (change: Partial<Asked>) =>
    listed(all, { ...asked, ...change }, 'es', ({ code }) => rates[code] ?? null).map(({ code }) => code)

  it('has the country first, whatever the order', () => {
    expect(codes({})).toEqual(['MX', '01', '09', '20'])
    expect(codes({ sort: 'name', direction: 'down' })).toEqual(['MX', '20', '09', '01'])
  })
  it('puts places without a number last in both directions', () => {
    expect(codes({ sort: 'rate', direction: 'down' })).toEqual(['MX', '20', '09', '01'])
    expect(codes({ sort: 'rate', direction: 'up' })).toEqual(['MX', '09', '20', '01'])
  })
  it('keeps to a level and a state', () => {
    expect(codes({ level: 'municipalities' })).toEqual(['01001', '09007'])
    expect(codes({ level: 'municipalities', state: '09' })).toEqual(['09007'])
  })
  it('finds by name without accents, and by the beginning of a code', () => {
    expect(codes({ level: null, words: 'MEXICO' })).toEqual(['MX', '09'])
    expect(codes({ level: null, words: '0900' })).toEqual(['09007'])
    expect(codes({ level: null, words: 'zzz' })).toEqual([])
  })
  it('goes in pages of fifty, there and back', () => {
    const many = Array.from({ length: 120 }, (_, at) => ({ code: String(at) }))
    expect(pageOf(many, null)).toMatchObject({ from: 0, newer: undefined, older: '49' })
    expect(pageOf(many, '49')).toMatchObject({ from: 50, newer: null, older: '99' })
    expect(pageOf(many, '99')).toMatchObject({ from: 100, newer: '49', older: undefined })
    expect(pageOf(many, '99').rows).toHaveLength(20)
    expect(pageOf(many, 'gone').from).toBe(0)
  })
})
