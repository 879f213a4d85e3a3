import { describe, expect, test } from 'vitest'
import {
  bestPages,
  findQuote,
  isPublished,
  meaningOf,
  quoteFrom,
  sortable,
  stretchAround,
  stretches,
  titleOfFile,
} from './rules.ts'

describe('a quote and the page it is said to stand on', () => {
  const page = 'Las trabajadoras del hogar — casi todas mujeres —\ntrabajan “sin contrato”…'
  test('other words, other accents, other capitals are not there', () => {
    expect(findQuote(page, 'trabajadores del hogar')).toBeNull()
    expect(findQuote(page, 'las trabajadoras')).toBeNull()
    expect(findQuote('publico', 'público')).toBeNull()
    expect(findQuote(page, '   ')).toBeNull()
  })
  test('line ends, dashes and quotation marks do not matter, and what the page has is kept', () => {
    expect(quoteFrom(page, 'mujeres - trabajan "sin contrato"...')).toBe('mujeres — trabajan “sin contrato”…')
    expect(quoteFrom(page, '«sin  contrato»')).toBe('“sin contrato”')
  })
  test('signs of two units do not shift what comes after', () =>
    expect(quoteFrom('👩🏽‍🌾 jornaleras de Oaxaca 🌽', 'jornaleras de Oaxaca 🌽')).toBe(
      'jornaleras de Oaxaca 🌽',
    ))
  test('overlapping passages share their stretch', () =>
    expect(
      stretches('uno dos tres cuatro', [
        { id: 'a', quote: 'uno dos tres' },
        { id: 'b', quote: 'tres cuatro' },
        { id: 'c', quote: 'no está' },
      ]),
    ).toEqual([
      { text: 'uno dos ', passages: ['a'] },
      { text: 'tres', passages: ['a', 'b'] },
      { text: ' cuatro', passages: ['b'] },
    ]))
})

test.each([
  ['2019', true],
  ['2019-02', true],
  ['2019-02-28', true],
  ['2019-02-30', false],
  ['2019-13', false],
  ['19', false],
  ['2019-2-3', false],
])('%s as a date of publication: %s', (written, is) => expect(isPublished(written)).toBe(is))

test('titles are ordered without accents, ñ stays itself', () => {
  expect(sortable('«Índice» del  AÑO')).toBe('indice del año')
  expect(titleOfFile('Informe_2019-final.PDF')).toBe('Informe 2019-final')
  expect(titleOfFile('.pdf')).toBe('.pdf')
})

test('what a cell of the gap matrix says', () => {
  const cell = (held: number, judged: 'enough' | 'not_enough' | null, state: 'wanted' | 'closed' | null) =>
    meaningOf({ held, judged, state })
  expect(cell(0, null, null)).toBe('missing')
  expect(cell(2, null, null)).toBe('held')
  expect(cell(2, 'not_enough', null)).toBe('partly')
  expect(cell(0, null, 'wanted')).toBe('coming')
  expect(cell(2, 'not_enough', 'wanted')).toBe('coming')
  expect(cell(0, null, 'closed')).toBe('missing')
  expect(cell(0, 'enough', null)).toBe('held')
})

test('a stretch of a page begins some words before the first that was asked for', () => {
  const page = `${'relleno '.repeat(60)}la CARTONERÍA cobra por kilo ${'final '.repeat(60)}`
  expect(stretchAround(page, ['carton'])).toMatch(/^relleno .*la CARTONERÍA cobra por kilo final/)
  expect(stretchAround(page, ['carton']).length).toBeLessThan(240)
  expect(stretchAround('corto', ['nada'])).toBe('corto')
  expect(stretchAround('a.c. y más', ['a.c', '('])).toBe('a.c. y más')
  // Accents, in one sign or two, do not count; the middle of another word does not begin one.
  const far = `reciclar y ${'relleno '.repeat(60)}`
  for (const word of ['ÍNDICE', 'i\u0301ndice', 'indices'])
    expect(stretchAround(`${far}${word} final`, ['indic'])).toMatch(/ndice/i)
  expect(stretchAround(`${far}ciclista final`, ['cicl'])).toMatch(/ciclista final$/)
})

test('the best pages of a document hold all the words, by rules of one language; then those that hold some', () => {
  const es = (pages: number[]) => ({ rules: 'es', needed: 2, pages })
  expect(bestPages([], 3)).toEqual({ count: 0, pages: [] })
  expect(bestPages([es([9, 2, 5]), es([5, 9, 7])], 3)).toEqual({
    count: 2,
    pages: [
      { page: 5, rules: 'es' },
      { page: 9, rules: 'es' },
      { page: 2, rules: 'es' },
    ],
  })
  expect(bestPages([es([1]), { rules: 'en', needed: 2, pages: [1] }], 3).count).toBe(0)
})
