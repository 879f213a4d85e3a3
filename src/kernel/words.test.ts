import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { en } from './words.en.ts'
import { es } from './words.es.ts'

/** Every problem that the kernel's source throws. */
const thrown = readdirSync(import.meta.dirname, { recursive: true, encoding: 'utf8' })
  .filter((file) => /\.ts$/.test(file) && !/\.test\.ts$|words\./.test(file))
  .flatMap((file) => [
    ...readFileSync(join(import.meta.dirname, file), 'utf8').matchAll(/Problem\(\s*'([^']+)'/g),
  ])
  .map((match) => match[1] ?? '')

test('there are problems to look for', () => expect(new Set(thrown).size).toBeGreaterThan(12))

test('the catalogue has each problem that is thrown, and none that is not', () => {
  expect(Object.keys(es.problems).toSorted()).toEqual([...new Set(thrown)].toSorted())
})

test.each(Object.keys(es.problems) as (keyof typeof es.problems)[])(
  '%s is a sentence in both languages',
  (code) => {
    const values = {
      written: '13/2019',
      version: 1,
      now: 2,
      slug: 'x',
      seconds: 61,
      username: 'rosa',
      min: 12,
      max: 128,
      where: 'X',
      shortest: 32,
    }
    for (const words of [es, en]) {
      const sentence = words.problems[code](values)
      expect(sentence).toMatch(/^[A-ZÁÉÍÓÚÑ«“].*\.$/s)
      expect(sentence).not.toMatch(/undefined|NaN|\[object/)
    }
  },
)

test.each([
  [1, 'un segundo'],
  [15, '15 segundos'],
  [120, '2 minutos'],
  [3600, 'una hora'],
])('a wait of %i seconds reads %s', (seconds, read) =>
  expect(es.problems['kernel.signIn.wait']({ seconds })).toContain(`Espere ${read} y`),
)
