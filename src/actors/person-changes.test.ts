/** People: what they say of themselves, records joined and split with undo, and who may do so. Refusals first. */
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { flaws, type TestApp, testApp } from '../../test/app.ts'
import { read, write } from '../kernel/transaction.ts'
import { addFact } from './facts.ts'
import { addPerson, personById } from './people.ts'
import { person } from './testing.ts'

let app: TestApp
let untouched: [string, string]
beforeAll(async () => {
  app = await testApp()
  untouched = [await add('Refugio Intocable'), await add('Marcelina Ajena')]
})
afterAll(() => app.drop())

const plainly = (html: string): string => html.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')
const add = (name: string, more: Partial<typeof person> = {}) =>
  write(app.village.db, app.village.as('lucia'), (tx, asker) =>
    addPerson(tx, asker, { ...person, name, organisationId: app.village.organisations.domestic, ...more }),
  )
const post = (personId: string, title: string) =>
  write(app.village.db, app.village.as('lucia'), (tx, asker) =>
    addFact(tx, asker, 'post', {
      organisation_id: app.village.organisations.domestic,
      title,
      is_leader: true,
      sex: null,
      since: '2024-01-01',
      until: null,
      person_id: personId,
    }),
  )
const holderOf = async (postId: string): Promise<string | null> =>
  read(app.village.db, app.village.system, async (tx) => {
    const { rows } = await sql<{ id: string | null }>`
      select person_id as id from actors.post where id = ${postId}`.execute(tx)
    return rows[0]?.id ?? null
  })
const one = (id: string) => read(app.village.db, app.village.system, (tx, asker) => personById(tx, asker, id))
const undoLink = (html: string): string =>
  /actors\/people\/changes\/[0-9a-f-]{36}\/undo/.exec(html)?.[0] ?? ''

describe('joining and splitting are refused', () => {
  it.each([
    'researcher',
    'facilitator',
    'adviser',
    'leader',
    'official',
    'employer',
    'donor',
    'public',
  ] as const)('to a %s', async (role) => {
    const [id, other] = untouched
    for (const path of ['duplicates', `merge?one=${id}&other=${other}`, `${id}/merge`, `${id}/split`])
      expect([303, 403, 404], path).toContain((await app.as(role).get(`/actors/people/${path}`)).status)
    await app.as(role).post('/actors/people/merge', { kept: id, gone: other })
    await app.as(role).post(`/actors/people/${id}/split`, { name: 'X' })
    expect((await one(other)).deletedAt).toBeNull()
  })
  it('for a record and itself, for rows of somebody else, for a change that is not there', async () => {
    const id = await add('Sola Consigo')
    const other = await add('Ajena Con Cargo')
    await post(other, 'Tesorera ajena')
    expect((await app.post('/actors/people/merge', { kept: id, gone: id })).status).toBe(422)
    const form = new FormData()
    form.set('name', 'Otra')
    form.set('row', '{"table": "actors.post", "column": "person_id", "key": {"id": "x"}}')
    expect((await app.post(`/actors/people/${id}/split`, form)).status).toBe(404)
    expect((await app.post(`/actors/people/changes/${id}/undo`)).status).toBe(404)
  })
})

describe('two records of one person', () => {
  it('are found, compared, joined: what one lacks comes from the other; undone, both are as they were', async () => {
    const kept = await add('Guadalupe Nolasco', { email: 'lupe@example.org' })
    const gone = await add('Guadalupe Nolazco', { phone: '5512345678', sex: 'woman' })
    const held = await post(gone, 'Secretaria')
    const list = await app.get('/actors/people/duplicates')
    expect(flaws(list.html)).toEqual([])
    expect(list.html).toContain(`merge?one=`)
    const compare = await app.get(`/actors/people/merge?one=${kept}&other=${gone}`)
    expect(flaws(compare.html)).toEqual([])
    expect(plainly(compare.html)).toContain('5512345678')
    expect((await app.post('/actors/people/merge', { kept, gone })).status).toBe(303)
    expect(await one(kept)).toMatchObject({ phone: '5512345678', email: 'lupe@example.org', sex: 'woman' })
    expect((await one(gone)).deletedAt).not.toBeNull()
    expect(await holderOf(held)).toBe(kept)
    expect((await app.get('/search?q=Nolazco')).html).not.toContain(`people/${gone}`)

    const { html } = await app.get(`/actors/people/${kept}`)
    expect(flaws(html)).toEqual([])
    expect((await app.post(`/${undoLink(html)}`)).status).toBe(303)
    expect(await one(kept)).toMatchObject({ phone: null, email: 'lupe@example.org', sex: null })
    expect(await one(gone)).toMatchObject({ phone: '5512345678', deletedAt: null })
    expect(await holderOf(held)).toBe(gone)
    expect((await app.post(`/${undoLink(html)}`)).status).toBe(404)
  })
  it('that are two people after all are not offered again', async () => {
    const first = await add('Inocencia Quiroz Vela')
    const second = await add('Inocencia Quiroz Velar')
    expect((await app.get('/actors/people/duplicates')).html.includes(second)).toBe(true)
    expect((await app.post('/actors/people/different', { one: first, other: second })).status).toBe(303)
    expect((await app.get('/actors/people/duplicates')).html.includes(second)).toBe(false)
  })
})

