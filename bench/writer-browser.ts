/** How long it takes in Chromium until one can write in a report: from the address being opened until a typed letter stands there. */
import type { AddressInfo } from 'node:net'
import { type ServerType, serve } from '@hono/node-server'
import type { Hono } from 'hono'
import { type Browser, type BrowserContext, chromium } from 'playwright-core'
import { accountHeader, origin } from '../test/program.ts'

export interface Opening {
  /** From the beginning of the navigation, milliseconds. */
  ms: number
  /** For how long of it the page's own thread had the processor: the same however busy the machine is. */
  worked: number
}

export interface OpenedWriter {
  /** `isWarm`: the browser has been here before. */
  open(isWarm: boolean): Promise<Opening>
  close(): Promise<void>
}

/** The program on a port, and a browser in which this account is signed in. `path`: of the report. */
export async function openWriter(app: Hono, account: string, path: string): Promise<OpenedWriter> {
  const answer = (request: Request): Response | Promise<Response> => {
    const headers = new Headers(request.headers)
    headers.set(accountHeader, account)
    // As if the program stood at its own address.
    if (headers.has('origin')) headers.set('origin', origin)
    return app.fetch(new Request(request, { headers }))
  }
  const server = await new Promise<ServerType>((resolve) => {
    const started = serve({ fetch: answer, port: 0, hostname: '127.0.0.1' }, () => resolve(started))
  })
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`
  const browser: Browser = await chromium.launch({
    executablePath: process.env.ACUERDO_CHROMIUM ?? '/usr/bin/chromium',
    args: ['--headless', '--no-sandbox', '--disable-gpu', '--disable-background-networking'],
  })
  const known = await browser.newContext({ viewport: { width: 1280, height: 900 } })
  return {
    async open(isWarm) {
      if (isWarm) return typedIn(known, url)
      const fresh = await browser.newContext({ viewport: { width: 1280, height: 900 } })
      return typedIn(fresh, url).finally(() => fresh.close())
    },
    async close() {
      await browser.close()
      await new Promise((resolve) => {
        server.close(resolve)
        if ('closeAllConnections' in server) server.closeAllConnections()
      })
    },
  }
}

let visits = 0

/** A click into the first paragraph and a key, as a hand does it; the page itself notes when the letter has been drawn. */
async function typedIn(context: BrowserContext, url: string): Promise<Opening> {
  const page = await context.newPage()
  // Of its own each time: what was typed before has been saved.
  const letter = String.fromCodePoint(0x1400 + visits++)
  const tools = await context.newCDPSession(page)
  try {
    await tools.send('Performance.enable', { timeDomain: 'threadTicks' })
    await page.goto(url, { waitUntil: 'commit' })
    await page.locator('.ProseMirror').waitFor()
    await page.evaluate((typed) => {
      const text = document.querySelector('.ProseMirror')
      const noted = window as unknown as { typedAt?: number }
      new MutationObserver(() => {
        if (text?.textContent?.includes(typed))
          requestAnimationFrame(() => {
            noted.typedAt ??= performance.now()
          })
      }).observe(text as Element, { subtree: true, childList: true, characterData: true })
    }, letter)
    await page.locator('.ProseMirror [data-kind=paragraph] .w-side').first().click()
    await page.keyboard.press('End')
    await page.keyboard.insertText(letter)
    const typedAt = await page.waitForFunction(
      () => (window as unknown as { typedAt?: number }).typedAt,
      undefined,
      { polling: 10, timeout: 30_000 },
    )
    const ms = Number(await typedAt.jsonValue())
    const { metrics } = await tools.send('Performance.getMetrics')
    const worked = metrics.find(({ name }) => name === 'TaskDuration')?.value ?? Number.NaN
    // What the page still asks for would be in the way of the next.
    await page.locator('.w-status[data-state=saved]').waitFor()
    await page.waitForLoadState('networkidle')
    return { ms, worked: worked * 1000 }
  } finally {
    await page.close()
  }
}
