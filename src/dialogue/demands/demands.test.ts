/** Demands over HTTP, as people of each role meet them; refusals first. */
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Browser, flaws, type TestApp, testApp, type Visitor } from '../../../test/app.ts'
import type { PersonName } from '../../kernel/fixtures/people.ts'
import { newId } from '../../kernel/id.ts'
import { read, write } from '../../kernel/transaction.ts'
import { demandsOf } from './store/demands.ts'
import { endorse } from './store/endorsements.ts'

let app: TestApp
let coordinator: Browser
let leader: Browser
const day = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)
const idIn = (location: string | null): string => /[0-9a-f]{8}-[0-9a-f-]{27}/.exec(location ?? '')?.[0] ?? ''
const versionIn = (html: string): string => /name="version" value="(\d+)"/.exec(html)?.[1] ?? ''

async function raise(browser: Browser, words: string, more: Record<string, string> = {}): Promise<string> {
  const made = await browser.post('/demands/new', { words, raisedOn: day(-30), how: 'paper', ...more })
  expect([words, made.status, made.html.match(/ds-validation-message[^<]*<?[^<]*/)?.[0]]).toEqual([
    words,
    303,
    undefined,
  ])
  return idIn(made.location)
}
const org = () => app.village.organisations
const seenBy = (person: PersonName): Promise<string[]> =>
  read(app.village.db, app.village.as(person), async (tx, asker) =>
    (await demandsOf(tx, asker)).map(({ words }) => words.es?.text ?? ''),
  )
const endorseAs = (browser: Browser, id: string, more: Record<string, string> = {}) =>
  browser.post(`/demands/${id}/endorse`, {
    act: 'assembly',
    actedOn: day(-20),
    women: '40',
    men: '2',
    ...more,
  })
const move = (browser: Browser, id: string, from: string, step: string, more: Record<string, string> = {}) =>
  browser.post(`/demands/${id}/step`, { from, step, takenOn: day(-5), ...more })

let own: string
let others: string
beforeAll(async () => {
  app = await testApp()
  coordinator = app
  leader = app.as('leader')
  own = await raise(leader, 'Que se pague el aguinaldo')
  others = await raise(coordinator, 'Que haya permisos claros', {
    owner1: org().vendors,
    addressee: org().ministry,
  })
})
afterAll(() => app.drop())

describe('who may what', () => {
  it.each([
    ['public', 303],
    ['stranger', 404],
    ['donor', 404],
    ['official', 404],
    ['facilitator', 404],
    ['leader', 404],
    ['researcher', 200],
    ['adviser', 200],
    ['assistant', 200],
    ['coordinator', 200],
  ] as const)(
    '%s asks for another organisation’s demand that nobody has presented: %i',
    async (visitor, status) => {
      expect((await app.as(visitor).get(`/demands/${others}`)).status).toBe(status)
      const { html } = await app.as(visitor).get('/demands')
      expect(html.includes('permisos claros')).toBe(status === 200)
    },
  )
  it.each(['official', 'donor', 'facilitator', 'researcher', 'adviser', 'public'] as const)(
    '%s writes nothing, by whatever address',
    async (visitor) => {
      for (const path of ['step', 'edit', 'endorse', 'mandate', 'owners', 'undo'])
        expect([
          path,
          [401, 403, 404].includes(
            (await app.as(visitor).post(`/demands/${others}/${path}`, { step: 'withdraw' })).status,
          ),
        ]).toEqual([path, true])
      const made = await app.as(visitor).post('/demands/new', { words: 'x', raisedOn: day(0), how: 'paper' })
      expect(made.location?.includes('/demands/') ?? false).toBe(false)
      expect([visitor, (await seenBy('lucia')).length]).toEqual([visitor, 2])
    },
  )
  it('a leader moves, endorses or changes no demand of another organisation, nor raises one in its name', async () => {
    for (const path of ['step', 'edit', 'endorse', 'mandate', 'owners', 'undo'])
      expect([
        path,
        (await leader.post(`/demands/${others}/${path}`, { step: 'withdraw', from: 'raised' })).status,
      ]).toEqual([path, 404])
    const id = await raise(leader, 'Que haya guarderías', {
      owner1: org().vendors,
      organisation: org().vendors,
    })
    const found = await read(app.village.db, app.village.system, (tx, asker) => demandsOf(tx, asker, { id }))
    expect(found[0]?.owners.map((owner) => owner.id)).toEqual([org().domestic])
    await expect(
      write(app.village.db, app.village.as('rosa'), (tx, asker) =>
        endorse(
          tx,
          asker,
          id,
          {
            organisationId: org().vendors,
            act: 'assembly',
            actedOn: day(-1),
            women: 1,
            men: 1,
            note: null,
            how: 'member',
          },
          day(0),
        ),
      ),
    ).rejects.toMatchObject({ code: 'kernel.notAllowed' })
  })
  it('only the coordinator takes the file; only who is not an addressee sees priorities', async () => {
    for (const [visitor, status] of [
      ['assistant', 403],
      ['leader', 403],
      ['donor', 403],
      ['official', 403],
    ] as [Visitor, number][])
      expect([visitor, (await app.as(visitor).get('/demands/file/csv')).status]).toEqual([visitor, status])
    expect((await coordinator.get('/demands/file/csv')).html).toContain('Que haya permisos claros')
    expect((await coordinator.get('/demands/file/xlsx')).headers.get('content-type')).toContain(
      'spreadsheetml',
    )
    expect((await coordinator.get('/demands/file/exe')).status).toBe(404)
    for (const visitor of ['donor', 'official'] as const)
      expect((await app.as(visitor).get('/demands/priority')).status).toBe(403)
  })
})

