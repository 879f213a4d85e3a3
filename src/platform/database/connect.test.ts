import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type FreshDatabase, onBothServers } from '../../../test/database.ts'
import { openDatabase } from './connect.ts'

describe('a server that is refused', () => {
  it.each([
    ['not an address', 'mysql://a@b/c', 'database.url'],
    ['nobody there', 'postgres://a:secret@127.0.0.1:9/c', 'database.unreachable'],
  ])('%s', async (_, databaseUrl, code) => {
    await expect(openDatabase({ databaseUrl, dataDir: '' })).rejects.toMatchObject({
      code,
      message: expect.not.stringContaining('secret'),
    })
  })
})

onBothServers('a database', (fresh) => {
  let at: FreshDatabase
  beforeAll(async () => {
    at = await fresh({ empty: true })
  })
  afterAll(() => at.drop())
  const one = async (sql: string): Promise<Record<string, unknown> | undefined> =>
    (await at.database.pool.query<Record<string, unknown>>(sql)).rows[0]

  it('is used by a role for which row-level security holds, also on the tables it owns', async () => {
    await at.database.pool.query(`create schema proof; create table proof.secret (id int); insert into proof.secret values (1);
      alter table proof.secret enable row level security; alter table proof.secret force row level security`)
    expect(await one('select count(*) as rows from proof.secret')).toEqual({ rows: 0 })
    const own = await at.database.connect()
    const { rows } = await own.query(`select count(*) as rows, current_user::text as role from proof.secret`)
    await own.end()
    expect(rows).toEqual([{ rows: 0, role: 'acuerdo' }])
  })

  it('ends a statement and an idle transaction in time', async () => {
    expect(
      await one(`select current_setting('statement_timeout') as statement,
                        current_setting('idle_in_transaction_session_timeout') as idle`),
    ).toEqual({ statement: '1min', idle: '1min' })
  })

  it('gives a day as the day it is, whatever the computer’s zone', async () => {
    expect(await one(`select date '2026-11-21' as day, array[date '2026-11-21'] as days`)).toEqual({
      day: '2026-11-21',
      days: ['2026-11-21'],
    })
  })

  it('gives exact numbers as text and whole ones as numbers', async () => {
    expect(
      await one(`select 0.10::numeric as rate, 54152266::bigint as employed, array[1, 2]::bigint[] as list`),
    ).toEqual({
      rate: '0.10',
      employed: 54152266,
      list: [1, 2],
    })
  })

  it('refuses a whole number that a number cannot hold exactly', async () => {
    await expect(one('select 9007199254740993::bigint as big')).rejects.toThrow('9007199254740993')
  })

  it('leaves no connection open when it is closed', async () => {
    const database = await openDatabase({ databaseUrl: at.url, dataDir: '' })
    await database.pool.query('select 1')
    await database.close()
    expect(database.pool).toMatchObject({ ended: true, totalCount: 0 })
  })

  it('survives the loss of its connections', async () => {
    await at.database.pool.query('select 1')
    const other = new pg.Client(at.url)
    await other.connect()
    await other.query(
      'select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()',
    )
    await other.end()
    await expect.poll(() => one('select 1 as one').catch(() => undefined)).toEqual({ one: 1 })
  })
})
