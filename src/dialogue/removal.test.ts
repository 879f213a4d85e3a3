/** Taking meetings and platforms away, and bringing them back; what others hold or signed stays. Refusals first. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type TestApp, testApp } from '../../test/app.ts'
import { type WriteTx, write } from '../kernel/transaction.ts'

const domestic = 'Sindicato de trabajadoras del hogar'
const idIn = (location: string | null): string => /[0-9a-f]{8}-[0-9a-f-]{27}/.exec(location ?? '')?.[0] ?? ''
let app: TestApp
beforeAll(async () => {
  app = await testApp()
})
afterAll(() => app.drop())

async function meeting(title: string, more: Record<string, string> = {}): Promise<string> {
  const day = new Date(Date.now() + 86_400_000).toISOString().slice(0, 10)
  const made = await app.post('/meetings/new', {
    kind: 'forum',
    title,
    day,
    from: '10:00',
    until: '12:00',
    ...more,
  })
  const id = idIn(made.location)
  expect((await app.post(`/meetings/${id}/parties`, { organisation: domestic })).status).toBe(303)
  return id
}
const platform = async (name: string): Promise<string> =>
  idIn((await app.post('/platforms/new', { name, among: 'workers', kind: 'network' })).location)
const step = (id: string, name: string) => app.post(`/meetings/${id}/step`, { step: name })
const remove = (path: string, browser: Pick<TestApp, 'post'> = app) => browser.post(`${path}/remove`)
const line = (words: string, kind = 'note') => ({
  'kind.0': kind,
  'words.0': words,
  'id.0': '',
  'organisation.0': '',
  'addressee.0': '',
  'due.0': '',
})

describe('a meeting', () => {
  it('is removed or brought back by nobody who does not write it', async () => {
    const id = await meeting('Se queda')
    for (const visitor of ['leader', 'official', 'researcher', 'donor', 'facilitator', 'stranger'] as const)
      for (const name of ['remove', 'restore'])
        expect((await app.as(visitor).post(`/meetings/${id}/${name}`)).status).toBeGreaterThanOrEqual(400)
    expect((await app.get(`/meetings/${id}`)).status).toBe(200)
  })
  it('that was convoked is cancelled first, and says so', async () => {
    const id = await meeting('Convocada')
    await step(id, 'convoke')
    const refused = await remove(`/meetings/${id}`)
    expect([refused.status, refused.html.includes('Cancélela primero')]).toEqual([409, true])
    await step(id, 'cancel')
    expect((await remove(`/meetings/${id}`)).status).toBe(303)
  })
  it('whose minutes the parties have, or that gave birth to something, stays', async () => {
    const id = await meeting('Con minuta')
    await step(id, 'hold')
    await app.post(`/meetings/${id}/minutes/edit`, {
      version: '0',
      proposal: '',
      next: 'read',
      ...line('Abrir en marzo', 'commitment'),
    })
    await app.post(`/meetings/${id}/minutes/step`, { step: 'circulate' })
    expect((await remove(`/meetings/${id}`)).status).toBe(409)
    await app.post(`/meetings/${id}/minutes/step`, { step: 'sign_off' })
    expect((await remove(`/meetings/${id}`)).status).toBe(409)
    await app.post(`/meetings/${id}/minutes/step`, { step: 'amend' })
    const refused = await remove(`/meetings/${id}`)
    expect([refused.status, refused.html.includes('enmiende la minuta')]).toEqual([409, true])
  })
  it('leaves lists, month, search, file, feed, links and figures, and comes back to all of them', async () => {
    await app.as('leader').post('/meetings/feed')
    const feed =
      /\/calendar\/[\w-]{43}\.ics/.exec((await app.as('leader').get('/meetings/feed')).html)?.[0] ?? ''
    const title = 'Reunión equivocada'
    const id = await meeting(title)
    await step(id, 'convoke')
    await app.post(`/meetings/${id}/attendance/doors`, { label: 'x' })
    const door = /\/door\/[\w-]{43}/.exec((await app.get(`/meetings/${id}/attendance`)).html)?.[0] ?? ''
    const answer = /\/answer\/[\w-]{43}/.exec((await app.get(`/meetings/${id}/convocation`)).html)?.[0] ?? ''
    await step(id, 'cancel')
    const month = new Date(Date.now() + 86_400_000 - 6 * 3_600_000).toISOString().slice(0, 7)
    const found = async () => {
      const texts = await Promise.all([
        app.get('/meetings').then(({ html }) => html.replace(/id="removed"[\s\S]*/, '')),
        app.get(`/meetings/month?month=${month}`).then(({ html }) => html),
        app.get('/search?q=equivocada').then(({ html }) => html),
        app
          .as('public')
          .get(feed)
          .then(({ html }) => html.replaceAll(/\r\n /g, '')),
      ])
      return texts.map((text) => text.includes(title))
    }
    const opens = async () => {
      const paths = [`/meetings/${id}`, `/meetings/${id}/meeting.ics`, `/meetings/${id}/attendance`]
      const own = await Promise.all(paths.map((path) => app.get(path)))
      const open = await Promise.all([door, answer].map((path) => app.as('public').get(path)))
      return [...own, ...open].map(({ status }) => status)
    }
    expect([await found(), await opens()]).toEqual([
      [true, true, true, true],
      [200, 200, 200, 200, 200],
    ])
    expect((await remove(`/meetings/${id}`)).status).toBe(303)
    expect([await found(), await opens()]).toEqual([
      [false, false, false, false],
      [404, 404, 404, 404, 404],
    ])
    expect((await remove(`/meetings/${id}`)).status).toBe(404)
    expect((await app.get('/meetings')).html).toContain(`/meetings/${id}/restore`)
    expect((await app.as('leader').get('/meetings')).html).not.toContain(title)
    expect((await app.post(`/meetings/${id}/restore`)).status).toBe(303)
    expect([await found(), await opens()]).toEqual([
      [true, true, true, true],
      [200, 200, 200, 200, 200],
    ])
  })
  it('is gone for good after thirty days', async () => {
    const id = await meeting('Vieja')
    await remove(`/meetings/${id}`)
    await write(app.village.db, app.village.system, (tx: WriteTx) =>
      tx
        .updateTable('kernel.record')
        .set({ deleted_at: new Date(Date.now() - 31 * 86_400_000) })
        .where('id', '=', id)
        .execute(),
    )
    expect((await app.post(`/meetings/${id}/restore`)).status).toBe(404)
    expect((await app.get('/meetings')).html).not.toContain(`/meetings/${id}/restore`)
  })
})