describe('one record of two people', () => {
  it('is split: chosen posts go to the new one; undone, all is in one again', async () => {
    const kept = await add('María Hernández')
    const [hers, others] = [await post(kept, 'Delegada'), await post(kept, 'Vocal')]
    const page = await app.get(`/actors/people/${kept}/split`)
    expect(flaws(page.html)).toEqual([])
    const values = [...page.html.matchAll(/name="row" value="([^"]+)"/g)].map(([, value]) =>
      (value ?? '').replaceAll('&quot;', '"'),
    )
    expect(values).toHaveLength(2)
    const unnamed = new FormData()
    unnamed.set('row', values[1] ?? '')
    const again = await app.post(`/actors/people/${kept}/split`, unnamed)
    expect(again.status).toBe(422)
    expect(again.html).toMatch(/name="row" value="[^"]+" checked/)
    const form = new FormData()
    form.set('name', 'María Hernández Cruz')
    form.set('row', values.find((value) => value.includes(others)) ?? '')
    const { location } = await app.post(`/actors/people/${kept}/split`, form)
    const made = location?.split('/').at(-1)?.slice(0, 36) ?? ''
    expect(await holderOf(others)).toBe(made)
    expect(await holderOf(hers)).toBe(kept)
    // They are not offered as one again.
    expect((await app.get('/actors/people/duplicates')).html.includes(made)).toBe(false)
    const { html } = await app.get(`/actors/people/${made}`)
    expect((await app.post(`/${undoLink(html)}`)).status).toBe(303)
    expect(await holderOf(others)).toBe(kept)
    expect((await one(made)).deletedAt).not.toBeNull()
  })
})

describe('what somebody says of herself', () => {
  it('is asked for, may be not said, shown with the phone, in no file and no version', async () => {
    const { location } = await app.post('/actors/people/new', {
      name: 'Petra Sensible',
      organisation: 'Sindicato de trabajadoras del hogar',
      phone: '5587654321',
      ageGroup: '45_59',
      indigenous: 'yes',
      disability: 'not_said',
    })
    const path = location?.replace(/^.*\/actors/, '/actors').split('?')[0] ?? ''
    expect(plainly((await app.get(path)).html)).toMatch(
      /Edad 45 a 59 años Se reconoce indígena Sí Tiene alguna discapacidad Prefiere no decirlo/,
    )
    expect(plainly((await app.get(path, 'en')).html)).toContain('Prefers not to say')
    // Her own organisation's leader sees it as she sees the phone; another's, nor an official, neither.
    expect((await app.as('leader').get(path)).html).toContain('45 a 59')
    for (const role of ['researcher', 'official', 'employer', 'donor'] as const)
      expect((await app.as(role).get(path)).html).not.toContain('45 a 59')
    expect(plainly((await app.get('/actors/people/list.csv')).html)).toMatch(/Petra Sensible/)
    expect((await app.get('/actors/people/list.csv')).html).not.toMatch(/45 a 59|45_59|indígena/)
    const kept = await read(
      app.village.db,
      app.village.system,
      async (tx) =>
        (
          await sql<{
            all: string
          }>`select string_agg(snapshot::text, '') as all from kernel.record_version`.execute(tx)
        ).rows[0]?.all ?? '',
    )
    expect(kept).toContain('Petra Sensible')
    expect(kept).not.toMatch(/45_59|indigenous|disability/)
    expect((await app.get(`${path}/edit`)).html).toMatch(/value="45_59" selected/)
  })
})
