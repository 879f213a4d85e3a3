/** An agreement over HTTP from a draft to its public page, as each role meets it; refusals first. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { flaws, type TestApp, testApp } from '../../../test/app.ts'

let app: TestApp
let path: string
const today = new Date().toISOString().slice(0, 10)
const inside = (location: string | null): string =>
  (location ?? '').replace(/^\/es\/prueba/, '').replace(/#.*/, '')
const version = (html: string): string => /name="version" value="(\d+)"/.exec(html)?.[1] ?? ''
const ids = (html: string, kind: string): string[] => [
  ...new Set([...html.matchAll(new RegExp(`/${kind}/([0-9a-f-]{36})`, 'g'))].map(([, id]) => id ?? '')),
]

beforeAll(async () => {
  app = await testApp()
  const made = await app.post('/agreements/new', {
    title: 'Convenio del corredor Ejemplo',
    nature: 'coordination_agreement',
    authoritative: 'es',
  })
  path = inside(made.location)
  const { domestic, ministry } = app.village.organisations
  for (const [organisation, constituency] of [
    [domestic, 'workers'],
    [ministry, 'authority'],
  ] as const)
    await app.post(`${path}/parties/new`, { organisation, constituency })
  await app.post(`${path}/clauses/new`, {
    number: '1',
    words: 'Ochenta lugares fijos.',
    wordsEn: 'Eighty pitches.',
  })
  await app.post(`${path}/clauses/new`, { number: '2', words: 'Baños limpios cada día.' })
})
afterAll(() => app.drop())

describe('who may what', () => {
  it.each([
    ['public', 303],
    ['stranger', 404],
    ['facilitator', 404],
    ['donor', 200],
    ['leader', 200],
    ['official', 200],
    ['researcher', 200],
    ['adviser', 200],
    ['assistant', 200],
    ['coordinator', 200],
  ] as const)('%s: %i', async (visitor, status) => {
    const { status: found, html } = await app.as(visitor).get(path)
    expect(found).toBe(status)
    if (status === 200) expect(flaws(html)).toEqual([])
  })
  it.each(['donor', 'leader', 'official', 'researcher', 'adviser'] as const)(
    '%s writes nothing of it',
    async (visitor) => {
      const browser = app.as(visitor)
      for (const [address, form] of [
        ['step', { step: 'close' }],
        ['edit', { version: '1', title: 'x' }],
        ['clauses/new', { number: '9', words: 'x' }],
        ['parties/new', { organisation: app.village.organisations.vendors, constituency: 'workers' }],
        ['amend', { number: '9', words: 'x', reason: 'x' }],
        ['publish', { open: 'yes' }],
        ['commitments/new', { words: 'x' }],
      ] as const)
        expect([address, (await browser.post(`${path}/${address}`, form)).status]).toEqual([address, 403])
      expect((await browser.post('/agreements/new', { title: 'x' })).status).toBe(403)
    },
  )
  it('a party writes what it signs with, and never what another does', async () => {
    const page = await app.as('coordinator').get(path)
    const [workers = '', office = ''] = ids(page.html, 'parties')
    const leader = app.as('leader')
    expect((await leader.get(`${path}/parties/${workers}`)).status).toBe(200)
    expect((await leader.get(`${path}/parties/${office}`)).status).toBe(403)
    expect(
      (await leader.post(`${path}/parties/${office}`, { authority: 'vote', authorityOn: today })).status,
    ).toBe(403)
    expect((await leader.post(`${path}/parties/${office}/publish`, { agrees: 'yes' })).status).toBe(403)
    expect((await leader.post(`${path}/parties/${office}/sign`, { day: today })).status).toBe(403)
    expect((await app.as('donor').get(`${path}/parties/${workers}`)).status).toBe(403)
  })
})

