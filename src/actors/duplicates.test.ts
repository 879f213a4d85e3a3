/** One organisation that is there twice: found, merged with all that names it in any part, and taken apart again. */
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { flaws, type TestApp, testApp } from '../../test/app.ts'
import { newId } from '../kernel/id.ts'
import { addRecord } from '../kernel/record.ts'
import { text } from '../kernel/text.ts'
import { read, write } from '../kernel/transaction.ts'
import { addFact, addSelfAssessment } from './facts.ts'
import { addOrganisation } from './organisations.ts'
import { addPerson } from './people.ts'
import { blank, person } from './testing.ts'

let app: TestApp
beforeAll(async () => {
  app = await testApp()
})
afterAll(() => app.drop())

const add = (name: string): Promise<string> =>
  write(app.village.db, app.village.as('lucia'), (tx, asker) =>
    addOrganisation(tx, asker, { ...blank, name: text(name) }),
  )
const rowsNaming = (id: string) =>
  read(app.village.db, app.village.system, async (tx) => {
    const count = async (table: string, column = 'organisation_id') =>
      (await sql`select from ${sql.table(table)} where ${sql.ref(column)} = ${id}`.execute(tx)).rows.length
    return {
      members: await count('kernel.member'),
      records: await count('kernel.record'),
      memberships: await count('actors.membership'),
      people: await count('actors.person'),
      relations: (await count('actors.relation', 'from_id')) + (await count('actors.relation', 'to_id')),
    }
  })

describe('refused', () => {
  it.each(['researcher', 'leader', 'donor', 'stranger'] as const)('%s', async (role) => {
    const [kept, gone] = [await add('Mesa Uno'), await add('Mesa Dos')]
    for (const path of ['/actors/duplicates', `/actors/merge?one=${kept}&other=${gone}`])
      expect([403, 404]).toContain((await app.as(role).get(path)).status)
    expect([403, 404]).toContain((await app.as(role).post('/actors/merge', { kept, gone })).status)
  })
  it('with itself, with one that is not there, with one that is gone', async () => {
    const [kept, gone] = [await add('Sola'), await add('Ida')]
    await app.post(`/actors/${gone}/remove`)
    for (const [other, status] of [
      [kept, 422],
      ['x', 404],
      [newId(), 404],
      [gone, 404],
    ] as const)
      expect((await app.post('/actors/merge', { kept, gone: other })).status).toBe(status)
  })
  it('an assistant where somebody acts for the one that goes: what she may see would change', async () => {
    const kept = await add('Otra del hogar')
    const { status, html } = await app
      .as('assistant')
      .post('/actors/merge', { kept, gone: app.village.organisations.domestic })
    expect(status).toBe(403)
    expect(html).toContain('Pida a la coordinación')
  })
})

describe('similar names', () => {
  it('are found whatever the accents; said to be two, they are not offered again', async () => {
    const [one, other] = [
      await add('Unión de Recicladoras de Iztapalapa'),
      await add('UNION DE RECICLADORAS IZTAPALAPA A.C.'),
    ]
    const page = await app.get('/actors/duplicates')
    expect(page.html).toContain(`one=${one}&amp;other=${other}`)
    expect(flaws(page.html)).toEqual([])
    expect(flaws((await app.get(`/actors/merge?one=${one}&other=${other}`, 'en')).html)).toEqual([])
    await app.post('/actors/different', { one, other })
    expect((await app.get('/actors/duplicates')).html).not.toContain(one)
  })
})

it('merged: all that named the one names the other, in every part; taken apart, all is as it was', async () => {
  const { village } = app
  const gone = village.organisations.vendors
  const kept = await add('Unión de Comerciantes, A.C.')
  const third = await add('Tercera en el asunto')
  await write(village.db, village.as('lucia'), async (tx, asker) => {
    await addPerson(tx, asker, { ...person, name: 'Delfina', organisationId: gone })
    for (const organisation_id of [kept, gone])
      await addFact(tx, asker, 'membership', {
        organisation_id,
        observed_on: '2026-01-01',
        total: 5,
        women: null,
        men: null,
        basis: 'reported',
        method: null,
        source: null,
      })
    const since = { since: null, until: null, source: null, note: null }
    // Both are allied with the third: the kept one has that already, so the other's stays where it is.
    await addFact(tx, asker, 'relation', { kind: 'allied_with', from_id: kept, to_id: third, ...since })
    await addFact(tx, asker, 'relation', { kind: 'allied_with', from_id: gone, to_id: third, ...since })
    await addFact(tx, asker, 'relation', { kind: 'funds', from_id: third, to_id: gone, ...since })
    // What another part holds: a record of that organisation's own.
    await addRecord(tx, asker, {
      id: newId(),
      kind: 'figure',
      title: text('De la unión'),
      path: '/x',
      snapshot: {},
      organisationId: gone,
    })
  })
  const before = [await rowsNaming(kept), await rowsNaming(gone)]
  expect((await app.post('/actors/merge', { kept, gone })).status).toBe(303)
  expect(await rowsNaming(gone)).toEqual({ members: 0, records: 0, memberships: 0, people: 0, relations: 1 })
  expect(await rowsNaming(kept)).toEqual({ members: 1, records: 2, memberships: 2, people: 1, relations: 2 })
  // The leader of the one that went acts for the one that stayed, and sees its people.
  const berta = { workspaceId: village.workspaceId, accountId: village.accounts.berta }
  expect(
    await read(
      village.db,
      berta,
      async (tx) => (await sql`select from actors.person`.execute(tx)).rows.length,
    ),
  ).toBe(1)
  expect((await app.get('/actors?q=comerciantes')).html).not.toContain(`/actors/${gone}"`)
  expect((await app.get(`/actors/${gone}`)).html).toContain(`/actors/${kept}"`)
  expect((await app.post(`/actors/${gone}/restore`)).status).toBe(409)

  const undo = /actors\/merges\/[0-9a-f-]+\/undo/.exec((await app.get(`/actors/${kept}`)).html)?.[0]
  expect((await app.post(`/${undo}`)).status).toBe(303)
  expect([await rowsNaming(kept), await rowsNaming(gone)]).toEqual(before)
  expect((await app.get('/actors?q=comerciantes')).html).toContain(`/actors/${gone}"`)
  expect((await app.post(`/${undo}`)).status).toBe(404)
})

it('merged: a self-assessment stays its own people’s, and is theirs again once taken apart', async () => {
  const { village } = app
  const { domestic: gone, vendors: kept } = village.organisations
  const assessed = (person: 'rosa' | 'berta') =>
    read(
      village.db,
      village.as(person),
      async (tx) => (await sql`select from actors.self_assessment`.execute(tx)).rows.length,
    )
  await write(village.db, village.as('rosa'), (tx, asker) =>
    addSelfAssessment(tx, asker, gone, {
      assessedOn: '2026-01-01',
      answers: { elections: 1 },
      notes: 'Confidencial de la base',
    }),
  )
  expect((await app.post('/actors/merge', { kept, gone })).status).toBe(303)
  expect(await assessed('berta')).toBe(0)
  const undo = /actors\/merges\/[0-9a-f-]+\/undo/.exec((await app.get(`/actors/${kept}`)).html)?.[0]
  expect((await app.post(`/${undo}`)).status).toBe(303)
  expect([await assessed('rosa'), await assessed('berta')]).toEqual([1, 0])
})
