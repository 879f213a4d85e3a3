import { describe, expect, it, test } from 'vitest'
import type { Value } from './bound/value.ts'
import type { Block, BlockContent } from './content/model.ts'
import { reaches } from './reach.ts'
import { after, hindrances, states, steps, stepsFrom } from './rules.ts'

test('the way of a report, every step from every state', () => {
  expect(Object.fromEntries(states.map((state) => [state, steps.map((step) => after(state, step))]))).toEqual(
    {
      //       to review, back,    sign,     write on
      draft: ['review', null, 'signed', null],
      review: [null, 'draft', 'signed', null],
      signed: [null, null, null, 'draft'],
    },
  )
  expect(stepsFrom('signed')).toEqual(['write_on'])
})

const both = (words: string) => ({ es: [{ text: words }], en: [{ text: words }] })
const block = (id: string, content: BlockContent): Block => ({ ...content, id, version: 1 })
const heading = (id: string, level: 1 | 2): Block =>
  block(id, { kind: 'heading', level, source: 'es', ...both('Título') })
const paragraph = (id: string, more: Partial<BlockContent> = {}): Block =>
  block(id, { kind: 'paragraph', source: 'es', ...both('Texto'), ...more } as BlockContent)
const gone: Value = { is: 'gone', why: 'withdrawn', name: { es: '', en: '' }, reason: { es: '', en: '' } }
const text: Value = {
  is: 'text',
  title: { es: '', en: '' },
  text: { es: '', en: '' },
  language: 'es',
  attribution: { es: '', en: '' },
  source: { es: '', en: '' },
  href: null,
}

describe('what stops a sign-off', () => {
  const codes = (blocks: Block[], items: [string, Value, Value | null][] = []) =>
    hindrances(blocks, new Map(items.map(([id, held, moved]) => [id, { held, moved }]))).map(
      ({ code, block: at }) => [code, at],
    )
  const item = { es: [{ bound: 'x', as: 'value' as const }], en: [{ bound: 'x', as: 'value' as const }] }

  it('nothing, where all is written in both languages and stands as its sources say', () => {
    expect(codes([heading('h', 1), paragraph('p', item)], [['x', text, null]])).toEqual([])
  })
  it('a report without a word, also one of guidance alone', () => {
    expect(codes([])).toEqual([['empty', undefined]])
    expect(codes([block('g', { kind: 'guidance', source: 'es', ...both('Qué va aquí') })])).toEqual([
      ['empty', undefined],
    ])
  })
  it('a section of which nothing is written; one with sections of its own is written by them', () => {
    expect(codes([heading('a', 1), heading('b', 1), paragraph('p')])).toEqual([['unwritten', 'a']])
    expect(codes([heading('a', 1), heading('b', 2), paragraph('p')])).toEqual([])
    expect(codes([paragraph('p'), heading('z', 2)])).toEqual([['unwritten', 'z']])
  })
  it('an item that moved, or is gone, or that nobody knows', () => {
    expect(codes([paragraph('p', item)], [['x', text, text]])).toEqual([['moved', 'p']])
    expect(codes([paragraph('p', item)], [['x', gone, null]])).toEqual([['gone', 'p']])
    expect(codes([paragraph('p', item)])).toEqual([['gone', 'p']])
  })
  it('a paragraph in one language alone, and a translation left behind', () => {
    expect(codes([paragraph('p', { en: [] })])).toEqual([['untranslated', 'p']])
    expect(codes([paragraph('p', { outdated: true })])).toEqual([['outdated', 'p']])
  })
})

test('a number is a link for who may open what it was counted from, and for nobody else', () => {
  const rooms = ['/meetings', '/demands', '/commitments', '/evidence/estimate?x=1', '/actors/1']
  expect(rooms.filter((path) => reaches('donor', path))).toEqual(rooms.slice(1))
  expect(rooms.filter((path) => reaches('coordinator', path))).toEqual(rooms)
})