describe('writing it', () => {
  it('says what is wrong beside the field, and keeps what was typed', async () => {
    const none = await app.post('/agreements/new', { title: '', nature: 'minutes', authoritative: 'es' })
    expect([none.status, flaws(none.html)]).toEqual([422, []])
    const order = await app.post('/agreements/new', {
      title: 'Al revés',
      nature: 'minutes',
      authoritative: 'es',
      validFrom: '2026-05-01',
      validTo: '2026-04-01',
    })
    expect([
      order.status,
      order.html.includes('termina antes de empezar'),
      order.html.includes('Al revés'),
    ]).toEqual([422, true, true])
    const empty = await app.post(`${path}/clauses/new`, { number: '3', wordsEn: 'English only' })
    expect([empty.status, empty.html.includes('English only')]).toEqual([422, true])
    const foreign = await app.post(`${path}/parties/new`, {
      organisation: app.village.workspaceId,
      constituency: 'workers',
    })
    expect(foreign.status).toBe(422)
    const twice = await app.post(`${path}/parties/new`, {
      organisation: app.village.organisations.domestic,
      constituency: 'workers',
    })
    expect([twice.status, twice.html.includes('ya es parte')]).toEqual([422, true])
  })
  it('two who write one clause: the second gets both texts', async () => {
    const [clause = ''] = ids((await app.get(path)).html, 'clauses')
    const page = await app.get(`${path}/clauses/${clause}/edit`)
    const sent = {
      version: version(page.html),
      number: '1',
      words: 'Ochenta y dos lugares.',
      wordsEn: 'Eighty pitches.',
    }
    expect((await app.post(`${path}/clauses/${clause}/edit`, sent)).status).toBe(303)
    const second = await app
      .as('assistant')
      .post(`${path}/clauses/${clause}/edit`, { ...sent, words: 'Setenta lugares.' })
    expect([
      second.status,
      second.html.includes('Setenta lugares.'),
      second.html.includes('Ochenta y dos lugares.'),
    ]).toEqual([409, true, true])
    // The source changed after its translation.
    expect((await app.get(path)).html).toContain('La traducción es de un texto anterior')
  })
  it('is moved and taken out by keyboard alone', async () => {
    const extra = await app.post(`${path}/clauses/new`, { number: '3', words: 'Sobra.' })
    const id = /c-([0-9a-f-]{36})/.exec(extra.location ?? '')?.[1] ?? ''
    await app.post(`${path}/clauses/${id}/move`, { by: '-1' })
    const { html } = await app.get(path)
    expect(html.indexOf('Sobra.')).toBeLessThan(html.indexOf('Baños limpios'))
    await app.post(`${path}/clauses/${id}/remove`)
    expect((await app.get(path)).html).not.toContain('Sobra.')
  })
})

describe('signing it', () => {
  it('waits until nothing is missing', async () => {
    expect((await app.post(`${path}/step`, { step: 'sign' })).status).toBe(409)
    expect((await app.post(`${path}/step`, { step: 'close' })).status).toBe(303)
    const closed = await app.get(path)
    expect(closed.html).toContain('falta registrar con qué autoridad firma')
    const [workers = '', office = ''] = ids(closed.html, 'parties')
    expect((await app.post(`${path}/parties/${workers}/sign`, { day: today })).status).toBe(409)
    expect((await app.post(`${path}/step`, { step: 'sign' })).status).toBe(409)
    const leader = app.as('leader')
    const seenBy = async (party: string): Promise<string> =>
      /name="seen" value="([^"]*)"/.exec((await app.get(`${path}/parties/${party}`)).html)?.[1] ?? ''
    const seen = await seenBy(workers)
    const needed = await leader.post(`${path}/parties/${workers}`, { authority: 'vote', seen })
    expect([needed.status, needed.html.includes('Escriba la fecha')]).toEqual([422, true])
    const own = {
      seen,
      authority: 'vote',
      authorityOn: today,
      names: 'Rosa Hernández',
      noReportBackReason: 'Estatutos, artículo 12',
    }
    expect((await leader.post(`${path}/parties/${workers}`, own)).status).toBe(303)
    expect((await leader.post(`${path}/parties/${workers}/sign`, { day: today })).status).toBe(303)
    await app.post(`${path}/parties/${office}`, {
      ...{ authority: 'legal_powers', authorityOn: today },
      seen: await seenBy(office),
    })
    await app.post(`${path}/parties/${office}/sign`, { day: today })
    expect((await app.post(`${path}/step`, { step: 'sign' })).status).toBe(303)
    expect((await app.as('donor').get(path)).html).toContain('Firmado')
  })
  it('hides who signs from the other party and the donor', async () => {
    for (const visitor of ['official', 'donor', 'adviser', 'researcher'] as const)
      expect([visitor, (await app.as(visitor).get(path)).html.includes('Rosa Hernández')]).toEqual([
        visitor,
        false,
      ])
    for (const visitor of ['leader', 'coordinator', 'assistant'] as const)
      expect([visitor, (await app.as(visitor).get(path)).html.includes('Rosa Hernández')]).toEqual([
        visitor,
        true,
      ])
  })
  it('is found by a donor in the search, and by nobody who is no party', async () => {
    expect((await app.as('donor').get('/search?q=corredor')).html).toContain('Convenio del corredor Ejemplo')
    expect((await app.as('facilitator').get('/search?q=corredor')).html).not.toContain(
      'Convenio del corredor',
    )
  })
  it.each(['docx', 'pdf'])('goes out as %s with both languages', async (kind) => {
    const { status, headers } = await app.get(`${path}/document/${kind}`)
    expect([status, headers.get('content-disposition')?.includes('Convenio')]).toEqual([200, true])
    expect((await app.as('donor').get(`${path}/document/${kind}`)).status).toBe(200)
    expect((await app.as('facilitator').get(`${path}/document/${kind}`)).status).toBe(404)
  })
})

