/** Negotiations over HTTP as each role meets them; refusals first: limits and unsent offers are found by nobody else, by no address. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { flaws, type TestApp, testApp, type Visitor } from '../../../test/app.ts'
import { eventsOf } from '../../kernel/event.ts'
import { text } from '../../kernel/text.ts'
import { read, write } from '../../kernel/transaction.ts'
import { addParty, updateParty } from '../agreements/parties.ts'
import { addAgreement } from '../agreements/store.ts'
import { addPoint, pointsOf } from './points.ts'
import { addDelegation, addNegotiation, delegationsOf, negotiationById, stepNegotiation } from './store.ts'

const secret = 'Aceptaríamos sesenta lugares'
const wanted = 'Descanso los domingos, con pago'
const drafted = 'Descanso dominical pagado para todas las trabajadoras'
const counter = 'Descanso dominical pagado para las trabajadoras de planta'
const today = new Date(Date.now() - 86_400_000).toISOString().slice(0, 10)

let app: TestApp
let id: string
let point: string
let rest: string
let workers: string
let ministry: string
let here: string
let atPoint: string

beforeAll(async () => {
  app = await testApp()
  const { village } = app
  await write(village.db, village.as('lucia'), async (tx, asker) => {
    id = await addNegotiation(tx, asker, {
      title: text('Mesa del descanso dominical', 'Table on Sundays off'),
      purpose: text('Que haya descanso'),
      platformId: null,
      placeId: null,
      workerGroupId: null,
    })
    const { domestic, ministry: authority } = village.organisations
    await addDelegation(tx, asker, id, { organisationId: domestic, constituency: 'workers' })
    await addDelegation(tx, asker, id, { organisationId: authority, constituency: 'authority' })
    point = await addPoint(tx, asker, id, { title: text('Descanso', 'Rest'), demandId: null })
    rest = await addPoint(tx, asker, id, { title: text('Aguinaldo'), demandId: null })
    await stepNegotiation(tx, asker, await negotiationById(tx, asker, id), 'open', { on: today })
    const seats = await delegationsOf(tx, asker, id)
    workers = seats[0]?.id ?? ''
    ministry = seats[1]?.id ?? ''
  })
  here = `/negotiations/${id}`
  atPoint = `${here}/points/${point}`
})
afterAll(() => app.drop())

/** The leader's draft as the database has it; no address gives it to anybody else. */
const draftOf = (): Promise<string> =>
  write(app.village.db, app.village.as('rosa'), async (tx, asker) => {
    const found = (await pointsOf(tx, asker, id))[0]?.offers.find(({ sentOn }) => sentOn === null)
    return found?.id ?? ''
  })
const hidden = (html: string): boolean => !html.includes(secret) && !html.includes(drafted)
const seenOf = (html: string): string => /name="seen" value="([^"]*)"/.exec(html)?.[1] ?? ''

