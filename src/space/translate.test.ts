/** A missing translation, settled in its line of Today; refusals first. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Browser, flaws, type TestApp, testApp } from '../../test/app.ts'
import { versionOf } from '../kernel/record.ts'
import { read } from '../kernel/transaction.ts'

let app: TestApp
let team: Browser
const day = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)
const idIn = (location: string | null): string => /[0-9a-f]{8}-[0-9a-f-]{27}/.exec(location ?? '')?.[0] ?? ''

beforeAll(async () => {
  app = await testApp()
  team = app.as('assistant')
})
afterAll(() => app.drop())

describe('a missing translation', () => {
  let id: string
  let before: string
  const put = (browser: Browser, words: string, more: Record<string, string> = {}) =>
    browser.post(`/translate/${id}`, { language: 'en', words, before, back: '/', ...more })
  beforeAll(async () => {
    const made = await team.post('/demands/new', {
      words: 'Que haya guarderías',
      problem: 'Nadie los cuida',
      raisedOn: day(-9),
      how: 'paper',
      owner1: app.village.organisations.vendors,
    })
    id = idIn(made.location)
    before = JSON.stringify({ source: 'es', es: { text: 'Que haya guarderías' } })
    const { html } = await team.get('/')
    const form = html.slice(html.indexOf(`/translate/${id}`))
    before = /name="before" value="([^"]*)"/.exec(form)?.[1]?.replaceAll('&quot;', '"') ?? ''
  })
  it('has its line with a field in it, in both languages, and no script', async () => {
    for (const lang of ['es', 'en'] as const) {
      const { html } = await team.get('/', lang)
      expect(html).toMatch(
        new RegExp(`<details class="settle-here">.*action="/${lang}/prueba/translate/${id}"`, 's'),
      )
      expect(flaws(html)).toEqual([])
    }
  })
  it.each([
    ['public', 401],
    ['stranger', 404],
    ['leader', 404],
    ['official', 404],
    ['donor', 404],
    ['facilitator', 404],
    ['researcher', 403],
    ['adviser', 403],
  ] as const)('%s writes none: %i', async (visitor, status) => {
    expect((await put(app.as(visitor), 'Hers')).status).toBe(status)
    expect((await team.get(`/demands/${id}`, 'en')).html).not.toContain('Hers')
  })
  it('is never the source, nor empty, nor of what keeps its title elsewhere', async () => {
    expect((await put(team, 'Otra cosa', { language: 'es' })).status).toBe(404)
    expect((await put(team, '   ')).status).toBe(404)
    expect((await team.post(`/translate/${app.village.organisations.vendors}`, { words: 'x' })).status).toBe(
      404,
    )
    expect((await team.post('/translate/nada', { words: 'x' })).status).toBe(404)
  })
  it('is saved where it is typed, leaves Today, moves nothing and is found', async () => {
    const done = await put(team, 'That there be nurseries')
    expect([done.status, done.location]).toEqual([303, '/es/prueba/'])
    expect((await team.get(`/demands/${id}`, 'en')).html).toContain('That there be nurseries')
    expect((await team.get('/')).html).not.toContain(`/translate/${id}`)
    expect((await team.get('/search?q=nurseries', 'en')).html).toContain('That there be nurseries')
    expect((await team.get('/search?q=cuida')).html).toContain('guarderías')
    const kept = await read(app.village.db, app.village.as('lucia'), (tx, asker) =>
      versionOf(tx, asker, id, 2),
    )
    expect(kept).toMatchObject({
      problem: { es: { text: 'Nadie los cuida' } },
      words: { en: { text: 'That there be nurseries' } },
    })
    expect((await team.get(`/demands/${id}`)).html).not.toContain('de palabras anteriores')
  })
  it('over one that somebody else has typed meanwhile: 409 with both', async () => {
    const second = await put(team, 'Childcare')
    expect(second.status).toBe(409)
    for (const words of ['That there be nurseries', 'Childcare']) expect(second.html).toContain(words)
  })
})