describe('what was typed', () => {
  it.each([
    ['no words', { words: '' }],
    ['100,000 characters', { words: 'a'.repeat(100_000) }],
    ['a day that is none', { raisedOn: '2026-02-30' }],
    ['a day ahead', { raisedOn: day(3) }],
    ['a place of nowhere', { place: '01890000-0000-7000-8000-000000000000' }],
    ['an organisation of nowhere', { addressee: '01890000-0000-7000-8000-000000000000' }],
  ])('%s is an error, and nothing of it is lost', async (_, change) => {
    const { status, html } = await coordinator.post('/demands/new', {
      ...{ words: 'Que se respete', problem: 'Lo que pasa hoy', raisedOn: day(-1), how: 'said' },
      ...change,
    })
    expect(status).toBe(422)
    expect(html).toContain('ds-error-summary')
    expect(html).toContain('Lo que pasa hoy')
  })
  it('a step, an endorsement or a mandate that cannot be is refused, and nothing of it stays', async () => {
    const id = await raise(coordinator, 'Que se pruebe', { owner1: org().domestic })
    expect((await move(coordinator, id, 'raised', 'present')).status).toBe(409)
    expect((await move(coordinator, id, 'presented', 'answer', { words: 'x' })).status).toBe(409)
    expect((await move(coordinator, id, 'raised', 'withdraw', { takenOn: '2026-13-01' })).status).toBe(422)
    expect((await move(coordinator, id, 'raised', 'withdraw', { takenOn: day(2) })).status).toBe(422)
    expect((await move(coordinator, id, 'raised', 'withdraw', { takenOn: day(-40) })).status).toBe(422)
    for (const wrong of [
      { organisation: '' },
      { organisation: newId() },
      { actedOn: 'ayer' },
      { women: '-3' },
      { act: 'x' },
    ] as Record<string, string>[])
      expect([
        wrong,
        (await endorseAs(coordinator, id, { organisation: org().domestic, how: 'paper', ...wrong })).status,
      ]).toEqual([wrong, 422])
    expect(
      (await coordinator.post(`/demands/${id}/mandate`, { body: 'assembly', heldOn: day(-1), result: 'si' }))
        .status,
    ).toBe(422)
    const { html } = await coordinator.get(`/demands/${id}`)
    expect(html).toContain('Todavía ninguna organización')
  })
})

