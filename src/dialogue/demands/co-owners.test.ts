/** The thread of a demand that several organisations own is each one's to write; refusals first. */
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type TestApp, testApp } from '../../../test/app.ts'
import type { PersonName } from '../../kernel/fixtures/people.ts'
import { linkRecords } from '../../kernel/thread.ts'
import { threadOf } from '../../kernel/thread-near.ts'
import { read, write } from '../../kernel/transaction.ts'

let app: TestApp
const day = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)
const idIn = (location: string | null): string => /[0-9a-f]{8}-[0-9a-f-]{27}/.exec(location ?? '')?.[0] ?? ''
const raise = async (words: string, more: Record<string, string>): Promise<string> =>
  idIn((await app.post('/demands/new', { words, raisedOn: day(-30), how: 'paper', ...more })).location)
const org = () => app.village.organisations
const writesAs = (person: PersonName, id: string) =>
  read(app.village.db, app.village.as(person), async (tx, asker) => {
    const { writes, adds } = await threadOf(tx, asker, id)
    return [writes, adds.rests]
  })
const linkAs = (person: PersonName, record: string, basis: string) =>
  write(app.village.db, app.village.as(person), (tx, asker) =>
    linkRecords(tx, asker, { record, basis, kind: 'becomes' }),
  )

let shared: string
let asked: string
let basis: string
beforeAll(async () => {
  app = await testApp()
  shared = await raise('Que haya guarderías', { owner1: org().vendors, owner2: org().domestic })
  basis = await raise('Que haya guardería en el mercado', { owner1: org().vendors, owner2: org().domestic })
  asked = await raise('Que se reconozca el trabajo', { owner1: org().vendors })
  await app.post(`/demands/${asked}/owners`, {
    organisation: 'Sindicato de trabajadoras del hogar',
    role: 'asked',
  })
})
afterAll(() => app.drop())

it('an organisation that was only asked to endorse it decides nothing on its thread', async () => {
  expect(await writesAs('rosa', asked)).toEqual([false, false])
  await expect(linkAs('rosa', asked, basis)).rejects.toMatchObject({ code: 'kernel.notAllowed' })
  expect((await app.as('leader').get(`/thread/${asked}/add?side=rests&q=guarder`)).status).toBe(403)
})

it('nor does anybody else who sees it and owns it not', async () => {
  for (const person of ['tomas', 'joan'] as const)
    expect(await writesAs(person, shared)).toEqual([false, false])
})

it('each that owns it adds what it rests on and takes that away, on the page and by the database', async () => {
  for (const person of ['rosa', 'berta'] as const)
    expect(await writesAs(person, shared)).toEqual([true, true])
  const leader = app.as('leader')
  const page = await leader.get(`/thread/${shared}/add?side=rests&q=guarder`)
  expect([page.status, page.html.includes('Que haya guardería en el mercado')]).toEqual([200, true])
  const added = await leader.post(`/thread/${shared}/links`, {
    side: 'rests',
    other: basis,
    kind: 'becomes',
    version: '1',
  })
  expect(added.status).toBe(303)
  const { html } = await leader.get(`/demands/${shared}`)
  const link = /thread\/links\/([0-9a-f-]{36})\/remove/.exec(html)?.[1]
  const gone = await leader.post(`/thread/links/${link}/remove`)
  expect(gone.status).toBe(303)
  expect((await leader.get(`/demands/${shared}`)).html).not.toContain('Que haya guardería en el mercado')
})

it('by endorsing it comes to own the thread, and no longer once it takes that back', async () => {
  const leader = app.as('leader')
  await leader.post(`/demands/${asked}/endorse`, { act: 'assembly', actedOn: day(-1) })
  expect(await writesAs('rosa', asked)).toEqual([true, true])
  const endorsement = /endorsements\/([0-9a-f-]{36})\/take-back/.exec(
    (await leader.get(`/demands/${asked}`)).html,
  )?.[1]
  await leader.post(`/demands/${asked}/endorsements/${endorsement}/take-back`)
  expect(await writesAs('rosa', asked)).toEqual([false, false])
})
