/** The coordinator brings in a list of organisations, merges one that was there twice, and sees them on the map. */
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  accessibilityFaults,
  enter,
  journey,
  laptop,
  openBrowser,
  type Person,
  person,
  phone,
  picture,
  shownText,
  sideways,
} from './browser.ts'
import { type Started, startProgram } from './program.ts'

const list = [
  'Nombre\tTipo\tForma legal\tSede\tIntegrantes\tFecha',
  'Union Ejemplo de Comerciantes en Via Publica A.C.\tPersonas trabajadoras\tAsociación civil\tIztapalapa\t3600\t1/6/2026',
  'Ñandutíes de Prueba\tPersonas trabajadoras\tCooperativa\tOaxaca\t45\tmayo de 2026',
  'Dirección Inventada de Mercados\tAutoridad\tOficina pública\t09\t\t',
].join('\n')

journey('organisations from a list to the map', () => {
  let program: Started
  let browser: Browser
  let alma: Person

  beforeAll(async () => {
    ;[program, browser] = await Promise.all([startProgram(), openBrowser()])
    alma = await person(browser, laptop)
    await enter(alma.page, program.link)
  })
  afterAll(async () => {
    await browser?.close()
    expect(await program?.stop()).toBe(0)
  })

  const space = (path: string, lang = 'es') => `${program.url}/${lang}/muestra${path}`
  const main = (page: Page) => shownText(page.getByRole('main'))
  const toPage = (name: RegExp | string) =>
    alma.page.getByRole('main').getByRole('link', { name }).first().click()

  test('the sample has its organisations, with real public bodies among them', async () => {
    await alma.page.goto(space('/actors'))
    expect(await main(alma.page)).toContain('50 organizaciones en el espacio')
    expect(await main(alma.page)).toContain('Alcaldía Iztapalapa')
  })

  test('a list is pasted; the page says what it would do; it is written', async () => {
    const { page } = alma
    await toPage('Traer una lista')
    await page.getByLabel('O pegue las celdas').fill(list)
    await page.getByRole('button', { name: 'Revisar' }).last().click()
    await page.getByText('Agrega 3, actualiza 0, deja 0 como están.').waitFor()
    await picture(page, 'actors-import-1280')
    await page.getByRole('button', { name: 'Escribir 3 organizaciones' }).click()
    await page.getByText('está en la lista').first().waitFor()
    await page.goto(space('/actors?q=ñanduties'))
    expect(await main(page)).toContain('Ñandutíes de Prueba')
  })

  test('the one that was there already is found and merged', async () => {
    const { page } = alma
    await page.goto(space('/actors/duplicates'))
    await picture(page, 'actors-duplicates-1280')
    await page.getByRole('link', { name: /^Comparar.*Union Ejemplo de Comerciantes/ }).click()
    await picture(page, 'actors-merge-1280')
    await page.getByRole('button', { name: /^Ésta se queda Unión Ejemplo/ }).click()
    await page.getByText('Ahora son una.').waitFor()
    expect(await main(page)).toContain('3,600')
    expect(await main(page)).toContain('Union Ejemplo de Comerciantes en Via Publica A.C.')
  })

  test('they are on the map; closer by a button; a mark leads to its page', async () => {
    const { page } = alma
    await page.goto(space('/actors/map'))
    const marks = page.locator('svg.actor-map a')
    expect(await marks.count()).toBe(52)
    expect(await page.locator('svg.actor-map').getAttribute('viewBox')).toBe('0 0 1000 720')
    await page.getByRole('button', { name: 'Acercar' }).click()
    expect(await page.locator('svg.actor-map').getAttribute('viewBox')).not.toBe('0 0 1000 720')
    await page.getByRole('button', { name: 'Ver todo' }).click()
    await page.getByRole('combobox', { name: 'Tema' }).selectOption({ index: 1 })
    await page.waitForURL(/issue=/)
    await page.getByText('La impulsa').last().waitFor()
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      (async () => {
        await page.getByText('Descargar').click()
        await page.getByRole('link', { name: 'PNG' }).click()
      })(),
    ])
    await download.saveAs('test/screenshots/actors-map-file.png')
    await page
      .getByRole('link', { name: /^Red Ejemplo de Trabajadoras del Hogar/ })
      .first()
      .focus()
    await page.keyboard.press('Enter')
    await page.waitForURL(/actors\/[0-9a-f-]{36}$/)
  })

  // pages.test.ts looks at every room of the sample in both languages; here are those that this story has changed.
  test('with what was brought in and merged, at both widths, axe finds nothing and nothing sticks out', async () => {
    const { page } = alma
    await page.goto(space('/actors?q=Red+Ejemplo'))
    const network = await page.locator('tbody th a').first().getAttribute('href')
    const found: string[] = []
    for (const [name, path] of [
      ['list', '/actors?q=ñandutíes'],
      ['one', `/${/actors\/[0-9a-f-]{36}/.exec(network ?? '')?.[0]}`],
      ['duplicates', '/actors/duplicates'],
      ['map', '/actors/map'],
    ] as const)
      for (const [lang, size] of [
        ['en', laptop],
        ['es', phone],
      ] as const) {
        await page.setViewportSize(size)
        const answer = await page.goto(space(path, lang))
        const faults = [...(await sideways(page)), ...(await accessibilityFaults(page))]
        if (answer?.status() !== 200) faults.push(`status ${answer?.status()}`)
        found.push(...faults.map((fault) => `${path} ${size.width}: ${fault}`))
        await picture(page, `actors-${name}-${lang}-${size.width}`)
      }
    await page.setViewportSize(laptop)
    expect([...found, ...alma.faults]).toEqual([])
  })

  test('without scripts the map, the filters and the list are there all the same', async () => {
    const plain = await person(browser, laptop, {
      javaScriptEnabled: false,
      storageState: await alma.context.storageState(),
    })
    await plain.page.goto(space('/actors/map'))
    await plain.page.getByRole('combobox', { name: 'Sede' }).selectOption('14')
    await plain.page.getByRole('button', { name: 'Aplicar' }).first().click()
    expect(plain.page.url()).toContain('place=14')
    expect(await plain.page.locator('svg.actor-map a').count()).toBeLessThan(20)
    await plain.context.close()
  })

  test('the log has no fault, and nobody’s name or number', () => {
    expect(program.log()).not.toMatch(/"level":(50|60)/)
    expect(program.log()).not.toMatch(/Felipa|55000000|Iztapalapa/)
  })
})
