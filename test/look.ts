/**
 * Renders every component on made-up pages, takes their pictures at 390 and 1280 px in both languages, and runs axe.
 *
 *   node bin/build.mjs --run test/look.ts [page …]     pictures go to test/screenshots/
 *   node bin/build.mjs --run test/look.ts --serve      leaves the pages at the address it prints
 */
import { mkdirSync, readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { brotliCompressSync } from 'node:zlib'
import { chromium } from 'playwright-core'
import { root } from '../src/platform/root.ts'
import { assetsDir } from '../src/web/assets.ts'
import { renderPage } from '../src/web/html.ts'
import { type Lang, langs } from '../src/web/lang.ts'
import { pages } from './look/pages.tsx'

const types: Record<string, string> = {
  css: 'text/css',
  js: 'text/javascript',
  svg: 'image/svg+xml',
  woff2: 'font/woff2',
}
const csp =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'"

const isPage = (name: string): name is keyof typeof pages => name in pages

const server = createServer((request, response) => {
  const path = new URL(request.url ?? '/', 'http://x').pathname
  if (path.startsWith('/assets/')) {
    response.setHeader('content-type', types[path.split('.').at(-1) ?? ''] ?? 'application/octet-stream')
    response.end(readFileSync(join(assetsDir, path.slice('/assets/'.length))))
    return
  }
  if (path === '/events') {
    response.setHeader('content-type', 'text/event-stream')
    response.write('event: progress\ndata: {"percent": 62, "step": 2, "detail": "251,000 / 406,036"}\n\n')
    return
  }
  const [, lang = 'es', name = ''] = path.split('/')
  if (!isPage(name)) {
    response.writeHead(404).end()
    return
  }
  response.setHeader('content-type', 'text/html; charset=utf-8')
  response.setHeader('content-security-policy', csp)
  response.end(renderPage(pages[name](lang as Lang)))
})

const out = join(root, 'test/screenshots')
const wanted = process.argv.slice(2).filter(isPage)
const names = wanted.length > 0 ? wanted : Object.keys(pages).filter(isPage)
const axe = readFileSync(join(root, 'node_modules/axe-core/axe.min.js'), 'utf8')

mkdirSync(out, { recursive: true })
await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
if (process.argv.includes('--serve')) {
  console.log(names.flatMap((name) => langs.map((lang) => `${origin}/${lang}/${name}`)).join('\n'))
  await new Promise(() => {})
}
const browser = await chromium.launch({
  executablePath: '/usr/bin/chromium',
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

let faults = 0
const fault = (text: string) => {
  faults++
  console.log(`  ✗ ${text}`)
}

interface Found {
  id: string
  nodes: { target: string[]; failureSummary?: string }[]
}

for (const name of names) {
  for (const lang of langs) {
    const html = renderPage(pages[name](lang))
    console.log(`${name} ${lang}: ${html.length} B, ${brotliCompressSync(html).length} B with brotli`)
    if (/\sstyle=/.test(html)) fault('a style attribute')
    for (const width of [390, 1280, ...(lang === 'es' ? [320, 820] : [])]) {
      const page = await browser.newPage({
        viewport: { width, height: width < 600 ? 844 : 900 },
        deviceScaleFactor: width < 600 ? 2 : 1,
        bypassCSP: false,
        reducedMotion: 'reduce',
      })
      page.on('console', (message) => message.type() === 'error' && fault(`${width}: ${message.text()}`))
      page.on('pageerror', (error) => fault(`${width}: ${error.message}`))
      await page.goto(`${origin}/${lang}/${name}`)
      await page.evaluate(() => document.fonts.ready)
      const over = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      )
      if (over > 0) {
        const wide = await page.evaluate(() =>
          [...document.querySelectorAll('main *')]
            .filter((e) => e.getBoundingClientRect().right > innerWidth + 1)
            .map((e) => `${e.tagName}.${e.getAttribute('class')}`)
            .slice(0, 6),
        )
        fault(`${width}: ${over} px sideways: ${wide.join(' ')}`)
      }
      if (width !== 320)
        await page.screenshot({ path: join(out, `${name}-${lang}-${width}.png`), fullPage: true })
      if (width === 390 || width === 1280) {
        await page.evaluate(axe)
        const found = (await page.evaluate(
          'axe.run({ resultTypes: ["violations"] }).then((r) => r.violations)',
        )) as Found[]
        for (const { id, nodes } of found)
          fault(
            `${width}: ${id}: ${nodes
              .map((n) => `${n.target.join(' ')} ${n.failureSummary?.split('\n')[1] ?? ''}`)
              .slice(0, 4)
              .join(' | ')}`,
          )
      }
      await page.close()
    }
  }
}
await browser.close()
server.closeAllConnections()
server.close()
console.log(faults === 0 ? 'nothing found' : `${faults} faults`)
process.exitCode = faults === 0 ? 0 : 1