describe('a demand of one organisation', () => {
  it('goes from its assembly to its answer, and its addressee finds it from the day it is presented', async () => {
    expect((await endorseAs(leader, own)).status).toBe(303)
    expect((await endorseAs(leader, own)).status).toBe(422)
    await leader.post(`/demands/${own}/mandate`, {
      ...{
        body: 'assembly',
        heldOn: day(-20),
        result: 'majority',
        inFavour: '38',
        against: '4',
        women: '40',
        men: '2',
      },
    })
    expect((await move(leader, own, 'endorsed', 'present')).status).toBe(422)
    const edit = await leader.get(`/demands/${own}/edit`)
    await leader.post(`/demands/${own}/edit`, {
      words: 'Que se pague el aguinaldo',
      addressee: org().ministry,
      version: versionIn(edit.html),
    })
    expect((await app.as('official').get(`/demands/${own}`)).status).toBe(404)
    expect((await move(leader, own, 'endorsed', 'present')).status).toBe(303)
    const official = await app.as('official').get(`/demands/${own}`)
    expect(official.status).toBe(200)
    expect(official.html).not.toContain('name="step"')
    expect(official.html).not.toContain('Se planteó</b>')
    expect(await seenBy('dan')).toEqual(['Que se pague el aguinaldo'])
    expect((await app.as('donor').get('/search?q=aguinaldo')).html).toContain('Que se pague el aguinaldo')
    expect((await move(leader, own, 'presented', 'answer')).status).toBe(422)
    const early = await move(leader, own, 'presented', 'answer', {
      words: 'Ya dijeron algo',
      takenOn: day(-9),
    })
    expect([early.status, early.html.includes('Ya dijeron algo')]).toEqual([422, true])
    const answered = await move(leader, own, 'presented', 'answer', {
      words: 'Se estudia para enero',
      takenOn: day(-2),
    })
    expect(answered.status).toBe(303)
    const { html } = await leader.get(`/demands/${own}`)
    for (const text of [
      'Se estudia para enero',
      '38 a favor',
      '40 mujeres, 2 hombres',
      'lo anotó la organización',
    ])
      expect(html).toContain(text)
  })
  it('is not moved over a stage that somebody else has moved, and the last step is undone', async () => {
    const late = await move(coordinator, own, 'presented', 'withdraw', { words: 'Por lo que pasó' })
    expect([late.status, late.html.includes('Por lo que pasó')]).toEqual([409, true])
    const step =
      /name="step" value="([0-9a-f-]{36})"/.exec((await leader.get(`/demands/${own}`)).html)?.[1] ?? ''
    expect((await leader.post(`/demands/${own}/undo`, { step })).status).toBe(303)
    expect((await leader.post(`/demands/${own}/undo`, { step })).status).toBe(409)
    expect((await leader.get(`/demands/${own}`)).html).toContain('Presentada')
  })
  it('changes its words with a reason, keeps what they were, and endorsements say that they are of earlier ones', async () => {
    const edit = versionIn((await leader.get(`/demands/${own}/edit`)).html)
    const words = 'Que se pague el aguinaldo completo'
    const asked = { words, addressee: org().ministry, version: edit }
    const refused = await leader.post(`/demands/${own}/edit`, asked)
    expect([refused.status, refused.html.includes(words)]).toEqual([422, true])
    expect(
      (await leader.post(`/demands/${own}/edit`, { ...asked, reason: 'Lo pidió la asamblea' })).status,
    ).toBe(303)
    const { html } = await leader.get(`/demands/${own}`)
    for (const text of [
      'de palabras anteriores',
      'Lo pidió la asamblea',
      'Avalar las palabras nuevas',
      'Versión 1',
    ])
      expect(html).toContain(text)
    expect((await endorseAs(leader, own, { actedOn: day(-1) })).status).toBe(303)
  })
  it('that two people change loses nobody’s text', async () => {
    const version = versionIn((await coordinator.get(`/demands/${own}/edit`)).html)
    const change = (words: string) =>
      coordinator.post(`/demands/${own}/edit`, { words, addressee: org().ministry, reason: 'x', version })
    expect((await change('Lo de la primera')).status).toBe(303)
    const second = await change('Lo de la segunda')
    expect(second.status).toBe(409)
    for (const text of ['Lo de la primera', 'Lo de la segunda', 'Otra persona cambió'])
      expect(second.html).toContain(text)
    const again = await coordinator.post(`/demands/${own}/edit`, {
      ...{
        words: 'Lo de la segunda',
        addressee: org().ministry,
        reason: 'y',
        version: versionIn(second.html),
      },
    })
    expect(again.status).toBe(303)
  })
  it('an endorsement that is taken back loosens it; what its people entered the team leaves alone', async () => {
    const id = await raise(leader, 'Que haya descanso')
    await endorseAs(leader, id)
    const endorsement = /endorsements\/([0-9a-f-]{36})\/take-back/.exec(
      (await leader.get(`/demands/${id}`)).html,
    )?.[1]
    expect((await coordinator.post(`/demands/${id}/endorsements/${endorsement}/take-back`)).status).toBe(404)
    expect((await leader.post(`/demands/${id}/endorsements/${endorsement}/take-back`)).status).toBe(303)
    expect((await leader.get(`/demands/${id}`)).html).toContain('Se quedó sin avales')
    expect((await move(leader, id, 'endorsed', 'present')).status).toBe(409)
  })
})

