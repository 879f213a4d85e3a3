/** A report as it is written: in two languages, by two people, without a connection, from Word, by keyboard alone. */
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  accessibilityFaults,
  journey,
  laptop,
  openBrowser,
  type Person,
  phone,
  picture,
  shownText,
  sideways,
} from './browser.ts'
import { type Desk, study, writerDesk } from './writer-desk.ts'
import { fromTheWeb, fromWord } from './writer-pasted.ts'

journey('the report writer', () => {
  let desk: Desk
  let browser: Browser
  let ana: Person
  let joan: Person

  beforeAll(async () => {
    ;[desk, browser] = await Promise.all([writerDesk(study), openBrowser()])
    ana = await desk.visit(browser, 'ana', laptop)
    joan = await desk.visit(browser, 'joan', laptop)
    for (const { context } of [ana, joan]) context.setDefaultTimeout(20_000)
  })
  afterAll(async () => {
    await browser?.close()
    await desk?.stop()
  })

  const open = async (page: Page, lang: 'es' | 'en' = 'es'): Promise<void> => {
    await page.goto(desk.address(lang))
    await page.locator('.ProseMirror').waitFor()
  }
  const side = (page: Page, words: string) => page.locator('.ProseMirror .w-side', { hasText: words }).first()
  const saved = (page: Page) => page.locator('.w-status[data-state=saved]').waitFor()
  /** Asks for what others did, as when one comes back to the page: nobody waits for the next of its rounds. */
  const hear = (page: Page) => page.evaluate(() => void dispatchEvent(new Event('visibilitychange')))
  /** Writes at the end of what one is in. */
  const type = async (page: Page, words: string): Promise<void> => {
    await page.keyboard.press('End')
    await page.keyboard.type(words)
  }

  test('the page finds nothing to complain of, in both languages and on both devices', async () => {
    const onPhone = await desk.visit(browser, 'ana', phone)
    for (const [name, { page }] of Object.entries({ laptop: ana, phone: onPhone }))
      for (const lang of ['es', 'en'] as const) {
        await open(page, lang)
        expect(await accessibilityFaults(page)).toEqual([])
        expect(await sideways(page)).toEqual([])
        await picture(page, `writer-${name}-${lang}`)
      }
    // A phone shows one language at a time.
    const page = onPhone.page
    expect(await page.locator('.w-side[data-side=en]:visible').count()).toBeGreaterThan(5)
    expect(await page.locator('.w-side[data-side=es]:visible').count()).toBe(0)
    await page.getByRole('button', { name: 'Español' }).click()
    expect(await page.locator('.w-side[data-side=es]:visible').count()).toBeGreaterThan(5)
    expect(await page.locator('.w-side[data-side=en]:visible').count()).toBe(0)
    expect([...ana.faults, ...onPhone.faults]).toEqual([])
    await onPhone.context.close()
  })

  test('writing, a figure from the evidence, and its translation: by keyboard alone', async () => {
    const { page } = ana
    await open(page)
    await page.locator('.ProseMirror').focus()
    await page.keyboard.press('Control+a')
    await page.keyboard.press('ArrowRight')
    // Behind the last heading, in Spanish.
    await page.keyboard.type('## Lo que sigue')
    await page.keyboard.press('Enter')
    await page.keyboard.type('En la ciudad, ')
    await page.keyboard.press('Control+k')
    const find = page.getByRole('combobox', { name: /Buscar en la evidencia/ })
    await expect.poll(() => find.evaluate((one) => one === document.activeElement)).toBe(true)
    await page.keyboard.type('tasa informalidad laboral')
    await page
      .getByRole('option', { name: /informalidad laboral/ })
      .first()
      .waitFor()
    expect(await accessibilityFaults(page)).toEqual([])
    await page.keyboard.press('Enter')
    await expect
      .poll(() => page.locator('.ProseMirror').evaluate((one) => one === document.activeElement))
      .toBe(true)
    await page.keyboard.type(' de quienes trabajan.')
    // The other language of the same paragraph lacks the figure and is offered it.
    await page.keyboard.press('Control+.')
    await page.keyboard.type('In the city, ')
    await page.locator('.w-others button').click()
    await page.keyboard.type(' of those who work.')
    await saved(page)
    const lines = await desk.text()
    expect(lines.at(-1)).toBe(
      'En la ciudad, {value} de quienes trabajan. | In the city, {value} of those who work.',
    )
    expect(lines.at(-2)).toBe('Lo que sigue | ')
    // Of the made-up survey: 100 of 200 people in the city.
    const written = page.locator('.ProseMirror > .w-block').last()
    expect(await shownText(written.locator('[data-side=es]'))).toContain('50.0')
    // Enter on it shows where it comes from; the wording changes in place.
    await page.keyboard.press('Control+.')
    await written.locator('[data-side=es] .w-chip').click()
    const about = page.getByRole('dialog')
    await about.getByText('Definición').waitFor()
    expect(await accessibilityFaults(page)).toEqual([])
    await about.getByRole('combobox', { name: 'Cómo se lee' }).selectOption('interval')
    await page.keyboard.press('Escape')
    await saved(page)
    await expect.poll(async () => (await desk.text()).at(-1)).toContain('{interval} de quienes')
    await page.getByRole('button', { name: 'Cerrar' }).first().click()
  })

  test('a source that moved: its sentence is marked, old and new are shown, and one accepts', async () => {
    const { page } = ana
    await desk.move(57.4)
    await Promise.all([open(page), open(joan.page, 'en')])
    await joan.page.locator('.w-chip.is-moved').first().waitFor()
    await page.getByText('Un dato de este informe cambió').waitFor()
    const marked = await page.locator('.w-sentence-moved').allInnerTexts()
    expect(marked.join(' ')).toContain('de las personas ocupadas trabaja en la informalidad.')
    expect(marked.join(' ')).not.toContain('La mayoría')
    await page.getByRole('button', { name: 'con datos que cambiaron' }).click()
    const about = page.getByRole('dialog')
    expect(await shownText(about)).toMatch(/Decía 56\.9.*→ (57\.4|50\.0)/s)
    await about.getByRole('button', { name: 'Aceptar' }).click()
    await page.locator('.w-chip.is-moved').first().waitFor({ state: 'detached' })
    expect(await page.locator('.w-sentence-moved').count()).toBe(0)
    // Who has the report open hears of it, and by whom.
    await hear(joan.page)
    await joan.page.getByText('Ana Ríos accepted new values.').waitFor()
    expect(await joan.page.locator('.w-chip.is-moved, .w-sentence-moved').count()).toBe(0)
  })

  test('a paragraph that was removed and saved so: undoing brings it back, even where the answer was lost', async () => {
    const { page } = ana
    const idOf = async () =>
      (await desk.blocks()).find((block) => JSON.stringify(block).includes('El comercio en la vía'))?.id
    await open(page)
    const id = await idOf()
    const is = (wanted: string | undefined) => expect.poll(idOf, { timeout: 15_000 }).toBe(wanted)
    const remove = async () => {
      await side(page, 'El comercio en la vía').click()
      await page.locator('.w-tools summary').click()
      await page.getByRole('button', { name: 'Quitar el párrafo' }).click()
    }
    await remove()
    await is(undefined)
    await page.keyboard.press('Control+z')
    await is(id)
    // It arrives, and nobody hears that it did.
    await page.route('**/save', (route) => route.fetch().then(() => route.abort()))
    await remove()
    await is(undefined)
    await page.keyboard.press('Control+z')
    await page.unroute('**/save')
    await saved(page)
    await is(id)
    expect(await page.locator('.w-conflict').count()).toBe(0)
    await side(page, 'El comercio en la vía').waitFor()
    expect(
      (await desk.blocks()).filter((block) => JSON.stringify(block).includes('El comercio')),
    ).toHaveLength(1)
  })

  test('two people in one report: what each writes reaches the other; in one paragraph both texts are kept', async () => {
    await Promise.all([open(ana.page), open(joan.page, 'en')])
    await side(ana.page, 'Personas trabajadoras').click()
    await type(ana.page, ' de planta')
    await side(joan.page, 'Street vendors').click()
    await type(joan.page, ' and their families')
    await Promise.all([saved(ana.page), saved(joan.page)])
    await Promise.all([hear(ana.page), hear(joan.page)])
    await joan.page.getByText('Ana Ríos changed a paragraph.').waitFor()
    await ana.page.getByText('Joan Price cambió un párrafo.').waitFor()
    expect(await side(joan.page, 'trabajadoras del hogar').textContent()).toContain('de planta')
    expect(await side(ana.page, 'Street vendors').textContent()).toContain('families')
    expect(await accessibilityFaults(joan.page)).toEqual([])

    // The same paragraph at the same moment.
    await side(joan.page, 'El comercio en la vía').click()
    await side(ana.page, 'El comercio en la vía').click()
    await Promise.all([type(joan.page, ' JOAN'), type(ana.page, ' ANA')])
    const conflicts = async () =>
      (await ana.page.locator('.w-conflict').count()) + (await joan.page.locator('.w-conflict').count())
    await expect.poll(conflicts, { timeout: 15_000 }).toBe(1)
    const loser = (await ana.page.locator('.w-conflict').count()) === 1 ? ana.page : joan.page
    expect(await accessibilityFaults(loser)).toEqual([])
    await loser.locator('.w-status[data-state=held]').waitFor()
    const shown = await shownText(loser.locator('.ProseMirror'))
    expect(shown).toContain('ANA')
    expect(shown).toContain('JOAN')
    await loser.getByRole('button', { name: /Dejar los dos|Keep both/ }).click()
    await saved(loser)
    const lines = (await desk.text()).join('\n')
    expect(lines).toContain('ANA')
    expect(lines).toContain('JOAN')
  })

  test('without a connection nothing typed is lost, not even when the window dies', async () => {
    const tomas = await desk.visit(browser, 'tomas', laptop)
    await open(tomas.page)
    await tomas.context.setOffline(true)
    await side(tomas.page, 'Comerciantes en vía').click()
    await type(tomas.page, ' y tianguis')
    await tomas.page.locator('.w-status[data-state=offline]').waitFor()
    // Not even a parting word: the window dies.
    await tomas.page.goto('chrome://crash').catch(() => undefined)
    await tomas.page.close()
    expect((await desk.text()).join()).not.toContain('tianguis')
    await tomas.context.setOffline(false)
    const again = await tomas.context.newPage()
    await open(again)
    await again.getByText('Se recuperó de este equipo').waitFor()
    await saved(again)
    await expect.poll(async () => (await desk.text()).join()).toContain('y tianguis')
    await tomas.context.close()
  })

  /** As a browser hands over what another program put on the clipboard. */
  const paste = (page: Page, html: string, plain = '') =>
    page.locator('.ProseMirror').evaluate(
      (element, given) => {
        const clipboardData = new DataTransfer()
        if (given.html !== '') clipboardData.setData('text/html', given.html)
        clipboardData.setData('text/plain', given.plain)
        element.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }))
      },
      { html, plain },
    )

  test('what comes from Word keeps its structure, and nothing of it runs or is fetched', async () => {
    const { page, faults } = joan
    await open(page)
    faults.length = 0
    await side(page, 'Lo que sigue').click()
    await page.keyboard.press('End')
    await page.keyboard.press('Enter')
    const before = (await desk.blocks()).length
    await paste(page, fromWord)
    await page
      .locator('.w-notice')
      .getByText(/imágenes que no se pegaron: 1/)
      .waitFor()
    await saved(page)
    await expect.poll(async () => (await desk.blocks()).length).toBeGreaterThan(before + 6)
    const blocks = (await desk.blocks()).slice(-10, -1)
    expect(blocks.map(({ kind, es }) => [kind, es])).toEqual([
      ['heading', [{ text: 'Condiciones de trabajo' }]],
      [
        'paragraph',
        [
          { text: 'La mayoría ' },
          { text: 'no tiene contrato', bold: true },
          { text: ' y ' },
          { text: 'pocas', italic: true },
          { text: ' conocen ' },
          { link: 'https://www.dof.gob.mx/nota', text: 'la ley' },
          { text: '.' },
          { note: [{ text: 'Entrevistas de 2019.' }] },
        ],
      ],
      ['bullet', [{ text: 'Sin contrato escrito' }]],
      ['bullet', [{ text: 'Sin vacaciones pagadas' }]],
      ['numbered', [{ text: 'Primero, el registro' }]],
      ['quote', [{ text: 'Nunca firmé nada.' }]],
      ['table', []],
      ['heading', [{ text: 'Qué se propone' }]],
      ['paragraph', [{ text: 'Texto final.' }]],
    ])
    const table = blocks[6]
    expect(table?.kind === 'table' && table.rows.map((row) => row.map(({ es }) => es))).toEqual([
      [[{ text: 'Grupo' }], [{ text: 'Personas' }]],
      [[{ text: 'Hogar' }], [{ text: '1,200' }]],
      [[], [{ text: '300' }]],
    ])
    // An address over selected words is where they lead.
    await side(page, 'Texto final.').click()
    await page.keyboard.press('Home')
    await page.keyboard.press('Shift+Control+ArrowRight')
    await paste(page, '', 'https://www.inegi.org.mx/')
    expect(
      await side(page, 'Texto final.').locator('a[href="https://www.inegi.org.mx/"]').textContent(),
    ).toMatch(/^Texto/)
    await page.keyboard.press('End')
    await paste(page, fromTheWeb)
    await page
      .locator('.w-notice')
      .getByText(/elementos con programas/)
      .waitFor()
    await page.waitForTimeout(300)
    expect(await page.evaluate(() => 'hacked' in window)).toBe(false)
    const html = await page.locator('.ProseMirror').innerHTML()
    expect(html).not.toMatch(/<(script|iframe|form|object)|javascript:|onerror|onclick/i)
    expect(faults).toEqual([])
  })

  test('a translation pasted whole falls beside its original, paragraph by paragraph', async () => {
    const { page } = joan
    await open(page)
    await side(page, 'Método').click()
    await page.keyboard.press('End')
    for (const words of ['Uno.', 'Dos.', 'Tres.']) {
      await page.keyboard.press('Enter')
      await page.keyboard.type(words)
    }
    await page
      .locator('.ProseMirror > .w-block', { hasText: 'Uno.' })
      .locator('.w-side[data-side=en]')
      .click()
    await paste(page, '', 'One.\n\nTwo.\n\nThree.')
    await saved(page)
    await expect
      .poll(async () => (await desk.text()).join('\n'))
      .toContain('Uno. | One.\nDos. | Two.\nTres. | Three.')
  })

  test('comments: said of a paragraph, answered, settled', async () => {
    await open(ana.page)
    await side(ana.page, 'Quiénes son').click()
    await ana.page.getByRole('button', { name: 'Comentarios' }).first().click()
    await ana.page
      .getByRole('textbox', { name: 'Comentar este párrafo' })
      .fill('¿Incluimos a las porteadoras?')
    await ana.page.getByRole('button', { name: 'Enviar' }).first().click()
    await ana.page.getByRole('button', { name: '1 comentario' }).waitFor()
    await open(joan.page, 'en')
    await joan.page.getByRole('button', { name: '1 comment' }).click()
    await joan.page.getByText('¿Incluimos a las porteadoras?').waitFor()
    expect(await accessibilityFaults(joan.page)).toEqual([])
    await joan.page.getByRole('button', { name: 'Settled' }).click()
    await joan.page.getByRole('button', { name: '1 comment' }).waitFor({ state: 'detached' })
  })
})
