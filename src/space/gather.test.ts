/** What pages gather from all parts, each person sees only of what is hers to see. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { flaws, type TestApp, testApp } from '../../test/app.ts'
import { audience } from '../kernel/fixtures/kinds.ts'
import { newId } from '../kernel/id.ts'
import { addRecord, type CitableRecord, changeRecord } from '../kernel/record.ts'
import { text as bilingual } from '../kernel/text.ts'
import { linkRecords } from '../kernel/thread.ts'
import { read, write } from '../kernel/transaction.ts'

let app: TestApp
let iztapalapa: string
let city: string
let group: string
beforeAll(async () => {
  app = await testApp()
  const { village } = app
  const of = (table: 'kernel.place' | 'kernel.worker_group', code: string): Promise<string> =>
    read(village.db, village.system, async (tx) => {
      const found = await tx
        .selectFrom(table)
        .select('id')
        .where('workspace_id', '=', village.workspaceId)
        .where('code', '=', code)
        .executeTakeFirstOrThrow()
      return found.id
    })
  iztapalapa = await of('kernel.place', '09007')
  city = await of('kernel.place', '09')
  group = await of('kernel.worker_group', 'domestic')
  const hers = await audience(village, 'organisation', [village.organisations.domestic])
  const own = { organisationId: village.organisations.domestic, audienceId: hers }
  await put('demand', 'Guarderías reservadas', { placeId: iztapalapa, workerGroupId: group, ...own })
  await put('demand', 'Guarderías abiertas', { placeId: iztapalapa, workerGroupId: group })
  await put('agreement', 'Convenio de la ciudad', { placeId: city, audienceId: village.team })
  for (let n = 1; n <= 7; n += 1) await put('proposal', `Propuesta ${n}`, { placeId: city })
})
afterAll(() => app.drop())

async function put(kind: string, title: string, more: Partial<CitableRecord>): Promise<CitableRecord> {
  const id = newId()
  const made = {
    id,
    kind,
    title: bilingual(title, title),
    path: `/thread/${id}`,
    snapshot: { words: bilingual(title) },
    ...more,
  }
  await write(app.village.db, app.village.system, (tx, asker) => addRecord(tx, asker, made))
  return made
}
const text = (html: string): string =>
  html.replace(/<head>[\s\S]*<\/head>|<[^>]+>/g, ' ').replace(/\s+/g, ' ')

describe('a place and a group', () => {
  it.each(['official', 'donor', 'facilitator'] as const)(
    'a %s finds neither the title nor the number of what is not hers',
    async (role) => {
      for (const path of ['/places/09', '/places/09007', '/groups/domestic']) {
        const page = text((await app.as(role).get(path)).html)
        expect(page, path).not.toContain('reservadas')
        expect(page, path).not.toContain('Demandas (2)')
      }
      // A donor sees every agreement, as the role table says.
      if (role === 'official')
        expect(text((await app.as(role).get('/places/09')).html)).not.toContain('Convenio de la ciudad')
    },
  )

  it('the leader has her own counted, of the place and of what it lies in', async () => {
    for (const path of ['/places/09', '/places/09007', '/groups/domestic']) {
      const page = text((await app.as('leader').get(path)).html)
      expect(page, path).toContain('Guarderías reservadas')
    }
  })

  it('the newest five of each, how many there are, and the way to them all; nothing of what is none', async () => {
    const { html } = await app.get('/places/09')
    expect(flaws(html)).toEqual([])
    expect(text(html)).toContain('Propuestas en agenda (7)')
    expect(text(html)).toContain('Los 5 más recientes de 7')
    expect(html).toContain('href="/es/prueba/agenda"')
    expect(text(html)).not.toMatch(/Propuesta [12] |Negociaciones/)
    expect(text((await app.get('/places/09007', 'en')).html)).toContain('Demands (1)')
    expect(text((await app.get('/places/20')).html)).not.toMatch(/Demandas \(|Propuestas en agenda/)
  })
})

describe('Today', () => {
  it('is settled in place by whoever may write; others neither see it nor its number', async () => {
    const { village } = app
    const source = await put('published_figure', 'Niñas y niños de 0 a 5', {})
    const own = { organisationId: village.organisations.domestic }
    const demand = await put('demand', 'Guarderías de turno largo', own)
    await write(village.db, village.system, async (tx, asker) => {
      await linkRecords(tx, asker, { record: demand.id, basis: source.id, kind: 'supports' })
      await changeRecord(
        tx,
        asker,
        { ...source, snapshot: { words: bilingual('Niñas y niños de 0 a 6') } },
        1,
      )
    })
    const page = await app.get('/')
    expect(text(page.html)).toMatch(
      /desactualizado Demanda Guarderías de turno largo Se revisó Niñas y niños de 0 a 5, .* Dice: .*0 a 5 → .*0 a 6 Sigue en pie/,
    )
    for (const role of ['official', 'donor', 'adviser', 'researcher'] as const)
      expect(text((await app.as(role).get('/')).html), role).not.toContain('turno largo')
    const sent = { mark: `${source.id}:2`, back: '/' }
    expect((await app.as('donor').post(`/thread/${demand.id}/confirm`, sent)).status).toBe(404)
    expect((await app.as('researcher').post(`/thread/${demand.id}/confirm`, sent)).status).toBe(403)
    const done = await app.as('leader').post(`/thread/${demand.id}/confirm`, sent)
    expect([done.status, done.location]).toEqual([303, '/es/prueba/'])
    expect(text((await app.get('/')).html)).not.toContain('turno largo')
  })
})
