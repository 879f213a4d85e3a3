import { sql } from 'kysely'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { type FreshDatabase, freshDatabase } from '../../../test/database.ts'
import { Authenticator } from '../fixtures/authenticator.ts'
import { type PersonName, settle, type Village } from '../fixtures/people.ts'
import { text } from '../text.ts'
import { read, write } from '../transaction.ts'
import { addMember, createWorkspace } from '../workspace.ts'
import { accountPage, endOtherSessions, endSession, removePasskey } from './sessions.ts'
import { createSignIn, type SignIn } from './sign-in.ts'

const origin = 'http://localhost:4600'
const secret = 'a secret of the tests, long enough for all'
let at: FreshDatabase
let here: Village
let elsewhere: Village
let signIn: SignIn
const faults: string[] = []

beforeAll(async () => {
  at = await freshDatabase()
})
afterAll(() => at.drop())
let turn = 0
beforeEach(async () => {
  turn += 1
  here = await settle(at.database.kysely, `here-${turn}`, { accounts: false })
  elsewhere = await settle(at.database.kysely, `elsewhere-${turn}`, { accounts: false })
  signIn = open()
  await sql`delete from auth.attempt`.execute(here.db)
})
afterEach(() => {
  vi.restoreAllMocks()
  expect(faults.splice(0)).toEqual([])
})

const open = (given: { publicUrl?: string; secret?: string } = {}): SignIn =>
  createSignIn({
    db: here.db,
    secret,
    publicUrl: () => given.publicUrl ?? origin,
    addressOf: (request) => request.headers.get('x-test-address') ?? '203.0.113.1',
    log: (message) => faults.push(message),
    ...(given.secret ? { secret: given.secret } : {}),
  })

/** A browser: keeps its cookies, and says where its pages come from. */
function browser(address = '203.0.113.1') {
  const jar = new Map<string, string>()
  const cookie = () => [...jar].map(([name, value]) => `${name}=${value}`).join('; ')
  const headers = (more: Record<string, string> = {}) =>
    new Headers({ 'user-agent': 'Chrome en Android', 'x-test-address': address, cookie: cookie(), ...more })
  return {
    jar,
    headers,
    request: (path = '/es/sign-in', more: Record<string, string> = {}) =>
      new Request(origin + path, { method: 'POST', headers: headers(more) }),
    keep(cookies: readonly string[]) {
      for (const one of cookies) {
        const [pair = ''] = one.split(';')
        const [name = '', value = ''] = [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)]
        if (/max-age=0/i.test(one)) jar.delete(name)
        else jar.set(name, value)
      }
    },
  }
}
type Browser = ReturnType<typeof browser>

const invite = (village: Village, person: PersonName, kind: 'link' | 'code') =>
  write(village.db, village.system, (tx, asker) => signIn.invite(tx, asker, village.members[person], kind))
const codeFor = async (person: PersonName, village = here) =>
  (await invite(village, person, 'code')).code ?? ''
const tokenFor = async (person: PersonName, village = here) =>
  ((await invite(village, person, 'link')).path ?? '').split('/').at(-1) ?? ''

async function enter(person: PersonName, device = browser(), village = here): Promise<Browser> {
  device.keep((await signIn.byCode(device.request(), await codeFor(person, village))).setCookie)
  return device
}
const whoIs = async (device: Browser) => (await signIn.accountOf(device.headers()))?.accountId ?? null
const roleIn = (village: Village, accountId: string) =>
  read(village.db, { workspaceId: village.workspaceId, accountId }, async (_, asker) => asker.role)
const problem = (code: string) => expect.objectContaining({ name: 'Problem', code })

