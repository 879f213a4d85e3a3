import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { describe, expect, test } from 'vitest'

/**
 * The arrows that ARCHITECTURE.md allows, and no others: a part → web → kernel → platform, a part → another part only
 * through its index.ts, nothing of the app into packages/survey.
 */
const root = resolve(import.meta.dirname, '..')
const rooms = ['platform', 'kernel', 'web'] as const
const mayImport: Record<string, readonly string[]> = {
  platform: ['platform'],
  kernel: ['kernel', 'platform'],
  web: ['web', 'kernel', 'platform'],
}

const files = (dir: string): string[] =>
  readdirSync(join(root, dir), { withFileTypes: true, recursive: true })
    .filter(
      (entry) => entry.isFile() && /\.tsx?$/.test(entry.name) && !entry.parentPath.includes('node_modules'),
    )
    .map((entry) => relative(root, join(entry.parentPath, entry.name)))

const isTest = (file: string): boolean => /\.test\.tsx?$|\/fixtures\//.test(file)

interface Arrow {
  from: string
  to: string
}

const arrows = (dir: string): Arrow[] =>
  files(dir)
    .filter((file) => !isTest(file))
    .flatMap((file) => {
      const source = readFileSync(join(root, file), 'utf8')
      const targets = [
        ...source.matchAll(
          /^(?:import|export)\b[^'"]*?from\s+'([^']+)'|\bimport\('([^']+)'\)|^import\s+'([^']+)'/gm,
        ),
      ]
      return targets
        .map((match) => match[1] ?? match[2] ?? match[3] ?? '')
        .map((to) => ({
          from: file,
          to: to.startsWith('.') ? relative(root, resolve(root, dirname(file), to)) : to,
        }))
    })

/** `src/evidence/enoe/tables.ts` → evidence; `src/main.ts` → the program itself, which may import everything. */
const roomOf = (file: string): string | null => /^src\/([^/]+)\//.exec(file)?.[1] ?? null

const src = arrows('src')

describe('arrows run one way', () => {
  test('there are arrows to judge', () => expect(src.length).toBeGreaterThan(100))

  test.each(rooms)('%s imports only what lies below it', (room) => {
    const wrong = src.filter(
      ({ from, to }) =>
        roomOf(from) === room && to.startsWith('src/') && !mayImport[room]?.includes(roomOf(to) ?? ''),
    )
    expect(wrong).toEqual([])
  })

  test('a part reads another only through its index.ts', () => {
    const isPart = (room: string | null): boolean =>
      room !== null && room !== 'cli' && !(rooms as readonly string[]).includes(room)
    const wrong = src.filter(({ from, to }) => {
      const [here, there] = [roomOf(from), roomOf(to)]
      return isPart(here) && isPart(there) && here !== there && !/\/index\.ts$/.test(to)
    })
    expect(wrong).toEqual([])
  })

  test('nothing but the program imports main, cli or parts', () => {
    const wrong = src.filter(
      ({ from, to }) =>
        /^src\/(main|cli|parts)\.tsx?$/.test(to) && roomOf(from) !== null && roomOf(from) !== 'cli',
    )
    expect(wrong).toEqual([])
  })

  test('the survey library knows nothing of the app', () => {
    const wrong = arrows('packages/survey/src').filter(
      ({ to }) => to.startsWith('src/') || to.startsWith('sample'),
    )
    expect(wrong).toEqual([])
  })

  test('only database rooms and stores write SQL on tables', () => {
    const pages = src.filter(({ from, to }) => /\/pages\//.test(from) && /^(kysely|pg)$/.test(to))
    expect(pages).toEqual([])
  })
})
