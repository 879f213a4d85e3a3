import { expect, it } from 'vitest'
import { attacked, example } from '../testing/example.ts'
import { htmlFileOf, htmlOf } from './html.tsx'

const html = htmlOf(example)
/** The elements' names, in order. */
const tags = (text: string): string[] => [...text.matchAll(/<([a-z][a-z0-9]*)/g)].map(([, tag = '']) => tag)

it('hostile words are text, in ids and addresses too', () => {
  const text = htmlOf(attacked)
  for (const gone of ['script', 'img', 'iframe', 'w']) expect(tags(text)).not.toContain(gone)
  for (const [tag] of text.matchAll(/<[a-z][^>]*>/g))
    expect(tag.replaceAll(/"[^"]*"/g, '')).not.toMatch(/\s(on\w+|style)=/i)
  for (const [, address = ''] of text.matchAll(/href="([^"]*)"/g)) expect(address).toMatch(/^(#|https:|\/)/)
  expect(text).toContain('&lt;script&gt;alert(1)&lt;/script&gt;')
})

it('has one h1 and no level jumped over; without its title none', () => {
  const levels = [...html.matchAll(/<h(\d)/g)].map(([, level]) => Number(level))
  expect(levels.filter((level) => level === 1)).toHaveLength(1)
  levels.forEach((level, at) => {
    expect(level).toBeLessThanOrEqual((levels[at - 1] ?? 0) + 1)
  })
  expect(htmlOf(example, { title: false })).not.toContain('<h1')
})

it('every link inside leads somewhere, every id is there once, also with two on one page', () => {
  const both = html + htmlOf(example, { prefix: 'en-' })
  const ids = [...both.matchAll(/\sid="([^"]+)"/g)].map(([, id]) => id)
  expect(new Set(ids).size).toBe(ids.length)
  for (const [, id] of both.matchAll(/href="#([^"]+)"/g)) expect(ids).toContain(id)
})

it('a number leads to its source, marked where it moved', () => {
  expect(html).toContain(
    '<mark class="is-stale"><a class="doc-from" href="/es/muestra/evidence/enoe">56.9 %</a></mark>',
  )
})

it('tables say what each head is of; languages, notes, the drawing’s words', () => {
  expect(html).toContain('<th scope="colgroup" colspan="2">Mujeres</th>')
  expect(html).toContain('<th scope="rowgroup" colspan="3">Nacional</th>')
  expect(html).toContain('<th scope="row">Trabajo del hogar</th>')
  expect(html).toContain('<td lang="en-GB">The borough respects.</td>')
  expect(html).toContain('role="img" aria-label="Una barra: Ñandú, 300."')
  expect(html).not.toContain('<style')
  expect(html).toMatch(/<section class="doc-notes".*Población de 15 años y más/s)
})

it('as a file it stands by itself: nothing is loaded, and this program’s own pages are no links', () => {
  const file = htmlFileOf(example)
  expect(file.startsWith('<!doctype html><html lang="es-MX">')).toBe(true)
  expect(file).not.toMatch(/<link|<script|src="|url\((?!data:)/)
  expect(file).not.toContain('/es/muestra')
  expect(file).toContain('https://www.diputados.gob.mx/lft.pdf')
})
