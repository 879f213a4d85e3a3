import fc from 'fast-check'
import { expect, test } from 'vitest'
import { plainSides } from './model.ts'
import { parseRows, parseSide, printRows, printSide } from './plain.ts'

const id = '0198f0a0-0000-7000-8000-000000000001'

test('a sentence with a bound number and a footnote is typed and read', () => {
  const words = `La **tasa** fue de {{${id}:interval}}{nota: INEGI, _ENOE_}.`
  expect(parseSide(words)).toEqual([
    { text: 'La ' },
    { text: 'tasa', bold: true },
    { text: ' fue de ' },
    { bound: id, as: 'interval' },
    { note: [{ text: 'INEGI, ' }, { text: 'ENOE', italic: true }] },
    { text: '.' },
  ])
  expect(printSide(parseSide(words))).toBe(words)
})

test('cells of figures are written once, those of words in both languages', () => {
  const rows = [
    [plainSides('Año', 'Year'), plainSides('Tasa', 'Rate')],
    [plainSides('2019', '2019'), plainSides('56.9', '56.9')],
  ]
  expect(printRows(rows)).toBe('Año || Year | Tasa || Rate\n2019 | 56.9')
  expect(parseRows(printRows(rows))).toEqual(rows)
  expect(parseRows('a | b\nc')).toEqual([
    [plainSides('a', 'a'), plainSides('b', 'b')],
    [plainSides('c', 'c'), { es: [], en: [] }],
  ])
})

const word = fc
  .array(fc.constantFrom(...'aé1|*_[]{}\\ '), { maxLength: 8 })
  .map((signs) => signs.join('').trim().replace(/\s+/g, ' '))

test('any table reads back as it was printed', () =>
  fc.assert(
    fc.property(
      fc.array(fc.array(fc.tuple(word, word), { minLength: 2, maxLength: 2 }), {
        minLength: 1,
        maxLength: 4,
      }),
      (cells) => {
        const rows = cells.map((row) => row.map(([es, en]) => plainSides(es, en)))
        // A row of empty cells alone still has its border between them.
        expect(parseRows(printRows(rows))).toEqual(rows)
      },
    ),
  ))
