import { afterAll, beforeAll, expect, it } from 'vitest'
import { type FreshDatabase, onBothServers } from '../../../test/database.ts'
import { findMigrations, type Migration, migrate } from './migrate.ts'

const step = (name: string, sql: string): Migration => ({ name, part: 'proof', sql, checksum: sql })
const first = step('20990101000000_first.sql', 'create schema proof; create table proof.one (id int)')
const second = step('20990102000000_second.sql', 'create table proof.two (id int)')

onBothServers('migrations', (fresh) => {
  let at: FreshDatabase
  beforeAll(async () => {
    at = await fresh({ empty: true })
  })
  afterAll(() => at.drop())

  const tables = async (): Promise<string[]> => {
    const { rows } = await at.database.pool.query<{ name: string }>(
      `select table_name as name from information_schema.tables where table_schema = 'proof' order by 1`,
    )
    return rows.map(({ name }) => name)
  }

  it('leaves nothing of a file that fails, and says which line', async () => {
    const bad = step(
      '20990101000000_first.sql',
      'create schema proof;\ncreate table proof.one (id int);\nselect nonsense',
    )
    await expect(migrate(at.database, [bad])).rejects.toThrow(
      'migration proof/20990101000000_first.sql, line 3',
    )
    expect(await tables()).toEqual([])
  })

  it('runs each file once, also when three programs start at once', async () => {
    const ran = await Promise.all([1, 2, 3].map(() => migrate(at.database, [first, second])))
    expect(ran.flat().sort()).toEqual([first.name, second.name])
    expect(await tables()).toEqual(['one', 'two'])
  })

  it('refuses a file that was changed after it ran, by name', async () => {
    const changed = { ...first, checksum: 'other' }
    await expect(migrate(at.database, [changed, second])).rejects.toMatchObject({
      code: 'database.migrationChanged',
      values: { name: first.name },
    })
  })

  it('refuses data that a newer program has used', async () => {
    await expect(migrate(at.database, [first])).rejects.toMatchObject({
      code: 'database.newer',
      values: { name: second.name },
    })
  })
})

it('finds the files of every part, each name once, in order of time', () => {
  const names = findMigrations().map(({ name }) => name)
  expect(names.length).toBeGreaterThan(0)
  expect(names).toEqual([...new Set(names)].sort())
})
