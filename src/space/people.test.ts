import type { Hono } from 'hono'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type FreshDatabase, freshDatabase } from '../../test/database.ts'
import { type PersonName, settle, type Village } from '../kernel/fixtures/people.ts'
import { createSignIn, type SignIn } from '../kernel/sign-in/sign-in.ts'
import { write } from '../kernel/transaction.ts'
import { workspacesOf } from '../kernel/workspace.ts'
import { createApp } from '../web/server/app.ts'
import { deviceName } from './device.ts'
import { kernelProblems } from './problem-sentence.ts'
import { memberRoutes } from './routes/members.tsx'
import { officeRoutes } from './routes/office.tsx'
import { openPages } from './routes/open.tsx'

const origin = 'http://localhost:4600'
let at: FreshDatabase
let here: Village
let signIn: SignIn
let app: Hono
let turn = 0
const faults: unknown[] = []

beforeAll(async () => {
  at = await freshDatabase()
})
afterAll(() => at.drop())
beforeEach(async () => {
  expect(faults.splice(0)).toEqual([])
  turn += 1
  here = await settle(at.database.kysely, `village-${turn}`, { accounts: false })
  const publicUrl = () => origin
  signIn = createSignIn({
    db: here.db,
    secret: 'a secret of the tests, long enough for all',
    publicUrl,
    addressOf: () => `203.0.113.${turn}`,
    log: (message) => faults.push(message),
  })
  const services = { signIn, db: here.db, publicUrl }
  app = createApp({
    db: here.db,
    parts: [
      {
        name: 'people',
        routes: [...memberRoutes(services), ...officeRoutes],
        nav: [],
        problems: kernelProblems,
      },
    ],
    openPages: openPages(services),
    signInRequest: signIn.handler,
    accountOf: signIn.accountOf,
    home: async (account) => {
      const [first] = account ? await workspacesOf(here.db, account) : []
      return first ? `/es/${first.slug}/members` : '/es/sign-in'
    },
    publicUrl,
    log: () => {},
    logError: (error) => faults.push(error),
    healthy: async () => true,
  })
})

