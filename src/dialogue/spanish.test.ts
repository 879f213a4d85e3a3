/** Names with accents and ñ stand in their order on the pages of demands and agreements, whatever the language; and are found without them. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type TestApp, testApp } from '../../test/app.ts'
import { day, send } from '../../test/saves/standing.ts'
import { addOrganisation } from '../actors/organisations.ts'
import { addPerson } from '../actors/people.ts'
import { blank, person } from '../actors/testing.ts'
import { text } from '../kernel/text.ts'
import { write } from '../kernel/transaction.ts'

/** As Spanish sorts: Á with A, N before Ñ, Ñ before O. */
const sorted = ['Álamos Unidos', 'Almas', 'Núcleo Norte', 'Nuñez y Núñez', 'Ñandú Libre', 'Ñoño', 'Obra']
const places = [3, 6, 1, 5, 0, 2, 4]
let app: TestApp
const made: string[] = []

beforeAll(async () => {
  app = await testApp()
  const { village } = app
  await write(village.db, village.as('lucia'), async (tx, asker) => {
    for (const at of places) {
      const name = sorted[at] ?? ''
      const id = await addOrganisation(tx, asker, { ...blank, name: text(name) })
      made.push(id)
      await addPerson(tx, asker, {
        ...person,
        name: `${name} Pérez`,
        organisationId: village.organisations.vendors,
      })
    }
  })
  const platform = await send(app, '/platforms/new', { name: 'Foro', among: 'workers', kind: 'forum' })
  const path = platform.replace('/es/prueba', '')
  for (const at of places) await send(app, `${path}/members`, { organisation: sorted[at] ?? '' })
  for (const id of made) {
    await send(app, '/demands/new', { words: 'Que haya agua', raisedOn: day(-3), how: 'paper', owner1: id })
    await send(app, '/agenda/new', {
      ...{ title: 'Reglas', level: 'borough', route: 'executive', authority: id, draftedOn: day(-3) },
    })
  }
  pages.push([path, 'members'])
})
afterAll(() => app.drop())

/** Where the names stand; the first of the page's is looked at. */
const pages: [path: string, what: string][] = [
  ['/demands/priority', 'filter'],
  ['/agenda', 'filter'],
  ['/demands/new', 'choices'],
  ['/agenda/new', 'choices'],
  ['/negotiations/new', 'none'],
  ['/actors/people', 'people'],
  ['/actors', 'organisations'],
]
const inOrder = (html: string, what: string): string[] => {
  const before = what === 'filter' || what === 'choices' ? '<option[^>]*>' : '>'
  const at = (name: string) => html.search(new RegExp(before + name))
  return sorted.filter((name) => at(name) >= 0).toSorted((a, b) => at(a) - at(b))
}

describe('names', () => {
  it.each(['es', 'en'] as const)('stand in the order of Spanish on the pages in %s', async (lang) => {
    const wrong: string[] = []
    for (const [path, what] of pages) {
      const { html, status } = await app.get(path, lang)
      const shown = inOrder(html, what)
      if (status !== 200 || (what !== 'none' && shown.join() !== sorted.join()))
        wrong.push(`${path}: ${shown}`)
    }
    expect(wrong).toEqual([])
  })
})

describe('the search', () => {
  beforeAll(async () => {
    const { ministry } = app.village.organisations
    const words = 'con la señora Núñez de Ñáñez'
    await send(app, '/demands/new', {
      words: `Demanda ${words}`,
      raisedOn: day(-3),
      how: 'paper',
      owner1: made[0] ?? '',
    })
    await send(app, '/agenda/new', {
      title: `Propuesta ${words}`,
      level: 'borough',
      route: 'executive',
      draftedOn: day(-3),
    })
    await send(app, '/policy/new', { question: `¿Diálogo ${words}?` })
    await send(app, '/negotiations/new', { title: `Negociación ${words}` })
    const agreement = (
      await send(app, '/agreements/new', {
        title: `Convenio ${words}`,
        nature: 'minutes',
        authoritative: 'es',
      })
    ).replace('/es/prueba', '')
    await send(app, `${agreement}/clauses/new`, { number: '1', words: `Cláusula ${words}` })
    await send(app, `${agreement}/commitments/new`, { words: `Compromiso ${words}`, organisation: ministry })
  })
  it.each(['nunez', 'NUÑEZ', 'Núñez', 'ñañez nunez', 'senora nunez', 'señora'])(
    '«%s» finds every kind',
    async (q) => {
      const { html } = await app.get(`/search?q=${encodeURIComponent(q)}`)
      const kinds = ['Demanda', 'Propuesta', '¿Diálogo', 'Negociación', 'Convenio', 'Cláusula', 'Compromiso']
      expect(kinds.filter((kind) => !html.includes(`${kind} con la señora Núñez de Ñáñez`))).toEqual([])
    },
  )
})

it('days are written as each language writes them', async () => {
  const id = (
    await send(app, '/demands/new', {
      words: 'Que se feche',
      raisedOn: '2026-01-07',
      how: 'paper',
      owner1: made[0] ?? '',
    })
  ).replace('/es/prueba', '')
  expect((await app.get(id, 'es')).html).toMatch(/7 ene 2026|7 de enero de 2026/)
  expect((await app.get(id, 'en')).html).toMatch(/7 Jan(uary)? 2026/)
})