describe('a code', () => {
  test('that nobody made lets nobody in, and neither does one of another member half right', async () => {
    const code = await codeFor('rosa')
    const last = code.endsWith('2') ? '3' : '2'
    await expect(signIn.byCode(browser().request(), 'ACDE-2346')).rejects.toEqual(
      problem('kernel.signIn.code'),
    )
    await expect(signIn.byCode(browser().request(), code.slice(0, -1) + last)).rejects.toEqual(
      problem('kernel.signIn.code'),
    )
  })

  test('is void after five wrong second halves, even for who has the right one', async () => {
    const code = await codeFor('rosa')
    const wrong = code.slice(0, 5) + (code.endsWith('2346') ? '2347' : '2346')
    for (let i = 0; i < 5; i++)
      await expect(signIn.byCode(browser(`198.51.100.${i}`).request(), wrong)).rejects.toEqual(
        problem('kernel.signIn.code'),
      )
    await expect(signIn.byCode(browser('198.51.100.9').request(), code)).rejects.toEqual(
      problem('kernel.signIn.code'),
    )
  })

  test('guessed in parallel is void after five all the same', async () => {
    const code = await codeFor('rosa')
    const wrong = code.slice(0, 5) + (code.endsWith('2346') ? '2347' : '2346')
    await Promise.allSettled(
      Array.from({ length: 12 }, (_, i) => signIn.byCode(browser(`198.51.100.${i}`).request(), wrong)),
    )
    const { rows } = await sql<{
      tries: number
    }>`select tries from auth.invitation where member_id = ${here.members.rosa}`.execute(here.db)
    expect(rows).toEqual([{ tries: 5 }])
  })

  test('is used once, however many browsers send it at the same time', async () => {
    const code = await codeFor('rosa')
    const sent = await Promise.allSettled(
      Array.from({ length: 4 }, (_, i) => signIn.byCode(browser(`198.51.100.${i}`).request(), code)),
    )
    expect(sent.filter((one) => one.status === 'fulfilled')).toHaveLength(1)
    await expect(signIn.byCode(browser().request(), code)).rejects.toEqual(problem('kernel.signIn.code'))
  })

  test('expired, withdrawn or replaced by a newer one answers as one that never was', async () => {
    const expired = await codeFor('rosa')
    await sql`update auth.invitation set expires_at = now() - interval '1 second' where member_id = ${here.members.rosa}`.execute(
      here.db,
    )
    const withdrawn = await codeFor('berta')
    await write(here.db, here.system, (tx, asker) => signIn.withdraw(tx, asker, here.members.berta))
    const replaced = await codeFor('ofelia')
    await codeFor('ofelia')
    for (const code of [expired, withdrawn, replaced])
      await expect(signIn.byCode(browser().request(), code)).rejects.toEqual(problem('kernel.signIn.code'))
  })

  test('of a member who was removed lets nobody in', async () => {
    const code = await codeFor('rosa')
    await write(here.db, here.system, (tx) =>
      tx
        .updateTable('kernel.member')
        .set({ deleted_at: new Date() })
        .where('id', '=', here.members.rosa)
        .execute(),
    )
    await expect(signIn.byCode(browser().request(), code)).rejects.toEqual(problem('kernel.signIn.code'))
  })

  test('that cannot be one is told so, and does not count as a guess', async () => {
    for (let i = 0; i < 30; i++)
      await expect(signIn.byCode(browser().request(), 'hola')).rejects.toEqual(
        problem('kernel.signIn.codeShape'),
      )
    await enter('rosa')
  })

  test('cannot be read from the database, nor its hash made without the secret', async () => {
    const code = (await codeFor('rosa')).replace('-', '')
    const { rows } = await sql`select * from auth.invitation where member_id = ${here.members.rosa}`.execute(
      here.db,
    )
    expect(JSON.stringify(rows)).not.toContain(code)
    signIn = open({ secret: 'another program with another secret, long' })
    await expect(signIn.byCode(browser().request(), code)).rejects.toEqual(problem('kernel.signIn.code'))
  })

  test('typed small and with spaces opens the workspace as the member, with her role', async () => {
    const code = await codeFor('rosa')
    const device = browser()
    const came = await signIn.byCode(device.request(), ` ${code.toLowerCase().replace('-', ' ')} `)
    device.keep(came.setCookie)
    expect(came).toMatchObject({ workspaceId: here.workspaceId, memberId: here.members.rosa, language: 'es' })
    expect(await whoIs(device)).toBe(came.accountId)
    expect(await roleIn(here, came.accountId)).toBe('leader')
  })
})

