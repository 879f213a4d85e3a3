/** The dictionaries of demands, agendas and policy dialogues, and a sentence for each of their problems. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { en as agendaEn } from '../agenda/words.en.ts'
import { es as agendaEs } from '../agenda/words.es.ts'
import { en as policyEn } from '../policy/words.en.ts'
import { es as policyEs } from '../policy/words.es.ts'
import { en } from './words.en.ts'
import { es } from './words.es.ts'

const dictionaries = [
  ['demand', 'demands', es, en],
  ['agenda', 'agenda', agendaEs, agendaEn],
  ['policy', 'policy', policyEs, policyEn],
] as const

function said(words: object, path = ''): Map<string, string> {
  const found = new Map<string, string>()
  for (const [key, value] of Object.entries(words)) {
    const at = `${path}/${key}`
    if (typeof value === 'string') found.set(at, value)
    else if (typeof value === 'function') found.set(at, String(value({ day: '1', after: '2' }, 3, 3, 3)))
    else for (const [inner, text] of said(value as object, at)) found.set(inner, text)
  }
  return found
}

describe.each(dictionaries)('%s', (prefix, folder, spanish, english) => {
  it('says what to do about each problem', () => {
    const here = join(import.meta.dirname, '..', folder)
    const thrown = readdirSync(here, { recursive: true, encoding: 'utf8' })
      .filter((file) => /\.tsx?$/.test(file) && !/\.test\./.test(file))
      .flatMap((file) => [...readFileSync(join(here, file), 'utf8').matchAll(/Problem\('(\w+\.\w+)'/g)])
      .map(([, code = '']) => code)
      .filter((code) => code.startsWith(`${prefix}.`))
    expect(thrown.length).toBeGreaterThan(3)
    for (const problems of [spanish.problems, english.problems]) {
      expect(Object.keys(problems)).toEqual(expect.arrayContaining(thrown))
      for (const text of said(problems).values()) expect(text.length, text).toBeGreaterThan(40)
    }
  })
  it('says the same in both languages, nothing empty, and usted', () => {
    const [a, b] = [said(spanish), said(english)]
    expect([...b.keys()].sort()).toEqual([...a.keys()].sort())
    for (const [path, text] of [...a, ...b]) expect(text.trim(), path).not.toMatch(/^$|undefined|NaN/)
    for (const [path, text] of a) expect(text, path).not.toMatch(/\b(tú|tus?|te|haz|elige|sube|vuelve)\b/i)
  })
})
