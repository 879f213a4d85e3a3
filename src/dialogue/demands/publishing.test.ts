/** A demand's public page, its removal, and the acts of its mandates, as each role meets them; refusals first. */
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Browser, flaws, type TestApp, testApp, type Visitor } from '../../../test/app.ts'
import { attachmentById } from '../../kernel/attachment.ts'
import type { PersonName } from '../../kernel/fixtures/people.ts'
import { linkRecords } from '../../kernel/thread.ts'
import { read, write } from '../../kernel/transaction.ts'

let app: TestApp
let team: Browser
let leader: Browser
const day = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)
const idIn = (location: string | null): string => /[0-9a-f]{8}-[0-9a-f-]{27}/.exec(location ?? '')?.[0] ?? ''
const versionIn = (html: string): string => /name="version" value="(\d+)"/.exec(html)?.[1] ?? ''
const org = () => app.village.organisations
const raise = async (browser: Browser, words: string, more: Record<string, string> = {}): Promise<string> =>
  idIn((await browser.post('/demands/new', { words, raisedOn: day(-30), how: 'paper', ...more })).location)
const agree = (browser: Browser, id: string, more: Record<string, string> = {}) =>
  browser.post(`/demands/${id}/publish`, { agrees: 'yes', ...more })
const run = (person: PersonName, statement: ReturnType<typeof sql>) =>
  write(app.village.db, app.village.as(person), (tx) => statement.execute(tx))

beforeAll(async () => {
  app = await testApp()
  team = app.as('assistant')
  leader = app.as('leader')
})
afterAll(() => app.drop())

describe('a public page', () => {
  let id: string
  const open = () => app.as('public').get(`/public/demands/${id}`)
  beforeAll(async () => {
    id = await raise(team, 'Que haya guarderías', {
      owner1: org().domestic,
      owner2: org().vendors,
      addressee: org().ministry,
      problem: 'Doña Petra no tiene con quién dejarlos',
    })
    await leader.post(`/demands/${id}/endorse`, { act: 'assembly', actedOn: day(-9), note: 'Lo dijo Petra' })
  })
  it.each(['researcher', 'adviser', 'facilitator', 'official', 'donor', 'public', 'stranger'] as const)(
    '%s opens none',
    async (visitor) => {
      expect([401, 403, 404]).toContain((await agree(app.as(visitor), id)).status || 403)
      expect((await open()).status).toBe(404)
    },
  )
  it('a leader agrees for her own organisation alone, by the page and by SQL', async () => {
    await agree(leader, id, { organisation: org().vendors })
    const { html } = await leader.get(`/demands/${id}`)
    expect(html).toContain('Unión de comerciantes: todavía no')
    expect(html).toContain('Sindicato de trabajadoras del hogar: de acuerdo')
    expect((await open()).status).toBe(404)
    const consent = (organisation: string, how: string) => sql`
      update dialogue.demand_owner set publishes_on = current_date, publishes_version = 1, publishes_how = ${how}
       where demand_id = ${id} and organisation_id = ${organisation}`
    await run('rosa', consent(org().vendors, 'member'))
    await expect(run('rosa', consent(org().domestic, 'paper'))).rejects.toMatchObject({
      code: 'kernel.notAllowed',
    })
    await expect(run('lucia', consent(org().vendors, 'member'))).rejects.toMatchObject({
      code: 'kernel.notAllowed',
    })
    await run('rosa', sql`update dialogue.demand set published_at = now() where id = ${id}`)
    expect((await open()).status).toBe(404)
  })
  it('nor does she give a demand away by the way', async () => {
    await expect(
      run(
        'rosa',
        sql`update dialogue.demand_owner set owns = false where demand_id = ${id} and organisation_id = ${org().domestic}`,
      ),
    ).rejects.toMatchObject({ code: 'kernel.notAllowed' })
  })
  it('an organisation that does not own it has nothing to say', async () => {
    expect((await agree(team, id, { organisation: org().ministry })).status).toBe(409)
  })
  it('opens with the last owner, with words and organisations and nothing about persons', async () => {
    expect((await agree(team, id, { organisation: org().vendors, how: 'message' })).status).toBe(303)
    for (const lang of ['es', 'en'] as const) {
      const { status, html } = await app.as('public').get(`/public/demands/${id}`, lang)
      expect([lang, status, flaws(html)]).toEqual([lang, 200, []])
      for (const shown of ['Que haya guarderías', 'Unión de comerciantes', 'Secretaría del Trabajo'])
        expect(html).toContain(shown)
      for (const kept of ['Petra', 'Rosa Hernández', 'Lucía']) expect(html).not.toContain(kept)
    }
    expect((await app.as('public').get('/public/demands')).html).toContain('Que haya guarderías')
    expect((await app.as('public').get(`/demands/${id}`)).status).not.toBe(200)
    const seen = await read(app.village.db, app.village.stranger, async (tx) => {
      const { rows } = await sql<{ n: number[] }>`select array[
        (select count(*) from dialogue.demand_endorsement), (select count(*) from dialogue.demand_step),
        (select count(*) from dialogue.demand_mandate), (select count(*) from dialogue.demand)]::int[] as n`.execute(
        tx,
      )
      return rows[0]?.n
    })
    expect(seen).toEqual([0, 0, 0, 1])
  })
  it('closes when the words change, until each has agreed to the new ones', async () => {
    const version = versionIn((await leader.get(`/demands/${id}/edit`)).html)
    const change = {
      words: 'Que haya guarderías gratuitas',
      reason: 'La asamblea',
      addressee: org().ministry,
      version,
    }
    expect((await leader.post(`/demands/${id}/edit`, change)).status).toBe(303)
    expect((await open()).status).toBe(404)
    await agree(leader, id)
    expect((await open()).status).toBe(404)
    await agree(team, id, { organisation: org().vendors })
    expect((await open()).html).toContain('gratuitas')
  })
  it('closes at once when one takes it back, and when another comes to own it', async () => {
    const back = await leader.post(`/demands/${id}/publish`, { agrees: 'no' })
    expect(back.status).toBe(303)
    expect((await open()).status).toBe(404)
    await agree(leader, id)
    expect((await open()).status).toBe(200)
    await team.post(`/demands/${id}/owners`, { organisation: 'Secretaría del Trabajo', role: 'raises' })
    expect((await open()).status).toBe(404)
    const log = await read(app.village.db, app.village.as('lucia'), (tx) =>
      tx.selectFrom('kernel.event').select('action').where('subject_id', '=', id).execute(),
    )
    expect(log.map(({ action }) => action)).toEqual(expect.arrayContaining(['revealed', 'hidden']))
  })
})