describe('a platform', () => {
  it('with meetings stays, and says what to do; without, it goes and comes back', async () => {
    const id = await platform('Red equivocada')
    const path = `/platforms/${id}`
    const held = await meeting('De la red', { platform: id })
    const refused = await remove(path)
    expect([refused.status, refused.html.includes('tiene una reunión')]).toEqual([409, true])
    await remove(`/meetings/${held}`)
    for (const visitor of ['leader', 'facilitator', 'donor'] as const)
      expect((await remove(path, app.as(visitor))).status).toBe(403)
    expect((await remove(path)).status).toBe(303)
    expect((await app.get(path)).status).toBe(404)
    const orphan = await app.post(`/meetings/${held}/restore`)
    expect([orphan.status, orphan.html.includes('Recupere primero la plataforma')]).toEqual([409, true])
    expect((await app.get('/platforms')).html).toContain(`${path}/restore`)
    expect((await app.post(`${path}/restore`)).status).toBe(303)
    expect((await app.post(`/meetings/${held}/restore`)).status).toBe(303)
    expect((await app.get(path)).html).toContain('De la red')
  })
})

describe('what a line of minutes names', () => {
  it.each([
    ['a foreign id', () => app.village.organisations.vendors],
    ['a guessed id', () => '0190f000-0000-7000-8000-000000000000'],
    ['no id at all', () => "x' or 1=1"],
  ])('%s is told with its line, and nothing typed is lost', async (_, id) => {
    const at = await meeting('Mesa')
    await step(at, 'hold')
    for (const name of ['organisation', 'addressee']) {
      const refused = await app.post(`/meetings/${at}/minutes/edit`, {
        ...{ version: '0', proposal: 'Lo analizado', next: 'read' },
        ...line('Un texto largo', 'demand'),
        [`${name}.0`]: id(),
      })
      expect(refused.status).toBe(422)
      for (const words of [
        'Línea 1: esa organización no es parte',
        'Un texto largo',
        'Lo analizado',
        `#${name}-0`,
      ])
        expect([words, refused.html.includes(words)]).toEqual([words, true])
      expect(refused.html).not.toContain('Unión de comerciantes')
    }
    const day = {
      version: '0',
      proposal: '',
      next: 'read',
      ...line('x', 'commitment'),
      'due.0': '2027-02-30',
    }
    expect((await app.post(`/meetings/${at}/minutes/edit`, day)).html).toContain('ese día no existe')
  })
  it('a party that has left is kept in the lines that name it', async () => {
    const at = await meeting('Mesa')
    await step(at, 'hold')
    const { domestic: union } = app.village.organisations
    await app.post(`/meetings/${at}/minutes/edit`, {
      ...{ version: '0', proposal: '', next: 'read' },
      ...line('Algo', 'dissent'),
      'organisation.0': union,
    })
    const party = /parties\/([0-9a-f-]{36})\/remove/.exec((await app.get(`/meetings/${at}`)).html)?.[1] ?? ''
    await app.post(`/meetings/${at}/parties/${party}/remove`)
    const { html } = await app.get(`/meetings/${at}/minutes/edit`)
    const item = /name="id\.0" value="([^"]+)"/.exec(html)?.[1] ?? ''
    expect(html).toContain(`<option value="${union}" selected`)
    const again = { ...line('Algo más', 'dissent'), 'id.0': item, 'organisation.0': union }
    expect(
      (await app.post(`/meetings/${at}/minutes/edit`, { version: '1', proposal: '', next: 'read', ...again }))
        .status,
    ).toBe(303)
    expect((await app.get(`/meetings/${at}/minutes`)).html).toContain(domestic)
  })
})
