/** Points as records, and points and rounds put away and brought back; refusals first. */
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { flaws, type TestApp, testApp } from '../../../test/app.ts'
import type { PersonName } from '../../kernel/fixtures/people.ts'
import { text } from '../../kernel/text.ts'
import { threadOf } from '../../kernel/thread-near.ts'
import { type Asker, read, type WriteTx, write } from '../../kernel/transaction.ts'
import { addDemand } from '../demands/store/demands.ts'
import { saveConcessions } from './mandate.ts'
import { makeOffer, sendOffer } from './offers.ts'
import { addPoint, pointIn, pointsOf, removePoint } from './points.ts'
import { addRound, changeRound, removeRound, roundsOf } from './rounds.ts'
import { addDelegation, addNegotiation, delegationsOf, negotiationById, stepNegotiation } from './store.ts'

const drafted = 'Descanso dominical pagado para todas'
const today = new Date(Date.now() - 86_400_000).toISOString().slice(0, 10)

let app: TestApp
let id: string
let here: string
let quiet: string
let demand: string
let round: string
let spoken: string

const as = <T>(person: PersonName, work: (tx: WriteTx, asker: Asker) => Promise<T>): Promise<T> =>
  write(app.village.db, app.village.as(person), work)
const idsIn = (html: string, pattern: RegExp): string[] =>
  [...html.matchAll(pattern)].map((one) => one[1] ?? '')

/** A draft of the domestic workers on a point. */
const draft = (point: string, roundId: string | null = null): Promise<string> =>
  as('rosa', async (tx, asker) => {
    const negotiation = await negotiationById(tx, asker, id)
    const own = (await delegationsOf(tx, asker, id)).find((one) => one.own)
    if (!own) throw new Error('no seat')
    return makeOffer(tx, asker, negotiation, await pointIn(tx, asker, negotiation, point), own, {
      words: text(drafted),
      answersId: null,
      roundId,
      sentOn: null,
    })
  })
const send = (point: string, offer: string): Promise<void> =>
  as('rosa', async (tx, asker) => {
    const negotiation = await negotiationById(tx, asker, id)
    const found = (await pointIn(tx, asker, negotiation, point)).offers.find((one) => one.id === offer)
    if (!found) throw new Error('no offer')
    await sendOffer(tx, asker, negotiation, found, { on: today, version: found.version })
  })

beforeAll(async () => {
  app = await testApp()
  const { domestic, ministry } = app.village.organisations
  await as('lucia', async (tx, asker) => {
    const fields = { platformId: null, placeId: null, workerGroupId: null }
    id = await addNegotiation(tx, asker, { ...fields, title: text('Mesa del descanso'), purpose: null })
    await addDelegation(tx, asker, id, { organisationId: domestic, constituency: 'workers' })
    await addDelegation(tx, asker, id, { organisationId: ministry, constituency: 'authority' })
    demand = await addDemand(
      tx,
      asker,
      {
        ...fields,
        words: text('Que haya descanso'),
        problem: null,
        addresseeId: ministry,
        womensCaucus: false,
        ownerIds: [domestic],
        raisedOn: today,
        how: 'paper',
      },
      today,
    )
    quiet = await addPoint(tx, asker, id, { title: text('Descanso', 'Rest'), demandId: demand })
    round = await addRound(tx, asker, id, { meetingId: null, heldOn: today, note: null })
    spoken = await addRound(tx, asker, id, { meetingId: null, heldOn: today, note: text('Se habló') })
    await stepNegotiation(tx, asker, await negotiationById(tx, asker, id), 'open', { on: today })
  })
  here = `/negotiations/${id}`
})
afterAll(() => app.drop())

describe('who may what', () => {
  it.each(['donor', 'adviser', 'researcher', 'leader', 'official'] as const)(
    '%s puts nothing away, brings nothing back, and changes no round',
    async (visitor) => {
      for (const path of [
        `points/${quiet}/remove`,
        `points/${quiet}/restore`,
        `rounds/${round}`,
        `rounds/${round}/remove`,
        `rounds/${round}/restore`,
      ])
        expect([path, (await app.as(visitor).post(`${here}/${path}`, { heldOn: today })).status]).toEqual([
          path,
          403,
        ])
    },
  )
  it('nobody deletes a point or a round by SQL, nor a draft with it', async () => {
    for (const table of ['point', 'negotiation_round'])
      await as('lucia', (tx) => sql`delete from ${sql.table(`dialogue.${table}`)}`.execute(tx))
    const left = await read(app.village.db, app.village.as('lucia'), async (tx, asker) => [
      (await pointsOf(tx, asker, id)).length,
      (await roundsOf(tx, asker, id)).length,
    ])
    expect(left).toEqual([1, 2])
  })
  it.each(['facilitator', 'employer', 'stranger'] as const)(
    '%s finds no point in thread or search',
    async (visitor) => {
      expect((await app.as(visitor).get(`/thread/${quiet}`)).status).toBe(404)
      expect((await app.as(visitor).get('/search?q=descanso')).html).not.toContain('Punto en negociación')
    },
  )
})

