import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { flaws, type TestApp, testApp } from '../../test/app.ts'
import { audience } from '../kernel/fixtures/kinds.ts'
import { newId } from '../kernel/id.ts'
import { addRecord, type CitableRecord, changeRecord } from '../kernel/record.ts'
import { text as bilingual } from '../kernel/text.ts'
import { linkRecords } from '../kernel/thread.ts'
import { type Entrance, read, write } from '../kernel/transaction.ts'

/** A published figure ← a demand of the domestic workers' union, endorsed, seen by it alone ← a proposal open to all. */
let app: TestApp
let figure: CitableRecord
let secret: CitableRecord
let open: CitableRecord
let secretAudience: string
beforeAll(async () => {
  app = await testApp()
  const { village } = app
  secretAudience = await audience(village, 'organisation', [village.organisations.domestic])
  figure = await record('published_figure', 'Ocupación según el censo', village.as('lucia'))
  secret = await record('demand', 'Exigencia reservada', village.system, {
    organisationId: village.organisations.domestic,
    audienceId: secretAudience,
    endorsed: true,
  })
  open = await record('proposal', 'Propuesta abierta', village.as('lucia'), { audienceId: village.everybody })
  await link(secret, figure, village.as('rosa'))
  await link(open, secret, village.system)
})
afterAll(() => app.drop())

async function record(
  kind: string,
  title: string,
  who: Entrance,
  more: Partial<CitableRecord> = {},
): Promise<CitableRecord> {
  const id = newId()
  const made: CitableRecord = {
    id,
    kind,
    title: bilingual(title),
    path: `/thread/${id}`,
    snapshot: { words: bilingual(title) },
    ...more,
  }
  await write(app.village.db, who, (tx, asker) => addRecord(tx, asker, made))
  return made
}
const link = (of: CitableRecord, basis: CitableRecord, who: Entrance) =>
  write(app.village.db, who, (tx, asker) =>
    linkRecords(tx, asker, { record: of.id, basis: basis.id, kind: 'supports' }),
  )
const change = (of: CitableRecord, version: number, more: Partial<CitableRecord> = {}) =>
  write(app.village.db, app.village.as('lucia'), (tx, asker) =>
    changeRecord(tx, asker, { ...of, ...more }, version),
  )
const marksOn = (id: string) =>
  read(app.village.db, app.village.system, (tx) =>
    tx.selectFrom('kernel.stale_mark').selectAll().where('record_id', '=', id).execute(),
  )
const linksOf = (id: string) =>
  read(app.village.db, app.village.system, (tx) =>
    tx.selectFrom('kernel.link').selectAll().where('record_id', '=', id).execute(),
  )

const text = (html: string): string =>
  html.replace(/<head>[\s\S]*<\/head>|<[^>]+>/g, ' ').replace(/\s+/g, ' ')
const undoAddress = (headers: Headers): string => {
  const [, cookie = ''] = /flash=([^;]*)/.exec(headers.get('set-cookie') ?? '') ?? []
  return decodeURIComponent(cookie).split('\n')[1] ?? ''
}