describe('only the coordinator', () => {
  test.each(['ana', 'tomas', 'rosa', 'ofelia', 'dan'] as const)(
    '%s may not hand over a code or end access',
    async (person) => {
      const device = await enter(person)
      const entrance = { workspaceId: here.workspaceId, accountId: (await whoIs(device)) ?? '' }
      const asks = (work: Parameters<typeof write<unknown>>[2]) => write(here.db, entrance, work)
      const target = here.members.berta
      await expect(asks((tx, asker) => signIn.invite(tx, asker, target, 'code'))).rejects.toEqual(
        problem('kernel.notAllowed'),
      )
      await expect(asks((tx, asker) => signIn.withdraw(tx, asker, target))).rejects.toEqual(
        problem('kernel.notAllowed'),
      )
      await expect(asks((tx, asker) => signIn.endAccess(tx, asker, target))).rejects.toEqual(
        problem('kernel.notAllowed'),
      )
    },
  )

  test('hands over, and only to members of her own workspace', async () => {
    const device = await enter('lucia')
    const entrance = { workspaceId: here.workspaceId, accountId: (await whoIs(device)) ?? '' }
    const asks = (id: string) => write(here.db, entrance, (tx, asker) => signIn.invite(tx, asker, id, 'code'))
    await expect(asks(elsewhere.members.rosa)).rejects.toEqual(problem('kernel.notFound'))
    expect((await asks(here.members.rosa)).code).toMatch(/^\w{4}-\w{4}$/)
  })
})

describe('a link', () => {
  test('that nobody made, or with letters changed, lets nobody in', async () => {
    const token = await tokenFor('rosa')
    const changed = (token.startsWith('A') ? 'B' : 'A') + token.slice(1)
    for (const wrong of ['', 'x', changed, `${token}x`]) {
      expect(await signIn.lookAt(wrong)).toBeNull()
      await expect(signIn.byLink(browser().request(), wrong)).rejects.toEqual(problem('kernel.signIn.link'))
    }
  })

  test('may be looked at by previews without being used, then lets in once', async () => {
    const token = await tokenFor('rosa')
    for (let i = 0; i < 3; i++) expect(await signIn.lookAt(token)).toMatchObject({ name: 'Rosa Hernández' })
    await signIn.byLink(browser().request(), token)
    expect(await signIn.lookAt(token)).toBeNull()
    await expect(signIn.byLink(browser().request(), token)).rejects.toEqual(problem('kernel.signIn.link'))
  })

  test('cannot be typed as a code, nor a code be opened as a link', async () => {
    await expect(signIn.byCode(browser().request(), await tokenFor('rosa'))).rejects.toEqual(
      problem('kernel.signIn.codeShape'),
    )
    const code = await codeFor('rosa')
    expect(await signIn.lookAt(code.replace('-', ''))).toBeNull()
  })

  test('expires: after three days, a start link after one hour', async () => {
    const { expires } = await invite(here, 'rosa', 'link')
    const start = await signIn.startLink(here.workspaceId)
    const hours = (date: Date) => Math.round((date.getTime() - Date.now()) / 3_600_000)
    expect([hours(expires), hours(start.expires)]).toEqual([72, 1])
    await sql`update auth.invitation set expires_at = now() where expires_at > now()`.execute(here.db)
    await expect(signIn.byLink(browser().request(), start.path.split('/').at(-1) ?? '')).rejects.toEqual(
      problem('kernel.signIn.link'),
    )
  })

  test('at start goes to the coordinator; each start ends the link of the one before', async () => {
    const token = async () => (await signIn.startLink(here.workspaceId)).path.split('/').at(-1) ?? ''
    const [first, second] = [await token(), await token()]
    expect(await signIn.lookAt(first)).toBeNull()
    expect((await signIn.byLink(browser().request(), second)).memberId).toBe(here.members.lucia)
  })
})

