import { existsSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { type FreshDatabase, freshDatabase } from '../../test/database.ts'
import { needsShared, sharedData } from '../../test/shared.ts'
import { text } from '../kernel/text.ts'
import { createWorkspace } from '../kernel/workspace.ts'
import { settings } from '../platform/config/index.ts'
import { root } from '../platform/root.ts'
import { languageOf, wordsOf } from './language.ts'
import { exits, run } from './run.ts'

const folder = mkdtempSync(join(realpathSync(tmpdir()), 'acuerdo-cli-'))
const data = join(folder, 'data')
afterAll(() => {
  vi.unstubAllEnvs()
  rmSync(folder, { recursive: true, force: true })
})
beforeEach(() => vi.stubEnv('LC_ALL', 'es_MX.UTF-8'))

/** Runs a command in this process: its exit code and what it wrote. */
async function acuerdo(...args: string[]) {
  const written = { out: '', err: '' }
  const spies = (['stdout', 'stderr'] as const).map((name) =>
    vi.spyOn(process[name], 'write').mockImplementation((chunk) => {
      written[name === 'stdout' ? 'out' : 'err'] += chunk
      return true
    }),
  )
  try {
    const code = await run(args)
    return { code, ...written }
  } finally {
    for (const spy of spies) spy.mockRestore()
  }
}
describe('a mistyped command', () => {
  test.each([
    ['imprt', ['imprt'], 'imprt'],
    ['an unknown option', ['start', '--puerto', '5'], '--puerto'],
    ['no file', ['import'], 'FILE'],
    ['an option without its value', ['start', '--port'], '--port'],
    ['too much', ['backup', 'a', 'b'], 'argument'],
  ])('%s ends with 2 and says where the help is', async (_, args, named) => {
    for (const lang of ['es', 'en'] as const) {
      const { code, out, err } = await acuerdo(...args, '--lang', lang)
      expect({ code, out }).toEqual({ code: exits.usage, out: '' })
      expect(err).toContain(named === 'argument' ? wordsOf(lang).usage.excessArguments() : named)
      expect(err).toMatch(/acuerdo .*--help/)
      expect(err).not.toMatch(lang === 'es' ? /error:|There|help with/ : /Falta|Vea/)
    }
  })

  test('a setting that is wrong ends with 2, before anything is opened', async () => {
    const { code, err } = await acuerdo('start', '--port', '70000', '--data', data)
    expect(code).toBe(exits.usage)
    expect(err).toContain('«70000»')
    expect(existsSync(data)).toBe(false)
  })
})

describe('help', () => {
  const commands = Object.keys(wordsOf('es').commands)

  test('names every command and the exit codes, in the person’s language', async () => {
    for (const lang of ['es', 'en'] as const) {
      const { code, out } = await acuerdo('--help', '--lang', lang)
      expect(code).toBe(exits.done)
      for (const command of commands) expect(out).toMatch(new RegExp(`^ +${command} `, 'm'))
      expect(out).toContain('130')
      expect(out).toContain(lang === 'es' ? 'Órdenes:' : 'Commands:')
    }
  })

  test.each(commands)('of %s has no word of the other language', async (command) => {
    const spanish = await acuerdo(command, '--help', '--lang', 'es')
    expect(spanish.out).toContain('Opciones:')
    expect(spanish.out).not.toMatch(/Usage|Options|display|default|\bthe\b/)
    const english = await acuerdo(command, '--help', '--lang', 'en')
    expect(english.out).toContain('Options:')
    expect(english.out).not.toMatch(/Uso:|Opciones|ayuda|\bel\b|\bde\b/)
  })

  test('of start offers every setting that has a flag, with its variable', async () => {
    const { out } = await acuerdo('start', '--help')
    for (const { flag, env } of Object.values(settings)) {
      if (!flag) continue
      expect(out).toContain(`${flag}`)
      expect(out).toContain(`[${env}]`)
    }
  })

  test('every command stands in the documentation', () => {
    const pages = ['README.md', 'docs/hosting.md']
      .map((page) => readFileSync(join(root, page), 'utf8'))
      .join()
    for (const command of commands) expect(pages).toMatch(new RegExp(`acuerdo(\\.mjs)? ${command}\\b`))
  })
})

test.each([
  [[], { LANG: 'en_GB.UTF-8' }, 'en'],
  [[], { LANG: 'C.UTF-8' }, 'es'],
  [[], {}, 'es'],
  [[], { LC_ALL: 'es_MX', LANG: 'en_US' }, 'es'],
  [['--lang', 'en'], { LANG: 'es_MX' }, 'en'],
  [['--lang=es'], { LANG: 'en_US' }, 'es'],
] as const)('language of %j with %j: %s', (args, env, lang) => expect(languageOf(args, env)).toBe(lang))

describe('before anything was started', () => {
  let at: FreshDatabase
  beforeAll(async () => {
    at = await freshDatabase()
    vi.stubEnv('DATABASE_URL', at.url)
    vi.stubEnv('ACUERDO_DATA', data)
  })
  afterAll(() => at.drop())

  test('a command finds the person’s own workspace, made for it, with somebody who coordinates it', async () => {
    const { code, out } = await acuerdo('user', '--json')
    expect(code).toBe(0)
    expect(JSON.parse(out)).toMatchObject([{ role: 'coordinator' }])
  })
})

describe('with data', () => {
  let at: FreshDatabase
  beforeAll(async () => {
    at = await freshDatabase()
    await createWorkspace(at.database.kysely, { slug: 'ciudad', name: text('Ciudad', 'City') })
  })
  afterAll(() => at.drop())
  beforeEach(() => {
    vi.stubEnv('DATABASE_URL', at.url)
    vi.stubEnv('ACUERDO_DATA', data)
  })

  test('a workspace that is not there is refused, with those that are', async () => {
    const { code, err } = await acuerdo('user', '--workspace', 'pueblo')
    expect(code).toBe(exits.problem)
    expect(err).toContain('pueblo')
    expect(err).toContain('ciudad')
  })

  test('a file that is not there, and one that is no data, are refused in words', async () => {
    const missing = await acuerdo('import', join(folder, 'enoe.zip'))
    expect(missing).toMatchObject({ code: exits.problem, out: '' })
    expect(missing.err).toContain('enoe.zip')
    const letter = join(folder, 'carta.zip')
    writeFileSync(letter, 'Estimada Rosa:')
    const wrong = await acuerdo('import', letter, '--json', '--lang', 'en')
    expect(wrong).toMatchObject({ code: exits.problem, out: '' })
    const { code, message, values } = JSON.parse(wrong.err)
    expect(code).toMatch(/^import\./)
    expect(message).toContain('carta.zip')
    expect(values).toMatchObject({ file: 'carta.zip' })
  })

  test('an answer of --level that cannot be is refused', async () => {
    const { code, err } = await acuerdo('estimate', '--level', '80')
    expect(code).toBe(exits.problem)
    expect(err).toContain('80')
  })

  test('nobody of that name: refused, unless she is to be added; then she has a link, or a code', async () => {
    const nobody = await acuerdo('user', 'Rosa Martínez')
    expect(nobody.code).toBe(exits.problem)
    expect(nobody.err).toContain('Rosa Martínez')
    const wrong = await acuerdo('user', 'Rosa Martínez', '--add', '--role', 'queen')
    expect(wrong.code).toBe(exits.problem)
    expect(wrong.err).toContain('coordinator')

    vi.stubEnv('ACUERDO_PUBLIC_URL', 'https://acuerdo.example')
    const link = await acuerdo('user', 'Rosa Martínez', '--add', '--role', 'researcher', '--json')
    expect(link.code).toBe(exits.done)
    expect(JSON.parse(link.out)).toMatchObject({
      name: 'Rosa Martínez',
      link: expect.stringMatching(/^https:\/\/acuerdo\.example\/es\/sign-in\/[\w-]{40,}$/),
    })
    const code = await acuerdo('user', 'ROSA MARTINEZ', '--code')
    expect(code.out).toMatch(/^ {2}[A-Z0-9]{4}-[A-Z0-9]{4}$/m)
    const all = await acuerdo('user')
    expect(all.out).toMatch(/^Rosa Martínez +researcher +invitada$/m)
    vi.stubEnv('ACUERDO_PUBLIC_URL', '')
  })

  test('a backup goes into an empty database and a new folder, not over anything', async () => {
    const file = join(folder, 'todo.acuerdo')
    expect(await acuerdo('backup', file)).toMatchObject({ code: exits.done })
    const again = await acuerdo('backup', file)
    expect(again.code).toBe(exits.problem)
    expect(again.err).toContain('todo.acuerdo')
    const full = await acuerdo('restore', file)
    expect(full.code).toBe(exits.problem)

    const other = await freshDatabase({ empty: true })
    try {
      vi.stubEnv('DATABASE_URL', other.url)
      vi.stubEnv('ACUERDO_DATA', join(folder, 'otra'))
      expect(await acuerdo('restore', file, '--json')).toMatchObject({ code: exits.done })
      const { out } = await acuerdo('user', '--json')
      expect(JSON.parse(out)).toMatchObject([{ name: 'Rosa Martínez', role: 'researcher' }])
    } finally {
      await other.drop()
    }
  })

  needsShared('INEGI’s ETOE of May 2020', () => {
    test('is imported once, and estimates come as JSON with their error', async () => {
      const given = sharedData('enoe/SDEMT0520.zip')
      const first = await acuerdo('import', given, '--json')
      expect(JSON.parse(first.out)).toMatchObject({ outcome: 'added', survey: 'etoe', period: '2020-05' })
      const second = await acuerdo('import', given)
      expect(second).toMatchObject({ code: exits.done, out: expect.stringContaining('Ya estaba') })
      const { code, out } = await acuerdo(
        ...['estimate', '--period', '2020-05', '--indicator', 'employed,til1', '--json'],
      )
      expect(code).toBe(exits.done)
      // INEGI's published figures for that month: 43,578,792 employed, TIL1 51.8367 %.
      const rows = JSON.parse(out)
      expect(rows.map(({ indicator, place, sex }: Row) => [indicator, place, sex])).toEqual([
        ['employed', 'MX', 'total'],
        ['til1', 'MX', 'total'],
      ])
      expect(rows[0].estimate).toBe(43_578_792)
      expect(rows[1].estimate).toBeCloseTo(51.8367, 4)
    }, 120_000)
  })
})

interface Row {
  indicator: string
  place: string
  sex: string
}
