/** A leader endorses and presents a demand on her phone; the coordinator finds it on her board. */
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

journey('a demand, from an assembly to its addressee', () => {
  let program: Started
  let browser: Browser
  let alma: Person
  let felipa: Person
  const words = 'Que las guarderías públicas abran de seis a nueve'

  beforeAll(async () => {
    ;[program, browser] = await Promise.all([startProgram(), openBrowser()])
    alma = await person(browser, laptop)
    felipa = await person(browser, phone)
    await enter(alma.page, program.link)
  })
  afterAll(async () => {
    await browser?.close()
    expect(await program?.stop()).toBe(0)
  })

  const space = (path: string, lang = 'es') => `${program.url}/${lang}/muestra${path}`
  const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).first().click()
  const checked = async (page: Page, name: string) => {
    await picture(page, `demands-${name}`)
    return [...(await sideways(page)), ...(await accessibilityFaults(page))]
  }

  test('a leader endorses it with her assembly’s vote and presents it, by her thumb alone', async () => {
    await alma.page.goto(space('/members'))
    await alma.page.getByRole('link', { name: 'Felipa Ejemplo' }).click()
    await press(alma.page, 'Dar un código')
    const code = await shownText(alma.page.locator('.hand-over-code'))
    const { page } = felipa
    await page.goto(space('/demands'))
    await page.getByRole('textbox', { name: /Código/ }).fill(code)
    await press(page, 'Entrar')
    await page.getByRole('heading', { name: 'Demandas', level: 1 }).waitFor()
    expect(await checked(page, 'board-leader-390')).toEqual([])
    await page.getByRole('link', { name: words }).click()
    await page.getByRole('link', { name: 'Avalar', exact: true }).click()
    await page.getByLabel('Mujeres que votaron').fill('54')
    await page.getByLabel('Hombres que votaron').fill('1')
    expect(await checked(page, 'endorse-390')).toEqual([])
    await press(page, 'Avalar')
    await page.getByText('54 mujeres, 1 hombre').waitFor()
    await page.getByLabel('Paso').selectOption({ label: 'Presentarla a su destinataria' })
    await press(page, 'Mover')
    await page.getByText('La demanda quedó presentada').waitFor()
    expect(await checked(page, 'one-leader-390')).toEqual([])
  })

  test('the coordinator finds it on her board, notes the answer by keyboard, and takes it back', async () => {
    const { page } = alma
    await page.goto(space('/demands'))
    const column = page.getByRole('region', { name: /^Presentadas/ })
    const card = column.getByRole('listitem').filter({ hasText: words })
    await card.locator('summary').focus()
    await page.keyboard.press('Enter')
    await card.getByLabel('Paso').selectOption({ label: 'Anotar la respuesta' })
    await card.getByLabel('Palabras de la respuesta').fill('Se abrirán dos en marzo')
    await card.getByLabel('Palabras de la respuesta').press('Tab')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await page.getByText('La respuesta quedó anotada').waitFor()
    await page.getByRole('link', { name: words }).click()
    await page.getByText('Se abrirán dos en marzo').first().waitFor()
    await press(page, 'Deshacer este paso')
    await page.getByText('El último paso quedó deshecho').waitFor()
  })

  test('its rooms in both languages, on both widths', async () => {
    const { page } = alma
    const found: string[] = []
    const first = async (list: string, name: string | RegExp): Promise<string> => {
      await page.goto(space(list))
      const href = await page.getByRole('link', { name }).first().getAttribute('href')
      return (href ?? '').replace(/^\/es\/muestra/, '')
    }
    const paths = [
      ['/demands', 'board'],
      [await first('/demands', /^Que la alcaldía abra una sola/), 'one'],
      ['/demands/priority', 'priority'],
      ['/agenda', 'agenda'],
      [await first('/agenda', /^Lineamientos de la ventanilla/), 'proposal'],
      [await first('/policy', /^¿Cómo llega/), 'policy'],
    ] as const
    for (const [path, name] of paths)
      for (const [lang, size] of [
        ['es', laptop],
        ['en', phone],
        ...(process.env.ACUERDO_PICTURES
          ? ([
              ['en', laptop],
              ['es', phone],
            ] as const)
          : []),
      ] as const) {
        await page.setViewportSize(size)
        await page.goto(space(path, lang))
        found.push(
          ...(await checked(page, `${name}-${lang}-${size.width}`)).map(
            (fault) => `${lang} ${path}: ${fault}`,
          ),
        )
      }
    expect(found).toEqual([])
    expect([...alma.faults, ...felipa.faults]).toEqual([])
  })
})