describe('guessing', () => {
  test('from one network must wait after ten failures, longer each time, and a right code waits too', async () => {
    const wrong = () => signIn.byCode(browser().request(), 'ACDE-2346')
    for (let i = 0; i < 11; i++) await expect(wrong()).rejects.toEqual(problem('kernel.signIn.code'))
    await expect(wrong()).rejects.toMatchObject({
      code: 'kernel.signIn.wait',
      status: 429,
      values: { seconds: 15 },
    })
    await expect(signIn.byCode(browser().request(), await codeFor('rosa'))).rejects.toEqual(
      problem('kernel.signIn.wait'),
    )
    const served = () => sql`update auth.attempt set blocked_until = now()`.execute(here.db)
    for (const seconds of [30, 60, 120]) {
      await served()
      await expect(wrong()).rejects.toEqual(problem('kernel.signIn.code'))
      await expect(wrong()).rejects.toMatchObject({ values: { seconds } })
    }
    // Another program on the same database, started afresh, knows it; another network is not concerned.
    signIn = open()
    await expect(wrong()).rejects.toEqual(problem('kernel.signIn.wait'))
    await enter('rosa', browser('198.51.100.1'))
  })

  test('in parallel gets no further than one after the other', async () => {
    const all = await Promise.allSettled(
      Array.from({ length: 40 }, () => signIn.byCode(browser().request(), 'ACDE-2346')),
    )
    const codes = all.map((one) => (one.status === 'rejected' ? (one.reason as { code: string }).code : 'in'))
    expect(codes.filter((code) => code === 'kernel.signIn.code')).toHaveLength(11)
    expect(codes.filter((code) => code === 'kernel.signIn.wait')).toHaveLength(29)
  })

  test('a password must wait after five failures a name, from whatever network; the wait ends', async () => {
    const device = await enter('rosa')
    device.keep(
      await signIn.setPassword(device.request(), {
        username: 'rosa',
        password: 'doce letras o más',
        current: '',
      }),
    )
    const guess = (i: number, password = 'no es esta la buena') =>
      signIn.byPassword(browser(`198.51.100.${i}`).request(), 'Rosa', password)
    for (let i = 0; i < 6; i++) await expect(guess(i)).rejects.toEqual(problem('kernel.signIn.password'))
    await expect(guess(7, 'doce letras o más')).rejects.toEqual(problem('kernel.signIn.wait'))
    await sql`update auth.attempt set blocked_until = now()`.execute(here.db)
    await guess(8, 'doce letras o más')
  })

  test('leaves neither address nor name in the database', async () => {
    await signIn.byPassword(browser().request(), 'rosa', 'no es esta la buena').catch(() => {})
    const { rows } = await sql`select bucket from auth.attempt`.execute(here.db)
    expect(rows).toHaveLength(2)
    expect(JSON.stringify(rows)).not.toMatch(/203\.0|rosa/)
  })
})

describe('a password', () => {
  const given = { username: 'Rosa.H', password: 'una frase de varias palabras', current: '' }

  test.each([
    ['short', { password: 'once letras' }, 'kernel.signIn.passwordLength'],
    ['endless', { password: 'x'.repeat(129) }, 'kernel.signIn.passwordLength'],
    ['with a name of two letters', { username: 'ro' }, 'kernel.signIn.username'],
    ['with an e-mail as name', { username: 'rosa@example.org' }, 'kernel.signIn.username'],
  ])('%s is refused', async (_, wrong, code) => {
    const device = await enter('rosa')
    await expect(signIn.setPassword(device.request(), { ...given, ...wrong })).rejects.toEqual(problem(code))
  })

  test('cannot be set by somebody not signed in, nor with the name of somebody else', async () => {
    await expect(signIn.setPassword(browser().request(), given)).rejects.toEqual(problem('kernel.notAllowed'))
    const username = `rosa${turn}`
    const [rosa, berta] = [await enter('rosa'), await enter('berta')]
    await signIn.setPassword(rosa.request(), { ...given, username })
    await expect(
      signIn.setPassword(berta.request(), { ...given, username: username.toUpperCase() }),
    ).rejects.toEqual(problem('kernel.signIn.usernameTaken'))
  })

  test('wrong, of nobody, or of somebody without one: the same answer, and about the same time', async () => {
    const username = `rosa-${turn}`
    await signIn.setPassword((await enter('rosa')).request(), { ...given, username })
    const attempt = async (name: string, i: number) => {
      const start = performance.now()
      const error = await signIn
        .byPassword(browser(`198.51.100.${i}`).request(), name, 'no es esta la buena')
        .catch((e: Error) => e)
      return { error: String(error), ms: performance.now() - start }
    }
    await attempt('nobody', 0)
    const [wrong, nobody] = [await attempt(username, 1), await attempt('nobody.at.all', 2)]
    expect(wrong.error).toBe(nobody.error)
    // Both compute one scrypt hash; without it the answer would come in a few milliseconds.
    expect(nobody.ms).toBeGreaterThan(wrong.ms / 4)
  })

  test('lets in by a short name in any case; changing it needs the old one and signs other devices out', async () => {
    const username = `Rosa.${turn}`
    const phone = await enter('rosa')
    phone.keep(await signIn.setPassword(phone.request(), { ...given, username }))
    const office = browser('198.51.100.1')
    office.keep((await signIn.byPassword(office.request(), username.toUpperCase(), given.password)).setCookie)
    expect(await whoIs(office)).toBe(await whoIs(phone))
    const changed = { username, password: 'otra frase de varias palabras', current: 'no era esa' }
    await expect(signIn.setPassword(phone.request(), changed)).rejects.toEqual(
      problem('kernel.signIn.currentPassword'),
    )
    phone.keep(await signIn.setPassword(phone.request(), { ...changed, current: given.password }))
    expect(await whoIs(phone)).not.toBeNull()
    expect(await whoIs(office)).toBeNull()
    await expect(signIn.byPassword(office.request(), username, given.password)).rejects.toEqual(
      problem('kernel.signIn.password'),
    )
  })
})

