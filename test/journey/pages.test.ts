/** Every page that the navigation leads to, in both languages and on both devices; then what a page weighs. */
import type { APIRequestContext, Browser, CDPSession, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Lang, langs } from '../../src/web/lang.ts'
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
  sampleStands,
  shownText,
  sideways,
} from './browser.ts'
import { type Started, startProgram } from './program.ts'

const isDialogue = /^\/muestra\/(meetings|platforms)/
const isAgreed = /^\/muestra\/(demands|agenda|policy|negotiations|agreements|commitments|public)/
const areas: [string, (path: string) => boolean][] = [
  ['the evidence', (path) => path.startsWith('/muestra/evidence')],
  ['the actors', (path) => path.startsWith('/muestra/actors')],
  ['the meetings', (path) => isDialogue.test(path)],
  ['demands and agreements', (path) => isAgreed.test(path)],
  [
    'all the rest',
    (path) => !/^\/muestra\/(evidence|actors)/.test(path) && !isDialogue.test(path) && !isAgreed.test(path),
  ],
]

journey('every page', () => {
  let program: Started
  let browser: Browser
  let ana: Person
  let paths: string[]

  beforeAll(async () => {
    ;[program, browser] = await Promise.all([startProgram(), openBrowser()])
    ana = await person(browser, laptop)
    await enter(ana.page, program.link)
    await sampleStands(ana.page, program.url)
    await citeOne(ana.page, program.url)
    paths = await reachable(ana.context.request, program.url)
  })
  afterAll(async () => {
    await browser?.close()
    expect(await program?.stop()).toBe(0)
  })

  test('the navigation leads to all the rooms', () => {
    for (const wanted of [
      /^\/muestra\/?$/,
      /^\/muestra\/places$/,
      /^\/muestra\/groups$/,
      /^\/muestra\/evidence$/,
      /^\/muestra\/evidence\/import$/,
      /^\/muestra\/evidence\/overview\/change\?/,
      /^\/muestra\/evidence\/overview\/contrast\?/,
      /^\/muestra\/evidence\/figures\/[0-9a-f-]+$/,
      /^\/muestra\/members\/[0-9a-f-]+$/,
      /^\/muestra\/settings$/,
      /^\/muestra\/log$/,
      /^\/account$/,
    ])
      expect([String(wanted), paths.some((path) => wanted.test(path))]).toEqual([String(wanted), true])
  })

  // The journeys of actors and meetings leave it to this file to look at these.
  test.each([
    ...['', '/import', '/new', '/map', '/matrix', '/country', '/duplicates', '/people'].map(
      (at) => `/actors${at}`,
    ),
    ...['', '/edit', '/membership/new', '/relation/new', '/position/new'].map((at) => `/actors/:id${at}`),
    ...['/actors/people/:id', '/actors/people/:id/edit', '/actors/:id/relation/:id'],
    ...['', '/new', '/month', '/past', '/feed', '/:id', '/:id/edit', '/:id/minutes'].map(
      (at) => `/meetings${at}`,
    ),
    ...['/meetings/:id/convocation', '/meetings/:id/attendance', '/commitments/:id'],
    ...['/negotiations', '/negotiations/:id', '/agreements', '/agreements/:id', '/agreements/:id/amend'],
    ...['/public/agreements/:id', '/commitments', '/commitments/update', '/agenda', '/policy'],
    ...['', '/new', '/link', '/import', '/gaps', '/gaps/cell', '/passages/:id', '/passages/:id/edit'].map(
      (at) => `/evidence/library${at}`,
    ),
    ...['', '/edit', '/read', '/file'].map((at) => `/evidence/library/:id${at}`),
    ...['', '/new', '/new/inception-study', '/templates', '/:id', '/:id/read', '/:id/sign', '/:id/about'].map(
      (at) => `/reports${at}`,
    ),
    ...['/editions', '/editions/:id'],
    ...['/thread/:id', '/platforms', '/platforms/new', '/platforms/:id', '/demands', '/demands/:id'],
  ])('and to %s', (room) => {
    const all = paths.map((path) => path.replace(/\?.*/, '').replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}/g, ':id'))
    expect(all).toContain(`/muestra${room}`)
  })

  test.each(areas)(
    'the pages of %s, in both languages and on both devices',
    {
      timeout: 300_000,
    },
    async (_, isHere) => {
      const here = paths.filter(isHere)
      expect(here.length).toBeGreaterThan(5)
      const found = await Promise.all(langs.map((lang) => walk(lang, here)))
      expect(found.flat()).toEqual([])
    },
  )

  /**
   * What is wrong with the pages: axe finds something, something sticks out, the browser complains. Where there is a table
   * or a drawing, axe looks at both in Spanish, whose words are long, at the others on a phone; in English on a laptop.
   */
  async function walk(lang: Lang, here: readonly string[]): Promise<string[]> {
    const one = await person(browser, laptop, { storageState: await ana.context.storageState() })
    const found: string[] = []
    // The size that the last page ended with begins the next: to make a window smaller costs as much as to draw a page.
    let sizes = [laptop, phone]
    for (const path of here) {
      const answer = await one.page.goto(`${program.url}/${lang}${path}`)
      const complain = (faults: string[]) => found.push(...faults.map((fault) => `${lang} ${path}: ${fault}`))
      if (answer?.status() !== 200) complain([`status ${answer?.status()}`])
      if (/\sstyle=/.test((await answer?.text()) ?? '')) complain(['a style attribute'])
      const isDense = (await one.page.locator('main :is(table, figure, svg[role])').count()) > 0
      for (const size of sizes) {
        await one.page.setViewportSize(size)
        const faults = await sideways(one.page)
        if (lang === 'en' ? size === laptop : size === phone || isDense)
          faults.push(...(await accessibilityFaults(one.page)))
        complain(faults.map((fault) => `${size.width} px: ${fault}`))
        if (lang === 'es') await picture(one.page, pictureName(path, size.width))
      }
      sizes = sizes.toReversed()
    }
    await one.context.close()
    return [...found, ...one.faults]
  }

  test('the keyboard alone: the first stop skips to the content, / goes to the search', async () => {
    const { page } = ana
    await page.goto(`${program.url}/es/muestra/evidence`)
    await page.keyboard.press('Tab')
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Ir al contenido')
    await page.keyboard.press('Enter')
    expect(await page.evaluate(() => location.hash)).not.toBe('')
    await page.keyboard.press('/')
    expect(await page.evaluate(() => document.activeElement?.getAttribute('name'))).toBe('q')
  })

  test('on paper a page is its content, with its source', async () => {
    const { page } = ana
    await page.goto(`${program.url}/es/muestra/evidence/overview/informality`)
    await page.emulateMedia({ media: 'print' })
    for (const away of ['.toolbar', 'search.find'])
      expect([away, await page.locator(away).first().isVisible()]).toEqual([away, false])
    expect(await page.locator('main table').first().isVisible()).toBe(true)
    expect(await shownText(page.getByRole('main'))).toContain('Encuesta ficticia')
    expect((await page.pdf({ format: 'Letter' })).subarray(0, 5).toString()).toBe('%PDF-')
    await picture(page, 'journey-print')
    await page.emulateMedia({ media: 'screen' })
  })

  describe('what comes over the line', () => {
    test('the first page at most 60 kB with its face, a following one 15, a table of the overview 40', async () => {
      const cold = await person(browser, laptop, { storageState: await ana.context.storageState() })
      const session = await cold.context.newCDPSession(cold.page)
      const first = await transferred(session, cold.page, `${program.url}/es/muestra`)
      const next = await transferred(session, cold.page, `${program.url}/es/muestra/evidence`)
      const table = await transferred(
        session,
        cold.page,
        `${program.url}/es/muestra/evidence/overview/informality`,
      )
      await cold.context.close()
      console.log(`transferred: first page ${first} B, following page ${next} B, table ${table} B`)
      expect(first).toBeLessThanOrEqual(60_000)
      expect(next).toBeLessThanOrEqual(15_000)
      expect(table).toBeLessThanOrEqual(40_000)
    })
  })

  test('the log has no fault', () => {
    expect(program.log()).not.toMatch(/"level":(50|60)/)
  })
})

