import { describe, expect, it, test } from 'vitest'
import { questionsOf } from './asks.ts'
import { templates } from './index.ts'

describe('a new report is asked', () => {
  it('nothing but its title where no section is written by the program', () => {
    expect(questionsOf('other', [])).toEqual([])
    expect(questionsOf('study', [{}, {}])).toEqual([])
  })
  it('each thing once, that any of its sections needs', () => {
    expect(questionsOf('other', [{ generate: 'meetings' }, {}, { generate: 'account' }])).toEqual([
      'place',
      'time',
    ])
    expect(questionsOf('other', [{ generate: 'groupFacts' }])).toEqual(['group', 'place', 'period'])
  })
  it('what its kind is of, though a person writes every section', () => {
    expect(questionsOf('donor_report', [])).toEqual(['time'])
    expect(questionsOf('fact_sheet', [])).toEqual(['group'])
    expect(questionsOf('comparison', [])).toEqual(['againstPlace'])
  })
})

test.each(templates.filter(({ key }) => key !== 'policy-brief'))(
  'a copy of $key asks what the original asks',
  ({ form, sections, asks }) => {
    expect(new Set(questionsOf(form, sections))).toEqual(new Set(asks))
  },
)