describe('a session', () => {
  const sessionCookie = (device: Browser) => device.jar.get('acuerdo.session_token') ?? ''

  test('is not opened by a cookie without signature, with a changed one, or signed by another secret', async () => {
    const device = await enter('rosa')
    const [token = '', signature = ''] = decodeURIComponent(sessionCookie(device)).split('.')
    const flip = (text: string) => (text.startsWith('A') ? 'B' : 'A') + text.slice(1)
    for (const value of [
      token,
      `${token}.`,
      `${token}.${flip(signature)}`,
      `${flip(token)}.${signature}`,
      '.',
      'null',
      '%E0%A4%A',
    ]) {
      device.jar.set('acuerdo.session_token', encodeURIComponent(value))
      expect(await whoIs(device), value).toBeNull()
    }
    device.jar.set('acuerdo.session_token', encodeURIComponent(`${token}.${signature}`))
    expect(await whoIs(device)).not.toBeNull()
    signIn = open({ secret: 'another program with another secret, long' })
    expect(await whoIs(device)).toBeNull()
  })

  test('that expired or was revoked is over at once', async () => {
    const [phone, office] = [await enter('rosa'), await enter('rosa')]
    const account = (await whoIs(phone)) ?? ''
    await sql`update auth.session set expires_at = now() - interval '1 second' where id = ${(await signIn.accountOf(office.headers()))?.sessionId}`.execute(
      here.db,
    )
    expect(await whoIs(office)).toBeNull()
    const { sessions } = (await accountPage(here.db, account)) ?? { sessions: [] }
    expect(sessions).toMatchObject([{ userAgent: 'Chrome en Android' }])
    await endSession(here.db, account, sessions[0]?.id ?? '')
    expect(await whoIs(phone)).toBeNull()
  })

  test('cannot be ended by another account', async () => {
    const [rosa, berta] = [await enter('rosa'), await enter('berta')]
    const mine = (await signIn.accountOf(rosa.headers()))?.sessionId ?? ''
    await expect(endSession(here.db, (await whoIs(berta)) ?? '', mine)).rejects.toEqual(
      problem('kernel.notFound'),
    )
    expect(await whoIs(rosa)).not.toBeNull()
  })

  test('ends with signing out; all others end with one word', async () => {
    const [phone, office] = [await enter('rosa'), await enter('rosa')]
    const who = await signIn.accountOf(phone.headers())
    await endOtherSessions(here.db, who?.accountId ?? '', who?.sessionId ?? '')
    expect([await whoIs(phone), await whoIs(office)]).toEqual([who?.accountId, null])
    phone.keep(await signIn.signOut(phone.request('/es/sign-out', { origin })))
    expect(sessionCookie(phone)).toBe('')
    const { rows } = await sql`select 1 from auth.session where user_id = ${who?.accountId}`.execute(here.db)
    expect(rows).toEqual([])
  })

  test('replaces the one that the same browser had', async () => {
    const device = await enter('rosa')
    const before = sessionCookie(device)
    await enter('berta', device)
    const old = browser()
    old.jar.set('acuerdo.session_token', before)
    expect(await whoIs(old)).toBeNull()
  })

  test('of a member of another workspace is the public here', async () => {
    const device = await enter('lucia', browser(), elsewhere)
    const account = (await whoIs(device)) ?? ''
    expect(await roleIn(elsewhere, account)).toBe('coordinator')
    expect(await roleIn(here, account)).toBe('public')
  })

  test('has a cookie that no script reads and no other site sends; Secure where the address is https', async () => {
    const plain = await signIn.byCode(browser().request(), await codeFor('rosa'))
    expect(plain.setCookie).toEqual([
      expect.stringMatching(
        /^acuerdo\.session_token=[^;]+; Max-Age=7776000; Path=\/; HttpOnly; SameSite=Lax$/,
      ),
    ])
    signIn = open({ publicUrl: 'https://acuerdo.example' })
    const secure = await signIn.byCode(browser().request(), await codeFor('rosa'))
    expect(secure.setCookie).toEqual([
      expect.stringMatching(/^__Secure-acuerdo\.session_token=.*; HttpOnly; Secure; SameSite=Lax$/),
    ])
  })

  test('moves its end on once a day, and says so to the browser', async () => {
    const device = await enter('rosa')
    expect((await signIn.accountOf(device.headers()))?.setCookie).toEqual([])
    await sql`update auth.session set expires_at = expires_at - interval '2 days', updated_at = updated_at - interval '2 days'`.execute(
      here.db,
    )
    const who = await signIn.accountOf(device.headers())
    expect(who?.setCookie).toHaveLength(1)
    expect(Math.round(((who?.expires.getTime() ?? 0) - Date.now()) / 86_400_000)).toBe(90)
  })
})

