import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync, statSync } from 'node:fs'
import { basename, join } from 'node:path'
import { brotliCompressSync } from 'node:zlib'
import { beforeAll, describe, expect, test } from 'vitest'
import { pages } from '../../test/look/pages.tsx'
import { root } from '../platform/root.ts'
import { asset, assetsDir } from './assets.ts'
import { renderPage } from './html.ts'

beforeAll(() => {
  execFileSync(process.execPath, [join(root, 'bin/build.mjs'), '--assets'], { stdio: 'inherit' })
})

const file = (name: string) => join(assetsDir, basename(asset(name)))
const transferred = (name: string) =>
  statSync(existsSync(`${file(name)}.br`) ? `${file(name)}.br` : file(name)).size
const page = (name: keyof typeof pages) => brotliCompressSync(renderPage(pages[name]('es'))).length

describe('what a browser loads', () => {
  test('every file has its hash in its name and is compressed beforehand', () => {
    for (const name of ['app.css', 'shell.js', 'file-drop.js', 'job-progress.js']) {
      expect(asset(name)).toMatch(/^\/assets\/[a-z-]+-[A-Z0-9]{8}\.(css|js)$/)
      for (const ending of ['', '.br', '.gz']) expect(existsSync(file(name) + ending)).toBe(true)
    }
  })
  test('a first page with the face takes at most 60 kB, a following one 15', () => {
    const shared = ['public-sans-latin-wght-normal.woff2', 'app.css', 'shell.js', 'icon.svg'].reduce(
      (sum, name) => sum + transferred(name),
      0,
    )
    for (const name of ['overview', 'forms', 'work', 'today', 'sign-in'] as const) {
      expect(shared + page(name)).toBeLessThanOrEqual(60_000)
      expect(page(name)).toBeLessThanOrEqual(15_000)
    }
    expect(transferred('file-drop.js') + transferred('job-progress.js')).toBeLessThanOrEqual(3_000)
  })
  test('the report writer takes at most 90 kB beside the shell', () => {
    expect(transferred('writer.js')).toBeGreaterThan(40_000)
    expect(transferred('writer.js')).toBeLessThanOrEqual(90_000)
  })
  test('the style sheet fetches nothing from elsewhere', () => {
    const css = readFileSync(file('app.css'), 'utf8')
    for (const [, url = ''] of css.matchAll(/url\("?([^")]+)/g))
      expect(url).toMatch(/^(\/assets\/|data:image\/svg)/)
  })
})
