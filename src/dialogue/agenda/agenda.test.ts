/** Proposals on agendas and policy dialogues over HTTP, as people of each role meet them; refusals first. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Browser, flaws, type TestApp, testApp } from '../../../test/app.ts'
import { attachmentById } from '../../kernel/attachment.ts'
import type { PersonName } from '../../kernel/fixtures/people.ts'
import { newId } from '../../kernel/id.ts'
import { read } from '../../kernel/transaction.ts'
import { blocksOf } from './blocks.ts'

let app: TestApp
let coordinator: Browser
let id: string
const day = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)
const idIn = (location: string | null): string => /[0-9a-f]{8}-[0-9a-f-]{27}/.exec(location ?? '')?.[0] ?? ''
const versionIn = (html: string): string => /name="version" value="(\d+)"/.exec(html)?.[1] ?? ''
const fields = () => ({
  ...{
    title: 'Reglas de la ventanilla',
    summary: 'Una ventanilla con recibo',
    level: 'borough',
    route: 'executive',
  },
  ...{ authority: app.village.organisations.ministry, draftedOn: day(-40), deadlineOn: day(-3) },
  ...{ deadlineBasis: 'Ley de procedimiento, art. 89', deadlineStep: 'issue' },
})
const step = (browser: Browser, from: string, name: string, more: Record<string, string> = {}) =>
  browser.post(`/agenda/${id}/step`, { from, step: name, takenOn: day(-20), ...more })

beforeAll(async () => {
  app = await testApp()
  coordinator = app
  const demand = await coordinator.post('/demands/new', {
    ...{
      words: 'Una sola ventanilla',
      raisedOn: day(-50),
      how: 'paper',
      owner1: app.village.organisations.vendors,
    },
  })
  const made = await coordinator.post('/agenda/new', { ...fields(), demand: idIn(demand.location) })
  expect(made.status).toBe(303)
  id = idIn(made.location)
})
afterAll(() => app.drop())

describe('a proposal', () => {
  it.each([
    ['public', 303],
    ['stranger', 404],
    ['donor', 404],
    ['official', 404],
    ['leader', 404],
    ['facilitator', 404],
    ['adviser', 200],
    ['researcher', 200],
    ['coordinator', 200],
  ] as const)('that nobody has lodged: %s %i', async (visitor, status) => {
    expect((await app.as(visitor).get(`/agenda/${id}`)).status).toBe(status)
    expect((await app.as(visitor).get('/agenda')).html.includes('Reglas de la ventanilla')).toBe(
      status === 200,
    )
  })
  it('is written by nobody else', async () => {
    for (const visitor of ['donor', 'official', 'leader', 'facilitator', 'adviser', 'researcher'] as const)
      for (const path of ['step', 'edit', 'undo', 'blocks']) {
        const { status } = await app
          .as(visitor)
          .post(`/agenda/${id}/${path}`, { from: 'drafted', step: 'submit', who: 'x' })
        // A researcher notes stances: the table gives her that.
        expect([visitor, path, status]).toEqual([
          visitor,
          path,
          visitor === 'researcher' && path === 'blocks'
            ? 303
            : visitor === 'leader' && path !== 'blocks'
              ? 404
              : 403,
        ])
      }
  })
  it('has a route that its level has, a basis for its deadline, and nothing of nowhere', async () => {
    for (const change of [
      { level: 'city_congress' },
      { deadlineBasis: '' },
      { authority: newId() },
      { place: newId() },
      { title: 'a'.repeat(100_000) },
      { deadlineOn: '2026-02-31' },
    ] as Record<string, string>[]) {
      const { status, html } = await coordinator.post('/agenda/new', { ...fields(), ...change })
      expect([change, status, html.includes('Una ventanilla con recibo')]).toEqual([change, 422, true])
    }
  })
  it('is found by its authority from the day it got it, with its deadline; who blocks it, by the team alone', async () => {
    expect((await step(coordinator, 'drafted', 'issue')).status).toBe(409)
    expect((await step(coordinator, 'submitted', 'review')).status).toBe(409)
    expect((await step(coordinator, 'drafted', 'submit', { takenOn: day(-60) })).status).toBe(422)
    expect((await step(coordinator, 'drafted', 'submit', { takenOn: 'ayer' })).status).toBe(422)
    expect(
      (await step(coordinator, 'drafted', 'submit', { doneBy: 'Comisión', source: 'javascript:alert(1)' }))
        .status,
    ).toBe(303)
    await coordinator.post(`/agenda/${id}/blocks`, {
      who: 'Gestores del trámite',
      note: 'Pierden si hay recibo',
    })
    const official = await app.as('official').get(`/agenda/${id}`)
    expect(official.status).toBe(200)
    for (const text of ['Entregada en la Alcaldía', 'Plazo vencido hace 3 días', 'Lo hizo: Comisión'])
      expect(official.html).toContain(text)
    for (const text of ['Gestores', 'javascript:', 'Se empezó a escribir', 'Quién la frena'])
      expect(official.html).not.toContain(text)
    expect((await app.as('official').get('/')).html).toContain('Reglas de la ventanilla')
    expect((await app.as('donor').get('/search?q=ventanilla')).html).toContain('Reglas de la ventanilla')
    expect((await coordinator.get(`/agenda/${id}`)).html).toContain('Gestores del trámite')
    for (const person of ['ofelia', 'rosa', 'dan', 'vera'] as const)
      expect(
        await read(app.village.db, app.village.as(person), (tx, asker) => blocksOf(tx, asker, id)),
      ).toEqual([])
  })
  it('has notes and a basis in both languages: what is typed in one is translated right there, and nothing is lost', async () => {
    expect(
      (await step(coordinator, 'submitted', 'budget', { note: '$640,000 para ventanillas' })).status,
    ).toBe(303)
    const page = await coordinator.get(`/agenda/${id}`, 'en')
    expect([page.html.includes('Not translated into English'), flaws(page.html)]).toEqual([true, []])
    const noted = /steps\/([0-9a-f-]{36})\/note/.exec(page.html)?.[1] ?? ''
    const before = /name="before" value="([^"]*)"/.exec(page.html)?.[1]?.replaceAll('&quot;', '"') ?? ''
    const translate = (browser: Browser, words: string) =>
      browser.post(`/agenda/${id}/steps/${noted}/note`, { words, before }, 'en')
    for (const visitor of ['official', 'donor', 'researcher', 'adviser', 'leader', 'public'] as const)
      expect((await translate(app.as(visitor), 'x')).html).not.toContain('$640,000 for windows')
    expect((await coordinator.get(`/agenda/${id}`, 'en')).html).toContain('Not translated into English')
    expect((await translate(coordinator, '$640,000 for windows')).status).toBe(303)
    const late = await translate(coordinator, '$640,000 for counters')
    expect([late.status, late.html.includes('for windows'), late.html.includes('for counters')]).toEqual([
      409,
      true,
      true,
    ])
    const english = (await coordinator.get(`/agenda/${id}`, 'en')).html
    expect(english).not.toContain('para ventanillas')
    expect((await coordinator.get(`/agenda/${id}`)).html).toContain('para ventanillas')
    const edit = await coordinator.get(`/agenda/${id}/edit`, 'en')
    const values = { ...fields(), title: 'Rules of the window', summary: '', version: versionIn(edit.html) }
    const done = await coordinator.post(
      `/agenda/${id}/edit`,
      { ...values, deadlineBasis: 'Procedure act, art. 89' },
      'en',
    )
    expect(done.status).toBe(303)
    expect((await coordinator.get(`/agenda/${id}`, 'en')).html).toContain('Procedure act, art. 89')
    expect((await coordinator.get(`/agenda/${id}`)).html).toContain('Ley de procedimiento, art. 89')
    const last = /name="step" value="([0-9a-f-]{36})"/.exec(english)?.[1] ?? ''
    expect((await coordinator.post(`/agenda/${id}/undo`, { step: last })).status).toBe(303)
  })
  it('is budgeted beside its line, and the last step is undone', async () => {
    expect((await step(coordinator, 'submitted', 'budget', { note: '$640,000' })).status).toBe(303)
    expect((await coordinator.get('/agenda')).html).toContain('Con presupuesto')
    const last =
      /name="step" value="([0-9a-f-]{36})"/.exec((await coordinator.get(`/agenda/${id}`)).html)?.[1] ?? ''
    expect((await coordinator.post(`/agenda/${id}/undo`, { step: last })).status).toBe(303)
    expect((await coordinator.post(`/agenda/${id}/undo`, { step: last })).status).toBe(409)
    expect((await coordinator.get('/agenda')).html).not.toContain('Con presupuesto')
    const form = new FormData()
    for (const [name, value] of Object.entries({ from: 'submitted', step: 'review', takenOn: day(-10) }))
      form.set(name, value)
    form.set('file', new File(['%PDF-1.4'], 'acuse.pdf'))
    expect((await coordinator.post(`/agenda/${id}/step`, form)).status).toBe(303)
    const { html } = await coordinator.get(`/agenda/${id}`)
    const file = /\/files\/[0-9a-f-]{36}/.exec(html)?.[0] ?? ''
    const open = (person: PersonName) =>
      read(app.village.db, app.village.as(person), (tx, asker) => attachmentById(tx, asker, file.slice(7)))
    expect((await open('lucia')).name).toBe('acuse.pdf')
    await expect(open('ofelia')).rejects.toMatchObject({ code: 'kernel.notFound' })
    form.set('file', new File(['MZ'], 'virus.exe'))
    form.set('from', 'under_review')
    form.set('step', 'issue')
    expect((await coordinator.post(`/agenda/${id}/step`, form)).status).toBe(422)
  })
  it('that two people change loses nobody’s text; one of the team’s demand shows in its thread', async () => {
    const page = await coordinator.get(`/agenda/${id}`)
    expect(page.html).toContain('Una sola ventanilla')
    const version = versionIn((await coordinator.get(`/agenda/${id}/edit`)).html)
    const change = (title: string) => coordinator.post(`/agenda/${id}/edit`, { ...fields(), title, version })
    expect((await change('Lo de la primera')).status).toBe(303)
    const second = await change('Lo de la segunda')
    expect(second.status).toBe(409)
    for (const text of ['Lo de la primera', 'Lo de la segunda']) expect(second.html).toContain(text)
  })
})

describe('a policy dialogue', () => {
  let dialogue: string
  let option: string
  let meetingId: string
  beforeAll(async () => {
    const meeting = await coordinator.post('/meetings/new', {
      ...{ kind: 'policy_dialogue', title: 'Diálogo', day: day(2), from: '10:00', until: '12:00' },
    })
    await coordinator.post(`/meetings/${idIn(meeting.location)}/parties`, {
      organisation: 'Secretaría del Trabajo',
    })
    const made = await coordinator.post('/policy/new', {
      question: '¿Quién afilia?',
      purpose: 'Comparar',
      meeting: idIn(meeting.location),
    })
    dialogue = idIn(made.location)
    const added = await coordinator.post(`/policy/${dialogue}/options/new`, {
      ...{
        name: 'La trabajadora',
        pros: 'Uno\nDos',
        cons: 'Tres',
        cost: '1,500.50',
        currency: 'mxn',
        period: 'year',
      },
      ...{ payer: 'el Instituto', legal: 'Reglas', decides: 'el Consejo' },
    })
    meetingId = idIn(meeting.location)
    option = /#o-([0-9a-f-]{36})/.exec(added.location ?? '')?.[1] ?? ''
  })
  it.each([
    ['public', 303],
    ['stranger', 404],
    ['donor', 403],
    ['leader', 404],
    ['facilitator', 404],
    ['official', 200],
    ['adviser', 200],
  ] as const)('is seen by its table: %s %i', async (visitor, status) => {
    expect((await app.as(visitor).get(`/policy/${dialogue}`)).status).toBe(status)
  })
  it('is found from its meeting; one meeting has one', async () => {
    expect((await app.as('official').get(`/meetings/${meetingId}/policy`)).location).toContain(
      `/policy/${dialogue}`,
    )
    const again = await coordinator.post('/policy/new', { question: 'Otra', meeting: meetingId })
    expect(again.status).toBe(422)
    expect(again.html).toContain('ya tiene un diálogo')
  })
  it('is written by who writes its meeting', async () => {
    for (const visitor of ['leader', 'official', 'adviser', 'donor'] as const)
      for (const path of ['edit', 'decide', 'options/new', `options/${option}`])
        expect([
          visitor,
          path,
          (await app.as(visitor).post(`/policy/${dialogue}/${path}`, { name: 'x' })).status,
        ]).toEqual([visitor, path, 403])
    expect((await app.as('facilitator').post('/policy/new', { question: 'x' })).status).toBe(403)
  })
  it('compares what each option costs; a cost that is none is asked again', async () => {
    const { html } = await app.as('official').get(`/policy/${dialogue}`)
    for (const text of ['$1,500.50 MXN al año, lo paga el Instituto', '<li>Uno</li>', 'el Consejo'])
      expect(html).toContain(text)
    for (const change of [
      { cost: 'mucho' },
      { cost: '5', period: '' },
      { currency: 'pesos' },
      { decidesId: newId() },
    ] as Record<string, string>[]) {
      const refused = await coordinator.post(`/policy/${dialogue}/options/new`, {
        name: 'Otra',
        pros: 'Se queda',
        currency: 'MXN',
        period: 'once',
        ...change,
      })
      expect([change, refused.status, refused.html.includes('Se queda')]).toEqual([change, 422, true])
    }
  })
  it('recommends one with a reason and says what came of it, in the page and in Word', async () => {
    const version = versionIn((await coordinator.get(`/policy/${dialogue}/decide`)).html)
    const decide = (more: Record<string, string>) =>
      coordinator.post(`/policy/${dialogue}/decide`, { version, recommended: option, ...more })
    expect((await decide({ reason: '' })).status).toBe(422)
    expect((await decide({ recommended: newId(), reason: 'x' })).status).toBe(422)
    expect(
      (await decide({ reason: 'Es la más pronta', outcome: 'Va a la mesa', outcomeOn: day(-1) })).status,
    ).toBe(303)
    const late = await decide({ reason: 'Lo mío' })
    expect([late.status, late.html.includes('Lo mío'), late.html.includes('Va a la mesa')]).toEqual([
      409,
      true,
      true,
    ])
    const { html } = await app.as('official').get(`/policy/${dialogue}`)
    for (const text of ['Es la más pronta', 'Va a la mesa', 'Se recomienda']) expect(html).toContain(text)
    for (const [kind, magic] of [
      ['docx', 'PK'],
      ['pdf', '%PDF'],
    ] as const) {
      const file = await app.as('official').get(`/policy/${dialogue}/file/en/${kind}`)
      expect([kind, file.status, file.html.startsWith(magic)]).toEqual([kind, 200, true])
    }
    expect((await coordinator.get(`/policy/${dialogue}/file/fr/docx`)).status).toBe(404)
  })
  it('every page stands in both languages, without flaws and within its weight', async () => {
    const paths = [
      ...[
        '/agenda',
        '/agenda/new',
        `/agenda/${id}`,
        `/agenda/${id}/edit`,
        '/policy',
        '/policy/new',
        `/policy/${dialogue}`,
      ],
      ...[`/policy/${dialogue}/edit`, `/policy/${dialogue}/decide`, `/policy/${dialogue}/options/${option}`],
    ]
    for (const lang of ['es', 'en'] as const)
      for (const path of paths) {
        const { status, html, brotli } = await coordinator.get(path, lang)
        expect([lang, path, status, flaws(html), brotli < 15_000]).toEqual([lang, path, 200, [], true])
      }
  })
})