describe('the coordinator ends access', () => {
  test('and devices, password and passkeys open nothing here any more; a new code does', async () => {
    const device = await enter('rosa')
    const username = `rosa_${turn}`
    await signIn.setPassword(device.request(), {
      username,
      password: 'una frase de varias palabras',
      current: '',
    })
    const pending = await codeFor('rosa')
    await write(here.db, here.system, (tx, asker) => signIn.endAccess(tx, asker, here.members.rosa))
    expect(await whoIs(device)).toBeNull()
    await expect(
      signIn.byPassword(browser().request(), username, 'una frase de varias palabras'),
    ).rejects.toEqual(problem('kernel.signIn.password'))
    await expect(signIn.byCode(browser().request(), pending)).rejects.toEqual(problem('kernel.signIn.code'))
    const back = await enter('rosa')
    expect(await roleIn(here, (await whoIs(back)) ?? '')).toBe('leader')
  })

  test('but not in another workspace, where the same person stays signed in', async () => {
    const device = await enter('joan', browser(), elsewhere)
    device.keep((await signIn.byLink(device.request(), await tokenFor('joan'), true)).setCookie)
    const account = (await whoIs(device)) ?? ''
    expect([await roleIn(here, account), await roleIn(elsewhere, account)]).toEqual(['adviser', 'adviser'])
    await write(here.db, here.system, (tx, asker) => signIn.endAccess(tx, asker, here.members.joan))
    expect([await roleIn(here, account), await roleIn(elsewhere, account)]).toEqual(['public', 'adviser'])
    expect(await whoIs(device)).toBe(account)
  })
})

