import { describe, expect, it } from 'vitest'
import { stateOf, text, textIn } from '../kernel/text.ts'
import { codeFrom, namesFrom, renamedAs, sameName } from './group-names.ts'

describe('the name of a group', () => {
  it('is an original with its translation, or waits for one', () => {
    expect(namesFrom({ es: 'Boleros', en: 'Shoe shiners' })).toEqual(text('Boleros', 'Shoe shiners'))
    expect(namesFrom({ es: 'Boleros', en: '' })).toEqual(text('Boleros'))
    expect(namesFrom({ es: '', en: 'Shoe shiners' })).toEqual(textIn('en', 'Shoe shiners'))
  })

  const old = text('Boleros', 'Shoe shiners')
  it('leaves the translation out of date when only the original changes', () =>
    expect(stateOf(renamedAs(old, { es: 'Boleras y boleros', en: 'Shoe shiners' }), 'en')).toBe('outdated'))
  it('unless the person says that it still holds', () =>
    expect(stateOf(renamedAs(old, { es: 'Boleras y boleros', en: 'Shoe shiners', holds: true }), 'en')).toBe(
      'current',
    ))
  it('or changes it too', () =>
    expect(stateOf(renamedAs(old, { es: 'Lustradores', en: 'Shoe polishers' }), 'en')).toBe('current'))
  it('can settle a translation that is out of date without changing a word', () => {
    const outdated = renamedAs(old, { es: 'Boleras y boleros', en: 'Shoe shiners' })
    expect(stateOf(renamedAs(outdated, { es: 'Boleras y boleros', en: 'Shoe shiners' }), 'en')).toBe(
      'outdated',
    )
    expect(
      stateOf(renamedAs(outdated, { es: 'Boleras y boleros', en: 'Shoe shiners', holds: true }), 'en'),
    ).toBe('current')
  })
  it('loses a translation that is emptied, and makes it the original if the original is', () => {
    expect(renamedAs(old, { es: 'Boleros', en: '' })).toEqual(text('Boleros'))
    expect(renamedAs(old, { es: '', en: 'Shoe shiners' })).toEqual(textIn('en', 'Shoe shiners'))
  })

  it.each([
    ['Personas lustradoras de calzado', 'personas_lustradoras_de_calzado'],
    ['Ñandúes  y «cía.»', 'nandues_y_cia'],
    ['3 de mayo', 'de_mayo'],
    ['人', 'grupo'],
    ['x'.repeat(100), 'x'.repeat(40)],
  ])('%s goes by %s in addresses', (name, code) => {
    expect(codeFrom(name)).toBe(code)
    expect(codeFrom(name)).toMatch(/^[a-z][a-z0-9_]*$/)
  })

  it('is taken by one that reads the same in either language', () => {
    expect(sameName(text('Boleros'), text('BÓLEROS '))).toBe(true)
    expect(sameName(text('Boleros', 'Shoe shiners'), textIn('en', 'shoe shiners'))).toBe(true)
    expect(sameName(text('Boleros'), text('Organilleros'))).toBe(false)
  })
})
