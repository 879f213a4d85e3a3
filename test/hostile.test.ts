/** Every address of every part, asked as nobody would who clicks: never a fault, and never more than the role may. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Hono } from 'hono'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import {
  actorsLayoutJob,
  actorsPart,
  actorsReadJob,
  actorsUndoJob,
  actorsWriteJob,
} from '../src/actors/index.ts'
import { dialoguePart } from '../src/dialogue/index.ts'
import { type EvidenceServices, evidencePart } from '../src/evidence/index.ts'
import { type PersonName, settle, type Village } from '../src/kernel/fixtures/people.ts'
import { newId } from '../src/kernel/id.ts'
import { createSignIn } from '../src/kernel/sign-in/sign-in.ts'
import { openFiles } from '../src/platform/files/index.ts'
import { reportsPart } from '../src/reports/index.ts'
import { openPages, peoplePart, spacePart } from '../src/space/index.ts'
import type { OpenPage } from '../src/web/server/app.ts'
import { createApp } from '../src/web/server/app.ts'
import type { Part } from '../src/web/server/route.ts'
import { shellPart } from '../src/web/server/shell-part.ts'
import { type FreshDatabase, freshDatabase } from './database.ts'

const origin = 'http://localhost'
let at: FreshDatabase
let here: Village
let app: Hono
let dataDir: string
let parts: readonly Part[]
let open: readonly OpenPage[]
let who: PersonName | null = 'lucia'
const faults: unknown[] = []

beforeAll(async () => {
  at = await freshDatabase()
  const db = at.database.kysely
  here = await settle(db, 'village')
  dataDir = await mkdtemp(join(tmpdir(), 'acuerdo-hostile-'))
  const publicUrl = () => origin
  const signIn = createSignIn({
    db,
    secret: 'a secret of the tests, long enough for all',
    publicUrl,
    addressOf: () => newId(),
    log: (message) => faults.push(message),
  })
  const evidence: EvidenceServices = {
    dataDir,
    connect: () => Promise.reject(new Error('no microdata here')),
    files: openFiles(dataDir),
    maxUpload: 1e6,
    importJob: { name: 'evidence.import', steps: [], run: async () => ({}) },
    explain: (problem) => problem.code,
  }
  const actors = {
    files: evidence.files,
    explain: evidence.explain,
    readJob: actorsReadJob(db, evidence.files),
    writeJob: actorsWriteJob(db, evidence.files),
    undoJob: actorsUndoJob(db),
    layoutJob: actorsLayoutJob(db),
  }
  const dialogue = {
    db,
    secret: 'a secret of the tests, long enough for all',
    files: evidence.files,
    publicUrl,
    addressOf: () => newId(),
  }
  const people = { signIn, db, publicUrl, files: evidence.files }
  parts = [
    peoplePart(people),
    spacePart(evidence),
    evidencePart(evidence),
    actorsPart(actors),
    dialoguePart(dialogue),
    reportsPart({ ...evidence, db }),
    shellPart,
  ]
  open = openPages(people)
  app = createApp({
    db,
    parts,
    openPages: open,
    signInRequest: (request) => signIn.handler(request),
    accountOf: async () => (who ? { accountId: here.accounts[who], setCookie: [] } : null),
    home: async () => '/es/village',
    publicUrl,
    log: () => {},
    logError: (error) => faults.push(error),
    healthy: async () => true,
  })
})
afterAll(async () => {
  await at.drop()
  await rm(dataDir, { recursive: true, force: true })
})
afterEach(() => {
  who = 'lucia'
  expect(faults.splice(0)).toEqual([])
})

/** `GET /es/village/evidence/figures/:id` with each parameter as given. */
function addresses(method: 'GET' | 'POST', value: string): string[] {
  const inside = parts.flatMap((part) => part.routes).filter((route) => route.method === method)
  const outside = open.filter((page) => page.method === method)
  return [...inside.map(({ path }) => `/es/village${path}`), ...outside.map(({ path }) => `/es${path}`)].map(
    (path) => path.replaceAll(/:\w+/g, value),
  )
}
const odd = ["'", '%00', '%E0%A4%A', '..%2f..', '__proto__', '-1', '1e309', '%F0%9F%98%80', newId()]
const get = (path: string, headers: Record<string, string> = {}) => app.request(origin + path, { headers })
const post = (path: string, body: string | null, type: string) =>
  app.request(origin + path, {
    method: 'POST',
    body,
    headers: { origin, ...(type ? { 'content-type': type } : {}) },
  })

