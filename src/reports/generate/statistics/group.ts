/** The numbers of one worker group in a place, for its fact sheet. */

import { groupByCode, resolveGroup } from '../../../evidence/index.ts'
import type { Context } from '../../bound/context.ts'
import { both } from '../../bound/places.ts'
import { readingOf } from '../../bound/reading.ts'
import type { Words } from '../../bound/value.ts'
import { type Item, sentence } from '../draft.ts'
import { placeOf, type SnapshotOf } from '../snapshot.ts'
import { cell, chartSpec, knownValue, tableSpec } from './of.ts'
import { sexesFinding } from './people.ts'
import { age, education, health, hours, income } from './person.ts'

export async function groupFacts(context: Context, of: SnapshotOf & { group: string }): Promise<Item[]> {
  const reading = await readingOf(context)
  const all = await placeOf(reading, { ...of, group: null }, of.place)
  const own = await placeOf(reading, of, of.place)
  const { vintage } = await reading.statistics(of.period, of.place, null, of.level)
  const counted = countedAs(of.group, vintage.columns)
  const name = reading.names.group(of.group)
  // A column of reasons why not says less than none.
  const hasBoth = (['women', 'men'] as const).every(
    (sex) => knownValue(own, 'income', 'upto1', 'share', sex) !== null,
  )
  const lower = { es: lowered(name.es), en: lowered(name.en) }
  return [
    {
      kind: 'paragraph',
      sentences: [
        sentence(
          `En {where} hay {number} {name}${counted ? '{counted}' : ''}: el {share} de la población ocupada.`,
          `In {where} there are {number} {name}${counted ? '{counted}' : ''}: {share} of the employed population.`,
          {
            where: all.where,
            name: lower,
            ...(counted ? { counted: { note: counted } } : {}),
            number: cell(all, 'groups', of.group, 'number'),
            share: cell(all, 'groups', of.group, 'share', 'total', 'interval'),
          },
        ),
        sentence(
          'El {women} son mujeres y el {rate} tiene un empleo informal.',
          '{women} are women and {rate} are in informal employment.',
          {
            women: cell(all, 'groups', of.group, 'women', 'total', 'interval'),
            rate: cell(all, 'groups', of.group, 'informality', 'total', 'interval'),
          },
        ),
        ...sexesFinding(own),
      ],
    },
    { kind: 'heading', level: 2, words: { es: 'Quiénes son', en: 'Who they are' } },
    ...age(own),
    ...education(own),
    { kind: 'exhibit', spec: chartSpec(own, 'age', 'share') },
    { kind: 'heading', level: 2, words: { es: 'Cómo trabajan', en: 'How they work' } },
    ...hours(own),
    ...income(own),
    ...health(own),
    { kind: 'exhibit', spec: tableSpec(own, 'income', 'share', { bySex: hasBoth }) },
  ]
}

/** Whom the survey’s codes find, and what is approximate about it; nothing of a group that only the workspace knows. */
function countedAs(code: string, columns: readonly string[]): Words | null {
  const group = groupByCode(code)
  const found = group && resolveGroup(group, new Set(columns))
  if (!found || !('reading' in found)) return null
  const { definition, approximate } = found.reading
  return both((lang) => [definition[lang], approximate?.[lang]].filter(Boolean).join(' '))
}

const lowered = (words: string): string => words.charAt(0).toLocaleLowerCase('es') + words.slice(1)