describe('who may what', () => {
  it.each([
    ['public', 303],
    ['stranger', 404],
    ['facilitator', 404],
    ['employer', 404],
    ['donor', 200],
    ['leader', 200],
    ['official', 200],
    ['researcher', 200],
    ['adviser', 200],
    ['assistant', 200],
    ['coordinator', 200],
  ] as const)('%s reads one, its table and a point: %i', async (visitor, status) => {
    for (const path of [here, `${here}/table`, atPoint])
      expect((await app.as(visitor).get(path)).status).toBe(status)
  })
  it('who has no seat finds none in the list either', async () => {
    for (const visitor of ['facilitator', 'employer'] as const) {
      const { html } = await app.as(visitor).get('/negotiations')
      expect([visitor, html.includes('Mesa del descanso')]).toEqual([visitor, false])
    }
    expect((await app.as('leader').get('/negotiations')).html).toContain('Mesa del descanso dominical')
  })
  it.each(['donor', 'adviser', 'researcher', 'leader', 'official'] as const)(
    '%s neither begins, changes, moves nor ends one, by no address',
    async (visitor) => {
      const browser = app.as(visitor)
      for (const path of [
        '/negotiations/new',
        `${here}/edit`,
        `${here}/steps/conclude`,
        `${here}/steps/deadlock`,
        `${here}/delegations/new`,
        `${here}/points`,
        `${atPoint}/edit`,
        `${here}/rounds/new`,
        `${here}/agreement`,
      ]) {
        expect([path, (await browser.get(path)).status]).toEqual([path, 403])
        expect([path, (await browser.post(path, { title: 'x', on: today })).status]).toEqual([path, 403])
      }
      for (const path of [
        `${atPoint}/step`,
        `${atPoint}/move`,
        `${atPoint}/remove`,
        `${here}/delegations/${workers}/remove`,
      ])
        expect([path, (await browser.post(path, { step: 'set_aside' })).status]).toEqual([path, 403])
    },
  )
  it.each(['donor', 'adviser', 'researcher'] as const)('%s says nothing for a party', async (visitor) => {
    const browser = app.as(visitor)
    for (const path of [`${atPoint}/offers/new`, `${here}/delegations/${workers}`]) {
      expect((await browser.get(path)).status).toBe(403)
      expect((await browser.post(path, { es: 'x' })).status).toBe(403)
    }
  })
  it('one party does not complete the delegation of the other', async () => {
    expect((await app.as('official').get(`${here}/delegations/${workers}`)).status).toBe(403)
    const sent = { women: '9', authority: 'vote', authorityOn: today }
    expect((await app.as('official').post(`${here}/delegations/${workers}`, sent)).status).toBe(403)
  })
})

const others = ['coordinator', 'assistant', 'researcher', 'adviser', 'donor', 'official'] as const

