import { readFileSync } from 'node:fs'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { flaws, type TestApp, testApp } from '../../test/app.ts'
import { needsShared, sharedData } from '../../test/shared.ts'
import { newId } from '../kernel/id.ts'
import { addRecord } from '../kernel/record.ts'
import { text } from '../kernel/text.ts'
import { read, write } from '../kernel/transaction.ts'

let app: TestApp
beforeAll(async () => {
  app = await testApp()
})
afterAll(() => app.drop())

const upload = (content: string | Uint8Array, name = 'mapa.geojson'): FormData => {
  const form = new FormData()
  form.set('file', new File([content as BlobPart], name))
  return form
}

/** A map of squares: `{ '09007': 'Iztapalapa' }`, each `size` degrees wide. */
const map = (places: Record<string, string>, size = 1): string =>
  JSON.stringify({
    type: 'FeatureCollection',
    features: Object.entries(places).map(([CVEGEO, NOMGEO]) => ({
      type: 'Feature',
      properties: { CVEGEO, NOMGEO },
      geometry: {
        type: 'Polygon',
        coordinates: [
          [
            [-99, 19],
            [-99, 19 + size],
            [-98, 19],
            [-99, 19],
          ],
        ],
      },
    })),
  })

const chosen = { code: 'CVEGEO', name: 'NOMGEO' }

/** Uploads, writes, and gives the address of the import. */
async function bring(
  content: string | Uint8Array,
  properties: Record<string, string> = chosen,
  at = app,
): Promise<string> {
  const { location, html } = await at.post('/places/new', upload(content))
  if (!location) throw new Error(html)
  const done = await at.post(location, properties)
  expect(done.status).toBe(303)
  return location
}

const placesNow = (at = app) =>
  read(
    at.village.db,
    at.village.system,
    async (tx) =>
      await tx
        .selectFrom('kernel.place as p')
        .leftJoin('kernel.place as o', (join) =>
          join.onRef('o.workspace_id', '=', 'p.workspace_id').onRef('o.id', '=', 'p.parent_id'),
        )
        .select(['p.id', 'p.code', 'p.kind', 'p.name', 'p.outline', 'o.code as parent'])
        .where('p.workspace_id', '=', at.village.workspaceId)
        .orderBy('p.code')
        .execute(),
  )
const placeNow = async (code: string, at = app) => (await placesNow(at)).find((place) => place.code === code)

describe('who may not', () => {
  it.each(['facilitator', 'adviser', 'leader', 'official', 'donor', 'stranger'] as const)(
    '%s',
    async (role) => {
      const { location } = await app.post('/places/new', upload(map({ '09007': 'Iztapalapa' })))
      const visitor = app.as(role)
      for (const path of ['/places/new', location ?? ''])
        expect([403, 404], path).toContain((await visitor.get(path)).status)
      for (const path of ['/places/new', location ?? '', `${location}/undo`])
        expect([403, 404], path).toContain((await visitor.post(path, chosen)).status)
      expect((await placeNow('09007'))?.outline).toBeNull()
    },
  )

  it('nobody who has not signed in', async () => {
    expect((await app.as('public').get('/places/new')).location).toContain('/sign-in')
    expect((await app.as('public').post('/places/new', upload('x'))).status).toBe(401)
  })

  it.each(['/places/imports/x', `/places/imports/${newId()}`])('%s is not found', async (path) => {
    expect((await app.get(path)).status).toBe(404)
    expect((await app.post(path, chosen)).status).toBe(404)
    expect((await app.post(`${path}/undo`)).status).toBe(404)
  })
})

