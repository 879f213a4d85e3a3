/** A leader on a cheap phone: she reads without signal, gives her view with a photograph, and it arrives once, later, by itself. */
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { fromTelephone, lying } from '../../src/platform/pictures/fixtures.ts'
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

journey('a leader on a phone without signal', () => {
  let program: Started
  let browser: Browser
  let alma: Person
  let felipa: Person
  let nieves: Person
  let photo: { name: string; mimeType: string; buffer: Buffer }
  const union = 'Red Ejemplo de Trabajadoras del Hogar'
  const first = 'Abrir el módulo de Iztapalapa'
  const second = 'Capacitar a veinte inspectoras e inspectores'

  beforeAll(async () => {
    ;[program, browser] = await Promise.all([startProgram(), openBrowser()])
    alma = await person(browser, laptop)
    felipa = await person(browser, phone)
    nieves = await person(browser, phone)
    // Larger than a phone keeps, and lying, as a telephone takes it.
    for (const one of [alma, felipa, nieves]) one.context.setDefaultTimeout(30_000)
    photo = {
      name: 'IMG_20261120.jpg',
      mimeType: 'image/jpeg',
      buffer: await fromTelephone(6, lying(2400, 1200)),
    }
    await enter(alma.page, program.link)
    await alma.page.goto(space('/members/new'))
    await alma.page.getByLabel('Nombre', { exact: true }).fill('Nieves Muestra')
    await alma.page.getByLabel('Papel').selectOption('leader')
    await alma.page.getByLabel('Organización por la que actúa').selectOption({ label: union })
    await alma.page.getByRole('button', { name: 'Guardar' }).click()
    await alma.page.locator('.flash').waitFor()
  })
  afterAll(async () => {
    await browser?.close()
    expect(await program?.stop()).toBe(0)
  })

  const space = (path: string, lang = 'es') => `${program.url}/${lang}/muestra${path}`
  const press = (page: Page, name: string | RegExp) => page.getByRole('button', { name }).first().click()
  const main = (page: Page) => shownText(page.getByRole('main'))
  const faultsOf = async (page: Page, name: string): Promise<string[]> => {
    await picture(page, `phone-${name}`)
    return [...(await sideways(page)), ...(await accessibilityFaults(page))]
  }

  async function signIn({ page }: Person, name: string): Promise<void> {
    await alma.page.goto(space('/members'))
    await alma.page.getByRole('link', { name }).click()
    await press(alma.page, 'Dar un código')
    const code = await shownText(alma.page.locator('.hand-over-code'))
    await page.goto(space('/'))
    await page.getByRole('textbox', { name: /Código/ }).fill(code)
    await press(page, /^Entrar$/)
    await page.waitForURL(space('/'))
  }
  /** Waits until the phone has a copy of a page; `waitForFunction` takes a promise for a yes. */
  const kept = (page: Page, path: string) =>
    expect
      .poll(
        () =>
          page.evaluate(
            async (at) => (await (await caches.open('acuerdo-pages')).match(at)) !== undefined,
            path,
          ),
        { timeout: 30_000 },
      )
      .toBe(true)
  async function opened({ page }: Person, title: string): Promise<string> {
    await page.goto(space('/commitments'))
    await page.getByRole('link', { name: title }).first().click()
    await page.waitForURL(/\/commitments\/[0-9a-f-]{36}$/)
    return new URL(page.url()).pathname
  }
  /** What this phone holds: entries of the outbox, and pages. */
  const held = (page: Page) =>
    page.evaluate(async () => {
      const request = indexedDB.open('acuerdo-outbox', 1)
      const database: IDBDatabase = await new Promise((done) => {
        request.onsuccess = () => done(request.result)
      })
      const all = database.transaction('waiting').objectStore('waiting').count()
      const entries: number = await new Promise((done) => {
        all.onsuccess = () => done(all.result)
      })
      database.close()
      const pages = await (await caches.open('acuerdo-pages')).keys()
      return {
        entries,
        pages: pages.map(({ url }) => new URL(url).pathname).filter((at) => at !== '/holder'),
      }
    })
  /** The next view is taken by the server, and its answer lost on the way. */
  const loseAnswer = (context: BrowserContext) =>
    context.route(
      '**/view',
      async (route) => {
        if (route.request().method() !== 'POST') return route.fallback()
        await route.fetch()
        await route.abort()
      },
      { times: 1 },
    )

  test('reads what she saw before, with the hour of the copy; a page never seen says so', async () => {
    const { page, context } = felipa
    await signIn(felipa, 'Felipa Ejemplo')
    await kept(page, '/es/muestra/')
    const at = await opened(felipa, first)
    expect(await faultsOf(page, 'commitment-es')).toEqual([])
    await kept(page, `${at}/view`)
    await kept(page, `${at}/evidence`)
    await kept(page, '/es/muestra/waiting')
    await context.setOffline(true)
    await page.goto(space('/'))
    expect(await main(page)).toMatch(/Sin señal: usted lee la copia guardada el \d+ \w+ 2\d{3}/)
    expect(await main(page)).toContain('Felipa')
    expect(await faultsOf(page, 'today-offline-es')).toEqual([])
    await page.goto(space('/agreements', 'en'))
    expect(await main(page)).toContain('This page is not kept on this phone')
    expect(await faultsOf(page, 'not-kept-en')).toEqual([])
    await page.goto(space('/agreements'))
    expect(await main(page)).toContain('Esta página no está guardada en este teléfono')
    expect(await faultsOf(page, 'not-kept-es')).toEqual([])
    await page.getByRole('link', { name: first }).click()
    expect(await main(page)).toContain('Sin señal')
  })

  test('her view with a photograph waits visibly, made small, and arrives once though the answer is lost', async () => {
    const { page, context } = felipa
    await page.getByRole('link', { name: /nuestra valoración/ }).click()
    expect(await main(page)).toContain('pida permiso a cada persona')
    await page.getByRole('radio', { name: 'Cumplido en parte' }).check()
    await page.getByLabel('¿Por qué?').fill('Abre solo dos días')
    await page.getByLabel(/^Fotos/).setInputFiles(photo)
    expect(await faultsOf(page, 'view-offline-es')).toEqual([])
    await press(page, 'Guardar la valoración')
    const bar = page.locator('.outbox-bar')
    await bar.waitFor()
    expect(await shownText(bar)).toContain('Hay 1 cosa por mandar en este teléfono.')
    await bar.getByRole('link').click()
    await page.locator('.waiting-list canvas').waitFor()
    expect(await main(page)).toMatch(/Cumplido en parte[\s\S]*Abre solo dos días[\s\S]*Se mandará sola/)
    const size = /1 archivo, (\d+)/.exec(await main(page))?.[1]
    expect(Number(size)).toBeLessThan(400)
    expect(await faultsOf(page, 'queue-offline-es')).toEqual([])
    await loseAnswer(context)
    await context.setOffline(false)
    await page.getByText('No hay nada por mandar.').waitFor()
    expect((await held(page)).entries).toBe(0)
    const at = await opened(felipa, first)
    expect((await main(page)).split('Abre solo dos días').length - 1).toBe(1)
    // Once beside her view, once among the evidence; the same picture.
    expect(await page.locator('main img').count()).toBe(2)
    await alma.page.goto(`${program.url}${at}`)
    expect((await main(alma.page)).split('Abre solo dos días').length - 1).toBe(1)
    const small = alma.page.locator('#evidence img')
    await small.scrollIntoViewIfNeeded()
    await alma.page.waitForFunction(() => [...document.images].every((one) => one.complete))
    expect(await small.evaluate((one: HTMLImageElement) => one.naturalHeight > one.naturalWidth)).toBe(true)
    expect(await faultsOf(alma.page, 'commitment-1280-es')).toEqual([])
  })

  test('a colleague gave another view meanwhile: both are shown, and she decides', async () => {
    const { page, context } = felipa
    await signIn(nieves, 'Nieves Muestra')
    const at = (await opened(felipa, second)).replace('/es/', '/en/')
    await page.goto(`${program.url}${at}`)
    await kept(page, `${at}/view`)
    await kept(page, '/en/muestra/waiting')
    await context.setOffline(true)
    await page.getByRole('link', { name: /our assessment/ }).click()
    await page.getByRole('radio', { name: 'Not met', exact: true }).check()
    await page.getByLabel(/^Why/).fill('No course so far')
    await press(page, 'Save the assessment')
    await page.locator('.outbox-bar').waitFor()
    await nieves.page.goto(`${program.url}${at.replace('/en/', '/es/')}/view`)
    await nieves.page.getByRole('radio', { name: 'En proceso' }).check()
    await nieves.page.getByLabel('¿Por qué?').fill('Ya hay convocatoria')
    await press(nieves.page, 'Guardar la valoración')
    await nieves.page.waitForURL(/#views$/)
    await context.setOffline(false)
    await page.getByText('1 needs your decision').waitFor()
    await page.locator('.outbox-bar a').click()
    await page.locator('.waiting-two').waitFor()
    expect(await main(page)).toMatch(/In progress[\s\S]*Ya hay convocatoria[\s\S]*Nieves Muestra/)
    expect(await main(page)).toMatch(/Not met[\s\S]*No course so far/)
    expect(await faultsOf(page, 'conflict-en')).toEqual([])
    await press(page, 'Give mine, too')
    await page.getByText('Nothing waits to be sent.').waitFor()
    await page.goto(`${program.url}${at}`)
    expect(await main(page)).toContain('No course so far')
    await page.getByText('Earlier assessments').first().click()
    expect(await main(page)).toContain('Ya hay convocatoria')
  })

  test('after a session ended the next person on the phone sees nothing of hers', async () => {
    const { page, context } = felipa
    const at = await opened(felipa, first)
    await kept(page, `${at}/evidence`)
    await context.setOffline(true)
    await page.getByRole('link', { name: 'Agregar evidencia' }).click()
    await page.getByLabel('Fotos o documentos').setInputFiles(photo)
    await press(page, 'Guardar la evidencia')
    await page.locator('.outbox-bar').waitFor()
    await context.clearCookies()
    await context.setOffline(false)
    await page.getByText('1 necesita que usted decida.').waitFor()
    await page.goto(space('/waiting'))
    await page.getByRole('textbox', { name: /Código/ }).waitFor()
    expect((await held(page)).pages).toEqual([])
    await signIn(felipa, 'Nieves Muestra')
    await context.setOffline(true)
    await page.goto(`${program.url}${at}`)
    expect(await main(page)).toContain('Esta página no está guardada')
    expect(await main(page)).not.toContain(first)
    await context.setOffline(false)
    await page.goto(space('/waiting'))
    await page.getByText('Otra persona dejó 1 cosa sin mandar').waitFor()
    expect(await page.locator('.waiting-list').count()).toBe(0)
    expect((await held(page)).entries).toBe(1)
  })

  test('signing out says what is unsent, and leaves nothing on the phone', async () => {
    const { page, context } = felipa
    const leave = async () => {
      await page.locator('.person summary').click()
      await press(page, 'Salir')
    }
    await leave()
    await page
      .getByRole('textbox', { name: /Código|Nombre/ })
      .first()
      .waitFor()
    await signIn(felipa, 'Felipa Ejemplo')
    await page.goto(space('/waiting'))
    // What she left arrives by itself once it is she again.
    await page.getByText('No hay nada por mandar.').waitFor()
    const at = await opened(felipa, first)
    expect(await page.locator('#evidence img').count()).toBe(2)
    await kept(page, `${at}/evidence`)
    await context.route('**/evidence', (route) =>
      route.request().method() === 'POST' ? route.abort() : route.fallback(),
    )
    await page.getByRole('link', { name: 'Agregar evidencia' }).click()
    await page.getByLabel('Fotos o documentos').setInputFiles(photo)
    await press(page, 'Guardar la evidencia')
    await page.locator('.outbox-bar').waitFor()
    await leave()
    await page.getByRole('dialog').waitFor()
    expect(await faultsOf(page, 'leave-es')).toEqual([])
    await press(page, 'Mandar ahora')
    await page.getByText('Todavía no se puede mandar.').waitFor()
    await press(page, 'Quedarme')
    expect((await held(page)).entries).toBe(1)
    await leave()
    await press(page, 'Salir y borrar')
    await page
      .getByRole('textbox', { name: /Código|Nombre/ })
      .first()
      .waitFor()
    expect(await held(page)).toEqual({ entries: 0, pages: [] })
    await context.setOffline(true)
    await page.goto(`${program.url}${at}`)
    expect(await main(page)).not.toContain(first)
  })
})
