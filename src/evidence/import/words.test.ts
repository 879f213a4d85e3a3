import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { en } from './words.en.ts'
import { es } from './words.es.ts'

const sources = readdirSync(import.meta.dirname, { encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts') && !file.includes('.test.') && !file.startsWith('words'))
  .map((file) => readFileSync(join(import.meta.dirname, file), 'utf8'))
  .join('\n')
const codes = new Set([...sources.matchAll(/'(import\.\w+)'/g)].map(([, code = '']) => code))
const known = [...Object.keys(es.problems), ...Object.keys(es.notices)]

describe('every problem and notice has its sentence', () => {
  it.each([...codes])('%s', (code) => expect(known).toContain(code))

  it('and none is left over', () => expect(known.filter((code) => !codes.has(code))).toEqual([]))

  it('in both languages, with the values and never with undefined', () => {
    for (const [code, sentence] of [...Object.entries(es.problems), ...Object.entries(es.notices)]) {
      const asked = new Set<string>()
      const anything = new Proxy(
        {},
        {
          get: (_, name) => {
            asked.add(String(name))
            return 7
          },
        },
      ) as Record<string, number>
      expect(sentence(anything).length, code).toBeGreaterThan(20)
      const spanish = [...asked].sort()
      asked.clear()
      const english =
        code in en.problems
          ? en.problems[code as keyof typeof en.problems]
          : en.notices[code as keyof typeof en.notices]
      expect(english(anything)).not.toContain('undefined')
      expect([code, ...[...asked].sort()]).toEqual([code, ...spanish])
    }
  })

  it('sizes and numbers as people write them', () => {
    const values = { folder: '/datos', free: 1_500_000_000, needed: 12_345 }
    expect(es.problems['import.diskSmall'](values)).toContain('quedan 1,500 MB y hacen falta 13 kB')
    expect(en.problems['import.personsTwice']({ file: 'a.csv', table: 'SDEM', n: 1234 })).toContain(
      '1,234 rows',
    )
  })
})