/** A browser without scripts: keeps cookies, sends forms from our own pages. */
function browser() {
  const jar = new Map<string, string>()
  const send = async (path: string, init: RequestInit = {}) => {
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ')
    const headers = {
      cookie,
      'user-agent': 'Mozilla/5.0 (Linux; Android 13) Chrome/120.0 Mobile',
      ...init.headers,
    }
    const response = await app.request(origin + path, { ...init, headers })
    for (const one of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(one) ?? []
      if (/max-age=0/i.test(one)) jar.delete(name)
      else jar.set(name, value)
    }
    const text = await response.text()
    expect(text).not.toMatch(/@invalid|undefined|\[object/)
    return { status: response.status, text, to: response.headers.get('location') }
  }
  return {
    jar,
    get: (path: string) => send(path),
    post: (path: string, fields: Record<string, string> = {}, headers: Record<string, string> = { origin }) =>
      send(path, { method: 'POST', body: new URLSearchParams(fields), headers }),
  }
}
type Browser = ReturnType<typeof browser>

const hand = async (person: PersonName, kind: 'code' | 'link') => {
  const given = await write(here.db, here.system, (tx, asker) =>
    signIn.invite(tx, asker, here.members[person], kind),
  )
  return given.code ?? given.path ?? ''
}
async function enter(person: PersonName): Promise<Browser> {
  const device = browser()
  expect((await device.post('/es/sign-in', { code: await hand(person, 'code') })).status).toBe(303)
  return device
}
const inside = (path: string, lang = 'es') => `/${lang}/${here.slug}${path}`
const sessions = (device: Browser) => device.jar.has('acuerdo.session_token')

describe('signing in', () => {
  test('a form sent from another site, or that names none, changes nothing', async () => {
    const code = await hand('rosa', 'code')
    const link = await hand('rosa', 'link')
    const device = browser()
    for (const headers of [
      { origin: 'https://evil.example' },
      { origin: 'null' },
      {} as Record<string, string>,
    ]) {
      expect((await device.post('/es/sign-in', { code }, headers)).status).toBe(403)
      expect((await device.post(link, {}, headers)).status).toBe(403)
    }
    expect(sessions(device)).toBe(false)
    const rosa = await enter('rosa')
    for (const path of ['/es/sign-out', '/es/account/password', '/es/account/sessions'])
      expect((await rosa.post(path, {}, { origin: 'https://evil.example' })).status).toBe(403)
    expect((await rosa.get('/es/account')).status).toBe(200)
  })

  test('a wrong code keeps what was typed and says what to do; no code at all too', async () => {
    const device = browser()
    const wrong = await device.post('/es/sign-in', { code: 'acde 2346' })
    expect(wrong.status).toBe(422)
    expect(wrong.text).toContain('value="acde 2346"')
    expect(wrong.text).toContain('Con ese código no se puede entrar')
    expect((await device.post('/en/sign-in', { code: '' })).text).toContain(
      'If you have none, ask the coordinator.',
    )
    expect((await device.post('/es/sign-in', { code: '<b>x' })).text).not.toContain('<b>x')
  })

  test('too many failures are told how long to wait', async () => {
    const device = browser()
    for (let i = 0; i < 11; i++) await device.post('/es/sign-in', { code: 'ACDE-2346' })
    const waits = await device.post('/es/sign-in', { code: 'ACDE-2346' })
    expect(waits.status).toBe(429)
    expect(waits.text).toMatch(/Espere 1\d segundos/)
  })

  test('leads to the page one wanted, and never to another site', async () => {
    const device = browser()
    const turned = await device.get(inside('/members'))
    expect(turned.to).toBe(`/es/sign-in?next=${encodeURIComponent(inside('/members'))}`)
    expect((await device.get(turned.to ?? '')).text).toContain(`value="${inside('/members')}"`)
    for (const [next, to] of [
      [inside('/members'), inside('/members')],
      ['https://evil.example', '/es'],
      ['//evil.example', '/es'],
      ['/es//evil.example', '/es'],
      ['/\\evil.example', '/es'],
      ['javascript:alert(1)', '/es'],
    ] as const)
      expect((await browser().post('/es/sign-in', { code: await hand('lucia', 'code'), next })).to).toBe(to)
  })

  test('a stranger cannot find out which short names of workspaces there are', async () => {
    const device = browser()
    const there = await device.get(inside('/members'))
    const nowhere = await device.get('/es/nowhere-at-all/members')
    expect(nowhere.status).toBe(there.status)
    expect(nowhere.to?.replace('nowhere-at-all', here.slug)).toBe(there.to)
    expect((await device.post('/es/nowhere-at-all/members/new')).status).toBe(
      (await device.post(inside('/members/new'))).status,
    )
  })

  test('nothing large is read on the way to the sign-in library', async () => {
    const device = browser()
    const path = '/auth/passkey/verify-authentication'
    expect((await device.post(path, { response: 'x'.repeat(70_000) })).status).toBe(413)
    expect((await device.post(path, { response: 'x' })).status).not.toBe(413)
  })

  test('a device opens in the workspace that it was in, which a stranger cannot make it remember', async () => {
    const device = await enter('rosa')
    expect(device.jar.has('workspace')).toBe(false)
    await device.get(inside('/members/'))
    await device.get('/es/nowhere-at-all/members')
    expect(device.jar.has('workspace')).toBe(false)
    const office = await enter('lucia')
    await office.get(inside('/members'))
    expect(office.jar.get('workspace')).toBe(here.slug)
  })

  test('a link is opened by previews as often as they like, used once, and gone afterwards', async () => {
    const link = await hand('rosa', 'link')
    for (let i = 0; i < 3; i++)
      expect((await browser().get(link)).text).toContain('Entrar como Rosa Hernández')
    const device = browser()
    expect((await device.post(link)).to).toBe('/es')
    const again = await browser().post(link)
    expect([again.status, (await browser().get(link)).status]).toEqual([404, 404])
    expect(again.text).toContain('Esta liga ya no sirve')
    expect((await device.get('/es/account')).text).toContain('Rosa Hernández')
  })

  test('somebody else signed in on the device is told, and asked before anything is joined', async () => {
    const device = await enter('ana')
    const link = await hand('rosa', 'link')
    const page = await device.get(link)
    expect(page.text).toContain('la cuenta de Ana Ríos')
    expect(page.text).not.toContain('unir este espacio')
    await device.post(link)
    expect((await device.get('/es/account')).text).toContain('Rosa Hernández')
  })

  test('signing out ends the session, not only the cookie', async () => {
    const device = await enter('rosa')
    const kept = new Map(device.jar)
    expect((await device.post('/es/sign-out')).to).toBe('/es/sign-in')
    const thief = browser()
    for (const [name, value] of kept) thief.jar.set(name, value)
    expect((await thief.get('/es/account')).to).toMatch(/sign-in/)
  })
})

describe('my account', () => {
  test('is for who is signed in', async () => {
    expect((await browser().get('/es/account')).to).toBe('/es/sign-in?next=/es/account')
    expect((await browser().post('/es/account/password', { username: 'x', password: 'y' })).status).toBe(401)
  })

  test('sets a name and password that let in on another device; mistakes stand beside their field', async () => {
    const device = await enter('rosa')
    const short = await device.post('/es/account/password', { username: `rosa${turn}`, password: 'corta' })
    expect([short.status, short.text.includes('La contraseña lleva de 12 a 128')]).toEqual([422, true])
    expect(short.text).toContain(`value="rosa${turn}"`)
    const password = ' una frase de palabras '
    expect((await device.post('/es/account/password', { username: `rosa${turn}`, password })).status).toBe(
      303,
    )
    const office = browser()
    expect((await office.post('/es/sign-in', { username: `ROSA${turn}`, password })).status).toBe(303)
    const page = (await office.get('/es/account')).text
    expect(page).toContain('Chrome en Android')
    const wrong = await office.post('/es/account/password', {
      username: `rosa${turn}`,
      current: 'no es',
      password: 'otra frase de palabras',
    })
    expect(wrong.text).toContain('La contraseña actual no es esa')
  })

  test('ends one session or all others, and finds no session of another', async () => {
    const [phone, office, other] = [await enter('rosa'), await enter('rosa'), await enter('berta')]
    const id = /name="id" value="([0-9a-f-]{36})"/.exec((await phone.get('/es/account')).text)?.[1] ?? ''
    expect((await other.post('/es/account/sessions', { id })).status).toBe(404)
    expect((await other.post('/es/account/sessions', { id: 'x' })).status).toBe(404)
    expect((await phone.post('/es/account/sessions', { id })).status).toBe(303)
    expect((await office.get('/es/account')).status).toBe(303)
    const third = await enter('rosa')
    await phone.post('/es/account/sessions', { id: 'others' })
    expect([(await third.get('/es/account')).status, (await phone.get('/es/account')).status]).toEqual([
      303, 200,
    ])
  })

  test('keeps the language for the next time', async () => {
    const device = await enter('rosa')
    expect((await device.post('/es/account/language', { language: 'en' })).to).toBe('/en/account')
    await device.post('/en/sign-out')
    expect((await device.post('/es/sign-in', { code: await hand('rosa', 'code') })).to).toBe('/en')
  })
})

describe('members', () => {
  test.each(['ana', 'tomas', 'rosa', 'ofelia', 'dan'] as const)(
    'are not for %s, nor are settings and log',
    async (person) => {
      const device = await enter(person)
      for (const path of ['/members', '/members/new', `/members/${here.members.rosa}`, '/settings', '/log'])
        expect([path, (await device.get(inside(path))).status]).toEqual([path, 403])
      for (const path of [
        '/members/new',
        `/members/${here.members.rosa}`,
        `/members/${here.members.rosa}/code`,
        `/members/${here.members.rosa}/remove`,
        '/settings',
      ])
        expect([path, (await device.post(inside(path), { name: 'x' })).status]).toEqual([path, 403])
    },
  )

  test('of another workspace are not found', async () => {
    const other = await settle(here.db, `other-${turn}`, { accounts: false })
    const device = await enter('lucia')
    for (const id of [other.members.rosa, 'x']) {
      expect((await device.get(inside(`/members/${id}`))).status).toBe(404)
      expect((await device.post(inside(`/members/${id}/code`))).status).toBe(404)
    }
  })

  test('are added with an organisation typed anew, handed a code, and get in with it', async () => {
    const device = await enter('lucia')
    const bad = await device.post(inside('/members/new'), {
      name: 'Eva Sosa',
      role: 'leader',
      language: 'es',
    })
    expect([
      bad.status,
      bad.text.includes('Falta la organización'),
      bad.text.includes('value="Eva Sosa"'),
    ]).toEqual([422, true, true])
    const added = await device.post(inside('/members/new'), {
      name: 'Eva Sosa',
      role: 'leader',
      language: 'en',
      newOrganisation: 'Cooperativa',
    })
    const path = added.to ?? ''
    expect((await device.get(path)).text).toContain('Cooperativa')
    const given = await device.post(`${path}/code`)
    const code = /hand-over-code num">([^<]+)</.exec(given.text)?.[1] ?? ''
    expect(given.text).toContain(`Hello, Eva Sosa.`)
    expect(given.text).toContain(`${origin}/en/sign-in`)
    expect(given.text).toContain('sólo abre en esta computadora')
    expect((await browser().post('/es/sign-in', { code })).to).toBe('/en')
    expect((await device.get(inside('/members'))).text).toContain('Ya entra')
  })

  test('get a link with a message and a code for the camera; it is not shown again', async () => {
    const device = await enter('lucia')
    const given = await device.post(inside(`/members/${here.members.rosa}/link`))
    const link = new RegExp(`${origin}(/es/sign-in/[\\w-]{43})`).exec(given.text)?.[1] ?? ''
    expect(given.text).toContain('<svg')
    expect(given.text).toContain('https://wa.me/?text=')
    expect((await device.get(inside(`/members/${here.members.rosa}`))).text).not.toContain(link)
    expect((await browser().post(link)).status).toBe(303)
  })

  test('lose access, are removed and brought back', async () => {
    const [device, rosa] = [await enter('lucia'), await enter('rosa')]
    const act = (verb: string) => device.post(inside(`/members/${here.members.rosa}/${verb}`))
    await act('end-access')
    expect((await rosa.get('/es/account')).status).toBe(303)
    await act('remove')
    expect((await device.get(inside('/members'))).text).toContain('se puede recuperar hasta')
    await act('restore')
    expect((await device.get(inside('/members'))).text).not.toContain('se puede recuperar hasta')
    const log = (await device.get(inside('/log'))).text
    for (const done of ['quitó', 'recuperó', 'acceso de una persona']) expect(log).toContain(done)
  })

  test('the last coordinator stays one, and an older version is not saved', async () => {
    const device = await enter('lucia')
    const me = inside(`/members/${here.members.lucia}`)
    const fields = { name: 'Lucía', role: 'donor', language: 'es', version: '1' }
    expect((await device.post(me, fields)).text).toContain('Es la única persona que coordina')
    expect((await device.post(me, { ...fields, role: 'coordinator' })).status).toBe(303)
    expect((await device.post(me, { ...fields, role: 'coordinator' })).status).toBe(409)
  })
})

describe('settings and log', () => {
  test('a name, the fewest cases and the interval are kept; what is not a number is not', async () => {
    const device = await enter('lucia')
    const fields = {
      nameEs: 'Programa',
      nameEn: 'Programme',
      minimumCases: '50',
      intervalLevel: '95',
      version: '1',
    }
    expect((await device.post(inside('/settings'), { ...fields, minimumCases: 'pocos' })).status).toBe(422)
    expect((await device.post(inside('/settings'), { ...fields, minimumCases: '-1' })).status).toBe(422)
    expect((await device.post(inside('/settings'), fields)).status).toBe(303)
    expect((await device.post(inside('/settings'), fields)).status).toBe(409)
    const page = (await device.get(inside('/settings', 'en'))).text
    for (const value of ['value="Programa"', 'value="Programme"', 'value="50"']) expect(page).toContain(value)
  })

  test('the log has pages, in both languages, and no key of it is trusted', async () => {
    const device = await enter('lucia')
    expect((await device.get(inside('/log'))).text).toContain('El programa')
    expect((await device.get(inside('/log?before=x', 'en'))).text).toContain('The program')
  })
})

test.each([
  [
    'Mozilla/5.0 (Linux; Android 13; SM-A045M) AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/23.0 Chrome/115.0 Mobile Safari/537.36',
    'Samsung Internet en Android',
  ],
  [
    'Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.0 Mobile/15E148 Safari/604.1',
    'Safari en iPhone',
  ],
  [
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0 Safari/537.36 Edg/120.0',
    'Edge en Windows',
  ],
  ['Mozilla/5.0 (X11; Linux x86_64; rv:120.0) Gecko/20100101 Firefox/120.0', 'Firefox en Linux'],
  ['', 'Aparato desconocido'],
])('%s is called %s', (userAgent, name) => expect(deviceName(userAgent, 'es')).toBe(name))
