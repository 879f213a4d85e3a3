/** Who may what, on the devices that people have: a leader and a donor let in by a short code, and a stranger. */
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  enter,
  journey,
  laptop,
  openBrowser,
  type Person,
  person,
  phone,
  picture,
  sampleStands,
  shownText,
  sideways,
} from './browser.ts'
import { type Started, startProgram } from './program.ts'

journey('people with less to do than a coordinator', () => {
  let program: Started
  let browser: Browser
  let ana: Person
  let leader: Person
  let donor: Person

  beforeAll(async () => {
    ;[program, browser] = await Promise.all([startProgram(), openBrowser()])
    ana = await person(browser, laptop)
    leader = await person(browser, phone)
    donor = await person(browser, phone)
    await enter(ana.page, program.link)
    await sampleStands(ana.page, program.url)
  })
  afterAll(async () => {
    await browser?.close()
    expect(await program?.stop()).toBe(0)
  })

  const space = (path: string, lang = 'es') => `${program.url}/${lang}/muestra${path}`
  const status = async (page: Page, url: string) => (await page.goto(url))?.status()

  /** The coordinator's way to a code that she reads out. */
  async function codeFor(name: string): Promise<string> {
    await ana.page.goto(space('/members'))
    await ana.page.getByRole('link', { name }).click()
    await ana.page.getByRole('button', { name: 'Dar un código' }).click()
    const code = await shownText(ana.page.locator('.hand-over-code'))
    expect(code).toMatch(/^[A-Z2-9]{4}-[A-Z2-9]{4}$/)
    return code
  }

  const typeCode = async (page: Page, code: string) => {
    await page.getByRole('textbox', { name: /Código|Code/ }).fill(code)
    await page.getByRole('button', { name: /^(Entrar|Sign in)$/ }).click()
  }

  test('a stranger is sent to sign-in, and is told nothing of the workspace', async () => {
    const stranger = await person(browser, phone)
    for (const path of ['', '/evidence', '/evidence/overview', '/evidence/figures', '/places', '/members']) {
      await stranger.page.goto(space(path))
      const here = new URL(stranger.page.url())
      expect(here.pathname).toBe('/es/sign-in')
      expect(here.searchParams.get('next')).toBe(`/es/muestra${path}`)
      expect(await stranger.page.content()).not.toContain('ciudad focal')
    }
    expect(
      (
        await stranger.page.request.get(space('/evidence/download/informality.csv'), { maxRedirects: 0 })
      ).status(),
    ).toBe(303)
    const post = await stranger.page.request.post(space('/evidence/cite'), {
      headers: { origin: program.url },
      form: { table: 'informality' },
    })
    expect(post.status()).toBe(401)
    // A short name that no workspace has looks no different from outside.
    await stranger.page.goto(`${program.url}/es/no-existe/evidence`)
    expect(new URL(stranger.page.url()).pathname).toBe('/es/sign-in')
    await stranger.context.close()
  })

  test('a code that nobody was given does not open', async () => {
    await leader.page.goto(`${program.url}/es/sign-in`)
    expect(await sideways(leader.page)).toEqual([])
    await typeCode(leader.page, 'ACDE-2346')
    await leader.page.getByRole('alert').first().waitFor()
    expect(new URL(leader.page.url()).pathname).toBe('/es/sign-in')
    await picture(leader.page, 'journey-phone-sign-in-refused')
  })

  test('a leader enters on her phone with the code that she was read out, typed as she likes', async () => {
    const code = await codeFor('Felipa Ejemplo')
    await picture(ana.page, 'journey-hand-over')
    await leader.page.goto(space('/evidence'))
    await typeCode(leader.page, code.toLowerCase().replace('-', ' '))
    await leader.page.waitForURL(space('/evidence'))
    expect(await leader.page.locator('.strip').count()).toBe(1)
    await picture(leader.page, 'journey-phone-evidence')

    const other = await person(browser, phone)
    await other.page.goto(`${program.url}/es/sign-in`)
    await typeCode(other.page, code)
    await other.page.getByRole('alert').first().waitFor()
    await other.context.close()
  })

  test('she reads the evidence, and is offered nothing that she may not do', async () => {
    const { page } = leader
    expect(await page.getByRole('link', { name: 'Traer una encuesta' }).count()).toBe(0)
    for (const path of [
      '',
      '/evidence',
      '/evidence/overview',
      '/evidence/overview/informality?place=09',
      '/evidence/figures',
      '/evidence/published',
      '/places/09',
      '/groups',
    ]) {
      expect([path, await status(page, space(path))]).toEqual([path, 200])
      expect([path, await sideways(page)]).toEqual([path, []])
      const links = await page
        .locator('a[href]')
        .evaluateAll((all) => all.map((one) => one.getAttribute('href') ?? ''))
      expect(
        links.filter((href) => /\/(members|settings|log)$|evidence\/import|cite=1|\/new\b/.test(href)),
      ).toEqual([])
      // On Hoy she gives her own organisation's view of a commitment, and nothing else is hers to send.
      expect(
        await page
          .locator('main form[method=post]')
          .evaluateAll((forms) =>
            forms
              .map((form) => form.getAttribute('action') ?? '')
              .filter((to) => !/\/commitments\/[^/]+\/view/.test(to)),
          ),
      ).toEqual([])
    }
    await page.goto(space('/evidence/overview'))
    await picture(page, 'journey-phone-overview')
    expect(await shownText(page.locator('.lede'))).toMatch(/\d\d\.\d\s%/)
    await page.goto(space('/evidence/overview/informality?place=09'))
    await picture(page, 'journey-phone-table')
  })

  test('addresses that are not hers say so, in words', async () => {
    const { page } = leader
    for (const path of [
      '/members',
      '/members/new',
      '/settings',
      '/log',
      '/evidence/import',
      '/places/new',
      '/groups/new',
    ]) {
      expect([path, await status(page, space(path))]).toEqual([path, 403])
      expect(await shownText(page.getByRole('heading', { level: 1 }))).toBe('No tiene permiso para esto')
    }
    await picture(page, 'journey-phone-not-allowed')
    expect(await status(page, `${program.url}/es/mi-programa/evidence`)).toBe(404)
    expect(await page.content()).not.toContain('Mi programa')
    const cite = await page.request.post(space('/evidence/cite'), {
      headers: { origin: program.url },
      form: { table: 'informality', cell: '09|informal|share|total' },
    })
    expect(cite.status()).toBe(403)
  })

  test('nothing of another site can act in her name', async () => {
    const answer = await ana.page.request.post(space('/evidence/cite'), {
      headers: { origin: 'https://example.org' },
      form: { table: 'informality', cell: '09|informal|share|total' },
    })
    expect(answer.status()).toBe(403)
  })

  test('a donor reads, in her language, and only reads', async () => {
    const { page } = donor
    const code = await codeFor('Ian Sample')
    await page.goto(`${program.url}/en/sign-in`)
    await typeCode(page, code)
    await page.waitForURL(/\/(en|es)\/muestra\/?$/)
    await picture(page, 'journey-phone-donor')
    for (const path of ['/evidence', '/evidence/overview/informality', '/evidence/figures']) {
      expect([path, await status(page, space(path, 'en'))]).toEqual([path, 200])
      expect(await page.locator('main form[method=post]').count()).toBe(0)
    }
    for (const path of ['/evidence/import', '/members', '/settings'])
      expect([path, await status(page, space(path, 'en'))]).toEqual([path, 403])
    const reveal = await page.request.post(space('/evidence/reveal'), {
      headers: { origin: program.url },
      form: { place: '09007', table: 'informality' },
    })
    expect(reveal.status()).toBe(403)
  })

  test('a passkey on her device lets her in without a code, until it is removed', async () => {
    const { page, context } = leader
    // The device's own authenticator, made by Chromium: it confirms who she is by itself.
    const device = await context.newCDPSession(page)
    await device.send('WebAuthn.enable')
    const { authenticatorId } = await device.send('WebAuthn.addVirtualAuthenticator', {
      options: {
        protocol: 'ctap2',
        transport: 'internal',
        hasResidentKey: true,
        hasUserVerification: true,
        isUserVerified: true,
      },
    })
    await page.goto(`${program.url}/es/account`)
    const keys = page.locator('#passkeys li')
    expect(await keys.count()).toBe(0)
    await page.getByRole('button', { name: 'Poner una llave en este aparato' }).click()
    await keys.first().waitFor()
    expect((await device.send('WebAuthn.getCredentials', { authenticatorId })).credentials).toHaveLength(1)
    await picture(page, 'journey-phone-passkey')

    const enterByKey = async () => {
      await context.clearCookies()
      await page.goto(`${program.url}/es/sign-in`)
      await page.getByRole('button', { name: 'Entrar con llave de acceso' }).click()
    }
    await enterByKey()
    await page.waitForURL(/\/es\/muestra\/?$/)

    await page.goto(`${program.url}/es/account`)
    await keys.getByRole('button', { name: /Quitar/ }).click()
    await page.getByRole('status').first().waitFor()
    expect(await keys.count()).toBe(0)
    await enterByKey()
    await page.getByText('No se pudo entrar con la llave de acceso').waitFor()
    await typeCode(page, await codeFor('Felipa Ejemplo'))
    await page.waitForURL(/\/es\/muestra\/?$/)
  })

  test('whose access ends is out at once', async () => {
    await ana.page.goto(space('/members'))
    await ana.page.getByRole('link', { name: 'Felipa Ejemplo' }).click()
    await ana.page.getByRole('button', { name: 'Quitar el acceso' }).click()
    await ana.page.getByRole('status').first().waitFor()
    await leader.page.goto(space('/evidence'))
    expect(new URL(leader.page.url()).pathname).toBe('/es/sign-in')
  })

  test('no browser had anything to complain of but refusals, and the log no fault', () => {
    const real = [ana, leader, donor]
      .flatMap((one) => one.faults)
      .filter((line) => !/status of 4\d\d/.test(line))
    expect(real).toEqual([])
    expect(program.log()).not.toMatch(/"level":(50|60)/)
  })
})
