/** What a report rests on: seen from the report and from what it cites, by who may see it, and what a change under it does. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type TestApp, testApp } from '../../test/app.ts'
import { addDemand, changeDemand, demandById } from '../dialogue/demands/store/demands.ts'
import { text } from '../kernel/text.ts'
import { staleMarks } from '../kernel/thread.ts'
import { threadOf } from '../kernel/thread-near.ts'
import { read, write } from '../kernel/transaction.ts'
import { bindingsOfReport } from './store/bindings.ts'
import { blocksOf, saveBlocks } from './store/blocks.ts'
import { addTemplate } from './store/templates.ts'

const today = new Date(Date.now() - 86_400_000).toISOString().slice(0, 10)
const nowhere = { platformId: null, placeId: null, workerGroupId: null }

let app: TestApp
let template: string
let demand: string
/** Address of the report. */
let report: string
const id = () => report.slice('/reports/'.length)
const asLucia = <T>(work: Parameters<typeof read<T>>[2]) =>
  read(app.village.db, app.village.as('lucia'), work)
const waiting = () => asLucia(async (tx, asker) => (await staleMarks(tx, asker, id())).length)
const moved = () =>
  asLucia(async (tx, asker) => (await bindingsOfReport(tx, asker, id())).filter((one) => one.moved).length)
const fields = (words: string) => ({
  ...nowhere,
  words: text(words, words),
  problem: null,
  addresseeId: null,
  womensCaucus: false,
})
const change = (words: string) =>
  write(app.village.db, app.village.as('lucia'), async (tx, asker) => {
    const { version } = await demandById(tx, asker, demand)
    await changeDemand(tx, asker, demand, version, fields(words))
  })

beforeAll(async () => {
  app = await testApp()
  const { domestic } = app.village.organisations
  ;[demand, template] = await write(app.village.db, app.village.as('lucia'), async (tx, asker) => [
    await addDemand(
      tx,
      asker,
      { ...fields('Que haya descanso'), ownerIds: [domestic], raisedOn: today, how: 'paper' },
      today,
    ),
    await addTemplate(tx, asker, {
      title: text('Lo que se pide', 'What is asked'),
      form: 'other',
      sections: [
        {
          title: { es: 'Demandas', en: 'Demands' },
          level: 1,
          guidance: { es: '', en: '' },
          generate: 'demands',
        },
      ],
    }),
  ])
  const begun = await app.post(`/reports/new/${template}`, { name: 'Pliego de noviembre' })
  report = /\/reports\/[0-9a-f-]{36}/.exec(begun.location ?? '')?.[0] ?? ''
})
afterAll(() => app.drop())

describe('a report of the workspace’s own template', () => {
  it('is asked its title and what its sections need, and nothing else', async () => {
    const { html } = await app.get(`/reports/new/${template}`)
    const asked = [...html.matchAll(/<(?:select|input|textarea)[^>]* name="(\w+)"/g)].map(([, name]) => name)
    const questions = ['place', 'againstPlace', 'group', 'period', 'againstPeriod', 'startsOn', 'endsOn']
    expect(asked).toContain('name')
    expect(questions.filter((one) => asked.includes(one))).toEqual(['place'])
  })
})

describe('the thread of a draft', () => {
  it('is not shown, from the demand, to who sees no drafts', async () => {
    for (const visitor of ['leader', 'facilitator'] as const)
      for (const path of [`/demands/${demand}`, `/thread/${demand}`])
        expect((await app.as(visitor).get(path)).html, path).not.toContain('Pliego de noviembre')
  })
  it('leads to what it lists, and from there back', async () => {
    expect((await app.get(`${report}/read`)).html).toContain(`/demands/${demand}`)
    expect((await app.get(`/demands/${demand}`)).html).toContain('Pliego de noviembre')
    const { rests } = await asLucia((tx, asker) => threadOf(tx, asker, id()))
    expect(rests.map((one) => [one.id, one.link])).toEqual([[demand, 'quotes']])
  })
  it('waits for nobody where the text says what the record says again', async () => {
    await change('Que no haya descanso')
    await change('Que haya descanso')
    expect(await waiting()).toBe(1)
    await app.get(`${report}/read`)
    expect([await waiting(), await moved()]).toEqual([0, 0])
  })
  it('waits where it is, until a person takes it over', async () => {
    await change('Que haya dos descansos')
    await app.get(`${report}/read`)
    expect([await waiting(), await moved()]).toEqual([1, 1])
    expect((await app.post(`${report}/accept`, {})).status).toBe(303)
    expect([await waiting(), await moved()]).toEqual([0, 0])
  })
})

describe('an edition', () => {
  let edition: string
  const sign = async () =>
    /\/editions\/[0-9a-f-]{36}/.exec((await app.post(`${report}/sign`, {})).location ?? '')?.[0] ?? ''

  it('rests on what its text names, and is not published while that is not public', async () => {
    edition = await sign()
    expect((await app.get(edition)).html).toContain(`/demands/${demand}`)
    expect((await app.get(`/demands/${demand}`)).html).toContain(edition)
    expect((await app.post(`${edition}/publish`, { open: '1' })).status).toBe(409)
  })
  it('is seen from a demand by its own leader, who sees no draft', async () => {
    const { html } = await app.as('leader').get(`/thread/${demand}`)
    expect(html).toContain(edition)
    expect(html).not.toContain(`${report}"`)
  })
  it('rests no longer on what was taken out of the text, and may be published', async () => {
    await write(app.village.db, app.village.as('lucia'), async (tx, asker) => {
      const exhibit = (await blocksOf(tx, asker, id())).find(({ kind }) => kind === 'exhibit')
      if (!exhibit) throw new Error('the section has its list')
      const words = [{ text: 'Se planteó una.' }]
      const content = { kind: 'paragraph' as const, source: 'es' as const, es: words, en: words }
      await saveBlocks(tx, asker, id(), {
        seen: null,
        changes: [{ id: exhibit.id, version: exhibit.version, content }],
      })
    })
    const next = await sign()
    expect((await app.get(next)).html).not.toContain(`/demands/${demand}`)
    expect((await app.post(`${next}/publish`, { open: '1' })).status).toBe(303)
    expect((await app.as('public').get(`/public/reports/${next.slice(10)}`)).html).not.toContain('descanso')
  })
})