describe('a point is a record', () => {
  it.each(['leader', 'official', 'donor', 'adviser'] as const)(
    '%s of the table or of all finds it',
    async (visitor) => {
      expect((await app.as(visitor).get(`/thread/${quiet}`)).status).toBe(200)
      const { status, html } = await app.as(visitor).get(`${here}/points/${quiet}`)
      expect([status, html.includes('/thread/'), flaws(html)]).toEqual([200, true, []])
    },
  )
  it('it rests on the demand that it answers, and on another once it answers that', async () => {
    const basis = () =>
      read(app.village.db, app.village.as('lucia'), async (tx, asker) =>
        (await threadOf(tx, asker, quiet)).rests.map((one) => [one.id, one.link]),
      )
    expect(await basis()).toEqual([[demand, 'answers']])
    expect((await app.post(`${here}/points/${quiet}/edit`, { title: 'Descanso', version: '1' })).status).toBe(
      303,
    )
    expect(await basis()).toEqual([])
  })
  it('two who rename it lose nothing: the second reads both', async () => {
    const rename = (title: string) => app.post(`${here}/points/${quiet}/edit`, { title, version: '2' })
    expect((await rename('Descanso semanal')).status).toBe(303)
    const second = await rename('Día de descanso')
    expect(second.status).toBe(409)
    for (const words of ['Descanso semanal', 'Día de descanso', 'name="version" value="3"'])
      expect(second.html).toContain(words)
  })
})

describe('a point that is put away', () => {
  let point: string
  beforeAll(async () => {
    point = await as('lucia', (tx, asker) =>
      addPoint(tx, asker, id, { title: text('Uniformes'), demandId: null }),
    )
    await draft(point)
    await as('rosa', async (tx, asker) => {
      const own = (await delegationsOf(tx, asker, id)).find((one) => one.own)
      if (own)
        await saveConcessions(tx, asker, own, [{ pointId: point, wanted: 'Dos', least: 'Uno', note: '' }])
    })
  })
  it('takes no draft with it, tells the team of none, and comes back by undo with them', async () => {
    const team = app.as('assistant')
    const gone = await team.post(`${here}/points/${point}/remove`)
    expect(gone.status).toBe(303)
    expect((await team.get(`${here}/points/${point}`)).status).toBe(404)
    const list = await team.get(`${here}/points`)
    expect([list.html.includes('1 punto quitado'), list.html.includes(drafted)]).toEqual([true, false])
    expect((await team.get(here)).html).not.toContain('su organización tenía un borrador')
    expect((await team.get('/search?q=uniformes')).html).not.toContain('Uniformes</')
    const leader = await app.as('leader').get(here)
    expect(leader.html).toContain('su organización tenía un borrador')
    expect((await app.as('official').get(here)).html).not.toContain('su organización tenía un borrador')
    // Her mandate is saved meanwhile, without the point, and keeps what it said of it.
    await as('rosa', async (tx, asker) => {
      const own = (await delegationsOf(tx, asker, id)).find((one) => one.own)
      if (own)
        await saveConcessions(tx, asker, own, [{ pointId: null, wanted: 'Todo', least: 'Algo', note: '' }])
    })
    expect((await team.post(`${here}/points/${point}/restore`)).status).toBe(303)
    expect((await team.post(`${here}/points/${point}/restore`)).status).toBe(404)
    const back = await app.as('leader').get(`${here}/points/${point}`)
    expect([back.status, back.html.includes(drafted)]).toEqual([200, true])
    expect((await app.as('leader').get(`${here}/mandate`)).html).toContain('Dos')
    expect((await team.get('/search?q=uniformes')).html).toContain('Uniformes')
    const log = await read(app.village.db, app.village.as('lucia'), (tx) =>
      tx.selectFrom('kernel.event').select('action').where('subject_id', '=', point).orderBy('at').execute(),
    )
    expect(log.map(({ action }) => action)).toEqual(
      expect.arrayContaining(['created', 'deleted', 'restored']),
    )
  })
  it('is not one on which an offer lies, by the page nor by SQL', async () => {
    await send(point, await draft(point))
    expect((await app.post(`${here}/points/${point}/remove`)).status).toBe(409)
    await expect(
      as('lucia', (tx) => sql`update dialogue.point set removed_at = now() where id = ${point}`.execute(tx)),
    ).rejects.toThrow('spoken about')
  })
  it('takes no offer that is sent at that moment', async () => {
    const other = await as('lucia', (tx, asker) =>
      addPoint(tx, asker, id, { title: text('Comida'), demandId: null }),
    )
    const offer = await draft(other)
    await as('lucia', async (tx, asker) =>
      removePoint(tx, asker, await pointIn(tx, asker, await negotiationById(tx, asker, id), other)),
    )
    await expect(
      as('rosa', (tx) =>
        sql`update dialogue.offer set sent_at = now(), sent_on = ${today} where id = ${offer}`.execute(tx),
      ),
    ).rejects.toThrow('put away')
  })
})

