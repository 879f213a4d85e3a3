import { existsSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { type TestApp, testApp } from '../../test/app.ts'
import { uaFaults } from '../platform/document/testing/ua.ts'
import { exits, run } from './run.ts'

const folder = mkdtempSync(join(realpathSync(tmpdir()), 'acuerdo-study-'))
let app: TestApp
beforeAll(async () => {
  app = await testApp()
  await app.addSurvey('2024T1', { informalInTheCity: 140 })
  await app.addSurvey('2024T2')
}, 60_000)
afterAll(async () => {
  vi.unstubAllEnvs()
  await app.drop()
  rmSync(folder, { recursive: true, force: true })
})
beforeEach(() => {
  vi.stubEnv('DATABASE_URL', app.database.url)
  vi.stubEnv('ACUERDO_DATA', app.services.dataDir)
  vi.stubEnv('LC_ALL', 'es_MX.UTF-8')
})

async function study(...args: string[]) {
  const written = { out: '', err: '' }
  const spies = (['stdout', 'stderr'] as const).map((name) =>
    vi.spyOn(process[name], 'write').mockImplementation((chunk) => {
      written[name === 'stdout' ? 'out' : 'err'] += chunk
      return true
    }),
  )
  try {
    return { code: await run(['study', '--workspace', 'prueba', ...args]), ...written }
  } finally {
    for (const spy of spies) spy.mockRestore()
  }
}

test.each([
  ['an unknown language', ['--lang', 'es,fr'], 'fr'],
  ['an unknown level', ['--level', '80'], '80'],
  ['what is no period', ['--period', 'ayer'], 'ayer'],
  ['a period that nobody brought in', ['--period', '2019T1'], '2019'],
  ['an earlier period that nobody brought in', ['--place', '09', '--against', '2019T1'], '2019'],
  ['an unknown place', ['--place', 'Ecatepunk'], 'Ecatepunk'],
  ['a place of no country', ['--place', '77'], '77'],
])(
  '%s is refused in a sentence, and nothing is written',
  async (_, args, named) => {
    const out = join(folder, 'refused')
    const { code, out: told, err } = await study(...args, '--out', out)
    expect({ code, told }).toEqual({ code: exits.problem, told: '' })
    expect(err).toContain(named)
    expect(err).not.toMatch(/undefined|\bat .*\.ts|Error:/)
    expect(existsSync(out)).toBe(false)
  },
  30_000,
)

test('Word, PDF (whole for PDF/UA, too) and HTML in both languages, with what changed since the period before', async () => {
  const out = join(folder, 'estudio')
  const { code, err, ...told } = await study('--place', '09', '--lang', 'es,en', '--out', out, '--json')
  expect({ code, err }).toEqual({ code: exits.done, err: '' })
  const names = ['es', 'en'].flatMap((lang) =>
    ['docx', 'pdf', 'html'].map((kind) => `09-2024T2-${lang}.${kind}`),
  )
  expect(readdirSync(out).toSorted()).toEqual(names.toSorted())
  expect(JSON.parse(told.out).map(({ file }: { file: string }) => file)).toEqual(
    names.map((name) => join(out, name)),
  )
  const start = (name: string) => readFileSync(join(out, name)).subarray(0, 4).toString('latin1')
  const words = (name: string) =>
    readFileSync(join(out, name), 'utf8')
      .replaceAll(/<[^>]+>/g, '')
      .replaceAll(/\s+/g, ' ')
  expect(names.map(start)).toEqual(['PK\u0003\u0004', '%PDF', '<!do', 'PK\u0003\u0004', '%PDF', '<!do'])
  for (const name of names.filter((one) => one.endsWith('.pdf')))
    expect([name, uaFaults(readFileSync(join(out, name)))]).toEqual([name, []])
  expect(words('09-2024T2-es.html')).toContain('el 50.0 %')
  expect(words('09-2024T2-es.html')).toContain('−20.0 puntos')
  expect(words('09-2024T2-en.html')).toContain('−20.0 percentage points')
}, 90_000)