/** Bytes over the line, headers included, until the page is quiet. */
async function transferred(session: CDPSession, page: Page, url: string): Promise<number> {
  let bytes = 0
  const add = ({ encodedDataLength }: { encodedDataLength: number }) => {
    bytes += encodedDataLength
  }
  await session.send('Network.enable')
  session.on('Network.loadingFinished', add)
  await page.goto(url, { waitUntil: 'networkidle' })
  session.off('Network.loadingFinished', add)
  return bytes
}

/** A cited figure, so that its page is among the pages. */
async function citeOne(page: Page, url: string): Promise<void> {
  await page.goto(`${url}/es/muestra/evidence/overview/informality?place=09&cite=1`)
  await page.locator('button.cite').first().click()
  await page.waitForURL(/evidence\/figures\/[0-9a-f-]{36}$/)
}

/**
 * One address (without language) of every kind of page that links lead to from today's page on: ids and place codes
 * count as one kind, and of the choices in a query only whether there are any. Read as the server sends them.
 */
async function reachable(request: APIRequestContext, url: string): Promise<string[]> {
  const kinds = new Map<string, string>([['/muestra', '/muestra']])
  for (const path of kinds.values()) {
    const html = await (await request.get(`${url}/es${path}`)).text()
    const links = [...html.matchAll(/<a\s[^>]*>/g)]
      .filter(([tag]) => !/\sdownload[\s=>]/.test(tag))
      .map(([tag]) => /\shref="(\/es\/[^"]*)"/.exec(tag)?.[1]?.replaceAll('&amp;', '&') ?? '')
      .filter((link) => link !== '')
    for (const link of links) {
      const { pathname, search } = new URL(link, url)
      const to = pathname.slice('/es'.length)
      if (/download|\.csv$|\/files\/|sign-out|\/mi-programa/.test(to)) continue
      const kind = to
        .replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}/g, ':id')
        .replace(/(places)\/(MX|\d{2})$/, '$1/:state')
        .replace(/(places)\/\d{5}$/, '$1/:borough')
        .replace(/(groups)\/(?!new)[a-z_]+/, '$1/:group')
        // One form, whatever the template.
        .replace(/(reports\/new)\/[a-z-]+$/, '$1/:template')
        .replace(/\/$/, '')
      const choice =
        /[?&]level=municipalities/.test(search) || (/cite=1/.test(search) && to.endsWith('/informality'))
          ? search
          : ''
      if (/cite=1/.test(search) && choice === '') continue
      // A long report is looked at as a whole; its writer's own journey looks at blocks and versions.
      if (/\/reports\/:id\/(blocks|versions)/.test(kind)) continue
      if (!kinds.has(kind + (choice && '?'))) kinds.set(kind + (choice && '?'), to + search)
    }
  }
  return [...kinds.values()]
}

const pictureName = (path: string, width: number): string =>
  `page-${
    path
      .replace(/^\/muestra\/?/, '')
      .replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}/g, 'one')
      .replace(/\?.*cite.*/, '-cite')
      .replace(/\?.*/, '')
      .replaceAll('/', '-') || 'today'
  }-${width}`