describe('a demand raised by mistake', () => {
  it.each(['researcher', 'adviser', 'official', 'donor', 'facilitator', 'public'] as const)(
    '%s deletes none and brings none back',
    async (visitor) => {
      const id = await raise(team, `Que ${visitor} no la borre`, { owner1: org().vendors })
      for (const path of ['remove', 'restore']) {
        const { status, location } = await app.as(visitor).post(`/demands/${id}/${path}`)
        expect([path, status === 303 && !location?.includes('sign-in')]).toEqual([path, false])
      }
      expect((await team.get(`/demands/${id}`)).status).toBe(200)
    },
  )
  it('is not one that was presented, nor one behind which others stand, nor another’s', async () => {
    const presented = await raise(leader, 'Que ya se presentó', { addressee: org().ministry })
    await leader.post(`/demands/${presented}/endorse`, { act: 'assembly', actedOn: day(-9) })
    expect((await team.post(`/demands/${presented}/remove`)).status).toBe(409)
    await leader.post(`/demands/${presented}/step`, { from: 'endorsed', step: 'present', takenOn: day(-5) })
    expect((await leader.post(`/demands/${presented}/remove`)).status).toBe(409)
    expect((await leader.get(`/demands/${presented}`)).html).toContain('ya se presentó y no se elimina')
    const others = await raise(team, 'Que es de otra', { owner1: org().vendors })
    expect((await leader.post(`/demands/${others}/remove`)).status).toBe(404)
  })
  it('leaves lists, search and threads; what rests on it is told and marked; it comes back as it was', async () => {
    const wrong = await raise(leader, 'Que se planteó por error')
    const resting = await raise(leader, 'Que se apoya en la otra')
    await write(app.village.db, app.village.as('rosa'), (tx, asker) =>
      linkRecords(tx, asker, { record: resting, basis: wrong, kind: 'becomes' }),
    )
    expect((await leader.get(`/demands/${wrong}`)).html).toContain('quedará marcado')
    const marks = () =>
      read(app.village.db, app.village.as('lucia'), async (tx) =>
        (
          await tx.selectFrom('kernel.stale_mark').select('reason').where('record_id', '=', resting).execute()
        ).map(({ reason }) => reason),
      )
    expect((await leader.post(`/demands/${wrong}/remove`)).status).toBe(303)
    expect((await leader.get(`/demands/${wrong}`)).status).toBe(404)
    expect((await leader.get('/search?q=error')).html).not.toContain(`/demands/${wrong}`)
    expect(await marks()).toEqual(['withdrawn'])
    const board = await leader.get('/demands')
    expect([board.html.includes('eliminada en los últimos 30 días'), flaws(board.html)]).toEqual([true, []])
    expect((await leader.post(`/demands/${wrong}/restore`)).status).toBe(303)
    expect((await leader.post(`/demands/${wrong}/restore`)).status).toBe(404)
    expect((await leader.get(`/demands/${wrong}`)).status).toBe(200)
    expect((await leader.get('/search?q=error')).html).toContain(`/demands/${wrong}`)
    expect(await marks()).toEqual([])
  })
  it('is not found after thirty days', async () => {
    const id = await raise(team, 'Que se olvidó', { owner1: org().vendors })
    await team.post(`/demands/${id}/remove`)
    await write(app.village.db, app.village.system, (tx) =>
      sql`update dialogue.demand set removed_at = now() - interval '31 days' where id = ${id}`.execute(tx),
    )
    expect((await team.post(`/demands/${id}/restore`)).status).toBe(404)
  })
})

