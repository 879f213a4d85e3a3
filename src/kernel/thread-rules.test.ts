import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type FreshDatabase, freshDatabase } from '../../test/database.ts'
import { wordsOf } from '../web/words.ts'
import { isCited, kindsBeside, linksFor, uncited } from './thread-rules.ts'

let at: FreshDatabase
let kinds: string[]
beforeAll(async () => {
  at = await freshDatabase()
  const { rows } = await at.database.pool.query<{ kind: string }>(
    'select kind from kernel.record_kind order by 1',
  )
  kinds = rows.map(({ kind }) => kind)
})
afterAll(() => at.drop())

describe('which kinds may be linked by hand', () => {
  test('every kind that a part registers has its row, or is said to be cited by nobody', () => {
    expect(kinds.filter((kind) => !isCited(kind) && !uncited.includes(kind))).toEqual([])
  })
  test('every kind has its words in both languages', () => {
    for (const lang of ['es', 'en'] as const)
      expect(kinds.filter((kind) => !wordsOf(lang).kinds[kind])).toEqual([])
  })
  test.each([
    ['figure', 'demand', ['supports', 'quotes']],
    ['demand', 'proposal', ['becomes', 'answers']],
    ['clause', 'commitment', ['becomes']],
    ['commitment', 'assessment', ['measures', 'supports']],
    ['figure', 'report', ['quotes', 'supports']],
    ['published_figure', 'commitment', ['fulfils', 'supports']],
  ])('a %s under a %s: %j', (basis, record, links) => expect(linksFor(basis, record)).toEqual(links))
  test.each([
    ['demand', 'figure'],
    ['commitment', 'figure'],
    ['report', 'demand'],
    ['organisation', 'demand'],
    ['demand', 'person'],
    ['nothing', 'demand'],
    ['clause', 'agreement'],
  ])('a %s under a %s: not at all', (basis, record) => expect(linksFor(basis, record)).toEqual([]))
  test('what a figure rests on and supports', () => {
    expect(kindsBeside('figure', 'rests')).toContain('data_file')
    expect(kindsBeside('figure', 'supports')).toEqual(expect.arrayContaining(['demand', 'clause', 'report']))
    expect(kindsBeside('figure', 'supports')).not.toContain('organisation')
  })
})

test('what a deed tied together is no link by hand, so nobody unties it from the panel: an assessment answers its commitment', () => {
  expect(linksFor('commitment', 'assessment')).not.toContain('answers')
  expect(linksFor('commitment', 'remedy')).not.toContain('answers')
})
