import { describe, expect, test } from 'vitest'
import { pages } from '../../test/look/pages.tsx'
import { renderPage } from './html.ts'
import { at, langs } from './lang.ts'
import { AlonePage, initials, Shell } from './page.tsx'

const shell = {
  workspace: { name: 'Ciudad <Focal>' },
  nav: [{ part: 'evidence', href: '/evidence', waiting: 3 }] as const,
  title: 'Prueba',
  path: '/evidence?place=09',
}

describe('every page, in both languages', () => {
  for (const [name, page] of Object.entries(pages)) {
    for (const lang of langs) {
      test(`${name} ${lang} keeps the strict policy: no style attribute, no script or handler in the page`, () => {
        const html = renderPage(page(lang))
        expect(html.startsWith('<!doctype html><html lang=')).toBe(true)
        expect(html).not.toMatch(/\sstyle=/)
        expect(html).not.toMatch(/\son[a-z]+="/)
        expect(html).not.toMatch(/<script(?![^>]*\ssrc=)/)
        expect(html).not.toMatch(/<style/)
      })
      test(`${name} ${lang} has each id once, one main heading, and no hole in its words`, () => {
        const html = renderPage(page(lang))
        const ids = [...html.matchAll(/\sid="([^"]+)"/g)].map(([, id]) => id)
        expect(ids.filter((id, i) => ids.indexOf(id) !== i)).toEqual([])
        expect(html.match(/<h1/g)).toHaveLength(1)
        expect(html).not.toMatch(/undefined|\[object|NaN|>null</)
      })
    }
  }
})

describe('the frame', () => {
  test('only built parts are shown: no empty verb, no tab for what is not there', () => {
    const html = renderPage(<Shell lang="es" {...shell} current="evidence" />)
    expect(html).toContain('Evidencia')
    expect(html).toContain('>Conocer<')
    expect(html).not.toMatch(/Organizar|Acordar|Rendir cuentas|Reuniones|Formularios/)
    expect(html).toMatch(/href="\/es\/evidence" aria-current="page"/)
  })
  test('the other language is the same page and record', () => {
    expect(renderPage(<Shell lang="es" {...shell} />)).toContain('href="/en/evidence?place=09"')
    expect(renderPage(<AlonePage lang="en" title="x" path="/sign-in" />)).toContain('href="/es/sign-in"')
  })
  test('a first link leads past the frame', () => {
    const html = renderPage(<Shell lang="es" {...shell} />)
    expect(html.indexOf('href="#main"')).toBeLessThan(html.indexOf('<header'))
    expect(html).toContain('<main id="main"')
  })
  test('escapes names; made-up data are said to be so, real ones not', () => {
    expect(renderPage(<Shell lang="es" {...shell} />)).toContain('Ciudad &lt;Focal&gt;')
    expect(renderPage(<Shell lang="es" {...shell} />)).not.toContain('Datos de muestra')
    expect(renderPage(<Shell lang="es" {...shell} workspace={{ name: 'x', sample: true }} />)).toContain(
      'Datos de muestra',
    )
  })
  test('how many wait is a word for readers too', () => {
    expect(renderPage(<Shell lang="es" {...shell} />)).toMatch(/class="count">3<span class="vh"> pendientes/)
  })
})

test('addresses', () => {
  expect(at('es', '/')).toBe('/es')
  expect(at('en', '/places/09?by=sex')).toBe('/en/places/09?by=sex')
  expect(at('en', '/es/places')).toBe('/es/places')
  expect(at('en', '#cell')).toBe('#cell')
  expect(at('en', 'https://inegi.org.mx')).toBe('https://inegi.org.mx')
  expect(at('en', '//evil.example')).toBe('//evil.example')
})

test('initials', () => {
  expect(initials('Lucía Méndez Ríos')).toBe('LM')
  expect(initials(' ángela ')).toBe('Á')
  expect(initials('')).toBe('')
})
