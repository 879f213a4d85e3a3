/** The package stands by itself: nothing of the app in it, and what it exports is there. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { expect, it } from 'vitest'

const home = resolve(import.meta.dirname, '..')
const described = JSON.parse(readFileSync(join(home, 'package.json'), 'utf8'))
const sources = readdirSync(join(home, 'src'), { recursive: true })
  .map(String)
  .filter((name) => name.endsWith('.ts'))

it('imports only its own files, Node and DuckDB', () => {
  const allowed = Object.keys(described.peerDependencies)
  for (const name of sources) {
    const text = readFileSync(join(home, 'src', name), 'utf8')
    for (const [, from = ''] of text.matchAll(/(?:from|import\() ?'([^']+)'/g)) {
      if (from.startsWith('.')) expect(resolve(home, 'src', name, '..', from)).toContain(join(home, 'src'))
      else if (!name.endsWith('.test.ts'))
        expect([from, from.startsWith('node:') || allowed.includes(from)]).toEqual([from, true])
    }
  }
})

it('exports files that the build makes and the tarball holds', () => {
  for (const { source, types, default: built } of Object.values<Record<string, string>>(described.exports)) {
    expect(existsSync(join(home, source ?? ''))).toBe(true)
    const made = source?.replace('./src/', './dist/')
    expect([types, built]).toEqual([made?.replace('.ts', '.d.ts'), made?.replace('.ts', '.js')])
  }
  expect(described.files).toEqual(expect.arrayContaining(['dist', 'src', 'docs', 'README.md', 'LICENSE']))
  expect(described.license).toBe('Apache-2.0')
  expect(readFileSync(join(home, 'LICENSE'), 'utf8')).toBe(readFileSync(join(home, '../../LICENSE'), 'utf8'))
})

it('says of every exported function what it is for', () => {
  const index = ['index.ts', 'sample/index.ts', 'words/index.ts'].map((name) =>
    readFileSync(join(home, 'src', name), 'utf8'),
  )
  // Between braces stand names; files' names do not count.
  const names = [...index.join('\n').matchAll(/\{([^}]*)\}/g)].join(' ')
  const exported = new Set(names.match(/\b\w+\b/g))
  const silent = sources.flatMap((name) => {
    const text = readFileSync(join(home, 'src', name), 'utf8')
    return [...text.matchAll(/(\*\/\n)?export (?:async )?function (\w+)/g)].flatMap(([, said, own = '']) =>
      exported.has(own) && said === undefined ? [own] : [],
    )
  })
  expect(silent).toEqual([])
})
