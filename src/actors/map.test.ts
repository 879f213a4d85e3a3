/** The map: what each may see on it, where things stay when one is added, and the same as files, matrix and country. */
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { flaws, type TestApp, testApp } from '../../test/app.ts'
import { newId } from '../kernel/id.ts'
import { text } from '../kernel/text.ts'
import { read, write } from '../kernel/transaction.ts'
import { addFact, issueNamed } from './facts.ts'
import { addToLayout, layOut, mapHeight, mapWidth } from './layout.ts'
import { layoutJob } from './map.ts'
import { addOrganisation } from './organisations.ts'
import type { Constituency, RelationKind, Stance } from './rules.ts'
import { blank } from './testing.ts'

const plainly = (html: string): string => html.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')
let app: TestApp
let ids: Record<'union' | 'network' | 'chamber' | 'office', string>
let issue: string
beforeAll(async () => {
  app = await testApp()
  const { village } = app
  const place = async (code: string) =>
    read(village.db, village.system, async (tx) => {
      const { rows } = await sql<{
        id: string
      }>`select id from kernel.place where workspace_id = ${village.workspaceId} and code = ${code}`.execute(
        tx,
      )
      return rows[0]?.id ?? null
    })
  const [oaxaca, iztapalapa, country] = [await place('20'), await place('09007'), await place('MX')]
  ;[ids, issue] = await write(village.db, village.as('lucia'), async (tx, asker) => {
    const add = (name: string, constituency: Constituency, placeId: string | null) =>
      addOrganisation(tx, asker, { ...blank, name: text(name), constituency, placeId })
    const made = {
      union: await add('Unión Norte', 'workers', iztapalapa),
      network: await add('Red Nacional', 'workers', country),
      chamber: await add('Cámara Sur', 'employers', oaxaca),
      office: await add('Secretaría Centro', 'authority', oaxaca),
    }
    const tie = (kind: RelationKind, from_id: string, to_id: string, until: string | null = null) =>
      addFact(tx, asker, 'relation', {
        kind,
        from_id,
        to_id,
        since: '2020-01-01',
        until,
        source: null,
        note: null,
      })
    await tie('member_of', made.union, made.network)
    await tie('in_dispute', made.union, made.chamber)
    await tie('funds', made.office, made.network, '2021-01-01')
    const topic = await issueNamed(tx, asker, text('Ley secreta del comercio'))
    const stand = (
      organisation_id: string,
      stance: Stance,
      influence: number,
      interest: number,
      observed_on: string,
    ) =>
      addFact(tx, asker, 'position', {
        organisation_id,
        issue_id: topic,
        observed_on,
        stance,
        influence,
        interest,
        source: null,
        note: null,
      })
    await stand(made.chamber, 2, 1, 1, '2025-01-01')
    await stand(made.chamber, -2, 5, 4, '2026-01-01')
    return [made, topic]
  })
})
afterAll(() => app.drop())

const dispute = 'm-tie m-in_dispute'

describe('the map shows', () => {
  it.each([
    ['coordinator', true],
    ['assistant', true],
    ['researcher', true],
    ['adviser', true],
    ['facilitator', false],
    ['leader', false],
    ['official', false],
    ['donor', false],
  ] as const)('%s disputes, issues and positions: %s', async (role, sees) => {
    const { html, status } = await app.as(role).get(`/actors/map?issue=${issue}`)
    expect(status).toBe(200)
    expect(html.includes(dispute)).toBe(sees)
    expect(html.includes('Ley secreta')).toBe(sees)
    expect(plainly(html).includes('La bloquea')).toBe(sees)
    expect(flaws(html)).toEqual([])
    expect((await app.as(role).get('/actors/matrix')).status).toBe(sees ? 200 : 403)
    const country = await app.as(role).get('/actors/country')
    expect(country.status).toBe(200)
    expect(flaws(country.html)).toEqual([])
  })

  it('nothing to strangers', async () => {
    for (const path of ['/actors/map', '/actors/country', '/actors/matrix', '/actors/map.svg'])
      expect((await app.as('stranger').get(path)).status).toBe(404)
  })

  it('ties that hold today, organisations that fit the filters, each with its page', async () => {
    const { html } = await app.get('/actors/map')
    expect(html).toContain('m-tie m-member_of')
    expect(html).not.toContain('m-tie m-funds')
    for (const id of Object.values(ids)) expect(html).toContain(`/actors/${id}"`)
    const oaxaca = (await app.get('/actors/map?place=20')).html
    expect(oaxaca).toContain(ids.office)
    expect(oaxaca).not.toContain(ids.union)
    expect((await app.get('/actors/map?constituency=employers')).html).not.toContain(ids.office)
  })
})

