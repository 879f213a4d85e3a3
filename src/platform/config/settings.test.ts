import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { Problem } from '../problem.ts'
import { root } from '../root.ts'
import { en } from '../words.en.ts'
import { es } from '../words.es.ts'
import { settingsTable } from './document.ts'
import { readSettings } from './read.ts'
import { personalDataDir, type Setting, settings } from './settings.ts'

const refused = (given: Record<string, string>): Problem => {
  try {
    readSettings({}, given)
  } catch (error) {
    if (error instanceof Problem) return error
  }
  throw new Error('was accepted')
}

describe('settings', () => {
  test.each([
    ['ACUERDO_PORT', '70000'],
    ['ACUERDO_PORT', 'abc'],
    ['ACUERDO_PORT', '-1'],
    ['ACUERDO_PORT', '1e3'],
    ['ACUERDO_HOST', 'http://0.0.0.0'],
    ['ACUERDO_PUBLIC_URL', 'acuerdo.example'],
    ['ACUERDO_PUBLIC_URL', 'https://acuerdo.example/app'],
    ['ACUERDO_PUBLIC_URL', 'https://ana:clave@acuerdo.example'],
    ['ACUERDO_PUBLIC_URL', 'ftp://acuerdo.example'],
    ['ACUERDO_TRUST_PROXY', 'maybe'],
    ['ACUERDO_LOG_LEVEL', 'loud'],
    ['ACUERDO_MAX_UPLOAD', '2'],
    ['ACUERDO_MICRODATA_MEMORY', '-2GB'],
    ['ACUERDO_DATABASE_CONNECTIONS', '1'],
  ])('%s=%s is refused in both languages, with what is allowed', (env, given) => {
    const problem = refused({ [env]: given })
    expect(problem.code).toBe('settings.invalid')
    for (const words of [es, en]) {
      const said = words.problems['settings.invalid'](problem.values)
      expect(said).toContain(env)
      expect(said).toContain(given)
    }
    expect(es.problems['settings.invalid'](problem.values)).toContain(
      Object.values<Setting<unknown>>(settings).find((row) => row.env === env)?.allowed.es,
    )
  })

  test('a wrong DATABASE_URL is refused without showing its password', () => {
    const problem = refused({ DATABASE_URL: 'mysql://ana:secreta@host/base' })
    expect(en.problems['settings.invalid'](problem.values)).not.toContain('secreta')
  })

  test('a flag that is wrong is named as the flag', () => {
    expect(() => readSettings({ port: 'x' }, {})).toThrow('"source":"--port"')
  })

  test('a flag wins over the environment, and an empty variable is none', () => {
    expect(readSettings({ port: '5001' }, { ACUERDO_PORT: '5000' }).port).toBe(5001)
    expect(readSettings({}, { ACUERDO_PORT: '5000' }).port).toBe(5000)
    expect(readSettings({}, { ACUERDO_PORT: '' }).port).toBeUndefined()
  })

  test('values are read in their units', () => {
    const read = readSettings(
      { trustProxy: true },
      {
        ACUERDO_MAX_UPLOAD: '1.5 gb',
        ACUERDO_PUBLIC_URL: 'https://Acuerdo.example/',
        ACUERDO_DATA: './datos',
      },
    )
    expect(read).toMatchObject({
      maxUpload: 1.5e9,
      publicUrl: 'https://acuerdo.example',
      trustProxy: true,
      dataDir: join(process.cwd(), 'datos'),
    })
    expect(readSettings({}, { ACUERDO_TRUST_PROXY: 'false' }).trustProxy).toBe(false)
  })

  test('the data lie where each system keeps a person’s data, not in the checkout', () => {
    expect(personalDataDir({}, 'linux', '/home/ana')).toBe('/home/ana/.local/share/acuerdo')
    expect(personalDataDir({ XDG_DATA_HOME: '/d' }, 'linux', '/home/ana')).toBe('/d/acuerdo')
    expect(personalDataDir({}, 'darwin', '/Users/ana')).toBe('/Users/ana/Library/Application Support/Acuerdo')
  })

  test.each(['es', 'en'] as const)('docs/settings.md holds the table (%s)', (language) => {
    const path = join(root, 'docs/settings.md')
    const mark = new RegExp(`(<!-- table ${language} -->\n\n)[^]*?(\n\n<!-- end -->)`)
    const page = readFileSync(path, 'utf8')
    const expected = page.replace(mark, (_, open, close) => open + settingsTable(language) + close)
    if (process.env.ACUERDO_WRITE_SETTINGS) writeFileSync(path, expected)
    expect(page).toMatch(mark)
    expect(page).toBe(expected)
  })
})