describe('a mandate and a draft', () => {
  beforeAll(async () => {
    const leader = app.as('leader')
    const page = await leader.get(`${here}/mandate`)
    expect(flaws(page.html)).toEqual([])
    const sent = {
      seen: seenOf(page.html),
      [`wanted-${point}`]: wanted,
      [`least-${point}`]: secret,
      'note-all': 'Hasta diciembre',
    }
    expect((await leader.post(`${here}/mandate`, sent)).status).toBe(303)
    expect((await leader.get(`${here}/mandate`)).html).toContain(secret)
    expect((await leader.post(`${atPoint}/offers/new`, { es: drafted })).status).toBe(303)
    const table = (await leader.get(`${here}/table`)).html
    expect([table.includes(drafted), table.includes('solo su organización lo ve')]).toEqual([true, true])
  })
  it.each(others)('%s finds neither: no page, no link, no trace', async (visitor) => {
    const browser = app.as(visitor)
    const offer = await draftOf()
    const mandate = await browser.get(`${here}/mandate`)
    expect(mandate.status).toBe(visitor === 'official' ? 200 : 404)
    expect(hidden(mandate.html)).toBe(true)
    for (const path of [`${here}/table?text=both`, atPoint, '/'])
      expect([path, hidden((await browser.get(path)).html)]).toEqual([path, true])
    const page = (await browser.get(here)).html
    expect([page.includes('/mandate'), page.includes('Nadie ha hablado')]).toEqual([
      visitor === 'official',
      true,
    ])
    expect((await browser.get(atPoint)).html).not.toContain(offer)
    for (const path of [
      `${atPoint}/offers/${offer}`,
      `${atPoint}/offers/${offer}/send`,
      `${atPoint}/offers/${offer}/accept`,
    ]) {
      expect([path, (await browser.get(path)).status]).toEqual([path, 404])
      expect([path, (await browser.post(path, { version: '1', es: 'x', on: today })).status]).toEqual([
        path,
        404,
      ])
    }
    for (const path of ['discard', 'withdraw', 'take-back'])
      expect((await browser.post(`${atPoint}/offers/${offer}/${path}`)).status).toBe(404)
    const found = await browser.get(`/search?q=${encodeURIComponent('dominical pagado')}`)
    expect(hidden(found.html)).toBe(true)
  })
  it('the log of the coordinator speaks of no mandate and no offer', async () => {
    const { events } = await read(app.village.db, app.village.as('lucia'), (tx, asker) => eventsOf(tx, asker))
    const kinds = new Set(events.map(({ kind }) => kind))
    expect([kinds.has('negotiation'), kinds.has('mandate'), kinds.has('offer')]).toEqual([true, false, false])
  })
  it('an error about a draft says the same as one about nothing', async () => {
    const nothing = app.village.workspaceId
    const [draft, none] = [await draftOf(), nothing].map((one) => `${atPoint}/offers/${one}`)
    const [a, b] = [await app.as('official').get(draft ?? ''), await app.as('official').get(none ?? '')]
    expect([a.status, a.html.replaceAll(await draftOf(), nothing)]).toEqual([b.status, b.html])
    const answer = await app
      .as('official')
      .post(`${atPoint}/offers/new`, { es: 'No', answers: await draftOf() })
    expect(answer.status).toBe(404)
  })
  it('nobody writes limits for another, nor lets the coordinator read them', async () => {
    for (const visitor of ['coordinator', 'assistant', 'donor', 'adviser', 'researcher'] as const)
      for (const path of ['/mandate', '/mandate/disclose'])
        expect((await app.as(visitor).post(`${here}${path}`, { disclose: 'yes' })).status).toBe(404)
  })
  it('where the delegation lets her, the coordinator reads them, and only she', async () => {
    const leader = app.as('leader')
    expect((await leader.post(`${here}/mandate/disclose`, { disclose: 'yes' })).status).toBe(303)
    const read = await app.as('coordinator').get(`${here}/mandate`)
    expect([read.status, read.html.includes(secret), read.html.includes('<textarea')]).toEqual([
      200,
      true,
      false,
    ])
    expect(flaws(read.html)).toEqual([])
    expect((await app.as('coordinator').get(atPoint)).html).toContain('solo esa organización y usted lo ven')
    expect((await app.as('coordinator').post(`${here}/mandate`, { 'least-all': 'x' })).status).toBe(404)
    const offer = await draftOf()
    expect(
      (await app.as('coordinator').post(`${atPoint}/offers/${offer}/send`, { version: '1' })).status,
    ).toBe(404)
    for (const visitor of ['assistant', 'researcher', 'adviser', 'donor'] as const)
      expect((await app.as(visitor).get(`${here}/mandate`)).status).toBe(404)
    expect(hidden((await app.as('official').get(atPoint)).html)).toBe(true)
    expect((await leader.post(`${here}/mandate/disclose`, { disclose: 'no' })).status).toBe(303)
    expect((await app.as('coordinator').get(`${here}/mandate`)).status).toBe(404)
  })
  it('written by two of one organisation: the second is shown what stands, and loses nothing', async () => {
    const leader = app.as('leader')
    const stale = await leader.post(`${here}/mandate`, {
      seen: 'older',
      [`least-${point}`]: 'Setenta lugares',
    })
    expect([stale.status, stale.html.includes('Setenta lugares'), stale.html.includes(secret)]).toEqual([
      409,
      true,
      true,
    ])
    const offer = await draftOf()
    const draft = await leader.post(`${atPoint}/offers/${offer}`, { version: '7', es: 'Otro texto' })
    expect([draft.status, draft.html.includes('Otro texto'), draft.html.includes(drafted)]).toEqual([
      409,
      true,
      true,
    ])
    expect(flaws(draft.html)).toEqual([])
    expect((await leader.post(`${atPoint}/offers/${offer}/send`, { version: '7' })).status).toBe(409)
  })
})

