import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { newId } from './ids.ts'
import { joined, parse, print } from './markup.ts'
import { type Inline, type Side, wordings } from './protocol.ts'

const id = newId()

describe('what is typed', () => {
  test.each<[string, Side]>([
    ['', []],
    ['Sin signos.', [{ text: 'Sin signos.' }]],
    ['Una **gran** parte', [{ text: 'Una ' }, { text: 'gran', bold: true }, { text: ' parte' }]],
    [
      '_así **y así**_',
      [
        { text: 'así ', italic: true },
        { text: 'y así', bold: true, italic: true },
      ],
    ],
    [
      'Véase [la ley](https://dof.gob.mx/x).',
      [{ text: 'Véase ' }, { text: 'la ley', link: 'https://dof.gob.mx/x' }, { text: '.' }],
    ],
    [`Son {{${id}:interval}}.`, [{ text: 'Son ' }, { bound: id, as: 'interval' }, { text: '.' }]],
    [`{{${id}}}`, [{ bound: id, as: 'value' }]],
    [
      'A{nota: según _INEGI_}.',
      [{ text: 'A' }, { note: [{ text: 'según ' }, { text: 'INEGI', italic: true }] }, { text: '.' }],
    ],
    ['dos\nlíneas', [{ text: 'dos líneas' }]],
    // A sign without its partner is itself.
    ['2 * 3 ** 4', [{ text: '2 * 3 ** 4' }]],
    ['a_b', [{ text: 'a_b' }]],
    ['[roto](javascript:alert(1))', [{ text: '[roto](javascript:alert(1))' }]],
    ['{{no}} {nota: abierta', [{ text: '{{no}} {nota: abierta' }]],
    ['\\*\\*no\\*\\*', [{ text: '**no**' }]],
  ])('%s', (words, side) => expect(parse(words)).toEqual(side))
})

const marks = fc.record(
  {
    bold: fc.constant(true as const),
    italic: fc.constant(true as const),
    link: fc.constantFrom('https://a.mx/b', 'mailto:a@b.mx'),
  },
  { requiredKeys: [] },
)
// Words as people write them, with the signs of the markup among them; blanks carry no marks.
const word = fc
  .array(fc.constantFrom(...'aé9*_[]{}()\\:.|'), { minLength: 1, maxLength: 8 })
  .map((signs) => signs.join(''))
const text = fc.tuple(word, marks).map(([words, more]): Inline => ({ text: words, ...more }))
const plain = fc.constantFrom<Inline>({ text: ' ' })
const bound = fc.constantFrom(...wordings).map((as): Inline => ({ bound: id, as }))
const simple = fc.oneof(text, plain, bound)
/** Between two of different marks stands a blank, as it does in a sentence. */
const spaced = (side: Side): Side => joined(side.flatMap((one) => [one, { text: ' ' }]))
const side = fc
  .array(
    fc.oneof(
      simple,
      fc.array(simple, { minLength: 1, maxLength: 3 }).map((note): Inline => ({ note: spaced(note) })),
    ),
    { maxLength: 8 },
  )
  .map(spaced)

describe('what is printed reads back the same', () => {
  test('any side', () =>
    fc.assert(
      fc.property(side, (one) => {
        expect(parse(print(one))).toEqual(one)
      }),
      { numRuns: 500 },
    ))
  test('whatever is typed is read, and reads the same when it is printed', () =>
    fc.assert(
      fc.property(fc.string({ maxLength: 60 }), (words) => {
        const once = parse(words)
        expect(parse(print(once)).length).toBeLessThanOrEqual(once.length + 1)
      }),
    ))
})
