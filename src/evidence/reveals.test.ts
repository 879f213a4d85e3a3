import { createHash } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { onBothServers } from '../../test/database.ts'
import { settle, type Village } from '../kernel/fixtures/people.ts'
import { read, write } from '../kernel/transaction.ts'
import { addReveal, isRevealed, removeReveal } from './reveals.ts'
import { addVintage, type Vintage } from './store.ts'

onBothServers('withheld estimates opened for internal reading', (fresh) => {
  let village: Village
  let vintage: Vintage
  let drop: () => Promise<void>
  const iztapalapa = { code: '09007', name: 'Iztapalapa', id: null }

  beforeAll(async () => {
    const opened = await fresh()
    drop = opened.drop
    village = await settle(opened.database.kysely, 'programa')
    const made = await write(village.db, village.as('ana'), (tx, asker) =>
      addVintage(tx, asker, {
        survey: 'enoe',
        period: '2015T2',
        coverage: ['09'],
        isSample: false,
        sha256: createHash('sha256').update('a').digest('hex'),
        files: [],
        rows: 9598,
        weight: 'fac',
        strata: 'est_d',
        psu: 'upm',
        columns: ['ent', 'mun'],
        found: {},
      }),
    )
    vintage = made.vintage
  })
  afterAll(() => drop())

  const of = () => ({ vintage, place: iztapalapa, group: null })
  const open = (person: 'lucia' | 'tomas') =>
    read(village.db, village.as(person), async (tx, asker) => (await isRevealed(tx, asker, of()))('09007'))

  test.each(['tomas', 'ana', 'rosa', 'dan'] as const)('%s may not open them', async (person) => {
    await expect(
      write(village.db, village.as(person), (tx, asker) => addReveal(tx, asker, of())),
    ).rejects.toMatchObject({ name: 'Problem' })
  })

  test('a coordinator opens them, twice is once, for herself and nobody else', async () => {
    for (let time = 0; time < 2; time++)
      await write(village.db, village.as('lucia'), (tx, asker) => addReveal(tx, asker, of()))
    expect(await open('lucia')).toBe(true)
    expect(await open('tomas')).toBe(false)
  })

  test('and closes them again', async () => {
    await write(village.db, village.as('lucia'), (tx, asker) => removeReveal(tx, asker, of()))
    expect(await open('lucia')).toBe(false)
  })
})
