import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { flaws, type TestApp, testApp } from '../../test/app.ts'
import { inventKinds, put } from '../kernel/fixtures/kinds.ts'
import { read } from '../kernel/transaction.ts'

let app: TestApp
beforeAll(async () => {
  app = await testApp({ survey: '2024T1' })
  await inventKinds(app.village)
})
afterAll(() => app.drop())

const headings = (html: string): string[] =>
  [...html.matchAll(/<h2>([^<]*)<\/h2>/g)].map(([, heading = '']) => heading)

describe('the search', () => {
  it('finds nothing of another workspace, and nothing that the asker may not see', async () => {
    const { village } = app
    await put(village, village.as('lucia'), 'sighting', 'Reserva del equipo', { audienceId: village.team })
    expect((await app.get('/search?q=reserva')).html).toContain('Reserva del equipo')
    for (const role of ['leader', 'official', 'donor'] as const)
      expect((await app.as(role).get('/search?q=reserva')).html, role).not.toContain('Reserva del equipo')
    expect((await app.as('stranger').get('/search?q=oaxaca')).status).toBeGreaterThanOrEqual(403)
  })

  it('gives what was found by kind, each with its place', async () => {
    const { village } = app
    const oaxaca = await read(village.db, village.system, (tx) =>
      tx
        .selectFrom('kernel.place')
        .select('id')
        .where('code', '=', '20')
        .where('workspace_id', '=', village.workspaceId)
        .executeTakeFirstOrThrow(),
    )
    await put(village, village.as('lucia'), 'sighting', 'Vendedoras de Oaxaca', { placeId: oaxaca.id })
    const { html } = await app.get('/search?q=OAXÁCA')
    expect(html).toContain('2 resultados para «OAXÁCA»')
    expect(headings(html)).toEqual(['Lugares', 'Otros registros'])
    expect(html).toMatch(/Vendedoras de Oaxaca<\/a><\/p><span class="kind">Oaxaca</)
    expect((await app.get('/search?q=izta')).html).toMatch(
      /Iztapalapa<\/a><\/p><span class="kind">Ciudad de México</,
    )
    expect(headings((await app.get('/search?q=ENOE', 'en')).html)).toContain('Surveys')
  })

  it.each([
    '',
    ' ',
    '%',
    '_',
    "'",
    '"',
    '\\',
    '&|!()',
    ':*',
    '-',
    '%F0%9F%98%80',
    '<script>alert(1)</script>',
    'a'.repeat(5000),
  ])('is not upset by “%s”', async (words) => {
    const asked = words.startsWith('%') && words.length > 1 ? words : encodeURIComponent(words)
    const page = await app.get(`/search?q=${asked}`)
    expect(page.status).toBe(200)
    expect(page.html).not.toContain('<script>alert')
    expect(flaws(page.html)).toEqual([])
  })

  it('says what to try when nothing was found', async () =>
    expect((await app.get('/search?q=xyzzy')).html).toContain('Pruebe con menos palabras'))
})