describe('a joint demand', () => {
  let joint: string
  it('is of two demands at least', async () => {
    for (const originals of [[], [own], [own, newId()]]) {
      const form = new FormData()
      for (const [name, value] of Object.entries({
        words: 'Juntas',
        raisedOn: day(-3),
        how: 'paper',
        joint: '1',
      }))
        form.set(name, value)
      for (const one of originals) form.append('originals', one)
      expect([originals.length, (await coordinator.post('/demands/new', form)).status]).toEqual([
        originals.length,
        422,
      ])
    }
  })
  it('counts for an organisation once it endorses, which makes it hers to move, and rests on the originals', async () => {
    const form = new FormData()
    const fields = {
      words: 'Que el trabajo se reconozca',
      raisedOn: day(-3),
      how: 'paper',
      joint: '1',
      owner1: org().vendors,
    }
    for (const [name, value] of Object.entries({ ...fields, addressee: org().ministry }))
      form.set(name, value)
    for (const one of [own, others]) form.append('originals', one)
    joint = idIn((await coordinator.post('/demands/new', form)).location)
    const before = await leader.get(`/demands/${joint}`)
    expect(before.html).toContain('aún no cuenta')
    expect((await move(leader, joint, 'raised', 'withdraw')).status).toBe(403)
    expect((await leader.get('/')).html).toContain('Piden su aval')
    expect((await endorseAs(leader, joint, { actedOn: day(-2) })).status).toBe(303)
    const { html } = await leader.get(`/demands/${joint}`)
    expect(html).toContain('cuenta para ella')
    expect((await move(leader, joint, 'endorsed', 'present', { takenOn: day(-1) })).status).toBe(303)
    expect((await app.as('official').get(`/demands/${joint}`)).status).toBe(200)
  })
})

describe('what comes first', () => {
  it('is voted by each organisation for itself, or set by consensus; the addressee finds neither', async () => {
    const page = await leader.get('/demands/priority')
    expect(page.html).toContain(`name="v.${own}"`)
    expect(page.html).not.toContain(`name="p.${own}"`)
    expect(
      (
        await leader.post('/demands/priority', {
          [`v.${own}`]: '12',
          [`p.${own}`]: '1',
          organisation: org().vendors,
        })
      ).status,
    ).toBe(303)
    const found = await read(app.village.db, app.village.as('lucia'), (tx, asker) =>
      demandsOf(tx, asker, { id: own }),
    )
    expect([found[0]?.votes, found[0]?.priority]).toEqual([12, null])
    await coordinator.post('/demands/priority', {
      organisation: org().vendors,
      [`v.${own}`]: '5',
      [`p.${own}`]: '1',
      how: 'said',
    })
    const seen = async (person: PersonName) => {
      const rows = await read(app.village.db, app.village.as(person), (tx, asker) =>
        demandsOf(tx, asker, { id: own }),
      )
      return rows.map(({ votes, priority }) => [votes, priority])
    }
    expect(await seen('lucia')).toEqual([[17, 1]])
    expect(await seen('ofelia')).toEqual([[0, null]])
    expect((await app.as('official').get('/demands')).html).not.toContain('Prioridad')
  })
})

describe('by SQL alone, without any page', () => {
  const run = (person: PersonName, statement: (demand: string) => ReturnType<typeof sql>) =>
    write(app.village.db, app.village.as(person), (tx) => statement(own).execute(tx))
  const ws = () => app.village.workspaceId
  it.each([
    [
      'a leader makes no other organisation an owner',
      'rosa',
      (d: string) =>
        sql`insert into dialogue.demand_owner (workspace_id, id, demand_id, organisation_id, owns) values (${ws()}, ${newId()}, ${d}, ${org().vendors}, true)`,
    ],
    [
      'nor says that another raised it',
      'rosa',
      (d: string) => sql`update dialogue.demand set organisation_id = ${org().vendors} where id = ${d}`,
    ],
    [
      'nor sets what comes first',
      'rosa',
      (d: string) => sql`insert into dialogue.demand_priority values (${ws()}, ${d}, 1, '2026-01-01')`,
    ],
    [
      'nor votes for another',
      'rosa',
      (d: string) =>
        sql`insert into dialogue.demand_vote values (${ws()}, ${d}, ${org().ministry}, 9, '2026-01-01', 'member')`,
    ],
    [
      'the team enters no endorsement as if it were theirs',
      'lucia',
      (d: string) =>
        sql`insert into dialogue.demand_endorsement (workspace_id, id, demand_id, organisation_id, act, acted_on, words_version, how) values (${ws()}, ${newId()}, ${d}, ${org().ministry}, 'assembly', '2026-01-01', 1, 'member')`,
    ],
    [
      'an official endorses nothing',
      'ofelia',
      (d: string) =>
        sql`insert into dialogue.demand_endorsement (workspace_id, id, demand_id, organisation_id, act, acted_on, words_version, how) values (${ws()}, ${newId()}, ${d}, ${org().ministry}, 'assembly', '2026-01-01', 1, 'member')`,
    ],
  ] as const)('%s', async (_, person, statement) => {
    await expect(run(person, statement)).rejects.toMatchObject({ code: 'kernel.notAllowed' })
  })
  it('the arrays by which a demand is reached are not written', async () => {
    await run(
      'rosa',
      (d) =>
        sql`update dialogue.demand set owners = array[${org().ministry}::uuid], named = '{}' where id = ${d}`,
    )
    const found = await read(app.village.db, app.village.as('lucia'), (tx) =>
      tx
        .selectFrom('dialogue.demand')
        .select(['owners', 'named'])
        .where('id', '=', own)
        .executeTakeFirstOrThrow(),
    )
    expect(found).toEqual({ owners: [org().domestic], named: [org().domestic] })
  })
  it('an addressee finds neither votes nor places, nor what was before it was presented', async () => {
    const counts = await read(app.village.db, app.village.as('ofelia'), async (tx) => {
      const { rows } = await sql<{ n: number[] }>`select array[
        (select count(*) from dialogue.demand_vote), (select count(*) from dialogue.demand_priority),
        (select count(*) from dialogue.demand_step where stage in ('raised', 'endorsed'))]::int[] as n`.execute(
        tx,
      )
      return rows[0]?.n
    })
    expect(counts).toEqual([0, 0, 0])
  })
})

