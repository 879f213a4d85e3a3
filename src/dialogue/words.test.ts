import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { en } from './words.en.ts'
import { es } from './words.es.ts'

const sources = readdirSync(import.meta.dirname, { recursive: true, encoding: 'utf8' })
  .filter((file) => /\.tsx?$/.test(file) && !/\.test\.|words\./.test(file))
  .map((file) => readFileSync(join(import.meta.dirname, file), 'utf8'))
const thrown = new Set(
  sources.flatMap((source) =>
    [...source.matchAll(/Problem\('(dialogue\.\w+)'/g)].map(([, code = '']) => code),
  ),
)

describe('every problem has its sentence', () => {
  it.each([...thrown])('%s', (code) => expect(Object.keys(es.problems)).toContain(code))
  it('that says what to do, in words, not in undefined', () => {
    const anything = new Proxy({}, { get: (_, name) => `«${String(name)}»` }) as Record<string, string>
    for (const { problems } of [es, en])
      for (const [code, sentence] of Object.entries(problems)) {
        expect(sentence(anything).length, code).toBeGreaterThan(40)
        expect(sentence(anything), code).not.toMatch(/undefined|NaN/)
      }
  })
})

/** Every sentence of a dictionary by its path, functions called with something. */
function said(words: object, path = ''): Map<string, string> {
  const found = new Map<string, string>()
  for (const [key, value] of Object.entries(words)) {
    const at = `${path}/${key}`
    if (typeof value === 'string') found.set(at, value)
    else if (typeof value === 'function') found.set(at, String(value('1', 3, 3, 3, 3, 3)))
    else for (const [inner, text] of said(value as object, at)) found.set(inner, text)
  }
  return found
}

describe('both languages', () => {
  const [spanish, english] = [said(es), said(en)]
  it('say the same things', () => expect([...english.keys()].sort()).toEqual([...spanish.keys()].sort()))
  it('leave nothing empty', () => {
    for (const words of [spanish, english])
      for (const [path, text] of words) expect(text.trim(), path).not.toBe('')
  })
  it('address people as usted', () => {
    for (const [path, text] of spanish)
      expect(text, path).not.toMatch(/\b(tú|tus?|te|haz|elige|sube|vuelve)\b/i)
  })
})