describe('at the table', () => {
  const offers = (visitor: Visitor) =>
    app
      .as(visitor)
      .get(atPoint)
      .then(({ html }) =>
        [...html.matchAll(/offers\/([0-9a-f-]{36})\/accept/g)].map(([, found = '']) => found),
      )

  it('an empty offer comes back, said at its field', async () => {
    const { status, html } = await app.as('official').post(`${atPoint}/offers/new`, { es: ' ' })
    expect([status, html.includes('La oferta está vacía'), flaws(html)]).toEqual([422, true, []])
  })
  it('sent once she has read it again, a draft is read by all and no longer changed', async () => {
    const leader = app.as('leader')
    const offer = await draftOf()
    const confirm = await leader.get(`${atPoint}/offers/${offer}/send`)
    expect([confirm.html.includes(drafted), flaws(confirm.html)]).toEqual([true, []])
    expect((await leader.post(`${atPoint}/offers/${offer}/send`, { version: '1' })).status).toBe(303)
    for (const visitor of ['official', 'donor', 'coordinator'] as const)
      expect((await app.as(visitor).get(`${here}/table`)).html).toContain(drafted)
    expect((await leader.post(`${atPoint}/offers/${offer}`, { version: '1', es: 'x' })).status).toBe(409)
    expect((await app.as('official').post(`${atPoint}/offers/${offer}/withdraw`)).status).toBe(403)
  })
  it('a counter-offer is marked word by word, in both languages beside each other', async () => {
    const official = app.as('official')
    const [demand = ''] = await offers('official')
    const form = await official.get(`${atPoint}/offers/new?answers=${demand}`)
    expect([form.html.includes(drafted), flaws(form.html)]).toEqual([true, []])
    const made = { es: counter, en: 'Paid Sundays off for permanent staff', answers: demand }
    expect((await official.post(`${atPoint}/offers/new`, made)).status).toBe(303)
    const draft = /offers\/([0-9a-f-]{36})\/send/.exec((await official.get(atPoint)).html)?.[1] ?? ''
    expect((await official.post(`${atPoint}/offers/${draft}/send`, { version: '1' })).status).toBe(303)
    const { html } = await app.as('donor').get(`${here}/table?text=both`, 'en')
    expect(html).toMatch(/<del>.*removes: .*todas.*<\/del>/)
    expect(html).toMatch(/<ins>.*adds: .*de planta.*<\/ins>/)
    expect(html).toContain('Paid Sundays off for permanent staff')
    expect(html).toContain('answers the demand of')
    expect(flaws(html)).toEqual([])
  })
  it('who made an offer does not accept it; the last other who binds settles the point', async () => {
    const leader = app.as('leader')
    const mine = /offers\/([0-9a-f-]{36})\/withdraw/.exec((await leader.get(atPoint)).html)?.[1]
    expect((await leader.post(`${atPoint}/offers/${mine}/accept`, { on: today })).status).toBe(409)
    const [offer] = await offers('leader')
    const future = await leader.post(`${atPoint}/offers/${offer}/accept`, { on: '2999-01-01' })
    expect([future.status, future.html.includes('todavía no llega')]).toEqual([422, true])
    expect((await leader.post(`${atPoint}/offers/${offer}/accept`, { on: today })).status).toBe(303)
    const agreed = await app.as('donor').get(`${here}/table`)
    expect([agreed.html.includes('Texto acordado'), agreed.html.includes('1 de 2')]).toEqual([true, false])
    expect((await leader.post(`${atPoint}/offers/${offer}/take-back`)).status).toBe(303)
    expect((await app.as('donor').get(atPoint)).html).not.toContain('Texto acordado')
    const team = { party: workers, on: today }
    expect((await app.as('assistant').post(`${atPoint}/offers/${offer}/accept`, team)).status).toBe(303)
    expect((await app.as('donor').get(atPoint)).html).toContain('Texto acordado')
    expect((await app.as('official').post(`${atPoint}/offers/${offer}/withdraw`)).status).toBe(409)
  })
  it('the team notes from paper what was said, with its day; never as a draft', async () => {
    const team = app.as('assistant')
    const said = { maker: ministry, es: 'Quince días de aguinaldo', saidOn: today }
    expect(
      (await team.post(`${here}/points/${rest}/offers/new`, { ...said, saidOn: '2999-01-01' })).status,
    ).toBe(422)
    expect((await team.post(`${here}/points/${rest}/offers/new`, { ...said, saidOn: '' })).status).toBe(422)
    expect((await team.post(`${here}/points/${rest}/offers/new`, said)).status).toBe(303)
    expect((await app.as('leader').get(`${here}/points/${rest}`)).html).toContain('Quince días de aguinaldo')
    expect((await team.post(`${here}/points/${rest}/remove`)).status).toBe(409)
  })
})

