/** A newcomer's first ten minutes: from the printed link to a cited figure and its files, in the sample. */
import { readFile } from 'node:fs/promises'
import type { Browser, Download, Page } from 'playwright-core'
import readXlsx from 'read-excel-file/node'
import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  enter,
  journey,
  laptop,
  openBrowser,
  type Person,
  person,
  picture,
  sampleStands,
  shownText,
} from './browser.ts'
import { type Started, startProgram } from './program.ts'

/** What every file of the sample says of itself. */
const sampleMark = 'Encuesta ficticia'

journey('a coordinator’s first ten minutes', () => {
  let program: Started
  let browser: Browser
  let ana: Person
  let page: Page

  beforeAll(async () => {
    ;[program, browser] = await Promise.all([startProgram({ isFirst: true }), openBrowser()])
    ana = await person(browser, laptop)
    page = ana.page
  })
  afterAll(async () => {
    await browser?.close()
    expect(await program?.stop()).toBe(0)
  })

  /** Opens the table of formal and informal employment in this language, with these choices. */
  const openTable = (query = '', lang = 'es') =>
    page.goto(`${program.url}/${lang}/muestra/evidence/overview/informality${query}`)

  const downloaded = async (line: RegExp): Promise<{ name: string; bytes: Buffer }> => {
    await page.getByText('Descargar', { exact: true }).click()
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: line }).click(),
    ])
    await page.keyboard.press('Escape')
    return { name: file.suggestedFilename(), bytes: await readFile(await pathOf(file)) }
  }

  test('the printed link asks before it lets in, and leads to the sample', async () => {
    await page.goto(program.link)
    expect(await shownText(page.getByRole('heading', { level: 1 }))).toBe('Entrar como Coordinación')
    await enter(page, program.link)
    expect(new URL(page.url()).pathname).toMatch(/^\/es\/muestra\/?$/)
    expect(await shownText(page.locator('.strip'))).toContain('Datos de muestra.')
    await picture(page, 'journey-today')
  })

  test('the link lets in once only', async () => {
    const other = await person(browser, laptop)
    const answer = await other.page.goto(program.link)
    expect(answer?.status()).toBe(404)
    expect(await shownText(other.page.getByRole('heading', { level: 1 }))).toBe('Esta liga ya no sirve')
    await other.context.close()
  })

  test('the overview stands without any download, and its finding is in words', async () => {
    await sampleStands(page, program.url)
    expect(await shownText(page.getByRole('heading', { level: 1 }))).toBe('El empleo informal en México')
    const lede = await shownText(page.locator('.lede'))
    expect(lede).toMatch(/personas ocupadas en el país, [\d.]+ millones, (tiene|tienen) un empleo informal: /)
    expect(lede).toMatch(/\d\d\.\d\s%\s\(\d\d\.\d–\d\d\.\d\)/)
    await page.getByRole('button', { name: /^\d\d\.\d\s%/ }).click()
    await expect.poll(() => page.getByText('Precisión alta').first().isVisible()).toBe(true)
    await page.keyboard.press('Escape')
    await picture(page, 'journey-overview')
  })

  test('a table opens from its tab, and its intervals widen at 95 %', async () => {
    await page.getByRole('link', { name: 'Formal e informal' }).click()
    await page.waitForURL(/overview\/informality/)
    const width = async () => {
      const [low = 0, high = 0] = (await shownText(page.locator('.estimate-interval').nth(3)))
        .split('–')
        .map((text) => Number(text.replaceAll(',', '')))
      return high - low
    }
    const narrow = await width()
    expect(narrow).toBeGreaterThan(0)
    await page.getByRole('link', { name: '95 %' }).click()
    await page.waitForURL(/level=95/)
    expect(await page.getByRole('link', { name: '95 %' }).getAttribute('aria-current')).toBe('true')
    expect(await width()).toBeGreaterThan(narrow)
    await picture(page, 'journey-table')
  })

  test('two places stand side by side as soon as the second is chosen', async () => {
    await page.getByLabel('Comparar con').selectOption({ label: 'Ciudad de México' })
    await page.waitForURL(/compare=09/)
    expect(await shownText(page.getByRole('heading', { level: 1 }))).toContain('México · Ciudad de México')
    const groups = page.locator('main table thead').first()
    expect(await shownText(groups)).toContain('Ciudad de México')
    await picture(page, 'journey-compare')
  })

  test('the other language is the same page with the same choices', async () => {
    const before = new URL(page.url())
    await page.getByRole('link', { name: 'English' }).click()
    await page.waitForURL(/\/en\//)
    const after = new URL(page.url())
    expect(after.pathname).toBe(before.pathname.replace('/es/', '/en/'))
    expect(after.search).toBe(before.search)
    expect(await page.locator('html').getAttribute('lang')).toBe('en')
    expect(await shownText(page.getByRole('heading', { level: 1 }))).toContain('Mexico City')
    await page.getByRole('link', { name: 'Español' }).click()
    await page.waitForURL(/\/es\//)
  })

  test('a figure is cited from its table, is in the list, and the search box finds it', async () => {
    await openTable('?place=09')
    await page.getByRole('link', { name: 'Citar', exact: true }).click()
    const cell = page.getByRole('button', { name: /^Citar: .*informal.*, Mujeres/i }).first()
    const value = await shownText(cell.locator('.estimate-value'))
    await cell.click()
    await page.waitForURL(/evidence\/figures\/[0-9a-f-]{36}$/)
    expect(await shownText(page.getByRole('status').first())).toContain('Cifra citada')
    const title = await shownText(page.getByRole('heading', { level: 1 }))
    expect(title).toMatch(/mujeres.*Ciudad de México, 2025-T3/)
    expect(await shownText(page.getByRole('main'))).toContain(value)
    expect(await shownText(page.getByRole('main'))).toContain('SHA-256')
    await picture(page, 'journey-figure')

    await page.goto(`${program.url}/es/muestra/evidence/figures`)
    expect(await page.getByRole('link', { name: title }).count()).toBe(1)
    await picture(page, 'journey-figures')

    await page.keyboard.press('/')
    await page.keyboard.type('mujeres ciudad')
    await page.keyboard.press('Enter')
    await page.waitForURL(/\/search\?q=/)
    await picture(page, 'journey-search')
    await page.getByRole('link', { name: title }).click()
    await page.waitForURL(/evidence\/figures\/[0-9a-f-]{36}$/)
  })

  test('a table is taken along as CSV, marked as sample data', async () => {
    await openTable('?place=09&compare=20')
    const { name, bytes } = await downloaded(/^CSV/)
    expect(name).toBe('informality.09.2025T3.csv')
    const lines = csvLines(bytes.toString('utf8').replace(/^\uFEFF/, ''))
    const head = lines.findIndex((line) => line.includes('Estimación'))
    const [columns = [], ...rows] = lines.slice(head)
    expect(rows.length).toBeGreaterThan(10)
    expect(new Set(rows.map((row) => row.length))).toEqual(new Set([columns.length]))
    expect(bytes.toString('utf8')).toContain(sampleMark)
    for (const place of ['Ciudad de México', 'Oaxaca'])
      expect(rows.some((row) => row[columns.indexOf('Lugar')] === place)).toBe(true)
    const estimate = rows.map((row) => Number(row[columns.indexOf('Estimación')]))
    expect(estimate.every(Number.isFinite)).toBe(true)
  })

  test('as a workbook, as a drawing and as a picture', async () => {
    const table = await downloaded(/^Excel/)
    const [sheet] = await readXlsx(table.bytes)
    expect(sheet?.data.length).toBeGreaterThan(10)
    expect(sheet?.data.flat().join(' ')).toContain(sampleMark)

    const svg = (await downloaded(/SVG/)).bytes.toString('utf8')
    expect(svg).toMatch(/^(<\?xml[^>]*>\s*)?<svg/)
    expect(svg).toContain('Datos inventados')

    const png = (await downloaded(/PNG/)).bytes
    expect(png.subarray(0, 8).toString('hex')).toBe('89504e470d0a1a0a')
    expect(png.readUInt32BE(16)).toBeGreaterThan(600)
  })

  test('the whole overview is one workbook with a sheet a table', async () => {
    const { bytes } = await downloaded(/Todo el panorama/)
    const sheets = await readXlsx(bytes)
    expect(sheets.length).toBeGreaterThanOrEqual(12)
    for (const { data } of sheets) expect(data.flat().join(' ')).toContain(sampleMark)
  })

  test('whoever signs out is out', async () => {
    await page.goto(`${program.url}/es/muestra`)
    await page.locator('summary').filter({ hasText: 'Menú de' }).click()
    await page.getByRole('button', { name: 'Salir' }).click()
    await page.waitForURL(/\/es\/sign-in$/)
    expect(await shownText(page.getByRole('status').first())).toBe('Salió de este aparato.')
    await openTable()
    expect(new URL(page.url()).pathname).toBe('/es/sign-in')
    await picture(page, 'journey-sign-in')
  })

  test('the browser had nothing to complain of, and the log no fault', () => {
    expect(ana.faults).toEqual([])
    expect(program.log()).not.toMatch(/"level":(50|60)/)
  })
})

const pathOf = async (file: Download): Promise<string> => {
  const failure = await file.failure()
  if (failure) throw new Error(failure)
  return file.path()
}

/** Cells of a CSV: quoted ones may hold commas and doubled quotes; no cell of ours has a line break. */
const csvLines = (text: string): string[][] =>
  text
    .trimEnd()
    .split(/\r?\n/)
    .map((line) =>
      [...line.matchAll(/(?:^|,)("(?:[^"]|"")*"|[^,"]*)/g)].map(([, cell = '']) =>
        cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell,
      ),
    )