describe('a file that is none', () => {
  it.each([
    ['nothing chosen', new FormData(), 'No llegó ningún archivo'],
    ['cut off', upload(map({ '09007': 'Iztapalapa' }).slice(0, 90)), '«mapa.geojson» está cortado'],
    ['another kind', upload('{"type": "Topology"}'), 'no es una FeatureCollection (es: Topology)'],
    ['no map at all', upload(new Uint8Array([0x50, 0x4b, 3, 4, 0, 0])), 'no es JSON'],
  ])('%s: the form says why, and stays', async (_, form, sentence) => {
    const page = await app.post('/places/new', form)
    expect(page.status).toBe(422)
    expect(page.html).toContain(sentence)
    expect(page.html).toContain('type="file"')
    expect(flaws(page.html)).toEqual([])
  })

  it('too large: 413, and nothing is kept', async () => {
    const page = await app.post('/places/new', upload(new Uint8Array(40_000_001)))
    expect(page.status).toBe(413)
    expect(page.html).toContain('40 MB')
  })

  it('a name that is a path or a script does no harm', async () => {
    const { location } = await app.post(
      '/places/new',
      upload(map({ '09007': 'x' }), '../../<b>etc</b>.geojson'),
    )
    const { html } = await app.get(location ?? '')
    expect(html).not.toContain('<b>etc')
    expect(html).not.toContain('../')
  })
})

describe('before it is written', () => {
  it('says what would be added, updated and left, and writes nothing', async () => {
    const before = await placesNow()
    const { status, location } = await app.post(
      '/places/new',
      upload(map({ '09007': 'Iztapalapa', '01001': 'Aguascalientes', z1: 'Tepito' })),
    )
    expect(status).toBe(303)
    const page = await app.get(location ?? '')
    expect(page.html).toContain('Agrega 2, actualiza 1, deja 0 como están.')
    expect(page.html).toContain('Escribir 3 lugares')
    expect(flaws(page.html)).toEqual([])
    expect(flaws((await app.get(location ?? '', 'en')).html)).toEqual([])
    expect(await placesNow()).toEqual(before)
  })

  it('lets the person choose other properties, and says what is wrong with them', async () => {
    const file = JSON.parse(map({ '09007': 'Iztapalapa', '09003': 'Coyoacán' }))
    file.features[0].properties.zona = 'A'
    const { location } = await app.post('/places/new', upload(JSON.stringify(file)))
    const odd = await app.get(`${location}?code=zona&name=NOMGEO`)
    expect(odd.status).toBe(200)
    expect(odd.html).toContain('el elemento 2 no tiene la propiedad «zona»')
    expect(odd.html).not.toContain('Escribir')
    const swapped = await app.get(`${location}?code=NOMGEO&name=CVEGEO`)
    expect(swapped.html).toContain('Agrega 2, actualiza 0')
    expect((await app.get(`${location}?code=&name=`)).html).toContain('Elija qué propiedad')
  })

  it('refuses properties that are not in the file, and two features of one code', async () => {
    const file = JSON.parse(map({ '09007': 'Iztapalapa', '09003': 'Coyoacán' }))
    file.features[1].properties.CVEGEO = '09007'
    const { location } = await app.post('/places/new', upload(JSON.stringify(file)))
    const page = await app.post(location ?? '', chosen)
    expect(page.status).toBe(422)
    expect(page.html).toContain('los elementos 1 y 2 tienen la misma clave, «09007»')
    expect((await app.post(location ?? '', { code: 'toString', name: 'NOMGEO' })).status).toBe(422)
  })
})

