/** Spanish names sort and are found as people expect, whatever the server's own order: accents weigh nothing, ñ comes after n. */
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type TestApp, testApp } from '../../test/app.ts'
import { newId } from '../kernel/id.ts'
import { membersOf } from '../kernel/member.ts'
import { addRecord } from '../kernel/record.ts'
import { text } from '../kernel/text.ts'
import { read, write } from '../kernel/transaction.ts'
import { addMember } from '../kernel/workspace.ts'

let app: TestApp
const names = [
  'Zoila Ortiz',
  'Ñañez Nube',
  'Nube Ríos',
  'Ángeles Paz',
  'Andrés Luz',
  'Nuria Sol',
  'Óscar Mar',
  'Olga Mar',
]
const sorted = [
  'Andrés Luz',
  'Ángeles Paz',
  'Nube Ríos',
  'Nuria Sol',
  'Ñañez Nube',
  'Olga Mar',
  'Óscar Mar',
  'Zoila Ortiz',
]
beforeAll(async () => {
  app = await testApp()
  const { village } = app
  await write(village.db, village.system, async (tx, asker) => {
    for (const name of names) {
      await addMember(tx, asker, { name, role: 'donor' })
      await addRecord(tx, asker, {
        id: newId(),
        kind: 'published_figure',
        title: text(`Niñez y ${name}`, `Childhood and ${name}`),
        path: '/evidence/published',
        snapshot: {},
      })
    }
  })
})
afterAll(() => app.drop())

describe('lists', () => {
  it('the collation of the lists puts ñ between n and o, and letters with accents beside those without', async () => {
    const { rows } = await read(app.village.db, app.village.system, (tx) =>
      sql<{
        name: string
      }>`select name from unnest(${names}::text[]) name order by name collate "es-x-icu"`.execute(tx),
    )
    expect(rows.map(({ name }) => name)).toEqual(sorted)
  })

  it('members stand in that order', async () => {
    const all = await read(app.village.db, app.village.as('lucia'), (tx, asker) => membersOf(tx, asker))
    const shown = all.map(({ name }) => name).filter((name) => names.includes(name))
    expect(shown).toEqual(sorted)
  })
})

describe('the search', () => {
  it.each(['ninez angeles', 'NIÑEZ ÁNGELES', 'niñez ángel', 'childhood angeles', 'CHILDHOOD ÁNGELES'])(
    'finds a name by «%s»',
    async (words) =>
      expect((await app.get(`/search?q=${encodeURIComponent(words)}`)).html).toContain('Niñez y Ángeles Paz'),
  )
  it('finds nothing of it by other words', async () =>
    expect((await app.get('/search?q=vejez')).html).not.toContain('Niñez'))
})