describe('the act of a mandate', () => {
  let id: string
  let mandate: string
  const scan = (name = 'acta.pdf'): FormData => {
    const form = new FormData()
    form.set('files', new File(['%PDF-1.4 acta'], name, { type: 'application/pdf' }))
    return form
  }
  const fileIn = (html: string): string => /\/files\/([0-9a-f-]{36})/.exec(html)?.[1] ?? ''
  beforeAll(async () => {
    id = await raise(leader, 'Que haya descanso', { addressee: org().ministry })
    await leader.post(`/demands/${id}/mandate`, { body: 'assembly', heldOn: day(-20), result: 'unanimous' })
    mandate = /mandates\/([0-9a-f-]{36})\/remove/.exec((await leader.get(`/demands/${id}`)).html)?.[1] ?? ''
  })
  it.each(['assistant', 'coordinator'] as const)(
    '%s adds none to what an organisation entered itself',
    async (visitor) => {
      expect((await app.as(visitor).post(`/demands/${id}/mandates/${mandate}/act`, scan())).status).toBe(403)
    },
  )
  it.each(['researcher', 'official', 'donor', 'facilitator', 'public'] as const)(
    '%s adds none',
    async (visitor) => {
      expect((await app.as(visitor).post(`/demands/${id}/mandates/${mandate}/act`, scan())).status).not.toBe(
        200,
      )
      expect((await leader.get(`/demands/${id}`)).html).not.toContain('acta.pdf')
    },
  )
  it('is a scan, is read by whoever sees the mandate, and goes and comes back with it', async () => {
    const act = `/demands/${id}/mandates/${mandate}/act`
    expect((await leader.get(act)).status).toBe(200)
    expect((await leader.post(act, scan('acta.exe'))).status).toBe(422)
    expect((await leader.post(act, scan())).status).toBe(303)
    const file = fileIn((await leader.get(`/demands/${id}`)).html)
    const reads = async (visitor: Exclude<Visitor, 'stranger'>): Promise<number> =>
      read(app.village.db, await app.entrance(visitor), (tx, asker) => attachmentById(tx, asker, file)).then(
        () => 200,
        () => 404,
      )
    for (const visitor of ['official', 'donor', 'facilitator', 'employer', 'public'] as const)
      expect([visitor, await reads(visitor)]).toEqual([visitor, 404])
    for (const visitor of ['leader', 'coordinator', 'researcher'] as const)
      expect([visitor, await reads(visitor)]).toEqual([visitor, 200])
    await leader.post(`/demands/${id}/endorse`, { act: 'assembly', actedOn: day(-9) })
    await leader.post(`/demands/${id}/step`, { from: 'endorsed', step: 'present', takenOn: day(-5) })
    expect(await reads('official')).toBe(200)
    expect(await reads('public')).not.toBe(200)
    expect((await leader.post(`/demands/${id}/mandates/${mandate}/remove`)).status).toBe(303)
    expect([await reads('official'), await reads('leader')]).toEqual([404, 404])
    expect((await leader.post(`/demands/${id}/mandates/${mandate}/restore`)).status).toBe(303)
    expect([await reads('official'), await reads('leader')]).toEqual([200, 200])
    expect((await leader.get(`/demands/${id}`)).html).toContain('acta.pdf')
  })
})