describe('written', () => {
  it('gives outlines, adds what is new in its place, and lets the search find it', async () => {
    const fresh = await testApp()
    const at = await bring(
      map({
        '09007': 'Iztapalapa',
        '14039': 'Guadalajara',
        '140390001': 'Guadalajara centro',
        '09007-t': 'Tepito',
      }),
      chosen,
      fresh,
    )
    expect((await fresh.get(at)).html).toContain('Se agregaron 3, se actualizaron 1 y 0 ya estaban igual.')
    expect(await placeNow('09007', fresh)).toMatchObject({
      outline: { type: 'Polygon' },
      name: text('Iztapalapa', 'Iztapalapa'),
    })
    expect(await placeNow('14039', fresh)).toMatchObject({
      kind: 'municipality',
      parent: '14',
      name: text('Guadalajara', 'Guadalajara'),
    })
    expect(await placeNow('140390001', fresh)).toMatchObject({ kind: 'locality', parent: '14039' })
    expect(await placeNow('09007-t', fresh)).toMatchObject({ kind: 'zone', parent: '09007' })
    expect((await fresh.get('/search?q=tepito')).html).toContain('/places/09007-t')
    expect((await fresh.get('/places/09007-t')).html).toContain('Tepito')
    expect((await fresh.get('/places/14039')).status).toBe(200)

    // The same file again: nothing to write, and it says so.
    const { location } = await fresh.post(
      '/places/new',
      upload(map({ '09007': 'Iztapalapa', '14039': 'Guadalajara' })),
    )
    expect((await fresh.get(location ?? '')).html).toContain('No cambia nada')

    // Written once, not twice.
    const twice = await fresh.post(at, chosen)
    expect(twice.status).toBe(409)
    expect(twice.html).toContain('ya se escribieron')
    await fresh.drop()
  })

  it('two at once do not both add a place', async () => {
    const fresh = await testApp()
    const locations = await Promise.all(
      [1, 2].map(
        async () => (await fresh.post('/places/new', upload(map({ '14039': 'Guadalajara' })))).location ?? '',
      ),
    )
    const done = await Promise.all(locations.map((location) => fresh.post(location, chosen)))
    expect(done.map(({ status }) => status)).toEqual([303, 303])
    expect((await placesNow(fresh)).filter(({ code }) => code === '14039')).toHaveLength(1)
    await fresh.drop()
  })

  it('is seen by this workspace only', async () => {
    await bring(map({ '14039': 'Guadalajara' }))
    const elsewhere = await app.village.db.transaction().execute(async (tx) => {
      await sql`select kernel.enter_system()`.execute(tx)
      return tx
        .selectFrom('kernel.place')
        .select('id')
        .where('code', '=', '14039')
        .where('workspace_id', '<>', app.village.workspaceId)
        .execute()
    })
    expect(elsewhere).toEqual([])
  })
})

describe('taken back', () => {
  it('everything is as it was: what it added is gone, the others have their name and outline again', async () => {
    const fresh = await testApp()
    await bring(map({ '09007': 'Iztapalapa', z1: 'Zona vieja' }), chosen, fresh)
    const before = await placesNow(fresh)
    const second = await bring(
      map({ '09007': 'Iztapalapa', '14039': 'Guadalajara', z1: 'Zona nueva' }, 2),
      chosen,
      fresh,
    )
    expect(await placeNow('z1', fresh)).toMatchObject({ name: text('Zona nueva', 'Zona nueva') })
    expect((await fresh.get('/search?q=nueva')).html).toContain('/places/z1')
    const undone = await fresh.post(`${second}/undo`)
    expect(undone.status).toBe(303)
    expect(await placesNow(fresh)).toEqual(before)
    expect((await fresh.get('/search?q=nueva')).html).not.toContain('/places/z1')
    expect((await fresh.get('/search?q=vieja')).html).toContain('/places/z1')
    expect((await fresh.get('/search?q=guadalajara')).html).not.toContain('/places/14039')
    expect((await fresh.get(second)).html).toContain('La importación se deshizo')

    const again = await fresh.post(`${second}/undo`)
    expect(again.status).toBe(409)
    expect(again.html).toContain('ya se había deshecho')
    await fresh.drop()
  })

  it('is refused while a later import has changed the same places', async () => {
    const fresh = await testApp()
    const first = await bring(map({ '09007': 'Iztapalapa' }), chosen, fresh)
    const second = await bring(map({ '09007': 'Iztapalapa' }, 2), chosen, fresh)
    const refused = await fresh.post(`${first}/undo`)
    expect(refused.status).toBe(409)
    expect(refused.html).toContain(
      'Otra importación posterior, «mapa.geojson», cambió 1 de los mismos lugares',
    )
    expect((await fresh.post(`${second}/undo`)).status).toBe(303)
    expect((await fresh.post(`${first}/undo`)).status).toBe(303)
    expect((await placeNow('09007', fresh))?.outline).toBeNull()
    await fresh.drop()
  })

  it('is refused while something rests on a place that it added', async () => {
    const fresh = await testApp()
    const at = await bring(map({ '14039': 'Guadalajara' }), chosen, fresh)
    const place = await placeNow('14039', fresh)
    const { village } = fresh
    await write(village.db, village.as('lucia'), (tx, asker) =>
      addRecord(tx, asker, {
        id: newId(),
        kind: 'figure',
        title: text('Cifra de Guadalajara'),
        path: '/x',
        snapshot: {},
        placeId: place?.id ?? '',
      }),
    )
    const refused = await fresh.post(`${at}/undo`)
    expect(refused.status).toBe(409)
    expect(refused.html).toContain('«Cifra de Guadalajara»')
    expect(await placeNow('14039', fresh)).toBeDefined()
    await fresh.drop()
  })

  it('is refused after thirty days', async () => {
    const fresh = await testApp()
    const at = await bring(map({ '14039': 'Guadalajara' }), chosen, fresh)
    await write(fresh.village.db, fresh.village.system, (tx) =>
      tx.updateTable('space.place_import').set({ at: sql`now() - interval '31 days'` }).execute(),
    )
    expect((await fresh.post(`${at}/undo`)).status).toBe(409)
    expect((await fresh.get(at)).html).not.toContain('Deshacer')
    await fresh.drop()
  })
})

