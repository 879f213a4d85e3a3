import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { flaws, type TestApp, testApp, type Visitor } from '../../test/app.ts'
import { needsShared, sharedData } from '../../test/shared.ts'

let app: TestApp
beforeAll(async () => {
  app = await testApp({ survey: '2024T1' })
})
afterAll(() => app.drop())

const everybody: Visitor[] = [
  'coordinator',
  'assistant',
  'researcher',
  'facilitator',
  'adviser',
  'leader',
  'official',
  'donor',
]

/** The text of a page, tags left out, spaces once. */
const text = (html: string): string =>
  html.replace(/<head>[\s\S]*<\/head>|<svg[\s\S]*?<\/svg>|<[^>]+>/g, ' ').replace(/\s+/g, ' ')
/** The labels of the rows of a page's first table. */
const rows = (html: string): string[] =>
  [...html.matchAll(/<th scope="row"[^>]*>([\s\S]*?)<\/th>/g)].map(([, cell = '']) => text(cell).trim())

describe('who may not', () => {
  it.each(['/places', '/places/09', '/places/09007', '/', '/groups', '/groups/domestic', '/search?q=oaxaca'])(
    'a stranger sees nothing of %s, and somebody who has not signed in is asked to',
    async (path) => {
      const stranger = await app.as('stranger').get(path)
      expect([403, 404]).toContain(stranger.status)
      expect(stranger.html).not.toContain('Oaxaca')
      const nobody = await app.as('public').get(path)
      expect(nobody.status).toBe(303)
      expect(nobody.location).toContain('/sign-in')
    },
  )

  it.each(['facilitator', 'adviser', 'leader', 'official', 'donor'] as const)(
    'a %s takes no list away and is not offered to',
    async (role) => {
      expect((await app.as(role).get('/places/list.csv')).status).toBe(403)
      expect((await app.as(role).get('/places')).html).not.toMatch(/list\.csv|\/places\/new/)
    },
  )

  it('an assistant may add places but not take the list away', async () => {
    const { html } = await app.as('assistant').get('/places')
    expect(html).toContain('/places/new')
    expect(html).not.toContain('list.csv')
  })

  it.each(['/places/99', '/places/09999', "/places/'", '/places/MX%00', '/groups/nobody'])(
    '%s is not found',
    async (path) => expect((await app.get(path)).status).toBe(404),
  )
})

describe('the list of places', () => {
  it('has the country and its states with their rate and its interval', async () => {
    const { html } = await app.get('/places')
    expect(rows(html).slice(0, 3)).toEqual(['México', 'Aguascalientes', 'Baja California'])
    expect(rows(html)).toHaveLength(33)
    const city = text(html.slice(html.indexOf('>Ciudad de México<'), html.indexOf('>Durango<')))
    // 100 of the 200, each for 200.
    expect(city).toContain('20,000')
    expect(city).toMatch(/50\.0 \d\d\.\d–\d\d\.\d/)
    expect(text(html)).toContain('60.3')
  })

  it('sorts by the address, the country first', async () => {
    const { html } = await app.get('/places?sort=rate&dir=down')
    expect(rows(html).slice(0, 2)).toEqual(['México', 'Oaxaca'])
    expect(rows(html).at(-1)).toBe('Ciudad de México')
    expect(html).toContain('aria-sort="descending"')
  })

  it('says of boroughs why they have no figure', async () => {
    const { html } = await app.get('/places?level=municipalities')
    expect(rows(html)).toHaveLength(16)
    expect(text(html)).toContain('no para alcaldías ni municipios')
    expect(text(html)).not.toMatch(/\d\d\.\d–\d\d\.\d/)
  })

  it('finds by name over all levels, and says when nothing is called so', async () => {
    expect(rows((await app.get('/places?q=IZTA')).html)).toEqual(['Iztacalco', 'Iztapalapa'])
    const none = await app.get('/places?q=Narnia')
    expect(rows(none.html)).toEqual([])
    expect(text(none.html)).toContain('Ningún lugar se llama «Narnia»')
    expect((await app.get('/places?q=<script>')).html).not.toContain('<script>')
  })

  it('can be taken away as it stands, numbers unrounded', async () => {
    const { html, headers } = await app.get('/places/list.csv?sort=rate&dir=down')
    expect(headers.get('content-disposition')).toContain('attachment')
    const lines = html.trim().split('\r\n')
    expect(lines).toHaveLength(34)
    expect(lines[2]).toMatch(/^"?20"?,"?Oaxaca"?,.*,80,/)
  })
})

describe('the page of a place', () => {
  it('says the finding, the key figures with interval and precision, and their source', async () => {
    const page = text((await app.get('/places/09')).html)
    expect(page).toContain('La mitad de las personas ocupadas en la Ciudad de México')
    expect(page).toMatch(/Personas ocupadas 40,000/)
    expect(page).toMatch(/Con empleo informal 20,000/)
    expect(page).toMatch(/Tasa de informalidad \(TIL1\) 50\.0 % \d\d\.\d–\d\d\.\d alta/)
    expect(page).toContain('Población ocupada de 15 años y más. Primer trimestre de 2024.')
    expect(page).toContain('microdatos')
  })

  it('shows sex and age with a table under each chart', async () => {
    const { html } = await app.get('/places/09')
    expect(html.match(/<figure class="chart-figure">[\s\S]*?<table/g)).toHaveLength(2)
    expect(rows(html)).toEqual(expect.arrayContaining(['Mujeres', 'Hombres', 'De 25 a 44 años']))
  })

  it('leads to what lies in it and to all tables', async () => {
    const { html } = await app.get('/places/09')
    expect(html).toContain('href="/es/prueba/places/09007"')
    expect(html).toContain('href="/es/prueba/evidence/overview?place=09&amp;period=2024T1"')
  })

  it('of a borough gives no figure of the borough, and those of its state', async () => {
    const page = text((await app.get('/places/09007')).html)
    expect(page).toContain('De Iztapalapa no se publica ninguna cifra')
    expect(page).toContain('Lo que sí se puede decir: la Ciudad de México en su conjunto')
    expect(page).toContain('20,000')
  })

  it('keeps back what rests on fewer than thirty cases', async () => {
    expect(text((await app.get('/groups?place=09')).html)).toMatch(
      /Personas trabajadoras del hogar No se publica: 8 casos, el mínimo son 30/,
    )
  })
})