describe('who may not', () => {
  it.each(['official', 'donor', 'stranger', 'public'] as const)(
    'a %s finds nothing of a hidden record by its address, in any of its pages',
    async (visitor) => {
      for (const path of ['', '/add', '/add?side=supports', '/picture.svg', '/picture.png']) {
        const { status, html } = await app.as(visitor).get(`/thread/${secret.id}${path}`)
        expect([303, 403, 404], path).toContain(status)
        expect(html, path).not.toContain('Exigencia reservada')
      }
    },
  )

  it('what one may not see is neither walked through nor counted', async () => {
    for (const visitor of ['official', 'donor'] as const) {
      const { html, status } = await app.as(visitor).get(`/thread/${figure.id}`)
      expect(status).toBe(200)
      expect(text(html), visitor).toContain('Todavía no está ligado con nada.')
      expect(html, visitor).not.toMatch(/Exigencia|Propuesta abierta/)
      expect((await app.as(visitor).get(`/thread/${open.id}`)).html, visitor).not.toMatch(/Exigencia|censo/)
    }
    const hers = (await app.as('leader').get(`/thread/${figure.id}`)).html
    expect(text(hers)).toContain('Todavía no se apoya en nada y sostiene 2 registros')
  })

  it.each([
    ['official', 404],
    ['donor', 404],
    ['stranger', 404],
    ['public', 401],
  ] as const)('a %s neither links, removes, confirms, drops nor takes back', async (visitor, status) => {
    const [of] = await linksOf(secret.id)
    const browser = app.as(visitor)
    for (const [path, form] of [
      [`/thread/${secret.id}/links`, { side: 'rests', other: figure.id, version: '1' }],
      [`/thread/links/${of?.id}/remove`, {}],
      [`/thread/${secret.id}/confirm`, { mark: `${figure.id}:1` }],
      [`/thread/${secret.id}/drop`, { source: figure.id }],
      [`/thread/settled/${newId()}/undo`, {}],
    ] as const)
      expect((await browser.post(path, form)).status, path).toBe(status)
    expect(await linksOf(secret.id)).toHaveLength(1)
  })

  it.each([
    ['donor', 403],
    ['official', 403],
    ['leader', 403],
    ['adviser', 403],
  ] as const)('a %s links nothing to what she sees and may not write', async (visitor, status) => {
    const { html } = await app.as(visitor).get(`/thread/${open.id}`)
    expect(html).not.toContain('name="side" value="rests"')
    expect((await app.as(visitor).get(`/thread/${open.id}/add`)).status).toBe(status)
    const sent = await app
      .as(visitor)
      .post(`/thread/${open.id}/links`, { side: 'rests', other: figure.id, version: '1' })
    expect(sent.status).toBe(status)
  })

  it('a file goes only to whoever may export every kind in it', async () => {
    expect((await app.as('leader').get(`/thread/${figure.id}/picture.svg`)).status).toBe(403)
    expect((await app.as('leader').get(`/thread/${figure.id}`)).html).not.toContain('picture.svg')
    expect((await app.as('researcher').get(`/thread/${open.id}/picture.svg`)).status).toBe(403)
    const file = await app.get(`/thread/${open.id}/picture.svg`)
    expect(file.status).toBe(200)
    expect(file.html).toContain('Propuesta abierta')
    expect(file.html).not.toContain('<a ')
    expect((await app.get(`/thread/${open.id}/picture.png`)).html.slice(1, 4)).toBe('PNG')
  })

  it('kinds between which no link makes sense are refused, and circles in words', async () => {
    const senseless = await app.post(`/thread/${figure.id}/links`, {
      side: 'rests',
      other: (await record('demand', 'Una demanda', app.village.system)).id,
      version: '1',
    })
    expect(senseless.status).toBe(422)
    expect(await linksOf(figure.id)).toEqual([])
    const one = await record('proposal', 'Primera propuesta', app.village.as('lucia'))
    const two = await record('proposal', 'Segunda propuesta', app.village.as('lucia'))
    await link(two, one, app.village.as('lucia'))
    const circle = await app.post(`/thread/${one.id}/links`, { side: 'rests', other: two.id, version: '1' })
    expect(circle.status).toBe(422)
    expect(text(circle.html)).toContain('«Segunda propuesta» se apoya en «Primera propuesta»')
    expect(await linksOf(one.id)).toEqual([])
    const itself = await app.post(`/thread/${one.id}/links`, { side: 'rests', other: one.id, version: '1' })
    expect(text(itself.html)).toContain('no puede apoyarse en sí mismo')
  })
})