/** What answered with a fault. */
async function failing(asked: readonly [string, () => Response | Promise<Response>][]): Promise<string[]> {
  const failed: string[] = []
  for (const [name, ask] of asked) {
    const answer = await ask()
    if (answer.status >= 500) failed.push(`${answer.status} ${name}`)
    await answer.body?.cancel()
  }
  return failed
}

describe('whatever is asked, no page answers with a fault', () => {
  it.each(odd)('%s in the place of a name or an id', async (value) => {
    const paths = addresses('GET', value)
    expect(paths.length).toBeGreaterThan(30)
    expect(await failing(paths.map((path) => [path, () => get(path)]))).toEqual([])
  })

  it.each(odd)('%s in every question an address can carry', async (value) => {
    const names =
      'q place compare period against group level view cite table row column sex before after kind indicator removed locality next'
    const question = names
      .split(' ')
      .map((name) => `${name}=${value}`)
      .join('&')
    const paths = addresses('GET', '09').map((path) => `${path}?${question}`)
    expect(await failing(paths.map((path) => [path, () => get(path)]))).toEqual([])
  })

  const typed = 'application/x-www-form-urlencoded'
  it.each([
    ['nothing', null, ''],
    ['JSON', '{"__proto__":{"role":"coordinator"}}', 'application/json'],
    ['a form of parts without a boundary', 'x', 'multipart/form-data'],
    [
      'a form cut in its middle',
      '--B\r\nContent-Disposition: form-data; name="files"; filename="a"\r\n\r\nab',
      'multipart/form-data; boundary=B',
    ],
    ['characters that no database keeps', 'name=a%00&id=%00&cell=%00&q=%00&code=%00', typed],
    ['bytes that are no text', 'name=%E0%A4%A&version=%ff&id=%ff&role=%ED%A0%80', typed],
    [
      'a version that is none',
      'version=1e400&name=Ana&role=coordinator&language=es&nameEs=a&minimumCases=30&intervalLevel=90',
      typed,
    ],
    [
      'words of the language we are written in',
      'role=__proto__&table=constructor&cell=MX|toString|valueOf|__proto__&version=-1',
      typed,
    ],
  ] as const)('%s sent to every form', async (_, body, type) => {
    for (const value of ['x', newId()]) {
      const paths = addresses('POST', value)
      expect(await failing(paths.map((path) => [path, () => post(path, body, type)]))).toEqual([])
    }
  })

  it('a form sent from another site, which is refused', async () => {
    for (const path of ['/es/village/settings', '/es/sign-in', '/es/sign-out', '/nowhere']) {
      const answer = await app.request(origin + path, {
        method: 'POST',
        body: new URLSearchParams({ nameEs: 'x' }),
        headers: { origin: 'https://example.org' },
      })
      expect([path, answer.status]).toEqual([path, 403])
    }
  })

  it('an address with two slashes at its head, whose page does not lead to another site', async () => {
    for (const path of ['//example.org/', '/es//example.org/'])
      expect(await (await get(path)).text()).not.toMatch(/href="\/\/example/)
  })

  it('a cookie that is not ours', async () => {
    expect((await get('/es/village/evidence', { cookie: 'flash=%E0%A4%A' })).status).toBe(200)
  })
})

it('no page of a workspace is kept by the browser of a shared phone', async () => {
  for (const path of ['/es/village/actors/people', '/es/village/meetings', `/es/village/actors/${newId()}`]) {
    const answer = await get(path)
    await answer.body?.cancel()
    expect([path, answer.headers.get('cache-control')]).toEqual([path, 'private, no-store'])
  }
})

describe('files of evidence', () => {
  it.each([
    ['lucia', 404],
    ['tomas', 404],
    ['ana', 403],
    ['vera', 403],
    ['joan', 403],
    ['rosa', 403],
    ['ofelia', 403],
    ['dan', 403],
  ] as const)('are exported by whoever may export: %s', async (person, status) => {
    who = person
    // 404: there is nothing to export yet.
    expect((await get('/es/village/evidence/download/informality.csv')).status).toBe(status)
  })
})
