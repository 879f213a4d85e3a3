import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type FreshDatabase, freshDatabase } from '../../../test/database.ts'
import { schemaSource } from './schema-source.ts'

let at: FreshDatabase
beforeAll(async () => {
  at = await freshDatabase()
})
afterAll(() => at.drop())

it('schema.ts says what the tables are', async () => {
  const path = join(import.meta.dirname, 'schema.ts')
  const source = await schemaSource(at.database.pool)
  if (process.env.ACUERDO_WRITE_SCHEMA) writeFileSync(path, source)
  expect(readFileSync(path, 'utf8'), 'run it with ACUERDO_WRITE_SCHEMA=1 and commit schema.ts').toBe(source)
})