describe('the whole thread', () => {
  it.each(['es', 'en'] as const)(
    'is drawn and listed with links, marks as shape and word, in %s',
    async (lang) => {
      const { html, brotli } = await app.as('leader').get(`/thread/${open.id}`, lang)
      expect(flaws(html)).toEqual([])
      expect(brotli).toBeLessThan(15_000)
      const svg = /<svg class="chart thread-svg"[\s\S]*?<\/svg>/.exec(html)?.[0] ?? ''
      for (const one of [figure, secret]) expect(svg).toContain(`href="/${lang}/prueba/thread/${one.id}"`)
      expect(html.slice(html.indexOf('<table'))).toContain('Exigencia reservada')
    },
  )

  it('is searched by words of either language; only what makes sense and is not linked yet is offered', async () => {
    const { village } = app
    const demand = await record('demand', 'Guarderías cerca del trabajo', village.as('rosa'), {
      organisationId: village.organisations.domestic,
      title: bilingual('Guarderías cerca del trabajo', 'Nurseries near work'),
    })
    const english = await record('published_figure', 'x', village.as('lucia'), {
      title: bilingual('Niñas y niños sin guardería', 'Children without a nursery'),
    })
    const page = await app.as('leader').get(`/thread/${demand.id}/add?side=rests&q=nursery`)
    expect(page.html).toContain(english.id)
    expect(
      (await app.as('leader').get(`/thread/${demand.id}/add?side=rests&q=ninas+guarderia`)).html,
    ).toContain(english.id)
    expect(page.html).not.toContain(`value="${open.id}"`)
    const linked = await app.as('leader').post(`/thread/${demand.id}/links`, {
      side: 'rests',
      other: english.id,
      version: '1',
      kind: 'quotes',
    })
    expect(linked.status).toBe(303)
    expect(await linksOf(demand.id)).toMatchObject([
      { basis_id: english.id, basis_version: 1, kind: 'quotes' },
    ])
    // Only whoever made the link takes it away, and can have it back.
    const [made] = await linksOf(demand.id)
    expect((await app.as('coordinator').post(`/thread/links/${made?.id}/remove`)).status).toBe(403)
    const removed = await app.as('leader').post(`/thread/links/${made?.id}/remove`, { back: '/groups' })
    expect([removed.status, removed.location]).toEqual([303, '/es/prueba/groups'])
    expect(await linksOf(demand.id)).toEqual([])
    const back = undoAddress(removed.headers)
    expect((await app.as('coordinator').post(back)).status).toBe(404)
    expect((await app.as('leader').post(back, { back: '//evil.example' })).location).toBe(
      `/es/prueba/thread/${demand.id}`,
    )
    expect(await linksOf(demand.id)).toEqual([made])
    expect((await app.as('leader').post(back)).status).toBe(404)
  })

  it('a version that moved since it was read is not cited unread', async () => {
    const { village } = app
    const demand = await record('demand', 'Agua en los mercados', village.system)
    const source = await record('published_figure', 'Mercados con agua', village.as('lucia'))
    await change(source, 1)
    const sent = { side: 'rests', other: source.id, kind: 'supports' }
    expect((await app.post(`/thread/${demand.id}/links`, { ...sent, version: '1' })).status).toBe(409)
    expect((await app.post(`/thread/${demand.id}/links`, { ...sent, version: '2' })).status).toBe(303)
  })
})

describe('what changed', () => {
  /** A figure ← eight demands, endorsed and drafts in turn ← a proposal. */
  async function chain() {
    const { village } = app
    const first = await record('published_figure', 'Cifra que se revisa', village.as('lucia'))
    const made = [first]
    for (let at = 1; at <= 8; at += 1) {
      const one = await record(at === 8 ? 'proposal' : 'demand', `Eslabón ${at}`, village.system, {
        endorsed: at % 2 === 1,
        ...(at === 8 ? { audienceId: village.everybody } : {}),
      })
      const before = made.at(-1)
      if (before) await link(one, before, village.system)
      made.push(one)
    }
    return { first, made, last: made[8] as CitableRecord }
  }

  it('reaches the end of eight links in the transaction of the change: drafts stale, the endorsed basis revised', async () => {
    const { first, made } = await chain()
    await write(app.village.db, app.village.as('lucia'), async (tx, asker) => {
      await changeRecord(tx, asker, first, 1)
      const marks = await tx
        .selectFrom('kernel.stale_mark')
        .select(['record_id', 'effect'])
        .where('source_id', '=', first.id)
        .execute()
      expect(made.slice(1).map(({ id }) => marks.find((mark) => mark.record_id === id)?.effect)).toEqual([
        ...['basis_revised', 'stale', 'basis_revised', 'stale'],
        ...['basis_revised', 'stale', 'basis_revised', 'stale'],
      ])
    })
  })

  it('is confirmed, dropped and taken back in place; a donor sees neither mark nor change of the endorsed', async () => {
    const { first, made, last } = await chain()
    const endorsed = made[7] as CitableRecord
    await change(first, 1)
    const donor = text((await app.as('donor').get(`/thread/${last.id}`)).html)
    expect(donor).not.toMatch(/cambió su fundamento|Eslabón 7/)
    expect(donor).toContain('Qué cambió')
    expect(donor).not.toContain('Sigue en pie')
    expect(text((await app.get(`/thread/${endorsed.id}`)).html)).toContain('cambió su fundamento')

    const old = await app.post(`/thread/${last.id}/confirm`, { mark: `${first.id}:1` })
    expect(old.status).toBe(409)
    const confirmed = await app.post(`/thread/${last.id}/confirm`, { mark: `${first.id}:2`, back: '/' })
    expect(confirmed.location).toBe('/es/prueba/')
    expect(await marksOn(last.id)).toEqual([])
    await app.post(undoAddress(confirmed.headers))
    expect(await marksOn(last.id)).toHaveLength(1)

    const dropped = await app.post(`/thread/${last.id}/drop`, { source: first.id })
    expect(dropped.status).toBe(303)
    expect([await marksOn(last.id), await linksOf(last.id)]).toEqual([[], []])
    await app.post(undoAddress(dropped.headers))
    expect([(await marksOn(last.id)).length, (await linksOf(last.id)).length]).toEqual([1, 1])
  })
})
