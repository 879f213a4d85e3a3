import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { en } from './words.en.ts'
import { es } from './words.es.ts'

const sources = readdirSync(import.meta.dirname, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts') && !/words|\.test\.ts$/.test(file))
  .map((file) => readFileSync(join(import.meta.dirname, file), 'utf8'))
const thrown = sources
  .flatMap((source) => [...source.matchAll(/new Problem\(\s*'([\w.]+)'/g)])
  .map(([, code = '']) => code)

describe('every problem of the platform has its sentence', () => {
  it.each([...new Set(thrown)])('%s', (code) => expect(Object.keys(es.problems)).toContain(code))

  it('and none is left over', () =>
    expect(
      Object.keys(es.problems).filter((code) => !sources.some((source) => source.includes(`'${code}'`))),
    ).toEqual([]))

  it('in words, not in undefined', () => {
    const anything = new Proxy({}, { get: (_, name) => `«${String(name)}»` }) as Record<string, string>
    for (const words of [es, en]) {
      for (const [code, sentence] of Object.entries(words.problems)) {
        expect(sentence(anything).length, code).toBeGreaterThan(40)
      }
    }
  })
})
