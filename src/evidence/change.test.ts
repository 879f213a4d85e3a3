/** The change between two periods: its page, its files, a citation that rests on both files, and what a new delivery does to it. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { flaws, type TestApp, testApp } from '../../test/app.ts'
import { said } from '../kernel/text.ts'
import { staleMarks } from '../kernel/thread.ts'
import { read, write } from '../kernel/transaction.ts'
import { figureById, listFigures, settle } from './figures.ts'
import { recompute, restingOn, settleFigures } from './recompute.ts'
import { microdataOf } from './services.ts'
import type { Vintage } from './store.ts'

let app: TestApp
let first: Vintage
let second: Vintage
const of = { period: '2024T2', against: '2024T1' }
const city = { ...of, place: '09' }
const address = (path: string, query: Record<string, string>) => `${path}?${new URLSearchParams(query)}`
const page = (query: Record<string, string>, lang: 'es' | 'en' = 'es') =>
  app.get(address('/evidence/overview/change', query), lang)
const plain = (html: string) =>
  html
    .replaceAll(/<[^>]+>/g, ' ')
    .replaceAll(/&quot;/g, '"')
    .replaceAll(/\s+/g, ' ')
const figures = () =>
  read(app.village.db, app.village.as('lucia'), (tx, asker) => listFigures(tx, asker, { all: true }))

beforeAll(async () => {
  app = await testApp()
  first = await app.addSurvey('2024T1', { informalInTheCity: 140 })
  second = await app.addSurvey('2024T2')
}, 60_000)
afterAll(() => app.drop())

describe('what is refused', () => {
  it('citing, to who does not write evidence', async () => {
    const asked = { ...city, cell: 'til1|total' }
    expect((await app.as('adviser').post('/evidence/cite-change', asked)).status).toBe(403)
    expect((await app.as('adviser').get(address('/evidence/overview/change', city))).html).not.toContain(
      'cite=1',
    )
  })
  it('a row that is none, or a change without another period', async () => {
    expect((await app.post('/evidence/cite-change', { ...city, cell: 'other|total' })).status).toBe(404)
    const alone = { period: '2024T2', place: '09', cell: 'til1|total' }
    expect((await app.post('/evidence/cite-change', alone)).status).toBe(404)
  })
  it('a change in a borough: the survey was not designed for it', async () => {
    const borough = { ...of, place: '09007' }
    expect(plain((await page(borough)).html)).toContain('No se publica: la encuesta no está diseñada')
    const asked = { ...borough, cell: 'til1|total' }
    expect((await app.post('/evidence/cite-change', asked)).status).toBe(422)
    expect(await figures()).toHaveLength(0)
  })
})

describe('its page', () => {
  it.each([
    [
      'es',
      /Entre el primer trimestre de 2024 y el segundo trimestre de 2024, la tasa de informalidad laboral en la Ciudad de México bajó 20\.0 puntos porcentuales: de 70\.0 % a 50\.0 %\. Con una confianza de 90 %, bajó entre/,
    ],
    [
      'en',
      /Between the first quarter of 2024 and the second quarter of 2024, the rate of informal employment in Mexico City fell by 20\.0 percentage points/,
    ],
  ] as const)('says the finding first, in %s', async (lang, finding) => {
    const { html, status } = await page(city, lang)
    expect(status).toBe(200)
    expect(plain(html)).toMatch(finding)
    expect(flaws(html)).toEqual([])
  })

  it('says in each row what the survey can tell, and how the error was calculated', async () => {
    const shown = plain((await page(city)).html)
    expect(shown).toMatch(/Tasa de informalidad laboral[^.]*70\.0.*50\.0.*−20\.0.* bajó /)
    expect(shown).toContain('las unidades de la muestra que están en ambos periodos.')
    expect(shown).toContain('Fuente')
  })

  it('offers its files, which say the sentence, the method and the hashes of both', async () => {
    expect((await page(city)).html).toContain('download/change.xlsx?')
    const csv = await app.get(address('/evidence/download/change.csv', city))
    expect(csv.status).toBe(200)
    expect(csv.headers.get('content-disposition')).toContain('change.09.2024T1.2024T2.csv')
    const text = plain(csv.html)
    expect(text).toMatch(/la tasa de informalidad laboral en la Ciudad de México bajó/)
    expect(text).toMatch(/entre las mujeres/)
    expect(text).toContain('las unidades de la muestra que están en ambos periodos')
    for (const { sha256 } of [first, second]) expect(text).toContain(sha256)
    const xlsx = await app.get(address('/evidence/download/change.xlsx', city))
    expect(xlsx.headers.get('content-type')).toContain('spreadsheetml')
    for (const kind of ['svg', 'png'])
      expect((await app.get(address(`/evidence/download/change.${kind}`, city))).status).toBe(200)
  })
})

describe('a citation', () => {
  let id = ''
  it('keeps both periods, the error, the interval, the method and the hashes of both files', async () => {
    expect((await page({ ...city, cite: '1' })).html).toContain('value="til1|total"')
    const answer = await app.post('/evidence/cite-change', { ...city, cell: 'til1|total' })
    id = answer.location?.match(/[0-9a-f-]{36}/)?.[0] ?? ''
    const [figure] = await figures()
    expect(figure).toMatchObject({
      id,
      vintageId: second.id,
      againstVintageId: first.id,
      spec: { level: 90, place: '09', change: { before: '2024T1', after: '2024T2', method: 'matched' } },
    })
    expect(figure && said(figure.title, 'es')).toMatch(
      /informalidad laboral.*, cambio de 2024-T1 a 2024-T2: Ciudad de México/,
    )
    const { html } = await app.get(`/evidence/figures/${id}`)
    expect(flaws(html)).toEqual([])
    const shown = plain(html)
    expect(shown).toMatch(/la tasa de informalidad laboral en la Ciudad de México bajó 20\.0 puntos/)
    expect(shown).toContain('−20.0 puntos porcentuales')
    expect(shown).toContain('Error estándar')
    expect(shown).toContain('2024-T1 → 2024-T2')
    expect(shown).toContain('en ambos periodos.')
    for (const { sha256 } of [first, second]) expect(shown).toContain(sha256)
  })

  it('made twice is the same', async () => {
    await app.post('/evidence/cite-change', { ...city, cell: 'til1|total' })
    expect(await figures()).toHaveLength(1)
  })

  it('moves when the earlier period is delivered anew, and is settled by a person', async () => {
    const { db } = app.village
    const resting = await read(db, app.village.system, (tx, asker) => restingOn(tx, asker, first))
    expect(resting.figures.map((figure) => figure.id)).toEqual([id])
    const third = await app.addSurvey('2024T1', { informalInTheCity: 120 })
    const again = await recompute(app.services, microdataOf(app.services, third), resting)
    const moved = await write(db, app.village.system, (tx, asker) =>
      settleFigures(tx, asker, resting, again, third),
    )
    expect(moved).toBe(1)
    const shown = plain((await app.get(`/evidence/figures/${id}`)).html)
    expect(shown).toMatch(/Citada −20\.0.*Con la entrega nueva −10\.0/)
    await write(db, app.village.as('lucia'), async (tx, asker) => {
      expect(await staleMarks(tx, asker, id)).toHaveLength(1)
      await settle(tx, asker, id, 'accept')
      expect(await staleMarks(tx, asker, id)).toHaveLength(0)
      const now = await figureById(tx, asker, id)
      expect(now).toMatchObject({ version: 2, vintageId: second.id, againstVintageId: third.id })
      expect(now.estimate.estimate).toBeCloseTo(-0.1, 10)
    })
  })
})

describe('the other pages say it in the same sentences', () => {
  it('an estimate: value, interval, precision and cases', async () => {
    const query = {
      period: '2024T2',
      place: '09',
      table: 'informality',
      row: 'informal',
      column: 'share',
      sex: 'women',
    }
    const { html } = await app.get(address('/evidence/estimate', query))
    expect(flaws(html)).toEqual([])
    expect(plain(html)).toMatch(
      /La tasa de informalidad laboral entre las mujeres en la Ciudad de México se estima en \d+\.\d %\. Con una confianza de 90 %, el valor verdadero está entre .* La precisión es alta .* Se basa en 100 casos de la muestra\./,
    )
  })

  it('a cited difference and ratio of two groups', async () => {
    for (const [of, sentence] of [
      [
        'difference',
        /Los datos no permiten saber si la tasa de informalidad laboral en Oaxaca es mayor|La tasa de informalidad laboral en Oaxaca es (mayor|menor)/,
      ],
      ['ratio', /veces la (cifra|otra)/],
    ] as const) {
      const asked = { period: '2024T2', place: '20', a: 'women', b: 'men', cell: `til1|${of}` }
      const answer = await app.post('/evidence/cite-contrast', asked)
      const { html } = await app.get(`/evidence/figures/${answer.location?.match(/[0-9a-f-]{36}/)?.[0]}`)
      expect(plain(html)).toMatch(sentence)
      expect(flaws(html)).toEqual([])
    }
  })

  it('the summary, of women and men with their covariance', async () => {
    const { html } = await app.get(address('/evidence/overview', { period: '2024T2', place: '20' }))
    expect(plain(html)).toMatch(
      /(La|la) tasa es (mayor|menor) entre las mujeres que entre los hombres|si la tasa es mayor entre las mujeres o entre los hombres/,
    )
  })
})
