/** From convoking a forum to its signed minutes: a coordinator on a laptop, a leader on her phone, two phones without signal. */
import { readFileSync } from 'node:fs'
import ICAL from 'ical.js'
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

journey('a forum, from its convocation to its minutes', () => {
  let program: Started
  let browser: Browser
  let alma: Person
  let felipa: Person
  let second: Person
  let meeting: string
  const title = 'Foro de la ventanilla única'

  beforeAll(async () => {
    ;[program, browser] = await Promise.all([startProgram(), openBrowser()])
    alma = await person(browser, laptop)
    felipa = await person(browser, phone)
    second = await person(browser, phone)
    await enter(alma.page, program.link)
  })
  afterAll(async () => {
    await browser?.close()
    expect(await program?.stop()).toBe(0)
  })

  const space = (path: string, lang = 'es') => `${program.url}/${lang}/muestra${path}`
  const press = (page: Page, name: string | RegExp) =>
    page.getByRole('button', { name, exact: true }).first().click()
  const flash = (page: Page) => shownText(page.locator('.flash').first())

  /** Nothing sticks out and axe finds nothing, in both languages and on both widths (axe on one each); a picture of each. */
  async function looked(who: Person, path: string, name: string): Promise<string[]> {
    const found: string[] = []
    const before = who.page.viewportSize() ?? laptop
    for (const lang of ['es', 'en']) {
      await who.page.goto(space(path, lang))
      for (const size of [laptop, phone]) {
        await who.page.setViewportSize(size)
        const faults = await sideways(who.page)
        if ((lang === 'es') === (size === phone)) faults.push(...(await accessibilityFaults(who.page)))
        found.push(...faults.map((fault) => `${lang} ${path} ${size.width}: ${fault}`))
        await picture(who.page, `meetings-${name}-${lang}-${size.width}`)
      }
    }
    await who.page.setViewportSize(before)
    await who.page.goto(space(path))
    return found
  }

  test('the coordinator convokes a forum with three parties', async () => {
    const { page } = alma
    await page.goto(space('/meetings/new'))
    const day = new Date(Date.now() + 86_400_000).toISOString().slice(0, 10)
    await page.getByLabel('Nombre', { exact: true }).fill(title)
    await page.getByLabel('Tipo').selectOption('forum')
    await page.getByLabel('Día', { exact: true }).fill(day)
    await page.getByLabel('Sala y dirección').fill('Casa del Pueblo, calle 5 de Mayo')
    await page.getByLabel('Orden del día').fill('Bienvenida (10)\nLa ventanilla única (40)\nAcuerdos')
    await page.getByLabel('Habrá cuidado de niñas y niños').check()
    await press(page, 'Guardar')
    await page.waitForURL(/\/meetings\/[0-9a-f-]{36}$/)
    meeting = `/meetings/${/[0-9a-f-]{36}$/.exec(page.url())?.[0]}`
    for (const name of [
      'Red Ejemplo de Trabajadoras del Hogar',
      'Unión Ejemplo de Comerciantes en Vía Pública',
      'Secretaría Ejemplo del Trabajo',
    ]) {
      const form = page.locator('#add-party')
      if (!(await form.getAttribute('open').then((open) => open !== null)))
        await form.locator('summary').click()
      await page.getByLabel('Organización', { exact: true }).fill(name)
      await press(page, 'Agregar')
      await page.locator('.flash').first().waitFor()
    }
    await press(page, 'Convocar')
    await page.waitForURL(/\/convocation$/)
    expect(await flash(page)).toContain('mande ahora las invitaciones')
    expect(await page.locator('a[href^="https://wa.me/"]').count()).toBe(6)
    const text = await page.locator('textarea[lang=es]').first().inputValue()
    expect(text).toContain('Habrá quien cuide a sus niñas y niños.')
    expect(text).toMatch(/\/es\/muestra\/answer\/[\w-]{43}/)
    expect(await page.locator('textarea[lang=en]').first().inputValue()).toMatch(
      /\/en\/muestra\/answer\/[\w-]{43}/,
    )
  })

  test('a leader signs in on her phone by a short code and confirms', async () => {
    await alma.page.goto(space('/members'))
    await alma.page.getByRole('link', { name: 'Felipa Ejemplo' }).click()
    await press(alma.page, 'Dar un código')
    const code = await shownText(alma.page.locator('.hand-over-code'))
    const { page } = felipa
    await page.goto(space(meeting))
    await page.getByRole('textbox', { name: /Código/ }).fill(code)
    await press(page, 'Entrar')
    await page.waitForURL(space(meeting))
    await page.getByRole('radio', { name: 'Sí' }).check()
    await page.getByLabel('¿Cuántas mujeres?').fill('3')
    await page.getByLabel('Nombres').fill('Felipa Ejemplo\nRosa Muestra')
    await page.getByLabel('¿Cuántas niñas y niños hay que cuidar?').fill('2')
    await press(page, 'Mandar respuesta')
    await page.locator('.flash').first().waitFor()
    expect(await sideways(page)).toEqual([])
    await alma.page.goto(space(`${meeting}/convocation`))
    expect(await shownText(alma.page.getByRole('main'))).toContain(
      '1 parte asiste, 0 no, 2 sin respuesta. Se esperan 3 mujeres',
    )
  })

  test('another party answers by its link alone, without scripts', async () => {
    const links = await alma.page
      .locator('a[href*="/answer/"]')
      .evaluateAll((all) => all.map((one) => one.getAttribute('href') ?? ''))
    const plain = await person(browser, phone, { javaScriptEnabled: false })
    await plain.page.goto(links[1] ?? '')
    expect(await sideways(plain.page)).toEqual([])
    await plain.page.getByRole('radio', { name: 'Sí' }).check()
    await plain.page.getByLabel('¿Cuántas mujeres?').fill('2')
    await press(plain.page, 'Mandar respuesta')
    await plain.page.waitForURL(/done=1/)
    expect(await shownText(plain.page.getByRole('main'))).toContain('Gracias, su respuesta llegó')
    await plain.context.close()
    const looked = await person(browser, phone)
    await looked.page.goto(links[2] ?? '')
    expect(await accessibilityFaults(looked.page)).toEqual([])
    await picture(looked.page, 'meetings-answer-link')
    await looked.context.close()
  })

  test('attendance is taken on two phones without signal, arrives once there is, and leaves them', async () => {
    await alma.page.goto(space(`${meeting}/attendance`))
    await alma.page.getByLabel('A quién se la da').fill('Felipa')
    await press(alma.page, 'Hacer una liga')
    await alma.page.locator('.door').first().waitFor()
    const door = (await alma.page.locator('.door a.address').getAttribute('href')) ?? ''
    for (const [at, { page, context }] of [felipa, second].entries()) {
      await page.goto(door)
      await page.getByText('Este teléfono está listo para trabajar sin señal.').waitFor()
      expect(await sideways(page)).toEqual([])
      expect(await accessibilityFaults(page)).toEqual([])
      await context.setOffline(true)
      await page.reload()
      await page.getByRole('heading', { name: 'Lista de asistencia' }).waitFor()
      await page.getByRole('checkbox', { name: 'Rosa Muestra' }).check()
      await page
        .getByLabel('Nombre', { exact: true })
        .fill(at === 0 ? 'Petra Ficticia, m' : 'petra ficticia\nJuan Ensayo, h')
      await page
        .getByRole('group', { name: 'Sociedad civil' })
        .getByLabel('Mujeres')
        .fill(at === 0 ? '4' : '5')
      await press(page, 'Anotar')
      await page.getByText(at === 0 ? /: 3 por mandar/ : /: 4 por mandar/).waitFor()
      await page.locator('.outbox details summary').click()
      await picture(page, `meetings-door-${at}`)
      // The page survives the browser being closed and opened again.
      await page.reload()
      await page.getByText(at === 0 ? /: 3 por mandar/ : /: 4 por mandar/).waitFor()
    }
    for (const { page, context } of [felipa, second]) {
      await context.setOffline(false)
      await page.getByText('Todo llegó. Los nombres ya no están en este teléfono.').waitFor()
      const left = await page.evaluate(async () => {
        const request = indexedDB.open('acuerdo-outbox', 1)
        const database: IDBDatabase = await new Promise((done) => {
          request.onsuccess = () => done(request.result)
        })
        const all = database.transaction('waiting').objectStore('waiting').count()
        const entries = await new Promise((done) => {
          all.onsuccess = () => done(all.result)
        })
        return { entries, pages: (await (await caches.open('acuerdo-door')).keys()).length }
      })
      expect(left).toEqual({ entries: 0, pages: 0 })
    }
    await alma.page.reload()
    const list = await shownText(alma.page.getByRole('main'))
    for (const name of ['Rosa Muestra', 'Petra Ficticia', 'Juan Ensayo'])
      expect(list.split(name).length - 1).toBeGreaterThanOrEqual(1)
    expect(list).toContain('Dos teléfonos anotaron a las mismas 2 personas; cada una se cuenta una vez.')
    expect(list).toContain('vale el conteo más alto, no se suman')
    expect(await looked(alma, `${meeting}/attendance`, 'attendance')).toEqual([])
  })

  test('the minutes are written by keyboard, sent to the parties, and signed off', async () => {
    const { page } = alma
    await page.goto(space(meeting))
    // The meeting is tomorrow in this story; it is noted as held all the same.
    await page.locator('.actions details.menu summary').click()
    await press(page, 'Ya se celebró')
    await page.waitForURL(space(meeting))
    await page.goto(space(`${meeting}/minutes`))
    await page
      .getByLabel('Propuesta que se analizó')
      .fill('Una ventanilla única de permisos en cada alcaldía')
    // From here on the keyboard alone: kind, Enter, words, Enter; who and when only where they are asked for.
    const typed = async (...keys: string[]) => {
      for (const key of keys)
        await (/^(Tab|Enter)$/.test(key) ? page.keyboard.press(key) : page.keyboard.type(key))
    }
    await typed('Tab', 'Acuerdo', 'Enter', 'La ventanilla abre en marzo', 'Enter')
    await typed('Compromiso', 'Enter', 'Publicar los requisitos', 'Tab', 'Secretar', 'Tab')
    await page.locator('#due-1').fill('2027-02-15')
    await typed('Enter', 'Demanda', 'Enter', 'Que el permiso dure dos años', 'Tab', 'Uni', 'Tab')
    await typed('Secretar', 'Enter')
    // Five lines, one more than stand there: Enter makes it.
    await typed(
      'Nota',
      'Enter',
      'Se agradece a la Casa del Pueblo',
      'Enter',
      'Nota',
      'Enter',
      'Fin a las 12:30',
      'Enter',
    )
    expect(await page.getByRole('group', { name: /^Línea \d/ }).count()).toBe(6)
    await page.context().setOffline(true)
    await page.keyboard.press('Control+s')
    await page.getByText('No hay conexión y no se pudo guardar.').waitFor()
    await page.context().setOffline(false)
    await page.reload()
    await press(page, 'Recuperarlo')
    expect(await page.getByLabel('Qué dice').nth(4).inputValue()).toBe('Fin a las 12:30')
    await picture(page, 'meetings-minutes-writing')
    await page.keyboard.press('Enter')
    await page.keyboard.press('Enter')
    expect(await shownText(page.locator('button:focus'))).toBe('Guardar')
    await page.keyboard.press('Enter')
    await page.waitForURL(/\/minutes$/)
    expect(await page.evaluate(() => localStorage.length)).toBe(0)
    expect((await felipa.page.goto(space(`${meeting}/minutes`)))?.status()).toBe(404)
    await press(page, 'Mandar a las partes')
    expect(await flash(page)).toContain('Las partes ya pueden leer la minuta')
    expect((await felipa.page.goto(space(`${meeting}/minutes`)))?.status()).toBe(200)
    const change = page.locator('details', {
      hasText: 'Cambiar: Unión Ejemplo de Comerciantes en Vía Pública',
    })
    await change.locator('summary').click()
    await change.getByRole('radio', { name: 'Está de acuerdo', exact: true }).check()
    await change.getByRole('radio', { name: 'Por mensaje o llamada' }).check()
    await change.getByRole('button', { name: 'Anotar' }).click()
    await page.locator('.flash').first().waitFor()
    // The leader says it herself, on her phone; nobody else changes what she said.
    await felipa.page.goto(space('/meetings'))
    await felipa.page.locator('.notice').getByRole('link', { name: title }).click()
    await picture(felipa.page, 'meetings-own-position-390')
    expect([...(await sideways(felipa.page)), ...(await accessibilityFaults(felipa.page))]).toEqual([])
    await felipa.page.getByRole('radio', { name: 'Estamos de acuerdo, con reservas' }).check()
    await felipa.page.getByLabel('Su reserva o su razón').fill('Falta el horario de la tarde')
    await press(felipa.page, 'Responder')
    await felipa.page.locator('.flash').first().waitFor()
    await page.reload()
    const theirs = page.locator('details', { hasText: 'Cambiar: Red Ejemplo de Trabajadoras del Hogar' })
    await theirs.locator('summary').click()
    expect(await shownText(theirs)).toContain('sólo ella la cambia')
    await page.getByLabel('Minuta firmada').setInputFiles({
      name: 'minuta firmada.pdf',
      mimeType: 'application/pdf',
      buffer: Buffer.from('%PDF-1.7 firmas'),
    })
    await page.getByRole('button', { name: 'Subir' }).click()
    await page.getByRole('link', { name: 'minuta firmada.pdf' }).waitFor()
    await press(page, 'Dejar firme')
    expect(await flash(page)).toContain('La minuta quedó firme')
    await felipa.page.goto(space('/demands'))
    expect(await shownText(felipa.page.getByRole('main'))).toContain('Que el permiso dure dos años')
    await felipa.page.getByRole('link', { name: 'Que el permiso dure dos años' }).click()
    expect(await shownText(felipa.page.getByRole('complementary').last())).toContain('Línea de minuta')
    await picture(felipa.page, 'meetings-demand-390')
  })

  test('are exported to Word and PDF, in both languages', async () => {
    const { page } = alma
    await page.goto(space(`${meeting}/minutes`))
    for (const [lang, kind, begins] of [
      ['es', 'docx', 'PK'],
      ['en', 'docx', 'PK'],
      ['es', 'pdf', '%PDF'],
      ['en', 'pdf', '%PDF'],
    ] as const) {
      await page
        .locator('details.menu', { hasText: 'Descargar' })
        .evaluate((menu) => menu.setAttribute('open', ''))
      const [file] = await Promise.all([
        page.waitForEvent('download'),
        page.locator(`a[href$="minutes.${lang}.${kind}"]`).click(),
      ])
      expect(file.suggestedFilename()).toMatch(lang === 'es' ? /^Minuta/ : /^Minutes/)
      expect(
        readFileSync(await file.path())
          .subarray(0, begins.length)
          .toString(),
      ).toBe(begins)
    }
  })

  test('a second program reads the calendar feed', async () => {
    const { page } = felipa
    await page.goto(space('/meetings/feed'))
    await press(page, 'Hacer mi dirección')
    const address = await page.getByLabel('Dirección del calendario').inputValue()
    expect(await sideways(page)).toEqual([])
    const answer = await fetch(address)
    const calendar = new ICAL.Component(ICAL.parse(await answer.text()))
    const events = calendar.getAllSubcomponents('vevent').map((one) => new ICAL.Event(one))
    const event = events.find(({ summary }) => summary === title)
    expect(event?.location).toContain('Casa del Pueblo')
    expect(event?.endDate.subtractDate(event.startDate).toSeconds()).toBe(7200)
  })

  // pages.test.ts looks at every room of the sample; here are those that hold what this story brought about.
  test('the rooms of this meeting in both languages and on both widths', async () => {
    const found: string[] = []
    for (const [path, name] of [
      ['/meetings', 'list'],
      [meeting, 'one'],
      [`${meeting}/convocation`, 'convocation'],
      [`${meeting}/minutes`, 'minutes'],
    ] as const)
      found.push(...(await looked(alma, path, name)))
    expect(found).toEqual([])
  })

  test('no browser had anything to complain of but refusals and lost signal, and the log no fault', () => {
    const real = [alma, felipa, second]
      .flatMap((one) => one.faults)
      .filter((line) => !/status of 4\d\d|ERR_INTERNET_DISCONNECTED|ERR_FAILED/.test(line))
    expect(real).toEqual([])
    expect(program.log()).not.toMatch(/"level":(50|60)/)
  })
})
