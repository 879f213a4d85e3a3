import { afterAll, beforeAll, expect, test } from 'vitest'
import { type FreshDatabase, freshDatabase } from '../../test/database.ts'
import { type PersonName, settle, type Village } from './fixtures/people.ts'
import { newId } from './id.ts'
import { overVersion } from './over-version.ts'
import { said, type Text, text } from './text.ts'
import { read, write } from './transaction.ts'

let at: FreshDatabase
let here: Village
let id: string

beforeAll(async () => {
  at = await freshDatabase()
  here = await settle(at.database.kysely, 'versions')
  id = newId()
  await write(here.db, here.system, (tx, { workspaceId }) =>
    tx
      .insertInto('kernel.worker_group')
      .values({ workspace_id: workspaceId, id, code: 'boleros', name: JSON.stringify(text('Boleros')) })
      .execute(),
  )
})
afterAll(() => at.drop())

const rename = (who: PersonName, version: number, name: string, row = id) =>
  write(here.db, here.as(who), (tx, asker) =>
    overVersion(tx, asker, 'kernel.worker_group', { id: row, version }, { name: JSON.stringify(text(name)) }),
  )
const now = () =>
  read(here.db, here.as('lucia'), async (tx, { workspaceId }) => {
    const row = await tx
      .selectFrom('kernel.worker_group')
      .select(['name', 'version'])
      .where('workspace_id', '=', workspaceId)
      .where('id', '=', id)
      .executeTakeFirstOrThrow()
    return { name: said(row.name as unknown as Text, 'es'), version: row.version }
  })

test('one that is not there is not found, one that is not hers to write is not allowed', async () => {
  await expect(rename('lucia', 1, 'Nada', newId())).rejects.toMatchObject({
    code: 'kernel.notFound',
    status: 404,
  })
  await expect(rename('rosa', 1, 'De Rosa')).rejects.toMatchObject({ code: 'kernel.notAllowed', status: 403 })
  expect(await now()).toEqual({ name: 'Boleros', version: 1 })
})

test('over an older version it is a conflict that says both, and nothing is written', async () => {
  expect(await rename('lucia', 1, 'Boleras y boleros')).toBe(2)
  await expect(rename('lucia', 1, 'Otra vez')).rejects.toMatchObject({
    code: 'kernel.conflict',
    status: 409,
    values: { kind: 'worker_group', version: 1, now: 2 },
  })
  expect(await now()).toEqual({ name: 'Boleras y boleros', version: 2 })
})

test('of two who write at the same moment one gets through', async () => {
  const both = await Promise.allSettled([rename('lucia', 2, 'Una'), rename('lucia', 2, 'Otra')])
  expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  expect((await now()).version).toBe(3)
})
