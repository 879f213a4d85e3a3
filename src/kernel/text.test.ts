import { expect, test } from 'vitest'
import { reword, said, stateOf, text, textIn, wordsFor } from './text.ts'

test('a text without its translation is shown in its own language, marked', () => {
  const demand = textIn('es', 'Un padrón único')
  expect(wordsFor(demand, 'en')).toEqual({ text: 'Un padrón único', language: 'es' })
  expect(stateOf(demand, 'en')).toBe('missing')
})

test('rewriting the source leaves the translation, outdated; translating again makes it current', () => {
  const clause = text('Doce módulos', 'Twelve units')
  const changed = reword(clause, 'es', 'Veinticuatro módulos')
  expect(said(changed, 'en')).toBe('Twelve units')
  expect(stateOf(changed, 'en')).toBe('outdated')
  expect(stateOf(reword(changed, 'en', 'Twenty-four units'), 'en')).toBe('current')
})

test('the same words change nothing', () => {
  const clause = text('Doce módulos', 'Twelve units')
  expect(reword(clause, 'es', 'Doce módulos')).toBe(clause)
})

test('translating does not touch the source', () => {
  expect(reword(textIn('en', 'Agreed'), 'es', 'Acordado')).toEqual({
    source: 'en',
    en: { text: 'Agreed' },
    es: { text: 'Acordado', state: 'current' },
  })
})