describe('one person in two workspaces', () => {
  test('an invitation does not let its coordinator into the other workspace', async () => {
    const device = await enter('joan', browser(), elsewhere)
    device.keep((await signIn.byLink(device.request(), await tokenFor('joan'), true)).setCookie)
    const shared = (await whoIs(device)) ?? ''
    const coordinator = browser('198.51.100.1')
    coordinator.keep((await signIn.byCode(coordinator.request(), await codeFor('joan'))).setCookie)
    const account = (await whoIs(coordinator)) ?? ''
    expect(account).not.toBe(shared)
    expect([await roleIn(here, account), await roleIn(elsewhere, account)]).toEqual(['adviser', 'public'])
  })

  test('a start link, printed by the computer itself, keeps the account', async () => {
    const device = await enter('lucia', browser(), elsewhere)
    device.keep((await signIn.byLink(device.request(), await tokenFor('lucia'), true)).setCookie)
    const shared = await whoIs(device)
    const start = (await signIn.startLink(here.workspaceId)).path.split('/').at(-1) ?? ''
    expect((await signIn.byLink(browser().request(), start)).accountId).toBe(shared)
  })

  test('whoever uses the start link coordinates the sample too, and nothing else; a link handed over does not', async () => {
    const sampleId = await createWorkspace(here.db, {
      slug: `sample-${turn}`,
      name: text('Muestra'),
      isSample: true,
    })
    const sample = { workspaceId: sampleId, as: 'system' } as const
    await write(here.db, sample, (tx, asker) => addMember(tx, asker, { name: 'Alma', role: 'coordinator' }))
    const roles = async (account: string) => [
      await read(here.db, { workspaceId: sampleId, accountId: account }, async (_, asker) => asker.role),
      await roleIn(elsewhere, account),
    ]
    const handed = await signIn.byLink(browser().request(), await tokenFor('lucia'))
    expect(await roles(handed.accountId)).toEqual(['public', 'public'])
    const token = (await signIn.startLink(here.workspaceId)).path.split('/').at(-1) ?? ''
    const { accountId } = await signIn.byLink(browser().request(), token)
    expect(await roles(accountId)).toEqual(['coordinator', 'public'])
    const other = (await signIn.startLink(elsewhere.workspaceId)).path.split('/').at(-1) ?? ''
    expect(await roles((await signIn.byLink(browser().request(), other)).accountId)).toEqual([
      'public',
      'coordinator',
    ])
  })

  test('opening the link of somebody else while signed in does not make them one', async () => {
    const coordinator = await enter('lucia')
    const lucia = await whoIs(coordinator)
    const came = await signIn.byLink(coordinator.request(), await tokenFor('rosa'))
    expect(came.accountId).not.toBe(lucia)
    const again = await enter('lucia', coordinator)
    const joined = await signIn.byLink(again.request(), await tokenFor('berta'), true)
    expect(joined.accountId).not.toBe(lucia)
  })
})

describe('a passkey', () => {
  const ask = async (
    device: Browser,
    path: string,
    body?: unknown,
    more: Record<string, string> = { origin },
  ) => {
    const response = await signIn.handler(
      new Request(`${origin}/auth/passkey/${path}`, {
        method: body === undefined ? 'GET' : 'POST',
        headers: device.headers({ 'content-type': 'application/json', ...more }),
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      }),
    )
    if (!response) throw new Error('not a request of sign-in')
    device.keep(response.headers.getSetCookie())
    return {
      status: response.status,
      text: await response.text(),
      json() {
        return JSON.parse(this.text) as { challenge: string }
      },
    }
  }
  const register = async (device: Browser, phone: Authenticator) => {
    const options = (await ask(device, 'generate-register-options')).json()
    return ask(device, 'verify-registration', { response: phone.create(options), name: 'Teléfono de Rosa' })
  }
  const present = async (device: Browser, phone: Authenticator, more?: Record<string, string>) => {
    const options = (await ask(device, 'generate-authenticate-options')).json()
    return ask(device, 'verify-authentication', { response: phone.get(options) }, more)
  }

  test('is made by who is signed in, signs in on a new browser, and no e-mail leaves the server', async () => {
    const device = await enter('rosa')
    const phone = new Authenticator(origin)
    const options = await ask(device, 'generate-register-options')
    expect(options.json()).toMatchObject({
      rp: { id: 'localhost', name: 'Acuerdo' },
      user: { name: 'Rosa Hernández', displayName: 'Rosa Hernández' },
      authenticatorSelection: { residentKey: 'required' },
    })
    const made = await ask(device, 'verify-registration', {
      response: phone.create(options.json()),
      name: 'Teléfono',
    })
    const other = browser('198.51.100.1')
    const entered = await present(other, phone)
    expect([made.status, entered.status]).toEqual([200, 200])
    expect(await whoIs(other)).toBe(await whoIs(device))
    for (const { text } of [options, made, entered]) expect(text).not.toContain('@invalid')
  })

  test('is not made without a session', async () => {
    expect((await ask(browser(), 'generate-register-options')).status).toBe(401)
  })

  test('of another site, or answering another challenge, or unknown, is refused', async () => {
    const device = await enter('rosa')
    expect((await register(device, new Authenticator('https://evil.example'))).status).toBeGreaterThanOrEqual(
      400,
    )
    const phone = new Authenticator(origin)
    await register(device, phone)
    await ask(browser(), 'generate-authenticate-options')
    const other = browser('198.51.100.1')
    await ask(other, 'generate-authenticate-options')
    const stale = await ask(other, 'verify-authentication', {
      response: phone.get({ challenge: 'bm90IHRoZSBvbmU' }),
    })
    expect(stale.status).toBeGreaterThanOrEqual(400)
    expect((await present(other, new Authenticator(origin))).status).toBe(401)
    expect(await whoIs(other)).toBeNull()
    faults.length = 0
  })

  test('answers one challenge once', async () => {
    const device = await enter('rosa')
    const phone = new Authenticator(origin)
    await register(device, phone)
    const other = browser('198.51.100.1')
    const options = (await ask(other, 'generate-authenticate-options')).json()
    const response = phone.get(options)
    const challengeCookie = new Map(other.jar)
    expect((await ask(other, 'verify-authentication', { response })).status).toBe(200)
    const thief = browser('198.51.100.2')
    for (const [name, value] of challengeCookie) thief.jar.set(name, value)
    expect((await ask(thief, 'verify-authentication', { response })).status).toBe(400)
  })

  test('presented from a page of another site is refused, and so is a request that names no site', async () => {
    const device = await enter('rosa')
    const phone = new Authenticator(origin)
    await register(device, phone)
    expect((await present(browser(), phone, { origin: 'https://evil.example' })).status).toBe(403)
    expect((await present(browser(), phone, {})).status).toBe(403)
  })

  test('that was removed lets nobody in', async () => {
    const device = await enter('rosa')
    const phone = new Authenticator(origin)
    await register(device, phone)
    const account = (await whoIs(device)) ?? ''
    const { passkeys } = (await accountPage(here.db, account)) ?? { passkeys: [] }
    expect(passkeys).toMatchObject([{ name: 'Teléfono de Rosa' }])
    const berta = (await whoIs(await enter('berta'))) ?? ''
    await expect(removePasskey(here.db, berta, passkeys[0]?.id ?? '')).rejects.toEqual(
      problem('kernel.notFound'),
    )
    await removePasskey(here.db, account, passkeys[0]?.id ?? '')
    expect((await present(browser(), phone)).status).toBe(401)
  })
})

