import { readdirSync, readFileSync } from 'node:fs'
import { join, relative, resolve } from 'node:path'
import { expect, test } from 'vitest'

/** What nobody uses is taken out: an export that no other file names, nor its own a second time. */
const root = resolve(import.meta.dirname, '..')
const folders = ['src', 'packages', 'sample', 'test', 'bench', '.']

const sources = new Map(
  folders.flatMap((folder) =>
    readdirSync(join(root, folder), { withFileTypes: true, recursive: folder !== '.' })
      .filter(
        (entry) =>
          entry.isFile() && /\.tsx?$/.test(entry.name) && !/node_modules|dist/.test(entry.parentPath),
      )
      .map((entry) => join(entry.parentPath, entry.name))
      .map((file) => [relative(root, file), readFileSync(file, 'utf8')] as const),
  ),
)

test('every export is used', () => {
  /** How many files name a word, and how often it stands in the last of them. */
  const named = new Map<string, { files: number; times: number }>()
  for (const source of sources.values()) {
    const own = new Map<string, number>()
    for (const [word] of source.matchAll(/\b[A-Za-z_]\w*/g)) own.set(word, (own.get(word) ?? 0) + 1)
    for (const [word, times] of own) named.set(word, { files: (named.get(word)?.files ?? 0) + 1, times })
  }
  const exported = /^export (?:async )?(?:const|function\*?|class|interface|type|enum) (\w+)/gm
  const unused = [...sources].flatMap(([file, source]) =>
    [...source.matchAll(exported)].flatMap(([, name = '']) => {
      const { files = 0, times = 0 } = named.get(name) ?? {}
      return files === 1 && times === 1 ? [`${file}: ${name}`] : []
    }),
  )
  expect(named.size).toBeGreaterThan(1000)
  expect(unused).toEqual([])
})