describe('after signing', () => {
  it('no clause is edited; a translation is written; an amendment takes every party', async () => {
    const [, second = ''] = [...(await app.get(path)).html.matchAll(/id="c-([0-9a-f-]{36})"/g)].map(
      ([, id]) => id ?? '',
    )
    const sent = { version: '1', number: '2', words: 'Otra cosa' }
    expect((await app.post(`${path}/clauses/${second}/edit`, sent)).status).toBe(409)
    expect((await app.post(`${path}/clauses/${second}/remove`)).status).toBe(409)
    const page = await app.get(`${path}/clauses/${second}/translate`)
    expect(flaws(page.html)).toEqual([])
    const translated = { version: version(page.html), wordsEn: 'Clean toilets every day.' }
    expect((await app.post(`${path}/clauses/${second}/translate`, translated)).status).toBe(303)
    const amend = {
      number: '2',
      words: 'Baños limpios dos veces al día.',
      wordsEn: 'Toilets cleaned twice a day.',
      reason: 'Creció el corredor',
    }
    const made = await app.post(`${path}/amend?clause=${second}`, amend)
    expect(made.status).toBe(303)
    const [amendment = ''] = ids((await app.get(path)).html, 'amendments')
    const { domestic, ministry } = app.village.organisations
    const answer = `${path}/amendments/${amendment}/answer`
    expect((await app.as('leader').post(answer, { organisation: ministry, answer: 'agrees' })).status).toBe(
      403,
    )
    expect((await app.as('donor').post(answer, { organisation: domestic, answer: 'agrees' })).status).toBe(
      403,
    )
    expect((await app.as('leader').post(answer, { organisation: domestic, answer: 'agrees' })).status).toBe(
      303,
    )
    expect((await app.post(`${path}/amendments/${amendment}/step`, { step: 'adopt' })).status).toBe(409)
    expect((await app.as('official').post(answer, { organisation: ministry, answer: 'agrees' })).status).toBe(
      303,
    )
    expect((await app.post(`${path}/amendments/${amendment}/step`, { step: 'adopt' })).status).toBe(303)
    const { html } = await app.as('donor').get(path, 'en')
    for (const words of ['Toilets cleaned twice a day.', 'Clean toilets every day.', 'In force since'])
      expect(html).toContain(words)
    expect(flaws(html)).toEqual([])
  })
  it('a commitment follows from a clause', async () => {
    const [clause = ''] = [...(await app.get(path)).html.matchAll(/id="c-([0-9a-f-]{36})"/g)].map(
      ([, id]) => id ?? '',
    )
    const form = await app.get(`${path}/commitments/new?clause=${clause}`)
    expect(flaws(form.html)).toEqual([])
    const made = await app.post(`${path}/commitments/new`, {
      clause,
      words: 'Padrón de 82 personas',
      organisation: app.village.organisations.ministry,
      dueOn: '2030-01-31',
    })
    expect(made.status).toBe(303)
    expect((await app.get(inside(made.location))).html).toContain(
      'Cláusula 1 de Convenio del corredor Ejemplo',
    )
  })
  it('is public only while every party agrees, and then without a name', async () => {
    const id = path.split('/').at(-1) ?? ''
    const everybody = app.as('public')
    const open = `/public/agreements/${id}`
    expect((await everybody.get(open)).status).toBe(404)
    // The party table is closed by now; the publication lists both.
    const [workers = '', office = ''] = ids((await app.get(path)).html, 'parties')
    expect((await app.post(`${path}/publish`, { open: 'yes' })).status).toBe(409)
    await app.as('leader').post(`${path}/parties/${workers}/publish`, { agrees: 'yes' })
    await app.as('official').post(`${path}/parties/${office}/publish`, { agrees: 'yes' })
    expect((await app.post(`${path}/publish`, { open: 'yes' })).status).toBe(303)
    for (const lang of ['es', 'en'] as const) {
      const { status, html } = await everybody.get(open, lang)
      expect([status, flaws(html)]).toEqual([200, []])
      for (const words of [
        'Baños limpios dos veces al día.',
        'Toilets cleaned twice a day.',
        'Padrón de 82 personas',
        'Sindicato de trabajadoras del hogar',
      ])
        expect(html).toContain(words)
      expect(html).not.toContain('Rosa Hernández')
      expect(html).not.toContain('Estatutos, artículo 12')
    }
    expect((await everybody.get('/public/agreements')).html).toContain('Convenio del corredor Ejemplo')
    await app.as('leader').post(`${path}/parties/${workers}/publish`, { agrees: 'no' })
    expect((await everybody.get(open)).status).toBe(404)
    expect((await everybody.get('/public/agreements')).html).not.toContain('Convenio del corredor')
  })
})