needsShared('real maps', () => {
  it('2,469 municipalities: 2,453 come in, the 16 boroughs of Mexico City get their outline; and all of it can go again', async () => {
    const fresh = await testApp()
    const before = await placesNow(fresh)
    const municipalities = readFileSync(sharedData('geo/mx_municipios_2020.geojson'))
    const { location } = await fresh.post('/places/new', upload(municipalities, 'mx_municipios_2020.geojson'))
    const plan = await fresh.get(location ?? '')
    expect(plan.html).toContain('Agrega 2,453, actualiza 16, deja 0 como están.')
    expect(plan.html).toMatch(/value="cvegeo" selected/)
    expect(plan.html).toMatch(/value="nom_mun" selected/)
    expect((await fresh.post(location ?? '', { code: 'cvegeo', name: 'nom_mun' })).status).toBe(303)
    expect(await placesNow(fresh)).toHaveLength(1 + 32 + 2469)
    expect(await placeNow('20067', fresh)).toMatchObject({
      parent: '20',
      name: text('Oaxaca de Juárez', 'Oaxaca de Juárez'),
    })

    const again = await fresh.post('/places/new', upload(municipalities, 'mx_municipios_2020.geojson'))
    expect((await fresh.get(again.location ?? '')).html).toContain('No cambia nada')

    const list = await fresh.get('/places?level=municipalities&state=20')
    expect(list.html).toContain('1–50 de 570')
    expect(list.brotli).toBeLessThanOrEqual(15_000)

    expect((await fresh.post(`${location}/undo`)).status).toBe(303)
    expect(await placesNow(fresh)).toEqual(before)
    await fresh.drop()
  }, 120_000)

  it('16 boroughs: all updated, none renamed; and the states keep their names, Distrito Federal or not', async () => {
    const fresh = await testApp()
    const names = async () => (await placesNow(fresh)).map(({ code, name }) => [code, name])
    const before = await names()
    const boroughs = await bring(readFileSync(sharedData('geo/cdmx_alcaldias_2023.geojson')), chosen, fresh)
    expect((await fresh.get(boroughs)).html).toContain(
      'Se agregaron 0, se actualizaron 16 y 0 ya estaban igual.',
    )
    const states = await bring(
      readFileSync(sharedData('geo/mx_states.geojson')),
      { code: 'state_code', name: 'state_name' },
      fresh,
    )
    expect((await fresh.get(states)).html).toContain(
      'Se agregaron 0, se actualizaron 32 y 0 ya estaban igual.',
    )
    expect(await names()).toEqual(before)
    await fresh.drop()
  }, 60_000)
})
