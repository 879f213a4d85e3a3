import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { root } from '../platform/root.ts'
import { peopleWords } from './people-words.ts'

/** What the program writes down: the action and the kind of thing of each `logEvent(tx, asker, 'exported', { kind: 'overview' …`. */
const written = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
  .filter((name) => /\.tsx?$/.test(name) && !/\.test\.|fixtures/.test(name))
  .flatMap((name) => [
    ...readFileSync(join(root, 'src', name), 'utf8').matchAll(
      /logEvent\(\s*tx,\s*[\w.]+,\s*'(\w+)',\s*\{\s*kind: '(\w+)'/g,
    ),
  ])

describe.each(['es', 'en'] as const)('the event log in %s', (lang) => {
  test('has words for every action and kind that is written down', () => {
    const { actions, kinds } = peopleWords(lang).log
    expect(written.length).toBeGreaterThan(10)
    expect(written.map(([, action = '']) => action).filter((one) => !(one in actions))).toEqual([])
    expect(written.map(([, , kind = '']) => kind).filter((one) => !(one in kinds))).toEqual([])
  })
})
