/** A researcher uploads a report, finds a word in it, and makes a sentence of it citable by selecting it. */
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { pdf } from '../../src/evidence/library/testing/files.ts'
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

const report = [
  'Informe inventado sobre los tianguis de la zona, para esta prueba y nada más.',
  'Las tianguistas levantan su puesto a las cuatro. De cada diez, siete pagan luz sin recibo.',
]

journey('a document from the file to the thread', () => {
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

  test('a page of the web with the name of a PDF is told; the report beside it comes in and is read', async () => {
    const { page } = alma
    await page.goto(space('/evidence/library/new'))
    await page.locator('input[type=file]').setInputFiles([
      { name: 'falso.pdf', mimeType: 'application/pdf', buffer: Buffer.from('<!doctype html><p>hola') },
      { name: 'informe_tianguis.pdf', mimeType: 'application/pdf', buffer: await pdf(report) },
    ])
    await page.getByRole('button', { name: 'Subir' }).click()
    await page.getByText('Se agregó 1 documento; otros no').waitFor()
    expect(await main(page)).toContain('página web guardada')
    await page.getByRole('link', { name: 'Describir los que se agregaron' }).click()
    await page.getByRole('link', { name: 'informe tianguis' }).click()
    await page.getByRole('link', { name: 'Leer', exact: true }).waitFor()
    expect(await main(page)).toContain('2 páginas')
  })

  test('its words are found with their page; a sentence that is selected becomes a passage', async () => {
    const { page } = alma
    await page.goto(space('/evidence/library?q=tianguista+recibo'))
    await picture(page, 'library-found-1280')
    await page.getByRole('link', { name: 'página 2' }).first().click()
    await page.getByRole('link', { name: 'Ver los pasajes en su lugar' }).click()
    await page.evaluate(() => {
      const text = document.querySelector('[data-page-text] p')?.firstChild
      if (!text?.textContent) return
      const from = text.textContent.indexOf('De cada diez')
      document.getSelection()?.setBaseAndExtent(text, from, text, text.textContent.length)
    })
    await expect
      .poll(() => page.getByLabel('Palabras que se citan').inputValue())
      .toContain('siete pagan luz')
    await page.getByRole('button', { name: 'Guardar como pasaje' }).click()
    await page.getByText('El pasaje ya se puede citar').waitFor()
    expect(await main(page)).toContain('De cada diez, siete pagan luz sin recibo.')
    await picture(page, 'library-passage-1280')
  })

  test('with what was done, at both widths, axe finds nothing and nothing sticks out', async () => {
    const { page } = alma
    const passage = page.url()
    const found: string[] = []
    for (const [lang, size] of [
      ['en', laptop],
      ['es', phone],
    ] as const) {
      await page.setViewportSize(size)
      for (const url of [
        space('/evidence/library?q=tianguis', lang),
        space('/evidence/library/gaps?place=09', lang),
        passage.replace('/es/', `/${lang}/`),
      ]) {
        await page.goto(url)
        found.push(...(await accessibilityFaults(page)), ...(await sideways(page)))
      }
    }
    expect(found).toEqual([])
    expect(alma.faults.filter((fault) => !fault.includes('422'))).toEqual([])
  })
})
