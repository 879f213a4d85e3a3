import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type FreshDatabase, onBothServers } from '../../../test/database.ts'
import { openDatabase } from './connect.ts'
import { migrate } from './migrate.ts'

onBothServers('a role that an administrator gives', (fresh) => {
  let at: FreshDatabase
  let admin: pg.Client
  const roles: string[] = []
  const role = async (rights: string): Promise<string> => {
    const name = `given_${randomUUID().slice(0, 8)}`
    await admin.query(`create role ${name} login ${rights}`)
    roles.push(name)
    return name
  }
  const urlOf = (name: string): string => at.adminUrl.replace('//postgres@', `//${name}@`)

  beforeAll(async () => {
    at = await fresh({ empty: true })
    admin = new pg.Client(at.adminUrl)
    await admin.connect()
  })
  afterAll(async () => {
    for (const name of roles) await admin.query(`drop owned by ${name} cascade; drop role ${name}`)
    await admin.end()
    await at.drop()
  })

  it('is refused where it bypasses row-level security and cannot become a plain one', async () => {
    const name = await role('bypassrls')
    await expect(openDatabase({ databaseUrl: urlOf(name), dataDir: '' })).rejects.toMatchObject({
      code: 'database.noPlainRole',
      values: { statements: expect.stringContaining('grant acuerdo to') },
    })
  })

  it('is told what the administrator must run where it may not make tables', async () => {
    const name = await role('')
    const database = await openDatabase({ databaseUrl: urlOf(name), dataDir: '' })
    const refused = await migrate(database).catch((error: unknown) => error)
    expect(refused).toMatchObject({ code: 'database.mayNotCreate' })
    await admin.query((refused as { values: { statements: string } }).values.statements)
    expect((await migrate(database)).length).toBeGreaterThan(0)
    await database.close()
  })

  it('is used as it is where it is plain, and as the plain one where it is a superuser', async () => {
    const plain = await role('')
    for (const [given, used] of [
      [plain, plain],
      ['postgres', 'acuerdo'],
    ] as const) {
      const database = await openDatabase({ databaseUrl: urlOf(given), dataDir: '' })
      const { rows } = await database.pool.query('select current_user::text as name')
      expect(rows).toEqual([{ name: used }])
      await database.close()
    }
  })

  it('is refused in a database that cannot hold every letter', async () => {
    const name = `latin_${randomUUID().slice(0, 8)}`
    await admin.query(`create database ${name} encoding 'LATIN1' locale 'C' template template0`)
    const databaseUrl = at.adminUrl.replace(/\/test_\w+\?/, `/${name}?`)
    await expect(openDatabase({ databaseUrl, dataDir: '' })).rejects.toMatchObject({
      code: 'database.encoding',
      values: { found: 'LATIN1' },
    })
    await admin.query(`drop database ${name}`)
  })
})