describe('of the library', () => {
  test.each([
    ['POST', '/auth/sign-up/email'],
    ['POST', '/auth/sign-in/email'],
    ['POST', '/auth/sign-in/username'],
    ['GET', '/auth/get-session'],
    ['GET', '/auth/list-sessions'],
    ['POST', '/auth/update-user'],
    ['POST', '/auth/delete-user'],
    ['POST', '/auth/open-session'],
    ['GET', '/auth/passkey/list-user-passkeys'],
    ['POST', '/auth/passkey/generate-register-options'],
    ['GET', '/auth/ok'],
  ])('%s %s cannot be reached', async (method, path) => {
    const device = await enter('rosa')
    const response = await signIn.handler(
      new Request(origin + path, { method, headers: device.headers({ origin }) }),
    )
    expect(response?.status).toBe(404)
  })

  test('nothing is asked for elsewhere', async () => {
    const spy = vi.spyOn(globalThis, 'fetch')
    await enter('rosa')
    expect(spy).not.toHaveBeenCalled()
  })

  test('addresses outside /auth/ are not its business', async () => {
    expect(await signIn.handler(new Request(`${origin}/es/sign-in`))).toBeNull()
  })
})

test('what has served its time is deleted, removed members lose name and account after 30 days', async () => {
  const device = await enter('rosa')
  const account = (await whoIs(device)) ?? ''
  await write(here.db, here.system, (tx) =>
    tx
      .updateTable('kernel.member')
      .set({ deleted_at: sql<Date>`now() - interval '31 days'` })
      .where('id', '=', here.members.rosa)
      .execute(),
  )
  await sql`update auth.session set expires_at = now() - interval '1 day' where user_id = ${account}`.execute(
    here.db,
  )
  await signIn.tidy()
  expect(await accountPage(here.db, account)).toBeUndefined()
  const member = await read(here.db, here.system, (tx) =>
    tx.selectFrom('kernel.member').select('name').where('id', '=', here.members.rosa).executeTakeFirst(),
  )
  expect(member).toEqual({ name: '–' })
})
