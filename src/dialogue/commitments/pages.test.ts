/** Commitments over HTTP as each role meets them; refusals first. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Browser, flaws, type TestApp, testApp } from '../../../test/app.ts'
import { newId } from '../../kernel/id.ts'
import { text } from '../../kernel/text.ts'
import { write } from '../../kernel/transaction.ts'
import { addMember } from '../../kernel/workspace.ts'
import { addParty } from '../agreements/parties.ts'
import { addAgreement, agreementById } from '../agreements/store.ts'
import { firstWords } from './name.ts'
import { addCommitment } from './store.ts'

let app: TestApp
let due: string
let lasting: string
const past = new Date(Date.now() - 20 * 86_400_000).toISOString().slice(0, 10)
const today = new Date().toISOString().slice(0, 10)

beforeAll(async () => {
  app = await testApp()
  const { village } = app
  ;[due, lasting] = await write(village.db, village.as('lucia'), async (tx, asker) => {
    const id = await addAgreement(tx, asker, {
      title: text('Convenio Ejemplo', 'Example agreement'),
      legalNature: 'minutes',
      legalBasis: '',
      authoritative: 'es',
      validFrom: null,
      validTo: null,
      platformId: null,
      placeId: null,
      workerGroupId: null,
    })
    for (const [organisationId, constituency] of [
      [village.organisations.domestic, 'workers'],
      [village.organisations.ministry, 'authority'],
    ] as const)
      await addParty(tx, asker, id, { organisationId, constituency })
    const agreement = await agreementById(tx, asker, id)
    const common = {
      organisationId: village.organisations.ministry,
      office: 'Dirección de padrones',
      milestone: text('Padrón publicado', 'Roll published'),
      budget: 250_000,
      currency: 'MXN',
      budgetSource: 'Presupuesto 2026',
      placeId: null,
      workerGroupId: null,
    }
    return [
      await addCommitment(
        tx,
        asker,
        agreement,
        null,
        { ...common, words: text('Padrón de 80 personas', 'Roll of 80 people'), dueOn: past, lasts: false },
        past,
      ),
      await addCommitment(
        tx,
        asker,
        agreement,
        null,
        { ...common, words: text('No habrá desalojos', 'No evictions'), dueOn: null, lasts: true },
        past,
      ),
    ]
  })
})
afterAll(() => app.drop())

describe('Today', () => {
  it('has the view of who acts for a party said in its line, of nobody else, and without a script', async () => {
    const action = `commitments/${due}/view"`
    for (const visitor of ['donor', 'facilitator', 'researcher', 'coordinator', 'employer'] as const)
      expect([visitor, (await app.as(visitor).get('/')).html.includes(action)]).toEqual([visitor, false])
    const leader = app.as('leader')
    const { html } = await leader.get('/')
    expect([html.includes(`<details class="settle-here">`), html.includes(action), flaws(html)]).toEqual([
      true,
      true,
      [],
    ])
    // It was due: nobody says any more that it is not.
    expect(html).not.toContain('value="not_due"')
    const given = { value: 'in_progress', decidedBy: 'leader', assessedOn: today, basis: '', back: '/' }
    const done = await leader.post(`/commitments/${due}/view`, given)
    expect([done.status, done.location]).toEqual([303, '/es/prueba/'])
    expect((await leader.get(`/commitments/${due}`)).html).toContain('En proceso')
  })
})

describe('who may what', () => {
  it.each([
    ['public', 303],
    ['stranger', 404],
    ['facilitator', 404],
    ['donor', 200],
    ['leader', 200],
    ['official', 200],
    ['researcher', 200],
    ['adviser', 200],
    ['assistant', 200],
    ['coordinator', 200],
  ] as const)('%s reads one: %i', async (visitor, status) => {
    expect((await app.as(visitor).get(`/commitments/${due}`)).status).toBe(status)
  })
  it.each(['donor', 'adviser', 'researcher', 'leader', 'official'] as const)(
    '%s changes no commitment, by no address',
    async (visitor) => {
      const browser = app.as(visitor)
      expect((await browser.get(`/commitments/${due}/edit`)).status).toBe(403)
      expect((await browser.post(`/commitments/${due}/edit`, { version: '1', words: 'x' })).status).toBe(403)
      expect((await browser.get('/commitments/file/csv')).status).toBe(403)
    },
  )
  it.each(['donor', 'adviser', 'researcher', 'assistant', 'coordinator'] as const)(
    '%s gives no view, for she acts for no party',
    async (visitor) => {
      expect((await app.as(visitor).get(`/commitments/${due}/view`)).status).toBe(403)
      const sent = { value: 'met', decidedBy: 'leader', assessedOn: today }
      expect((await app.as(visitor).post(`/commitments/${due}/view`, sent)).status).toBe(403)
    },
  )
  it.each(['donor', 'adviser', 'researcher'] as const)(
    '%s notes no incident and writes no letter',
    async (visitor) => {
      const browser = app.as(visitor)
      expect((await browser.get(`/commitments/${lasting}/incidents/new`)).status).toBe(403)
      expect((await browser.post(`/commitments/${due}/letters`, { rung: 'reminder' })).status).toBe(403)
      expect((await browser.get('/commitments/update')).status).toBe(403)
    },
  )
  it('whoever owes it writes no letter against itself', async () => {
    expect((await app.as('official').post(`/commitments/${due}/letters`, { rung: 'reminder' })).status).toBe(
      403,
    )
    expect((await app.as('official').get(`/commitments/${due}`)).html).not.toContain('Preparar: recordatorio')
  })
})

describe('a view', () => {
  it('comes back with what was typed where it cannot be', async () => {
    const leader = app.as('leader')
    const late = await leader.post(`/commitments/${due}/view`, {
      value: 'not_due',
      decidedBy: 'assembly',
      assessedOn: today,
      reason: 'Nadie vino',
    })
    expect([
      late.status,
      late.html.includes('El compromiso venció'),
      late.html.includes('Nadie vino'),
    ]).toEqual([422, true, true])
    const none = await leader.post(`/commitments/${due}/view`, { decidedBy: 'assembly', assessedOn: 'ayer' })
    expect(none.status).toBe(422)
    expect(flaws(none.html)).toEqual([])
  })
  it('of each party is shown beside the other’s; who gave it is read by her own and the coordinator', async () => {
    const sent = { decidedBy: 'assembly', assessedOn: today, reason: 'Nadie vino a empadronar' }
    expect(
      (await app.as('leader').post(`/commitments/${due}/view`, { ...sent, value: 'not_met' })).status,
    ).toBe(303)
    expect(
      (
        await app
          .as('official')
          .post(`/commitments/${due}/view`, { ...sent, value: 'met', reason: 'Ya está' })
      ).status,
    ).toBe(303)
    for (const visitor of ['donor', 'official', 'adviser'] as const) {
      const { html } = await app.as(visitor).get(`/commitments/${due}`)
      expect([
        visitor,
        html.includes('Las partes no coinciden'),
        html.includes('Nadie vino a empadronar'),
      ]).toEqual([visitor, true, true])
      expect([visitor, html.includes('Rosa Hernández')]).toEqual([visitor, false])
    }
    expect((await app.as('leader').get(`/commitments/${due}`)).html).toContain('La capturó Rosa Hernández')
    expect((await app.as('coordinator').get(`/commitments/${due}`)).html).toContain(
      'La capturó Rosa Hernández',
    )
    const list = await app.as('donor').get('/commitments', 'en')
    expect(list.html).toContain('Parties differ')
    expect(flaws(list.html)).toEqual([])
  })
})

describe('many at once', () => {
  it('saves what changed, says which row was wrong, and keeps what was typed there', async () => {
    const leader = app.as('leader')
    const wrong = await leader.post('/commitments/update', {
      decidedBy: 'committee',
      [`view-${due}`]: 'partly_met',
      [`view-${lasting}`]: 'met',
    })
    expect([wrong.status, wrong.html.includes('nunca queda cumplido del todo')]).toEqual([422, true])
    expect(wrong.html).toContain('Se guardó 1 compromiso.')
    expect(flaws(wrong.html)).toEqual([])
    expect((await leader.get(`/commitments/${due}`)).html).toContain('Cumplido en parte')
    expect((await leader.post('/commitments/update', { decidedBy: 'committee' })).status).toBe(303)
  })
  /** What the page carries hidden, as a browser sends it back. */
  const carried = (html: string): Record<string, string> =>
    Object.fromEntries(
      [...html.matchAll(/<input type="hidden" name="((?:was|version|basis)-[^"]*)" value="([^"]*)"/g)].map(
        ([, name = '', value = '']) => [name, value],
      ),
    )
  const open = async (browser: Browser) => carried((await browser.get('/commitments/update')).html)

  it('the team corrects days and offices; what somebody else wrote meanwhile is shown beside what was typed', async () => {
    const team = app.as('assistant')
    const seen = await open(team)
    const office = (words: string, other = 'Dirección de padrones') => ({
      ...seen,
      [`office-${due}`]: words,
      [`due-${due}`]: past,
      [`office-${lasting}`]: other,
    })
    expect((await team.post('/commitments/update', office('Dirección de vía pública'))).status).toBe(303)
    const again = await team.post('/commitments/update', office('Otra oficina', 'Jurídico'))
    expect([again.status, again.html.includes('No se ha perdido nada')]).toEqual([409, true])
    expect(again.html).toContain('Ahora dice: <q class="as-typed">Dirección de vía pública</q>')
    expect(again.html).toContain('value="Otra oficina"')
    // The day is the same in both: nothing is said of it. The other line was saved.
    expect(again.html.split('Ahora dice:').length - 1).toBe(1)
    expect([again.html.includes('Se guardó 1 compromiso.'), flaws(again.html)]).toEqual([true, []])
    expect((await app.as('donor').get(`/commitments/${lasting}`)).html).toContain('Jurídico')
    expect((await app.as('donor').get(`/commitments/${due}`)).html).toContain('Dirección de vía pública')
    const english = await team.post('/commitments/update', office('Otra oficina', 'Jurídico'), 'en')
    expect([english.status, english.html.includes('It now says:')]).toEqual([409, true])
    // Having read both, she saves over it.
    const decided = { ...office('Otra oficina', 'Jurídico'), ...carried(again.html) }
    expect((await team.post('/commitments/update', decided)).status).toBe(303)
    expect((await app.as('donor').get(`/commitments/${due}`)).html).toContain('Otra oficina')
  })
  it('a line that she left as it was undoes nothing of what somebody else wrote there', async () => {
    const [one, other] = [app.as('assistant'), app.as('coordinator')]
    const seen = await open(one)
    const left = { ...seen, [`office-${due}`]: 'Otra oficina', [`due-${due}`]: past }
    const theirs = { ...left, [`office-${due}`]: 'Protección civil' }
    expect((await other.post('/commitments/update', theirs)).status).toBe(303)
    const changed = { ...left, [`office-${lasting}`]: 'Tesorería' }
    expect((await one.post('/commitments/update', changed)).status).toBe(303)
    expect((await app.as('donor').get(`/commitments/${due}`)).html).toContain('Protección civil')
    const wrong = await one.post('/commitments/update', {
      ...(await open(one)),
      [`office-${due}`]: 'X',
      [`due-${due}`]: '2026-02-30',
    })
    expect([wrong.status, wrong.html.includes('Escriba una fecha que exista')]).toEqual([422, true])
    expect((await app.as('donor').get(`/commitments/${due}`)).html).toContain('Protección civil')
  })
  it('a colleague’s view given meanwhile is shown beside hers, with her name, and nothing is written', async () => {
    const { village } = app
    const account = await write(village.db, village.system, async (tx, asker) => {
      const id = newId()
      const organisationId = village.organisations.domestic
      const member = await addMember(tx, asker, { name: 'Pilar Colega', role: 'leader', organisationId })
      await tx
        .insertInto('auth.user')
        .values({ id, name: 'Pilar', email: `${id}@invalid` })
        .execute()
      await tx.updateTable('kernel.member').set({ account_id: id }).where('id', '=', member).execute()
      return id
    })
    const [leader, colleague] = [app.as('leader'), app.as({ account })]
    const seen = await open(leader)
    const given = { value: 'not_met', decidedBy: 'committee', assessedOn: today, reason: 'Cerrada' }
    expect((await colleague.post(`/commitments/${due}/view`, given)).status).toBe(303)
    const sent = {
      ...seen,
      decidedBy: 'leader',
      [`view-${due}`]: 'partly_met',
      [`view-${lasting}`]: 'in_progress',
    }
    const told = await leader.post('/commitments/update', sent)
    expect([told.status, flaws(told.html)]).toEqual([409, []])
    for (const words of ['Ahora dice: <q class="as-typed">Incumplido</q>', 'La capturó Pilar Colega'])
      expect(told.html).toContain(words)
    expect(told.html).toContain('<option value="partly_met" selected')
    const views = async () => (await leader.get(`/commitments/${due}`)).html.split('La capturó').length - 1
    const before = await views()
    // The line that was saved is not sent a second time with the decision on the other.
    const decided = { ...carried(told.html), decidedBy: 'leader', [`view-${due}`]: 'partly_met' }
    expect((await leader.post('/commitments/update', decided)).status).toBe(303)
    expect(await views()).toBe(before + 1)
    // The other party reads both views, and of nobody the name.
    const { html } = await app.as('official').get(`/commitments/${due}`)
    expect([html.includes('Pilar'), html.includes('Rosa Hernández')]).toEqual([false, false])
    expect((await leader.get(`/commitments/${due}`)).html).toContain('La capturó Pilar Colega')
  })
  it('goes to a spreadsheet without a name of anybody', async () => {
    const { status, html } = await app.as('coordinator').get('/commitments/file/csv')
    expect([status, html.includes('Padrón de 80 personas'), html.includes('Rosa')]).toEqual([
      200,
      true,
      false,
    ])
    expect((await app.as('coordinator').get('/commitments/file/exe')).status).toBe(404)
  })
})

