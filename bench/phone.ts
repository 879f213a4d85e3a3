/**
 * What a first visit costs a leader on a cheap phone: the bytes that come to it, headers included, and the time until she can use
 * the page, in Chromium with a slowed network and a processor slowed four times.
 * Run: node bin/build.mjs --run bench/phone.ts   (ACUERDO_CHROMIUM: the browser)
 *
 * Two networks: Lighthouse's "slow 4G" (150 ms, 1.6 Mbit/s down, 750 kbit/s up), to which the limits of 60 kB and 3 s are held, and
 * a harder one (400 ms, 400 kbit/s), which is printed. "Interactive" is Lighthouse's TTI: the first paint, the document read, and
 * the end of the last task over 50 ms, after which none comes for three seconds.
 */
import { mkdtempSync, realpathSync, rmSync } from 'node:fs'
import { connect, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Browser, chromium, type Page } from 'playwright-core'
import { makeSampleData, start } from '../test/journey/first-start.ts'

const networks = [
  {
    name: "Lighthouse's slow 4G: 150 ms, 1.6 Mbit/s",
    latency: 150,
    down: 1_600_000,
    up: 750_000,
    isHeld: true,
  },
  { name: 'harder: 400 ms, 400 kbit/s', latency: 400, down: 400_000, up: 400_000, isHeld: false },
] as const
const limits = { bytes: 60_000, ms: 3000 }

/** Hands everything on to the program, and counts what comes back. */
async function countingProxy(port: number) {
  let bytes = 0
  const server = createServer((from) => {
    const to = connect(port, 'localhost')
    to.on('data', (chunk) => {
      bytes += chunk.length
    })
    from.pipe(to).pipe(from)
    for (const [one, other] of [
      [from, to],
      [to, from],
    ] as const)
      one.on('error', () => other.destroy())
  })
  await new Promise<void>((done) => server.listen(0, 'localhost', done))
  const address = server.address()
  return {
    url: `http://localhost:${typeof address === 'object' ? address?.port : 0}`,
    bytes: () => bytes,
    close: () => server.close(),
  }
}

/** A phone that was never here before. */
async function newPhone(browser: Browser, network: (typeof networks)[number]): Promise<Page> {
  const context = await browser.newContext({
    viewport: { width: 390, height: 844 },
    deviceScaleFactor: 2,
    isMobile: true,
    hasTouch: true,
    locale: 'es-MX',
  })
  const page = await context.newPage()
  await page.addInitScript(() => {
    const known = window as unknown as { longest: number }
    known.longest = 0
    new PerformanceObserver((list) => {
      for (const { startTime, duration } of list.getEntries()) known.longest = startTime + duration
    }).observe({ type: 'longtask', buffered: true })
  })
  const session = await context.newCDPSession(page)
  await session.send('Network.enable')
  await session.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: network.latency,
    downloadThroughput: network.down / 8,
    uploadThroughput: network.up / 8,
  })
  await session.send('Emulation.setCPUThrottlingRate', { rate: 4 })
  return page
}

/** Milliseconds from the beginning of the navigation until the page can be used. */
async function interactive(page: Page): Promise<number> {
  await page.waitForLoadState('load')
  return page.evaluate(async () => {
    const known = window as unknown as { longest: number }
    while (performance.now() - known.longest < 3000) await new Promise((next) => setTimeout(next, 100))
    const [paint] = performance.getEntriesByName('first-contentful-paint')
    const [navigation] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[]
    return Math.max(paint?.startTime ?? 0, navigation?.domContentLoadedEventEnd ?? 0, known.longest)
  })
}

const dir = mkdtempSync(join(realpathSync(tmpdir()), 'acuerdo-bench-'))
function tell(what: string, isHeld: boolean, bytes: number | null, ms: number | null): void {
  const over = (bytes ?? 0) > limits.bytes || (ms ?? 0) > limits.ms
  const kB = bytes === null ? '' : `${(bytes / 1000).toFixed(1)} kB`
  const s = ms === null ? '' : `${(ms / 1000).toFixed(2)} s`
  console.log(
    `  ${what.padEnd(50)} ${kB.padStart(9)} ${s.padStart(8)}${isHeld && over ? '  over the limit' : ''}`,
  )
}

await makeSampleData(join(dir, 'data'))
const program = await start(join(dir, 'data'))
const browser = await chromium.launch({
  executablePath: process.env.ACUERDO_CHROMIUM ?? '/usr/bin/chromium',
  args: ['--headless', '--no-sandbox', '--disable-gpu'],
})
try {
  const proxy = await countingProxy(Number(new URL(program.url).port))
  const alma = await (await browser.newContext({ locale: 'es-MX' })).newPage()
  await alma.goto(program.link)
  await alma.getByRole('button', { name: /^Entrar como/ }).click()
  await alma.goto(`${program.url}/es/muestra/public/agreements`)
  const agreement = await alma.locator('main a[href*="/public/agreements/"]').first().getAttribute('href')
  await alma.goto(program.url + agreement)

  for (const network of networks) {
    console.log(`\n${network.name}; processor slowed 4 ×`)
    const { isHeld } = network
    await alma.goto(`${program.url}/es/muestra/members`)
    await alma.getByRole('link', { name: 'Felipa Ejemplo' }).click()
    await alma.getByRole('button', { name: 'Dar un código' }).click()
    const code = (await alma.locator('.hand-over-code').textContent()) ?? ''

    let before = proxy.bytes()
    const page = await newPhone(browser, network)
    await page.goto(`${proxy.url}/es/muestra/`)
    tell('sign-in by code, nothing known', isHeld, proxy.bytes() - before, await interactive(page))
    await page.getByRole('textbox', { name: /Código/ }).fill(code)
    await page.getByRole('button', { name: 'Entrar', exact: true }).click()
    await page.waitForURL(`${proxy.url}/es/muestra/`)
    // Measured when it can be used: the window of quiet after it is not part of it.
    await page.waitForLoadState('load')
    const useful = proxy.bytes() - before
    tell('… until Hoy after the code', isHeld, useful, await interactive(page))
    await page.waitForTimeout(3000)
    tell('… with what is kept for no signal', false, proxy.bytes() - before, null)
    before = proxy.bytes()
    await page.locator('.tabs-phone a[href$="/agreements"]').click()
    await page.waitForURL(/agreements$/)
    const list = await interactive(page)
    tell('Acuerdos after it, kept copies too', isHeld, proxy.bytes() - before, list)
    await page.context().close()

    before = proxy.bytes()
    const visitor = await newPhone(browser, network)
    await visitor.goto(proxy.url + agreement)
    const read = await interactive(visitor)
    tell('public page of an agreement, nothing known', isHeld, proxy.bytes() - before, read)
    await visitor.context().close()
  }
  proxy.close()
} finally {
  await browser.close()
  await program.stop()
  rmSync(dir, { recursive: true, force: true })
}
