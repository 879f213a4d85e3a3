import { expect, test } from 'vitest'
import { docOf } from './content.ts'
import { newId } from './ids.ts'
import { movedIn, wordsIn } from './marks.ts'
import type { Block, Side } from './protocol.ts'

const [item, other] = [newId(), newId()]
const paragraph = (es: Side, en: Side = []): Block => ({
  id: newId(),
  version: 1,
  kind: 'paragraph',
  source: 'es',
  es,
  en,
})
const marked = (block: Block, moved: readonly string[]): string[] => {
  const doc = docOf([block])
  return movedIn(doc, (id) => moved.includes(id)).map(({ from, to }) => doc.textBetween(from, to, '', '#'))
}

test('the sentence of a moved item is marked whole, those beside it are not', () => {
  const block = paragraph([
    { text: 'En 2019 eran 56.9 de cada cien, según el INEGI. Hoy son ' },
    { bound: item, as: 'value' },
    { text: ', dice la encuesta. Otra frase con ' },
    { bound: other, as: 'value' },
    { text: '.' },
  ])
  expect(marked(block, [item])).toEqual(['Hoy son #, dice la encuesta.'])
  expect(marked(block, [other])).toEqual(['Otra frase con #.'])
  expect(marked(block, [])).toEqual([])
})

test('each language by its own sentences; two items of one sentence mark it once', () => {
  const block = paragraph(
    [{ bound: item, as: 'value' }, { text: ' y ' }, { bound: other, as: 'value' }, { text: '. Nada.' }],
    [{ text: 'Nothing. It is ' }, { bound: item, as: 'value' }, { text: '.' }],
  )
  expect(marked(block, [item, other])).toEqual(['# y #.', 'It is #.'])
})

test('words are counted by language, a bound item as one', () => {
  const [piece] = docOf([
    paragraph(
      [{ text: 'Son ' }, { bound: item, as: 'value' }, { text: ' de cada cien.' }],
      [{ text: 'One two' }],
    ),
  ]).children
  expect(piece && [wordsIn(piece, 'es'), wordsIn(piece, 'en')]).toEqual([5, 2])
})