describe('its title', () => {
  it('says which it is and who answers for it, in the tab, too', async () => {
    const { html } = await app.as('donor').get(`/commitments/${due}`)
    expect(html).toMatch(/<title>Padrón de 80 personas · Protección civil · /)
    expect(html).toContain('<h1>Padrón de 80 personas · Protección civil</h1>')
    expect((await app.as('donor').get(`/commitments/${due}`, 'en')).html).toContain(
      '<h1>Roll of 80 people · Protección civil</h1>',
    )
  })
  it.each([
    ['Sin desalojos', 'Sin desalojos'],
    [
      'Entregar ochenta permisos de venta a las comerciantes del corredor, con su plano',
      'Entregar ochenta permisos de venta a las comerciantes del…',
    ],
    [
      'Reubicar a nadie en el corredor Ejemplo mientras dure la obra, y después',
      'Reubicar a nadie en el corredor Ejemplo mientras dure la…',
    ],
    ['x'.repeat(90), `${'x'.repeat(60)}…`],
  ])('is cut at the end of a word: %s', (words, short) => {
    expect(firstWords({ words: text(words) }, 'es')).toBe(short)
  })
})

describe('a letter', () => {
  it('is drafted from the commitment, written, handed in and answered; only then the other party reads it', async () => {
    const leader = app.as('leader')
    expect((await leader.post(`/commitments/${due}/letters`, { rung: 'press' })).status).toBe(409)
    const made = await leader.post(`/commitments/${due}/letters`, { rung: 'reminder' })
    expect(made.status).toBe(303)
    const path = (made.location ?? '').replace(/^\/es\/prueba/, '')
    const draft = await leader.get(path)
    for (const words of ['Padrón de 80 personas', 'Sindicato de trabajadoras del hogar', 'Convenio Ejemplo'])
      expect(draft.html).toContain(words)
    expect(flaws(draft.html)).toEqual([])
    for (const visitor of ['official', 'donor'] as const)
      expect((await app.as(visitor).get(path)).status).toBe(404)
    const stale = await leader.post(path, { version: '9', letter: 'Texto mío' })
    expect([stale.status, stale.html.includes('Texto mío')]).toEqual([409, true])
    expect((await leader.post(path, { version: '1', letter: 'Le recordamos el padrón.' })).status).toBe(303)
    for (const kind of ['docx', 'pdf']) expect((await leader.get(`${path}/file/${kind}`)).status).toBe(200)
    expect((await leader.post(`${path}/step`, { step: 'answer', day: today, answer: 'x' })).status).toBe(409)
    expect((await leader.post(`${path}/step`, { step: 'send', day: today })).status).toBe(303)
    expect((await app.as('official').get(path)).html).toContain('Le recordamos el padrón.')
    expect(
      (await app.as('official').post(`${path}/step`, { step: 'answer', day: today, answer: 'x' })).status,
    ).toBe(403)
    expect((await leader.post(path, { version: '3', letter: 'Otra cosa' })).status).toBe(409)
    expect(
      (await leader.post(`${path}/step`, { step: 'answer', day: today, answer: 'El lunes empieza.' })).status,
    ).toBe(303)
    expect((await app.as('donor').get(`/commitments/${due}`)).html).toContain('El lunes empieza.')
  })
})