describe('every page, in both languages', () => {
  it.each([
    '/',
    '/places',
    '/places?level=municipalities',
    '/places?level=others',
    '/places?q=a',
    '/places/MX',
    '/places/09',
    '/places/09007',
    '/places/new',
    '/groups',
    '/groups?place=09',
    '/groups/new',
    '/groups/domestic',
    '/groups/transport',
    '/search',
    '/search?q=oaxaca',
  ])('%s is whole, small and without styles in it', async (path) => {
    for (const lang of ['es', 'en'] as const) {
      const page = await app.get(path, lang)
      expect(page.status, path).toBe(200)
      expect(flaws(page.html), path).toEqual([])
      expect(page.html).toContain(`<html lang="${lang}">`)
      expect(page.brotli, path).toBeLessThanOrEqual(15_000)
    }
  })

  it.each(everybody)('a %s can open them', async (role) => {
    for (const path of [
      '/',
      '/places',
      '/places/09',
      '/places/09007',
      '/groups',
      '/groups/domestic',
      '/search?q=izta',
    ])
      expect((await app.as(role).get(path)).status, path).toBe(200)
  })
})

describe('a file that lacks columns', () => {
  let poor: TestApp
  beforeAll(async () => {
    poor = await testApp()
    await poor.addSurvey('2023T1', { without: ['emp_ppal', 'p3'] })
  })
  afterAll(() => poor.drop())

  it('says which, on the list, on the place and on the group', async () => {
    expect(text((await poor.get('/places')).html)).toContain('falta EMP_PPAL')
    expect(text((await poor.get('/places/09')).html)).toMatch(/Tasa de informalidad \(TIL1\) falta EMP_PPAL/)
    expect(text((await poor.get('/groups')).html)).toMatch(/Recicladoras y pepenadores falta P3/)
    expect(text((await poor.get('/groups/waste_pickers')).html)).toContain(
      'Con el archivo de 2023-T1 no se puede calcular: falta P3',
    )
  })

  it('leaves what an older file can still say', async () => {
    await poor.addSurvey('2022T1')
    const group = text((await poor.get('/groups/domestic')).html)
    expect(group).toContain('Primer trimestre de 2022')
    expect(group).toMatch(/Personas 51,200/)
  })
})

describe('a workspace without a survey', () => {
  let empty: TestApp
  beforeAll(async () => {
    empty = await testApp()
  })
  afterAll(() => empty.drop())

  it('says so, and offers to bring one in to those who may', async () => {
    for (const path of ['/places', '/places/09', '/groups', '/groups/domestic']) {
      const page = await empty.get(path)
      expect(text(page.html), path).toContain('Todavía no hay ninguna encuesta en este espacio.')
      expect(page.html, path).toContain('/evidence/import')
      expect((await empty.as('donor').get(path)).html, path).not.toContain('/evidence/import')
    }
  })
})

needsShared('the first quarter of 2019', () => {
  let real: TestApp
  beforeAll(async () => {
    real = await testApp()
    await real.importFile(sharedData('enoe/2019trim1_csv.zip'))
  })
  afterAll(() => real.drop())

  it('says of the nation what INEGI printed', async () => {
    const page = text((await real.get('/places/MX')).html)
    expect(page).toMatch(/Personas ocupadas 54,152,266/)
    // INEGI: 56.8828, coefficient of variation 0.444789 %; men 56.3492.
    expect(page).toMatch(/Tasa de informalidad \(TIL1\) 56\.9 % 56\.5–57\.3 alta/)
    expect(page).toMatch(/Hombres 56\.3 /)
    expect(page).toContain('En el sector informal (TOSI1) falta TUE_PPAL o TUE2')
  })

  it('says of Mexico City what the drawing of the overview shows', async () => {
    const page = text((await real.get('/places/09')).html)
    expect(page).toMatch(/Personas ocupadas 4,246,706/)
    expect(page).toMatch(/50\.1 % 48\.5–51\.7 alta/)
    expect(page).toMatch(/Mujeres 50\.2 47\.9–52\.4 alta 1,906/)
    expect(page).toMatch(/De 15 a 24 años 68\.0 64\.0–72\.1/)
    expect(page).toContain('Por encima del conjunto: de 15 a 24 años y de 65 años y más')
  })

  it('puts the states in order', async () => {
    const { html } = await real.get('/places?sort=rate&dir=down')
    expect(rows(html).slice(0, 4)).toEqual(['México', 'Oaxaca', 'Guerrero', 'Chiapas'])
    expect(text(html)).toMatch(/Oaxaca 20 [\d,]+ \S+ alta 81\.6 /)
  })
})