describe('a delegation', () => {
  it('says by what authority it negotiates and what its base said; what lacks is shown', async () => {
    const leader = app.as('leader')
    expect((await leader.get(here)).html).toContain('Falta con qué autoridad negocia')
    expect((await leader.get('/')).html).toContain('falta con qué autoridad negocia')
    const page = await leader.get(`${here}/delegations/${workers}`)
    expect(flaws(page.html)).toEqual([])
    const sent = {
      seen: seenOf(page.html),
      women: '4',
      men: '0',
      authority: 'vote',
      authorityNote: '212 a favor',
    }
    const wrong = await leader.post(`${here}/delegations/${workers}`, sent)
    expect([wrong.status, wrong.html.includes('212 a favor'), wrong.html.includes('Falta el día')]).toEqual([
      422,
      true,
      true,
    ])
    const whole = { ...sent, authorityOn: today, noReportBackReason: 'A reserva de la asamblea' }
    expect((await leader.post(`${here}/delegations/${workers}`, whole)).status).toBe(303)
    const { html } = await app.as('donor').get(here)
    expect([html.includes('Nada le falta para firmar'), html.includes('A reserva de la asamblea')]).toEqual([
      true,
      true,
    ])
    const second = await app.as('assistant').post(`${here}/delegations/${workers}`, { ...whole, women: '9' })
    expect([second.status, second.html.includes('value="9"')]).toEqual([409, true])
  })
  it('of an authority is not asked about a base; from paper by the team', async () => {
    const page = await app.as('assistant').get(`${here}/delegations/${ministry}`)
    expect(page.html).not.toContain('name="reportBack"')
    const sent = { seen: seenOf(page.html), authority: 'legal_powers', authorityOn: today }
    expect((await app.as('assistant').post(`${here}/delegations/${ministry}`, sent)).status).toBe(303)
    expect((await app.as('assistant').post(`${here}/delegations/${ministry}/remove`)).status).toBe(409)
  })
  it('takes a seat once', async () => {
    const sent = { organisation: app.village.organisations.domestic, constituency: 'workers' }
    const twice = await app.as('assistant').post(`${here}/delegations/new`, sent)
    expect([twice.status, twice.html.includes('ya tiene un lugar')]).toEqual([409, true])
    const guest = { organisation: app.village.organisations.vendors, constituency: 'academia' }
    expect((await app.as('assistant').post(`${here}/delegations/new`, guest)).status).toBe(303)
    expect(
      (await app.as('assistant').post(`${here}/delegations/new`, { ...guest, organisation: id })).status,
    ).toBe(422)
  })
})