describe('an incident', () => {
  it('is noted against what lasts, and taken back by who noted it', async () => {
    const leader = app.as('leader')
    const sent = {
      kind: 'eviction',
      happenedOn: today,
      venue: 'Corredor',
      women: '12',
      men: '3',
      words: 'De madrugada',
    }
    const future = await leader.post(`/commitments/${lasting}/incidents/new`, {
      ...sent,
      happenedOn: '2999-01-01',
    })
    expect([
      future.status,
      future.html.includes('todavía no llega'),
      future.html.includes('De madrugada'),
    ]).toEqual([422, true, true])
    expect((await leader.post(`/commitments/${due}/incidents/new`, sent)).status).toBe(409)
    expect((await leader.post(`/commitments/${lasting}/incidents/new`, sent)).status).toBe(303)
    const { html } = await app.as('official').get(`/commitments/${lasting}`, 'en')
    expect([html.includes('Eviction'), html.includes('12 women, 3 men'), html.includes('/remove')]).toEqual([
      true,
      true,
      false,
    ])
    const id = /incidents\/([0-9a-f-]{36})\/remove/.exec(
      (await leader.get(`/commitments/${lasting}`)).html,
    )?.[1]
    expect((await app.as('official').post(`/commitments/${lasting}/incidents/${id}/remove`)).status).toBe(403)
    expect((await leader.post(`/commitments/${lasting}/incidents/${id}/remove`)).status).toBe(303)
  })
  it('the team notes one for an organisation, known to this workspace', async () => {
    const sent = { kind: 'seizure', happenedOn: today, words: 'Decomiso' }
    const unknown = await app
      .as('assistant')
      .post(`/commitments/${lasting}/incidents/new`, { ...sent, organisation: app.village.workspaceId })
    expect(unknown.status).toBe(404)
    const known = await app.as('assistant').post(`/commitments/${lasting}/incidents/new`, {
      ...sent,
      organisation: app.village.organisations.domestic,
    })
    expect(known.status).toBe(303)
  })
})

it('is changed with its words; two at once lose nothing', async () => {
  const team = app.as('coordinator')
  const page = await team.get(`/commitments/${due}/edit`)
  expect(flaws(page.html)).toEqual([])
  const version = /name="version" value="(\d+)"/.exec(page.html)?.[1] ?? ''
  const sent = { version, words: 'Padrón de 90 personas', office: 'Padrones', dueOn: past }
  expect((await team.post(`/commitments/${due}/edit`, { ...sent, lasts: 'true' })).status).toBe(422)
  expect(
    (await team.post(`/commitments/${due}/edit`, { ...sent, currency: 'pesos', budget: '10' })).status,
  ).toBe(422)
  expect((await team.post(`/commitments/${due}/edit`, sent)).status).toBe(303)
  const second = await team.post(`/commitments/${due}/edit`, { ...sent, words: 'Padrón de 70' })
  expect([
    second.status,
    second.html.includes('Padrón de 70'),
    second.html.includes('Padrón de 90 personas'),
  ]).toEqual([409, true, true])
})
