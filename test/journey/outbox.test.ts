/** What a phone does with a list that nobody takes any more: the list's island alone, against a server that refuses. */
import { join } from 'node:path'
import { build } from 'esbuild'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { es } from '../../src/dialogue/words.es.ts'
import { journey, openBrowser } from './browser.ts'

journey('a list that is refused', () => {
  let browser: Browser
  let page: Page
  let sent = 0
  let answer = { status: 409, title: 'La minuta está firme.' }
  const words = { ...es.attendance.phone, waiting: es.attendance.phone.waiting('{n}') }

  beforeAll(async () => {
    const { outputFiles } = await build({
      entryPoints: [join(import.meta.dirname, '../../src/web/islands/attendance.ts')],
      bundle: true,
      format: 'iife',
      write: false,
    })
    const html = `<!doctype html><html lang="es"><form data-outbox="box" data-worker="/none/worker.js" data-until="2030-01-01"
      data-words='${JSON.stringify(words)}' method="post" action="/door"><textarea name="names" aria-label="Nombre"></textarea>
      <button>Anotar</button></form><script>${outputFiles[0]?.text}</script></html>`
    browser = await openBrowser()
    page = await (await browser.newContext({ serviceWorkers: 'block' })).newPage()
    page.setDefaultTimeout(10_000)
    await page.clock.install()
    await page.route('**/*', async (route) => {
      if (route.request().method() !== 'POST')
        return route.fulfill({ contentType: 'text/html; charset=utf-8', body: html })
      sent++
      await route.fulfill({
        status: answer.status,
        contentType: 'application/problem+json',
        body: JSON.stringify(answer),
      })
    })
    await page.goto('http://localhost/door')
  })
  afterAll(() => browser?.close())
  const remove = () => page.getByRole('button', { name: 'Quitar de este teléfono' })

  test('is tried again while the server is only away', async () => {
    answer = { status: 503, title: 'x' }
    await page.getByLabel('Nombre').fill('Rosa Muestra, m')
    await page.getByRole('button', { name: 'Anotar' }).click()
    await page.getByText(words.failed).waitFor()
    expect([sent, await remove().isVisible()]).toEqual([1, false])
    answer = { status: 409, title: 'La minuta está firme.' }
    await page.clock.fastForward(31_000)
    await page.getByText('La minuta está firme.').waitFor()
    expect(sent).toBe(2)
  })
  test('once refused is told, not sent again by itself, and stays until its holder removes it', async () => {
    await page.getByText(words.refused).waitFor()
    await page.clock.fastForward(31_000)
    await page.clock.fastForward(31_000)
    expect(sent).toBe(2)
    await page.getByText(': 1 por mandar').waitFor()
    await remove().click()
    await page.getByText(words.dropped).waitFor()
    expect(await page.getByText('por mandar').isVisible()).toBe(false)
    await page.reload()
    expect(await page.locator('.outbox li').count()).toBe(0)
  })
})
