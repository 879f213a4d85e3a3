import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { en } from './words.en.ts'
import { es } from './words.es.ts'

const thrown = new Set(
  readdirSync(import.meta.dirname, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.tsx?$/.test(file) && !/\.test\.|words\./.test(file))
    .map((file) => readFileSync(join(import.meta.dirname, file), 'utf8'))
    .flatMap((source) => [...source.matchAll(/Problem\('(negotiation\.\w+)'/g)].map(([, code = '']) => code)),
)

describe('every problem of negotiations has its sentence', () => {
  it.each([...thrown])('%s', (code) => expect(Object.keys(es.problems)).toContain(code))
  it('that says what to do, in both languages', () => {
    for (const { problems } of [es, en])
      for (const [code, sentence] of Object.entries(problems)) {
        expect(sentence({ open: 2 }).length, code).toBeGreaterThan(40)
        expect(sentence({ open: 2 }), code).not.toMatch(/undefined|NaN/)
      }
  })
})