describe('a round', () => {
  it('is changed over the version that was read, and put away and brought back with its number', async () => {
    const team = app.as('assistant')
    const edit = await team.get(`${here}/rounds/${round}`)
    expect([edit.status, flaws(edit.html)]).toEqual([200, []])
    const change = (note: string) =>
      team.post(`${here}/rounds/${round}`, { heldOn: today, note, version: '1' })
    expect((await change('Primera plática')).status).toBe(303)
    const second = await change('Plática inicial')
    expect([
      second.status,
      second.html.includes('Primera plática'),
      second.html.includes('Plática inicial'),
    ]).toEqual([409, true, true])
    expect((await team.post(`${here}/rounds/${round}`, { heldOn: '2026-02-30', version: '2' })).status).toBe(
      422,
    )
    expect((await team.post(`${here}/rounds/${round}/remove`)).status).toBe(303)
    const page = await team.get(here)
    expect([page.html.includes('1 ronda quitada'), idsIn(page.html, /rounds\/([0-9a-f-]{36})"/g)]).toEqual([
      true,
      [spoken],
    ])
    expect((await team.post(`${here}/rounds/${round}/restore`)).status).toBe(303)
    expect((await team.get(here)).html).toContain('Primera plática')
  })
  it('with an offer in it keeps its day and is not put away; what came of it is still written', async () => {
    const point = await as('lucia', (tx, asker) =>
      addPoint(tx, asker, id, { title: text('Aguinaldo'), demandId: null }),
    )
    await send(point, await draft(point, spoken))
    const { html } = await app.get(`${here}/rounds/${spoken}`)
    expect([html.includes('name="heldOn"'), html.includes('name="note"')]).toEqual([false, true])
    expect((await app.post(`${here}/rounds/${spoken}/remove`)).status).toBe(409)
    expect(
      (await app.post(`${here}/rounds/${spoken}`, { note: 'It was discussed', version: '1' }, 'en')).status,
    ).toBe(303)
    const [, found] = await read(app.village.db, app.village.as('lucia'), (tx, asker) =>
      roundsOf(tx, asker, id),
    )
    expect([found?.note?.en?.text, found?.note?.es?.text, found?.heldOn]).toEqual([
      'It was discussed',
      'Se habló',
      today,
    ])
    await expect(
      as('lucia', async (tx, asker) => {
        const [, one] = await roundsOf(tx, asker, id)
        if (one) await changeRound(tx, asker, one, one.version, { ...one, heldOn: '2026-01-01' })
      }),
    ).rejects.toMatchObject({ code: 'negotiation.roundSpoken', status: 409 })
    await expect(
      as('lucia', (tx) =>
        sql`update dialogue.negotiation_round set held_on = '2026-01-01' where id = ${spoken}`.execute(tx),
      ),
    ).rejects.toThrow('stays where it is')
  })
  it('that was put away is named no more by a draft that is sent', async () => {
    const [point, away] = await as('lucia', async (tx, asker) => [
      await addPoint(tx, asker, id, { title: text('Vacaciones'), demandId: null }),
      await addRound(tx, asker, id, { meetingId: null, heldOn: today, note: null }),
    ])
    const offer = await draft(point ?? '', away ?? null)
    await as('lucia', async (tx, asker) => {
      const one = (await roundsOf(tx, asker, id)).find((found) => found.id === away)
      if (one) await removeRound(tx, asker, one)
    })
    await send(point ?? '', offer)
    const { offers } = await as('lucia', async (tx, asker) =>
      pointIn(tx, asker, await negotiationById(tx, asker, id), point ?? ''),
    )
    expect(offers.map(({ roundId }) => roundId)).toEqual([null])
  })
})