it('notes of endorsements and mandates are their owners’ and the team’s, and are written in the other language where they stand', async () => {
  const id = await raise(leader, 'Que haya seguro de salud', { addressee: org().ministry })
  await endorseAs(leader, id, { note: 'El acta la tiene la secretaria' })
  const mandate = { body: 'assembly', heldOn: day(-20), result: 'majority', note: 'Se votó a mano alzada' }
  expect((await leader.post(`/demands/${id}/mandate`, mandate)).status).toBe(303)
  expect((await move(leader, id, 'endorsed', 'present')).status).toBe(303)
  const page = await leader.get(`/demands/${id}`, 'en')
  expect(flaws(page.html)).toEqual([])
  const carried = (kind: string, { html }: { html: string }) => {
    const form = new RegExp(`(/demands/${id}/${kind}s/[0-9a-f-]{36}/note)"[^]*?name="before" value="([^"]*)"`)
    const [, path = '', before = ''] = form.exec(html) ?? []
    return { path, before: before.replaceAll('&quot;', '"') }
  }
  const notes = ['El acta la tiene la secretaria', 'Se votó a mano alzada']
  expect(notes.map((note) => page.html.includes(note))).toEqual([true, true])
  for (const visitor of ['official', 'donor'] as const) {
    const { html } = await app.as(visitor).get(`/demands/${id}`)
    expect([visitor, html.includes('Que haya seguro'), notes.some((note) => html.includes(note))]).toEqual([
      visitor,
      true,
      false,
    ])
  }
  for (const kind of ['endorsement', 'mandate'] as const) {
    const { path, before } = carried(kind, page)
    const write = (browser: Browser, words: string) => browser.post(path, { words, before }, 'en')
    // What an organisation entered itself is its own to write: neither the team's nor anybody else's.
    for (const visitor of ['coordinator', 'assistant', 'official', 'donor', 'researcher', 'public'] as const)
      expect([visitor, (await write(app.as(visitor), 'Of others')).status >= 400]).toEqual([visitor, true])
    expect((await leader.get(`/demands/${id}`, 'en')).html).not.toContain('Of others')
    expect((await write(leader, `The ${kind} in English`)).status).toBe(303)
    const late = await write(leader, 'Written later')
    expect([
      late.status,
      late.html.includes(`The ${kind} in English`),
      late.html.includes('Written later'),
    ]).toEqual([409, true, true])
  }
  const [spanish, english] = [await leader.get(`/demands/${id}`), await leader.get(`/demands/${id}`, 'en')]
  expect(notes.map((note) => [spanish.html.includes(note), english.html.includes(note)])).toEqual([
    [true, false],
    [true, false],
  ])
})

it('every page stands in both languages, without flaws and within its weight', async () => {
  const paths = [
    '/demands',
    '/demands?who=caucus',
    '/demands/new',
    `/demands/new?joint=${own}`,
    '/demands/priority',
    `/demands/${own}`,
    `/demands/${own}/edit`,
    `/demands/${own}/endorse`,
    `/demands/${own}/mandate`,
  ]
  for (const lang of ['es', 'en'] as const)
    for (const path of paths) {
      const { status, html, brotli } = await coordinator.get(path, lang)
      expect([lang, path, status, flaws(html), brotli < 15_000]).toEqual([lang, path, 200, [], true])
    }
})
