/** INEGI's own file, as it is published, brought in through the page: from the drop zone to the change between quarters. */
import { mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { needsShared, sharedData } from '../shared.ts'
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

const firstQuarter = sharedData('enoe/2019trim1_csv.zip')
const secondQuarter = sharedData('enoe/2019trim2_csv.zip')

const withheld = 'No se publica: la encuesta no está diseñada para este lugar'
const reveal = 'Mostrar para lectura interna'

needsShared('with INEGI’s files', () => {
  journey('a coordinator brings in a quarter of the ENOE', () => {
    let program: Started
    let browser: Browser
    let ana: Person
    let page: Page
    const folder = mkdtempSync(join(realpathSync(tmpdir()), 'acuerdo-journey-files-'))

    beforeAll(async () => {
      ;[program, browser] = await Promise.all([startProgram(), openBrowser()])
      ana = await person(browser, laptop)
      page = ana.page
      await enter(page, program.link)
    })
    afterAll(async () => {
      await browser?.close()
      rmSync(folder, { recursive: true, force: true })
      expect(await program?.stop()).toBe(0)
    })

    const own = (path: string) => `${program.url}/es/mi-programa${path}`
    const heading = () => shownText(page.getByRole('heading', { level: 1 }))
    const main = () => shownText(page.getByRole('main'))

    /** Chooses a file in the drop zone and sends it; waits for the page of its import. */
    const bring = async (file: string) => {
      await page.goto(own('/evidence/import'))
      await page.locator('input[type=file]').setInputFiles(file)
      await page.getByRole('button', { name: 'Subir' }).click()
      await page.waitForURL(/evidence\/import\/[0-9a-f-]{36}$/)
    }
    const endedAs = (title: string) =>
      page.getByRole('heading', { level: 1, name: title, exact: true }).waitFor()

    test('an empty workspace says what to do first', async () => {
      await page.goto(own('/evidence'))
      expect(await main()).toContain('Todavía no hay ninguna encuesta')
      expect(await page.locator('.strip').count()).toBe(0)
      await page.getByRole('link', { name: 'Traer una encuesta' }).first().click()
      await page.waitForURL(/evidence\/import$/)
      await picture(page, 'journey-import')
    })

    test('a broken copy of the file is refused with what to do, and nothing lands', async () => {
      const cut = join(folder, '2019trim1_csv.zip')
      const whole = readFileSync(firstQuarter)
      writeFileSync(cut, whole.subarray(0, Math.floor(whole.length * 0.6)))
      await bring(cut)
      await endedAs('No se pudo traer la encuesta')
      const said = await shownText(page.getByRole('alert'))
      expect(said).toContain('2019trim1_csv.zip')
      expect(said).toMatch(/cortad|incomplet|completo/)
      expect(said).toMatch(/desc[aá]rg/i)
      await picture(page, 'journey-import-broken')
      await page.goto(own('/evidence'))
      expect(await main()).toContain('Todavía no hay ninguna encuesta')
    })

    test('she drops the file, and sees how far it is and what was found', async () => {
      await bring(firstQuarter)
      await page.locator('.job progress').waitFor()
      expect(await page.locator('.job-steps li').count()).toBe(4)
      await expect
        .poll(() => page.locator('.job-steps li.is-done').count(), { timeout: 60_000 })
        .toBeGreaterThan(0)
      await picture(page, 'journey-import-running')
      await endedAs('La encuesta está lista')
      const found = await main()
      expect(found).toContain('ENOE · Primer trimestre de 2019')
      expect(found).toMatch(/factor FAC, estratos EST_D, unidades primarias UPM/)
      expect(found).toContain('Por eso no se pueden calcular')
      await picture(page, 'journey-import-found')
    })

    test('the overview is INEGI’s: 54,152,266 employed, 56.9 % of them informally', async () => {
      await page.getByRole('link', { name: 'Ver el panorama' }).click()
      await page.waitForURL(/evidence\/overview/)
      expect(await heading()).toBe('El empleo informal en México')
      const shown = await main()
      expect(shown).toContain('54,152,266')
      expect(shown).toMatch(/56\.9\s%\s\(56\.5–57\.3\)/)
      await picture(page, 'journey-inegi-overview')
    })

    test('Mexico City has 50.1 %', async () => {
      await page.getByLabel('Lugar').selectOption({ label: 'Ciudad de México' })
      await page.waitForURL(/place=09/)
      expect(await heading()).toBe('El empleo informal en la Ciudad de México')
      expect(await shownText(page.locator('.lede'))).toMatch(/50\.1\s%/)
    })

    test('Iztapalapa is withheld, and this file has no column to reveal it with', async () => {
      await page.goto(own('/evidence/overview/informality?place=09007'))
      const shown = await main()
      expect(shown).toContain(withheld)
      expect(shown).toContain('falta MUN')
      expect(await page.locator('.estimate').count()).toBe(0)
      expect(await page.getByRole('button', { name: reveal }).count()).toBe(0)
      await page.getByRole('link', { name: /Ciudad de México en su conjunto/ }).click()
      await page.waitForURL(/place=09(&|$)/)
      expect(await page.locator('.estimate').count()).toBeGreaterThan(5)
    })

    test('the same file again changes nothing, and says so', async () => {
      await bring(firstQuarter)
      await endedAs('Estos archivos ya estaban aquí')
      expect(await main()).toContain('no se hizo nada')
    })

    test('with a second quarter she sees the change: half a point less informality', async () => {
      await bring(secondQuarter)
      await endedAs('La encuesta está lista')
      await page.goto(own('/evidence/overview/change?period=2019T2&against=2019T1'))
      const row = page.getByRole('row').filter({ hasText: /TIL1/ }).first()
      expect(await shownText(row)).toMatch(/[−-]0\.5/)
      await picture(page, 'journey-change')
    })

    test('Mexico City’s file of 2015: 51.3 % there, nothing for the nation, Iztapalapa for internal reading only', async () => {
      await bring(sharedData('enoe/SDEMT215_ENT09.dbf'))
      await endedAs('La encuesta está lista')
      await page.getByRole('link', { name: 'Ver el panorama' }).click()
      await page.waitForURL(/place=09/)
      const shown = await main()
      expect(shown).toContain('4,114,102')
      expect(shown).toMatch(/51\.3\s%/)
      await page.goto(own('/evidence/overview/informality?period=2015T2&place=MX'))
      expect(await main()).toContain('No se publica: el archivo no cubre todo este lugar')

      const borough = own('/evidence/overview/informality?period=2015T2&place=09007')
      await page.goto(borough)
      expect(await main()).toContain(withheld)
      expect(await page.locator('.estimate').count()).toBe(0)
      await picture(page, 'journey-withheld')
      await page.getByRole('button', { name: reveal }).click()
      await page.waitForURL(/level=/)
      expect(await main()).toContain('sólo para lectura interna. No se pueden citar')
      const opened = await page.locator('.estimate').count()
      expect(opened).toBeGreaterThan(5)
      // Each cell says what it is, and none is offered for citing.
      expect(await page.locator('.estimate-internal').count()).toBe(opened)
      expect(await page.getByRole('link', { name: 'Citar', exact: true }).count()).toBe(0)
      await picture(page, 'journey-revealed')
      await page.goto(`${borough}&cite=1`)
      expect(await page.locator('.estimate').count()).toBeGreaterThan(5)
      expect(await page.locator('button.cite').count()).toBe(0)
      const cited = await page.request.post(own('/evidence/cite'), {
        headers: { origin: program.url },
        form: { period: '2015T2', table: 'informality', cell: '09007|informal|share|total' },
      })
      expect(cited.status()).toBe(422)
      const file = await page.request.get(own('/evidence/download/informality.csv?period=2015T2&place=09007'))
      expect(await file.text()).toContain('no está diseñada')
    })

    const isFit = async () => {
      for (const size of [laptop, phone]) {
        await page.setViewportSize(size)
        expect([...(await sideways(page)), ...(await accessibilityFaults(page))]).toEqual([])
      }
      await page.setViewportSize(laptop)
    }

    test('half of the employed earn 28.57 an hour or less, with INEGI’s limits', async () => {
      await page.goto(own('/evidence/overview/income?period=2019T1&view=value'))
      const row = page.getByRole('row').filter({ hasText: 'Ingreso por hora trabajada, mediana' }).first()
      expect(await shownText(row)).toMatch(/28\.57\s+28\.26–28\.57[\s\S]*27\.27\s+27\.08–27\.78/)
      await picture(page, 'journey-median')
      await page.goto(own('/evidence/overview/hours?period=2019T1&view=value'))
      expect(await main()).toContain('los dos límites de una mediana coinciden con ella')
      await isFit()
    })

    test('women against men: a difference that the survey can tell, with its interval', async () => {
      await page.goto(own('/evidence/overview/informality?period=2019T1&place=MX'))
      await page.getByRole('link', { name: 'Comparar grupos' }).click()
      await page.waitForURL(/overview\/contrast/)
      expect(await heading()).toBe('Mujeres y hombres: México')
      expect(await shownText(page.locator('.lede'))).toMatch(
        /mayor entre las mujeres que entre los hombres: la diferencia es de 1\.4 puntos porcentuales.*entre 0\.7 y 2\.0/,
      )
      const row = page
        .getByRole('row')
        .filter({ hasText: /desocupación/ })
        .first()
      expect(await shownText(row)).toContain('no se distingue cuál es mayor')
      expect(await main()).toContain('Cómo se calculó')
      await isFit()
      await picture(page, 'journey-contrast')
      const file = await page.request.get(own('/evidence/download/contrast.csv?period=2019T1&place=MX'))
      expect(await file.text()).toMatch(/Tasa de informalidad.*mayor entre las mujeres/)
      for (const kind of ['xlsx', 'svg', 'png'])
        expect(
          (
            await page.request.get(own(`/evidence/download/contrast.${kind}?period=2019T1&place=MX`))
          ).status(),
        ).toBe(200)
    })

    test('she cites the difference, and compares two places instead', async () => {
      await page.getByRole('link', { name: 'Citar', exact: true }).click()
      await page.waitForURL(/cite=1/)
      await page.getByRole('button', { name: /^Citar: Tasa de informalidad laboral.*diferencia/ }).click()
      await page.waitForURL(/evidence\/figures\/[0-9a-f-]{36}/)
      expect(await heading()).toMatch(/diferencia entre mujeres y hombres: México, 2019-T1/)
      expect(await main()).toContain('+1.4 puntos porcentuales')
      await isFit()
      await page.goto(own('/evidence/overview/contrast?period=2019T1&place=MX'))
      await page.locator('select[name=a]').selectOption('place-09')
      await page.waitForURL(/a=place-09/)
      await page.locator('select[name=b]').selectOption('place-20')
      await page.waitForURL(/b=place-20/)
      expect(await heading()).toBe('Ciudad de México y Oaxaca')
      expect(await main()).toContain('mayor en Oaxaca')
      await page.locator('select[name=b]').selectOption('place-09')
      await page.waitForURL(/b=place-09/)
      expect(await main()).toContain('Elija dos grupos distintos')
    })

    test('a figure that she typed wrong is corrected, as a new version', async () => {
      await page.goto(own('/evidence/published/new?period=2019T1&place=MX&indicator=til1'))
      await page.locator('[name=value]').fill('56.8')
      await page.locator('[name=producer]').fill('INEGI')
      await page.locator('[name=title]').fill('Comunicado de prensa')
      await page.getByRole('button', { name: 'Guardar la cifra' }).click()
      await page.waitForURL(/published\/[0-9a-f-]{36}$/)
      await page.getByRole('link', { name: 'Corregir' }).click()
      await page.waitForURL(/edit$/)
      await isFit()
      await page.locator('[name=value]').fill('56.9')
      await page.getByRole('button', { name: 'Guardar la cifra' }).click()
      await page.waitForURL(/published\/[0-9a-f-]{36}$/)
      const corrected = await main()
      expect(corrected).toContain('56.9')
      expect(corrected).toContain('citada, versión 2')
    })

    test('without JavaScript the upload, its progress and the reading are the same', async () => {
      const plain = await person(browser, laptop, {
        javaScriptEnabled: false,
        storageState: await ana.context.storageState(),
      })
      await plain.page.goto(own('/evidence/import'))
      await plain.page.locator('input[type=file]').setInputFiles(sharedData('enoe/SDEMT0520.zip'))
      await plain.page.getByRole('button', { name: 'Subir' }).click()
      await plain.page.getByRole('heading', { level: 1, name: 'La encuesta está lista' }).waitFor()
      await plain.page.getByRole('link', { name: 'Ver el panorama' }).click()
      await plain.page.waitForURL(/evidence\/overview\?/)
      const shown = await shownText(plain.page.getByRole('main'))
      expect(shown).toContain('43,578,792')
      expect(shown).toMatch(/51\.8\s%/)
      await plain.page.getByLabel('Periodo').selectOption('2019T1')
      await plain.page.getByRole('button', { name: 'Aplicar' }).click()
      await plain.page.waitForURL(/period=2019T1/)
      expect(await shownText(plain.page.getByRole('main'))).toContain('54,152,266')
      await picture(plain.page, 'journey-no-script')
      await plain.context.close()
    })

    test('the browser had nothing to complain of, and the log no fault', () => {
      expect(ana.faults).toEqual([])
      expect(program.log()).not.toMatch(/"level":(50|60)/)
    })
  })
})
