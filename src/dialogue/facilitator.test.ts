/** A facilitator writes at her tables, and cannot seat there whom she likes: at a table one reads its organisations' contacts. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type TestApp, testApp } from '../../test/app.ts'
import { addPerson } from '../actors/people.ts'
import { person } from '../actors/testing.ts'
import { newId } from '../kernel/id.ts'
import { text } from '../kernel/text.ts'
import { type WriteTx, write } from '../kernel/transaction.ts'
import { bornOf } from './store/born.ts'
import { meetingById } from './store/meetings.ts'
import { minutesOf, saveMinutes, stepMinutes } from './store/minutes.ts'

const [domestic, vendors, ministry] = [
  'Sindicato de trabajadoras del hogar',
  'Unión de comerciantes',
  'Secretaría del Trabajo',
]
const phone = '5551234567'
const idIn = (location: string | null): string => /[0-9a-f]{8}-[0-9a-f-]{27}/.exec(location ?? '')?.[0] ?? ''
const hours = { kind: 'forum', day: '2026-12-01', from: '10:00', until: '11:00' }

let app: TestApp
let vera: ReturnType<TestApp['as']>
/** Hers has domestic on it; the other platform is nobody's of her. */
const ids = { hers: '', other: '', meeting: '', leader: '' }

beforeAll(async () => {
  app = await testApp()
  vera = app.as('facilitator')
  const platform = async (name: string, member: string): Promise<string> => {
    const id = idIn(
      (await app.post('/platforms/new', { name, among: 'officials', kind: 'working_table' })).location,
    )
    expect((await app.post(`/platforms/${id}/members`, { organisation: member })).status).toBe(303)
    return id
  }
  ids.hers = await platform('Mesa de Vera', domestic)
  ids.other = await platform('Mesa ajena', vendors)
  await app.post(`/platforms/${ids.hers}/facilitator`, { member: app.village.members.vera })
  const made = await vera.post('/meetings/new', { ...hours, title: 'De Vera', platform: ids.hers })
  ids.meeting = idIn(made.location)
  const { village } = app
  ids.leader = await write(village.db, village.as('lucia'), (tx, asker) =>
    addPerson(tx, asker, {
      ...person,
      name: 'Filomena Xicoténcatl',
      phone,
      organisationId: village.organisations.vendors,
    }),
  )
})
afterAll(() => app.drop())

const readsPhone = async (): Promise<boolean> => {
  const { status, html } = await vera.get(`/actors/people/${ids.leader}`)
  return status === 200 && html.includes(phone)
}

describe('a facilitator', () => {
  it('does not make an organisation a party that is not on the platform, and is told whom to ask', async () => {
    const refused = await vera.post(`/meetings/${ids.meeting}/parties`, { organisation: vendors })
    expect(refused.status).toBe(403)
    expect(refused.html).toContain('no es integrante de la plataforma')
    expect(await readsPhone()).toBe(false)
  })
  it('does not make one a member of her platform, nor take one off', async () => {
    const path = `/platforms/${ids.hers}`
    const page = await vera.get(path)
    expect(page.html).not.toContain(`${path}/members`)
    expect((await vera.post(`${path}/members`, { organisation: vendors })).status).toBe(403)
    const member = /members\/([0-9a-f-]{36})\/leave/.exec((await app.get(path)).html)?.[1] ?? ''
    expect((await vera.post(`${path}/members/${member}/leave`)).status).toBe(403)
    expect(await readsPhone()).toBe(false)
  })
  it('does not begin or move a meeting where she does not sit', async () => {
    expect((await vera.post('/meetings/new', { ...hours, title: 'x', platform: ids.other })).status).toBe(403)
    for (const platform of [ids.other, '']) {
      const moved = { ...hours, title: 'De Vera', platform, version: '1' }
      expect((await vera.post(`/meetings/${ids.meeting}/edit`, moved)).status).toBe(403)
    }
    expect(await readsPhone()).toBe(false)
  })
  it('is refused by the database itself', async () => {
    const { village } = app
    const { vendors: outside } = village.organisations
    const row = { workspace_id: village.workspaceId, organisation_id: outside }
    for (const work of [
      (tx) =>
        tx
          .insertInto('dialogue.party')
          .values({ ...row, id: newId(), meeting_id: ids.meeting, constituency: 'workers' })
          .execute(),
      (tx) => tx.updateTable('dialogue.party').set({ organisation_id: outside }).execute(),
      (tx) =>
        tx
          .insertInto('dialogue.platform_member')
          .values({ ...row, id: newId(), platform_id: ids.hers })
          .execute(),
      (tx) => tx.updateTable('dialogue.meeting').set({ platform_id: ids.other }).execute(),
    ] satisfies ((tx: WriteTx) => Promise<unknown>)[])
      await expect(write<unknown>(village.db, village.as('vera'), work)).rejects.toMatchObject({
        code: 'kernel.notAllowed',
      })
    expect(await readsPhone()).toBe(false)
  })
  it('works on: changes her meeting, takes a member off and on again, notes what the others invited', async () => {
    const path = `/meetings/${ids.meeting}`
    const changed = await vera.post(`${path}/edit`, {
      ...hours,
      title: 'De Vera, otra',
      platform: ids.hers,
      version: '1',
    })
    expect(changed.status).toBe(303)
    expect((await app.post(`${path}/parties`, { organisation: ministry })).status).toBe(303)
    const { html } = await vera.get(path)
    const party = /parties\/([0-9a-f-]{36})\/remove/.exec(html)?.[1] ?? ''
    expect((await vera.post(`${path}/parties/${party}/remove`)).status).toBe(303)
    expect((await vera.post(`${path}/parties`, { organisation: domestic })).status).toBe(303)
  })
  it('signs off minutes of her table, and the demands and commitments in them are born', async () => {
    const made = await vera.post('/meetings/new', {
      ...hours,
      day: '2026-01-15',
      title: 'Con minuta',
      platform: ids.hers,
    })
    const id = idIn(made.location)
    const { domestic: organisationId } = app.village.organisations
    const { village } = app
    const fields = (kind: 'demand' | 'commitment', words: string) => ({
      id: null,
      kind,
      words: text(words),
      organisationId,
      addresseeId: null,
      dueOn: null,
    })
    const born = () =>
      write(village.db, village.as('lucia'), async (tx, asker) => [
        (await bornOf(tx, asker, 'demand', { meetingId: id })).length,
        (await bornOf(tx, asker, 'commitment', { meetingId: id })).length,
      ])
    await vera.post(`/meetings/${id}/step`, { step: 'hold' })
    await write(village.db, village.as('vera'), async (tx, asker) => {
      const lines = [fields('demand', 'Agua en el corredor'), fields('commitment', 'Limpiar los baños')]
      await saveMinutes(tx, asker, id, 0, { proposal: null, items: lines })
      const meeting = await meetingById(tx, asker, id)
      await stepMinutes(tx, asker, meeting, 'circulate')
      await stepMinutes(tx, asker, meeting, 'sign_off')
    })
    expect(await born()).toEqual([1, 1])
    await write(village.db, village.as('vera'), async (tx, asker) => {
      const meeting = await meetingById(tx, asker, id)
      await stepMinutes(tx, asker, meeting, 'amend')
      const now = await minutesOf(tx, asker, id)
      await saveMinutes(tx, asker, id, now?.version ?? 0, { proposal: null, items: [] })
    })
    expect(await born()).toEqual([0, 0])
  })
})
