/** A real browser, and what every page of every journey is watched for. */
import { existsSync, mkdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import {
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  chromium,
  type Locator,
  type Page,
  type Response,
} from 'playwright-core'
import { describe } from 'vitest'

const root = resolve(import.meta.dirname, '../..')
const executablePath = process.env.ACUERDO_CHROMIUM ?? '/usr/bin/chromium'
const pictures = join(root, 'test/screenshots')

/** A `describe` that needs a browser, and says so where there is none. */
export function journey(title: string, body: () => void): void {
  const has = existsSync(executablePath)
  if (!has) console.log(`skipped: ${title} (no Chromium; set ACUERDO_CHROMIUM to its path)`)
  describe.skipIf(!has)(title, { timeout: 180_000 }, body)
}

export const openBrowser = (): Promise<Browser> =>
  chromium.launch({
    executablePath,
    args: [
      '--headless',
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  })

export const laptop = { width: 1280, height: 900 }
export const phone = { width: 390, height: 844 }

/** A person with a device of her own; `faults` collects what her browser complains of. */
export interface Person {
  readonly context: BrowserContext
  readonly page: Page
  readonly faults: string[]
}

export async function person(
  browser: Browser,
  device: { width: number; height: number },
  options: BrowserContextOptions = {},
): Promise<Person> {
  const isPhone = device.width < 600
  const context = await browser.newContext({
    viewport: device,
    locale: 'es-MX',
    timezoneId: 'America/Mexico_City',
    reducedMotion: 'reduce',
    acceptDownloads: true,
    ...(isPhone ? { deviceScaleFactor: 2, isMobile: true, hasTouch: true } : {}),
    ...options,
  })
  context.setDefaultTimeout(120_000)
  const page = await context.newPage()
  const faults: string[] = []
  page.on('console', (message) => {
    if (message.type() === 'error') faults.push(`${page.url()}: ${message.text()}`)
  })
  page.on('pageerror', (error) => faults.push(`${page.url()}: ${error.message}`))
  return { context, page, faults }
}

/** Opens the one-time link and enters. */
export async function enter(page: Page, link: string): Promise<void> {
  await page.goto(link)
  await page.getByRole('button', { name: /^Entrar como|^Sign in as/ }).click()
  await page.getByRole('main').waitFor()
}

/** Opens an address until `ready` holds of the page: the sample's survey is still being written at first. */
export async function openWhen(page: Page, url: string, ready: (page: Page) => Promise<boolean>) {
  for (;;) {
    const response = await page.goto(url)
    if (await ready(page)) return response
    await page.waitForTimeout(1000)
  }
}

/** The sample's second quarter stands: its overview is complete, change included. */
export const sampleStands = (page: Page, url: string): Promise<Response | null> =>
  openWhen(page, `${url}/es/muestra/evidence/overview`, async () => {
    const periods = page.locator('select[name=period] option')
    return (await periods.count()) > 1
  })

/** The text as a person sees it: what is hidden is left out. */
export const shownText = (locator: Locator): Promise<string> =>
  // biome-ignore lint/performance/useDomNodeTextContent: the difference is wanted here
  locator.innerText()

/** A picture for people to look at, where ACUERDO_PICTURES is set: no test reads it, and it costs as much as its page. */
export async function picture(page: Page, name: string): Promise<void> {
  if (!process.env.ACUERDO_PICTURES) return
  mkdirSync(pictures, { recursive: true })
  await page.evaluate(() => document.fonts.ready).catch(() => {})
  await page.screenshot({ path: join(pictures, `${name}.png`), fullPage: true })
}

interface Violation {
  id: string
  nodes: { target: string[]; failureSummary?: string }[]
}

let axeText: string | undefined
const axe = (): string => {
  axeText ??= readFileSync(join(root, 'node_modules/axe-core/axe.min.js'), 'utf8')
  return axeText
}
const asked = {
  runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'],
  resultTypes: ['violations'],
  // Of these rules one reads media ahead; the style sheets, read by default, are for a rule that is not among them.
  preload: { assets: ['media'] },
}

/** What axe finds, one line each with the place in the page. */
export async function accessibilityFaults(page: Page): Promise<string[]> {
  if (!(await page.evaluate("'axe' in window"))) await page.evaluate(axe())
  const found = (await page.evaluate(
    `axe.run(${JSON.stringify(asked)}).then((r) => r.violations)`,
  )) as Violation[]
  return found.map(
    ({ id, nodes }) =>
      `${id}: ${nodes
        .slice(0, 3)
        .map((node) => `${node.target.join(' ')} ${node.failureSummary?.split('\n')[1] ?? ''}`)
        .join(' | ')}`,
  )
}

/** What stands out to the right of the window, or nothing. */
export const sideways = (page: Page): Promise<string[]> =>
  page.evaluate(() =>
    document.documentElement.scrollWidth <= document.documentElement.clientWidth
      ? []
      : [
          `${document.documentElement.scrollWidth - document.documentElement.clientWidth} px sideways:`,
          ...[...document.querySelectorAll('body *')]
            .filter((element) => element.getBoundingClientRect().right > innerWidth + 1)
            .map((element) => `${element.tagName}.${element.getAttribute('class')}`)
            .slice(0, 4),
        ],
  )