describe('its course', () => {
  it('asks for the reason of a deadlock, and keeps what was typed', async () => {
    const team = app.as('coordinator')
    expect((await team.get(`${here}/steps/reopen`)).status).toBe(404)
    expect((await team.post(`${here}/steps/deadlock`, { on: today })).status).toBe(422)
    const future = await team.post(`${here}/steps/deadlock`, { on: '2999-01-01', reason: 'El aguinaldo' })
    expect([future.status, future.html.includes('El aguinaldo')]).toEqual([422, true])
    expect((await team.post(`${here}/steps/deadlock`, { on: today, reason: 'El aguinaldo' })).status).toBe(
      303,
    )
    expect((await app.as('leader').get(here)).html).toContain('El aguinaldo')
    // It is translated where it stands, by who writes negotiations; of two the later reads both.
    const english = await team.get(here, 'en')
    expect([english.html.includes('lang="es">El aguinaldo'), flaws(english.html)]).toEqual([true, []])
    const before = /name="before" value="([^"]*)"/.exec(english.html)?.[1]?.replaceAll('&quot;', '"') ?? ''
    const write = (visitor: Visitor, words: string) =>
      app.as(visitor).post(`${here}/reason`, { words, before }, 'en')
    for (const visitor of ['leader', 'official', 'donor', 'adviser'] as const)
      expect([visitor, (await write(visitor, 'x')).status]).toEqual([visitor, 403])
    expect((await app.as('donor').get(here, 'en')).html).not.toContain(`${here}/reason`)
    expect((await write('assistant', 'The year-end bonus')).status).toBe(303)
    const late = await write('coordinator', 'The bonus')
    expect([late.status, late.html.includes('The year-end bonus'), late.html.includes('The bonus<')]).toEqual(
      [409, true, true],
    )
    for (const path of [here, `${here}/table`]) {
      expect((await app.as('leader').get(path, 'en')).html).toContain('The year-end bonus')
      expect((await app.as('leader').get(path)).html).toContain('El aguinaldo')
    }
    expect((await team.post(`${here}/steps/resume`, { on: today })).status).toBe(303)
    expect((await app.as('leader').get(here, 'en')).html).not.toContain('The year-end bonus')
    // What was the reason is none any more: nothing is written over it, and her words come back.
    const gone = await write('assistant', 'The bonus of the year')
    expect([gone.status, gone.html.includes('The bonus of the year')]).toEqual([409, true])
  })
  it('concludes once every point is settled, and its agreement is drafted', async () => {
    const team = app.as('coordinator')
    const open = await team.post(`${here}/steps/conclude`, { on: today })
    expect([open.status, open.html.includes('Queda 1 punto sin resolver')]).toEqual([409, true])
    expect((await team.post(`${here}/points/${rest}/step`, { step: 'agree' })).status).toBe(409)
    expect((await team.post(`${here}/points/${rest}/step`, { step: 'set_aside' })).status).toBe(303)
    expect((await team.post(`${here}/rounds/new`, { heldOn: today, note: 'Se cerró' })).status).toBe(303)
    expect((await team.post(`${here}/steps/conclude`, { on: today })).status).toBe(303)
    expect((await app.as('leader').post(`${atPoint}/offers/new`, { es: 'Tarde' })).status).toBe(409)
    const draft = await team.get(`${here}/agreement`)
    expect([draft.html.includes('Un punto no está acordado'), flaws(draft.html)]).toEqual([true, []])
    const made = await team.post(`${here}/agreement`, { nature: 'minutes', authoritative: 'es' })
    expect(made.location).toMatch(/\/agreements\/[0-9a-f-]{36}$/)
    const page = await app.as('leader').get(here)
    expect([page.html.includes('/agreements/'), flaws(page.html)]).toEqual([true, []])
  })
  it('once over it asks for no authority any more: the agreement tells, and who signed has signed', async () => {
    const { village } = app
    const { domestic, ministry: authority } = village.organisations
    const empty = { platformId: null, placeId: null, workerGroupId: null }
    const over = await write(village.db, village.as('lucia'), async (tx, asker) => {
      const made = await addNegotiation(tx, asker, { ...empty, title: text('Mesa cerrada'), purpose: null })
      await addDelegation(tx, asker, made, { organisationId: domestic, constituency: 'workers' })
      await addDelegation(tx, asker, made, { organisationId: authority, constituency: 'authority' })
      return made
    })
    const path = `/negotiations/${over}`
    const shown = async (lang: 'es' | 'en', ...words: string[]) => {
      const pages = await Promise.all([path, `${path}/table`].map((one) => app.as('donor').get(one, lang)))
      return pages.map(({ html }) => words.map((one) => html.includes(one)))
    }
    const [missing, tells] = ['Falta con qué autoridad negocia', 'Se verá en el acuerdo']
    expect(await shown('es', missing, tells)).toEqual([
      [true, false],
      [true, false],
    ])
    await write(village.db, village.system, (tx) =>
      tx.updateTable('dialogue.negotiation').set({ state: 'concluded' }).where('id', '=', over).execute(),
    )
    expect(await shown('es', missing, tells)).toEqual([
      [false, true],
      [false, true],
    ])
    const given = {
      authority: 'legal_powers',
      authorityOn: today,
      noReportBackReason: 'Por estatutos',
    } as const
    const sign = await write(village.db, village.as('lucia'), async (tx, asker) => {
      const fields = { ...empty, title: text('Convenio'), legalBasis: '', validFrom: null, validTo: null }
      const agreement = await addAgreement(
        tx,
        asker,
        { ...fields, legalNature: 'minutes', authoritative: 'es' },
        over,
      )
      await addParty(tx, asker, agreement, { organisationId: domestic, constituency: 'workers', ...given })
      return addParty(tx, asker, agreement, { organisationId: authority, constituency: 'authority' })
    })
    // The one has all; of the other its authority is wanted, now by the agreement.
    expect(await shown('es', missing, tells, 'Nada le falta para firmar')).toEqual([
      [true, false, true],
      [true, false, true],
    ])
    await write(village.db, village.as('lucia'), (tx, asker) =>
      updateParty(tx, asker, sign, { signed_on: today }),
    )
    expect(await shown('en', 'By what authority it negotiates is missing', 'Signed on ')).toEqual([
      [false, true],
      [false, true],
    ])
  })
  it('points are added, renamed, put in order and taken away', async () => {
    const team = app.as('assistant')
    expect((await team.post(`${here}/points`, { title: 'Uniformes' })).status).toBe(303)
    expect((await team.post(`${here}/points`, { title: 'Comida', demand: id })).status).toBe(422)
    const page = await team.get(`${here}/points`)
    const added = [...page.html.matchAll(/points\/([0-9a-f-]{36})\/remove/g)].at(-1)?.[1] ?? ''
    expect((await team.post(`${here}/points/${added}/move`, { direction: 'up' })).status).toBe(303)
    const table = (await team.get(`${here}/table`)).html
    expect(table.indexOf('Uniformes')).toBeLessThan(table.indexOf('Aguinaldo'))
    const rename = { title: 'Uniforms', version: '1' }
    expect((await team.post(`${here}/points/${added}/edit`, rename, 'en')).status).toBe(303)
    expect((await team.get(`${here}/points`, 'en')).html).toContain('Uniforms')
    expect((await team.post(`${here}/points/${added}/remove`)).status).toBe(303)
  })
  it('is begun and edited with its words; two at once lose nothing', async () => {
    const team = app.as('assistant')
    expect((await team.post('/negotiations/new', { title: '' })).status).toBe(422)
    expect((await team.post('/negotiations/new', { title: 'x', platform: id })).status).toBe(422)
    const made = await team.post('/negotiations/new', { title: 'Corredor', purpose: 'Lugares' })
    const path = (made.location ?? '').replace(/^\/es\/prueba/, '')
    expect((await team.post(`${path}/steps/open`, { on: today })).status).toBe(409)
    const page = await team.get(`${path}/edit`)
    const version = /name="version" value="(\d+)"/.exec(page.html)?.[1] ?? ''
    expect((await team.post(`${path}/edit`, { version, title: 'Corredor norte' })).status).toBe(303)
    const second = await team.post(`${path}/edit`, { version, title: 'Corredor sur' })
    expect([
      second.status,
      second.html.includes('Corredor sur'),
      second.html.includes('Corredor norte'),
    ]).toEqual([409, true, true])
    for (const broken of ['x', id.slice(1)])
      expect((await team.get(`/negotiations/${broken}`)).status).toBe(404)
  })
})