describe('files', () => {
  it.each(['svg', 'png', 'csv'])('%s is for who may export', async (kind) => {
    for (const role of ['assistant', 'facilitator', 'adviser', 'leader', 'official', 'donor'] as const)
      expect((await app.as(role).get(`/actors/map.${kind}`)).status, role).toBe(403)
    expect((await app.get(`/actors/map.${kind}`)).status).toBe(200)
  })
  it('hold disputes and positions only where she may export those too', async () => {
    // A researcher sees them, and exports organisations, but not the team's notes.
    for (const [role, holds] of [
      ['coordinator', true],
      ['researcher', false],
    ] as const) {
      const svg = (await app.as(role).get(`/actors/map.svg?issue=${issue}`)).html
      expect([svg.includes(dispute), svg.includes('Ley secreta'), svg.includes('La bloquea')]).toEqual([
        holds,
        holds,
        holds,
      ])
      expect((await app.as(role).get('/actors/map.csv')).html.includes('En conflicto')).toBe(holds)
    }
  })
})

describe('places', () => {
  const points = (html: string) =>
    new Map(
      [...html.matchAll(/actors\/([0-9a-f-]{36})"[^>]*><path class="[^"]*" d="M(-?\d+) (-?\d+)/g)].map(
        ([, id, x, y]) => [id, `${x} ${y}`],
      ),
    )
  it('stay where they are when one is added', async () => {
    const before = points((await app.get('/actors/map')).html)
    expect(before.size).toBe(7)
    const { location } = await app.post('/actors/new', { name: 'Recién llegada' })
    await app.post(`${location}/relation/new`.replace(/^.*\/actors/, '/actors'), {
      kind: 'member_of',
      other: 'Red Nacional',
    })
    const after = points((await app.get('/actors/map')).html)
    expect(after.size).toBe(8)
    for (const [id, at] of before) expect(after.get(id)).toBe(at)
    // Even for who may not write, and whoever asks first.
    expect(points((await app.as('donor').get('/actors/map')).html)).toEqual(after)
  })
  it('are laid out anew by a job, the same each time', async () => {
    const job = layoutJob(app.village.db)
    const running = {
      id: newId(),
      workspaceId: app.village.workspaceId,
      memberId: null,
      signal: new AbortController().signal,
      progress: () => {},
    }
    await job.run({}, running)
    const first = points((await app.get('/actors/map')).html)
    await job.run({}, running)
    expect(points((await app.get('/actors/map')).html)).toEqual(first)
    expect((await app.post('/actors/map/anew')).status).toBe(303)
    expect((await app.as('leader').post('/actors/map/anew')).status).toBe(403)
  })
  it('are within the drawing, apart from each other, and stop when told', async () => {
    const many = Array.from({ length: 120 }, (_, n) => `a${n}`)
    const ties = many.slice(1).map((id, n) => ({ from: id, to: `a${Math.floor(n / 3)}` }))
    const places = await layOut(many, ties)
    const all = [...places.values()]
    expect(all.every(({ x, y }) => x >= 0 && x <= mapWidth && y >= 0 && y <= mapHeight)).toBe(true)
    expect(new Set(all.map(({ x, y }) => `${x} ${y}`)).size).toBe(120)
    const added = addToLayout([...many, 'new'], [...ties, { from: 'new', to: 'a5' }], places)
    expect([...added.keys()]).toEqual(['new'])
    const stop = new AbortController()
    stop.abort()
    await expect(layOut(many, ties, { signal: stop.signal })).rejects.toThrow()
  })
})

describe('the other views', () => {
  it('the matrix: the last that is known of each', async () => {
    const html = plainly((await app.get('/actors/matrix')).html)
    expect(html).toMatch(/1 Cámara Sur 5 4 La bloquea/)
  })
  it('the country: by seat, with what is national beside', async () => {
    const { html } = await app.get('/actors/country')
    expect(plainly(html)).toMatch(/Oaxaca 2 .*Ciudad de México 1/)
    expect(plainly(html)).toContain('1 organización tiene alcance nacional')
    expect(html).toContain('/actors?place=20')
  })
  it('a state: by municipality, what is known of it alone beside; the same as files', async () => {
    const { html } = await app.get('/actors/country?state=09')
    expect(flaws(html)).toEqual([])
    expect(plainly(html)).toContain('Iztapalapa 1')
    expect(plainly(html)).toContain('no en su lugar exacto')
    expect(html).toContain('/actors?place=09007')
    const oaxaca = plainly((await app.get('/actors/country?state=20', 'en')).html)
    expect(oaxaca).toContain('No municipality noted 2')
    expect(plainly((await app.get('/actors/country?state=20&constituency=donor')).html)).toContain(
      'Ninguna organización cumple',
    )
    expect((await app.get('/actors/country.csv?state=09')).html).toMatch(/09007,Iztapalapa,1/)
    expect((await app.get('/actors/country.csv?constituency=employers')).html).toMatch(/20,Oaxaca,1/)
    const svg = await app.get('/actors/country.svg?state=09')
    expect(svg.html).toContain('Organizaciones por municipio: Ciudad de México')
    expect(svg.html).not.toContain('href')
    for (const path of ['/actors/country.csv', '/actors/matrix.csv'])
      expect((await app.as('leader').get(path)).status, path).toBe(403)
    expect((await app.as('researcher').get('/actors/matrix.csv')).status).toBe(403)
    expect((await app.get('/actors/matrix.csv')).html).toMatch(/Cámara Sur,5,4,La bloquea/)
  })
  it('a state whose municipalities have their outlines: each circle in its own', async () => {
    const square = {
      type: 'Polygon',
      coordinates: [
        [
          [-99.1, 19.3],
          [-99, 19.3],
          [-99, 19.4],
          [-99.1, 19.4],
          [-99.1, 19.3],
        ],
      ],
    }
    const { village } = app
    await write(village.db, village.system, (tx) =>
      sql`update kernel.place set outline = ${JSON.stringify(square)} where workspace_id = ${village.workspaceId} and code = '09007'`.execute(
        tx,
      ),
    )
    expect(plainly((await app.get('/actors/country?state=09')).html)).toContain(
      'Cada círculo está en su municipio',
    )
    await write(village.db, village.system, (tx) =>
      sql`update kernel.place set outline = null where workspace_id = ${village.workspaceId}`.execute(tx),
    )
  })
})

describe('as of a day', () => {
  it('relations, positions and files are those of that day; a day that is none is today', async () => {
    const now = plainly((await app.get('/actors/map')).html)
    expect(plainly((await app.get('/actors/map?on=nunca')).html)).toContain(
      /\d+ organizaciones y [^.]+/.exec(now)?.[0],
    )
    // Before any of them had begun; of one nobody knows since when it holds.
    const before = await app.get('/actors/map?on=2019-12-31')
    expect(plainly(before.html)).toMatch(/y [01] relaci(ón|ones) vigentes? al 31 dic 2019/)
    expect(before.html).toContain('value="2019-12-31"')
    expect(before.html).toContain('map.csv?on=2019-12-31')
    expect((await app.get('/actors/map.csv')).html).toContain('Unión Norte')
    expect((await app.get('/actors/map.csv?on=2019-12-31')).html).not.toContain('Unión Norte')
    expect((await app.get('/actors/map.csv?on=2019-12-31')).html).toContain('al 31 dic 2019')
    expect((await app.get('/actors/map.svg?on=2019-12-31')).html).toContain('al 31 dic 2019')
    expect(plainly((await app.get('/actors/matrix?on=2019-12-31')).html)).toContain(
      'Todavía no hay ninguna posición',
    )
  })
  it('a filter that nobody meets says so and leads back to all', async () => {
    const { html } = await app.get('/actors/map?q=nadie+se+llama+asi')
    expect(flaws(html)).toEqual([])
    expect(plainly(html)).toContain('Ninguna organización cumple con lo que se pide')
    expect(plainly(html)).toContain('Ver todas')
  })
})
