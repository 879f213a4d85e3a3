import { existsSync } from 'node:fs'
import { expect, it } from 'vitest'
import { Problem } from '../problem.ts'
import { pdfOf, wordOf } from './apart.ts'
import type { Document } from './model.ts'
import { example } from './testing/example.ts'
import { pagesIn, unzip } from './testing/read.ts'

const long: Document = {
  ...example,
  blocks: Array.from({ length: 400 }, () => example.blocks).flat(),
}
const failure = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => 'written',
    (error) => error,
  )

it('too long or too large ends with what to do, and the next one is written', async () => {
  const late = await failure(pdfOf(long, { limits: { time: 300, memory: 4000 } }))
  expect(late).toBeInstanceOf(Problem)
  expect(late).toMatchObject({ code: 'document.heavy' })
  // It looks every tenth of a second.
  const large = await failure(pdfOf(long, { limits: { time: 60_000, memory: 60 } }))
  expect(large).toMatchObject({ code: 'document.heavy', values: { mb: 60 } })
  expect((await pdfOf({ ...example, blocks: [] })).byteLength).toBeGreaterThan(1000)
})

it('ends at once when nobody waits any more', async () => {
  const stop = new AbortController()
  const from = performance.now()
  const waiting = failure(pdfOf(long, { signal: stop.signal }))
  setTimeout(() => stop.abort(), 200)
  expect(await waiting).toMatchObject({ name: 'AbortError' })
  expect(performance.now() - from).toBeLessThan(5000)
})

it('a drawing that is none is a problem with its caption, from the other process too', async () => {
  const figure = { block: 'figure', caption: 'La rota', alt: 'x', svg: '<svg><rect' } as const
  expect(await failure(pdfOf({ ...example, blocks: [figure] }))).toMatchObject({
    code: 'document.drawing',
    values: { figure: 'Figura 1' },
  })
})

it('both files are whole, the contents of the Word file with the pages of the PDF; the program answers meanwhile', async () => {
  let turns = 0
  const clock = setInterval(() => turns++, 20)
  const [pdf, word] = await Promise.all([pdfOf(example), wordOf(example)])
  clearInterval(clock)
  expect(turns).toBeGreaterThan(5)
  expect((await pagesIn(pdf))[1]).toContain('Contenido')
  const body = (await unzip(word)).get('word/document.xml') ?? ''
  expect(body).toMatch(/PAGEREF b1 .*?<w:t[^>]*>3<\/w:t>/s)
  expect(existsSync('dist/no-files')).toBe(false)
})
